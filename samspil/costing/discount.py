"""Discounting by a table of dated rates.

DF_t = DF_(t-1) / (1 + r_t), DF_0 = 1: the factors are chained, so that a year after a step is discounted by the old
rate up to the step and by the new one from there. The Danish Ministry of Finance (22-06-2023) has 3.5 % in the years
0-35, 2.5 % in 36-70 and 1.5 % after. Chaining is our reading of that text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RateStep:
    """``rate`` (share per year, 0.035 for 3.5 %) holds from year ``from_year`` until the next step."""

    from_year: int
    rate: Decimal


def rate_of(steps: Sequence[RateStep], year: int) -> Decimal:
    """The rate of one year. Raises: LookupError where the table begins later."""
    holding = [step for step in steps if step.from_year <= year]
    if not holding:
        raise LookupError(f"No rate for year {year}")
    return max(holding, key=lambda step: step.from_year).rate


def factors(steps: Sequence[RateStep], years: int) -> tuple[Decimal, ...]:
    """DF_0 ... DF_years. Year 0 is not discounted."""
    found = [Decimal(1)]
    for year in range(1, years + 1):
        found.append(found[-1] / (1 + rate_of(steps, year)))
    return tuple(found)
