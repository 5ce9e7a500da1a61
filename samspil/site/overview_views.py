"""The overview: what the journal and the chain tell when they are counted."""

from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samspil.actors.queries import units
from samspil.foundation.forms import set_choices
from samspil.foundation.http import Request
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme
from samspil.papers.tables import Cell, Table, as_csv
from samspil.papers.views import CSV, download
from samspil.site import overview


class OverviewForm(forms.Form):
    """The choices of the overview. A value that makes no sense chooses nothing."""

    aar = forms.ChoiceField(label=gettext_lazy("År"), required=False)
    emne = forms.ChoiceField(label=gettext_lazy("Emne"), required=False)
    enhed = forms.ChoiceField(label=gettext_lazy("Enhed"), required=False)

    def __init__(self, data: QueryDict, *, names: dict[UUID, str], first: int) -> None:
        super().__init__(data, label_suffix="")
        years = [str(year) for year in range(timezone.localdate().year, first - 1, -1)]
        set_choices(self, "aar", [("", _("Alle år")), *((year, year) for year in years)])
        set_choices(self, "emne", [("", _("Alle emner")), *Theme.choices])
        set_choices(self, "enhed", [("", _("Alle enheder")), *((str(pk), name) for pk, name in names.items())])
        for each in self.fields.values():
            each.widget.attrs["class"] = "form-select"

    def filters(self) -> overview.Filters:
        self.is_valid()
        chosen = self.cleaned_data
        year = chosen.get("aar")
        return overview.Filters(int(year) if year else None, chosen.get("emne") or "", as_uuid(chosen.get("enhed")))


def figures(request: Request) -> tuple[OverviewForm, dict[str, tuple[str, list[overview.Row]]]]:
    """The form and the three ways to count, each with its title. Five queries."""
    names = dict(units(request.viewer).values_list("pk", "actor__name"))
    first = overview.first_year(request.viewer)
    form = OverviewForm(request.GET, names=names, first=first.year if first else timezone.localdate().year)
    filters = form.filters()
    return form, {
        "kvartal": (_("Kvartal for kvartal"), overview.by_quarter(request.viewer, filters)),
        "emne": (_("Emne for emne"), overview.by_theme(request.viewer, filters)),
        "enhed": (_("Enhed for enhed"), overview.by_unit(request.viewer, filters, names)),
    }


@require_safe
def who_defines(request: Request) -> HttpResponse:
    form, counted = figures(request)
    rows = counted["kvartal"][1]
    society = sum(row.counts.get("civil_society", 0) for row in rows)
    total = sum(row.total for row in rows)
    return render(
        request,
        "site/who_defines.html",
        {
            "form": form,
            "total": total,
            "percent": round(100 * society / total) if total else 0,
            "charts": [overview.chart(f"overblik-{key}", title, rows) for key, (title, rows) in counted.items()],
            "has_few": any(0 < row.total < overview.FEW for _title, rows in counted.values() for row in rows),
            "few": overview.FEW,
        },
    )


@require_safe
def who_defines_csv(request: Request) -> HttpResponse:
    """The same figures for a spreadsheet."""
    _form, counted = figures(request)
    spheres = overview.ORDER
    columns = [_("Opdelt efter"), _("Hvad"), *(str(sphere.label) for sphere in spheres), _("I alt")]
    cells: list[list[Cell]] = [
        [title, row.label, *(row.counts.get(sphere, 0) for sphere in spheres), row.total]
        for title, rows in counted.values()
        for row in rows
    ]
    name = _("Hvem ser problemerne")
    return download(request, as_csv(Table(name, columns, cells)), CSV, name, "csv")
