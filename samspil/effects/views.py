"""The overview, and the page of what came of one challenge."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspil.challenges.models import Challenge
from samspil.effects import overview as shown
from samspil.effects.forms import OverviewForm
from samspil.effects.queries import unit_tree
from samspil.effects.story import story_of
from samspil.foundation.http import Request
from samspil.foundation.models import Theme
from samspil.foundation.verbs import find


def read(request: Request) -> tuple[OverviewForm, shown.Overview]:
    """The choices in the address, and what there is to say about them."""
    form = OverviewForm(request.GET, tree=unit_tree(request.viewer))
    found = shown.overview(request.viewer, form.filters())
    form.offer_years(list(found.ideas.by_year))
    return form, found


@require_safe
def overview(request: Request) -> HttpResponse:
    form, found = read(request)
    theme = Theme(found.filters.theme) if found.filters.theme else None
    return render(
        request,
        "effects/overview.html",
        {
            "form": form,
            "found": found,
            "theme": theme,
            "funnel": shown.funnel_chart(found),
            "stops": shown.stops_chart(found),
            "chain": shown.chain_chart(found),
            "chain_by_year": shown.chain_by_year(found),
            "balances": [(balance, shown.balance_chart(balance)) for balance in found.balances],
            "barriers": shown.barriers_chart(found),
        },
    )


@require_safe
def employment(request: Request) -> HttpResponse:
    """The short address of the area of work and education (C88)."""
    return redirect(f"{reverse('effects:overview')}?emne={Theme.EMPLOYMENT}")


@require_safe
def effect(request: Request, pk) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer, related=("actor", "author__actor"))
    return render(request, "effects/page.html", {"challenge": challenge, "story": story_of(challenge, request.viewer)})
