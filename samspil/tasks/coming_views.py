"""Signing up, and one's own sign-up: signed in, or by the link of a letter."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.queries import viewer_of
from samspil.foundation import mail
from samspil.foundation.http import Request, private
from samspil.foundation.models import hashed
from samspil.foundation.viewer import Viewer
from samspil.identity import rates
from samspil.identity.contributing import contribute
from samspil.identity.views import own_page
from samspil.tasks import actions, calendar, cards, coming, letters, queries, steps, times
from samspil.tasks.forms import ChoiceForm, HoursForm, SignUpForm, WhoComesForm
from samspil.tasks.models import CalendarFeed, Party, SignUp, SignUpState, Task

CALENDAR = "text/calendar; charset=utf-8"
MOST_IN_FEED = 500


# --- signing up -------------------------------------------------------------------------------------------------------


def sign_up(request: Request, pk) -> HttpResponse:
    slot = coming.slot_found(pk, request.viewer)
    queries.with_places([slot])
    form = SignUpForm(request.POST or None, viewer=request.viewer, slot=slot, has_rung="ringet" in request.GET)
    waits = queries.waits_for_med(slot.task)
    if waits or not slot.is_open:
        return render(request, "tasks/shut.html", {"slot": slot, "task": slot.task, "waits": waits}, status=409)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "task_sign_up", slot_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            return signed_up(request, outcome.made)
    is_host = form.is_for_caller and rules.has_perm("tasks.see_who_comes", request.viewer, slot.task)
    context = {
        "form": form,
        "slot": slot,
        "task": slot.task,
        "back_url": reverse("tasks:who-comes" if is_host else "tasks:page", args=[slot.task_id]),
        "when": times.slot_in_words(slot),
        "room": cards.room_in_words(slot),
        "requirements": cards.requirements_in_words(slot.task),
    }
    return render(request, "tasks/sign_up.html", context)


def signed_up(request: Request, row: SignUp) -> HttpResponse:
    """Thanks, and what happens now; or the host's page, for whoever signed up somebody else."""
    if row.person_id != request.viewer.person_id:
        messages.success(request, _("%(name)s er skrevet på.") % {"name": row.name})
        if rules.has_perm("tasks.see_who_comes", request.viewer, row.slot.task):
            return redirect(cards.hosts_page(row.slot))
        return redirect("tasks:page", pk=row.slot.task_id)
    waits = row.state == SignUpState.WAITING
    messages.success(request, _("Tak. Du står på ventelisten.") if waits else _("Tak. Du er skrevet på."))
    return redirect("tasks:own", pk=row.pk)


# --- one's own --------------------------------------------------------------------------------------------------------


def own_context(row: SignUp, viewer: Viewer, **more: Any) -> dict[str, Any]:
    is_own = row.person_id == viewer.person_id
    return {
        "row": row,
        "slot": row.slot,
        "task": row.slot.task,
        "when": times.slot_in_words(row.slot),
        "state": cards.state_in_words(row),
        "steps": steps.after_signing_up(row, is_new=False) if row.stands and not row.slot.is_over else [],
        "calendar_url": steps.calendar_address(row),
        "may_cancel": row.stands and not row.slot.is_over and rules.has_perm("sign_ups.cancel", viewer, row),
        "may_choose": is_own and row.stands and not row.slot.is_over,
        "may_note": is_own and row.state != SignUpState.CANCELLED and row.slot.is_over,
        "who": people_form(row, viewer) if is_several(row) and row.stands and not row.slot.is_over else None,
        "may_keep_members": rules.has_perm("tasks.keep_members", viewer, row.actor),
        "choice": ChoiceForm(row=row),
        "hours": HoursForm(initial={"hours": "" if row.hours is None else f"{row.hours:g}".replace(".", ",")}),
        **more,
    }


def shown_again(request: Request, row: SignUp, viewer: Viewer, done_url: str, **more: Any) -> HttpResponse:
    """The page with what was wrong; whoever came by a letter's link stays at its address."""
    here = request.path if request.path == done_url else ""
    return render(request, "tasks/own.html", own_context(row, viewer, here=here, **more))


def own_row(request: Request, pk) -> SignUp:
    """A sign-up for whom it concerns; for anybody else it is not there."""
    row = coming.sign_up_found(pk)
    if not rules.has_perm("sign_ups.view", request.viewer, row) or not row.subject.shown:
        raise Http404
    return row


