"""Answers of one perspective, and where perspectives disagree."""

import random

import pytest

from samspil.weighing import Disagreement, Unscored, disagreement, tally

DONT_KNOW, NOT_RELEVANT = Unscored.DONT_KNOW, Unscored.NOT_RELEVANT


@pytest.mark.parametrize(
    ("answers", "median", "counts"),
    [
        ([2, 1, -1], 1, (0, 1, 0, 1, 1)),
        ([2, 1, 1, -1], 1, (0, 1, 0, 2, 1)),
        ([2, 1, 0, -1], 0.5, (0, 1, 1, 1, 1)),
        ([-2], -2, (1, 0, 0, 0, 0)),
        ([], None, (0, 0, 0, 0, 0)),
        ([DONT_KNOW, NOT_RELEVANT], None, (0, 0, 0, 0, 0)),
        ([0, DONT_KNOW, 2], 1, (0, 0, 1, 0, 1)),
    ],
)
def test_median_and_counts(answers, median, counts):
    found = tally(answers)
    assert (found.median, found.counts) == (median, counts)


def test_dont_know_is_never_nought():
    """Three who do not know beside one who is glad: the median is the glad one's."""
    found = tally([DONT_KNOW, DONT_KNOW, DONT_KNOW, NOT_RELEVANT, 2])
    assert (found.median, found.n, found.dont_know, found.not_relevant, found.asked) == (2, 1, 3, 1, 5)


@pytest.mark.parametrize("wrong", [3, -3, 7])
def test_a_figure_outside_the_scale_is_refused(wrong):
    with pytest.raises(ValueError, match="outside the scale"):
        tally([0, wrong])


def test_order_of_answers_is_nothing():
    answers = [2, 2, -1, 0, 1, DONT_KNOW, -2, NOT_RELEVANT, 1]
    shuffled = answers[:]
    random.Random(3).shuffle(shuffled)
    assert shuffled != answers
    assert tally(shuffled) == tally(answers)


@pytest.mark.parametrize(
    ("medians", "found"),
    [
        ({"citizen": 1, "employee": 1, "organisation": 0}, None),
        ({"citizen": 1, "employee": -0.5}, Disagreement.OPPOSITE),
        ({"citizen": 2, "employee": 0}, Disagreement.FAR_APART),
        ({"citizen": 2, "employee": 0.5}, None),
        ({"citizen": -2, "employee": 0}, Disagreement.FAR_APART),
        ({"citizen": 2, "employee": None}, None),
        ({"citizen": -2, "employee": None, "organisation": 2}, Disagreement.OPPOSITE),
        ({}, None),
    ],
)
def test_disagreement(medians, found):
    assert disagreement(medians) == found
    assert disagreement(dict(reversed(list(medians.items())))) == found
