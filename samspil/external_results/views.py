"""The pages of others' results: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.external_results import actions, queries
from samspil.external_results.forms import AttachForm, ResultFilterForm, ResultForm, WithdrawForm
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.technologies.models import Technology

OFFERED = ("edit", "withdraw", "history")


@require_safe
def result_list(request: Request) -> HttpResponse:
    form = ResultFilterForm(request.GET)
    context = {
        "form": form,
        "filters": form.bar(request, search_label=_("Søg i andres vurderinger")),
        "page": page_of(request, queries.results(request.viewer, form.filters())),
    }
    return render(request, "external_results/list.html", context)


@require_safe
def result_page(request: Request, pk: Any) -> HttpResponse:
    viewer = request.viewer
    result = queries.result_of(pk, viewer)
    context = {
        "result": result,
        "partners": queries.partners_of(result, viewer),
        "timeline": timeline_of(result.subject, viewer),
        "may_hide": rules.has_perm("moderation.hide", viewer),
        **{f"may_{name}": rules.has_perm(f"external_results.{name}", viewer, result) for name in OFFERED},
    }
    return render(request, "external_results/page.html", context)


def framed(title: str, question: Any, submit: Any, back_url: str) -> dict[str, Any]:
    return {
        "eyebrow": _("Andres vurdering"),
        "about": title,
        "title": question,
        "submit": submit,
        "back_url": back_url,
        "keeps": True,
    }


def attach(request: Request, technology_id: Any) -> HttpResponse:
    require("external_results.attach", request.viewer)
    technology: Technology = find(Technology, technology_id, request.viewer)
    form = AttachForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            result = actions.attach_result(by=request.viewer, technology_id=technology_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Vurderingen står ved teknologien nu. Den tæller ikke med i vores egen."))
            return redirect("external_results:page", pk=result.pk)
    context = {
        **framed(
            technology.title,
            _("Hvad fandt de andre?"),
            _("Sæt den på siden"),
            reverse("technologies:page", args=[technology_id]),
        ),
        "lead": _("En vurdering, som andre har lavet, eller som er lavet med en metode, andre ejer."),
    }
    return render(request, "site/form.html", {"form": form, **context})


def edit(request: Request, pk: Any) -> HttpResponse:
    result = queries.result_of(pk, request.viewer)
    require("external_results.edit", request.viewer, result)
    back_url = reverse("external_results:page", args=[pk])
    initial = ResultForm.initial_of(result, request.viewer)
    return edited(
        request,
        ResultForm(request.POST or None, viewer=request.viewer, initial=initial),
        partial(actions.edit_result, result_id=pk),
        lambda: ResultForm.initial_of(queries.result_of(pk, request.viewer), request.viewer),
        context=framed(result.title, _("Ret det, der står"), _("Gem rettelsen"), back_url),
        done_url=back_url,
        message=_("Rettet."),
    )


@require_safe
def history(request: Request, pk: Any) -> HttpResponse:
    """What was mended, and who let it be shown: for staff, because what stood before may have been theirs alone."""
    result = queries.result_of(pk, request.viewer)
    require("external_results.history", request.viewer, result)
    context = {"result": result, "changes": queries.changes_of(result)}
    return render(request, "external_results/history.html", context)


def withdraw(request: Request, pk: Any) -> HttpResponse:
    result = queries.result_of(pk, request.viewer)
    back_url = reverse("external_results:page", args=[pk])
    if result.withdrawn_at:  # the second press of the same button
        return redirect(back_url)
    require("external_results.withdraw", request.viewer, result)

    def now() -> dict[str, Any]:
        return {"reason": "", "expected_version": queries.result_of(pk, request.viewer).version}

    return edited(
        request,
        WithdrawForm(request.POST or None, viewer=request.viewer, initial=now()),
        partial(actions.withdraw_result, result_id=pk),
        now,
        context=framed(result.title, _("Tag den af listen"), _("Tag den af"), back_url),
        done_url=back_url,
        message=_("Taget af listen. Kun ansatte kan se den nu."),
    )
