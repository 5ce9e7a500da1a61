"""Surveys for tests, made through the verbs."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY
from samspil.surveys import actions, letters
from samspil.surveys.models import LinkKind, Survey
from tests.factories import make_person, viewer


def make_survey(*, by: Person | None = None, question_set: str = "hverdag", **facts: Any) -> Survey:
    facts.setdefault("title", "Hvordan går det?")
    return actions.make_survey(by=viewer(by or coordinator()), question_set=question_set, **facts)


def coordinator() -> Person:
    return make_person("Birthe Holm", role="coordinator")


def opened(survey: Survey | None = None, *, by: Person | None = None, phase: str = "", days: int = 14) -> Survey:
    by = by or coordinator()
    survey = survey or make_survey(by=by)
    last = clock.today() + timedelta(days=days)
    return actions.open_survey(
        by=viewer(by),
        survey_id=survey.pk,
        phase=phase or survey.phase,
        closes_on=last,
        next_step="Lene lægger tallene frem på mødet.",
        next_on=last + timedelta(days=7),
    )


def enter(survey: Survey, rows: list[dict[str, Any]] | None = None, *, by: Person | None = None, n: int = 0) -> None:
    """Type in some answers; ``n`` of them answer all scales with 3, 4, 3, 4 ..."""
    names = scales(survey)
    rows = rows or [dict.fromkeys(names, 3 + number % 2) for number in range(n)]
    for values in rows:
        actions.enter_answer(by=viewer(by or coordinator()), survey_id=survey.pk, channel="paper", values=values)


def scales(survey: Survey) -> list[str]:
    return [question.name for question in survey.questions.filter(kind="scale")]


def words_name(survey: Survey) -> str:
    return survey.questions.get(is_fixed=True).name


def closed(survey: Survey | None = None, *, by: Person | None = None, n: int = 6, **facts: Any) -> Survey:
    """A survey whose round is over, with ``n`` answers."""
    by = by or coordinator()
    survey = opened(survey, by=by, **facts)
    enter(survey, by=by, n=n)
    return actions.close_survey(by=viewer(by), survey_id=survey.pk)


def slip_codes(survey: Survey, *, by: Person | None = None, count: int = 1) -> list[str]:
    actions.make_slips(by=viewer(by or coordinator()), survey_id=survey.pk, count=count)
    rows = survey.links.filter(kind=LinkKind.SLIP, phase=survey.phase).order_by("-pk")[:count]
    return [letters.code_of(row) for row in rows]


def open_code(survey: Survey, *, by: Person | None = None, days: int = 7) -> str:
    actions.make_open_link(by=viewer(by or coordinator()), survey_id=survey.pk, days=days)
    return letters.code_of(survey.links.filter(kind=LinkKind.OPEN).latest("pk"))


def answer(code: str, values: dict[str, Any], **facts: Any) -> Survey:
    return actions.answer(by=NOBODY, code=code, values=values, **facts)
