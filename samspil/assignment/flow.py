"""A plan as a min-cost flow, solved exactly with OR-tools.

    source -> person -> week -> bucket -> slot -> sink

An arc from the source for each shift of a person, dearer for each (fairness is convex, so the cheap ones fill first);
a person's week lets ``per_week`` through, a bucket one; into the sink go the places of the minimum, with their reward,
and the others. The source's arc to the sink takes whoever stays at home. Weeks that limit nothing and buckets of one
pair have no node of their own. All capacities are whole numbers, so the optimum over fractions is whole too: it is the
linear program's optimum. Costs are points (``Weights``) with the opposite sign: whole numbers, nothing is rounded.

Source: Ahuja, Magnanti, Orlin: Network Flows (1993), chapters 9 to 11; OR-tools: ``SimpleMinCostFlow`` (cost scaling).
"""

from dataclasses import dataclass

import numpy as np

from samspil.assignment.pairs import Ints
from samspil.assignment.problem import Problem

SOURCE, SINK = 0, 1


@dataclass
class Network:
    """Arcs as arrays, in this order: from the source, to weeks, to buckets, pairs in the problem's order, to the sink,
    and last the one past everybody. ``before``: how much its cheaper parallel arcs take first.
    """

    tail: Ints
    head: Ints
    capacity: Ints
    cost: Ints
    before: Ints
    upper: tuple[slice, slice, slice]  # source, weeks, buckets
    pairs: slice
    lower: slice
    first_slot: int
    nodes: int
    total: int  # what leaves the source


def build(problem: Problem) -> Network:
    people, slots, weights = len(problem.people), len(problem.slots), problem.weights
    person, week = problem.person, problem.week
    room, week_room = problem.room.copy(), problem.week_room
    owner = np.zeros(len(week_room), dtype=np.int64)
    owner[week[week >= 0]] = person[week >= 0]
    weeks_of = np.bincount(owner, minlength=people)
    single = weeks_of[owner] == 1  # then the limit of the week is one of the person
    room[owner[single]] = np.minimum(room[owner[single]], week_room[single])
    week = np.where(week >= 0, np.where(single[week], -1, week), -1) if len(week_room) else week

    first_person, first_week = 2, 2 + people
    first_bucket = first_week + len(week_room)
    buckets = int(problem.bucket.max()) + 1 if len(problem.bucket) else 0
    first_slot = first_bucket + buckets
    parent = np.where(week >= 0, first_week + week, first_person + person)
    is_shared = np.bincount(problem.bucket, minlength=buckets) > 1
    above = np.zeros(buckets, dtype=np.int64)
    above[problem.bucket] = parent

    arcs: list[tuple[Ints, ...]] = []
    ends = [0]

    def add(head: Ints, *others: Ints | int) -> None:
        """Head, tail, capacity, cost, before."""
        arcs.append((head, *(np.broadcast_to(np.asarray(each, dtype=np.int64), head.shape) for each in others)))

    def end() -> slice:
        ends.append(sum(len(each[0]) for each in arcs))
        return slice(*ends[-2:])

    cap = weights.fairness_cap
    for nth in range(cap):
        more = np.flatnonzero(room > nth)
        add(first_person + more, SOURCE, 1, weights.fairness * np.minimum(cap, problem.earlier[more] + nth), nth)
    more = np.flatnonzero(room > cap)
    add(first_person + more, SOURCE, room[more] - cap, weights.fairness * cap, cap)
    from_source = end()
    several = np.flatnonzero(~single)
    add(first_week + several, first_person + owner[several], week_room[several], 0, 0)
    to_weeks = end()
    shared = np.flatnonzero(is_shared)
    add(first_bucket + shared, above[shared], 1, 0, 0)
    to_buckets = end()
    tail = np.where(is_shared[problem.bucket], first_bucket + problem.bucket, parent)
    add(first_slot + problem.slot, tail, 1, -(problem.points + weights.keep * problem.kept), 0)
    pairs = end()
    some, others = np.flatnonzero(problem.needed), np.flatnonzero(problem.extra)
    add(np.full_like(some, SINK), first_slot + some, problem.needed[some], -weights.needed, 0)
    add(np.full_like(others, SINK), first_slot + others, problem.extra[others], 0, problem.needed[others])
    lower = end()
    total = int(room.sum())
    add(np.array([SINK]), SOURCE, total, 0, 0)
    head, tail, capacity, cost, before = (np.concatenate(each) for each in zip(*arcs, strict=True))
    return Network(
        tail, head, capacity, cost, before, (from_source, to_weeks, to_buckets), pairs, lower, first_slot,
        first_slot + slots, total,
    )  # fmt: skip


def solve(problem: Problem, network: Network | None = None) -> Ints:
    """The open pairs of an optimal plan, as positions."""
    network = network or build(problem)
    capacity = network.capacity.copy()
    capacity[network.pairs][problem.gone] = 0
    # It takes a while to load, which no page without a plan should wait for.
    from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(network.tail, network.head, capacity, network.cost)
    solver.set_nodes_supplies(np.array([SOURCE, SINK]), np.array([network.total, -network.total]))
    status = solver.solve()
    if status != solver.OPTIMAL:  # the arc past everybody makes each problem solvable
        raise ArithmeticError(f"Min-cost flow ended with {status}")
    return np.flatnonzero(solver.flows(np.arange(len(capacity)))[network.pairs])
