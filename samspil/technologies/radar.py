"""The radar as a drawing: four rings, sectors as wide as they need, numbered dots that never touch.

Pure figures: the same placements give the same drawing. A ring is cut into arcs one dot apart, and an arc into places
one dot apart; sectors share the arcs, so no two places are ever closer than a dot is wide.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, pi, sin

CENTRE = (500.0, 400.0)
EDGES = (24.0, 130.0, 215.0, 290.0, 356.0)  # of the rings, from the middle outwards
SIZES = (15.0, 13.0, 11.0, 9.0)  # of a dot, the largest that fits
MARK = 0.45  # how far the mark of a dot that moved stands out, as a part of the dot
GAP = 3.0
LABEL_AT = 372.0
NARROWEST = 0.22  # radians of a sector with little in it
WEDGE = 0.36  # radians at the top, for the names of the rings
ROUND = 2 * pi - WEDGE
MOST_DOTS = 200


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be drawn: its number, ring (0 is the middle), sector, and how it moved since last year."""

    number: int
    ring: int
    sector: int
    movement: str
    title: str


@dataclass(frozen=True, slots=True)
class Dot:
    number: int
    x: float
    y: float
    title: str
    movement: str
    mark: str  # the points of the mark, towards the middle or away from it; empty without


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    anchor: str
    lines: tuple[tuple[float, str], ...]  # how far down, and the words


@dataclass(frozen=True, slots=True)
class Drawing:
    size: float
    font: float
    dots: list[Dot]
    borders: list[tuple[float, float, float, float]]
    labels: list[Label]
    rings: list[float]  # the radii, the outermost first, so that the inner ones lie upon it
    ring_names: list[tuple[float, float, str]]


def drawn(items: Sequence[Item], sectors: Sequence[str], rings: Sequence[str]) -> Drawing | None:
    """The drawing, or None where there are more dots than a person can tell apart."""
    if not items or len(items) > MOST_DOTS:
        return None
    for size in SIZES:
        if (angles := widths(items, len(sectors), size)) is not None:
            return put_together(items, sectors, rings, angles, size)
    return None


def step(size: float) -> float:
    return 2 * size * (1 + MARK) + GAP


def arcs(ring: int, size: float) -> list[float]:
    """The radii on which dots stand in a ring."""
    inner, outer, wide = EDGES[ring], EDGES[ring + 1], step(size)
    count = int((outer - inner) / wide)
    if count < 1:
        return [(inner + outer) / 2]
    room = (outer - inner) / count
    return [inner + room * (at + 0.5) for at in range(count)]


def places(ring: int, angle: float, size: float) -> list[tuple[float, float]]:
    """The places in a sector of this width, as radius and angle from its beginning."""
    found = []
    for radius in arcs(ring, size):
        apart = 2 * asin(min(1.0, step(size) / 2 / radius))
        count = int((angle + 1e-9) / apart)
        if count:
            room = angle / count
            found += [(radius, room * (at + 0.5)) for at in range(count)]
    return found


def widths(items: Sequence[Item], sectors: int, size: float) -> list[float] | None:
    """How wide each sector is: as much as its fullest ring needs, and its share of what is left. None: too many."""
    counts = Counter((item.sector, item.ring) for item in items)
    needed = []
    for sector in range(sectors):
        angle = min(NARROWEST, ROUND / sectors)
        while any(
            len(places(ring, angle, size)) < counts[sector, ring]
            for ring in range(len(EDGES) - 1)
            if counts[sector, ring]
        ):
            angle += 0.02
            if angle > ROUND:
                return None
        needed.append(angle)
    left = ROUND - sum(needed)
    if left < 0:
        return None
    return [angle + left / sectors for angle in needed]


def at(radius: float, angle: float) -> tuple[float, float]:
    """A point, with angle 0 straight up and clockwise from there."""
    return (round(CENTRE[0] + radius * sin(angle), 1), round(CENTRE[1] - radius * cos(angle), 1))


def put_together(
    items: Sequence[Item], sectors: Sequence[str], rings: Sequence[str], angles: list[float], size: float
) -> Drawing:
    starts = [WEDGE / 2 + sum(angles[:sector]) for sector in range(len(sectors))]
    dots = []
    for sector, start in enumerate(starts):
        for ring in range(len(EDGES) - 1):
            here = [item for item in items if (item.sector, item.ring) == (sector, ring)]
            free = places(ring, angles[sector], size)
            for order, item in enumerate(here):
                radius, angle = free[(2 * order + 1) * len(free) // (2 * len(here))]
                dots.append(dot(item, radius, start + angle, size))
    borders = [(*at(EDGES[0], turn), *at(EDGES[-1], turn)) for turn in (*starts, 2 * pi - WEDGE / 2)]
    middles = [start + angle / 2 for start, angle in zip(starts, angles, strict=True)]
    labels = [label(name, middle) for name, middle in zip(sectors, middles, strict=True)]
    return Drawing(
        size=size,
        font=size,
        dots=sorted(dots, key=lambda each: each.number),
        borders=borders,
        labels=labels,
        rings=list(reversed(EDGES[1:])),
        ring_names=[(*at(EDGES[ring + 1] - 18, 0.0), name) for ring, name in enumerate(rings)],
    )


def dot(item: Item, radius: float, angle: float, size: float) -> Dot:
    x, y = at(radius, angle)
    mark = ""
    if item.movement in ("in", "out"):
        # A point on the rim that shows which way it went.
        tip, foot = size * (1 + MARK), 0.6 * size
        way = -1 if item.movement == "in" else 1
        corners = [at(radius + way * tip, angle)]
        side = 0.75 * size
        for turn in (-1, 1):
            bx, by = at(radius + way * foot, angle)
            corners.append((round(bx + turn * side * cos(angle), 1), round(by + turn * side * sin(angle), 1)))
        mark = " ".join(f"{cx},{cy}" for cx, cy in corners)
    return Dot(item.number, x, y, item.title, item.movement, mark)


def label(name: str, angle: float) -> Label:
    """A sector's name outside the rim, on as many short lines as it takes."""
    x, y = at(LABEL_AT, angle)
    lean = sin(angle)
    anchor = "middle" if abs(lean) < 0.25 else "start" if lean > 0 else "end"
    lines = wrapped(name, 17 if anchor != "middle" else 30)
    # Above the middle the words grow upwards, below it downwards.
    first = -(len(lines) - 1) * 17 * (1 + cos(angle)) / 2 + 5
    return Label(x, y, anchor, tuple((round(y + first + 17 * row, 1), words) for row, words in enumerate(lines)))


def wrapped(name: str, most: int) -> list[str]:
    """The words of a name on lines of about equal length, none much longer than ``most``."""
    words = name.split()
    rows = max(1, ceil(len(name) / most))
    target = len(name) / rows
    lines: list[str] = []
    line = ""
    for word in words:
        if line and len(line) + len(word) / 2 > target and len(lines) < rows - 1:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
