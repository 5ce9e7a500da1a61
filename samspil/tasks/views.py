"""The list of tasks, the page of one, its paper, and the pages to make, mend, close and take one back."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.foundation.editing import edited
from samspil.foundation.hooks import address
from samspil.foundation.http import Request
from samspil.foundation.models import Audience
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.identity.contributing import held_page
from samspil.resources.queries import places, with_distance
from samspil.tasks import actions, beforehand, cards, queries, times
from samspil.tasks.forms import EditTaskForm, MakeTaskForm, TaskFilterForm
from samspil.tasks.models import Task


@require_safe
def task_list(request: Request) -> HttpResponse:
    form = TaskFilterForm(request.GET, viewer=request.viewer)
    filters = form.filters()
    page = page_of(
        request, queries.tasks_for(request.viewer, filters), counted=queries.countable(request.viewer, filters)
    )
    tasks = queries.with_slots(with_distance(list(page), filters.near), most=1)
    return render(
        request,
        "tasks/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvad vil du gerne hjælpe med?")),
            "page": page,
            "rows": cards.rows(tasks, request.viewer),
            "map": cards.map_of(tasks, _("Kort over opgaverne på siden")),
            "may_make": may_make(request),
        },
    )


def may_make(request: Request) -> bool:
    """Whether to show the way to make a task; the form says in whose name."""
    viewer = request.viewer
    return bool(viewer.speaks_for) or viewer.is_staff


@require_safe
def task_page(request: Request, pk) -> HttpResponse:
    task = find(Task, pk, request.viewer, related=queries.ON_PAGE)
    viewer = request.viewer
    slots = queries.slots_ahead(task)
    is_there = task.withdrawn_at is None
    may = {name: is_there and rules.has_perm(f"tasks.{name}", viewer, task) for name in ("edit", "close", "withdraw")}
    may["see"] = is_there and rules.has_perm("tasks.see_who_comes", viewer, task)
    waits = queries.waits_for_med(task)
    is_public = task.subject.audience == Audience.PUBLIC and task.is_open and not waits
    return render(
        request,
        "tasks/page.html",
        {
            **standing(task),
            "slots": cards.slot_rows(slots, waits=waits),
            "waits": waits,
            "thanks": [(slot, times.slot_in_words(slot)) for slot in queries.thanks_of(task)],
            "effect": queries.effect_of([task.pk]),
            "origin": origin_shown(task, request),
            "timeline": timeline_of(task.subject, viewer),
            "may": may,
            "keeps": any(may.values()),
            "may_hide": rules.has_perm("moderation.hide", viewer),
            "json_ld": cards.json_ld(slots) if is_public else None,
            "map": cards.map_of([task], _("Her er det på kortet")) if task.point else None,
        },
    )


def standing(task: Task) -> dict[str, Any]:
    """What is known about a task, for its page and its paper. No query."""
    return {
        "task": task,
        "host": task.host.name if task.host.subject.shown else "",
        "when": times.task_in_words(task),
        "requirements": cards.requirements_in_words(task),
        "criteria": cards.criteria_in_words(task),
        "access": cards.access_in_words(task),
    }


def origin_shown(task: Task, request: Request) -> dict[str, str] | None:
    """The page it came out of, for those who may read it."""
    origin = task.origin
    if origin is None or not origin.title or not origin.readable_by(request.viewer):
        return None
    return {"title": origin.title, "url": address(origin)}


def make(request: Request) -> HttpResponse:
    """A new task, filled in beforehand where it comes out of a page (``?fra=`` its id)."""
    if not may_make(request):
        raise PermissionDenied
    origin = actions.origin_of(request.GET.get("fra"), request.viewer)
    form = MakeTaskForm(request.POST or None, viewer=request.viewer, initial=beforehand.known(origin, request.viewer))
    if request.method == "POST" and form.is_valid():
        try:
            task = actions.make_task(
                by=request.viewer, origin_id=str(origin.pk) if origin else None, **form.arguments()
            )
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if not task.subject.shown:
                return held_page(request, task)
            waits = queries.waits_for_med(task)
            after_med = _("Opgaven er gemt. Den åbner for tilmelding, når MED har drøftet den.")
            messages.success(request, after_med if waits else _("Opgaven står her nu. Alle kan melde sig."))
            return redirect("tasks:page", pk=task.pk)
    context = {
        "form": form,
        "origin": origin,
        "origin_url": address(origin) if origin else "",
        "places": list(places()),
    }
    return render(request, "tasks/make.html", context)


def edit(request: Request, pk) -> HttpResponse:
    task = find(Task, pk, request.viewer, related=queries.ON_PAGE)
    require("tasks.edit", request.viewer, task)
    form = EditTaskForm(request.POST or None, viewer=request.viewer, initial=EditTaskForm.initial_of(task))
    return edited(
        request,
        form,
        partial(actions.edit_task, task_id=pk),
        lambda: EditTaskForm.initial_of(find(Task, pk, request.viewer, related=queries.ON_PAGE)),
        template="tasks/edit.html",
        context={"task": task, "places": list(places())},
        done_url=reverse("tasks:page", args=[pk]),
        message=_("Rettet. Er tiden eller stedet et andet, har de tilmeldte fået en mail."),
    )


def close(request: Request, pk) -> HttpResponse:
    """Asks once more before nobody can sign up any longer; a closed task is opened again from here."""
    task = find(Task, pk, request.viewer, related=queries.ON_PAGE)
    require("tasks.close", request.viewer, task)
    if request.method == "POST":
        if "aabn" in request.POST:
            actions.open_task(by=request.viewer, task_id=pk)
            messages.success(request, _("Opgaven er åben igen."))
        else:
            actions.close_task(by=request.viewer, task_id=pk)
            messages.success(request, _("Opgaven er lukket. De tilmeldte kommer stadig."))
        return redirect("tasks:page", pk=pk)
    is_shut = task.closed_at is not None
    lead = _("Så kan ingen flere melde sig. Dem, der er tilmeldt, kommer stadig.")
    context = {
        "task": task,
        "title": _("Åbn opgaven igen?") if is_shut else _("Luk opgaven?"),
        "lead": _("Så kan flere melde sig.") if is_shut else lead,
        "yes": _("Ja, åbn den") if is_shut else _("Ja, luk den"),
        "what": "aabn" if is_shut else "luk",
        "no": _("Nej, lad den være"),
        "back_url": reverse("tasks:page", args=[pk]),
    }
    return render(request, "tasks/sure.html", context)


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted, and those who would come hear it."""
    task = find(Task, pk, request.viewer, related=queries.ON_PAGE)
    require("tasks.withdraw", request.viewer, task)
    problem = None
    if request.method == "POST":
        try:
            actions.withdraw_task(by=request.viewer, task_id=pk)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, _("Opgaven er taget tilbage. De tilmeldte har fået besked."))
            return redirect("tasks:list")
    context = {
        "task": task,
        "title": _("Tag opgaven tilbage?"),
        "lead": _("Teksten bliver slettet. Dem, der ville komme, får en mail om, at det er aflyst."),
        "yes": _("Ja, tag den tilbage"),
        "no": _("Nej, behold den"),
        "back_url": reverse("tasks:page", args=[pk]),
        "problem": problem,
    }
    return render(request, "tasks/sure.html", context, status=409 if problem else 200)


@require_safe
def paper(request: Request, pk) -> HttpResponse:
    """One page of paper to show an unemployment fund or a job centre, or to hang up."""
    task = find(Task, pk, request.viewer, related=queries.ON_PAGE)
    if task.withdrawn_at:
        return redirect("tasks:page", pk=pk)
    slots = [times.slot_in_words(slot) for slot in queries.slots_ahead(task)[:6] if not slot.cancelled_at]
    return render(request, "tasks/paper.html", {**standing(task), "slots": slots})
