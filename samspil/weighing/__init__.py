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
from samspil.weighing.splitting import FEWEST_ALIKE, Band, Split, Unknown, split, unknown

__all__ = [
    "FEWEST_ALIKE",
    "HALF_WIDTHS",
    "HIGHEST",
    "LOWEST",
    "MOST_POINTS",
    "SCALE",
    "Answer",
    "Band",
    "Disagreement",
    "Profile",
    "Robustness",
    "Score",
    "Split",
    "Tally",
    "Unknown",
    "Unscored",
    "disagreement",
    "joined",
    "profile",
    "robustness",
    "split",
    "tally",
    "total",
    "unknown",
    "weights",
]
