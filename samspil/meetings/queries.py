"""Reads about meetings, their notes, and what became of the unit's ideas."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.actors.models import Person, Unit
from samspil.actors.queries import leaders_of, staff_of, units
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.viewer import Viewer
from samspil.meetings.models import Meeting, MeetingNote, MeetingStatus, NoteGroup
from samspil.meetings.rules import works_in
from samspil.practices.models import Practice
from samspil.proposals.models import Answer, Outcome, Proposal
from samspil.trials.models import Outcome as TrialOutcome
from samspil.trials.models import Status as TrialStatus
from samspil.trials.models import Trial

CODE_HOLDS = timedelta(hours=12)  # a meeting somebody forgot to end lets nobody in the next day
MOST_IDEAS = 30
LATELY = timedelta(days=120)


def own_units(viewer: Viewer) -> list[Unit]:
    """The units the viewer works in or leads, by name. One query."""
    return [unit for unit in units(viewer) if works_in(viewer, unit)]


def meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings the viewer may read, newest first."""
    return (
        Meeting.objects.visible_to(viewer)
        .select_related("subject", "unit__actor", "chair__actor")
        .order_by("-starts_at", "pk")
    )


def chairs_of(unit: Unit) -> list[Person]:
    """Those who may chair a meeting of the unit: who works there, then who leads it."""
    found = {person.pk: person for person in (*staff_of(unit), *leaders_of(unit))}
    return list(found.values())


def last_ended(unit: Unit) -> Meeting | None:
    rows = Meeting.objects.filter(unit=unit, status=MeetingStatus.ENDED, subject__shown=True)
    return rows.order_by("-ended_at").first()


def next_planned(unit: Unit) -> Meeting | None:
    rows = Meeting.objects.filter(unit=unit, status=MeetingStatus.PLANNED, subject__shown=True)
    return rows.order_by("starts_at").first()


def made_at(meeting: Meeting) -> list[UUID]:
    """The subjects of what was made of the notes of a meeting."""
    notes = meeting.notes.exclude(became=None).values_list("became", flat=True)
    groups = meeting.groups.exclude(became=None).values_list("became", flat=True)
    return [*notes.order_by(), *groups.order_by()]


# --- on the wall and on the phones ------------------------------------------------------------------------------------


def open_by_code(code: str) -> Meeting | None:
    """The meeting that a code opens now. One query."""
    if not code:
        return None
    rows = Meeting.objects.filter(
        code=code.upper(),
        status=MeetingStatus.OPEN,
        opened_at__gt=clock.now() - CODE_HOLDS,
        subject__shown=True,
    )
    return rows.select_related("unit__actor").first()


@dataclass(slots=True)
class Column:
    """A group on the wall with its notes; without a group, the notes that stand alone."""

    notes: list[MeetingNote]
    group: NoteGroup | None = None


def columns(notes: list[MeetingNote], groups: list[NoteGroup]) -> list[Column]:
    """The groups in the order they were made, and then what stands alone."""
    found = {group.pk: Column([], group) for group in groups}
    alone = Column([])
    for note in notes:
        found.get(note.group_id, alone).notes.append(note)  # type: ignore[arg-type]
    return [*found.values(), *([alone] if alone.notes else [])]


def board(meeting: Meeting) -> list[Column]:
    """What everybody in the room sees. Two queries."""
    shown = list(meeting.notes.filter(released_at__isnull=False, hidden_at=None).select_related("became"))
    return [column for column in columns(shown, list(meeting.groups.select_related("became"))) if column.notes]


def all_notes(meeting: Meeting) -> list[Column]:
    """What the chair sees: every note that has not been hidden, and every group. Two queries."""
    notes = list(meeting.notes.filter(hidden_at=None).select_related("became"))
    return columns(notes, list(meeting.groups.select_related("became")))


def hidden_notes(meeting: Meeting) -> list[MeetingNote]:
    return list(meeting.notes.filter(hidden_at__isnull=False))


def came_after(meeting: Meeting, last: int) -> list[MeetingNote]:
    """The notes that came after the one with this number."""
    return list(meeting.notes.filter(hidden_at=None, number__gt=last))


def note_counts(ids: list[UUID]) -> dict[UUID, int]:
    rows = MeetingNote.objects.filter(meeting__in=ids).order_by().values("meeting").annotate(n=Count("pk"))
    return {row["meeting"]: row["n"] for row in rows}


# --- what became of our ideas -----------------------------------------------------------------------------------------


