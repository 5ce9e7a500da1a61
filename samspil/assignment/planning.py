"""The plan: repaired where that is exact, else a flow, else a mixed-integer program."""

from collections.abc import Iterable

from samspil.assignment import flow
from samspil.assignment import problem as problems
from samspil.assignment.outcome import outcome
from samspil.assignment.repair import repair
from samspil.assignment.types import SECONDS, Lock, Person, Plan, Slot, Weights, Wish


def plan(
    people: Iterable[Person],
    slots: Iterable[Slot],
    wishes: Iterable[Wish] = (),
    locks: Iterable[Lock] = (),
    previous: Plan | Iterable[tuple[str, str]] | None = None,
    *,
    weights: Weights | None = None,
    seconds: float = SECONDS,
) -> Plan:
    """Who takes which slot. The same input gives the same plan, in whatever order it comes.

    ``previous`` is a plan, or its pairs (person, slot): the new one changes as little as it can (``Weights.keep``).
    ``seconds`` limits the mixed-integer program only. Impossible wishes are no error: a place then stays empty, and
    ``Plan.unfilled`` tells why.
    """
    before = previous.pairs if isinstance(previous, Plan) else frozenset(previous or ())
    problem = problems.make(people, slots, wishes, locks, before, weights)
    if not problem.is_flow:
        from samspil.assignment import milp  # loads all of OR-tools

        solution = milp.solve(problem, seconds=seconds)
        return outcome(problem, solution.chosen, "milp", solution.bound)
    chosen = repair(problem)
    if chosen is not None:
        return outcome(problem, chosen, "repair", problem.worth(chosen))
    chosen = flow.solve(problem)
    return outcome(problem, chosen, "flow", problem.worth(chosen))
