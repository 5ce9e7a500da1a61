"""The pages about what could help. What is written about somebody travels by POST and is kept nowhere."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from samspil.foundation import hooks
from samspil.foundation.http import Request, private
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.text import find_cpr
from samspil.foundation.verbs import NotFound, find, require
from samspil.resources.models import Resource
from samspil.suggestions import counting, queries
from samspil.suggestions.forms import NothingFitsForm, OutcomeForm, WhyNotForm
from samspil.suggestions.models import Step

MOST_TWIN_TEXT = 500
HELPED = ("challenge", "proposal", "task")


@require_http_methods(["GET", "HEAD", "POST"])
@private
@sensitive_post_parameters()
@sensitive_variables()
def why_not(request: Request) -> HttpResponse:
    """Tap or write what somebody likes and needs; three fellowships, with reasons. Nothing of it is kept."""
    form = WhyNotForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "form": form,
        "may_keep_words": rules.has_perm("suggestions.keep_words", request.viewer),
    }
    if request.method == "POST" and form.is_valid():
        is_more = "flere" in request.POST
        if form.is_empty():
            context["is_empty"] = True
        else:
            most = queries.SHOWN_MORE if is_more else queries.SHOWN_FIRST
            found = queries.answer(form.need(), request.viewer, most)
            counting.count_suggested((row.id for row in found.rows if row.is_resource), form.area())
            context |= {"answer": found, "is_all": is_more, "is_foreign": form.is_foreign()}
    return render(request, "suggestions/why_not.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def outcome(request: Request, pk) -> HttpResponse:
    """Tell what became of a suggestion: a tap, no name, no words."""
    resource = find(Resource, pk, request.viewer)
    require("suggestions.tell", request.viewer, resource)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told(request, form, step=form.cleaned_data["step"], resource=resource)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Det er talt med, og ingen kan se, hvem det var."))
            return redirect(hooks.address(resource.subject) or "suggestions:why-not")
    return render(request, "suggestions/outcome.html", {"form": form, "resource": resource})


@require_http_methods(["GET", "HEAD", "POST"])
@private
def nothing_fits(request: Request) -> HttpResponse:
    """None of it would do. That is worth as much to know: it shows where something is missing."""
    form = NothingFitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told(request, form, step=Step.REJECTED, resource=None)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Det hjælper os med at se, hvad der mangler."))
            return redirect("suggestions:why-not")
    return render(request, "suggestions/nothing_fits.html", {"form": form})


def told(request: Request, form: Any, *, step: str, resource: Resource | None) -> None:
    data = form.cleaned_data
    counting.tell(
        by=request.viewer,
        step=step,
        resource_id=resource.pk if resource else None,
        reason=data["reason"],
        theme=data["theme"],
        target_group=data["target_group"],
        area_id=data["area_id"],
        press=data["press"],
    )


@require_POST
@private
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def look_for_twins(request: Request) -> HttpResponse:
    """A part of a page: what is likely the same as what somebody is writing now. Nothing of it is kept."""
    text = next((request.POST[name] for name in ("question", "title", "text", "body") if request.POST.get(name)), "")
    text = text[:MOST_TWIN_TEXT]
    wanted = [kind for kind in request.POST.get("kinds", "").split(",") if kind]
    own = [key for key in [request.POST.get("own", "")] if as_uuid(key)]
    twins = []
    if len(text.split()) > 1 and not find_cpr(text):
        twins = queries.twins_for(text, "", request.viewer, wanted, but=own)
    return render(request, "suggestions/twins.html", {"twins": twins})


@require_safe
@vary_on_headers("HX-Request")
def for_page(request: Request, pk) -> HttpResponse:
    """Who could help with a challenge or a proposal, and why. A page of its own, or a part of theirs."""
    subject = Subject.objects.visible_to(request.viewer).filter(pk=pk, kind__in=HELPED).first()
    about = hooks.thing(subject) if subject else None
    if subject is None or about is None:
        raise NotFound(f"Subject {pk}")
    found = queries.who_could_help(about, request.viewer)
    context = {
        "subject": subject,
        "url": hooks.address(subject),
        "answer": found,
        "may_invite": subject.kind == "challenge"
        and rules.perm_exists("invitations.invite")
        and rules.has_perm("invitations.invite", request.viewer, about),
    }
    template = "suggestions/for_page_part.html" if request.htmx else "suggestions/for_page.html"  # type: ignore[attr-defined]
    return render(request, template, context)
