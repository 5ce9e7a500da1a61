"""What a row of yearly amounts is worth. ``flows[t]`` is kroner in year t in real prices; year 0 is the investment."""

from collections.abc import Sequence
from decimal import Decimal

from samspil.costing.sums import total


def present_value(flows: Sequence[Decimal], df: Sequence[Decimal]) -> Decimal:
    """NPV = sum of CF_t * DF_t."""
    return total([flow * factor for flow, factor in zip(flows, df, strict=True)])


def annuity(df: Sequence[Decimal]) -> Decimal:
    """A = sum of DF_t from year 1 on."""
    return total(list(df[1:]))


def annual_equivalent(npv: Decimal, df: Sequence[Decimal]) -> Decimal | None:
    """NPV / A: the same amount every year that is worth as much."""
    return npv / annuity(df) if annuity(df) else None


def running_total(flows: Sequence[Decimal]) -> tuple[Decimal, ...]:
    found, so_far = [], Decimal(0)
    for flow in flows:
        so_far += flow
        found.append(so_far)
    return tuple(found)


def payback(flows: Sequence[Decimal]) -> Decimal | None:
    """The first moment (years) at which the running total is nought or more, straight between the ends of two years.

    Give discounted flows for the discounted payback. None when it never comes; 0 when nothing was laid out.
    """
    before = Decimal(0)
    for year, now in enumerate(running_total(flows)):
        if now >= 0:
            return Decimal(year) if year == 0 else year - 1 + (-before) / (now - before)
        before = now
    return None


def benefit_cost_ratio(benefits: Decimal, costs: Decimal) -> Decimal | None:
    """BCR = PV(benefit) / PV(cost), both as positive kroner."""
    return benefits / costs if costs > 0 else None


def icer(cost: Decimal, effect: Decimal) -> Decimal | None:
    """ICER = dC / dE: kroner for one more unit of effect. None where there is no effect."""
    return cost / effect if effect else None


def break_even(npv_at_nought: Decimal, worth_of_time: Decimal) -> Decimal | None:
    """r*: the share of the freed time that must become a smaller budget for NPV to be nought.

    NPV is a straight line in r, so r* = -NPV(0) / PV(H_t * w). With even years that is (I / A + run) / (H * w). Above 1
    it cannot be reached. None where no time is freed.
    """
    return -npv_at_nought / worth_of_time if worth_of_time > 0 else None
