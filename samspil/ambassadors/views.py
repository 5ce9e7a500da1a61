"""Whom one may ask: the list, a card for each, one's own card, and the letters' pages."""

from functools import partial

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.ambassadors import actions, letters, queries
from samspil.ambassadors.forms import (
    AmbassadorFilterForm,
    AnswerForm,
    AskForm,
    EditCardForm,
    InviteForm,
    VolunteerForm,
)
from samspil.ambassadors.models import Ambassador
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.models import OneTimeLink
from samspil.foundation.paging import page_of
from samspil.foundation.subjects import known_places
from samspil.foundation.verbs import NotFound, find, require
from samspil.foundation.viewer import Viewer
from samspil.identity.contributing import contribute

RELATED = ("actor", "author__actor", "belongs__subject")


@require_safe
def ambassador_list(request: Request) -> HttpResponse:
    form = AmbassadorFilterForm(request.GET, viewer=request.viewer)
    return render(
        request,
        "ambassadors/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Hvad vil du spørge om?")),
            "page": page_of(request, queries.ambassadors(request.viewer, form.filters())),
            "may_invite": rules.has_perm("ambassadors.invite", request.viewer),
        },
    )


def standing(request: Request, pk) -> Ambassador:
    """The card, if it stands: past its last day it is there for its person alone. Raises: NotFound."""
    ambassador = find(Ambassador, pk, request.viewer, related=RELATED)
    if not ambassador.is_open and ambassador.author_id != request.viewer.person_id:
        raise NotFound(f"Ambassador {pk}")
    return ambassador


@require_safe
def card(request: Request, pk) -> HttpResponse:
    ambassador = standing(request, pk)
    return render(
        request,
        "ambassadors/page.html",
        {
            "ambassador": ambassador,
            "is_mine": ambassador.author_id == request.viewer.person_id,
            "may_edit": rules.has_perm("ambassadors.edit", request.viewer, ambassador),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
        },
    )


def volunteer(request: Request) -> HttpResponse:
    """Step forward. Who stands here already goes to their card."""
    mine = queries.card_of(request.viewer)
    if mine and not mine.is_over and request.method != "POST":
        messages.info(request, _("Du står her i forvejen. Her er dit kort."))
        return redirect("ambassadors:page", pk=mine.pk)
    return stepping_forward(request)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_by_link(request: Request, token: str) -> HttpResponse:
    """The link in the letter to somebody who was suggested: the same page, with the name and address it went to. Once
    it is used or too old, they write them themselves.
    """
    if request.viewer.is_known:
        return redirect("ambassadors:volunteer")
    link = OneTimeLink.objects.open(letters.INVITED, token)
    told = {f"guest_{name}": link.payload.get(name, "") for name in ("name", "email")} if link else {}
    return stepping_forward(request, told)


def stepping_forward(request: Request, told: dict[str, str] | None = None) -> HttpResponse:
    form = VolunteerForm(request.POST or None, viewer=request.viewer)
    for name, said in (told or {}).items():
        form.fields[name].initial = said
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "ambassador")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Nu kan andre spørge dig. Du kan holde pause eller stoppe, når du vil."))
            return redirect("ambassadors:page", pk=outcome.made.pk)
    return render(request, "ambassadors/volunteer.html", {"form": form, "places": known_places()})


def edit_card(request: Request, pk) -> HttpResponse:
    ambassador = find(Ambassador, pk, request.viewer, related=RELATED)
    require("ambassadors.edit", request.viewer, ambassador)
    return edited(
        request,
        EditCardForm(request.POST or None, viewer=request.viewer, initial=EditCardForm.initial_of(ambassador)),
        partial(actions.edit_card, ambassador_id=pk),
        lambda: EditCardForm.initial_of(find(Ambassador, pk, request.viewer)),
        context={
            "eyebrow": _("Spørg mig"),
            "about": ambassador.actor.name,
            "title": _("Ret dit kort"),
            "submit": _("Gem rettelsen"),
            "back_url": reverse("ambassadors:page", args=[pk]),
        },
        done_url=reverse("ambassadors:page", args=[pk]),
        message=_("Rettet. Alle ser det nye nu."),
    )


