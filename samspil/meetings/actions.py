"""The verbs about meetings: plan, open, let notes in and out, put them together, and make something of them."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.models import Person, Unit
from samspil.actors.queries import units
from samspil.challenges.actions import raise_challenge, readers_of
from samspil.foundation import clock, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, SubjectReader, bump
from samspil.foundation.text import clean_line, clean_text
from samspil.foundation.verbs import NotFound, Refused, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.meetings import queries
from samspil.meetings.models import (
    CODE_LENGTH,
    AgendaItem,
    Meeting,
    MeetingNote,
    MeetingStatus,
    NoteChannel,
    NoteGroup,
)
from samspil.meetings.notes import (
    becomes,
    check_room,
    count_change,
    group_named,
    note_text,
    notes_named,
    numbers_for,
    source_of,
)
from samspil.proposals.actions import propose
from samspil.proposals.models import Proposal
from samspil.trials.actions import plan_trial
from samspil.trials.models import TITLE_LENGTH as TRIAL_TITLE
from samspil.trials.models import Scale, Trial

# Without what is mistaken for one another when it is read off a wall: 0 and O, 1, I and L, 5 and S, 8 and B, 2 and Z.
LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
MOST_AT_ONCE = 100  # notes in one list
RUN = ("unit__actor", "chair__actor")


# --- planning ---------------------------------------------------------------------------------------------------------


def chair_named(unit: Unit, person_id: UUID | str | None, field: str = "chair_id") -> Person:
    """Somebody who works in the unit or leads it. Raises: ValidationError on ``field``."""
    found = next((person for person in queries.chairs_of(unit) if person.pk == as_uuid(person_id)), None)
    if found is None:
        raise ValidationError({field: [_("Vælg en, der arbejder i enheden.")]})
    return found


def check_time(starts_at: datetime, before: datetime | None = None) -> None:
    """Raises: ValidationError on the field ``day`` when the meeting would be in the past."""
    if starts_at != before and timezone.localdate(starts_at) < clock.today():
        raise ValidationError({"day": [_("Vælg en dag, der ikke er gået.")]})


@verb(Meeting)
def plan_meeting(
    *, by: Viewer, unit_id: UUID | str, starts_at: datetime, chair_id: UUID | str, title: str = ""
) -> Meeting:
    """Plan a meeting. What came of the unit's last meeting is on its agenda from the start.

    Raises: Refused, ValidationError.
    """
    unit = units(by).filter(pk__in=[as_uuid(unit_id)]).first()
    if unit is None:
        raise Refused("meetings.plan")
    require("meetings.plan", by, unit)
    check_time(starts_at)
    meeting = Meeting(
        unit=unit, title=title or _("Personalemøde"), starts_at=starts_at, chair=chair_named(unit, chair_id)
    )
    clean_texts(meeting, ("title",))
    meeting.subject = subjects.create(
        "meeting",
        title=meeting.title,
        by=by.person_id,
        audience=Audience.UNIT,
        readers=readers_of(Audience.UNIT, unit, meeting.chair),
        is_searchable=False,
    )
    meeting.save()
    last = queries.last_ended(unit)
    if last:
        bring_back(last, meeting)
    journal("meetings.planned", meeting.subject, by=by)
    return meeting


def bring_back(last: Meeting, meeting: Meeting) -> None:
    """Put the ideas of one meeting on the agenda of a later one."""
    ideas = Proposal.objects.filter(pk__in=queries.made_at(last), withdrawn_at=None)
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=meeting, proposal=idea) for idea in ideas], ignore_conflicts=True
    )


@verb(Meeting)
def edit_meeting(
    *,
    by: Viewer,
    meeting_id: UUID | str,
    starts_at: datetime,
    chair_id: UUID | str,
    title: str,
    expected_version: int | None = None,
) -> Meeting:
    """Another time, chair or name. Raises: NotFound, Refused, Stale, ValidationError."""
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.prepare", by, meeting)
    check_version(meeting.subject, expected_version)
    check_time(starts_at, meeting.starts_at)
    meeting.title, meeting.starts_at, meeting.chair = title, starts_at, chair_named(meeting.unit, chair_id)
    clean_texts(meeting, ("title",))
    meeting.save()
    subjects.name_readers(meeting.subject, readers_of(Audience.UNIT, meeting.unit, meeting.chair))
    meeting.subject.title = meeting.title
    meeting.subject.save(update_fields=["title"])
    bump(meeting.subject)
    journal("meetings.edited", meeting.subject, by=by, payload={"version": meeting.subject.version})
    return meeting


@verb(Meeting)
def cancel_meeting(*, by: Viewer, meeting_id: UUID | str) -> Meeting:
    """Call a planned meeting off. Raises: NotFound, Refused."""
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.prepare", by, meeting)
    meeting.status = MeetingStatus.CANCELLED
    meeting.save(update_fields=["status"])
    bump(meeting.subject)
    journal("meetings.cancelled", meeting.subject, by=by)
    return meeting


@verb(Meeting)
def set_agenda(*, by: Viewer, meeting_id: UUID | str, proposal_ids: Iterable[UUID | str]) -> Meeting:
    """Choose the ideas that the meeting takes up again, among those of the unit and the units below it.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.prepare", by, meeting)
    wanted = {as_uuid(pk) for pk in proposal_ids}
    ideas = list(queries.ideas_of(meeting.unit, by).filter(pk__in=wanted - {None}))
    if len(ideas) != len(wanted):
        raise ValidationError({"proposal_ids": [_("Vælg blandt de idéer, der står på listen.")]})
    meeting.agenda.exclude(proposal__in=ideas).delete()
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=meeting, proposal=idea) for idea in ideas], ignore_conflicts=True
    )
    journal("meetings.agenda_set", meeting.subject, by=by)
    return meeting


