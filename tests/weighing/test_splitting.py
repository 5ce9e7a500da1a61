"""How the answers of one perspective fall: told where it can be, and never so that one or two can be found."""

from itertools import product
from statistics import median

import pytest

from samspil.weighing import FEWEST_ALIKE, SCALE, Split, Tally, Unknown, split, unknown

EVERYBODY = range(5, 12)  # how many gave a figure; fewer are never shown


def falls(counts: tuple[int, ...]) -> tuple[int, int, int]:
    return sum(counts[:2]), counts[2], sum(counts[3:])


def told(counts: tuple[int, ...], *fewest: int) -> dict[str, int]:
    return {band.value: many for band, many in split(counts, *fewest).told}


@pytest.mark.parametrize(
    ("counts", "bands", "is_least", "is_divided"),
    [
        ((2, 1, 4, 3, 0), {"worse": 3, "same": 4, "better": 3}, False, True),
        ((1, 0, 3, 4, 2), {"not_better": 4, "better": 6}, False, False),
        ((3, 2, 4, 0, 1), {"worse": 5, "not_worse": 5}, False, False),
        ((1, 0, 0, 3, 3), {"better": 5}, True, False),
        ((4, 3, 0, 0, 1), {"worse": 6}, True, False),
        ((1, 0, 6, 1, 1), {"same": 5}, True, False),
        ((3, 0, 1, 0, 5), {"worse": 3, "better": 3}, True, True),
        ((3, 0, 1, 0, 3), {}, False, False),  # with the median, the one in the middle would be told
        ((1, 1, 1, 1, 1), {}, False, False),
        ((0, 0, 0, 0, 0), {}, False, False),
    ],
)
def test_what_is_told(counts, bands, is_least, is_divided):
    found = split(counts)
    assert (told(counts), found.is_least, found.is_divided) == (bands, is_least, is_divided)


def test_functions_are_told_as_they_are():
    assert told((1, 0, 0, 1, 0), 0) == {"worse": 1, "same": 0, "better": 1}
    assert split((1, 0, 0, 1, 0), 0).is_divided
    assert not split((0, 0, 1, 1, 0), 0).is_divided


@pytest.mark.parametrize("n", EVERYBODY)
def test_fewer_than_three_alike_are_never_told_nor_worked_out(n):
    """All ways in which ``n`` can answer, beside all that stands on the page: the bands, the median and ``n``."""
    seen: dict[tuple[Split, float], set[tuple[int, int, int]]] = {}
    for counts in product(range(n + 1), repeat=len(SCALE)):
        if sum(counts) == n:
            middle = median(step for step, many in zip(SCALE, counts, strict=True) for _one in range(many))
            seen.setdefault((split(counts), middle), set()).add(falls(counts))
    for (found, _middle), ways in seen.items():
        assert all(many >= FEWEST_ALIKE for _band, many in found.told)
        for band in range(3):
            possible = {way[band] for way in ways}
            assert len(possible) > 1 or not possible & {1, 2}, (found, ways)


@pytest.mark.parametrize("n", EVERYBODY)
def test_what_is_told_is_true(n):
    names = {"worse": (0,), "not_better": (0, 1), "same": (1,), "not_worse": (1, 2), "better": (2,)}
    for counts in product(range(n + 1), repeat=len(SCALE)):
        if sum(counts) != n:
            continue
        found, there = split(counts), falls(counts)
        for band, many in found.told:
            true = sum(there[place] for place in names[band])
            assert true >= many if found.is_least else true == many
        if not found.is_least and found.told:
            assert sum(many for _band, many in found.told) == n


# --- those who gave no figure -----------------------------------------------------------------------------------------


def answered(n: int, dont_know: int, not_relevant: int) -> Tally:
    return Tally((0, 0, 0, n, 0), dont_know, not_relevant, 1.0 if n else None)


@pytest.mark.parametrize(
    ("way", "is_told"),
    [
        ((7, 0, 0), Unknown()),
        ((6, 1, 0), Unknown()),
        ((5, 1, 1), Unknown()),
        ((5, 3, 0), Unknown(together=3)),
        ((5, 2, 4), Unknown(together=6)),
        ((5, 3, 3), Unknown(dont_know=3, not_relevant=3)),
        ((3, 4, 0), Unknown(together=4)),
        ((1, 4, 0), Unknown(together=3, is_least=True)),
        ((0, 5, 0), Unknown(together=3, is_least=True)),
        ((0, 4, 4), Unknown(together=6, is_least=True)),
    ],
)
def test_what_is_told_of_those_without_a_figure(way, is_told):
    assert unknown(answered(*way)) == is_told


def test_functions_without_a_figure_are_told_as_they_are():
    assert unknown(answered(1, 1, 0), 0) == Unknown(dont_know=1, not_relevant=0)


@pytest.mark.parametrize("everybody", EVERYBODY)
def test_one_or_two_who_do_not_know_are_never_told_nor_worked_out(everybody):
    """All ways in which so many can answer, also for whoever knows that nobody skipped the question.

    Beside it stands how many gave a figure, from five on, and whether more than half do not know.
    """
    seen: dict[tuple[Unknown, int | None, bool], set[tuple[int, int, int]]] = {}
    for n, dont_know in product(range(everybody + 1), repeat=2):
        not_relevant = everybody - n - dont_know
        if not_relevant >= 0:
            way = (n, dont_know, not_relevant)
            found = unknown(answered(*way))
            figures = n if n >= EVERYBODY.start else None
            seen.setdefault((found, figures, 2 * dont_know > everybody), set()).add(way)
            if found.together is not None:
                together = dont_know + not_relevant
                assert together >= found.together if found.is_least else together == found.together
    for (found, _figures, _mostly), ways in seen.items():
        numbers = (found.dont_know, found.not_relevant, found.together)
        assert all(many is None or many >= FEWEST_ALIKE for many in numbers)
        for kind in range(3):
            possible = {way[kind] for way in ways}
            assert len(possible) > 1 or not possible & {1, 2}, (found, ways)
