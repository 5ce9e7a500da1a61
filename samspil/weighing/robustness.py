"""How far the conclusion holds when weights and scores are less certain than they look.

Stochastic multicriteria acceptability analysis with ordinal weights: SMAA-2 (Lahdelma & Salminen, *Operations Research*
49, 2001). Of the swing points only their order is trusted, so weights are drawn evenly from all that keep the order;
scores are drawn evenly within the half-width that the evidence gives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from samspil.weighing.answers import HIGHEST, LOWEST

# Half-widths by grade of evidence, E0 (opinion) to E4 (trials and reviews). Our own convention: research note, A.
HALF_WIDTHS = {"E0": 1.0, "E1": 0.75, "E2": 0.5, "E3": 0.25, "E4": 0.1}
SAMPLES = 20_000  # the standard error of a share is at most .0036
SEED = 1


@dataclass(frozen=True, slots=True)
class Score:
    """A score from -2 to +2, and how far it may be off to either side."""

    value: float
    half_width: float


@dataclass(frozen=True, slots=True)
class Robustness:
    """Shares of all samples, 0 to 1.

    ``positive`` is by alternative: how often it beats what is done now (0). ``ranks`` is by alternative: how often it
    comes first, second and so on among the alternatives. ``mean_weights`` is by criterion.
    """

    positive: dict[str, float]
    ranks: dict[str, tuple[float, ...]]
    mean_weights: dict[str, float]


def ordered_weights(points: Mapping[str, int], samples: int, rng: np.random.Generator) -> np.ndarray:
    """Weights drawn evenly from the simplex where more points never weigh less. Shape (samples, criteria).

    Those with equal points stand in no order among themselves; those with none weigh nothing.
    """
    names = list(points)
    weighty = sorted((name for name in names if points[name] > 0), key=lambda name: -points[name])
    if not weighty:
        raise ValueError("nothing has any weight")
    # Even on the simplex, sorted: even on the part of it that keeps the order. Within equals the order is then undone.
    drawn = -np.sort(-rng.dirichlet(np.ones(len(weighty)), size=samples), axis=1)
    start = 0
    for _points, equals in groupby(weighty, key=lambda name: points[name]):
        many = len(list(equals))
        drawn[:, start : start + many] = rng.permuted(drawn[:, start : start + many], axis=1)
        start += many
    found = np.zeros((samples, len(names)))
    found[:, [names.index(name) for name in weighty]] = drawn
    return found


def robustness(
    alternatives: Mapping[str, Mapping[str, Score]],
    points: Mapping[str, int],
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Robustness:
    """SMAA over ``alternatives`` (scores by criterion) with swing ``points`` by criterion.

    The same seed gives the same result. Every alternative must have a score for each criterion with points.

    Raises: ValueError.
    """
    criteria = list(points)
    for name, scores in alternatives.items():
        if missing := [criterion for criterion in criteria if points[criterion] > 0 and criterion not in scores]:
            raise ValueError(f"{name} has no score for {missing}")
    rng = np.random.default_rng(seed)
    drawn = ordered_weights(points, samples, rng)
    values = np.stack([_values(scores, criteria, drawn, rng) for scores in alternatives.values()], axis=1)
    places = np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable")
    names: Sequence[str] = list(alternatives)
    return Robustness(
        positive={name: float((values[:, i] > 0).mean()) for i, name in enumerate(names)},
        ranks={
            name: tuple(float((places[:, i] == place).mean()) for place in range(len(names)))
            for i, name in enumerate(names)
        },
        mean_weights=dict(zip(criteria, map(float, drawn.mean(axis=0)), strict=True)),
    )


def _values(
    scores: Mapping[str, Score], criteria: Sequence[str], drawn: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """What one alternative is worth in each sample."""
    certain = Score(0.0, 0.0)  # of a criterion that weighs nothing
    known = [scores.get(criterion, certain) for criterion in criteria]
    low = np.clip([score.value - score.half_width for score in known], LOWEST, HIGHEST)
    high = np.clip([score.value + score.half_width for score in known], LOWEST, HIGHEST)
    result: np.ndarray = np.sum(drawn * rng.uniform(low, high, size=drawn.shape), axis=1)
    return result
