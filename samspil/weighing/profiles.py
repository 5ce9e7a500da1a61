"""Weights that were agreed before anybody scored, and the profile of each perspective.

Swing weights: how much it matters to go from the worst to the best step of this criterion, in points from 0 to 100,
beside the one that matters most (von Winterfeldt & Edwards, *Decision Analysis and Behavioral Research*, 1986).
"""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Profile:
    """The weighted mean of what one perspective sees, from -2 to +2.

    ``covered`` is the share of all weight, 0 to 1, that the perspective has a median for; ``value`` is None where it
    has none. ``lowest`` is its lowest median, so that no mean hides it.
    """

    value: float | None
    covered: float
    lowest: float | None


def weights(points: Mapping[str, int]) -> dict[str, float]:
    """Shares of 1 from swing points per criterion.

    Raises: ValueError for points outside 0 to 100, or where all are 0.
    """
    if wrong := {criterion: given for criterion, given in points.items() if not 0 <= given <= MOST_POINTS}:
        raise ValueError(f"points outside 0 to {MOST_POINTS}: {wrong}")
    together = sum(points.values())
    if not together:
        raise ValueError("nothing has any weight")
    return {criterion: given / together for criterion, given in points.items()}


def profile(medians: Mapping[str, float | None], shares: Mapping[str, float]) -> Profile:
    """The profile of one perspective: its medians by criterion, weighed by ``shares`` (see ``weights``).

    What it was not asked, or could not say, leaves its weight to the rest.
    """
    known = {
        criterion: value for criterion, value in medians.items() if value is not None and shares.get(criterion, 0) > 0
    }
    covered = sum(shares[criterion] for criterion in known)
    if not known:
        return Profile(value=None, covered=0.0, lowest=None)
    value = sum(shares[criterion] * median for criterion, median in known.items()) / covered
    return Profile(value=value, covered=covered, lowest=min(known.values()))


def joined(medians: Mapping[str, Mapping[str, float | None]]) -> dict[str, float]:
    """One score per criterion: the mean of the perspectives' medians, each perspective counting once.

    ``medians`` is by perspective, then by criterion. A criterion that nobody could score is left out.
    """
    found: dict[str, list[float]] = {}
    for by_criterion in medians.values():
        for criterion, median in by_criterion.items():
            if median is not None:
                found.setdefault(criterion, []).append(median)
    return {criterion: sum(values) / len(values) for criterion, values in found.items()}


def total(scores: Mapping[str, float], shares: Mapping[str, float]) -> float | None:
    """The weighted sum of ``joined`` scores, -2 to +2. Secondary: show the perspectives first."""
    return profile(scores, shares).value
