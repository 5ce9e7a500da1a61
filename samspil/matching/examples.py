"""Our own examples: sentences as people write them, each with the concepts that help (needs) or that it is (offers).

They lie in ``data/examples/*.json`` and are invented; none is data of anybody. ``learning`` makes a model of them.
Their vectors are kept in ``data/example_vectors.npz``; an example that was changed since has none, and then teaches by
its words only.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from samspil.matching import kept
from samspil.matching.vocabulary import DATA, LANGUAGES

FOLDER = DATA / "examples"
FILE = DATA / "example_vectors.npz"

Side = Literal["needs", "offers"]
LABELS: Mapping[Side, str] = {"needs": "helps", "offers": "is"}


class Example(NamedTuple):
    """A text with the concepts it is labelled with, each above 0 and at most 1."""

    text: str
    language: str
    concepts: Mapping[str, float]


def read(side: Side, folder: Path = FOLDER) -> tuple[Example, ...]:
    """The examples of a folder, each text once; the first of two counts."""
    found: dict[str, Example] = {}
    for file in sorted(folder.glob("*.json")):
        for row in json.loads(file.read_text("utf-8")).get(side, ()):
            language = next((language for language in LANGUAGES if row.get(language)), "")
            concepts = {str(key): float(weight) for key, weight in row[LABELS[side]].items()}
            if language and concepts:
                found.setdefault(row[language], Example(row[language], language, concepts))
    return tuple(found.values())


@cache
def ours(side: Side) -> tuple[Example, ...]:
    """The examples that come with the engine."""
    return read(side)


def _mark(model: str, side: Side, example: Example) -> str:
    return kept.mark(model, side, example.text)


def vectors(model: str, side: Side, examples: Sequence[Example]) -> npt.NDArray[np.float32]:
    """The vectors (n, 384) of examples for one model (``Meaning.name``); null vectors where none is kept."""
    return kept.vectors(FILE, [_mark(model, side, example) for example in examples])


def embed(meaning: Any) -> int:
    """Embeds the examples that have no vector yet and writes the file; gives back how many that were."""

    def embedded(missing: list[tuple[Side, str]]) -> Any:
        return [meaning.query(text) if side == "needs" else meaning.passages([text])[0] for side, text in missing]

    texts = {_mark(meaning.name, side, one): (side, one.text) for side in LABELS for one in ours(side)}
    return kept.bring_up_to_date(FILE, texts, embedded)
