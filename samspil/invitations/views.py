"""The pages of invitations: ask by permission name, call the verb, render."""

from functools import partial
from typing import Any

import rules
import segno
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.actors.models import Person
from samspil.challenges.models import Challenge
from samspil.foundation import hooks, mail
from samspil.foundation.editing import edited
from samspil.foundation.http import Request, private
from samspil.foundation.models import OneTimeLink
from samspil.foundation.verbs import NotFound, Refused, find, is_repeat, require
from samspil.foundation.viewer import NOBODY
from samspil.identity.contributing import contribute
from samspil.invitations import actions, letters, queries, stopping
from samspil.invitations.forms import (
    AddInviteeForm,
    AnswerForm,
    DeclineForm,
    EditViewForm,
    InviteForm,
    InviteMunicipalityForm,
    LetterAnswerForm,
)
from samspil.invitations.models import MOST_INVITEES, NO_LETTERS, Invitation, Invitee

RELATED = ("challenge__subject", "actor", "author__actor", "entered_by__actor")
# How an answer is sent from a letter's page: the link is the key, so its pages are nobody else's business.
letter_page = private


# --- inviting ---------------------------------------------------------------------------------------------------------


def start(request: Request) -> HttpResponse:
    """Society invites the municipality: the question, how we see it, and whom we ask, on one page."""
    form = InviteMunicipalityForm(request.POST or None, viewer=request.viewer, initial={"who": actions.MUNICIPALITY})
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "invite municipality")
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return outcome.page(request) or thanks_for(request, outcome.made)
    return render(request, "invitations/start.html", {"form": form})


def invite(request: Request, pk) -> HttpResponse:
    challenge = find(Challenge, pk, request.viewer)
    if not is_repeat(request.viewer, request.POST.get("request_id")):
        permission = "invitations.invite" if request.viewer.is_known else "invitations.can_invite_to"
        require(permission, request.viewer, challenge)
    form = InviteForm(request.POST or None, viewer=request.viewer, initial={"who": request.GET.get("hvem", "")[:36]})
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "invitation", challenge_id=str(pk))
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return outcome.page(request) or thanks_for(request, outcome.made)
    return render(request, "invitations/invite.html", {"form": form, "challenge": challenge})


def thanks_for(request: Request, invitation: Invitation) -> HttpResponse:
    owed = invitation.owed
    due = formats.date_format(owed.due, "l j. F") if owed and owed.due else ""
    if owed is None and invitation.first_to_do:
        messages.warning(request, invitation.first_to_do)
    elif owed is None:
        messages.success(request, _("Tak. Invitationen er på vej. Du får en mail, når der er svar."))
    elif owed.answerer:
        thanks = _("Tak. Invitationen er hos %(person)s. Du hører derfra senest %(due)s.")
        messages.success(request, thanks % {"person": owed.answerer.name, "due": due})
    else:
        thanks = _("Tak. Frivilligkoordinatoren har invitationen. Du får svar senest %(due)s.")
        messages.success(request, thanks % {"due": due})
    return redirect("invitations:page", pk=invitation.pk)


@require_safe
def page(request: Request, pk) -> HttpResponse:
    """The invitation, what stood before, and who was invited. Whoever keeps it sees addresses and buttons too."""
    invitation = find(Invitation, pk, request.viewer, related=RELATED)
    invitees = queries.invitees_of(invitation)
    queries.put_reach(invitees)
    for row in invitees:
        row.invitation = invitation
        row.may_remind = not row.wants_no_letters and rules.has_perm("invitations.remind", request.viewer, row)
        row.may_print = rules.has_perm("invitations.print_letter", request.viewer, row)
        row.may_answer = row.is_waiting and rules.has_perm("invitations.answer", request.viewer, row)
    keeps = rules.has_perm("invitations.keep", request.viewer, invitation)
    response = render(
        request,
        "invitations/page.html",
        {
            "invitation": invitation,
            "challenge": invitation.challenge,
            "invitees": invitees,
            "earlier": queries.earlier_views(invitation) if invitation.view_changed_at else [],
            "keeps": keeps,
            "may_add": rules.has_perm("invitations.add_invitee", request.viewer, invitation)
            and len(invitees) < MOST_INVITEES,
            "may_edit": rules.has_perm("invitations.edit_view", request.viewer, invitation),
            "may_withdraw": rules.has_perm("invitations.withdraw", request.viewer, invitation),
            "may_hide": rules.has_perm("moderation.hide", request.viewer),
        },
    )
    if keeps:
        response["Cache-Control"] = "no-store"  # it holds addresses
    return response


def edit_view(request: Request, pk) -> HttpResponse:
    invitation = find(Invitation, pk, request.viewer, related=RELATED)
    require("invitations.edit_view", request.viewer, invitation)
    form = EditViewForm(request.POST or None, viewer=request.viewer, initial=EditViewForm.initial_of(invitation))
    back = reverse("invitations:page", args=[pk])
    return edited(
        request,
        form,
        partial(actions.edit_view, invitation_id=pk),
        lambda: EditViewForm.initial_of(find(Invitation, pk, request.viewer)),
        context={
            "eyebrow": _("Invitation"),
            "about": invitation.challenge.question,
            "title": _("Ret det, I ser"),
            "lead": _("Alle kan se, at I har rettet, hvornår, og hvad der stod før."),
            "submit": _("Gem rettelsen"),
            "back_url": back,
            "keeps": True,
        },
        done_url=back,
        message=_("Rettet. Den gamle tekst står nedenunder."),
    )


