"""Answers to one question from one perspective, and where perspectives disagree.

The scale is -2 to +2 and means *change against what is done now*. "Don't know" and "does not apply" are answers of
their own and never count as 0. Perspectives are never pooled by headcount: many employees do not outvote few citizens.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

LOWEST, HIGHEST = -2, 2
SCALE = tuple(range(LOWEST, HIGHEST + 1))
GAP = 2  # medians this far apart are a disagreement


class Unscored(StrEnum):
    """The two answers that are no figure."""

    DONT_KNOW = "dont_know"
    NOT_RELEVANT = "not_relevant"


Answer = int | Unscored


@dataclass(frozen=True, slots=True)
class Tally:
    """What one perspective answered to one question.

    ``counts`` has one figure for each step of the scale, from the lowest. ``median`` is None where nobody scored;
    between two steps it is the half between them.
    """

    counts: tuple[int, ...]
    dont_know: int
    not_relevant: int
    median: float | None

    @property
    def n(self) -> int:
        """How many gave a figure."""
        return sum(self.counts)

    @property
    def asked(self) -> int:
        """How many answered at all."""
        return self.n + self.dont_know + self.not_relevant


class Disagreement(StrEnum):
    """In what way the perspectives disagree."""

    OPPOSITE = "opposite"  # better to one, worse to another
    FAR_APART = "far_apart"


def tally(answers: Iterable[Answer]) -> Tally:
    """Count answers.

    Raises: ValueError for a figure outside the scale.
    """
    found = Counter(answers)
    if wrong := [answer for answer in found if not isinstance(answer, Unscored) and answer not in SCALE]:
        raise ValueError(f"outside the scale: {wrong}")
    counts = tuple(found[step] for step in SCALE)
    scored = [step for step, many in zip(SCALE, counts, strict=True) for _ in range(many)]
    return Tally(
        counts=counts,
        dont_know=found[Unscored.DONT_KNOW],
        not_relevant=found[Unscored.NOT_RELEVANT],
        median=float(median(scored)) if scored else None,
    )


def disagreement(medians: Mapping[str, float | None]) -> Disagreement | None:
    """Whether the medians of the perspectives have opposite signs, or lie ``GAP`` or more apart.

    ``medians`` is keyed by perspective; those without a figure take no part.
    """
    known = [value for value in medians.values() if value is not None]
    if not known:
        return None
    if min(known) < 0 < max(known):
        return Disagreement.OPPOSITE
    return Disagreement.FAR_APART if max(known) - min(known) >= GAP else None
