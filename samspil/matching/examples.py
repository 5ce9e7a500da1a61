"""Our own examples: sentences as people write them, each with the concepts that help (needs) or that it is (offers).

They lie in ``data/examples/*.json`` and are invented; none is data of anybody. ``learning`` makes a model of them.
Their vectors are kept in ``data/example_vectors.npz`` (``python -m samspil.matching embed``), found by checksums: an
example that was changed since has none, and then teaches by its words only.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from samspil.matching.vectors import quantise
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


def _checksum(model: str, side: Side, text: str) -> str:
    return hashlib.sha256(f"{model}\n{side}\n{text}".encode()).hexdigest()[:16]


def vectors(model: str, side: Side, examples: Sequence[Example], file: Path = FILE) -> npt.NDArray[np.float32]:
    """The vectors (n, 384) of examples for one model (``Meaning.name``); null vectors where none is kept."""
    found = np.zeros((len(examples), 384), np.float32)
    if file.is_file():
        with np.load(file) as kept:
            rows = {str(mark): row for row, mark in enumerate(kept["marks"])}
            codes, scales = kept["codes"], kept["scales"]
        for place, example in enumerate(examples):
            row = rows.get(_checksum(model, side, example.text))
            if row is not None:
                found[place] = codes[row] * scales[row]
    return found


def embed(meaning: Any, file: Path = FILE) -> int:
    """Embeds the examples that have no vector yet and writes the file; gives back how many that were."""
    texts = {_checksum(meaning.name, side, one.text): (side, one.text) for side in LABELS for one in ours(side)}
    kept: dict[str, tuple[Any, Any]] = {}
    if file.is_file():
        with np.load(file) as old:
            for mark, codes, scale in zip(old["marks"], old["codes"], old["scales"], strict=True):
                kept[str(mark)] = (codes, scale)
    missing = [mark for mark in texts if mark not in kept]
    for mark in missing:
        side, text = texts[mark]
        vector = meaning.query(text)[None] if side == "needs" else meaning.passages([text])
        codes, scales = quantise(vector)
        kept[mark] = (codes[0], scales[0])
    marks = sorted(texts)
    np.savez(
        file,
        marks=np.array(marks),
        codes=np.array([kept[mark][0] for mark in marks], np.int8).reshape(-1, 384),
        scales=np.array([kept[mark][1] for mark in marks], np.float32),
    )
    return len(missing)
