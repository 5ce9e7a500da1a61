"""The pages of technologies: ask by permission name, call the verb, render."""

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

from samspil.actors.models import Unit
from samspil.actors.queries import timeline_of
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, is_repeat, require
from samspil.technologies import actions, cards, queries
from samspil.technologies.forms import (
    EditTechnologyForm,
    PlaceForm,
    ProductsForm,
    RadarFilterForm,
    TechnologyFilterForm,
    TechnologyForm,
    UseForm,
    WithdrawForm,
)
from samspil.technologies.models import Technology, TechnologyGroup


@require_safe
def technology_list(request: Request) -> HttpResponse:
    form = TechnologyFilterForm(request.GET, viewer=request.viewer)
    filters = form.filters()
    page = page_of(request, queries.technologies(request.viewer, filters))
    return render(
        request,
        "technologies/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg efter en teknologi eller noget, den kan")),
            "page": page,
            "rows": cards.rows(list(page)),
            "alike": queries.alike(filters, request.viewer, but=[each.pk for each in page]),
            "query": request.GET.urlencode(),
            "may_add": rules.has_perm("technologies.add", request.viewer),
            "may_bring": rules.has_perm("technologies.bring_file", request.viewer),
        },
    )


@require_safe
def technology_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    technology = find(Technology, pk, viewer)
    uses = queries.uses_of(technology, viewer)
    placed = queries.placements_of(technology)
    may_place = rules.has_perm("technologies.place", viewer, technology)
    return render(
        request,
        "technologies/page.html",
        {
            "technology": technology,
            "purposes": cards.purposes_of(technology),
            "targets": list(technology.targets.all()),
            "products": list(technology.products.all()),
            "uses": [use for use in uses if use.is_current],
            "earlier": [use for use in uses if not use.is_current],
            "placed": placed,
            "open_years": queries.open_years(),
            "timeline": timeline_of(technology.subject, viewer),
            "may_place": may_place,
            "may_set_use": rules.has_perm("technologies.set_use", viewer, technology),
            "may_edit": rules.has_perm("technologies.edit", viewer, technology),
            "may_put_back": rules.has_perm("technologies.put_back", viewer, technology),
            "may_hide": rules.has_perm("moderation.hide", viewer),
            "sees_contacts": viewer.is_staff,
        },
    )


def shown(request: Request, form: Any, technology: Technology, title: str, submit: str, **more: Any) -> HttpResponse:
    """A page that is one form about a technology."""
    page = {
        "eyebrow": _("Velfærdsteknologi"),
        "about": technology.title,
        "title": title,
        "submit": submit,
        "back_url": reverse("technologies:page", args=[technology.pk]),
        "keeps": True,
    }
    return render(request, more.pop("template", "site/form.html"), {"form": form, **page, **more})


