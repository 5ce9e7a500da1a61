"""The pages about barriers: ask by permission name, call the verb, render."""

from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.barriers import actions, queries
from samspil.barriers.forms import BarrierFilterForm, BarrierForm, ResponseForm
from samspil.barriers.models import Barrier
from samspil.following.actions import readable_subject
from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.identity.contributing import contribute


@require_safe
def barrier_list(request: Request) -> HttpResponse:
    form = BarrierFilterForm(request.GET)
    page = page_of(request, queries.barriers(request.viewer, form.filters()))
    for row in page:
        row.may_respond = rules.has_perm("barriers.respond", request.viewer, row)
    context = {"form": form, "filters": form.bar(request, search_label=_("Søg i det, der står i vejen")), "page": page}
    return render(request, "barriers/list.html", context)


def raise_barrier(request: Request, pk) -> HttpResponse:
    subject = readable_subject(pk, request.viewer)
    require("barriers.raise" if request.viewer.is_known else "barriers.is_met_here", request.viewer, subject)
    form = BarrierForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "barrier", subject_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Det står på siden nu. Du får en mail, når nogen svarer."))
            return redirect(hooks.address(outcome.made.subject))
    return render(request, "barriers/raise.html", {"form": form, "about": subject})


def respond(request: Request, pk) -> HttpResponse:
    barrier = find(Barrier, pk, request.viewer, related=("subject__context__context", "actor", "author__actor"))
    require("barriers.respond", request.viewer, barrier)
    back = hooks.address(barrier.subject)
    return edited(
        request,
        ResponseForm(request.POST or None, viewer=request.viewer, initial=ResponseForm.initial_of(barrier)),
        partial(actions.respond_to_barrier, barrier_id=pk),
        lambda: ResponseForm.initial_of(find(Barrier, pk, request.viewer)),
        context={
            "eyebrow": _("Det, der står i vejen"),
            "about": barrier.subject.title,
            "title": _("Hvad gør I ved det?"),
            "submit": _("Gem svaret"),
            "back_url": back,
            "keeps": True,
        },
        done_url=back,
        message=_("Tak. Svaret står på siden nu, og de, der følger med, hører det."),
    )


@require_POST
def withdraw(request: Request, pk) -> HttpResponse:
    barrier = actions.withdraw_barrier(by=request.viewer, barrier_id=pk)
    messages.success(request, _("Du har taget dine ord tilbage. Teksten er slettet."))
    return redirect(hooks.address(barrier.subject.context))
