"""The pages about checks, for those who are responsible. Kept by no cache, and every read is written down."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.foundation.forms import VerbForm
from samspil.foundation.http import Request, private
from samspil.foundation.ids import as_uuid
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import Stale, is_repeat, require
from samspil.safeguards import actions, letters, queries
from samspil.safeguards.forms import AskDeclarationForm, DeclareForm, RequireForm, SafeguardFilterForm, SeenForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


@private
@require_safe
def safeguard_list(request: Request) -> HttpResponse:
    require("safeguards.read", request.viewer)
    form = SafeguardFilterForm(request.GET)
    page = page_of(request, queries.safeguards(request.viewer, form.filters()))
    actions.log_reads(list(page.object_list), request.viewer)
    return render(
        request,
        "safeguards/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg på et navn eller en forening")),
            "page": page,
            "hosts": queries.hosts_of(request.viewer),
            "asks": request.viewer.holds("coordinator"),
        },
    )


@private
@form_page
def safeguard_page(request: Request, pk) -> HttpResponse:
    """One check: what has happened, and the next step. Posting says that it was seen."""
    viewer = request.viewer
    row = actions.row_named(pk, viewer)
    actions.log_reads([row], viewer)
    may = {name: rules.has_perm(f"safeguards.{name}", viewer, row) for name in ("mark", "drop")}
    may["declare"] = row.person is None and rules.has_perm("safeguards.declare", viewer, row.host)
    if request.method == "POST":
        require("safeguards.mark", viewer, row)
    form = SeenForm(request.POST if request.method == "POST" else None, viewer=viewer, row=row)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_seen(by=viewer, safeguard_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            # Nothing typed is lost by starting over: two days, and both are filled in.
            status, form = 409, SeenForm(viewer=viewer, row=row)
        else:
            messages.success(request, _("Skrevet ned. Vi gemmer ikke, hvad der stod."))
            return redirect("safeguards:list")
    shown = {"row": row, "form": form, "may": may, "overtaken": status == 409}
    return render(request, "safeguards/page.html", shown, status=status)


@private
@require_POST
def mark_ordered(request: Request, pk) -> HttpResponse:
    try:
        actions.mark_ordered(by=request.viewer, safeguard_id=pk)
    except ValidationError as problem:
        messages.info(request, problem.messages[0])
    else:
        messages.success(request, _("Bestilt. Personen har fået besked om at sige ja."))
    return redirect("safeguards:page", pk=pk)


def write(request: Request, form: VerbForm, verb: Any, words: dict[str, Any], done: Any, **given: Any) -> HttpResponse:
    """The forms that end on the list differ in their verb and their words."""
    if request.method == "POST" and form.is_valid():
        try:
            verb(by=request.viewer, **form.arguments(), **given)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, done)
            return redirect("safeguards:list")
    return render(request, "site/form.html", {"form": form, "back_url": reverse("safeguards:list"), **words})


@private
@form_page
def require_check(request: Request, host) -> HttpResponse:
    found = actions.host_named(host, request.viewer)
    require("safeguards.require", request.viewer, found)
    person = queries.person_for_form(as_uuid(request.GET.get("person", "")), request.viewer)
    kind = {"kind": request.GET.get("kind", "")}
    form = RequireForm(request.POST or None, viewer=request.viewer, host=found, person=person, initial=kind)
    words = {
        "eyebrow": _("Attester og kurser"),
        "about": found.name,
        "title": _("Hvem skal have hvad?"),
        "lead": _("En børneattest er for alle, der jævnligt er sammen med børn under 15. Bed kun om det nødvendige."),
        "submit": _("Bed om det"),
    }
    return write(request, form, actions.require_check, words, _("Personen har fået besked."), host_id=host)


@private
@form_page
def ask_declaration(request: Request, host) -> HttpResponse:
    found = actions.host_named(host, request.viewer)
    require("safeguards.ask_declaration", request.viewer, found)
    form = AskDeclarationForm(request.POST or None, viewer=request.viewer)
    words = {
        "eyebrow": _("Attester og kurser"),
        "about": found.name,
        "title": _("Bed foreningen om en erklæring"),
        "lead": _("Foreningen ser selv attesterne. Kommunen får kun at vide, at det er i orden."),
        "submit": _("Bed om den"),
    }
    return write(request, form, actions.ask_declaration, words, _("Foreningen har fået besked."), host_id=host)


@private
@form_page
def declare(request: Request, host) -> HttpResponse:
    found = actions.host_named(host, request.viewer)
    if request.method == "POST" and is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("safeguards:list")
    require("safeguards.declare", request.viewer, found)
    asked = {"kind": request.GET.get("slags", ""), "year": request.GET.get("aar", "")}
    initial = {name: value for name, value in asked.items() if value}
    form = DeclareForm(request.POST or None, viewer=request.viewer, host=found, initial=initial)
    words = {
        "eyebrow": _("Attester og kurser"),
        "about": found.name,
        "title": _("Det er i orden hos os"),
        "lead": _("I erklærer, at alle, der skal have det, har det. Send aldrig en attest til kommunen."),
        "submit": _("Ja, det erklærer vi"),
    }
    return write(request, form, actions.declare_for_year, words, _("Tak. Det gælder året ud."), host_id=host)


@private
@form_page
def declare_by_link(request: Request, token: str) -> HttpResponse:
    """The link in the letter to the chair: what is declared and for whom. Opening it changes nothing."""
    found = letters.opened(token)
    if found is None:
        return render(request, "safeguards/spent.html", status=410)
    row, problem = found.row, ""
    is_done = queries.is_declared(row.host, row.kind, found.year)
    if request.method == "POST" and not is_done:
        try:
            actions.declare_for_year(by=found.viewer, host_id=row.host_id, kind=row.kind, year=found.year)
        except ValidationError:
            problem = _("Året er gået. Log ind, og erklær for det nye år.")
        else:
            found.link.use()
            is_done = True
    context = {
        "row": row,
        "host": row.host,
        "year": found.year,
        "people": queries.covered_by(row.host),
        "is_done": is_done,
        "problem": problem,
    }
    return render(request, "safeguards/declare.html", context, status=409 if problem else 200)


@private
@form_page
def drop(request: Request, pk) -> HttpResponse:
    """Asks once more: what stood about it is deleted. That somebody read it, and let it go, stays in the log."""
    row = actions.row_named(pk, request.viewer)
    require("safeguards.drop", request.viewer, row)
    if request.method == "POST":
        actions.drop(by=request.viewer, safeguard_id=pk)
        messages.success(request, _("Fjernet. Det, der stod om den, er slettet."))
        return redirect("safeguards:list")
    actions.log_reads([row], request.viewer)
    return render(request, "safeguards/drop.html", {"row": row})
