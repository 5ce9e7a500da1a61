"""What employees tell those who look for work: the page, its sheet for the wall, and letting a story stand there."""

import re
from functools import partial

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.foundation import mail
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.ids import as_uuid
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import require
from samspil.stories import queries, work
from samspil.stories.forms import WorkFilterForm, WorkForm
from samspil.stories.views import kept

ON_POSTER = 3  # stories on a sheet that is read from some steps away
POSTER_WORDS = 45  # of each
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@require_safe
def work_here(request: Request) -> HttpResponse:
    """What employees say of their work, with the figures other apps hold of how it changed (C51)."""
    places = queries.workplaces(request.viewer)
    form = WorkFilterForm(request.GET, units=[row.unit for row in places])
    values = form.values()
    filters = queries.Filters(words=values["q"], theme=values["emne"])
    page = page_of(request, queries.told_by_colleagues(request.viewer, filters, as_uuid(values["enhed"])))
    page.object_list = queries.with_readings(page.object_list)
    context = {
        "form": form,
        "filters": form.bar(request, search_label=_("Søg i historierne")),
        "page": page,
        "places": places,
        "place": queries.Place("work"),
    }
    return render(request, "stories/work.html", context)


@require_safe
def poster(request: Request) -> HttpResponse:
    """A sheet to hang up, with the newest stories and a code to the page."""
    url = mail.address(reverse("stories:work"))
    stories = queries.with_readings(queries.told_by_colleagues(request.viewer)[:ON_POSTER])
    context = {
        "stories": [(story, opening(story.reading.body)) for story in stories],
        "address": url,
        "code": segno.make(url, error="m").svg_data_uri(border=2, dark="#1b2a33"),
    }
    return render(request, "stories/work_poster.html", context)


def opening(text: str) -> str:
    """The first whole sentences; only a sentence that is too long by itself is cut."""
    told = ""
    for sentence in SENTENCE_END.split(text.strip()):
        longer = f"{told} {sentence}".strip()
        if len(longer.split()) > POSTER_WORDS:
            break
        told = longer
    return told or Truncator(text).words(POSTER_WORDS)


def show_at_work(request: Request, pk) -> HttpResponse:
    """Let one's own story stand for those who look for work, too."""
    story = kept(request, pk)
    require("stories.show_at_work", request.viewer, story)
    initial = WorkForm.initial_of(story)
    return edited(
        request,
        WorkForm(request.POST if request.method == "POST" else None, viewer=request.viewer, initial=initial),
        partial(work.show_at_work, story_id=pk),
        lambda: WorkForm.initial_of(kept(request, pk)),
        context={
            "eyebrow": _("Historie"),
            "about": story.title,
            "title": _("Vis den for dem, der søger arbejde"),
            "lead": _("Den kommer på siden »Arbejd med os«. Dem, der er med i den, bliver spurgt først."),
            "submit": _("Vis den"),
            "back_url": reverse("stories:keep", args=[pk]),
        },
        done_url=reverse("stories:keep", args=[pk]),
        message=_("Gemt. Den står på »Arbejd med os«, når alle i den har sagt ja."),
    )


@require_POST
def end_at_work(request: Request, pk) -> HttpResponse:
    kept(request, pk)
    work.end_at_work(by=request.viewer, story_id=pk)
    messages.success(request, _("Den står ikke på »Arbejd med os« mere."))
    return redirect("stories:keep", pk=pk)
