"""The pages of processes: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import timeline_of, units
from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.forms import VerbForm
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.identity.contributing import held_page
from samspil.processes import actions, queries
from samspil.processes.forms import (
    EditProcessForm,
    EditStepForm,
    EditTaskForm,
    KeepForm,
    ProcessFilterForm,
    StartForm,
    StartInUnitForm,
    StepForm,
    TaskForm,
)
from samspil.processes.models import Process, Step
from samspil.processes.ready import READY

RELATED = ("subject__context", "unit__actor__subject", "started_by__actor")


@require_safe
def process_list(request: Request) -> HttpResponse:
    form = ProcessFilterForm(request.GET, viewer=request.viewer)
    page = page_of(request, queries.processes(request.viewer, form.filters()))
    progress = queries.progress_of([row.pk for row in page])
    return render(
        request,
        "processes/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i forløbene")),
            "page": page,
            "rows": [(row, *progress.get(row.pk, (0, 0))) for row in page],
            "may_start": rules.has_perm("processes.start_somewhere", request.viewer),
        },
    )


def page_context(process: Process, request: Request) -> dict[str, Any]:
    steps = queries.steps_of(process)
    return {
        "process": process,
        "steps": steps,
        "next": next((step for step in steps if step.done_at is None), None),
        "done": sum(step.done_at is not None for step in steps),
    }


@require_safe
def process_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    process = find(Process, pk, viewer, related=RELATED)
    shown = page_context(process, request)
    may_edit = rules.has_perm("processes.edit", viewer, process)
    for step in shown["steps"]:
        for task in step.tasks.all():
            task.may_tick = may_edit or (not process.is_over and viewer.is_known and task.person_id == viewer.person_id)
    return render(
        request,
        "processes/page.html",
        {
            **shown,
            "timeline": timeline_of(process.subject, viewer),
            "may_edit": may_edit,
            "may_keep": rules.has_perm("processes.keep", viewer, process),
            "may_keep_template": rules.has_perm("processes.keep_template", viewer),
            "may_hide": rules.has_perm("moderation.hide", viewer),
        },
    )


@require_safe
def paper(request: Request, pk) -> HttpResponse:
    """The plan for the wall, A4."""
    process = find(Process, pk, request.viewer, related=RELATED)
    return render(request, "processes/paper.html", page_context(process, request))


def form_page(request: Request, form: VerbForm, **page: Any) -> HttpResponse:
    return render(request, "site/form.html", {"form": form, "keeps": True, **page})


def started(request: Request, process: Process) -> HttpResponse:
    if not process.subject.shown:
        return held_page(request, process)
    messages.success(request, _("Forløbet er i gang. Ret trinene til, så de passer til jer."))
    return redirect("processes:page", pk=process.pk)


def start_on_page(request: Request, pk) -> HttpResponse:
    about = actions.page_named(pk, request.viewer)
    require("processes.start_on", request.viewer, hooks.thing(about))
    form = StartForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            process = actions.start_process(by=request.viewer, subject_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return started(request, process)
    return form_page(
        request,
        form,
        eyebrow=_("Udfordring"),
        about=about.title,
        title=_("Arbejd trin for trin"),
        lead=_("Et forløb er en hjælp, ikke en regel. I kan ændre trinene og tage dem i den rækkefølge, I vil."),
        submit=_("Begynd"),
        back_url=hooks.address(about),
    )


def start_in_unit(request: Request) -> HttpResponse:
    require("processes.start_somewhere", request.viewer)
    mine = [unit for unit in units(request.viewer) if rules.has_perm("processes.start_in", request.viewer, unit)]
    form = StartInUnitForm(request.POST or None, viewer=request.viewer, units=mine)
    if request.method == "POST" and form.is_valid():
        try:
            process = actions.start_process(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return started(request, process)
    return form_page(
        request,
        form,
        title=_("Begynd et forløb"),
        lead=_("Hører det til en udfordring? Så begynd på udfordringens side, så alle dér kan være med."),
        submit=_("Begynd"),
        back_url=reverse("processes:list"),
    )


def about_process(process: Process) -> dict[str, Any]:
    return {
        "eyebrow": _("Forløb"),
        "about": process.title,
        "back_url": reverse("processes:page", args=[process.pk]),
    }


def edit_process(request: Request, pk) -> HttpResponse:
    process = find(Process, pk, request.viewer, related=RELATED)
    require("processes.edit", request.viewer, process)
    return edited(
        request,
        EditProcessForm(request.POST or None, viewer=request.viewer, initial=EditProcessForm.initial_of(process)),
        partial(actions.edit_process, process_id=pk),
        lambda: EditProcessForm.initial_of(find(Process, pk, request.viewer)),
        context={**about_process(process), "title": _("Ret navnet"), "submit": _("Gem")},
        done_url=reverse("processes:page", args=[pk]),
        message=_("Rettet."),
    )


@require_POST
def end_process(request: Request, pk) -> HttpResponse:
    is_over = request.POST.get("is_over") != "nej"
    actions.end_process(by=request.viewer, process_id=pk, is_over=is_over)
    over, again = _("Forløbet er slut. Det står her stadig."), _("Forløbet er i gang igen.")
    messages.success(request, over if is_over else again)
    return redirect("processes:page", pk=pk)


# --- steps ------------------------------------------------------------------------------------------------------------


def at_step(process_id: Any, step_id: Any) -> str:
    return f"{reverse('processes:page', args=[process_id])}#t-{step_id}"


def add_step(request: Request, pk) -> HttpResponse:
    process = find(Process, pk, request.viewer, related=RELATED)
    require("processes.edit", request.viewer, process)
    form = StepForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            step = actions.add_step(by=request.viewer, process_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Trinet står sidst. Du kan flytte det op."))
            return redirect(at_step(pk, step.pk))
    return form_page(request, form, title=_("Tilføj et trin"), submit=_("Tilføj trinet"), **about_process(process))


def edit_step(request: Request, pk) -> HttpResponse:
    step = actions.step_named(pk, request.viewer)
    require("processes.edit", request.viewer, step.process)
    return edited(
        request,
        EditStepForm(request.POST or None, viewer=request.viewer, initial=EditStepForm.initial_of(step)),
        partial(actions.edit_step, step_id=pk),
        lambda: EditStepForm.initial_of(actions.step_named(pk, request.viewer)),
        context={**about_process(step.process), "title": _("Ret trinet"), "submit": _("Gem"), "keeps": True},
        done_url=at_step(step.process_id, pk),
        message=_("Rettet."),
    )


@require_POST
def move_step(request: Request, pk) -> HttpResponse:
    step = actions.step_named(pk, request.viewer)
    position = request.POST.get("position", "")
    number = int(position) if position.isascii() and position.isdigit() and len(position) < 4 else step.position
    actions.move_step(by=request.viewer, step_id=pk, position=number)
    return redirect(at_step(step.process_id, pk))


def ask_once_more(request: Request, **page: Any) -> HttpResponse:
    return render(request, "processes/ask_once_more.html", page)


def remove_step(request: Request, pk) -> HttpResponse:
    """Asks once more: its tasks go with it. Who presses twice comes back to the list."""
    if request.method == "POST" and not Step.objects.filter(pk=pk).exists():
        return redirect("processes:list")
    step = actions.step_named(pk, request.viewer)
    require("processes.edit", request.viewer, step.process)
    if request.method == "POST":
        actions.remove_step(by=request.viewer, step_id=pk)
        messages.success(request, _("Trinet er fjernet."))
        return redirect("processes:page", pk=step.process_id)
    return ask_once_more(
        request,
        title=_("Vil du fjerne trinet?"),
        lead=_("Opgaverne i trinet forsvinder også."),
        text=step.title,
        submit=_("Ja, fjern det"),
        back_url=at_step(step.process_id, pk),
    )


@require_POST
def tick_step(request: Request, pk) -> HttpResponse:
    step = actions.tick_step(by=request.viewer, step_id=pk, is_done=request.POST.get("is_done") != "nej")
    return redirect(at_step(step.process_id, pk))


# --- small tasks ------------------------------------------------------------------------------------------------------


def add_task(request: Request, pk) -> HttpResponse:
    step = actions.step_named(pk, request.viewer)
    require("processes.edit", request.viewer, step.process)
    people = queries.people_for(step.process, request.viewer)
    form = TaskForm(request.POST or None, viewer=request.viewer, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_task(by=request.viewer, step_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return redirect(at_step(step.process_id, pk))
    page = {**about_process(step.process), "lead": step.title}
    return form_page(request, form, title=_("Tilføj en lille opgave"), submit=_("Tilføj opgaven"), **page)


def edit_task(request: Request, pk) -> HttpResponse:
    task = actions.task_named(pk, request.viewer)
    process = task.step.process
    require("processes.edit", request.viewer, process)
    people = queries.people_for(process, request.viewer)
    if task.person and task.person not in people:
        people.append(task.person)
    form = EditTaskForm(
        request.POST or None, viewer=request.viewer, people=people, initial=EditTaskForm.initial_of(task)
    )
    return edited(
        request,
        form,
        partial(actions.edit_task, task_id=pk),
        lambda: EditTaskForm.initial_of(actions.task_named(pk, request.viewer)),
        context={**about_process(process), "title": _("Ret opgaven"), "submit": _("Gem"), "keeps": True},
        done_url=at_step(process.pk, task.step_id),
        message=_("Rettet."),
    )


@require_POST
def remove_task(request: Request, pk) -> HttpResponse:
    task = actions.task_named(pk, request.viewer)
    actions.remove_task(by=request.viewer, task_id=pk)
    messages.success(request, _("Opgaven er fjernet."))
    return redirect(at_step(task.step.process_id, task.step_id))


@require_POST
def tick_task(request: Request, pk) -> HttpResponse:
    task = actions.tick_task(by=request.viewer, task_id=pk, is_done=request.POST.get("is_done") != "nej")
    return redirect(at_step(task.step.process_id, task.step_id))


# --- templates --------------------------------------------------------------------------------------------------------


@require_safe
def templates(request: Request) -> HttpResponse:
    """The ways of working one can begin with: those of the house, and the municipality's own."""
    context = {
        "ready": READY.values(),
        "own": queries.templates(request.viewer),
        "may_drop": rules.has_perm("processes.keep_template", request.viewer),
    }
    return render(request, "processes/templates.html", context)


def keep_as_template(request: Request, pk) -> HttpResponse:
    process = find(Process, pk, request.viewer, related=RELATED)
    require("processes.keep_template", request.viewer)
    form = KeepForm(request.POST or None, viewer=request.viewer, initial={"name": process.title})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_as_template(by=request.viewer, process_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Andre kan begynde med den fra nu af."))
            return redirect("processes:templates")
    return form_page(request, form, title=_("Gem som skabelon"), submit=_("Gem skabelonen"), **about_process(process))


@require_POST
def drop_template(request: Request, pk) -> HttpResponse:
    actions.drop_template(by=request.viewer, template_id=pk)
    messages.success(request, _("Skabelonen er fjernet. Forløb, der er i gang, fortsætter."))
    return redirect("processes:templates")
