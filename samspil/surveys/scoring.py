"""The arithmetic of surveys, without a database: sums, cut-offs, uncertainty, and what small groups hide.

Sources. Interval of a mean and Welch's test for two means: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2 and
1.3.5.3; the quantiles of Student's t: the same, 1.3.6.7.2. Hidden cells: primary and secondary suppression as in
official statistics (Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import fmean, variance

SMALLEST_GROUP = 5

# The 97.5 % quantiles of Student's t for 1, 2, 3 ... 30 degrees of freedom; beyond that, the last of those below.
T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
T_975_BEYOND = ((40, 2.021), (60, 2.000), (100, 1.984), (1000, 1.962))


def t_975(degrees: float) -> float:
    """The quantile for at most this many degrees of freedom: never a narrower interval than is right."""
    if degrees < len(T_975) + 1:
        return T_975[max(int(degrees), 1) - 1]
    found = T_975[-1]
    for least, value in T_975_BEYOND:
        if degrees >= least:
            found = value
    return found


# --- sums -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """A question in a sum: its lowest and highest answer, and whether it is turned."""

    low: int
    high: int
    is_reversed: bool = False

    def points(self, value: int) -> int:
        return self.low + self.high - value if self.is_reversed else value


def sum_of(
    values: Sequence[int | None], items: Sequence[Item], *, multiplier: Decimal = Decimal(1), least: int | None = None
) -> Decimal | None:
    """The sum of one person's answers times ``multiplier``; None where answers are missing.

    With ``least``, so many answers suffice, and the mean of those stands for the missing ones.
    """
    points = [item.points(value) for value, item in zip(values, items, strict=True) if value is not None]
    if not points or len(points) < (len(items) if least is None else least):
        return None
    return Decimal(sum(points)) * len(items) / len(points) * multiplier


def range_of(items: Sequence[Item], multiplier: Decimal = Decimal(1)) -> tuple[Decimal, Decimal]:
    """The lowest and the highest sum there can be."""
    return sum(item.low for item in items) * multiplier, sum(item.high for item in items) * multiplier


def counted_in(values: Sequence[Decimal], cut_offs: Sequence[tuple[Decimal, Decimal, str]]) -> list[int]:
    """How many sums lie within each pair of cut-offs, both ends included."""
    return [sum(1 for value in values if low <= value <= high) for low, high, _label in cut_offs]


# --- uncertainty ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % interval."""

    n: int
    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Of a difference: the interval does not hold nothing at all."""
        return self.low > 0 or self.high < 0


def estimate(values: Sequence[float]) -> Estimate | None:
    """The mean with its 95 % interval by Student's t: mean ± t(n - 1) · s / √n. None for fewer than five."""
    n = len(values)
    if n < SMALLEST_GROUP:
        return None
    mean = fmean(values)
    half = t_975(n - 1) * sqrt(variance(values) / n)
    return Estimate(n, mean, mean - half, mean + half)


def difference(before: Sequence[float], after: Sequence[float]) -> Estimate | None:
    """After less before, with its 95 % interval by Welch's method. None when either group is smaller than five.

    The answers are anonymous, so nobody's two answers can be laid beside each other: the groups count as independent,
    which makes the interval wider than it would be for pairs.
    """
    if min(len(before), len(after)) < SMALLEST_GROUP:
        return None
    parts = [variance(group) / len(group) for group in (before, after)]
    change = fmean(after) - fmean(before)
    if sum(parts) == 0:
        return Estimate(len(before) + len(after), change, change, change)
    degrees = sum(parts) ** 2 / (parts[0] ** 2 / (len(before) - 1) + parts[1] ** 2 / (len(after) - 1))
    half = t_975(degrees) * sqrt(sum(parts))
    return Estimate(len(before) + len(after), change, change - half, change + half)


# --- what small groups hide -------------------------------------------------------------------------------------------


def shown_counts(counts: Sequence[int]) -> list[int] | None:
    """The counts of a distribution, all or none: none when somebody stands in a group of one to four.

    The total is known, and so is this rule. Hiding some cells and showing others would let whoever knows both work out
    the hidden ones; so all of them hide each other.
    """
    is_small = sum(counts) < SMALLEST_GROUP or any(0 < count < SMALLEST_GROUP for count in counts)
    return None if is_small else list(counts)


def may_stand_beside(one: frozenset, other: frozenset) -> bool:
    """Whether figures about two overlapping groups may both be shown: those in one only are nobody, or five or more."""
    return all(not rest or len(rest) >= SMALLEST_GROUP for rest in (one - other, other - one))