@require_POST
def pause(request: Request, pk) -> HttpResponse:
    """Off the list for a while, and back again: the button says which."""
    if "videre" in request.POST:
        actions.go_on(by=request.viewer, ambassador_id=pk)
        messages.success(request, _("Du er på listen igen."))
    else:
        actions.pause(by=request.viewer, ambassador_id=pk)
        messages.success(request, _("Du holder pause. Kun du kan se dit kort, til du går videre."))
    return redirect("ambassadors:page", pk=pk)


@require_POST
def renew(request: Request, pk) -> HttpResponse:
    actions.renew(by=request.viewer, ambassador_id=pk)
    messages.success(request, _("Tak. Du står her et år mere."))
    return redirect("ambassadors:page", pk=pk)


def stop(request: Request, pk) -> HttpResponse:
    """Asks once more: the card is gone afterwards."""
    ambassador = find(Ambassador, pk, request.viewer, related=RELATED)
    require("ambassadors.edit", request.viewer, ambassador)
    if request.method == "POST":
        actions.stop(by=request.viewer, ambassador_id=pk)
        messages.success(request, _("Tak for tiden. Dit kort er væk, og ingen kan spørge dig her mere."))
        return redirect("ambassadors:list")
    return render(request, "ambassadors/stop.html", {"ambassador": ambassador})


def ask(request: Request, pk) -> HttpResponse:
    ambassador = standing(request, pk)
    require("ambassadors.ask" if request.viewer.is_known else "ambassadors.is_open", request.viewer, ambassador)
    form = AskForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "direct_question", ambassador_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            told = _("Tak. Dit spørgsmål er sendt til %(name)s. Svaret kommer på mail.")
            messages.success(request, told % {"name": ambassador.actor.name})
            return redirect("ambassadors:page", pk=pk)
    return render(request, "ambassadors/ask.html", {"form": form, "ambassador": ambassador})


def invite(request: Request) -> HttpResponse:
    require("ambassadors.invite", request.viewer)
    form = InviteForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            letter = actions.invite(by=request.viewer, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Sendt til %(to)s. De bestemmer selv, om de vil.") % {"to": letter.to})
            return redirect("ambassadors:list")
    page = {
        "title": _("Spørg en, om de vil stå her"),
        "lead": _("Du kan spørge. Du kan ikke sætte nogen på listen. Det gør de selv."),
        "submit": _("Send mailen"),
        "back_url": reverse("ambassadors:list"),
    }
    return render(request, "site/form.html", {"form": form, **page})


# --- the links in letters ---------------------------------------------------------------------------------------------


def opened(purpose: str, token: str) -> tuple[OneTimeLink, Viewer] | None:
    """What ``token`` opens, and for whom; None when it is used or too old."""
    link = OneTimeLink.objects.open(purpose, token)
    person = Person.objects.select_related("actor").filter(pk=link.person).first() if link and link.person else None
    return (link, viewer_of(person)) if link and person else None


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """The link in the letter before a card ends. Opening it changes nothing; one of the two buttons does."""
    found = opened(letters.RENEW, token)
    if found is None:
        return render(request, "ambassadors/spent.html", status=410)
    link, viewer = found
    try:
        ambassador = find(Ambassador, link.payload["ambassador"], viewer, related=RELATED)
        require("ambassadors.edit", viewer, ambassador)
    except NotFound:
        return render(request, "ambassadors/spent.html", status=410)
    if request.method != "POST":
        return render(request, "ambassadors/by_link.html", {"ambassador": ambassador})
    verb = actions.stop if "stop" in request.POST else actions.renew
    done = verb(by=viewer, ambassador_id=ambassador.pk)
    link.use()
    return render(request, "ambassadors/by_link.html", {"ambassador": ambassador, "done": done})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, token: str) -> HttpResponse:
    """The link in the letter with a question. Whoever has it answers, without signing in."""
    found = opened(letters.ANSWER, token)
    question = queries.open_question(found[0].payload["question"]) if found else None
    if found is None or question is None:
        return render(request, "ambassadors/spent.html", status=410)
    link, viewer = found
    if not rules.has_perm("ambassadors.edit", viewer, question.ambassador):
        raise Http404
    form = AnswerForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(by=viewer, question_id=question.pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            link.use()
            return render(request, "ambassadors/answered.html", {"question": question})
    return render(request, "ambassadors/answer.html", {"form": form, "question": question})
