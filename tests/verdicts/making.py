"""The end of an assessment for tests, made through the verbs."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Person
from samspil.assessments import evidence
from samspil.assessments.models import Assessment
from samspil.foundation import clock
from samspil.verdicts import actions
from samspil.verdicts.models import LookBack, Verdict
from tests.assessments.making import ALL_SAY, collecting, counted, follow_up, tried
from tests.factories import viewer
from tests.technologies.making import make_technology

MEASURED = dict.fromkeys(("1.1", "3.1", "6.1"), ("E2", "Talt hos os i fire uger før og efter."))
FOUND = {
    "text": "Det holdt for borgerne. Tiden holdt ikke.",
    "lesson": "Mål tiden på de samme dage.",
    "early_why": "Liften er taget ned.",
}


def told(owner: Person, **facts: Any) -> dict[str, Any]:
    """What a decision says besides what is decided."""
    return {
        "outcome": "try",
        "reason": "Borgerne klarer mere selv, og ryggene holder.",
        "interest": "none",
        "evaluation_on": clock.today() + timedelta(days=180),
        "evaluation_owner_id": owner.pk,
        "baseline": "To medarbejdere løfter, 14 minutter hver gang.",
        **facts,
    }


def complete(by: Person, unit: Any, *, measured: bool = True, **facts: Any) -> Assessment:
    """Counted, with nothing that lacks."""
    technology = facts.pop("technology", None) or make_technology(by=by)
    about = tried(technology) if measured else {"technology": technology}
    assessment = collecting(by=by, unit=unit, **about)
    if measured:
        evidence.grade_evidence(by=viewer(by), assessment_id=assessment.pk, grades=MEASURED)
    return counted(assessment, by=by, **facts)


def lacking(by: Person, unit: Any, **facts: Any) -> Assessment:
    """Counted, and nobody of the organisation has answered."""
    says = {side: value for side, value in ALL_SAY.items() if side != "organisation"}
    return complete(by, unit, says=says, **facts)


def ready(by: Person, unit: Any, **facts: Any) -> Assessment:
    return actions.make_ready(by=viewer(by), assessment_id=complete(by, unit, **facts).pk, interest="none")


def decide(assessment: Assessment, leader: Person, **facts: Any) -> Verdict:
    arguments = told(leader, **facts)
    return actions.decide_verdict(by=viewer(leader), assessment_id=assessment.pk, **arguments)


def decided(by: Person, unit: Any, leader: Person, *, outcome: str = "try", **facts: Any) -> Verdict:
    return decide(ready(by, unit, **facts), leader, outcome=outcome)


def asked_again(verdict: Verdict, by: Person) -> Assessment:
    return counted(follow_up(Assessment.objects.get(pk=verdict.pk), by=by), by=by)


def evaluated(by: Person, unit: Any, leader: Person, **facts: Any) -> LookBack:
    verdict = decided(by, unit, leader, **facts)
    asked_again(verdict, by)
    return actions.evaluate_verdict(by=viewer(leader), assessment_id=verdict.pk, **FOUND)
