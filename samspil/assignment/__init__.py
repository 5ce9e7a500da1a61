"""Who takes which shift: a plan over many slots as an optimum, in pure Python. Knows no Django.

    plan(people, slots, wishes, locks, previous) -> Plan

People are only ever put where they said they can. What a plan is worth is in ``Weights`` (``types.py``); which limits
hold is in ``problem.py``. Where time falls into buckets (two shifts either overlap or have nothing to do with each
other) the whole is a network flow and the plan is an exact optimum (``flow.py``). Irregular overlaps, or somebody who
comes only together with another, make it a mixed-integer program with a time limit; the gap is then reported
(``milp.py``). ``greedy`` is the baseline. Nothing here sends or decides anything.
"""

from samspil.assignment.greedy import greedy
from samspil.assignment.pairs import levels_of
from samspil.assignment.planning import plan
from samspil.assignment.types import Assignment, Broken, Change, Lock, Person, Plan, Slot, Unfilled, Weights, Wish

__all__ = [
    "Assignment",
    "Broken",
    "Change",
    "Lock",
    "Person",
    "Plan",
    "Slot",
    "Unfilled",
    "Weights",
    "Wish",
    "greedy",
    "levels_of",
    "plan",
]
