"""The beacons: the list, one with what steers by it, and keeping them."""

from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.tracks import actions
from samspil.tracks.forms import EditBeaconForm, LightBeaconForm
from samspil.tracks.models import Beacon
from samspil.tracks.queries import beacons


@require_safe
def beacon_list(request: Request) -> HttpResponse:
    page = page_of(request, beacons(request.viewer))
    remarks = hooks.badges("beacon", [row.pk for row in page], request.viewer)
    return render(
        request,
        "tracks/list.html",
        {
            "page": page,
            "rows": [(row, remarks[row.pk]) for row in page],
            "may_light": rules.has_perm("tracks.light", request.viewer),
        },
    )


@require_safe
def beacon_page(request: Request, pk) -> HttpResponse:
    beacon = find(Beacon, pk, request.viewer)
    return render(
        request,
        "tracks/page.html",
        {
            "beacon": beacon,
            "timeline": timeline_of(beacon.subject, request.viewer),
            "may_edit": rules.has_perm("tracks.edit", request.viewer, beacon),
            "may_retire": rules.has_perm("tracks.retire", request.viewer, beacon),
        },
    )


def light_beacon(request: Request) -> HttpResponse:
    require("tracks.light", request.viewer)
    form = LightBeaconForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            beacon = actions.light_beacon(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Sigtepejlen er sat. Nu kan udfordringer og forslag styre efter den."))
            return redirect("tracks:page", pk=beacon.pk)
    page = {
        "title": _("Sæt en sigtepejle"),
        "lead": _("Et mål længere fremme, som flere kan styre efter."),
        "submit": _("Sæt sigtepejlen"),
        "back_url": reverse("tracks:list"),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, **page})


def edit_beacon(request: Request, pk) -> HttpResponse:
    beacon = find(Beacon, pk, request.viewer)
    require("tracks.edit", request.viewer, beacon)
    return edited(
        request,
        EditBeaconForm(request.POST or None, viewer=request.viewer, initial=EditBeaconForm.initial_of(beacon)),
        partial(actions.edit_beacon, beacon_id=pk),
        lambda: EditBeaconForm.initial_of(find(Beacon, pk, request.viewer)),
        context={
            "eyebrow": _("Sigtepejle"),
            "about": beacon.title,
            "title": _("Ret teksten"),
            "submit": _("Gem rettelsen"),
            "back_url": reverse("tracks:page", args=[pk]),
            "keeps": True,
        },
        done_url=reverse("tracks:page", args=[pk]),
        message=_("Rettet. Alle ser det nye nu."),
    )


@require_POST
def retire_beacon(request: Request, pk) -> HttpResponse:
    actions.retire_beacon(by=request.viewer, beacon_id=pk)
    messages.success(request, _("Sigtepejlen er taget ned. Det, der styrede efter den, beholder den."))
    return redirect("tracks:page", pk=pk)
