"""A new plan from the previous one after somebody cancelled: exact, and without solving everything anew.

The previous plan is a flow in which some pairs may no longer be taken. Each such pair carried one unit from its bucket
to its slot; the unit is sent another way, on the shortest path between them in the residual network. If the flow was
optimal before, it is optimal after (successive shortest paths: the labels of the search are the proof, since no arc
that is left improves them). The labels start equal at every node, so that a negative cycle anywhere shows: then the
previous plan was no optimum of what is asked for now, ``repair`` returns None, and all is solved anew.

That the previous plan was optimal is no strange wish: whoever keeps it pays no price of change, so the plan that was
best without that price is best with it.

Source: Ahuja, Magnanti, Orlin: Network Flows (1993), 9.7 and 9.11 (sensitivity analysis).
"""

import numpy as np

from samspil.assignment.flow import SINK, SOURCE, Network, build
from samspil.assignment.pairs import Ints
from samspil.assignment.problem import Problem

MOST = 12  # units sent another way; beyond that solving anew is as quick
ROUNDS = 200
FAR = 10**15  # more than any path costs

Path = list[tuple[int, int]]  # arcs and the direction they are used in: 1 or -1


def repair(problem: Problem) -> Ints | None:
    """The open pairs of an optimal plan, or None where the previous plan does not lead to one."""
    who = {each.id: place for place, each in enumerate(problem.people)}
    which = {each.id: place for place, each in enumerate(problem.slots)}
    strangers = [pair for pair in sorted(problem.previous) if (pair[0] in who) != (pair[1] in which)]
    gone = np.flatnonzero(problem.gone)
    if not problem.previous or len(gone) + len(strangers) > MOST:
        return None
    network = build(problem)
    through = np.zeros(network.nodes, dtype=np.int64)  # what strangers used
    errands = []
    for one, other in strangers:  # the person or the slot is not there any more
        start, end = (2 + who[one], SINK) if one in who else (SOURCE, network.first_slot + which[other])
        through[start if one in who else end] += 1
        errands.append((start, end))
    flow = previous(problem, network, through, sum(one not in who for one, _ in strangers))
    if flow is None:
        return None
    errands += [(int(network.tail[network.pairs][pair]), network.first_slot + int(problem.slot[pair])) for pair in gone]
    capacity = network.capacity.copy()
    capacity[network.pairs][gone] = 0
    flow[network.pairs][gone] = 0
    for start, end in errands or [(SOURCE, SOURCE)]:  # without an errand it is only proved
        path = shortest(network, capacity, flow, start, end)
        if path is None:
            return None
        for arc, step in path:
            flow[arc] += step
    return np.flatnonzero(flow[network.pairs])


def previous(problem: Problem, network: Network, through: Ints, without_source: int) -> Ints | None:
    """The previous plan as a flow, cheap arcs first; None where a limit is now smaller than what it used."""
    flow = np.zeros_like(network.cost)
    flow[network.pairs] = problem.kept | problem.gone
    np.add.at(through, network.tail[network.pairs], flow[network.pairs])
    np.add.at(through, network.head[network.pairs], flow[network.pairs])
    source, *upper = network.upper
    for part in reversed(upper):  # buckets, then weeks
        flow[part] = through[network.head[part]]
        np.add.at(through, network.tail[part], flow[part])
    for part, node in ((source, network.head), (network.lower, network.tail)):
        flow[part] = np.clip(through[node[part]] - network.before[part], 0, network.capacity[part])
        np.subtract.at(through, node[part], flow[part])
        ends = node[part]
        if through[ends].any():
            return None
    flow[-1] = network.total - without_source - int(flow[source].sum())
    is_whole = flow[-1] >= 0 and bool((flow <= network.capacity).all())
    return flow if is_whole else None


def shortest(network: Network, capacity: Ints, flow: Ints, start: int, end: int) -> Path | None:
    """The cheapest way in the residual network (Bellman-Ford, all arcs of a round at once); None: a negative cycle.

    Labels only ever fall, and each remembers the arc it fell by; when no arc lowers one any more, all is proved.
    """
    there, back = np.flatnonzero(flow < capacity), np.flatnonzero(flow > 0)
    tail = np.concatenate([network.tail[there], network.head[back]])
    head = np.concatenate([network.head[there], network.tail[back]])
    cost = np.concatenate([network.cost[there], -network.cost[back]])
    order = np.argsort(tail, kind="stable")
    tail, head, cost = tail[order], head[order], cost[order]
    begins = np.searchsorted(tail, np.arange(network.nodes + 1))
    label = np.full(network.nodes, FAR, dtype=np.int64)
    label[start] = 0
    by = np.full(network.nodes, -1, dtype=np.int64)
    active = np.arange(network.nodes)
    for _ in range(ROUNDS):
        counts = begins[active + 1] - begins[active]
        shift = np.repeat(begins[active] - np.cumsum(counts) + counts, counts)
        arcs = shift + np.arange(len(shift))
        found = label[tail[arcs]] + cost[arcs]
        is_lower = found < label[head[arcs]]
        arcs, found = arcs[is_lower], found[is_lower]
        if not len(arcs):
            break
        heads = head[arcs]
        np.minimum.at(label, heads, found)
        best = found == label[heads]
        by[heads[best]] = arcs[best]
        fell = np.zeros(network.nodes, dtype=bool)
        fell[heads] = True
        active = np.flatnonzero(fell)
    else:
        return None
    path: Path = []
    split, number = len(there), np.concatenate([there, back])
    while end != start:
        arc = int(by[end])
        if arc < 0 or len(path) > network.nodes:
            return None
        at = int(order[arc])
        path.append((int(number[at]), 1 if at < split else -1))
        end = int(tail[arc])
    return path
