"""Figures that explain themselves: every result is a ``Sum`` with its formula and what went into it.

The keys are names for programs and the formulas are symbols; whoever shows a figure puts words to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

# Units. "share" is a number from 0 to 1; "ratio" has none.
KRONER, PER_YEAR, PER_HOUR = "kr", "kr/year", "kr/hour"
HOURS, HOURS_PER_YEAR, MINUTES = "hours", "hours/year", "minutes"
SHARE, YEARS, RATIO, COUNT = "share", "years", "ratio", "count"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure somebody put in. ``label`` and ``source`` are people's own words, where there are any."""

    key: str
    value: Decimal | None
    unit: str
    label: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that was worked out: ``value`` = ``formula`` of the ``inputs``. None where the formula has no answer."""

    key: str
    value: Decimal | None
    unit: str
    formula: str
    inputs: "tuple[Line | Sum, ...]" = ()
    label: str = ""

    def walk(self, depth: int = 0) -> "Iterator[tuple[int, Line | Sum]]":
        """This figure, then what went into it, each with how deep it lies."""
        yield depth, self
        for part in self.inputs:
            if isinstance(part, Sum):
                yield from part.walk(depth + 1)
            else:
                yield depth + 1, part


def total(values: "list[Decimal]") -> Decimal:
    """The sum of decimals; of none it is the decimal nought."""
    return sum(values, Decimal(0))
