"""The states of answering by letter, of questions, of proposals side by side, and of roles, tracks and what is kept."""

from datetime import timedelta

from samspil.actors.models import Role
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.proposals import actions as proposals
from samspil.proposals.models import Answer, Proposal
from samspil.tracks.actions import light_beacon
from tests.factories import make_actor, make_answer, make_challenge, make_person, make_pledge, make_proposal, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, state
from tests.states_story import full_challenge, long_challenge

ROLE = {"volunteer_role": "Læser højt om torsdagen", "role_planned_by": "municipality", "role_in_offer": True}


def asked_lene(w, **facts) -> str:
    """The path of the letter that asks Lene for an answer."""
    facts = {"by": w.karen, "title": "En plads i båden", **facts}
    w.lene  # noqa: B018 - the unit has a leader
    make_proposal(facts.pop("challenge", None), unit=w.unit, **facts)
    return w.letter(w.lene.email)


def send(w, path, **data):
    return w.client().post(path.partition("?")[0], {"outcome": "forward", "body": "Vi prøver det fra mandag.", **data})


def question_to_karen(w) -> str:
    """The path of the letter that asks Karen something."""
    send(w, asked_lene(w), outcome="asked", body="Hvem henter folk, og hvornår?")
    return w.letter(w.karen.email)


def beacon(title="Ingen skal spise alene mod sin vilje"):
    return light_beacon(by=SYSTEM, title=title, body="Det betyder, at nogen altid spørger.")


# --- from the letter --------------------------------------------------------------------------------------------------


@state("proposals/letter_answer.html", "yes, from the letter")
def _(w):
    return w.client().get(asked_lene(w))


@state("proposals/letter_answer.html", "with pledges, and a question that was answered")
def _(w):
    path = question_to_karen(w)
    proposal = Proposal.objects.get()
    make_pledge(proposal, by=w.kurt)
    make_pledge(proposal, by=w.kurt, kind="money", amount=5000, body="Til garn")
    w.client().post(path, {"body": "Kurt kører."})
    return w.client().get(w.letter(w.lene.email))


@state("proposals/letter_answer.html", "wrong")
def _(w):
    return send(w, asked_lene(w), outcome="later", look_again_on="i morgen", body=CPR)


@state("proposals/letter_answer.html", "overtaken by another", status=409)
def _(w):
    path = asked_lene(w)
    proposals.edit_proposal(by=viewer(w.karen), proposal_id=Proposal.objects.get().pk, body="Noget helt andet.")
    return send(w, path, expected_version=1)


@state("proposals/letter_answer.html", "very long words")
def _(w):
    return w.client().get(asked_lene(w, title=LONG_WORD, body=LONG_TEXT, by=make_person(LONG_WORD[:110])))


@state("proposals/letter_done.html", "yes")
def _(w):
    return send(w, asked_lene(w))


@state("proposals/letter_done.html", "later")
def _(w):
    return send(w, asked_lene(w), outcome="later", look_again_on=str(clock.today() + timedelta(days=90)))


@state("proposals/letter_done.html", "asked")
def _(w):
    return send(w, asked_lene(w), outcome="asked", body="Hvem henter folk?")


@state("proposals/letter_done.html", "the author has told")
def _(w):
    return w.client().post(question_to_karen(w), {"body": "Kurt kører."})


@state("proposals/letter_closed.html", "used up", status=410)
def _(w):
    path = asked_lene(w)
    send(w, path)
    return w.client().get(path)


@state("proposals/letter_closed.html", "answered by somebody else", status=410)
def _(w):
    path = asked_lene(w, title=LONG_WORD)
    make_answer(Proposal.objects.get(), by=w.birthe)
    return w.client().get(path)


@state("proposals/letter_closed.html", "role is over", status=403)
def _(w):
    path = asked_lene(w)
    Role.objects.filter(person=w.lene).update(until=clock.today() - timedelta(days=1))
    return w.client().get(path)


@state("proposals/reply.html", "from the letter")
def _(w):
    return w.client().get(question_to_karen(w))


@state("proposals/reply.html", "wrong")
def _(w):
    return w.client().post(question_to_karen(w), {"body": CPR})


@state("proposals/reply.html", "signed in, very long words")
def _(w):
    proposal = make_proposal(unit=w.unit, by=w.karen, title=LONG_WORD)
    question = make_answer(proposal, by=w.lene, outcome="asked", body=LONG_TEXT)
    return w.get("proposals:reply", proposal.pk, question.pk, by=w.karen)


# --- on the pages -----------------------------------------------------------------------------------------------------


@state("proposals/page.html", "asked, for its author")
def _(w):
    question_to_karen(w)
    return w.get("proposals:page", Proposal.objects.get().pk, by=w.karen)


@state("proposals/page.html", "asked and told")
def _(w):
    w.client().post(question_to_karen(w), {"body": LONG_TEXT})
    return w.get("proposals:page", Proposal.objects.get().pk)


@state("proposals/page.html", "kept for later")
def _(w):
    proposal = make_proposal(unit=w.unit, by=w.karen)
    make_answer(proposal, by=w.lene, outcome="later", body="Ikke i år.")
    return w.get("proposals:page", proposal.pk)


