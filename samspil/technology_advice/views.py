"""The pages of the cross-cutting group: ask by permission name, call the verb, render."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.decisions.queries import advice_on, members_of
from samspil.foundation import hooks
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import is_repeat, require
from samspil.technology_advice import actions, queries
from samspil.technology_advice.forms import AskForm, GiveForm, RequestFilterForm


@require_safe
def room(request: Request) -> HttpResponse:
    """What the group sees is coming, what waits for its advice, and what it has said."""
    viewer, body = request.viewer, queries.group()
    context = {
        "group": body,
        "members": members_of(body) if body else [],
        "waiting": queries.waiting_first(viewer),
        "passed_by": queries.passed_by(viewer),
        "newest": queries.newest(viewer),
        "coming": queries.coming(viewer),
    }
    return render(request, "technology_advice/room.html", context)


@require_safe
def request_list(request: Request) -> HttpResponse:
    form = RequestFilterForm(request.GET, viewer=request.viewer)
    context = {
        "form": form,
        "filters": form.bar(request, search_label=_("Søg i rådene")),
        "page": page_of(request, queries.requests(request.viewer, form.filters())),
    }
    return render(request, "technology_advice/list.html", context)


@require_safe
def request_page(request: Request, pk: Any) -> HttpResponse:
    viewer = request.viewer
    asked = queries.request_of(pk, viewer)
    advice = list(advice_on([asked.subject_id], viewer))
    context = {
        "asked": asked,
        "advice": next((row for row in advice if row.pk == asked.advice_id), None),
        "others": [row for row in advice if row.pk != asked.advice_id],
        **{f"may_{name}": rules.has_perm(f"technology_advice.{name}", viewer, asked) for name in ("give", "withdraw")},
    }
    return render(request, "technology_advice/request.html", context)


def ask(request: Request, subject_id: Any) -> HttpResponse:
    matter = actions.matter_named(subject_id, request.viewer)
    if not is_repeat(request.viewer, request.POST.get("request_id")):  # else the second press of the same button
        require("technology_advice.ask", request.viewer, matter)
    form = AskForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_for_advice(by=request.viewer, subject_id=subject_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gruppen er spurgt. I får besked, når den har svaret."))
            return redirect("technology_advice:request", pk=asked.pk)
    context = {
        "eyebrow": _("Råd om"),
        "about": matter.subject.title,
        "title": _("Spørg den tværgående gruppe"),
        "lead": _("Gruppen giver råd. Enheden beslutter selv og betaler selv."),
        "submit": _("Spørg"),
        "back_url": hooks.address(matter.subject),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, **context})


def give(request: Request, pk: Any) -> HttpResponse:
    asked = queries.request_of(pk, request.viewer)
    if is_repeat(request.viewer, request.POST.get("request_id")):  # the second press of the same button
        return redirect("technology_advice:request", pk=pk)
    if asked.advice_id and rules.has_perm("decisions.advise", request.viewer, queries.sitting_of(asked)):
        messages.info(request, _("Gruppen har svaret. Her står rådet."))  # another member was quicker
        return redirect("technology_advice:request", pk=pk)
    require("technology_advice.give", request.viewer, asked)
    form = GiveForm(request.POST or None, viewer=request.viewer, members=members_of(asked.body))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_advice(by=request.viewer, advice_request_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Rådet står på siden nu. Det ændrer ikke på, hvem der beslutter."))
            return redirect("technology_advice:request", pk=pk)
    context = {"form": form, "asked": asked, "back_url": reverse("technology_advice:request", args=[pk])}
    return render(request, "technology_advice/give.html", context)


@require_POST
def withdraw(request: Request, pk: Any) -> HttpResponse:
    asked = queries.request_of(pk, request.viewer)
    if not asked.withdrawn_at:  # else it is the second press of the same button
        actions.withdraw_request(by=request.viewer, advice_request_id=pk)
        messages.success(request, _("Spørgsmålet er taget tilbage."))
    return redirect(hooks.address(asked.subject))
