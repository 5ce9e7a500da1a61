"""Plans: the coordinator's pages, and the page where somebody says when they can (signed in, or by a letter's link)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.models import Actor
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import AccessEntry
from samspil.foundation.paging import page_of
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import Stale, find, require
from samspil.foundation.viewer import Viewer
from samspil.identity.views import own_page
from samspil.rosters import actions, letters, planning, queries
from samspil.rosters.forms import CandidatesForm, PersonForm, PlaceForm, RosterForm, WishesForm
from samspil.rosters.models import Level, PlannedShift, Roster, RosterMember
from samspil.tasks import actions as tasks
from samspil.tasks import times
from samspil.tasks.coming_views import about_to_cancel
from samspil.tasks.queries import hosts


def kept(request: Request, pk) -> Roster:
    """Raises: NotFound, Refused (it was deleted)."""
    roster = find(Roster, pk, request.viewer, related=actions.RELATED)
    require("rosters.plan", request.viewer, roster)
    return roster


def possible_hosts(viewer: Viewer) -> list[Actor]:
    """Those with open tasks whom the viewer may plan for."""
    rows = hosts(viewer).select_related("subject", "unit")
    return [actor for actor in rows if rules.has_perm("rosters.make_for", viewer, actor)]


@own_page
@require_safe
def roster_list(request: Request) -> HttpResponse:
    """The plans one keeps, and those where somebody asks when one can."""
    context = {
        "page": page_of(request, queries.rosters(request.viewer)),
        "asked": queries.mine(request.viewer),
        "may_make": bool(possible_hosts(request.viewer)),
    }
    return render(request, "rosters/list.html", context)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """A new plan. ``?vaert=`` names the host, where one may plan for several."""
    may = possible_hosts(request.viewer)
    if not may:
        raise PermissionDenied
    key = as_uuid(request.GET.get("vaert", ""))
    host = may[0] if len(may) == 1 else next((actor for actor in may if actor.pk == key), None)
    if host is None:
        return render(request, "rosters/hosts.html", {"hosts": may})
    chosen = queries.tasks_to_plan(request.viewer, host.pk)
    form = RosterForm(
        request.POST or None, viewer=request.viewer, tasks=chosen, initial=RosterForm.initial_from(chosen)
    )
    if request.method == "POST" and form.is_valid():
        facts = form.arguments()
        facts.pop("expected_version")
        try:
            roster = actions.make_roster(by=request.viewer, host_id=str(host.pk), **facts)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Planen er lavet. Vælg nu, hvem du vil spørge."))
            return redirect("rosters:people", pk=roster.pk)
    page = {
        "title": _("Læg en vagtplan"),
        "lead": _("Vælg opgaver og dage. Ingen får noget at vide endnu."),
        "eyebrow": host.name,
        "eyebrow_url": reverse("actors:page", args=[host.pk]),
        "about": _("Vagtplaner"),
        "submit": _("Gå videre"),
        "back_url": reverse("rosters:list"),
    }
    return render(request, "site/form.html", {"form": form, **page})


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk) -> HttpResponse:
    roster = kept(request, pk)
    may_plan = {task.pk: task for task in queries.tasks_to_plan(request.viewer, roster.host_id)}
    may_plan |= {task.pk: task for task in roster.tasks.filter(withdrawn_at=None).select_related("subject")}
    form = RosterForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        tasks=list(may_plan.values()),
        initial=RosterForm.initial_of(roster),
    )
    return edited(
        request,
        form,
        partial(actions.edit_roster, roster_id=pk),
        lambda: RosterForm.initial_of(kept(request, pk)),
        context={
            "title": _("Ret planen"),
            "lead": _("Den, der har fået en plads, beholder den, også uden for planen."),
            "eyebrow": _("Vagtplaner"),
            "eyebrow_url": reverse("rosters:list"),
            "about": roster.title,
            "submit": _("Gem"),
            "back_url": reverse("rosters:page", args=[pk]),
        },
        done_url=reverse("rosters:page", args=[pk]),
        message=_("Rettet. Regn planen ud igen."),
    )


@own_page
@require_safe
def roster_page(request: Request, pk) -> HttpResponse:
    roster = kept(request, pk)
    members = queries.members_of(roster)
    table = queries.table(roster)
    log_reading(request.viewer, table.to_ring)
    lacking = queries.those_lacking(roster, table.rows, members, request.viewer)
    log_checks(request.viewer, lacking)
    context = {
        "roster": roster,
        "table": table,
        "lacking": lacking,
        "gap": queries.gap_in_words(roster),
        "answered": sum(member.takes_part for member in members),
        "silent": sum(member.answered_at is None for member in members),
        "declined": sum(member.declined for member in members),
        "members": len(members),
        "working": roster.working_since is not None,
        "failed": roster.outcome.get("failed", False),
    }
    return render(request, "rosters/page.html", context)


def log_reading(viewer: Viewer, members: list[RosterMember]) -> None:
    """Whose number was shown to whom (GDPR art. 15): of those without a mail, who can only be rung up."""
    people = {member.person_id for member in members if member.person.phone and not member.person.email}
    AccessEntry.objects.bulk_create(
        AccessEntry(reader=viewer.known_id, person=person, what="roster_contact")
        for person in sorted(people - {viewer.known_id})
    )


def log_checks(viewer: Viewer, lacking: list[queries.Lacking]) -> None:
    """That somebody's check is not in place was read by whom (GDPR art. 15)."""
    people = {row.member.person_id for row in lacking}
    AccessEntry.objects.bulk_create(
        AccessEntry(reader=viewer.known_id, person=person, what="safeguard") for person in sorted(people)
    )


