"""A plan as arrays: the feasible pairs, the limits on them, and what a set of pairs is worth.

Limits: the places of a slot; one thing at a time; shifts in a week and in the whole plan; coming only together. What is
promised (locked) is taken out before anything is solved, and the limits shrink by it.

*Buckets.* A person's feasible slots fall into groups that hang together by overlapping. Where all slots of each group
overlap each other, "one thing at a time" is "one slot of each bucket", and the problem is a network flow. Where a group
is a chain (10-12, 11-14, 13-15: the first and the last can both be taken) it is not: then ``is_flow`` is false, and the
limits are the largest sets of slots that overlap at one moment. Nor is it a flow where several people come as one,
because a flow would send some of them and not the others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from samspil.assignment.pairs import Bools, Ints, Levels, Pairs, among, find, kilometres, on_sphere, worth
from samspil.assignment.types import Broken, Lock, Person, Slot, Weights, Wish

Thing = TypeVar("Thing", Person, Slot)


def times(slots: Sequence[Slot]) -> tuple[Ints, Ints, Ints]:
    """Start and end in minutes, and a number for the calendar week."""
    start = np.array([int(each.start.timestamp()) // 60 for each in slots], dtype=np.int64)
    end = np.array([-(-int(each.end.timestamp()) // 60) for each in slots], dtype=np.int64)
    week = np.array([(each.start.date().toordinal() - 1) // 7 for each in slots], dtype=np.int64)
    return start, end, week


def groups(start: Ints, end: Ints) -> tuple[Ints, Bools]:
    """Which group each slot belongs to, and for each group whether all its slots overlap each other."""
    order = np.lexsort((end, start))
    latest = np.maximum.accumulate(end[order]) if len(order) else end
    opens = np.ones(len(order), dtype=bool)
    opens[1:] = start[order][1:] >= latest[:-1]
    number = np.cumsum(opens) - 1
    group = np.empty(len(order), dtype=np.int64)
    group[order] = number
    count = int(number[-1]) + 1 if len(order) else 0
    last_start, first_end = np.full(count, np.iinfo(np.int64).min), np.full(count, np.iinfo(np.int64).max)
    np.maximum.at(last_start, group, start)
    np.minimum.at(first_end, group, end)
    return group, last_start < first_end


def moments(pairs: Iterable[int], start: Ints, end: Ints, slot: Ints) -> list[list[int]]:
    """The largest sets of one person's pairs that overlap at one moment."""
    mine = sorted(pairs, key=lambda pair: (start[slot[pair]], pair))
    found: list[list[int]] = []
    for pair in mine:
        at = start[slot[pair]]
        running = [one for one in mine if start[slot[one]] <= at < end[slot[one]]]
        if len(running) > 1 and not any(set(running) <= set(other) for other in found):
            found = [other for other in found if not set(other) <= set(running)] + [running]
    return found


@dataclass
class Problem:
    """``people`` and ``slots`` are ordered by id, so that the same plan comes out whatever order they came in.

    ``person``, ``slot`` and ``points`` are the open pairs; ``bucket`` and ``week`` number a person's buckets and weeks
    across all people (week: -1 where nothing limits it). ``kept``: was in the previous plan. ``gone``:
    was there, cannot be taken any more, and is only listed so that the previous plan can be repaired (``repair.py``).
    """

    people: list[Person]
    slots: list[Slot]
    weights: Weights
    pairs: Pairs
    person: Ints
    slot: Ints
    points: Ints
    kept: Bools
    gone: Bools
    bucket: Ints
    week: Ints
    week_room: Ints  # by week
    room: Ints  # by person: shifts they can still take
    earlier: Ints  # by person, with what is locked
    needed: Ints  # by slot: places of the minimum, and others, still free
    extra: Ints
    clashes: list[list[int]]  # pairs of one person that cannot both be taken and are not in one bucket
    size: Ints  # by person: how many places they take
    locked: list[tuple[int, int]]
    lock_value: int
    broken: tuple[Broken, ...]
    together: list[tuple[int, int]]  # two people who want to be together
    only: dict[int, list[int]]  # a person who comes only with one of these
    previous: frozenset[tuple[str, str]]

    @property
    def is_flow(self) -> bool:
        return not (self.clashes or self.together or self.only or (self.size[self.person] > 1).any())

    def taken(self, chosen: Ints) -> Ints:
        """How many places of each slot these open pairs take."""
        return np.bincount(self.slot[chosen], weights=self.size[self.person[chosen]], minlength=len(self.slots)).astype(
            np.int64
        )

    def fairness(self, person: int, nth: int) -> int:
        """What the nth open shift of a person costs, from 0."""
        return self.weights.fairness * min(self.weights.fairness_cap, int(self.earlier[person]) + nth)

    def value(self, chosen: Ints) -> int:
        """Points of these open pairs and what is locked, by the definition in ``Weights``."""
        value = self.lock_value + int(self.points[chosen].sum())
        shifts = np.bincount(self.person[chosen], minlength=len(self.people))
        for nth in range(int(shifts.max(initial=0))):
            dear = np.minimum(self.weights.fairness_cap, self.earlier[shifts > nth] + nth)
            value -= self.weights.fairness * int(dear.sum())
        value += self.weights.needed * int(np.minimum(self.taken(chosen), self.needed).sum())
        return value + (self.weights.together * self.reunions(chosen) if self.together else 0)

    def reunions(self, chosen: Ints) -> int:
        """How many wishes to be together come true."""
        where: dict[int, set[int]] = defaultdict(set)
        for person, slot in (*zip(self.person[chosen].tolist(), self.slot[chosen].tolist(), strict=True), *self.locked):
            where[person].add(slot)
        return sum(len(where[first] & where[second]) for first, second in self.together)

    def worth(self, chosen: Ints) -> int:
        """What is maximised: the value, and the price of change for what is kept."""
        return self.value(chosen) + self.weights.keep * int(self.kept[chosen].sum())


