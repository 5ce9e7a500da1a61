"""The list of events, the page of one, its calendar and poster, and the pages to make, mend, cancel and take back."""

from functools import partial
from typing import Any

import rules
import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.events import actions, calendar, cards, coming, queries, times
from samspil.events.forms import CancelEventForm, EditEventForm, EventFilterForm, MakeEventForm
from samspil.events.models import Event
from samspil.foundation import mail
from samspil.foundation.editing import edited
from samspil.foundation.hooks import address
from samspil.foundation.http import Request
from samspil.foundation.models import Audience
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, require
from samspil.identity.contributing import held_page
from samspil.resources.queries import places, with_distance

CALENDAR = "text/calendar; charset=utf-8"
SIZES = ("a4", "a5")


@require_safe
def event_list(request: Request) -> HttpResponse:
    form = EventFilterForm(request.GET)
    filters = form.filters()
    page = page_of(
        request, queries.events_for(request.viewer, filters), counted=queries.countable(request.viewer, filters)
    )
    events = queries.with_places(with_distance(list(page), filters.near))
    return render(
        request,
        "events/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvad vil du gerne med til?")),
            "is_past": filters.when == queries.PAST,
            "page": page,
            "rows": cards.rows(events, request.viewer),
            "map": cards.map_of(events, _("Kort over arrangementerne på siden")),
            "may_make": may_make(request),
            "feed": mail.address(reverse("events:feed")),
        },
    )


def may_make(request: Request) -> bool:
    """Whether to show the way to make an event; the form says in whose name."""
    return bool(request.viewer.speaks_for) or request.viewer.is_staff


@require_safe
def event_page(request: Request, pk) -> HttpResponse:
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    viewer = request.viewer
    queries.with_places([event])
    names = ("edit", "cancel", "withdraw", "keep_meeting")
    may = {name: rules.has_perm(f"events.{name}", viewer, event) for name in names}
    may["see"] = rules.has_perm("events.see_who_comes", viewer, event)
    may["cancel"] = may["cancel"] and event.is_there and not event.is_over
    may["edit"] = may["edit"] and event.is_there
    may["withdraw"] = may["withdraw"] and event.withdrawn_at is None and not (event.has_begun and event.is_there)
    own = queries.own_sign_up(event, viewer)
    return render(
        request,
        "events/page.html",
        {
            **standing(event),
            **meeting_of(event, request, keeps=may["keep_meeting"]),
            "own": own,
            "own_state": cards.state_in_words(own) if own else "",
            "online_url": event.online_url if may["see"] or (own and own.state == "confirmed") else "",
            "may_suggest": rules.has_perm("events.suggest", viewer, event) and not event.has_begun and bool(own),
            "origin": origin_shown(event, request),
            "timeline": timeline_of(event.subject, viewer),
            "may": may,
            "keeps": any(may.values()),
            "may_hide": rules.has_perm("moderation.hide", viewer),
            "json_ld": cards.json_ld(event) if is_public(event) else None,
            "map": cards.map_of([event], _("Her er det på kortet")) if event.point and event.is_there else None,
        },
    )


def is_public(event: Event) -> bool:
    return event.subject.audience == Audience.PUBLIC and event.subject.shown and event.withdrawn_at is None


def standing(event: Event) -> dict[str, Any]:
    """What is known about an event, for its page and its papers. No query."""
    return {
        "event": event,
        "host": cards.host_shown(event),
        "when": times.in_words(event),
        "access": cards.access_in_words(event),
        "room": cards.room_in_words(event) if hasattr(event, "free") else "",
        "is_calm": cards.is_calm(event) if hasattr(event, "free") else False,
        "is_public": is_public(event),
    }


def meeting_of(event: Event, request: Request, *, keeps: bool) -> dict[str, Any]:
    """The agenda, the minutes and what was agreed, as far as they are on the page. Nothing for what is no meeting."""
    if not event.is_meeting or event.withdrawn_at:
        return {"agenda": [], "loose": [], "before": [], "minutes": False}
    is_shown = event.agenda_published_at is not None
    points = queries.agenda_of(event, request.viewer) if is_shown else []
    promises = cards.for_viewer(queries.promises_of(event), request.viewer) if event.has_begun else []
    shown = promises if event.minutes_published_at else [row for row in promises if row.may_answer or row.may_report]
    has_minutes = event.minutes_published_at is not None
    loose = queries.with_promises(points if has_minutes else [], shown)
    before = queries.last_time(event, request.viewer)
    return {
        "agenda": cards.agenda_rows(event, points),
        "loose": loose,
        "before": cards.for_viewer(before, request.viewer),
        "minutes": has_minutes,
        "changes": queries.changes_of(event) if has_minutes else [],
    }


