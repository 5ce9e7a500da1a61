"""The host's page of who comes, time by time, and what the host does there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.foundation import clock
from samspil.foundation.http import Request, private
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AccessEntry
from samspil.foundation.paging import MOST, page_of
from samspil.foundation.verbs import find, require
from samspil.foundation.viewer import Viewer
from samspil.tasks import actions, cards, coming, queries, times
from samspil.tasks.forms import DayForm, WordsForm
from samspil.tasks.letters import HAS_A_PLACE
from samspil.tasks.models import STANDS, SignUp, SignUpState, Slot, Task


@private
@require_safe
def who_comes(request: Request, pk) -> HttpResponse:
    """Who comes: the times ahead, those that were held (``?vis=holdt``), or one day (``?dag=``). Addresses stand here
    when both have said yes; that they were read is logged.
    """
    task = find(Task, pk, request.viewer, related=queries.ON_PAGE)
    require("tasks.see_who_comes", request.viewer, task)
    form = DayForm(request.GET)
    return hosting(request, task, form.day(), day_form=form)


def hosting(
    request: Request, task: Task, day: date | None, *, open_cell: Any = None, open_part: str = "", **more: Any
) -> HttpResponse:
    """``open_part`` is what was written of at the time ``open_cell``. A day stands on one page."""
    ahead, held = queries.ahead_of(task), queries.held_of(task)
    number = {"ahead": ahead.count(), "held": held.count()}
    is_held = request.GET.get("vis") == "holdt" or not (request.GET.get("vis") or number["ahead"])
    rows, a_page = (queries.on_day(task, day), MOST) if day else (held if is_held else ahead, cards.TIMES_A_PAGE)
    page = page_of(request, rows, a_page)
    slots = list(page)
    coming_to = coming_by_slot(task, slots)
    log_reading(request.viewer, coming_to)
    context = {
        "task": task,
        "page": page,
        "cells": [cell_of(slot, coming_to[slot.pk], open_part if slot.pk == open_cell else "") for slot in slots],
        "number": number,
        "unmarked": queries.unmarked(held).count(),
        "is_held": is_held,
        "day": day,
        "day_form": DayForm(),
        "effect": queries.effect_of([task.pk]),
        "may_ask": rules.has_perm("volunteers.ask", request.viewer, task),
        "request_id": uuid7(),
        "open_cell": open_cell,
        "open_part": open_part,
        **more,
    }
    return render(request, "tasks/who_comes.html", context)


def coming_by_slot(task: Task, slots: list[Slot]) -> dict[Any, list[SignUp]]:
    for slot in slots:
        slot.task = task
    return queries.those_coming(queries.with_places(slots))


def cell_of(slot: Slot, rows: list[SignUp], open_part: str) -> dict[str, Any]:
    """What was being written can go on being written, also when it has become too late to begin."""
    may_write = not slot.is_over and any(row.state in (SignUpState.OFFERED, SignUpState.CONFIRMED) for row in rows)
    return {
        "slot": slot,
        "when": times.slot_in_words(slot),
        "rows": rows,
        "is_begun": slot.starts_at <= clock.now() and not slot.cancelled_at,
        "may_thank": open_part == "tak" or (not slot.thanked_at and any(row.came for row in rows)),
        "thanked": cards.thanked_in_words(slot) if slot.thanked_at else "",
        "may_write": open_part == "skriv" or may_write,
        "room": cards.room_in_words(slot),
    }


@private
@require_safe
def printed(request: Request, pk) -> HttpResponse:
    """Those who come, to tick off: of one day, or of all times ahead. Names and numbers of people only."""
    task = find(Task, pk, request.viewer, related=queries.ON_PAGE)
    require("tasks.see_who_comes", request.viewer, task)
    day = DayForm(request.GET).day()
    slots = list((queries.on_day(task, day) if day else queries.ahead_of(task)).filter(cancelled_at=None))
    coming_to = coming_by_slot(task, slots)
    cells = [
        (times.slot_in_words(slot), [row for row in coming_to[slot.pk] if row.state != SignUpState.WAITING])
        for slot in slots
    ]
    return render(request, "tasks/door_list.html", {"task": task, "cells": cells})


def log_reading(viewer: Viewer, coming_to: dict[Any, list[SignUp]]) -> None:
    """Whose address or number was shown to whom (GDPR art. 15: each may ask who read it)."""
    people = {row.person_id for rows in coming_to.values() for row in rows if row.contact}
    AccessEntry.objects.bulk_create(
        AccessEntry(reader=viewer.known_id, person=person, what="task_contact")
        for person in people - {viewer.person_id}
    )


def hosted_slot(request: Request, pk) -> Slot:
    slot = coming.slot_found(pk, request.viewer)
    require("tasks.see_who_comes", request.viewer, slot.task)
    return slot


def back_to(slot: Slot) -> HttpResponse:
    return redirect(cards.hosts_page(slot))


def say_who_heard(request: Request, rows: list[SignUp], said: str, said_to_none: str) -> None:
    """What was done, and the names of those whom no letter reached."""
    names = queries.without_mail(rows)
    messages.success(request, said if len(names) < len(rows) else said_to_none)
    if names:
        told = _("Ingen mail her: %(names)s. Ring, og sig det selv.") % {"names": ", ".join(names)}
        messages.warning(request, told)


@require_POST
def answer(request: Request, pk) -> HttpResponse:
    row = coming.sign_up_found(pk)
    if not rules.has_perm("tasks.see_who_comes", request.viewer, row.slot.task):
        raise Http404
    try:
        row = actions.answer_sign_up(by=request.viewer, sign_up_id=pk, answer=request.POST.get("svar", ""))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        say_who_heard(request, [row], _("Svaret er sendt."), _("Svaret er gemt."))
    return back_to(row.slot)


@require_POST
def close_slot(request: Request, pk) -> HttpResponse:
    slot = actions.close_slot(by=request.viewer, slot_id=pk, is_closed="aabn" not in request.POST)
    said = _("Lukket for tilmelding til den tid.") if slot.closed_at else _("Åben for tilmelding igen.")
    messages.success(request, said)
    return back_to(slot)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_slot(request: Request, pk) -> HttpResponse:
    """Asks once more before one time is called off."""
    slot = hosted_slot(request, pk)
    rows = queries.told_on(slot, state__in=STANDS)
    names = queries.without_mail(rows)
    if request.method == "POST":
        slot = actions.cancel_slot(by=request.viewer, slot_id=pk)
    if slot.is_over and not slot.cancelled_at:
        messages.error(request, _("Det er overstået og kan ikke aflyses."))
        return back_to(slot)
    if request.method == "POST":
        say_who_heard(request, rows, _("Aflyst. De tilmeldte har fået en mail."), _("Aflyst."))
        return back_to(slot)
    queries.with_places([slot])
    when = times.slot_in_words(slot)
    lead = ngettext(
        "%(when)s. %(n)d har en plads og får en mail nu.", "%(when)s. %(n)d har en plads og får en mail nu.", slot.taken
    )
    if names:
        lead = _("%(when)s. De tilmeldte med en mail får besked nu. Ring selv til dem uden: %(names)s.")
    context = {
        "task": slot.task,
        "title": _("Aflys den her gang?"),
        "lead": lead % {"when": when, "n": slot.taken, "names": ", ".join(names)},
        "yes": _("Ja, aflys"),
        "no": _("Nej, behold den"),
        "back_url": cards.hosts_page(slot),
    }
    return render(request, "tasks/sure.html", context)


@require_POST
def mark_done(request: Request, pk) -> HttpResponse:
    """How many of each were there: a field per sign-up, named by its id."""
    slot = hosted_slot(request, pk)
    came = {name.removeprefix("kom-"): value for name, value in request.POST.items() if name.startswith("kom-")}
    try:
        actions.mark_done(by=request.viewer, slot_id=pk, came=came)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Tak. Nu kan du takke dem, der var med."))
    return back_to(slot)


@require_POST
def thank(request: Request, pk) -> HttpResponse:
    def said(slot: Slot) -> None:
        rows = queries.told_on(slot, came__gt=0)
        say_who_heard(request, rows, _("Takken er sendt, og den står på siden."), _("Takken står på siden."))

    return words_sent(request, pk, actions.thank, said, "tak")


@require_POST
def edit_thanks(request: Request, pk) -> HttpResponse:
    def said(_slot: Slot) -> None:
        messages.success(request, _("Takken er rettet på siden."))

    return words_sent(request, pk, actions.edit_thanks, said, "ret-tak")


@require_http_methods(["GET", "HEAD", "POST"])
def take_thanks_back(request: Request, pk) -> HttpResponse:
    """Asks once more; what was sent by mail stays sent."""
    slot = hosted_slot(request, pk)
    if request.method == "POST":
        actions.take_thanks_back(by=request.viewer, slot_id=pk)
        messages.success(request, _("Takken er taget af siden."))
        return back_to(slot)
    context = {
        "task": slot.task,
        "title": _("Tag takken af siden?"),
        "lead": cards.thanked_in_words(slot),
        "yes": _("Ja, tag den af"),
        "no": _("Nej, lad den stå"),
        "back_url": cards.hosts_page(slot),
    }
    return render(request, "tasks/sure.html", context)


@require_POST
def write(request: Request, pk) -> HttpResponse:
    def said(slot: Slot) -> None:
        rows = queries.told_on(slot, state__in=HAS_A_PLACE)
        say_who_heard(request, rows, _("Sendt til dem, der kommer."), "")

    return words_sent(request, pk, actions.write_to_those_coming, said, "skriv")


def words_sent(
    request: Request, pk: Any, verb: Callable[..., Any], said: Callable[[Slot], None], which: str
) -> HttpResponse:
    """Where it has become too late for what was asked, what was typed stands where it can be said now."""
    slot = hosted_slot(request, pk)
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            verb(by=request.viewer, slot_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            said(slot)
            return back_to(slot)
    if which != "skriv":
        slot.refresh_from_db(fields=["thanked_at"])
        which = "ret-tak" if slot.thanked_at else "tak"
    task = find(Task, slot.task_id, request.viewer, related=queries.ON_PAGE)
    day = times.local(slot.starts_at, task.zone).date()
    return hosting(request, task, day, form=form, open_cell=slot.pk, open_part=which)
