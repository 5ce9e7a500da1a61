"""Weights and profiles, with pymcdm as a second opinion."""

import numpy as np
import pytest

from samspil.weighing import joined, profile, total, weights


def test_shares_make_one():
    assert weights({"a": 100, "b": 60, "c": 40, "d": 0}) == {"a": 0.5, "b": 0.3, "c": 0.2, "d": 0.0}


@pytest.mark.parametrize("points", [{"a": 101}, {"a": -1}, {"a": 0, "b": 0}, {}])
def test_points_that_make_no_weights(points):
    with pytest.raises(ValueError, match="outside 0 to 100|nothing has any weight"):
        weights(points)


def test_points_in_another_unit_are_the_same_weights():
    assert weights({"a": 100, "b": 50}) == pytest.approx(weights({"a": 50, "b": 25}))


def test_the_sum_is_the_one_of_pymcdm():
    from pymcdm.methods import WSM  # takes seconds to import: only by the worker that needs it

    rng = np.random.default_rng(7)
    matrices = [rng.uniform(-2, 2, size=(4, int(many))) for many in rng.integers(2, 19, size=20)]
    for matrix in matrices:
        many = matrix.shape[1]
        shares = weights({str(i): int(points) for i, points in enumerate(rng.integers(1, 101, size=many))})
        theirs = WSM(lambda column, cost=False: column)(
            matrix, np.array(list(shares.values())), np.ones(many), validation=False
        )
        ours = [total({str(i): float(value) for i, value in enumerate(row)}, shares) for row in matrix]
        assert ours == pytest.approx(list(theirs))


def test_what_is_not_known_leaves_its_weight_to_the_rest():
    found = profile({"a": 2.0, "b": None, "c": -1.0}, {"a": 0.5, "b": 0.3, "c": 0.2})
    assert found.value == pytest.approx((0.5 * 2 - 0.2) / 0.7)
    assert found.covered == pytest.approx(0.7)
    assert found.lowest == -1


def test_a_criterion_without_weight_does_not_count_even_where_it_is_lowest():
    found = profile({"a": 1.0, "b": -2.0}, {"a": 1.0, "b": 0.0})
    assert (found.value, found.covered, found.lowest) == (1.0, 1.0, 1.0)


def test_nobody_said_anything():
    found = profile({"a": None}, {"a": 1.0})
    assert (found.value, found.covered, found.lowest) == (None, 0.0, None)
    assert total({}, {"a": 1.0}) is None


def test_each_perspective_counts_once_whatever_its_size():
    medians = {"citizen": {"a": -2.0, "b": 1.0}, "employee": {"a": 2.0, "b": None}, "organisation": {"a": None}}
    assert joined(medians) == {"a": 0.0, "b": 1.0}
