"""What a text is about, or what would help: what it names, what that leads to, what is near, and what was learnt.

What was learnt comes from our own examples (``examples``): two linear models (ridge regression; Murphy
2022, Probabilistic Machine Learning, 11.3), one from the words of a text and the concepts found in it, and, where the
model of meaning loads, one from its vector. So somebody who writes "jeg dækker stadig op til to" is understood like
those of the examples, though no word says grief; and an offer that mentions coffee is not taken for a café.
"""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samspil.matching import examples, text
from samspil.matching.concepts import ConceptMatcher
from samspil.matching.examples import Example, Side
from samspil.matching.nearness import Nearness
from samspil.matching.words import stretches

Floats = npt.NDArray[np.float32]

SEEN = 2  # examples that a word must be in, to teach anything
# Logarithms of how rare a word is among the examples: one in 55 says nothing, one in 660 or rarer all it can.
SAYS_NOTHING, SAYS_ALL = 4.0, 6.5
INDIRECT = 0.5  # what a concept that is only led to counts as a sign, beside one that is named
WORDS = 0.7  # what the likeness of words counts, beside that of concepts
DIRECTIONS = 32  # of a vector, of which each two are looked at together
RIDGE = 1.0  # how little a single example is believed, beside its likeness to itself
KEPT = 6  # readers of several vocabularies at a time
LEAST_ALIKE = 0.3  # of two that an example is named of; words, concepts and meaning give up to about 1 each
MOST_ALIKE = 4_000  # characters of a text that are compared


class Weights(NamedTuple):
    """What each way of finding concepts counts for, and how many are kept, of one side. ``untaught``: a concept
    that is named and that no example has, such as one that somebody added.
    """

    named: float
    untaught: float
    led: float
    near: float
    near_led: float
    learnt: float
    most: int


# The method was chosen by predicting the labels of left-out examples (five parts), the numbers in part by the tuning
# half of the judged set.
WEIGHTS: Mapping[Side, Weights] = {
    "needs": Weights(named=0.15, untaught=0.15, led=0.15, near=0.12, near_led=0.05, learnt=1.0, most=25),
    "offers": Weights(named=0.2, untaught=0.6, led=0.1, near=0.3, near_led=0.0, learnt=1.0, most=10),
}


class Ridge(NamedTuple):
    """A linear model: features (n) to concepts; made from the smaller of its two equal forms."""

    weights: Floats

    @classmethod
    def learn(cls, features: Floats, labels: Floats) -> "Ridge":
        many, signs = features.shape
        likeness = features.T @ features if signs < many else features @ features.T
        usual = max(float(np.trace(likeness)) / max(1, many), 1e-9)
        likeness[np.diag_indices_from(likeness)] += RIDGE * usual
        if signs < many:
            return cls(np.linalg.solve(likeness, features.T @ labels))
        return cls(features.T @ np.linalg.solve(likeness, labels))


class Space:
    """The concepts of a vocabulary as places of an array, and what each leads to."""

    def __init__(self, matcher: ConceptMatcher) -> None:
        self.matcher = matcher
        self.keys = tuple(matcher.vocabulary)
        self.at = {key: place for place, key in enumerate(self.keys)}
        self.leads = np.zeros((len(self.keys), len(self.keys)), np.float32)
        for key, place in self.at.items():
            for target, reached in matcher.spread((key,)).items():
                self.leads[place, self.at[target]] = reached.weight

    def array(self, concepts: Mapping[str, float]) -> Floats:
        found = np.zeros(len(self.keys), np.float32)
        for key, weight in concepts.items():
            if key in self.at:
                found[self.at[key]] = weight
        return found

    def led(self, named: Floats) -> Floats:
        """What concepts lead to, each way adding to the next; not the concepts themselves."""
        places = np.flatnonzero(named)
        if not len(places):
            return np.zeros_like(named)
        found = 1 - np.prod(1 - self.leads[places] * named[places, None], axis=0)
        found[places] = 0
        return found


