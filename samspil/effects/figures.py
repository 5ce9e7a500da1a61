"""What can be counted: how far ideas come, how long it takes, who holds the chain, and where it leans to one side.

Three grouped reads of ``Path`` give all of it, in a time that hardly grows. Everything else is arithmetic on a few
hundred groups. A share is only worked out of at least ``FEW``; below that the numbers stand alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.utils.translation import gettext as _

from samspil.actors.models import Sphere
from samspil.challenges.models import ChainStep
from samspil.effects.models import Halt, Horizon, Path, Reached, unpack_holders, unpack_sort
from samspil.effects.paths import BITS
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer
from samspil.proposals.models import Degree, Object
from samspil.tracks.models import Track

FEW = 5  # a share of fewer says nothing
ENOUGH = 10  # from so many on a lopsided picture is more than chance
LOPSIDED = 80  # percent


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address. ``units`` are the chosen one and all below it."""

    units: tuple[UUID, ...] = ()
    theme: str = ""
    track: str = ""
    year: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.units or self.theme or self.track or self.year)


def percent(part: int, whole: int) -> int | None:
    """A whole percent, or nothing where the whole is too small to say."""
    return round(100 * part / whole) if whole >= FEW else None


# --- the reads --------------------------------------------------------------------------------------------------------


def counted(viewer: Viewer, filters: Filters, *, every_year: bool = False) -> QuerySet[Path]:
    """The ideas that ``viewer`` may have counted."""
    rows = Path.objects.order_by()
    if not viewer.is_staff:
        rows = rows.filter(audience=Audience.PUBLIC)
    if filters.units:
        rows = rows.filter(unit__in=filters.units)
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.track:
        rows = rows.filter(track=filters.track)
    if filters.year and not every_year:
        rows = rows.filter(year=filters.year)
    return rows


def cube(viewer: Viewer, filters: Filters) -> list[tuple]:
    """How many ideas of each sort, the years side by side: year, the values of ``SORTED_BY``, and the number."""
    rows = counted(viewer, filters, every_year=True).values_list("year", "sort").annotate(n=Count("pk"))
    return [(year, *unpack_sort(sort), n) for year, sort, n in rows]


def chain_rows(viewer: Viewer, filters: Filters) -> list[tuple]:
    """Which parts of society hold the four steps: year, four sums of ``BITS``, and the number."""
    rows = counted(viewer, filters, every_year=True).values_list("year", "holders").annotate(n=Count("pk"))
    return [(year, *unpack_holders(holders), n) for year, holders, n in rows]


DAYS = ("answer", "trial", "practice")


def day_rows(viewer: Viewer, filters: Filters) -> dict[str, Counter[int]]:
    """How many ideas took so many days to each step. One query for all three."""
    rows = counted(viewer, filters)

    def took(name: str) -> QuerySet:
        reached = rows.filter(**{f"{name}_day__isnull": False})
        days = F(f"{name}_day") - F("idea_day")
        return reached.values_list(Value(name, CharField()), days).annotate(n=Count("pk"))

    found: dict[str, Counter[int]] = {name: Counter() for name in DAYS}
    first, *others = (took(name) for name in DAYS)
    for name, days, n in first.union(*others, all=True):
        found[name][max(days, 0)] += n
    return found


# --- from idea to everyday --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the funnel: how many came at least this far, and where those are who came no further."""

    reached: Reached
    n: int
    of: int
    halts: list[tuple[str, int]]

    @property
    def label(self) -> str:
        return str(Reached(self.reached).label)

    @property
    def percent(self) -> int | None:
        return percent(self.n, self.of)

    @property
    def stays(self) -> int:
        return sum(n for _label, n in self.halts)


@dataclass(frozen=True, slots=True)
class Time:
    """Days from the idea to a step, of those who are there. Who still waits is told beside, and never as zero."""

    name: str
    label: str
    n: int
    median: float | None
    quick: int | None  # a quarter took at most so many
    slow: int | None  # and a quarter at least so many
    waiting: int
    ended: int


