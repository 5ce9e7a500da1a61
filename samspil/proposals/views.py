"""The pages of proposals: ask by permission name, call the verb, render."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.actors.queries import timeline_of
from samspil.challenges.chain import chain_of
from samspil.challenges.models import Challenge
from samspil.challenges.views import require_open
from samspil.foundation.forms import overtaken
from samspil.foundation.http import Request, private
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import Stale, find, require
from samspil.identity.contributing import contribute
from samspil.proposals import actions, cards, queries
from samspil.proposals.forms import (
    AnswerForm,
    EditProposalForm,
    PledgeForm,
    ProposalFilterForm,
    ProposeForm,
)
from samspil.proposals.models import Pledge, Proposal

RELATED = (
    "actor",
    "author__actor",
    "entered_by__actor",
    "answerer__actor",
    "unit__actor",
    "challenge__subject",
)


@require_safe
def proposal_list(request: Request) -> HttpResponse:
    form = ProposalFilterForm(request.GET, viewer=request.viewer)
    filters = form.filters()
    page = page_of(
        request, queries.proposals(request.viewer, filters), counted=queries.countable(request.viewer, filters)
    )
    return render(
        request,
        "proposals/list.html",
        {
            "form": form,
            "filters": form.bar(request, search_label=_("Søg i forslag")),
            "page": page,
            "rows": cards.rows(list(page), request.viewer),
        },
    )


@require_safe
def proposal_page(request: Request, pk) -> HttpResponse:
    proposal = find(Proposal, pk, request.viewer, related=RELATED)
    pledges = queries.pledges_of(proposal, request.viewer)
    for row in pledges:
        row.may_withdraw = rules.has_perm("pledges.withdraw", request.viewer, row)
    allowed = {
        f"may_{name}": rules.has_perm(f"proposals.{name}", request.viewer, proposal)
        for name in ("edit", "withdraw", "answer")
    }
    return render(
        request,
        "proposals/page.html",
        {
            "proposal": proposal,
            "status": cards.status(proposal),
            "pledges": pledges,
            "answers": list(proposal.answers.select_related("by__actor")),
            "delivers": list(proposal.delivers.visible_to(request.viewer)),
            "chain": chain_of(proposal.subject, request.viewer),
            "timeline": timeline_of(proposal.subject, request.viewer),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
            **allowed,
        },
    )


def propose(request: Request, challenge_pk=None) -> HttpResponse:
    challenge = (
        find(Challenge, challenge_pk, request.viewer, related=("unit__actor", "actor")) if challenge_pk else None
    )
    if challenge:
        require_open(challenge, request)
    form = ProposeForm(request.POST or None, viewer=request.viewer, challenge=challenge)
    if request.method == "POST" and form.is_valid():
        try:
            arguments = {"challenge_id": str(challenge.pk)} if challenge else {}
            outcome = contribute(request, form, "proposal", **arguments)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if outcome.sent_to:
                return render(request, "identity/check_mail.html", {"sent_to": outcome.sent_to})
            messages.success(request, proposed_message(outcome.made))
            return redirect("proposals:page", pk=outcome.made.pk)
    return render(request, "proposals/propose.html", {"form": form, "challenge": challenge})


def proposed_message(proposal: Proposal) -> str:
    """Who has the proposal now, and until when an answer is due."""
    due = formats.date_format(proposal.answer_due, "l j. F") if proposal.answer_due else ""
    if proposal.answerer:
        return _("Tak. Dit forslag er hos %(person)s i %(unit)s. Du hører derfra senest %(due)s.") % {
            "person": proposal.answerer.name,
            "unit": proposal.unit,
            "due": due,
        }
    return _("Tak. Dit forslag står her nu. Koordinatoren svarer senest %(due)s.") % {"due": due}


def edit_proposal(request: Request, pk) -> HttpResponse:
    proposal = find(Proposal, pk, request.viewer, related=RELATED)
    require("proposals.edit", request.viewer, proposal)
    form = EditProposalForm(request.POST or None, viewer=request.viewer, initial=EditProposalForm.initial_of(proposal))
    stale: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_proposal(by=request.viewer, proposal_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            current = find(Proposal, pk, request.viewer)
            stale = overtaken(form, EditProposalForm.initial_of(current), "proposals:page", pk)
        else:
            messages.success(request, _("Rettet."))
            return redirect("proposals:page", pk=pk)
    return render(
        request,
        "proposals/edit.html",
        {"form": form, "proposal": proposal, "stale": stale},
        status=409 if stale else 200,
    )


def withdraw_proposal(request: Request, pk) -> HttpResponse:
    """Asks once more before the proposal is taken back."""
    proposal = find(Proposal, pk, request.viewer, related=RELATED)
    if proposal.withdrawn_at:  # the second press of the same button
        return redirect("proposals:page", pk=pk)
    require("proposals.withdraw", request.viewer, proposal)
    if request.method == "POST":
        actions.withdraw_proposal(by=request.viewer, proposal_id=pk)
        messages.success(request, _("Forslaget er trukket tilbage."))
        return redirect("proposals:page", pk=pk)
    return render(request, "proposals/withdraw.html", {"proposal": proposal})


def answer_proposal(request: Request, pk) -> HttpResponse:
    proposal = find(Proposal, pk, request.viewer, related=RELATED)
    require("proposals.answer", request.viewer, proposal)
    form = AnswerForm(request.POST or None, initial={"expected_version": proposal.version})
    stale: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_proposal(by=request.viewer, proposal_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            current = find(Proposal, pk, request.viewer)
            stale = overtaken(form, {"expected_version": current.version}, "proposals:page", pk)
        else:
            messages.success(request, _("Svaret står på siden nu. De, der følger med og har en mail, får besked."))
            return redirect("proposals:page", pk=pk)
    return render(
        request,
        "proposals/answer.html",
        {"form": form, "proposal": proposal, "stale": stale},
        status=409 if stale else 200,
    )


@private
def read_contact(request: Request, pk) -> HttpResponse:
    """How to reach the person behind a proposal. A POST, because every reading is written down."""
    if request.method != "POST":
        return redirect("proposals:page", pk=pk)
    person = actions.read_contact(by=request.viewer, proposal_id=pk)
    proposal = find(Proposal, pk, request.viewer, related=RELATED)
    group = None if proposal.actor.is_person else proposal.actor
    return render(request, "proposals/contact.html", {"person": person, "group": group, "proposal": proposal})


def pledge(request: Request, pk) -> HttpResponse:
    proposal = find(Proposal, pk, request.viewer, related=RELATED)
    require("proposals.is_open", request.viewer, proposal)
    form = PledgeForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "pledge", proposal_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if outcome.sent_to:
                return render(request, "identity/check_mail.html", {"sent_to": outcome.sent_to})
            messages.success(request, _("Tak. Dit bidrag står ved forslaget nu. Du får en mail, når der er svar."))
            return redirect("proposals:page", pk=pk)
    return render(request, "proposals/pledge.html", {"form": form, "proposal": proposal})


def withdraw_pledge(request: Request, pk) -> HttpResponse:
    """Asks once more before a pledge is taken back."""
    promise = find(Pledge, pk, request.viewer, related=("actor", "author__actor", "proposal"))
    if promise.withdrawn_at:
        return redirect("proposals:page", pk=promise.proposal_id)
    require("pledges.withdraw", request.viewer, promise)
    if request.method == "POST":
        actions.withdraw_pledge(by=request.viewer, pledge_id=pk)
        messages.success(request, _("Dit bidrag er taget tilbage."))
        return redirect("proposals:page", pk=promise.proposal_id)
    return render(request, "proposals/withdraw_pledge.html", {"pledge": promise})
