"""Which person can take which slot, and what that pair is worth: all pairs at once, in arrays."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from samspil.assignment.types import DAYS, Level, Person, Point, Slot, Weights, Wish

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

LEVELS: dict[Level, int] = {"cannot": 0, "rather_not": 1, "can": 2, "gladly": 3}
EARTH_KM = 6371.0
AT_ONCE = 100_000  # pairs looked at in one go: they stay in the cache, and no threads are started for them


@dataclass
class Pairs:
    """The feasible pairs, ordered by person and then slot, as positions in ``people`` and ``slots``.

    ``points`` is the place, the wish and the way (``Weights``). For each slot, how many people fell away and why.
    """

    person: Ints
    slot: Ints
    points: Ints
    not_available: Ints
    lacks: Ints
    too_far: Ints
    lacking: dict[int, Counter[str]] = field(default_factory=dict)


def on_sphere(points: Sequence[Point | None]) -> npt.NDArray[np.float64]:
    """Unit vectors; all NaN where the point is unknown, so that every distance from there is unknown."""
    degrees = np.array([point or (np.nan, np.nan) for point in points], dtype=np.float64).reshape(-1, 2)
    latitude, longitude = np.radians(degrees).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )


def kilometres(cosines: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """As the crow flies, from the products of unit vectors; an unknown distance counts as 0."""
    chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * cosines))
    return np.nan_to_num(2 * EARTH_KM * np.arcsin(np.minimum(1.0, chord / 2)), nan=0.0)


def worth(levels: Ints, km: npt.NDArray[np.float64], weights: Weights) -> Ints:
    """Points for pairs with these levels of wish and distances."""
    wish = np.array([0, weights.rather_not, 0, weights.gladly], dtype=np.int64)
    way = np.minimum(weights.farthest, np.rint(weights.per_km * km).astype(np.int64))
    return weights.place + wish[levels] - way


class Levels:
    """The level of each wish. Slots of one kind on one day share a column, but for what is said of a slot itself."""

    def __init__(self, people: Sequence[Person], slots: Sequence[Slot], wishes: Iterable[Wish]) -> None:
        columns: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for place, slot in enumerate(slots):
            columns[slot.kind, DAYS[slot.start.weekday()], slot.start.date().isoformat()].append(place)
        self.columns = [np.array(places) for places in columns.values()]  # the slots of each
        about: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, key in enumerate(columns):
            for nearness, part in enumerate(key):
                about[nearness, part].append(number)
        column_of = {place: number for number, places in enumerate(columns.values()) for place in places}
        at = {slot.id: place for place, slot in enumerate(slots)}
        who = {person.id: place for place, person in enumerate(people)}
        said: list[tuple[int, int, tuple[int, str], int]] = []
        special: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
        for wish in wishes:
            if wish.person not in who:
                continue
            person, level = who[wish.person], LEVELS[wish.level]
            if wish.slot:
                if (here := at.get(wish.slot)) is not None:
                    special[column_of[here]][person, here] = level
            else:
                nearness = 0 if wish.kind else 1 if wish.day in DAYS else 2
                said.append((nearness, person, (nearness, wish.kind or wish.day), level))
        self.special = dict(special)
        otherwise = np.array([LEVELS[person.otherwise] for person in people], dtype=np.int8)
        self.matrix = np.repeat(otherwise[:, None], len(self.columns), axis=1)
        said.sort(key=lambda one: one[0])  # the nearest last; of two alike, the last said
        for _nearness, person, matter, level in said:
            for number in about.get(matter, ()):
                self.matrix[person, number] = level

    def of(self, number: int) -> tuple[Ints, npt.NDArray[np.int8]]:
        """Those who can come to any slot of a column, and their levels there: people by slots."""
        special = self.special.get(number, {})
        able = self.matrix[:, number] > 0
        able[[person for person, _place in special]] = True
        people, places = np.flatnonzero(able), self.columns[number]
        levels = np.repeat(self.matrix[people, number][:, None], len(places), axis=1)
        if special:
            keys = list(special)
            rows = np.searchsorted(people, [person for person, _place in keys])
            levels[rows, np.searchsorted(places, [place for _person, place in keys])] = list(special.values())
        return people, levels


def levels_of(people: Sequence[Person], slots: Sequence[Slot], wishes: Iterable[Wish]) -> dict[tuple[str, str], Level]:
    """What each said of each slot they can come to, by person and slot; a pair that is not there is a no."""
    levels, names = Levels(people, slots, wishes), {number: name for name, number in LEVELS.items()}
    found: dict[tuple[str, str], Level] = {}
    for number, places in enumerate(levels.columns):
        able, said = levels.of(number)
        for row, column in zip(*np.nonzero(said), strict=True):
            found[people[able[row]].id, slots[places[column]].id] = names[int(said[row, column])]
    return found


def among(keys: Ints, some: Ints) -> tuple[Ints, Bools]:
    """Where ``some`` stand in the sorted ``keys``, and which of them are there at all."""
    at = np.searchsorted(keys, some)
    is_there = at < len(keys)
    is_there[is_there] = keys[at[is_there]] == some[is_there]
    return at[is_there], is_there


def classes(sets: Sequence[frozenset[str]]) -> tuple[list[frozenset[str]], Ints]:
    """The distinct sets, and which of them each one is."""
    seen: dict[frozenset[str], int] = {}
    each = [seen.setdefault(one, len(seen)) for one in sets]
    return list(seen), np.array(each, dtype=np.int64)


def find(people: Sequence[Person], slots: Sequence[Slot], wishes: Iterable[Wish], weights: Weights) -> Pairs:
    """All feasible pairs. ``people`` and ``slots`` are in the order their positions count."""
    levels = Levels(people, slots, wishes)
    homes, places = on_sphere([each.point for each in people]), on_sphere([each.point for each in slots])
    reach = np.array([np.inf if each.reach_km is None else each.reach_km for each in people])
    others = np.array([each.size - 1 for each in people], dtype=np.int64)  # of a party, beside the first
    had, has = classes([each.has for each in people])
    wanted, wants = classes([each.requires for each in slots])
    meets = np.array([[need <= have for need in wanted] for have in had], dtype=bool).reshape(len(had), len(wanted))
    meets = meets[:, wants]  # now for each slot
    at_least = np.cos(np.minimum(np.pi, reach / EARTH_KM))  # the cosine of the farthest
    too_far = np.zeros(len(slots), dtype=np.int64)
    can_come = np.zeros((len(had), len(slots)), dtype=np.int64)  # people of each class who have time
    found: list[tuple[Ints, Ints, Ints]] = []
    for number, columns in enumerate(levels.columns):
        able, matrix = levels.of(number)
        step = max(1, AT_ONCE // len(columns))
        for first in range(0, len(able), step):
            rows, said = able[first : first + step], matrix[first : first + step]
            fit = said > 0
            is_of = (has[rows] == np.arange(len(had))[:, None]).astype(np.float32)
            can_come[:, columns] += np.rint(is_of @ fit.astype(np.float32)).astype(np.int64)
            fit &= meets[:, columns][has[rows]]
            cosines = homes[rows] @ places[columns].T
            far = fit & (cosines < at_least[rows, None])  # an unknown distance is not
            too_far[columns] += far.sum(axis=0)
            row, column = np.nonzero(fit ^ far)
            points = worth(said[row, column].astype(np.int64), kilometres(cosines[row, column]), weights)
            points += weights.place * others[rows[row]]
            found.append((rows[row], columns[column], points))
    short = np.where(meets, 0, can_come)
    lacking: dict[int, Counter[str]] = {}
    for kind, place in zip(*np.nonzero(short), strict=True):
        for name in slots[place].requires - had[kind]:
            lacking.setdefault(int(place), Counter())[name] += int(short[kind, place])
    nothing = np.zeros(0, dtype=np.int64)
    person, slot, points = (
        np.concatenate([nothing, *(each[part] for each in found)]).astype(np.int64) for part in range(3)
    )
    order = np.argsort(person * max(1, len(slots)) + slot)
    person, slot, points = person[order], slot[order], points[order]
    return Pairs(person, slot, points, len(people) - can_come.sum(axis=0), short.sum(axis=0), too_far, lacking)
