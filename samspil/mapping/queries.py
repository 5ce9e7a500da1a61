"""What there is and what is missing, by area, theme and target group. Counted over what everybody may read.

The number of queries is the same however many areas and resources there are.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.foundation import clock
from samspil.foundation.models import Audience, Theme
from samspil.foundation.viewer import NOBODY
from samspil.mapping.models import Axis, Snapshot, SnapshotCell
from samspil.resources.models import (
    Area,
    Resource,
    ResourceStatus,
    ResourceTargetGroup,
    ResourceTheme,
    TargetGroup,
    Wish,
)
from samspil.suggestions.queries import gaps

FEW = 1  # offers or fewer: where somebody then misses something, there is a gap
MANY = 3  # unmet wishes or more: one chair that is missing says nothing of an area
LATELY = timedelta(days=365)  # how long it counts that nothing fitted
MOST_SNAPSHOTS = 50
THEMES = dict(Theme.choices)
# What is for everybody was not made for anybody in particular, and fills no gap.
GROUPS = {code: label for code, label in TargetGroup.choices if code != TargetGroup.EVERYBODY}
Key = tuple[str, str]  # an area's name and a code


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address."""

    axis: str = Axis.THEME
    kind: str = ""
    area: int | None = None
    only_gaps: bool = False
    compare: date | None = None


