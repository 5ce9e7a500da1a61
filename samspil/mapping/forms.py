"""The choices of the map of what there is."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from samspil.foundation.forms import set_choices
from samspil.mapping import queries
from samspil.mapping.models import Axis, Snapshot
from samspil.resources.models import Area, ResourceKind

AXES = {"emner": Axis.THEME, "maalgrupper": Axis.GROUP}


class MapForm(forms.Form):
    """A value that makes no sense chooses nothing."""

    vis = forms.ChoiceField(
        label=gettext_lazy("Vis"),
        required=False,
        choices=[("emner", gettext_lazy("Områder og emner")), ("maalgrupper", gettext_lazy("Målgrupper og områder"))],
    )
    omraade = forms.ChoiceField(label=gettext_lazy("Område"), required=False)
    slags = forms.ChoiceField(label=gettext_lazy("Slags"), required=False)
    huller = forms.ChoiceField(
        label=gettext_lazy("Hvad"),
        required=False,
        choices=[("", gettext_lazy("Alt")), ("ja", gettext_lazy("Kun, hvor der mangler noget"))],
    )
    sammenlign = forms.ChoiceField(label=gettext_lazy("Sammenlign med"), required=False)

    def __init__(self, data: QueryDict, *, known: list[Snapshot]) -> None:
        super().__init__(data, label_suffix="")
        areas = [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]
        set_choices(self, "omraade", [("", _("Hele kommunen")), *areas])
        set_choices(self, "slags", [("", _("Alle slags")), *ResourceKind.choices])
        days = [
            (f"{row.counted_on:%Y-%m-%d}", date_format(row.counted_on, pgettext("datoformat", "j. F Y")))
            for row in known
        ]
        set_choices(self, "sammenlign", [("", _("Ingen")), *days])
        if not days:
            del self.fields["sammenlign"]
        for each in self.fields.values():
            each.widget.attrs["class"] = "form-select"

    def filters(self) -> queries.Filters:
        self.is_valid()
        chosen: dict[str, Any] = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return queries.Filters(
            axis=AXES.get(chosen["vis"], Axis.THEME),
            kind=chosen["slags"],
            area=int(chosen["omraade"]) if chosen["omraade"] else None,
            only_gaps=bool(chosen["huller"]),
            compare=date.fromisoformat(chosen["sammenlign"]) if chosen.get("sammenlign") else None,
        )

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("omraade", "slags", "huller"))
