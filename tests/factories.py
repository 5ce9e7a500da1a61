"""Small, named building blocks for tests. Everything goes through the verbs, as in life.

The people have names (Birthe the coordinator, Karen the daughter), so that a failing test reads like a story.
"""

import itertools
from datetime import timedelta
from typing import Any

from samspil.actors import actions as actors
from samspil.actors.models import Actor, Person, Unit
from samspil.actors.queries import viewer_of
from samspil.challenges import actions as challenges
from samspil.challenges.models import Challenge, Perspective
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import Subject
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.hosting.actions import appoint_host
from samspil.knowledge.actions import add_item
from samspil.knowledge.models import KnowledgeItem
from samspil.proposals import actions as proposals
from samspil.proposals.models import Answer, Pledge, Proposal

numbers = itertools.count(1)


def make_person(
    name: str = "",
    *,
    kind: str = "individual",
    role: str = "",
    scope: Actor | Unit | None = None,
    amount: int | None = None,
    member_of: Actor | None = None,
    speaks_for: bool = True,
    email: str = "",
    function: str = "",
) -> Person:
    """A person with an e-mail address of their own, at most one role and one membership."""
    number = next(numbers)
    person = actors.register_person(
        name=name or f"Person {number}",
        kind="employee" if role in ("coordinator", "leader", "employee") else kind,
        email=email or f"p{number}@engbaek.example",
        function=function,
    )
    if role:
        actors.give_role(by=SYSTEM, person=person, kind=role, scope=getattr(scope, "actor", scope), amount=amount)
    if member_of:
        actors.add_member(by=SYSTEM, person=person, actor=member_of, speaks_for=speaks_for, function="medlem")
    return person


def viewer(person: Person) -> Viewer:
    """The viewer a person is now, roles and all."""
    return viewer_of(Person.objects.select_related("actor").get(pk=person.pk))


def make_actor(name: str = "", *, kind: str = "association", **facts: Any) -> Actor:
    return actors.add_actor(by=SYSTEM, name=name or f"Forening {next(numbers)}", kind=kind, **facts)


def make_many_actors(number: int) -> None:
    """So many associations, "Nr 0001 Forening" and on: a crowd to be found in. Past the verbs, as five hundred cost."""
    rows = [(uuid7(), f"Nr {next(numbers):04} Forening") for _one in range(number)]
    Subject.objects.bulk_create(Subject(pk=key, root_id=key, kind="actor", title=name) for key, name in rows)
    Actor.objects.bulk_create(Actor(subject_id=key, name=name, kind="association") for key, name in rows)


def make_unit(name: str = "", *, parent: Unit | None = None) -> Unit:
    return actors.add_unit(by=SYSTEM, name=name or f"Enhed {next(numbers)}", parent=parent)


def make_challenge(*, by: Person | None = None, host: Person | None = None, **facts: Any) -> Challenge:
    facts.setdefault("question", f"Hvordan får vi flere gode hverdage {next(numbers)}?")
    facts.setdefault("theme", "older")
    unit = facts.pop("unit", None)
    if unit:
        facts["unit_id"] = unit.pk
    challenge = challenges.raise_challenge(by=viewer(by or make_person()), **facts)
    if host:
        appoint_host(by=SYSTEM, challenge_id=challenge.pk, person_id=host.pk)
        challenge.refresh_from_db()
    return challenge


def make_perspective(challenge: Challenge, *, by: Person | None = None, **facts: Any) -> Perspective:
    facts.setdefault("body", f"Det er eftermiddagen, der er lang ({next(numbers)}).")
    return challenges.write_perspective(by=viewer(by or make_person()), challenge_id=challenge.pk, **facts)


def make_proposal(
    challenge: Challenge | None = None, *, by: Person | None = None, unit: Unit | None = None, **facts: Any
) -> Proposal:
    facts.setdefault("title", f"En plads i båden {next(numbers)}")
    facts.setdefault("body", "Torsdage ved åen. Stænger kan lånes, vi henter.")
    if challenge is None and unit is None:
        unit = make_unit()
    return proposals.propose(
        by=viewer(by or make_person()),
        challenge_id=challenge.pk if challenge else None,
        unit_id=unit.pk if unit else None,
        **facts,
    )


def make_pledge(proposal: Proposal, *, by: Person | None = None, **facts: Any) -> Pledge:
    facts.setdefault("kind", "time")
    facts.setdefault("body", "4 chauffører hver torsdag")
    return proposals.pledge(by=viewer(by or make_person()), proposal_id=proposal.pk, **facts)


def make_answer(proposal: Proposal, *, by: Person | None = None, **facts: Any) -> Answer:
    facts.setdefault("outcome", "forward")
    facts.setdefault("body", "Vi prøver det fra mandag. Lene ringer til dig.")
    if facts["outcome"] == "later":
        facts.setdefault("look_again_on", clock.today() + timedelta(days=180))
    return proposals.answer_proposal(by=viewer(by or make_person(role="coordinator")), proposal_id=proposal.pk, **facts)


def make_knowledge(**facts: Any) -> KnowledgeItem:
    facts = {
        "title": f"Et eksempel {next(numbers)}",
        "body": "Naboer tog over og gjorde det på deres egen måde.",
        "source": "Et notat, 2011",
        "year": 2011,
        "kind": "example",
        "strength": "described",
        "themes": ["older"],
        **facts,
    }
    return add_item(by=SYSTEM, **facts)
