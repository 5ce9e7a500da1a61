"""The verbs of whoever invites: three parts, a reason for each, one reminder, and a view that may change."""

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.models import Unit
from samspil.challenges.models import Perspective
from samspil.following.models import Follow
from samspil.foundation import subjects
from samspil.foundation.addresses import BAD_EMAIL
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, OneTimeLink
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.models import RateHit
from samspil.invitations import queries
from samspil.invitations.actions import (
    add_invitee,
    answer_by_letter,
    decline_invitation,
    edit_view,
    invite,
    remind,
    withdraw_invitation,
)
from samspil.invitations.letters import letter_code
from samspil.invitations.manifest import remind_silent, send_held_back
from samspil.invitations.models import MOST_INVITEES, Invitation, Invitee
from tests.factories import make_actor, make_challenge, make_person, make_unit, viewer
from tests.invitations.making import VIEW, close, letter_to, letters, make_invitation, only, token_of
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
ASK = {"view": VIEW, "who": "other", "name": "Naja", "email": "naja@engbaek.example", "why": "Hun bor på gangen."}


# --- asking -----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C18")
@pytest.mark.capability("C22")
@pytest.mark.parametrize("who", ["karen", "kurt", "jens", "mette", "lene", "birthe"])
def test_anybody_we_know_invites_with_a_reason(request, who):
    person = request.getfixturevalue(who)
    challenge = make_challenge()
    invitation = invite(by=viewer(person), challenge_id=challenge.pk, **ASK)
    invitee = only(invitation)
    assert (invitation.author, invitation.challenge, invitation.view) == (person, challenge, VIEW)
    assert (invitee.why, invitee.email, invitee.is_municipality) == (
        "Hun bor på gangen.",
        "naja@engbaek.example",
        False,
    )
    assert (invitation.subject.context_id, invitation.subject.audience) == (challenge.pk, "public")
    assert Follow.objects.filter(person=person, subject=challenge.subject).exists()
    assert JournalEntry.objects.filter(verb="invitations.invited", subject=invitation.pk).count() == 1


@pytest.mark.capability("C18")
def test_letter_has_exactly_the_three_parts_in_their_order(kurt):
    make_invitation(by=kurt, email="naja@engbaek.example")
    text = letter_to("naja@engbaek.example").text
    parts = ["Vi ser problemet, som …", VIEW, "Hvad ser I?", "Hvilke løsninger foreslår I?", "Hvorfor netop jer"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_token_is_kept_as_a_hash_only():
    make_invitation(email="naja@engbaek.example")
    link, token = OneTimeLink.objects.get(purpose="invitation"), token_of("naja@engbaek.example")
    assert token not in str(link.__dict__)
    assert queries.link_of(token)[0] == link
    assert queries.link_of(token + "x") is None


@pytest.mark.capability("C22")
@pytest.mark.parametrize("why", ["", "   "])
def test_reason_is_required(karen, why):
    challenge = make_challenge()
    assert problems(invite, by=viewer(karen), challenge_id=challenge.pk, **{**ASK, "why": why}) == {"why"}


@pytest.mark.parametrize("field", ["view", "why", "name"])
def test_texts_hold_no_cpr_number_and_no_links(karen, field):
    challenge = make_challenge()
    for text in (f"Ring til {CPR}", "Se https://snyd.example", "Se WWW.snyd.example"):
        assert problems(invite, by=viewer(karen), challenge_id=challenge.pk, **{**ASK, field: text}) == {field}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"view": ""}, "view"),
        ({"who": ""}, "who"),
        ({"who": "findes-ikke"}, "who"),
        ({"who": str(uuid7())}, "who"),
        ({"name": " "}, "name"),
        ({"email": ""}, "email"),
        ({"channel": "røgsignal"}, "channel"),
    ],
)
def test_what_is_missing_is_told_at_its_field(karen, facts, field):
    challenge = make_challenge()
    assert problems(invite, by=viewer(karen), challenge_id=challenge.pk, **{**ASK, **facts}) == {field}


@pytest.mark.parametrize("by", [NOBODY, SYSTEM])
def test_nobody_invites_nobody(by):
    challenge = make_challenge()
    with pytest.raises(Refused):
        invite(by=by, challenge_id=challenge.pk, **ASK)


def test_only_open_pages_for_everybody_are_invited_to(mette, karen, birthe):
    """An invitation opens no door: what a few may read has nobody invited to it."""
    for challenge in (make_challenge(by=mette, audience="staff"), make_challenge(by=mette, is_draft=True)):
        with pytest.raises(Refused):
            invite(by=viewer(mette), challenge_id=challenge.pk, **ASK)
        with pytest.raises(NotFound):
            invite(by=viewer(karen), challenge_id=challenge.pk, **ASK)
    closed = make_challenge()
    close(closed, birthe)
    with pytest.raises(Refused):
        invite(by=viewer(karen), challenge_id=closed.pk, **ASK)
    with pytest.raises(NotFound):
        invite(by=viewer(karen), challenge_id=uuid7(), **ASK)


