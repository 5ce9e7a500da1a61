"""Against numbers from elsewhere: the research note's own vector, published cases, and numpy-financial."""

import random
from decimal import Decimal
from statistics import NormalDist

import numpy as np
import numpy_financial as npf
import pytest

from samspil.costing.case import Case
from samspil.costing.discount import RateStep, factors, rate_of
from samspil.costing.hours import hourly_pay, split
from samspil.costing.value import annual_equivalent, annuity, benefit_cost_ratio, icer, payback
from tests.costing.making import TABLE, D, money, saving, synthetic


def near(value, told, digits=0):
    """Whether a number is what somebody told, to the digits they told it with."""
    return round(value, digits) == round(D(told), digits)


@pytest.mark.capability("C55")
def test_the_synthetic_vector_to_the_stated_digits():
    case = synthetic()
    assert near(case.worth_in(1), 511_784)
    assert near(case.cash_in(1), 195_892)
    assert near(case.npv, 846_553)
    assert near(payback(case.flows), "2.552", 3)
    assert near(payback(case.discounted), "2.724", 3)
    assert near(annual_equivalent(case.npv, case.df), 123_154)
    assert near(case.break_even, "0.2594", 4)
    assert near(case.at_share(D(0)).npv, -912_437)
    assert near(case.at_share(D(1)).npv, 2_605_543)


def test_break_even_is_the_formula_of_even_years():
    case = synthetic()
    by_hand = (D(500_000) / annuity(case.df) + 60_000) / case.worth_in(1)
    assert abs(case.break_even - by_hand) < D("1e-20")
    assert abs(case.at_share(case.break_even).npv) < D("1e-15")


@pytest.mark.parametrize(
    ("year", "told"), [(1, ".966184"), (10, ".708919"), (35, ".299977"), (36, ".292660"), (70, ".126402")]
)
def test_discount_factors_are_chained(year, told):
    assert near(factors(TABLE, 80)[year], told, 6)


def test_a_table_that_begins_later_has_no_rate():
    assert rate_of(TABLE, 71) == D("0.015")
    with pytest.raises(LookupError):
        rate_of((RateStep(5, D("0.03")),), 4)


# --- published cases: none gives a whole cash flow, each gives a part ------------------------------------------------


def test_aarhus_wash_and_dry_toilets_2013():
    """51.8 min a citizen a week, 13.6 % of the granted time, 17,020 kr. a year; 8.5 million a year in all."""
    hours = saving(n=1).hours
    assert near(hours, "44.89", 2)
    assert near(D(17_020) / hours, "379.12", 2)
    assert near(D(8_500_000) / 17_020, 499)
    assert near(D("51.8") / D("0.136"), "380.9", 1)


def test_telecare_nord():
    """728 euro for .0132 quality-adjusted years: 55,327 as published, inside what rounding of the two leaves open."""
    assert D(54_906) < icer(D(728), D("0.0132")) < D(55_399)
    assert D(54_906) <= D(55_327) <= D(55_399)
    assert near(icer(D("727.5"), D("0.01325")), 54_906)
    assert near(icer(D("728.5"), D("0.01315")), 55_399)
    cost, effect = spread(728, -754, 2_211), spread(0.0132, -0.0083, 0.0346)
    at = 21_068
    net = NormalDist(at * effect.mean - cost.mean, ((at * effect.stdev) ** 2 + cost.stdev**2) ** 0.5)
    assert round(1 - net.cdf(0), 3) == 0.285
    assert icer(D(1), D(0)) is None


def spread(mean, low, high):
    return NormalDist(mean, (high - low) / (2 * 1.96))


def test_feeding_robot():
    """16 minutes 44 seconds a meal, three meals a day: 305.4 hours a citizen a year."""
    assert near(saving(n=1, f=3 * 365, t0=D(16) + D(44) / 60).hours, "305.4", 1)


def test_medicine_dispensers():
    """Stavanger: 80 users, 3.6 million NOK a year. Røyken: 6:30 hours become 0:45 in a fortnight."""
    assert D(3_600_000) / 80 == 45_000
    freed = saving(n=1, f=26, t0=390, t1=45)
    assert near(freed.hours / freed.baseline * 100, "88.5", 1)


def test_a_case_may_lose_and_say_so():
    """As the national roll-out for chronic lung disease came to -61 million in five years in one reading."""
    case = Case(years=5, rates=TABLE, money=(money("run", "running", "12.2"),))
    assert sum(case.flows) == D("-61.0")
    assert case.break_even is None
    assert payback(case.flows[1:]) is None


def test_pay_by_the_hour():
    assert 37 * 52 == 1_924
    assert near(hourly_pay(D(500_000), D(1_739)), "287.52", 2)
    assert near(hourly_pay(D(500_000), D(1_702)), "293.77", 2)


# --- numpy-financial --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(25))
def test_present_value_and_payback_agree_with_numpy_financial(seed):
    draw = random.Random(seed)
    years, rate = draw.randint(1, 35), draw.choice(["0.01", "0.035", "0.08"])
    bought, yearly = draw.randint(1_000, 900_000), draw.randint(1, 400_000)
    case = Case(
        years=years,
        rates=(RateStep(0, D(rate)),),
        money=(money("a", "once", bought), money("b", "saving", yearly)),
    )
    flows = [float(flow) for flow in case.flows]
    assert float(case.npv) == pytest.approx(npf.npv(float(rate), flows), rel=1e-12, abs=1e-6)
    equivalent = annual_equivalent(case.npv, case.df)
    assert float(equivalent) == pytest.approx(-npf.pmt(float(rate), years, npf.npv(float(rate), flows)), rel=1e-9)
    back = payback(case.flows)
    exact = npf.nper(0, yearly, bought)  # at a rate of nought version 1.0 divides without turning the sign
    assert (back is None) == (exact > years)
    if back is not None:
        assert float(back) == pytest.approx(exact)
    later = payback(case.discounted)
    sums = [npf.npv(float(rate), flows[: year + 1]) for year in range(years + 1)]
    first = next((year for year, so_far in enumerate(sums) if so_far >= 0), None)
    assert (later is None) == (first is None)
    if later is not None and first:
        assert float(later) == pytest.approx(np.interp(0, sums[first - 1 : first + 1], [first - 1, first]))


def test_the_split_of_time_is_never_more_than_all_of_it():
    assert split(D("0.3"), D("0.6")).loss == D("0.1")
    for shares in ((D("0.6"), D("0.6")), (D(-1), D(0)), (D(0), D("-0.1"))):
        with pytest.raises(ValueError, match="at most 1"):
            split(*shares)
    with pytest.raises(ValueError, match="at most 1"):
        synthetic(cash=D("0.7"), capacity=D("0.4"))
    with pytest.raises(ValueError, match="one year"):
        synthetic(years=0)


def test_ratio_and_payback_at_the_edges():
    assert benefit_cost_ratio(D(10), D(0)) is None
    assert near(benefit_cost_ratio(synthetic().benefits, synthetic().costs), "1.928", 3)
    assert payback((Decimal(0), Decimal(5))) == 0
    assert payback((Decimal(-5), Decimal(1))) is None
    assert annual_equivalent(D(1), (D(1),)) is None
