"""The states of knowledge on the pages it is of use to. Those of the library itself stand in ``states_house``."""

from samspil.knowledge.actions import tie_item
from tests.factories import make_challenge, make_knowledge, make_proposal, viewer
from tests.states import CPR, LONG_WORD, World, state

WHY = "De fandt ud af kørslen, som også er vores problem."


def tied(w: World, about, *, item=None, why: str = WHY):
    item = item or make_knowledge(title="Fælles bord i Herning", strength="evaluated", country="SE")
    tie_item(by=viewer(w.karen), item_id=item.pk, subject_id=about.pk, why=why)
    return item


@state("knowledge/choose.html", "the same theme first")
def _(w):
    make_knowledge(themes=["employment"], country="SE")
    make_knowledge(title=LONG_WORD, themes=["older"], strength="study", source_place=LONG_WORD)
    return w.get("knowledge:choose", make_challenge(theme="older").pk, by=w.karen)


@state("knowledge/choose.html", "many, for the coordinator")
def _(w):
    for _number in range(21):
        make_knowledge()
    return w.get("knowledge:choose", make_challenge().pk, by=w.birthe)


@state("knowledge/choose.html", "nothing found")
def _(w):
    make_knowledge(country="SE")
    query = "?q=enhjørning&emne=older&slags=rule&sikkerhed=study&land=SE&sorter=aar"
    return w.get("knowledge:choose", make_challenge().pk, by=w.karen, query=query)


@state("knowledge/choose.html", "nothing left")
def _(w):
    return w.get("knowledge:choose", make_challenge(question=LONG_WORD).pk, by=w.karen)


@state("knowledge/tie.html", "empty")
def _(w):
    return w.get("knowledge:tie", make_knowledge(title=LONG_WORD).pk, make_challenge().pk, by=w.karen)


@state("knowledge/tie.html", "wrong")
def _(w):
    return w.post("knowledge:tie", make_knowledge().pk, make_challenge().pk, by=w.karen, data={"why": CPR})


@state("knowledge/tie.html", "stands there already")
def _(w):
    challenge = make_challenge()
    return w.post("knowledge:tie", tied(w, challenge).pk, challenge.pk, by=w.karen, data={"why": LONG_WORD})


@state("knowledge/untie.html", "asks once more")
def _(w):
    challenge = make_challenge(question=LONG_WORD)
    item = tied(w, challenge, item=make_knowledge(title=LONG_WORD), why=LONG_WORD)
    return w.get("knowledge:untie", item.pk, challenge.pk, by=w.karen)


@state("challenges/page.html", "with knowledge from others")
def _(w):
    challenge = make_challenge(by=w.karen)
    tied(w, challenge)
    tied(w, challenge, item=make_knowledge(title=LONG_WORD), why=LONG_WORD)
    return w.get("challenges:page", challenge.pk, by=w.karen)


@state("proposals/page.html", "with knowledge from others")
def _(w):
    proposal = make_proposal(make_challenge())
    tied(w, proposal)
    return w.get("proposals:page", proposal.pk)


@state("knowledge/page.html", "in use, with very long words")
def _(w):
    challenge = make_challenge(question=LONG_WORD)
    item = tied(w, challenge, why=LONG_WORD)
    tied(w, make_proposal(challenge), item=item)
    return w.get("knowledge:page", item.pk)
