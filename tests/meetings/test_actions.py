"""The verbs of meetings: who may, what becomes of notes, and what comes back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.meetings import actions, notes, queries
from samspil.meetings.models import Meeting, MeetingNote, NoteGroup
from samspil.proposals.models import Proposal
from samspil.trials.models import Trial
from tests.factories import make_answer, make_person, make_proposal, make_unit, viewer
from tests.meetings.making import end, make_idea, opened, plan, take, write

pytestmark = pytest.mark.django_db

CPR = "Fru Holm, 010150-1234, mangler hjælp."


@pytest.fixture
def stranger(db):
    """An employee of another unit."""
    return make_person("Susanne", role="employee", scope=make_unit("Skoleområdet"))


def runs(meeting):
    """Every verb that only the unit's staff may call, as (verb, arguments)."""
    note = str(uuid4())
    return [
        (actions.take_notes, {"text": "En seddel"}),
        (actions.release_notes, {"every": True}),
        (actions.hide_notes, {"note_ids": [note]}),
        (actions.set_release, {"at_once": True}),
        (actions.group_notes, {"note_ids": [note], "title": "Kaffe"}),
        (actions.merge_notes, {"note_ids": [note]}),
        (actions.make_idea, {"note_id": note, "title": "En idé", "body": "Mere"}),
        (actions.make_challenge, {"note_id": note, "question": "Hvad nu?", "theme": "older"}),
        (
            actions.try_this,
            {"proposal_id": note, "tries": "Kaffe", "tries_on": clock.today() + timedelta(days=9), "who_id": note},
        ),
        (actions.end_meeting, {}),
    ]


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C39")
def test_staff_and_leader_of_the_unit_plan_and_others_do_not(unit, mette, lene, birthe, karen, stranger):
    for person in (mette, lene):
        assert plan(unit, person).chair == person
    for person in (stranger, birthe, karen):
        with pytest.raises(Refused):
            plan(unit, person, chair_id=mette.pk)
    with pytest.raises(ValidationError):
        plan(unit, mette, chair_id=stranger.pk)


def test_nobody_else_finds_the_meeting(unit, mette, birthe, karen, jens, stranger):
    meeting = opened(unit, mette)
    for person in (stranger, birthe, karen, jens):
        assert not queries.meetings(viewer(person)).exists()
        for verb, facts in runs(meeting):
            with pytest.raises(NotFound):
                verb(by=viewer(person), meeting_id=meeting.pk, **facts)


def test_a_person_who_was_only_named_a_reader_cannot_run_it(unit, mette, stranger):
    meeting = opened(unit, mette)
    meeting.subject.readers.create(reader=stranger.pk)
    for verb, facts in runs(meeting):
        with pytest.raises(Refused):
            verb(by=viewer(stranger), meeting_id=meeting.pk, **facts)


def test_a_hidden_meeting_takes_nothing(unit, mette):
    meeting = opened(unit, mette)
    meeting.subject.hidden_at, meeting.subject.shown = timezone.now(), False
    meeting.subject.save()
    with pytest.raises(NotFound):
        write(meeting)
    with pytest.raises(NotFound):
        take(meeting, mette, "En seddel")


def test_what_is_over_or_not_begun_is_refused(unit, mette):
    meeting = plan(unit, mette)
    for verb, facts in runs(meeting):
        with pytest.raises(Refused):
            verb(by=viewer(mette), meeting_id=meeting.pk, **facts)
    actions.open_meeting(by=viewer(mette), meeting_id=meeting.pk)
    end(meeting, mette)
    for verb, facts in (
        (actions.set_release, {"at_once": True}),
        (actions.end_meeting, {}),
        (actions.open_meeting, {}),
    ):
        with pytest.raises(Refused):
            verb(by=viewer(mette), meeting_id=meeting.pk, **facts)


def test_edit_says_when_somebody_else_was_quicker(unit, mette, lene):
    meeting = plan(unit, mette)
    facts = {"starts_at": timezone.now() + timedelta(days=3), "chair_id": lene.pk, "title": "Tirsdagsmøde"}
    actions.edit_meeting(by=viewer(lene), meeting_id=meeting.pk, expected_version=1, **facts)
    with pytest.raises(Stale):
        actions.edit_meeting(by=viewer(mette), meeting_id=meeting.pk, expected_version=1, **facts)
    meeting.refresh_from_db()
    assert (meeting.chair, meeting.subject.title) == (lene, "Tirsdagsmøde")
    with pytest.raises(ValidationError):
        actions.edit_meeting(
            by=viewer(lene), meeting_id=meeting.pk, **{**facts, "starts_at": timezone.now() - timedelta(days=2)}
        )