# --- the meeting itself -----------------------------------------------------------------------------------------------


def fresh_code() -> str:
    """A code that no open meeting has."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _number in range(CODE_LENGTH))
        if not Meeting.objects.filter(code=code).exists():
            return code


@verb(Meeting)
def open_meeting(*, by: Viewer, meeting_id: UUID | str) -> Meeting:
    """Let phones in, by a code that holds until the meeting ends. Raises: NotFound, Refused."""
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.prepare", by, meeting)
    meeting.status, meeting.opened_at, meeting.code = MeetingStatus.OPEN, clock.now(), fresh_code()
    meeting.save(update_fields=["status", "opened_at", "code"])
    journal("meetings.opened", meeting.subject, by=by)
    return meeting


@verb(MeetingNote)
def post_note(*, by: Viewer, meeting_id: UUID | str, code: str, body: str) -> MeetingNote:
    """Write a note from a phone. Whoever knows the code may, and nobody is asked who they are.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = queries.open_by_code(code)
    if meeting is None or meeting.pk != as_uuid(meeting_id):
        raise NotFound(f"Meeting {meeting_id}")
    require("meetings.post", by, meeting)
    body, now = note_text(body), clock.now()
    (number,) = numbers_for(meeting, 1)
    check_room(meeting, 1, "body")
    note = MeetingNote.objects.create(
        meeting=meeting,
        number=number,
        body=body,
        at=now,
        released_at=now if meeting.releases_at_once else None,
    )
    if meeting.releases_at_once:
        count_change(meeting)
    # Whoever writes from a phone stands in no log, signed in or not.
    journal("meetings.note_written", meeting.subject, by=NOBODY)
    return note


@verb(Meeting)
def take_notes(
    *, by: Viewer, meeting_id: UUID | str, text: str, channel: str = NoteChannel.NOTE_TAKER, group_id: Any = None
) -> Meeting:
    """Write down what is said or stands on paper: a note for each line, seen by all at once.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    if channel not in (NoteChannel.NOTE_TAKER, NoteChannel.PAPER):
        raise ValidationError({"channel": [_("Vælg en af mulighederne på listen.")]})
    lines = [line for line in clean_text(text).split("\n") if line.strip()]
    if not lines:
        raise ValidationError({"text": [_("Skriv mindst én seddel.")]})
    if len(lines) > MOST_AT_ONCE:
        raise ValidationError({"text": [_("Der er plads til %d sedler ad gangen.") % MOST_AT_ONCE]})
    check_room(meeting, len(lines), "text")
    group, now = group_named(meeting, group_id), clock.now()
    MeetingNote.objects.bulk_create(
        MeetingNote(
            meeting=meeting,
            number=number,
            body=note_text(line, "text"),
            channel=channel,
            at=now,
            released_at=now,
            group=group,
        )
        for number, line in zip(numbers_for(meeting, len(lines)), lines, strict=True)
    )
    count_change(meeting)
    journal("meetings.notes_taken", meeting.subject, by=by, payload={"count": len(lines)})
    return meeting


@verb(Meeting)
def release_notes(
    *, by: Viewer, meeting_id: UUID | str, note_ids: Iterable[UUID | str] = (), every: bool = False
) -> Meeting:
    """Let notes out on the big screen and the phones: those named, or all that wait. A hidden one comes back.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    notes = meeting.notes.filter(released_at=None, hidden_at=None) if every else notes_named(meeting, note_ids)
    chosen = MeetingNote.objects.filter(pk__in=[note.pk for note in notes])
    chosen.filter(released_at=None).update(released_at=clock.now())
    chosen.update(hidden_at=None)
    count_change(meeting)
    journal("meetings.notes_released", meeting.subject, by=by)
    return meeting


