"""The figures of a page: choose what to measure, write numbers down, put them right, take them along."""

import csv
from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation import clock, hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.verbs import NotFound, require
from samspil.indicators import actions, queries
from samspil.indicators.charts import count_in_words, for_spreadsheets
from samspil.indicators.forms import AddIndicatorForm, CorrectForm, EditIndicatorForm, MeasureForm
from samspil.indicators.guidance import READY_MADE, how_to_measure
from samspil.indicators.models import Indicator, IndicatorKind

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet would run


@require_safe
def figures_page(request: Request, subject_id) -> HttpResponse:
    """All figures of a trial, a practice or an evaluation, each with what may be done about it."""
    thing = queries.page_named(subject_id, request.viewer)
    may_measure = rules.has_perm("indicators.measure", request.viewer, thing)
    removed = Indicator.objects.filter(subject=thing.subject).exclude(removed_at=None) if may_measure else []
    return render(
        request,
        "indicators/page.html",
        {
            "thing": thing,
            "about": thing.subject,
            "figures": queries.figures_of([thing.subject.pk], request.viewer)[thing.subject.pk],
            "may_measure": may_measure,
            "removed": removed,
        },
    )


@require_safe
def figures_csv(request: Request, subject_id) -> HttpResponse:
    """The same figures for a spreadsheet, with what is kept back kept back."""
    thing = queries.page_named(subject_id, request.viewer)
    figures = queries.figures_of([thing.subject.pk], request.viewer)[thing.subject.pk]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = slugify(thing.subject.title)[:60] or "tal"
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"'
    response["Cache-Control"] = "private, no-store" if request.viewer.is_known else "no-cache"
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    response.write("\ufeff")  # so that Excel reads æ, ø and å
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [
            *(_("Hvad"), _("Tæller i"), _("Hvad er bedst"), _("Hvornår i forløbet"), _("Dag"), _("Tal")),
            *(_("Hvor mange"), _("Hvordan ved vi det"), _("Kilde")),
        ]
    )
    for figure in figures:
        about = [figure.name, figure.unit, figure.direction]
        for point in figure.points:
            shown = point.shown if point.is_small else for_spreadsheets(point.value)
            row = [point.phase_label, point.on.isoformat(), shown]
            row += [str(point.n or ""), point.how_label, point.source]
            writer.writerow([harmless(cell) for cell in (*about, *row)])
        if figure.target is not None:
            writer.writerow(
                [harmless(cell) for cell in (*about, _("Mål"), "", for_spreadsheets(figure.target), "", "", "")]
            )
    return response


def harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def asked_from(thing: Any) -> dict[str, Any]:
    """The frame of a form about a page's figures."""
    kind = hooks.kinds()[thing.subject.kind]
    return {
        "eyebrow": kind.label,
        "about": thing.subject.title,
        "back_url": reverse("indicators:page", args=[thing.subject.pk]),
        "keeps": True,
    }


@require_safe
def choose(request: Request, subject_id) -> HttpResponse:
    """The ready-made indicators with how to measure them, and the way to one's own."""
    thing = queries.page_named(subject_id, request.viewer)
    require("indicators.measure", request.viewer, thing)
    ready = [(IndicatorKind(kind), found) for kind, found in READY_MADE.items()]
    return render(request, "indicators/choose.html", {"thing": thing, "about": thing.subject, "ready": ready})


