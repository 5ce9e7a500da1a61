"""The states of invitations: asked, overdue, changed, answered, over, and on paper."""

from django.test import Client
from django.urls import reverse

from samspil.foundation.viewer import NOBODY
from samspil.invitations.actions import (
    add_invitee,
    answer_by_letter,
    decline_invitation,
    edit_view,
    withdraw_invitation,
)
from samspil.invitations.letters import letter_code
from samspil.invitations.models import Invitee
from samspil.invitations.stopping import refuse_letters
from tests.factories import make_challenge, make_person, viewer
from tests.invitations.making import letter_to, make_invitation, only, token_of
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state
from tests.states_story import QUESTION

NAJA = "naja@engbaek.example"
VIEW = "De fleste gode hverdage slutter klokken fire. Vi har båden, men ved ikke, hvem der sidder derhjemme."


def asked(w: World):
    """An invitation from the anglers to the municipality, with everything that can come of one."""
    assert w.lene
    challenge = make_challenge(by=w.karen, question=QUESTION, unit=w.unit)
    with w.days_ago(20):
        invitation = make_invitation(
            challenge, by=w.kurt, speaks_as=w.anglers.pk, view=VIEW, who=str(w.unit.pk), why="I kender dem, vi savner."
        )
    more = {"by": viewer(w.kurt), "invitation_id": invitation.pk}
    erna = add_invitee(who="other", name="Erna", email="erna@engbaek.example", why="Hun ved alt om stien.", **more)
    no = add_invitee(who="other", name="Ib", email="ib@engbaek.example", why="Han har en bus.", **more)
    add_invitee(who="other", name="Naja", email=NAJA, why="Hun bor på gangen.", **more)
    add_invitee(who="other", name="Poul", channel="print", why="Han har ingen mail.", **more)
    answer_by_letter(
        erna.email, erna, name="Erna", function="nabo", sees="Stien er mørk.", title="Lys", body="Tre lamper."
    )
    decline_invitation(by=viewer(make_person()), invitee_id=no.pk, code=letter_code(no), note="Bussen er solgt.")
    edit_view(by=viewer(w.kurt), invitation_id=invitation.pk, view=f"{VIEW} Nu ved vi det.")
    return invitation


def long(w: World):
    invitation = make_invitation(
        make_challenge(question=f"Hvem ser {LONG_WORD[:90]}?"),
        by=make_person(LONG_WORD[:110], email="lang@engbaek.example"),
        view=LONG_TEXT[:900],
        name=LONG_WORD[:70],
        email=NAJA,
        why=LONG_WORD[:100],
    )
    edit_view(by=viewer(invitation.author), invitation_id=invitation.pk, view=LONG_WORD)
    return invitation


@state("challenges/page.html", "invitations: overdue, answered, declined, changed")
def _(w):
    return w.get("challenges:page", asked(w).challenge_id)


@state("challenges/page.html", "invitations with long words")
def _(w):
    return w.get("challenges:page", long(w).challenge_id)


@state("actors/page.html", "invited")
def _(w):
    asked(w)
    return w.get("actors:page", w.unit.pk)


@state("proposals/page.html", "answer to an invitation")
def _(w):
    invitee = asked(w).invitees.exclude(proposal=None).get()
    return w.get("proposals:page", invitee.proposal_id)


@state("invitations/start.html", "for a guest")
def _(w):
    assert w.unit
    return w.get("invitations:start")


@state("invitations/start.html", "nothing filled in")
def _(w):
    return w.post("invitations:start", by=w.kurt)


@state("invitations/invite.html", "for a guest")
def _(w):
    assert w.anglers
    return w.get("invitations:invite", make_challenge(unit=w.unit).pk)


@state("invitations/invite.html", "for staff, in error")
def _(w):
    data = {"view": CPR, "who": "other", "why": LONG_TEXT}
    return w.post("invitations:invite", make_challenge().pk, by=w.birthe, data=data)


@state("invitations/page.html", "for a guest")
def _(w):
    return w.get("invitations:page", asked(w).pk)


@state("invitations/page.html", "for the one who invited")
def _(w):
    return w.get("invitations:page", asked(w).pk, by=w.kurt)


@state("invitations/page.html", "for the leader who owes an answer")
def _(w):
    return w.get("invitations:page", asked(w).pk, by=w.lene)


