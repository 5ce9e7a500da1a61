"""From the scores of the stages to a list: fused, conditions counted, varied, fair, each with its reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from samspil.matching.stages import Way
from samspil.matching.types import Document, Reason

# What each stage counts for; all three are brought to 0..1 first.
WEIGHTS: Mapping[str, float] = {"words": 0.3, "concepts": 1.0, "meaning": 0.4}
VARIED = 1 / 3  # of a list is of another kind than the obvious one, where there is such
GOOD_ENOUGH = 0.5  # of the score of the place it takes: from there on something else may step in
OFTEN = 3.0  # suggestions for each free place, lately: from there on a document steps back
FULL = 0.6  # what is left of the score when there is no room


@dataclass(slots=True)
class Candidate:
    """A document on its way into the list. ``about`` is its main concept ("" when unknown); ``words`` are those of the
    need that it has, ``ways`` the concepts that led to it.
    """

    row: int
    document: Document
    score: float
    about: str = ""
    unexpected: bool = False
    reasons: list[Reason] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    similarity: float = 0.0


def fuse(scores: Mapping[str, np.ndarray]) -> np.ndarray:
    """The weighted sum of the stages' scores (each 0 to 1), divided by the weights of those that took part."""
    total = sum(WEIGHTS[name] for name in scores)
    fused = np.zeros(len(next(iter(scores.values()))), np.float32)
    for name, values in scores.items():
        fused += np.float32(WEIGHTS[name] / total) * values
    return fused


def half(scores: np.ndarray, middle: float) -> np.ndarray:
    """Scores from 0 up, brought to 0..1: ``middle`` becomes one half."""
    positive = np.maximum(scores, 0)
    return (positive / (positive + np.float32(max(middle, 1e-6)))).astype(np.float32)


def fairness(document: Document) -> float:
    """What is left of a score when a document was suggested often and has little room: 1 when neither is known."""
    if document.exposure < OFTEN:
        return 1.0
    if document.capacity is not None and document.capacity <= 0:
        return FULL
    return max(FULL, (OFTEN / document.exposure) ** 0.25) if document.capacity is not None else 1.0


def arrange(candidates: Sequence[Candidate], k: int) -> list[Candidate]:
    """The k to show, best first. At least a third is unexpected, and at most two thirds are about the same thing, where
    there are others that are nearly as good (``GOOD_ENOUGH`` of the score of the place they take).
    """
    ordered = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.document.id))
    shown, waiting = ordered[:k], ordered[k:]
    wanted = ceil(min(k, len(ordered)) * VARIED)
    _exchange(shown, waiting, wanted, lambda candidate: candidate.unexpected)
    abouts = [candidate.about for candidate in shown if candidate.about]
    if abouts:
        most = max(set(abouts), key=lambda about: (abouts.count(about), about))
        _exchange(shown, waiting, wanted, lambda candidate: candidate.about != most, also=lambda one: one.unexpected)
    return sorted(shown, key=lambda candidate: (-candidate.score, candidate.document.id))


def _exchange(shown, waiting, wanted, other, also=None) -> None:  # type: ignore[no-untyped-def]
    """Lets the best waiting ``other`` ones take the last places of the rest until ``wanted`` of them are shown; those
    that ``also`` matter are not put out.
    """
    have = sum(map(other, shown))
    for newcomer in [candidate for candidate in waiting if other(candidate)]:
        if have >= wanted:
            return
        leaving = [one for one in shown if not other(one) and not (also and also(one) and not also(newcomer))]
        if not leaving or newcomer.score < GOOD_ENOUGH * leaving[-1].score:
            return
        shown.remove(leaving[-1])
        shown.append(newcomer)
        shown.sort(key=lambda candidate: -candidate.score)
        waiting.remove(newcomer)
        have += 1


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons as they are told: why first, then how it fits, then what is missing."""
    places = ("concept", "like", "words", "meaning", "distance", "time", "meets", "missing", "exposure")
    return tuple(sorted(reasons, key=lambda reason: places.index(reason.kind)))
