"""The measures of benchmarks/matching_quality.py, against cases worked out by hand, and the judged set itself."""

import math

import pytest

from benchmarks import judged
from benchmarks.matching_quality import interval, ndcg, plain_bm25, recall

# The discounts of places one to four: 1, 1/log2(3), 1/2, 1/log2(5).
SECOND, FOURTH = 1 / math.log2(3), 1 / math.log2(5)


@pytest.mark.parametrize(
    ("ranked", "grades", "expected"),
    [
        (["a", "b"], {"a": 2, "b": 1}, 1.0),
        (["b", "a"], {"a": 2, "b": 1}, (1 + 2 * SECOND) / (2 + SECOND)),
        (["x", "a", "y", "b"], {"a": 2, "b": 1}, (2 * SECOND + FOURTH) / (2 + SECOND)),
        (["x", "y"], {"a": 2}, 0.0),
        ([], {"a": 1}, 0.0),
        (["x"], {}, 0.0),
        ([*"0123456789", "a"], {"a": 2}, 0.0),  # the eleventh place counts for nothing
        ([*"0123456789"], dict.fromkeys("0123456789abc", 1), 1.0),  # there is no room for more than ten
    ],
)
def test_the_gain_of_the_first_ten(ranked, grades, expected):
    assert ndcg(ranked, grades) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ranked", "grades", "expected"),
    [
        (["a", "x", "b"], {"a": 2, "b": 1, "c": 1}, 2 / 3),
        ([*"0123456789"], dict.fromkeys("01234abcdefg", 1), 5 / 10),  # twelve are relevant, ten can be shown
        ([*"0123456789", "a"], {"a": 1}, 0.0),
        (["a"], {"a": 0, "b": 1}, 0.0),
        (["a"], {}, 0.0),
    ],
)
def test_the_share_that_is_found(ranked, grades, expected):
    assert recall(ranked, grades) == pytest.approx(expected)


def test_an_interval_holds_its_mean_and_is_the_same_every_time():
    mean, low, high = interval([0.0, 0.1, 0.2, 0.3])
    assert mean == pytest.approx(0.15)
    assert 0.0 <= low < mean < high <= 0.3
    assert interval([0.0, 0.1, 0.2, 0.3]) == (mean, low, high)
    assert interval([0.2] * 5) == pytest.approx((0.2, 0.2, 0.2))


def test_plain_bm25_likes_rare_words_and_short_texts():
    rank = plain_bm25(
        [
            {"id": "long", "title": "Kaffe", "text": "kaffe og åen og mange andre ord om alt muligt"},
            {"id": "short", "title": "Kaffe", "text": "ved åen"},
            {"id": "none", "title": "Kaffe", "text": "Sang"},
        ]
    )
    assert rank({"text": "Åen"}) == ["short", "long"]
    assert rank({"text": "Fjeld"}) == []


def test_the_judged_set_is_whole():
    """Sizes of the issue, grades that point somewhere, and flags and halves as computed."""
    found = judged.load()
    resources = {row["id"]: row for row in found.resources}
    assert len(resources) == len(found.resources) >= 150
    assert len(found.needs) >= 80
    assert set(found.judged) == set(found.halves) == {need["id"] for need in found.needs}
    for grades in found.judged.values():
        assert set(grades) <= set(resources)
        assert set(grades.values()) <= {1, 2}
        assert 2 in grades.values()
    for need in found.needs:
        assert need["no_shared_word"] is judged.shares_no_word(need, found.judged[need["id"]], resources)
    assert sum(need["no_shared_word"] for need in found.needs) >= len(found.needs) / 2
    assert found.halves == judged.halves(found.needs)
