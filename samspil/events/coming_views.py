"""Signing up, one's own sign-up (signed in or by the link of a letter), an invitation's answer, and who comes."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.actions import register_person
from samspil.actors.queries import viewer_of
from samspil.events import actions, calendar, cards, coming, inviting, letters, queries, times
from samspil.events.forms import EventChoiceForm, EventSignUpForm, EventWordsForm
from samspil.events.meeting_forms import SuggestPointForm
from samspil.events.models import Event, EventReminder, EventSignUp, EventSignUpState
from samspil.events.views import calendar_file
from samspil.foundation.http import Request, private
from samspil.foundation.models import AccessEntry, OneTimeLink
from samspil.foundation.verbs import NotFound, find, require
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.identity.contributing import contribute

# --- signing up -------------------------------------------------------------------------------------------------------


def sign_up(request: Request, pk) -> HttpResponse:
    event = coming.event_found(pk, request.viewer)
    queries.with_places([event])
    if not event.is_open:
        return render(request, "events/shut.html", {"event": event}, status=409)
    form = EventSignUpForm(request.POST or None, viewer=request.viewer, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "event_sign_up", event_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            return signed_up(request, outcome.made)
    context = {
        "form": form,
        "event": event,
        "when": times.in_words(event),
        "room": cards.room_in_words(event),
        "access": cards.access_in_words(event),
    }
    return render(request, "events/sign_up.html", context)


def signed_up(request: Request, row: EventSignUp) -> HttpResponse:
    """Thanks, and what happens now; or back, for whoever signed up somebody else."""
    if row.person_id != request.viewer.person_id:
        messages.success(request, _("%(name)s er skrevet på.") % {"name": row.name})
        if rules.has_perm("events.see_who_comes", request.viewer, row.event):
            return redirect("events:who-comes", pk=row.event_id)
        return redirect("events:page", pk=row.event_id)
    messages.success(request, _("Tak. Du er skrevet på."))
    return redirect("events:own", pk=row.pk)


def calendar_address(row: EventSignUp) -> str:
    """Where the time lies for one's calendar, once one has a place."""
    return "" if row.state == EventSignUpState.WAITING else reverse("events:calendar", args=[row.event_id])


def after_signing_up(row: EventSignUp, *, is_new: bool = True) -> list[dict[str, Any]]:
    """What happens now, for whoever has just signed up, or comes back to look."""
    event = row.event
    first = _("Du har en plads. Vi ses.")
    if row.state == EventSignUpState.WAITING:
        first = _("Du står på ventelisten. Bliver der plads, skriver vi til dig.")
    steps: list[dict[str, Any]] = [{"what": first, "when": times.in_words(event)}]
    if row.person.email and is_new:
        steps.append({"what": _("Du får en mail med tid og sted, og et link til at melde fra.")})
    if row.person.email and row.reminder == EventReminder.DAY:
        steps.append({"what": _("Dagen før minder vi dig om det.")})
    elif row.person.email and row.reminder == EventReminder.WEEK:
        steps.append({"what": _("En uge før minder vi dig om det.")})
    ring = _("Spørgsmål? Ring til %(name)s på %(phone)s.")
    steps.append({"what": ring % {"name": event.contact_name, "phone": event.contact_phone}})
    return steps


# --- one's own --------------------------------------------------------------------------------------------------------


def own_context(row: EventSignUp, viewer: Viewer, here: str = "", **more: Any) -> dict[str, Any]:
    event = row.event
    is_ahead = row.stands and not event.is_over and event.is_there
    may_suggest = is_ahead and rules.has_perm("events.suggest", viewer, event) and not event.has_begun
    return {
        "row": row,
        "event": event,
        "when": times.in_words(event),
        "state": cards.state_in_words(row),
        "steps": after_signing_up(row, is_new=False) if is_ahead else [],
        "online_url": event.online_url if is_ahead and row.state == EventSignUpState.CONFIRMED else "",
        "may_cancel": is_ahead,
        "may_suggest": may_suggest,
        "suggest": SuggestPointForm(),
        "suggested": queries.suggested_by(event, row.person_id) if event.is_meeting else [],
        "choice": EventChoiceForm(
            auto_id="valg_%s", initial={"reminder": row.reminder, "shares_contact": row.shares_contact}
        ),
        "here": here,
        "calendar_url": f"{here}kalender.ics" if here else reverse("events:own-calendar", args=[row.pk]),
        **more,
    }


