"""The states of those one may ask."""

from datetime import timedelta

from samspil.ambassadors import actions, letters
from samspil.ambassadors.models import Ambassador
from samspil.foundation import clock
from tests.ambassadors.making import link_to, make_ambassador, make_question
from tests.factories import make_challenge, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state
from tests.support.making import make_help


def wide(w: World):
    """A card with everything on it, in very long words."""
    return make_ambassador(
        w.kurt,
        topics=f"{LONG_WORD} og at hente dem, der ikke kører bil",
        themes=["older", "relatives", "community"],
        belongs_id=w.anglers.pk,
        place=LONG_WORD[:110],
        phone="99 00 00 41",
    )


@state("ambassadors/list.html", "empty")
def _(w):
    return w.get("ambassadors:list")


@state("ambassadors/list.html", "filled, for the coordinator")
def _(w):
    wide(w)
    make_ambassador(w.karen)
    return w.get("ambassadors:list", by=w.birthe)


@state("ambassadors/list.html", "nobody found")
def _(w):
    make_ambassador(w.karen)
    return w.get("ambassadors:list", query="?q=enhjørning&emne=older&sorter=slut")


@state("ambassadors/page.html", "with everything")
def _(w):
    return w.get("ambassadors:page", wide(w).pk, by=w.birthe)


@state("ambassadors/page.html", "one's own, paused")
def _(w):
    card = make_ambassador(w.karen)
    actions.pause(by=viewer(w.karen), ambassador_id=card.pk)
    return w.get("ambassadors:page", card.pk, by=w.karen)


@state("ambassadors/volunteer.html", "wrong")
def _(w):
    return w.post("ambassadors:volunteer", data={"topics": CPR, "until": "i morgen", "phone": LONG_WORD})


@state("ambassadors/ask.html", "a guest, wrong")
def _(w):
    return w.post("ambassadors:ask", wide(w).pk, data={"body": CPR, "guest_email": "nej"})


@state("ambassadors/stop.html", "asks once more")
def _(w):
    return w.get("ambassadors:stop", wide(w).pk, by=w.kurt)


@state("ambassadors/by_link.html", "before it ends")
def _(w):
    make_ambassador(w.karen, until=clock.today() + timedelta(days=9))
    letters.remind_ending()
    return w.client().get(link_to(w.karen))


@state("ambassadors/answer.html", "wrong")
def _(w):
    make_question(make_ambassador(w.karen), by=w.kurt, body=LONG_TEXT[:1900])
    return w.client().post(link_to(w.karen), {"body": CPR})


@state("ambassadors/answered.html", "sent")
def _(w):
    make_question(make_ambassador(w.karen), by=w.kurt)
    return w.client().post(link_to(w.karen), {"body": "Kom på torsdag."})


@state("ambassadors/spent.html", "used", 410)
def _(w):
    return w.get("ambassadors:answer", "findes-ikke")


@state("challenges/page.html", "with somebody to ask and help asked for")
def _(w):
    wide(w)
    Ambassador.objects.update(until=clock.today())
    challenge = make_challenge(by=w.karen, theme="older")
    make_help(by=w.karen, about_id=challenge.pk, title=LONG_WORD)
    return w.get("challenges:page", challenge.pk, by=w.karen)
