"""Concepts whose meaning is near a need that names none of them: "starter dagen med vodka" -> living with alcohol.

The vectors of our own concepts' labels are kept in ``data/concept_vectors.npz`` (made by the model from ``label_text``;
``python -m samspil.matching embed`` brings the file up to date), because embedding takes half a minute. A vector is
found by a checksum of its text and the model's name: what was changed since has none, and is then passed over.
"""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from samspil.matching.vectors import quantise
from samspil.matching.vocabulary import DATA, Vocabulary

FILE = DATA / "concept_vectors.npz"
LABELS = 11  # of a concept that are embedded
MOST = 10  # concepts near one need
FLOOR, TOP = 0.1, 0.5  # similarity that counts as nothing, and as if the concept was named


def label_text(vocabulary: Vocabulary, key: str) -> str:
    """What is embedded for a concept: its first labels, in Danish if it has any."""
    labels = vocabulary[key].labels
    preferred, others = labels.get("da") or next(iter(labels.values()))
    return ", ".join((preferred, *others)[:LABELS])


def _checksum(model: str, text: str) -> str:
    return hashlib.sha256(f"{model}\n{text}".encode()).hexdigest()[:16]


class Nearness:
    """The vectors of a vocabulary's concepts, for one model (``Meaning.name``)."""

    def __init__(self, vocabulary: Vocabulary, model: str, file: Path = FILE) -> None:
        self._vocabulary = vocabulary
        self.keys: list[str] = []
        self._vectors: npt.NDArray[np.float32] = np.zeros((0, 384), np.float32)
        if not file.is_file():
            return
        with np.load(file) as kept:
            rows = {str(mark): row for row, mark in enumerate(kept["marks"])}
            codes, scales = kept["codes"], kept["scales"]
        marks = {key: _checksum(model, label_text(vocabulary, key)) for key in vocabulary}
        self.keys = [key for key, mark in marks.items() if mark in rows]
        at = [rows[marks[key]] for key in self.keys]
        self._vectors = codes[at].astype(np.float32) * scales[at, None]

    def near(self, query: npt.NDArray[np.float32]) -> dict[str, float]:
        """At most ``MOST`` concepts near a query vector (384,), nearest first, with weights up to 1."""
        if not self.keys:
            return {}
        likeness = self._vectors @ query
        found = {}
        for place in np.argsort(-likeness, kind="stable")[:MOST]:
            weight = min(1.0, (float(likeness[place]) - FLOOR) / (TOP - FLOOR))
            if weight > 0:
                found[self.keys[place]] = weight * self._vocabulary[self.keys[place]].strength
        return found


def embed(vocabulary: Vocabulary, meaning: Any, file: Path = FILE) -> int:
    """Embeds the concepts that have no vector yet and writes the file; gives back how many that were."""
    texts = {_checksum(meaning.name, label_text(vocabulary, key)): label_text(vocabulary, key) for key in vocabulary}
    kept: dict[str, tuple[Any, Any]] = {}
    if file.is_file():
        with np.load(file) as old:
            for mark, codes, scale in zip(old["marks"], old["codes"], old["scales"], strict=True):
                kept[str(mark)] = (codes, scale)
    missing = [mark for mark in texts if mark not in kept]
    if missing:
        codes, scales = quantise(meaning.passages([texts[mark] for mark in missing]))
        kept.update({mark: (codes[row], scales[row]) for row, mark in enumerate(missing)})
    marks = sorted(texts)
    np.savez(
        file,
        marks=np.array(marks),
        codes=np.array([kept[mark][0] for mark in marks], np.int8).reshape(-1, 384),
        scales=np.array([kept[mark][1] for mark in marks], np.float32),
    )
    return len(missing)
