"""The baseline: the best pair first, never taken back. Places of a minimum come before all others."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from samspil.assignment import problem as problems
from samspil.assignment.outcome import outcome
from samspil.assignment.pairs import Ints
from samspil.assignment.problem import Problem
from samspil.assignment.types import Lock, Person, Plan, Slot, Weights, Wish


def choose(problem: Problem) -> Ints:
    """Positions of open pairs, by points, then person and slot. Ties fall by id, so the plan is always the same."""
    worth = problem.points + problem.weights.keep * problem.kept
    order = np.lexsort((problem.slot, problem.person, -worth))
    order = order[~problem.gone[order]]
    person, slot = problem.person.tolist(), problem.slot.tolist()
    bucket, week = problem.bucket.tolist(), problem.week.tolist()
    room, week_room = problem.room.tolist(), problem.week_room.tolist()
    rivals: dict[int, set[int]] = defaultdict(set)
    for clash in problem.clashes:
        for pair in clash:
            rivals[pair].update(clash)
    size = problem.size.tolist()
    full: set[int] = set()
    chosen: dict[int, None] = {}
    there = set(problem.locked)
    for places in (problem.needed.tolist(), (problem.needed + problem.extra).tolist()):
        for pair in chosen:
            places[slot[pair]] -= size[person[pair]]
        for pair in order.tolist():
            one, other = person[pair], slot[pair]
            if places[other] < size[one] or room[one] <= 0 or bucket[pair] in full or pair in chosen:
                continue
            if week[pair] >= 0 and week_room[week[pair]] <= 0 or not rivals[pair].isdisjoint(chosen):
                continue
            if one in problem.only and not any((friend, other) in there for friend in problem.only[one]):
                continue
            chosen[pair] = None
            there.add((one, other))
            full.add(bucket[pair])
            places[other] -= size[one]
            room[one] -= 1
            if week[pair] >= 0:
                week_room[week[pair]] -= 1
    return np.array(sorted(chosen), dtype=np.int64)


def greedy(
    people: Iterable[Person],
    slots: Iterable[Slot],
    wishes: Iterable[Wish] = (),
    locks: Iterable[Lock] = (),
    previous: Plan | None = None,
    *,
    weights: Weights | None = None,
) -> Plan:
    """What somebody might do by hand. For comparison, and the start of the mixed-integer program."""
    problem = problems.make(people, slots, wishes, locks, previous.pairs if previous else (), weights)
    return outcome(problem, choose(problem), "greedy", None)
