"""A case as a page and a sheet show it: three accounts side by side, its years, its lines, and what to doubt."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.business_cases.charts import BreakEven, Tornado, break_even_of, tornado_of
from samspil.business_cases.doubts import Doubt, doubts_about
from samspil.business_cases.models import ONCE, BusinessCase, CaseLine, LineKind, Signature
from samspil.business_cases.norms import Norms
from samspil.business_cases.numbers import in_words
from samspil.business_cases.reckoning import Reckoned, amount_of, pay_of, reckon, yearly_of
from samspil.business_cases.words import FACTOR_DIGITS, Shown, figure, show
from samspil.costing import explain, sums
from samspil.costing.uncertainty import Spread, simulate
from samspil.costing.value import running_total

SEED = 2026  # of the simulation; any other would do, as long as it is told


@dataclass(frozen=True, slots=True)
class Year:
    """A year of cash, in words."""

    number: int
    taken_up: str
    hours: str
    cash: str
    so_far: str
    factor: str
    discounted: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with its figure and how it came about."""

    line: CaseLine
    figure: str
    detail: str
    range: str


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    label: str
    lines: tuple[LineShown, ...]
    adds: tuple[tuple[str, str], ...]  # kinds of line one may add here


@dataclass(slots=True)
class Accounts:
    """Everything a page or a sheet tells about a case. Cash and capacity are never added."""

    case: BusinessCase
    reckoned: Reckoned
    norms: Norms
    lines: list[CaseLine]
    cash: list[Shown]
    capacity: list[Shown]
    quality: list[CaseLine]
    years: list[Year]
    groups: list[Group]
    doubts: list[Doubt]
    citizens: Shown | None = None
    society: Shown | None = None
    if_signed: list[tuple[str, str, str]] = field(default_factory=list)
    break_even: BreakEven | None = None
    tornado: Tornado | None = None
    spread: Spread | None = None
    yearly: str = ""
    fell: Signature | None = None

    @property
    def signature(self) -> Signature | None:
        return self.reckoned.signature

    @property
    def above_nought(self) -> str:
        """How often NPV was above nought in the simulation."""
        return figure(self.spread.above_nought, sums.SHARE) if self.spread else ""

    @property
    def spread_shown(self) -> list[str]:
        """One in ten below, half below, one in ten above, in kroner."""
        spread = self.spread
        return [in_words(value, 0) for value in (spread.p10, spread.p50, spread.p90)] if spread else []

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @property
    def has_figures(self) -> bool:
        return bool(self.reckoned.proposed.times or self.reckoned.proposed.money)


def accounts(case: BusinessCase, lines: list[CaseLine], norms: Norms, signatures: list[Signature]) -> Accounts:
    standing = next((row for row in signatures if row.fell_at is None), None)
    reckoned = reckon(case, lines, norms, standing)
    counts, proposed = reckoned.counts, reckoned.proposed
    fell = None if reckoned.is_signed else next(iter(signatures), None)
    made = Accounts(
        case=case,
        reckoned=reckoned,
        norms=norms,
        lines=lines,
        cash=[
            show(part)
            for part in (
                explain.undiscounted(counts),
                explain.npv(counts),
                explain.annual(counts),
                explain.paid_back(counts, discounted=False),
                explain.paid_back(counts, discounted=True),
                explain.ratio(counts),
            )
        ],
        capacity=[
            show(part) for part in (explain.hours_in(counts, counts.years), *explain.shared_hours(counts, counts.years))
        ],
        quality=[line for line in lines if line.kind == LineKind.QUALITY],
        years=years_of(reckoned),
        groups=groups_of(lines, reckoned, norms),
        doubts=doubts_about(case, lines, norms, reckoned, fell),
        yearly=figure(Decimal(yearly_of(proposed)), sums.KRONER),
        fell=fell,
    )
    if explain.citizens(counts).inputs:
        made.citizens = show(explain.citizens(counts))
    if made.has_figures:
        made.society = show(explain.society(counts))
        made.break_even = break_even_of(proposed)
        made.tornado = tornado_of(proposed)
        made.spread = simulate(proposed, seed=SEED) if made.tornado else None
    if reckoned.asks_for_shares and not reckoned.is_signed:
        made.if_signed = if_signed(reckoned)
    return made


def if_signed(reckoned: Reckoned) -> list[tuple[str, str, str]]:
    """What counts now, and what would if somebody signed the proposed shares."""
    now, then = reckoned.counts, reckoned.proposed
    pairs = [
        *zip(explain.shared_hours(now, now.years)[:2], explain.shared_hours(then, then.years)[:2], strict=True),
        (explain.undiscounted(now), explain.undiscounted(then)),
        (explain.npv(now), explain.npv(then)),
        (explain.paid_back(now, discounted=False), explain.paid_back(then, discounted=False)),
    ]
    return [(show(one).label, show(one).shown, show(other).shown) for one, other in pairs]