def add_indicator(request: Request, subject_id, kind: str) -> HttpResponse:
    thing = queries.page_named(subject_id, request.viewer)
    require("indicators.measure", request.viewer, thing)
    if kind not in IndicatorKind.values:
        raise NotFound(kind)
    form = AddIndicatorForm(request.POST or None, viewer=request.viewer, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            indicator = actions.add_indicator(by=request.viewer, subject_id=subject_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det måler I nu. Skriv, hvordan det var før, så snart I ved det."))
            return redirect("indicators:measure", pk=indicator.pk)
    context = {
        **asked_from(thing),
        "form": form,
        "title": _("Jeres eget mål") if kind == IndicatorKind.OWN else IndicatorKind(kind).label,
        "lead": how_to_measure(kind),
        "submit": _("Det måler vi"),
        "back_url": reverse("indicators:choose", args=[subject_id]),
    }
    return render(request, "site/form.html", context)


def edit_indicator(request: Request, pk: int) -> HttpResponse:
    indicator = actions.indicator_found(pk, request.viewer)
    require("indicators.measure", request.viewer, indicator)
    return edited(
        request,
        EditIndicatorForm(request.POST or None, viewer=request.viewer, initial=EditIndicatorForm.initial_of(indicator)),
        partial(actions.edit_indicator, indicator_id=pk),
        lambda: EditIndicatorForm.initial_of(actions.indicator_found(pk, request.viewer)),
        context={
            **asked_from(hooks.thing(indicator.subject)),
            "title": _("Ret, hvad I måler"),
            "lead": how_to_measure(indicator.kind),
            "submit": _("Gem rettelsen"),
        },
        done_url=reverse("indicators:page", args=[indicator.subject_id]),
        message=_("Rettet."),
    )


def remove_indicator(request: Request, pk: int) -> HttpResponse:
    """Asks once more before an indicator is taken off the page."""
    indicator = actions.indicator_found(pk, request.viewer)
    require("indicators.measure", request.viewer, indicator)
    if request.method == "POST":
        try:
            actions.remove_indicator(by=request.viewer, indicator_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Fjernet. Fortryder I, kan I hente det tilbage her."))
        return redirect("indicators:page", subject_id=indicator.subject_id)
    context = {
        "about": indicator.subject,
        "title": _("Vil du fjerne det, I måler?"),
        "lead": _("Tallene forsvinder fra siden. I kan hente dem tilbage."),
        "quoted": str(indicator),
        "submit": _("Ja, fjern det"),
    }
    return render(request, "indicators/sure.html", context)


@require_POST
def bring_back(request: Request, pk: int) -> HttpResponse:
    indicator = actions.bring_indicator_back(by=request.viewer, indicator_id=pk)
    messages.success(request, _("Det står på siden igen, med alle tal."))
    return redirect("indicators:page", subject_id=indicator.subject_id)


def measure(request: Request, pk: int) -> HttpResponse:
    indicator = actions.indicator_found(pk, request.viewer)
    require("indicators.measure", request.viewer, indicator)
    form = MeasureForm(request.POST or None, viewer=request.viewer, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.measure(by=request.viewer, indicator_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            row.indicator = indicator
            if row.is_small:
                messages.success(request, _("Tallet er gemt. Færre end fem er med, så ingen kan se det."))
            else:
                messages.success(request, _("Tallet står på siden nu."))
            return redirect("indicators:page", subject_id=indicator.subject_id)
    context = {
        **asked_from(hooks.thing(indicator.subject)),
        "form": form,
        "title": _("Skriv et tal: %s") % indicator,
        "lead": how_to_measure(indicator.kind),
        "submit": _("Gem tallet"),
    }
    return render(request, "site/form.html", context)


def correct_measurement(request: Request, pk: int) -> HttpResponse:
    row = actions.measurement_found(pk, request.viewer)
    require("indicators.measure", request.viewer, row.indicator)
    form = CorrectForm(
        request.POST or None, viewer=request.viewer, indicator=row.indicator, initial=CorrectForm.initial_of(row)
    )
    return edited(
        request,
        form,
        partial(actions.correct_measurement, measurement_id=pk),
        lambda: CorrectForm.initial_of(actions.measurement_found(pk, request.viewer)),
        context={
            **asked_from(hooks.thing(row.indicator.subject)),
            "title": _("Ret tallet: %s") % row.indicator,
            "lead": _("Siden viser, at tallet er rettet. Det gamle tal bliver gemt."),
            "submit": _("Gem rettelsen"),
            "keeps": False,
        },
        done_url=reverse("indicators:page", args=[row.indicator.subject_id]),
        message=_("Rettet."),
    )


def withdraw_measurement(request: Request, pk: int) -> HttpResponse:
    """Asks once more before a number is taken back."""
    row = actions.measurement_found(pk, request.viewer)
    require("indicators.measure", request.viewer, row.indicator)
    if request.method == "POST":
        try:
            actions.withdraw_measurement(by=request.viewer, measurement_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Tallet er taget tilbage."))
        return redirect("indicators:page", subject_id=row.indicator.subject_id)
    point = queries.point_of(row, row.indicator.about_people)
    count = count_in_words(point.n, point.how)
    context = {
        "about": row.indicator.subject,
        "title": _("Vil du tage tallet tilbage?"),
        "lead": _("Det forsvinder fra siden og tæller ikke med mere."),
        "quoted": " · ".join(filter(None, (str(row.indicator), point.phase_label, point.shown, count))),
        "submit": _("Ja, tag det tilbage"),
    }
    return render(request, "indicators/sure.html", context)
