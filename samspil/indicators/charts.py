"""What the chart of a figure shows: bars before and after, or a line over time once there are more than two values.

Always from zero, with the values written on it; a value that is kept back is said in words and drawn nowhere.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

PLOT_TOP, PLOT_HEIGHT = 34, 120  # px of the line chart, room for values above and days below
LEFT, RIGHT = 5.0, 92.0  # percent of the width
MOST_LABELS = 6  # more values on a line would stand on top of each other on a phone


def in_words(value: Decimal | None) -> str:
    """A number as Danes write it, without decimals that say nothing."""
    if value is None:
        return ""
    short = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return number_format(short, use_l10n=True, force_grouping=True)


def for_spreadsheets(value: Decimal | None) -> str:
    """A number as Danish spreadsheets read it, in any language: a comma, and nothing between thousands."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


def day_in_words(on: date) -> str:
    return date_format(on, pgettext("datoformat", "j. F Y"))


def short_day(on: date) -> str:
    # Translators: a day on a chart, in Django's date format letters (3.11.26).
    return date_format(on, pgettext("datoformat", "j.n.y"))


def count_in_words(n: int | None, how: str) -> str:
    """How many it was measured with, beside the value: answers, where somebody was asked."""
    if n is None:
        return ""
    if how == "asked":
        return ngettext("%(n)s svar", "%(n)s svar", n) % {"n": in_words(Decimal(n))}
    return f"n = {in_words(Decimal(n))}"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    shown: str
    percent: float
    is_strong: bool
    y: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A point on the line; ``label`` and ``day`` are empty where there is no room. ``anchor`` keeps them inside."""

    x: str
    y: int
    label: str
    day: str
    anchor: str
    is_last: bool
    from_x: str = ""
    from_y: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    description: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()
    target_y: int | None = None
    target: str = ""

    @property
    def height(self) -> int:
        return PLOT_TOP + PLOT_HEIGHT + 34 if self.dots else 52 * len(self.bars)

    @property
    def axis_y(self) -> int:
        return PLOT_TOP + PLOT_HEIGHT

    @property
    def days_y(self) -> int:
        return PLOT_TOP + PLOT_HEIGHT + 24


def chart_of(figure: Any) -> Chart | None:
    """The chart of a ``queries.Figure``; None where nothing is measured."""
    if not figure.points:
        return None
    shown = [point for point in figure.points if point.value is not None]
    return line_of(figure, shown) if len(shown) > 2 else bars_of(figure)


def described(figure: Any) -> str:
    """The chart in words, for those who do not see it."""
    parts = [f"{point.phase_label}, {day_in_words(point.on)}: {point.shown}." for point in figure.points]
    if figure.target is not None:
        parts.append(_("Målet er %s.") % figure.target_shown)
    return " ".join([f"{figure.unit}. {figure.direction}.", *parts])


def bars_of(figure: Any) -> Chart:
    values = [point.value for point in figure.points if point.value is not None]
    top = max([*values, figure.target or Decimal(0), Decimal("0.01")])
    last = figure.points[-1]
    bars: list[Bar] = []
    for point in figure.points[-4:]:
        count = count_in_words(point.n, point.how)
        label = (
            point.phase_label
            if point.is_small
            else " · ".join(filter(None, (point.phase_label, short_day(point.on), count)))
        )
        share = float((point.value or 0) / top * 100)
        bars.append(Bar(label, point.shown, round(share, 1), point is last and last.phase != "before", 52 * len(bars)))
    if figure.target is not None:
        share = float(figure.target / top * 100)
        bars.append(Bar(_("Mål"), figure.target_shown, round(share, 1), False, 52 * len(bars)))
    return Chart(described(figure), bars=tuple(bars))


def line_of(figure: Any, points: list[Any]) -> Chart:
    top = max([*(point.value for point in points), figure.target or Decimal(0), Decimal("0.01")])
    first, span = points[0].on, max((points[-1].on - points[0].on).days, 1)
    is_roomy = len(points) <= MOST_LABELS
    dots: list[Dot] = []
    for place, point in enumerate(points):
        is_last = place == len(points) - 1
        share = (point.on - first).days / span if points[-1].on != first else place / (len(points) - 1)
        has_label = is_roomy or place == 0 or is_last
        dots.append(
            Dot(
                x=f"{LEFT + (RIGHT - LEFT) * share:.1f}",
                y=height_of(point.value, top),
                label=point.shown if has_label else "",
                day=short_day(point.on) if place == 0 or is_last else "",
                anchor="start" if place == 0 else "end" if is_last else "middle",
                is_last=is_last,
                from_x=dots[-1].x if dots else "",
                from_y=dots[-1].y if dots else 0,
            )
        )
    return Chart(
        described(figure),
        dots=tuple(dots),
        target_y=None if figure.target is None else height_of(figure.target, top),
        target=figure.target_shown,
    )


def height_of(value: Decimal, top: Decimal) -> int:
    return PLOT_TOP + PLOT_HEIGHT - round(float(value / top) * PLOT_HEIGHT)
