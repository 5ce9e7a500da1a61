"""A few doors in the municipality."""

from typing import Any

from samspil.actors.models import Person
from samspil.wayfinding.actions import add_contact_point
from samspil.wayfinding.models import ContactPoint
from tests.factories import make_person, viewer

DOORS = {
    "Frivilligkoordinator": "Vil du være frivillig, starte en forening eller have en besøgsven.",
    "Lokaler og haller": "Lån af lokaler, haller, borde og stole til møder.",
    "Vej og park": "Huller i vejen, fortove, gadelys, træer og bænke.",
    "Åben rådgivning": "Når du ikke ved, hvor du skal begynde.",
}


def make_door(function: str = "Frivilligkoordinator", *, by: Person | None = None, **facts: Any) -> ContactPoint:
    facts = {"helps_with": DOORS.get(function, "Alt muligt."), "phone": "99 00 00 11", **facts}
    return add_contact_point(by=viewer(by or make_person(role="coordinator")), function=function, **facts)


def make_doors() -> list[ContactPoint]:
    by = make_person(role="coordinator")
    return [make_door(function, by=by) for function in DOORS]