@dataclass(slots=True)
class Counts:
    """Offers and free places by area and code; by area alone under the code ""."""

    offers: Counter[Key] = field(default_factory=Counter)
    free: Counter[Key] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the matrix. ``unmet`` is how often nothing fitted there in a year, 0 below five. ``before`` is the
    number of offers on the day that is compared with, or None.
    """

    label: str
    offers: int
    free: int
    wishes: int
    unmet: int
    before: int | None
    url: str

    @property
    def is_empty(self) -> bool:
        return self.offers == 0

    @property
    def is_gap(self) -> bool:
        """Few offers, and many who miss something: people nothing fitted, or a provider who lacks several things."""
        return self.offers <= FEW and (self.unmet > 0 or self.wishes >= MANY)

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.offers - self.before

    @property
    def change_words(self) -> str:
        """The difference since the other day, with its sign; empty when nothing changed."""
        return f"{self.change:+d}".replace("-", "−") if self.change else ""


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    total: Cell
    cells: tuple[Cell, ...]

    @property
    def is_bare(self) -> bool:
        """No tradition: nothing at all stands here."""
        return all(cell.is_empty for cell in self.cells)

    @property
    def gap_count(self) -> int:
        return sum(cell.is_gap for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    axis: str
    kind: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Cell
    counted_on: date
    compared_on: date | None
    outside: int  # offers without an area
    bare_columns: tuple[str, ...] = ()  # no tradition anywhere on the map

    @property
    def gaps(self) -> list[tuple[str, Cell]]:
        """The fields where most is missing: what people missed most first, then what is empty."""
        found = [(line.label, cell) for line in self.lines for cell in line.cells if cell.is_gap]
        return sorted(found, key=lambda pair: (-pair[1].unmet, -pair[1].wishes, pair[1].offers))

    @property
    def bare(self) -> list[str]:
        """Where nothing at all stands, row or column."""
        return [*(line.label for line in self.lines if line.is_bare), *self.bare_columns]


# --- counting ---------------------------------------------------------------------------------------------------------


def counted() -> QuerySet[Resource]:
    """What counts: active, and for everybody to read."""
    rows = Resource.objects.visible_to(NOBODY).filter(subject__audience=Audience.PUBLIC)
    return rows.filter(status=ResourceStatus.ACTIVE, withdrawn_at=None)


def rows_of(axis: str) -> list[dict[str, Any]]:
    """(area, code, kind, offers, free) of what there is now. One query."""
    ids = counted().order_by().values("pk")
    rows: QuerySet[Any, Any]
    if axis == Axis.THEME:
        rows, to, code = ResourceTheme.objects.filter(resource__in=ids), "resource__", {"code": F("theme")}
    elif axis == Axis.GROUP:
        rows, to, code = ResourceTargetGroup.objects.filter(resource__in=ids), "resource__", {"code": F("group")}
    else:
        rows, to, code = counted(), "", {}
    grouped = rows.order_by().values(in_area=F(f"{to}area__name"), of_kind=F(f"{to}kind"), **code)
    found = grouped.annotate(offers=Count("pk"), free=Coalesce(Sum(f"{to}capacity"), 0))
    return [
        {
            "area": row["in_area"] or "",
            "code": row.get("code", ""),
            "kind": row["of_kind"],
            "offers": row["offers"],
            "free": row["free"],
        }
        for row in found
    ]


def summed(rows: Iterable[dict[str, Any]], kind: str) -> Counts:
    """The rows of one kind, or of all."""
    counts = Counts()
    for row in rows:
        if kind in ("", row["kind"]):
            counts.offers[row["area"], row["code"]] += row["offers"]
            counts.free[row["area"], row["code"]] += row["free"]
    return counts


def kept(snapshot: Snapshot, axis: str) -> list[dict[str, Any]]:
    rows = SnapshotCell.objects.filter(snapshot=snapshot, axis__in=(axis, Axis.ALL))
    return [dict(row) for row in rows.values("area", "code", "kind", "offers", "free")]


def open_wishes(axis: str) -> Counter[Key]:
    """What providers need, by the area and the themes or groups of what they run. One query."""
    code = F("resource__themes__theme") if axis == Axis.THEME else F("resource__target_groups__group")
    rows = Wish.objects.visible_to(NOBODY).filter(withdrawn_at=None, fulfilled_at=None)
    rows = rows.filter(resource__in=counted().order_by().values("pk")).order_by()
    found = rows.values(code=code, in_area=F("resource__area__name")).annotate(n=Count("pk", distinct=True))
    return Counter({(row["in_area"] or "", row["code"]): row["n"] for row in found if row["code"]})


def not_met(axis: str) -> Counter[Key]:
    """How often nothing fitted in the last year, five times or more, by area and theme or group. Two queries."""
    by = "theme" if axis == Axis.THEME else "target_group"
    rows = gaps(by=(by, "area"), since=clock.today() - LATELY)
    return Counter({(row.area_name, getattr(row, by)): row.count for row in rows if getattr(row, by)})


# --- the matrix -------------------------------------------------------------------------------------------------------


def snapshots() -> list[Snapshot]:
    """The days that were kept, the newest first. One query."""
    rows = Snapshot.objects.visible_to(NOBODY).select_related("subject")
    return list(rows.order_by("-counted_on")[:MOST_SNAPSHOTS])


def matrix(filters: Filters, known: list[Snapshot] | None = None) -> Matrix:
    """Areas against themes; or target groups against areas, as there are more groups than a page is wide."""
    axis = filters.axis
    now = summed([*rows_of(axis), *rows_of(Axis.ALL)], filters.kind)
    known = snapshots() if known is None else known
    snapshot = next((row for row in known if row.counted_on == filters.compare), None)
    before = summed(kept(snapshot, axis), filters.kind) if snapshot else None
    wishes, unmet = open_wishes(axis), not_met(axis)
    areas = {area.name: area.pk for area in Area.objects.order_by("order", "name", "pk")}
    codes = THEMES if axis == Axis.THEME else GROUPS
    if filters.area:
        areas = {name: pk for name, pk in areas.items() if pk == filters.area}

    def cell(label: str, area: str | None, code: str) -> Cell:
        """``area`` None: the whole municipality."""
        keys = [(area, code)] if area is not None else [(name, code) for name in [*areas, ""]]
        return Cell(
            label=label,
            offers=sum(now.offers[key] for key in keys),
            free=sum(now.free[key] for key in keys),
            wishes=sum(wishes[key] for key in keys) if code else 0,
            unmet=sum(unmet[key] for key in keys) if code else 0,
            before=sum(before.offers[key] for key in keys) if before else None,
            url=directory(filters, areas.get(area or ""), code),
        )

    def total(label: str, area: str) -> Cell:
        return cell(label, area, "")

    if axis == Axis.THEME:
        columns = [str(label) for label in codes.values()]
        lines = [
            Line(
                name,
                total(name, name),
                tuple(cell(str(label), name, code) for code, label in codes.items()),
            )
            for name in areas
        ]
    else:
        columns = list(areas)
        lines = [
            Line(
                str(label),
                cell(str(label), None, code),
                tuple(cell(name, name, code) for name in areas),
            )
            for code, label in codes.items()
        ]
    has_some = any(not line.is_bare for line in lines)
    bare = [label for at, label in enumerate(columns) if has_some and all(line.cells[at].is_empty for line in lines)]
    if filters.only_gaps:
        lines = [line for line in lines if line.is_bare or any(each.is_gap for each in line.cells)]
    return Matrix(
        axis=axis,
        kind=filters.kind,
        columns=tuple(columns),
        lines=tuple(lines),
        whole=cell(_("Hele kommunen"), None, ""),
        counted_on=clock.today(),
        compared_on=snapshot.counted_on if snapshot else None,
        outside=now.offers["", ""],
        bare_columns=tuple(bare),
    )


def directory(filters: Filters, area: int | None, code: str) -> str:
    """The list of what a field counts, with the same choices."""
    chosen: dict[str, Any] = {"omraade": area, "slags": filters.kind}
    chosen["emne" if filters.axis == Axis.THEME else "maalgruppe"] = code
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{reverse('resources:list')}?{query}" if query else reverse("resources:list")
