"""The states of what is looked at, reported, and stopped."""

from samspil.foundation.viewer import NOBODY
from samspil.moderation import actions as moderation
from tests.factories import make_challenge, make_person, make_perspective, make_proposal, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, World, state

ILLNESS = "Min mor har fået demens og går ud om natten."


def fill_queue(w: World):
    """Held and reported things of several kinds; gives the challenge they stand on."""
    challenge = make_challenge(by=w.birthe, question="Hvordan får vi flere gode hverdage?")
    make_perspective(
        challenge, by=w.karen, body=f"{ILLNESS}\n\nJeg sover dårligt, og jeg ved ikke, hvem jeg kan ringe til."
    )
    make_perspective(challenge, by=make_person("Lasse"), body="Få 30 procent på www.tilbud.example")
    proposal = make_proposal(challenge, by=w.kurt, title="En båd til alle")
    moderation.report(by=viewer(w.karen), subject_id=proposal.pk, reason="false", note="Båden er solgt.")
    moderation.report(by=NOBODY, subject_id=proposal.pk, reason="other", origin="a")
    return challenge


@state("moderation/queue.html", "empty")
def _(w):
    return w.get("moderation:queue", by=w.birthe)


@state("moderation/queue.html", "filled")
def _(w):
    fill_queue(w)
    return w.get("moderation:queue", by=w.birthe)


@state("moderation/queue.html", "narrowed to nothing")
def _(w):
    fill_queue(w)
    return w.get("moderation:queue", by=w.birthe, query="?q=findesikke&hvorfor=held")


@state("moderation/queue.html", "very long words")
def _(w):
    long = make_challenge(question=LONG_LINE)
    make_perspective(long, by=make_person(LONG_WORD[:110]), body=f"{ILLNESS} {LONG_TEXT}")
    moderation.report(by=NOBODY, subject_id=long.pk, reason="other", note=LONG_WORD[:200], origin="a")
    return w.get("moderation:queue", by=w.birthe)


@state("moderation/queue.html", "hide without a reason", status=409)
def _(w):
    challenge = make_challenge()
    held = make_perspective(challenge, by=w.karen, body=ILLNESS)
    return w.post("moderation:settle", by=w.birthe, data={"ids": [str(held.pk)], "do": "hide", "reason": CPR})


@state("moderation/hide.html", "waits, unseen")
def _(w):
    held = make_perspective(make_challenge(), by=w.karen, body=ILLNESS)
    return w.get("moderation:hide", held.pk, by=w.birthe)


@state("moderation/hide_all.html", "asks")
def _(w):
    challenge = fill_queue(w)
    make_perspective(challenge, by=w.karen, body="Der er stille efter tolv.")
    return w.get("moderation:hide-all", w.karen.pk, by=w.birthe)


@state("moderation/hide_all.html", "no reason, very long words")
def _(w):
    sender = make_person(LONG_WORD[:110])
    make_challenge(by=sender, question=LONG_LINE)
    return w.post("moderation:hide-all", sender.pk, by=w.birthe)


@state("moderation/hide_all.html", "stopped")
def _(w):
    make_challenge(by=w.karen)
    moderation.hide_all_of(by=viewer(w.birthe), person_id=w.karen.pk, reason="Det er reklame.")
    return w.get("moderation:hide-all", w.karen.pk, by=w.birthe)


@state("moderation/hide_all.html", "writes again, some still hidden")
def _(w):
    make_challenge(by=w.karen)
    stop = moderation.hide_all_of(by=viewer(w.birthe), person_id=w.karen.pk, reason="Det er reklame.")
    moderation.unblock_person(by=viewer(w.birthe), block_id=stop.pk)
    return w.get("moderation:hide-all", w.karen.pk, by=w.birthe)


@state("moderation/hide_all.html", "holds a role")
def _(w):
    return w.get("moderation:hide-all", w.lene.pk, by=w.birthe)


@state("moderation/report.html", "guest")
def _(w):
    return w.get("moderation:report", make_perspective(make_challenge()).pk)


@state("moderation/report.html", "error, very long words")
def _(w):
    challenge = make_challenge(question=LONG_LINE)
    return w.post("moderation:report", challenge.pk, by=w.karen, data={"note": f"{CPR} {LONG_WORD}"})


@state("identity/held.html", "on a page")
def _(w):
    return w.post("challenges:write", make_challenge().pk, by=w.karen, data={"body": f"{ILLNESS} {LONG_WORD}"})


@state("identity/held.html", "a page of its own")
def _(w):
    data = {"question": "Hvem hjælper min mor?", "theme": "older", "description": ILLNESS}
    return w.post("challenges:raise", by=w.karen, data=data)


@state("identity/me.html", "coordinator with something to look at")
def _(w):
    fill_queue(w)
    return w.get("identity:me", by=w.birthe)