def years_of(reckoned: Reckoned) -> list[Year]:
    case = reckoned.counts
    rows = zip(case.range, case.flows, running_total(case.flows), case.df, case.discounted, strict=True)
    return [
        Year(
            number,
            figure(case.taken_up(number), sums.SHARE),
            in_words(case.hours_in(number), 0),
            in_words(cash, 0),
            in_words(so_far, 0),
            in_words(factor, FACTOR_DIGITS),
            in_words(discounted, 0),
        )
        for number, cash, so_far, factor, discounted in rows
    ]


# --- lines ------------------------------------------------------------------------------------------------------------


def line_shown(line: CaseLine, reckoned: Reckoned, norms: Norms) -> LineShown:
    if line.kind == LineKind.QUALITY:
        return LineShown(line, "", line.text, "")
    if line.kind == LineKind.TIME:
        saving = next((row for row in reckoned.proposed.times if row.key == line.key), None)
        shown = figure(saving.hours if saving else None, sums.HOURS_PER_YEAR)
        return LineShown(line, shown, time_detail(line, saving.pay if saving else pay_of(line, norms)), range_of(line))
    kept = next((row for row in reckoned.proposed.money if row.key == line.key), None)
    amount = kept.amount if kept else amount_of(line, norms)
    if line.kind in ONCE:
        detail = _("Betales i år %d") % (kept.year if kept else line.year)
        if line.hours is not None and line.hours:
            rate = {"hours": in_words(line.hours), "pay": in_words(amount / line.hours, 2)}
            detail += " · " + _("%(hours)s timer × %(pay)s kr.") % rate
        return LineShown(line, figure(amount, sums.KRONER), detail, range_of(line))
    detail = ""
    if line.kind == LineKind.CITIZEN_COST:
        told = {"n": in_words(line.citizens), "amount": in_words(line.amount)}
        detail = ngettext(
            "%(n)s borger × %(amount)s kr. om året", "%(n)s borgere × %(amount)s kr. om året", whole(line.citizens)
        )
        detail %= told
    elif line.today is not None:
        detail = _("koster i dag %s kr. om året") % in_words(line.today)
    return LineShown(line, figure(amount, sums.PER_YEAR), detail, range_of(line))


def time_detail(line: CaseLine, pay: Decimal) -> str:
    told = {
        "n": in_words(line.citizens),
        "f": in_words(line.occasions),
        "before": side(line.staff_before, line.minutes_before),
        "after": side(line.staff_after, line.minutes_after),
        "pay": in_words(pay, 2),
    }
    people = ngettext("%(n)s borger", "%(n)s borgere", whole(line.citizens)) % told
    often = ngettext("%(f)s gang om året", "%(f)s gange om året", whole(line.occasions)) % told
    rest = _("Før: %(before)s. Efter: %(after)s. En time koster %(pay)s kr.") % told
    text = f"{people}, {often}. {rest}"
    if line.pay_group:
        text += f" ({line.pay_group})"
    return text


def whole(number: Decimal | None) -> int:
    """What a plural goes by: a part of one is many, as in "0,5 medarbejdere"."""
    return int(number) if number is not None and number == number.to_integral_value() else 2


def side(staff: Decimal | None, minutes: Decimal | None) -> str:
    text = ngettext(
        "%(staff)s medarbejder i %(minutes)s minutter", "%(staff)s medarbejdere i %(minutes)s minutter", whole(staff)
    )
    return text % {"staff": in_words(staff), "minutes": in_words(minutes)}


def range_of(line: CaseLine) -> str:
    if line.low == line.high:
        return ""
    return _("Kan blive fra %(low)s til %(high)s %% af tallet") % {
        "low": in_words(line.low),
        "high": in_words(line.high),
    }


COSTS = (
    LineKind.INVESTMENT,
    LineKind.TRAINING,
    LineKind.DOUBLE_RUNNING,
    LineKind.PROJECT_LEAD,
    LineKind.RUNNING,
    LineKind.DECOMMISSIONING,
)


def groups_of(lines: list[CaseLine], reckoned: Reckoned, norms: Norms) -> list[Group]:
    groups: tuple[tuple[str, str, tuple[LineKind, ...]], ...] = (
        ("gains", _("Det giver"), (LineKind.TIME, LineKind.SAVING)),
        ("costs", _("Det koster"), COSTS),
        ("citizens", _("Det betaler borgerne selv"), (LineKind.CITIZEN_COST,)),
        ("quality", _("Det ændrer i hverdagen"), (LineKind.QUALITY,)),
    )
    return [
        Group(
            key,
            label,
            tuple(line_shown(line, reckoned, norms) for line in lines if line.kind in kinds),
            tuple((kind.value, str(kind.label)) for kind in kinds),
        )
        for key, label, kinds in groups
    ]
