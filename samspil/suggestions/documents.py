"""What the engine reads: everything that the apps' manifests offer, as the engine's plain data."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Sum
from django.utils import translation

from samspil.foundation import clock
from samspil.foundation.hooks import all_of
from samspil.foundation.models import AboutSubject
from samspil.matching.types import Document
from samspil.suggestions.models import Feedback, Step

LATELY = timedelta(days=30)
ROOM_UNKNOWN = 10  # places; who does not say how many they can take is not stepped back for it soon


def kinds(*, helping: bool = False) -> frozenset[str]:
    """The kinds of subjects the engine knows; only those that may be suggested as help when ``helping``."""
    return frozenset(source.kind for source in all_of("match_sources") if source.helps or not helping)


def documents(ids: Iterable[UUID] | None = None) -> list[Document]:
    """Everything there is to match, or what has these ids. Hidden, withdrawn and ended things are left out."""
    wanted = None if ids is None else list(ids)
    often = suggested_lately(wanted)
    # Labels stand in the texts: whoever asks in English must not index them in English.
    with translation.override(settings.LANGUAGE_CODE):
        return list(read(wanted, often))


def read(wanted: list[UUID] | None, often: dict[str, int]) -> Iterator[Document]:
    for source in all_of("match_sources"):
        for facts in source.documents(wanted):
            key = str(facts["id"])
            room = facts.get("capacity")
            exposure = often.get(key, 0) / max(1, ROOM_UNKNOWN if room is None else room)
            yield Document(**{**facts, "id": key, "kind": source.kind, "exposure": exposure})


def suggested_lately(ids: list[UUID] | None) -> dict[str, int]:
    """How often each resource was suggested in the last 30 days. One query."""
    rows = Feedback.objects.filter(step=Step.SUGGESTED, day__gt=clock.today() - LATELY, resource__isnull=False)
    if ids is not None:
        rows = rows.filter(resource__in=ids)
    return {str(pk): often for pk, often in rows.values_list("resource").annotate(often=Sum("count"))}


def written(
    model: type[AboutSubject], texts: tuple[str, ...], ids: Iterable[UUID] | None = None
) -> Iterator[dict[str, Any]]:
    """What people wrote (challenges, proposals and so on) as documents, for their manifests. One query.

    The title is the subject's; ``texts`` are the fields that say the rest. What was taken back is left out.
    """
    rows = model.objects.filter(subject__shown=True).exclude(subject__title="")
    if any(row.name == "withdrawn_at" for row in model._meta.fields):
        rows = rows.filter(withdrawn_at=None)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for row in rows.select_related("subject").order_by("pk").iterator(chunk_size=1000):
        subject = row.subject
        yield {
            "id": str(row.pk),
            "title": subject.title,
            "text": "\n".join(filter(None, (getattr(row, name) for name in texts))),
            "language": subject.language,
            "place": subject.place,
            "point": (subject.latitude, subject.longitude) if subject.latitude is not None else None,
        }


def fingerprint(document: Document, model: str) -> str:
    """Of the words whose meaning is kept, and the model that read them."""
    told = f"{model}\n{document.title}\n{document.text}"
    return hashlib.sha256(told.encode()).hexdigest()
