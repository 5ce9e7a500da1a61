"""The states of staff meetings and of the employee's minute: each page as full and as long as it gets."""

from datetime import timedelta

from django.test import Client

from samspil.foundation import clock
from samspil.meetings import actions
from samspil.meetings.models import Meeting, NoteGroup
from tests.factories import make_answer, make_person, make_proposal, viewer
from tests.meetings.making import end, make_idea, opened, phone, plan, take, write
from tests.states import CPR, LONG_LINE, LONG_WORD, World, state


def mette(w: World):
    return make_person("Mette Skov", role="employee", scope=w.unit, member_of=w.unit.actor)


def answered(w: World, by) -> None:
    """Ideas of the unit: one with an answer, one that waits, one over its day with a word no line has room for."""
    kept = make_proposal(by=by, unit=w.unit, title="Sæt kaffen over før mødet")
    make_answer(kept, by=w.lene, body="Ja. Den, der møder først, sætter den over fra mandag.")
    make_proposal(by=by, unit=w.unit, title="Mærk nøglerne med farver")
    with w.days_ago(40):
        make_proposal(by=by, unit=w.unit, title=LONG_LINE[:118])


def full(w: World, by) -> Meeting:
    """A meeting with all that can stand on its screens."""
    w.lene  # noqa: B018 - she answers
    answered(w, by)
    meeting = opened(w.unit, by, title="Personalemøde i december")
    notes = take(
        meeting, by, "Kaffen er kold", "Der mangler kopper", "Nøglerne hænger forkert", LONG_WORD, "Flyt tavlen"
    )
    chair = viewer(by)
    actions.group_notes(by=chair, meeting_id=meeting.pk, note_ids=[row.pk for row in notes[:2]], title="Pausen")
    make_idea(meeting, by, notes[2])
    actions.hide_notes(by=chair, meeting_id=meeting.pk, note_ids=[notes[4].pk])
    write(meeting, "Hvem har glemt sin cykelhjelm?")
    actions.try_this(
        by=chair,
        meeting_id=meeting.pk,
        proposal_id=notes[2].__class__.objects.get(pk=notes[2].pk).became_id,
        tries="Farver på nøglerne i fjorten dage",
        tries_on=clock.today() + timedelta(days=14),
        who_id=by.pk,
    )
    return Meeting.objects.get(pk=meeting.pk)


@state("proposals/idea.html", "wrong, with a picture")
def _(w):
    w.lene  # noqa: B018
    return w.post("proposals:idea", by=mette(w), data={"text": CPR, "alt": LONG_WORD})


@state("proposals/idea.html", "a guest without a unit")
def _(w):
    w.lene  # noqa: B018
    return w.get("proposals:idea")


@state("proposals/idea_thanks.html", "sent")
def _(w):
    w.lene  # noqa: B018
    return w.get("proposals:idea-thanks", make_proposal(by=w.karen, unit=w.unit, title=LONG_LINE[:118]).pk)


@state("proposals/idea_poster.html", "of a unit")
def _(w):
    w.lene  # noqa: B018
    return w.get("proposals:idea-poster", w.unit.pk)


@state("meetings/list.html", "empty, as a visitor")
def _(w):
    return w.get("meetings:list")


@state("meetings/list.html", "filled")
def _(w):
    by = mette(w)
    end(full(w, by), by)
    plan(w.unit, by, title=LONG_LINE[:78])
    return w.get("meetings:list", by=by)


@state("meetings/page.html", "planned, with ideas")
def _(w):
    by = mette(w)
    end(full(w, by), by)
    return w.get("meetings:page", plan(w.unit, by).pk, by=by)


@state("meetings/agenda.html", "ideas to choose")
def _(w):
    by = mette(w)
    answered(w, by)
    return w.get("meetings:agenda", plan(w.unit, by).pk, by=by)


@state("meetings/answers.html", "answers")
def _(w):
    by = mette(w)
    answered(w, by)
    return w.get("meetings:answers", plan(w.unit, by).pk, by=by)


@state("meetings/screen.html", "full")
def _(w):
    by = mette(w)
    return w.get("meetings:screen", full(w, by).pk, by=by)


@state("meetings/control.html", "full, and one chosen for nothing")
def _(w):
    by = mette(w)
    return w.post("meetings:handle-notes", full(w, by).pk, by=by, data={"do": "saml"})


@state("meetings/take_notes.html", "wrong")
def _(w):
    by = mette(w)
    return w.post("meetings:take-notes", full(w, by).pk, by=by, data={"text": CPR, "channel": "note_taker"})


@state("meetings/make.html", "an idea of a group")
def _(w):
    by = mette(w)
    return w.get("meetings:make-idea", full(w, by).pk, NoteGroup.objects.get().pk, by=by)


@state("meetings/end.html", "with notes that wait")
def _(w):
    by = mette(w)
    return w.get("meetings:end", full(w, by).pk, by=by)


@state("meetings/minutes.html", "full")
def _(w):
    by = mette(w)
    meeting = full(w, by)
    end(meeting, by, summary="Vi købte en ny kande.")
    plan(w.unit, by)
    return w.get("meetings:page", meeting.pk, by=by)


@state("meetings/sheet.html", "to print")
def _(w):
    by = mette(w)
    return w.get("meetings:sheet", plan(w.unit, by, title=LONG_LINE[:78]).pk, by=by)


@state("meetings/code.html", "wrong")
def _(w):
    return w.get("meetings:code", query="?kode=")


@state("meetings/join.html", "wrong, with notes")
def _(w):
    meeting = full(w, mette(w))
    return phone(meeting).post(f"/m/{meeting.code}/", {"body": CPR})


@state("meetings/shut.html", "too late", 410)
def _(w):
    by = mette(w)
    meeting = full(w, by)
    code = meeting.code
    end(meeting, by)
    return Client().post(f"/m/{code}/", {"body": LONG_LINE})