# --- notes ------------------------------------------------------------------------------------------------------------


def test_only_the_code_of_an_open_meeting_lets_a_note_in(unit, mette):
    meeting, other = opened(unit, mette), opened(unit, mette)
    for code in ("", "ZZZZZ", other.code):
        with pytest.raises(NotFound):
            actions.post_note(by=NOBODY, meeting_id=meeting.pk, code=code, body="En seddel")
    code = meeting.code
    with clock.at(timezone.now() + timedelta(hours=13)), pytest.raises(NotFound):
        write(meeting)  # somebody forgot to end it
    end(meeting, mette)
    with pytest.raises(NotFound):
        actions.post_note(by=NOBODY, meeting_id=meeting.pk, code=code, body="For sent")
    assert not MeetingNote.objects.exists()


def test_nobody_can_see_who_wrote(unit, mette):
    meeting = opened(unit, mette)
    actions.post_note(by=viewer(mette), meeting_id=meeting.pk, code=meeting.code, body="Fra Mette")
    line = JournalEntry.objects.get(verb="meetings.note_written")
    assert (line.person, line.actor, line.payload) == (None, None, {})


@pytest.mark.parametrize("body", ["", "   ", "x" * 301, CPR])
def test_bad_notes_are_refused(unit, mette, body):
    meeting = opened(unit, mette)
    with pytest.raises(ValidationError):
        write(meeting, body)
    with pytest.raises(ValidationError):
        take(meeting, mette, "En god", body, "") if body.strip() else take(meeting, mette, body)
    assert not MeetingNote.objects.exists()


def test_a_second_press_writes_one_note(unit, mette):
    meeting, key = opened(unit, mette), uuid4()
    assert write(meeting, request_id=key) == write(meeting, request_id=key)


def test_notes_show_when_the_chair_lets_them_out(unit, mette):
    meeting = opened(unit, mette)
    first, second, third = (write(meeting, body) for body in ("En", "To", "Tre"))
    assert queries.board(meeting) == []
    by = viewer(mette)
    actions.release_notes(by=by, meeting_id=meeting.pk, note_ids=[second.pk])
    assert shown(meeting) == ["To"]
    actions.release_notes(by=by, meeting_id=meeting.pk, every=True)
    assert shown(meeting) == ["En", "To", "Tre"]
    actions.hide_notes(by=by, meeting_id=meeting.pk, note_ids=[first.pk, third.pk])
    assert shown(meeting) == ["To"]
    actions.release_notes(by=by, meeting_id=meeting.pk, every=True)
    assert shown(meeting) == ["To"]  # what was hidden stays hidden
    actions.release_notes(by=by, meeting_id=meeting.pk, note_ids=[third.pk])
    assert shown(meeting) == ["To", "Tre"]
    write(meeting, "Fire")
    actions.set_release(by=by, meeting_id=meeting.pk, at_once=True)
    write(meeting, "Fem")
    assert shown(meeting) == ["To", "Tre", "Fire", "Fem"]


def shown(meeting) -> list[str]:
    return [note.body for column in queries.board(meeting) for note in column.notes]


def test_waiting_notes_tell_the_phones_nothing(unit, mette):
    meeting = opened(unit, mette)
    write(meeting)
    meeting.refresh_from_db()
    assert (meeting.last_number, meeting.shown_changes) == (1, 0)


def test_notes_of_another_meeting_cannot_be_touched(unit, mette):
    meeting, other = opened(unit, mette), opened(unit, mette)
    note = write(other)
    by = viewer(mette)
    for verb in (actions.release_notes, actions.hide_notes, actions.group_notes, actions.merge_notes):
        with pytest.raises(NotFound):
            verb(by=by, meeting_id=meeting.pk, note_ids=[note.pk])
    with pytest.raises(NotFound):
        make_idea(meeting, mette, note)
    actions.group_notes(by=by, meeting_id=other.pk, note_ids=[note.pk], title="Kaffe")
    with pytest.raises(NotFound):
        actions.group_notes(
            by=by, meeting_id=meeting.pk, note_ids=[write(meeting).pk], group_id=NoteGroup.objects.get().pk
        )


def test_groups_are_made_emptied_and_gone(unit, mette):
    meeting, by = opened(unit, mette), viewer(mette)
    one, two, three = take(meeting, mette, "Kaffe", "Te", "Nøgler")
    actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[one.pk, two.pk], title="Pausen")
    (pause,) = NoteGroup.objects.all()
    assert [[note.body for note in column.notes] for column in queries.board(meeting)] == [["Kaffe", "Te"], ["Nøgler"]]
    actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[three.pk], group_id=pause.pk)
    actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[one.pk], title="Pausen")
    assert NoteGroup.objects.count() == 1
    actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[one.pk, two.pk, three.pk])
    assert not NoteGroup.objects.exists()