def own_row(request: Request, pk) -> EventSignUp:
    """A sign-up for whom it concerns; for anybody else it is not there."""
    row = coming.sign_up_found(pk)
    if not rules.has_perm("event_sign_ups.own", request.viewer, row) or not row.subject.readable_by(request.viewer):
        raise Http404
    return row


@private
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, pk) -> HttpResponse:
    row = own_row(request, pk)
    if request.method == "POST":
        return done_with(request, row, request.viewer, request.path)
    return render(request, "events/own.html", own_context(row, request.viewer))


@private
@require_safe
def own_calendar(request: Request, pk) -> HttpResponse:
    row = own_row(request, pk)
    return calendar_file(calendar.of_event(row.event, row), "arrangement")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; its buttons do. Cancelling uses it up."""
    found = letters.opened(token)
    if found is None:
        return render(request, "events/shut.html", status=410)
    if request.method == "POST":
        return done_with(request, found.row, found.viewer, request.path, found.link)
    return render(request, "events/own.html", own_context(found.row, found.viewer, request.path))


@private
@require_safe
def link_calendar(request: Request, token: str) -> HttpResponse:
    """The calendar file of the letter, with the link to the meeting for those who have a place."""
    found = letters.opened(token)
    if found is None:
        return render(request, "events/shut.html", status=410)
    return calendar_file(calendar.of_event(found.row.event, found.row), "arrangement")


def done_with(
    request: Request, row: EventSignUp, viewer: Viewer, here: str, link: OneTimeLink | None = None
) -> HttpResponse:
    """What a button on one's own page asks for: cancel, choose, or suggest a point of the agenda."""
    what, shown = request.POST.get("hvad", ""), here if link else ""
    if what == "meld-fra":
        return cancelled(request, row, viewer, shown, link)
    if what == "punkt":
        form = SuggestPointForm(request.POST)
        if form.is_valid():
            try:
                actions.suggest_point(by=viewer, event_id=row.event_id, **form.arguments())
            except ValidationError as problem:
                form.take_errors(problem)
            else:
                messages.success(request, _("Tak. Værten har fået dit punkt og svarer dig."))
                return redirect(here)
        return render(request, "events/own.html", own_context(row, viewer, shown, suggest=form, form=form))
    choice = EventChoiceForm(request.POST, auto_id="valg_%s")
    if choice.is_valid():
        actions.choose(by=viewer, sign_up_id=row.pk, **choice.arguments())
        messages.success(request, _("Gemt."))
        return redirect(here)
    return render(request, "events/own.html", own_context(row, viewer, shown, choice=choice))


def cancelled(request: Request, row: EventSignUp, viewer: Viewer, shown: str, link: OneTimeLink | None) -> HttpResponse:
    try:
        actions.cancel_sign_up(by=viewer, sign_up_id=row.pk)
    except ValidationError as problem:
        context = own_context(row, viewer, shown, problem=problem.messages[0])
        return render(request, "events/own.html", context, status=409)
    if link:
        link.use()
        return render(request, "events/own.html", own_context(coming.sign_up_found(row.pk), viewer, shown))
    messages.success(request, _("Du er meldt fra. Tak, fordi du sagde til."))
    return redirect("events:own", pk=row.pk)


