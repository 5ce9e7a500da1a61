"""Silence is never consent: what nobody answers goes to a named deputy, and the page says so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.foundation import clock, hooks, subjects
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.proposals.actions import pass_on_to_deputy, withdraw_proposal
from samspil.proposals.models import Proposal
from samspil.proposals.queries import owed_answers
from tests.factories import make_answer, make_challenge, make_person, make_proposal, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def deputy():
    return make_person("Dorte", role="employee")


def test_what_waits_is_told_with_who_since_and_until(karen, lene, unit):
    proposal = make_proposal(by=karen, unit=unit)
    (owed,) = owed_answers(lene.pk)
    assert (owed.subject, owed.answerer, owed.unit, owed.deputy) == (proposal.subject, lene.pk, unit.pk, None)
    assert (owed.since, owed.due) == (clock.today(), proposal.answer_due)
    assert owed.url == f"/forslag/{proposal.pk}/"
    assert owed_answers(karen.pk) == []
    assert [row.subject for row in owed_answers()] == [proposal.subject]


def test_what_is_answered_hidden_or_taken_back_waits_no_more_and_a_question_does(karen, lene, unit):
    asked, answered, gone, hidden = (make_proposal(by=karen, unit=unit) for _number in range(4))
    make_answer(asked, by=lene, outcome="asked")
    make_answer(answered, by=lene)
    withdraw_proposal(by=viewer(karen), proposal_id=gone.pk)
    subjects.set_hidden(hidden.subject, timezone.now())
    assert [row.subject for row in owed_answers()] == [asked.subject]


def test_hook_lets_the_deputy_answer(karen, lene, unit, deputy, client):
    proposal = make_proposal(by=karen, unit=unit)
    with pytest.raises(Refused):
        make_answer(proposal, by=deputy)
    (hook,) = [each for each in hooks.all_of("owed_answers") if each.name == "proposal"]
    assert "Sendt videre" not in client.get(f"/forslag/{proposal.pk}/").text
    hook.pass_on(proposal.pk, deputy.pk)
    now = Proposal.objects.get()
    assert (now.deputy, bool(now.passed_on_at), now.answerer) == (deputy, True, lene)
    assert JournalEntry.objects.get(verb="proposals.passed_on").payload == {"deputy": str(deputy.pk)}
    assert "Sendt videre til Dorte" in client.get(f"/forslag/{proposal.pk}/").text
    assert [row.deputy for row in owed_answers(deputy.pk)] == [deputy.pk]
    assert make_answer(proposal, by=deputy).by == deputy
    assert owed_answers() == []


def test_passed_on_and_still_unanswered_says_so(client, karen, lene, unit, deputy):
    with clock.at(timezone.now() - timedelta(days=30)):
        proposal = make_proposal(by=karen, unit=unit)
        pass_on_to_deputy(by=SYSTEM, proposal_id=proposal.pk, deputy_id=deputy.pk)
    text = client.get(f"/forslag/{proposal.pk}/").text
    assert "Ubesvaret" in text
    assert "Sendt videre til Dorte" in text


def test_only_the_house_and_the_coordinator_pass_on_and_once(karen, lene, mette, birthe, unit, deputy):
    proposal = make_proposal(by=karen, unit=unit)
    call = {"proposal_id": proposal.pk, "deputy_id": deputy.pk}
    for by in (NOBODY, viewer(karen), viewer(lene), viewer(mette)):
        with pytest.raises(Refused):
            pass_on_to_deputy(by=by, **call)
    pass_on_to_deputy(by=viewer(birthe), **call)
    with pytest.raises(Refused):
        pass_on_to_deputy(by=SYSTEM, **call)


def test_deputy_must_be_able_to_answer(karen, lene, birthe, unit, jens):
    host = make_person(role="employee")
    proposal = make_proposal(make_challenge(unit=unit, host=host), by=karen)
    for pk in (karen.pk, jens.pk, host.pk, uuid4(), "x"):
        assert problems(pass_on_to_deputy, by=SYSTEM, proposal_id=proposal.pk, deputy_id=pk) == {"deputy_id"}
    own = make_proposal(by=birthe, unit=unit)
    assert problems(pass_on_to_deputy, by=SYSTEM, proposal_id=own.pk, deputy_id=birthe.pk) == {"deputy_id"}
    assert not Proposal.objects.exclude(passed_on_at=None).exists()


def test_what_only_a_unit_may_read_is_passed_on_within_it(mette, lene, birthe, unit, deputy):
    proposal = make_proposal(by=mette, unit=unit, audience="unit")
    fellow = make_person(role="employee", scope=unit)
    with pytest.raises(NotFound):
        pass_on_to_deputy(by=viewer(birthe), proposal_id=proposal.pk, deputy_id=fellow.pk)
    assert problems(pass_on_to_deputy, by=SYSTEM, proposal_id=proposal.pk, deputy_id=deputy.pk) == {"deputy_id"}
    assert pass_on_to_deputy(by=SYSTEM, proposal_id=proposal.pk, deputy_id=fellow.pk).deputy == fellow


def test_nothing_forged_answered_or_taken_back_is_passed_on(karen, unit, deputy):
    answered, gone = make_proposal(by=karen, unit=unit), make_proposal(by=karen, unit=unit)
    make_answer(answered)
    withdraw_proposal(by=viewer(karen), proposal_id=gone.pk)
    for proposal in (answered, gone):
        with pytest.raises(Refused):
            pass_on_to_deputy(by=SYSTEM, proposal_id=proposal.pk, deputy_id=deputy.pk)
    with pytest.raises(NotFound):
        pass_on_to_deputy(by=SYSTEM, proposal_id=uuid4(), deputy_id=deputy.pk)