def test_doubles_become_one_that_counts(unit, mette):
    meeting, by = opened(unit, mette), viewer(mette)
    first = write(meeting, "Kaffe")
    others = take(meeting, mette, "kaffe", "Mere kaffe")
    kept = actions.merge_notes(by=by, meeting_id=meeting.pk, note_ids=[first.pk, *(row.pk for row in others)])
    assert (kept, kept.count, shown(meeting)) == (first, 3, ["Kaffe"])
    assert MeetingNote.objects.count() == 1
    with pytest.raises(ValidationError):
        actions.merge_notes(by=by, meeting_id=meeting.pk, note_ids=[first.pk])


# --- what becomes of it -----------------------------------------------------------------------------------------------


@pytest.mark.capability("C39")
def test_a_note_becomes_an_idea_that_the_leader_owes_an_answer(unit, mette, lene):
    meeting = opened(unit, mette)
    (note,) = take(meeting, mette, "Sæt kaffen over")
    make_idea(meeting, mette, note)
    idea = Proposal.objects.get()
    note.refresh_from_db()
    assert (note.became, idea.answerer, idea.unit, idea.subject.audience) == (idea.subject, lene, unit, "staff")
    with pytest.raises(ValidationError):
        make_idea(meeting, mette, note)


def test_a_group_becomes_a_challenge(unit, mette):
    meeting, by = opened(unit, mette), viewer(mette)
    notes = take(meeting, mette, "Kaffe", "Te")
    actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[row.pk for row in notes], title="Pausen")
    group = NoteGroup.objects.get()
    actions.make_challenge(
        by=by, meeting_id=meeting.pk, group_id=group.pk, question="Hvordan får vi en god pause?", theme="older"
    )
    group.refresh_from_db()
    assert group.became.kind == "challenge"


def tried(meeting, by, idea, **facts):
    return actions.try_this(
        by=viewer(by),
        meeting_id=meeting.pk,
        **{
            "proposal_id": idea.pk,
            "tries": "Vi sætter kaffen over kl. 7",
            "tries_on": clock.today() + timedelta(days=14),
            "who_id": by.pk,
            "noticing": "Vi sidder ned sammen.",
            "reason": "Det koster ingenting.",
            "is_light": True,
            **facts,
        },
    )


@pytest.mark.capability("C39")
def test_what_they_try_is_a_light_trial_with_a_day(unit, mette, lene):
    meeting, idea = opened(unit, mette), make_proposal(by=mette, unit=unit)
    meeting = tried(meeting, mette, idea)
    trial = Trial.objects.get()
    assert (trial.scale, trial.unit, trial.ends_on, trial.who) == ("light", unit, meeting.tries_on, "Mette Skov")
    assert meeting.trial == trial.subject
    with pytest.raises(ValidationError):
        tried(meeting, mette, idea)


def test_what_is_no_light_trial_is_only_written_down(unit, mette, lene):
    meeting = tried(opened(unit, mette), mette, make_proposal(by=mette, unit=unit), is_light=False)
    assert (meeting.tries, meeting.trial, Trial.objects.count()) == ("Vi sætter kaffen over kl. 7", None, 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tries_on": clock.today()}, "tries_on"),
        ({"tries_on": clock.today() + timedelta(days=400)}, "tries_on"),
        ({"tries": " "}, "tries"),
        ({"tries": CPR}, "tries"),
        ({"who_id": uuid4()}, "who_id"),
        ({"noticing": ""}, "noticing"),
        ({"proposal_id": uuid4()}, "proposal_id"),
    ],
)
def test_what_they_try_must_be_said_well(unit, mette, lene, wrong, field):
    meeting = opened(unit, mette)
    with pytest.raises(ValidationError) as told:
        tried(meeting, mette, make_proposal(by=mette, unit=unit), **wrong)
    assert field in told.value.error_dict
    assert not Trial.objects.exists()
    meeting.refresh_from_db()
    assert meeting.tries == ""


