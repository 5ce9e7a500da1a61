"""The radar as a drawing: four rings, sectors as wide as they need, numbered dots that never touch.

Pure figures: the same placements give the same drawing. A ring is cut into arcs one dot apart, and an arc into places
one dot apart; sectors share the arcs, so no two places are ever closer than a dot is wide.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, pi, sin

CENTRE = (500.0, 400.0)
MARK = 0.45  # how far the mark of a dot that moved stands out, as a part of the dot
GAP = 3.0
NARROWEST = 0.22  # radians of a sector with little in it
MOST_DOTS = 200


@dataclass(frozen=True, slots=True)
class Shape:
    """How the room is shared, and how large the letters are.

    ``edges`` are of the rings from the middle outwards, ``sizes`` of a dot (the largest that fits), ``wedge`` is the
    radians at the top for the names of the rings, ``number`` how high a dot's number is, as a part of its radius.
    """

    box: str
    edges: tuple[float, ...]
    sizes: tuple[float, ...]
    wedge: float
    ring_font: float
    sector_font: float
    number: float

    @property
    def round(self) -> float:
        """Radians for the sectors."""
        return 2 * pi - self.wedge


WIDE = Shape(
    box="-50 0 1100 800",
    edges=(24.0, 130.0, 215.0, 290.0, 356.0),
    sizes=(15.0, 13.0, 11.0, 9.0),
    wedge=0.36,
    ring_font=14.0,
    sector_font=15.0,
    number=1.0,
)
# For a phone, which draws it at less than half the size: the sectors' names become letters, and dots take their room.
SMALL = Shape(
    box="80 -20 840 840",
    edges=(20.0, 175.0, 250.0, 312.0, 368.0),
    sizes=(22.0, 20.0, 18.0, 16.0),
    wedge=0.56,
    ring_font=22.0,
    sector_font=30.0,
    number=1.2,
)


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
    shape: Shape
    size: float
    font: float
    dots: list[Dot]
    borders: list[tuple[float, float, float, float]]
    labels: list[Label]
    rings: list[float]  # the radii, the outermost first, so that the inner ones lie upon it
    ring_names: list[tuple[float, float, str]]


def drawn(items: Sequence[Item], sectors: Sequence[str], rings: Sequence[str], shape: Shape = WIDE) -> Drawing | None:
    """The drawing, or None where there are more dots than a person can tell apart."""
    if not items or len(items) > MOST_DOTS:
        return None
    for size in shape.sizes:
        if (angles := widths(items, len(sectors), size, shape)) is not None:
            return put_together(items, sectors, rings, angles, size, shape)
    return None


def step(size: float) -> float:
    return 2 * size * (1 + MARK) + GAP


def arcs(ring: int, size: float, shape: Shape) -> list[float]:
    """The radii on which dots stand in a ring."""
    inner, outer, wide = shape.edges[ring], shape.edges[ring + 1], step(size)
    count = int((outer - inner) / wide)
    if count < 1:
        return [(inner + outer) / 2]
    room = (outer - inner) / count
    return [inner + room * (at + 0.5) for at in range(count)]


def places(ring: int, angle: float, size: float, shape: Shape) -> list[tuple[float, float]]:
    """The places in a sector of this width, as radius and angle from its beginning."""
    found = []
    for radius in arcs(ring, size, shape):
        apart = 2 * asin(min(1.0, step(size) / 2 / radius))
        count = int((angle + 1e-9) / apart)
        if count:
            room = angle / count
            found += [(radius, room * (at + 0.5)) for at in range(count)]
    return found


def widths(items: Sequence[Item], sectors: int, size: float, shape: Shape) -> list[float] | None:
    """How wide each sector is: as much as its fullest ring needs, and its share of what is left. None: too many."""
    counts = Counter((item.sector, item.ring) for item in items)
    needed = []
    for sector in range(sectors):
        angle = min(NARROWEST, shape.round / sectors)
        while any(
            len(places(ring, angle, size, shape)) < counts[sector, ring]
            for ring in range(len(shape.edges) - 1)
            if counts[sector, ring]
        ):
            angle += 0.02
            if angle > shape.round:
                return None
        needed.append(angle)
    left = shape.round - sum(needed)
    if left < 0:
        return None
    return [angle + left / sectors for angle in needed]


def at(radius: float, angle: float) -> tuple[float, float]:
    """A point, with angle 0 straight up and clockwise from there."""
    return (round(CENTRE[0] + radius * sin(angle), 1), round(CENTRE[1] - radius * cos(angle), 1))


def put_together(
    items: Sequence[Item],
    sectors: Sequence[str],
    rings: Sequence[str],
    angles: list[float],
    size: float,
    shape: Shape,
) -> Drawing:
    edges = shape.edges
    starts = [shape.wedge / 2 + sum(angles[:sector]) for sector in range(len(sectors))]
    dots = []
    for sector, start in enumerate(starts):
        for ring in range(len(edges) - 1):
            here = [item for item in items if (item.sector, item.ring) == (sector, ring)]
            free = places(ring, angles[sector], size, shape)
            for order, item in enumerate(here):
                radius, angle = free[(2 * order + 1) * len(free) // (2 * len(here))]
                dots.append(dot(item, radius, start + angle, size))
    borders = [(*at(edges[0], turn), *at(edges[-1], turn)) for turn in (*starts, 2 * pi - shape.wedge / 2)]
    middles = [start + angle / 2 for start, angle in zip(starts, angles, strict=True)]
    labels = [label(name, middle, shape) for name, middle in zip(sectors, middles, strict=True)]
    return Drawing(
        shape=shape,
        size=size,
        font=round(size * shape.number, 1),
        dots=sorted(dots, key=lambda each: each.number),
        borders=borders,
        labels=labels,
        rings=list(reversed(edges[1:])),
        ring_names=[(*at(edges[ring + 1] - shape.ring_font - 4, 0.0), name) for ring, name in enumerate(rings)],
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


def label(name: str, angle: float, shape: Shape) -> Label:
    """A sector's name outside the rim, on as many short lines as it takes."""
    line = shape.sector_font + 2
    x, y = at(shape.edges[-1] + shape.sector_font + 1, angle)
    lean = sin(angle)
    anchor = "middle" if abs(lean) < 0.25 or len(name) == 1 else "start" if lean > 0 else "end"
    lines = wrapped(name, 17 if anchor != "middle" else 30)
    # Above the middle the words grow upwards, below it downwards.
    first = -(len(lines) - 1) * line * (1 + cos(angle)) / 2 + shape.sector_font / 3
    return Label(x, y, anchor, tuple((round(y + first + line * row, 1), words) for row, words in enumerate(lines)))


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
