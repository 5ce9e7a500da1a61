"""A unit with its leader, a volunteer, and an association with somebody who speaks for it."""

from typing import Any

from samspil.actors.models import Actor, Person
from samspil.foundation import clock
from samspil.safeguards import actions
from samspil.safeguards.models import Safeguard
from tests.factories import make_actor, make_person, make_unit, viewer


def make_leader(unit: Any = None, name: str = "Lene") -> Person:
    return make_person(name, role="leader", scope=unit or make_unit("Fritidsklubben"))


def make_chair(association: Actor | None = None, name: str = "Bent") -> Person:
    return make_person(name, member_of=association or make_actor("Engbæk Lystfiskerforening"), function="formand")


def asked(person: Person, host: Actor, *, by: Person, kind: str = "children_check", **facts: Any) -> Safeguard:
    if host.kind == "unit":
        facts = {"name": person.name, "email": person.email, **facts}
    else:
        facts.setdefault("person_id", person.pk)
    return actions.require_check(by=viewer(by), host_id=host.pk, kind=kind, **facts)


def seen(row: Safeguard, *, by: Person, **facts: Any) -> Safeguard:
    facts.setdefault("seen_on", clock.today())
    return actions.mark_seen(by=viewer(by), safeguard_id=row.pk, **facts)


def declared(association: Actor, *, by: Person, kind: str = "children_check", **facts: Any) -> Safeguard:
    facts.setdefault("year", clock.today().year)
    return actions.declare_for_year(by=viewer(by), host_id=association.pk, kind=kind, **facts)
