"""The pages of the frame and of ground rules: everybody reads them, with every version and what differs."""

from functools import partial
from typing import Any

import rules
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.actors.models import Unit
from samspil.agreements import publishing, queries
from samspil.agreements.forms import FrameForm, RulesForm
from samspil.agreements.models import Frame, GroundRules, TextVersion
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.models import Subject
from samspil.foundation.verbs import require

form_page = require_http_methods(["GET", "HEAD", "POST"])


def chosen(request: Request, versions: list[TextVersion]) -> tuple[TextVersion | None, TextVersion | None]:
    """The version the address names, else the newest; and the one before it."""
    asked = request.GET.get("version", "")
    at = next((at for at, version in enumerate(versions) if str(version.number) == asked), 0)
    shown = versions[at] if versions else None
    return shown, versions[at + 1] if at + 1 < len(versions) else None


def show(request: Request, subject: Subject | None, **context: Any) -> HttpResponse:
    versions = queries.versions_of(subject) if subject else []
    version, before = chosen(request, versions)
    page = {
        "subject": subject,
        "versions": versions,
        "version": version,
        "before": before,
        "changes": queries.text_changes(before, version),
    }
    return render(request, "agreements/text.html", {**page, **context})


@require_safe
def frame(request: Request) -> HttpResponse:
    found = queries.frame_of(request.viewer)
    return show_frame(request, found)


def show_frame(request: Request, found: Frame | None) -> HttpResponse:
    return show(
        request,
        found.subject if found else None,
        heading=_("Rammen for frivilligt samarbejde"),
        is_frame=True,
        rules=queries.all_rules(request.viewer),
        may_write=rules.has_perm("frames.publish", request.viewer),
        write_url=reverse("agreements:write-frame"),
    )


def show_rules(request: Request, unit: Unit, found: GroundRules | None) -> HttpResponse:
    may_write = rules.has_perm("ground_rules.publish", request.viewer, unit)
    return show(
        request,
        found.subject if found else None,
        heading=_("Spilleregler i %s") % unit.actor.name,
        is_frame=False,
        unit=unit,
        may_write=may_write,
        write_url=reverse("agreements:write-rules", args=[unit.pk]),
    )


@require_safe
def text(request: Request, pk) -> HttpResponse:
    """The frame or ground rules by their own id: where search and timelines lead."""
    found = Frame.objects.visible_to(request.viewer).select_related("subject").filter(pk=pk).first()
    if found:
        return show_frame(request, found)
    rows = GroundRules.objects.visible_to(request.viewer).select_related("subject", "unit__actor__subject")
    local = rows.filter(pk=pk, unit__actor__subject__shown=True).first()
    if local is None:
        raise Http404
    return show_rules(request, local.unit, local)


@require_safe
def rules_page(request: Request, unit) -> HttpResponse:
    found = publishing.unit_named(unit, request.viewer)
    return show_rules(request, found, queries.rules_of(found, request.viewer))


@form_page
def write_frame(request: Request) -> HttpResponse:
    require("frames.publish", request.viewer)
    now = partial(queries.newest_frame)
    version = now()
    form = FrameForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        is_new=version is None,
        initial=FrameForm.initial_of(version),
    )
    return edited(
        request,
        form,
        publishing.publish_frame,
        lambda: FrameForm.initial_of(now()),
        context={
            "eyebrow": _("Aftaler"),
            "about": _("Rammen for frivilligt samarbejde"),
            "title": _("Ret rammen") if version else _("Skriv rammen"),
            "lead": _("Alle kan læse den. Retter du den, bliver alle med en aftale bedt om at sige ja igen."),
            "submit": _("Gør den gældende"),
            "back_url": reverse("agreements:frame"),
            "keeps": True,
        },
        done_url=reverse("agreements:frame"),
        message=_("Rammen gælder fra nu."),
    )


@form_page
def write_rules(request: Request, unit) -> HttpResponse:
    found = publishing.unit_named(unit, request.viewer)
    require("ground_rules.publish", request.viewer, found)
    version = queries.newest_rules(found)
    form = RulesForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        is_new=version is None,
        initial=RulesForm.initial_of(version),
    )
    back = reverse("agreements:rules", args=[found.pk])
    return edited(
        request,
        form,
        partial(publishing.publish_rules, unit_id=found.pk),
        lambda: RulesForm.initial_of(queries.newest_rules(found)),
        context={
            "eyebrow": _("Spilleregler"),
            "about": found.actor.name,
            "title": _("Ret spillereglerne") if version else _("Skriv jeres spilleregler"),
            "lead": _("Kommunens ramme gælder altid. Skriv kun det, der er særligt hos jer."),
            "submit": _("Gør dem gældende"),
            "back_url": back,
            "keeps": True,
        },
        done_url=back,
        message=_("Spillereglerne gælder fra nu."),
    )
