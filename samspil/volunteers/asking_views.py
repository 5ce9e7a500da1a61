"""For those who look for somebody: whom to ask to a task, and where somebody is missing.

What is written about whom one looks for travels by POST and is kept nowhere. That a profile was read is logged.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.foundation.http import Request, private
from samspil.foundation.ids import uuid7
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.safeguards.rules import answers_for
from samspil.tasks import cards, times
from samspil.tasks.models import Task
from samspil.tasks.queries import ON_PAGE, waits_for_med
from samspil.volunteers import actions, finding, queries
from samspil.volunteers.forms import LookingForm, MissingFilterForm

FIRST_SHOWN = 12
MOST_SHOWN = 60


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def look(request: Request, pk) -> HttpResponse:
    """Whom to ask to a task, with reasons, and who was asked."""
    return looked(request, pk)


def looked(request: Request, pk: Any, problem: str = "") -> HttpResponse:
    """The page with what was typed and ticked, also when ``problem`` kept somebody from asking."""
    task = find(Task, pk, request.viewer, related=ON_PAGE)
    require("volunteers.ask", request.viewer, task)
    form = LookingForm(request.POST if request.method == "POST" else None)
    words = form.cleaned_data["words"] if form.is_bound and form.is_valid() else ""
    people = finding.people(task, request.viewer, words)
    shown = people[: MOST_SHOWN if "flere" in request.POST else FIRST_SHOWN]
    asks = queries.asks_of(task, request.viewer)
    named = {row.person_id for row in asks if row.person_id and row.shown_name}
    queries.log_reading(request.viewer, {row.key for row in shown} | named)
    waits = waits_for_med(task)
    context: dict[str, Any] = {
        "task": task,
        "request_id": uuid7(),
        "when": times.task_in_words(task),
        "form": form,
        "words": words,
        "problem": problem,
        "ticked": {*request.POST.getlist("person"), *request.POST.getlist("actor")},
        "shows_more": "flere" in request.POST,
        "people": shown,
        "is_more": len(people) > len(shown),
        "others": finding.others(task, request.viewer, words),
        "asks": asks,
        "counts": counted(asks),
        "sees_all": queries.sees_all(request.viewer),
        "requirements": cards.requirements_in_words(task),
        "knows_safeguards": answers_for(request.viewer, task.host),
        "waits": waits,
        "has_time": not waits
        and any(slot.is_open for slot in task.slots.select_related("task").order_by("-starts_at")[:60]),
    }
    return render(request, "volunteers/look.html", context, status=409 if problem else 200)


def counted(asks: list[Any]) -> dict[str, int]:
    return {
        "asked": len(asks),
        "yes": sum(row.answer == "yes" for row in asks),
        "waiting": sum(not row.is_answered for row in asks),
    }


@private
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def ask(request: Request, pk) -> HttpResponse:
    """Send one mail each to the chosen ones."""
    try:
        task = actions.ask(
            by=request.viewer,
            task_id=pk,
            people=request.POST.getlist("person"),
            actors=request.POST.getlist("actor"),
            request_id=request.POST.get("request_id"),
        )
    except ValidationError as problem:
        return looked(request, pk, " ".join(problem.messages))
    n = len(getattr(task, "asked", ()))  # a second press of the same form asked nobody anew
    if n:
        said = ngettext("%(n)d er spurgt. Svaret kommer her.", "%(n)d er spurgt. Svarene kommer her.", n)
        messages.success(request, said % {"n": n})
    for why in getattr(task, "left_out", ()):
        messages.warning(request, _("Ikke spurgt. %(why)s") % {"why": why})
    return redirect("volunteers:look", pk=pk)


@private
@require_safe
def missing(request: Request) -> HttpResponse:
    """Where there are free places soon, and how many were asked."""
    require("volunteers.see_all", request.viewer)
    form = MissingFilterForm(request.GET)
    page = page_of(request, queries.missing(request.viewer, form.filters()))
    context = {
        "form": form,
        "filters": form.bar(request, search_label=_("Hvad mangler der nogen til?")),
        "page": page,
        "rows": [{"slot": slot, "when": times.slot_in_words(slot)} for slot in page],
    }
    return render(request, "volunteers/missing.html", context)
