"""The results of a case as sums that show how they came about, down to the figures people put in."""

from samspil.costing.case import CITIZEN, ONCE, RUNNING, SAVING, Case
from samspil.costing.sums import (
    HOURS,
    HOURS_PER_YEAR,
    KRONER,
    PER_HOUR,
    PER_YEAR,
    RATIO,
    SHARE,
    YEARS,
    Line,
    Sum,
    total,
)
from samspil.costing.value import annual_equivalent, annuity, benefit_cost_ratio, payback, present_value


def hours_freed(case: Case) -> Sum:
    """H: hours a year when it is fully taken up, before any share."""
    parts = tuple(row.explained() for row in case.times)
    value = total([row.hours for row in case.times])
    return Sum("hours_freed", value, HOURS_PER_YEAR, "Σ H", parts)


def worth_of_hours(case: Case) -> Sum:
    """H * w of all lines, kroner a year, when it is fully taken up."""
    parts = tuple(
        Sum(
            "worth_of_line",
            row.hours * row.pay,
            PER_YEAR,
            "H × w",
            (row.explained(), Line("pay", row.pay, PER_HOUR)),
            row.label,
        )
        for row in case.times
    )
    return Sum("worth_of_hours", total([row.hours * row.pay for row in case.times]), PER_YEAR, "Σ (H × w)", parts)


def hours_in(case: Case, year: int) -> Sum:
    taken = Line("taken_up", case.taken_up(year), SHARE)
    return Sum("hours_in_year", case.hours_in(year), HOURS, "H × phase × use", (hours_freed(case), taken))


def shared_hours(case: Case, year: int) -> tuple[Sum, Sum, Sum]:
    """What becomes of the hours of one year: a smaller budget, other work, and the rest."""
    hours, value = hours_in(case, year), case.hours_in(year)
    rest = 1 - case.cash - case.capacity
    return (
        Sum("hours_cash", value * case.cash, HOURS, "Hₜ × r_k", (hours, Line("cash_share", case.cash, SHARE))),
        Sum(
            "hours_capacity",
            value * case.capacity,
            HOURS,
            "Hₜ × r_c",
            (hours, Line("capacity_share", case.capacity, SHARE)),
        ),
        Sum("hours_lost", value * rest, HOURS, "Hₜ × (1 − r_k − r_c)", (hours, Line("rest", rest, SHARE))),
    )


def cash_in(case: Case, year: int) -> Sum:
    """cash_t with each line that is in it."""
    taken = Line("taken_up", case.taken_up(year), SHARE)
    share = Line("cash_share", case.cash, SHARE)
    inputs: list[Line | Sum] = []
    if year and case.times:
        inputs.append(
            Sum(
                "cash_of_time",
                case.worth_in(year) * case.cash,
                KRONER,
                "Σ (H × w) × phase × use × r_k",
                (worth_of_hours(case), taken, share),
            )
        )
    for row in case.money:
        amount = row.in_year(year)
        if row.sort in (SAVING, RUNNING, ONCE) and amount:
            inputs.append(Line(row.sort, amount * row.sign, KRONER, row.label, row.source))
    return Sum("cash_in_year", case.cash_in(year), KRONER, "Hₜ × w × r_k + b − d − e", tuple(inputs))


def undiscounted(case: Case) -> Sum:
    years = tuple(Sum("cash_of_year", flow, KRONER, "cashₜ", (), str(year)) for year, flow in enumerate(case.flows))
    return Sum("undiscounted", total(list(case.flows)), KRONER, "Σ cashₜ", years)


def npv(case: Case) -> Sum:
    years = tuple(
        Sum(
            "discounted_year",
            flow * factor,
            KRONER,
            "cashₜ × DFₜ",
            (Line("cash_of_year", flow, KRONER), Line("factor", factor, SHARE)),
            str(year),
        )
        for year, (flow, factor) in enumerate(zip(case.flows, case.df, strict=True))
    )
    return Sum("npv", case.npv, KRONER, "Σ (cashₜ × DFₜ)", years)


def annual(case: Case) -> Sum:
    inputs = (Line("npv", case.npv, KRONER), Line("annuity", annuity(case.df), RATIO))
    return Sum("annual_equivalent", annual_equivalent(case.npv, case.df), PER_YEAR, "NPV ÷ Σ DF", inputs)


def paid_back(case: Case, *, discounted: bool) -> Sum:
    flows = case.discounted if discounted else case.flows
    inputs = tuple(Line("cash_of_year", flow, KRONER, str(year)) for year, flow in enumerate(flows))
    key = "payback_discounted" if discounted else "payback"
    return Sum(key, payback(flows), YEARS, "t: Σ cash ≥ 0", inputs)


def breaking_even(case: Case) -> Sum:
    inputs = (
        Line("npv_at_nought", case.npv - case.worth * case.cash, KRONER),
        Line("worth_of_time", case.worth, KRONER),
    )
    return Sum("break_even", case.break_even, SHARE, "−NPV(r_k = 0) ÷ PV(Hₜ × w)", inputs)


def ratio(case: Case) -> Sum:
    inputs = (Line("present_benefits", case.benefits, KRONER), Line("present_costs", case.costs, KRONER))
    return Sum(
        "benefit_cost_ratio", benefit_cost_ratio(case.benefits, case.costs), RATIO, "PV(benefit) ÷ PV(cost)", inputs
    )


def society(case: Case) -> Sum:
    """NPV of society: market prices by the net tax factor, and what citizens pay themselves taken off."""
    inputs = (
        Line("npv", case.npv, KRONER),
        Line("tax_factor", case.tax_factor, RATIO),
        Line("citizens_present", case.present(CITIZEN), KRONER),
    )
    return Sum("society", present_value(case.society, case.df), KRONER, "NPV × NAF − PV(c)", inputs)


def citizens(case: Case) -> Sum:
    """What citizens pay themselves in a year."""
    rows = tuple(
        Line(CITIZEN, row.amount, PER_YEAR, row.label, row.source) for row in case.money if row.sort == CITIZEN
    )
    return Sum("citizens", total([row.amount for row in case.money if row.sort == CITIZEN]), PER_YEAR, "Σ c", rows)
