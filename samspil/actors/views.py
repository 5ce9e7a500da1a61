"""Who is here: a list of everybody with equal standing, a page for each, and how the municipality is put together."""

from collections.abc import Callable
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors import actions, queries
from samspil.actors.forms import ActorFilterForm, AddActorForm, AddBodyForm, AddUnitForm, EditActorForm
from samspil.actors.models import Actor
from samspil.foundation import search
from samspil.foundation.forms import VerbForm, overtaken
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import Stale, require


@require_safe
def actor_list(request: Request) -> HttpResponse:
    form = ActorFilterForm(request.GET)
    values = form.values()
    rows = queries.organisations(request.viewer)
    if values["q"]:
        ids = search.matching(values["q"], ("actor",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if values["slags"]:
        rows = rows.filter(kind=values["slags"])
    return render(
        request,
        "actors/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvem leder du efter?")),
            "page": page_of(request, rows),
            "may_add": rules.has_perm("actors.add", request.viewer),
        },
    )


@require_safe
def actor_page(request: Request, pk) -> HttpResponse:
    rows = queries.organisations(request.viewer).select_related("unit__parent__actor", "unit__deputy__actor", "body")
    actor = rows.filter(pk=pk).first()
    if actor is None:
        raise Http404
    unit = getattr(actor, "unit", None)
    return render(
        request,
        "actors/page.html",
        {
            "actor": actor,
            "shows_contact": actor.contact_visibility == "public"
            or (actor.contact_visibility == "staff" and request.viewer.is_staff),
            "leaders": queries.leaders_in(unit) if unit else [],
            "parts": queries.parts_of(unit, request.viewer) if unit else [],
            "said": queries.said_by(actor, request.viewer),
            "may_edit": rules.has_perm("actors.edit", request.viewer, actor),
            "timeline": queries.timeline_of(actor.subject, request.viewer),
        },
    )


@require_safe
def organisation(request: Request) -> HttpResponse:
    """The municipality's units as a tree, and its councils and committees."""
    return render(
        request,
        "actors/organisation.html",
        {
            "branches": queries.tree(request.viewer),
            "bodies": queries.bodies(request.viewer),
            "may_add": rules.has_perm("actors.add", request.viewer),
        },
    )


def add(request: Request, form_class: type[VerbForm], verb: Callable[..., Any], page: dict[str, Any]) -> HttpResponse:
    """The three pages that add somebody differ in their form, their verb and their words."""
    require("actors.add", request.viewer)
    form = form_class(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            made = verb(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("%(name)s er med nu.") % {"name": made})
            return redirect("actors:page", pk=made.pk)
    return render(request, "site/form.html", {"form": form, "keeps": True, **page})


def add_actor(request: Request) -> HttpResponse:
    page = {
        "title": _("Tilføj en forening, gruppe eller virksomhed"),
        "lead": _("Et navn er nok. Ingen behøver et CVR-nummer."),
        "submit": _("Tilføj"),
        "back_url": reverse("actors:list"),
    }
    return add(request, AddActorForm, actions.add_actor, page)


def add_unit(request: Request) -> HttpResponse:
    page = {
        "title": _("Tilføj en enhed"),
        "lead": _("Lederen af enheden svarer på forslag. Rollen giver du på personens side."),
        "submit": _("Tilføj enheden"),
        "back_url": reverse("actors:organisation"),
    }
    return add(request, AddUnitForm, actions.add_unit, page)


def add_body(request: Request) -> HttpResponse:
    page = {
        "title": _("Tilføj et råd eller udvalg"),
        "lead": _("Skriv, hvad de kan. Så ved alle, hvad et svar fra dem betyder."),
        "submit": _("Tilføj"),
        "back_url": reverse("actors:organisation"),
    }
    return add(request, AddBodyForm, actions.add_body, page)


def standing(request: Request, pk) -> Actor:
    actor = queries.organisations(request.viewer).select_related("body", "unit").filter(pk=pk).first()
    if actor is None:
        raise Http404
    return actor


def edit_actor(request: Request, pk) -> HttpResponse:
    actor = standing(request, pk)
    require("actors.edit", request.viewer, actor)
    form = EditActorForm(
        request.POST or None,
        viewer=request.viewer,
        actor=actor,
        may_change_kind=rules.has_perm("actors.add", request.viewer),
        may_choose_deputy=rules.has_perm("actors.choose_deputy", request.viewer, actor),
        initial=EditActorForm.initial_of(actor),
    )
    stale: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_actor(by=request.viewer, actor_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            stale = overtaken(form, EditActorForm.initial_of(standing(request, pk)), "actors:page", pk)
        else:
            messages.success(request, _("Rettet. Alle ser det nye nu."))
            return redirect("actors:page", pk=pk)
    page = {
        "eyebrow": actor.get_kind_display(),
        "about": actor.name,
        "title": _("Ret oplysningerne"),
        "lead": _("Det, der er sagt og lovet, bliver stående, som det var."),
        "submit": _("Gem rettelsen"),
        "back_url": reverse("actors:page", args=[pk]),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, "stale": stale, **page}, status=409 if stale else 200)
