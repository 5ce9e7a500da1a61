"""An assessment with everything that stands on the paper for those who decide: need, trial, case, advice, verdict."""

from datetime import date, timedelta
from typing import Any

from samspil.actors.models import Person, Unit
from samspil.assessments import evidence
from samspil.assessments.models import Assessment
from samspil.business_cases import actions as cases
from samspil.decisions.models import Advice, AdviceInterest, Stake
from samspil.external_results.actions import attach_result
from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY
from samspil.responses import actions as responses
from samspil.responses.models import Statement
from samspil.responses.results import result_of
from samspil.technology_advice.models import AdviceRequest
from samspil.technology_projects.actions import check_purchase
from samspil.technology_projects.models import TechnologyProject
from samspil.trials.models import Partner
from samspil.verdicts import actions as verdicts
from samspil.verdicts.models import Verdict
from tests.assessments.making import code_for, collecting, counted, make_assessment, numbers_of
from tests.business_cases.making import make_synthetic, sign, write
from tests.factories import make_actor, make_person, viewer
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_project, make_ready, start

FOUND = {
    "title": "Loftlifte på tre plejehjem",
    "method": "Et andet hus' metode",
    "carried_out_by": "Et institut",
    "found": "Færre rygge gjorde ondt.",
    "link": "https://rapport.example/lifte",
    "partnership": "bought",
    "agreement": "Aftale 12",
    "permission": "Instituttet, brev af 3. maj",
    "is_public": True,
    "evidence": 1,
    "year": 2025,
    "since": date(2024, 5, 1),
    "partners": ["Nabokommunen"],
}


def make_tried(by: Person, leader: Person, unit: Unit, **facts: Any) -> TechnologyProject:
    """A technology that is tried in the unit, with a seller among those who take part, whom somebody looked at."""
    project = make_project(by, unit=unit, technology=make_technology(by=by, **facts))
    make_ready(project, by, unit)
    seller = make_actor("Liftfabrikken", kind="company")
    trial = project.trial
    interest = {"interest": "sells", "interest_note": "De sælger liften."}
    Partner.objects.create(trial=trial, actor=seller, role="Leverer liften", **interest)
    project.trial = start(project, leader)
    check_purchase(
        by=viewer(by), trial_id=trial.pk, seller_id=seller.pk, way="tender", value=400_000, words="I udbud til maj."
    )
    return project


def make_full(by: Person, leader: Person, unit: Unit, **facts: Any) -> Assessment:
    """Counted, with a disagreement that somebody answered, words to quote, and a locked case that is signed."""
    project = make_tried(by, leader, unit)
    title = {"today": "To medarbejdere løfter på gulvet.", **facts}
    assessment = make_assessment(by=by, technology=project.technology, unit=unit, trial_id=project.pk, **title)
    collecting(assessment, by=by)
    code = code_for(assessment, by=by)
    for number in numbers_of(assessment, "citizen"):
        responses.answer(by=NOBODY, code=code, values={number: "1"})
    responses.say(by=NOBODY, code=code, text="Nu kan jeg selv komme op.", first_name="Else", consent=True)
    says = {"citizen": {"1.1": "2"}, "employee": {"5.1": "-1"}, "organisation": "1"}
    assessment = counted(assessment, by=by, says=says)
    ids = {"by": viewer(by), "assessment_id": assessment.pk}
    grades = {row.criterion.number: ("E2", "Talt i fire uger før og efter.") for row in assessment.asked.all()}
    evidence.grade_evidence(**ids, grades={**grades, "4.1": ("E0", ""), "1.2": ("E1", "Leverandørens tal.")})
    said = Statement.objects.get(respondent__assessment=assessment)
    responses.release_statement(**ids, statement_id=said.pk, is_released=True)
    settle(assessment, by)
    case = make_synthetic(by=by, unit=unit, about=assessment, title="Lifte i otte år")
    write(case, "quality", by=by, title="Ro", text="Ingen venter på den anden.")
    sign(case, leader)
    cases.lock_case(by=viewer(by), case_id=case.pk)
    return assessment


def settle(assessment: Assessment, by: Person) -> None:
    """Every disagreement has an answer."""
    for line in result_of(assessment).unhandled:
        responses.handle_disagreement(
            by=viewer(by), assessment_id=assessment.pk, number=line.criterion.number, text="Vi øver os i tre uger."
        )


def advised(assessment: Assessment, **facts: Any) -> Advice:
    """Advice with a minority, and with somebody who left the room."""
    body = make_actor("Teknologigruppen")
    facts = {"recommendation": "Begynd med ti lifte.", "dissent": "Vi ville vente et år.", **facts}
    made = Advice.objects.create(
        subject=assessment.subject, body=body, by=make_person(), meeting_on=clock.today(), **facts
    )
    for name, stake, note in (("Inge", Stake.NONE, ""), ("Palle", Stake.LEFT, "Hans bror sælger lifte.")):
        AdviceInterest.objects.create(advice=made, person=make_person(name), interest=stake, note=note)
    return made


def asked_for_advice(assessment: Assessment, **facts: Any) -> AdviceRequest:
    body = make_actor("En gruppe, der ikke svarede")
    due = clock.today() - timedelta(days=3)
    facts = {"subject": assessment.subject, "question": "Hvor mange lifte?", "due": due, **facts}
    return AdviceRequest.objects.create(body=body, by=make_person(), **facts)


def attached(assessment: Assessment, by: Person, **facts: Any) -> Any:
    return attach_result(by=viewer(by), technology_id=assessment.technology_id, **{**FOUND, **facts})


def decided(assessment: Assessment, by: Person, leader: Person, **facts: Any) -> Verdict:
    ids = {"assessment_id": assessment.pk, "interest": "none"}
    verdicts.make_ready(by=viewer(by), **ids)
    facts = {
        "outcome": "try",
        "reason": "Det gør hverdagen bedre for begge.",
        "evaluation_on": clock.today() + timedelta(days=180),
        "evaluation_owner_id": by.pk,
        "baseline": "38 løft om dagen med to personer.",
        "amount": 250_000,
        **facts,
    }
    return verdicts.decide_verdict(by=viewer(leader), **ids, **facts)
