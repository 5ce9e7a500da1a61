"""Whom to talk to: everybody reads and asks; coordinators and the leader of the unit keep the list."""

from typing import Any

from samspil.moderation import actions as moderation
from samspil.wayfinding import actions
from tests.world import World

TABLE = """
wayfinding:ask                        -                             oooooooooo  oooooooooo
wayfinding:add                        -                             3333o333oo  3333v333vv
wayfinding:page                       door:own                      oooooooooo  5555555555
wayfinding:page                       door:hidden                   4444444444  5555555555
wayfinding:page                       nobody                        4444444444  5555555555
wayfinding:edit                       door:own                      3333o333oo  3333v333vv
wayfinding:edit                       door:whole                    33333333oo  33333333vv
wayfinding:edit                       door:hidden                   4444444444  4444444444
wayfinding:confirm                    door:own                      5555555555  3333v333vv
wayfinding:confirm                    door:hidden                   5555555555  4444444444
wayfinding:remove                     door:own                      3333o333oo  3333v333vv
wayfinding:remove                     door:hidden                   4444444444  4444444444
"""
FORMS = {
    "add door": ("wayfinding:add", "", "coordinator", {"function": 100, "helps_with": 1000, "hours": 120}),
    "edit door": ("wayfinding:edit", "door:own", "leader", {"function": 100, "helps_with": 1000}),
}
CHOICES = [("add door", "unit_id"), ("add door", "person_id"), ("edit door", "themes")]


def data(there: World) -> dict[str, dict[str, Any]]:
    typed = {
        "function": "Offentlig dør",
        "helps_with": "Offentlig hjælp.",
        "phone": "99 00 00 11",
        "hours": "9-12",
        "unit_id": str(there.things["unit"].pk),
        "person_id": str(there.people["leader"].pk),
        "themes": "older",
    }
    return {"wayfinding:ask": {"text": "offentlig hjælp"}, "wayfinding:add": typed, "wayfinding:edit": typed}


def build(world: World) -> None:
    def add(word: str, by: str = "coordinator", **more: Any):
        facts = {"function": f"{word}dør", "helps_with": f"{word}hjælp med alt.", "phone": "99 00 00 11"}
        return actions.add_contact_point(by=world.viewer(by), **facts, **more)

    unit, leader = world.things["unit"].pk, world.people["leader"].pk
    made = {
        "own": add("Offentlig", unit_id=unit, person_id=leader),
        "whole": add("Offentlig"),
        "hidden": add("Skjultalt", by="leader", unit_id=unit),
    }
    moderation.hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Forkert nummer.")
    world.things |= {f"door:{name}": row for name, row in made.items()}
