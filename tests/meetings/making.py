"""A meeting as it goes: planned, opened, with notes, and over."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from samspil.actors.models import Person, Unit
from samspil.foundation.viewer import NOBODY
from samspil.meetings import actions
from samspil.meetings.models import Meeting, MeetingNote
from tests.factories import viewer


def plan(unit: Unit, by: Person, **facts: Any) -> Meeting:
    return actions.plan_meeting(
        by=viewer(by),
        **{"unit_id": unit.pk, "chair_id": by.pk, "starts_at": timezone.now() + timedelta(days=1), **facts},
    )


def opened(unit: Unit, by: Person, **facts: Any) -> Meeting:
    return actions.open_meeting(by=viewer(by), meeting_id=plan(unit, by, **facts).pk)


def write(meeting: Meeting, body: str = "Sæt kaffen over før vi går i gang", **facts: Any) -> MeetingNote:
    return actions.post_note(by=NOBODY, meeting_id=meeting.pk, code=meeting.code, body=body, **facts)


def take(meeting: Meeting, by: Person, *lines: str, **facts: Any) -> list[MeetingNote]:
    """Notes that everybody sees at once."""
    before = set(meeting.notes.values_list("pk", flat=True))
    actions.take_notes(by=viewer(by), meeting_id=meeting.pk, text="\n".join(lines), **facts)
    return list(meeting.notes.exclude(pk__in=before))


def make_idea(meeting: Meeting, by: Person, note: MeetingNote, **facts: Any) -> Meeting:
    words = {"title": note.body, "body": "Så går vi ikke hver for sig."}
    return actions.make_idea(by=viewer(by), meeting_id=meeting.pk, note_id=note.pk, **{**words, **facts})


def end(meeting: Meeting, by: Person, **facts: Any) -> Meeting:
    return actions.end_meeting(by=viewer(by), meeting_id=meeting.pk, **facts)


def phone(meeting: Meeting) -> Client:
    """A phone that held its camera over the code."""
    client = Client()
    client.get(f"/m/{meeting.code}/")
    return client
