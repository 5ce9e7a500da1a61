"""How far it may be from the truth: one figure at a time (tornado), and all at once.

NPV is the sum of what each line adds (``Case.parts``), and the lines of time are all scaled by the same use. So to move
a line is to scale its part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from samspil.costing.case import CITIZEN, Case, Money
from samspil.costing.hours import TimeSaving
from samspil.costing.sums import total

if TYPE_CHECKING:
    import numpy as np

USE = "use"
RUNS = 10_000


@dataclass(frozen=True, slots=True)
class Swing:
    """What NPV would be (kroner) if one figure were ``low`` or ``high`` and all others as they are."""

    key: str
    label: str
    low: Decimal
    high: Decimal
    at_low: Decimal
    at_high: Decimal

    @property
    def width(self) -> Decimal:
        return abs(self.at_high - self.at_low)


def tornado(case: Case) -> list[Swing]:
    """Each uncertain figure, low and high, the widest first. What nobody called uncertain is left out."""
    parts, npv, found = case.parts, case.npv, []
    rows: list[TimeSaving | Money] = [*case.times, *case.money]
    for row in rows:
        moved = [npv + parts[row.key] * (factor - 1) for factor in (row.low, row.high)]
        if moved[0] != moved[1]:
            found.append(Swing(row.key, row.label, row.low, row.high, *moved))
    of_time = total([parts[saving.key] for saving in case.times])
    low, high = case.use_low, case.use_high
    if case.use and low is not None and high is not None:
        moved = [npv + of_time * (use / case.use - 1) for use in (low, high)]
        if moved[0] != moved[1]:
            found.append(Swing(USE, "", low, high, *moved))
    return sorted(found, key=lambda swing: (-swing.width, swing.key))


@dataclass(frozen=True, slots=True)
class Estimate:
    mean: Decimal
    deviation: Decimal


def three_point(low: Decimal, likely: Decimal, high: Decimal) -> Estimate:
    """Mean (low + 3 * likely + high) / 5 and standard deviation (high - low) / 5 (Lichtenberg)."""
    return Estimate((low + 3 * likely + high) / 5, (high - low) / 5)


@dataclass(frozen=True, slots=True)
class Spread:
    """NPV in kroner: one in ten below ``p10``, half below ``p50``, one in ten above ``p90``; and P(NPV > 0)."""

    p10: Decimal
    p50: Decimal
    p90: Decimal
    above_nought: Decimal
    runs: int
    seed: int


def drawn(
    random: "np.random.Generator", low: Decimal, likely: Decimal, high: Decimal, runs: int
) -> "np.ndarray | float":
    """A beta distribution between low and high with the mean of ``three_point``."""
    least, most, middle = float(low), float(high), float(likely)
    if most <= least:
        return middle
    up, down = (middle - least) / (most - least), (most - middle) / (most - least)
    return least + (most - least) * random.beta(1 + 3 * up, 1 + 3 * down, runs)


def simulate(case: Case, *, seed: int, runs: int = RUNS) -> Spread:
    """All uncertain figures at once, each drawn by itself. The same seed gives the same answer.

    Lines are drawn in the order of their keys, so that the order in which people wrote them changes nothing.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    parts, one = case.parts, Decimal(1)
    of_time = np.zeros(runs)
    of_money = np.zeros(runs)
    for saving in sorted(case.times, key=lambda row: row.key):
        of_time = of_time + float(parts[saving.key]) * drawn(random, saving.low, one, saving.high, runs)
    for money in sorted(case.money, key=lambda row: row.key):
        if money.sort != CITIZEN:
            of_money = of_money + float(parts[money.key]) * drawn(random, money.low, one, money.high, runs)
    if case.use and case.use_low is not None and case.use_high is not None:
        of_time = of_time * drawn(random, case.use_low, case.use, case.use_high, runs) / float(case.use)
    npv = of_time + of_money
    p10, p50, p90 = rounded(np.percentile(npv, [10, 50, 90]).tolist())
    return Spread(p10, p50, p90, Decimal(str(round(float((npv > 0).mean()), 4))), runs, seed)


def rounded(values: Sequence[float]) -> list[Decimal]:
    """Whole kroner: the digits after that are the random numbers' own."""
    return [Decimal(round(value)) for value in values]