@state("proposals/page.html", "passed on to a deputy, overdue")
def _(w):
    w.lene  # noqa: B018 - the unit has a leader
    with w.days_ago(30):
        proposal = make_proposal(unit=w.unit, by=w.karen)
        dorte = make_person("Dorte", role="employee")
        proposals.pass_on_to_deputy(by=SYSTEM, proposal_id=proposal.pk, deputy_id=dorte.pk)
    return w.get("proposals:page", proposal.pk, by=dorte)


@state("proposals/page.html", "municipal role, steered by a beacon")
def _(w):
    proposal = make_proposal(by=w.karen, track="vision", beacon_id=beacon(LONG_LINE[:120]).pk, **ROLE)
    return w.get("proposals:page", proposal.pk)


@state("proposals/list.html", "kept, with roles")
def _(w):
    beacon(LONG_LINE[:120])
    make_proposal(title="Kommunens", **ROLE)
    make_proposal(title="De frivilliges", **{**ROLE, "role_in_offer": False})
    make_answer(make_proposal(title="Gemt"), by=w.birthe, outcome="later", body="Ikke i år.")
    return w.get("proposals:list", query="?sorter=nyeste")


@state("proposals/propose.html", "on a challenge that steers by a beacon, unfolded")
def _(w):
    challenge = make_challenge(by=w.karen, track="vision", beacon_id=beacon(LONG_LINE[:120]).pk)
    return w.get("proposals:propose-on", challenge.pk, by=w.karen)


@state("proposals/propose.html", "a role without a planner")
def _(w):
    return w.post("proposals:propose", by=w.karen, data={"volunteer_role": "Læser højt", "unit_id": str(w.unit.pk)})


@state("tracks/page.html", "with proposals that steer by it")
def _(w):
    aim = beacon()
    for title in ("Fælles bord", LONG_WORD):
        make_proposal(title=title, by=w.karen, track="vision", beacon_id=aim.pk)
    return w.get("tracks:page", aim.pk)


# --- side by side -----------------------------------------------------------------------------------------------------


def ways(w, **facts):
    """A challenge with five ways, each told in another way."""
    challenge = full_challenge(w)
    w.lene  # noqa: B018 - the unit has a leader
    make_proposal(challenge, title="Naboer med nøgle", by=w.karen, delivers=[w.anglers.pk, w.unit.pk], **ROLE)
    bus = make_proposal(challenge, title="En bus om torsdagen", by=w.kurt, degree="radical", object="process")
    make_pledge(bus, by=w.kurt, kind="money", amount=5000, body="Til bussen")
    make_answer(bus, by=w.lene, outcome="no", body="Der er ingen bus. Vi spørger ældrerådet om en anden vej.")
    kept = make_proposal(challenge, title="Et bord på biblioteket", by=w.karen)
    make_answer(kept, by=w.lene, outcome="later", body="Biblioteket bygger om.")
    return challenge


@state("proposals/side_by_side.html", "empty")
def _(w):
    return w.get("proposals:side-by-side", make_challenge(by=w.karen).pk)


@state("proposals/side_by_side.html", "four of five")
def _(w):
    return w.get("proposals:side-by-side", ways(w).pk)


@state("proposals/side_by_side.html", "five chosen, for the leader")
def _(w):
    challenge = ways(w)
    query = "?" + "&".join(f"valg={row.pk}" for row in challenge.proposals.order_by("-pk"))
    return w.get("proposals:side-by-side", challenge.pk, by=w.lene, query=query)


@state("proposals/side_by_side.html", "very long words")
def _(w):
    challenge = long_challenge(today=LONG_TEXT[:600])
    long = make_actor(LONG_WORD[:110])
    for _number in range(4):
        make_proposal(challenge, title=LONG_WORD, body=LONG_TEXT, delivers=[long.pk], by=make_person(LONG_WORD[:110]))
    return w.get("proposals:side-by-side", challenge.pk)


@state("proposals/answer_rest.html", "to answer")
def _(w):
    return w.get("proposals:answer-rest", ways(w).pk, by=w.lene)


@state("proposals/answer_rest.html", "wrong, very long words")
def _(w):
    challenge = make_challenge(unit=w.unit, question=LONG_LINE)
    make_proposal(challenge, title=LONG_WORD)
    return w.post("proposals:answer-rest", challenge.pk, by=w.lene, data={"reason_1": CPR, "look_again_on": "snart"})


@state("proposals/answer_rest.html", "nothing left")
def _(w):
    challenge = make_challenge(unit=w.unit)
    make_answer(make_proposal(challenge), by=w.lene)
    assert Answer.objects.exists()
    return w.get("proposals:answer-rest", challenge.pk, by=w.lene)


@state("challenges/page.html", "in trial, with proposals that wait for the leader")
def _(w):
    challenge = ways(w)
    type(challenge).objects.filter(pk=challenge.pk).update(stage="trial")
    return w.get("challenges:page", challenge.pk, by=w.lene)
