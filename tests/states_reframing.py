"""The states of asking differently, and of the two open lists."""

from samspil.challenges import actions as challenges
from samspil.reframing import actions
from tests.factories import make_challenge, make_person, make_perspective, viewer
from tests.reframing.making import answer, make_question, make_wording, put, settle
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.states_story import QUESTION

BETTER = "Hvad er den bedst mulige livssituation for vore seniorer?"
WHY = {
    "body": "Hvorfor er en besøgsven løsningen for en ensom mand?",
    "offer": "Besøgsven fra ventelisten",
    "assumption": "Vi går ud fra, at han helst vil have besøg.",
}
LONG = {"question": LONG_LINE[:200], "reason": LONG_TEXT[:600]}


def asked_about(w: World):
    """A challenge with a host, two who take part, and what one does today."""
    challenge = make_challenge(
        by=w.karen, host=w.kurt, unit=w.unit, question=QUESTION, today="Besøgsven fra ventelisten. 38 venter."
    )
    make_perspective(challenge, by=w.lene)
    return challenge


def adopted(w: World):
    challenge = asked_about(w)
    ole = {"name": "Ole", "function": "enkemand", "channel": "phone"}
    wording = put(make_wording(challenge, by=w.birthe, behalf=ole, question=BETTER), w.kurt)
    answer(wording, w.karen, "yes", "Det er jo det, det handler om.")
    answer(wording, w.lene)
    return settle(wording, w.kurt, "Tak. Vi spørger sådan fra i dag.")


def being_asked(w: World, challenge=None, **facts):
    wording = put(make_wording(challenge or asked_about(w), by=w.lene, **{"question": BETTER, **facts}), w.kurt)
    answer(wording, w.karen, "no", "Vi har lige lært det andet at kende.")
    return wording


def both_lists(w: World):
    challenge = asked_about(w)
    first = make_question(challenge, by=w.karen, **WHY)
    make_question(challenge, by=w.lene, reply_to=first.pk, body="Fordi vi ikke har spurgt ham.")
    for number in range(6):
        make_question(challenge, body=f"Hvorfor er madservice et tilbud til én ad gangen, nummer {number}?")
    helper = {"kind": "why_not", "body": "Hvorfor ikke lystfiskerforeningen?", "helper": "Engbæk Lystfiskerforening"}
    make_question(challenge, by=w.kurt, speaks_as=w.anglers.pk, **helper)
    return challenge


# --- on the challenge's own page --------------------------------------------------------------------------------------


@state("challenges/page.html", "asked differently, and asked about again")
def _(w):
    wording = adopted(w)
    being_asked(w, wording.challenge, question="Hvad gør en tirsdag god?")
    make_wording(wording.challenge)
    return w.get("challenges:page", wording.challenge_id, by=w.karen)


@state("challenges/page.html", "both open lists")
def _(w):
    return w.get("challenges:page", both_lists(w).pk)


@state("challenges/page.html", "wordings and lists with very long words")
def _(w):
    challenge = make_challenge(by=make_person(LONG_WORD[:110]))
    make_wording(challenge, by=make_person(LONG_WORD[:110]), **LONG)
    make_question(challenge, by=make_person(LONG_WORD[:110]), body=LONG_LINE)
    make_question(challenge, kind="why_not", body=LONG_TEXT[:300])
    return w.get("challenges:page", challenge.pk, by=w.birthe)


# --- asking differently -----------------------------------------------------------------------------------------------


@state("reframing/propose.html", "for a guest")
def _(w):
    return w.get("reframing:propose", asked_about(w).pk)


@state("reframing/propose.html", "for staff, wrong")
def _(w):
    return w.post("reframing:propose", asked_about(w).pk, by=w.birthe, data={"question": QUESTION, "reason": CPR})


@state("reframing/wording.html", "proposed, for the host")
def _(w):
    return w.get("reframing:wording", make_wording(asked_about(w), by=w.karen).pk, by=w.kurt)


@state("reframing/wording.html", "being asked, for a guest")
def _(w):
    return w.get("reframing:wording", being_asked(w).pk)


@state("reframing/wording.html", "being asked, for one who has answered")
def _(w):
    return w.get("reframing:wording", being_asked(w).pk, by=w.karen)


@state("reframing/wording.html", "being asked, for one who has not")
def _(w):
    return w.get("reframing:wording", being_asked(w).pk, by=w.lene)


@state("reframing/wording.html", "adopted, for the coordinator")
def _(w):
    return w.get("reframing:wording", adopted(w).pk, by=w.birthe)


@state("reframing/wording.html", "kept as it was, very long words")
def _(w):
    challenge = asked_about(w)
    wording = put(make_wording(challenge, by=make_person(LONG_WORD[:110]), **LONG), w.kurt)
    answer(wording, w.karen, "no", LONG_WORD)
    return w.get("reframing:wording", settle(wording, w.kurt, LONG_TEXT[:300]).pk)


