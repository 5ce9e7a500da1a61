"""Cases, lines and tasks for the tests. Everything goes through the verbs."""

from decimal import Decimal
from typing import Any

from samspil.actors.models import Person, Unit
from samspil.business_cases import actions, keeping, queries
from samspil.business_cases.accounts import accounts
from samspil.business_cases.doubts import Doubt
from samspil.business_cases.models import BusinessCase, CareTask, CaseLine, Norm, Signature
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from tests.factories import make_person, make_proposal, make_unit, viewer

D = Decimal
TOLD = {"source_kind": "measured", "source": "Målt i uge 40 på 30 borgere"}


def staff(unit: Unit, role: str = "employee", **facts: Any) -> Person:
    return make_person(role=role, scope=unit, **facts)


def make_case(
    *,
    by: Person | None = None,
    unit: Unit | None = None,
    about: Any = None,
    title: str = "Loftlifte på Åvænget",
    **facts: Any,
) -> BusinessCase:
    """A case on a proposal; ``facts`` are its assumptions."""
    unit = unit or make_unit()
    by = by or staff(unit)
    about = about or make_proposal(unit=unit)
    case = actions.begin_case(by=viewer(by), about_id=about.pk, unit_id=unit.pk, title=title)
    return assume(case, by, **facts) if facts else case


def assume(case: BusinessCase, by: Person, **facts: Any) -> BusinessCase:
    told = {name: getattr(case, name) for name in actions.SETTINGS}
    edited: BusinessCase = actions.edit_case(by=viewer(by), case_id=case.pk, **{**told, **facts})
    return edited


def write(case: BusinessCase, kind: str, *, by: Person | None = None, **figures: Any) -> CaseLine:
    told = {} if kind == "quality" else TOLD
    line: CaseLine = actions.write_line(
        by=viewer(by or case.author), case_id=case.pk, kind=kind, **{"title": f"Linje {kind}", **told, **figures}
    )
    return line


def write_time(case: BusinessCase, *, by: Person | None = None, **figures: Any) -> CaseLine:
    """51.8 minutes a citizen a week for 30 citizens at 380 kr., as in the synthetic vector."""
    facts = {
        "citizens": D(30),
        "occasions": D(52),
        "staff_before": D(1),
        "minutes_before": D("51.8"),
        "staff_after": D(1),
        "minutes_after": D(0),
        "hourly_pay": D(380),
        **figures,
    }
    return write(case, "time", by=by, **facts)


def make_synthetic(*, cash: Any = 50, by: Person | None = None, unit: Unit | None = None, **facts: Any) -> BusinessCase:
    """The synthetic vector of the research note as people would write it."""
    case = make_case(by=by, unit=unit, years=8, cash_share=D(cash), **facts)
    write_time(case, title="Toiletbesøg")
    write(case, "investment", title="Toiletterne", amount=D(500_000))
    write(case, "running", title="Service", amount=D(60_000))
    return case


def make_task(*, by: Person | None = None, unit: Unit | None = None, **facts: Any) -> CareTask:
    """30 citizens, each week, 60 minutes: 93,600 minutes a year."""
    unit = unit or make_unit()
    facts = {
        "title": "Personlig pleje",
        "citizens": D(30),
        "occasions": D(52),
        "minutes": D(60),
        "source": "Visiteret tid, uge 40",
        **facts,
    }
    task: CareTask = keeping.add_care_task(by=viewer(by or staff(unit)), unit_id=unit.pk, **facts)
    return task


def make_pay(name: str = "Assistent", yearly: Any = 520_000, hours: Any = 1_300, **facts: Any) -> Norm:
    facts = {"valid_from": clock.today(), "source": "Lønkontoret, november", **facts}
    norm: Norm = keeping.add_norm(by=SYSTEM, kind="pay", name=name, value=D(yearly), hours=D(hours), **facts)
    return norm


def sign(case: BusinessCase, by: Person, **facts: Any) -> Signature:
    signature: Signature = actions.sign_case(by=viewer(by), case_id=case.pk, **facts)
    return signature


def doubts_of(case: BusinessCase) -> list[Doubt]:
    lines, signatures = queries.lines_of(case), queries.signatures_of(case)
    return accounts(case, lines, queries.norms(case.priced_on), signatures).doubts


def keys(case: BusinessCase) -> set[str]:
    return {doubt.key for doubt in doubts_of(case)}
