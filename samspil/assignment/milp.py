"""A plan as a mixed-integer program, where irregular overlaps or "together with" make it no flow: HiGHS by MathOpt.

A variable for each open pair; for each place of a slot's minimum that is filled; for each shift of a person that
fairness makes dearer (it is convex, so the cheap ones fill first without whole numbers); for each two people who meet.
Without whole numbers it is the linear program that the benchmark holds the flow against.

Source: OR-tools MathOpt with HiGHS; the limits of overlap are maximal cliques of an interval graph
(Golumbic 1980, 4.7).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from samspil.assignment.greedy import choose
from samspil.assignment.pairs import Ints
from samspil.assignment.problem import Problem
from samspil.assignment.types import SECONDS

INFINITY = float("inf")


@dataclass
class Solution:
    """``bound``: nothing is worth more; ``worth``: what the program says its solution is worth; both in points."""

    chosen: Ints
    bound: float
    worth: float
    shares: list[float]


def at_most(model: mathopt.Model, terms: list[tuple[mathopt.Variable, float]], limit: float) -> None:
    """The sum of these variables, each times its factor, has an upper limit."""
    row = model.add_linear_constraint(lb=-INFINITY, ub=limit)
    for variable, factor in terms:
        row.set_coefficient(variable, factor)


def program(problem: Problem, *, whole: bool = True) -> tuple[mathopt.Model, list[mathopt.Variable]]:
    """The model, and the variable of each open pair."""
    model, weights = mathopt.Model(), problem.weights
    takes = [model.add_variable(lb=0, ub=0 if gone else 1, is_integer=whole) for gone in problem.gone.tolist()]
    worth = problem.points + weights.keep * problem.kept
    for variable, points in zip(takes, worth.tolist(), strict=True):
        model.objective.set_linear_coefficient(variable, points)
    model.objective.is_maximize = True
    model.objective.offset = problem.lock_value
    by: dict[tuple[str, int], list[int]] = defaultdict(list)
    columns = (("person", problem.person), ("slot", problem.slot), ("bucket", problem.bucket), ("week", problem.week))
    for name, keys in columns:
        for pair, key in enumerate(keys.tolist()):
            by[name, key].append(pair)
    for (name, key), pairs in by.items():
        terms = [(takes[pair], 1.0) for pair in pairs]
        if name == "person":
            _fair(problem, model, key, terms)
        elif name == "slot":
            terms = [(takes[pair], float(problem.size[problem.person[pair]])) for pair in pairs]
            needed, extra = int(problem.needed[key]), int(problem.extra[key])
            at_most(model, terms, needed + extra)
            if needed:
                filled = model.add_variable(lb=0, ub=needed)
                model.objective.set_linear_coefficient(filled, weights.needed)
                at_most(model, [(filled, 1.0), *((variable, -size) for variable, size in terms)], 0)
        elif name == "bucket" and len(pairs) > 1:
            at_most(model, terms, 1)
        elif name == "week" and key >= 0 and len(pairs) > problem.week_room[key]:
            at_most(model, terms, int(problem.week_room[key]))
    for clash in problem.clashes:
        at_most(model, [(takes[pair], 1.0) for pair in clash], 1)
    _together(problem, model, takes)
    return model, takes


def _fair(problem: Problem, model: mathopt.Model, person: int, terms: list[tuple[mathopt.Variable, float]]) -> None:
    """The person's limit, and what each further shift costs."""
    room, weights = int(problem.room[person]), problem.weights
    at_most(model, terms, room)
    shifts = []
    for nth in range(min(room, weights.fairness_cap)):
        shift = model.add_variable(lb=0, ub=1)
        model.objective.set_linear_coefficient(shift, -problem.fairness(person, nth))
        shifts.append((shift, -1.0))
    if room > weights.fairness_cap:
        shift = model.add_variable(lb=0, ub=room - weights.fairness_cap)
        model.objective.set_linear_coefficient(shift, -weights.fairness * weights.fairness_cap)
        shifts.append((shift, -1.0))
    at_most(model, [*terms, *shifts], 0)


def _together(problem: Problem, model: mathopt.Model, takes: list[mathopt.Variable]) -> None:
    involved = set(problem.only) | {one for pair in problem.together for one in pair}
    for friends in problem.only.values():
        involved |= set(friends)
    where: dict[int, dict[int, mathopt.Variable | None]] = defaultdict(dict)
    for pair in np.flatnonzero(np.isin(problem.person, sorted(involved)) & ~problem.gone).tolist():
        where[int(problem.person[pair])][int(problem.slot[pair])] = takes[pair]
    for person, slot in problem.locked:
        where[person][slot] = None  # there for certain
    for first, second in problem.together:
        for slot in sorted(where[first].keys() & where[second].keys()):
            meet = model.add_variable(lb=0, ub=1)
            model.objective.set_linear_coefficient(meet, problem.weights.together)
            for variable in (where[first][slot], where[second][slot]):
                if variable is not None:
                    at_most(model, [(meet, 1.0), (variable, -1.0)], 0)
    for person, friends in problem.only.items():
        for slot, variable in where[person].items():
            company = [where[friend][slot] for friend in friends if slot in where[friend]]
            free = [other for other in company if other is not None]
            if variable is not None and len(free) == len(company):
                at_most(model, [(variable, 1.0), *((other, -1.0) for other in free)], 0)


def solve(problem: Problem, *, seconds: float = SECONDS, whole: bool = True) -> Solution:
    """The best plan within the time, and the bound that was proved. At least as good as ``greedy``."""
    start = choose(problem)
    model, takes = program(problem, whole=whole)
    if not takes:
        return Solution(start, problem.lock_value, problem.lock_value, [])
    params = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds), random_seed=1)
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=params)
    bound = result.termination.objective_bounds.dual_bound
    by_hand = problem.worth(start)
    if not result.has_primal_feasible_solution():
        return Solution(start, bound, by_hand, [])
    shares = result.variable_values(takes)
    chosen = np.flatnonzero(np.array(shares) > 0.5)
    found = problem.worth(chosen) if whole else result.objective_value()
    if whole:
        bound = np.floor(bound + 1e-3) if np.isfinite(bound) else bound  # every plan's worth is a whole number
        if by_hand > found:
            chosen, found = start, by_hand
    return Solution(chosen, bound, found, shares)
