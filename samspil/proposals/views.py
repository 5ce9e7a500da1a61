"""The pages of proposals: ask by permission name, call the verb, render."""

from typing import Any
from uuid import uuid5

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from samspil.actors.queries import timeline_of
from samspil.challenges.chain import chain_of
from samspil.challenges.models import Challenge
from samspil.challenges.views import require_open
from samspil.foundation.forms import overtaken
from samspil.foundation.http import Request, private
from samspil.foundation.ids import as_uuid
from samspil.foundation.paging import page_of
from samspil.foundation.verbs import NotFound, Refused, Stale, find, is_repeat, require
from samspil.identity.contributing import contribute
from samspil.proposals import actions, cards, letters, queries
from samspil.proposals.forms import (
    AnswerForm,
    AnswerRestForm,
    EditProposalForm,
    LetterAnswerForm,
    PledgeForm,
    ProposalFilterForm,
    ProposeForm,
    ReplyForm,
)
from samspil.proposals.models import Answer, Outcome, Pledge, Proposal

RELATED = (
    "actor",
    "author__actor",
    "entered_by__actor",
    "answerer__actor",
    "deputy__actor",
    "unit__actor",
    "challenge__subject",
    "beacon__subject",
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
        for name in ("edit", "withdraw", "answer", "reply")
    }
    beacon = proposal.beacon
    answers = list(proposal.answers.select_related("by__actor"))
    given = next((answer for answer in answers if answer.outcome != Outcome.ASKED), None)
    return render(
        request,
        "proposals/page.html",
        {
            "proposal": proposal,
            "status": cards.status(proposal, given.look_again_on if given else None),
            "pledges": pledges,
            "answers": answers,
            "delivers": list(proposal.delivers.visible_to(request.viewer)),
            "beacon": beacon if beacon and beacon.subject.readable_by(request.viewer) else None,
            "chain": chain_of(proposal.subject, request.viewer),
            "timeline": timeline_of(proposal.subject, request.viewer),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
            **allowed,
        },
    )


