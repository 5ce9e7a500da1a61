"""Building blocks for the tests of those one may ask."""

import re
from typing import Any

from samspil.actors.models import Person
from samspil.ambassadors import actions
from samspil.ambassadors.models import Ambassador, DirectQuestion
from samspil.foundation.models import OutgoingMail
from tests.factories import make_person, viewer


def make_ambassador(person: Person | None = None, **facts: Any) -> Ambassador:
    facts = {"topics": "at få unge med i foreninger", "themes": ["children_youth"], **facts}
    return actions.volunteer(by=viewer(person or make_person()), **facts)


def make_question(ambassador: Ambassador, *, by: Person | None = None, body: str = "Hvordan begynder vi?") -> Any:
    question: DirectQuestion = actions.ask(by=viewer(by or make_person()), ambassador_id=ambassador.pk, body=body)
    return question


def link_to(person: Person) -> str:
    """The path of the last link of ours in the newest letter to somebody."""
    text = OutgoingMail.objects.filter(to=person.email).latest("pk").text
    return re.findall(r"https?://[^/\s]+(/spoerg-mig/\S+)", text)[-1]
