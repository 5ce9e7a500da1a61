"""The directory, the page of one resource, and the pages to tell of one, mend it and say that it is gone."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import organisations, timeline_of
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.models import Audience
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.foundation.viewer import Viewer
from samspil.identity.contributing import contribute
from samspil.resources import actions, cards, queries
from samspil.resources.forms import EditResourceForm, RegisterResourceForm, ResourceFilterForm
from samspil.resources.models import Resource

RELATED = queries.ON_PAGE
MOST_NAMES = 500  # of actors to choose among while somebody types


@require_safe
def resource_list(request: Request) -> HttpResponse:
    form = ResourceFilterForm(request.GET)
    filters = form.filters()
    page = page_of(
        request, queries.resources_for(request.viewer, filters), counted=queries.countable(request.viewer, filters)
    )
    resources = queries.with_labels(queries.with_distance(list(page), filters.near))
    return render(
        request,
        "resources/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvad leder du efter?")),
            "page": page,
            "rows": cards.rows(resources, request.viewer),
            "map": cards.map_of(resources, _("Kort over det, der står på siden")),
            "may_keep_areas": rules.has_perm("resources.keep_areas", request.viewer),
        },
    )


@require_safe
def resource_page(request: Request, pk) -> HttpResponse:
    resource = find(Resource, pk, request.viewer, related=RELATED)
    viewer = request.viewer
    dates = cards.upcoming(resource)
    may = {
        name: viewer.is_known and not resource.withdrawn_at and rules.has_perm(f"resources.{name}", viewer, resource)
        for name in ("edit", "confirm", "end", "withdraw", "wish")
    }
    may["end"] = may["end"] and resource.is_active
    is_open = resource.subject.audience == Audience.PUBLIC and resource.is_active
    return render(
        request,
        "resources/page.html",
        {
            **standing(resource, viewer),
            "dates": dates,
            "timeline": timeline_of(resource.subject, viewer),
            "may": may,
            "keeps": any(may.values()),
            "may_hide": rules.has_perm("moderation.hide", viewer),
            "json_ld": cards.json_ld(resource, dates) if is_open else None,
            "map": cards.map_of([resource], _("Her er det på kortet")) if resource.point else None,
        },
    )


def standing(resource: Resource, viewer: Viewer) -> dict[str, Any]:
    """What is known about a resource, for its page and for whoever is asked whether it still holds. Four queries."""
    queries.with_labels([resource])
    wishes = queries.with_pledges(queries.wishes_of(resource, viewer), viewer)
    return {
        "resource": resource,
        "provider": queries.provider_shown(resource),
        "links_provider": bool(
            resource.provider and not resource.provider.is_person and resource.provider.subject.readable_by(viewer)
        ),
        "contact_shown": cards.contact_of(resource, viewer),
        "wishes": cards.wish_cards(wishes, viewer),
        "when": cards.recurrence.in_words(resource),
        "room": cards.room_in_words(resource),
        "ages": cards.ages_in_words(resource),
        "price": cards.price_in_words(resource),
        "access": cards.access_in_words(resource),
        "languages": cards.languages_in_words(resource),
    }


def suggested(request: Request) -> dict[str, Any]:
    """What a form suggests while somebody types: places and actors we know."""
    return {
        "places": list(queries.places()),
        "actors": list(organisations(request.viewer).values_list("name", flat=True)[:MOST_NAMES]),
    }


def register(request: Request) -> HttpResponse:
    form = RegisterResourceForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "resource")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, registered_message(outcome.made))
            return redirect("resources:page", pk=outcome.made.pk)
    return render(request, "resources/register.html", {"form": form, **suggested(request)})


def registered_message(resource: Resource) -> str:
    if resource.confirmed_on:
        return _("Tak. Det står her nu, og alle kan finde det.")
    return _("Tak. Det står her nu. Vi spørger dem, der står bag, om det passer.")


def edit(request: Request, pk) -> HttpResponse:
    resource = find(Resource, pk, request.viewer, related=RELATED)
    require("resources.edit", request.viewer, resource)
    form = EditResourceForm(
        request.POST or None,
        viewer=request.viewer,
        initial=EditResourceForm.initial_of(resource),
        names_provider=rules.has_perm("resources.name_provider", request.viewer),
    )
    return edited(
        request,
        form,
        partial(actions.edit_resource, resource_id=pk),
        lambda: EditResourceForm.initial_of(find(Resource, pk, request.viewer, related=RELATED)),
        template="resources/edit.html",
        context={"resource": resource, "back_url": reverse("resources:page", args=[pk]), **suggested(request)},
        done_url=reverse("resources:page", args=[pk]),
        message=_("Rettet. Tak, fordi du holder det ajour."),
    )


@require_POST
def confirm(request: Request, pk) -> HttpResponse:
    resource = actions.confirm_resource(by=request.viewer, resource_id=pk)
    messages.success(request, _("Tak. Det står nu, at det passer i dag."))
    return redirect("resources:page", pk=resource.pk)


def end(request: Request, pk) -> HttpResponse:
    """Asks once more before a resource leaves the lists."""
    resource = find(Resource, pk, request.viewer, related=RELATED)
    require("resources.end", request.viewer, resource)
    if request.method == "POST":
        actions.end_resource(by=request.viewer, resource_id=pk)
        messages.success(request, _("Nu står der, at det ikke findes længere. Du kan altid sige til igen."))
        return redirect("resources:page", pk=pk)
    return render(request, "resources/end.html", {"resource": resource})


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    resource = find(Resource, pk, request.viewer, related=RELATED)
    require("resources.withdraw", request.viewer, resource)
    problem = None
    if request.method == "POST":
        try:
            actions.withdraw_resource(by=request.viewer, resource_id=pk)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, _("Det er taget tilbage. Teksten er slettet."))
            return redirect("resources:list")
    context = {"resource": resource, "problem": problem}
    return render(request, "resources/withdraw.html", context, status=409 if problem else 200)
