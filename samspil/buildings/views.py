"""The pages of building projects: ask by permission name, call the verb, render."""

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

from samspil.actors.queries import timeline_of
from samspil.buildings import actions, queries
from samspil.buildings.forms import BuildingFilterForm, ConsiderForm, EditBuildingForm, PassForm, PlanForm, RoomForm
from samspil.buildings.models import Building
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, is_repeat, require
from samspil.technologies.models import Technology
from samspil.technologies.queries import Filters, technologies

ON_THE_PAGE = ("unit__actor__subject", "keeper__actor", "deputy__actor", "passed_by__actor")


def found(request: Request, pk: Any, permission: str = "view") -> Building:
    """Raises: NotFound, Refused."""
    building: Building = find(Building, pk, request.viewer, related=ON_THE_PAGE)
    require(f"buildings.{permission}", request.viewer, building)
    return building


def framed(building: Building, title: Any, submit: Any) -> dict[str, Any]:
    return {
        "eyebrow": _("Byggeri"),
        "about": building.title,
        "title": title,
        "submit": submit,
        "back_url": reverse("buildings:page", args=[building.pk]),
    }


@require_safe
def building_list(request: Request) -> HttpResponse:
    form = BuildingFilterForm(request.GET, viewer=request.viewer)
    context = {
        "form": form,
        "filters": form.bar(request, search_label=_("Søg i byggerier")),
        "page": page_of(request, queries.buildings(request.viewer, form.filters())),
        "may_plan": rules.has_perm("buildings.plan", request.viewer),
    }
    return render(request, "buildings/list.html", context)


@require_safe
def building_page(request: Request, pk: Any) -> HttpResponse:
    building = found(request, pk)
    may = {
        name: rules.has_perm(f"buildings.{name}", request.viewer, building)
        for name in ("edit", "pass", "reopen", "withdraw")
    }
    context = {
        "building": building,
        "rooms": queries.rooms_of(building, request.viewer),
        "lacks": queries.lacks_to_pass(building) if building.is_open else [],
        "timeline": timeline_of(building.subject, request.viewer),
        "may": may,
        "may_hide": rules.has_perm("moderation.hide", request.viewer),
    }
    return render(request, "buildings/page.html", context)


def plan(request: Request) -> HttpResponse:
    require("buildings.plan", request.viewer)
    form = PlanForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            building = actions.plan_building(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Byggeriet står på listen. Skriv nu, hvilke rum der er i det."))
            return redirect("buildings:page", pk=building.pk)
    context = {
        "title": _("Vi skal bygge"),
        "lead": _("Så bliver der tænkt på teknologi, mens det endnu koster lidt."),
        "submit": _("Gem"),
        "back_url": reverse("buildings:list"),
    }
    return render(request, "site/form.html", {"form": form, **context})


def edit(request: Request, pk: Any) -> HttpResponse:
    building = found(request, pk, "edit")
    return edited(
        request,
        EditBuildingForm(
            request.POST or None,
            viewer=request.viewer,
            unit=building.unit,
            initial=EditBuildingForm.initial_of(building),
        ),
        partial(actions.edit_building, building_id=pk),
        lambda: EditBuildingForm.initial_of(found(request, pk)),
        context=framed(building, _("Ret byggeriet"), _("Gem")),
        done_url=reverse("buildings:page", args=[pk]),
        message=_("Gemt."),
    )


def add_room(request: Request, pk: Any) -> HttpResponse:
    building = found(request, pk, "edit")
    form = RoomForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_room(by=request.viewer, building_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Rummet står på listen."))
            return redirect("buildings:page", pk=pk)
    return render(request, "site/form.html", {"form": form, **framed(building, _("Hvilke rum?"), _("Skriv på"))})


@require_POST
def remove_room(request: Request, pk: Any, number: int) -> HttpResponse:
    actions.remove_room(by=request.viewer, building_id=pk, room_id=number)
    messages.success(request, _("Rummet er taget af listen."))
    return redirect("buildings:page", pk=pk)


@require_safe
def choose(request: Request, pk: Any, number: int) -> HttpResponse:
    """Which technology? Found by its words, chosen by a press."""
    building = found(request, pk, "edit")
    words = request.GET.get("q", "")[:200]
    room = actions.room_of(building, number)
    page = page_of(request, technologies(request.viewer, Filters(words=words)))
    context = {
        "eyebrow": _("Byggeri"),
        "about": building.title,
        "title": _("Teknologi til %(room)s") % {"room": room.name},
        "back_url": reverse("buildings:page", args=[pk]),
        "words": words,
        "page": page,
        "found": [(row, reverse("buildings:consider", args=[pk, number, row.pk])) for row in page],
    }
    return render(request, "technologies/choose.html", context)


def consider(request: Request, pk: Any, number: int, technology_id: Any) -> HttpResponse:
    building = found(request, pk, "edit")
    room = actions.room_of(building, number)
    technology: Technology = find(Technology, technology_id, request.viewer)
    standing = room.considered.filter(technology=technology).first()
    initial = {"choice": standing.choice, "why": standing.why} if standing else {}
    form = ConsiderForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {"room_id": number, "technology_id": technology_id, **form.arguments()}
        try:
            actions.consider(by=request.viewer, building_id=pk, **told)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Dit navn og datoen står ved valget."))
            return redirect("buildings:page", pk=pk)
    names = {"technology": technology.title, "room": room.name}
    context = {
        **framed(building, _("Hvad gør I med %(technology)s til %(room)s?") % names, _("Gem valget")),
        "back_url": reverse("buildings:choose", args=[pk, number]),
    }
    return render(request, "site/form.html", {"form": form, **context})


def pass_checkpoint(request: Request, pk: Any) -> HttpResponse:
    if request.method == "POST" and is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("buildings:page", pk=pk)
    building = found(request, pk, "pass")

    def initial() -> dict[str, Any]:
        now = found(request, pk)
        return {"conclusion": now.conclusion, "expected_version": now.version}

    return edited(
        request,
        PassForm(request.POST or None, viewer=request.viewer, initial=initial()),
        partial(actions.pass_checkpoint, building_id=pk),
        initial,
        context=framed(building, _("Er der set på alle rum?"), _("Kontrolpunktet er passeret")),
        done_url=reverse("buildings:page", args=[pk]),
        message=_("Kontrolpunktet er passeret. Det står på siden med dit navn."),
    )


@require_POST
def reopen(request: Request, pk: Any) -> HttpResponse:
    actions.reopen_checkpoint(by=request.viewer, building_id=pk)
    messages.success(request, _("Kontrolpunktet er åbent igen."))
    return redirect("buildings:page", pk=pk)


def withdraw(request: Request, pk: Any) -> HttpResponse:
    building = found(request, pk)
    if building.withdrawn_at:  # the second press of the same button
        return redirect("buildings:page", pk=pk)
    require("buildings.withdraw", request.viewer, building)
    if request.method == "POST":
        actions.withdraw_building(by=request.viewer, building_id=pk)
        messages.success(request, _("Byggeriet er taget af listen."))
        return redirect("buildings:list")
    context = {
        **framed(building, _("Skal byggeriet af listen?"), ""),
        "lead": _("Rummene og det, I så på, bliver ikke vist mere."),
        "yes": _("Ja, tag det af"),
        "no": _("Nej, behold det"),
    }
    return render(request, "site/sure.html", context)
