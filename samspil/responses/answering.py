"""The pages of those who answer: from their own link, without signing in, one question at a time.

A citizen has the start, six questions and the end: eight steps. Staff have twelve questions: fourteen.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from samspil.assessments.models import Perspective
from samspil.assessments.queries import Question, questions_for
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.responses import actions, letters
from samspil.responses.forms import QuestionForm, WordsForm, choices_of
from samspil.responses.models import Respondent, Statement

form_page = require_http_methods(["GET", "HEAD", "POST"])


def over(request: Request) -> HttpResponse:
    """Nothing to answer any more: counted, too old, taken back, hidden or forged. Which of these is not told."""
    return render(request, "responses/over.html", status=410)


def answers_of(respondent: Respondent) -> dict[int, str]:
    """One's own answers so far, by question."""
    return {row.asked_id: row.code for row in respondent.responses.all()}


def about(respondent: Respondent, code: str, **more: Any) -> dict[str, Any]:
    return {"respondent": respondent, "assessment": respondent.assessment, "code": code, **more}


@private
@require_http_methods(["GET", "HEAD"])
def start(request: Request, code: str) -> HttpResponse:
    """What it is about, and what happens with the answers. Nothing is changed here."""
    respondent = letters.respondent_of(code)
    if respondent is None:
        return over(request)
    if not respondent.is_open:
        return done_or_over(request, respondent, code)
    questions = questions_for(respondent.assessment, respondent.perspective)
    answers = answers_of(respondent)
    first = next((place for place, row in enumerate(questions, 1) if row.asked.pk not in answers), 1)
    context = about(respondent, code, questions=questions, first=first, has_begun=bool(answers))
    return render(request, "responses/start.html", context)


def done_or_over(request: Request, respondent: Respondent, code: str) -> HttpResponse:
    """After the last day: whoever said something may still take it back."""
    if Statement.objects.filter(respondent=respondent).exists():
        return redirect("responses:done", code=code)
    return over(request)


@private
@form_page
def question(request: Request, code: str, step: int) -> HttpResponse:
    """One question. Each answer is kept at once, so that nothing is lost when somebody stops half-way."""
    respondent = letters.respondent_of(code)
    if respondent is None or not respondent.is_open:
        return over(request)
    questions = questions_for(respondent.assessment, respondent.perspective)
    if not 1 <= step <= len(questions):
        raise Http404
    asked = questions[step - 1]
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        question=asked,
        initial={"svar": answers_of(respondent).get(asked.asked.pk)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(by=NOBODY, code=code, values={asked.criterion.number: form.cleaned_data["svar"]})
        except ValidationError as problem:
            form.add_error(None, problem)
        except (NotFound, Refused):
            return over(request)
        else:
            if step < len(questions):
                return redirect("responses:question", code=code, step=step + 1)
            return redirect("responses:done", code=code)
    return render(request, "responses/question.html", around(respondent, code, asked, step, len(questions), form))


def around(respondent: Respondent, code: str, asked: Question, step: int, most: int, form: Any) -> dict[str, Any]:
    return about(
        respondent,
        code,
        question=asked,
        step=step,
        before=step - 1,
        most=most,
        form=form,
        has_faces=respondent.perspective in (Perspective.CITIZEN, Perspective.RELATIVE),
    )


@private
@form_page
def done(request: Request, code: str) -> HttpResponse:
    """The end: what happens now, one's answers, and room for one's own words."""
    respondent = letters.respondent_of(code)
    if respondent is None:
        return over(request)
    statement = Statement.objects.filter(respondent=respondent).first()
    if not respondent.is_open and statement is None:
        return over(request)
    form = WordsForm(
        request.POST if request.method == "POST" and respondent.is_open else None,
        has_function=bool(respondent.function),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.say(by=NOBODY, code=code, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except (NotFound, Refused):
            return over(request)
        else:
            return redirect("responses:done", code=code)
    return render(
        request, "responses/done.html", about(respondent, code, form=form, said=statement, own=own(respondent))
    )


def own(respondent: Respondent) -> list[dict[str, Any]]:
    """One's own answers with their questions, while they can still be changed."""
    if not respondent.is_open:
        return []
    answers = answers_of(respondent)
    rows = questions_for(respondent.assessment, respondent.perspective)
    return [
        {"step": step, "text": row.text, "answer": dict(choices_of(row)).get(answers.get(row.asked.pk, ""))}
        for step, row in enumerate(rows, 1)
    ]


@private
@require_POST
def take_back(request: Request, code: str) -> HttpResponse:
    """Take one's words back; the answers stay."""
    try:
        actions.take_words_back(by=NOBODY, code=code)
    except (NotFound, Refused):
        return over(request)
    return render(request, "responses/taken_back.html")
