"""The states of whom to talk to, and of the map of what there is."""

from datetime import timedelta

from django.utils import timezone

from samspil.foundation import clock
from samspil.mapping.actions import freeze_counts
from tests.factories import viewer
from tests.mapping.making import make_areas, make_offer, nothing_fitted
from tests.states import CPR, LONG_WORD, World, state
from tests.wayfinding.making import make_door, make_doors


def wide(w: World):
    with clock.at(timezone.now() - timedelta(days=500)):
        return make_door(
            f"Dør {LONG_WORD[:90]}",
            by=w.birthe,
            helps_with=f"Lokaler. {LONG_WORD}",
            email="en.meget.lang.adresse.til.en.funktion@engbaek.example",
            hours="Hverdage 9-14",
            person_id=w.lene.pk,
            unit_id=w.unit.pk,
            languages=["en", "ar", "dsl"],
            themes=["older", "employment"],
        )


def mapped():
    lunde, _aaby, long = make_areas("Lunde", "Åby", f"Området {LONG_WORD}"[:80])
    make_offer(lunde, "older", "community", groups=("men",), capacity=12)
    make_offer(long, "employment")
    make_offer(None, "older")
    nothing_fitted(lunde, "mental_health", 12, target_group="men")


@state("wayfinding/ask.html", "nobody on the list")
def _(w):
    return w.get("wayfinding:ask")


@state("wayfinding/ask.html", "found, with one that is old")
def _(w):
    make_doors()
    wide(w)
    return w.post("wayfinding:ask", by=w.birthe, data={"text": f"vi mangler et lokale {CPR}"})


@state("wayfinding/ask.html", "danger first, and not sure")
def _(w):
    make_doors()
    return w.post("wayfinding:ask", data={"text": "jeg vil ikke leve mere"})


@state("wayfinding/page.html", "old, for its leader")
def _(w):
    return w.get("wayfinding:page", wide(w).pk, by=w.lene)


@state("wayfinding/remove.html", "asks once more")
def _(w):
    return w.get("wayfinding:remove", wide(w).pk, by=w.lene)


@state("mapping/overview.html", "empty")
def _(w):
    return w.get("mapping:overview")


@state("mapping/overview.html", "filled and compared, for the coordinator")
def _(w):
    mapped()
    with clock.at(timezone.now() - timedelta(days=300)):
        day = freeze_counts(by=viewer(w.birthe)).counted_on
    return w.get("mapping:overview", by=w.birthe, query=f"?sammenlign={day}")


@state("mapping/overview.html", "target groups")
def _(w):
    mapped()
    make_areas(*(f"Område {number}" for number in range(9)))
    return w.get("mapping:overview", query="?vis=maalgrupper")