def propose(request: Request, challenge_pk=None) -> HttpResponse:
    challenge = (
        find(Challenge, challenge_pk, request.viewer, related=("unit__actor", "actor", "beacon"))
        if challenge_pk
        else None
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
            if page := outcome.page(request):
                return page
            messages.success(request, proposed_message(outcome.made))
            return redirect("proposals:page", pk=outcome.made.pk)
    return render(request, "proposals/propose.html", {"form": form, "challenge": challenge})


def proposed_message(proposal: Proposal) -> str:
    """Who has the proposal now, and until when an answer is due."""
    # Translators: a deadline in Django's date format letters; backslashes keep letters as they are.
    pattern = pgettext("datoformat", r"l \d\e\n j. F")
    due = formats.date_format(proposal.answer_due, pattern) if proposal.answer_due else ""
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
            answer = actions.answer_proposal(by=request.viewer, proposal_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            current = find(Proposal, pk, request.viewer)
            stale = overtaken(form, {"expected_version": current.version}, "proposals:page", pk)
        else:
            if answer.outcome == Outcome.ASKED:
                messages.success(request, _("Dit spørgsmål er sendt. Svarfristen er den samme."))
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
            if page := outcome.page(request):
                return page
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


# --- from the letters -------------------------------------------------------------------------------------------------


def closed(
    request: Request, title: str, text: str, proposal: Proposal | None = None, status: int = 410
) -> HttpResponse:
    """A link from a letter that answers nothing any more, and why."""
    context = {"title": title, "text": text, "proposal": proposal}
    return render(request, "proposals/letter_closed.html", context, status=status)


def spent(request: Request) -> HttpResponse:
    return closed(
        request,
        _("Linket er brugt eller for gammelt"),
        _("Har du trykket på knappen én gang, er alt i orden. Ellers kan du logge ind og svare på forslagets side."),
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: Request, token: str) -> HttpResponse:
    """The three links in a leader's letter. Opening one changes nothing; the button answers."""
    case = letters.opened(letters.ANSWER, token, RELATED)
    if case is None:
        return spent(request)
    proposal = case.proposal
    if proposal.withdrawn_at:
        text = _("Den, der foreslog det, har trukket det tilbage. Du skal ikke gøre mere.")
        return closed(request, _("Forslaget venter ikke længere"), text, proposal)
    if proposal.answered_at:
        text = _("Du skal ikke gøre mere. Vil du svare igen, så log ind og gør det på forslagets side.")
        return closed(request, _("Forslaget har fået svar"), text, proposal)
    if not rules.has_perm("proposals.answer", case.viewer, proposal):
        text = _("Din rolle er en anden nu, eller du holder siden som mødeleder. Så er det en anden, der svarer.")
        return closed(request, _("Du kan ikke svare på det her længere"), text, proposal, status=403)
    initial = {
        "outcome": letters.OFFERED.get(request.GET.get("valg", ""), ""),
        "expected_version": proposal.version,
    }
    form = LetterAnswerForm(request.POST or None, initial=initial)
    stale: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            answer = given(case, form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        except Stale:
            case = letters.opened(letters.ANSWER, token, RELATED) or case
            proposal = case.proposal
            stale = overtaken(form, {"expected_version": proposal.version}, "proposals:page", proposal.pk)
        else:
            return answered_page(request, answer) if answer else spent(request)
    context = {
        "form": form,
        "proposal": proposal,
        "pledges": queries.pledges_of(proposal, case.viewer),
        "questions": list(proposal.answers.select_related("by__actor")),
        "stale": stale,
    }
    return render(request, "proposals/letter_answer.html", context, status=409 if stale else 200)


@transaction.atomic
def given(case: letters.Opened, arguments: dict[str, Any]) -> Answer | None:
    """Answer with the link. An answer uses it up, a question does not. None when it was used meanwhile."""
    if arguments["outcome"] != Outcome.ASKED and not case.link.use():
        return None
    return actions.answer_proposal(by=case.viewer, proposal_id=case.proposal.pk, **arguments)


def answered_page(request: Request, answer: Answer) -> HttpResponse:
    """Thanks: who hears it now, and what happens when."""
    proposal = answer.proposal
    person = letters.who_hears(proposal)
    steps: list[dict[str, Any]] = []
    if answer.outcome == Outcome.ASKED:
        if person:
            steps.append({"what": _("%s får dit spørgsmål på mail nu.") % person.name})
        steps.append({"what": _("Når der er svar, får du en ny mail. Så kan du sige ja eller nej.")})
        steps.append({"what": _("Svarfristen er den samme."), "when": proposal.answer_due})
    else:
        if person:
            steps.append({"what": _("%s får dit svar på mail nu.") % person.name})
        steps.append({"what": _("Svaret står på forslagets side. Alle, der kan se forslaget, kan læse det.")})
        if answer.look_again_on:
            what = _("Du får en mail, når I skal se på det igen.")
            steps.append({"what": what, "when": answer.look_again_on})
    title = _("Tak. Dit spørgsmål er sendt") if answer.outcome == Outcome.ASKED else _("Tak. Dit svar er givet")
    return render(request, "proposals/letter_done.html", {"title": title, "steps": steps, "proposal": proposal})


def reply(request: Request, pk, number: int) -> HttpResponse:
    """The author tells what somebody asked."""
    proposal = find(Proposal, pk, request.viewer, related=RELATED)
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("proposals:page", pk=pk)
    require("proposals.reply", request.viewer, proposal)
    question = queries.open_question(proposal, number)
    if question is None:
        raise NotFound(f"Question {number}")
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_to_question(by=request.viewer, proposal_id=pk, question_id=number, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            messages.success(request, _("Tak. %s får dit svar på mail nu.") % question.by.name)
            return redirect("proposals:page", pk=pk)
    return render(request, "proposals/reply.html", {"form": form, "proposal": proposal, "question": question})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def reply_by_link(request: Request, token: str) -> HttpResponse:
    """The same from the letter, without an account."""
    case = letters.opened(letters.REPLY, token, RELATED)
    if case is None or case.question is None or not rules.has_perm("proposals.reply", case.viewer, case.proposal):
        return spent(request)
    proposal, question = case.proposal, case.question
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                is_first = case.link.use()
                if is_first:
                    actions.reply_to_question(
                        by=case.viewer, proposal_id=proposal.pk, question_id=question.pk, **form.arguments()
                    )
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if not is_first:
                return spent(request)
            steps: list[dict[str, Any]] = [{"what": _("%s får dit svar på mail nu.") % question.by.name}]
            if proposal.answered_at is None:
                steps.append({"what": _("Du får et svar på dit forslag."), "when": proposal.answer_due})
            context = {"title": _("Tak. Dit svar er sendt"), "steps": steps, "proposal": proposal}
            return render(request, "proposals/letter_done.html", context)
    return render(request, "proposals/reply.html", {"form": form, "proposal": proposal, "question": question})


# --- side by side -----------------------------------------------------------------------------------------------------


@require_safe
def side_by_side(request: Request, challenge_pk) -> HttpResponse:
    """Up to four proposals beside today's practice."""
    challenge = find(Challenge, challenge_pk, request.viewer, related=("actor",))
    wanted = [str(as_uuid(pk)) for pk in request.GET.getlist("valg")[:30]]
    beside = queries.side_by_side(challenge, request.viewer, wanted)
    return render(
        request,
        "proposals/side_by_side.html",
        {
            "challenge": challenge,
            "beside": beside,
            "columns": cards.columns(challenge, beside),
            "rows": cards.comparison(challenge, beside, request.viewer),
            "is_too_many": len(set(wanted)) > queries.MOST_BESIDE,
        },
    )


def answer_rest(request: Request, challenge_pk) -> HttpResponse:
    """A reason for each proposal that is not taken further, so that it can be used later."""
    challenge = find(Challenge, challenge_pk, request.viewer, related=("actor",))
    if is_repeat(request.viewer, request.POST.get("request_id")):
        return redirect("proposals:side-by-side", challenge_pk=challenge_pk)
    every = list(queries.standing(challenge, request.viewer))
    proposals = queries.those_to_answer(every, request.viewer)[: queries.MOST_WAYS]
    if not proposals and not any(queries.rules.answers.test(request.viewer, row) for row in every):
        raise Refused("proposals.answer")
    form = AnswerRestForm(request.POST or None, proposals=proposals)
    if request.method == "POST" and form.is_valid():
        count = kept_for_later(request, form)
        if count:
            text = ngettext("%d forslag har fået svar nu.", "%d forslag har fået svar nu.", count) % count
            messages.success(request, text)
            return redirect("proposals:side-by-side", challenge_pk=challenge_pk)
    return render(request, "proposals/answer_rest.html", {"form": form, "challenge": challenge})


def kept_for_later(request: Request, form: AnswerRestForm) -> int:
    """Give the answers of the form, all or none; how many. What was wrong stands at its line."""
    number, key = 0, as_uuid(form.cleaned_data["request_id"])
    answers = form.answers()
    try:
        with transaction.atomic():
            request_id = key  # the form's own for the first: that is what is_repeat asks for
            for number, arguments in answers:  # noqa: B007 - told below when the verb refuses
                actions.answer_proposal(by=request.viewer, request_id=request_id, **arguments)
                request_id = uuid5(request_id, "next") if request_id else None
    except ValidationError as problem:
        named = problem.message_dict
        days, others = named.pop("look_again_on", None), [text for texts in named.values() for text in texts]
        form.add_error("look_again_on" if days else f"reason_{number}", days or others)
    except Stale:
        text = _("Forslaget er rettet, mens du skrev. Læs det igen, og send så svaret.")
        form.add_error(f"reason_{number}", text)
    else:
        return len(answers)
    return 0
