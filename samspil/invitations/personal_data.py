"""What invitations hold about a person: those they sent, and those they got."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samspil.actors.queries import at_address
from samspil.foundation import clock, subjects
from samspil.invitations import stopping
from samspil.invitations.letters import close_links
from samspil.invitations.models import Invitation, Invitee


def about(person_id: UUID) -> QuerySet[Invitee]:
    """The invitees that are this person: by the address the inviter wrote, or because they answered."""
    mine = Q(answered_by=person_id) | at_address(person_id, "email")
    return Invitee.objects.filter(mine).select_related("invitation__subject")


def export(person_id: UUID) -> list[dict[str, Any]]:
    sent = Invitation.objects.filter(author=person_id).select_related("subject").prefetch_related("invitees__actor")
    return [
        *(
            {
                "invitation": row.view,
                "earlier": [old.view for old in row.history.order_by("history_date")[:50]],
                "at": row.subject.created_at.isoformat(),
                "invited": [
                    {"who": invitee.full_name, "email": invitee.email, "why": invitee.why}
                    for invitee in row.invitees.all()
                ],
            }
            for row in sent
        ),
        *(
            {
                "invited_as": row.full_name,
                "email": row.email,
                "why": row.why,
                "at": row.sent_at.isoformat() if row.sent_at else None,
                "opened": row.opened_at.isoformat() if row.opened_at else None,
                "answered": row.answered_at.isoformat() if row.answered_at else None,
                "declined": row.declined_at.isoformat() if row.declined_at else None,
                "note": row.note,
            }
            for row in about(person_id).select_related("actor")
        ),
        *({"wants_no_letters_since": row.since.isoformat()} for row in stopping.refused_by(person_id)),
    ]


def erase(person_id: UUID) -> None:
    """Leave nothing the person wrote, and nothing others wrote about them, save what others answered."""
    for row in about(person_id):
        close_links(row)
        if row.actor_id or row.is_municipality:
            Invitee.objects.filter(pk=row.pk).update(note="", answered_by=None)
        elif row.answered_at:
            # The answer goes or stays with the perspective; here only that there was one.
            Invitee.objects.filter(pk=row.pk).update(name="", email="", why="", note="", answered_by=None)
        else:
            row.delete()
    stopping.forget(person_id)
    Invitee.objects.filter(answerer=person_id, answered_at=None).update(answerer=None)
    Invitee.objects.filter(deputy=person_id).update(deputy=None)
    for invitation in Invitation.objects.filter(author=person_id).select_related("subject"):
        forget(invitation, person_id)


def forget(invitation: Invitation, person_id: UUID) -> None:
    """An invitation that others answered keeps its words; one that nobody answered goes, with whom it named."""
    invitees = list(invitation.invitees.all())
    for invitee in invitees:
        if invitee.answered_at is None:
            close_links(invitee)
    if any(invitee.answered_at and invitee.answered_by_id != person_id for invitee in invitees):
        invitation.history.filter(history_user_id=person_id).update(history_user_id=None)
        return
    invitation.invitees.filter(answered_at=None).delete()
    invitation.invitees.update(why="", name="", email="")
    Invitation.objects.filter(pk=invitation.pk).update(view="", withdrawn_at=invitation.withdrawn_at or clock.now())
    invitation.history.all().delete()
    subjects.fall_silent(invitation.subject)
