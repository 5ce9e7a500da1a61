"""What the pages show of many technologies at once: the rows of the list, and the radar as table and drawing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspil.foundation.viewer import Viewer
from samspil.technologies import queries, radar
from samspil.technologies.models import Placement, Purpose, Ring, Technology, TechnologyGroup, Use, UseStatus

RINGS = tuple(Ring.values)  # from the middle outwards
SECTORS = {"gruppe": gettext_lazy("Hvad den bruges til"), "formaal": gettext_lazy("Formål")}
MOVEMENTS = {
    "new": gettext_lazy("Ny"),
    "in": gettext_lazy("Rykket ind"),
    "out": gettext_lazy("Rykket ud"),
    "same": gettext_lazy("Samme sted"),
}


def counted(uses: Sequence[Use]) -> list[str]:
    """How many units are how far, in words: "I brug 2 steder"."""
    counts = Counter(use.status for use in uses)
    texts = {
        UseStatus.IN_USE: lambda n: ngettext("I brug %(n)d sted", "I brug %(n)d steder", n),
        UseStatus.TRIAL: lambda n: ngettext("Under afprøvning %(n)d sted", "Under afprøvning %(n)d steder", n),
        UseStatus.COMING: lambda n: ngettext("På vej %(n)d sted", "På vej %(n)d steder", n),
        UseStatus.PHASED_OUT: lambda n: ngettext("Udfaset %(n)d sted", "Udfaset %(n)d steder", n),
    }
    return [text(counts[status]) % {"n": counts[status]} for status, text in texts.items() if counts[status]]


@dataclass(frozen=True, slots=True)
class Row:
    technology: Technology
    purposes: str
    where: list[str]


def rows(technologies: Sequence[Technology]) -> list[Row]:
    return [Row(each, purposes_of(each), counted(each.current_uses)) for each in technologies]


def purposes_of(technology: Technology) -> str:
    first, *rest = (str(purpose.label) for purpose in technology.purposes)
    return str(_(" og ")).join([first, *(label.lower() for label in rest)])


# --- the radar --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of the table, and the dot with the same number."""

    number: int
    placement: Placement
    sector: str
    movement: str
    before: str  # the ring of last year; empty when it is new

    @property
    def moved(self) -> str:
        return str(MOVEMENTS[self.movement])


@dataclass(slots=True)
class Board:
    """The radar of one year."""

    year: int
    years: list[int]
    by: str
    spots: list[Spot] = field(default_factory=list)
    gone: list[Placement] = field(default_factory=list)
    drawing: radar.Drawing | None = None
    small: radar.Drawing | None = None  # for a phone, with a letter for each sector; None: too many to read there
    letters: list[tuple[str, str]] = field(default_factory=list)
    has_before: bool = False

    @property
    def title(self) -> str:
        return _("Radar %(year)d") % {"year": self.year}

    @property
    def shown_year(self) -> str:
        return str(self.year)

    @property
    def told(self) -> str:
        """The drawing in words, for those who do not see it."""
        counts = Counter(spot.placement.ring for spot in self.spots)
        said = ", ".join(f"{Ring(ring).label} {counts[ring]}" for ring in RINGS)
        return _("%(rings)s. Tabellen nedenunder siger det samme.") % {"rings": said}


def board(viewer: Viewer, year: int | None, by: str, group: str = "") -> Board:
    """The radar of a year: the newest one when none is named. Two queries."""
    years = queries.radar_years(viewer)
    year = year if year in years else (years[0] if years else queries.open_years()[0])
    found = queries.placements(viewer, (year, year - 1)) if years else []
    if group:
        found = [row for row in found if row.technology.group == group]
    now = [row for row in found if row.year == year]
    before = {row.technology_id: row for row in found if row.year == year - 1}
    result = Board(year=year, years=years, by=by if by in SECTORS else "gruppe", has_before=year - 1 in years)
    if not now:
        return result
    now.sort(key=lambda row: RINGS.index(row.ring))  # by title within, as they came
    for number, row in enumerate(now, 1):
        last = before.pop(row.technology_id, None)
        spot = Spot(
            number=number,
            placement=row,
            sector=sector_of(row.technology, result.by),
            movement=movement(row.ring, last.ring if last else "") if result.has_before else "same",
            before=last.get_ring_display() if last else "",
        )
        result.spots.append(spot)
    result.gone = list(before.values())
    sectors = sectors_of(result.spots)
    result.letters = list(zip(ascii_uppercase, sectors, strict=False))
    result.drawing = drawing(result.spots, sectors, sectors, radar.WIDE)
    result.small = drawing(result.spots, sectors, [letter for letter, _name in result.letters], radar.SMALL)
    return result


def movement(ring: str, before: str) -> str:
    if not before:
        return "new"
    steps = RINGS.index(ring) - RINGS.index(before)
    return "in" if steps < 0 else "out" if steps > 0 else "same"


def sector_of(technology: Technology, by: str) -> str:
    if by == "gruppe":
        return str(technology.get_group_display())
    both = technology.is_better_life and technology.is_smarter_work
    return _("Begge dele") if both else str(technology.purposes[0].label)


def sectors_of(spots: Sequence[Spot]) -> list[str]:
    order = [str(label) for label in (*TechnologyGroup.labels, *Purpose.labels, _("Begge dele"))]
    return sorted({spot.sector for spot in spots}, key=order.index)


def drawing(
    spots: Sequence[Spot], sectors: Sequence[str], names: Sequence[str], shape: radar.Shape
) -> radar.Drawing | None:
    """``names`` are what the drawing calls the ``sectors``."""
    items = [
        radar.Item(
            number=spot.number,
            ring=RINGS.index(spot.placement.ring),
            sector=sectors.index(spot.sector),
            movement=spot.movement,
            title=f"{spot.number}. {spot.placement.technology.title}",
        )
        for spot in spots
    ]
    return radar.drawn(items, names, [str(Ring(ring).label) for ring in RINGS], shape)


def lists(viewer: Viewer, unit: str) -> list[dict[str, Any]]:
    """The two lists: what is on its way, and what is in use, shared across units (C58). Four queries."""
    told = (
        ("paa-vej", _("På vej"), queries.COMING, _("Ingen enhed har skrevet, at noget er på vej.")),
        ("i-brug", _("I brug"), (UseStatus.IN_USE,), _("Ingen enhed har skrevet, at noget er i brug.")),
    )
    result = []
    for key, label, statuses, empty in told:
        found = queries.shared(viewer, statuses, unit)
        more = len(found) > queries.MOST_LISTED
        shown = found[: queries.MOST_LISTED]
        result.append({"key": key, "label": label, "rows": shown, "has_more": more, "empty": empty})
    return result
