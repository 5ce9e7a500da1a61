"""The concepts that needs and resources have in common: life situations, interests, former work, roles, means, needs.

Our own vocabulary, in the manner of SKOS: every concept has a preferred label and other labels in Danish and English,
and weighted *named* links, so that a suggestion can say how it came about ("natur - for eksempel -> lystfiskeri").
The data are the files in ``data/``: ``links.json`` names the links, and every other file is a group of concepts.

A label is a word or a phrase as people say it. Words are found in all their forms and as parts of compounds. Signs in a
label say otherwise (they are for finding only and are never shown):

- ``=kor``: the word itself, never a part of a longer word, and never a neighbour with the same stem;
- ``ensom*``: every word that begins so; ``*strik``: every word that ends so.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

LANGUAGES = ("da", "en")
DATA = Path(__file__).parent / "data"
LINKS_FILE = "links.json"

Labels = Mapping[str, tuple[str, tuple[str, ...]]]


class VocabularyError(ValueError):
    """The data of a vocabulary do not hang together; the message says where."""


class Link(NamedTuple):
    target: str
    name: str
    weight: float  # above 0, at most 1


@dataclass(frozen=True, slots=True)
class LinkName:
    """A kind of link. ``there`` and ``back`` (0 to 1) say how well it is followed from source and target."""

    name: str
    labels: Mapping[str, str]
    there: float
    inverse: str
    inverse_labels: Mapping[str, str]
    back: float


@dataclass(frozen=True, slots=True)
class Concept:
    """``labels``: language -> (preferred label, other labels). ``signs``: labels with ``*`` or ``=``, only for finding.

    ``strength`` (above 0, at most 1) is how much finding the concept says; small for what nearly every text speaks of.
    """

    id: str
    labels: Labels
    group: str = ""
    links: tuple[Link, ...] = ()
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strength: float = 1.0

    @classmethod
    def from_data(cls, data: Mapping[str, Any], group: str = "") -> Self:
        """Reads ``{"id", "da": [labels], "en": [labels], "links": {name: {target: weight}}, "strength"?}``.

        The first label of a language is the preferred one. Raises VocabularyError when something is missing or wrong.
        """
        try:
            labels, signs = {}, {}
            for language in LANGUAGES:
                said = [str(label).strip() for label in data.get(language, ())]
                plain = [label for label in said if label and "*" not in label and "=" not in label]
                if plain:
                    labels[language] = (plain[0], tuple(plain[1:]))
                signs[language] = tuple(label for label in said if "*" in label or "=" in label)
            links = tuple(
                Link(str(target), str(name), float(weight))
                for name, targets in data.get("links", {}).items()
                for target, weight in targets.items()
            )
            return cls(
                id=str(data["id"]),
                labels=labels,
                group=str(data.get("group", group)),
                links=links,
                signs=signs,
                strength=float(data.get("strength", 1.0)),
            )
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            raise VocabularyError(f"Not a concept: {str(data)[:200]} ({problem!r})") from problem

    def all_labels(self, language: str) -> tuple[str, ...]:
        """Preferred, other and finding labels of a language; the preferred one first."""
        preferred = self.labels.get(language)
        own = (preferred[0], *preferred[1]) if preferred else ()
        return (*own, *self.signs.get(language, ()))

    def to_data(self) -> dict[str, Any]:
        """What ``from_data`` reads."""
        links: dict[str, dict[str, float]] = {}
        for target, name, weight in self.links:
            links.setdefault(name, {})[target] = weight
        data: dict[str, Any] = {"id": self.id, "group": self.group}
        data.update({language: list(self.all_labels(language)) for language in LANGUAGES if self.all_labels(language)})
        return {**data, "links": links, "strength": self.strength}


def _together(old: Concept, new: Concept) -> Concept:
    """The old concept with the labels and links of the new one; a link named again gets the new weight."""
    labels = dict(old.labels)
    for language, (preferred, others) in new.labels.items():
        if language not in labels:
            labels[language] = (preferred, others)
            continue
        first, rest = labels[language]
        more = tuple(label for label in dict.fromkeys((preferred, *others)) if label not in (first, *rest))
        labels[language] = (first, (*rest, *more))
    languages = set(old.signs) | set(new.signs)
    signs = {key: tuple(dict.fromkeys((*old.signs.get(key, ()), *new.signs.get(key, ())))) for key in languages}
    links = {(link.target, link.name): link for link in (*old.links, *new.links)}
    return replace(old, labels=labels, signs=signs, links=tuple(links.values()))


class Vocabulary(Mapping[str, Concept]):
    """Concepts by id. Does not change; ``with_concepts`` gives a new one."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        link_names: Mapping[str, LinkName],
        groups: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """``groups``: group id -> language -> label. Raises VocabularyError (an id twice, unknown targets)."""
        self.link_names = link_names
        self.groups = groups or {}
        self._concepts: dict[str, Concept] = {}
        for concept in concepts:
            if concept.id in self._concepts:
                raise VocabularyError(f"The concept {concept.id!r} is there twice")
            self._concepts[concept.id] = concept
        for concept in self._concepts.values():
            self._check(concept)

    def _check(self, concept: Concept) -> None:
        if not concept.labels:
            raise VocabularyError(f"The concept {concept.id!r} has no label")
        if not 0 < concept.strength <= 1:
            raise VocabularyError(f"The strength of {concept.id!r} is not above 0 and at most 1")
        for target, name, weight in concept.links:
            if name not in self.link_names:
                raise VocabularyError(f"{concept.id!r} has a link of an unknown kind: {name!r}")
            if target not in self._concepts or target == concept.id:
                raise VocabularyError(f"{concept.id!r} is linked to {target!r}, which is not another concept")
            if not 0 < weight <= 1:
                raise VocabularyError(f"The weight of {concept.id!r} {name} {target!r} is not above 0 and at most 1")

    @classmethod
    def load(cls, path: Path | str | None = None) -> "Vocabulary":
        """Our own vocabulary, or one from a folder of such files, or one file (then with our names for links).

        Raises VocabularyError when the data do not hang together, OSError when they cannot be read.
        """
        return _load(Path(path) if path is not None else DATA)

    def __getitem__(self, key: str) -> Concept:
        return self._concepts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._concepts)

    def __len__(self) -> int:
        return len(self._concepts)

    def with_concepts(self, extra: Iterable[Concept]) -> "Vocabulary":
        """A vocabulary with more concepts; one whose id is known adds its labels and links to the one that is there.

        Raises VocabularyError when a link leads nowhere.
        """
        concepts = dict(self._concepts)
        for concept in extra:
            known = concepts.get(concept.id)
            concepts[concept.id] = _together(known, concept) if known else concept
        return Vocabulary(concepts.values(), self.link_names, self.groups)

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same content: 16 hexadecimal digits."""
        content = [self._concepts[key].to_data() for key in sorted(self._concepts)]
        names = [(name.name, name.there, name.inverse, name.back) for _, name in sorted(self.link_names.items())]
        return hashlib.sha256(json.dumps([content, names], sort_keys=True).encode()).hexdigest()[:16]

    def label(self, key: str, language: str = "da") -> str:
        """The preferred label in a language, else in another; the id itself when the concept is unknown."""
        concept = self._concepts.get(key)
        if concept is None:
            return key
        preferred = concept.labels.get(language) or next(iter(concept.labels.values()))
        return preferred[0]

    def link_label(self, name: str, language: str = "da") -> str:
        """What a link is called in a sentence, in either direction; the name itself when it is unknown."""
        for link in self.link_names.values():
            if name == link.name:
                return link.labels.get(language, name)
            if name == link.inverse:
                return link.inverse_labels.get(language, name)
        return name

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Link, ...]]:
        """Concept id -> where one step leads, in both directions, strongest first. The weight is the link's own times
        how well that kind of link is followed; what is never followed is left out.
        """
        found: dict[str, dict[str, Link]] = {key: {} for key in self._concepts}

        def step(source: str, link: Link) -> None:
            known = found[source].get(link.target)
            if link.weight > 0 and (known is None or known.weight < link.weight):
                found[source][link.target] = link

        for concept in self._concepts.values():
            for target, name, weight in concept.links:
                kind = self.link_names[name]
                step(concept.id, Link(target, kind.name, weight * kind.there))
                step(target, Link(concept.id, kind.inverse, weight * kind.back))
        ordered = {
            key: tuple(sorted(links.values(), key=lambda link: (-link.weight, link.target)))
            for key, links in found.items()
        }
        return MappingProxyType(ordered)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as problem:
        raise VocabularyError(f"{path.name} is not JSON: {problem}") from problem


@cache
def _load(path: Path) -> Vocabulary:
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    links_file = path / LINKS_FILE if (path / LINKS_FILE).is_file() else DATA / LINKS_FILE
    names = {
        link["name"]: LinkName(
            name=link["name"],
            labels={language: link[language] for language in LANGUAGES},
            there=link["weight_there"],
            inverse=link["back"],
            inverse_labels={language: link[f"{language}_back"] for language in LANGUAGES},
            back=link["weight_back"],
        )
        for link in _read(links_file)["links"]
    }
    concepts: list[Concept] = []
    groups: dict[str, Mapping[str, str]] = {}
    for file in files:
        if file.name == LINKS_FILE:
            continue
        data = _read(file)
        if not isinstance(data, dict) or not isinstance(data.get("concepts"), list):
            raise VocabularyError(f"{file.name} is not a group of concepts")
        group = str(data.get("group", ""))
        if group and isinstance(data.get("labels"), dict):
            groups.setdefault(group, data["labels"])
        concepts.extend(Concept.from_data(concept, group) for concept in data["concepts"])
    return Vocabulary(concepts, names, groups)
