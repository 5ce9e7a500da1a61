"""Whom do I talk to? The question, the answer, the list from A to Å, and what keeps it right."""

from functools import partial

import rules
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, find, require
from samspil.wayfinding import actions, queries
from samspil.wayfinding.finding import find_door
from samspil.wayfinding.forms import AddContactForm, AskForm, EditContactForm
from samspil.wayfinding.models import ContactPoint

RELATED = ("person__actor", "unit__actor__subject")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def ask(request: Request) -> HttpResponse:
    """The question and the list. What was asked comes by POST, is answered, and is kept nowhere."""
    return answer(request) if request.method == "POST" else page(request, AskForm())


@private
def answer(request: Request) -> HttpResponse:
    form = AskForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    return page(request, form, found=find_door(text, request.viewer), is_empty=not text.strip())


def page(request: Request, form: AskForm, **answered: object) -> HttpResponse:
    shown = {
        "form": form,
        "letters": queries.from_a_to_aa(request.viewer),
        "main_phone": settings.MAIN_PHONE,
        "may_add": rules.has_perm("wayfinding.open_form", request.viewer),
        **answered,
    }
    return render(request, "wayfinding/ask.html", shown)


def readable(pk, request: Request) -> ContactPoint:
    """Raises: NotFound, also for what was taken off the list."""
    point = find(ContactPoint, pk, request.viewer, related=RELATED)
    if point.removed_at:
        raise NotFound(f"ContactPoint {pk}")
    return point


@require_safe
def point_page(request: Request, pk) -> HttpResponse:
    point = readable(pk, request)
    return render(
        request,
        "wayfinding/page.html",
        {
            "point": point,
            "main_phone": settings.MAIN_PHONE,
            "may_keep": rules.has_perm("wayfinding.keep", request.viewer, point),
            "timeline": timeline_of(point.subject, request.viewer),
        },
    )


def add(request: Request) -> HttpResponse:
    require("wayfinding.open_form", request.viewer)
    form = AddContactForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_contact_point(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Sat på listen. Om et år spørger vi, om det stadig passer."))
            return redirect("wayfinding:page", pk=made.pk)
    shown = {
        "title": _("Sæt en funktion på listen"),
        "lead": _("Så finder folk den, når de skriver med deres egne ord."),
        "submit": _("Sæt den på listen"),
        "back_url": reverse("wayfinding:ask"),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, **shown})


def edit(request: Request, pk) -> HttpResponse:
    point = readable(pk, request)
    require("wayfinding.keep", request.viewer, point)
    initial = EditContactForm.initial_of(point)
    return edited(
        request,
        EditContactForm(request.POST if request.method == "POST" else None, viewer=request.viewer, initial=initial),
        partial(actions.edit_contact_point, point_id=pk),
        lambda: EditContactForm.initial_of(find(ContactPoint, pk, request.viewer)),
        context={
            "eyebrow": _("Hvem skal jeg tale med?"),
            "about": point.function,
            "title": _("Ret, hvad der står"),
            "submit": _("Gem"),
            "back_url": reverse("wayfinding:page", args=[pk]),
        },
        done_url=reverse("wayfinding:page", args=[pk]),
        message=_("Rettet. Det tæller som bekræftet i dag."),
    )


@require_POST
def confirm(request: Request, pk) -> HttpResponse:
    readable(pk, request)
    actions.confirm_contact_point(by=request.viewer, point_id=pk)
    messages.success(request, _("Tak. Det er bekræftet i dag."))
    return redirect("wayfinding:page", pk=pk)


def remove(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    if request.method == "POST" and find(ContactPoint, pk, request.viewer).removed_at:
        return redirect("wayfinding:ask")  # the second press
    point = readable(pk, request)
    require("wayfinding.keep", request.viewer, point)
    if request.method == "POST":
        actions.remove_contact_point(by=request.viewer, point_id=pk)
        messages.success(request, _("Taget af listen."))
        return redirect("wayfinding:ask")
    return render(request, "wayfinding/remove.html", {"point": point})