@state("reframing/answer.html", "two buttons")
def _(w):
    return w.get("reframing:answer", being_asked(w).pk, by=w.lene)


@state("reframing/answer.html", "answered before, wrong now")
def _(w):
    return w.post("reframing:answer", being_asked(w).pk, by=w.karen, data={"comment": CPR})


@state("reframing/answer.html", "from the letter, very long words")
def _(w):
    being_asked(w, **LONG)
    return w.client().get(w.letter(w.karen.email))


@state("reframing/answered.html", "thanks")
def _(w):
    being_asked(w)
    return w.client().post(w.letter(w.karen.email), {"vote": "yes"})


@state("reframing/answer_spent.html", "never was", status=410)
def _(w):
    return w.get("reframing:answer-by-link", "findes-ikke")


@state("reframing/answer_spent.html", "closed meanwhile", status=410)
def _(w):
    wording = being_asked(w)
    link = w.letter(w.karen.email)
    settle(wording, w.kurt)
    return w.client().get(link)


@state("reframing/withdraw.html", "a wording")
def _(w):
    return w.get("reframing:withdraw-wording", make_wording(asked_about(w), by=w.karen).pk, by=w.karen)


@state("reframing/withdraw.html", "a question with very long words")
def _(w):
    question = make_question(asked_about(w), by=w.karen, body=LONG_TEXT[:300])
    return w.get("reframing:withdraw-question", question.pk, by=w.karen)


@state("site/form.html", "put a wording to those taking part, another is put")
def _(w):
    first = being_asked(w)
    return w.post("reframing:put", make_wording(first.challenge).pk, by=w.kurt)


@state("site/form.html", "close for answers, wrong")
def _(w):
    return w.post("reframing:settle", being_asked(w).pk, by=w.kurt, data={"note": CPR})


# --- why, and why not -------------------------------------------------------------------------------------------------


@state("reframing/ask.html", "why, for a guest")
def _(w):
    return w.get("reframing:ask-why", asked_about(w).pk)


@state("reframing/ask.html", "why, begun with an offered question")
def _(w):
    return w.get("reframing:ask-why", asked_about(w).pk, by=w.karen, query="?start=0")


@state("reframing/ask.html", "why not, for staff, wrong")
def _(w):
    return w.post("reframing:ask-why-not", asked_about(w).pk, by=w.birthe, data={"body": CPR, "helper": "x" * 130})


@state("reframing/list.html", "empty")
def _(w):
    return w.get("reframing:why-not", asked_about(w).pk)


@state("reframing/list.html", "filled")
def _(w):
    return w.get("reframing:why", both_lists(w).pk)


@state("reframing/list.html", "second page, closed, very long words")
def _(w):
    challenge = asked_about(w)
    make_question(challenge, by=make_person(LONG_WORD[:110]), body=LONG_LINE, offer=LONG_WORD[:120])
    for _number in range(20):
        make_question(challenge)
    challenges.change_stage(
        by=viewer(w.kurt),
        challenge_id=challenge.pk,
        stage="closed",
        next_step="Kurt skriver til alle.",
        next_who="Alle på siden",
        outcome="Det er på plads.",
    )
    return w.get("reframing:why", challenge.pk, query="?side=2")


@state("reframing/question.html", "without replies, for a guest")
def _(w):
    return w.get("reframing:question", make_question(asked_about(w), by=w.karen, **WHY).pk)


@state("reframing/question.html", "replies, very long words, for the coordinator")
def _(w):
    challenge = asked_about(w)
    question = make_question(
        challenge, kind="why_not", by=make_person(LONG_WORD[:110]), body=LONG_LINE, helper=LONG_WORD[:120]
    )
    make_question(challenge, by=make_person(LONG_WORD[:110]), reply_to=question.pk, body=LONG_TEXT[:900])
    ole = {"name": "Ole", "function": "enkemand", "channel": "phone"}
    make_question(challenge, by=w.birthe, behalf=ole, reply_to=question.pk, body="Jeg kan selv gå derned.")
    return w.get("reframing:question", question.pk, by=w.birthe)


@state("reframing/question.html", "taken back, replies stay")
def _(w):
    challenge = asked_about(w)
    question = make_question(challenge, by=w.karen)
    make_question(challenge, reply_to=question.pk, body="Det har jeg også tænkt på.")
    actions.withdraw_question(by=viewer(w.karen), question_id=question.pk)
    return w.get("reframing:question", question.pk)


@state("reframing/reply.html", "for a guest")
def _(w):
    return w.get("reframing:reply", make_question(asked_about(w), by=w.karen, **WHY).pk)


@state("reframing/reply.html", "taken back meanwhile")
def _(w):
    question = make_question(asked_about(w), by=w.karen)
    actions.withdraw_question(by=viewer(w.karen), question_id=question.pk)
    return w.post("reframing:reply", question.pk, by=w.lene, data={"body": "Det, jeg sad og skrev."})
