"""What goes into a plan and what comes out of it. All is plain data; sentences are made by whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECONDS = 20.0  # the longest that a mixed-integer program is worked on, unless somebody says otherwise

Point = tuple[float, float]  # latitude and longitude in degrees (WGS 84)
Level = Literal["cannot", "rather_not", "can", "gladly"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who said yes to be asked, or ``size`` people who come as one: all of them, or none.

    What is not known never counts against them. ``otherwise`` holds where no wish of theirs speaks: by default nobody
    is planned into what they did not say. ``together_with`` are ids of people they would like to be with; with
    ``only_together`` they come only when at least one of them does. ``earlier`` is how many shifts they took lately,
    before this plan.
    """

    id: str
    point: Point | None = None
    reach_km: float | None = None  # how far they go, as the crow flies
    at_most: int | None = None  # shifts in the whole plan
    per_week: int | None = None  # shifts in a calendar week (Monday to Sunday)
    has: frozenset[str] = frozenset()  # the requirements they meet
    otherwise: Level = "cannot"
    together_with: frozenset[str] = frozenset()
    only_together: bool = False
    earlier: int = 0
    size: int = 1

    def __post_init__(self) -> None:
        if self.size < 1:
            raise ValueError(f"Person {self.id}: at least one must come")


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """A shift of a task. ``start`` and ``end`` are aware and in local time: day and week are read from ``start``.

    ``minimum`` of the ``places`` are needed; the others are welcome.
    """

    id: str
    start: datetime
    end: datetime
    places: int = 1
    minimum: int = 0
    task: str = ""
    kind: str = ""
    point: Point | None = None
    requires: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(f"Slot {self.id}: times must be aware")
        if self.end <= self.start:
            raise ValueError(f"Slot {self.id}: ends before it starts")
        if not 0 <= self.minimum <= self.places:
            raise ValueError(f"Slot {self.id}: minimum must be between 0 and places")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What a person said about a slot, a day or a kind of task. Exactly one of the three is given.

    ``day`` is one of DAYS or an ISO date. Where several speak of one slot the closest to it holds: the slot, then the
    date, then the day of the week, then the kind.
    """

    person: str
    level: Level
    slot: str = ""
    day: str = ""
    kind: str = ""

    def __post_init__(self) -> None:
        if sum(map(bool, (self.slot, self.day, self.kind))) != 1:
            raise ValueError("A wish is about one of slot, day or kind")


@dataclass(frozen=True, slots=True)
class Lock:
    """What a person has promised. It is kept, even where it breaks a limit; that is then told (``Plan.broken``)."""

    person: str
    slot: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """What a plan is worth, in points. One point is 100 metres; all are whole numbers, so that an optimum is exact.

    A plan's value is the sum, over all places filled, of ``place`` + ``needed`` (within the slot's minimum), and over
    all shifts taken, whether by one or by a party, of the wish - ``per_km`` (at most ``farthest``) - fairness.
    Fairness: a person's next shift costs ``fairness`` more for each shift they have already, here or lately
    (``earlier``), up to ``fairness_cap`` shifts. ``together`` is given once for each wish to be together that comes
    true in a slot.

    So a place of the minimum comes before any extra place; with the weights below a filled place is always worth more
    than an empty one. ``keep`` is the price of change in a new plan: a place of the previous plan that somebody loses.
    An extra place is worth moving one other person for, a place of the minimum up to thirteen. It is no part of the
    value that is reported.
    """

    place: int = 1_000
    needed: int = 10_000
    gladly: int = 200
    rather_not: int = -300
    per_km: int = 10
    farthest: int = 300
    fairness: int = 50
    fairness_cap: int = 4
    together: int = 150
    keep: int = 800


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """Ordered by slot and person. ``locked``: it was promised; ``kept``: it was in the previous plan."""

    slot: str
    person: str
    locked: bool = field(default=False, compare=False)
    kept: bool = field(default=False, compare=False)


Why = Literal["not_asked", "not_available", "requirement", "too_far", "limit_used", "busy", "together", "too_many"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfilled:
    """Places nobody takes. ``below`` of the ``missing`` are within the slot's minimum.

    ``why`` is how far anybody got: nobody is in the plan at all (not_asked); nobody can at that time (not_available);
    nobody who can meets what is required (requirement; which: ``lacking``); all who could live too far away (too_far);
    the others have used up their shifts (limit_used); are busy at the same time (busy); come only together with
    somebody who does not (together); or are more than there are places left (too_many). ``counts`` is the number of
    people, each party as one, who fell away for each; those who take a place there are under "takes".
    """

    slot: str
    missing: int
    below: int
    why: Why
    counts: Mapping[str, int]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What differs from the previous plan: somebody comes (``added``) or no longer comes."""

    person: str
    slot: str
    added: bool


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A limit that a lock breaks: what is promised is kept, and the coordinator is told."""

    person: str
    slot: str
    limit: Literal["cannot", "requirement", "too_far", "overlaps", "per_week", "at_most", "places"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """``value`` in points (``Weights``), without the price of change.

    ``how``: "flow" and "repair" are exact optima (``gap`` 0), "repair" from the previous plan without solving all anew;
    "milp" has the gap the solver proved; "greedy" is the baseline and knows no bound (``gap`` None). The gap is
    (bound - worth) / worth, where worth counts the price of change too: 0.01 says that no plan is more than 1 % better.
    """

    assignments: tuple[Assignment, ...]
    value: int
    how: Literal["flow", "repair", "milp", "greedy"]
    gap: float | None
    unfilled: tuple[Unfilled, ...]
    broken: tuple[Broken, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """(person, slot)"""
        return frozenset((each.person, each.slot) for each in self.assignments)

    @property
    def is_exact(self) -> bool:
        return self.gap is not None and self.gap <= 1e-9

    @property
    def changed_people(self) -> tuple[str, ...]:
        """Whoever has another plan than before."""
        return tuple(sorted({each.person for each in self.changes}))
