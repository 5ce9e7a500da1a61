"""The pages about asking differently and the open lists: ask by permission name, call the verb, render."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.actors.queries import viewer_by_id
from samspil.challenges import asking
from samspil.challenges.actions import gone
from samspil.challenges.cards import entered_note
from samspil.challenges.models import Challenge
from samspil.challenges.views import require_open
from samspil.foundation import hooks
from samspil.foundation.forms import VerbForm
from samspil.foundation.http import Request, private
from samspil.foundation.models import OneTimeLink
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, is_repeat, require
from samspil.foundation.viewer import Viewer
from samspil.identity.contributing import contribute
from samspil.reframing import actions, queries
from samspil.reframing.forms import ASK_FORMS, AnswerForm, ReplyForm, SettleForm, WordingForm, starters
from samspil.reframing.models import ListKind, OpenQuestion, Vote, Wording, WordingVote

OF_WORDING = ("challenge__subject", "actor", "author__actor", "entered_by__actor", "put_by__actor", "settled_by__actor")
OF_QUESTION = ("challenge__subject", "actor", "author__actor", "entered_by__actor", "reply_to__subject")

# --- asking differently -----------------------------------------------------------------------------------------------


def propose_wording(request: Request, pk) -> HttpResponse:
    """Propose a wording. The writing helper may offer others first: once, and the next press goes through."""
    challenge = find(Challenge, pk, request.viewer)
    require_open(challenge, request)
    form = WordingForm(request.POST or None, viewer=request.viewer, initial={"question": challenge.question})
    offered = asking.about(request.POST.get("question", ""), request.POST.get("wording", "")) if form.is_bound else None
    is_valid = request.method == "POST" and form.is_valid()
    is_step = is_valid and offered is not None and not asking.is_asked(request.POST)
    if is_valid and not is_step:
        try:
            outcome = contribute(request, form, "wording", challenge_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Nu kan alle læse dit forslag. Mødelederen kan spørge dem, der er med."))
            return redirect("reframing:wording", pk=outcome.made.pk)
    context = {"form": form, "challenge": challenge, "asking": offered, "is_step": is_step}
    return render(request, "reframing/propose.html", context)


def wording_here(pk: Any, viewer: Viewer) -> Wording:
    """The wording, if it stands. Raises: NotFound."""
    wording = find(Wording, pk, viewer, related=OF_WORDING)
    if wording.withdrawn_at:
        raise NotFound(f"Wording {pk}")
    return wording


@require_safe
def wording_page(request: Request, pk) -> HttpResponse:
    wording = wording_here(pk, request.viewer)
    comments = queries.comments_on(wording, request.viewer)
    return render(
        request,
        "reframing/wording.html",
        {
            "wording": wording,
            "note": entered_note(wording),
            "answered": sum(queries.tally(wording).values()),
            "comments": [comment_voice(row, request.viewer) for row in comments],
            "mine": queries.vote_of(wording, request.viewer),
            "may_put": rules.has_perm("wordings.put", request.viewer, wording),
            "may_answer": rules.has_perm("wordings.answer", request.viewer, wording),
            "may_settle": rules.has_perm("wordings.settle", request.viewer, wording),
            "may_withdraw": rules.has_perm("wordings.withdraw", request.viewer, wording),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
        },
    )


def comment_voice(row: WordingVote, viewer: Viewer) -> dict[str, Any]:
    """The context of ``components/perspective.html`` for a line that came with a vote."""
    return {
        "id": row.pk,
        "author": row.person.name,
        "role": row.person.function,
        "sphere": row.person.actor.sphere,
        "when": row.at,
        "text": row.comment,
        "language": row.subject.language,
        "note": row.get_vote_display(),
        "links": tools(row.pk, viewer),
    }


def tools(pk: Any, viewer: Viewer) -> list[dict[str, str]]:
    """What the viewer may do about somebody's words: hide them, or tell us about them."""
    links = [{"label": _("Sig til"), "url": reverse("moderation:report", args=[pk])}]
    if viewer.is_known and rules.has_perm("moderation.hide", viewer):
        links.insert(0, {"label": _("Skjul"), "url": reverse("moderation:hide", args=[pk])})
    return links


