"""The pages of needs: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.foundation.editing import edited
from samspil.foundation.forms import overtaken
from samspil.foundation.http import Request
from samspil.foundation.ids import as_uuid
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Stale, find, is_repeat, require
from samspil.technologies.queries import units_for
from samspil.technology_needs import actions, cards, queries
from samspil.technology_needs.forms import (
    CloseForm,
    EditNeedForm,
    GoOnForm,
    JoinForm,
    NeedFilterForm,
    NoteForm,
    ReuseForm,
)
from samspil.technology_needs.models import LINE_LENGTH, Joining, NeedStatus, TechnologyNeed

RELATED = ("unit__actor__subject", "actor", "author__actor", "heard_at", "reuse", "proposal")


def need_named(request: Request, pk: Any) -> TechnologyNeed:
    return find(TechnologyNeed, pk, request.viewer, related=RELATED)


@require_safe
def need_list(request: Request) -> HttpResponse:
    form = NeedFilterForm(request.GET, viewer=request.viewer)
    page = page_of(request, queries.needs(request.viewer, form.filters()))
    return render(
        request,
        "technology_needs/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i behovene")),
            "page": page,
            "rows": cards.rows(list(page)),
            "may_note": rules.has_perm("technology_needs.note", request.viewer),
        },
    )


@require_safe
def need_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    need = need_named(request, pk)
    joined = queries.joins_of(need, viewer)
    for joining in joined:
        joining.need = need
        joining.may_leave = need.is_open and rules.has_perm("technology_needs.leave", viewer, joining)
    mine = units_for(viewer) if need.is_open and need.status != "closed" else []
    may = {
        f"may_{name}": rules.has_perm(f"technology_needs.{name}", viewer, need)
        for name in ("edit", "withdraw", "see_to", "reopen", "history")
    }
    return render(
        request,
        "technology_needs/page.html",
        {
            "need": need,
            "pill": cards.PILLS[NeedStatus(need.status)],
            "joined": joined,
            "may_join": bool(queries.units_left(need, mine, joined)),
            "decisions": queries.decisions_of(need, viewer),
            "fitting": queries.fitting(need, viewer) if need.is_waiting else None,
            "proposal": need.proposal if need.proposal and need.proposal.readable_by(viewer) else None,
            "meeting": need.heard_at if need.heard_at and need.heard_at.readable_by(viewer) else None,
            "timeline": timeline_of(need.subject, viewer),
            "may_hide": rules.has_perm("moderation.hide", viewer),
            **may,
        },
    )


def note(request: Request) -> HttpResponse:
    require("technology_needs.note", request.viewer)
    mine = units_for(request.viewer)
    wanted = request.GET.get("enhed", "")
    form = NoteForm(
        request.POST or None, viewer=request.viewer, mine=mine, initial={"unit_id": wanted} if wanted else {}
    )
    try:
        meeting = actions.meeting_named(request.GET.get("moede"), request.viewer)
    except NotFound:
        meeting = None
    if request.method == "POST" and form.is_valid():
        try:
            heard_at = str(meeting.pk) if meeting else None
            need = actions.note_need(by=request.viewer, heard_at=heard_at, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Behovet står her nu. Se, om andre har prøvet noget."))
            return redirect("technology_needs:page", pk=need.pk)
    return render(request, "technology_needs/note.html", {"form": form, "meeting": meeting})


def edit(request: Request, pk) -> HttpResponse:
    need = need_named(request, pk)
    require("technology_needs.edit", request.viewer, need)
    back_url = reverse("technology_needs:page", args=[pk])
    return edited(
        request,
        EditNeedForm(request.POST or None, viewer=request.viewer, initial=EditNeedForm.initial_of(need)),
        partial(actions.edit_need, need_id=pk),
        lambda: EditNeedForm.initial_of(need_named(request, pk)),
        context=about(need, _("Ret behovet"), _("Gem rettelsen")),
        done_url=back_url,
        message=_("Rettet. Alle ser det nye nu."),
    )


def about(need: TechnologyNeed, title: Any, submit: Any, **more: Any) -> dict[str, Any]:
    """What a page says that is one form about a need."""
    return {
        "eyebrow": _("Behov"),
        "about": need.title,
        "title": title,
        "submit": submit,
        "back_url": reverse("technology_needs:page", args=[need.pk]),
        "keeps": True,
        **more,
    }


@require_safe
def history(request: Request, pk) -> HttpResponse:
    need = need_named(request, pk)
    require("technology_needs.history", request.viewer, need)
    changes = queries.changes_of(need) if need.is_open else []
    return render(request, "technology_needs/history.html", {"need": need, "changes": changes})


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more before a need is taken off the list."""
    need = need_named(request, pk)
    if need.withdrawn_at:  # the second press of the same button
        return redirect("technology_needs:page", pk=pk)
    require("technology_needs.withdraw", request.viewer, need)
    if request.method == "POST":
        try:
            actions.withdraw_need(by=request.viewer, need_id=pk)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Behovet er taget af listen."))
        return redirect("technology_needs:page", pk=pk)
    return render(request, "technology_needs/withdraw.html", {"need": need})


# --- together ---------------------------------------------------------------------------------------------------------


def join(request: Request, pk) -> HttpResponse:
    need = need_named(request, pk)
    require("technology_needs.join", request.viewer, need)
    mine = queries.units_left(need, units_for(request.viewer), queries.joins_of(need, request.viewer))
    if not mine:  # the second press, or a unit that is in it already
        return redirect("technology_needs:page", pk=pk)
    form = JoinForm(request.POST or None, viewer=request.viewer, mine=mine)
    if request.method == "POST" and form.is_valid():
        try:
            actions.join_need(by=request.viewer, need_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("I er med. De andre enheder kan se det nu."))
            return redirect("technology_needs:page", pk=pk)
    lead = _("Så ser I på det sammen, og ingen begynder forfra.")
    page = about(need, _("Har I samme behov?"), _("Vi er med"), lead=lead)
    return render(request, "site/form.html", {"form": form, **page})