class Rows(NamedTuple):
    """Rows with few numbers that are not 0, kept column by column, because a text asks for few of the columns.
    ``starts`` says where each column begins, ``at`` which row a number is in.
    """

    starts: npt.NDArray[np.int64]
    at: npt.NDArray[np.int32]
    values: Floats
    rows: int

    @classmethod
    def of(cls, dense: Floats) -> "Rows":
        places, at = np.nonzero(dense.T)
        starts = np.searchsorted(places, np.arange(dense.shape[1] + 1)).astype(np.int64)
        return cls(starts, at.astype(np.int32), dense[at, places], len(dense))

    def times(self, row: Floats) -> Floats:
        """The product of every row with one."""
        there = np.flatnonzero(row)
        found, many = stretches(self.starts, there)
        amounts = self.values[found] * np.repeat(row[there], many)
        return np.bincount(self.at[found], amounts, minlength=self.rows).astype(np.float32)

    def rows_of(self, column: int) -> npt.NDArray[np.int32]:
        """The rows that have a number in a column, in their order."""
        return self.at[self.starts[column] : self.starts[column + 1]]

    def whole(self) -> Floats:
        dense = np.zeros((self.rows, len(self.starts) - 1), np.float32)
        dense[self.at, np.repeat(np.arange(dense.shape[1]), np.diff(self.starts))] = self.values
        return dense


class Pairs(NamedTuple):
    """A vector with the products of its parts in the directions in which the examples differ most: two things that are
    said together may ask for something that neither asks for alone.
    """

    directions: Floats  # (384, n)

    @classmethod
    def of(cls, vectors: Floats) -> "Pairs":
        _, directions = np.linalg.eigh(vectors.T @ vectors)
        return cls(np.ascontiguousarray(directions[:, -DIRECTIONS:]))

    def added(self, vectors: Floats) -> Floats:
        """The vectors (n, 384) with what they are in pairs of directions."""
        along = vectors @ self.directions
        one, other = np.triu_indices(along.shape[1])
        often = np.where(one == other, 1, 2**0.5).astype(np.float32)
        return np.concatenate([vectors, along[:, one] * along[:, other] * often], axis=1)


class Asked(NamedTuple):
    """A text beside the examples of a teacher: how alike its words are to those of each, and its other signs."""

    words: Floats
    signs: Floats
    vector: Floats | None


