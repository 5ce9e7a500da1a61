"""How a subject comes to be, moves, and is hidden, with everything that belongs to it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from samspil.foundation import clock, search
from samspil.foundation.models import Audience, Subject, SubjectReader


def create(
    kind: str,
    *,
    title: str,
    by: UUID | None,
    context: Subject | None = None,
    audience: str = Audience.PUBLIC,
    readers: Iterable[UUID] = (),
    text: str = "",
    place: str = "",
    point: tuple[float, float] | None = None,
    is_searchable: bool = True,
) -> Subject:
    """A new subject. With a ``context`` it is read by whoever reads the context; else by ``audience`` and ``readers``.

    ``point`` is (latitude, longitude) in degrees, WGS 84; without one, a place we know already lends its own.
    """
    latitude, longitude = point or known_point(place)
    context = held(context) if context else None
    subject = Subject.objects.create(
        kind=kind,
        title=title,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
        created_by=by,
        context=context,
        audience=context.audience if context else audience,
        shown=context.shown if context else True,
        place=place,
        latitude=latitude,
        longitude=longitude,
    )
    if context:
        touch(context)
    else:
        name_readers(subject, readers)
    if is_searchable:
        search.index(subject, text)
    return subject


def known_point(place: str) -> tuple[float | None, float | None]:
    """The point of a place of this name that stands on the map already, or (None, None)."""
    if not place:
        return (None, None)
    points = Subject.objects.filter(place=place, latitude__isnull=False).values_list("latitude", "longitude")
    return points.first() or (None, None)


def known_places() -> list[str]:
    """The names of the places that actors on the map have, for suggestions while somebody types."""
    rows = Subject.objects.filter(kind="actor", shown=True, latitude__isnull=False).exclude(place="")
    return list(rows.order_by("place").values_list("place", flat=True).distinct()[:200])


def move(subject: Subject, place: str) -> None:
    """Give a subject another place, and its point when we know it."""
    subject.place = place
    subject.latitude, subject.longitude = known_point(place)
    subject.save(update_fields=["place", "latitude", "longitude"])


def others_spoke(subject: Subject, *, but: UUID) -> bool:
    """Whether anybody else has said something that belongs to the subject and still stands."""
    return (
        Subject.objects.filter(root=subject).exclude(pk=subject.pk).exclude(created_by=but).exclude(title="").exists()
    )


def built_on(subject: Subject, *, but: UUID) -> bool:
    """Whether anybody else has said something below the subject, at most three levels deep, that still stands."""
    below = Q(context=subject) | Q(context__context=subject) | Q(context__context__context=subject)
    return Subject.objects.filter(below).exclude(created_by=but).exclude(title="").exists()


def takes_part_in(subject: Subject, person: UUID) -> bool:
    """Whether the person has said something that belongs to the subject and still stands."""
    said = Subject.objects.filter(root=subject.root_id, created_by=person, shown=True)
    return said.exclude(pk__in=[subject.root_id]).exclude(title="").exists()


def fall_silent(subject: Subject) -> None:
    """Take a subject's words out of titles, timelines and search: its author has taken them back."""
    subject.title = ""
    subject.save(update_fields=["title"])
    search.forget(subject)


def held(subject: Subject) -> Subject:
    """The subject as it stands now, with the root of its tree locked until the transaction ends.

    Adding to a tree, hiding in it and showing again wait their turn. Otherwise words that are written while a page is
    being hidden could come out visible below it.
    """
    root = Subject.objects.select_for_update(no_key=True).get(pk__in=[subject.root_id])
    return root if root.pk == subject.pk else Subject.objects.select_related("context").get(pk=subject.pk)


def touch(subject: Subject) -> None:
    """Let the subject and what it belongs to rise in the lists."""
    Subject.objects.filter(pk__in={subject.pk, subject.root_id}).update(active_at=clock.now())


def name_readers(subject: Subject, readers: Iterable[UUID]) -> None:
    subject.__dict__.pop("reader_ids", None)
    SubjectReader.objects.filter(root=subject).delete()
    SubjectReader.objects.bulk_create(SubjectReader(root=subject, reader=reader) for reader in set(readers))


def set_audience(subject: Subject, audience: str, readers: Iterable[UUID] = ()) -> None:
    """Change who may read a root subject and everything below it."""
    Subject.objects.filter(Q(pk=subject.pk) | Q(root=subject)).update(audience=audience)
    name_readers(subject, readers)
    subject.audience = audience


def set_hidden(subject: Subject, hidden_at: datetime | None) -> None:
    """Hide (or show again) a ``held`` subject; what belongs to it follows, but keeps its own mark."""
    subject.hidden_at = hidden_at
    subject.shown = hidden_at is None and (subject.context is None or subject.context.shown)
    subject.save(update_fields=["hidden_at", "shown"])
    layer = [subject.pk]
    while layer:
        layer = list(Subject.objects.filter(context__in=layer, hidden_at=None).values_list("pk", flat=True))
        Subject.objects.filter(pk__in=layer).update(shown=subject.shown)
