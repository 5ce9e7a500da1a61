"""The choices of the overview."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import Unit
from samspil.effects.figures import Filters
from samspil.effects.queries import with_those_below
from samspil.foundation import clock
from samspil.foundation.filtering import pairs
from samspil.foundation.forms import set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme
from samspil.tracks.models import Track

FIRST_YEAR = 2000  # an address may name any year; nobody's journal begins before


class OverviewForm(forms.Form):
    """A value that makes no sense chooses nothing."""

    enhed = forms.ChoiceField(label=gettext_lazy("Enhed"), required=False)
    emne = forms.ChoiceField(label=gettext_lazy("Emne"), required=False)
    spor = forms.ChoiceField(label=gettext_lazy("Spor"), required=False)
    aar = forms.IntegerField(label=gettext_lazy("År"), required=False, min_value=FIRST_YEAR, max_value=9999)

    def __init__(self, data: QueryDict, *, tree: dict[UUID, Unit]) -> None:
        super().__init__(data, label_suffix="")
        self.tree = tree
        set_choices(self, "enhed", [("", _("Hele kommunen")), *((str(pk), str(row)) for pk, row in tree.items())])
        set_choices(self, "emne", [("", _("Alle emner")), *Theme.choices])
        set_choices(self, "spor", [("", _("Begge spor")), *Track.choices])
        for each in self.fields.values():
            each.widget.attrs["class"] = "form-select"

    def filters(self) -> Filters:
        self.is_valid()
        chosen: dict[str, Any] = self.cleaned_data
        return Filters(
            units=with_those_below(as_uuid(chosen.get("enhed")), self.tree),
            theme=chosen.get("emne") or "",
            track=chosen.get("spor") or "",
            year=chosen.get("aar"),
        )

    def offer_years(self, years: list[int]) -> None:
        """The years there is something to say about, once they are counted; also the one that is chosen."""
        chosen = self.cleaned_data.get("aar")
        shown = sorted({*years, *([chosen] if chosen else []), clock.today().year}, reverse=True)
        choices: list[tuple[str, Any]] = [("", _("Alle år")), *((str(year), str(year)) for year in shown)]
        self.fields["aar"].widget = forms.Select(attrs={"class": "form-select"}, choices=choices)

    @property
    def chosen(self) -> list[str]:
        """What is chosen, in words."""
        values = self.cleaned_data
        names = [
            str(dict(pairs(field)).get(values.get(name), ""))
            for name, field in self.fields.items()
            if isinstance(field, forms.ChoiceField) and values.get(name)
        ]
        return [*names, *([str(values["aar"])] if values.get("aar") else [])]
