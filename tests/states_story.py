"""The states of the story: challenges, what people see, proposals, pledges and answers."""

from django.urls import reverse
from django.utils import translation

from samspil.actors import actions as actors
from samspil.challenges import actions as challenges
from samspil.proposals import actions as proposals
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_person,
    make_perspective,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state

QUESTION = "Hvordan får vi flere gode hverdage til dem, der er blevet alene?"


def full_challenge(w: World):
    """A challenge with everything that can stand on its page."""
    challenge = make_challenge(
        by=w.karen,
        host=w.kurt,
        unit=w.unit,
        question="Hvordan skaffer vi flere besøgsvenner?",
        description="Far siger, det går fint.\n\nSå hører man fjernsynet i baggrunden.",
        today="Besøgsven fra ventelisten. 38 venter.",
        place="Nørre Engbæk",
        point=(56.1, 9.1),
    )
    challenges.edit_challenge(by=viewer(w.kurt), challenge_id=challenge.pk, question=QUESTION)
    challenges.change_stage(
        by=viewer(w.kurt),
        challenge_id=challenge.pk,
        stage="proposals",
        next_step="Kurt samler op på mandag.",
        next_who="Kurt, for alle på siden",
    )
    first = make_perspective(challenge, by=w.karen)
    make_perspective(challenge, reply_to=first.pk, speaks_as=w.anglers.pk, by=w.kurt)
    ole = {"name": "Ole", "function": "enkemand", "channel": "phone"}
    make_perspective(challenge, by=w.birthe, behalf=ole, body="Jeg er 81.\n\nJeg mangler ikke en ven.")
    gone = make_perspective(challenge, by=w.kurt)
    make_perspective(challenge, reply_to=gone.pk)
    challenges.withdraw_perspective(by=viewer(w.kurt), perspective_id=gone.pk)
    boat = make_proposal(challenge, by=w.kurt, speaks_as=w.anglers.pk)
    for body in ("4 chauffører", "12 stænger", "3 klapstole", "Et bord i klubhuset"):
        make_pledge(boat, body=body)
    make_proposal(challenge, title="Fællesspisning om mandagen")
    challenge.refresh_from_db()
    return challenge


def long_challenge(**facts):
    return make_challenge(
        by=make_person(LONG_WORD[:110]), question=LONG_LINE, description=LONG_TEXT, place=LONG_WORD[:110], **facts
    )


@state("challenges/list.html", "empty")
def _(w):
    return w.get("challenges:list")


@state("challenges/list.html", "one, signed in")
def _(w):
    full_challenge(w)
    return w.get("challenges:list", by=w.karen)


@state("challenges/list.html", "many, second page, long words")
def _(w):
    for number in range(21):
        make_challenge(by=w.karen, question=f"Hvad kan vi gøre ved nummer {number}?", point=(56.0, 9.0 + number / 100))
    long_challenge(point=(56.05, 9.05))
    return w.get("challenges:list", query="?side=2&sorter=nyeste")


@state("challenges/list.html", "narrowed")
def _(w):
    full_challenge(w)
    return w.get("challenges:list", query="?q=hverdage&emne=older&trin=proposals")


@state("challenges/list.html", "nothing found")
def _(w):
    return w.get("challenges:list", query="?q=enhjørning&emne=older")


@state("challenges/page.html", "new, for a guest")
def _(w):
    return w.get("challenges:page", make_challenge(by=w.karen).pk)


@state("challenges/page.html", "everything, for a guest")
def _(w):
    return w.get("challenges:page", full_challenge(w).pk)


@state("challenges/page.html", "everything, for the coordinator")
def _(w):
    return w.get("challenges:page", full_challenge(w).pk, by=w.birthe)


@state("challenges/page.html", "everything, in English")
def _(w):
    challenge = full_challenge(w)
    client = w.client()
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        return client.get(reverse("challenges:page", args=[challenge.pk]))


@state("challenges/page.html", "followed")
def _(w):
    return w.get("challenges:page", full_challenge(w).pk, by=w.karen)


@state("challenges/page.html", "just raised, with a message")
def _(w):
    data = {"question": QUESTION, "theme": "older", "description": "Far siger, det går fint."}
    return w.post("challenges:raise", by=w.karen, data=data)


