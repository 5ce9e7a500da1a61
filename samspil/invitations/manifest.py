from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Badge,
    Capability,
    Confirmable,
    LetterStop,
    Manifest,
    Owed,
    OwedAnswers,
    Panel,
    PaperDays,
    PaperSection,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
    parts_on,
)
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import SYSTEM
from samspil.invitations import actions, paper, queries
from samspil.invitations.personal_data import erase, export
from samspil.invitations.stopping import refused_by, refusing, way_out


def on_challenge(request, challenge) -> dict:
    """The invitations with how each saw the problem, who was invited and why, and who has answered."""
    has_some = "invitation" in parts_on(request, challenge.subject)
    return {
        "invitations": queries.invitations_on(challenge, request.viewer) if has_some else [],
        "may_invite": challenge.is_open and challenge.subject.audience == "public",
    }


def on_actor(request, actor) -> dict:
    return {"invited": queries.invited_to(actor, request.viewer)}


def on_proposal(request, proposal) -> dict:
    has_some = "invitation" in parts_on(request, proposal.subject)
    return {"behind": queries.invitation_behind(proposal.pk, request.viewer) if has_some else None}


def is_answer(ids, viewer) -> dict:
    """The mark on what somebody sees when it answers an invitation."""
    return dict.fromkeys(queries.answers_among(ids, viewer), _("Svar på en invitation"))


def may_invite(_request, challenge) -> dict:
    return {"may_invite": challenge.is_open and challenge.subject.audience == "public"}


def stopped_letters(request, _actor) -> dict:
    """That one gets no letters of invitation, where one has said so. One query."""
    return {"has_refused": refused_by(request.viewer.known_id).exists()}


def waiting(person_id) -> list[Owed]:
    """The answers the municipality owes to those who invited it."""
    return [
        Owed(
            subject=row.invitation.subject,
            url=reverse("invitations:answer", args=[row.pk]),
            since=timezone.localdate(row.sent_at or row.invitation.subject.created_at),
            due=row.due,
            answerer=row.answerer_id,
            unit=row.actor_id,
            deputy=row.deputy_id,
        )
        for row in queries.owed(person_id)
        if row.due
    ]


def pass_on(subject_id, person_id):
    return actions.pass_on(by=SYSTEM, invitation_id=subject_id, person_id=person_id)


def remind_silent() -> None:
    """Once, a week after the letter, to those who have said nothing."""
    for invitee in queries.with_reach(queries.silent()):
        # Answered, taken back or refused meanwhile: the others are still to be reminded.
        with suppress(NotFound, Refused, ValidationError):
            actions.remind(by=SYSTEM, invitee_id=invitee.pk)


def send_held_back() -> None:
    """What waited while somebody looked at it."""
    for invitee in queries.with_reach(queries.held_back()):
        with suppress(NotFound, Refused, ValidationError):
            actions.send_out(by=SYSTEM, invitee_id=invitee.pk)


manifest = Manifest(
    kinds=[SubjectKind(kind="invitation", label=_("Invitation"), url_name="invitations:page")],
    panels=[
        Panel(kind="challenge", place="main", order=30, template="invitations/panel.html", context=on_challenge),
        Panel(kind="challenge", place="action", order=30, template="invitations/panel_action.html", context=may_invite),
        Panel(kind="actor", place="main", order=30, template="invitations/panel_actor.html", context=on_actor),
        Panel(kind="actor", place="me", order=45, template="invitations/panel_me.html", context=stopped_letters),
        Panel(
            kind="proposal", place="aside", order=30, template="invitations/panel_proposal.html", context=on_proposal
        ),
    ],
    badges=[Badge(kind="perspective", order=10, of=is_answer)],
    phrases=[
        Phrase(verb="invitations.invited", text=_("%(who)s sendte en invitation"), news="words"),
        Phrase(verb="invitations.invitee_added", text=_("%(who)s inviterede en til"), is_public=False),
        Phrase(verb="invitations.sent", text=_("Invitationen blev sendt"), is_public=False),
        Phrase(verb="invitations.view_changed", text=_("%(who)s ændrede sit syn på problemet"), news="words"),
        Phrase(verb="invitations.reminded", text=_("%(who)s mindede om invitationen"), is_public=False),
        Phrase(verb="invitations.opened", text=_("Invitationen blev åbnet"), is_public=False),
        # No news: the words themselves are.
        Phrase(verb="invitations.answered", text=_("%(who)s svarede på en invitation")),
        Phrase(verb="invitations.declined", text=_("En, der var inviteret, sagde nej tak"), is_public=False),
        Phrase(verb="invitations.passed_on", text=_("Invitationen gik videre til en stedfortræder"), is_public=False),
        Phrase(
            verb="invitations.letters_refused",
            text=_("Nogen vil ikke have flere invitationer pr. mail"),
            is_public=False,
        ),
        Phrase(verb="invitations.letters_allowed", text=_("Nogen vil gerne have invitationer igen"), is_public=False),
        Phrase(verb="invitations.withdrawn", text=_("%(who)s trak en invitation tilbage"), is_public=False),
    ],
    confirmables=[
        Confirmable(name="invitation", verb=actions.invite, label=_("din invitation"), text_field="view"),
        Confirmable(
            name="invite municipality",
            verb=actions.invite_municipality,
            label=_("din invitation til kommunen"),
            text_field="question",
        ),
        Confirmable(name="invitation answer", verb=actions.answer_invitation, label=_("dit svar"), text_field="sees"),
    ],
    schedules=[
        Schedule(name="invitations.remind", every=timedelta(hours=6), run=remind_silent),
        Schedule(name="invitations.send_held_back", every=timedelta(minutes=15), run=send_held_back),
    ],
    capabilities=[
        Capability(
            id="C18",
            url_name="invitations:start",
            label=_("Vi ser problemet, som … Hvad ser I? Hvilke løsninger foreslår I? Og synet må ændre sig"),
        ),
        Capability(id="C22", url_name="invitations:start", label=_("Der står, hvorfor netop de blev inviteret")),
        Capability(
            id="C92",
            url_name="invitations:start",
            label=_("Samfundet inviterer kommunen med de samme ord og får svar inden 14 dage"),
        ),
    ],
    owed_answers=[
        OwedAnswers(
            name="invitation", label=_("Invitationer til kommunen"), rows=queries.owed, waiting=waiting, pass_on=pass_on
        )
    ],
    paper_sections=[
        PaperSection(kind="challenge", order=50, label=_("Invitationer"), of=paper.invitations),
    ],
    paper_days=[PaperDays(kind="challenge", of=paper.days)],
    letter_stops=[LetterStop(name="invitation", refusing=refusing, way_out=way_out)],
    personal_data=[PersonalData(label=_("Invitationer, du har sendt og fået"), export=export, erase=erase)],
)
