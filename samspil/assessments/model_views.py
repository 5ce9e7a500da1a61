"""The pages of the model: everybody reads every version; administrators copy, change and publish."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.assessments import modelling, queries
from samspil.assessments.model_forms import CriterionTextForm, GateTextForm, PublishForm
from samspil.assessments.models import ModelVersion
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.verbs import require

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def newest(request: Request) -> HttpResponse:
    """The version in use; before the first assessment, what will come and a way to put it there."""
    version = modelling.newest_published()
    if version:
        return show(request, version.pk)
    return render(request, "assessments/no_model.html", {"may_copy": rules.has_perm("models.copy", request.viewer)})


@require_POST
def begin_model(request: Request) -> HttpResponse:
    """The first version where there is none; else a copy to work on."""
    require("models.copy", request.viewer)
    if modelling.newest_published() is None:
        version = modelling.lay_first_model(by=request.viewer)
        messages.success(request, _("Modellen er på plads."))
    else:
        version = modelling.copy_model(by=request.viewer)
        messages.success(request, _("Her er kladden til næste udgave. Ret en række ad gangen."))
    return redirect("assessments:model", pk=version.pk)


@require_safe
def model_page(request: Request, pk) -> HttpResponse:
    return show(request, pk)


def show(request: Request, pk: Any) -> HttpResponse:
    version = queries.version_of(pk, request.viewer)
    return render(
        request,
        "assessments/model.html",
        {
            "version": version,
            "versions": queries.versions(request.viewer),
            "gates": list(version.gates.all()),
            "criteria": queries.criteria_of(version),
            "may_edit": rules.has_perm("models.edit", request.viewer, version),
            "may_copy": not version.is_draft and rules.has_perm("models.copy", request.viewer),
        },
    )


def draft(request: Request, pk: Any) -> ModelVersion:
    """Raises: NotFound, Refused."""
    version = queries.version_of(pk, request.viewer)
    require("models.edit", request.viewer, version)
    return version


def around(version: ModelVersion, **texts: Any) -> dict[str, Any]:
    back = reverse("assessments:model", args=[version.pk])
    return {"eyebrow": _("Modellen"), "about": str(version), "back_url": back, **texts}


def sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


@form_page
def edit_gate(request: Request, pk, number: str) -> HttpResponse:
    version = draft(request, pk)

    def now() -> dict[str, Any]:
        gate = version.gates.filter(number=number).first()
        if gate is None:
            raise Http404
        return GateTextForm.initial_of(queries.version_of(pk, request.viewer), gate)

    return edited(
        request,
        GateTextForm(sent(request), viewer=request.viewer, initial=now()),
        partial(modelling.edit_gate, model_id=pk, number=number),
        now,
        context=around(version, title=number, submit=_("Gem rækken")),
        done_url=reverse("assessments:model", args=[pk]),
        message=_("Rettet."),
    )


@form_page
def edit_criterion(request: Request, pk, number: str) -> HttpResponse:
    version = draft(request, pk)
    criterion = version.criteria.filter(number=number).first()
    if criterion is None:
        raise Http404

    def now() -> dict[str, Any]:
        row = version.criteria.prefetch_related("wordings").get(number=number)
        return CriterionTextForm.initial_of(queries.version_of(pk, request.viewer), row)

    return edited(
        request,
        CriterionTextForm(sent(request), viewer=request.viewer, criterion=criterion, initial=now()),
        partial(modelling.edit_criterion, model_id=pk, number=number),
        now,
        context=around(version, title=str(criterion), submit=_("Gem rækken")),
        done_url=reverse("assessments:model", args=[pk]),
        message=_("Rettet."),
    )


@form_page
def publish(request: Request, pk) -> HttpResponse:
    version = queries.version_of(pk, request.viewer)
    if not version.is_draft and rules.has_perm("models.copy", request.viewer):
        return redirect("assessments:model", pk=pk)  # the second press of the same button
    require("models.edit", request.viewer, version)
    return edited(
        request,
        PublishForm(sent(request), viewer=request.viewer, initial=PublishForm.initial_of(version)),
        partial(modelling.publish_model, model_id=pk),
        lambda: PublishForm.initial_of(queries.version_of(pk, request.viewer)),
        context=around(
            version,
            title=_("Tag udgaven i brug"),
            lead=_("Nye vurderinger bruger den fra nu. De, der er begyndt, beholder deres egen."),
            submit=_("Tag udgaven i brug"),
        ),
        done_url=reverse("assessments:model", args=[pk]),
        message=_("Udgaven er i brug."),
    )
