"""Building blocks for the tests of help."""

from typing import Any

from samspil.actors.models import Person
from samspil.support import actions
from samspil.support.models import HelpAnswer, HelpRequest
from tests.factories import make_person, viewer

TITLE = "Hvem har fået penge til en ladcykel?"


def make_help(*, by: Person | None = None, **facts: Any) -> HelpRequest:
    facts = {"kind": "funding", "title": TITLE, "body": "Vi vil køre ture med dem, der ikke kan gå.", **facts}
    return actions.ask_help(by=viewer(by or make_person()), **facts)


def make_help_answer(wanted: HelpRequest, *, by: Person | None = None, **facts: Any) -> HelpAnswer:
    facts = {"body": "Tre fonde har givet til det.", **facts}
    return actions.answer_help(by=viewer(by or make_person(role="coordinator")), help_id=wanted.pk, **facts)
