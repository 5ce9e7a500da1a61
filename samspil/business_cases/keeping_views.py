"""The pages of what cases reckon with: rates and norms, and the minutes ledger."""

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

from samspil.business_cases import keeping, queries
from samspil.business_cases.forms import AddCareTaskForm, EditCareTaskForm, NormForm, UnitFilterForm
from samspil.business_cases.models import CareTask, Norm, NormKind
from samspil.foundation import clock
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, require


@require_safe
def norms(request: Request) -> HttpResponse:
    """What holds today, and what has been added."""
    require("norms.view", request.viewer)
    today = queries.norms(clock.today())
    context = {
        "today": today,
        "pay": [(norm, today.hourly(norm.name)) for norm in today.pay.values()],
        "added": queries.added_norms(request.viewer),
        "kinds": NormKind.choices,
        "may_keep": rules.has_perm("norms.keep", request.viewer),
    }
    return render(request, "business_cases/norms.html", context)


def add_norm(request: Request, kind: str) -> HttpResponse:
    require("norms.keep", request.viewer)
    if kind not in NormKind.values:
        raise NotFound(kind)
    form = NormForm(request.POST or None, viewer=request.viewer, kind=kind, now=queries.norms(clock.today()))
    if request.method == "POST" and form.is_valid():
        try:
            keeping.add_norm(by=request.viewer, kind=kind, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Låste regnestykker er ikke ændret."))
            return redirect("business_cases:norms")
    context = {
        "form": form,
        "title": NormKind(kind).label,
        "lead": _("Det gælder fra den dag, du skriver. Det, der gjaldt før, bliver stående."),
        "submit": _("Gem satsen"),
        "back_url": reverse("business_cases:norms"),
        "eyebrow": _("Business case"),
        "about": _("Satser og normer"),
    }
    return render(request, "site/form.html", context)


def remove_norm(request: Request, pk: Any) -> HttpResponse:
    norm = find(Norm, pk, request.viewer)
    require("norms.keep", request.viewer)
    back = reverse("business_cases:norms")
    if request.method == "POST":
        try:
            keeping.remove_norm(by=request.viewer, norm_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Satsen er fjernet."))
        return redirect(back)
    context = {
        "title": _("Vil du fjerne satsen?"),
        "lead": _("Det går kun, så længe ingen har regnet med den."),
        "quoted": f"{norm.get_kind_display()} {norm.name}".strip(),
        "yes": _("Ja, fjern den"),
        "no": _("Nej, behold den"),
        "eyebrow": _("Business case"),
        "about": _("Satser og normer"),
        "back_url": back,
    }
    return render(request, "business_cases/sure.html", context)


# --- the minutes ledger -----------------------------------------------------------------------------------------------


@require_safe
def care_tasks(request: Request) -> HttpResponse:
    """What each unit has granted minutes for, and who reckons with them."""
    require("care_tasks.view", request.viewer)
    form = UnitFilterForm(request.GET, viewer=request.viewer)
    page = page_of(request, queries.care_tasks(request.viewer, form.unit, form.values()["q"]))
    rows = queries.with_claims(page.object_list, request.viewer)
    for row in rows:
        row.may_keep = rules.has_perm("care_tasks.keep", request.viewer, row)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "filters": form.bar(request, search_label=_("Søg efter en opgave eller en enhed")),
        "may_add": bool(queries.units_of(request.viewer)),
    }
    return render(request, "business_cases/care_tasks.html", context)


def of_ledger(**page: Any) -> dict[str, Any]:
    return {
        "eyebrow": _("Business case"),
        "about": _("Minutregnskabet"),
        "back_url": reverse("business_cases:care-tasks"),
        **page,
    }


def add_care_task(request: Request) -> HttpResponse:
    require("care_tasks.view", request.viewer)
    units = queries.units_of(request.viewer)
    form = AddCareTaskForm(request.POST or None, viewer=request.viewer, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.add_care_task(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Opgaven står i minutregnskabet nu."))
            return redirect("business_cases:care-tasks")
    context = of_ledger(
        form=form,
        title=_("Skriv en opgave i minutregnskabet"),
        lead=_("Den tid, der er givet til opgaven i dag. Regnestykker kan ikke spare mere end den."),
        submit=_("Gem opgaven"),
    )
    return render(request, "site/form.html", context)


def edit_care_task(request: Request, pk: Any) -> HttpResponse:
    task = find(CareTask, pk, request.viewer, related=("unit__actor__subject",))
    require("care_tasks.keep", request.viewer, task)
    return edited(
        request,
        EditCareTaskForm(request.POST or None, viewer=request.viewer, initial=EditCareTaskForm.initial_of(task)),
        partial(keeping.edit_care_task, task_id=pk),
        lambda: EditCareTaskForm.initial_of(find(CareTask, pk, request.viewer)),
        context=of_ledger(title=_("Ret opgaven"), lead=task.unit.shown_name, submit=_("Gem rettelsen")),
        done_url=reverse("business_cases:care-tasks"),
        message=_("Rettet."),
    )


def remove_care_task(request: Request, pk: Any) -> HttpResponse:
    task = find(CareTask, pk, request.viewer, related=("unit__actor__subject",))
    require("care_tasks.keep", request.viewer, task)
    if request.method == "POST":
        try:
            keeping.remove_care_task(by=request.viewer, task_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Opgaven er taget ud af minutregnskabet."))
        return redirect("business_cases:care-tasks")
    context = of_ledger(
        title=_("Vil du tage opgaven ud af minutregnskabet?"),
        lead=_("Det går kun, når ingen regner med den."),
        quoted=task.title,
        yes=_("Ja, tag den ud"),
        no=_("Nej, behold den"),
    )
    return render(request, "business_cases/sure.html", context)