@verb(Meeting)
def hide_notes(*, by: Viewer, meeting_id: UUID | str, note_ids: Iterable[UUID | str]) -> Meeting:
    """Take notes off the screens. Raises: NotFound, Refused, ValidationError."""
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    chosen = [note.pk for note in notes_named(meeting, note_ids)]
    MeetingNote.objects.filter(pk__in=chosen, hidden_at=None).update(hidden_at=clock.now())
    count_change(meeting)
    journal("meetings.notes_hidden", meeting.subject, by=by)
    return meeting


@verb(Meeting)
def set_release(*, by: Viewer, meeting_id: UUID | str, at_once: bool) -> Meeting:
    """Let notes out as they come, or hold each until the chair has seen it. Raises: NotFound, Refused."""
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.run", by, meeting)
    meeting.releases_at_once = at_once
    meeting.save(update_fields=["releases_at_once"])
    if at_once:
        meeting.notes.filter(released_at=None, hidden_at=None).update(released_at=clock.now())
    count_change(meeting)
    journal("meetings.release_set", meeting.subject, by=by, payload={"at_once": at_once})
    return meeting


@verb(Meeting)
def group_notes(
    *,
    by: Viewer,
    meeting_id: UUID | str,
    note_ids: Iterable[UUID | str],
    group_id: UUID | str | None = None,
    title: str = "",
) -> Meeting:
    """Put notes into a group, an old one or a new one of this name; without either they stand alone again.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    chosen = [note.pk for note in notes_named(meeting, note_ids)]
    group = group_named(meeting, group_id)
    if group is None and clean_line(title):
        new = NoteGroup(meeting=meeting, title=title)
        clean_texts(new, ("title",))
        group, _is_new = NoteGroup.objects.get_or_create(meeting=meeting, title=new.title)
    MeetingNote.objects.filter(pk__in=chosen).update(group=group)
    meeting.groups.filter(notes=None, became=None).delete()
    count_change(meeting)
    journal("meetings.notes_grouped", meeting.subject, by=by)
    return meeting


@verb(MeetingNote)
def merge_notes(*, by: Viewer, meeting_id: UUID | str, note_ids: Iterable[UUID | str]) -> MeetingNote:
    """Let the first of the notes stand for them all, and count how many said it.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    notes = notes_named(meeting, note_ids)
    if len(notes) < 2:
        raise ValidationError(_("Vælg mindst to sedler, der siger det samme."))
    if sum(note.became_id is not None for note in notes) > 1:
        raise ValidationError(_("To af sedlerne er blevet til hver sit. De kan ikke slås sammen."))
    kept = next((note for note in notes if note.became_id), notes[0])
    kept.count = sum(note.count for note in notes)
    kept.group_id = next((note.group_id for note in (kept, *notes) if note.group_id), None)
    if kept.released_at is None and any(note.released_at for note in notes):
        kept.released_at = clock.now()
    kept.save(update_fields=["count", "group", "released_at"])
    MeetingNote.objects.filter(pk__in=[note.pk for note in notes if note.pk != kept.pk]).delete()
    count_change(meeting)
    journal("meetings.notes_merged", meeting.subject, by=by)
    return kept


# --- what becomes of it -----------------------------------------------------------------------------------------------