@pytest.mark.capability("C39")
def test_ideas_come_back_on_the_next_agenda_with_their_answer(unit, mette, lene):
    meeting = opened(unit, mette)
    coming = plan(unit, mette, starts_at=timezone.now() + timedelta(days=14))
    (note,) = take(meeting, mette, "Sæt kaffen over")
    make_idea(meeting, mette, note)
    end(meeting, mette)
    idea = Proposal.objects.get()
    make_answer(idea, by=lene, body="Ja, det gør vi fra mandag.")
    later = plan(unit, mette)
    for each in (coming, later):
        (seen,) = queries.first_screen(each, viewer(mette))
        assert (seen.proposal, seen.label, seen.who) == (idea, "Vi går videre med det", "Lene Dahlgaard")
        assert list(each.agenda.values_list("proposal", flat=True)) == [idea.pk]


def test_agenda_takes_ideas_of_the_unit_and_below_only(unit, mette, lene):
    below = make_unit("Team Øst", parent=unit)
    meeting, by = plan(unit, mette), viewer(mette)
    own, theirs, elsewhere = make_proposal(unit=unit), make_proposal(unit=below), make_proposal()
    actions.set_agenda(by=by, meeting_id=meeting.pk, proposal_ids=[own.pk, theirs.pk])
    actions.set_agenda(by=by, meeting_id=meeting.pk, proposal_ids=[str(theirs.pk)])
    assert [row.proposal for row in meeting.agenda.all()] == [theirs]
    with pytest.raises(ValidationError):
        actions.set_agenda(by=by, meeting_id=meeting.pk, proposal_ids=[elsewhere.pk])


@pytest.mark.capability("C39")
def test_first_screen_says_what_became_of_each_idea(unit, mette, lene):
    meeting = plan(unit, mette)
    with clock.at(timezone.now() - timedelta(days=30)):
        late = make_proposal(by=mette, unit=unit, title="Over fristen")
    new = make_proposal(by=mette, unit=unit, title="Ny")
    running = make_proposal(by=mette, unit=unit, title="Prøves")
    tried(opened(unit, mette), mette, running)
    hidden = make_proposal(by=mette, unit=unit, title="Skjult")
    hidden.subject.hidden_at, hidden.subject.shown = timezone.now(), False
    hidden.subject.save()
    seen = {idea.proposal.title: idea.label for idea in queries.first_screen(meeting, viewer(mette))}
    assert seen == {"Over fristen": "Ubesvaret", "Ny": "Venter på svar", "Prøves": "Venter på ja"}
    assert late.answer_due < clock.today() < new.answer_due


def test_notes_that_became_nothing_are_gone_after_thirty_days(unit, mette):
    by = viewer(mette)
    with clock.at(timezone.now() - timedelta(days=31)):
        meeting, forgotten = opened(unit, mette), opened(unit, mette)
        one, _two, three = take(meeting, mette, "Bliver til noget", "Ikke", "I en bunke")
        take(forgotten, mette, "Aldrig afsluttet")
        make_idea(meeting, mette, one)
        actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[three.pk], title="Bunken")
        group = NoteGroup.objects.get()
        actions.make_idea(by=by, meeting_id=meeting.pk, group_id=group.pk, title="Bunken", body="Som idé")
        end(meeting, mette)
    young = opened(unit, mette)
    take(young, mette, "Fra i dag")
    notes.forget_notes()
    left = set(MeetingNote.objects.values_list("body", flat=True))
    assert left == {"Bliver til noget", "I en bunke", "Fra i dag"}


def test_a_meeting_takes_no_flood(unit, mette, monkeypatch):
    monkeypatch.setattr(notes, "MOST_NOTES", 3)
    meeting = opened(unit, mette)
    take(meeting, mette, "En", "To", "Tre")
    with pytest.raises(ValidationError):
        write(meeting)
    with pytest.raises(ValidationError):
        take(meeting, mette, "Fire")
    assert Meeting.objects.get().notes.count() == 3


def test_words_of_the_chair_are_looked_at_as_well(unit, mette):
    meeting, by = opened(unit, mette), viewer(mette)
    (note,) = take(meeting, mette, "Kaffe")
    for title in (CPR, "x" * 81):
        with pytest.raises(ValidationError) as told:
            actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[note.pk], title=title)
        assert "title" in told.value.error_dict
    for summary in (CPR, "x" * 1001):
        with pytest.raises(ValidationError) as told:
            end(meeting, mette, summary=summary)
        assert "summary" in told.value.error_dict
    actions.group_notes(by=by, meeting_id=meeting.pk, note_ids=[note.pk], title="Pa\u200busen \x00")
    end(meeting, mette, summary="Før\x08efter")
    assert (NoteGroup.objects.get().title, Meeting.objects.get().summary) == ("Pausen", "Førefter")


def test_erasing_takes_the_chair_off_the_readers(unit, mette):
    meeting = opened(unit, mette)
    actions.erase(mette.pk)
    assert not meeting.subject.readers.filter(reader=mette.pk).exists()
