"""The page of what the municipality offers volunteers, and the page of work and mentors."""

from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.verbs import NotFound, find, require
from samspil.stories import offering, queries
from samspil.stories.forms import AddOfferForm, EditOfferForm
from samspil.stories.models import OfferKind, VolunteerOffer


@require_safe
def offers(request: Request) -> HttpResponse:
    rows = queries.offers(request.viewer)
    may_add = rules.has_perm("offers.add", request.viewer)
    return render(
        request,
        "stories/offers.html",
        {
            "contact_row": next((row for row in rows if row.kind == OfferKind.CONTACT), None),
            "rows": [row for row in rows if row.kind != OfferKind.CONTACT],
            "more": queries.of_other_floors(),
            "place": queries.Place("volunteer_offers"),
            "may_add": may_add,
        },
    )


def readable(request: Request, pk) -> VolunteerOffer:
    """Raises: NotFound, also for what was taken off the page."""
    offer = find(VolunteerOffer, pk, request.viewer, related=("person__actor",))
    if offer.removed_at:
        raise NotFound(f"VolunteerOffer {pk}")
    return offer


@require_safe
def page(request: Request, pk) -> HttpResponse:
    offer = readable(request, pk)
    may_keep = rules.has_perm("offers.keep", request.viewer, offer)
    return render(
        request,
        "stories/offer.html",
        {"offer": offer, "may_keep": may_keep, "versions": queries.versions_of(offer) if may_keep else []},
    )


def add(request: Request) -> HttpResponse:
    require("offers.add", request.viewer)
    form = AddOfferForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            offering.add_offer(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det står på siden nu. Om et år spørger vi, om det stadig passer."))
            return redirect("stories:offers")
    shown = {
        "title": _("Hvad tilbyder kommunen?"),
        "lead": _("Skriv det, så en ny frivillig forstår det."),
        "submit": _("Sæt det på siden"),
        "back_url": reverse("stories:offers"),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, **shown})


def edit(request: Request, pk) -> HttpResponse:
    offer = readable(request, pk)
    require("offers.keep", request.viewer, offer)
    return edited(
        request,
        EditOfferForm(
            request.POST if request.method == "POST" else None,
            viewer=request.viewer,
            initial=EditOfferForm.initial_of(offer),
        ),
        partial(offering.edit_offer, offer_id=pk),
        lambda: EditOfferForm.initial_of(find(VolunteerOffer, pk, request.viewer)),
        context={
            "eyebrow": _("Det tilbyder kommunen dig som frivillig"),
            "about": offer.title,
            "title": _("Ret, hvad der står"),
            "submit": _("Gem"),
            "back_url": reverse("stories:offer", args=[pk]),
        },
        done_url=reverse("stories:offer", args=[pk]),
        message=_("Rettet. Det tæller som bekræftet i dag."),
    )


@require_POST
def confirm(request: Request, pk) -> HttpResponse:
    readable(request, pk)
    offering.confirm_offer(by=request.viewer, offer_id=pk)
    messages.success(request, _("Tak. Det er bekræftet i dag."))
    return redirect("stories:offers")


@require_POST
def move(request: Request, pk) -> HttpResponse:
    readable(request, pk)
    offering.move_offer(by=request.viewer, offer_id=pk, up="ned" not in request.POST)
    return redirect(f"{reverse('stories:offers')}#tilbud-{pk}")


def remove(request: Request, pk) -> HttpResponse:
    """Asks once more: words and history are deleted for good."""
    if request.method == "POST" and find(VolunteerOffer, pk, request.viewer).removed_at:
        return redirect("stories:offers")  # the second press
    offer = readable(request, pk)
    require("offers.keep", request.viewer, offer)
    if request.method == "POST":
        offering.remove_offer(by=request.viewer, offer_id=pk)
        messages.success(request, _("Taget af siden."))
        return redirect("stories:offers")
    context = {
        "title": _("Vil du tage det af siden?"),
        "lead": _("Teksten og det, der stod før, bliver slettet."),
        "eyebrow": _("Det tilbyder kommunen dig som frivillig"),
        "about": offer.title,
        "yes": _("Ja, tag det af"),
        "no": _("Nej, behold det"),
        "back_url": reverse("stories:offer", args=[pk]),
    }
    return render(request, "stories/sure.html", context)


@require_safe
def employment(request: Request) -> HttpResponse:
    """Challenges, mentors and what companies promise about work, each brought by its own app (C88)."""
    return render(request, "stories/employment.html", {"place": queries.Place("employment")})
