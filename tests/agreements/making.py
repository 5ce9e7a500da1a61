"""A frame, a unit with its leader, an association and a volunteer, and an agreement between them."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from samspil.actors.models import Actor, Person, Unit
from samspil.agreements import actions, publishing
from samspil.agreements.models import Agreement, Frame, GroundRules, Status
from samspil.foundation import clock
from tests.factories import make_actor, make_person, make_unit, viewer

SECTIONS = {
    "purpose": "Frivillige og ansatte giver borgerne flere gode timer.",
    "boundary": "Frivillige giver aldrig medicin.",
    "confidentiality": "Alle tier om det, de får at vide om andre.",
}
RULES = {"welcome": "Gå ind ad den blå dør.", "daily": "Vi spiser klokken 12."}
WORDS = {
    "volunteer_does": "Læser avisen højt\nGår en tur",
    "professional_does": "Hjælper i tøjet",
    "nobody_does": "Låner penge ud",
    "roles": "Lene planlægger.",
    "expectations": "Ring, hvis du ikke kan komme.",
    "confidentiality": "Du tier om det, du ser og hører.",
    "expenses": "Bussen bliver betalt.",
    "insurance": "municipal",
    "insurance_note": "Policen hos kommunen.",
    "leaving": "Sig det til Lene.",
    "unit_contact": "Lene Ledersen",
    "unit_phone": "99 00 00 11",
    "party_contact": "Bent Formand",
    "party_phone": "99 00 00 12",
    "party_email": "",
}


def parties() -> SimpleNamespace:
    unit = make_unit("Kildegården")
    association = make_actor("Engbæk Besøgsvenner")
    return SimpleNamespace(
        unit=unit,
        association=association,
        lene=make_person("Lene", role="leader", scope=unit),
        eva=make_person("Eva", role="employee", scope=unit),
        bent=make_person("Bent", member_of=association, function="formand"),
        kurt=make_person("Kurt"),
        birthe=make_person("Birthe", role="coordinator"),
    )


def make_frame(*, by: Person | None = None, note: str = "", **sections: str) -> Frame:
    by = by or make_person(role="coordinator")
    return publishing.publish_frame(by=viewer(by), sections={**SECTIONS, **sections}, note=note)


def make_rules(unit: Unit, *, by: Person, note: str = "", **sections: str) -> GroundRules:
    return publishing.publish_rules(by=viewer(by), unit_id=unit.pk, sections={**RULES, **sections}, note=note)


def make_agreement(unit: Unit, party: Any, *, by: Person, **facts: Any) -> Agreement:
    """A draft. ``party`` is an actor or a person."""
    actor = getattr(party, "actor", party)
    facts = {"title": "Besøg om torsdagen", "review_on": in_days(200), **WORDS, **facts}
    return actions.make_agreement(by=viewer(by), unit_id=unit.pk, party_id=actor.pk, **facts)


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def offered(unit: Unit, party: Any, *, by: Person, **facts: Any) -> Agreement:
    agreement = make_agreement(unit, party, by=by, **facts)
    return actions.offer_agreement(by=viewer(by), agreement_id=agreement.pk)


def yes(agreement: Agreement, side: str, *, by: Person, number: int = 1) -> Agreement:
    return actions.accept_agreement(by=viewer(by), agreement_id=agreement.pk, side=side, number=number)


def agreed(there: SimpleNamespace, party: Any = None, **facts: Any) -> Agreement:
    """One that holds: both sides said yes."""
    party = party or there.association
    agreement = offered(there.unit, party, by=there.lene, **facts)
    yes(agreement, "unit", by=there.lene)
    return yes(agreement, "party", by=there.bent if party == there.association else party)


def running(party: Actor, unit: Unit) -> Agreement | None:
    """The agreement that holds between these two now."""
    return Agreement.objects.filter(party=party, unit=unit, status=Status.RUNNING, subject__shown=True).first()
