"""Assessments for tests, made through the verbs: drafts, ones that collect, and ones that are counted."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from samspil.actors.models import Person, Unit
from samspil.assessments import actions, queries
from samspil.assessments.models import Assessment, Perspective, Status
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry
from samspil.responses import actions as responses
from samspil.responses import letters
from samspil.responses.models import Respondent, Response, Unknown
from samspil.technologies.models import Technology
from tests.factories import make_person, make_unit, viewer
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_tried

TODAY = "To medarbejdere løfter med en lift på gulvet."
ALL_SAY = {"citizen": "1", "employee": "1", "organisation": "1"}


def coordinator() -> Person:
    return make_person("Birthe Holm", role="coordinator")


def make_assessment(
    *, by: Person | None = None, technology: Technology | None = None, unit: Unit | None = None, **facts: Any
) -> Assessment:
    by = by or coordinator()
    facts = {"today": TODAY, **facts}
    return actions.begin_assessment(
        by=viewer(by),
        technology_id=(technology or make_technology(by=by)).pk,
        unit_id=(unit or make_unit()).pk,
        **facts,
    )


def tried(technology: Technology | None = None) -> dict[str, Any]:
    """What an assessment that rests on a trial begins with."""
    technology = technology or make_technology()
    return {"technology": technology, "trial_id": make_tried(technology).pk}


def points_of(assessment: Assessment, **given: int) -> dict[str, int]:
    """50 for everything that is voted on, but for those given, as ``p1_1=100``."""
    numbers = [row.criterion.number for row in queries.asked_of(assessment) if not row.criterion.is_computed]
    return {number: given.get("p" + number.replace(".", "_"), 50) for number in numbers}


def ready(assessment: Assessment | None = None, *, by: Person | None = None, **facts: Any) -> Assessment:
    """A draft with its gate answered and its weights agreed."""
    by = by or coordinator()
    assessment = assessment or make_assessment(by=by, **facts)
    ids = {"by": viewer(by), "assessment_id": assessment.pk}
    gates = assessment.model.gates.values_list("number", flat=True)
    actions.answer_gate(**ids, answers=dict.fromkeys(gates, (True, "Det har vi set på sammen.")))
    return actions.agree_weights(
        **ids, points=points_of(assessment), agreed_by="Lene, Mette og Ældrerådet", agreed_why="Livet vejer mest."
    )


def collecting(assessment: Assessment | None = None, *, by: Person | None = None, days: int = 14, **facts: Any):
    by = by or coordinator()
    assessment = ready(assessment, by=by, **facts)
    return actions.open_collecting(
        by=viewer(by), assessment_id=assessment.pk, closes_on=clock.today() + timedelta(days=days)
    )


def numbers_of(assessment: Assessment, perspective: str) -> list[str]:
    return [row.criterion.number for row in queries.questions_for(assessment, perspective)]


def values_of(assessment: Assessment, perspective: str, says: str | Mapping[str, str]) -> dict[str, str]:
    """``says`` is the answer to everything, or answers by number over +1 for the rest."""
    given, plain = ({}, says) if isinstance(says, str) else (says, "1")
    return {number: given.get(number, plain) for number in numbers_of(assessment, perspective)}


def enter(
    assessment: Assessment, perspective: str, says: str | Mapping[str, str] = "1", *, by: Person | None = None, **facts
) -> None:
    """One person's sheet."""
    if perspective == Perspective.ORGANISATION:
        facts.setdefault("function", "it")
    if perspective == Perspective.RELATIVE:
        facts.setdefault("in_place_why", "Borgeren har ikke ord til det.")
    responses.enter_response(
        by=viewer(by or coordinator()),
        assessment_id=assessment.pk,
        perspective=perspective,
        channel="paper",
        values=values_of(assessment, perspective, says),
        **facts,
    )


def enter_many(
    assessment: Assessment, perspective: str, says: str | Mapping[str, str], functions: Iterable[str], by: Person
) -> None:
    """A sheet for each of ``functions``, as ``enter`` leaves them. Past the verb: most tests here begin with twelve."""
    asked = {row.criterion.number: row for row in queries.asked_of(assessment)}
    sheets = [
        Respondent(
            assessment=assessment,
            perspective=perspective,
            channel="paper",
            code_hash=letters.unknown_code(),
            function=function,
            answered_on=clock.today(),
        )
        for function in functions
    ]
    Respondent.objects.bulk_create(sheets)
    values = values_of(assessment, perspective, says)
    Response.objects.bulk_create(
        Response(
            respondent=sheet,
            asked=asked[number],
            score=None if value in Unknown.values else int(value),
            unknown=value if value in Unknown.values else "",
        )
        for sheet in sheets
        for number, value in values.items()
    )
    line = {"verb": "responses.entered", "subject": assessment.subject, "person": by.pk}
    JournalEntry.objects.bulk_create(JournalEntry(**line, payload={"perspective": perspective}) for _sheet in sheets)


def answered(
    assessment: Assessment | None = None, *, by: Person | None = None, says: Mapping[str, Any] = ALL_SAY, **facts
):
    """Five citizens, five employees and two functions have answered; a side that ``says`` leaves out has not."""
    by = by or coordinator()
    assessment = assessment or collecting(by=by, **facts)
    for perspective, functions in (("citizen", [""] * 5), ("employee", [""] * 5), ("organisation", ["it", "økonomi"])):
        if perspective in says:
            enter_many(assessment, perspective, says[perspective], functions, by)
    return assessment


def counted(assessment: Assessment | None = None, *, by: Person | None = None, **facts: Any) -> Assessment:
    by = by or coordinator()
    assessment = answered(assessment, by=by, **facts)
    return responses.count_responses(by=viewer(by), assessment_id=assessment.pk)


def decided(assessment: Assessment | None = None, **facts: Any) -> Assessment:
    """Counted, and as the verbs of ``verdicts`` leave it."""
    if assessment is None or not assessment.is_counted:
        assessment = counted(assessment, **facts)
    Assessment.objects.filter(pk=assessment.pk).update(status=Status.DECIDED)
    assessment.refresh_from_db()
    return assessment


def follow_up(first: Assessment | None = None, *, by: Person | None = None, days: int = 14, **facts: Any) -> Assessment:
    """The round that asks the same once more, open for answers; ``first`` is decided on if nothing else is given."""
    by = by or coordinator()
    return actions.ask_again(
        by=viewer(by),
        assessment_id=(first or decided(by=by, **facts)).pk,
        closes_on=clock.today() + timedelta(days=days),
    )


def invited(assessment: Assessment, *emails: str, perspective: str = "citizen", by: Person | None = None, **facts):
    """The respondents who were asked by mail, in the order of their addresses."""
    responses.ask_by_mail(
        by=viewer(by or coordinator()),
        assessment_id=assessment.pk,
        perspective=perspective,
        emails=list(emails),
        **facts,
    )
    rows = Respondent.objects.select_related("assessment").filter(assessment=assessment)
    return [rows.get(email=email.lower()) for email in emails]


def code_for(assessment: Assessment, email: str = "else@borger.example", **facts: Any) -> str:
    return letters.code_of(invited(assessment, email, **facts)[0])
