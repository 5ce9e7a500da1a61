"""Answering an invitation: from the letter, signed in, for an association; or no thanks."""

import pytest

from samspil.foundation import hooks
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.invitations import queries
from samspil.invitations.actions import (
    answer_by_letter,
    answer_invitation,
    decline_invitation,
    open_invitation,
    remind,
    withdraw_invitation,
)
from samspil.invitations.letters import letter_code
from samspil.moderation import actions as moderation
from tests.factories import make_actor, viewer
from tests.invitations.making import close, letter_to, letters, make_invitation, only, token_of
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.mark.capability("C18")
def test_answer_is_an_ordinary_perspective_and_proposal(karen):
    invitation = make_invitation(by=karen, email="naja@engbaek.example")
    answer_by_letter(
        "naja@engbaek.example",
        only(invitation),
        name="Naja",
        function="nabo",
        sees="Jeg ser lys.",
        title="Kaffe",
        body="Hver tirsdag.",
    )
    invitee = only(invitation)
    assert (invitee.perspective.body, invitee.perspective.speaker) == ("Jeg ser lys.", "Naja")
    assert (invitee.proposal.title, invitee.proposal.subject.context_id) == ("Kaffe", invitation.challenge_id)
    assert queries.answers_among([invitee.perspective_id, uuid7()], NOBODY) == {invitee.perspective_id}
    assert queries.invitation_behind(invitee.proposal_id, NOBODY) == invitee
    assert queries.link_of(token_of("naja@engbaek.example")) is None
    assert letters("invitation-answered:") == [karen.email]
    assert hooks.address(invitee.subject).endswith(f"#s-{invitee.perspective_id}")


@pytest.mark.parametrize("answer", [{"sees": "Jeg ser lys."}, {"title": "Kaffe", "body": "Hver tirsdag."}])
def test_half_an_answer_is_an_answer(answer):
    invitee = only(make_invitation(email="naja@engbaek.example"))
    made = answer_by_letter("naja@engbaek.example", invitee, name="Naja", function="", **answer)
    assert (made.perspective is None) is ("sees" not in answer)
    assert (made.proposal is None) is ("title" not in answer)


def test_empty_answer_is_told(karen):
    invitee = only(make_invitation(email=karen.email))
    facts = {"name": "", "function": ""}
    assert problems(answer_by_letter, email=karen.email, invitee=invitee, **facts) == {"sees"}
    assert problems(answer_by_letter, email=karen.email, invitee=invitee, sees=CPR, **facts) == {"sees"}
    assert problems(answer_by_letter, email=karen.email, invitee=invitee, title="Bus", **facts) == {"body"}
    assert only(invitee.invitation).answered_at is None


def test_association_answers_in_its_own_name_by_who_speaks_for_it(kurt):
    anglers = kurt.memberships.get().actor
    invitee = only(make_invitation(who=str(anglers.pk)))
    made = answer_by_letter(kurt.email, invitee, name="", function="", sees="Vi har en båd.")
    assert (made.perspective.actor, made.perspective.author) == (anglers, kurt)


def test_somebody_at_the_associations_address_answers_as_themselves():
    actor = make_actor(email="post@cykel.example")
    invitee = only(make_invitation(who=str(actor.pk)))
    made = answer_by_letter("post@cykel.example", invitee, name="Ida", function="sekretær", sees="Vi cykler.")
    assert (made.perspective.speaker, made.perspective.in_the_role_of) == ("Ida", "sekretær")


def test_a_letter_lends_none_of_its_readers_roles(birthe, kurt):
    """A letter may be passed on. Whoever holds the coordinator's writes as her, but does nothing she may do."""
    anglers = kurt.memberships.get().actor
    invitee = only(make_invitation(email=kurt.email))
    made = answer_by_letter(kurt.email, invitee, name="", function="", sees="Jeg ser å.")
    assert made.perspective.actor == kurt.actor != anglers
    with pytest.raises(Refused):
        answer_by_letter(
            birthe.email,
            only(make_invitation(email=birthe.email)),
            name="",
            function="",
            sees="Ja.",
            behalf={"name": "Ole", "channel": "phone"},
        )


def test_whoever_speaks_for_the_invited_answers_signed_in(kurt, karen):
    anglers = kurt.memberships.get().actor
    invitee = only(make_invitation(who=str(anglers.pk)))
    for by in (viewer(karen), NOBODY):
        with pytest.raises(Refused):
            answer_invitation(by=by, invitee_id=invitee.pk, sees="Vi har en båd.")
    answer_invitation(by=viewer(kurt), invitee_id=invitee.pk, sees="Vi har en båd.", speaks_as=anglers.pk)
    with pytest.raises(Refused):
        answer_invitation(by=viewer(kurt), invitee_id=invitee.pk, sees="Vi har en båd.")


def test_a_forged_code_opens_nothing(karen):
    invitee = only(make_invitation())
    for code in ("", "a" * 12, letter_code(invitee)[:-1]):
        for verb in (answer_invitation, open_invitation, decline_invitation):
            with pytest.raises(Refused):
                verb(by=viewer(karen), invitee_id=invitee.pk, code=code)


def test_pressing_the_button_counts_as_opened_once():
    invitee = only(make_invitation())
    for _time in range(2):
        open_invitation(by=NOBODY, invitee_id=invitee.pk, code=letter_code(invitee))
    assert only(invitee.invitation).opened_at
    assert JournalEntry.objects.filter(verb="invitations.opened").count() == 1


def test_no_thanks_ends_it(karen):
    invitation = make_invitation(by=karen, email="naja@engbaek.example")
    invitee = only(invitation)
    decline_invitation(by=NOBODY, invitee_id=invitee.pk, code=letter_code(invitee), note="Vi har ikke tid.")
    assert queries.link_of(token_of("naja@engbaek.example")) is None
    assert "siger nej tak" in letter_to(karen.email).title
    assert "Vi har ikke tid." in letter_to(karen.email).text
    with pytest.raises(Refused):
        remind(by=viewer(karen), invitee_id=invitee.pk)


@pytest.mark.parametrize("end", ["withdrawn", "hidden", "challenge hidden", "challenge closed"])
def test_links_open_nothing_once_it_is_over(karen, birthe, end):
    invitation = make_invitation(by=karen, email="naja@engbaek.example")
    invitee = only(invitation)
    if end == "withdrawn":
        withdraw_invitation(by=viewer(karen), invitation_id=invitation.pk)
    elif end == "challenge closed":
        close(invitation.challenge, birthe)
    else:
        about = invitation if end == "hidden" else invitation.challenge
        moderation.hide(by=viewer(birthe), subject_id=about.pk, reason="Der står et navn.")
    assert queries.link_of(token_of("naja@engbaek.example")) is None
    with pytest.raises((NotFound, Refused)):
        answer_invitation(by=viewer(karen), invitee_id=invitee.pk, sees="x", code=letter_code(invitee))