def ideas_of(unit: Unit, viewer: Viewer) -> QuerySet[Proposal]:
    """The standing ideas of the unit and the units below it, newest first."""
    below = [row.pk for row in units(viewer) if unit.pk in row.line]
    rows = Proposal.objects.visible_to(viewer).filter(unit__in=below, withdrawn_at=None)
    return rows.select_related("subject", "actor", "unit__actor", "answerer__actor").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Idea:
    """What became of an idea, in words for a wall: a label, who says so and why, and the day that counts."""

    proposal: Proposal
    label: str
    tone: str  # of the pill
    text: str = ""
    who: str = ""
    day: date | None = None
    day_label: str = ""


def became(proposals: list[Proposal], viewer: Viewer) -> list[Idea]:
    """What became of each, in the same order. Three queries, however many there are."""
    ids = [row.pk for row in proposals]
    practices = {
        row.proposal_id: row
        for row in Practice.objects.visible_to(viewer)
        .filter(proposal__in=ids, withdrawn_at=None)
        .select_related("actor")
        .order_by("pk")
    }
    trials = {
        row.proposal_id: row
        for row in Trial.objects.visible_to(viewer)
        .filter(proposal__in=ids, withdrawn_at=None)
        .exclude(status__in=(TrialStatus.DRAFT, TrialStatus.WITHDRAWN))
        .order_by("pk")
    }
    answers: dict[UUID, Answer] = {}
    rows = Answer.objects.filter(proposal__in=ids).select_related("by__actor").order_by("at", "pk")
    for row in rows:
        if row.outcome != Outcome.ASKED or row.proposal_id not in answers:
            answers[row.proposal_id] = row
    return [
        in_practice(each, practices[each.pk])
        if each.pk in practices
        else tried(each, trials[each.pk])
        if each.pk in trials
        else answered(each, answers[each.pk])
        if each.pk in answers
        else waiting(each)
        for each in proposals
    ]


def in_practice(proposal: Proposal, practice: Practice) -> Idea:
    return Idea(
        proposal,
        _("Sådan gør vi nu"),
        "open",
        practice.title,
        str(practice.actor),
        practice.since,
        _("siden"),
    )


def tried(proposal: Proposal, trial: Trial) -> Idea:
    if trial.status == TrialStatus.CONCLUDED:
        tone = "waiting" if trial.outcome == TrialOutcome.STOP else "open"
        return Idea(proposal, trial.get_outcome_display(), tone, trial.learning)
    label = _("Bliver prøvet af") if trial.is_running else _("Skal prøves af")
    if trial.status == TrialStatus.ASKED:
        label = _("Venter på ja")
    elif trial.status == TrialStatus.REFUSED:
        label = _("Afprøvningen fik nej")
    return Idea(proposal, label, "trial", trial.what, trial.who, trial.ends_on, _("til"))


def answered(proposal: Proposal, answer: Answer) -> Idea:
    tone = {Outcome.FORWARD: "answered", Outcome.ASKED: "waiting"}.get(Outcome(answer.outcome), "")
    again = answer.look_again_on
    day, label = (again, _("ses på igen")) if again else (timezone.localdate(answer.at), _("svar"))
    return Idea(proposal, answer.get_outcome_display(), tone, answer.body, answer.by.name, day, label)


def waiting(proposal: Proposal) -> Idea:
    """Silence is shown as what it is."""
    who = proposal.answerer.name if proposal.answerer else _("Koordinatoren")
    if proposal.is_overdue:
        return Idea(proposal, _("Ubesvaret"), "waiting", "", who, proposal.answer_due, _("fristen var"))
    return Idea(proposal, _("Venter på svar"), "waiting", "", who, proposal.answer_due, _("svar senest"))


def first_screen(meeting: Meeting, viewer: Viewer) -> list[Idea]:
    """The ideas on the agenda, and then the unit's last ones, those with an answer first. Seven queries."""
    chosen = list(meeting.agenda.values_list("proposal", flat=True))
    every = ideas_of(meeting.unit, viewer)
    since = clock.now() - LATELY
    rows = list(
        every.filter(Q(pk__in=chosen) | Q(subject__created_at__gte=since) | Q(subject__active_at__gte=since))[
            :MOST_IDEAS
        ]
    )
    ideas = became(rows, viewer)
    return sorted(ideas, key=lambda idea: (idea.proposal.pk not in chosen, idea.tone == "waiting"))


def outcomes(meeting: Meeting, viewer: Viewer) -> dict[UUID, Idea | Any]:
    """What was made of the notes: an idea with its state, or the challenge, by subject. What the viewer may not read
    is left out.
    """
    ids = made_at(meeting)
    ideas = Proposal.objects.visible_to(viewer).filter(pk__in=ids)
    rows = list(ideas.select_related("subject", "actor", "unit__actor", "answerer__actor"))
    found: dict[UUID, Idea | Any] = {idea.proposal.pk: idea for idea in became(rows, viewer)}
    for challenge in Challenge.objects.visible_to(viewer).filter(pk__in=ids):
        found[challenge.pk] = challenge
    return found
