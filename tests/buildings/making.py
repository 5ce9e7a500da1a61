"""Building projects through the verbs."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Person, Unit
from samspil.buildings import actions
from samspil.buildings.models import Building
from samspil.foundation import clock
from samspil.technologies.models import Technology
from tests.factories import viewer


def make_building(by: Person, unit: Unit, **facts: Any) -> Building:
    facts = {
        "title": "24 boliger ved Åhaven",
        "work": "new",
        "what": "Boliger til ældre, der skal kunne klare sig selv længere.",
        "checkpoint_on": clock.today() + timedelta(weeks=10),
        **facts,
    }
    return actions.plan_building(by=viewer(by), unit_id=unit.pk, **facts)


def look_at(building: Building, by: Person, technology: Technology, name: str = "Badeværelser") -> None:
    """A kind of room with a technology that was thought of."""
    room = actions.add_room(by=viewer(by), building_id=building.pk, name=name, many=24)
    actions.consider(
        by=viewer(by),
        building_id=building.pk,
        room_id=room.pk,
        technology_id=technology.pk,
        choice="prepared",
        why="Loftet kan bære en skinne senere.",
    )
