"""The verbs about barriers."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.barriers.models import Barrier, BarrierStatus
from samspil.following.actions import follow_own, readable_subject, tell_news
from samspil.foundation import clock, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen


@verb(Barrier)
def raise_barrier(
    *,
    by: Viewer,
    subject_id: UUID | str,
    kind: str,
    body: str,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Barrier:
    """Tell what stands in the way of a challenge or a trial. Raises: NotFound, Refused, ValidationError."""
    key = as_uuid(subject_id)
    if key is None:
        raise NotFound(f"Subject {subject_id}")
    subject = readable_subject(key, by)
    require("barriers.raise", by, subject)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    barrier = Barrier(kind=kind, body=body, **voice.fields())
    clean_texts(barrier, ("kind", "body"))
    barrier.subject = subjects.create(
        "barrier",
        title=Truncator(clean_line(barrier.body)).chars(120),
        by=voice.author.pk,
        context=subject,
        text=barrier.body,
    )
    screen(barrier.subject, by=by, voice=voice, text=barrier.body)
    barrier.save()
    follow_own(subject, voice)
    entry = journal(
        "barriers.raised",
        barrier.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": barrier.kind},
    )
    tell_news(entry)
    return barrier


@verb(Barrier)
def respond_to_barrier(
    *, by: Viewer, barrier_id: UUID | str, status: str, response: str, expected_version: int | None = None
) -> Barrier:
    """Say what is done about a barrier, or that it stays. A later word replaces the earlier one.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    barrier = find(Barrier, barrier_id, by, lock=True)
    require("barriers.respond", by, barrier)
    check_version(barrier.subject, expected_version)
    if status not in BarrierStatus.values or status == BarrierStatus.OPEN:
        raise ValidationError({"status": [_("Vælg en af mulighederne på listen.")]})
    barrier.status, barrier.response = status, response
    clean_texts(barrier, ("status", "response"))
    if not barrier.response:
        raise ValidationError({"response": [_("Skriv, hvad I gør, eller hvorfor den bliver stående.")]})
    barrier.responded_by_id, barrier.responded_at = by.known_id, clock.now()
    barrier.save(update_fields=["status", "response", "responded_by", "responded_at"])
    bump(barrier.subject)
    entry = journal("barriers.responded", barrier.subject, by=by, payload={"status": barrier.status})
    tell_news(entry)
    return barrier


@verb(Barrier)
def withdraw_barrier(*, by: Viewer, barrier_id: UUID | str) -> Barrier:
    """Take one's words back. Raises: NotFound, Refused."""
    barrier = find(Barrier, barrier_id, by, lock=True)
    require("barriers.withdraw", by, barrier)
    fall_silent(barrier)
    journal("barriers.withdrawn", barrier.subject, by=by)
    return barrier


def fall_silent(barrier: Barrier) -> None:
    barrier.body, barrier.withdrawn_at = "", barrier.withdrawn_at or clock.now()
    barrier.save(update_fields=["body", "withdrawn_at"])
    subjects.fall_silent(barrier.subject)


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Take a person's words away, save those that somebody answered. What was answered is the municipality's word."""
    for barrier in Barrier.objects.filter(author=person_id, responded_at=None).select_related("subject"):
        fall_silent(barrier)
