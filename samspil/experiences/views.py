"""The pages of experiences: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.exchange.exporting import as_csv, as_xlsx
from samspil.exchange.views import CSV, XLSX, download
from samspil.experiences import actions, cards, queries, table
from samspil.experiences.forms import (
    EditOthersForm,
    EditOwnForm,
    ExperienceFilterForm,
    FileForm,
    MatchForm,
    TellOthersForm,
    TellOwnForm,
)
from samspil.experiences.models import Evidence, Experience, Went
from samspil.foundation.editing import edited
from samspil.foundation.filtering import FilterForm
from samspil.foundation.http import Request, private
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, require
from samspil.identity import rates
from samspil.technologies.actions import drop_file, upload_file
from samspil.technologies.models import Technology
from samspil.technologies.queries import file_named, units_for

RELATED = ("technology__subject", "unit__actor__subject", "actor", "author__actor", "transfer__by__actor")


def experience_named(request: Request, pk: Any) -> Experience:
    return find(Experience, pk, request.viewer, related=RELATED)


@require_safe
def experience_list(request: Request) -> HttpResponse:
    form = ExperienceFilterForm(request.GET)
    filters = form.filters()
    if filters.technology:
        form.technology = Technology.objects.visible_to(request.viewer).filter(pk=filters.technology).first()
    page = page_of(request, queries.experiences(request.viewer, filters))
    return render(
        request,
        "experiences/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i erfaringerne")),
            "page": page,
            "rows": cards.rows(list(page)),
            "alike": queries.alike(filters, request.viewer, but=[row.pk for row in page]),
            "technology": form.technology,
            "grades": Evidence.labels,
            "may_tell": rules.has_perm("experiences.tell", request.viewer),
            "may_bring": rules.has_perm("technologies.bring_file", request.viewer),
        },
    )


@require_safe
def experience_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    experience = experience_named(request, pk)
    transfer = getattr(experience, "transfer", None)
    lines = queries.lines_of(experience.figures.all() if experience.is_open else [])
    return render(
        request,
        "experiences/page.html",
        {
            "experience": experience,
            "transfer": transfer,
            "facets": facets_of(transfer) if transfer else [],
            "lines": lines,
            "phases": queries.phases_of(lines),
            "pill": cards.PILLS[Went(experience.went)],
            "people": cards.how_many(experience),
            "explained": cards.EXPLAINED[Evidence(experience.evidence)],
            "reason": cards.reason_of(experience, transfer),
            "timeline": timeline_of(experience.subject, viewer),
            "may_hide": rules.has_perm("moderation.hide", viewer),
            **{
                f"may_{name}": rules.has_perm(f"experiences.{name}", viewer, experience)
                for name in ("edit", "withdraw", "match")
            },
        },
    )


def facets_of(transfer: Any) -> list[tuple[str, str]]:
    fields = MatchForm.base_fields
    return [(str(fields[name].label), getattr(transfer, f"get_{name}_display")()) for name in actions.FACETS]


@require_safe
def choose(request: Request) -> HttpResponse:
    """Which technology is it about?"""
    require("experiences.tell", request.viewer)
    form = FilterForm(request.GET)
    return render(
        request,
        "experiences/choose.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg efter teknologien")),
            "page": page_of(request, queries.technologies(request.viewer, form.values()["q"])),
        },
    )


def tell_own(request: Request, technology_id) -> HttpResponse:
    require("experiences.tell", request.viewer)
    form = TellOwnForm(request.POST or None, viewer=request.viewer, units=units_for(request.viewer))
    return told(request, form, technology_id, "experiences/tell.html")


def tell_others(request: Request, technology_id) -> HttpResponse:
    require("experiences.tell", request.viewer)
    return told(
        request,
        TellOthersForm(request.POST or None, viewer=request.viewer),
        technology_id,
        "experiences/tell_others.html",
    )


def told(request: Request, form: Any, technology_id: Any, template: str) -> HttpResponse:
    technology = find(Technology, technology_id, request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            experience = actions.tell_experience(by=request.viewer, technology_id=technology_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Erfaringen står her nu. Andre finder den, før de begynder på noget nyt."))
            return redirect("experiences:page", pk=experience.pk)
    return render(request, template, {"form": form, "technology": technology})


def edit(request: Request, pk) -> HttpResponse:
    experience = experience_named(request, pk)
    require("experiences.edit", request.viewer, experience)
    back_url = reverse("experiences:page", args=[pk])
    form_class = EditOwnForm if experience.is_own else EditOthersForm
    return edited(
        request,
        form_class(request.POST or None, viewer=request.viewer, initial=form_class.initial_of(experience)),
        partial(actions.edit_experience, experience_id=pk),
        lambda: form_class.initial_of(experience_named(request, pk)),
        template="experiences/edit.html",
        context={"experience": experience, "back_url": back_url},
        done_url=back_url,
        message=_("Rettet. Alle ser det nye nu."),
    )


@require_safe
def history(request: Request, pk) -> HttpResponse:
    experience = experience_named(request, pk)
    context = {"experience": experience, "changes": queries.changes_of(experience) if experience.is_open else []}
    return render(request, "experiences/history.html", context)


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more before an experience is taken off the lists."""
    experience = experience_named(request, pk)
    if experience.withdrawn_at:  # the second press of the same button
        return redirect("experiences:page", pk=pk)
    require("experiences.withdraw", request.viewer, experience)
    if request.method == "POST":
        actions.withdraw_experience(by=request.viewer, experience_id=pk)
        messages.success(request, _("Erfaringen er taget af listerne."))
        return redirect("experiences:page", pk=pk)
    return render(request, "experiences/withdraw.html", {"experience": experience})


