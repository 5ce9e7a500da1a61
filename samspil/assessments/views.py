"""The pages of assessments: ask by permission name, call the verb, render."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.actors.queries import timeline_of
from samspil.assessments import actions, evidence, queries
from samspil.assessments.forms import (
    FIRST_ROUND,
    AskAgainForm,
    AssessmentFilterForm,
    BeginForm,
    CriteriaForm,
    EditAssessmentForm,
    GateForm,
    GradesForm,
    LastDayForm,
    TrialForm,
    WeightsForm,
)
from samspil.assessments.models import AskedCriterion, Assessment, Grade, Status
from samspil.foundation import clock
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.technologies.models import Technology

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def assessment_list(request: Request) -> HttpResponse:
    form = AssessmentFilterForm(request.GET, viewer=request.viewer)
    return render(
        request,
        "assessments/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg efter en teknologi")),
            "page": page_of(request, queries.assessments(request.viewer, form.filters())),
            "may_begin": rules.has_perm("assessments.begin", request.viewer),
        },
    )


@require_safe
def assessment_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    assessment = queries.assessment_of(pk, viewer)
    allowed = {
        f"may_{name}": rules.has_perm(f"assessments.{name}", viewer, assessment)
        for name in ("edit", "collect", "grade", "choose_trial", "withdraw", "ask_again")
    }
    gate = queries.gate_of(assessment)
    asked = queries.asked_of(assessment)
    return render(
        request,
        "assessments/page.html",
        {
            "assessment": assessment,
            "gate": gate,
            "has_gate": all(answer for _gate, answer in gate),
            "asked": asked,
            "measured_nowhere": assessment.trial_id is None and any(row.grade == Grade.E2 for row in asked),
            "trial": queries.trial_of(assessment, viewer),
            "rounds": queries.rounds_of(assessment, viewer),
            "missing": actions.missing_from(assessment) if allowed["may_edit"] else [],
            "timeline": timeline_of(assessment.subject, viewer),
            **allowed,
        },
    )


def sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


@form_page
def begin(request: Request, technology) -> HttpResponse:
    """Begin to assess a technology. One comes here from its page."""
    found: Technology = find(Technology, technology, request.viewer)
    require("assessments.begin", request.viewer)
    form = BeginForm(sent(request), viewer=request.viewer, technology=found.pk)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_assessment(by=request.viewer, technology_id=found.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Kladden er gemt. Næste skridt er de fire ja eller nej."))
            return redirect("assessments:page", pk=made.pk)
    context = {
        "form": form,
        "title": _("Er det værd at bruge?"),
        "lead": _("Spørg dem, der lever med det: borgere, medarbejdere og organisationen. Vægtene aftaler I først."),
        "submit": _("Begynd vurderingen"),
        "eyebrow": _("Teknologi"),
        "about": found.title,
        "back_url": reverse("technologies:page", args=[found.pk]),
        "keeps": True,
    }
    return render(request, "site/form.html", context)


def kept(pk: Any, request: Request, permission: str) -> Assessment:
    """The assessment, if the viewer may do that with it. Raises: NotFound, Refused."""
    assessment = queries.assessment_of(pk, request.viewer)
    require(permission, request.viewer, assessment)
    return assessment


def while_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever keeps it and had the form open while somebody opened for answers hears why nothing is saved."""

    @wraps(view)
    def shown(request: Request, pk: Any) -> HttpResponse:
        assessment = queries.assessment_of(pk, request.viewer)
        if not assessment.is_draft and rules.has_perm("assessments.keep", request.viewer, assessment):
            messages.warning(request, _("Der er åbnet for svar. Derfor ligger det fast, og intet er gemt."))
            return redirect("assessments:page", pk=pk)
        return view(request, pk)

    return shown


def around(assessment: Assessment, **texts: Any) -> dict[str, Any]:
    """What the form pages of an assessment have in common."""
    return {
        "assessment": assessment,
        "eyebrow": _("Er det værd at bruge?"),
        "about": assessment.technology.title,
        "back_url": reverse("assessments:page", args=[assessment.pk]),
        **texts,
    }


