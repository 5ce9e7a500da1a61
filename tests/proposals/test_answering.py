"""Who answers a proposal, by when, and how the answer is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from samspil.actors.models import Role
from samspil.challenges.actions import change_stage
from samspil.following.models import Follow
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.proposals.actions import (
    answer_proposal,
    edit_proposal,
    propose,
    withdraw_proposal,
    working_day,
)
from samspil.proposals.models import Answer, Proposal
from tests.factories import (
    make_answer,
    make_challenge,
    make_person,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
TEXTS = {"title": "En plads i båden", "body": "Torsdage ved åen."}


def letters(prefix: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(dedupe_key__startswith=prefix).values_list("to", flat=True))


# --- who answers, and when ------------------------------------------------------------------------------------------


def test_nearest_leader_owes_the_answer_in_fourteen_days_and_is_told(karen, lene, unit):
    make_person(role="leader", scope=unit.parent)
    with clock.at(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)):  # already 2 March in Denmark
        proposal = propose(by=viewer(karen), unit_id=unit.pk, **TEXTS)
    assert (proposal.answerer, proposal.answer_due) == (lene, date(2026, 3, 16))
    letter = OutgoingMail.objects.get()
    assert (letter.to, letter.person) == (lene.email, lene.pk)
    assert f"/forslag/{proposal.pk}/" in letter.text


def test_leader_above_owes_the_answer_when_the_unit_has_none(karen, unit):
    chief = make_person(role="leader", scope=unit.parent)
    assert propose(by=viewer(karen), unit_id=unit.pk, **TEXTS).answerer == chief


def test_proposal_goes_to_the_unit_of_its_challenge(karen, lene, unit):
    challenge = make_challenge(unit=unit)
    assert propose(by=viewer(karen), challenge_id=challenge.pk, **TEXTS).answerer == lene


def test_proposal_without_a_leader_waits_for_the_coordinator(karen):
    proposal = propose(by=viewer(karen), unit_id=make_unit().pk, **TEXTS)
    assert proposal.answerer is None
    assert proposal.answer_due == working_day(clock.today() + timedelta(days=14))
    assert not OutgoingMail.objects.exists()


def test_leader_answers_neither_their_own_proposal_nor_on_the_page_they_hold(lene, karen, unit):
    chief = make_person(role="leader", scope=unit.parent)
    assert make_proposal(by=lene, unit=unit).answerer == chief
    assert make_proposal(make_challenge(unit=unit, host=lene), by=karen).answerer == chief
    assert make_proposal(make_challenge(unit=unit, host=chief), by=lene).answerer is None


def test_leader_who_may_not_read_is_neither_named_nor_told(mette, unit):
    """A proposal on a page for one unit, sent to another unit, must not travel there by mail."""
    other = make_unit()
    make_person(role="leader", scope=other)
    challenge = make_challenge(by=mette, unit=unit, audience="unit")
    proposal = propose(by=viewer(mette), challenge_id=challenge.pk, unit_id=other.pk, **TEXTS)
    assert proposal.answerer is None
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 20), date(2026, 12, 4)),  # Friday to Friday
        (date(2026, 11, 21), date(2026, 12, 7)),  # Saturday gives way to Monday
        (date(2026, 11, 22), date(2026, 12, 7)),
        (date(2026, 12, 10), date(2026, 12, 24)),  # a public holiday is a day like any other
    ],
)
def test_answer_is_never_due_on_a_weekend(karen, unit, day, due):
    with clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        assert make_proposal(by=karen, unit=unit).answer_due == due


@pytest.mark.parametrize(("days", "overdue"), [(13, False), (14, False), (17, True), (400, True)])
def test_silence_shows_after_its_date(karen, unit, days, overdue):
    with clock.at(timezone.now() - timedelta(days=days)):
        proposal = make_proposal(by=karen, unit=unit)
    assert proposal.is_overdue is overdue


def test_answered_or_withdrawn_is_never_overdue(karen, unit):
    with clock.at(timezone.now() - timedelta(days=30)):
        answered, withdrawn = make_proposal(by=karen, unit=unit), make_proposal(by=karen, unit=unit)
        make_answer(answered)
        withdraw_proposal(by=viewer(karen), proposal_id=withdrawn.pk)
    assert [Proposal.objects.get(pk=each.pk).is_overdue for each in (answered, withdrawn)] == [False, False]


# --- answering ------------------------------------------------------------------------------------------------------


def answerers(proposal, *people) -> set:
    allowed = set()
    for person in people:
        try:
            answer_proposal(by=viewer(person), proposal_id=proposal.pk, outcome="no", body="Der er ingen båd.")
        except Refused:
            continue
        allowed.add(person)
    return allowed


@pytest.mark.capability("C44")
def test_answer_is_given_by_the_leaders_of_the_line_and_the_coordinator(lene, mette, birthe, jens, karen, kurt, unit):
    chief = make_person(role="leader", scope=unit.parent)
    beside = make_person(role="leader", scope=make_unit(parent=unit.parent))
    below = make_person(role="leader", scope=make_unit(parent=unit))
    proposal = make_proposal(make_challenge(unit=unit), by=karen)
    everybody = (lene, chief, beside, below, mette, birthe, jens, karen, kurt)
    assert answerers(proposal, *everybody) == {lene, chief, birthe}
    with pytest.raises(Refused):
        answer_proposal(by=NOBODY, proposal_id=proposal.pk, outcome="no", body="Nej")


def test_host_never_answers_on_the_page_they_hold(lene, birthe, unit):
    for host in (lene, birthe):
        challenge = make_challenge(unit=unit, host=host)
        proposal = make_proposal(challenge)
        assert answerers(proposal, lene, birthe) == {lene, birthe} - {host}


def test_host_answers_elsewhere(lene, unit):
    make_challenge(unit=unit, host=lene)
    assert answerers(make_proposal(make_challenge(unit=unit)), lene) == {lene}


def test_named_person_who_left_answers_no_more(lene, unit):
    proposal = make_proposal(unit=unit)
    assert proposal.answerer == lene
    Role.objects.filter(person=lene).update(until=clock.today() - timedelta(days=1))
    assert answerers(proposal, lene) == set()


def test_answer_on_what_one_may_not_read_is_not_found(mette, birthe, unit):
    proposal = propose(by=viewer(mette), unit_id=unit.pk, audience="unit", **TEXTS)
    with pytest.raises(NotFound):
        answer_proposal(by=viewer(birthe), proposal_id=proposal.pk, outcome="no", body="Nej")


def test_answer_to_a_proposal_taken_back_is_refused(karen, birthe):
    proposal = make_proposal(by=karen)
    withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    assert answerers(proposal, birthe) == set()


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"body": ""}, {"body"}),
        ({"body": " \u200b"}, {"body"}),
        ({"body": "x" * 3001}, {"body"}),
        ({"body": CPR}, {"body"}),
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "maybe"}, {"outcome"}),
    ],
)
def test_answer_needs_an_outcome_and_a_reason(birthe, facts, fields):
    call = {"proposal_id": make_proposal().pk, "outcome": "no", "body": "Der er ingen båd.", **facts}
    assert problems(answer_proposal, by=viewer(birthe), **call) == fields
    assert not Answer.objects.exists()


def test_answer_is_marked_and_later_answers_stand_above(birthe):
    proposal = make_proposal()
    first = make_answer(proposal, outcome="later")
    second = make_answer(proposal, outcome="forward")
    now = Proposal.objects.get()
    assert list(now.answers.all()) == [second, first]
    assert now.answered_at == second.at
    assert now.version == 3


def test_answer_on_a_stale_form_is_refused(birthe, karen):
    proposal = make_proposal(by=karen)
    edit_proposal(by=viewer(karen), proposal_id=proposal.pk, body="Noget helt andet.")
    with pytest.raises(Stale):
        answer_proposal(by=viewer(birthe), proposal_id=proposal.pk, outcome="no", body="Nej", expected_version=1)
    assert not Answer.objects.exists()


def test_answer_is_told_once_to_each_who_follows(karen, kurt, mette, birthe):
    """Karen raised the challenge and proposed; Kurt raised and pledged: two ways to follow, one letter."""
    challenge = make_challenge(by=kurt)
    proposal = make_proposal(challenge, by=karen)
    make_pledge(proposal, by=kurt)
    make_pledge(proposal, by=birthe)
    Follow.objects.create(person=karen, subject=challenge.subject)
    make_answer(proposal, by=birthe)
    assert letters("answer:") == sorted([karen.email, kurt.email])
    make_answer(proposal, by=birthe)
    assert letters("answer:") == sorted([karen.email, kurt.email] * 2)


def test_answer_is_not_told_to_those_who_may_not_read(mette, karen, birthe):
    challenge = make_challenge(by=mette, audience="staff")
    proposal = make_proposal(challenge, by=mette)
    Follow.objects.create(person=karen, subject=challenge.subject)
    Follow.objects.create(person=karen, subject=proposal.subject)
    make_answer(proposal, by=birthe)
    assert letters("answer:") == [mette.email]


def test_answer_is_not_told_to_those_whose_role_has_ended(mette, birthe):
    colleague = make_person(role="employee")
    proposal = make_proposal(make_challenge(by=colleague, audience="staff"), by=mette)
    Role.objects.filter(person=colleague).update(until=clock.today() - timedelta(days=1))
    make_answer(proposal, by=birthe)
    assert letters("answer:") == [mette.email]


def test_letter_of_an_answer_holds_the_answer_and_a_way_out(karen, birthe):
    proposal = make_proposal(by=karen, title="En & anden <vej>")
    make_answer(proposal, by=birthe, body="Vi begynder på mandag.")
    letter = OutgoingMail.objects.get(dedupe_key__startswith="answer:")
    assert "En & anden <vej>" in letter.title
    assert "Vi begynder på mandag." in letter.text
    assert f"/forslag/{proposal.pk}/" in letter.text
    assert "/afmeld/" in letter.text


def test_closed_challenge_keeps_its_proposals_open_for_an_answer(birthe):
    challenge = make_challenge()
    proposal = make_proposal(challenge)
    change_stage(
        by=viewer(birthe),
        challenge_id=challenge.pk,
        stage="closed",
        outcome="Det gik.",
        next_step="Tak for alt.",
        next_who="Alle",
    )
    assert make_answer(proposal, by=birthe).outcome == "forward"
