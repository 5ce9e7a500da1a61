"""The engine: a need in, a ranking with reasons out.

    engine = Engine(Index.open(folder), Vocabulary.load(), Meaning.load())
    engine.rank(Need(text="ensom tømrer, vil ud i naturen", place="Lunde"), k=10)

It reads three stages (words, concepts, meaning), takes candidates from all of them and adds their scores. Nothing about
a need is kept. An engine may be used by several threads.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from samspil.matching import conditions, ranking, safety, text
from samspil.matching.concepts import Reached
from samspil.matching.index import Index, _matcher
from samspil.matching.nearness import Nearness
from samspil.matching.ranking import Candidate
from samspil.matching.spelling import LONGEST, SHORTEST, Speller, one_off
from samspil.matching.stages import ConceptStage, Limits, MeaningStage, Way, WordStage
from samspil.matching.types import Need, Ranking, Reason, Suggestion, Understood
from samspil.matching.understand import understand
from samspil.matching.vocabulary import Vocabulary

READ = 4_000  # characters of a need that are matched
POOL = 200  # candidates of each stage
BATCH = 32  # candidates that are looked at together
MOST = 2_000  # candidates that are looked at before the list is as it is
SPARE = 3  # times k candidates are compared for variety
MOST_TERMS = 48  # of one query
MOST_CONCEPTS = 12  # of one need
WIDEST = 48  # concepts that those lead to
SURE = 6  # of them for each concept that the need names

WORDS_MIDDLE = 1.0  # of the mean rarity of the words asked for: half of what words can give
CONCEPTS_MIDDLE = 0.35
MEANING_FLOOR, MEANING_TOP = 0.0, 0.6  # similarity that counts as nothing, and as everything
TOLD = 3  # ways through concepts
TWIN = 0.45  # likeness from which a text may be the same thing
ALIKE_FLOOR, ALIKE_TOP = 0.2, 0.6  # similarity of two descriptions that have nothing, or everything, in common
AVOIDED = 0.5  # what is left of the score of something that was turned down

Allowed = Callable[[list[str]], set[str]]


@dataclass(slots=True)
class _Query:
    """What is asked of the stages. ``written``: term -> the word it came from."""

    text: str
    language: str
    terms: dict[str, float]
    written: dict[str, str]
    concepts: dict[str, float]
    near: frozenset[str] = frozenset()  # of the concepts: only near in meaning, not named
    vector: np.ndarray | None = None


class Engine:
    """Ranks the documents of an index. ``meaning`` is None where the model does not load: then two stages take part."""

    def __init__(self, index: Index, vocabulary: Vocabulary, meaning: Any = None) -> None:
        self.index = index
        self.vocabulary = vocabulary
        self.meaning = meaning if index.has_vectors else None
        self._matcher = _matcher(vocabulary)
        self._nearness = Nearness(vocabulary, meaning.name) if self.meaning is not None else None
        self._places = index.places
        self._reached: dict[str, dict[str, Reached]] = {}
        self._labels: Speller | None = None

    # Asking

    def rank(
        self,
        need: Need,
        *,
        k: int = 10,
        allowed: Allowed | None = None,
        kinds: frozenset[str] | None = None,
        label_language: str = "da",
    ) -> Ranking:
        """The k best suggestions for a need, best first; fewer when there are no more. Any text is fine.

        ``allowed`` gets ids in batches, best first, and gives back those that may be shown. ``kinds`` (Document.kind)
        narrows. ``label_language`` is the language of the concept labels in reasons.
        """
        understood = understand(need, self._places)
        alarm = safety.alarm(need.text)
        query = self._query(need, understood)
        self._add_meaning(query)
        stages = self._stages(query, self._leads(query.concepts, query.near))
        rows, scores = self._candidates(stages, Limits(understood, kinds))
        if not len(rows):
            return Ranking(suggestions=(), stages=tuple(stages), understood=understood, alarm=alarm)
        fused = ranking.fuse(self._scaled(stages, scores))
        fused *= self._not_avoided(understood, query.language, rows)
        found = self._look_at(rows, fused, understood, k, allowed, kinds)
        self._explain(found, stages, query)
        shown = ranking.arrange(found, k)
        suggestions = tuple(self._suggestion(candidate, label_language) for candidate in shown)
        return Ranking(suggestions=suggestions, stages=tuple(stages), understood=understood, alarm=alarm)

    def twins(
        self,
        written: str,
        language: str = "",
        k: int = 5,
        kinds: frozenset[str] | None = None,
        allowed: Allowed | None = None,
    ) -> list[Suggestion]:
        """What is nearly the same as a text somebody writes, also in another language; often nothing."""
        need = Need(text=written, language=language)
        understood = Understood(need=need, wanted=written[:READ])
        query = self._query(need, understood)
        if self.meaning is not None and _speaks(query.text):
            query.vector = self.meaning.passages([query.text])[0]
        stages = self._stages(query, {concept: {concept: 1.0} for concept in query.concepts})
        rows, scores = self._candidates(stages, Limits(understood, kinds))
        if not len(rows):
            return []
        likeness = self._likeness(stages, scores)
        kept = likeness >= TWIN
        found = self._look_at(rows[kept], likeness[kept], understood, k, allowed, kinds, conditional=False)[:k]
        self._explain(found, stages, query)
        return [self._suggestion(candidate, query.language) for candidate in found]

    # What is asked

    def _query(self, need: Need, understood: Understood) -> _Query:
        wanted = understood.wanted[:READ]
        language = need.language or text.guess_language(need.text or wanted)
        wanted = self._corrected(wanted, language)
        terms: dict[str, float] = {}
        written: dict[str, str] = {}
        for term in text.analyse(wanted, language):
            if term.weight > terms.get(term.text, 0.0):
                terms[term.text], written[term.text] = term.weight, term.word
        if len(terms) > MOST_TERMS:
            terms = dict(sorted(terms.items(), key=lambda item: -self._rarity(item[0]) * item[1])[:MOST_TERMS])
        concepts = dict(self._matcher.match(wanted, language))
        if not concepts and not need.language:
            # A few words may be taken for the wrong language.
            concepts = dict(self._matcher.match(wanted, "en" if language == "da" else "da"))
        for key, weight in self._matcher.match_negated(need.text[:READ], language).items():
            concepts[key] = max(weight, concepts.get(key, 0.0))
        concepts = dict(sorted(concepts.items(), key=lambda item: -item[1])[:MOST_CONCEPTS])
        concepts.update({key: 1.0 for key in sorted(need.concepts) if key in self.vocabulary})
        for key in need.concepts:
            if key in self.vocabulary and not need.text:
                for term in text.analyse(self.vocabulary.label(key, "da"), "da"):
                    terms.setdefault(term.text, term.weight)
                    written.setdefault(term.text, term.word)
        return _Query(text=wanted.strip(), language=language, terms=terms, written=written, concepts=concepts)

    def _add_meaning(self, query: _Query) -> None:
        """The vector of what is asked, and the concepts that are near it without being named."""
        if self.meaning is None or self._nearness is None or not _speaks(query.text):
            return
        query.vector = self.meaning.query(query.text)
        near = self._nearness.near(query.vector)
        query.near = frozenset(near.keys() - query.concepts.keys())
        for key, weight in near.items():
            query.concepts[key] = max(weight, query.concepts.get(key, 0.0))

    def _rarity(self, term: str) -> float:
        count = sum(segment.words.count(segment.words.find(term)) for segment in self.index.segments)
        return 1 / count if count else 0.0

    def _corrected(self, written: str, language: str) -> str:
        """The text with words that nobody knows replaced by the likeliest word that the documents or labels have."""
        changes = []
        for word, start, end in text.words(written)[:200]:
            if SHORTEST <= len(word) <= LONGEST and word.isalpha() and (right := self._right(word, language)):
                changes.append((start, end, right))
        for start, end, right in reversed(changes):
            written = written[:start] + right + written[end:]
        return written

    def _right(self, word: str, language: str) -> str:
        if word in text.STOP["da"] or word in text.STOP["en"]:
            return ""
        if any(word in segment.speller for segment in self.index.segments) or word in self._label_words:
            return ""
        if language == "en":
            near = self._label_words.near(word) if len(word) > SHORTEST else []
        elif text.known(word) or len(text.terms_of(word, "da")) > 1:
            return ""
        else:
            near = [found for segment in self.index.segments for found in segment.speller.near(word)]
            near += self._label_words.near(word)
            near = near or [(1, form) for form in one_off(word) if text.known(form) and self._is_about(form)]
        best = min(
            near, key=lambda item: (item[0], item[1][0] != word[0], item[1] not in self._label_words), default=None
        )
        return best[1] if best else ""

    def _is_about(self, word: str) -> bool:
        """Whether a word, or a part of it, is in any document or label."""
        if word in self._label_words:
            return True
        return any(self._rarity(term) for term, weight in text.terms_of(word, "da") if weight >= text.PART)

    @property
    def _label_words(self) -> Speller:
        if self._labels is None:
            self._labels = Speller.of(
                word
                for concept in self.vocabulary.values()
                for language in ("da", "en")
                for label in concept.all_labels(language)
                for word, _, _ in text.words(label)
                if "*" not in label
            )
        return self._labels

    def _leads(self, concepts: Mapping[str, float], near: frozenset[str] = frozenset()) -> dict[str, dict[str, float]]:
        """Each concept of the need -> what it leads to, itself included, with weights. ``SURE`` ones for each concept
        that the need names, and then the strongest up to ``WIDEST``.
        """
        leads: dict[str, dict[str, float]] = {}
        reached = []
        for origin, weight in concepts.items():
            leads[origin] = {origin: weight}
            for place, (target, way) in enumerate(self._reach(origin).items()):
                reached.append((place >= SURE or origin in near, -way.weight * weight, origin, target))
        sure = sum(not later for later, *_ in reached)
        for _, weight, origin, target in sorted(reached)[: max(WIDEST, sure)]:
            leads[origin][target] = -weight
        return leads

    def _reach(self, origin: str) -> dict[str, Reached]:
        """What one concept leads to, strongest first; remembered, because there are only as many as concepts."""
        known = self._reached.get(origin)
        if known is None:
            known = self._reached[origin] = self._matcher.spread({origin: 1.0})
        return known

    # Stages

    def _stages(self, query: _Query, leads: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
        stages: dict[str, Any] = {
            "words": WordStage(self.index, query.terms),
            "concepts": ConceptStage(self.index, leads),
        }
        if query.vector is not None:
            stages["meaning"] = MeaningStage(self.index, query.vector)
        return stages

    @staticmethod
    def _candidates(stages: Mapping[str, Any], limits: Limits) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        narrowed = limits if limits.limited else None
        found = [stage.candidates(POOL, narrowed) for stage in stages.values()]
        rows = np.unique(np.concatenate(found))
        return rows, {name: stage.at(rows) for name, stage in stages.items()}

    @staticmethod
    def _scaled(stages: Mapping[str, Any], scores: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Every stage's scores brought to 0..1, so that they can be added."""
        idf = stages["words"].idf
        usual = sum(idf.values()) / len(idf) if idf else 1.0
        scaled = {
            "words": ranking.half(scores["words"], WORDS_MIDDLE * usual),
            "concepts": ranking.half(scores["concepts"], CONCEPTS_MIDDLE),
        }
        if "meaning" in scores:
            span = MEANING_TOP - MEANING_FLOOR
            scaled["meaning"] = np.clip((scores["meaning"] - MEANING_FLOOR) / span, 0, 1).astype(np.float32)
        return scaled

    def _not_avoided(self, understood: Understood, language: str, rows: np.ndarray) -> np.ndarray:
        """What is left of each score: less for documents about something that was turned down ("ikke flere møder")."""
        factors = np.ones(len(rows), np.float32)
        # Who does not drive a car asks for no club about driving cars.
        spans = [understood.need.text[start:end] for start, end, wish in understood.spans if wish == "drives"]
        for part in (*understood.avoided, *(spans if understood.need.drives is False else ())):
            concepts = self._matcher.match(part, language)
            terms = {term.text: term.weight for term in text.analyse(part, language) if term.weight >= 1}
            about = ConceptStage(self.index, {key: {key: 1.0} for key in concepts}).at(rows) > 0
            if terms:
                words = WordStage(self.index, terms)
                about |= words.at(rows) > 0.5 * max(words.ideal, 1e-6)
            factors[about] = AVOIDED
        return factors

    # Looking at candidates

    def _look_at(
        self,
        rows: np.ndarray,
        scores: np.ndarray,
        understood: Understood,
        k: int,
        allowed: Allowed | None,
        kinds: frozenset[str] | None,
        conditional: bool = True,
    ) -> list[Candidate]:
        """Candidates that may be shown, best first, until enough are found that no later one could come before them."""
        found: list[Candidate] = []
        order = np.argsort(-scores, kind="stable")[:MOST]
        for start in range(0, len(order), BATCH):
            batch: list[Candidate] = []
            for place in order[start : start + BATCH]:
                score = float(scores[place])
                if score <= 0:
                    break
                document, concepts = self.index.document(int(rows[place]))
                if kinds is not None and document.kind not in kinds:
                    continue
                reasons: tuple[Reason, ...] = ()
                if conditional:
                    fits, reasons = conditions.check(document, understood)
                    if not fits:
                        continue
                    score *= conditions.penalty(reasons)
                fair = ranking.fairness(document)
                candidate = Candidate(int(rows[place]), document, score * fair, concepts[0] if concepts else "")
                candidate.reasons.extend(reasons)
                if fair < 1:
                    candidate.reasons.append(Reason(kind="exposure"))
                batch.append(candidate)
            if allowed is not None and batch:
                visible = allowed([candidate.document.id for candidate in batch])
                batch = [candidate for candidate in batch if candidate.document.id in visible]
            found.extend(batch)
            if len(found) >= SPARE * k:
                break
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.document.id))

    # Why

    @staticmethod
    def _explain(found: list[Candidate], stages: Mapping[str, Any], query: _Query) -> None:
        """What led to each candidate. Unexpected: it shares neither a concept nor a whole word with the need."""
        if not found:
            return
        rows = np.array([candidate.row for candidate in found])
        has = stages["words"].has(rows)
        ways = stages["concepts"].ways(rows)
        similar = stages["meaning"].at(rows) if "meaning" in stages else np.zeros(len(rows), np.float32)
        for place, candidate in enumerate(found):
            terms = [term for term, where in has.items() if where[place]]
            candidate.words = list(dict.fromkeys(query.written[term] for term in terms))
            candidate.ways = ways[place]
            candidate.similarity = float(similar[place])
            candidate.near = query.near
            direct = any(way.origin == way.concept and way.origin not in query.near for way in candidate.ways)
            candidate.unexpected = not direct and not any(query.terms[term] >= 1 for term in terms)

    def _suggestion(self, candidate: Candidate, language: str) -> Suggestion:
        reasons = list(candidate.reasons)
        reasons.extend(self._way(way, language, way.origin in candidate.near) for way in _told(candidate))
        if candidate.words:
            reasons.append(Reason(kind="words", data={"words": candidate.words}))
        if candidate.similarity >= (MEANING_FLOOR + MEANING_TOP) / 2:
            reasons.append(Reason(kind="meaning", data={"similarity": round(candidate.similarity, 2)}))
        return Suggestion(
            id=candidate.document.id,
            score=round(candidate.score, 4),
            kind="unexpected" if candidate.unexpected else "familiar",
            reasons=ranking.in_order(reasons),
        )

    def _way(self, way: Way, language: str, near: bool) -> Reason:
        """A way as a reason; ``similar`` says that the need does not name its first concept but is near it."""
        if way.origin == way.concept:
            path: Iterable[str] = (way.origin,)
            links: Iterable[str] = ()
        else:
            path, links = self._reach(way.origin)[way.concept].path
        labels = [self.vocabulary.label(key, language) for key in path]
        data = {"path": labels, "links": list(links), "ids": list(path), **({"similar": True} if near else {})}
        return Reason(kind="concept", data=data)

    @staticmethod
    def _likeness(stages: Mapping[str, Any], scores: Mapping[str, np.ndarray]) -> np.ndarray:
        """0 to 1: how much two texts say the same."""
        words = np.minimum(scores["words"] / np.float32(max(stages["words"].ideal, 1e-6) * 1.3), 1)
        concepts = np.minimum(scores["concepts"] / np.float32(max(stages["concepts"].ideal, 1e-6)), 1)
        near = np.zeros(len(words), np.float32)
        if "meaning" in scores:
            near = np.clip((scores["meaning"] - ALIKE_FLOOR) / (ALIKE_TOP - ALIKE_FLOOR), 0, 1)
        # Either says it alone, or they say it together; the same concepts alone are not enough.
        likeness = np.maximum(np.maximum(words, near), 0.4 * words + 0.4 * concepts + 0.6 * near).astype(np.float32)
        return likeness


def _told(candidate: Candidate) -> list[Way]:
    """The ways that are told: those from what the need names, else the best of the others."""
    named = [way for way in candidate.ways if way.origin not in candidate.near]
    return named[:TOLD] or candidate.ways[:1]


def _speaks(written: str) -> bool:
    """Whether there are any letters in a text."""
    return any(letter.isalpha() for letter in written)
