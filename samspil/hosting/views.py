"""The pages about who holds a challenge's page, and whose turn is next."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.challenges.models import Challenge
from samspil.challenges.queries import participants
from samspil.foundation.forms import VerbForm
from samspil.foundation.http import Request
from samspil.foundation.verbs import find, require
from samspil.hosting import actions, queries
from samspil.hosting.forms import AppointForm, NextForm, TurnForm

RELATED = ("host__actor", "next_host__actor", "author__actor")


def found(request: Request, pk: Any, permission: str) -> Challenge:
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    require(permission, request.viewer, challenge)
    return challenge


@require_safe
def hosts(request: Request, pk) -> HttpResponse:
    """Who holds the page now, whose turn is next, and who has held it."""
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    return render(
        request,
        "hosting/hosts.html",
        {"challenge": challenge, "turns": queries.turns_of(challenge), **permissions(request, challenge)},
    )


def permissions(request: Request, challenge: Challenge) -> dict[str, bool]:
    names = ("appoint", "name_next", "offer", "decline", "hand_over")
    return {f"may_{name}": rules.has_perm(f"hosting.{name}", request.viewer, challenge) for name in names}


def form_page(
    request: Request, challenge: Challenge, form: VerbForm, verb: Any, *, done: Any, page: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            verb(by=request.viewer, challenge_id=challenge.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, done)
            return redirect("challenges:page", pk=challenge.pk)
    about = {
        "eyebrow": _("Udfordring"),
        "about": challenge.question,
        "back_url": reverse("challenges:page", args=[challenge.pk]),
    }
    return render(request, "site/form.html", {"form": form, **about, **page})


def appoint(request: Request, pk) -> HttpResponse:
    challenge = found(request, pk, "hosting.appoint")
    form = AppointForm(
        request.POST or None,
        people=participants(challenge, request.viewer),
        initial={"person_id": str(challenge.host_id or "")},
    )
    page = {
        "title": _("Vælg mødeleder"),
        "lead": _("Mødelederen kan være enhver, der er med. Det behøver ikke være en fra kommunen."),
        "submit": _("Vælg mødeleder"),
    }
    return form_page(request, challenge, form, actions.appoint_host, done=_("Siden har en ny mødeleder."), page=page)


def name_next(request: Request, pk) -> HttpResponse:
    challenge = found(request, pk, "hosting.name_next")
    people = [row for row in participants(challenge, request.viewer) if row.pk != challenge.host_id]
    form = NextForm(request.POST or None, people=people, initial={"person_id": str(challenge.next_host_id or "")})
    page = {
        "title": _("Hvem er mødeleder næste gang?"),
        "lead": _("Turen går på omgang. Alle, der er med på siden, kan tage den."),
        "submit": _("Vælg den næste"),
    }
    done = _("Den næste mødeleder står på siden nu og får en mail.")
    return form_page(request, challenge, form, actions.name_next_host, done=done, page=page)


def hand_over(request: Request, pk) -> HttpResponse:
    challenge = found(request, pk, "hosting.hand_over")
    name = challenge.next_host.name if challenge.next_host else ""
    page = {
        "title": _("Giv mødeledelsen videre"),
        "lead": _("%(name)s holder siden fra nu af. Du er stadig med og kan skrive og rette som alle andre.")
        % {"name": name},
        "submit": _("Giv videre til %(name)s") % {"name": name},
    }
    done = _("%(name)s er mødeleder nu.") % {"name": name}
    form = TurnForm(request.POST or None)
    return form_page(request, challenge, form, actions.hand_over, done=done, page=page)


@require_POST
def offer(request: Request, pk) -> HttpResponse:
    actions.offer_to_host(by=request.viewer, challenge_id=pk)
    messages.success(request, _("Tak. Du er mødeleder næste gang. Du får en mail, når det er din tur."))
    return redirect("challenges:page", pk=pk)


@require_POST
def decline(request: Request, pk) -> HttpResponse:
    actions.decline_hosting(by=request.viewer, challenge_id=pk)
    messages.success(request, _("Det er i orden. Mødelederen finder en anden."))
    return redirect("challenges:page", pk=pk)
