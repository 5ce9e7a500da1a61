"""The link in the yearly letter, and what coordinators keep: areas and codes."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, Refused, find, require
from samspil.foundation.viewer import Viewer
from samspil.resources import actions, letters, queries
from samspil.resources.forms import AreaForm, CodesForm, EditResourceForm
from samspil.resources.models import Area, Resource, ThemeCode
from samspil.resources.views import standing, suggested


def opened(token: str) -> letters.Asked | None:
    """What the link opens, for whoever holds it. None: used, too old, or the resource is no longer theirs to keep."""
    asked = letters.opened(token)
    if asked is None or asked.viewer.is_blocked:
        return None
    if not rules.has_perm("resources.confirm", asked.viewer, asked.resource):
        return None
    return asked


def spent(request: Request) -> HttpResponse:
    return render(request, "resources/spent.html", status=410)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """Does it still hold? Opening the letter's link changes nothing; one of the buttons does, and can be undone."""
    asked = opened(token)
    if asked is None:
        return spent(request)
    if request.method == "POST":
        verb, done = (
            (actions.end_resource, "ended") if "slut" in request.POST else (actions.confirm_resource, "confirmed")
        )
        try:
            verb(by=asked.viewer, resource_id=asked.resource.pk)
        except (NotFound, Refused):
            return spent(request)
        return redirect("resources:by-link", token=asked.go_on(done))
    resource = find(Resource, asked.resource.pk, asked.viewer, related=queries.ON_PAGE)
    # Panels at "provider" show what is for whoever holds the letter, not for whoever is signed in at this machine.
    request.keeper = asked.viewer  # type: ignore[attr-defined]
    context = {
        **standing(resource, asked.viewer),
        "done": asked.done,
        "token": token,
        "pledges": queries.pledges_to(resource),
    }
    return render(request, "resources/by_link.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def edit_by_link(request: Request, token: str) -> HttpResponse:
    """Mend it with the letter's link, without signing in. What was mended is confirmed with it."""
    asked = opened(token)
    if asked is None:
        return spent(request)
    pk = asked.resource.pk
    tokens: list[str] = []
    form = EditResourceForm(
        request.POST or None, viewer=asked.viewer, initial=EditResourceForm.initial_of(asked.resource)
    )

    def save(*, by: Viewer, **arguments: Any) -> None:
        del by  # whoever is signed in at this machine; the letter was for somebody
        actions.edit_resource(by=asked.viewer, resource_id=pk, **arguments)
        actions.confirm_resource(by=asked.viewer, resource_id=pk)
        tokens.append(asked.go_on("mended"))

    page = edited(
        request,
        form,
        save,
        lambda: EditResourceForm.initial_of(find(Resource, pk, asked.viewer, related=queries.ON_PAGE)),
        template="resources/edit.html",
        context={
            "resource": asked.resource,
            "back_url": reverse("resources:by-link", args=[token]),
            "is_private": True,
            **suggested(request),
        },
        done_url=reverse("resources:page", args=[pk]),
        message=_("Rettet."),
    )
    return redirect("resources:by-link", token=tokens[0]) if tokens else page


# --- areas and codes --------------------------------------------------------------------------------------------------


def areas(request: Request) -> HttpResponse:
    """The areas of the municipality, and the form to name one more."""
    require("resources.keep_areas", request.viewer)
    form = AreaForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            area = actions.set_area(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("%s er på listen nu.") % area.name)
            return redirect("resources:areas")
    return render(request, "resources/areas.html", {"form": form, "areas": queries.areas_with_counts()})


def area_named(pk: int) -> Area:
    area = Area.objects.filter(pk=pk).first()
    if area is None:
        raise Http404
    return area


def edit_area(request: Request, pk: int) -> HttpResponse:
    require("resources.keep_areas", request.viewer)
    area = area_named(pk)
    form = AreaForm(request.POST or None, viewer=request.viewer, initial=AreaForm.initial_of(area))
    return edited(
        request,
        form,  # type: ignore[arg-type]
        partial(actions.set_area, area_id=pk),
        dict,
        context={
            "title": _("Ret området"),
            "submit": _("Gem"),
            "eyebrow": _("Områder"),
            "about": area.name,
            "back_url": reverse("resources:areas"),
        },
        done_url=reverse("resources:areas"),
        message=_("Området er rettet."),
    )


@require_http_methods(["POST"])
def remove_area(request: Request, pk: int) -> HttpResponse:
    require("resources.keep_areas", request.viewer)
    try:
        actions.remove_area(by=request.viewer, area_id=pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Området er fjernet."))
    return redirect("resources:areas")


def codes(request: Request) -> HttpResponse:
    """The codes of classifications that were brought here, and the form to bring more."""
    require("resources.bring_codes", request.viewer)
    form = CodesForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.bring_codes(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Koderne er hentet ind."))
            return redirect("resources:codes")
    return render(request, "resources/codes.html", {"form": form, "codes": ThemeCode.objects.all()[:500]})
