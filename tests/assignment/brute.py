"""All plans of a tiny problem, by the definition and nothing else: what the solvers are held against."""

from itertools import combinations, product
from math import asin, cos, radians, sin, sqrt

from samspil.assignment import Lock, Person, Slot, Weights, Wish
from samspil.assignment.types import DAYS


def level(person: Person, slot: Slot, wishes: list[Wish]) -> str:
    found = person.otherwise
    day = slot.start.date().isoformat()
    for about in (("kind", slot.kind), ("day", DAYS[slot.start.weekday()]), ("day", day), ("slot", slot.id)):
        for wish in wishes:
            if wish.person == person.id and about[1] and getattr(wish, about[0]) == about[1]:
                found = wish.level
    return found


def km(person: Person, slot: Slot) -> float:
    if person.point is None or slot.point is None:
        return 0.0
    (a, b), (c, d) = ([radians(each) for each in point] for point in (person.point, slot.point))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def feasible(person: Person, slot: Slot, wishes: list[Wish]) -> bool:
    near = person.reach_km is None or km(person, slot) <= person.reach_km
    return level(person, slot, wishes) != "cannot" and slot.requires <= person.has and near


def fits(person: Person, slots: tuple[Slot, ...]) -> bool:
    if any(one.start < other.end and other.start < one.end for one, other in combinations(slots, 2)):
        return False
    if person.at_most is not None and len(slots) > person.at_most:
        return False
    weeks = [slot.start.date().isocalendar()[:2] for slot in slots]
    return person.per_week is None or all(weeks.count(week) <= person.per_week for week in weeks)


def value(people: list[Person], slots: list[Slot], wishes: list[Wish], taken: set[tuple[str, str]], w: Weights) -> int:
    total = 0
    for slot in slots:
        there = [person for person in people if (person.id, slot.id) in taken]
        heads = sum(person.size for person in there)
        total += w.place * heads + w.needed * min(slot.minimum, heads)
        for person in there:
            total += {"gladly": w.gladly, "rather_not": w.rather_not}.get(level(person, slot, wishes), 0)
            total -= min(w.farthest, round(w.per_km * km(person, slot)))
        total += w.together * sum(
            one.id in other.together_with or other.id in one.together_with for one, other in combinations(there, 2)
        )
    for person in people:
        count = sum(person.id == one for one, _ in taken)
        total -= sum(w.fairness * min(w.fairness_cap, person.earlier + nth) for nth in range(count))
    return total


def best(
    people: list[Person],
    slots: list[Slot],
    wishes: list[Wish],
    locks: list[Lock],
    previous: frozenset[tuple[str, str]] = frozenset(),
    w: Weights | None = None,
) -> int:
    """The most a plan is worth that keeps all locks (which break no limit), with the price of change."""
    w = w or Weights()
    promised = {(lock.person, lock.slot) for lock in locks}
    sizes = {person.id: person.size for person in people}
    options = []
    for person in people:
        can = [slot for slot in slots if feasible(person, slot, wishes) or (person.id, slot.id) in promised]
        must = {other for one, other in promised if one == person.id}
        options.append(
            [
                {(person.id, slot.id) for slot in some}
                for size in range(len(can) + 1)
                for some in combinations(can, size)
                if must <= {slot.id for slot in some} and fits(person, some)
            ]
        )
    most = None
    for parts in product(*options):
        taken = set().union(*parts)
        if any(sum(sizes[one] for one, other in taken if slot.id == other) > slot.places for slot in slots):
            continue
        alone = any(
            person.only_together
            and (person.id, slot.id) in taken - promised
            and not any((friend, slot.id) in taken for friend in person.together_with)
            for person in people
            for slot in slots
        )
        if alone:
            continue
        worth = value(people, slots, wishes, taken, w) + w.keep * len((taken - promised) & previous)
        most = worth if most is None else max(most, worth)
    assert most is not None
    return most
