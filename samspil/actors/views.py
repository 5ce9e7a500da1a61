"""Who is here: a list of everybody with equal standing, and a page for each."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from samspil.actors import queries
from samspil.actors.models import PERSONAL, ActorKind
from samspil.foundation import search
from samspil.foundation.filtering import FilterForm
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of


class ActorFilterForm(FilterForm):
    slags = forms.ChoiceField(
        label=_("Slags"),
        required=False,
        choices=[("", _("Alle")), *(choice for choice in ActorKind.choices if choice[0] not in PERSONAL)],
    )


@require_GET
def actor_list(request: Request) -> HttpResponse:
    form = ActorFilterForm(request.GET)
    values = form.values()
    rows = queries.organisations(request.viewer)
    if values["q"]:
        ids = search.matching(values["q"], ("actor",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if values["slags"]:
        rows = rows.filter(kind=values["slags"])
    return render(
        request,
        "actors/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvem leder du efter?")),
            "page": page_of(request, rows),
        },
    )


@require_GET
def actor_page(request: Request, pk) -> HttpResponse:
    actor = queries.organisations(request.viewer).select_related("unit__parent__actor", "body").filter(pk=pk).first()
    if actor is None:
        raise Http404
    return render(
        request,
        "actors/page.html",
        {
            "actor": actor,
            "shows_contact": actor.contact_visibility == "public"
            or (actor.contact_visibility == "staff" and request.viewer.is_staff),
            "said": queries.said_by(actor, request.viewer),
        },
    )