@verb(Meeting)
def make_idea(
    *,
    by: Viewer,
    meeting_id: UUID | str,
    title: str,
    body: str,
    note_id: UUID | str | None = None,
    group_id: UUID | str | None = None,
    audience: str = Audience.STAFF,
) -> Meeting:
    """Make an idea of a note or a group: the unit's leader owes it an answer, as any other.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    source = source_of(meeting, note_id, group_id)
    idea = propose(by=by, title=title, body=body, unit_id=meeting.unit_id, audience=audience, object="process")
    becomes(source, idea.subject, meeting)
    journal("meetings.idea_made", meeting.subject, by=by, payload={"proposal": str(idea.pk)})
    return meeting


@verb(Meeting)
def make_challenge(
    *,
    by: Viewer,
    meeting_id: UUID | str,
    question: str,
    theme: str,
    note_id: UUID | str | None = None,
    group_id: UUID | str | None = None,
    description: str = "",
    audience: str = Audience.STAFF,
) -> Meeting:
    """Make a question of a note or a group, for others to answer too. Raises: NotFound, Refused, ValidationError."""
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    source = source_of(meeting, note_id, group_id)
    challenge = raise_challenge(
        by=by, question=question, theme=theme, description=description, unit_id=meeting.unit_id, audience=audience
    )
    becomes(source, challenge.subject, meeting)
    journal("meetings.challenge_made", meeting.subject, by=by, payload={"challenge": str(challenge.pk)})
    return meeting


# What a light trial is called here, and the field of our form that says it.
OURS = {"ends_on": "tries_on", "starts_on": "tries_on", "what": "tries", "title": "tries", "who": "who_id"}


@verb(Meeting)
def try_this(
    *,
    by: Viewer,
    meeting_id: UUID | str,
    proposal_id: UUID | str,
    tries: str,
    tries_on: date,
    who_id: UUID | str,
    noticing: str = "",
    reason: str = "",
    is_light: bool = False,
) -> Meeting:
    """The one thing they try, who sees to it, and the day they look at it. A light one becomes a trial at once.

    What is more than light is planned on the idea's own page. Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.work_up", by, meeting)
    idea = queries.ideas_of(meeting.unit, by).filter(pk__in=[as_uuid(proposal_id)]).first()
    if idea is None:
        raise ValidationError({"proposal_id": [_("Vælg en af idéerne på listen.")]})
    if tries_on <= clock.today():
        raise ValidationError({"tries_on": [_("Vælg en dag, der ikke er gået.")]})
    if meeting.trial_id:
        raise ValidationError(_("Mødet har allerede valgt det, I prøver."))
    meeting.tries, meeting.tries_on = tries, tries_on
    meeting.tries_who = chair_named(meeting.unit, who_id, "who_id")
    clean_texts(meeting, ("tries",))
    if not meeting.tries:
        raise ValidationError({"tries": [_("Skriv, hvad I prøver.")]})
    if is_light:
        meeting.trial = light_trial(meeting, idea, by, noticing=noticing, reason=reason).subject
    meeting.save(update_fields=["tries", "tries_on", "tries_who", "trial"])
    count_change(meeting)
    journal("meetings.tries_set", meeting.subject, by=by, payload={"proposal": str(idea.pk)})
    return meeting


def light_trial(meeting: Meeting, idea: Proposal, by: Viewer, *, noticing: str, reason: str) -> Trial:
    """Raises: Refused, ValidationError by the fields of our own form."""
    who = meeting.tries_who.name if meeting.tries_who else ""
    try:
        return plan_trial(
            by=by,
            proposal_id=idea.pk,
            scale=Scale.LIGHT,
            title=Truncator(meeting.tries).chars(TRIAL_TITLE),
            unit_id=meeting.unit_id,
            what=meeting.tries,
            who=who,
            noticing=noticing,
            reason=reason,
            starts_on=clock.today(),
            ends_on=meeting.tries_on,
            is_reversible=True,
        )
    except ValidationError as problem:
        found = getattr(problem, "error_dict", {})
        if not found:
            raise
        raise ValidationError({OURS.get(name, name): errors for name, errors in found.items()}) from problem


@verb(Meeting)
def end_meeting(*, by: Viewer, meeting_id: UUID | str, summary: str = "") -> Meeting:
    """Close for notes. The code opens nothing any more, and the ideas are on the agenda of the next planned meeting.

    Raises: NotFound, Refused, ValidationError.
    """
    meeting = find(Meeting, meeting_id, by, related=RUN, lock=True)
    require("meetings.run", by, meeting)
    meeting.summary = summary
    clean_texts(meeting, ("summary",))
    meeting.status, meeting.ended_at, meeting.code = MeetingStatus.ENDED, clock.now(), ""
    meeting.save(update_fields=["summary", "status", "ended_at", "code"])
    count_change(meeting)
    coming = queries.next_planned(meeting.unit)
    if coming:
        bring_back(meeting, coming)
    bump(meeting.subject)
    journal("meetings.ended", meeting.subject, by=by)
    return meeting


def erase(person_id: UUID) -> None:
    """A chair no longer reads the meetings. Notes have no author, and the meetings name whoever was erased no more."""
    SubjectReader.objects.filter(reader=person_id, root__kind="meeting").delete()
