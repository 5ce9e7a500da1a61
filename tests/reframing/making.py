"""Small, named building blocks about asking differently and the open lists."""

from typing import Any

from samspil.actors.models import Person
from samspil.challenges.models import Challenge
from samspil.reframing import actions
from samspil.reframing.models import OpenQuestion, Wording, WordingVote
from tests.factories import make_person, make_perspective, numbers, viewer


def make_wording(challenge: Challenge, *, by: Person | None = None, **facts: Any) -> Wording:
    facts.setdefault("question", f"Hvad giver livet mening {next(numbers)}?")
    facts.setdefault("reason", "Så ser vi på dagen og ikke på tilbuddet.")
    return actions.propose_wording(by=viewer(by or make_person()), challenge_id=challenge.pk, **facts)


def put(wording: Wording, by: Person) -> Wording:
    return actions.put_wording(by=viewer(by), wording_id=wording.pk)


def answer(wording: Wording, by: Person, vote: str = "yes", comment: str = "") -> WordingVote:
    return actions.answer_wording(by=viewer(by), wording_id=wording.pk, vote=vote, comment=comment)


def settle(wording: Wording, by: Person, note: str = "Tak for svarene.") -> Wording:
    return actions.settle_wording(by=viewer(by), wording_id=wording.pk, note=note)


def voices_on(challenge: Challenge, count: int) -> list[Person]:
    """So many people who have each said something on the page."""
    people = [make_person() for _number in range(count)]
    for person in people:
        make_perspective(challenge, by=person)
    return people


def make_question(challenge: Challenge, *, by: Person | None = None, **facts: Any) -> OpenQuestion:
    facts.setdefault("body", f"Hvorfor er en besøgsven løsningen {next(numbers)}?")
    if not facts.get("reply_to"):
        facts.setdefault("kind", "why")
    return actions.ask_openly(by=viewer(by or make_person()), challenge_id=challenge.pk, **facts)
