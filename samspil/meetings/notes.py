"""What the verbs about meetings share about notes: their text, numbers and room, which are meant, when they go."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _

from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound
from samspil.meetings.models import NOTE_LENGTH, NOTES_KEPT, Meeting, MeetingNote, NoteGroup

MOST_NOTES = 1_000  # in one meeting; more is no meeting


def note_text(body: str, field: str = "body") -> str:
    """A note fit to keep. Raises: ValidationError on ``field``."""
    body = clean_line(body)
    guard(**{field: body})
    if not body:
        raise ValidationError({field: [_("Skriv noget her.")]})
    if len(body) > NOTE_LENGTH:
        raise ValidationError({field: [_("Teksten er for lang. Der er plads til %d tegn.") % NOTE_LENGTH]})
    return body


def count_change(meeting: Meeting) -> None:
    """Tell the screens that there is something new. In the database, so that no two changes count as one."""
    Meeting.objects.filter(pk=meeting.pk).update(shown_changes=F("shown_changes") + 1)


def numbers_for(meeting: Meeting, many: int) -> range:
    """Numbers for so many new notes. The meeting's row is held from here on: they come in the order they are saved."""
    Meeting.objects.filter(pk=meeting.pk).update(last_number=F("last_number") + many)
    last = Meeting.objects.values_list("last_number", flat=True).get(pk=meeting.pk)
    return range(last - many + 1, last + 1)


def check_room(meeting: Meeting, more: int, field: str) -> None:
    """Raises: ValidationError when the meeting holds as many notes as it may."""
    if meeting.notes.count() + more > MOST_NOTES:
        raise ValidationError({field: [_("Mødet har fået så mange sedler, som der er plads til.")]})


def notes_named(meeting: Meeting, note_ids: Iterable[UUID | str]) -> list[MeetingNote]:
    """The notes of this very meeting. Raises: NotFound for any other, ValidationError when none is chosen."""
    wanted = {as_uuid(pk) for pk in note_ids}
    if not wanted:
        raise ValidationError(_("Vælg først en eller flere sedler."))
    found = list(meeting.notes.filter(pk__in=wanted - {None}).select_for_update(no_key=True))
    if len(found) != len(wanted):
        raise NotFound("A note of another meeting")
    return found


def group_named(meeting: Meeting, group_id: UUID | str | None) -> NoteGroup | None:
    """A group of this very meeting; None when none is named. Raises: NotFound."""
    if not group_id:
        return None
    found = meeting.groups.filter(pk__in=[as_uuid(group_id)]).first()
    if found is None:
        raise NotFound(f"Group {group_id}")
    return found


def source_of(meeting: Meeting, note_id: Any, group_id: Any) -> MeetingNote | NoteGroup:
    """The note or the group that something is made of. Raises: NotFound, ValidationError when it became something."""
    group = group_named(meeting, group_id)
    source = group or notes_named(meeting, [note_id] if note_id else [])[0]
    if source.became_id:
        raise ValidationError(_("Der er allerede lavet noget af den. Se det nederst på siden."))
    return source


def becomes(source: MeetingNote | NoteGroup, subject: Subject, meeting: Meeting) -> None:
    """Remember what was made of a note or a group, and tell the screens."""
    source.became = subject
    source.save(update_fields=["became"])
    count_change(meeting)


def forget_notes() -> None:
    """Delete the notes that became nothing, 30 days after the meeting; and those of meetings left open for as long."""
    past = clock.now() - NOTES_KEPT
    over = Meeting.objects.filter(Q(ended_at__lt=past) | Q(ended_at=None, opened_at__lt=past))
    MeetingNote.objects.filter(meeting__in=over, became=None).filter(Q(group=None) | Q(group__became=None)).delete()
    NoteGroup.objects.filter(meeting__in=over, became=None, notes=None).delete()