@state("invitations/page.html", "long words, for the coordinator")
def _(w):
    return w.get("invitations:page", long(w).pk, by=w.birthe)


@state("invitations/page.html", "withdrawn")
def _(w):
    invitation = asked(w)
    withdraw_invitation(by=viewer(w.kurt), invitation_id=invitation.pk)
    return w.get("invitations:page", invitation.pk)


@state("site/form.html", "invite one more, in error")
def _(w):
    return w.post("invitations:add", asked(w).pk, by=w.kurt, data={"who": "other"})


@state("site/form.html", "edit a view")
def _(w):
    return w.get("invitations:edit", asked(w).pk, by=w.kurt)


@state("invitations/withdraw.html", "asks")
def _(w):
    return w.get("invitations:withdraw", asked(w).pk, by=w.kurt)


@state("invitations/letter.html", "A4")
def _(w):
    return w.get("invitations:letter", asked(w).invitees.get(name="Poul").pk, by=w.kurt)


@state("invitations/letter.html", "A5, long words")
def _(w):
    invitation = long(w)
    return w.get("invitations:letter", only(invitation).pk, by=w.birthe, query="?ark=a5")


@state("invitations/open.html", "from a letter")
def _(w):
    asked(w)
    return w.get("invitations:open", token_of(NAJA))


@state("invitations/open.html", "long words")
def _(w):
    long(w)
    return w.get("invitations:open", token_of(NAJA))


@state("invitations/answer.html", "from a letter, somebody new")
def _(w):
    asked(w)
    return w.get("invitations:answer-link", token_of(NAJA))


@state("invitations/answer.html", "from a letter, in error")
def _(w):
    asked(w)
    return w.post("invitations:answer-link", token_of(NAJA), data={"sees": CPR, "title": LONG_WORD * 2})


@state("invitations/answer.html", "the municipality, signed in")
def _(w):
    return w.get("invitations:answer", asked(w).invitees.get(is_municipality=True).pk, by=w.lene)


@state("invitations/answer.html", "from paper, for a guest")
def _(w):
    invitee = asked(w).invitees.get(name="Poul")
    return w.get("invitations:answer-letter", invitee.pk, letter_code(invitee))


@state("invitations/answered.html", "thanks")
def _(w):
    asked(w)
    data = {"sees": "Jeg ser lys.", "title": "Kaffe", "body": "Hver tirsdag.", "name": "Naja"}
    return w.post("invitations:answer-link", token_of(NAJA), data=data)


@state("invitations/answered.html", "looked at first")
def _(w):
    asked(w)
    data = {"sees": "Min mor Agnes har demens og blev indlagt i går.", "name": "Naja"}
    return w.post("invitations:answer-link", token_of(NAJA), data=data)


@state("invitations/decline.html", "asks")
def _(w):
    asked(w)
    return w.get("invitations:decline", token_of(NAJA))


@state("invitations/declined.html", "thanks")
def _(w):
    asked(w)
    return w.post("invitations:decline", token_of(NAJA), data={"note": "Vi rejser."})


@state("invitations/over.html", "used up", status=410)
def _(w):
    return Client().get(reverse("invitations:open", args=["et-link-som-ikke-findes"]))


def stop_token(w: World) -> str:
    long(w)
    return letter_to(NAJA).unsubscribe_url.split("/")[-3]


@state("invitations/letters.html", "from a letter")
def _(w):
    return w.get("invitations:stop", stop_token(w))


@state("invitations/letters.html", "no more, signed in")
def _(w):
    refuse_letters(by=viewer(w.karen))
    return w.get("invitations:letters", by=w.karen)


@state("invitations/letters.html", "too old", status=410)
def _(w):
    return Client().get(reverse("invitations:stop", args=["et-link-som-ikke-findes"]))


@state("invitations/page.html", "one who wants no letters, for the coordinator")
def _(w):
    token = stop_token(w)
    refuse_letters(by=NOBODY, token=token)
    return w.get("invitations:page", Invitee.objects.get(email=NAJA).invitation_id, by=w.birthe)


@state("identity/me.html", "no letters of invitation")
def _(w):
    refuse_letters(by=viewer(w.karen))
    return w.get("identity:me", by=w.karen)
