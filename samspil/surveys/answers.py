"""What somebody answered: whether it fits the questions, and how it is put away so that nobody is in it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation.ids import as_uuid
from samspil.foundation.models import RequestRecord
from samspil.foundation.text import CPR_MESSAGE, clean_text, find_cpr
from samspil.surveys.models import WORDS_LENGTH, Answer, Question, QuestionKind, Survey, Words


def checked(survey: Survey, values: dict[str, Any]) -> tuple[dict[str, int], dict[int, str]]:
    """The figures and the free words among ``values``, which are named as the form names them ("q12").

    Any question may be skipped, not all of them. Raises: ValidationError by field.
    """
    questions = {question.name: question for question in survey.questions.all()}
    if not set(values) <= set(questions):
        raise ValidationError(_("Der er svaret på noget, som ikke er med i spørgeskemaet."))
    figures: dict[str, int] = {}
    words: dict[int, str] = {}
    wrong: dict[str, list[Any]] = {}
    for name, value in values.items():
        question = questions[name]
        if value in (None, ""):
            continue
        try:
            if question.kind == QuestionKind.TEXT:
                if body := words_in(value):
                    words[question.pk] = body
            else:
                figures[str(question.pk)] = figure_in(question, value)
        except ValidationError as problem:
            wrong[name] = problem.messages
    if wrong:
        raise ValidationError(wrong)
    if not figures and not words:
        raise ValidationError(_("Svar på mindst ét spørgsmål."))
    return figures, words


def figure_in(question: Question, value: Any) -> int:
    """Raises: ValidationError when the number is no answer to this question."""
    try:
        number = int(str(value))
    except ValueError:
        raise ValidationError(_("Vælg et af svarene.")) from None
    if question.kind == QuestionKind.NUMBER:
        low, high = question.low or 0, question.high or 0
        if not low <= number <= high:
            raise ValidationError(_("Skriv et tal fra %(low)d til %(high)d.") % {"low": low, "high": high})
    elif number not in dict(question.steps):
        raise ValidationError(_("Vælg et af svarene."))
    return number


def words_in(value: Any) -> str:
    """Raises: ValidationError for what is too long, or holds a CPR number."""
    body = clean_text(str(value))
    if len(body) > WORDS_LENGTH:
        raise ValidationError(_("Teksten er for lang. Der er plads til %d tegn.") % WORDS_LENGTH)
    if find_cpr(body):
        raise ValidationError(CPR_MESSAGE)
    return body


def is_pressed(key: str) -> bool:
    """Whether the form with this number has been answered. Nothing of the answer is kept with the number."""
    number = as_uuid(key) if key else None
    if number is None:
        return False
    _record, is_new = RequestRecord.objects.get_or_create(id=number, defaults={"verb": "surveys.answer"})
    return not is_new


def put_away(survey: Survey, channel: str, figures: dict[str, int], words: dict[int, str]) -> None:
    """Keep the figures and the words, apart from each other."""
    Answer.objects.create(survey=survey, phase=survey.phase, channel=channel, values=figures)
    Words.objects.bulk_create(
        Words(survey=survey, phase=survey.phase, question_id=question, body=body) for question, body in words.items()
    )
