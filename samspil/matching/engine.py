"""The engine: a need in, a ranking with reasons out.

    engine = Engine(Index.open(folder), Vocabulary.load(), Meaning.load())
    engine.rank(Need(text="ensom tømrer, vil ud i naturen", place="Lunde"), k=10)

It reads three stages (words, concepts, meaning), takes candidates from all of them and adds their scores. Nothing about
a need is kept. An engine may be used by several threads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from samspil.matching import conditions, ranking, safety, text, work
from samspil.matching.concepts import Path, Reached
from samspil.matching.index import Index, _matcher
from samspil.matching.learning import Asked, Reader, bridge, reader
from samspil.matching.ranking import Candidate
from samspil.matching.spelling import LONGEST, SHORTEST, Speller, one_off
from samspil.matching.stages import ConceptStage, Limits, MeaningStage, WordStage
from samspil.matching.types import Need, Ranking, Reason, Suggestion, Understood
from samspil.matching.understand import as_work, understand
from samspil.matching.vocabulary import Vocabulary

READ = 4_000  # characters of a need that are matched
POOL = 200  # candidates of each stage
BATCH = 32  # candidates that are looked at together
MOST = 2_000  # candidates that are looked at before the list is as it is
SPARE = 3  # times k candidates are compared for variety
MOST_TERMS = 48  # of one query
MOST_CONCEPTS = 12  # of one need
# Who is so old (years) is one of these, whether they say it or not.
AGES = {"child": (0, 14), "young-people": (13, 25), "pensioner": (68, 120)}
OF_AGE = 0.35
FEW_WORDS = 3  # terms of a need, parts of compounds among them
CHIP = 1.0  # how surely what somebody pressed would help

WORDS_MIDDLE = 1.0  # of the mean rarity of the words asked for: half of what words can give
CONCEPTS_MIDDLE = 0.35
MEANING_FLOOR, MEANING_TOP = 0.0, 0.6  # similarity that counts as nothing, and as everything
TOLD = 3  # ways through concepts
WORTH_TELLING = 0.2  # of what the best way is worth
WEAKEST_WAY = 0.15  # through links, from a concept that is named
TWIN = 0.45  # likeness from which a text may be the same thing
ALIKE_FLOOR, ALIKE_TOP = 0.2, 0.6  # similarity of two descriptions that have nothing, or everything, in common
AVOIDED = 0.5  # what is left of the score of something that was turned down
MAINLY = 0.35  # of what a document is about, all together 1
IN_TITLE = 1.2  # of the score of a text that has the words once: they are in its title, or often in it
CARS = ("veteran-cars", "motorsport")
UNDRIVEN = 0.3  # and of a club about cars, for somebody who does not drive

Allowed = Callable[[list[str]], set[str]]


@dataclass(slots=True)
class _Query:
    """What is asked of the stages. ``written``: term -> the word it came from."""

    text: str
    language: str
    terms: dict[str, float]
    written: dict[str, str]
    concepts: dict[str, float]  # that it names
    near: dict[str, float] = field(default_factory=dict)  # concepts that are near in meaning
    vector: np.ndarray | None = None
    sought: np.ndarray | None = None  # the vector of what is looked for
    asked: Asked | None = None  # to compare examples with, once somebody wants to know
    helps: dict[str, float] = field(default_factory=dict)  # concepts that are likely to help
    is_work: bool = False


class Engine:
    """Ranks the documents of an index. ``meaning`` is None where the model does not load: then two stages take part."""

    def __init__(self, index: Index, vocabulary: Vocabulary, meaning: Any = None) -> None:
        self.index = index
        self.vocabulary = vocabulary
        self.meaning = meaning if index.has_vectors else None
        self._matcher = _matcher(vocabulary)
        self._model = self.meaning.name if self.meaning is not None else ""
        self._needs = reader("needs", self._matcher, self._model)
        self._bridge = bridge(self._matcher, self._model) if self._model else None
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
        understood = (as_work if need.is_work else understand)(need, self._places)
        alarm = safety.alarm(need.text)
        query = self._query(need, understood)
        if self.meaning is not None and _speaks(query.text):
            query.vector = self.meaning.query(query.text)
            query.sought = query.vector if need.is_work else self._across(query)
        if need.is_work:
            self._add_work(query)
        else:
            self._add_helps(query, need.concepts, bool(understood.spans))
        stages = self._stages(query)
        rows, scores = self._candidates(stages, Limits(understood, kinds))
        if not len(rows):
            return Ranking(suggestions=(), stages=tuple(stages), understood=understood, alarm=alarm)
        fused = ranking.fuse(self._scaled(stages, scores))
        fused *= self._not_avoided(understood, query.language, rows)
        found = self._look_at(rows, fused, understood, k, allowed, kinds)
        self._explain(found, stages, query)
        shown = ranking.arrange(found, k)
        suggestions = tuple(self._suggestion(candidate, query, label_language) for candidate in shown)
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
            query.vector = query.sought = self.meaning.passages([query.text])[0]
        offers = reader("offers", self._matcher, self._model)
        query.helps = self._likely(offers, query)
        stages = self._stages(query)
        rows, scores = self._candidates(stages, Limits(understood, kinds))
        if not len(rows):
            return []
        likeness = self._likeness(stages, scores)
        kept = likeness >= TWIN
        found = self._look_at(rows[kept], likeness[kept], understood, k, allowed, kinds, conditional=False)[:k]
        self._explain(found, stages, query)
        return [self._suggestion(candidate, query, query.language) for candidate in found]

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
        # A word that is in every other need says little about this one; alone it is better than nothing.
        content = {term: weight * self._needs.teacher.content(term) for term, weight in terms.items()}
        if need.is_work:
            terms = {term: content[term] for term in terms if self._needs.teacher.content(term) >= work.SAYS}
        elif any(content.values()):
            terms = content
        if len(terms) > MOST_TERMS:
            terms = dict(sorted(terms.items(), key=lambda item: -self._rarity(item[0]) * item[1])[:MOST_TERMS])
        concepts = dict(self._matcher.match(wanted, language))
        if not concepts and not need.language:
            # A few words may be taken for the wrong language.
            concepts = dict(self._matcher.match(wanted, "en" if language == "da" else "da"))
        concepts = concepts or self._matcher.match_heads(wanted)
        for key, weight in self._matcher.match_negated(need.text[:READ], language).items():
            concepts[key] = max(weight, concepts.get(key, 0.0))
        concepts = dict(sorted(concepts.items(), key=lambda item: -item[1])[:MOST_CONCEPTS])
        for key, (low, high) in AGES.items():
            if key in self.vocabulary and understood.need.age is not None and low <= understood.need.age <= high:
                concepts.setdefault(key, OF_AGE)
        concepts.update({key: 1.0 for key in sorted(need.concepts) if key in self.vocabulary})
        for key in need.concepts:
            if key in self.vocabulary and not need.text:
                for term in text.analyse(self.vocabulary.label(key, "da"), "da"):
                    terms.setdefault(term.text, term.weight)
                    written.setdefault(term.text, term.word)
        return _Query(text=wanted.strip(), language=language, terms=terms, written=written, concepts=concepts)

    def _add_helps(self, query: _Query, chips: frozenset[str], conditional: bool) -> None:
        """What is likely to help, from what the need names, what is near it and what examples teach; chips surely."""
        query.near = self._needs.near(query.vector)
        query.helps = self._likely(self._needs, query)
        if conditional and not (query.helps or query.text or chips):
            # Somebody only says when, where or how old: then what helps most people.
            query.helps = dict(self._needs.usual)
        if 0 < len(query.terms) <= FEW_WORDS:
            # A word or two are no description of somebody: they name what is looked for.
            for key, weight in query.concepts.items():
                query.helps[key] = max(query.helps.get(key, 0.0), CHIP * weight)
        for key in chips & self.vocabulary.keys():
            query.helps[key] = CHIP
            for target, reached in self._reach(key).items():
                query.helps[target] = max(query.helps.get(target, 0.0), CHIP * reached.weight)

    def _add_work(self, query: _Query) -> None:
        """What somebody could be asked for: what the task names, and what that leads to."""
        query.is_work = True
        query.concepts = work.named(query.concepts, self.vocabulary)
        query.helps = {key: CHIP * weight for key, weight in query.concepts.items()}
        for key, weight in query.concepts.items():
            for target, reached in work.led(self._reach(key), self.vocabulary).items():
                query.helps[target] = max(query.helps.get(target, 0.0), CHIP * weight * reached.weight)

    def _across(self, query: _Query) -> np.ndarray | None:
        """The vector to look for offers with: people ask in other words than others offer."""
        if self._bridge is None or query.vector is None:
            return query.vector
        return self._bridge.across(query.terms, self._needs.space.array(query.concepts), query.vector)

    @staticmethod
    def _likely(reader: Reader, query: _Query) -> dict[str, float]:
        told = reader.read(query.terms, query.concepts, query.vector, query.near)
        return {reader.space.keys[place]: float(told[place]) for place in np.flatnonzero(told)}

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

    def _reach(self, origin: str) -> dict[str, Reached]:
        """What one concept leads to, strongest first; remembered, because there are only as many as concepts."""
        known = self._reached.get(origin)
        if known is None:
            known = self._reached[origin] = self._matcher.spread({origin: 1.0})
        return known

    # Stages

    def _stages(self, query: _Query) -> dict[str, Any]:
        stages: dict[str, Any] = {
            "words": WordStage(self.index, query.terms),
            "concepts": ConceptStage(self.index, query.helps),
        }
        if query.sought is not None:
            stages["meaning"] = MeaningStage(self.index, query.sought)
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
        if understood.need.drives is False:
            # Who does not drive a car asks for no club about driving cars.
            factors[ConceptStage(self.index, dict.fromkeys(CARS, 1.0)).most(rows) > MAINLY] = UNDRIVEN
        for part in understood.avoided:
            concepts = self._matcher.match(part, language)
            terms = {term.text: term.weight for term in text.analyse(part, language) if term.weight >= 1}
            # Only what it is mainly about; that a word stands somewhere in it says little.
            about = ConceptStage(self.index, dict.fromkeys(concepts, 1.0)).most(rows) > MAINLY
            if terms:
                words = WordStage(self.index, terms)
                about |= words.at(rows) > IN_TITLE * max(words.ideal, 1e-6)
            factors[about] = np.minimum(factors[about], AVOIDED)
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

    def _explain(self, found: list[Candidate], stages: Mapping[str, Any], query: _Query) -> None:
        """What led to each candidate. Unexpected: it shares neither a concept nor a whole word with the need."""
        if not found:
            return
        rows = np.array([candidate.row for candidate in found])
        has = {term: where.tolist() for term, where in stages["words"].has(rows).items()}
        ways = stages["concepts"].ways(rows)
        # Told is how alike the two texts are themselves.
        similar = np.zeros(len(rows), np.float32)
        if query.vector is not None:
            similar = MeaningStage(self.index, query.vector).at(rows)
        for place, candidate in enumerate(found):
            terms = [term for term, where in has.items() if where[place]]
            candidate.words = list(dict.fromkeys(query.written[term] for term in terms))
            candidate.ways = ways[place]
            candidate.similarity = float(similar[place])
            direct = any(way.concept in query.concepts for way in candidate.ways)
            candidate.unexpected = not direct and not any(query.terms[term] >= 1 for term in terms)

    def _suggestion(self, candidate: Candidate, query: _Query, language: str) -> Suggestion:
        reasons = list(candidate.reasons)
        reasons.extend(self._why(candidate, query, language))
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

    def _why(self, candidate: Candidate, query: _Query, language: str) -> list[Reason]:
        """The ways from the need to a document: through a concept that it names or that lead on from there, else
        through an example that is like it, else through one that is near it in meaning.
        """
        best = candidate.ways[0].value if candidate.ways else 0.0
        told: list[Reason] = []
        others: list[Reason] = []
        for way in candidate.ways:
            if way.value < WORTH_TELLING * best or len(told) == TOLD:
                break
            if path := self._path(way.concept, query.concepts, query.is_work):
                told.append(self._concept_reason(path, language))
            elif query.is_work:
                continue  # what is only like the task is no reason to ask anybody
            elif not others and (like := self._like(way.concept, query, language)):
                others.append(like)
            elif not others and (path := self._path(way.concept, query.near)):
                others.append(self._concept_reason(path, language, similar=True))
        return told or others

    def _path(self, target: str, origins: Mapping[str, float], is_work: bool = False) -> Path | None:
        """How one gets to a concept from those that are named: the strongest way, or none that is worth telling."""
        if target in origins:
            return Path((target,), ())
        found = [
            (reached.weight * weight, origin, reached.path)
            for origin, weight in origins.items()
            if (reached := self._reach(origin).get(target)) is not None
            and (not is_work or work.leads(reached.path, self.vocabulary))
        ]
        weight, _, path = max(found, default=(0.0, "", None), key=lambda one: one[:2])
        return path if weight >= WEAKEST_WAY else None

    def _concept_reason(self, path: Path, language: str, similar: bool = False) -> Reason:
        """A way as a reason; ``similar`` says that the need does not name its first concept but is near it."""
        labels = [self.vocabulary.label(key, language) for key in path.concepts]
        data = {"path": labels, "links": list(path.links), "ids": list(path.concepts)}
        return Reason(kind="concept", data={**data, **({"similar": True} if similar else {})})

    def _like(self, concept: str, query: _Query, language: str) -> Reason | None:
        """The example that says most for a concept, of those in the language of the reader."""
        if query.asked is None:
            named = self._needs.space.array(query.concepts)
            query.asked = self._needs.teacher.asked(query.terms, named, query.vector)
        example = self._needs.teacher.nearest(query.asked, concept, language)
        if example is None:
            return None
        return Reason(
            kind="like",
            data={"example": example.text, "concept": self.vocabulary.label(concept, language), "id": concept},
        )

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


def _speaks(written: str) -> bool:
    """Whether there are any letters in a text."""
    return any(letter.isalpha() for letter in written)
