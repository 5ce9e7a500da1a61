"""The three ways to find candidates: words, concepts and meaning. Each can also tell its score for any given rows.

A stage is made for one query. ``candidates(k)`` are the rows it would show first, ``at(rows)`` its scores (float32, 0
when it has nothing to say). Rows count through all segments of the index.
"""

from collections.abc import Iterable, Mapping
from math import cos, log, log1p, radians
from typing import NamedTuple

import numpy as np

from samspil.matching import conditions
from samspil.matching.index import Index, Segment, bits
from samspil.matching.types import DAYS, TIMES, Understood
from samspil.matching.words import CAP, SCALE, Postings


class _Used(NamedTuple):
    """A shortened list that was gone through: what it did not reach has to be looked up."""

    number: int
    factor: float
    documents: np.ndarray


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
        self._ages = understood.ages or (None if need.age is None else (need.age, need.age))

    @property
    def limited(self) -> bool:
        """Whether there is anything to weigh."""
        return any(given is not None for given in (self._kinds, self._point, self._ages)) or bool(self._when)

    def weigh(self, segment: Segment, rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """The scores of some rows of a segment, less for those far away, 0 for those ruled out."""
        if self._kinds is not None:
            codes = [code for code, kind in enumerate(segment.kinds) if kind in self._kinds]
            scores = np.where(np.isin(segment.kind_codes[rows], codes), scores, 0)
        for place, wanted in self._when:
            known = segment.when[rows, place]
            scores = np.where((known == 0) | (known & wanted > 0), scores, 0)
        if self._ages is not None:
            ages = segment.ages[rows]
            scores = np.where((ages[:, 0] <= self._ages[1]) & (ages[:, 1] >= self._ages[0]), scores, 0)
        if self._point is None:
            return scores
        lat, lon = self._point
        away = (segment.points[rows] - np.array([lat, lon], np.float32)) * np.float32(KM_PER_DEGREE)
        away[:, 1] *= np.float32(cos(radians(lat)))
        km = np.nan_to_num(np.hypot(away[:, 0], away[:, 1]), nan=0.0)
        carried = segment.transport[rows]
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
    index: Index, start: int, segment: Segment, scores: np.ndarray, k: int, limits: Limits | None
) -> np.ndarray:
    """The rows (of the whole index) with the k best of the scores of a segment, without those that are gone."""
    rows = _promising(scores, CAP if limits is not None else 2 * k)
    if start == 0 and len(index.gone):
        rows = rows[~index.gone[rows]]
    found = scores[rows]
    if limits is not None:
        if len(rows) > CAP:
            best = np.argpartition(found, -CAP)[-CAP:]
            rows, found = rows[best], found[best]
        found = limits.weigh(segment, rows, found)
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
SECOND = 0.5
STEP = 64


class Way(NamedTuple):
    """From a concept of the need to one of a document (the same, or one that links lead to), and what it is worth."""

    value: float
    origin: str
    concept: str


