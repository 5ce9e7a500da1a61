"""The cross-cutting group, what it is asked, and its advice: everything through the verbs."""

from typing import Any

from samspil.actors import actions as actors
from samspil.actors.models import Actor, Person
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.technology_advice import actions
from samspil.technology_advice.models import AdviceRequest
from tests.factories import make_person, make_unit, viewer

QUESTION = "Vi hælder til loftliften. Hvad overser vi?"
RECOMMENDATION = "Prøv den på én gang først, og tæl løftene."


def make_group(*names: str, kind: str = "technology_group", name: str = "") -> tuple[Actor, list[Person]]:
    """The group and its members, each from a unit of their own and without a lead. The first speaks for it."""
    title = name or "Den tværgående teknologigruppe"
    body = actors.add_body(by=SYSTEM, name=title, body_kind=kind, powers=("advise",))
    members = [
        make_person(each, role="employee", scope=make_unit(), member_of=body.actor, speaks_for=number == 0)
        for number, each in enumerate(names or ("Anna Toft", "Bo Friis", "Carl Holst"))
    ]
    return body.actor, members


def make_request(subject: Any, by: Person, **facts: Any) -> AdviceRequest:
    facts = {"question": QUESTION, **facts}
    return actions.ask_for_advice(by=viewer(by), subject_id=subject.pk, **facts)


def stated(*people: Person) -> dict[str, tuple[str, str]]:
    """Nobody has anything at stake."""
    return {str(person.pk): ("none", "") for person in people}


def make_advice(asked: AdviceRequest, *people: Person, **facts: Any) -> AdviceRequest:
    """The first of ``people`` writes it down for all of them."""
    facts = {
        "recommendation": RECOMMENDATION,
        "meeting_on": clock.today(),
        "statements": stated(*people),
        **facts,
    }
    return actions.give_advice(by=viewer(people[0]), advice_request_id=asked.pk, **facts)
