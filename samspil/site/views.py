"""The front page, search across everything, and the pages about the house itself."""

from django import forms
from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samspil.challenges import cards
from samspil.challenges.queries import Filters, challenges
from samspil.effects.queries import latest
from samspil.following.queries import waits_for
from samspil.foundation import hooks, search
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import set_choices
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.proposals.queries import latest_answers
from samspil.site import points, queries


@require_safe
def home(request: Request) -> HttpResponse:
    alive = list(challenges(request.viewer, Filters(sort="aktiv")).exclude(stage="draft")[:5])
    return render(
        request,
        "site/home.html",
        {
            "alive": cards.rows(alive, request.viewer),
            "answers": latest_answers(request.viewer),
            "effects": latest(request.viewer),
            "waits": waits_for(request.viewer),
            **queries.charts(),
        },
    )


class SearchForm(FilterForm):
    slags = forms.ChoiceField(label=_("Slags"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.kind, kind.label) for kind in hooks.all_of("kinds") if kind.is_searchable]
        set_choices(self, "slags", [("", _("Alt")), *kinds])


@require_safe
def search_page(request: Request) -> HttpResponse:
    form = SearchForm(request.GET)
    values = form.values()
    words, kind = values["q"], values["slags"]
    kinds = (kind,) if kind else tuple(k.kind for k in hooks.all_of("kinds") if k.is_searchable)
    found = search.find(words, request.viewer, kinds).select_related("context__context")
    return render(
        request,
        "site/search.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvad leder du efter?")),
            "words": words,
            "page": page_of(request, found),
        },
    )


@require_safe
def strategy(request: Request) -> HttpResponse:
    return render(request, "site/strategy.html", {"sections": points.sections(), "tally": points.tally()})


@require_safe
def accessibility(request: Request) -> HttpResponse:
    return render(request, "site/accessibility.html")


@require_safe
def privacy(request: Request) -> HttpResponse:
    return render(request, "site/privacy.html")


@require_safe
def robots(request: Request) -> HttpResponse:
    """A demo must not turn up in searches as if its people were real."""
    rule = "Disallow: /" if settings.DEMO else "Disallow: /konto/\nDisallow: /soeg/"
    return HttpResponse(f"User-agent: *\n{rule}\n", content_type="text/plain")


@require_safe
def health(request: Request) -> JsonResponse:
    """For the operator's monitor: answers 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
