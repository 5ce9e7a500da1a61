"""The catalogue as files, out and in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.exchange.exporting import as_csv, as_xlsx
from samspil.exchange.views import CSV, XLSX, download
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import NotFound, require
from samspil.identity import rates
from samspil.technologies import actions, queries, sheets
from samspil.technologies.bringing import bring_in
from samspil.technologies.forms import FileForm, TechnologyFilterForm
from samspil.technologies.models import CatalogueFile

MOST_SHOWN = 60  # lines of each sort; the counts tell of the rest
PLANS = ("new", "changed", "unchanged", "wrong")


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """What the list shows under the filters in the address, as a file."""
    if not request.viewer.is_known and not rates.FILE_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    filters = TechnologyFilterForm(request.GET, viewer=request.viewer).filters()
    rows = sheets.table(request.viewer, filters)
    if kind == "csv":
        response = download(as_csv(sheets.headings(), rows), CSV, "teknologier", kind)
    else:
        response = download(as_xlsx(_("Teknologier"), sheets.headings(), rows), XLSX, "teknologier", kind)
    response["Cache-Control"] = "private, no-store" if request.viewer.is_known else "no-cache"
    return response


@private
def upload(request: Request) -> HttpResponse:
    require("technologies.bring_file", request.viewer)
    form = FileForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.upload_file(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return redirect("technologies:file", pk=row.pk)
    return render(request, "technologies/upload.html", {"form": form})


def file_wanted(request: Request, pk: int) -> CatalogueFile:
    row = queries.file_named(pk, request.viewer)
    require("technologies.bring_file", request.viewer)
    return row


@private
@require_safe
def look_through(request: Request, pk: int) -> HttpResponse:
    """What the file would do, line by line. Nothing is written before somebody says so."""
    row = file_wanted(request, pk)
    try:
        lines = sheets.read(bytes(row.file), request.viewer)
    except ValidationError as problem:
        return render(request, "technologies/file.html", {"file": row, "problem": " ".join(problem.messages)})
    return render(request, "technologies/file.html", {"file": row, **told(lines)})


def told(lines: list[sheets.Line]) -> dict[str, Any]:
    by_plan = {plan: [line for line in lines if line.plan == plan] for plan in PLANS}
    labels = {"new": _("Nye"), "changed": _("Rettede"), "unchanged": _("Uændrede"), "wrong": _("Med fejl")}
    return {
        "counts": [(labels[plan], len(by_plan[plan])) for plan in PLANS],
        "to_write": len(by_plan["new"]) + len(by_plan["changed"]),
        "wrong_count": len(by_plan["wrong"]),
        **{plan: by_plan[plan][:MOST_SHOWN] for plan in PLANS},
    }


@private
@require_POST
def bring(request: Request, pk: int) -> HttpResponse:
    try:
        row = file_wanted(request, pk)
    except NotFound:  # the second press of the same button finds the file used up
        require("technologies.bring_file", request.viewer)
        return redirect("technologies:list")
    try:
        lines = sheets.read(bytes(row.file), request.viewer)
    except ValidationError:
        return redirect("technologies:file", pk=pk)
    result = bring_in(lines, by=request.viewer)
    said = _("%(new)d nye og %(changed)d rettede kom ind.") % {"new": result.new, "changed": result.changed}
    for number, why in result.failed[:5]:
        messages.error(request, _("Linje %(number)d kom ikke med: %(why)s") % {"number": number, "why": why})
    if result.left:
        messages.info(request, said + " " + _("Der er %d tilbage. Tryk igen, så fortsætter vi.") % result.left)
        return redirect("technologies:file", pk=pk)
    messages.success(request, said)
    wrong = sum(line.plan == "wrong" for line in lines)
    if wrong or result.failed:
        return redirect("technologies:file", pk=pk)  # the mistakes stay to be read
    actions.drop_file(by=request.viewer, file_id=pk)
    return redirect("technologies:list")


@private
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    require("technologies.bring_file", request.viewer)
    try:
        actions.drop_file(by=request.viewer, file_id=pk)
    except NotFound:  # the second press of the same button
        pass
    else:
        messages.success(request, _("Filen er slettet hos os. Det, der kom ind, står der stadig."))
    return redirect("technologies:upload")
