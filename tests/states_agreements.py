"""The states of the frame, ground rules and agreements."""

from samspil.agreements import actions
from samspil.agreements.models import Agreement
from samspil.foundation.choosing import LISTED
from tests.agreements.making import SECTIONS, make_agreement, make_frame, make_rules, offered, yes
from tests.factories import make_actor, make_many_actors, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state

WIDE = {
    "volunteer_does": f"{LONG_WORD}\nGår en tur",
    "professional_does": LONG_WORD,
    "roles": LONG_TEXT[:900],
    "unit_contact": LONG_WORD[:80],
    "party_contact": LONG_WORD[:80],
}


def frame(w: World) -> None:
    make_frame(by=w.birthe, boundary=LONG_TEXT[:2500])
    make_rules(w.unit, by=w.lene, daily=LONG_WORD)


def running(w: World, **facts) -> Agreement:
    """One that holds, and is asked about anew, with very long words."""
    frame(w)
    agreement = offered(w.unit, w.anglers, by=w.lene, **{"title": LONG_WORD[:110], **WIDE, **facts})
    yes(agreement, "unit", by=w.lene)
    yes(agreement, "party", by=w.kurt)
    make_frame(by=w.birthe, note="Nyt om tavshed", boundary=f"Frivillige giver aldrig medicin. {LONG_WORD}")
    return agreement


@state("agreements/text.html", "nothing yet, for the coordinator")
def _(w):
    return w.get("agreements:frame", by=w.birthe)


@state("agreements/text.html", "a later version, very long words")
def _(w):
    running(w)
    return w.get("agreements:frame", by=w.birthe)


@state("agreements/list.html", "empty")
def _(w):
    return w.get("agreements:list", by=w.lene)


@state("agreements/list.html", "filled")
def _(w):
    running(w)
    offered(w.unit, w.karen, by=w.lene)
    return w.get("agreements:list", by=w.birthe)


@state("agreements/page.html", "asked anew, for the association")
def _(w):
    return w.get("agreements:page", running(w).pk, by=w.kurt)


@state("agreements/page.html", "with one person, for the leader")
def _(w):
    frame(w)
    return w.get("agreements:page", offered(w.unit, w.karen, by=w.lene).pk, by=w.lene)


@state("agreements/by_link.html", "asked anew")
def _(w):
    running(w)
    return w.client().get(w.letter(w.kurt.email))


@state("site/form.html", "no to an agreement, wrong")
def _(w):
    return w.post("agreements:reply", running(w).pk, by=w.kurt, data={"number": 2, "reply": "change", "words": CPR})


@state("agreements/replied.html", "no, with very long words")
def _(w):
    running(w)
    token = w.letter(w.kurt.email).strip("/").split("/")[-1]
    return w.post("agreements:reply-by-link", token, data={"number": 2, "reply": "no", "words": LONG_WORD[:390]})


@state("agreements/page.html", "asked for other words, for the leader")
def _(w):
    agreement = running(w)
    told = {"agreement_id": agreement.pk, "number": 2, "words": LONG_WORD[:390]}
    actions.ask_for_change(by=viewer(w.kurt), **told)
    return w.get("agreements:page", agreement.pk, by=w.lene)


@state("agreements/read.html", "answered, and said no to")
def _(w):
    agreement = running(w)
    link = w.letter(w.kurt.email)
    actions.decline_agreement(by=viewer(w.kurt), agreement_id=agreement.pk, number=2, words=LONG_WORD[:390])
    return w.client().get(link)


@state("agreements/spent.html", "used", 410)
def _(w):
    return w.get("agreements:by-link", "findes-ikke")


@state("agreements/drop.html", "asks once more")
def _(w):
    frame(w)
    return w.get("agreements:drop", make_agreement(w.unit, w.anglers, by=w.lene).pk, by=w.lene)


@state("papers/agreement.html", "with room to sign")
def _(w):
    return w.get("papers:agreement", running(w).pk, by=w.lene)


@state("site/form.html", "an agreement, wrong")
def _(w):
    make_frame(by=w.birthe, **SECTIONS)
    return w.post("agreements:make", w.unit.pk, by=w.lene, data={"title": CPR, "insurance": "x", "review_on": "snart"})


@state("site/form.html", "an agreement with one of many, asked which")
def _(w):
    make_frame(by=w.birthe, **SECTIONS)
    make_many_actors(LISTED)
    for kind in ("association", "company"):
        make_actor(LONG_WORD[:110], kind=kind)
    return w.post("agreements:make", w.unit.pk, by=w.lene, data={"title": "Besøg", "party_id": LONG_WORD[:20]})
