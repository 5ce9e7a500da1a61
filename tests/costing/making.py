"""Cases for the tests of costing."""

from decimal import Decimal
from typing import Any

from samspil.costing.case import Case, Money
from samspil.costing.discount import RateStep
from samspil.costing.hours import TimeSaving

D = Decimal
# The Ministry of Finance, 22-06-2023.
TABLE = (RateStep(0, D("0.035")), RateStep(36, D("0.025")), RateStep(71, D("0.015")))
WEEKS = 52


def saving(key: str = "time", **facts: Any) -> TimeSaving:
    """51.8 minutes a citizen a week for 30 citizens, at 380 kr. an hour."""
    figures = {"n": 30, "f": WEEKS, "s0": 1, "t0": "51.8", "s1": 1, "t1": 0, "pay": 380, **facts}
    return TimeSaving(
        key, **{name: D(value) if name not in ("label", "source") else value for name, value in figures.items()}
    )


def money(key: str, sort: str, amount: Any, **facts: Any) -> Money:
    return Money(key, sort, D(amount), **facts)


def synthetic(**facts: Any) -> Case:
    """The synthetic vector of the research note: 500,000 laid out, 60,000 a year to run, eight years."""
    rows = {
        "years": 8,
        "rates": TABLE,
        "times": (saving(),),
        "money": (money("bought", "once", 500_000), money("run", "running", 60_000)),
        "cash": D("0.5"),
    }
    return Case(**{**rows, **facts})