@form_page
@while_draft
def edit(request: Request, pk) -> HttpResponse:
    assessment = kept(pk, request, "assessments.edit")
    initial = EditAssessmentForm.initial_of(assessment)
    return edited(
        request,
        EditAssessmentForm(sent(request), viewer=request.viewer, technology=assessment.technology_id, initial=initial),
        partial(actions.edit_assessment, assessment_id=pk),
        lambda: EditAssessmentForm.initial_of(queries.assessment_of(pk, request.viewer)),
        context=around(assessment, title=_("Ret vurderingen"), submit=_("Gem rettelsen"), keeps=True),
        done_url=reverse("assessments:page", args=[pk]),
        message=_("Rettet."),
    )


@form_page
@while_draft
def gate(request: Request, pk) -> HttpResponse:
    assessment = kept(pk, request, "assessments.edit")
    rows = queries.gate_of(assessment)

    def now() -> dict[str, Any]:
        found = queries.assessment_of(pk, request.viewer)
        return GateForm.initial_of(found, queries.gate_of(found))

    return edited(
        request,
        GateForm(
            sent(request),
            viewer=request.viewer,
            gates=[row for row, _answer in rows],
            initial=GateForm.initial_of(assessment, rows),
        ),
        partial(actions.answer_gate, assessment_id=pk),
        now,
        context=around(
            assessment,
            title=_("Fire ja eller nej"),
            lead=_("De giver ingen point. Et nej bliver stående på siden med jeres ord."),
            submit=_("Gem svarene"),
            keeps=True,
        ),
        done_url=reverse("assessments:page", args=[pk]),
        message=_("Gemt."),
    )


def rows_of(assessment: Assessment) -> list[AskedCriterion]:
    """The criteria with their wordings, for forms that choose among them."""
    return list(assessment.asked.select_related("criterion").prefetch_related("criterion__wordings"))


@form_page
@while_draft
def criteria(request: Request, pk) -> HttpResponse:
    assessment = kept(pk, request, "assessments.edit")
    rows = rows_of(assessment)

    def now() -> dict[str, Any]:
        found = queries.assessment_of(pk, request.viewer)
        return CriteriaForm.initial_of(found, rows_of(found))

    initial = CriteriaForm.initial_of(assessment, rows)
    return edited(
        request,
        CriteriaForm(sent(request), viewer=request.viewer, rows=rows, initial=initial),
        partial(actions.choose_criteria, assessment_id=pk),
        now,
        context=around(
            assessment,
            title=_("Hvad spørger vi om?"),
            lead=_(
                "Organisationen svarer altid på alt sit. Vælg her for borgere og medarbejdere. "
                "Det, ingen bliver spurgt om, vejer ikke med. Vælger I om, skal vægtene aftales igen."
            ),
            submit=_("Gem valget"),
        ),
        done_url=reverse("assessments:page", args=[pk]),
        message=_("Gemt."),
    )


@form_page
@while_draft
def weights(request: Request, pk) -> HttpResponse:
    assessment = kept(pk, request, "assessments.edit")
    rows = queries.asked_of(assessment)

    def now() -> dict[str, Any]:
        found = queries.assessment_of(pk, request.viewer)
        return WeightsForm.initial_of(found, queries.asked_of(found))

    initial = WeightsForm.initial_of(assessment, rows)
    return edited(
        request,
        WeightsForm(sent(request), viewer=request.viewer, rows=rows, initial=initial),
        partial(actions.agree_weights, assessment_id=pk),
        now,
        template="assessments/weights.html",
        context=around(assessment),
        done_url=reverse("assessments:page", args=[pk]),
        message=_("Vægtene er gemt. De ligger fast, når I åbner for svar."),
    )


@form_page
def open_for_answers(request: Request, pk) -> HttpResponse:
    """Opens for answers, or moves the last day once it is open."""
    assessment = queries.assessment_of(pk, request.viewer)
    is_open = assessment.is_collecting
    require("assessments.collect" if is_open else "assessments.edit", request.viewer, assessment)
    texts = (
        {"title": _("Flyt sidste dag"), "submit": _("Flyt dagen")}
        if is_open
        else {
            "title": _("Åbn for svar"),
            "submit": _("Åbn for svar"),
            "lead": _("Bagefter ligger spørgsmål og vægte fast, så alle svarer på det samme."),
        }
    )
    refused = [] if is_open else [gate for gate, answer in queries.gate_of(assessment) if answer and not answer.is_yes]
    return edited(
        request,
        LastDayForm(sent(request), viewer=request.viewer, initial=LastDayForm.initial_of(assessment)),
        partial(actions.move_last_day if is_open else actions.open_collecting, assessment_id=pk),
        lambda: LastDayForm.initial_of(queries.assessment_of(pk, request.viewer)),
        template="assessments/open.html",
        context=around(assessment, refused=refused, **texts),
        done_url=reverse("assessments:page", args=[pk]),
        message=_("Dagen er flyttet.") if is_open else _("Der er åbent for svar nu. Spørg folk herfra."),
    )