@private
@require_safe
def own(request: Request, pk) -> HttpResponse:
    return render(request, "tasks/own.html", own_context(own_row(request, pk), request.viewer))


@private
@require_POST
def cancel(request: Request, pk) -> HttpResponse:
    """Not come after all; also the host's way to take somebody off. Both are asked once more: it cannot be undone."""
    row = coming.sign_up_found(pk)
    if not rules.has_perm("sign_ups.cancel", request.viewer, row):
        raise Http404
    is_own = rules.has_perm("sign_ups.view", request.viewer, row)
    if row.stands and not row.slot.is_over and "sikker" not in request.POST:
        asked = about_to_cancel(row, reverse("tasks:own", args=[pk])) if is_own else about_to_take_off(row)
        return render(request, "tasks/sure.html", asked)
    try:
        actions.cancel_sign_up(by=request.viewer, sign_up_id=pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Du er meldt fra. Tak, fordi du sagde til.") if is_own else _("Taget af listen."))
    return redirect("tasks:own", pk=pk) if is_own else redirect(cards.hosts_page(row.slot))


def about_to_cancel(row: SignUp, back_url: str) -> dict[str, Any]:
    waits = row.state == SignUpState.WAITING
    lead = _("%(when)s. Værten får besked med det samme, og den næste på ventelisten får pladsen.")
    if waits:
        lead = _("%(when)s. Så står du ikke på ventelisten mere, og vi skriver ikke til dig om den.")
    return {
        "task": row.slot.task,
        "title": _("Vil du melde fra?"),
        "lead": lead % {"when": times.slot_in_words(row.slot)},
        "yes": _("Ja, meld mig fra"),
        "no": _("Nej, jeg bliver på listen") if waits else _("Nej, jeg kommer"),
        "what": "sikker",
        "back_url": back_url,
    }


def about_to_take_off(row: SignUp) -> dict[str, Any]:
    lead = _("%(when)s. %(name)s får en mail om det, og den næste på ventelisten får pladsen.")
    if queries.without_mail([row]):
        lead = _("%(when)s. %(name)s har ingen mail her, så ring og sig det. Den næste på ventelisten får pladsen.")
    return {
        "task": row.slot.task,
        "title": _("Tag %(name)s af listen?") % {"name": row.name},
        "lead": lead % {"when": times.slot_in_words(row.slot), "name": row.who},
        "yes": _("Ja, tag af listen"),
        "no": _("Nej, lad det stå"),
        "what": "sikker",
        "back_url": cards.hosts_page(row.slot),
    }


@private
@require_POST
def choose(request: Request, pk) -> HttpResponse:
    row = own_row(request, pk)
    done_url = reverse("tasks:own", args=[pk])
    return chosen(request, row, request.viewer, done_url)


def chosen(request: Request, row: SignUp, viewer: Viewer, done_url: str) -> HttpResponse:
    form = ChoiceForm(request.POST, row=row)
    if form.is_valid():
        actions.choose(by=viewer, sign_up_id=row.pk, **form.arguments())
        messages.success(request, _("Gemt."))
        return redirect(done_url)
    return shown_again(request, row, viewer, done_url, choice=form)


@private
@require_POST
def note_hours(request: Request, pk) -> HttpResponse:
    row = own_row(request, pk)
    return noted(request, row, request.viewer, reverse("tasks:own", args=[pk]))


def noted(request: Request, row: SignUp, viewer: Viewer, done_url: str) -> HttpResponse:
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            actions.note_hours(by=viewer, sign_up_id=row.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Kun du kan se det."))
            return redirect(done_url)
    return shown_again(request, row, viewer, done_url, hours=form)


def is_several(row: SignUp) -> bool:
    return row.party != Party.PERSON or row.people > 1


def people_form(row: SignUp, viewer: Viewer, request: Request | None = None) -> WhoComesForm:
    """How many come; and for those who speak for an association, which of its members."""
    may_name = rules.has_perm("sign_ups.name_members", viewer, row)
    members = queries.members_of(row.actor) if row.actor and may_name else []
    return WhoComesForm(request.POST if request else None, viewer=viewer, row=row, members=members)


def people_changed(request: Request, row: SignUp, viewer: Viewer, done_url: str) -> HttpResponse:
    """Another number, or other names."""
    form = people_form(row, viewer, request)
    if form.is_valid():
        try:
            actions.change_people(by=viewer, sign_up_id=row.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Gemt. Værten kan se det."))
            return redirect(done_url)
    return shown_again(request, row, viewer, done_url, who=form)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; its buttons do. Cancelling uses it up."""
    found = letters.opened(token)
    if found is None:
        return render(request, "tasks/shut.html", status=410)
    row, viewer = found.row, found.viewer
    here = request.path
    if request.method == "POST":
        what = request.POST.get("hvad", "")
        if what == "valg":
            return chosen(request, row, viewer, here)
        if what == "timer":
            return noted(request, row, viewer, here)
        if what == "hvem" and is_several(row):
            return people_changed(request, row, viewer, here)
        if what == "kalender":
            return feed_sent(request, viewer, here)
        if what == "meld-fra":
            if row.stands and not row.slot.is_over and "sikker" not in request.POST:
                return render(request, "tasks/sure.html", {**about_to_cancel(row, here), "hidden": ("hvad", what)})
            return cancelled_by_link(request, found)
    return render(request, "tasks/own.html", own_context(row, viewer, here=here))


def cancelled_by_link(request: Request, found: letters.Opened) -> HttpResponse:
    try:
        row = actions.cancel_sign_up(by=found.viewer, sign_up_id=found.row.pk)
    except ValidationError as problem:
        context = own_context(found.row, found.viewer, here=request.path, problem=problem.messages[0])
        return render(request, "tasks/own.html", context, status=409)
    found.link.use()
    row = coming.sign_up_found(row.pk)
    return render(request, "tasks/own.html", own_context(row, found.viewer, here=request.path, is_done=True))


@own_page
@require_safe
def mine(request: Request) -> HttpResponse:
    """What I come to, and what I have been part of, with the hours that are for myself alone."""
    past = queries.sign_ups_of(request.viewer, is_past=True)
    rows = [
        (row, times.slot_in_words(row.slot), cards.state_in_words(row)) for row in queries.sign_ups_of(request.viewer)
    ]
    noted = [row.hours for row in past if row.hours is not None]
    context = {
        "rows": rows,
        "past": [(row, times.slot_in_words(row.slot)) for row in past],
        "hours": sum(noted) if noted else None,
        "has_feed": CalendarFeed.objects.filter(person=request.viewer.known_id).exists(),
        "hosted": [(task, queries.waits_for_med(task)) for task in queries.hosted_by(request.viewer)],
    }
    return render(request, "tasks/mine.html", context)


# --- calendars --------------------------------------------------------------------------------------------------------


@require_safe
def slot_calendar(request: Request, pk) -> HttpResponse:
    """One time for a calendar: what stands on the page, and nobody's name."""
    slot = coming.slot_found(pk, request.viewer)
    if slot.task.withdrawn_at:
        raise Http404
    response = HttpResponse(calendar.of_slot(slot), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="opgave-{slot.starts_at:%Y-%m-%d}.ics"'
    return response


@own_page
@require_POST
def renew_feed(request: Request) -> HttpResponse:
    """The secret address, shown this once."""
    made = actions.renew_feed(by=request.viewer)
    return render(request, "tasks/feed.html", {"address": mail.address(reverse("tasks:feed", args=[made.token]))})


def feed_sent(request: Request, viewer: Viewer, here: str) -> HttpResponse:
    """A letter may be passed on, and the address tells of all one comes to: it goes to one's own mail."""
    if rates.LINK_TO_ADDRESS.hit(f"feed:{viewer.person_id}"):
        letters.send_feed(viewer, actions.renew_feed(by=viewer).token)
    messages.success(request, _("Adressen er sendt til din mail."))
    return redirect(here)


@private
@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """Somebody's own calendar at its secret address: what they have signed up to, and nothing else."""
    made = CalendarFeed.objects.select_related("person__actor").filter(token_hash=hashed(token)).first()
    if made is None or made.person.erased_at:
        raise Http404
    viewer = viewer_of(made.person)
    rows = SignUp.objects.filter(person=made.person).exclude(state=SignUpState.WAITING)
    visible = Task.objects.visible_to(viewer).filter(withdrawn_at=None).values("pk")
    rows = rows.filter(slot__task__in=visible).select_related("slot__task__subject", "slot__task__area")
    return HttpResponse(calendar.of_person(rows.order_by("-created_at")[:MOST_IN_FEED]), content_type=CALENDAR)
