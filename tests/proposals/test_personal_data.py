"""The copy of what somebody proposed, pledged and replied, and what is left when they are erased."""

import pytest

from samspil.foundation import search
from samspil.foundation.models import OneTimeLink, SearchDocument, Subject
from samspil.foundation.viewer import NOBODY
from samspil.proposals.actions import erase, reply_to_question
from samspil.proposals.manifest import export
from samspil.proposals.models import Answer, Pledge, Proposal
from tests.factories import make_answer, make_challenge, make_pledge, make_proposal, viewer

pytestmark = pytest.mark.django_db


def test_copy_holds_what_one_wrote(karen, lene, unit):
    proposal = make_proposal(by=karen, unit=unit, volunteer_role="Læser højt", role_planned_by="volunteers")
    make_pledge(proposal, by=karen, body="En time")
    question = make_answer(proposal, by=lene, outcome="asked", body="Hvornår?")
    reply_to_question(by=viewer(karen), proposal_id=proposal.pk, question_id=question.pk, body="Om aftenen.")
    text = str(export(karen.pk))
    for words in (proposal.title, proposal.body, "Læser højt", "En time", "Hvornår?", "Om aftenen."):
        assert words in text
    assert "Hvornår?" in str(export(lene.pk))


def test_what_nobody_built_on_is_emptied_everywhere(karen, unit):
    proposal = make_proposal(
        make_challenge(unit=unit),
        by=karen,
        title="Kanoen",
        body="Ved Karens brygge",
        delivers=[unit.pk],
        volunteer_role="Ror",
        role_planned_by="volunteers",
    )
    make_pledge(proposal, by=karen, kind="money", amount=50, body="Karens pagaj")
    erase(karen.pk)
    now, promise = Proposal.objects.get(), Pledge.objects.get()
    assert (now.title, now.body, now.volunteer_role, now.role_planned_by) == ("", "", "", "")
    assert now.withdrawn_at
    assert promise.withdrawn_at
    assert (promise.body, promise.amount) == ("", None)
    assert not now.history.exists()
    assert not now.delivers.exists()
    for about in (now, promise):
        assert Subject.objects.get(pk=about.pk).title == ""
        assert not SearchDocument.objects.filter(subject=about.pk).exists()
    assert not search.find("kanoen", NOBODY)


def test_what_others_built_on_stays_without_the_replies_and_links(karen, kurt, lene, unit):
    answered, pledged, asked = (
        make_proposal(by=karen, unit=unit, title=title) for title in ("Svar", "Løfte", "Spurgt")
    )
    make_answer(answered, by=lene)
    make_pledge(pledged, by=kurt, body="En båd")
    question = make_answer(asked, by=lene, outcome="asked", body="Hvornår?")
    reply_to_question(by=viewer(karen), proposal_id=asked.pk, question_id=question.pk, body="Når mor sover.")
    assert OneTimeLink.objects.filter(person=karen.pk).exists()
    erase(karen.pk)
    assert set(Proposal.objects.filter(withdrawn_at=None).values_list("title", flat=True)) == {
        "Svar",
        "Løfte",
        "Spurgt",
    }
    assert Pledge.objects.get().body == "En båd"
    question.refresh_from_db()
    assert (question.reply, question.body) == ("", "Hvornår?")
    assert question.replied_at
    assert not OneTimeLink.objects.filter(person=karen.pk, purpose__in=("answer", "reply")).exists()


def test_leader_who_is_erased_leaves_the_official_answer(karen, lene, unit):
    proposal = make_proposal(by=karen, unit=unit)
    make_answer(proposal, by=lene, body="Vi går i gang.")
    erase(lene.pk)
    assert Answer.objects.get().body == "Vi går i gang."
    assert Proposal.objects.get().title == proposal.title


def test_erasing_bears_being_called_again(karen):
    make_pledge(make_proposal(by=karen), by=karen)
    before = None
    for _twice in range(2):
        erase(karen.pk)
        now = (Proposal.objects.get().withdrawn_at, Pledge.objects.get().withdrawn_at)
        assert before in (None, now)
        before = now
