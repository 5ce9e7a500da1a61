"""MED's page, and the myths."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.codetermination import actions, queries
from samspil.codetermination.forms import (
    AnswerForm,
    CorrectionForm,
    DiscussionForm,
    EditMythForm,
    MedFilterForm,
    MythFilterForm,
    RaiseMythForm,
    ReplyForm,
    TakeAwayForm,
)
from samspil.codetermination.models import MedItem, Myth, MythReply
from samspil.foundation import clock, hooks
from samspil.foundation.editing import edited
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, require
from samspil.identity.contributing import contribute

RELATED = ("actor", "author__actor", "entered_by__actor", "unit__actor__subject", "committee", "answerer__actor")

# --- MED's page -------------------------------------------------------------------------------------------------------


def with_what_may_be_done(items: list[MedItem], request: Request) -> list[MedItem]:
    for item in items:
        queries.put_what_may_be_done(item, request.viewer)
    return items


@require_safe
def agenda(request: Request) -> HttpResponse:
    """What waits to be discussed, what was; what touches the boundary to volunteers; and what people have heard."""
    form = MedFilterForm(request.GET, viewer=request.viewer)
    filters = form.filters()
    page = page_of(request, queries.items(request.viewer, filters))
    return render(
        request,
        "codetermination/agenda.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i det, MED drøfter")),
            "page": page,
            "items": with_what_may_be_done(list(page), request),
            "boundaries": queries.boundaries(request.viewer, filters.words),
            "myths": queries.myths(request.viewer, queries.MythFilters(words=filters.words))[:5],
        },
    )


@require_safe
def paper(request: Request) -> HttpResponse:
    """The same for the printer, A4, to lay beside the agenda of a meeting."""
    filters = MedFilterForm(request.GET, viewer=request.viewer).filters()
    items = list(queries.items(request.viewer, filters)[: queries.MOST_ITEMS])
    return render(
        request,
        "codetermination/paper.html",
        {
            "waiting": [item for item in items if item.discussed_on is None],
            "discussed": [item for item in items if item.discussed_on],
            "boundaries": queries.boundaries(request.viewer, filters.words),
            "myths": queries.myths(request.viewer, queries.MythFilters(words=filters.words, state="aabne"))[:20],
            "committee": next((row.name for row in queries.committees() if row.pk == filters.committee), ""),
            "today": clock.today(),
        },
    )


def note_discussion(request: Request, pk) -> HttpResponse:
    item = find(MedItem, pk, request.viewer, related=("subject__context", "unit__actor", "committee"))
    back = f"{reverse('codetermination:agenda')}#i-{item.pk}"
    require("codetermination.note_discussion", request.viewer, item)
    form = DiscussionForm(
        request.POST or None, viewer=request.viewer, item=item, initial={"discussed_on": clock.today()}
    )
    if item.discussed_on and not form.is_bound:
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_discussion(by=request.viewer, item_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Skrevet ned. Alle, der følger med, kan se, at MED har drøftet det."))
            return redirect(back)
    return render(request, "codetermination/note.html", {"form": form, "item": item})


def correct_discussion(request: Request, pk) -> HttpResponse:
    item = find(MedItem, pk, request.viewer, related=("unit__actor", "committee"))
    require("codetermination.correct_discussion", request.viewer, item)
    back = f"{reverse('codetermination:agenda')}#i-{pk}"
    return edited(
        request,
        CorrectionForm(request.POST or None, viewer=request.viewer, initial=CorrectionForm.initial_of(item)),
        partial(actions.correct_discussion, item_id=pk),
        lambda: CorrectionForm.initial_of(find(MedItem, pk, request.viewer)),
        context={
            "eyebrow": _("Drøftet i MED"),
            "about": item.subject.title,
            "title": _("Ret det, der står"),
            "submit": _("Gem rettelsen"),
            "back_url": back,
        },
        done_url=back,
        message=_("Rettet. Det, der stod før, kan stadig læses."),
    )


def take_earlier_away(request: Request, pk, number: int) -> HttpResponse:
    """What stood before a correction, and the button that takes it away with a reason."""
    item = find(MedItem, pk, request.viewer)
    require("codetermination.take_earlier_away", request.viewer, item)
    back = f"{reverse('codetermination:agenda')}#i-{pk}"
    old = next((row for row in item.corrections if row.number == number), None)
    if old is None:
        raise NotFound(f"Earlier text {number}")
    if old.taken_on:  # the second press of the same button, or another was faster
        return redirect(back)
    form = TakeAwayForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_earlier_away(by=request.viewer, item_id=pk, number=number, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Teksten er taget væk. På siden står, hvornår og hvorfor."))
            return redirect(back)
    return render(request, "codetermination/take_away.html", {"form": form, "item": item, "old": old, "back_url": back})


# --- what people have heard -------------------------------------------------------------------------------------------


@require_safe
def myth_list(request: Request) -> HttpResponse:
    form = MythFilterForm(request.GET, viewer=request.viewer)
    page = page_of(request, queries.myths(request.viewer, form.filters()))
    counts = queries.reply_counts([row.pk for row in page], request.viewer)
    return render(
        request,
        "codetermination/myths.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i det, vi hører sagt")),
            "page": page,
            "rows": [(row, counts.get(row.pk, 0)) for row in page],
        },
    )


def voice(row: Any, request: Request) -> dict[str, Any]:
    """The context of ``components/perspective.html`` for a reply."""
    links = []
    if request.viewer.is_known and rules.has_perm("myth_replies.withdraw", request.viewer, row):
        links.append({"label": _("Tag tilbage"), "url": reverse("codetermination:withdraw-reply", args=[row.pk])})
    if rules.has_perm("moderation.hide", request.viewer):
        links.append({"label": _("Skjul"), "url": reverse("moderation:hide", args=[row.pk])})
    links.append({"label": _("Sig til"), "url": reverse("moderation:report", args=[row.pk])})
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


def entered_note(row: Any) -> str:
    """The line that tells that staff wrote it down for somebody."""
    if not row.entered_by:
        return ""
    return _("Skrevet ned af %(staff)s, fortalt %(how)s") % {
        "staff": row.entered_by.name,
        "how": row.get_channel_display(),
    }


@require_safe
def myth_page(request: Request, pk) -> HttpResponse:
    viewer = request.viewer
    myth = find(Myth, pk, viewer, related=(*RELATED, "deputy__actor"))
    return render(
        request,
        "codetermination/myth.html",
        {
            "myth": myth,
            "entered": entered_note(myth),
            "answers": queries.answers_to(myth, viewer),
            "voices": [voice(row, request) for row in queries.replies_to(myth, viewer)],
            "timeline": timeline_of(myth.subject, viewer),
            "may_reply": rules.has_perm("myths.is_open", viewer, myth),
            "may_answer": rules.has_perm("myths.answer", viewer, myth),
            "may_edit": rules.has_perm("myths.edit", viewer, myth),
            "may_withdraw": rules.has_perm("myths.withdraw", viewer, myth),
            "may_hide": rules.has_perm("moderation.hide", viewer),
        },
    )


def raise_myth(request: Request) -> HttpResponse:
    form = RaiseMythForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "myth")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Nu kan der tales om det. Du får en mail, når der kommer svar."))
            return redirect("codetermination:myth", pk=outcome.made.pk)
    page_texts = {
        "title": _("Hvad hører du sagt?"),
        "lead": _("Når det bliver sagt højt, kan det få et svar. Ingen spørger, hvem der sagde det."),
        "submit": _("Bring det op"),
        "back_url": reverse("codetermination:myths"),
    }
    return render(request, "codetermination/write.html", {"form": form, **page_texts})


def edit_myth(request: Request, pk) -> HttpResponse:
    myth = find(Myth, pk, request.viewer, related=("unit",))
    require("myths.edit", request.viewer, myth)
    return edited(
        request,
        EditMythForm(
            request.POST or None,
            viewer=request.viewer,
            initial=EditMythForm.initial_of(myth),
            keeps_claim=actions.is_talked_about(myth),
        ),
        partial(actions.edit_myth, myth_id=pk),
        lambda: EditMythForm.initial_of(find(Myth, pk, request.viewer)),
        context={
            "eyebrow": _("Det hører vi sagt"),
            "about": myth.claim,
            "title": _("Ret teksten"),
            "submit": _("Gem rettelsen"),
            "back_url": reverse("codetermination:myth", args=[pk]),
            "keeps": True,
        },
        done_url=reverse("codetermination:myth", args=[pk]),
        message=_("Rettet. Alle ser det nye nu."),
    )


def withdraw_myth(request: Request, pk) -> HttpResponse:
    """Asks once more before it is taken back."""
    myth = find(Myth, pk, request.viewer, related=RELATED)
    problem = None
    if request.method == "POST":
        try:
            actions.withdraw_myth(by=request.viewer, myth_id=pk)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, _("Taget tilbage. Kun du kan se det nu."))
            return redirect("codetermination:myths")
    else:
        require("myths.withdraw", request.viewer, myth)
    context = {
        "title": _("Vil du tage det tilbage?"),
        "text": myth.claim,
        "submit": _("Ja, tag det tilbage"),
        "back_url": reverse("codetermination:myth", args=[pk]),
        "problem": problem,
    }
    return render(request, "codetermination/ask_once_more.html", context, status=409 if problem else 200)


def reply_to_myth(request: Request, pk) -> HttpResponse:
    myth = find(Myth, pk, request.viewer, related=RELATED)
    require("myths.reply" if request.viewer.is_known else "myths.is_open", request.viewer, myth)
    form = ReplyForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "myth_reply", myth_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Dine ord står her nu."))
            return redirect(f"{reverse('codetermination:myth', args=[pk])}#s-{outcome.made.pk}")
    page_texts = {
        "eyebrow": _("Det hører vi sagt"),
        "about": myth.claim,
        "title": _("Hvad har du oplevet?"),
        "lead": _("Begge dele er velkomne: det, der passer, og det, der ikke gør. Vi tæller ikke stemmer."),
        "submit": _("Send det"),
        "back_url": reverse("codetermination:myth", args=[pk]),
    }
    return render(request, "codetermination/write.html", {"form": form, **page_texts})


def withdraw_reply(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    reply = find(MythReply, pk, request.viewer, related=("actor", "author__actor"))
    require("myth_replies.withdraw", request.viewer, reply)
    back_url = reverse("codetermination:myth", args=[reply.myth_id])
    if request.method == "POST":
        actions.withdraw_reply(by=request.viewer, reply_id=pk)
        messages.success(request, _("Du har taget dine ord tilbage. Teksten er slettet."))
        return redirect(back_url)
    context = {
        "title": _("Vil du tage dine ord tilbage?"),
        "text": reply.body,
        "submit": _("Ja, slet min tekst"),
        "back_url": back_url,
    }
    return render(request, "codetermination/ask_once_more.html", context)


def answer_myth(request: Request, pk) -> HttpResponse:
    myth = find(Myth, pk, request.viewer, related=RELATED)
    require("myths.answer", request.viewer, myth)
    form = AnswerForm(request.POST or None, viewer=request.viewer, suggested=queries.sources_like(myth, request.viewer))
    if request.method == "POST" and form.is_valid():
        try:
            answer = actions.answer_myth(by=request.viewer, myth_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Svaret står på siden. De, der følger med, får en mail."))
            return redirect(hooks.address(answer.subject))
    return render(request, "codetermination/answer.html", {"form": form, "myth": myth})