def test_association_is_written_to_at_those_who_speak_for_it(karen, kurt):
    anglers = kurt.memberships.get().actor
    invitation = make_invitation(by=karen, who=str(anglers.pk))
    assert letters("invitation:") == [kurt.email]
    assert only(invitation).actor == anglers


def test_association_without_speakers_is_written_to_at_its_own_address(karen):
    actor = make_actor("Cykelklubben", email="post@cykel.example")
    make_invitation(by=karen, who=str(actor.pk))
    assert letters("invitation:") == ["post@cykel.example"]


def test_association_without_address_gets_paper(karen):
    actor, challenge = make_actor(), make_challenge()
    facts = {"view": VIEW, "who": str(actor.pk), "why": "De er mange."}
    assert problems(invite, by=viewer(karen), challenge_id=challenge.pk, **facts) == {"channel"}
    invite(by=viewer(karen), challenge_id=challenge.pk, channel="print", **facts)
    assert letters("invitation:") == []


def test_single_person_on_record_cannot_be_picked(karen, kurt):
    challenge = make_challenge()
    facts = {"view": VIEW, "who": str(kurt.actor_id), "why": "Han ved det."}
    assert problems(invite, by=viewer(karen), challenge_id=challenge.pk, **facts) == {"who"}


def test_nobody_is_asked_twice(karen, unit, lene):
    actor = make_actor(email="post@cykel.example")
    invitation = make_invitation(by=karen, email="naja@engbaek.example")
    more = {"by": viewer(karen), "invitation_id": invitation.pk, "why": "Igen."}
    add_invitee(who=str(actor.pk), **more)
    add_invitee(who=str(unit.pk), **more)
    assert problems(add_invitee, who=str(actor.pk), **more) == {"who"}
    assert problems(add_invitee, who="municipality", **more) == {"who"}
    assert problems(add_invitee, who="other", name="N", email="NAJA@engbaek.example", **more) == {"email"}


def test_an_invitation_holds_twenty(birthe):
    invitation = make_invitation(by=birthe)
    Invitee.objects.bulk_create(
        Invitee(invitation=invitation, name=f"N{n}", why="x", channel="print") for n in range(MOST_INVITEES - 1)
    )
    more = {"by": viewer(birthe), "invitation_id": invitation.pk, "who": "other", "name": "N", "channel": "print"}
    assert problems_anywhere(add_invitee, why="x", **more)


def problems_anywhere(verb, **arguments) -> str:
    with pytest.raises(ValidationError) as refused:
        verb(**arguments)
    return " ".join(refused.value.messages)


def test_a_person_invites_so_many_a_day_and_no_more(karen):
    for number in range(MOST_INVITEES):
        make_invitation(by=karen, email=f"n{number}@engbaek.example")
    assert "i morgen" in problems_anywhere(make_invitation, by=karen, email="n99@engbaek.example")
    assert RateHit.objects.filter(what="invitees-by").count() == MOST_INVITEES


def test_an_address_gets_so_many_a_day_and_no_more():
    challenge = make_challenge()
    for _number in range(3):
        make_invitation(challenge, email="naja@engbaek.example")
    facts = {**ASK, "by": viewer(make_person()), "challenge_id": challenge.pk}
    assert problems(invite, **facts) == {"email"}


def test_second_press_sends_nothing_more(karen):
    challenge, key = make_challenge(), uuid7()
    first = invite(by=viewer(karen), challenge_id=challenge.pk, request_id=key, **ASK)
    assert invite(by=viewer(karen), challenge_id=challenge.pk, request_id=key, **ASK) == first
    assert (Invitation.objects.count(), len(letters("invitation:"))) == (1, 1)


def test_staff_writes_it_down_for_somebody(birthe):
    behalf = {"name": "Ole", "function": "enkemand", "channel": "phone"}
    invitation = invite(by=viewer(birthe), challenge_id=make_challenge().pk, behalf=behalf, **ASK)
    assert (invitation.speaker, invitation.entered_by) == ("Ole", birthe)


def test_nothing_goes_out_while_somebody_looks_at_it(karen, birthe):
    facts = {**ASK, "view": "Min mor Agnes har demens og blev indlagt i går."}
    invitation = invite(by=viewer(make_person()), challenge_id=make_challenge().pk, **facts)
    assert not invitation.subject.shown
    assert letters("invitation:") == []
    assert only(invitation).sent_at is None
    send_held_back()
    assert letters("invitation:") == []
    publish(invitation.subject)
    send_held_back()
    send_held_back()
    assert letters("invitation:") == ["naja@engbaek.example"]
    assert only(invitation).sent_at


def publish(subject) -> None:
    subjects.set_hidden(subjects.held(subject), None)


# --- reminding --------------------------------------------------------------------------------------------------------


