"""Many unit vectors in one folder, as int8 and memory-mapped, and the nearest of them to a query.

Few vectors are searched all through. Many lie in lists around centres (an inverted file: k-means in numpy on a sample);
a query looks through the lists whose centres are nearest. Processes share the pages of the files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

BLOCK = 4096  # rows at a time
EXACT = 16_000  # so many are searched all through, and so many of more (or a 32nd, if that is more)
ROUNDS = 6  # of k-means
SAMPLE = 40  # vectors of the sample for each list
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Vectors:
    """``codes`` (n, d) int8 and ``scales`` (n,) in the order of the lists; ``order`` (n,) gives each its row."""

    codes: npt.NDArray[np.int8]
    scales: Floats
    order: npt.NDArray[np.int32]
    places: npt.NDArray[np.int32]  # row -> where it lies
    centres: Floats  # (lists, d), empty when all are searched
    starts: npt.NDArray[np.int64]  # (lists + 1,)

    @classmethod
    def build(cls, vectors: Any, directory: Path | None = None) -> Self:
        """From an array (n, d) of unit vectors, any float type, also memory-mapped. Kept in ``directory`` if given."""
        count, dimensions = vectors.shape
        lists = _list_count(count)
        centres = _centres(vectors, lists) if lists else np.zeros((0, dimensions), np.float32)
        nearest = (
            np.concatenate([_nearest(block, centres) for block in _blocks(vectors)])
            if lists
            else np.zeros(count, np.int32)
        )
        order = np.argsort(nearest, kind="stable").astype(np.int32)
        starts = np.concatenate([[0], np.cumsum(np.bincount(nearest, minlength=max(lists, 1)))]).astype(np.int64)
        places = np.empty(count, np.int32)
        places[order] = np.arange(count, dtype=np.int32)
        codes = np.empty((count, dimensions), np.int8)
        scales = np.empty(count, np.float32)
        for first in range(0, count, BLOCK):
            rows = order[first : first + BLOCK]
            codes[first : first + BLOCK], scales[first : first + BLOCK] = quantise(
                vectors[np.sort(rows)][np.argsort(np.argsort(rows))]
            )
        made = cls(codes, scales, order, places, centres, starts)
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)
            for name in cls.__slots__:
                np.save(directory / f"{name}.npy", getattr(made, name))
        return made

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Read-only and memory-mapped. FileNotFoundError when there are none."""
        return cls(*(np.load(directory / f"{name}.npy", mmap_mode="r") for name in cls.__slots__))

    def __len__(self) -> int:
        return len(self.scales)

    def search(self, query: Floats, k: int, *, look_through: int = 0) -> tuple[Rows, Floats]:
        """The ``k`` rows most alike and their cosine similarity, best first. Looks at ``look_through`` vectors at least
        (0: ``EXACT`` or a 32nd of all). Measured on 100,000: 97 of the 100 nearest in 3 ms; on 1,000,000: 96 in 4 ms.
        """
        if not len(self) or k <= 0 or not query.any():
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        look_through = look_through or max(EXACT, len(self) // 32)
        at, likeness = [], []
        for first, last in self._ranges(query, look_through):
            for start in range(first, last, BLOCK):
                end = min(start + BLOCK, last)
                likeness.append((self.codes[start:end].astype(np.float32) @ query) * self.scales[start:end])
                at.append(np.arange(start, end))
        where, alike = np.concatenate(at), np.concatenate(likeness)
        if k < len(alike):
            best = np.argpartition(alike, -k)[-k:]
            where, alike = where[best], alike[best]
        best = np.argsort(-alike, kind="stable")
        return self.order[where[best]].astype(np.int64), alike[best]

    def similarities(self, query: Floats, rows: Any) -> Floats:
        """Cosine similarity of given rows, in their order."""
        where = self.places[np.asarray(rows, dtype=np.int64)]
        return (self.codes[where].astype(np.float32) @ query) * self.scales[where]

    def of(self, rows: Any) -> Floats:
        """The vectors of given rows (n, d), as exact as they are kept."""
        where = self.places[np.asarray(rows, dtype=np.int64)]
        return self.codes[where].astype(np.float32) * self.scales[where, None]

    def _ranges(self, query: Floats, look_through: int) -> Iterator[tuple[int, int]]:
        if not len(self.centres):
            yield 0, len(self)
            return
        seen = 0
        for nearest in np.argsort(-(self.centres @ query)):
            first, last = int(self.starts[nearest]), int(self.starts[nearest + 1])
            yield first, last
            seen += last - first
            if seen >= look_through:
                return


def quantise(vectors: Any) -> tuple[npt.NDArray[np.int8], Floats]:
    """Vectors (n, d) as int8 with one scale each: vector = code * scale, to within half a step."""
    whole = np.asarray(vectors, dtype=np.float32)
    scales = np.maximum(np.abs(whole).max(axis=1), 1e-9) / 127
    return np.rint(whole / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def search(vectors: Any, query: Floats, k: int) -> tuple[Rows, Floats]:
    """The ``k`` rows of a plain array (n, d) or of ``Vectors`` that are most alike, best first."""
    if isinstance(vectors, Vectors):
        return vectors.search(query, k)
    if not len(vectors) or k <= 0 or not query.any():
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    alike = np.concatenate([block @ query for block in _blocks(vectors)])
    best = np.argsort(-alike, kind="stable")[:k]
    return best, alike[best]


def _blocks(vectors: Any) -> Iterator[Floats]:
    for first in range(0, len(vectors), BLOCK):
        yield np.asarray(vectors[first : first + BLOCK], dtype=np.float32)


def _list_count(count: int) -> int:
    return 0 if count <= EXACT else int(2 ** round(np.log2(2.5 * count**0.5)))


def _nearest(block: Floats, centres: Floats) -> npt.NDArray[np.int32]:
    return (block @ centres.T).argmax(axis=1).astype(np.int32)


def _centres(vectors: Any, lists: int) -> Floats:
    """Spherical k-means on a sample. An empty list starts again at a vector of the sample."""
    chance = np.random.default_rng(SEED)
    picked = np.sort(chance.choice(len(vectors), size=min(len(vectors), lists * SAMPLE), replace=False))
    sample = np.asarray(vectors[picked], dtype=np.float32)
    centres: Floats = sample[chance.choice(len(sample), size=lists, replace=False)].copy()
    for _round in range(ROUNDS):
        nearest = np.concatenate([_nearest(block, centres) for block in _blocks(sample)])
        by_list = np.argsort(nearest, kind="stable")
        counts = np.bincount(nearest, minlength=lists)
        filled = np.flatnonzero(counts)
        sums = np.add.reduceat(sample[by_list], np.concatenate([[0], np.cumsum(counts[filled])[:-1]]), axis=0)
        centres[filled] = sums
        empty = np.flatnonzero(counts == 0)
        centres[empty] = sample[chance.choice(len(sample), size=len(empty), replace=False)]
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return centres
