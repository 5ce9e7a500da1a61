"""The states of hosting and of the beacons."""

from samspil.hosting import actions as hosting
from samspil.tracks.actions import light_beacon, retire_beacon
from tests.factories import make_challenge, viewer
from tests.states import LONG_LINE, LONG_TEXT, World, state
from tests.states_story import full_challenge


def hosted(w: World):
    challenge = full_challenge(w)
    hosting.offer_to_host(by=viewer(w.karen), challenge_id=challenge.pk)
    return challenge


@state("hosting/hosts.html", "one host and the next")
def _(w):
    return w.get("hosting:hosts", hosted(w).pk, by=w.kurt)


@state("hosting/hosts.html", "nobody yet")
def _(w):
    return w.get("hosting:hosts", make_challenge(by=w.karen).pk)


@state("site/form.html", "host to choose")
def _(w):
    return w.get("hosting:appoint", full_challenge(w).pk, by=w.birthe)


@state("site/form.html", "host wrong")
def _(w):
    return w.post("hosting:appoint", full_challenge(w).pk, by=w.birthe, data={"person_id": "ingen"})


@state("site/form.html", "turn to hand over")
def _(w):
    return w.get("hosting:hand-over", hosted(w).pk, by=w.kurt)


def lit(w: World, **facts):
    return light_beacon(
        by=viewer(w.birthe),
        **{"title": "Ingen spiser alene mod sin vilje", "body": "Der er altid en plads ved et bord.", **facts},
    )


@state("tracks/list.html", "empty")
def _(w):
    return w.get("tracks:list")


@state("tracks/list.html", "filled, one taken down")
def _(w):
    lit(w, year=2035)
    retire_beacon(by=viewer(w.birthe), beacon_id=lit(w, title=LONG_LINE[:110], body=LONG_TEXT[:1900]).pk)
    return w.get("tracks:list", by=w.birthe)


@state("tracks/page.html", "with a challenge, as the coordinator")
def _(w):
    beacon = lit(w, year=2035)
    make_challenge(by=w.karen, track="vision", beacon_id=beacon.pk)
    return w.get("tracks:page", beacon.pk, by=w.birthe)


@state("tracks/page.html", "very long and nothing steers by it")
def _(w):
    return w.get("tracks:page", lit(w, title=LONG_LINE[:110], body=LONG_TEXT[:1900]).pk)
