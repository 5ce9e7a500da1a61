"""One whole assessment in the demo: begun, agreed, answered, counted, and what is made of the disagreement."""

from datetime import timedelta
from functools import partial
from typing import Any

from samspil.assessments import actions
from samspil.assessments.models import Assessment
from samspil.assessments.queries import questions_for
from samspil.demo.content import assessments as content
from samspil.demo.story import Loader
from samspil.exchange.columns import folded
from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY
from samspil.responses import actions as responses
from samspil.responses import letters
from samspil.responses.models import Respondent, Statement
from samspil.responses.results import result_of
from samspil.technologies.actions import add_technology
from samspil.technologies.models import Technology

CODES = {"?": "dont_know", "-": "not_relevant"}


def plan(loader: Loader) -> None:
    loader.plan(content.ASSESSMENT.days.begun, begin, loader)


def technology(loader: Loader) -> Technology:
    """The one the catalogue has; where it has none of the name, it is put there first."""
    rows = Technology.objects.filter(key=folded(content.TECHNOLOGY), withdrawn_at=None)
    facts: dict[str, Any] = dict(content.FACTS)
    return rows.first() or add_technology(by=loader.viewer("birthe"), title=content.TECHNOLOGY, **facts)


def begin(loader: Loader) -> None:
    text = content.ASSESSMENT
    by = loader.viewer(text.by)
    assessment = actions.begin_assessment(
        by=by, technology_id=technology(loader).pk, unit_id=loader.units[text.unit].pk, today=content.TODAY
    )
    loader.things["assessment"] = assessment
    ids = {"by": by, "assessment_id": assessment.pk}
    actions.answer_gate(**ids, answers=content.GATE)
    actions.agree_weights(**ids, points=content.POINTS, agreed_by=content.AGREED_BY, agreed_why=content.AGREED_WHY)
    loader.later(text.days.opened, partial(open_it, loader, assessment))


def open_it(loader: Loader, assessment: Assessment) -> None:
    days = content.ASSESSMENT.days
    by = loader.viewer(content.ASSESSMENT.by)
    actions.open_collecting(by=by, assessment_id=assessment.pk, closes_on=clock.today() + timedelta(days=22))
    loader.later(days.answered, partial(answer, loader, assessment))
    loader.later(days.counted, partial(count, loader, assessment))
    loader.later(days.handled, partial(handle, loader, assessment))


def values(assessment: Assessment, perspective: str, answers: str) -> dict[str, str]:
    numbers = [question.criterion.number for question in questions_for(assessment, perspective)]
    told = [CODES.get(each, each) for each in answers.split()]
    return dict(zip(numbers, told, strict=True))


def answer(loader: Loader, assessment: Assessment) -> None:
    by = loader.viewer(content.ASSESSMENT.by)
    for sheet in content.SHEETS:
        responses.enter_response(
            by=by,
            assessment_id=assessment.pk,
            perspective=sheet.perspective,
            channel=sheet.channel,
            values=values(assessment, sheet.perspective, sheet.answers),
            function=sheet.function,
            in_place_why=sheet.why,
        )
    for said in content.SPOKEN:
        responses.ask_by_mail(by=by, assessment_id=assessment.pk, perspective=said.perspective, emails=[said.email])
        code = letters.code_of(Respondent.objects.get(assessment=assessment, email=said.email))
        responses.answer(by=NOBODY, code=code, values=values(assessment, said.perspective, said.answers))
        responses.say(by=NOBODY, code=code, text=said.text, first_name=said.first_name, consent=True)


def count(loader: Loader, assessment: Assessment) -> None:
    ids = {"by": loader.viewer(content.ASSESSMENT.by), "assessment_id": assessment.pk}
    actions.grade_evidence(**ids, grades=content.GRADES)
    responses.count_responses(**ids)
    for said in Statement.objects.filter(respondent__assessment=assessment):
        responses.release_statement(**ids, statement_id=said.pk, is_released=True)


def handle(loader: Loader, assessment: Assessment) -> None:
    """The disagreements that the content has an answer to; the rest wait for one, as in life."""
    assessment.refresh_from_db()
    for line in result_of(assessment).disagreements:
        if text := content.HANDLED.get(line.criterion.number):
            responses.handle_disagreement(
                by=loader.viewer(content.ASSESSMENT.by),
                assessment_id=assessment.pk,
                number=line.criterion.number,
                text=text,
            )
