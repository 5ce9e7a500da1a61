"""Words of our own, as the vocabulary takes them: with effect from the next question on."""

import re
from typing import Any

from samspil.foundation.models import Subject
from samspil.matching.vocabulary import Concept, Vocabulary, VocabularyError
from samspil.suggestions.models import ExtraConcept, Progress

COUNTER = "words"
GROUP = "own"


def changes() -> int:
    """How often anybody has changed the words. One small query, asked before every answer."""
    return Progress.objects.filter(pk=COUNTER).values_list("position", flat=True).first() or 0


def parts(words: str) -> list[str]:
    """The words in a line with commas, semicolons or line ends between, each once."""
    return list(dict.fromkeys(part for part in (each.strip() for each in re.split(r"[,;\n]", words)) if part))


def as_data(row: ExtraConcept, known: set[str]) -> dict[str, Any]:
    """What ``Concept.from_data`` reads. Links to words that are gone are left out."""
    links: dict[str, dict[str, float]] = {}
    for link in row.links.all():
        if link.target in known and link.target != row.key:
            links.setdefault(link.name, {})[link.target] = link.weight
    return {
        "id": row.key,
        "group": GROUP,
        "da": [label for label in (row.label_da, *parts(row.words_da)) if label],
        "en": [label for label in (row.label_en, *parts(row.words_en)) if label],
        "links": links,
    }


def own_rows() -> list[ExtraConcept]:
    shown = Subject.objects.filter(kind="concept", shown=True).values("pk")
    return list(
        ExtraConcept.objects.filter(withdrawn_at=None, pk__in=shown)
        .select_related("subject")
        .prefetch_related("links")
        .order_by("pk")
    )


def full_vocabulary() -> Vocabulary:
    """The words that came along, and our own. One that no longer fits is left out, so that the rest goes on working."""
    vocabulary = Vocabulary.load()
    rows = own_rows()
    known = set(vocabulary) | {row.key for row in rows if not row.extends}
    own: list[Concept] = []
    for row in rows:
        if row.extends and row.extends not in vocabulary:
            continue
        try:
            own.append(Concept.from_data(as_data(row, known)))
        except VocabularyError:
            continue
    try:
        return vocabulary.with_concepts(own)
    except VocabularyError:
        return vocabulary
