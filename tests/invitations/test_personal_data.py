"""What invitations hold about a person is handed out, and goes when the person is erased."""

import json

import pytest

from samspil.foundation.models import OneTimeLink, Subject
from samspil.invitations.actions import answer_by_letter, decline_invitation, edit_view
from samspil.invitations.letters import letter_code
from samspil.invitations.models import Invitation, Invitee
from samspil.invitations.personal_data import erase, export
from tests.factories import make_person, viewer
from tests.invitations.making import VIEW, make_invitation, only

pytestmark = pytest.mark.django_db
NAJA = "naja@engbaek.example"


def everything() -> str:
    """All that our tables hold, in one text."""
    rows = [*Invitation.objects.values(), *Invitation.history.values(), *Invitee.objects.values()]
    rows += [*OneTimeLink.objects.filter(purpose="invitation", used_at=None).values("payload")]
    rows += [*Subject.objects.filter(kind="invitation").values("title")]
    return json.dumps(rows, default=str)


def test_copy_holds_what_one_sent_and_got(karen):
    sent = make_invitation(by=karen, name="Naja", email=NAJA, why="Hun bor der.")
    edit_view(by=viewer(karen), invitation_id=sent.pk, view="Nu sådan.")
    make_invitation(email=karen.email, why="Hun ved det.")
    copy = export(karen.pk)
    assert [row["invitation"] for row in copy if "invitation" in row] == ["Nu sådan."]
    assert copy[0]["earlier"] == [VIEW, "Nu sådan."]
    assert copy[0]["invited"] == [{"who": "Naja", "email": NAJA, "why": "Hun bor der."}]
    assert [(row["email"], row["why"]) for row in copy if "invited_as" in row] == [(karen.email, "Hun ved det.")]


def test_somebody_who_was_only_invited_is_gone_altogether():
    naja = make_person("Naja", email=NAJA)
    make_invitation(name="Najanavn", email=NAJA, why="Najagrund.")
    erase(naja.pk)
    assert not Invitee.objects.exists()
    assert "naja" not in everything().lower()


def test_somebody_who_answered_leaves_no_name_and_no_address():
    invitation = make_invitation(name="Najanavn", email=NAJA, why="Najagrund.")
    answer_by_letter(NAJA, only(invitation), name="Naja", function="", sees="Jeg ser lys.")
    erase(only(invitation).answered_by_id)
    assert "naja" not in everything().lower()
    assert only(invitation).answered_at


def test_a_line_with_no_thanks_goes_with_whoever_wrote_it():
    naja = make_person("Naja", email=NAJA)
    invitee = only(make_invitation(email=NAJA))
    decline_invitation(by=viewer(naja), invitee_id=invitee.pk, code=letter_code(invitee), note="Naja rejser.")
    erase(naja.pk)
    assert "Naja rejser." not in everything()


def test_invitation_nobody_answered_goes_with_its_history(karen):
    invitation = make_invitation(by=karen, view="Karens ord først.", name="Nabonavn", why="Karens grund.")
    edit_view(by=viewer(karen), invitation_id=invitation.pk, view="Karens ord siden.")
    erase(karen.pk)
    text = everything()
    assert all(word not in text for word in ("Karens", "Nabonavn", "engbaek.example"))


def test_invitation_that_others_answered_keeps_its_words(karen):
    invitation = make_invitation(by=karen, view="Karens ord.", email=NAJA)
    answer_by_letter(NAJA, only(invitation), name="Naja", function="", sees="Jeg ser lys.")
    erase(karen.pk)
    invitation.refresh_from_db()
    assert (invitation.view, invitation.withdrawn_at) == ("Karens ord.", None)


def test_answer_owed_by_somebody_erased_is_owed_by_the_coordinators(kurt, unit, lene):
    invitation = make_invitation(by=kurt, who=str(unit.pk))
    erase(lene.pk)
    assert only(invitation).answerer is None