def add_invitee(request: Request, pk) -> HttpResponse:
    invitation = find(Invitation, pk, request.viewer, related=RELATED)
    if not is_repeat(request.viewer, request.POST.get("request_id")):
        require("invitations.add_invitee", request.viewer, invitation)
    form = AddInviteeForm(request.POST or None, viewer=request.viewer)
    back = reverse("invitations:page", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_invitee(by=request.viewer, invitation_id=pk, **form.arguments())
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if made.must_be_told:
                messages.warning(request, NO_LETTERS)
            else:
                messages.success(request, _("Invitationen er på vej."))
            return redirect(back)
    context = {
        "form": form,
        "eyebrow": _("Invitation"),
        "about": invitation.challenge.question,
        "title": _("Inviter flere"),
        "lead": _("De får de samme ord som de andre."),
        "submit": _("Send invitationen"),
        "back_url": back,
    }
    return render(request, "site/form.html", context)


def withdraw(request: Request, pk) -> HttpResponse:
    """Asks once more: the links in the letters open nothing afterwards."""
    invitation = find(Invitation, pk, request.viewer, related=RELATED)
    if invitation.withdrawn_at and request.method == "POST":  # the second press of the same button
        return redirect("challenges:page", pk=invitation.challenge_id)
    require("invitations.withdraw", request.viewer, invitation)
    if request.method == "POST":
        actions.withdraw_invitation(by=request.viewer, invitation_id=pk)
        messages.success(request, _("Invitationen er trukket tilbage. Det, der er svaret, bliver stående."))
        return redirect("challenges:page", pk=invitation.challenge_id)
    return render(request, "invitations/withdraw.html", {"invitation": invitation})


@require_POST
def remind(request: Request, pk) -> HttpResponse:
    invitee = queries.invitee_of(pk, request.viewer)
    if invitee.reminded_at is None or not rules.has_perm("invitations.keep", request.viewer, invitee.invitation):
        try:
            actions.remind(by=request.viewer, invitee_id=pk)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
            return redirect("invitations:page", pk=invitee.invitation_id)
    messages.success(request, _("De har fået en påmindelse. Der kommer ikke flere."))
    return redirect("invitations:page", pk=invitee.invitation_id)


@private
@require_safe
def letter(request: Request, pk) -> HttpResponse:
    """The invitation on paper, A4 or A5, with a code to hold a phone over."""
    invitee = queries.invitee_of(pk, request.viewer)
    require("invitations.print_letter", request.viewer, invitee)
    address = mail.address(reverse("invitations:answer-letter", args=[pk, letters.letter_code(invitee)]))
    context = {
        "invitee": invitee,
        "invitation": invitee.invitation,
        "challenge": invitee.invitation.challenge,
        "address": address,
        "code": segno.make(address, error="m").svg_data_uri(border=2, dark="#1b2a33"),
        "is_small": request.GET.get("ark") == "a5",
    }
    return render(request, "invitations/letter.html", context)


# --- answering --------------------------------------------------------------------------------------------------------


def answered(request: Request, invitee: Invitee) -> HttpResponse:
    """Thanks, and what happens now."""
    due = invitee.proposal.answer_due if invitee.proposal else None
    context = {
        "invitee": invitee,
        "challenge": invitee.invitation.challenge,
        "is_held": not invitee.subject.shown,
        "address": hooks.address(invitee.subject),
        "due": due,
        "answerer": invitee.proposal.answerer if invitee.proposal else None,
    }
    return render(request, "invitations/answered.html", context)


def answer(request: Request, pk) -> HttpResponse:
    """The municipality's answer, and that of whoever speaks for those who are invited, signed in."""
    invitee = queries.invitee_of(pk, request.viewer)
    if not request.viewer.is_known:
        return redirect_to_login(request.get_full_path())
    if not is_repeat(request.viewer, request.POST.get("request_id")):
        require("invitations.answer", request.viewer, invitee)
        if not rules.has_perm("invitations.is_waiting", request.viewer, invitee):
            return over(request)
    initial = {} if invitee.is_municipality else {"speaks_as": str(invitee.actor_id)}
    form = AnswerForm(request.POST or None, viewer=request.viewer, initial=initial)
    if invitee.is_municipality:
        form.fields.pop("speaks_as", None)  # the unit's answer stands in the unit's name
    return answer_form(request, form, invitee)


def answer_letter(request: Request, pk, code: str) -> HttpResponse:
    """From a printed letter: a guest confirms by mail, as everywhere."""
    invitee = Invitee.objects.select_related(*queries.RELATED).filter(pk=pk, is_municipality=False).first()
    if invitee is None or not constant_time_compare(code, letters.letter_code(invitee)):
        raise NotFound(f"Letter {pk}")
    if not invitee.is_waiting and not is_repeat(request.viewer, request.POST.get("request_id")):
        return over(request)
    return answer_form(request, AnswerForm(request.POST or None, viewer=request.viewer), invitee, code=code)


def answer_form(request: Request, form: AnswerForm, invitee: Invitee, **arguments: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            outcome = contribute(request, form, "invitation answer", invitee_id=invitee.pk, **arguments)
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            if waits := outcome.page(request):
                return waits
            messages.success(request, _("Tak. Jeres svar står på siden nu. Den, der inviterede, får besked."))
            return redirect("invitations:page", pk=invitee.invitation_id)
    return render(request, "invitations/answer.html", asked(invitee, form=form))


def asked(invitee: Invitee, **more: Any) -> dict[str, Any]:
    """What every page about one invitation to answer shows."""
    return {"invitee": invitee, "invitation": invitee.invitation, "challenge": invitee.invitation.challenge, **more}


def over(request: Request) -> HttpResponse:
    """There is nothing to answer any more: answered, taken back, closed or hidden. Which of these is not told."""
    return render(request, "invitations/over.html", status=410)


@letter_page
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening the page changes nothing; the button counts it as opened and shows the form."""
    found = queries.link_of(token)
    if found is None:
        return over(request)
    _link, invitee = found
    if request.method == "POST":
        actions.open_invitation(by=NOBODY, invitee_id=invitee.pk, code=letters.letter_code(invitee))
        return redirect("invitations:answer-link", token=token)
    return render(request, "invitations/open.html", asked(invitee, token=token))


@letter_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request: Request, token: str) -> HttpResponse:
    """The answer from a letter's link. It came to an address, so whoever holds it is known by that address."""
    found = queries.link_of(token)
    if found is None:
        return over(request)
    link, invitee = found
    person = Person.objects.select_related("actor").filter(email=link.payload["email"]).first()
    form = LetterAnswerForm(request.POST or None, is_known=person is not None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            return answered(request, answer_by_link(link, invitee, form))
        except ValidationError as problem:
            form.take_errors(problem)
        except (NotFound, Refused):
            return over(request)
    return render(request, "invitations/answer.html", asked(invitee, form=form, person=person, token=token))


def answer_by_link(link: OneTimeLink, invitee: Invitee, form: LetterAnswerForm) -> Invitee:
    """Answer as the person whose address got the letter; in the name of those invited, when the person speaks for them.

    Raises: NotFound, Refused, ValidationError.
    """
    return actions.answer_by_letter(link.payload["email"], invitee, **{"name": "", "function": "", **form.arguments()})


@letter_page
@require_http_methods(["GET", "HEAD", "POST"])
def decline_link(request: Request, token: str) -> HttpResponse:
    found = queries.link_of(token)
    if found is None:
        return over(request)
    _link, invitee = found
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_invitation(
                by=NOBODY, invitee_id=invitee.pk, code=letters.letter_code(invitee), **form.arguments()
            )
        except ValidationError as problem:
            form.take_errors(problem)
        else:
            return render(request, "invitations/declined.html", asked(invitee))
    return render(request, "invitations/decline.html", asked(invitee, form=form, token=token))


# --- no more letters --------------------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "HEAD", "POST"])
def my_letters(request: Request) -> HttpResponse:
    """Whether one wants letters of invitation, on one's own page."""
    mailbox = stopping.mailbox_of(request.viewer)
    require("invitations.choose_letters", request.viewer, mailbox)
    return letters_page(request, mailbox, by=request.viewer)


@letter_page
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: Request, token: str) -> HttpResponse:
    """The link in a letter. Opening it changes nothing; the button says no more of these, or again yes."""
    try:
        mailbox = stopping.mailbox_of(NOBODY, token)
    except NotFound:
        return render(request, "invitations/letters.html", {"is_spent": True}, status=410)
    return letters_page(request, mailbox, by=NOBODY, token=token)


def letters_page(request: Request, mailbox: stopping.Mailbox, **how: Any) -> HttpResponse:
    if request.method != "POST":
        context = {
            "has_refused": mailbox.refused.exists(),
            "is_own": not mailbox.is_by_link,
            "is_known": mailbox.person_id is not None,
        }
        return render(request, "invitations/letters.html", context)
    choose = stopping.allow_letters if request.POST.get("letters") == "again" else stopping.refuse_letters
    choose(**how)
    return redirect(request.path)


@csrf_exempt  # a mail program presses it: without a session, with nothing but the token (RFC 8058)
@letter_page
@require_http_methods(["GET", "HEAD", "POST"])
def stop_at_once(request: Request, token: str) -> HttpResponse:
    """The mail program's own button. Whoever opens the address in a browser gets the page with ours."""
    if request.method != "POST":
        return redirect("invitations:stop", token)
    try:
        stopping.refuse_letters(by=NOBODY, token=token)
    except NotFound:
        return HttpResponse(status=410, content_type="text/plain")
    return HttpResponse(status=200, content_type="text/plain")
