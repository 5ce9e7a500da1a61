"""What several perspectives say of the same thing, side by side: tallies, weights, disagreement, robustness.

Knows no Django. The model is described in docs/weighing.md.
"""

from samspil.weighing.answers import (
    HIGHEST,
    LOWEST,
    SCALE,
    Answer,
    Disagreement,
    Tally,
    Unscored,
    disagreement,
    tally,
)
from samspil.weighing.profiles import MOST_POINTS, Profile, joined, profile, total, weights
from samspil.weighing.robustness import HALF_WIDTHS, Robustness, Score, robustness

__all__ = [
    "HALF_WIDTHS",
    "HIGHEST",
    "LOWEST",
    "MOST_POINTS",
    "SCALE",
    "Answer",
    "Disagreement",
    "Profile",
    "Robustness",
    "Score",
    "Tally",
    "Unscored",
    "disagreement",
    "joined",
    "profile",
    "robustness",
    "tally",
    "total",
    "weights",
]