def origin_shown(event: Event, request: Request) -> dict[str, str] | None:
    """The page it is about, for those who may read it."""
    origin = event.origin
    if origin is None or not origin.title or not origin.readable_by(request.viewer):
        return None
    return {"title": origin.title, "url": address(origin)}


def make(request: Request) -> HttpResponse:
    """A new event, filled in beforehand where it is about a page (``?fra=`` its id) or like another (``?som=``)."""
    if not may_make(request):
        raise PermissionDenied
    origin = actions.origin_of(request.GET.get("fra"), request.viewer)
    before = find(Event, request.GET["som"], request.viewer) if request.GET.get("som") else None
    if before and before.withdrawn_at:
        raise NotFound(f"Event {before.pk}")
    form = MakeEventForm(
        request.POST or None,
        viewer=request.viewer,
        origin=origin,
        initial=MakeEventForm.initial_from(origin, before, request.viewer),
    )
    if request.method == "POST" and form.is_valid():
        try:
            event = actions.make_event(
                by=request.viewer, origin_id=str(origin.pk) if origin else None, **form.arguments()
            )
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if not event.subject.shown:
                return held_page(request, event)
            messages.success(request, _("Arrangementet står her nu."))
            return redirect("events:page", pk=event.pk)
    context = {
        "form": form,
        "origin": origin,
        "origin_url": address(origin) if origin else "",
        "before": before,
        "places": list(places()),
    }
    return render(request, "events/make.html", context)


def edit(request: Request, pk) -> HttpResponse:
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    require("events.edit", request.viewer, event)
    initial = EditEventForm.initial_of(event)
    form = EditEventForm(request.POST or None, viewer=request.viewer, event=event, initial=initial)
    return edited(
        request,
        form,
        partial(actions.edit_event, event_id=pk),
        lambda: EditEventForm.initial_of(find(Event, pk, request.viewer, related=queries.ON_PAGE)),
        template="events/edit.html",
        context={"event": event, "places": list(places())},
        done_url=reverse("events:page", args=[pk]),
        message=_("Rettet. Er tiden eller stedet et andet, har de tilmeldte fået en mail."),
    )


def cancel(request: Request, pk) -> HttpResponse:
    """Asks once more: everybody who has signed up hears at once."""
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    require("events.cancel", request.viewer, event)
    form, told = CancelEventForm(request.POST or None), queries.told_of(event)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_event(by=request.viewer, event_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, f"{_('Aflyst.')} {cards.have_heard(told)}".strip())
            return redirect("events:page", pk=pk)
    context = {
        "event": event,
        "form": form,
        "when": times.in_words(event),
        "told": cards.will_hear(told),
        "too_late": _("Det er aflyst.") if event.cancelled_at else _("Det er overstået og kan ikke aflyses."),
    }
    return render(request, "events/cancel.html", context)


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted, and those who would come hear it."""
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    require("events.withdraw", request.viewer, event)
    problem, told = None, queries.told_of(event)
    if request.method == "POST":
        try:
            actions.withdraw_event(by=request.viewer, event_id=pk)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, f"{_('Taget tilbage.')} {cards.have_heard(told)}".strip())
            return redirect("events:list")
    context = {
        "event": event,
        "title": _("Tag arrangementet tilbage?"),
        "lead": f"{_('Teksten bliver slettet, og arrangementet er aflyst.')} {cards.will_hear(told)}".strip(),
        "yes": _("Ja, tag det tilbage"),
        "no": _("Nej, behold det"),
        "back_url": reverse("events:page", args=[pk]),
        "problem": problem,
    }
    return render(request, "events/sure.html", context, status=409 if problem else 200)


# --- calendars and papers ---------------------------------------------------------------------------------------------


def calendar_file(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@require_safe
def event_calendar(request: Request, pk) -> HttpResponse:
    """One event for a calendar: what stands on the page, and nobody's name."""
    event = coming.event_found(pk, request.viewer)
    if event.withdrawn_at:
        raise Http404
    return calendar_file(calendar.of_event(event), f"arrangement-{event.starts_at:%Y-%m-%d}")


@require_safe
def feed(_request: Request) -> HttpResponse:
    """All that everybody may read, for a calendar to fetch again and again."""
    return HttpResponse(calendar.of_all(queries.in_public_feed()), content_type=CALENDAR)


@require_safe
def poster(request: Request, pk) -> HttpResponse:
    """A sheet to hang up, A4 or A5, with a code to the page."""
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    if event.withdrawn_at:
        return redirect("events:page", pk=pk)
    size = request.GET.get("ark", "")
    url = mail.address(reverse("events:page", args=[pk]))
    context = {
        **standing(event),
        "size": size if size in SIZES else SIZES[0],
        "address": url,
        "code": segno.make(url, error="m").svg_data_uri(border=2, dark="#1b2a33"),
    }
    return render(request, "events/poster.html", context)
