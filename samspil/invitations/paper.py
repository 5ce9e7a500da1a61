"""What invitations bring to the paper of their challenge: the three parts, who was invited and why, and the days."""

from django.utils.translation import gettext as _

from samspil.challenges.cards import entered_note
from samspil.challenges.models import Challenge
from samspil.challenges.paper import at, who
from samspil.foundation.hooks import PaperDay, PaperItem
from samspil.foundation.viewer import Viewer
from samspil.invitations.models import Invitation, Invitee
from samspil.invitations.queries import invitations_on


def invitations(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    return [invitation(row) for row in invitations_on(challenge, viewer)]


def invitation(row: Invitation) -> PaperItem:
    changed = ((_("Synet blev ændret"), at(row.view_changed_at).date()),) if row.view_changed_at else ()
    return PaperItem(
        title=_("Vi ser problemet, som …"),
        text=row.view,
        who=who(row),
        when=at(row.subject.created_at),
        note=entered_note(row),
        language=row.subject.language,
        facts=changed,
        parts=tuple(invited(each) for each in row.listed),
    )


def invited(row: Invitee) -> PaperItem:
    facts: list[tuple] = [(_("Hvor det står"), stands(row))]
    if row.is_waiting and row.due:
        facts.append((_("Svar senest"), row.due))
        if row.answerer:
            facts.append((_("Den, der svarer"), row.answerer.name))
    return PaperItem(sort=_("Inviteret"), title=row.shown_name, text=row.why, facts=tuple(facts))


def stands(row: Invitee) -> str:
    if row.answered_at:
        return _("Har svaret")
    if row.declined_at:
        return _("Sagde nej tak")
    return _("Ubesvaret") if row.is_overdue else _("Venter på svar")


def days(challenge: Challenge, viewer: Viewer) -> list[PaperDay]:
    """Until when the municipality owes its answer."""
    return [
        PaperDay(
            key=f"invitation-{row.pk}",
            day=row.due,
            title=_("Kommunen svarer senest i dag: %s") % challenge.question,
            text=row.answerer.name if row.answerer else "",
        )
        for each in invitations_on(challenge, viewer)
        for row in each.listed
        if row.due and row.is_waiting
    ]
