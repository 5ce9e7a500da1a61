"""Who may invite, answer, and keep an invitation. A link or a letter that came to somebody is a key of its own.

Only a page that everybody may read can be invited to: an invitation must not open a door, and must not name what stands
behind one.
"""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known, is_staff
from samspil.challenges.rules import entered_it, is_author, is_open, is_withdrawn, speaks_for_author


@rules.predicate
def is_for_everybody(_viewer, challenge) -> bool:
    return challenge.subject.audience == "public"


@rules.predicate
def is_about_something_open(_viewer, invitation) -> bool:
    return invitation.challenge.is_open


@rules.predicate
def can_read_invitation(viewer, invitee) -> bool:
    return invitee.invitation.subject.readable_by(viewer)


@rules.predicate
def keeps_invitation(viewer, invitee) -> bool:
    return may_keep(viewer, invitee.invitation)


@rules.predicate
def is_waiting(_viewer, invitee) -> bool:
    return invitee.is_waiting


@rules.predicate
def was_reminded(_viewer, invitee) -> bool:
    return invitee.reminded_at is not None


@rules.predicate
def is_sent(_viewer, invitee) -> bool:
    return invitee.sent_at is not None


@rules.predicate
def is_by_mail(_viewer, invitee) -> bool:
    return invitee.channel == "mail" or invitee.is_municipality


@rules.predicate
def is_municipality(_viewer, invitee) -> bool:
    return invitee.is_municipality


@rules.predicate
def owes_it(viewer, invitee) -> bool:
    return viewer.person_id is not None and viewer.person_id in (invitee.answerer_id, invitee.deputy_id)


@rules.predicate
def leads_invited_unit(viewer, invitee) -> bool:
    return invitee.unit is not None and viewer.leads(invitee.unit.line)


@rules.predicate
def speaks_for_invited(viewer, invitee) -> bool:
    return invitee.actor_id is not None and invitee.actor_id in viewer.speaks_for


@rules.predicate
def holds_mailbox(viewer, mailbox) -> bool:
    """By the link of a letter that came to it, or because it is one's own."""
    return mailbox is not None and (mailbox.is_by_link or mailbox.person_id == viewer.person_id)


may_keep = is_author | speaks_for_author | entered_it | is_coordinator
answers_for_municipality = is_municipality & is_staff & (owes_it | leads_invited_unit | is_coordinator)

rules.add_perm("invitations.view", can_read)
rules.add_perm("invitations.can_invite_to", can_read & is_open & is_for_everybody)
rules.add_perm("invitations.invite", can_read & is_known & is_open & is_for_everybody)
rules.add_perm("invitations.keep", can_read & is_known & ~is_withdrawn & may_keep)
rules.add_perm("invitations.add_invitee", can_read & is_known & ~is_withdrawn & may_keep & is_about_something_open)
# The words are the inviter's own: the coordinator keeps the list, and changes no word of it.
rules.add_perm("invitations.edit_view", can_read & ~is_withdrawn & (is_author | speaks_for_author | entered_it))
rules.add_perm("invitations.withdraw", can_read & ~is_withdrawn & (is_author | speaks_for_author | entered_it))
rules.add_perm("invitations.send_out", is_coordinator & is_waiting & ~is_sent)
rules.add_perm(
    "invitations.remind",
    can_read_invitation & keeps_invitation & is_waiting & is_sent & ~was_reminded & is_by_mail,
)
rules.add_perm(
    "invitations.print_letter", can_read_invitation & is_known & keeps_invitation & is_waiting & ~is_municipality
)
rules.add_perm("invitations.is_waiting", can_read_invitation & is_waiting)
rules.add_perm(
    "invitations.answer",
    can_read_invitation & is_known & (answers_for_municipality | (~is_municipality & speaks_for_invited)),
)
rules.add_perm("invitations.pass_on", is_coordinator & is_municipality & is_waiting)
rules.add_perm("invitations.choose_letters", holds_mailbox)
