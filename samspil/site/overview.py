"""Who defines the problems (C19): who saw them first, by quarter, theme and unit.

Counted are challenges, and proposals that stand alone: both begin with somebody who saw something.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min
from django.db.models.functions import Coalesce, ExtractQuarter, ExtractYear
from django.utils.translation import gettext as _

from samspil.actors.models import Sphere
from samspil.challenges.models import ChainLink, ChainStep
from samspil.foundation.models import Theme, may_read
from samspil.foundation.viewer import Viewer

ORDER = (Sphere.CIVIL_SOCIETY, Sphere.MUNICIPALITY, Sphere.MARKET, Sphere.OTHER_PUBLIC)
FEW = 5  # below it a share says little
MOST_ROWS = 24  # six years of quarters; older ones are found by choosing a year
LONE = "lone"  # what stands alone has no theme


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address."""

    year: int | None = None
    theme: str = ""
    unit: UUID | None = None


@dataclass(slots=True)
class Row:
    """One quarter, theme or unit with how many each sphere saw first."""

    label: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def seen(viewer: Viewer, filters: Filters) -> Any:
    """The links of those who saw a problem first, as far as ``viewer`` may read what it is about.

    A query of ``ChainLink`` with ``theme`` and ``unit`` on each.
    """
    rows = ChainLink.objects.filter(
        may_read(viewer, "subject__"), step=ChainStep.IDENTIFIED, subject__kind__in=("challenge", "proposal")
    ).annotate(
        theme=F("subject__challenge__theme"),
        unit=Coalesce("subject__challenge__unit", "subject__proposal__unit"),
    )
    if filters.year:
        rows = rows.filter(at__year=filters.year)
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    return rows.order_by()


def counted(rows: Iterable[tuple[Any, str, int]]) -> dict[Any, dict[str, int]]:
    found: dict[Any, dict[str, int]] = {}
    for key, sphere, n in rows:
        found.setdefault(key, {})[sphere] = n
    return found


def by_quarter(viewer: Viewer, filters: Filters) -> list[Row]:
    """The quarters from the first to the last in which somebody saw something, the empty ones between them too."""
    rows = (
        seen(viewer, filters)
        .annotate(year=ExtractYear("at"), quarter=ExtractQuarter("at"))
        .values_list("year", "quarter", "sphere")
        .annotate(n=Count("pk"))
    )
    found = counted(((year, quarter), sphere, n) for year, quarter, sphere, n in rows)
    if not found:
        return []
    year, quarter = min(found)
    shown = []
    while (year, quarter) <= max(found):
        label = _("%(quarter)d. kvartal %(year)d") % {"quarter": quarter, "year": year}
        shown.append(Row(label, found.get((year, quarter), {})))
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
    return shown[-MOST_ROWS:]


def by_theme(viewer: Viewer, filters: Filters) -> list[Row]:
    rows = seen(viewer, filters).values_list("theme", "sphere").annotate(n=Count("pk"))
    found = counted((theme or LONE, sphere, n) for theme, sphere, n in rows)
    labels = [*((theme.value, str(theme.label)) for theme in Theme), (LONE, _("Forslag, der står alene"))]
    return [Row(label, found[key]) for key, label in labels if key in found]


def by_unit(viewer: Viewer, filters: Filters, names: dict[UUID, str]) -> list[Row]:
    """The units with most first. A unit that may not be named counts among those without one."""
    rows = seen(viewer, filters).values_list("unit", "sphere").annotate(n=Count("pk"))
    shown: dict[str, Row] = {}
    for pk, sphere, n in rows:
        label = names.get(pk) or _("Ingen enhed")
        counts = shown.setdefault(label, Row(label)).counts
        counts[sphere] = counts.get(sphere, 0) + n
    return sorted(shown.values(), key=lambda row: (-row.total, row.label))[:MOST_ROWS]


def first_year(viewer: Viewer) -> date | None:
    return seen(viewer, Filters()).aggregate(first=Min("at"))["first"]


def chart(chart_id: str, title: str, rows: list[Row]) -> dict[str, Any]:
    """The context of ``components/stack_chart.html``: shares of each row, with the numbers behind them."""
    totals = {sphere: sum(row.counts.get(sphere, 0) for row in rows) for sphere in ORDER}
    whole = sum(totals.values())
    return {
        "id": chart_id,
        "title": title,
        "description": "; ".join(f"{sphere.label}: {totals[sphere]}" for sphere in ORDER) + f"; n = {whole}",
        "parts": [{"label": sphere.label, "sphere": sphere.value} for sphere in ORDER],
        "rows": [{"label": row.label, "n": row.total, "segments": segments(row)} for row in rows],
    }


def segments(row: Row) -> list[dict[str, Any]]:
    made, offset = [], 0.0
    for sphere in ORDER:
        value = row.counts.get(sphere, 0)
        percent = 100 * value / row.total if row.total else 0.0
        made.append(
            {"label": sphere.label, "sphere": sphere.value, "value": value, "percent": percent, "offset": offset}
        )
        offset += percent
    return made
