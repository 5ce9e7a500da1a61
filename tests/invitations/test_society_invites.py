"""Society invites the municipality: a named person owes the answer, and silence shows."""

from datetime import timedelta

import pytest

from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.invitations import queries
from samspil.invitations.actions import (
    answer_invitation,
    decline_invitation,
    invite_municipality,
    pass_on,
    withdraw_invitation,
)
from samspil.invitations.letters import letter_code
from samspil.invitations.manifest import pass_on as pass_on_hook
from samspil.invitations.manifest import waiting
from tests.factories import make_person, viewer
from tests.invitations.making import VIEW, letters, make_invitation, only
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.mark.capability("C92")
def test_society_invites_a_unit_and_a_named_person_owes_the_answer(kurt, unit, lene):
    invitation = make_invitation(by=kurt, who=str(unit.pk), speaks_as=kurt.memberships.get().actor_id)
    invitee = only(invitation)
    assert invitee.is_municipality
    assert (invitee.answerer, invitee.due) == (lene, clock.today() + timedelta(days=14))
    assert letters("invitation:") == [lene.email]
    assert invitation.speaker == "Engbæk Lystfiskerforening"


@pytest.mark.capability("C92")
def test_nobody_need_know_whom_to_ask(kurt, birthe):
    invitee = only(make_invitation(by=kurt, who="municipality"))
    assert (invitee.answerer, invitee.actor, invitee.full_name) == (None, None, "Engbæk Kommune")
    assert letters("invitation:") == [birthe.email]


def test_leader_does_not_owe_an_answer_to_their_own_question(lene, unit, birthe):
    assert only(make_invitation(by=lene, who=str(unit.pk))).answerer is None


@pytest.mark.capability("C92")
def test_challenge_and_invitation_in_one_go(kurt, unit, lene):
    made = invite_municipality(
        by=viewer(kurt),
        question="Hvem fisker alene?",
        theme="older",
        view=VIEW,
        why="I møder dem hver dag.",
        who=str(unit.pk),
        speaks_as=kurt.memberships.get().actor_id,
    )
    challenge = Challenge.objects.get()
    assert (made.challenge, challenge.unit, challenge.actor) == (challenge, unit, made.actor)
    assert (made.answer_due, made.answerer) == (clock.today() + timedelta(days=14), lene)


def test_nothing_of_the_two_stays_when_one_fails(kurt):
    facts = {"question": "Hvem fisker alene?", "theme": "older", "view": VIEW, "why": "Fordi."}
    assert problems(invite_municipality, by=viewer(kurt), **{**facts, "who": str(uuid7())}) == {"who"}
    assert problems(invite_municipality, by=viewer(kurt), **{**facts, "view": CPR}) == {"view"}
    assert problems(invite_municipality, by=viewer(kurt), **{**facts, "theme": "x"}) == {"theme"}
    with pytest.raises(Refused):
        invite_municipality(by=NOBODY, **facts)


@pytest.mark.capability("C92")
def test_overdue_answer_shows_as_unanswered(kurt, unit, lene, later):
    invitation = make_invitation(by=kurt, who=str(unit.pk))
    make_invitation(invitation.challenge)
    with later(14):
        assert not only(invitation).is_overdue
    with later(15):
        first = queries.invitations_on(invitation.challenge, NOBODY)[0]
        assert (first, first.listed[0].is_overdue) == (invitation, True)


def test_owed_answers_are_told_to_whoever_reminds_about_them(kurt, unit, lene, birthe):
    invitation = make_invitation(by=kurt, who=str(unit.pk))
    owed = waiting(None)[0]
    assert (owed.subject.pk, owed.answerer, owed.unit, owed.deputy) == (invitation.pk, lene.pk, unit.pk, None)
    assert owed.due == clock.today() + timedelta(days=14)
    assert [row.subject.pk for row in waiting(lene.pk)] == [invitation.pk]
    assert waiting(birthe.pk) == []
    withdraw_invitation(by=viewer(kurt), invitation_id=invitation.pk)
    assert waiting(None) == []


def test_deputy_may_answer_once_it_was_passed_on(kurt, unit, lene, mette):
    invitation = make_invitation(by=kurt, who=str(unit.pk))
    invitee = only(invitation)
    with pytest.raises(Refused):
        answer_invitation(by=viewer(mette), invitee_id=invitee.pk, sees="Vi ser det også.")
    pass_on_hook(invitation.pk, mette.pk)
    assert [row.deputy for row in waiting(mette.pk)] == [mette.pk]
    answer_invitation(by=viewer(mette), invitee_id=invitee.pk, sees="Vi ser det også.")
    with pytest.raises(Refused):
        pass_on_hook(invitation.pk, lene.pk)


def test_passing_on_is_not_for_everybody(kurt, unit, lene, mette):
    invitation = make_invitation(by=kurt, who=str(unit.pk))
    for by in (viewer(kurt), viewer(lene), NOBODY):
        with pytest.raises(Refused):
            pass_on(by=by, invitation_id=invitation.pk, person_id=mette.pk)
    with pytest.raises(Refused):
        pass_on(by=SYSTEM, invitation_id=invitation.pk, person_id=kurt.pk)
    with pytest.raises(NotFound):
        pass_on(by=SYSTEM, invitation_id=invitation.pk, person_id=uuid7())


@pytest.mark.capability("C92")
def test_municipality_answers_in_the_name_of_the_unit(kurt, unit, lene):
    invitation = make_invitation(by=kurt, who=str(unit.pk))
    answer_invitation(by=viewer(lene), invitee_id=only(invitation).pk, sees="Vi ser det også.", title="Bus", body="Ja")
    invitee = only(invitation)
    assert invitee.perspective.actor == unit.actor
    assert (invitee.proposal.actor, invitee.proposal.challenge) == (unit.actor, invitation.challenge)
    assert (invitee.answered_by, invitee.answered_at is None) == (lene, False)
    assert letters("invitation-answered:") == [kurt.email]
    assert not invitee.is_overdue


def test_leader_who_is_no_member_speaks_for_the_unit_in_this_answer_alone(kurt, unit):
    leader = make_person("Lone", role="leader", scope=unit)
    invitee = only(make_invitation(by=kurt, who=str(unit.pk)))
    assert answer_invitation(by=viewer(leader), invitee_id=invitee.pk, sees="Ja.").perspective.actor == unit.actor


@pytest.mark.parametrize("who", ["karen", "kurt", "jens", "mette"])
def test_others_do_not_answer_for_the_municipality(request, who, unit, lene):
    person = request.getfixturevalue(who)
    invitee = only(make_invitation(who=str(unit.pk)))
    for code in ("", letter_code(invitee)):
        with pytest.raises(Refused):
            answer_invitation(by=viewer(person), invitee_id=invitee.pk, sees="Nej.", code=code)


def test_municipality_does_not_say_no_thanks(unit, lene):
    invitee = only(make_invitation(who=str(unit.pk)))
    assert problems(decline_invitation, by=viewer(lene), invitee_id=invitee.pk) == {"note"}