@state("challenges/page.html", "draft, for its author")
def _(w):
    return w.get("challenges:page", make_challenge(by=w.karen, is_draft=True).pk, by=w.karen)


@state("challenges/page.html", "for the unit only")
def _(w):
    return w.get("challenges:page", make_challenge(by=w.lene, unit=w.unit, audience="unit").pk, by=w.lene)


@state("challenges/page.html", "closed without a word")
def _(w):
    challenge = make_challenge(by=w.karen, host=w.birthe)
    challenges.change_stage(
        by=viewer(w.birthe),
        challenge_id=challenge.pk,
        stage="closed",
        outcome="Det gik.",
        next_step="Vi er færdige.",
        next_who="Alle",
    )
    return w.get("challenges:page", challenge.pk)


@state("challenges/page.html", "very long words")
def _(w):
    challenge = long_challenge(today=LONG_LINE)
    make_perspective(challenge, by=make_person(LONG_WORD[:110], function=LONG_WORD[:80]), body=LONG_TEXT)
    make_pledge(make_proposal(challenge, title=LONG_WORD, body=LONG_TEXT), body=LONG_WORD)
    return w.get("challenges:page", challenge.pk)


@state("challenges/raise.html", "for a guest")
def _(w):
    return w.get("challenges:raise")


@state("challenges/raise.html", "for staff with several hats")
def _(w):
    return w.get("challenges:raise", by=w.lene)


@state("challenges/raise.html", "everything wrong")
def _(w):
    data = {"question": LONG_WORD * 3, "description": CPR, "theme": "nonsense", "guest_email": "ikke-en-mail"}
    return w.post("challenges:raise", data=data)


@state("challenges/write.html", "for a guest")
def _(w):
    return w.get("challenges:write", make_challenge().pk)


@state("challenges/write.html", "a reply")
def _(w):
    parent = make_perspective(make_challenge(), body=LONG_TEXT)
    return w.get("challenges:write", parent.challenge_id, query=f"?svar={parent.pk}", by=w.karen)


@state("challenges/write.html", "nothing filled in")
def _(w):
    return w.post("challenges:write", make_challenge().pk)


@state("challenges/write.html", "for somebody else, not said how")
def _(w):
    data = {"body": "Han savner sin kone.", "behalf_name": "Ole"}
    return w.post("challenges:write", make_challenge().pk, by=w.birthe, data=data)


@state("challenges/edit.html", "as it stands")
def _(w):
    return w.get("challenges:edit", full_challenge(w).pk, by=w.karen)


@state("challenges/edit.html", "wrong")
def _(w):
    return w.post("challenges:edit", full_challenge(w).pk, by=w.karen, data={"question": "", "description": CPR})


@state("challenges/edit.html", "overtaken by another", status=409)
def _(w):
    challenge = full_challenge(w)
    data = {"question": LONG_LINE, "description": "Min tekst.", "theme": "older", "expected_version": 1}
    return w.post("challenges:edit", challenge.pk, by=w.karen, data=data)


@state("challenges/stage.html", "to choose")
def _(w):
    return w.get("challenges:stage", full_challenge(w).pk, by=w.kurt)


@state("challenges/stage.html", "wrong")
def _(w):
    return w.post("challenges:stage", full_challenge(w).pk, by=w.kurt)


@state("challenges/stage.html", "overtaken by another", status=409)
def _(w):
    data = {
        "stage": "trial",
        "next_step": "Vi prøver det i en måned.",
        "next_who": "Alle",
        "expected_version": 1,
    }
    return w.post("challenges:stage", full_challenge(w).pk, by=w.kurt, data=data)


@state("challenges/withdraw.html", "asks")
def _(w):
    words = make_perspective(make_challenge(), by=w.karen, body=LONG_TEXT)
    return w.get("challenges:withdraw-perspective", words.pk, by=w.karen)


@state("challenges/withdraw_challenge.html", "asks")
def _(w):
    return w.get("challenges:withdraw", make_challenge(by=w.karen, question=LONG_LINE).pk, by=w.karen)


@state("challenges/withdraw_challenge.html", "asks about a draft")
def _(w):
    return w.get("challenges:withdraw", make_challenge(by=w.karen, is_draft=True).pk, by=w.karen)


