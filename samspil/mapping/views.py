"""Kortlægning: what there is and what is missing, and the button that keeps the counts of a day."""

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation.http import Request
from samspil.mapping import actions, queries
from samspil.mapping.forms import MapForm


def read(request: Request) -> tuple[MapForm, queries.Matrix]:
    """The choices in the address, and what there is to say about them. The papers ask the same."""
    known = queries.snapshots()
    form = MapForm(request.GET, known=known)
    return form, queries.matrix(form.filters(), known)


@require_safe
def overview(request: Request) -> HttpResponse:
    form, matrix = read(request)
    shown = {"form": form, "matrix": matrix, "may_freeze": rules.has_perm("mapping.freeze", request.viewer)}
    return render(request, "mapping/overview.html", shown)


@require_POST
def freeze(request: Request) -> HttpResponse:
    try:
        actions.freeze_counts(by=request.viewer)
    except ValidationError as problem:
        messages.info(request, problem.messages[0])
    else:
        messages.success(request, _("Gemt. Tallene fra i dag kan sammenlignes fra nu af."))
    return redirect("mapping:overview")
