"""The pages of those who ask and count, and the result that everybody may read."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.assessments.models import Assessment, Grade, Perspective
from samspil.assessments.queries import assessment_of, questions_for
from samspil.foundation.http import Request, private
from samspil.foundation.ids import uuid7
from samspil.foundation.verbs import require
from samspil.responses import actions, compare, queries
from samspil.responses.forms import AskForm, EnterForm, HandleForm
from samspil.responses.results import result_of, turnouts_of
from samspil.weighing import HALF_WIDTHS

form_page = require_http_methods(["GET", "HEAD", "POST"])


def found(pk: Any, request: Request, permission: str) -> Assessment:
    """The assessment, if the viewer may do that with it. Raises: NotFound, Refused."""
    assessment = assessment_of(pk, request.viewer)
    require(permission, request.viewer, assessment)
    return assessment


def perspective_of(name: str) -> Perspective:
    if name not in Perspective.values:
        raise Http404
    return Perspective(name)


@require_safe
def result(request: Request, pk) -> HttpResponse:
    """The result: the sides beside each other, once the answers are counted."""
    assessment = found(pk, request, "responses.view")
    told = result_of(assessment)
    context = {
        "assessment": assessment,
        "result": told,
        "money": queries.money_behind(assessment, request.viewer),
        "half_widths": [(Grade(grade).label, width) for grade, width in HALF_WIDTHS.items()],
        "may_handle": rules.has_perm("responses.handle", request.viewer, assessment),
        "may_release": rules.has_perm("responses.release", request.viewer, assessment),
    }
    return render(request, "responses/result.html", context)


@require_safe
def expected_and_measured(request: Request, pk) -> HttpResponse:
    """A decided assessment beside the round that asked the same once more: of either, from either."""
    assessment = found(pk, request, "responses.view")
    first, again = queries.both_of(assessment, request.viewer)
    compared = compare.compared(result_of(first), result_of(again)) if again else None
    context = {"assessment": first, "again": again, "compared": compared}
    return render(request, "responses/compared.html", context)


def is_too_late(pk: Any, request: Request) -> bool:
    """Whether somebody counted while this keeper was still writing. They are told; nothing is added any more."""
    assessment = assessment_of(pk, request.viewer)
    keeps = rules.has_perm("assessments.keep", request.viewer, assessment)
    if not (request.method == "POST" and assessment.is_counted and keeps):
        return False
    messages.warning(
        request, _("Svarene blev talt, mens du skrev. Der kan ikke føjes mere til, og det sidste er ikke gemt.")
    )
    return True


@private
@form_page
def ask(request: Request, pk) -> HttpResponse:
    """Ask people by mail; and the ways to paper and talks."""
    if is_too_late(pk, request):
        return redirect("responses:result", pk=pk)
    assessment = found(pk, request, "responses.ask")
    form = AskForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_by_mail(by=request.viewer, assessment_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Mailene er på vej. Vi minder dem, der mangler, én gang."))
            return redirect("responses:ask", pk=pk)
    context = {
        "assessment": assessment,
        "form": form,
        "asked": queries.asked_how(assessment),
        "reasons": queries.reasons_of(assessment),
        "turnouts": turnouts_of(assessment),
    }
    return render(request, "responses/ask.html", context)


@require_safe
def sheet(request: Request, pk, perspective: str) -> HttpResponse:
    """The questions on paper (A4), in large type where ``?stor=1`` says so; with faces for citizens."""
    assessment = found(pk, request, "assessments.keep")
    asked_as = perspective_of(perspective)
    context = {
        "assessment": assessment,
        "perspective": asked_as,
        "questions": questions_for(assessment, asked_as),
        "is_large": request.GET.get("stor") == "1",
        "has_faces": asked_as in (Perspective.CITIZEN, Perspective.RELATIVE),
    }
    return render(request, "responses/sheet.html", context)


@private
@form_page
def enter(request: Request, pk, perspective: str) -> HttpResponse:
    """Type in what one person answered on paper or in a talk, and come straight back for the next."""
    if is_too_late(pk, request):
        return redirect("responses:result", pk=pk)
    assessment = found(pk, request, "responses.ask")
    asked_as = perspective_of(perspective)
    form = EnterForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        questions=questions_for(assessment, asked_as),
        perspective=asked_as,
        initial={"channel": "paper"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_response(by=request.viewer, assessment_id=pk, perspective=asked_as, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Svaret er gemt. Her er plads til det næste."))
            return redirect("responses:enter", pk=pk, perspective=perspective)
    context = {"assessment": assessment, "form": form, "perspective": asked_as}
    return render(request, "responses/enter.html", context)


@form_page
def count(request: Request, pk) -> HttpResponse:
    """Asks once more: what each one answered is deleted, and nothing opens it again."""
    assessment = assessment_of(pk, request.viewer)
    if assessment.is_counted and rules.has_perm("assessments.keep", request.viewer, assessment):
        return redirect("responses:result", pk=pk)  # the second press of the same button
    require("responses.count", request.viewer, assessment)
    problem = ""
    if request.method == "POST":
        try:
            actions.count_responses(by=request.viewer, assessment_id=pk)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, _("Svarene er talt. Hvad den enkelte svarede, er slettet."))
            return redirect("responses:result", pk=pk)
    context = {
        "assessment": assessment,
        "turnouts": turnouts_of(assessment),
        "asked": queries.asked_how(assessment),
        "problem": problem,
    }
    return render(request, "responses/count.html", context)


@private
@form_page
def statements(request: Request, pk) -> HttpResponse:
    """What people want to be quoted with: which of it may others read?"""
    assessment = found(pk, request, "responses.release")
    if request.method == "POST":
        is_released = request.POST.get("hvad") == "vis"
        actions.release_statement(
            by=request.viewer,
            assessment_id=pk,
            statement_id=request.POST.get("ord", "")[:12],
            is_released=is_released,
        )
        messages.success(request, _("Ordene står på siden nu.") if is_released else _("Ordene er taget af siden."))
        return redirect("responses:statements", pk=pk)
    context = {
        "assessment": assessment,
        "statements": queries.statements_to_read(assessment),
        "request_id": uuid7(),
    }
    return render(request, "responses/statements.html", context)


@form_page
def handle(request: Request, pk, number: str) -> HttpResponse:
    """Write what is made of a disagreement."""
    assessment = found(pk, request, "responses.handle")
    line = next((row for row in result_of(assessment).disagreements if row.criterion.number == number), None)
    if line is None:
        raise Http404
    form = HandleForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    save = partial(actions.handle_disagreement, by=request.viewer, assessment_id=pk, number=number)
    if request.method == "POST" and form.is_valid():
        try:
            save(**form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det står ved uenigheden nu."))
            return redirect("responses:result", pk=pk)
    context = {
        "form": form,
        "title": str(line.criterion),
        "lead": line.disagreement_words,
        "submit": _("Gem svaret"),
        "eyebrow": _("Er det værd at bruge?"),
        "about": assessment.technology.title,
        "back_url": reverse("responses:result", args=[pk]),
        "keeps": True,
    }
    return render(request, "site/form.html", context)
