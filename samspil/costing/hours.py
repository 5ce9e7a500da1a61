"""Time: what a task takes, what is freed, and what an hour costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samspil.costing.sums import COUNT, HOURS_PER_YEAR, MINUTES, Line, Sum

SIXTY = Decimal(60)


@dataclass(frozen=True, slots=True)
class TimeSaving:
    """n citizens, f occasions a year, s staff who are there, t minutes: before (0) and after (1).

    ``pay`` is kr/hour. ``cap`` is the most hours a year that the minutes ledger leaves; None where there is no ledger.
    ``low`` and ``high`` say how far the saving may be from this, as factors (0.8 and 1.2).
    """

    key: str
    n: Decimal
    f: Decimal
    s0: Decimal
    t0: Decimal
    s1: Decimal
    t1: Decimal
    pay: Decimal
    cap: Decimal | None = None
    low: Decimal = Decimal(1)
    high: Decimal = Decimal(1)
    label: str = ""
    source: str = ""

    @property
    def wanted(self) -> Decimal:
        """H = n * f * (s0 * t0 - s1 * t1) / 60, hours a year."""
        return self.n * self.f * (self.s0 * self.t0 - self.s1 * self.t1) / SIXTY

    @property
    def hours(self) -> Decimal:
        """H, and never more than the minutes ledger leaves."""
        return self.wanted if self.cap is None else min(self.wanted, self.cap)

    @property
    def baseline(self) -> Decimal:
        """Hours a year that the task takes today."""
        return self.n * self.f * self.s0 * self.t0 / SIXTY

    def explained(self) -> Sum:
        figures = (
            ("citizens", self.n, COUNT),
            ("occasions", self.f, COUNT),
            ("staff_before", self.s0, COUNT),
            ("minutes_before", self.t0, MINUTES),
            ("staff_after", self.s1, COUNT),
            ("minutes_after", self.t1, MINUTES),
        )
        inputs: list[Line | Sum] = [Line(key, value, unit, source=self.source) for key, value, unit in figures]
        formula = "n × f × (s₀ × t₀ − s₁ × t₁) ÷ 60"
        if self.cap is not None and self.cap < self.wanted:
            full = Sum("hours_wanted", self.wanted, HOURS_PER_YEAR, formula, tuple(inputs))
            inputs, formula = [full, Line("hours_left", self.cap, HOURS_PER_YEAR)], "min(H, M)"
        return Sum("hours", self.hours, HOURS_PER_YEAR, formula, tuple(inputs), self.label)


def hourly_pay(yearly: Decimal, effective_hours: Decimal) -> Decimal:
    """w = yearly pay with pension / effective hours a year, kr/hour.

    37 * 52 = 1,924 hours a year gross; 1,739 after five and 1,702 after six weeks of holiday.
    """
    return yearly / effective_hours


def phase_of(ramp: Sequence[Decimal], year: int) -> Decimal:
    """How far it is taken up in year 1, 2, ...: the ramp as far as it goes, then all of it."""
    return ramp[year - 1] if year <= len(ramp) else Decimal(1)


@dataclass(frozen=True, slots=True)
class Split:
    """What becomes of freed time: a smaller budget, other work, and the rest, which is lost in bits and travel."""

    cash: Decimal
    capacity: Decimal
    loss: Decimal


def split(r_k: Decimal, r_c: Decimal) -> Split:
    """r_k + r_c <= 1, both from 0; what is left is loss. Raises: ValueError."""
    if r_k < 0 or r_c < 0 or r_k + r_c > 1:
        raise ValueError("The shares of cash and capacity are from 0 and together at most 1.")
    return Split(r_k, r_c, 1 - r_k - r_c)
