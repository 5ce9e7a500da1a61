"""A solved problem as a plan: who goes where, what changed, and why a place stays empty."""

from collections import Counter

import numpy as np

from samspil.assignment.pairs import Bools, Ints, among
from samspil.assignment.problem import Problem
from samspil.assignment.types import Assignment, Change, Plan, Unfilled, Why


def outcome(problem: Problem, chosen: Ints, how: str, bound: float | None) -> Plan:
    """``bound``: no plan is worth more than this (``Problem.worth``); None: unknown."""
    people, slots = problem.people, problem.slots
    promised = set(problem.locked)
    taken = [*zip(problem.person[chosen].tolist(), problem.slot[chosen].tolist(), strict=True), *problem.locked]
    assignments = []
    for one, other in taken:
        pair = people[one].id, slots[other].id
        assignments.append(Assignment(pair[1], pair[0], locked=(one, other) in promised, kept=pair in problem.previous))
    now = {(each.person, each.slot) for each in assignments}
    changes = {Change(*pair, added=True) for pair in now - problem.previous}
    changes |= {Change(*pair, added=False) for pair in problem.previous - now}
    gap = None
    if bound is not None:
        worth = problem.worth(chosen)
        gap = max(0.0, (bound - worth) / max(1, abs(worth)))
    return Plan(
        assignments=tuple(sorted(assignments)),
        value=problem.value(chosen),
        how=how,  # type: ignore[arg-type]
        gap=gap,
        unfilled=unfilled(problem, chosen),
        broken=problem.broken,
        changes=tuple(sorted(changes)) if problem.previous else (),
    )


def unfilled(problem: Problem, chosen: Ints) -> tuple[Unfilled, ...]:
    """The slots with empty places, in the order of their ids, with how far anybody got."""
    taken = problem.taken(chosen)
    missing = problem.needed + problem.extra - taken
    below = np.maximum(0, problem.needed - taken)
    empty = np.flatnonzero(missing > 0)
    if not len(empty):
        return ()
    size = len(problem.slots)
    at = np.bincount(problem.slot[chosen], minlength=size)
    promised = Counter(other for _, other in problem.locked)
    pairs = problem.pairs
    marks = np.array([one * size + other for one, other in problem.locked], dtype=np.int64)
    theirs = among(pairs.person * size + pairs.slot, marks)[0]
    # Feasible whatever is promised, but for whoever promised to be there.
    could = np.bincount(pairs.slot, minlength=size) - np.bincount(pairs.slot[theirs], minlength=size)
    # More than there are places, whoever else comes.
    never = problem.size[pairs.person] > (problem.needed + problem.extra)[pairs.slot]
    never[theirs] = False
    too_many = np.bincount(pairs.slot[never], minlength=size)
    fates = _fates(problem, chosen, missing)
    counted = {name: np.bincount(problem.slot[fate], minlength=size) for name, fate in fates.items()}
    is_open = np.bincount(problem.slot[~problem.gone], minlength=size)
    found = []
    for slot in empty.tolist():
        counts: Counter[str] = Counter(
            not_available=int(problem.pairs.not_available[slot]),
            requirement=int(problem.pairs.lacks[slot]),
            too_far=int(problem.pairs.too_far[slot]),
            takes=int(at[slot]) + promised[slot],
            # Or promised elsewhere at that time.
            busy=int(could[slot] - is_open[slot] - too_many[slot] + counted["busy"][slot]),
            limit_used=int(counted["limit_used"][slot]),
            together=int(counted["together"][slot]),
            too_many=int(too_many[slot] + counted["too_many"][slot]),
        )
        found.append(
            Unfilled(
                slot=problem.slots[slot].id,
                missing=int(missing[slot]),
                below=int(below[slot]),
                why=_why(problem, counts),
                counts={name: number for name, number in sorted(counts.items()) if number},
                lacking=tuple(name for name, _ in sorted(problem.pairs.lacking.get(slot, Counter()).items())),
            )
        )
    return tuple(found)


def _why(problem: Problem, counts: Counter[str]) -> Why:
    if not problem.people:
        return "not_asked"
    steps: tuple[Why, ...] = ("limit_used", "busy", "together", "too_many")
    most = max(steps, key=lambda step: (counts[step], -steps.index(step)))
    if counts[most]:
        return most
    early: tuple[Why, ...] = ("too_far", "requirement")
    return next((step for step in early if counts[step]), "not_available")


def _fates(problem: Problem, chosen: Ints, left: Ints) -> dict[str, Bools]:
    """Why each open pair that is not in the plan is not in it. ``left``: places nobody takes, by slot."""
    spent = np.bincount(problem.person[chosen], minlength=len(problem.people))
    weeks = problem.week[chosen]
    week_spent = np.bincount(weeks[weeks >= 0], minlength=len(problem.week_room))
    full = np.zeros(int(problem.bucket.max(initial=-1)) + 1, dtype=bool)
    full[problem.bucket[chosen]] = True
    out = ~problem.gone
    out[chosen] = False
    used = spent[problem.person] >= problem.room[problem.person]
    if len(week_spent):
        used |= (problem.week >= 0) & (week_spent >= problem.week_room)[problem.week]
    busy = full[problem.bucket]
    in_plan = set(chosen.tolist())
    for clash in problem.clashes:
        if not in_plan.isdisjoint(clash):
            busy[clash] = True
    rest = out & ~used & ~busy
    many = problem.size[problem.person] > left[problem.slot]
    return {"limit_used": out & used, "busy": out & ~used & busy, "together": rest & ~many, "too_many": rest & many}