def sent(request: Request, form: Any, verb: Any, **arguments: Any) -> Any:
    """What the verb made of a form that was sent; None when there is something to mend first."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return verb(by=request.viewer, **arguments, **form.arguments())
    except ValidationError as problem:
        form.take_errors(problem)
        return None


def add(request: Request) -> HttpResponse:
    require("technologies.add", request.viewer)
    form = TechnologyForm(request.POST or None, viewer=request.viewer)
    if technology := sent(request, form, actions.add_technology):
        messages.success(request, _("Den står i kataloget nu. Skriv gerne, hvem der sælger den, og om I har den."))
        return redirect("technologies:page", pk=technology.pk)
    page = {
        "title": _("Læg en teknologi i kataloget"),
        "lead": _("Skriv det vigtigste. Resten kan du eller andre skrive senere."),
        "submit": _("Læg den i kataloget"),
        "twins": "technology",
        "back_url": reverse("technologies:list"),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, **page})


def edit(request: Request, pk) -> HttpResponse:
    technology = find(Technology, pk, request.viewer)
    require("technologies.edit", request.viewer, technology)
    back_url = reverse("technologies:page", args=[pk])
    return edited(
        request,
        EditTechnologyForm(
            request.POST or None, viewer=request.viewer, initial=EditTechnologyForm.initial_of(technology)
        ),
        partial(actions.edit_technology, technology_id=pk),
        lambda: EditTechnologyForm.initial_of(find(Technology, pk, request.viewer)),
        context={
            "eyebrow": _("Velfærdsteknologi"),
            "about": technology.title,
            "title": _("Ret teksten"),
            "submit": _("Gem rettelsen"),
            "back_url": back_url,
            "keeps": True,
        },
        done_url=back_url,
        message=_("Rettet. Alle ser det nye nu."),
    )


@require_safe
def history(request: Request, pk) -> HttpResponse:
    technology = find(Technology, pk, request.viewer)
    changes = queries.changes_of(technology)
    return render(request, "technologies/history.html", {"technology": technology, "changes": changes})


def withdraw(request: Request, pk) -> HttpResponse:
    technology = find(Technology, pk, request.viewer)
    if technology.withdrawn_at and is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("technologies:page", pk=pk)
    require("technologies.withdraw", request.viewer, technology)
    form = WithdrawForm(request.POST or None, viewer=request.viewer)
    if sent(request, form, actions.withdraw_technology, technology_id=pk):
        messages.success(request, _("Den er taget ud af kataloget. Siden findes stadig for dem, der har linket."))
        return redirect("technologies:page", pk=pk)
    lead = _("Den forsvinder fra lister, radar og søgning. Er I bare holdt op med den, så skriv det i stedet.")
    return shown(request, form, technology, _("Tag den ud af kataloget"), _("Tag den ud"), lead=lead)


@require_POST
def put_back(request: Request, pk) -> HttpResponse:
    try:
        actions.put_back(by=request.viewer, technology_id=pk)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Den står i kataloget igen, med det, der hørte til."))
    return redirect("technologies:page", pk=pk)


def products(request: Request, pk) -> HttpResponse:
    technology = find(Technology, pk, request.viewer)
    require("technologies.edit", request.viewer, technology)
    back_url = reverse("technologies:page", args=[pk])
    return edited(
        request,
        ProductsForm(
            request.POST or None,
            viewer=request.viewer,
            technology=technology,
            initial={"expected_version": technology.version},
        ),
        partial(actions.name_products, technology_id=pk),
        lambda: ProductsForm.current_of(find(Technology, pk, request.viewer)),
        template="technologies/products.html",
        context={"technology": technology, "back_url": back_url},
        done_url=f"{back_url}#leverandoerer",
        message=_("Gemt. Leverandørerne står på siden."),
    )


# --- where it is ------------------------------------------------------------------------------------------------------


def set_use(request: Request, pk) -> HttpResponse:
    technology = find(Technology, pk, request.viewer)
    require("technologies.set_use", request.viewer, technology)
    choices = queries.units_for(request.viewer)
    if not choices:
        return render(request, "technologies/nobody.html", {"technology": technology}, status=403)
    unit = unit_wanted(request, choices)
    standing = technology.uses.filter(unit=unit, is_current=True).first() if unit else None
    back_url = reverse("technologies:page", args=[pk])
    return edited(
        request,
        UseForm(
            request.POST or None,
            viewer=request.viewer,
            choices=choices,
            unit=unit,
            initial=UseForm.initial_of(standing, unit),
        ),
        partial(actions.set_use, technology_id=pk),
        lambda: UseForm.initial_of(technology.uses.filter(unit=unit, is_current=True).first(), unit),
        context={
            "eyebrow": _("Velfærdsteknologi"),
            "about": technology.title,
            "title": _("Hvor langt er I med den?"),
            "lead": _("Så kan andre enheder se, hvem de kan spørge. Det, I skrev før, bliver i historien."),
            "submit": _("Gem"),
            "back_url": back_url,
            "keeps": True,
        },
        done_url=f"{back_url}#hos-os",
        message=_("Gemt. Alle kan se, hvor langt I er."),
    )


def unit_wanted(request: Request, choices: list[Unit]) -> Unit | None:
    """The unit in the form or the address; the only one there is to choose from."""
    wanted = request.POST.get("unit_id") or request.GET.get("enhed") or ""
    found = next((unit for unit in choices if str(unit.pk) == wanted), None)
    return found or (choices[0] if len(choices) == 1 else None)


def take_use_back(request: Request, pk) -> HttpResponse:
    """Asks once more. Who presses twice comes back to the list all the same."""
    use = queries.use_named(pk, request.viewer)
    require("technologies.take_use_back", request.viewer, use)
    back_url = f"{reverse('technologies:page', args=[use.technology_id])}#hos-os"
    if request.method == "POST":
        try:
            actions.take_use_back(by=request.viewer, use_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Fjernet. Nu gælder det, I skrev før, hvis I skrev noget."))
        return redirect(back_url)
    page = {
        "title": _("Blev det skrevet ved en fejl?"),
        "lead": _("Det forsvinder helt. Er I holdt op, så skriv hellere, at den er udfaset, og hvorfor."),
        "quote": f"{use.unit.actor.name}: {use.get_status_display()}",
        "submit": _("Ja, fjern det"),
        "back_url": back_url,
        "technology": use.technology,
    }
    return render(request, "technologies/ask.html", page)


# --- the radar --------------------------------------------------------------------------------------------------------


@require_safe
def radar_page(request: Request) -> HttpResponse:
    board, form = board_wanted(request)
    unit = form.values()["enhed"]
    return render(
        request,
        "technologies/radar.html",
        {
            "form": form,
            "board": board,
            "lists": cards.lists(request.viewer, unit),
            "unit": unit,
            "query": request.GET.urlencode(),
            "may_keep": rules.has_perm("technologies.keep_radar", request.viewer),
        },
    )


@require_safe
def radar_paper(request: Request) -> HttpResponse:
    """The radar on one sheet across, and its table on the next."""
    board, _form = board_wanted(request)
    told = {"board": board, "query": request.GET.urlencode(), "size": "radar"}
    return render(request, "technologies/radar_paper.html", told)


def board_wanted(request: Request) -> tuple[cards.Board, RadarFilterForm]:
    """The radar that the address asks for. The years come first: the form offers those there are."""
    year = queries.year_wanted(request.GET.get("aar", ""))
    group = request.GET.get("gruppe", "")
    group = group if group in TechnologyGroup.values else ""
    board = cards.board(request.viewer, year, request.GET.get("efter", ""), group)
    return board, RadarFilterForm(request.GET, viewer=request.viewer, years=board.years)


def place(request: Request, pk) -> HttpResponse:
    technology = find(Technology, pk, request.viewer)
    require("technologies.place", request.viewer, technology)
    placed = {row.year: row for row in queries.placements_of(technology)}
    wanted = queries.year_wanted(request.GET.get("aar", ""))
    year = wanted if wanted in queries.open_years() else queries.open_years()[0]
    form = PlaceForm(request.POST or None, viewer=request.viewer, placed=placed, initial={"year": year})
    if sent(request, form, actions.place, technology_id=pk):
        messages.success(request, _("Den står på radaren nu, med din grund."))
        return redirect(f"{reverse('technologies:page', args=[pk])}#radar")
    lead = _("Vælg det, kommunen skal gøre med den i år. Næste år kan alle se, hvad der er flyttet.")
    return shown(request, form, technology, _("Hvor står den på radaren?"), _("Sæt den på radaren"), lead=lead)


def unplace(request: Request, pk, year: int) -> HttpResponse:
    """Asks once more. Who presses twice comes back to the page all the same."""
    technology = find(Technology, pk, request.viewer)
    require("technologies.place", request.viewer, technology)
    back_url = f"{reverse('technologies:page', args=[pk])}#radar"
    row = queries.placement_of(technology, year)
    if row is None:
        if request.method == "POST":
            return redirect(back_url)
        raise NotFound(f"Placement {pk} {year}")
    if request.method == "POST":
        actions.unplace(by=request.viewer, technology_id=pk, year=year)
        messages.success(request, _("Den er taget af radaren."))
        return redirect(back_url)
    page = {
        "title": _("Vil du tage den af radaren?"),
        "lead": _("Den bliver stående i kataloget."),
        "quote": f"{technology.title}: {row.get_ring_display()} {row.year}",
        "submit": _("Ja, tag den af"),
        "back_url": back_url,
        "technology": technology,
    }
    return render(request, "technologies/ask.html", page)
