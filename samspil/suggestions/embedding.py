"""The job that makes vectors of what was saved, so that no request has to wait for it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from samspil.foundation.models import JournalEntry, Subject
from samspil.matching.meaning import Meaning
from samspil.matching.types import Document
from samspil.matching.vectors import quantise
from samspil.suggestions import node
from samspil.suggestions.documents import documents, fingerprint, kinds
from samspil.suggestions.models import Progress, Vector

NAME = "vectors"
AT_ONCE = 32
OVERLAP = 2_000  # lines of the journal that are read again: some may have been on their way the last time


def embed_changed() -> None:
    """Make vectors of what was saved since the last time, and drop those of what may not be read any more. Due every
    minute.
    """
    Vector.objects.filter(Q(subject__title="") | Q(subject__shown=False)).delete()
    meaning = node.meaning()
    if meaning is None:
        return
    last = JournalEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    known = Progress.objects.filter(pk=NAME).values_list("position", flat=True).first()
    if known is None:
        embed(meaning, documents())
    elif known != last:
        rows = JournalEntry.objects.filter(pk__gt=known - OVERLAP if known <= last else 0)
        ids = list(Subject.objects.filter(pk__in=rows.values("subject"), kind__in=kinds()).values_list("pk", flat=True))
        for part in parts(ids, 500):
            embed(meaning, documents(part))
    Progress.objects.update_or_create(pk=NAME, defaults={"position": last})


def parts(ids: list[UUID], size: int) -> Iterable[list[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def embed(meaning: Meaning, found: Iterable[Document]) -> int:
    """Make the vectors that are missing or of other words; returns how many."""
    told = {UUID(document.id): (document, fingerprint(document, meaning.name)) for document in found}
    kept: dict[UUID, str] = {}
    for part in parts(list(told), 500):
        kept |= dict(Vector.objects.filter(subject__in=part).values_list("subject", "fingerprint"))
    missing = [key for key, (_document, mark) in told.items() if kept.get(key) != mark]
    for part in parts(missing, AT_ONCE):
        texts = [f"{told[key][0].title}. {told[key][0].text}" for key in part]
        codes, _scales = quantise(meaning.passages(texts))
        with transaction.atomic():
            Vector.objects.filter(subject__in=part).delete()
            there = set(Subject.objects.filter(pk__in=part).values_list("pk", flat=True))
            Vector.objects.bulk_create(
                Vector(subject_id=key, fingerprint=told[key][1], data=code.tobytes())
                for key, code in zip(part, codes, strict=True)
                if key in there
            )
    return len(missing)


def embed_all() -> int:
    """Make every vector that is missing; returns how many. None where the model does not load."""
    meaning = node.meaning()
    return embed(meaning, documents()) if meaning else 0