# --- an invitation ----------------------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """The letter to somebody who is invited: yes with how many, or no. Opening it changes nothing."""
    link = OneTimeLink.objects.open(letters.INVITATION, token)
    try:
        row = inviting.invitation_found(link.payload.get("invitation")) if link else None
    except NotFound:
        row = None
    if link is None or row is None or not row.event.is_there:
        return render(request, "events/shut.html", status=410)
    problem = ""
    if request.method == "POST":
        answer = request.POST.get("svar", "")
        try:
            with transaction.atomic():  # a guest whose yes is refused stays unknown
                viewer = holder(row, registers=answer == "yes")
                actions.answer_event_invitation(
                    by=viewer, invitation_id=row.pk, answer=answer, people=request.POST.get("people", "1")
                )
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            row = inviting.invitation_found(row.pk)
    event = row.event
    queries.with_places([event])
    context = {
        "row": row,
        "event": event,
        "when": times.in_words(event),
        "room": cards.room_in_words(event),
        "problem": problem,
        "people": request.POST.get("people", "1"),
        "is_answered": not problem and request.method == "POST",
    }
    return render(request, "events/invitation.html", context, status=409 if problem else 200)


def holder(row: Any, *, registers: bool) -> Viewer:
    """Who holds the letter. A guest becomes somebody we know when they say yes: the letter has proved the address."""
    if row.person:
        return viewer_of(row.person)
    return viewer_of(register_person(name=row.name, email=row.email)) if registers else NOBODY


# --- the host's page --------------------------------------------------------------------------------------------------


def hosted(request: Request, pk) -> Event:
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    require("events.see_who_comes", request.viewer, event)
    return event


@private
@require_safe
def who_comes(request: Request, pk) -> HttpResponse:
    """Who comes. Addresses stand here when both have said yes; that they were read is logged."""
    return hosting(request, hosted(request, pk))


def hosting(request: Request, event: Event, status: int = 200, **more: Any) -> HttpResponse:
    rows = queries.those_coming(event)
    queries.with_places([event])
    people = {row.person_id for row in rows if row.contact} - {request.viewer.person_id}
    AccessEntry.objects.bulk_create(
        AccessEntry(reader=request.viewer.known_id, person=person, what="event_contact") for person in people
    )
    context = {
        "event": event,
        "when": times.in_words(event),
        "room": cards.room_in_words(event),
        "rows": [row for row in rows if row.state == EventSignUpState.CONFIRMED],
        "line": [row for row in rows if row.state == EventSignUpState.WAITING],
        "words": EventWordsForm(),
        **more,
    }
    return render(request, "events/who_comes.html", context, status=status)


@private
@require_safe
def door_list(request: Request, pk) -> HttpResponse:
    """The names on paper, for the door. No address and no number."""
    event = hosted(request, pk)
    rows = [row for row in queries.those_coming(event) if row.state == EventSignUpState.CONFIRMED]
    rows.sort(key=lambda row: row.name.casefold())
    context = {"event": event, "when": times.in_words(event), "rows": rows, "people": sum(row.people for row in rows)}
    return render(request, "events/door_list.html", context)


@private
@require_POST
def take_off(request: Request, pk) -> HttpResponse:
    """The host takes somebody off the list."""
    row = coming.sign_up_found(pk)
    if not rules.has_perm("events.see_who_comes", request.viewer, row.event):
        raise Http404
    try:
        actions.cancel_sign_up(by=request.viewer, sign_up_id=pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Taget af listen."))
    return redirect("events:who-comes", pk=row.event_id)


@require_POST
def close(request: Request, pk) -> HttpResponse:
    event = actions.close_sign_up(by=request.viewer, event_id=pk, is_closed="aabn" not in request.POST)
    messages.success(request, _("Lukket for tilmelding.") if event.closed_at else _("Åben for tilmelding igen."))
    return redirect("events:who-comes", pk=pk)


@private
@require_POST
def write(request: Request, pk) -> HttpResponse:
    event = hosted(request, pk)
    form = EventWordsForm(request.POST)
    if form.is_valid():
        try:
            actions.write_to_those_coming(by=request.viewer, event_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Sendt til dem, der har en plads."))
            return redirect("events:who-comes", pk=pk)
    return hosting(request, event, words=form, form=form)
