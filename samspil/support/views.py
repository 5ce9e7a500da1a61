"""Help: the list of what was asked, the queue of those who help, and a page for each request."""

from functools import partial
from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from samspil.actors.queries import timeline_of
from samspil.foundation.editing import edited
from samspil.foundation.hooks import address
from samspil.foundation.http import Request
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, find, is_repeat, require
from samspil.identity.contributing import contribute
from samspil.support import actions, queries
from samspil.support.forms import AnswerHelpForm, AskHelpForm, AssignForm, HelpFilterForm, ReopenForm
from samspil.support.models import HelpRequest

RELATED = (
    "actor",
    "author__actor",
    "entered_by__actor",
    "assigned_to__actor",
    "deputy__actor",
    "unit__actor__subject",
    "about__context",
)
MAY = ("assign", "take", "answer", "reopen", "close", "withdraw")


@require_safe
def help_list(request: Request) -> HttpResponse:
    form = HelpFilterForm(request.GET, viewer=request.viewer)
    return render(
        request,
        "support/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i det, andre har spurgt om")),
            "page": page_of(request, queries.requests(request.viewer, form.filters())),
            "figures": queries.figures(request.viewer),
            "keeps_queue": rules.has_perm("support.keep_queue", request.viewer),
        },
    )


@require_safe
def help_page(request: Request, pk) -> HttpResponse:
    wanted = find(HelpRequest, pk, request.viewer, related=RELATED)
    may = {name: rules.has_perm(f"support.{name}", request.viewer, wanted) for name in MAY}
    return render(
        request,
        "support/page.html",
        {
            "help": wanted,
            "answers": queries.answers_of(wanted),
            "about": wanted.about if wanted.about and wanted.about.readable_by(request.viewer) else None,
            "may": may,
            "keeps": may["assign"] or may["withdraw"] or rules.has_perm("moderation.hide", request.viewer),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
            "timeline": timeline_of(wanted.subject, request.viewer),
        },
    )


def ask_help(request: Request) -> HttpResponse:
    """Ask, about a page or about nothing in particular: ``?om=`` names the page."""
    wanted = request.POST.get("about_id") if request.method == "POST" else request.GET.get("om", "")
    about = queries.page_named(wanted, request.viewer)
    if wanted and about is None:
        raise NotFound(f"Subject {wanted}")
    form = AskHelpForm(request.POST or None, viewer=request.viewer, about=about, initial=own_unit(request))
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "help")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if page := outcome.page(request):
                return page
            messages.success(request, _("Tak. Du hører fra os senest om 14 dage. Du får en mail, når nogen tager den."))
            return redirect("support:page", pk=outcome.made.pk)
    return render(request, "support/ask.html", {"form": form, "about": about})


def own_unit(request: Request) -> dict[str, Any]:
    """Whoever works in one unit asks for it, unless they say otherwise."""
    scopes = {str(grant.scope) for grant in request.viewer.grants if grant.kind in ("leader", "employee")}
    return {"unit_id": next(iter(scopes))} if len(scopes) == 1 and not request.GET.get("om") else {}


def assign(request: Request, pk) -> HttpResponse:
    wanted = find(HelpRequest, pk, request.viewer, related=RELATED)
    require("support.assign", request.viewer, wanted)
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        help_request=wanted,
        initial=AssignForm.initial_of(wanted),
    )
    return edited(
        request,
        form,
        partial(actions.assign, help_id=pk),
        lambda: AssignForm.initial_of(find(HelpRequest, pk, request.viewer)),
        context={
            "eyebrow": _("Få hjælp"),
            "about": wanted.title,
            "title": _("Hvem tager den?"),
            "lead": _("Både den, du vælger, og den, der spurgte, får en mail."),
            "submit": _("Giv den videre"),
            "back_url": reverse("support:page", args=[pk]),
        },
        done_url=reverse("support:page", args=[pk]),
        message=_("Givet videre. Begge har fået en mail."),
    )


@require_POST
def take(request: Request, pk) -> HttpResponse:
    wanted = actions.take(by=request.viewer, help_id=pk)
    told = _("Tak. Du er på den nu. Svar senest %(when)s.")
    messages.success(request, told % {"when": date_format(wanted.answer_due, pgettext("datoformat", "j. F"))})
    return redirect("support:page", pk=pk)


def answer_help(request: Request, pk) -> HttpResponse:
    wanted = find(HelpRequest, pk, request.viewer, related=RELATED)
    if is_repeat(request.viewer, request.POST.get("request_id")):  # it is answered now, and takes no other
        return redirect("support:page", pk=pk)
    require("support.answer", request.viewer, wanted)
    return edited(
        request,
        AnswerHelpForm(request.POST or None, viewer=request.viewer, initial=AnswerHelpForm.initial_of(wanted)),
        partial(actions.answer_help, help_id=pk),
        lambda: AnswerHelpForm.initial_of(find(HelpRequest, pk, request.viewer)),
        template="support/answer.html",
        context={"help": wanted},
        done_url=reverse("support:page", args=[pk]),
        message=_("Tak. Den, der spurgte, har fået en mail."),
    )


def reopen(request: Request, pk) -> HttpResponse:
    wanted = find(HelpRequest, pk, request.viewer, related=RELATED)
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("support:page", pk=pk)
    require("support.reopen", request.viewer, wanted)
    form = ReopenForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen(by=request.viewer, help_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Det er sendt. Du hører fra os senest om 14 dage."))
            return redirect("support:page", pk=pk)
    page = {
        "eyebrow": _("Få hjælp"),
        "about": wanted.title,
        "title": _("Hvad mangler du stadig?"),
        "submit": _("Spørg igen"),
        "back_url": reverse("support:page", args=[pk]),
        "keeps": True,
    }
    return render(request, "site/form.html", {"form": form, **page})


@require_POST
def close_help(request: Request, pk) -> HttpResponse:
    wanted = find(HelpRequest, pk, request.viewer, related=RELATED)
    if wanted.status != "closed":
        actions.close_help(by=request.viewer, help_id=pk)
    messages.success(request, _("Godt. Den er afsluttet nu."))
    return redirect("support:page", pk=pk)


def withdraw_help(request: Request, pk) -> HttpResponse:
    """Asks once more: the words are deleted for good."""
    wanted = find(HelpRequest, pk, request.viewer, related=RELATED)
    require("support.withdraw", request.viewer, wanted)
    if request.method == "POST":
        actions.withdraw_help(by=request.viewer, help_id=pk)
        messages.success(request, _("Du har taget det tilbage. Teksten er slettet."))
        return redirect("support:list")
    return render(request, "support/withdraw.html", {"help": wanted, "back": address(wanted.subject)})