def match(request: Request, pk) -> HttpResponse:
    experience = experience_named(request, pk)
    require("experiences.match", request.viewer, experience)
    back_url = reverse("experiences:page", args=[pk])

    def now() -> dict[str, Any]:
        found = experience_named(request, pk)
        return MatchForm.initial_of(found, getattr(found, "transfer", None))

    return edited(
        request,
        MatchForm(request.POST or None, viewer=request.viewer, initial=now()),
        partial(actions.match_context, experience_id=pk),
        now,
        context={
            "eyebrow": _("Erfaring"),
            "about": experience.title,
            "title": _("Passer det hos os?"),
            "lead": _("Det, der virkede et sted, virker ikke altid et andet. Se på fire ting."),
            "submit": _("Gem svaret"),
            "back_url": back_url,
            "keeps": True,
        },
        done_url=f"{back_url}#passer-det",
        message=_("Tak. Svaret står på siden nu, med dit navn."),
    )


# --- files ------------------------------------------------------------------------------------------------------------


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """What the list shows under the filters in the address, as a file."""
    viewer = request.viewer
    if not viewer.is_known and not rates.FILE_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    rows = (table.cells(row) for row in table.found(viewer, ExperienceFilterForm(request.GET).filters()))
    if kind == "csv":
        content, content_type = as_csv(table.headings(), rows), CSV
    else:
        content, content_type = as_xlsx(_("Erfaringer"), table.headings(), rows), XLSX
    response = download(content, content_type, _("erfaringer"), kind)
    response["Cache-Control"] = "private, no-store" if viewer.is_known else "no-cache"
    return response


@private
def bring(request: Request) -> HttpResponse:
    """Bring a file to look through. Nothing is told before somebody has seen what would happen."""
    require("technologies.bring_file", request.viewer)
    form = FileForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            table.looked_through(file.data, request.viewer)  # a file that cannot be read is told of here
            kept = upload_file(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return redirect("experiences:preview", pk=kept.pk)
    context = {"form": form, "headings": table.headings(), "most": table.MOST_ROWS}
    return render(request, "experiences/bring.html", context)


@private
def preview(request: Request, pk: int) -> HttpResponse:
    """What the rows of a file would become; and, once somebody says so, they do."""
    require("technologies.bring_file", request.viewer)
    try:
        file = file_named(pk, request.viewer)
    except NotFound:
        if request.method != "POST":
            raise
        return redirect("experiences:list")  # the second press of the same button
    try:
        rows = table.looked_through(bytes(file.file), request.viewer)
    except ValidationError:  # it was brought as a list of technologies
        return redirect("technologies:file", pk=pk)
    if request.method == "POST":
        if request.POST.get("choice") == "bring":
            n = len(table.bring(rows, request.viewer))
            messages.success(
                request, ngettext("%(n)d erfaring er lagt ind.", "%(n)d erfaringer er lagt ind.", n) % {"n": n}
            )
            if any(row.problems for row in rows):
                messages.warning(request, _("Her står, hvad der er galt med resten."))
                return redirect("experiences:preview", pk=pk)  # the mistakes stay to be read
        drop_file(by=request.viewer, file_id=pk)
        return redirect("experiences:list")
    parts = {
        "new": [row for row in rows if row.is_new],
        "known": [row for row in rows if row.is_known and not row.problems],
        "wrong": [row for row in rows if row.problems],
    }
    return render(request, "experiences/preview.html", {"file": file, **parts})