def by_id(things: Iterable[Thing]) -> list[Thing]:
    found = {each.id: each for each in things}
    return [found[key] for key in sorted(found)]


def make(
    people: Iterable[Person],
    slots: Iterable[Slot],
    wishes: Iterable[Wish] = (),
    locks: Iterable[Lock] = (),
    previous: Iterable[tuple[str, str]] = (),
    weights: Weights | None = None,
) -> Problem:
    """``previous`` are pairs (person, slot). Locks of people or slots that are not there any more are left out."""
    weights = weights or Weights()
    people, slots, wishes = by_id(people), by_id(slots), list(wishes)
    pairs = find(people, slots, wishes, weights)
    start, end, week_of = times(slots)
    who = {each.id: place for place, each in enumerate(people)}
    which = {each.id: place for place, each in enumerate(slots)}
    locked = sorted(
        {(who[each.person], which[each.slot]) for each in locks if each.person in who and each.slot in which}
    )
    needed = np.array([each.minimum for each in slots], dtype=np.int64)
    extra = np.array([each.places - each.minimum for each in slots], dtype=np.int64)
    earlier = np.array([each.earlier for each in people], dtype=np.int64)
    together = sorted(
        {
            (min(place, who[other]), max(place, who[other]))
            for place, each in enumerate(people)
            for other in each.together_with
            if other in who and other != each.id
        }
    )
    only = {
        place: sorted(who[other] for other in each.together_with if other in who)
        for place, each in enumerate(people)
        if each.only_together
    }
    lock_value, broken = _lock(locked, people, slots, wishes, weights, needed, extra, earlier, (start, end, week_of))
    size = np.array([each.size for each in people], dtype=np.int64)
    is_open = _open(pairs, locked, needed + extra, size, start, end)
    person, slot, points = pairs.person[is_open], pairs.slot[is_open], pairs.points[is_open]
    width = max(1, len(slots))
    previous = frozenset(previous)
    before = {(who[one], which[other]) for one, other in previous if one in who and other in which} - set(locked)
    marks = np.array(sorted(one * width + other for one, other in before), dtype=np.int64)
    at, is_there = among(person * width + slot, marks)
    kept = np.zeros(len(person), dtype=bool)
    kept[at] = True
    lost = marks[~is_there]
    person, slot = np.concatenate([person, lost // width]), np.concatenate([slot, lost % width])
    points = np.concatenate([points, np.zeros_like(lost)])
    gone = np.arange(len(person)) >= len(kept)
    kept = np.concatenate([kept, np.zeros(len(lost), dtype=bool)])
    bucket, clashes = _buckets(people, person, slot, start, end, week_of)
    done = Counter(one for one, _ in locked)
    full = np.bincount(person, minlength=len(people)).astype(np.int64)
    room = np.array(
        [
            full[place] if each.at_most is None else max(0, each.at_most - done[place])
            for place, each in enumerate(people)
        ],
        dtype=np.int64,
    )
    week, week_room = _weeks(people, person, week_of[slot], locked, week_of)
    return Problem(
        people, slots, weights, pairs, person, slot, points, kept, gone, bucket, week, week_room,
        np.minimum(room, full), earlier, needed, extra, clashes, size, locked, lock_value, broken, together, only,
        previous,
    )  # fmt: skip


def _open(pairs: Pairs, locked: list[tuple[int, int]], free: Ints, size: Ints, start: Ints, end: Ints) -> Bools:
    """Pairs that can still be taken beside what is locked."""
    is_open = free[pairs.slot] >= size[pairs.person]
    first = np.searchsorted(pairs.person, [one for one, _ in locked], side="left")
    last = np.searchsorted(pairs.person, [one for one, _ in locked], side="right")
    for (_, taken), low, high in zip(locked, first, last, strict=True):
        mine = pairs.slot[low:high]
        is_open[low:high] &= (start[mine] >= end[taken]) | (end[mine] <= start[taken])
    return is_open


def numbered(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in order, and which of them each one is. (np.unique is slow on keys that are nearly sorted.)"""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    opens = np.ones(len(keys), dtype=bool)
    opens[1:] = ranked[1:] != ranked[:-1]
    number = np.empty(len(keys), dtype=np.int64)
    number[order] = np.cumsum(opens) - 1
    return ranked[opens], number


def _buckets(
    people: list[Person], person: Ints, slot: Ints, start: Ints, end: Ints, week: Ints
) -> tuple[Ints, list[list[int]]]:
    """A number for each pair's bucket, and the clashes that buckets cannot say."""
    group, is_simple = groups(start, end)
    low, high = np.full(len(is_simple), np.iinfo(np.int64).max), np.zeros(len(is_simple), dtype=np.int64)
    np.minimum.at(low, group, week)
    np.maximum.at(high, group, week)
    suspicious = ~is_simple | (low != high)  # over two weeks: a limit for a week would be no part of a flow
    key = person * max(1, len(is_simple)) + group[slot]
    clashes: list[list[int]] = []
    alone = len(is_simple) * len(people) + 1
    suspects = np.flatnonzero(suspicious[group[slot]])
    mine: dict[int, list[int]] = defaultdict(list)
    for pair in suspects.tolist():
        mine[int(key[pair])].append(pair)
    for members in mine.values():
        at = slot[members]
        parts, simple = groups(start[at], end[at])
        for part, is_bucket in enumerate(simple):
            inside = [pair for pair, number in zip(members, parts, strict=True) if number == part]
            limited = people[int(person[inside[0]])].per_week is not None
            one_week = len({int(week[slot[pair]]) for pair in inside}) == 1
            if is_bucket and (one_week or not limited):
                key[inside] = alone
                alone += 1
            else:
                clashes += moments(inside, start, end, slot)
                for pair in inside:
                    key[pair] = alone
                    alone += 1
    return numbered(key)[1], clashes


def _weeks(
    people: list[Person], person: Ints, week: Ints, locked: list[tuple[int, int]], week_of: Ints
) -> tuple[Ints, Ints]:
    limited = np.array([each.per_week is not None for each in people], dtype=bool)
    span = int(week_of.max()) + 1 if len(week_of) else 1
    key = np.where(limited[person] if len(person) else np.zeros(0, dtype=bool), person * span + week, -1)
    keys, number = numbered(key)
    shift = int(bool(len(keys)) and keys[0] == -1)
    used = Counter((one, int(week_of[other])) for one, other in locked)
    room = [
        max(0, (people[int(each) // span].per_week or 0) - used[int(each) // span, int(each) % span])
        for each in keys[shift:]
    ]
    return number - shift, np.array(room, dtype=np.int64)


def _lock(
    locked: list[tuple[int, int]],
    people: list[Person],
    slots: list[Slot],
    wishes: list[Wish],
    weights: Weights,
    needed: Ints,
    extra: Ints,
    earlier: Ints,
    when: tuple[Ints, Ints, Ints],
) -> tuple[int, tuple[Broken, ...]]:
    """Take what is promised out of ``needed``, ``extra`` and into ``earlier``. Its value, and what it breaks."""
    start, end, week_of = when
    value, broken = 0, []
    total: Counter[int] = Counter()
    weekly: Counter[tuple[int, int]] = Counter()
    mine: dict[int, list[int]] = defaultdict(list)
    by_person: dict[str, list[Wish]] = defaultdict(list)
    involved = {people[one].id for one, _ in locked}
    for wish in wishes:
        if wish.person in involved:
            by_person[wish.person].append(wish)
    for one, other in locked:
        person, slot = people[one], slots[other]
        able, said = Levels([person], [slot], by_person[person.id]).of(0)
        level = said[0].astype(np.int64) if len(able) else np.zeros(1, dtype=np.int64)
        home, there = on_sphere([person.point]), on_sphere([slot.point])
        km = kilometres((home @ there.T)[0])
        week = int(week_of[other])
        total[one] += 1
        weekly[one, week] += 1
        limits = {
            "cannot": level[0] == 0,
            "requirement": not slot.requires <= person.has,
            "too_far": person.reach_km is not None and km[0] > person.reach_km,
            "overlaps": any(start[other] < end[taken] and start[taken] < end[other] for taken in mine[one]),
            "per_week": person.per_week is not None and weekly[one, week] > person.per_week,
            "at_most": person.at_most is not None and total[one] > person.at_most,
            "places": needed[other] + extra[other] < person.size,
        }
        broken += [Broken(person.id, slot.id, limit) for limit, is_broken in limits.items() if is_broken]  # type: ignore[arg-type]
        mine[one].append(other)
        value += int(worth(level, km, weights)[0]) + weights.place * (person.size - 1)
        value -= weights.fairness * min(weights.fairness_cap, int(earlier[one]))
        earlier[one] += 1
        first = min(person.size, int(needed[other]))
        needed[other] -= first
        value += weights.needed * first
        extra[other] -= min(person.size - first, int(extra[other]))
    return value, tuple(sorted(broken))
