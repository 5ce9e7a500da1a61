"""The assessments in the demo: begun, agreed, answered, counted, what is made of the disagreement, and asked again."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from samspil.assessments import actions, evidence
from samspil.assessments.models import Assessment
from samspil.assessments.queries import questions_for
from samspil.demo.content.assessments import ASSESSMENTS, AgainText, AssessmentText, SheetText, WordsText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY
from samspil.responses import actions as responses
from samspil.responses import letters
from samspil.responses.models import Respondent, Statement
from samspil.responses.results import result_of
from samspil.technology_projects.models import TechnologyProject

CODES = {"?": "dont_know", "-": "not_relevant"}
OPEN_FOR = timedelta(days=22)


def plan(loader: Loader) -> None:
    for text in ASSESSMENTS:
        loader.plan(text.days.begun, begin, loader, text)


def begin(loader: Loader, text: AssessmentText) -> None:
    by = loader.viewer(text.by)
    assessment = actions.begin_assessment(
        by=by,
        technology_id=loader.things[f"technology:{text.technology}"].pk,
        unit_id=loader.units[text.unit].pk,
        trial_id=trial_for(loader, text.tried_for) if text.tried_for else None,
        today=text.today,
    )
    loader.things[text.key] = assessment
    ids = {"by": by, "assessment_id": assessment.pk}
    actions.answer_gate(**ids, answers=text.gate)
    actions.agree_weights(**ids, points=text.points, agreed_by=text.agreed_by, agreed_why=text.agreed_why)
    loader.later(text.days.opened, partial(open_it, loader, text, assessment))


def trial_for(loader: Loader, need: str) -> UUID:
    """The trial that was made of a need."""
    found: UUID = TechnologyProject.objects.get(need=loader.things[f"need {need}"].pk).trial_id
    return found


def open_it(loader: Loader, text: AssessmentText, assessment: Assessment) -> None:
    by, days = loader.viewer(text.by), text.days
    actions.open_collecting(by=by, assessment_id=assessment.pk, closes_on=clock.today() + OPEN_FOR)
    loader.later(days.answered, partial(answer, loader, text.by, assessment, text.sheets, text.spoken))
    loader.later(days.counted, partial(count, loader, text, assessment))
    loader.later(days.handled, partial(handle, loader, text, assessment))
    if text.again:
        loader.later(text.again.opened, partial(ask_again, loader, text.by, assessment, text.again))


def values(assessment: Assessment, perspective: str, answers: str) -> dict[str, str]:
    numbers = [question.criterion.number for question in questions_for(assessment, perspective)]
    told = [CODES.get(each, each) for each in answers.split()]
    return dict(zip(numbers, told, strict=True))


def answer(
    loader: Loader,
    who: str,
    assessment: Assessment,
    sheets: tuple[SheetText, ...],
    spoken: tuple[WordsText, ...],
) -> None:
    by = loader.viewer(who)
    for sheet in sheets:
        responses.enter_response(
            by=by,
            assessment_id=assessment.pk,
            perspective=sheet.perspective,
            channel=sheet.channel,
            values=values(assessment, sheet.perspective, sheet.answers),
            function=sheet.function,
            in_place_why=sheet.why,
        )
    for said in spoken:
        responses.ask_by_mail(by=by, assessment_id=assessment.pk, perspective=said.perspective, emails=[said.email])
        code = letters.code_of(Respondent.objects.get(assessment=assessment, email=said.email))
        responses.answer(by=NOBODY, code=code, values=values(assessment, said.perspective, said.answers))
        responses.say(by=NOBODY, code=code, text=said.text, first_name=said.first_name, consent=True)


def count(loader: Loader, text: AssessmentText, assessment: Assessment) -> None:
    ids = {"by": loader.viewer(text.by), "assessment_id": assessment.pk}
    evidence.grade_evidence(**ids, grades=text.grades)
    responses.count_responses(**ids)
    for said in Statement.objects.filter(respondent__assessment=assessment):
        responses.release_statement(**ids, statement_id=said.pk, is_released=True)


def handle(loader: Loader, text: AssessmentText, assessment: Assessment) -> None:
    """The disagreements that the content has an answer to; the rest wait for one, as in life."""
    assessment.refresh_from_db()
    for line in result_of(assessment).disagreements:
        if told := text.handled.get(line.criterion.number):
            responses.handle_disagreement(
                by=loader.viewer(text.by), assessment_id=assessment.pk, number=line.criterion.number, text=told
            )


def ask_again(loader: Loader, who: str, first: Assessment, text: AgainText) -> None:
    """The same once more, of those who live with what was decided."""
    by = loader.viewer(who)
    again = actions.ask_again(by=by, assessment_id=first.pk, closes_on=clock.today() + OPEN_FOR)
    loader.later(text.answered, partial(answer, loader, who, again, text.sheets, ()))
    loader.later(text.counted, partial(responses.count_responses, by=by, assessment_id=again.pk))
