"""The pages of a meeting: its agenda, whom to invite, the minutes, what was agreed, and all of it on paper."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.events import actions, agenda, cards, inviting, letters, promises, queries, times
from samspil.events.meeting_forms import (
    AgreeForm,
    EditPointForm,
    EditPromiseForm,
    InviteForm,
    MinutesForm,
    PointForm,
    PromiseWordForm,
)
from samspil.events.models import AgendaPoint, Event, MeetingPromise, PointState
from samspil.events.views import standing
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.verbs import digest, find, require
from samspil.foundation.viewer import Viewer
from samspil.identity.views import own_page


def kept(request: Request, pk) -> Event:
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    require("events.keep_meeting", request.viewer, event)
    return event


# --- the agenda -------------------------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: Request, pk) -> HttpResponse:
    """The host's page of a meeting: the agenda, what others suggest, and the way to the rest."""
    event = kept(request, pk)
    form = PointForm(request.POST or None, viewer=request.viewer, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_point(by=request.viewer, event_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Punktet står på dagsordenen."))
            return redirect("events:meeting", pk=pk)
    points = queries.agenda_of(event, request.viewer)
    invitations = queries.invitations_to(event)
    context = {
        "event": event,
        "when": times.in_words(event),
        "form": form,
        "rows": cards.agenda_rows(event, points),
        "over": cards.runs_over(event, points),
        "suggested": queries.suggested_for(event, request.viewer),
        "invitations": invitations,
        "summary": cards.answers(invitations),
        "without_letter": cards.without_letter(invitations),
        "may_invite": event.is_there and not event.has_begun,
    }
    return render(request, "events/meeting.html", context)


def said(request: Request, work: Any, done: str) -> None:
    try:
        work()
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, done)


def back_to_agenda(event_id: Any) -> HttpResponse:
    return redirect(f"{reverse('events:meeting', args=[event_id])}#dagsorden")


@require_POST
def move_point(request: Request, pk) -> HttpResponse:
    way = request.POST.get("vej", "")
    try:
        point = actions.move_point(by=request.viewer, point_id=pk, way=way)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        point = agenda.point_found(pk, request.viewer)
    return back_to_agenda(point.event_id)


@require_POST
def remove_point(request: Request, pk) -> HttpResponse:
    event_id = point_of(request, pk).event_id
    said(request, partial(actions.remove_point, by=request.viewer, point_id=pk), _("Taget af dagsordenen."))
    return back_to_agenda(event_id)


@require_POST
def answer_point(request: Request, pk) -> HttpResponse:
    event_id = point_of(request, pk).event_id
    work = partial(
        actions.answer_point,
        by=request.viewer,
        point_id=pk,
        answer=request.POST.get("svar", ""),
        word=request.POST.get("ord", ""),
    )
    said(request, work, _("Svaret er sendt."))
    return back_to_agenda(event_id)


def point_of(request: Request, pk) -> AgendaPoint:
    point = AgendaPoint.objects.filter(pk=pk).first()
    if point is None:
        raise Http404
    point.event = kept(request, point.event_id)
    return point


def edit_point(request: Request, pk) -> HttpResponse:
    point = point_of(request, pk)
    [point] = queries.with_headings([point], point.event, request.viewer)
    form = EditPointForm(request.POST or None, viewer=request.viewer, initial=EditPointForm.initial_of(point))
    return edited(
        request,
        form,
        partial(actions.edit_point, point_id=pk),
        lambda: EditPointForm.initial_of(point_of(request, pk)),
        template="events/edit_part.html",
        context={"event": point.event, "title": _("Ret punktet"), "lead": point.heading},
        done_url=f"{reverse('events:meeting', args=[point.event_id])}#dagsorden",
        message=_("Rettet."),
    )


@require_POST
def publish_agenda(request: Request, pk) -> HttpResponse:
    work = partial(actions.publish_agenda, by=request.viewer, event_id=pk)
    said(request, work, _("Dagsordenen står på siden. De tilmeldte har fået en mail."))
    return redirect("events:meeting", pk=pk)


# --- inviting ---------------------------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, pk) -> HttpResponse:
    """Choose by role, see who it is and how many, and then send. The preview writes nothing."""
    event = kept(request, pk)
    form = InviteForm(request.POST or None, viewer=request.viewer)
    found, data = None, {}
    if request.method == "POST" and form.is_valid():
        data = form.arguments()
        try:
            if request.POST.get("send") and request.POST.get("set") == seen(data):
                done = actions.invite_to_event(by=request.viewer, event_id=pk, **data)
                messages.success(request, sent_in_words(done.letters))
                return redirect("events:meeting", pk=pk)
            found = inviting.preview(
                event, request.viewer, data["circles"], data.get("unit_id", ""), data.get("guests", "")
            )
        except ValidationError as problem:
            form.take_errors(problem)
    context = {
        "event": event,
        "when": times.in_words(event),
        "form": form,
        "found": found,
        "letters": said_of(found),
        "seen": seen(data) if found else "",
    }
    return render(request, "events/invite.html", context)


def seen(data: dict[str, Any]) -> str:
    """A mark of the choice that a preview showed: another choice is shown first, too."""
    return digest({name: data.get(name) or "" for name in ("circles", "unit_id", "guests")})


def said_of(found: inviting.Preview | None) -> str:
    if found is None:
        return ""
    return ngettext("Invitér %(n)d", "Invitér %(n)d", found.count) % {"n": found.count}


def sent_in_words(letters: int | None) -> str:
    """How many letters of invitation went. Those who want none stand on the page that comes next."""
    if letters is None:
        return _("Sendt. Hver får højst én mail.")
    if not letters:
        return _("Ingen mail er sendt. De vil ikke have invitationer som mail.")
    return ngettext("%(n)d mail er sendt.", "%(n)d mails er sendt.", letters) % {"n": letters}


# --- the minutes ------------------------------------------------------------------------------------------------------


def minutes(request: Request, pk) -> HttpResponse:
    """Write down what was said, point by point. Kept until the host puts it on the page."""
    event = kept(request, pk)
    points = queries.agenda_of(event, request.viewer)
    initial = MinutesForm.initial_of(event, points)
    form = MinutesForm(request.POST or None, viewer=request.viewer, points=points, initial=initial)

    def current() -> dict[str, Any]:
        now = find(Event, pk, request.viewer)
        return MinutesForm.initial_of(now, queries.agenda_of(now, request.viewer))

    return edited(
        request,
        form,
        partial(actions.write_minutes, event_id=pk),
        current,
        template="events/write_minutes.html",
        context={"event": event, "points": points, "when": times.in_words(event)},
        done_url=reverse("events:agreed", args=[pk]),
        message=_("Gemt. Nu kan I skrive, hvad I blev enige om."),
    )


@require_POST
def publish_minutes(request: Request, pk) -> HttpResponse:
    said(
        request,
        partial(actions.publish_minutes, by=request.viewer, event_id=pk),
        _("Referatet står på siden, så alle kan læse det."),
    )
    return redirect("events:page", pk=pk)


@require_safe
def corrections(request: Request, pk) -> HttpResponse:
    """What was mended in the minutes since they stood on the page."""
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    if event.minutes_published_at is None or event.withdrawn_at:
        raise Http404
    changes = queries.changes_of(event)
    queries.with_headings([change["point"] for change in changes], event, request.viewer)
    return render(request, "events/corrections.html", {"event": event, "changes": changes})


# --- what was agreed --------------------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "HEAD", "POST"])
def agreed(request: Request, pk) -> HttpResponse:
    """Write what you agreed on, and see who has said yes."""
    event = kept(request, pk)
    points = queries.agenda_of(event, request.viewer)
    form = AgreeForm(request.POST or None, viewer=request.viewer, event=event, points=points)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_on(by=request.viewer, event_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Skrevet ned. Vi spørger den, der skal gøre det."))
            return redirect("events:agreed", pk=pk)
    context = {
        "event": event,
        "when": times.in_words(event),
        "form": form if event.has_begun else None,
        "promises": cards.for_viewer(queries.promises_of(event), request.viewer),
        "has_notes": any(point.notes for point in points),
        "unanswered": event.points.filter(state=PointState.SUGGESTED).count(),
    }
    return render(request, "events/agreed.html", context)


def edit_promise(request: Request, pk) -> HttpResponse:
    row = promises.promise_found(pk, request.viewer)
    require("events.keep_meeting", request.viewer, row.event)
    form = EditPromiseForm(request.POST or None, viewer=request.viewer, initial=EditPromiseForm.initial_of(row))
    return edited(
        request,
        form,
        partial(actions.edit_promise, promise_id=pk),
        lambda: EditPromiseForm.initial_of(promises.promise_found(pk, request.viewer)),
        template="events/edit_part.html",
        context={
            "event": row.event,
            "title": _("Ret det, I blev enige om"),
            "lead": _("Den, der skal gøre det, bliver spurgt igen."),
        },
        done_url=reverse("events:agreed", args=[row.event_id]),
        message=_("Rettet. Vi har spurgt igen, hvis noget er nyt."),
    )


@require_POST
def withdraw_promise(request: Request, pk) -> HttpResponse:
    row = promises.promise_found(pk, request.viewer)
    require("events.keep_meeting", request.viewer, row.event)
    said(request, partial(actions.withdraw_promise, by=request.viewer, promise_id=pk), _("Taget tilbage."))
    return redirect("events:agreed", pk=row.event_id)


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: Request, pk) -> HttpResponse:
    """One thing that was agreed: for its owner to say yes, and how it went; for the rest to read."""
    if not request.viewer.is_known:
        return promise_signed_in(request, pk)
    row = promises.promise_found(pk, request.viewer)
    return promise_page(request, row, request.viewer, reverse("events:promise", args=[pk]))


def promise_signed_in(request: Request, pk) -> HttpResponse:
    """Whoever comes from a reminder signs in first, unless everybody may read it."""
    row = MeetingPromise.objects.select_related("subject", "event__subject", "event__host").filter(pk=pk).first()
    if row is None or not row.subject.readable_by(request.viewer):
        raise Http404
    if not rules.has_perm("meeting_promises.view", request.viewer, row):
        return own_page(lambda _request: HttpResponse())(request)
    if request.method == "POST":
        require("meeting_promises.answer", request.viewer, row)
    row = promises.promise_found(pk, request.viewer)
    return promise_page(request, row, request.viewer, reverse("events:promise", args=[pk]))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def promise_by_link(request: Request, token: str) -> HttpResponse:
    """The link in the owner's letter. Opening it changes nothing; its buttons do."""
    found = letters.promise_opened(token)
    if found is None:
        return render(request, "events/shut.html", status=410)
    row = promises.promise_found(found.row.pk, found.viewer)
    return promise_page(request, row, found.viewer, request.path)


def promise_page(request: Request, row: MeetingPromise, viewer: Viewer, here: str) -> HttpResponse:
    if row.withdrawn_at:
        raise Http404
    form = PromiseWordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = request.POST.get("svar", "")
        try:
            if answer in ("yes", "no"):
                actions.answer_promise(by=viewer, promise_id=row.pk, answer=answer, **form.arguments())
            else:
                actions.report_promise(by=viewer, promise_id=row.pk, outcome=answer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak for svaret."))
            return redirect(here)
    [row] = cards.for_viewer([row], viewer)
    context = {"promise": row, "event": row.event, "form": form, "here": here, "when": times.in_words(row.event)}
    return render(request, "events/promise.html", context)


# --- on paper ---------------------------------------------------------------------------------------------------------


@require_safe
def agenda_paper(request: Request, pk) -> HttpResponse:
    """The agenda on A4, with what was agreed last time. Before it is on the page, for those who keep the meeting."""
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    is_kept = rules.has_perm("events.keep_meeting", request.viewer, event)
    if not event.is_meeting or event.withdrawn_at or not (event.agenda_published_at or is_kept):
        raise Http404
    points = queries.agenda_of(event, request.viewer)
    context = {
        **standing(event),
        "rows": cards.agenda_rows(event, points),
        "before": cards.for_viewer(queries.last_time(event, request.viewer), request.viewer),
        "is_draft": event.agenda_published_at is None,
    }
    return render(request, "events/agenda_paper.html", context)


@require_safe
def minutes_paper(request: Request, pk) -> HttpResponse:
    """The minutes on A4: each point with what was said and agreed."""
    event = find(Event, pk, request.viewer, related=queries.ON_PAGE)
    is_kept = rules.has_perm("events.keep_meeting", request.viewer, event)
    if not event.is_meeting or event.withdrawn_at or not (event.minutes_published_at or is_kept):
        raise Http404
    points = queries.agenda_of(event, request.viewer)
    found = cards.for_viewer(queries.promises_of(event), request.viewer)
    loose = queries.with_promises(points, found)
    context = {
        **standing(event),
        "rows": cards.agenda_rows(event, points),
        "loose": loose,
        "changes": queries.changes_of(event),
        "is_draft": event.minutes_published_at is None,
    }
    return render(request, "events/minutes_paper.html", context)
