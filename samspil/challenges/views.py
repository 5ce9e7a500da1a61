"""The pages of challenges and perspectives: ask by permission name, call the verb, render."""

from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.challenges import actions, asking, cards, queries
from samspil.challenges.chain import chain_of
from samspil.challenges.forms import (
    ChallengeFilterForm,
    EditChallengeForm,
    PerspectiveForm,
    RaiseChallengeForm,
    StageForm,
)
from samspil.challenges.models import Challenge, Perspective, Stage
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.paging import page_of
from samspil.foundation.subjects import known_places
from samspil.foundation.verbs import NotFound, find, is_repeat, require
from samspil.identity.contributing import contribute, held_page

RELATED = ("actor", "author__actor", "entered_by__actor", "host__actor", "unit__actor")
ON_THE_PAGE = ("actor", "entered_by__actor", "host__actor", "next_host__actor", "unit", "beacon")


@require_safe
def challenge_list(request: Request) -> HttpResponse:
    form = ChallengeFilterForm(request.GET, viewer=request.viewer)
    filters = form.filters()
    page = page_of(
        request, queries.challenges(request.viewer, filters), counted=queries.countable(request.viewer, filters)
    )
    rows = cards.rows(list(page), request.viewer)
    return render(
        request,
        "challenges/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i udfordringer")),
            "page": page,
            "rows": rows,
            "map": cards.map_of(list(page)),
        },
    )


@require_safe
def challenge_page(request: Request, pk) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer, related=ON_THE_PAGE)
    perspectives = queries.perspectives_of(challenge, request.viewer)
    return render(
        request,
        "challenges/page.html",
        {
            "challenge": challenge,
            "pill": cards.PHASES[challenge.stage],
            "chain": chain_of(challenge.subject, request.viewer),
            "voices": cards.voices(perspectives, request.viewer),
            "voice_count": sum(int(row.withdrawn_at is None) + len(row.visible_replies) for row in perspectives),
            "timeline": timeline_of(challenge.subject, request.viewer),
            "may_write": rules.has_perm("challenges.is_open", request.viewer, challenge),
            "may_edit": rules.has_perm("challenges.edit", request.viewer, challenge),
            "may_withdraw": rules.has_perm("challenges.withdraw", request.viewer, challenge),
            "may_change_stage": rules.has_perm("challenges.change_stage", request.viewer, challenge),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
        },
    )


def raise_challenge(request: Request) -> HttpResponse:
    """Raise a challenge. The writing helper may offer other wordings first: once, and the next press goes through."""
    form = RaiseChallengeForm(request.POST or None, viewer=request.viewer)
    offered = asking.about(request.POST.get("question", ""), request.POST.get("wording", "")) if form.is_bound else None
    is_valid = request.method == "POST" and form.is_valid()
    is_step = is_valid and offered is not None and not asking.is_asked(request.POST)
    if is_valid and not is_step:
        try:
            outcome = contribute(request, form, "challenge")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, raised_message(outcome.made))
            return redirect("challenges:page", pk=outcome.made.pk)
    context = {"form": form, "places": known_places(), "asking": offered, "is_step": is_step}
    return render(request, "challenges/raise.html", context)


@require_POST
@private
def look_at_question(request: Request) -> HttpResponse:
    """A part of a page: what the writing helper offers about the question being written. Nothing is kept."""
    return render(request, "challenges/asking.html", {"asking": asking.about(request.POST.get("question", ""))})


def raised_message(challenge: Challenge) -> str:
    if challenge.stage == Stage.DRAFT:
        return _("Kladden er gemt. Kun du kan se den. Åbn den, når du er klar.")
    return _("Tak. Udfordringen er åben nu. Du får en mail, når den rykker videre, og når forslag får svar.")


def edit_challenge(request: Request, pk) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer, related=(*RELATED, "beacon"))
    require("challenges.edit", request.viewer, challenge)
    form = EditChallengeForm(
        request.POST or None,
        viewer=request.viewer,
        initial=EditChallengeForm.initial_of(challenge),
        keeps_question=actions.is_answered(challenge),
    )
    return edited(
        request,
        form,
        partial(actions.edit_challenge, challenge_id=pk),
        lambda: EditChallengeForm.initial_of(find(Challenge, pk, request.viewer)),
        template="challenges/edit.html",
        context={"challenge": challenge, "places": known_places()},
        done_url=reverse("challenges:page", args=[pk]),
        message=_("Rettet. Den gamle tekst står i historien."),
    )