class Teacher:
    """What the examples of one side teach. ``model`` is the name of the model of meaning, or nothing."""

    def __init__(self, side: Side, space: Space, model: str = "", taught: Sequence[Example] | None = None) -> None:
        known = examples.ours(side) if taught is None else taught
        self.examples = tuple(one for one in known if not space.at.keys().isdisjoint(one.concepts))
        self.space = space
        found = [terms_of(one.text, one.language) for one in self.examples]
        often = Counter(term for terms in found for term in terms)
        self._terms = {term: place for place, term in enumerate(sorted(k for k, n in often.items() if n >= SEEN))}
        self._rarity = np.array([log(1 + len(found) / often[term]) for term in self._terms], np.float32)
        named = [space.array(space.matcher.match(one.text, one.language)) for one in self.examples]
        self._concept_rarity = np.ones(len(space.keys), np.float32)
        signs = np.array([self._raw_signs(one) for one in named], np.float32).reshape(len(found), len(space.keys))
        self._concept_rarity = np.log1p(max(1, len(found)) / np.maximum((signs > 0).sum(axis=0), 1)).astype(np.float32)
        features = np.zeros((len(found), len(self._terms) + len(space.keys)), np.float32)
        for row, terms in enumerate(found):
            self._fill(features[row], terms, named[row])
        labels = np.array([space.array(one.concepts) for one in self.examples], np.float32)
        labels = labels.reshape(len(found), len(space.keys))
        self.labels = labels
        self._labelled = Rows.of(labels)
        self.usual = labels.mean(axis=0) if len(labels) else np.zeros(len(space.keys), np.float32)
        # Few words are in a text, but what it names leads to many concepts.
        self._words, self._signs = Rows.of(features[:, : len(self._terms)]), features[:, len(self._terms) :].copy()
        self._by_words = Ridge.learn(features, labels - self.usual)
        self.vectors: Floats | None = None
        self._by_meaning: Ridge | None = None
        self._pairs: Pairs | None = None
        if model:
            vectors = examples.vectors(model, side, self.examples)
            if vectors.any():
                self.vectors = vectors
                self._pairs = Pairs.of(vectors)
                self._by_meaning = Ridge.learn(self._pairs.added(vectors), labels - self.usual)

    def _raw_signs(self, named: Floats) -> Floats:
        return np.asarray(np.maximum(named, INDIRECT * self.space.led(named)) * self._concept_rarity, np.float32)

    def _fill(self, row: Floats, terms: Mapping[str, float], named: Floats) -> None:
        count = len(self._terms)
        for term, weight in terms.items():
            place = self._terms.get(term)
            if place is not None:
                row[place] = weight * self._rarity[place]
        row[:count] *= WORDS**0.5 / max(float(np.linalg.norm(row[:count])), 1e-9)
        signs = self._raw_signs(named)
        row[count:] = signs / max(float(np.linalg.norm(signs)), 1e-9)

    def features(self, terms: Mapping[str, float], named: Floats) -> Floats:
        row = np.zeros(len(self._terms) + len(self.space.keys), np.float32)
        self._fill(row, terms, named)
        return row

    def tell(self, terms: Mapping[str, float], named: Floats, vector: Floats | None = None) -> Floats:
        """What the examples say about a text: for each concept about 0 to 1, from their average up and down."""
        row = self.features(terms, named)
        signs = np.flatnonzero(row)
        told = self.usual + row[signs] @ self._by_words.weights[signs]
        if vector is not None and self._by_meaning is not None and self._pairs is not None:
            told = told + self._pairs.added(vector[None])[0] @ self._by_meaning.weights
        return told

    def knows(self, terms: Mapping[str, float]) -> bool:
        """Whether any of these words was in the examples."""
        return not self._terms.keys().isdisjoint(terms)

    def content(self, term: str) -> float:
        """How much a word says, 0 to 1: little when many of the examples have it, whatever they are about."""
        place = self._terms.get(term)
        if place is None:
            return 1.0
        return min(1.0, max(0.0, (float(self._rarity[place]) - SAYS_NOTHING) / (SAYS_ALL - SAYS_NOTHING)))

    def asked(self, terms: Mapping[str, float], named: Floats, vector: Floats | None = None) -> Asked:
        """A text that examples are compared with (``nearest``)."""
        row = self.features(terms, named)
        count = len(self._terms)
        return Asked(self._words.times(row[:count]), row[count:], vector if self.vectors is not None else None)

    def nearest(self, asked: Asked, concept: str, language: str) -> Example | None:
        """The most alike of the examples in a language that are labelled with a concept, when it is alike at all."""
        rows = self._labelled.rows_of(self.space.at[concept])
        labelled = rows[[self.examples[row].language == language for row in rows]]
        if not len(labelled):
            return None
        alike = asked.words[labelled] + self._signs[labelled] @ asked.signs
        if asked.vector is not None and self.vectors is not None:
            alike = alike + self.vectors[labelled] @ asked.vector
        best = int(alike.argmax())
        return self.examples[labelled[best]] if alike[best] >= LEAST_ALIKE else None

    @property
    def rows(self) -> Floats:
        """The features of all examples (examples, features)."""
        return np.hstack((self._words.whole(), self._signs))


class Reader:
    """Reads texts of one side (needs or offers) as concepts. ``model`` is the name of the model of meaning, if any."""

    def __init__(self, side: Side, matcher: ConceptMatcher, model: str = "") -> None:
        self.space = Space(matcher)
        self.weights = WEIGHTS[side]
        self.teacher = Teacher(side, self.space, model)
        taught = self.teacher.labels.any(axis=0)
        self._named = np.where(taught, self.weights.named, self.weights.untaught).astype(np.float32)
        self._nearness = Nearness(matcher.vocabulary, model) if model else None

    @cached_property
    def usual(self) -> dict[str, float]:
        """What the examples are labelled with most, whatever they say: concept -> share of them."""
        likeliest = _strongest(self.teacher.usual, self.weights.most)
        return {self.space.keys[place]: float(likeliest[place]) for place in np.flatnonzero(likeliest)}

    def near(self, vector: Floats | None) -> dict[str, float]:
        """Concepts whose labels are near a vector."""
        return self._nearness.near(vector) if self._nearness is not None and vector is not None else {}

    def read(
        self,
        terms: Mapping[str, float],
        named: Mapping[str, float],
        vector: Floats | None = None,
        near: Mapping[str, float] | None = None,
    ) -> Floats:
        """What a text is likely to be about (or to be helped by), from its terms, the concepts it names and its vector:
        one number for each concept of ``space``, above 0 for the likeliest.
        """
        says = self.space.array(named)
        if vector is None and not says.any() and not self.teacher.knows(terms):
            return np.zeros_like(says)
        told = self.weights.learnt * self.teacher.tell(terms, says, vector)
        told += self._named * says + self.weights.led * self.space.led(says)
        close = self.space.array(self.near(vector) if near is None else near)
        if close.any():
            told += self.weights.near * close + self.weights.near_led * self.space.led(close)
        return _strongest(told, self.weights.most)


