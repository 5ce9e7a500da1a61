"""The arithmetic, against figures worked out by hand and published ones."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.surveys.catalogue import BY_KEY, SETS, may_begin_with
from samspil.surveys.scoring import (
    Item,
    counted_in,
    difference,
    estimate,
    may_stand_beside,
    range_of,
    shown_counts,
    sum_of,
    t_975,
)

FIVE = Item(1, 5)
TURNED = Item(1, 5, is_reversed=True)


@pytest.mark.parametrize(
    ("values", "items", "facts", "expected"),
    [
        ([1, 2, 3], [FIVE] * 3, {}, 6),
        ([1, 2, 3], [FIVE, FIVE, TURNED], {}, 6),  # 1 + 2 + (6 - 3)
        ([1, 2, 1], [FIVE, FIVE, TURNED], {}, 8),  # 1 + 2 + (6 - 1)
        ([0, 10], [Item(0, 10), Item(0, 10, is_reversed=True)], {}, 0),
        ([5, 4, 3, 2, 1], [Item(0, 5)] * 5, {"multiplier": Decimal(4)}, 60),
        ([5, 4, None, 2, 1], [Item(0, 5)] * 5, {"multiplier": Decimal(4)}, None),
        ([None, None], [FIVE] * 2, {"least": 0}, None),
        ([2, None, 4], [FIVE] * 3, {"least": 2}, 9),  # the mean of 2 and 4, three times
        ([2, None, None], [FIVE] * 3, {"least": 2}, None),
        ([2, 3], [FIVE] * 2, {"multiplier": Decimal("2.5")}, Decimal("12.5")),
    ],
)
def test_sum_is_as_worked_out_by_hand(values, items, facts, expected):
    assert sum_of(values, items, **facts) == (None if expected is None else Decimal(expected))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 10), st.booleans(), st.integers(0, 10)), min_size=1))
def test_sum_lies_between_its_ends_and_turning_all_turns_it_round(drawn):
    items = [Item(low, low + width, turned) for low, width, turned, _at in drawn]
    values = [min(item.low + at, item.high) for item, (_low, _width, _turned, at) in zip(items, drawn, strict=True)]
    low, high = range_of(items)
    total = sum_of(values, items)
    assert total is not None
    assert low <= total <= high
    other = sum_of(values, [Item(item.low, item.high, not item.is_reversed) for item in items])
    assert total + other == low + high


def test_cut_offs_hold_both_their_ends():
    bands = [(Decimal(3), Decimal(6), "let"), (Decimal(7), Decimal(9), "svær")]
    assert counted_in([Decimal(value) for value in (3, 6, 7, 9, 9)], bands) == [2, 3]


@pytest.mark.parametrize(("degrees", "expected"), [(1, 12.706), (4, 2.776), (9.9, 2.262), (30, 2.042), (45, 2.021)])
def test_quantile_is_the_tables(degrees, expected):
    assert t_975(degrees) == expected


def test_interval_is_as_worked_out_by_hand():
    """4, 5, 6, 7, 8: mean 6, s² = 2.5, so the half-width is 2.776 · √(2.5 / 5) = 1.963."""
    found = estimate([4, 5, 6, 7, 8])
    assert (found.n, found.mean) == (5, 6)
    assert found.low == pytest.approx(4.037, abs=0.001)
    assert found.high == pytest.approx(7.963, abs=0.001)
    assert estimate([4, 5, 6, 7]) is None


def test_difference_is_as_worked_out_by_hand():
    """Both groups have s² = 2.5 and n = 5: standard error 1, 8 degrees of freedom, half-width 2.306."""
    found = difference([2, 3, 4, 5, 6], [4, 5, 6, 7, 8])
    assert found.mean == 2
    assert found.low == pytest.approx(-0.306, abs=0.001)
    assert found.high == pytest.approx(4.306, abs=0.001)
    assert not found.is_clear
    assert difference([1, 1, 1, 1, 1], [5, 5, 5, 5, 5]).is_clear
    assert difference([1, 2, 3, 4], [4, 5, 6, 7, 8]) is None


@pytest.mark.parametrize(
    ("counts", "shown"),
    [([5, 6], True), ([5, 0, 7], True), ([0, 9], True), ([5, 4], False), ([2, 2], False), ([20, 1, 9], False)],
)
def test_distribution_with_a_small_group_is_left_out_whole(counts, shown):
    assert shown_counts(counts) == (counts if shown else None)


@pytest.mark.parametrize(("cells", "n"), [(2, 8), (3, 9), (3, 14), (4, 7)])
def test_nothing_can_be_worked_out_from_a_distribution_that_is_left_out(cells, n):
    """Whoever knows the rule and the total still has three or more possible counts for every cell."""
    hidden = [each for each in product(range(n + 1), repeat=cells) if sum(each) == n and shown_counts(each) is None]
    assert all(len({each[at] for each in hidden}) >= 3 for at in range(cells))


def test_groups_that_differ_by_a_few_may_not_stand_beside_each_other():
    group = frozenset(range(10))
    assert may_stand_beside(group, group)
    assert may_stand_beside(group, frozenset(range(5)))
    assert not may_stand_beside(group, frozenset(range(9)))
    assert not may_stand_beside(frozenset(range(6)), group)
    assert not may_stand_beside(group, frozenset(range(1, 11)))


# --- the catalogue ----------------------------------------------------------------------------------------------------


def test_wording_is_shipped_for_our_own_sets_alone():
    for each in SETS:
        assert each.name
        assert each.licence
        assert each.source
        assert all(bool(question.text) == each.is_ours for question in each.questions)
    assert {each.key for each in may_begin_with() if not each.is_ours} == {"t-ils", "who-5"}


@pytest.mark.parametrize("each", may_begin_with(), ids=lambda each: each.key)
def test_sums_of_a_set_are_made_of_its_scales(each):
    scales = {question.key: question for question in each.questions if question.kind == "scale"}
    assert all(question.low < question.high for question in scales.values())
    for sum_ in each.sums:
        assert set(sum_.turned) <= set(sum_.items) <= set(scales)
        low, high = range_of([Item(scales[key].low, scales[key].high) for key in sum_.items], sum_.multiplier)
        if sum_.cut_offs:
            assert (sum_.cut_offs[0][0], sum_.cut_offs[-1][1]) == (low, high)


def test_published_formulas():
    """T-ILS runs from 3 to 9, WHO-5 from 0 to 100 (danish-context, D)."""
    for key, ends, severe in (("t-ils", (3, 9), 7), ("who-5", (0, 100), 51)):
        sum_ = BY_KEY[key].sums[0]
        questions = {question.key: question for question in BY_KEY[key].questions}
        assert range_of([Item(questions[at].low, questions[at].high) for at in sum_.items], sum_.multiplier) == ends
        assert sum_.cut_offs[1][0] == severe
