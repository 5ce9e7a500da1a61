"""The pages of an import from file to directory, and the directory as files."""

from collections.abc import Callable
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import voices
from samspil.exchange import actions, exporting, hsds, queries
from samspil.exchange.columns import LABELS
from samspil.exchange.forms import ColumnsForm, TwinsForm, UploadForm
from samspil.exchange.models import ImportRow, ImportRun, RowPlan, RunState
from samspil.foundation import clock
from samspil.foundation.http import Request, private
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.foundation.viewer import Viewer
from samspil.identity import rates
from samspil.resources.forms import ResourceFilterForm
from samspil.resources.queries import Filters

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLANS = (RowPlan.NEW, RowPlan.CHANGED, RowPlan.UNCHANGED, RowPlan.TWIN, RowPlan.WRONG)
# Where a field of a row is one of several that a column fills.
COLUMN_OF = {"area_id": "area", "provider_id": "provider_name"}


def kept_run(request: Request, pk: Any) -> ImportRun:
    """The run, for somebody who may go on with it."""
    run = find(ImportRun, pk, request.viewer, related=queries.RELATED)
    require("exchange.keep", request.viewer, run)
    return run


@private
def run_list(request: Request) -> HttpResponse:
    """The files brought here before, and the form for one more."""
    require("exchange.bring_any", request.viewer)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        viewer=request.viewer,
        voices=[actor for actor in voices(request.viewer) if actor.pk in request.viewer.speaks_for],
        may_bring_all=rules.has_perm("exchange.bring", request.viewer, None),
        initial={"source": request.GET.get("kilde", "")[:100], "speaks_as": request.GET.get("for", "")[:36]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.upload_file(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return redirect("exchange:run", pk=run.pk)
    return render(request, "exchange/list.html", {"form": form, "page": page_of(request, queries.runs(request.viewer))})


@private
@require_safe
def run_page(request: Request, pk) -> HttpResponse:
    """Where the import is: at work, waiting for somebody, or over."""
    run = kept_run(request, pk)
    if run.state == RunState.COLUMNS:
        return redirect("exchange:columns", pk=pk)
    context: dict[str, Any] = {"run": run}
    if not run.is_working and run.state not in (RunState.FAILED, RunState.CANCELLED):
        by_plan = run.counts
        context |= {
            "counts": [(plan, plan.label, by_plan.get(plan, 0)) for plan in PLANS],
            "new": queries.first_of(run, RowPlan.NEW, request.viewer) if by_plan.get("new") else [],
            "changed": changes_shown(run, request.viewer) if by_plan.get("changed") else [],
            "wrong": wrong_shown(run) if by_plan.get("wrong") else [],
            "twin_count": by_plan.get("twin", 0),
            "wrong_count": by_plan.get("wrong", 0),
            "gone": list(queries.gone(run, request.viewer)[:50]) if run.gone_count else [],
            "to_write": actions.to_write(run).count() if run.state == RunState.READY else 0,
        }
    return render(request, "exchange/run.html", context)


def changes_shown(run: ImportRun, viewer: Viewer) -> list[dict[str, Any]]:
    """The first changed rows, with the columns in which they differ."""
    return [
        {
            "row": row,
            "fields": [str(LABELS[name]) for each in row.changes if (name := COLUMN_OF.get(each, each)) in LABELS],
        }
        for row in queries.first_of(run, RowPlan.CHANGED, viewer)
    ]


def wrong_shown(run: ImportRun) -> list[dict[str, Any]]:
    return [mistake for _number, mistake in zip(range(queries.MOST_SHOWN), queries.mistakes(run), strict=False)]


@private
@require_safe
def progress(request: Request, pk) -> HttpResponse:
    """How far the worker is, for a page that asks now and then. Once it is done, the page is to be fetched anew."""
    run = kept_run(request, pk)
    if not run.is_working:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "exchange/progress.html", {"run": run})


@private
def columns(request: Request, pk) -> HttpResponse:
    run = kept_run(request, pk)
    require("exchange.go_on", request.viewer, run)
    if run.state not in (RunState.COLUMNS, RunState.READY):
        return redirect("exchange:run", pk=pk)
    samples = list(ImportRow.objects.filter(run=run).order_by("position")[:10])
    initial = {"kind": run.source.kind, "theme": run.source.theme}
    form = ColumnsForm(request.POST or None, viewer=request.viewer, run=run, samples=samples, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_columns(by=request.viewer, run_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return redirect("exchange:run", pk=pk)
    return render(request, "exchange/columns.html", {"run": run, "form": form})


@private
def twins(request: Request, pk) -> HttpResponse:
    """The rows that may stand here already, page by page."""
    run = kept_run(request, pk)
    require("exchange.go_on", request.viewer, run)
    if run.state != RunState.READY:
        return redirect("exchange:run", pk=pk)
    page = page_of(request, queries.twins(run))
    rows = [queries.readable(row, request.viewer) for row in page]
    form = TwinsForm(request.POST or None, viewer=request.viewer, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_twins(by=request.viewer, run_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Nu ved vi, hvad rækkerne er."))
            return redirect("exchange:run", pk=pk)
    pairs = [(row, form[f"row_{row.pk}"]) for row in rows]
    return render(request, "exchange/twins.html", {"run": run, "form": form, "page": page, "pairs": pairs})


@private
@require_POST
def confirm(request: Request, pk) -> HttpResponse:
    return pressed(request, pk, actions.confirm_import)


@private
@require_POST
def cancel(request: Request, pk) -> HttpResponse:
    return pressed(request, pk, actions.cancel_import)


def pressed(request: Request, pk: Any, verb: Callable[..., ImportRun]) -> HttpResponse:
    run = kept_run(request, pk)
    if not run.is_over:  # who presses twice comes back to the page all the same
        try:
            verb(by=request.viewer, run_id=pk)
        except ValidationError as problem:
            messages.info(request, " ".join(problem.messages))
    return redirect("exchange:run", pk=pk)


@private
@require_safe
def mistakes(request: Request, pk, kind: str) -> HttpResponse:
    """What is wrong with the rows, as a file to work from."""
    run = kept_run(request, pk)
    header = [_("Række"), _("Kolonne"), _("Problem"), _("Det stod der")]
    rows = ([one["number"], one["column"], one["message"], one["written"]] for one in queries.mistakes(run))
    if kind == "csv":
        return download(exporting.as_csv(header, rows), CSV, _("fejl"), kind)
    return download(exporting.as_xlsx(_("Fejl"), header, rows), XLSX, _("fejl"), kind)


# --- out --------------------------------------------------------------------------------------------------------------


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """What the list shows under the filters in the address, as a file."""
    if not request.viewer.is_known and not rates.FILE_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    filters = ResourceFilterForm(request.GET).filters()
    content, content_type = MAKERS[kind](request.viewer, filters)
    response = download(content, content_type, _("faellesskaber"), ENDINGS.get(kind, kind))
    response["Cache-Control"] = "private, no-store" if request.viewer.is_known else "no-cache"
    return response


def table(viewer: Viewer, filters: Filters) -> tuple[list[str], Any]:
    return exporting.headings(), (exporting.cells(row, viewer) for row in exporting.found(viewer, filters))


def csv_file(viewer: Viewer, filters: Filters) -> tuple[bytes, str]:
    return exporting.as_csv(*table(viewer, filters)), CSV


def xlsx_file(viewer: Viewer, filters: Filters) -> tuple[bytes, str]:
    return exporting.as_xlsx(_("Fællesskaber og tilbud"), *table(viewer, filters)), XLSX


def hsds_file(viewer: Viewer, filters: Filters) -> tuple[bytes, str]:
    return hsds.as_json(exporting.found(viewer, filters), viewer), "application/json"


def geojson_file(viewer: Viewer, filters: Filters) -> tuple[bytes, str]:
    return exporting.as_geojson(exporting.found(viewer, filters)), "application/geo+json"


def ics_file(viewer: Viewer, filters: Filters) -> tuple[bytes, str]:
    return exporting.as_ics(exporting.found(viewer, filters)), "text/calendar; charset=utf-8"


MAKERS: dict[str, Callable[[Viewer, Filters], tuple[bytes, str]]] = {
    "csv": csv_file,
    "xlsx": xlsx_file,
    "hsds": hsds_file,
    "geojson": geojson_file,
    "ics": ics_file,
}
ENDINGS = {"hsds": "json"}


def download(content: bytes, content_type: str, name: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response
