"""The library of what others have tried."""

from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.foundation import hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.knowledge import actions, queries
from samspil.knowledge.forms import AddItemForm, EditItemForm, KnowledgeFilterForm, TieForm
from samspil.knowledge.models import KnowledgeItem, KnowledgeTie


@require_safe
def item_list(request: Request) -> HttpResponse:
    form = KnowledgeFilterForm(request.GET)
    page = page_of(request, queries.items(request.viewer, form.filters()))
    return render(
        request,
        "knowledge/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i biblioteket")),
            "page": page,
            "alike": queries.alike(form.filters(), request.viewer, but=[item.pk for item in page]),
            "may_add": rules.has_perm("knowledge.add", request.viewer),
        },
    )


@require_safe
def item_page(request: Request, pk) -> HttpResponse:
    item = find(KnowledgeItem, pk, request.viewer)
    may_edit = rules.has_perm("knowledge.edit", request.viewer, item)
    return render(
        request,
        "knowledge/page.html",
        {
            "item": item,
            "may_edit": may_edit,
            "uses": queries.uses_of(item, request.viewer),
            "timeline": timeline_of(item.subject, request.viewer),
        },
    )


def add_item(request: Request) -> HttpResponse:
    require("knowledge.add", request.viewer)
    form = AddItemForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.add_item(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det står i biblioteket nu. Alle kan læse det."))
            return redirect("knowledge:page", pk=item.pk)
    page = {
        "title": _("Tilføj viden"),
        "lead": _("Fortæl kort, hvad andre har prøvet, og hvor vi ved det fra."),
        "submit": _("Læg det i biblioteket"),
        "twins": "knowledge,practice",
        "back_url": reverse("knowledge:list"),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, **page})


def edit_item(request: Request, pk) -> HttpResponse:
    item = find(KnowledgeItem, pk, request.viewer)
    require("knowledge.edit", request.viewer, item)
    return edited(
        request,
        EditItemForm(request.POST or None, viewer=request.viewer, initial=EditItemForm.initial_of(item)),
        partial(actions.edit_item, item_id=pk),
        lambda: EditItemForm.initial_of(find(KnowledgeItem, pk, request.viewer)),
        context={
            "eyebrow": _("Viden"),
            "about": item.title,
            "title": _("Ret teksten"),
            "submit": _("Gem rettelsen"),
            "back_url": reverse("knowledge:page", args=[pk]),
            "keeps": True,
        },
        done_url=reverse("knowledge:page", args=[pk]),
        message=_("Rettet. Alle ser det nye nu."),
    )


@require_safe
def choose(request: Request, pk) -> HttpResponse:
    """The library, to find what is of use on a page."""
    about = actions.page_named(pk, request.viewer)
    require("knowledge.tie", request.viewer, hooks.thing(about))
    form = KnowledgeFilterForm(request.GET)
    return render(
        request,
        "knowledge/choose.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i biblioteket")),
            "page": page_of(request, queries.items_for(about, request.viewer, form.filters())),
            "about": about,
            "may_add": rules.has_perm("knowledge.add", request.viewer),
        },
    )


def tie_item(request: Request, pk, subject_id) -> HttpResponse:
    item = find(KnowledgeItem, pk, request.viewer)
    about = actions.page_named(subject_id, request.viewer)
    require("knowledge.tie", request.viewer, hooks.thing(about))
    form = TieForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tie_item(by=request.viewer, item_id=pk, subject_id=subject_id, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det står på siden nu, så alle kan bruge det."))
            return redirect(f"{hooks.address(about)}#viden")
    return render(request, "knowledge/tie.html", {"form": form, "item": item, "about": about})


def untie_item(request: Request, pk, subject_id) -> HttpResponse:
    """Asks once more. Who presses twice comes back to the page all the same."""
    item = find(KnowledgeItem, pk, request.viewer)
    about = actions.page_named(subject_id, request.viewer)
    tie = KnowledgeTie.objects.filter(subject=about, item=item).first()
    if tie is None:
        return redirect(hooks.address(about))
    tie.subject = about
    require("knowledge.untie", request.viewer, tie)
    if request.method == "POST":
        actions.untie_item(by=request.viewer, item_id=pk, subject_id=subject_id)
        messages.success(request, _("Fjernet fra siden. Det står stadig i biblioteket."))
        return redirect(hooks.address(about))
    return render(request, "knowledge/untie.html", {"tie": tie, "item": item, "about": about})