@state("challenges/withdraw_challenge.html", "others have spoken", status=409)
def _(w):
    return w.post("challenges:withdraw", full_challenge(w).pk, by=w.karen)


@state("challenges/page.html", "withdrawn, for its author")
def _(w):
    challenge = make_challenge(by=w.karen)
    challenges.withdraw_challenge(by=viewer(w.karen), challenge_id=challenge.pk)
    return w.get("challenges:page", challenge.pk, by=w.karen)


@state("challenges/history.html", "unchanged")
def _(w):
    return w.get("challenges:history", make_challenge().pk)


@state("challenges/history.html", "changed")
def _(w):
    challenge = make_challenge(by=w.karen, question=QUESTION, description=LONG_TEXT)
    for words in ({"question": LONG_LINE}, {"question": QUESTION, "description": ""}):
        challenges.edit_challenge(by=viewer(w.karen), challenge_id=challenge.pk, **words)
    return w.get("challenges:history", challenge.pk)


# --- proposals ------------------------------------------------------------------------------------------------------


@state("proposals/list.html", "empty")
def _(w):
    return w.get("proposals:list")


@state("proposals/list.html", "in each of their states")
def _(w):
    w.lene  # noqa: B018 - the unit has a leader
    with w.days_ago(30):
        make_proposal(unit=w.unit, title="Den, der ikke fik svar")
    gone = make_proposal(full_challenge(w), by=w.karen)
    proposals.withdraw_proposal(by=viewer(w.karen), proposal_id=gone.pk)
    make_answer(make_proposal(unit=w.unit))
    make_proposal(title=LONG_WORD, body=LONG_TEXT, by=make_person(LONG_WORD[:110]))
    return w.get("proposals:list")


@state("proposals/list.html", "nothing found")
def _(w):
    return w.get("proposals:list", query="?q=enhjørning&svar=over-frist")


@state("proposals/page.html", "waits for its leader, for a guest")
def _(w):
    w.lene  # noqa: B018 - the unit has a leader
    return w.get("proposals:page", make_proposal(full_challenge(w), by=w.karen).pk)


@state("proposals/page.html", "waits for the coordinator, for its author")
def _(w):
    return w.get("proposals:page", make_proposal(by=w.karen).pk, by=w.karen)


@state("proposals/page.html", "just proposed, with a message")
def _(w):
    w.lene  # noqa: B018 - the unit has a leader
    data = {"title": "En plads i båden", "body": "Vi henter.", "degree": "radical", "object": "service"}
    return w.post("proposals:propose-on", full_challenge(w).pk, by=w.kurt, data=data)


@state("proposals/page.html", "overdue, for its leader")
def _(w):
    w.lene  # noqa: B018 - the unit has a leader
    with w.days_ago(30):
        proposal = make_proposal(unit=w.unit)
    return w.get("proposals:page", proposal.pk, by=w.lene)


@state("proposals/page.html", "overdue without a leader")
def _(w):
    with w.days_ago(30):
        proposal = make_proposal()
    return w.get("proposals:page", proposal.pk)


@state("proposals/page.html", "answered twice, with pledges of every kind")
def _(w):
    proposal = make_proposal(full_challenge(w), by=w.kurt, delivers=[w.anglers.pk, w.unit.pk])
    for kind in ("time", "place", "knowledge", "equipment"):
        make_pledge(proposal, by=w.karen, kind=kind)
    make_pledge(proposal, by=w.lene, kind="money", amount=5000, body="Til bussen", speaks_as=w.unit.pk)
    ole = {"name": "Ole", "channel": "paper"}
    make_pledge(proposal, by=w.birthe, behalf=ole, body="En stige")
    make_answer(proposal, outcome="later", body="Ikke i år.\n\nVi ser på det til foråret.")
    make_answer(proposal)
    return w.get("proposals:page", proposal.pk, by=w.karen)


@state("proposals/page.html", "withdrawn")
def _(w):
    proposal = make_proposal(by=w.karen)
    proposals.withdraw_proposal(by=viewer(w.karen), proposal_id=proposal.pk)
    return w.get("proposals:page", proposal.pk)