@form_page
def ask_again(request: Request, pk) -> HttpResponse:
    """The same questions once more, to those who live with what was decided."""
    assessment = kept(pk, request, "assessments.ask_again")
    initial = {"closes_on": clock.today() + FIRST_ROUND}
    form = AskAgainForm(sent(request), viewer=request.viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            again = actions.ask_again(by=request.viewer, assessment_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Der er åbent for svar nu. Spørg folk herfra."))
            return redirect("assessments:page", pk=again.pk)
    context = around(
        assessment,
        form=form,
        title=_("Spørg igen"),
        lead=_(
            "De samme spørgsmål, vægte og mindstetal som sidst. Vent, til de har levet med det en tid: "
            "svarene viser, om beslutningen holdt."
        ),
        submit=_("Åbn for svar"),
    )
    return render(request, "site/form.html", context)


@form_page
def trial(request: Request, pk) -> HttpResponse:
    """Which trial it rests on, also once people are asked."""
    assessment = kept(pk, request, "assessments.choose_trial")
    initial = TrialForm.initial_of(assessment)
    return edited(
        request,
        TrialForm(sent(request), viewer=request.viewer, technology=assessment.technology_id, initial=initial),
        partial(evidence.choose_trial, assessment_id=pk),
        lambda: TrialForm.initial_of(queries.assessment_of(pk, request.viewer)),
        template="assessments/trial.html",
        context=around(
            assessment,
            title=_("Hvilken afprøvning bygger den på?"),
            lead=_("Kun det, I har målt i en afprøvning af teknologien, kan være E2, målt hos os."),
            submit=_("Gem"),
        ),
        done_url=reverse("assessments:page", args=[pk]),
        message=(
            _("Gemt. Har I valgt noget andet, skal I sige igen, at vurderingen er klar.")
            if assessment.status == Status.READY
            else _("Gemt.")
        ),
    )


@form_page
def grades(request: Request, pk) -> HttpResponse:
    assessment = kept(pk, request, "assessments.grade")
    rows = queries.asked_of(assessment)

    def now() -> dict[str, Any]:
        found = queries.assessment_of(pk, request.viewer)
        return GradesForm.initial_of(found, queries.asked_of(found))

    initial = GradesForm.initial_of(assessment, rows)
    return edited(
        request,
        GradesForm(sent(request), viewer=request.viewer, rows=rows, initial=initial),
        partial(evidence.grade_evidence, assessment_id=pk),
        now,
        context=around(
            assessment,
            title=_("Hvor godt ved vi det?"),
            lead=_("E0 er det, vi mener. Alt over E0 skal have en kilde."),
            submit=_("Gem"),
            keeps=True,
            may_choose_trial=rules.has_perm("assessments.choose_trial", request.viewer, assessment),
        ),
        template="assessments/grades.html",
        done_url=reverse("assessments:page", args=[pk]),
        message=(
            _("Gemt. Har I rettet et E, skal I sige igen, at vurderingen er klar.")
            if assessment.status == Status.READY
            else _("Gemt.")
        ),
    )


@form_page
def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the links stop working, and the answers are shown nowhere."""
    assessment = queries.assessment_of(pk, request.viewer)
    back = reverse("technologies:page", args=[assessment.technology_id])
    if not assessment.stands:
        return redirect(back)
    require("assessments.withdraw", request.viewer, assessment)
    if request.method == "POST":
        actions.withdraw_assessment(by=request.viewer, assessment_id=pk)
        messages.success(request, _("Vurderingen er trukket tilbage."))
        return redirect(back)
    return render(request, "assessments/withdraw.html", {"assessment": assessment})
