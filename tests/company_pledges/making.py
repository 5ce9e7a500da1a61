"""A company with somebody who speaks for it, and a promise of theirs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from samspil.actors.models import Actor, Person
from samspil.company_pledges import actions
from samspil.company_pledges.models import CompanyPledge, PledgeUse
from samspil.foundation import clock
from tests.factories import make_actor, make_person, viewer

TITLE = "To håndværkere en formiddag om ugen"


def make_company(name: str = "Engbæk Tømrerforretning") -> Actor:
    return make_actor(name, kind="company", phone="99 00 00 77")


def make_boss(company: Actor, name: str = "Tove") -> Person:
    return make_person(name, kind="professional", member_of=company, function="mester")


def promised(**facts: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "kind": "hours",
        "title": TITLE,
        "body": "Vi sætter ramper og dørtrin op.",
        "from_on": today - timedelta(days=30),
        "until_on": today + timedelta(days=300),
        "hours": Decimal(40),
        **facts,
    }


def make_promise(*, by: Person | None = None, company: Actor | None = None, **facts: Any) -> CompanyPledge:
    company = company or make_company()
    by = by or make_boss(company)
    return actions.promise(by=viewer(by), company_id=company.pk, **promised(**facts))


def make_use(pledge: CompanyPledge, *, by: Person | None = None, **facts: Any) -> PledgeUse:
    told: dict[str, Any] = {
        "receiver": "Engbæk Lystfiskerforening",
        "what": "En rampe ved klubhuset",
        "on": clock.today(),
        "hours": Decimal("2.5"),
        **facts,
    }
    return actions.record_use(by=viewer(by or pledge.author), pledge_id=pledge.pk, **told)
