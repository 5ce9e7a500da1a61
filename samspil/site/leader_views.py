"""The ten cards for leaders: to read, to turn one by one, and to print. Nothing is asked, and nothing is kept."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.foundation import clock
from samspil.foundation.http import Request
from samspil.site.leader_cards import CARDS, of_the_week

SIZES = ("a6", "a5")


@require_safe
def cards(request: Request) -> HttpResponse:
    return render(request, "site/leader_cards.html", {"cards": CARDS, "week": of_the_week(clock.today())})


@require_safe
def card(request: Request, number: int) -> HttpResponse:
    if not 1 <= number <= len(CARDS):
        raise Http404
    before, after = number - 1 or len(CARDS), number % len(CARDS) + 1
    shown = {"card": CARDS[number - 1], "before": CARDS[before - 1], "after": CARDS[after - 1], "count": len(CARDS)}
    return render(request, "site/leader_card.html", shown)


@require_safe
def on_paper(request: Request) -> HttpResponse:
    """A card to a sheet, small or twice as large."""
    asked = request.GET.get("format", "")
    return render(request, "site/leader_print.html", {"cards": CARDS, "size": asked if asked in SIZES else SIZES[0]})