def change_stage(request: Request, pk) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    if is_repeat(request.viewer, request.POST.get("request_id")):  # who opened a draft may not open it again
        return redirect("challenges:page", pk=pk)
    require("challenges.change_stage", request.viewer, challenge)
    opening, moved = _("Du har åbnet kladden."), _("Udfordringen er rykket videre. De, der følger med, får en mail.")
    response = edited(
        request,
        StageForm(request.POST or None, challenge=challenge, initial={"expected_version": challenge.version}),
        partial(actions.change_stage, challenge_id=pk),
        lambda: StageForm.initial_of(find(Challenge, pk, request.viewer)),
        template="challenges/stage.html",
        context={"challenge": challenge},
        done_url=reverse("challenges:page", args=[pk]),
        message=opening if challenge.stage == Stage.DRAFT else moved,
    )
    return opened(request, challenge) or response if response.status_code == 302 else response


def opened(request: Request, challenge: Challenge) -> HttpResponse | None:
    """What to say instead when a draft is looked at before it shows: its page is not there yet."""
    challenge.subject.refresh_from_db(fields=["shown"])
    return None if challenge.subject.shown else held_page(request, challenge)


def withdraw_challenge(request: Request, pk) -> HttpResponse:
    """Asks once more before a challenge is taken back or a draft is thrown away."""
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    problem = None
    if request.method == "POST":
        try:
            actions.withdraw_challenge(by=request.viewer, challenge_id=pk)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, _("Udfordringen er trukket tilbage. Kun du kan se den nu."))
            return redirect("challenges:list")
    else:
        require("challenges.withdraw", request.viewer, challenge)
    context = {"challenge": challenge, "problem": problem}
    return render(request, "challenges/withdraw_challenge.html", context, status=409 if problem else 200)


@require_safe
def history(request: Request, pk) -> HttpResponse:
    """What stood before, newest first, with who changed what."""
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    return render(
        request,
        "challenges/history.html",
        {"challenge": challenge, "changes": queries.changes_of(challenge)},
    )


def write_perspective(request: Request, pk) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer, related=RELATED)
    require_open(challenge, request)
    form = PerspectiveForm(
        request.POST or None, viewer=request.viewer, initial={"reply_to": request.GET.get("svar", "")[:36]}
    )
    parent = answered_in(form, challenge, request)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "perspective", challenge_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Det, du ser, står her nu. Alle kan svare."))
            return redirect(f"{reverse('challenges:page', args=[pk])}#s-{outcome.made.pk}")
    return render(request, "challenges/write.html", {"form": form, "challenge": challenge, "parent": parent})


def answered_in(form: PerspectiveForm, challenge: Challenge, request: Request) -> Perspective | None:
    """The perspective that the form replies to. When it is gone, the reply is not: it may stand by itself."""
    reply_to = form["reply_to"].value()
    if not reply_to:
        return None
    try:
        parent = find(Perspective, reply_to, request.viewer, related=("actor", "author__actor"))
    except NotFound:
        if not form.is_bound:
            raise
        parent = None
    if form.is_bound and (parent is None or parent.withdrawn_at or parent.challenge_id != challenge.pk):
        form.full_clean()
        form.take_errors(actions.gone())
        form.data = {**request.POST.dict(), "reply_to": ""}
        return None
    return parent


def require_open(challenge: Challenge, request: Request) -> None:
    """A guest may open the form: who they are is confirmed afterwards. A closed challenge takes no more words."""
    if request.viewer.is_known:
        require("challenges.write_perspective", request.viewer, challenge)
    else:
        require("challenges.is_open", request.viewer, challenge)


def withdraw_perspective(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    perspective = find(Perspective, pk, request.viewer, related=("actor", "author__actor"))
    require("perspectives.withdraw", request.viewer, perspective)
    if request.method == "POST":
        actions.withdraw_perspective(by=request.viewer, perspective_id=pk)
        messages.success(request, _("Du har taget dine ord tilbage. Teksten er slettet."))
        return redirect("challenges:page", pk=perspective.challenge_id)
    return render(request, "challenges/withdraw.html", {"perspective": perspective})
