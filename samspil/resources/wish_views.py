"""What providers need: the list, telling of it, helping, and saying that it is there now."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.models import Actor
from samspil.foundation.hooks import address
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import find, require
from samspil.identity.contributing import contribute
from samspil.resources import actions, cards, queries
from samspil.resources.forms import WishFilterForm, WishForm, WishPledgeForm
from samspil.resources.models import Resource, Wish, WishPledge

OF_PLEDGE = ("wish__resource__provider", "wish__provider", "actor", "author__actor")


@require_safe
def wish_list(request: Request) -> HttpResponse:
    form = WishFilterForm(request.GET)
    page = page_of(request, queries.wishes_for(request.viewer, form.filters()))
    wishes = cards.wish_cards(queries.with_pledges(list(page), request.viewer), request.viewer)
    return render(
        request,
        "resources/wishes.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i det, nogen har brug for")),
            "page": page,
            "wishes": wishes,
        },
    )


def wish_for(request: Request, pk) -> HttpResponse:
    """For one resource."""
    resource = find(Resource, pk, request.viewer, related=queries.ON_PAGE)
    require("resources.wish", request.viewer, resource)
    return wished(request, resource.title, reverse("resources:page", args=[pk]), {"resource_id": str(pk)})


def wish_as(request: Request, pk) -> HttpResponse:
    """For an actor as a whole."""
    actor = find(Actor, pk, request.viewer)
    require("resources.wish_as", request.viewer, actor)
    return wished(request, actor.name, reverse("actors:page", args=[pk]), {"provider_id": str(pk)})


def wished(request: Request, about: str, back_url: str, whose: dict[str, str]) -> HttpResponse:
    form = WishForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.wish_for(by=request.viewer, **form.arguments(), **whose)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Nu kan alle se, hvad I har brug for."))
            return redirect(address(made.subject)) if made.subject.shown else redirect(back_url)
    page = {
        "title": _("Hvad har I brug for?"),
        "lead": _("Andre kan hjælpe, og det kan kommunen også. Skriv én ting ad gangen."),
        "submit": _("Skriv det på siden"),
        "eyebrow": _("For"),
        "about": about,
        "back_url": back_url,
    }
    return render(request, "resources/form.html", {"form": form, **page})


def pledge(request: Request, pk) -> HttpResponse:
    wish = find(Wish, pk, request.viewer, related=queries.OF_WISH[1:])
    # A guest may open the form: who they are is confirmed afterwards.
    require("wishes.pledge" if request.viewer.is_known else "wishes.is_open", request.viewer, wish)
    form = WishPledgeForm(request.POST or None, viewer=request.viewer)
    back_url = address(wish.subject)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "wish_pledge", wish_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if told := outcome.page(request):
                return told
            messages.success(request, _("Tak. De, der står bag, får det at vide nu."))
            return redirect(back_url)
    page = {
        "title": _("Hvad kan du hjælpe med?"),
        "lead": wish.what,
        "submit": _("Send din hjælp"),
        "eyebrow": wish.get_kind_display(),
        "about": cards.whose(wish),
        "back_url": back_url,
    }
    return render(request, "resources/form.html", {"form": form, **page})


@require_POST
def fulfil(request: Request, pk) -> HttpResponse:
    wish = actions.fulfil_wish(by=request.viewer, wish_id=pk)
    messages.success(request, _("Det er noteret. De, der hjalp, får en tak."))
    return redirect(address(wish.subject))


def withdraw_wish(request: Request, pk) -> HttpResponse:
    wish = find(Wish, pk, request.viewer, related=queries.OF_WISH[1:])
    require("wishes.withdraw", request.viewer, wish)
    back_url = address(wish.subject.context) if wish.subject.context else reverse("resources:wishes")
    if request.method == "POST":
        actions.withdraw_wish(by=request.viewer, wish_id=pk)
        messages.success(request, _("Ønsket er taget tilbage. Teksten er slettet."))
        return redirect(back_url)
    page = {"title": _("Tag ønsket tilbage?"), "words": wish.what, "submit": _("Ja, slet det"), "back_url": back_url}
    return render(request, "resources/take_back.html", page)


def withdraw_pledge(request: Request, pk) -> HttpResponse:
    pledged = find(WishPledge, pk, request.viewer, related=OF_PLEDGE)
    require("wish_pledges.withdraw", request.viewer, pledged)
    back_url = address(pledged.wish.subject)
    if request.method == "POST":
        actions.withdraw_wish_pledge(by=request.viewer, pledge_id=pk)
        messages.success(request, _("Du har taget din hjælp tilbage. Teksten er slettet."))
        return redirect(back_url)
    page = {
        "title": _("Tag din hjælp tilbage?"),
        "words": pledged.body,
        "submit": _("Ja, slet den"),
        "back_url": back_url,
    }
    return render(request, "resources/take_back.html", page)