def form_page(request: Request, form: VerbForm, **context: Any) -> HttpResponse:
    return render(request, "site/form.html", {"form": form, "eyebrow": _("Spørg på en anden måde"), **context})


def put_wording(request: Request, pk) -> HttpResponse:
    """Asks once more before everybody gets a letter."""
    wording = wording_here(pk, request.viewer)
    back = reverse("reframing:wording", args=[pk])
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect(back)
    require("wordings.put", request.viewer, wording)
    form = VerbForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_wording(by=request.viewer, wording_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Nu bliver de, der er med, spurgt. De får en mail og kan svare ja eller nej."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Skal de andre svare på den nye ordlyd?"),
        lead=_("Alle, der har skrevet på siden, kan svare ja eller nej. De, der følger med, får en mail."),
        submit=_("Spørg dem nu"),
        about=wording.question,
        back_url=back,
    )


def answer_wording(request: Request, pk) -> HttpResponse:
    wording = wording_here(pk, request.viewer)
    require("wordings.answer", request.viewer, wording)
    mine = queries.vote_of(wording, request.viewer)
    form = AnswerForm(request.POST or None, initial={"comment": mine.comment} if mine else {})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_wording(by=request.viewer, wording_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. Dit svar er gemt. Du kan ændre det, til der bliver lukket for svar."))
            return redirect("reframing:wording", pk=pk)
    return answer_page(request, form, wording, mine)


def answer_page(request: Request, form: AnswerForm, wording: Wording, mine: WordingVote | None) -> HttpResponse:
    return render(
        request,
        "reframing/answer.html",
        {"form": form, "wording": wording, "mine": mine, "votes": Vote.choices},
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; a button does, once. Afterwards one signs in to change it."""
    link = OneTimeLink.objects.open(actions.ANSWER_PURPOSE, token)
    if link is None:
        return render(request, "reframing/answer_spent.html", status=410)
    viewer = viewer_by_id(link.person)
    try:
        wording = wording_here(link.payload["wording"], viewer)
    except NotFound:
        wording = None
    if wording is None or not rules.has_perm("wordings.answer", viewer, wording):
        return render(request, "reframing/answer_spent.html", {"wording": wording}, status=410)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if not link.use():
                    return render(request, "reframing/answer_spent.html", {"wording": wording}, status=410)
                vote = actions.answer_wording(by=viewer, wording_id=wording.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return render(request, "reframing/answered.html", {"wording": wording, "vote": vote})
    return answer_page(request, form, wording, queries.vote_of(wording, viewer))


def settle_wording(request: Request, pk) -> HttpResponse:
    wording = wording_here(pk, request.viewer)
    back = reverse("reframing:wording", args=[pk])
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect(back)
    require("wordings.settle", request.viewer, wording)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settled = actions.settle_wording(by=request.viewer, wording_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, settled_message(settled))
            return redirect(back)
    counts = queries.tally(wording)
    return form_page(
        request,
        form,
        title=_("Luk for svar"),
        lead=_("%(yes)d siger ja, og %(no)d siger nej. Flertallet afgør det, når mindst to har svaret.")
        % {"yes": counts[Vote.YES], "no": counts[Vote.NO]},
        submit=_("Luk for svar"),
        about=wording.question,
        back_url=back,
    )


def settled_message(wording: Wording) -> str:
    if wording.state == "adopted":
        return _("Flertallet sagde ja. Nu spørger vi på den nye måde.")
    return _("Der var ikke flertal. Spørgsmålet bliver, som det er.")


def withdraw_wording(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    wording = find(Wording, pk, request.viewer, related=OF_WORDING)
    require("wordings.withdraw", request.viewer, wording)
    if request.method == "POST":
        actions.withdraw_wording(by=request.viewer, wording_id=pk)
        messages.success(request, _("Du har taget dit forslag tilbage. Teksten er slettet."))
        return redirect("challenges:page", pk=wording.challenge_id)
    context = {"text": wording.question, "back_url": reverse("reframing:wording", args=[pk])}
    return render(request, "reframing/withdraw.html", context)


# --- why, and why not -------------------------------------------------------------------------------------------------


@require_safe
def open_list(request: Request, pk, kind: ListKind) -> HttpResponse:
    """One of the two lists, whole."""
    challenge = find(Challenge, pk, request.viewer)
    return render(
        request,
        "reframing/list.html",
        {
            "challenge": challenge,
            "kind": kind,
            "page": page_of(request, queries.questions_of(challenge, kind, request.viewer)),
            "may_write": rules.has_perm("challenges.is_open", request.viewer, challenge),
        },
    )


def ask_openly(request: Request, pk, kind: ListKind) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer)
    require_open(challenge, request)
    offers = starters(challenge, kind)
    form = ASK_FORMS[kind](request.POST or None, viewer=request.viewer, initial=begun(request, offers))
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "open_question", challenge_id=str(pk), kind=kind.value)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Dit spørgsmål står på listen nu. Alle kan svare."))
            return redirect(f"{reverse('challenges:page', args=[pk])}#hvorfor")
    return render(request, "reframing/ask.html", {"form": form, "challenge": challenge, "kind": kind, "offers": offers})


def begun(request: Request, offers: list[dict[str, str]]) -> dict[str, str]:
    """The offered question that was pressed. Its number stands in the address, not its words."""
    number = request.GET.get("start", "")
    return offers[int(number)] if number in map(str, range(len(offers))) else {}


@require_safe
def question_page(request: Request, pk) -> HttpResponse:
    """A line of a list with its replies. A reply is read on the page of what it answers."""
    question = find(OpenQuestion, pk, request.viewer, related=OF_QUESTION)
    if question.reply_to:
        return redirect(f"{hooks.address(question.reply_to.subject)}#s-{pk}")
    replies = queries.replies_to(question, request.viewer)
    if question.withdrawn_at and not replies:
        raise NotFound(f"OpenQuestion {pk}")
    is_open = rules.has_perm("challenges.is_open", request.viewer, question.challenge)
    return render(
        request,
        "reframing/question.html",
        {
            "question": question,
            "note": entered_note(question),
            "replies": [reply_voice(row, request.viewer) for row in replies],
            "may_reply": is_open and not question.withdrawn_at,
            "may_withdraw": not question.withdrawn_at
            and rules.has_perm("questions.withdraw", request.viewer, question),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
        },
    )


def reply_voice(row: OpenQuestion, viewer: Viewer) -> dict[str, Any]:
    """The context of ``components/perspective.html`` for a reply."""
    links = tools(row.pk, viewer)
    if viewer.is_known and rules.has_perm("questions.withdraw", viewer, row):
        links.insert(0, {"label": _("Tag tilbage"), "url": reverse("reframing:withdraw-question", args=[row.pk])})
    return {
        "id": row.pk,
        "author": row.speaker,
        "role": row.in_the_role_of,
        "sphere": row.actor.sphere,
        "when": row.subject.created_at,
        "text": row.body,
        "language": row.subject.language,
        "note": entered_note(row),
        "links": links,
    }


def reply_openly(request: Request, pk) -> HttpResponse:
    question = find(OpenQuestion, pk, request.viewer, related=OF_QUESTION)
    require_open(question.challenge, request)
    form = ReplyForm(request.POST or None, viewer=request.viewer)
    if question.withdrawn_at and form.is_bound:
        form.full_clean()
        form.take_errors(gone())
    elif question.withdrawn_at:
        raise NotFound(f"OpenQuestion {pk}")
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(
                request, form, "open_question", challenge_id=str(question.challenge_id), reply_to=str(pk)
            )
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Dit svar står her nu."))
            return redirect("reframing:question", pk=outcome.made.pk)
    return render(request, "reframing/reply.html", {"form": form, "question": question})


def withdraw_question(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    question = find(OpenQuestion, pk, request.viewer, related=OF_QUESTION)
    require("questions.withdraw", request.viewer, question)
    if request.method == "POST":
        actions.withdraw_question(by=request.viewer, question_id=pk)
        messages.success(request, _("Du har taget dine ord tilbage. Teksten er slettet."))
        return redirect("challenges:page", pk=question.challenge_id)
    context = {"text": question.body, "back_url": reverse("reframing:question", args=[pk])}
    return render(request, "reframing/withdraw.html", context)