def value_at(days: Counter[int], place: int) -> int:
    """The value that stands at ``place``, counted from 1, when all are in order."""
    passed = 0
    for value in sorted(days):
        passed += days[value]
        if passed >= place:
            return value
    raise LookupError(place)


def median(days: Counter[int]) -> float:
    n = days.total()
    return (value_at(days, (n + 1) // 2) + value_at(days, n // 2 + 1)) / 2


def quarter(days: Counter[int], share: int) -> int:
    """The smallest value that at least ``share`` quarters of all do not exceed (nearest rank)."""
    return value_at(days, max(1, -(-days.total() * share // 4)))


# Who is still on the way to a step, and who ended before it. The rest are there.
WAITING = {
    "answer": (Halt.UNANSWERED,),
    "trial": (Halt.UNANSWERED, Halt.FORWARD, Halt.LATER),
    "practice": (Halt.UNANSWERED, Halt.FORWARD, Halt.LATER, Halt.RUNNING, Halt.ADOPTING),
}
ENDED = {"answer": (), "trial": (Halt.NO,), "practice": (Halt.NO, Halt.STOPPED)}


@dataclass(slots=True)
class Ideas:
    """The cube, added up."""

    total: int = 0
    reached: Counter[int] = field(default_factory=Counter)
    halt: Counter[str] = field(default_factory=Counter)
    stays: Counter[tuple[int, str]] = field(default_factory=Counter)
    track: Counter[str] = field(default_factory=Counter)
    degree: Counter[str] = field(default_factory=Counter)
    object: Counter[str] = field(default_factory=Counter)
    horizon: Counter[str] = field(default_factory=Counter)
    by_year: Counter[int] = field(default_factory=Counter)
    daily_by_year: Counter[int] = field(default_factory=Counter)

    def funnel(self) -> list[Step]:
        steps = []
        for reached in Reached:
            there = sum(n for value, n in self.reached.items() if value >= reached)
            halts = [(str(halt.label), self.stays[reached, halt]) for halt in Halt if self.stays[reached, halt]]
            steps.append(Step(reached, there, self.total, halts))
        return steps

    def times(self, days: dict[str, Counter[int]]) -> list[Time]:
        labels = {
            "answer": _("Fra idé til svar"),
            "trial": _("Fra idé til afprøvning"),
            "practice": _("Fra idé til hverdag"),
        }
        return [
            Time(
                name,
                labels[name],
                n := days[name].total(),
                median(days[name]) if n else None,
                quarter(days[name], 1) if n >= FEW else None,
                quarter(days[name], 3) if n >= FEW else None,
                sum(self.halt[halt] for halt in WAITING[name]),
                sum(self.halt[halt] for halt in ENDED[name]),
            )
            for name in DAYS
        ]


def ideas(rows: Iterable[tuple], year: int | None = None) -> Ideas:
    found = Ideas()
    for its_year, reached, halt, track, degree, obj, horizon, n in rows:
        found.by_year[its_year] += n
        if reached == Reached.PRACTICE:
            found.daily_by_year[its_year] += n
        if year and its_year != year:
            continue
        found.total += n
        found.reached[reached] += n
        found.halt[halt] += n
        found.stays[reached, halt] += n
        found.track[track] += n
        found.degree[degree] += n
        found.object[obj] += n
        found.horizon[horizon] += n
    return found


# --- who holds the chain ----------------------------------------------------------------------------------------------

# In the order they are shown: code, and the colour of ``looks.sphere_class``.
HOLDERS = ("municipality", "together", "civil_society", "market", "other_public")
STEPS = (ChainStep.IDENTIFIED, ChainStep.DEVISED, ChainStep.DELIVERED, ChainStep.ASSESSED)


def holder(bits: int) -> str:
    """Who holds a step: the municipality alone, with others, or one part of society without it. Empty: nobody yet."""
    if bits & BITS[Sphere.MUNICIPALITY]:
        return "municipality" if bits == BITS[Sphere.MUNICIPALITY] else "together"
    if bits & BITS[Sphere.CIVIL_SOCIETY]:
        return "civil_society"
    if bits & BITS[Sphere.MARKET]:
        return "market"
    return "other_public" if bits else ""


def holder_label(code: str) -> str:
    return {
        "municipality": _("Kun kommunen"),
        "together": _("Kommunen sammen med andre"),
        "civil_society": _("Civilsamfundet uden kommunen"),
        "market": _("Virksomheder"),
        "other_public": _("Andre offentlige"),
    }[code]


@dataclass(slots=True)
class Chain:
    """How the steps are shared. ``whole`` are the ideas whose first three steps somebody holds; ``municipal`` those
    where the municipality alone holds all three ("hele kæden i kommunen").
    """

    steps: dict[str, Counter[str]] = field(default_factory=lambda: {step.value: Counter() for step in STEPS})
    by_year: dict[str, dict[int, Counter[str]]] = field(default_factory=lambda: {step.value: {} for step in STEPS})
    whole: int = 0
    municipal: int = 0
    whole_by_year: Counter[int] = field(default_factory=Counter)
    municipal_by_year: Counter[int] = field(default_factory=Counter)

    @property
    def percent(self) -> int | None:
        return percent(self.municipal, self.whole)


def chain(rows: Iterable[tuple], year: int | None = None) -> Chain:
    found = Chain()
    for its_year, seen, devised, delivered, assessed, n in rows:
        is_chosen = year is None or its_year == year
        for step, bits in zip(STEPS, (seen, devised, delivered, assessed), strict=True):
            if code := holder(bits):
                found.by_year[step].setdefault(its_year, Counter())[code] += n
                found.steps[step][code] += n * is_chosen
        if seen and devised and delivered:
            is_municipal = seen == devised == delivered == BITS[Sphere.MUNICIPALITY]
            found.whole += n * is_chosen
            found.municipal += n * is_municipal * is_chosen
            found.whole_by_year[its_year] += n
            found.municipal_by_year[its_year] += n * is_municipal
    return found


# --- balance ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Balance:
    """How ideas are shared on one axis, and a plain warning where it leans."""

    name: str
    label: str
    n: int
    parts: list[tuple[str, int]]
    warning: str = ""


def leans(counts: Counter[str]) -> str:
    """The code that more than ``LOPSIDED`` percent of at least ``ENOUGH`` ideas share, or nothing."""
    n = counts.total()
    code, most = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return code if n >= ENOUGH and 100 * most > LOPSIDED * n else ""


def balances(found: Ideas, *, is_one_track: bool = False) -> list[Balance]:
    """The two tracks, how new, what changes, and how far ahead (C28-C31, C86).

    The rule of a warning: at least ten ideas, of which more than 80 percent are of one kind; or at least ten ideas, and
    none of them on the track of a vision. With one track chosen there is nothing to say about tracks.
    """
    axes = (
        ("track", _("De to spor"), Track, found.track),
        ("degree", _("Hvor nyt er det?"), Degree, found.degree),
        ("object", _("Hvad ændrer sig?"), Object, found.object),
        ("horizon", _("Kort og langt sigt"), Horizon, found.horizon),
    )
    shown = []
    for name, label, choices, counts in axes:
        if is_one_track and name == "track":
            continue
        leaning = leans(counts)
        if name == "track" and found.total >= ENOUGH and not counts[Track.VISION]:
            warning = _("Ingen idé styrer efter en sigtepejle. Store ændringer kommer sjældent af sig selv.")
        elif leaning:
            warning = _("Mere end %(share)d %% er det samme: %(what)s. Så bliver noget andet måske glemt.") % {
                "share": LOPSIDED,
                "what": choices(leaning).label,
            }
        else:
            warning = ""
        parts = [(str(choice.label), counts[choice]) for choice in choices]
        shown.append(Balance(name, str(label), found.total, parts, str(warning)))
    return shown


def in_units(units: tuple[UUID, ...], *fields: str) -> Q:
    """Of other tables: that one of the named fields is one of these units."""
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__in": units})
    return found
