"""How the answers of one perspective fall: worse, as today, better, no figure. Told so that nobody is found among few.

One or two of a kind are never told by themselves, and cannot be worked out from what is told (the median, and how many
gave a figure, stand beside): they are joined with those beside them, or what most answered is told as "at least".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samspil.weighing.answers import LOWEST, Tally

FEWEST_ALIKE = 3


class Band(StrEnum):
    """From the worst to the best; the second and the fourth are two joined."""

    WORSE = "worse"
    NOT_BETTER = "not_better"
    SAME = "same"
    NOT_WORSE = "not_worse"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Split:
    """How many answered what, from the worst. Empty where it cannot be told. ``is_least``: at least so many."""

    told: tuple[tuple[Band, int], ...] = ()
    is_least: bool = False

    @property
    def is_divided(self) -> bool:
        """Whether some answer better and others worse, enough of each to be told."""
        return {Band.WORSE, Band.BETTER} <= {band for band, many in self.told if many}


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many gave no figure: by kind, or ``together`` where one kind is too small. None is not told.

    ``is_least``: at least so many.
    """

    dont_know: int | None = None
    not_relevant: int | None = None
    together: int | None = None
    is_least: bool = False


def unknown(counted: Tally, fewest: int = FEWEST_ALIKE) -> Unknown:
    """Those without a figure in a tally, no kind of fewer than ``fewest``, nor so many that fewer are left."""
    n, dont_know, not_relevant = counted.n, counted.dont_know, counted.not_relevant
    if n < fewest:
        return Unknown(together=counted.asked - (fewest - 1), is_least=True)
    if min(dont_know, not_relevant) >= fewest:
        return Unknown(dont_know, not_relevant)
    if dont_know + not_relevant >= fewest:
        return Unknown(together=dont_know + not_relevant)
    return Unknown()


def split(counts: Sequence[int], fewest: int = FEWEST_ALIKE) -> Split:
    """The bands of ``counts``, one figure for each step of the scale, none of fewer than ``fewest``.

    That nothing less can be worked out, is held in ``tests/weighing/test_splitting.py`` by trying all there is.
    """
    middle = -LOWEST
    worse, same, better = sum(counts[:middle]), counts[middle], sum(counts[middle + 1 :])
    n, unseen = worse + same + better, fewest - 1  # as many as may stand unseen in a band
    if min(worse, same, better) >= fewest:
        return Split(((Band.WORSE, worse), (Band.SAME, same), (Band.BETTER, better)))
    if worse < fewest and better < fewest:
        most = n - 2 * unseen
        return Split(((Band.SAME, most),), is_least=True) if most > fewest else Split()
    if worse + same < fewest:
        return Split(((Band.BETTER, n - unseen),), is_least=True)
    if same + better < fewest:
        return Split(((Band.WORSE, n - unseen),), is_least=True)
    if worse < fewest:
        return Split(((Band.NOT_BETTER, worse + same), (Band.BETTER, better)))
    if better < fewest:
        return Split(((Band.WORSE, worse), (Band.NOT_WORSE, same + better)))
    if n <= 2 * fewest + 1:  # with the median beside it, so few could be told apart
        return Split()
    return Split(((Band.WORSE, fewest), (Band.BETTER, fewest)), is_least=True)