def _strongest(values: Floats, most: int) -> Floats:
    if len(values) > most:
        values = np.where(values >= np.partition(values, -most)[-most], values, 0)
    return np.asarray(np.maximum(values, 0), np.float32)


def terms_of(written: str, language: str) -> dict[str, float]:
    """The terms of a text, each with its greatest weight."""
    found: dict[str, float] = {}
    for term in text.analyse(written[:MOST_ALIKE], language):
        found[term.text] = max(term.weight, found.get(term.text, 0.0))
    return found


class Bridge:
    """From a need to what an offer that helps is likely to sound like, as a vector: a third linear model, learnt from
    pairs of example needs and example offers that share concepts. People ask in other words than others offer.
    """

    def __init__(self, needs: Teacher, offers: Teacher) -> None:
        self._needs = needs
        self._ridge: Ridge | None = None
        if needs.vectors is None or offers.vectors is None:
            return
        rarity = np.log1p(len(offers.labels) / np.maximum((offers.labels > 0).sum(axis=0), 1)).astype(np.float32)
        shared = ((needs.labels * rarity) @ (offers.labels * rarity).T) ** 2
        wanted = shared @ offers.vectors / np.maximum(shared.sum(axis=1, keepdims=True), 1e-9)
        wanted -= wanted.mean(axis=0)
        wanted /= np.maximum(np.linalg.norm(wanted, axis=1, keepdims=True), 1e-9)
        self._ridge = Ridge.learn(np.concatenate([needs.rows, needs.vectors], axis=1), wanted)

    def across(self, terms: Mapping[str, float], named: Floats, vector: Floats) -> Floats:
        """The vector of a need, half as it is and half as an offer that helps would sound; a unit vector (384,)."""
        if self._ridge is None:
            return vector
        row = np.concatenate([self._needs.features(terms, named), vector])
        signs = np.flatnonzero(row)
        expected = row[signs] @ self._ridge.weights[signs]
        both = vector + expected / max(float(np.linalg.norm(expected)), 1e-9)
        return np.asarray(both / max(float(np.linalg.norm(both)), 1e-9), np.float32)


_bridges: dict[tuple[str, str], Bridge] = {}


def bridge(matcher: ConceptMatcher, model: str) -> Bridge:
    """The bridge for a vocabulary and a model of meaning; the last one is kept."""
    wanted = (matcher.vocabulary.fingerprint, model)
    needs, offers = reader("needs", matcher, model).teacher, reader("offers", matcher, model).teacher
    with _lock:
        if wanted not in _bridges:
            _bridges.clear()
            _bridges[wanted] = Bridge(needs, offers)
        return _bridges[wanted]


_readers: dict[tuple[str, Side, str], Reader] = {}
_lock = threading.Lock()


def reader(side: Side, matcher: ConceptMatcher, model: str = "") -> Reader:
    """The reader of a vocabulary: made once (a second or two), and again only when the vocabulary changes."""
    wanted = (matcher.vocabulary.fingerprint, side, model)
    with _lock:
        if wanted not in _readers:
            for old in [key for key in _readers if key[0] != wanted[0]][: max(0, len(_readers) - KEPT)]:
                del _readers[old]
            _readers[wanted] = Reader(side, matcher, model)
        return _readers[wanted]
