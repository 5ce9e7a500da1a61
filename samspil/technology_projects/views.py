"""The pages of technology projects: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.evaluations.queries import taken_up_by
from samspil.foundation import clock
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, require
from samspil.technologies.models import Technology
from samspil.technologies.queries import Filters, technologies
from samspil.technology_needs.queries import behind, seen_in
from samspil.technology_projects import actions, queries
from samspil.technology_projects.forms import (
    BeginForm,
    LearnForm,
    LegalForm,
    LineForm,
    ProjectFilterForm,
    ProjectForm,
    PurchaseForm,
)
from samspil.technology_projects.models import LegalTopic, PlanKind, TechnologyProject
from samspil.trials import planning
from samspil.trials.models import Trial


@require_safe
def project_list(request: Request) -> HttpResponse:
    form = ProjectFilterForm(request.GET, viewer=request.viewer)
    page = page_of(request, queries.projects(request.viewer, form.filters()))
    year = clock.today().year
    context = {
        "form": form,
        "filters": form.bar(request, search_label=_("Søg i projekter")),
        "page": page,
        "year": year,
        "goal": queries.GOAL,
        "done": queries.completed_in(request.viewer, year),
        "done_before": queries.completed_in(request.viewer, year - 1),
    }
    return render(request, "technology_projects/list.html", context)


def trial_of(request: Request, pk: Any) -> Trial:
    trial: Trial = find(Trial, pk, request.viewer, related=(*planning.RELATED, "sponsor__actor"))
    if request.viewer.is_staff:  # each right asks who takes part
        prefetch_related_objects([trial], "partners__actor")
    return trial


def project_of(request: Request, pk: Any, permission: str) -> TechnologyProject:
    """Raises: NotFound, Refused."""
    trial = trial_of(request, pk)
    project = queries.on_page(trial, request.viewer)
    if project is None:
        raise NotFound(f"TechnologyProject {pk}")
    require(f"technology_projects.{permission}", request.viewer, trial)
    return project


@require_safe
def choose(request: Request, pk: Any) -> HttpResponse:
    """Which technology? Found by its words, chosen by a press."""
    trial = trial_of(request, pk)
    require("technology_projects.begin", request.viewer, trial)
    words = request.GET.get("q", "")[:200]
    page = page_of(request, technologies(request.viewer, Filters(words=words)))
    context = {
        "eyebrow": _("Afprøvning"),
        "about": trial.title,
        "title": _("Hvilken teknologi prøver I?"),
        "back_url": reverse("trials:page", args=[pk]),
        "words": words,
        "page": page,
        "found": [(row, reverse("technology_projects:begin", args=[pk, row.pk])) for row in page],
    }
    return render(request, "technologies/choose.html", context)


def begin(request: Request, pk: Any, technology_id: Any) -> HttpResponse:
    trial = trial_of(request, pk)
    require("technology_projects.begin", request.viewer, trial)
    technology: Technology = find(Technology, technology_id, request.viewer)
    initial = {
        "technology_id": technology.pk,
        "is_better_life": technology.is_better_life,
        "is_smarter_work": technology.is_smarter_work,
        "need_id": next((str(need.pk) for need in behind(trial.proposal.subject, request.viewer)), ""),
    }
    form = BeginForm(request.POST or None, viewer=request.viewer, trial=trial, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_project(by=request.viewer, trial_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Teknologien står på afprøvningen nu. Her ser I, hvad der mangler."))
            return redirect("technology_projects:page", pk=pk)
    context = {
        **framed(trial, _("Hvad skal %s være godt for?") % technology.title, _("Gem")),
        "back_url": reverse("technology_projects:choose", args=[pk]),
    }
    return render(request, "site/form.html", {"form": form, **context})


@require_safe
def project_page(request: Request, pk: Any) -> HttpResponse:
    project = project_of(request, pk, "view")
    trial = project.trial
    checks = {check.topic: check for check in project.legal_checks.all()}
    bought = {check.seller_id: check for check in project.purchase_checks.all()}
    sellers = list(queries.selling_partners(project))
    need = project.need if project.need and project.need.subject.readable_by(request.viewer) else None
    if need and need.reuse:
        prefetch_related_objects([need.reuse], seen_in("looked_at", request.viewer))
    may_buy = trial.is_open or trial.is_running  # once it is over, only what was looked at still stands
    may = {
        name: rules.has_perm(f"technology_projects.{name}", request.viewer, trial)
        for name in ("edit", "set_evaluation", "take_off", "check_law", "check_purchase")
    }
    context = {
        "project": project,
        "trial": trial,
        "need": need,
        "lacks": queries.lacks(trial),
        "workflows": [line for line in project.plan.all() if line.kind == PlanKind.WORKFLOW],
        "competences": [line for line in project.plan.all() if line.kind == PlanKind.COMPETENCE],
        "law": [(topic, checks.get(topic.value)) for topic in LegalTopic],
        "lessons": queries.lessons_before(project, request.viewer),
        "taken": taken_up_by(trial.subject, request.viewer),
        "may_acknowledge": rules.has_perm("lessons.acknowledge", request.viewer, trial),
        "sellers": [(seller, bought.get(seller.pk)) for seller in sellers if may_buy or seller.pk in bought],
        "may": may,
    }
    return render(request, "technology_projects/page.html", context)


def framed(trial: Trial, title: Any, submit: Any) -> dict[str, Any]:
    return {
        "eyebrow": _("Teknologi på en afprøvning"),
        "about": trial.title,
        "title": title,
        "submit": submit,
        "back_url": reverse("technology_projects:page", args=[trial.pk]),
    }


def edit(request: Request, pk: Any) -> HttpResponse:
    project = project_of(request, pk, "set_evaluation")
    form = ProjectForm(
        request.POST or None, viewer=request.viewer, project=project, initial=ProjectForm.initial_of(project)
    )
    title = _("Formål, tal og evaluering") if form.is_whole else _("Hvem evaluerer hvornår?")
    return edited(
        request,
        form,
        partial(actions.edit_project, trial_id=pk),
        lambda: ProjectForm.initial_of(project_of(request, pk, "set_evaluation")),
        template="technology_projects/edit.html",
        context={
            **framed(project.trial, title, _("Gem")),
            "trial": project.trial,
            "has_figures": form.has_figures or not form.is_whole,
        },
        done_url=reverse("technology_projects:page", args=[pk]),
        message=_("Gemt."),
    )


def take_off(request: Request, pk: Any) -> HttpResponse:
    """Asks once more, or tells what rests on it."""
    trial = trial_of(request, pk)
    project = queries.on_page(trial, request.viewer)
    if project is None:  # the second press of the same button
        return redirect("trials:page", pk=pk)
    require("technology_projects.take_off", request.viewer, trial)
    project.trial = trial
    resting = queries.rests_on(project, request.viewer)
    if request.method == "POST":
        try:
            actions.take_technology_off(by=request.viewer, trial_id=pk)
        except ValidationError as problem:
            resting = problem.messages
        else:
            messages.success(request, _("Teknologien er taget af afprøvningen."))
            return redirect("trials:page", pk=pk)
    context = {"project": project, "trial": trial, "resting": resting}
    return render(request, "technology_projects/take_off.html", context)


def add_workflow(request: Request, pk: Any) -> HttpResponse:
    return add_line(request, pk, PlanKind.WORKFLOW, LineForm, _("Hvad gør I anderledes?"))


def add_competence(request: Request, pk: Any) -> HttpResponse:
    return add_line(request, pk, PlanKind.COMPETENCE, LearnForm, _("Hvem skal lære hvad?"))


def add_line(request: Request, pk: Any, kind: str, form_class: type[LineForm], title: Any) -> HttpResponse:
    project = project_of(request, pk, "edit")
    form = form_class(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_line(by=request.viewer, trial_id=pk, kind=kind, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Skrevet på planen."))
            return redirect("technology_projects:page", pk=pk)
    return render(request, "site/form.html", {"form": form, **framed(project.trial, title, _("Skriv på planen"))})


@require_POST
def remove_line(request: Request, pk: Any, number: int) -> HttpResponse:
    try:
        actions.remove_line(by=request.viewer, trial_id=pk, line_id=number)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Taget af planen."))
    return redirect("technology_projects:page", pk=pk)


def check_law(request: Request, pk: Any, topic: str) -> HttpResponse:
    if topic not in LegalTopic.values:
        raise NotFound(f"LegalTopic {topic}")
    project = project_of(request, pk, "check_law")

    def initial() -> dict[str, Any]:
        now = project_of(request, pk, "check_law")
        return LegalForm.initial_of(now.legal_checks.filter(topic=topic).first(), now.trial.version)

    return edited(
        request,
        LegalForm(request.POST or None, viewer=request.viewer, initial=initial()),
        partial(actions.check_law, trial_id=pk, topic=topic),
        initial,
        context={
            **framed(project.trial, LegalTopic(topic).label, _("Gem svaret")),
            "lead": queries.QUESTIONS[LegalTopic(topic)],
        },
        done_url=reverse("technology_projects:page", args=[pk]),
        message=_("Gemt. Dit navn og datoen står ved svaret."),
    )


def check_purchase(request: Request, pk: Any, seller_id: Any) -> HttpResponse:
    project = project_of(request, pk, "check_purchase")
    seller = queries.selling_partners(project).filter(pk=seller_id).first()
    if seller is None:
        raise NotFound(f"Seller {seller_id}")

    def initial() -> dict[str, Any]:
        now = project_of(request, pk, "check_purchase")
        return PurchaseForm.initial_of(now.purchase_checks.filter(seller=seller_id).first(), now.trial.version)

    return edited(
        request,
        PurchaseForm(request.POST or None, viewer=request.viewer, initial=initial()),
        partial(actions.check_purchase, trial_id=pk, seller_id=seller_id),
        initial,
        context={
            **framed(project.trial, _("Må I købe hos %s?") % seller.name, _("Gem svaret")),
            "lead": _("De var med til at prøve det af. De må ikke stå bedre end andre sælgere af den grund."),
        },
        done_url=reverse("technology_projects:page", args=[pk]),
        message=_("Gemt. Dit navn og datoen står ved svaret."),
    )
