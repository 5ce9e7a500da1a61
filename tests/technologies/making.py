"""Technologies for tests, through the verbs."""

import itertools
from typing import Any

from samspil.actors.models import Person, Unit
from samspil.foundation.viewer import SYSTEM
from samspil.technologies import actions
from samspil.technologies.models import Placement, Technology, Use
from tests.factories import make_person, viewer

numbers = itertools.count(1)
FACTS: dict[str, Any] = {
    "what": "Løfter borgeren fra seng til stol, så én kan hjælpe.",
    "for_whom": "Borgere, der ikke selv kan flytte sig.",
    "targets": ["older_people", "disability"],
    "purposes": ["better_life", "smarter_work"],
    "group": "moving",
    "maturity": "common",
}


def make_technology(*, by: Person | None = None, **facts: Any) -> Technology:
    facts = {"title": f"Loftlift {next(numbers)}", **FACTS, **facts}
    return actions.add_technology(by=viewer(by or make_person(role="coordinator")), **facts)


def make_use(technology: Technology, unit: Unit, *, by: Person | None = None, **facts: Any) -> Use:
    facts = {"status": "in_use", **facts}
    who = viewer(by) if by else viewer(make_person(role="coordinator"))
    return actions.set_use(by=who, technology_id=technology.pk, unit_id=unit.pk, **facts)


def make_placement(technology: Technology, *, by: Person | None = None, **facts: Any) -> Placement:
    facts = {"ring": "try", "reason": "To kommuner har gode erfaringer.", **facts}
    return actions.place(by=viewer(by) if by else SYSTEM, technology_id=technology.pk, **facts)
