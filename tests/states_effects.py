"""The states of the overview, of the pages of effects, and of what stands in the way."""

from datetime import timedelta

from samspil.barriers.actions import raise_barrier, respond_to_barrier
from samspil.foundation import clock
from tests.effects.making import make_evaluation, make_figure, make_practice, make_trial
from tests.factories import make_answer, make_challenge, make_proposal, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state


def come_true(w: World, *, words: str = "", line: str = "", **facts):
    """A challenge of which one idea is daily life, one runs and one was stopped."""
    challenge = make_challenge(by=w.karen, unit=w.unit, today=words[:600] or "Man bliver hjemme.", **facts)
    for outcome in ("stop", "adopt", ""):
        proposal = make_proposal(challenge, by=w.karen, title=line[:120] or "En plads i båden")
        make_answer(proposal, by=w.birthe)
        trial = make_trial(
            proposal, title=line[:120] or "Båden i maj", outcome=outcome, learning=words or "Ingen kom om aftenen."
        )
        if outcome == "adopt":
            make_practice(proposal, title=line[:120] or "Onsdagsbåden", body=words or "Lystfiskerne henter.")
        make_figure(trial, 5, 2, n=12 if outcome else 3, name=line[:100] or "Aftener alene")
        make_evaluation(trial, says=words[:1500] or "Nu har jeg noget at glæde mig til.", actor=w.anglers)
    return challenge


def told(w: World, *, words: str = "Vi plejer at planlægge en uge frem.", answered: bool = True):
    barrier = raise_barrier(by=viewer(w.karen), subject_id=make_challenge(by=w.karen).pk, kind="habit", body=words)
    if answered:
        respond_to_barrier(by=viewer(w.birthe), barrier_id=barrier.pk, status="stays", response=words)
    return barrier


@state("effects/overview.html", "filled, over two years")
def overview(w: World):
    with w.days_ago(400):
        come_true(w)
    come_true(w)
    told(w, answered=False)
    return w.get("effects:overview")


@state("effects/overview.html", "nothing yet")
def empty_overview(w: World):
    return w.get("effects:overview")


@state("effects/overview.html", "one theme, for staff, very long words")
def long_overview(w: World):
    come_true(w, words=LONG_TEXT, line=LONG_LINE, theme="employment", question=f"{LONG_LINE[:190]}?")
    return w.get("effects:employment", by=w.birthe)


@state("effects/overview.html", "nothing for what was chosen")
def chosen_overview(w: World):
    come_true(w)
    return w.get("effects:overview", query="?emne=health&aar=2001&spor=vision")


@state("effects/page.html", "daily life, one runs, one was stopped")
def effect(w: World):
    return w.get("effects:page", come_true(w).pk)


@state("effects/page.html", "nothing yet")
def no_effect(w: World):
    return w.get("effects:page", make_challenge(by=w.karen).pk)


@state("effects/page.html", "stopped, very long words")
def stopped(w: World):
    challenge = make_challenge(by=w.karen, question=f"{LONG_LINE[:190]}?", today=LONG_TEXT[:600])
    with clock.at(clock.now() - timedelta(days=60)):
        make_trial(
            make_proposal(challenge, title=LONG_WORD[:120]), title=LONG_LINE[:120], outcome="stop", learning=LONG_TEXT
        )
    return w.get("effects:page", challenge.pk)


@state("barriers/list.html", "filled, very long words, for staff")
def barriers(w: World):
    told(w, answered=False)
    told(w, words=LONG_TEXT[:600])
    return w.get("barriers:list", by=w.birthe)


@state("barriers/list.html", "nothing yet")
def no_barriers(w: World):
    return w.get("barriers:list")


@state("barriers/raise.html", "a guest, with something wrong")
def tell_barrier(w: World):
    return w.post("barriers:raise", make_challenge(by=w.karen).pk, data={"body": CPR, "guest_name": "Karen"})


@state("site/form.html", "what somebody does about a barrier")
def answer_barrier(w: World):
    return w.get("barriers:respond", told(w, answered=False).pk, by=w.birthe)
