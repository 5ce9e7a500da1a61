"""Small, named building blocks: a technology, and what somebody tried with it."""

import itertools
from typing import Any

from samspil.actors.models import Person, Unit
from samspil.experiences.actions import match_context, tell_experience
from samspil.experiences.models import Experience
from samspil.technologies.actions import add_technology
from samspil.technologies.models import Technology
from tests.factories import make_person, viewer

numbers = itertools.count(1)

OWN = {
    "title": "Spiserobotten stod i skabet",
    "origin": "own",
    "tried": "To beboere spiste med den i seks uger.",
    "result": "Den ene kom til at spise selv. Den anden ville hellere have hjælp.",
    "went": "partly",
    "evidence": 2,
    "year": 2025,
}
ELSEWHERE = {
    "title": "De målte tiden før og efter",
    "origin": "municipality",
    "place": "Aarhus",
    "source": "Socialstyrelsens netværk, 2013",
    "tried": "Toiletter, der skyller og tørrer.",
    "result": "Hjælperne brugte mindre tid.",
    "went": "works",
    "evidence": 3,
    "year": 2013,
}
MATCH = {
    "whom": "same",
    "setting": "same",
    "staffing": "same",
    "terms": "different",
    "verdict": "adapted",
    "why": "De har samme slags lejligheder.",
}


def make_technology(title: str = "", *, by: Person | None = None, **facts: Any) -> Technology:
    facts = {
        "what": "Løfter skeen for den, der ikke selv kan.",
        "for_whom": "Folk, der ryster på hånden.",
        "targets": ["disability"],
        "purposes": ["better_life"],
        "group": "eating",
        "maturity": "sold",
        **facts,
    }
    author = by or make_person(role="coordinator")
    return add_technology(by=viewer(author), title=title or f"Spiserobot {next(numbers)}", **facts)


def make_experience(
    technology: Technology | None = None, *, by: Person | None = None, unit: Unit | None = None, **facts: Any
) -> Experience:
    """Of a unit when one is named, else from elsewhere."""
    facts = {**(OWN if unit else ELSEWHERE), **facts}
    by = by or make_person(role="coordinator")
    technology = technology or make_technology()
    return tell_experience(by=viewer(by), technology_id=technology.pk, unit_id=unit.pk if unit else None, **facts)


def make_match(experience: Experience, *, by: Person | None = None, **facts: Any) -> Experience:
    by = by or make_person(role="coordinator")
    return match_context(by=viewer(by), experience_id=experience.pk, **{**MATCH, **facts})
