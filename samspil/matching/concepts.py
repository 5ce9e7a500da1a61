"""Finds the concepts of the vocabulary in a text, and what lies one or two named links away from them.

A million texts are read when an index is built, so everything about a word is worked out once and kept: most words are
a single look-up. Phrases ("bor alene", "har ingen venner") go before words, and longer ones before shorter.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from samspil.matching import compounds, text
from samspil.matching.vocabulary import LANGUAGES, Link, Vocabulary

BEGINNING = 0.9  # weight of a long word that only begins or ends as a label does
SHORT_REST = 4  # letters; so much more is an ending of the same word, not a compound
COMPOUND = 0.6  # weight of a label that is a part of a compound
SHORTEST_PART = 4  # letters of a label that is looked for inside compounds
SHORTEST_STEM = 5  # letters of a stem by which a word is recognised; shorter ones belong to too many words
SHORTEST_EDGE = 6  # letters of a label that makes a compound even if the splitter does not know the word
INNER = 0.25  # of what a word says that stands within a phrase which says something else
HEAD = 0.8  # weight of a label that ends with the word: "fiskeri" for "lystfiskeri"
FEW = 2  # concepts that a word may be the end of, and still say which is meant
ONCE = 0.7  # weight of a concept found once by its own word; more finds come nearer to 1
KEPT_WORDS = 400_000  # remembered words of each language
MOST = 40  # concepts of one text

HOP = 0.75  # what each link costs, besides its own weight
FAN = 14  # links followed from one concept
WEAKEST = 0.08  # what is weaker is not reached
FARTHEST = 60  # concepts reached from one text
MOST_SKIPPED = 3  # fillers between two words of a phrase ("bor nu helt alene")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS_DA = _set("""
er så meget helt lidt nu da jo også en et den det de min mit mine sin sit sine hans hendes deres vores ret gerne har
blevet været bare stadig for at ofte nogle noget gang lige selv
""")
_FILLERS_EN = _set("""
is are am so very really quite a bit an the my his her their our your to be been being just still often some has have
had that of
""")
FILLERS = {"da": _FILLERS_DA, "en": _FILLERS_EN}

# Forms that look like a label and mean something else ("gælder" is not debt, "naturligvis" no nature).
_NEVER_DA = _set("""
gælde gælder gjaldt naturlig naturligt naturlige naturligvis løbende oplagt oplagte bagefter bagerste sørge sørget
eksisterer eksisterende eksisteret kræfter kræfterne stående orienteret orientere orienterer danske dansker danskere
betydning forhold ligger mener mente meninger samlet samle samles forsøge forsøger lugen livet
viser vises kassen
""")
_NEVER_EN = _set("""
related relation relations close closes closed closely clear clears cleared clearly secure secured account accounts
right rights manage managed manages execute executed remind reminds reminded actor actors initial initially foundation
journal organisation organisations administrator grant granted screen screens contact contacts board boards general
generally place placed outsider outsiders
""")
NEVER = {"da": _NEVER_DA, "en": _NEVER_EN}

_NEGATIONS_DA = _set("""
ikke ingen intet aldrig uden hverken ej næppe
""")
_NEGATIONS_EN = _set("""
not no never without nobody nothing none cannot don't doesn't can't isn't won't didn't hasn't haven't
""")
_NEGATIONS = {"da": _NEGATIONS_DA, "en": _NEGATIONS_EN}
_ENDINGS = ("erne", "ene", "ens", "ets", "ers", "en", "et", "er", "e", "s")


class Path(NamedTuple):
    """From a concept that was found to one that was not: ids, and between them the names of the links."""

    concepts: tuple[str, ...]
    links: tuple[str, ...]


class Reached(NamedTuple):
    weight: float  # 0 to 1
    path: Path


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: what may come next (stems after "~", or beginnings before "*"), and the concepts
    that a phrase which ends here stands for, each with whether the phrase has a "no" in it.
    """

    next: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[int, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Word:
    """All there is to know about one written word. ``keys`` are those by which the tree of phrases may know it."""

    keys: tuple[str, ...] = ()
    singles: tuple[tuple[int, float], ...] = ()
    starts: bool = False  # a phrase may begin with it
    filler: bool = False
    negation: bool = False


@dataclass(slots=True)
class _Tables:
    """The labels of one language, by how they are looked up."""

    exact: dict[str, dict[int, float]] = field(default_factory=dict)  # a form, or "~" and a stem
    parts: dict[str, dict[int, float]] = field(default_factory=dict)  # the same for labels that may be parts
    begins: dict[str, dict[int, float]] = field(default_factory=dict)
    ends: dict[str, dict[int, float]] = field(default_factory=dict)
    heads: dict[str, dict[int, float]] = field(default_factory=dict)  # what compound labels end with
    phrases: _Node = field(default_factory=_Node)
    beginnings: set[str] = field(default_factory=set)  # of words in phrases
    words: dict[str, _Word] = field(default_factory=dict)


@lru_cache(maxsize=100_000)
def _stem_of(word: str, language: str) -> str:
    return _stemmer(language).stemWord(word)


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english" if language == "en" else "danish")


class ConceptMatcher:
    """``ConceptMatcher(vocabulary).match("ensom tømrer", "da")`` -> ``{"loneliness": 0.7, "carpenter": 0.7}``."""

    def __init__(self, vocabulary: Vocabulary, analyse: Callable[..., Iterable[Any]] | None = None) -> None:
        """``analyse`` (as ``text.analyse``) says which terms a word has; the engine's own unless another is given."""
        self.vocabulary = vocabulary
        self._analyse = analyse
        self._ids = tuple(vocabulary)
        self._strength = [vocabulary[key].strength for key in self._ids]
        self._tables = {language: self._build(language) for language in LANGUAGES}
        self._reach: dict[str, tuple[tuple[str, Reached], ...]] = {}

    # How the tables are made

    def _build(self, language: str) -> _Tables:
        tables = _Tables()
        for number, key in enumerate(self._ids):
            for label in self.vocabulary[key].all_labels(language):
                self._add(tables, language, number, label)
        return tables

    def _add(self, tables: _Tables, language: str, number: int, label: str) -> None:
        pieces = label.lower().replace("=", " ").split()
        found = [word for word, _, _ in text.words(label)]
        if not found:
            return
        if len(pieces) == len(found) == 1 and "*" in label:
            table = tables.ends if label.strip().startswith("*") else tables.begins
            table.setdefault(found[0], {})[number] = 1.0
            return
        if len(found) > 1:
            stars = {piece.strip("*") for piece in pieces if piece.endswith("*")}
            kept = [word for word in found if word not in FILLERS[language]]
            kept = kept if len(kept) > 1 else found
            tables.beginnings.update(stars.intersection(kept))
            node = tables.phrases
            for word in kept:
                key = f"{word}*" if word in stars else f"~{self._stem(word, language)}"
                node = node.next.setdefault(key, _Node())
            node.ends.append((number, any(word in _NEGATIONS[language] for word in kept)))
            return
        self._single(tables, language, number, found[0], whole="=" in label)

    def _single(self, tables: _Tables, language: str, number: int, word: str, *, whole: bool) -> None:
        forms = {word}
        if not whole:
            forms |= {form for form in self._forms(word, language) if form[0] != "~" or len(form) > SHORTEST_STEM}
        for form in forms:
            tables.exact.setdefault(form, {})[number] = 1.0
        if not whole and language == "da" and len(word) >= SHORTEST_PART:
            for form in forms:
                tables.parts.setdefault(form, {})[number] = 1.0
            head = (compounds.split(word) or ("", "", ""))[1]
            if len(head) >= SHORTEST_EDGE:
                tables.heads.setdefault(head, {})[number] = 1.0

    # One word

    def _stem(self, word: str, language: str) -> str:
        if self._analyse is not None:
            stems = [term.text for term in self._analyse(word, language, stop=False) if term.weight >= 1]
            return stems[0] if stems else word
        return _stem_of(text.lemma(word, language), language)

    def _forms(self, word: str, language: str) -> frozenset[str]:
        """The word, its lemma, and its stem after a "~"."""
        return frozenset({word, text.lemma(word, language), f"~{self._stem(word, language)}"})

    def _look_up(self, tables: _Tables, language: str, word: str) -> _Word:
        known = tables.words.get(word)
        if known is not None:
            return known
        if len(tables.words) > KEPT_WORDS:
            tables.words.clear()
        begun = (word[:end] for end in range(2, len(word) + 1))
        keys = (f"~{self._stem(word, language)}", *(f"{start}*" for start in begun if start in tables.beginnings))
        silent = word in text.STOP[language] or word in NEVER[language]
        info = _Word(
            keys=keys,
            singles=() if silent else tuple(self._singles(tables, language, word).items()),
            starts=any(key in tables.phrases.next for key in keys),
            filler=word in FILLERS[language],
            negation=word in _NEGATIONS[language],
        )
        tables.words[word] = info
        return info

    def _singles(self, tables: _Tables, language: str, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        forms = self._forms(word, language)

        def take(entries: Mapping[int, float], weight: float) -> None:
            for number, own in entries.items():
                found[number] = max(found.get(number, 0.0), own * weight)

        written = (word, *sorted(form for form in forms if form != word and form[0] != "~"))
        for form in (*written, *(form for form in forms if form[0] == "~")):
            if form in tables.exact:
                take(tables.exact[form], 1.0)
        if found:
            return found
        for length in range(len(word), 2, -1):
            if (entries := tables.begins.get(word[:length])) is not None:
                take(entries, 1.0 if len(word) - length <= SHORT_REST else BEGINNING)
                break
        for start in range(len(word) - 2):
            ends = [form[start:] for form in self._stripped(word) if form[start:] in tables.ends]
            if ends:
                take(tables.ends[ends[0]], BEGINNING)
                break
        if language == "da":
            self._compounds(tables, word, take)
        return found

    @staticmethod
    def _stripped(word: str) -> list[str]:
        """The word, and what is left of it without each ending it may have."""
        return [word, *(word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 2)]

    def _compounds(self, tables: _Tables, word: str, take: Callable[[Mapping[int, float], float], None]) -> None:
        parts = compounds.parts(word)
        runs = {
            "".join(parts[start:end])
            for start in range(len(parts))
            for end in range(start + 1, len(parts) + 1)
            if end - start < len(parts)
        }
        for run in sorted(runs):
            if len(run) >= SHORTEST_PART:
                for form in sorted(self._forms(run, "da")):
                    if form in tables.parts:
                        take(tables.parts[form], COMPOUND)
        if parts:
            return
        for cut in range(SHORTEST_EDGE, len(word) - 2):
            if (entries := tables.parts.get(word[:cut])) is not None:
                take(entries, COMPOUND)
        for form in self._stripped(word):
            for cut in range(3, len(form) - SHORTEST_EDGE + 1):
                if (entries := tables.parts.get(form[cut:])) is not None:
                    take(entries, COMPOUND)

    # A text

    def match(self, written: str, language: str = "da") -> dict[str, float]:
        """The concepts of a text with weights from 0 to 1, strongest first, at most ``MOST``.

        ``language`` "da" or "en"; anything else is guessed. Never raises on any text.
        """
        return self._match(written, language, only_negated=False)

    def match_negated(self, written: str, language: str = "da") -> dict[str, float]:
        """Only what people say with a "no" or "not": "har ingen venner", "kan ikke sove", "speaks no Danish".

        To be asked of the text as written, before what is negated is taken out of it.
        """
        return self._match(written, language, only_negated=True)

    def match_heads(self, written: str) -> dict[str, float]:
        """The concepts with Danish labels that end with a word: "fiskeri" may be meant for "lystfiskeri". For texts in
        which nothing else is found.
        """
        heads = self._tables["da"].heads
        found: dict[str, float] = {}
        for word, _, _ in text.words(written):
            entries = heads.get(word) or heads.get(text.lemma(word)) or {}
            if len(entries) <= FEW:
                found.update({self._ids[number]: ONCE * HEAD * self._strength[number] for number in entries})
        return dict(sorted(found.items())[:MOST])

    def _match(self, written: str, language: str, *, only_negated: bool) -> dict[str, float]:
        if language not in self._tables:
            language = text.guess_language(written)
        tables = self._tables[language]
        known = tables.words
        words = [known.get(word) or self._look_up(tables, language, word) for word, _, _ in text.words(written)]
        missing: dict[int, float] = {}  # 1 minus the weight, so that finds multiply
        at = 0
        while at < len(words):
            word = words[at]
            if word.starts:
                end, numbers = self._phrases_at(tables.phrases, words, at, only_negated)
                if end:
                    for number in numbers:
                        missing[number] = missing.get(number, 1.0) * (1 - ONCE)
                    if not any(inner.negation for inner in words[at:end]):
                        # "Plejede at synge" is a loss, and still about singing.
                        for number, weight in {one for inner in words[at:end] for one in inner.singles}:
                            if number not in numbers and not only_negated:
                                missing[number] = missing.get(number, 1.0) * (1 - ONCE * INNER * weight)
                    at = end
                    continue
            if word.singles and not only_negated:
                for number, weight in word.singles:
                    missing[number] = missing.get(number, 1.0) * (1 - ONCE * weight)
            at += 1
        if not missing:
            return {}
        weights = {self._ids[number]: (1 - rest) * self._strength[number] for number, rest in missing.items()}
        return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST])

    @staticmethod
    def _phrases_at(root: _Node, words: list[_Word], start: int, only_negated: bool) -> tuple[int, list[int]]:
        """Where the longest phrase that begins here ends (0: none does), and the concepts it stands for."""
        best, longest = 0, 0
        numbers: list[int] = []
        open_ways = [(root, start, 0, 0)]  # node, place in the text, words so far, fillers passed over
        while open_ways:
            node, at, length, skipped = open_ways.pop()
            if node.ends and length >= longest:
                ends = [number for number, negated in node.ends if negated or not only_negated]
                if ends:
                    best = at if length > longest else max(best, at)
                    numbers = ends if length > longest else [*numbers, *ends]
                    longest = length
            if at == len(words) or not node.next:
                continue
            for key in words[at].keys:
                if key in node.next:
                    open_ways.append((node.next[key], at + 1, length + 1, 0))
            if length and skipped < MOST_SKIPPED and words[at].filler:
                open_ways.append((node, at + 1, length, skipped + 1))
        return best, list(dict.fromkeys(numbers))

    # What lies near

    def spread(self, ids: Mapping[str, float] | Iterable[str]) -> dict[str, Reached]:
        """What one or two links lead to, strongest first, without the concepts one starts from; at most ``FARTHEST``.

        ``ids``: concepts with weights, or just concepts (weight 1); unknown ones are passed over. What several of them
        lead to weighs more than what one does; the path is the best single one.
        """
        start = dict(ids) if isinstance(ids, Mapping) else dict.fromkeys(ids, 1.0)
        missing: dict[str, float] = {}
        best: dict[str, Reached] = {}
        for source, weight in start.items():
            if source not in self.vocabulary:
                continue
            for target, reached in self._reached_from(source):
                if target in start:
                    continue
                own = reached.weight * weight
                missing[target] = missing.get(target, 1.0) * (1 - own)
                if target not in best or best[target].weight < own:
                    best[target] = Reached(own, reached.path)
        together = {target: Reached(1 - missing[target], best[target].path) for target in best}
        kept = sorted(together.items(), key=lambda item: (-item[1].weight, item[0]))
        return {target: reached for target, reached in kept[:FARTHEST] if reached.weight >= WEAKEST}

    def _reached_from(self, source: str) -> tuple[tuple[str, Reached], ...]:
        known = self._reach.get(source)
        if known is None:
            first = {
                link.target: Reached(link.weight * HOP, Path((source, link.target), (link.name,)))
                for link in self._steps(source)
            }
            found = dict(first)
            for middle, (weight, path) in first.items():
                for link in self._steps(middle):
                    own = weight * link.weight * HOP
                    if link.target == source or own < WEAKEST:
                        continue
                    if link.target not in found or found[link.target].weight < own:
                        through = Path((*path.concepts, link.target), (*path.links, link.name))
                        found[link.target] = Reached(own, through)
            known = self._reach[source] = tuple(found.items())
        return known

    def _steps(self, source: str) -> tuple[Link, ...]:
        return self.vocabulary.neighbours[source][:FAN]