def test_silent_are_reminded_once_after_a_week(later, birthe, unit, lene):
    asked = make_invitation(email="stille@engbaek.example")
    answered = make_invitation(email="svarer@engbaek.example")
    declined = make_invitation(email="nej@engbaek.example")
    closed = make_invitation(email="lukket@engbaek.example")
    paper = make_invitation(email="", channel="print")
    owing = make_invitation(who=str(unit.pk))
    answer_by_letter("svarer@engbaek.example", only(answered), name="S", function="", sees="Ja.")
    row = only(declined)
    decline_invitation(by=NOBODY, invitee_id=row.pk, code=letter_code(row))
    close(closed.challenge, birthe)
    with later(6):
        remind_silent()
    assert letters("invitation-reminder:") == []
    for day in (8, 8, 20):
        with later(day):
            remind_silent()
    assert letters("invitation-reminder:") == ["stille@engbaek.example"]
    assert [only(each).reminded_at for each in (answered, declined, closed, paper, owing)] == [None] * 5
    assert only(asked).reminded_at
    assert queries.link_of(token_of("stille@engbaek.example"))


def test_one_who_answers_at_that_moment_keeps_no_other_waiting(later, monkeypatch):
    rows = [only(make_invitation(email=f"{name}@engbaek.example")) for name in ("svarer", "stille")]
    with later(8):
        silent = list(queries.silent().order_by("pk"))
        decline_invitation(by=NOBODY, invitee_id=rows[0].pk, code=letter_code(rows[0]))
        monkeypatch.setattr(queries, "silent", lambda: silent)
        remind_silent()
        assert letters("invitation-reminder:") == ["stille@engbaek.example"]
        monkeypatch.setattr(queries, "held_back", lambda: silent)
        send_held_back()  # all were sent, or said no


def test_inviter_reminds_at_once_and_only_once(karen, kurt):
    invitation = make_invitation(by=karen, email="naja@engbaek.example")
    invitee = only(invitation)
    for by in (viewer(kurt), NOBODY):
        with pytest.raises(Refused):
            remind(by=by, invitee_id=invitee.pk)
    remind(by=viewer(karen), invitee_id=invitee.pk)
    with pytest.raises(Refused):
        remind(by=viewer(karen), invitee_id=invitee.pk)
    assert letters("invitation-reminder:") == ["naja@engbaek.example"]


def test_inviter_reminds_the_municipality_too(karen, unit, lene):
    invitee = only(make_invitation(by=karen, who=str(unit.pk)))
    remind(by=viewer(karen), invitee_id=invitee.pk)
    assert letters("invitation-reminder:") == [lene.email]


# --- keeping ----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C18")
def test_a_changed_view_shows_that_it_was_with_what_stood_before(birthe, later):
    invitation = make_invitation(by=birthe)
    with later(1):
        edit_view(by=viewer(birthe), invitation_id=invitation.pk, view="Nu ser vi det sådan.")
    invitation.refresh_from_db()
    assert (invitation.view, invitation.view_changed_at is None) == ("Nu ser vi det sådan.", False)
    before = queries.earlier_views(invitation)
    assert [(view.text, view.who) for view in before] == [(VIEW, "Birthe Holm")]
    assert invitation.subject.title == "Nu ser vi det sådan."


def test_saving_the_same_view_is_no_change(karen):
    invitation = make_invitation(by=karen)
    edit_view(by=viewer(karen), invitation_id=invitation.pk, view=VIEW)
    invitation.refresh_from_db()
    assert invitation.view_changed_at is None


def test_nobody_else_changes_the_view(karen, kurt, birthe):
    invitation = make_invitation(by=karen)
    for by in (viewer(kurt), viewer(birthe), NOBODY):
        with pytest.raises(Refused):
            edit_view(by=by, invitation_id=invitation.pk, view="Noget andet.")
        with pytest.raises(Refused):
            withdraw_invitation(by=by, invitation_id=invitation.pk)
    with pytest.raises(Stale):
        edit_view(by=viewer(karen), invitation_id=invitation.pk, view="Noget andet.", expected_version=99)
    assert problems(edit_view, by=viewer(karen), invitation_id=invitation.pk, view=CPR) == {"view"}


def test_withdrawn_invitation_falls_silent_and_answers_stay(karen):
    invitation = make_invitation(by=karen, email="naja@engbaek.example")
    answer_by_letter("naja@engbaek.example", only(invitation), name="Naja", function="", sees="Jeg ser lys.")
    withdraw_invitation(by=viewer(karen), invitation_id=invitation.pk)
    invitation.subject.refresh_from_db()
    assert (invitation.subject.title, queries.invitations_on(invitation.challenge, NOBODY)) == ("", [])
    assert Perspective.objects.visible_to(NOBODY).filter(body="Jeg ser lys.").exists()


def test_unit_of_an_invitee_is_there_for_the_municipality_only(unit, lene, kurt):
    assert only(make_invitation(who=str(unit.pk))).unit == Unit.objects.get(pk=unit.pk)
    assert only(make_invitation(who=str(kurt.memberships.get().actor_id))).unit is None
    assert make_unit()


def test_a_wrong_address_is_told_at_its_field_in_our_own_words():
    with pytest.raises(ValidationError) as problem:
        make_invitation(email="fisk@")
    assert problem.value.message_dict == {"email": [str(BAD_EMAIL)]}
