"""The beacons: all read them, the coordinator and the administrator keep them."""

from typing import Any

from samspil.foundation import subjects
from samspil.foundation.viewer import SYSTEM
from samspil.tracks.actions import light_beacon
from tests.world import World

TABLE = """
tracks:list                           -                             oooooooooo  5555555555
tracks:page                           beacon                        oooooooooo  5555555555
tracks:page                           hidden beacon                 4444444444  5555555555
tracks:light                          -                             33333333oo  33333333vv
tracks:edit                           beacon                        33333333oo  33333333vv
tracks:edit                           hidden beacon                 4444444444  4444444444
tracks:retire                         beacon                        5555555555  33333333vv
tracks:retire                         hidden beacon                 5555555555  4444444444
"""
BEACON = {"title": "Ingen skal spise alene", "body": "Der er altid en plads.", "year": "2035"}
FORMS = {
    "light beacon": ("tracks:light", "", "coordinator", {"title": 120, "body": 2000}),
    "edit beacon": ("tracks:edit", "beacon", "coordinator", {"title": 120, "body": 2000}),
}


def data(there: World) -> dict[str, dict[str, Any]]:
    return {"tracks:light": BEACON, "tracks:edit": BEACON}


def build(world: World) -> None:
    world.things["beacon"] = light_beacon(by=SYSTEM, title="Offentlig sigtepejle", body="Fremad.")
    hidden = light_beacon(by=SYSTEM, title="Skjultaltpejle", body="Skjultalt i ord.")
    subjects.set_hidden(hidden.subject, hidden.subject.created_at)
    world.things["hidden beacon"] = hidden
