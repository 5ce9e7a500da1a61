"""Building blocks for the tests of fellowships, offers and wishes."""

from typing import Any

from samspil.actors.models import Person
from samspil.resources import actions
from samspil.resources.models import Area, Resource, Wish, WishPledge
from tests.factories import make_person, numbers, viewer

BRIDGE = (56.0640, 8.9585)
FACTS: dict[str, Any] = {
    "kind": "activity",
    "title": "Torsdag ved broen",
    "body": "Vi fisker fra broen og taler, når der er noget at sige.",
    "themes": ["older", "community"],
    "target_groups": ["men", "living_alone"],
    "place": "Nørre Engbæk",
    "lat": BRIDGE[0],
    "lon": BRIDGE[1],
    "recurrence": "FREQ=WEEKLY;BYDAY=TH",
    "starts_at": "17:00",
    "ends_at": "19:30",
    "capacity": 4,
    "is_free": True,
    "access": ["transport", "companion"],
    "languages": ["da"],
    "meets_you": "Kurt står ved broen",
    "lift": "Vi henter dig",
}


def make_area(name: str = "", *, point: tuple[float, float] | None = None) -> Area:
    lat, lon = point or (None, None)
    return Area.objects.create(name=name or f"Område {next(numbers)}", lat=lat, lon=lon)


def make_resource(*, by: Person | None = None, **facts: Any) -> Resource:
    return actions.register_resource(by=viewer(by or make_person(role="coordinator")), **{**FACTS, **facts})


def make_wish(resource: Resource | None = None, *, by: Person | None = None, **facts: Any) -> Wish:
    facts = {"kind": "equipment", "what": "Fire klapstole med armlæn", **facts}
    if resource:
        facts["resource_id"] = resource.pk
    return actions.wish_for(by=viewer(by or make_person(role="coordinator")), **facts)


def make_wish_pledge(wish: Wish, *, by: Person | None = None, **facts: Any) -> WishPledge:
    facts = {"body": "Vi har to og bygger to mere", **facts}
    return actions.pledge_to_wish(by=viewer(by or make_person()), wish_id=wish.pk, **facts)
