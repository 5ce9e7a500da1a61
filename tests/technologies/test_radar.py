"""The drawing: every dot in its own ring and sector, none touching another, and the same each time."""

from itertools import combinations
from math import atan2, hypot, pi

import pytest

from samspil.technologies import radar
from samspil.technologies.radar import CENTRE, MARK, MOST_DOTS, SMALL, WIDE, Item, drawn

RINGS = ["KLAR", "AFPRØV", "HOLD ØJE", "AFVENT"]
NAMES = [f"Sektor med et langt navn {number}" for number in range(13)]


def items(counts: dict[tuple[int, int], int]) -> list[Item]:
    """``counts`` by ring and sector."""
    cells = [cell for cell, count in sorted(counts.items()) for _each in range(count)]
    moves = ("new", "in", "out", "same")
    return [Item(at + 1, ring, sector, moves[at % 4], f"T{at}") for at, (ring, sector) in enumerate(cells)]


CASES = {
    "one": ({(0, 0): 1}, 1),
    "one sector, full": ({(0, 0): 12, (1, 0): 20, (2, 0): 20, (3, 0): 30}, 1),
    "all sectors": ({(ring, sector): 1 for ring in range(4) for sector in range(13)}, 13),
    "uneven": ({(0, 0): 9, (1, 1): 1, (3, 2): 30, (2, 3): 2}, 4),
    "most": ({(ring, sector): 8 + 3 * ring for ring in range(4) for sector in range(4)}, 4),
}


@pytest.mark.capability("C58")
@pytest.mark.parametrize(("case", "shape"), [*((case, WIDE) for case in CASES), ("one", SMALL), ("all sectors", SMALL)])
def test_dots_never_touch_and_stand_where_they_belong(case, shape):
    counts, sectors = CASES[case]
    told = items(counts)
    drawing = drawn(told, NAMES[:sectors], RINGS, shape)
    assert drawing is not None
    assert [dot.number for dot in drawing.dots] == [item.number for item in told]
    apart = 2 * drawing.size * (1 + MARK)
    for one, other in combinations(drawing.dots, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= apart, (one, other)
    for dot, item in zip(drawing.dots, told, strict=True):
        radius = hypot(dot.x - CENTRE[0], dot.y - CENTRE[1])
        assert shape.edges[item.ring] < radius - drawing.size
        assert radius + drawing.size < shape.edges[item.ring + 1]
        angle = atan2(dot.x - CENTRE[0], CENTRE[1] - dot.y) % (2 * pi)
        assert shape.wedge / 2 < angle < 2 * pi - shape.wedge / 2  # the names of the rings stand there
        assert bool(dot.mark) == (item.movement in ("in", "out"))


def test_sectors_follow_each_other_round():
    drawing = drawn(items({(3, sector): 3 for sector in range(5)}), NAMES[:5], RINGS)
    angles = [atan2(dot.x - CENTRE[0], CENTRE[1] - dot.y) % (2 * pi) for dot in drawing.dots]
    middles = [sum(angles[at : at + 3]) / 3 for at in range(0, 15, 3)]
    assert middles == sorted(middles)


def test_a_phone_gets_larger_dots_and_a_letter_beside_each_sector():
    told = items({(ring, sector): 1 for ring in range(4) for sector in range(3)})
    wide, small = drawn(told, NAMES[:3], RINGS), drawn(told, ["A", "B", "C"], RINGS, SMALL)
    left, top, across, down = map(float, SMALL.box.split())
    on_a_phone = 350 / across  # css px a unit, on a screen of 390
    assert small.font * on_a_phone >= 11
    assert wide.font * 350 / 1100 < 5
    for name in small.labels:
        assert name.anchor == "middle"
        half = SMALL.sector_font / 2
        assert left + half <= name.x <= left + across - half
        assert all(top + half < y < top + down for y, _letter in name.lines)


def test_same_placements_give_the_same_drawing():
    told = items(CASES["uneven"][0])
    assert drawn(told, NAMES[:4], RINGS) == drawn(told, NAMES[:4], RINGS)


def test_too_many_are_left_to_the_table():
    assert drawn([], [], RINGS) is None
    assert drawn(items({(3, 0): MOST_DOTS + 1}), NAMES[:1], RINGS) is None
    assert drawn(items({(0, 0): 90}), NAMES[:1], RINGS) is None
    assert drawn(items(CASES["most"][0]), ["A", "B", "C", "D"], RINGS, SMALL) is None  # a desk still shows them


@pytest.mark.parametrize("name", ["Medicin", "Mellem borger, pårørende og medarbejdere", "x" * 60])
def test_names_stand_on_short_lines(name):
    assert " ".join(radar.wrapped(name, 17)) == name