@require_POST
def leave(request: Request, pk) -> HttpResponse:
    joining = Joining.objects.filter(pk=pk).select_related("need__subject").first()
    if joining and joining.left_at and joining.need.subject.readable_by(request.viewer):  # the second press
        return redirect("technology_needs:page", pk=joining.need_id)
    need = actions.leave_need(by=request.viewer, joining_id=pk)
    messages.success(request, _("I er ikke med længere."))
    return redirect("technology_needs:page", pk=need.pk)


# --- what others have tried comes first -------------------------------------------------------------------------------


@require_POST
def look(request: Request, pk) -> HttpResponse:
    actions.look_at_others(by=request.viewer, need_id=pk)
    messages.success(request, _("Godt. Sæt kryds ved det, I har set på, når I er færdige."))
    return redirect("technology_needs:reuse", pk=pk)


def reuse(request: Request, pk) -> HttpResponse:
    need = need_named(request, pk)
    require("technology_needs.see_to", request.viewer, need)
    is_search = "soeg" in request.POST
    asked = request.POST.get("q" if is_search else "searched") or request.GET.get("q", "")
    words = " ".join(asked.split())[:LINE_LENGTH]
    ticked = [key for key in request.POST.getlist("looked_at") if as_uuid(key)]
    offered = queries.offered(need, request.viewer, words, ticked)
    initial: dict[str, Any] = {"expected_version": need.version, "searched": ""}
    if is_search:  # what was typed and ticked stands there still
        typed = {name: request.POST[name] for name in ReuseForm.base_fields if name in request.POST}
        initial |= {**typed, "looked_at": ticked}
    data = None if is_search else request.POST or None
    form = ReuseForm(data, viewer=request.viewer, offered=offered, initial=initial)
    stale = None
    if request.method == "POST" and not is_search and form.is_valid():
        try:
            decision = actions.decide_reuse(by=request.viewer, need_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            now = {"expected_version": need_named(request, pk).version}
            stale = overtaken(form, now, "technology_needs:page", pk)
        else:
            messages.success(request, _("Tak. Nu kan I gå videre, og andre kan se, hvad I byggede på."))
            if (left_out := form.cleaned_data["searched"]) and not decision.searched:
                told = _("»%s« står ikke som en søgning uden fund: Ordene finder noget, eller I gør som andre.")
                messages.info(request, told % left_out)
            return redirect("technology_needs:page", pk=pk)
    return render(
        request,
        "technology_needs/reuse.html",
        {"form": form, "need": need, "words": words, "offered": offered, "stale": stale},
        status=409 if stale else 200,
    )


def go_on(request: Request, pk) -> HttpResponse:
    """From a need to a proposal: this page is filled in beforehand, so one press is enough. Of something new that
    nobody has tried, only they know what it is.
    """
    need = need_named(request, pk)
    if is_repeat(request.viewer, request.POST.get("request_id")):  # the second press of the same button
        return redirect("technology_needs:page", pk=pk)
    require("technology_needs.see_to", request.viewer, need)
    decision = need.reuse
    if decision is None:
        if request.method == "POST":
            messages.error(request, _("Se først på andres erfaringer, og skriv, hvad I vil bruge dem til."))
            return redirect("technology_needs:reuse", pk=pk)
        return render(request, "technology_needs/first.html", {"need": need}, status=409)
    back_url = reverse("technology_needs:page", args=[pk])
    told = "\n\n".join(
        (
            need.today,
            _("Det er svært for: %s") % need.for_whom,
            _("Vi har set på andres erfaringer. %(choice)s. %(why)s")
            % {"choice": decision.get_choice_display(), "why": decision.why},
        )
    )
    initial = {
        "title": queries.proposal_title(decision, request.viewer),
        "body": told,
        "expected_version": need.version,
    }
    return edited(
        request,
        GoOnForm(request.POST or None, viewer=request.viewer, initial=initial),
        partial(actions.go_on, need_id=pk),
        lambda: {**initial, "expected_version": need_named(request, pk).version},
        context=about(
            need,
            _("Lav det til et forslag"),
            _("Send forslaget"),
            lead=_("Det er skrevet for jer. Ret, hvad I vil. Lederen svarer inden 14 dage."),
        ),
        done_url=back_url,
        message=_("Forslaget er sendt. I hører fra lederen inden 14 dage."),
    )


def close(request: Request, pk) -> HttpResponse:
    need = need_named(request, pk)
    if is_repeat(request.viewer, request.POST.get("request_id")):  # the second press of the same button
        return redirect("technology_needs:page", pk=pk)
    require("technology_needs.see_to", request.viewer, need)
    back_url = reverse("technology_needs:page", args=[pk])

    def now() -> dict[str, Any]:
        return {"reason": "", "expected_version": need_named(request, pk).version}

    return edited(
        request,
        CloseForm(request.POST or None, viewer=request.viewer, initial=now()),
        partial(actions.close_need, need_id=pk),
        now,
        context=about(need, _("Luk behovet"), _("Luk det")),
        done_url=back_url,
        message=_("Behovet er lukket. Det kan åbnes igen."),
    )


@require_POST
def reopen(request: Request, pk) -> HttpResponse:
    actions.reopen_need(by=request.viewer, need_id=pk)
    messages.success(request, _("Behovet er åbent igen."))
    return redirect("technology_needs:page", pk=pk)
