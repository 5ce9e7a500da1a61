"""Small fellowships around Lunde, and a process that begins anew."""

from typing import Any

from samspil.actors.models import Actor, Person
from samspil.foundation import clock
from samspil.resources.actions import register_resource
from samspil.resources.models import Area, Resource
from samspil.suggestions.node import node
from tests.factories import make_actor, make_person, viewer

ANGLERS = "Engbæk Lystfiskerforening"
LUNDE = (56.10, 9.10)


def begin_anew() -> None:
    """As a process that has just started: each test has a municipality of its own."""
    node.forget()


def make_area(name: str = "Lunde", point: tuple[float, float] = LUNDE) -> Area:
    return Area.objects.get_or_create(name=name, defaults={"lat": point[0], "lon": point[1]})[0]


def make_resource(title: str = ANGLERS, *, by: Person | None = None, provider: Actor | None = None, **facts: Any):
    """A fellowship told of by its own chair, confirmed today."""
    if by is None:
        provider = provider or make_actor(title)
        by = make_person("Kurt", member_of=provider)
    told: dict[str, Any] = {
        "kind": "group",
        "title": title,
        "body": "Vi fisker ved åen hver torsdag. Vi er otte, og der er kaffe på kanden.",
        "themes": ["community"],
        "place": "Lunde",
        "lat": LUNDE[0],
        "lon": LUNDE[1],
        "recurrence": "FREQ=WEEKLY;BYDAY=TH",
        "first_on": clock.today(),
        "starts_at": "17:00",
        "access": ["transport"],
        "meets_you": "Kurt møder dig ved broen",
        "lift": "Du kan blive hentet",
        "contact_name": "Kurt",
        "contact_phone": "99 00 00 12",
        "contact_visibility": "public",
        **facts,
    }
    if provider:
        told["speaks_as"] = str(provider.pk)
    resource: Resource = register_resource(by=viewer(by), **told)
    return resource
