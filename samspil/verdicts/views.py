"""The pages that end an assessment: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.assessments.models import Assessment, Status
from samspil.assessments.queries import assessment_of
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, require
from samspil.responses.models import Side
from samspil.responses.results import result_of
from samspil.verdicts import actions, queries, readiness
from samspil.verdicts.forms import DecideForm, EvaluateForm, ReadyForm, VerdictFilterForm
from samspil.verdicts.models import Outcome, Verdict

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def verdict_list(request: Request) -> HttpResponse:
    form = VerdictFilterForm(request.GET, viewer=request.viewer)
    context = {
        "form": form,
        "filters": form.bar(request, search_label=_("Søg efter en teknologi")),
        "page": page_of(request, queries.verdicts(request.viewer, form.filters())),
    }
    return render(request, "verdicts/list.html", context)


def found(request: Request, pk: Any) -> Verdict:
    """The verdict on an assessment, with that. Raises: NotFound, Refused."""
    assessment = assessment_of(pk, request.viewer)
    verdict = queries.verdict_of(assessment)
    if verdict is None:
        raise NotFound(f"Verdict {pk}")
    require("verdicts.view", request.viewer, assessment)
    return verdict


@require_safe
def verdict_page(request: Request, pk: Any) -> HttpResponse:
    verdict = found(request, pk)
    assessment = verdict.assessment
    context = {
        "assessment": assessment,
        "verdict": verdict,
        "decisions": [verdict.decision],
        "declaration": queries.declaration_of(assessment),
        "lacks": [readiness.Lack(*lack).in_words for lack in verdict.lacks],
        "sides": readiness.sides_of(verdict),
        "grades": readiness.grades_of(verdict),
        "round": queries.round_of(assessment),
        "may_evaluate": rules.has_perm("verdicts.evaluate", request.viewer, assessment),
        "may_begin_anew": queries.may_begin_anew(verdict, request.viewer),
    }
    return render(request, "verdicts/page.html", context)


def framed(assessment: Assessment, title: Any, submit: Any) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "eyebrow": _("Er det værd at bruge?"),
        "about": assessment.technology.title,
        "title": title,
        "submit": submit,
        "back_url": reverse("assessments:page", args=[assessment.pk]),
    }


@form_page
def make_ready(request: Request, pk: Any) -> HttpResponse:
    assessment = assessment_of(pk, request.viewer)
    if assessment.status == Status.READY and rules.has_perm("assessments.keep", request.viewer, assessment):
        return redirect("assessments:page", pk=pk)  # the second press of the same button
    require("verdicts.make_ready", request.viewer, assessment)
    initial = {"expected_version": assessment.version}
    context = framed(assessment, _("Er vurderingen klar til beslutning?"), _("Den er klar"))
    return edited(
        request,
        ReadyForm(request.POST or None, viewer=request.viewer, assessment=assessment, initial=initial),
        partial(actions.make_ready, assessment_id=pk),
        lambda: {"expected_version": assessment_of(pk, request.viewer).version},
        template="verdicts/ready.html",
        context={
            **context,
            "lacks": readiness.missing(assessment, result_of(assessment)),
            "may_choose_trial": rules.has_perm("assessments.choose_trial", request.viewer, assessment),
        },
        done_url=reverse("assessments:page", args=[pk]),
        message=_("Vurderingen er klar. Nu kan lederen beslutte."),
    )


@form_page
def decide(request: Request, pk: Any) -> HttpResponse:
    assessment = assessment_of(pk, request.viewer)
    if queries.verdict_of(assessment):
        return redirect("verdicts:page", pk=pk)  # the second press, or somebody was quicker
    require("verdicts.decide", request.viewer, assessment)
    result = result_of(assessment)
    lacks = readiness.missing(assessment, result)
    not_measured = [] if lacks else readiness.not_measured(readiness.frozen(assessment, result, lacks))
    if lacks:
        outcomes = [Outcome.INSUFFICIENT]
    else:
        known = (Outcome.ROLL_OUT, Outcome.TRY, Outcome.WATCH, Outcome.STOP)
        outcomes = [outcome for outcome in known if outcome != Outcome.ROLL_OUT or not not_measured]
    initial = {
        "outcome": Outcome.INSUFFICIENT if lacks else "",
        "baseline": assessment.today,
        "expected_version": assessment.version,
    }
    form = DecideForm(
        request.POST or None, viewer=request.viewer, assessment=assessment, outcomes=outcomes, initial=initial
    )
    context = {
        **framed(assessment, _("Hvad beslutter I?"), _("Beslut")),
        "lacks": lacks,
        "not_measured": not_measured,
        "profiles": result.profiles,
        "worse": [turnout.side.label for turnout, told in result.profiles if (told.value or 0) < 0],
        "graded": [line for line in result.lines if line.criterion.number in readiness.GRADED.values()],
        "declaration": queries.declaration_of(assessment),
        "waits": not lacks and assessment.status != Status.READY,
        "may_make_ready": rules.has_perm("verdicts.make_ready", request.viewer, assessment),
        "may_choose_trial": rules.has_perm("assessments.choose_trial", request.viewer, assessment),
    }
    return edited(
        request,
        form,
        partial(actions.decide_verdict, assessment_id=pk),
        lambda: {**initial, "expected_version": assessment_of(pk, request.viewer).version},
        template="verdicts/decide.html",
        context=context,
        done_url=reverse("verdicts:page", args=[pk]),
        message=_("Besluttet. De, der følger med, får besked."),
    )


@form_page
def evaluate(request: Request, pk: Any) -> HttpResponse:
    verdict = found(request, pk)
    assessment = verdict.assessment
    if queries.is_evaluated(verdict):
        return redirect("verdicts:page", pk=pk)  # the second press of the same button
    require("verdicts.evaluate", request.viewer, assessment)
    again = queries.round_of(assessment)
    context = {
        **framed(assessment, _("Holdt det?"), _("Gem evalueringen")),
        "verdict": verdict,
        "waits": verdict.asks_again and again is None,
        "not_compared": [Side(side).label for side in readiness.not_compared(assessment, again)],
    }
    initial = {"expected_version": assessment.version}
    return edited(
        request,
        EvaluateForm(request.POST or None, viewer=request.viewer, is_early=verdict.is_early, initial=initial),
        partial(actions.evaluate_verdict, assessment_id=pk),
        lambda: {"expected_version": assessment_of(pk, request.viewer).version},
        template="verdicts/evaluate.html",
        context=context,
        done_url=reverse("verdicts:page", args=[pk]),
        message=_("Gemt. Det, I lærte, står på siden om teknologien."),
    )
