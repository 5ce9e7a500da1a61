"""What must hold whatever the figures: units, order, and that nothing is counted twice or forgotten."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.costing import explain
from samspil.costing.case import from_plain, plain
from samspil.costing.sums import Sum
from samspil.costing.uncertainty import simulate, three_point, tornado
from tests.costing.making import TABLE, D, money, saving, synthetic

FEW = settings(max_examples=40, deadline=None, derandomize=True)
kroner = st.integers(0, 2_000_000).map(Decimal)
share = st.integers(0, 1000).map(lambda n: Decimal(n) / 1000)
TINY = D("1e-12")


@st.composite
def cases(draw):
    times = tuple(
        saving(f"t{place}", n=draw(st.integers(1, 200)), t0=draw(st.integers(0, 90)), t1=draw(st.integers(0, 60)))
        for place in range(draw(st.integers(0, 3)))
    )
    rows = tuple(
        money(f"m{place}", draw(st.sampled_from(("saving", "running", "once", "citizen"))), draw(kroner))
        for place in range(draw(st.integers(0, 4)))
    )
    ramp = tuple(draw(st.lists(share, max_size=2)))
    return synthetic(years=draw(st.integers(1, 45)), times=times, money=rows, ramp=ramp, cash=draw(share))


def close(one, other):
    return abs(one - other) <= TINY * max(1, abs(one), abs(other))


@FEW
@given(cases(), st.integers(1, 1000))
def test_kroner_or_thousands_of_kroner(case, scale):
    bigger = replace(
        case,
        times=tuple(replace(row, pay=row.pay * scale) for row in case.times),
        money=tuple(replace(row, amount=row.amount * scale) for row in case.money),
    )
    assert close(bigger.npv, case.npv * scale)
    assert (bigger.break_even is None) == (case.break_even is None)
    if case.break_even is not None:
        assert close(bigger.break_even, case.break_even)


@FEW
@given(cases())
def test_a_week_or_a_year(case):
    """The same minutes told by the week for 52 weeks or by the year."""
    yearly = replace(
        case, times=tuple(replace(row, f=D(1), t0=row.t0 * row.f, t1=row.t1 * row.f) for row in case.times)
    )
    assert close(yearly.npv, case.npv)


@FEW
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(case, chance: random.Random):
    times, rows = list(case.times), list(case.money)
    chance.shuffle(times)
    chance.shuffle(rows)
    mixed = replace(case, times=tuple(times), money=tuple(rows))
    assert close(mixed.npv, case.npv)
    assert [swing.key for swing in tornado(mixed)] == [swing.key for swing in tornado(case)]


@FEW
@given(cases(), share, share)
def test_more_cashed_is_never_less_where_time_is_freed(case, one, other):
    low, high = sorted((one, other))
    less, more = case.at_share(low).npv, case.at_share(high).npv
    assert more >= less if case.worth >= 0 else more <= less


@FEW
@given(cases())
def test_a_line_of_nought_adds_nothing(case):
    nothing = saving("nothing", t0=7, t1=7)
    more = replace(case, times=(*case.times, nothing), money=(*case.money, money("none", "running", 0)))
    assert more.npv == case.npv
    assert more.break_even == case.break_even


@FEW
@given(cases())
def test_the_parts_are_the_whole(case):
    assert close(sum(case.parts.values(), D(0)), case.npv)
    assert close(case.benefits - case.costs, case.npv)


@FEW
@given(cases())
def test_what_is_put_away_comes_back_the_same(case):
    assert from_plain(plain(case)) == case


@FEW
@given(cases())
def test_what_citizens_pay_is_in_no_account_of_the_municipality(case):
    dearer = replace(case, money=(*case.money, money("own", "citizen", 5_000)))
    assert dearer.npv == case.npv
    assert dearer.flows == case.flows
    assert sum(dearer.society) == sum(case.society) - 5_000 * case.years


# --- capacity, caps, ramps --------------------------------------------------------------------------------------------


def test_hours_freed_are_hours_and_never_kroner():
    case = synthetic(cash=D(0), capacity=D("0.6"), ramp=(D("0.5"),), use=D("0.8"))
    assert case.capacity_hours[0] == D("1346.8") * D("0.5") * D("0.8") * D("0.6")
    assert case.capacity_hours[1] == D("1346.8") * D("0.8") * D("0.6")
    assert case.npv == synthetic(cash=D(0)).npv
    assert [part.value for part in explain.shared_hours(case, 2)] == [0, D("646.464"), D("430.976")]


def test_no_more_hours_than_the_ledger_leaves():
    assert saving(cap=D(100)).hours == 100
    assert saving(cap=D(9_999)).hours == D("1346.8")
    assert saving(t0=10, t1=20, cap=D(100)).hours < 0


# --- every figure shows its sum ---------------------------------------------------------------------------------------


def test_every_sum_can_be_followed_to_what_was_put_in():
    case = synthetic(
        times=(saving(cap=D(900), source="Målt i uge 40"),), money=(*synthetic().money, money("c", "citizen", 3))
    )
    made = [
        explain.npv(case),
        explain.undiscounted(case),
        explain.cash_in(case, 1),
        explain.cash_in(case, 0),
        explain.annual(case),
        explain.paid_back(case, discounted=False),
        explain.paid_back(case, discounted=True),
        explain.breaking_even(case),
        explain.ratio(case),
        explain.society(case),
        explain.citizens(case),
        *explain.shared_hours(case, 1),
    ]
    for each in made:
        assert each.formula
        assert each.inputs
        for _depth, part in each.walk():
            assert part.key
            assert part.unit
    for each in (made[0], made[1], made[2]):
        below = [part.value for part in each.inputs]
        assert close(sum(below, D(0)), each.value)
    assert close(made[9].value, sum((c * f for c, f in zip(case.society, case.df, strict=True)), D(0)))
    deep = [part for _depth, part in made[2].walk() if part.key == "minutes_before"]
    assert deep[0].source == "Målt i uge 40"
    assert isinstance(next(part for _depth, part in made[2].walk() if part.key == "hours_wanted"), Sum)


# --- uncertainty ------------------------------------------------------------------------------------------------------


def test_tornado_moves_one_figure_at_a_time():
    case = synthetic(
        times=(saving(low=D("0.8"), high=D("1.2")),),
        money=(money("bought", "once", 500_000, low=D("0.9"), high=D("1.3")), money("run", "running", 60_000)),
        use_low=D("0.5"),
        use_high=D(1),
    )
    swings = tornado(case)
    assert [swing.key for swing in swings] == ["use", "time", "bought"]
    for swing, moved in zip(
        swings,
        (
            replace(case, use=D("0.5")),
            replace(case, times=(saving(t0=D("51.8") * D("0.8")),)),
            replace(case, money=(money("bought", "once", 450_000), case.money[1])),
        ),
        strict=True,
    ):
        assert close(swing.at_low, moved.npv)
    assert tornado(synthetic()) == []


def test_three_points():
    estimate = three_point(D(10), D(20), D(60))
    assert (estimate.mean, estimate.deviation) == (D(26), D(10))


def test_the_same_seed_gives_the_same_spread():
    case = synthetic(times=(saving(low=D("0.5"), high=D("1.2")),), use_low=D("0.7"), use_high=D(1))
    one, again, other = (simulate(case, seed=seed, runs=4_000) for seed in (7, 7, 8))
    assert one == again
    assert one != other
    assert one.p10 < one.p50 < one.p90
    assert 0 <= one.above_nought <= 1
    certain = simulate(synthetic(), seed=1, runs=50)
    assert certain.p10 == certain.p90 == round(synthetic().npv)
    assert certain.above_nought == 1


def test_drawn_figures_have_the_mean_of_the_three_points():
    case = synthetic(money=(money("bought", "once", 1_000, low=D("0.5"), high=D("3")),), times=())
    mean = three_point(D("0.5"), D(1), D(3)).mean * -1_000
    spread = simulate(case, seed=3, runs=40_000)
    assert spread.p10 < mean < spread.p90
    assert TABLE[0].rate == D("0.035")
