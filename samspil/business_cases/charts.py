"""Two pictures, drawn by the server: where it goes even, and which figure moves it most. Each with a table of its own.

Places are percent of the width and pixels down, so that letters keep their size on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from samspil.business_cases.numbers import in_words
from samspil.business_cases.words import figure
from samspil.costing.case import Case
from samspil.costing.sums import KRONER, SHARE
from samspil.costing.uncertainty import USE, Swing, tornado

ROW = 66  # px of one bar with its words
TOP, HEIGHT, FOOT = 30, 150, 56  # px of the picture of the line
BELOW, ABOVE = 24, 12  # px from the ends of the line to their figures: it rises, so neither is crossed by it
STEPS = 10


def percent(value: Decimal) -> str:
    """A place in an attribute: a dot, whatever the language."""
    return f"{value:.2f}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure, low and high: ``x`` and ``width`` are percent."""

    label: str
    low: str
    high: str
    at_low: str
    at_high: str
    y: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tornado:
    bars: tuple[Bar, ...]
    base: str
    base_x: str
    nought_x: str | None
    height: int
    description: str


def range_of(swing: Swing) -> tuple[str, str]:
    return tuple(in_words(round(each * 100, 1)) + " %" for each in (swing.low, swing.high))  # type: ignore[return-value]


def tornado_of(case: Case, most: int = 12) -> Tornado | None:
    """How far NPV moves when one figure does. None where nobody said how far any may be off."""
    swings = tornado(case)[:most]
    if not swings:
        return None
    ends = [case.npv, *(value for swing in swings for value in (swing.at_low, swing.at_high))]
    least, span = min(ends), max(ends) - min(ends)

    def place(value: Decimal) -> Decimal:
        return (value - least) / span * 100

    bars = []
    for number, swing in enumerate(swings):
        low, high = range_of(swing)
        left = min(swing.at_low, swing.at_high)
        bars.append(
            Bar(
                _("Hvor meget det bliver brugt") if swing.key == USE else swing.label,
                low,
                high,
                figure(swing.at_low, KRONER),
                figure(swing.at_high, KRONER),
                number * ROW,
                percent(place(left)),
                percent(swing.width / span * 100),
            )
        )
    first = bars[0]
    told = {"what": first.label, "low": first.at_low, "high": first.at_high}
    return Tornado(
        tuple(bars),
        figure(case.npv, KRONER),
        percent(place(case.npv)),
        percent(place(Decimal(0))) if least < 0 < max(ends) else None,
        len(bars) * ROW + 8,
        _("Mest flytter »%(what)s«: fra %(low)s til %(high)s") % told,
    )


@dataclass(frozen=True, slots=True)
class Point:
    share: str
    npv: str


@dataclass(frozen=True, slots=True)
class BreakEven:
    """NPV against the share that leaves the budget: a straight line from none to all."""

    y0: str
    y1: str
    nought_y: str | None
    at_x: str | None
    at: str
    at_anchor: str
    first: str
    first_y: str
    last: str
    last_y: str
    points: tuple[Point, ...]
    height: int
    axis_y: int
    description: str


def break_even_of(case: Case) -> BreakEven | None:
    """None where no time is freed: then no share of it changes anything."""
    if case.worth <= 0:
        return None
    values = [case.at_share(Decimal(step) / STEPS).npv for step in range(STEPS + 1)]
    first, last, even = values[0], values[-1], case.break_even
    least, most = min(first, Decimal(0)), max(last, Decimal(0))

    def down(value: Decimal) -> str:
        return percent(TOP + (most - value) / (most - least) * HEIGHT)

    within = even is not None and 0 <= even <= 1
    at = figure(even, SHARE) if within else ""
    return BreakEven(
        down(first),
        down(last),
        down(Decimal(0)) if least < 0 < most or first == 0 or last == 0 else None,
        percent(even * 100) if even is not None and within else None,
        at,
        anchor_of(even) if even is not None and within else "",
        figure(first, KRONER),
        percent(Decimal(down(first)) + BELOW),
        figure(last, KRONER),
        percent(Decimal(down(last)) - ABOVE),
        tuple(Point(figure(Decimal(step) / STEPS, SHARE), figure(value, KRONER)) for step, value in enumerate(values)),
        TOP + HEIGHT + BELOW + FOOT,
        TOP + HEIGHT + BELOW + 10,
        sentence(values, even),
    )


def anchor_of(share: Decimal) -> str:
    """Where the words stand, so that none falls outside the picture."""
    if share < Decimal("0.2"):
        return "start"
    return "end" if share > Decimal("0.8") else "middle"


def sentence(values: Sequence[Decimal], even: Decimal | None) -> str:
    told = {"first": figure(values[0], KRONER), "last": figure(values[-1], KRONER), "at": figure(even, SHARE)}
    if even is None or even > 1:
        return _("Det går ikke op, selv om alle timer tages ud af budgettet: %(last)s") % told
    if even < 0:
        return _("Det går op, også hvis ingen timer tages ud af budgettet: %(first)s") % told
    return _("Det går lige op, når %(at)s af timerne tages ud af budgettet.") % told