@own_page
@require_safe
def progress(request: Request, pk) -> HttpResponse:
    """How far the job is, for a page that asks now and then. Once it is done, the page is to be fetched anew."""
    roster = kept(request, pk)
    if roster.working_since is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "rosters/progress.html", {"roster": roster})


@own_page
@require_safe
def printed(request: Request, pk) -> HttpResponse:
    """The plan on A4, with names and without anybody's number or wish."""
    roster = kept(request, pk)
    return render(request, "rosters/paper.html", {"roster": roster, "table": queries.table(roster)})


# --- people -----------------------------------------------------------------------------------------------------------


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Request, pk) -> HttpResponse:
    """Who is in the plan, what they answered, and taking in more: of many the first, or those named (``?navn=``)."""
    roster = kept(request, pk)
    words = clean_line(request.GET.get("navn", ""))
    known = queries.candidates(roster, request.viewer, words)
    candidates = known[: queries.CANDIDATES_SHOWN]
    is_choice = request.method == "POST" and not {"person_ids", "kendte"}.isdisjoint(request.POST)
    is_person = request.method == "POST" and not is_choice
    chosen = CandidatesForm(request.POST if is_choice else None, viewer=request.viewer, people=candidates, prefix=None)
    person = PersonForm(request.POST if is_person else None, viewer=request.viewer, prefix=None)
    form: CandidatesForm | PersonForm = chosen if is_choice else person
    if request.method == "POST" and form.is_valid():
        verb: Callable[..., Any] = actions.add_people if is_choice else actions.add_person
        try:
            verb(by=request.viewer, roster_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("De er med i planen nu. De har ikke hørt noget endnu."))
            return redirect("rosters:people", pk=pk)
    members = queries.members_of(roster)
    log_reading(request.viewer, members)
    context = {
        "roster": roster,
        "members": members,
        "chosen": chosen if candidates else None,
        "known": len(known),
        "shown": len(candidates),
        "words": words,
        "person": person,
        "form": form if request.method == "POST" else None,
        "to_ask": queries.to_ask(roster).count(),
    }
    return render(request, "rosters/people.html", context)


@own_page
@require_POST
def ask(request: Request, pk) -> HttpResponse:
    roster = kept(request, pk)
    before = queries.to_ask(roster).count()
    actions.ask(by=request.viewer, roster_id=pk)
    left = queries.to_ask(roster).count()
    n = before - left
    told = ngettext("%(n)d person har fået en mail.", "%(n)d personer har fået en mail.", n) % {"n": n}
    messages.success(request, told)
    if left:
        messages.warning(request, _("Du har spurgt mange i dag. Spørg resten i morgen."))
    return redirect("rosters:people", pk=pk)


@own_page
@require_POST
def remove_person(request: Request, pk, member: int) -> HttpResponse:
    try:
        actions.remove_person(by=request.viewer, roster_id=pk, member_id=member)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Taget ud af planen. Ønskerne er slettet."))
    return redirect("rosters:people", pk=pk)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: Request, pk: int) -> HttpResponse:
    """One's own wishes, or those of somebody who rang, written down by whoever plans."""
    member = RosterMember.objects.select_related(*letters.OF_MEMBER).filter(pk=pk).first()
    if member is None or not rules.has_perm("rosters.wish", request.viewer, member):
        raise Http404
    is_own = member.person_id == request.viewer.person_id
    done_url = reverse("rosters:list") if is_own else reverse("rosters:people", args=[member.roster_id])
    return wished(request, member, request.viewer, done_url, is_own=is_own)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def wishes_by_link(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; it opens again until the last day, to change one's mind."""
    found = letters.opened(token)
    if found is None:
        return render(request, "rosters/spent.html", status=410)
    return wished(request, found.member, found.viewer, request.path, is_own=True, by_link=True)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def shifts_by_link(request: Request, token: str) -> HttpResponse:
    """The link of the letter about a confirmed plan: one's own times, each with a way to call it off."""
    found = letters.opened(token, letters.SHIFTS)
    if found is None:
        return render(request, "rosters/spent.html", status=410)
    problem = ""
    if request.method == "POST":
        key = as_uuid(request.POST.get("tilmelding", ""))
        row = next((row for row, _when in queries.own_shifts(found.member) if row.pk == key), None)
        if row is None:
            raise Http404
        if "sikker" not in request.POST:
            asked = about_to_cancel(row, request.path)
            return render(request, "tasks/sure.html", {**asked, "hidden": ("tilmelding", str(row.pk))})
        try:
            tasks.cancel_sign_up(by=found.viewer, sign_up_id=key)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, _("Du er meldt fra. Tak, fordi du sagde til."))
            return redirect(request.path)
    shown = {"member": found.member, "roster": found.member.roster, "rows": queries.own_shifts(found.member)}
    return render(request, "rosters/shifts.html", {**shown, "problem": problem}, status=409 if problem else 200)


