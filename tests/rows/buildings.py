"""Building projects: all read, those who work in the unit fill in, its leader lets the checkpoint pass."""

from typing import Any

from samspil.buildings import actions
from samspil.buildings.models import Building
from samspil.foundation import clock, subjects
from tests.buildings.making import look_at, make_building
from tests.factories import viewer
from tests.technologies.making import make_technology
from tests.world import World

TABLE = """
buildings:list                        -                             oooooooooo  5555555555
buildings:plan                        -                             333oo33ooo  333vv33evv
buildings:page                        building                      oooooooooo  5555555555
buildings:page                        building:hidden               4444444444  5555555555
buildings:page                        building:withdrawn            oooooooooo  5555555555
buildings:edit                        building                      333oo333oo  333vv333vv
buildings:edit                        building:hidden               4444444444  4444444444
buildings:room                        building                      333oo333oo  333vv333vv
buildings:room                        building:hidden               4444444444  4444444444
buildings:remove-room                 building room                 5555555555  333vv333vv
buildings:remove-room                 hidden building room          5555555555  4444444444
buildings:choose                      building room                 333oo333oo  5555555555
buildings:choose                      hidden building room          4444444444  5555555555
buildings:consider                    building room technology      333oo333oo  333vv333vv
buildings:consider                    hidden room technology        4444444444  4444444444
buildings:consider                    hidden technology for room    3334433344  3334433344
buildings:pass                        building                      3333o33333  3333v33333
buildings:pass                        building:hidden               4444444444  4444444444
buildings:reopen                      building:passed               5555555555  3333v33333
buildings:withdraw                    building                      3333o333oo  3333v333vv
buildings:withdraw                    building:hidden               4444444444  4444444444
"""
FORMS = {
    "plan building": ("buildings:plan", "", "leader", {"title": 120, "what": 2000}),
    "edit building": ("buildings:edit", "building", "leader", {"title": 120, "what": 2000}),
    "building room": ("buildings:room", "building", "leader", {"name": 120, "nothing_why": 200}),
    "consider technology": ("buildings:consider", "building room technology", "leader", {"why": 200}),
    "pass checkpoint": ("buildings:pass", "building", "leader", {"conclusion": 2000}),
}
CHOICES = [("plan building", "work"), ("plan building", "unit_id"), ("consider technology", "choice")]


def data(there: World) -> dict[str, dict[str, Any]]:
    told = {"title": "Offentlige boliger", "work": "new", "what": "Boliger.", "checkpoint_on": str(clock.today())}
    return {
        "buildings:plan": {**told, "unit_id": str(there.things["unit"].pk)},
        "buildings:edit": told,
        "buildings:room": {"name": "Offentligt loft", "many": "2"},
        "buildings:consider": {"choice": "built_in", "why": "Den løfter."},
        "buildings:pass": {"conclusion": "Alt er set på."},
    }


def build(world: World) -> None:
    employee, leader, unit = world.people["employee"], world.people["leader"], world.things["unit"]
    technology = make_technology(title="Offentlig skinne")
    made: dict[str, Building] = {}
    named = {"": "Offentligt", ":hidden": "Skjultdel", ":passed": "Offentligt", ":withdrawn": "Fortrudt"}
    for name, word in named.items():
        made[name] = make_building(employee, unit, title=f"{word} byggeri", what=f"{word} om byggeriet.")
        look_at(made[name], employee, technology, name=f"{word} bad")
    actions.pass_checkpoint(by=viewer(leader), building_id=made[":passed"].pk, conclusion="Offentligt set på.")
    world.things |= {f"building{name}": row for name, row in made.items()}
    hidden = make_technology(title="Skjultalt bad")
    subjects.set_hidden(hidden.subject, clock.now())
    room, hidden_room = ([row.pk, row.rooms.get().pk] for row in (made[""], made[":hidden"]))
    world.tokens |= {
        "building room": room,
        "hidden building room": hidden_room,
        "building room technology": [*room, technology.pk],
        "hidden room technology": [*hidden_room, technology.pk],
        "hidden technology for room": [*room, hidden.pk],
    }
    actions.withdraw_building(by=viewer(leader), building_id=made[":withdrawn"].pk)
    subjects.set_hidden(made[":hidden"].subject, clock.now())