@state("proposals/page.html", "the whole chain in the municipality, for staff only")
def _(w):
    proposal = make_proposal(
        make_challenge(by=w.lene, speaks_as=w.unit.pk, unit=w.unit, audience="staff"),
        by=w.lene,
        speaks_as=w.unit.pk,
        delivers=[w.unit.pk],
    )
    return w.get("proposals:page", proposal.pk, by=w.birthe)


@state("proposals/page.html", "very long words")
def _(w):
    long = make_actor(LONG_WORD[:110])
    proposal = make_proposal(
        long_challenge(), title=LONG_WORD, body=LONG_TEXT, delivers=[long.pk], by=make_person(LONG_WORD[:110])
    )
    make_pledge(proposal, body=LONG_WORD)
    make_answer(proposal, body=LONG_TEXT)
    return w.get("proposals:page", proposal.pk)


@state("proposals/propose.html", "for a guest")
def _(w):
    make_unit(LONG_WORD[:110])
    make_actor(LONG_WORD[:110])
    return w.get("proposals:propose")


@state("proposals/propose.html", "on a challenge, for a chair")
def _(w):
    return w.get("proposals:propose-on", full_challenge(w).pk, by=w.kurt)


@state("proposals/propose.html", "everything wrong, for staff")
def _(w):
    return w.post("proposals:propose", by=w.lene, data={"title": LONG_WORD * 2, "body": CPR, "unit_id": "ingen"})


@state("proposals/edit.html", "as it stands")
def _(w):
    return w.get("proposals:edit", make_proposal(by=w.karen).pk, by=w.karen)


@state("proposals/edit.html", "wrong")
def _(w):
    return w.post("proposals:edit", make_proposal(by=w.karen).pk, by=w.karen)


@state("proposals/edit.html", "overtaken by another", status=409)
def _(w):
    proposal = make_proposal(by=w.karen)
    proposals.edit_proposal(by=viewer(w.karen), proposal_id=proposal.pk, title="En anden titel", delivers=[])
    data = {"title": LONG_WORD, "body": "Min.", "degree": "radical", "object": "service", "expected_version": 1}
    return w.post("proposals:edit", proposal.pk, by=w.karen, data=data)


@state("proposals/pledge.html", "for a guest")
def _(w):
    return w.get("proposals:pledge", make_proposal().pk)


@state("proposals/pledge.html", "more money than the role allows")
def _(w):
    data = {"kind": "money", "body": "En bus", "amount": "900000", "speaks_as": str(w.unit.pk)}
    return w.post("proposals:pledge", make_proposal().pk, by=w.lene, data=data)


@state("proposals/withdraw.html", "asks")
def _(w):
    return w.get("proposals:withdraw", make_proposal(by=w.karen, title=LONG_WORD).pk, by=w.karen)


@state("proposals/withdraw_pledge.html", "asks")
def _(w):
    return w.get("proposals:withdraw-pledge", make_pledge(make_proposal(), by=w.karen).pk, by=w.karen)


@state("proposals/answer.html", "to answer")
def _(w):
    return w.get("proposals:answer", make_proposal(unit=w.unit).pk, by=w.lene)


@state("proposals/answer.html", "wrong")
def _(w):
    return w.post("proposals:answer", make_proposal(unit=w.unit).pk, by=w.lene, data={"body": CPR})


@state("proposals/answer.html", "overtaken by another", status=409)
def _(w):
    proposal = make_proposal(unit=w.unit, by=w.karen)
    proposals.edit_proposal(by=viewer(w.karen), proposal_id=proposal.pk, title="Nu lidt anderledes", delivers=[])
    return w.post(
        "proposals:answer",
        proposal.pk,
        by=w.lene,
        data={"outcome": "forward", "body": "Vi prøver det.", "expected_version": 1},
    )


@state("proposals/contact.html", "mail and telephone")
def _(w):
    person = actors.register_person(name="Ellen", email="ellen@engbaek.example", phone="99 00 00 99")
    return w.post("proposals:contact", make_proposal(unit=w.unit, by=person).pk, by=w.lene)


@state("proposals/contact.html", "nothing on record")
def _(w):
    proposal = make_proposal(unit=w.unit, by=w.birthe, behalf={"name": "Ole", "channel": "paper"})
    return w.post("proposals:contact", proposal.pk, by=w.lene)