class WordStage:
    """BM25 over terms; ``terms``: term -> weight in the query."""

    def __init__(self, index: Index, terms: Mapping[str, float]) -> None:
        self._index = index
        many = max(1, len(index))
        self.idf: dict[str, float] = {}
        numbers = {term: [segment.words.find(term) for segment in index.segments] for term in terms}
        self._numbers = numbers
        for term, found in numbers.items():
            count = sum(segment.words.count(at) for segment, at in zip(index.segments, found, strict=True))
            if count:
                self.idf[term] = log1p((many - min(count, many) + 0.5) / (count + 0.5))
        self._dense: list[np.ndarray] = []
        self._capped: list[list[_Used]] = []
        for place, segment in enumerate(index.segments):
            scores = np.zeros(segment.size, np.float32)
            capped: list[_Used] = []
            for term, idf in self.idf.items():
                number = numbers[term][place]
                if number < 0:
                    continue
                hits = segment.words.hits(number)
                factor = terms[term] * idf * segment.words.largest / SCALE
                scores[hits.documents] += hits.impacts * np.float32(factor)
                if hits.capped:
                    capped.append(_Used(number, factor, hits.documents))
            self._dense.append(scores)
            self._capped.append(capped)
        # What a text would have that has every term; terms that no document has count as the rarest.
        rarest = log1p((many + 0.5) / 0.5)
        self.ideal = sum(weight * self.idf.get(term, rarest) for term, weight in terms.items())

    def candidates(self, k: int, limits: Limits | None = None) -> np.ndarray:
        """The rows with the k best scores, best first within a segment."""
        parts = [
            _strongest(self._index, start, segment, self._dense[number], k, limits)
            for number, (start, segment) in enumerate(self._index.parts())
        ]
        return np.concatenate(parts)

    def at(self, rows: np.ndarray) -> np.ndarray:
        """The BM25 score of each row."""
        scores = np.zeros(len(rows), np.float32)
        for number, segment, own, local in _in_parts(self._index, rows):
            found = self._dense[number][local]
            for used in self._capped[number]:
                found += _left_out(segment.words, used, local) * np.float32(used.factor)
            scores[own] = found
        return scores

    def has(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        """Term -> which of the rows have it (bool), for the terms that any document has."""
        found = {term: np.zeros(len(rows), bool) for term in self.idf}
        for place, segment, own, local in _in_parts(self._index, rows):
            for term, has in found.items():
                number = self._numbers[term][place]
                if number >= 0:
                    has[own] = segment.words.impacts_at(number, local) > 0
        return found


def _left_out(postings: Postings, used: _Used, local: np.ndarray) -> np.ndarray:
    """The impacts that a shortened list did not bring to some rows."""
    places = np.searchsorted(used.documents, local)
    places[places == len(used.documents)] = 0
    there = used.documents[places] == local
    found = np.zeros(len(local), np.float32)
    if not there.all():
        found[~there] = postings.impacts_at(used.number, local[~there])
    return found


class ConceptStage:
    """Concepts of the need and what they lead to. ``wanted``: concept of the need -> {concept: weight}, itself with 1.

    For each concept of the need the strongest way to a document counts, and ``SECOND`` of the next, so that a broad
    text does not win by touching everything; the concepts of the need add up.
    """

    def __init__(self, index: Index, wanted: Mapping[str, Mapping[str, float]]) -> None:
        self._index = index
        many = max(1, len(index))
        self.wanted = wanted
        numbers: dict[str, list[int]] = {}
        self.rarity: dict[str, float] = {}
        for leads in wanted.values():
            for concept in leads:
                if concept in numbers:
                    continue
                numbers[concept] = [segment.concepts.find(concept) for segment in index.segments]
                count = sum(
                    segment.concepts.count(at) for segment, at in zip(index.segments, numbers[concept], strict=True)
                )
                self.rarity[concept] = log(1 + many / count) / log(1 + many) if count else 0.0
        self._numbers = numbers
        # What a text would have that is about every concept of the need.
        self.ideal = sum(max(weight * self.rarity[key] for key, weight in leads.items()) for leads in wanted.values())
        # To choose candidates it is enough to add everything up; ``at`` then counts exactly.
        self._dense: list[np.ndarray] = []
        for place, segment in enumerate(index.segments):
            scores = np.zeros(segment.size, np.float32)
            for leads in wanted.values():
                for concept, weight in leads.items():
                    number = numbers[concept][place]
                    if number >= 0:
                        hits = segment.concepts.hits(number)
                        scores[hits.documents] += hits.impacts * np.float32(weight * self.rarity[concept] / SCALE)
            self._dense.append(scores)

    def candidates(self, k: int, limits: Limits | None = None) -> np.ndarray:
        """The rows with the k best scores, best first within a segment."""
        parts = [
            _strongest(self._index, start, segment, self._dense[number], k, limits)
            for number, (start, segment) in enumerate(self._index.parts())
        ]
        return np.concatenate(parts)

    def at(self, rows: np.ndarray) -> np.ndarray:
        """The score of each row."""
        scores = np.zeros(len(rows), np.float32)
        for number, segment, own, local in _in_parts(self._index, rows):
            impacts = {
                concept: segment.concepts.impacts_at(at[number], local)
                for concept, at in self._numbers.items()
                if at[number] >= 0
            }
            total = np.zeros(len(local), np.float32)
            for leads in self.wanted.values():
                best, second = np.zeros((2, len(local)), np.float32)
                for concept, weight in leads.items():
                    if concept in impacts:
                        value = impacts[concept] * np.float32(weight * self.rarity[concept] / SCALE)
                        np.maximum(second, np.minimum(best, value), out=second)
                        np.maximum(best, value, out=best)
                total += best + np.float32(SECOND) * second
            scores[own] = total
        return scores

    def ways(self, rows: np.ndarray) -> list[list[Way]]:
        """How each row was reached: the best way from each concept of the need that leads there, best first."""
        impacts = {concept: np.zeros(len(rows), np.float32) for concept, rarity in self.rarity.items() if rarity}
        for place, segment, own, local in _in_parts(self._index, rows):
            for concept, values in impacts.items():
                number = self._numbers[concept][place]
                if number >= 0:
                    values[own] = segment.concepts.impacts_at(number, local) / np.float32(SCALE)
        found: list[list[Way]] = [[] for _ in rows]
        for origin, leads in self.wanted.items():
            listed = [concept for concept in leads if concept in impacts]
            if not listed:
                continue
            values = np.stack([impacts[concept] * (leads[concept] * self.rarity[concept]) for concept in listed])
            best = values.argmax(axis=0)
            for column in np.flatnonzero(values.max(axis=0) > 0):
                value = float(values[best[column], column])
                found[column].append(Way(value, origin, listed[best[column]]))
        for ways in found:
            ways.sort(reverse=True)
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
