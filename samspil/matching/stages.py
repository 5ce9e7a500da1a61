"""The three ways to find candidates: words, concepts and meaning. Each can also tell its score for any given rows.

A stage is made for one query. ``candidates(k)`` are the rows it would show first, ``at(rows)`` its scores (float32, 0
when it has nothing to say). Rows count through all segments of the index.
"""

from collections.abc import Iterable, Mapping
from math import cos, log1p, radians
from typing import NamedTuple

import numpy as np

from samspil.matching import conditions
from samspil.matching.index import Index, Segment, bits
from samspil.matching.types import DAYS, TIMES, Understood
from samspil.matching.words import CAP, SCALE, Postings


class Limits:
    """What is known to rule candidates out, or to set them back, before there are too many: kind, distance, age, day.
    The exact conditions are looked at later; this only keeps those that would fail from taking the places of others.
    """

    def __init__(self, understood: Understood, kinds: frozenset[str] | None = None) -> None:
        need = understood.need
        self._point, self._travels_km, self._drives = need.point, need.travels_km, need.drives
        self._kinds = kinds
        days = bits(need.days, DAYS) if "days" in understood.firm else 0
        times = bits(need.times, TIMES) if "times" in understood.firm else 0
        self._when = [(place, wanted) for place, wanted in enumerate((days, times)) if wanted]
        self._ages = understood.possible_ages

    @property
    def limited(self) -> bool:
        """Whether there is anything to weigh."""
        return any(given is not None for given in (self._kinds, self._point, self._ages)) or bool(self._when)

    def weigh(self, segment: Segment, rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """The scores of some rows of a segment, less for those far away, 0 for those ruled out."""
        if self._kinds is not None:
            codes = [code for code, kind in enumerate(segment.kinds) if kind in self._kinds]
            scores = np.where(np.isin(segment.kind_codes[rows], codes), scores, 0)
        # ``take`` and single columns, because other ways to the same numbers take ten times as long.
        for place, wanted in self._when:
            known = segment.when.take(rows, axis=0)[:, place]
            scores = np.where((known == 0) | (known & wanted > 0), scores, 0)
        if self._ages is not None:
            ages = segment.ages.take(rows, axis=0)
            scores = np.where((ages[:, 0] <= self._ages[1]) & (ages[:, 1] >= self._ages[0]), scores, 0)
        if self._point is None:
            return scores
        lat, lon = self._point
        points = segment.points.take(rows, axis=0)
        north = (points[:, 0] - np.float32(lat)) * np.float32(KM_PER_DEGREE)
        east = (points[:, 1] - np.float32(lon)) * np.float32(KM_PER_DEGREE * cos(radians(lat)))
        km = np.fmax(np.sqrt(north * north + east * east), 0)  # 0 where the place is unknown (NaN)
        carried = segment.transport.take(rows)
        scores = scores * (0.5 + 0.5 / (1 + np.maximum(km - conditions.WALKABLE_KM, 0) / conditions.FAR_KM))
        if self._drives is False:
            scores = np.where(carried | (km <= conditions.WALKABLE_KM), scores, scores * np.float32(0.6))
        if self._travels_km is not None:
            # A little more, because the earth is not flat here; the exact distance is measured later.
            scores = np.where(carried | (km <= 1.02 * self._travels_km), scores, 0)
        return scores


def _promising(scores: np.ndarray, many: int) -> np.ndarray:
    """The rows with the best scores, about ``many`` or more. One row in ``STEP`` tells where to cut, because looking
    for the exact place in a long array takes longer than all the rest.
    """
    sample = scores[::STEP]
    if len(sample) > many // 4:
        place = max(1, 2 * many // STEP)
        least = np.partition(sample, -place)[-place]
        if least > 0:
            rows = np.flatnonzero(scores > least)
            if len(rows) >= many:
                return rows
            # Many have the same score; which of them come along does not matter.
            return np.concatenate([rows, np.flatnonzero(scores == least)[: 2 * many]])
    return np.flatnonzero(scores > 0)


def _strongest(
    index: Index,
    start: int,
    segment: Segment,
    postings: Postings,
    worth: Mapping[int, float],
    k: int,
    limits: Limits | None,
) -> np.ndarray:
    """The rows (of the whole index) of a segment with the k best sums over some keys of what an impact is ``worth``,
    without those that are gone.
    """
    scores = np.zeros(segment.size, np.float32)
    for number, value in worth.items():
        hits = postings.hits(number)
        np.add.at(scores, hits.documents, hits.impacts * np.float32(value))  # a third of the time of an indexed +=
    rows = _promising(scores, CAP if limits is not None else 2 * k)
    if start == 0 and len(index.gone):
        rows = rows[~index.gone[rows]]
    found = scores[rows]
    if limits is not None:
        found = limits.weigh(segment, rows, found)
        best = _promising(found, 2 * k)
        rows, found = rows[best], found[best]
    if len(rows) > k:
        best = np.argpartition(found, -k)[-k:]
        rows, found = rows[best], found[best]
    order = np.argsort(-found, kind="stable")
    return rows[order].astype(np.int64)[found[order] > 0] + start


def _in_parts(index: Index, rows: np.ndarray) -> Iterable[tuple[int, Segment, np.ndarray, np.ndarray]]:
    """For each segment: its number, itself, which of ``rows`` are its own (bool), and those rows within it."""
    for number, (start, segment) in enumerate(index.parts()):
        own = (rows >= start) & (rows < start + segment.size)
        if own.any():
            yield number, segment, own, rows[own] - start


KM_PER_DEGREE = 111.2
WIDER = 4  # times as many vectors are looked at when candidates are limited
MOST_WAYS = 6  # concepts that are told of one document
STEP = 64


class Way(NamedTuple):
    """A concept that would help and that a document has, and what it is worth."""

    value: float
    concept: str


class WordStage:
    """BM25 over terms; ``terms``: term -> weight in the query."""

    def __init__(self, index: Index, terms: Mapping[str, float]) -> None:
        self._index = index
        self._terms = terms
        many = max(1, len(index))
        self.idf: dict[str, float] = {}
        numbers = {term: [segment.words.find(term) for segment in index.segments] for term in terms}
        self._numbers = numbers
        for term, found in numbers.items():
            count = sum(segment.words.count(at) for segment, at in zip(index.segments, found, strict=True))
            if count:
                self.idf[term] = log1p((many - min(count, many) + 0.5) / (count + 0.5))
        # What a text would have that has every term; terms that no document has count as the rarest.
        rarest = log1p((many + 0.5) / 0.5)
        self.ideal = sum(weight * self.idf.get(term, rarest) for term, weight in terms.items())

    def candidates(self, k: int, limits: Limits | None = None) -> np.ndarray:
        """The rows with the k best scores, best first within a segment; of common terms only the strongest count."""
        parts = [
            _strongest(self._index, start, segment, segment.words, self._worth(place), k, limits)
            for place, (start, segment) in enumerate(self._index.parts())
        ]
        return np.concatenate(parts)

    def at(self, rows: np.ndarray) -> np.ndarray:
        """The BM25 score of each row."""
        scores = np.zeros(len(rows), np.float32)
        for place, segment, own, local in _in_parts(self._index, rows):
            for number, worth in self._worth(place).items():
                scores[own] += segment.words.impacts_at(number, local) * np.float32(worth)
        return scores

    def _worth(self, place: int) -> dict[int, float]:
        """The terms that a segment has, by their numbers, and what an impact of 1 is worth."""
        largest = self._index.segments[place].words.largest
        found = {
            self._numbers[term][place]: self._terms[term] * idf * largest / SCALE for term, idf in self.idf.items()
        }
        found.pop(-1, None)
        return found

    def has(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        """Term -> which of the rows have it (bool), for the terms that any document has."""
        found = {term: np.zeros(len(rows), bool) for term in self.idf}
        for place, segment, own, local in _in_parts(self._index, rows):
            for term, has in found.items():
                number = self._numbers[term][place]
                if number >= 0:
                    has[own] = segment.words.impacts_at(number, local) > 0
        return found


class ConceptStage:
    """``wanted``: concept -> how much it would help. A document scores for each concept what it has of it, more for
    rare ones; they add up.
    """

    def __init__(self, index: Index, wanted: Mapping[str, float]) -> None:
        self._index = index
        known = index.concepts
        # Concepts that no document has can lead nowhere.
        self.wanted = {key: weight * known[key].rarity for key, weight in wanted.items() if key in known}
        # What a text would have that is about just these concepts; its own have the length 1.
        self.ideal = sum(value * value for value in self.wanted.values()) ** 0.5
        self._worth = np.array(list(self.wanted.values()), np.float32) / SCALE

    def candidates(self, k: int, limits: Limits | None = None) -> np.ndarray:
        """The rows with the k best scores, best first within a segment."""
        parts = []
        for place, (start, segment) in enumerate(self._index.parts()):
            worth = {self._index.concepts[key].numbers[place]: value / SCALE for key, value in self.wanted.items()}
            worth.pop(-1, None)
            parts.append(_strongest(self._index, start, segment, segment.concepts, worth, k, limits))
        return np.concatenate(parts)

    def at(self, rows: np.ndarray) -> np.ndarray:
        """The score of each row."""
        return (self._worth @ self._impacts(rows)).astype(np.float32)

    def most(self, rows: np.ndarray) -> np.ndarray:
        """How much (0 to 1) each row is about the one of the concepts that it is most about."""
        impacts = self._impacts(rows)
        return impacts.max(axis=0) / SCALE if len(impacts) else np.zeros(len(rows), np.float32)

    def ways(self, rows: np.ndarray) -> list[list[Way]]:
        """The concepts that brought each row, the one that says most first."""
        values = (self._impacts(rows) * self._worth[:, None]).T
        concepts = list(self.wanted)
        order = np.argsort(-values, axis=1, kind="stable")[:, :MOST_WAYS]
        best = np.take_along_axis(values, order, axis=1)
        return [
            [Way(value, concepts[place]) for value, place in zip(*way, strict=True) if value > 0]
            for way in zip(best.tolist(), order.tolist(), strict=True)
        ]

    def _impacts(self, rows: np.ndarray) -> np.ndarray:
        """How much there is (0 to ``SCALE``) of each wanted concept in each row: (concepts, rows)."""
        found = np.zeros((len(self.wanted), len(rows)), np.float32)
        for number, segment, own, local in _in_parts(self._index, rows):
            keys = np.array([self._index.concepts[concept].numbers[number] for concept in self.wanted], np.intp)
            found[:, own] = segment.listed.impacts_at(keys, len(segment.concepts.keys), local).T
        return found


class MeaningStage:
    """Nearness of sentence vectors; ``query`` as ``Meaning.query`` gives it (float32, 384)."""

    def __init__(self, index: Index, query: np.ndarray) -> None:
        self._index = index
        self._query = query

    def candidates(self, k: int, limits: Limits | None = None) -> np.ndarray:
        """The k nearest rows of each segment; with ``limits`` of ``WIDER`` times as many."""
        found = []
        for start, segment in self._index.parts():
            if segment.vectors is None:
                continue
            rows, likeness = segment.vectors.search(self._query, k if limits is None else WIDER * k)
            if start == 0 and len(self._index.gone):
                there = ~self._index.gone[rows]
                rows, likeness = rows[there], likeness[there]
            if limits is not None:
                likeness = limits.weigh(segment, rows, np.maximum(likeness, 0))
                rows = rows[np.argsort(-likeness, kind="stable")[:k]]
            found.append(rows + start)
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def at(self, rows: np.ndarray) -> np.ndarray:
        """The similarity of each row (-1 to 1); 0 for rows without a vector."""
        scores = np.zeros(len(rows), np.float32)
        for _, segment, own, local in _in_parts(self._index, rows):
            if segment.vectors is not None:
                scores[own] = segment.vectors.similarities(self._query, local)
        return scores