def wished(
    request: Request, member: RosterMember, by: Viewer, done_url: str, *, is_own: bool, by_link: bool = False
) -> HttpResponse:
    slots = planning.slots_of(member.roster)
    form = WishesForm(
        request.POST if request.method == "POST" else None, viewer=request.viewer, slots=slots, member=member
    )
    context = {
        "form": form,
        "member": member,
        "roster": member.roster,
        "is_own": is_own,
        "has_times": bool(slots),
        "tasks": queries.with_way_in(queries.tasks_told(member.roster), by),
    }
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.tell_wishes(by=by, member_id=member.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if by_link:
                return render(request, "rosters/wished.html", {**context, "member": member})
            messages.success(request, _("Tak. Det er gemt."))
            return redirect(done_url)
    return render(request, "rosters/wishes.html", context)


# --- the plan ---------------------------------------------------------------------------------------------------------


@own_page
@require_POST
def compute(request: Request, pk) -> HttpResponse:
    try:
        roster = actions.compute(by=request.viewer, roster_id=pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        if roster.working_since is None:
            messages.success(request, _("Her er et forslag. Ingen har fået det at vide."))
    return redirect("rosters:page", pk=pk)


@own_page
@require_POST
def lock(request: Request, pk: int) -> HttpResponse:
    """Pressed again, it is open again: ``open`` in the form says which."""
    shift = actions.lock(by=request.viewer, shift_id=pk, keep="open" not in request.POST)
    return back_to(shift)


@own_page
@require_POST
def take_off(request: Request, pk: int) -> HttpResponse:
    shift = actions.shift_for(pk, request.viewer)
    actions.take_off(by=request.viewer, shift_id=pk)
    messages.success(request, _("Taget af. Regn planen ud igen, eller vælg selv en anden."))
    return back_to(shift)


def back_to(shift: PlannedShift) -> HttpResponse:
    return redirect(f"{reverse('rosters:page', args=[shift.roster_id])}#tid-{shift.slot_id}")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request, pk, slot) -> HttpResponse:
    """Put somebody at a time by hand: those who can first, with what they said."""
    roster = kept(request, pk)
    there = next((each for each in planning.slots_of(roster) if each.pk == slot), None)
    if there is None:
        raise Http404
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        members=with_what_they_said(roster, there),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.place(by=request.viewer, roster_id=pk, slot_id=str(slot), **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Sat på og låst. Personen har ikke hørt det endnu."))
            return redirect(f"{reverse('rosters:page', args=[pk])}#tid-{slot}")
    when = times.slot_in_words(there)
    return render(request, "rosters/place.html", {"form": form, "roster": roster, "slot": there, "when": when})


def with_what_they_said(roster: Roster, slot: Any) -> list[tuple[RosterMember, str]]:
    here = set(
        roster.shifts.filter(slot=slot, is_leaving=False).exclude(sign_up__state="cancelled").values_list("member")
    )
    order = [Level.GLADLY, Level.CAN, Level.RATHER_NOT, Level.CANNOT, None]
    members = [row for row in roster.members.select_related("person__actor", "actor") if (row.pk,) not in here]
    levels = planning.levels_of(members, [slot])
    rows = []
    for member in members:
        level = levels.get((member.pk, slot.pk)) or (Level.CANNOT if member.answered_at else None)
        words = str(level.label).lower() if level else _("har ikke svaret")
        rows.append((order.index(level), member.name, member, words))
    rows.sort(key=lambda row: row[:2])
    return [(member, words) for _order, _name, member, words in rows]


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, pk) -> HttpResponse:
    """What happens when it is confirmed, and the button that makes it happen."""
    roster = kept(request, pk)
    problem = ""
    if request.method == "POST":
        try:
            roster = actions.confirm(
                by=request.viewer, roster_id=pk, expected_version=request.POST.get("expected_version", "")
            )
        except Stale:
            problem = _("Nogen har svaret eller rettet imens. Se planen igennem igen.")
            roster = kept(request, pk)
        else:
            if roster.outcome.get("problems"):
                messages.warning(request, _("Det meste er på plads. Se, hvem der mangler noget."))
            else:
                messages.success(request, _("Planen gælder. Alle, det angår, har fået én mail."))
            return redirect("rosters:page", pk=pk)
    context = {"roster": roster, "table": queries.table(roster), "problem": problem}
    return render(request, "rosters/confirm.html", context, status=409 if problem else 200)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the plan and all wishes are deleted."""
    roster = kept(request, pk)
    if request.method == "POST":
        actions.withdraw_roster(by=request.viewer, roster_id=pk)
        messages.success(request, _("Planen og alle ønsker er slettet."))
        return redirect("rosters:list")
    return render(request, "rosters/withdraw.html", {"roster": roster})
