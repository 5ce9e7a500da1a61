"""Concepts whose meaning is near a need that names none of them: "starter dagen med vodka" -> living with alcohol.

The vectors of our own concepts' labels are kept in ``data/concept_vectors.npz``. A concept whose labels were changed
since has none, and is then passed over.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from samspil.matching import kept
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


class Nearness:
    """The vectors of a vocabulary's concepts, for one model (``Meaning.name``)."""

    def __init__(self, vocabulary: Vocabulary, model: str) -> None:
        self._vocabulary = vocabulary
        keys = list(vocabulary)
        found = kept.vectors(FILE, [kept.mark(model, label_text(vocabulary, key)) for key in keys])
        there = np.flatnonzero(found.any(axis=1))
        self.keys = [keys[place] for place in there]
        self._vectors = found[there]

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


def embed(vocabulary: Vocabulary, meaning: Any) -> int:
    """Embeds the concepts that have no vector yet and writes the file; gives back how many that were."""
    labels = [label_text(vocabulary, key) for key in vocabulary]
    return kept.bring_up_to_date(FILE, {kept.mark(meaning.name, one): one for one in labels}, meaning.passages)
