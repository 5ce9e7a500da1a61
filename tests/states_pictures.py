"""The states of pictures: on the pages they show something about, and of the pages about them."""

from tests.factories import make_actor, make_challenge, make_knowledge, make_proposal
from tests.pictures.samples import make_picture, upload
from tests.states import CPR, LONG_WORD, World, state

WORDS = {"alt": "Tre mænd griner ved et bord", "credit": "Karen"}


def shown(w: World, **words: str):
    return make_picture(make_challenge(by=w.karen), w.karen, **{**WORDS, **words})


@state("pictures/add.html", "empty")
def _(w):
    return w.get("pictures:add", make_challenge(by=w.karen).pk, by=w.karen)


@state("pictures/add.html", "nothing chosen")
def _(w):
    return w.post("pictures:add", make_challenge(by=w.karen).pk, by=w.karen, data={"alt": CPR})


@state("pictures/add.html", "words are missing, so the picture is asked for again")
def _(w):
    return w.post("pictures:add", make_challenge(by=w.karen).pk, by=w.karen, data={"alt": "", "picture": upload()})


@state("pictures/add.html", "not a picture, and very long words")
def _(w):
    challenge = make_challenge(by=w.karen, question=LONG_WORD)
    data = {"alt": LONG_WORD, "credit": LONG_WORD, "picture": upload(b"<svg/>")}
    return w.post("pictures:add", challenge.pk, by=w.karen, data=data)


@state("pictures/edit.html", "empty")
def _(w):
    return w.get("pictures:edit", shown(w).pk, by=w.karen)


@state("pictures/edit.html", "wrong")
def _(w):
    return w.post("pictures:edit", shown(w).pk, by=w.karen, data={"alt": "", "credit": CPR})


@state("pictures/edit.html", "somebody was quicker", 409)
def _(w):
    picture = shown(w)
    w.post("pictures:edit", picture.pk, by=w.birthe, data={"alt": "Fire mænd ved et bord"})
    data = {"alt": LONG_WORD, "expected_version": picture.version}
    return w.post("pictures:edit", picture.pk, by=w.karen, data=data)


@state("pictures/remove.html", "asks once more")
def _(w):
    return w.get("pictures:remove", shown(w, alt=LONG_WORD).pk, by=w.karen)


@state("challenges/page.html", "with pictures, for its author")
def _(w):
    challenge = make_challenge(by=w.karen)
    for alt in ("Tre mænd griner ved et bord", LONG_WORD, "En tom stue", "Åen ved møllen"):
        make_picture(challenge, w.karen, alt=alt, credit=alt[:100])
    return w.get("challenges:page", challenge.pk, by=w.karen)


@state("proposals/page.html", "with a picture")
def _(w):
    proposal = make_proposal(make_challenge(), by=w.karen)
    make_picture(proposal, w.karen, **WORDS)
    return w.get("proposals:page", proposal.pk)


@state("actors/page.html", "with a picture, for the coordinator")
def _(w):
    anglers = make_actor("Engbæk Lystfiskerforening")
    make_picture(anglers, w.birthe, **WORDS)
    return w.get("actors:page", anglers.pk, by=w.birthe)


@state("knowledge/page.html", "with a picture")
def _(w):
    item = make_knowledge()
    make_picture(item, w.birthe, **WORDS)
    return w.get("knowledge:page", item.pk)
