"""Who may do what with events: those who stand behind one keep it, those who come keep what is theirs.

What was agreed is its owner's to promise. Whoever keeps the meeting writes it down, and answers only for somebody to
whom nobody can write.
"""

import rules

from samspil.actors.rules import (
    can_read,
    is_coordinator,
    is_known,
    made_it,
    may_host,
    speaks_for_host,
    works_for_host,
)


@rules.predicate
def stands(_viewer, event) -> bool:
    return event.withdrawn_at is None


@rules.predicate
def is_meeting(_viewer, event) -> bool:
    return event.is_meeting


@rules.predicate
def is_ones_own(viewer, sign_up) -> bool:
    return viewer.person_id is not None and sign_up.person_id == viewer.person_id


@rules.predicate
def keeps_its_event(viewer, about) -> bool:
    return keeps_it(viewer, about.event)


@rules.predicate
def answers_for_owner(viewer, promise) -> bool:
    """Whoever was asked, while they stand behind the owner: no association is its former chair's to promise for."""
    if promise.actor_id in viewer.speaks_for:
        return True
    unit = getattr(promise.actor, "unit", None)
    is_asked = viewer.person_id is not None and viewer.person_id == promise.person_id
    return is_asked and (promise.actor.is_person or (unit is not None and viewer.leads(unit.line)))


@rules.predicate
def owns_it(viewer, promise) -> bool:
    """The one who answers, who speaks for the owner, or the deputy after seven days of silence."""
    if viewer.person_id is None:
        return False
    return viewer.person_id == promise.deputy_id or answers_for_owner(viewer, promise)


@rules.predicate
def was_invited(viewer, invitation) -> bool:
    """Whoever holds the letter. A guest we do not know yet has no id, and says no without one."""
    if invitation.person_id is None:
        return True
    return viewer.person_id == invitation.person_id


@rules.predicate
def nobody_can_be_written_to(_viewer, promise) -> bool:
    return promise.person is None or not promise.person.email


@rules.predicate
def is_on_the_page(_viewer, promise) -> bool:
    return promise.event.minutes_published_at is not None


@rules.predicate
def agenda_is_open(_viewer, event) -> bool:
    return event.is_meeting and event.is_there and event.minutes_published_at is None


keeps_it = is_coordinator | speaks_for_host | works_for_host | made_it
keeps = can_read & is_known & stands & keeps_it

rules.add_perm("events.view", can_read)
rules.add_perm("events.make_for", is_known & (is_coordinator | may_host))  # of an actor
rules.add_perm("events.edit", keeps)
rules.add_perm("events.cancel", keeps)
rules.add_perm("events.withdraw", can_read & is_known & keeps_it)
rules.add_perm("events.see_who_comes", keeps)
rules.add_perm("events.sign_up", can_read & is_known)
rules.add_perm("events.keep_meeting", keeps & is_meeting)
rules.add_perm("events.answer_invitation", was_invited)
rules.add_perm("events.suggest", can_read & is_known & agenda_is_open)
rules.add_perm("event_sign_ups.view", is_ones_own)
rules.add_perm("event_sign_ups.cancel", is_ones_own | keeps_its_event)
rules.add_perm("event_sign_ups.own", is_ones_own)
rules.add_perm("meeting_promises.view", can_read & (is_on_the_page | owns_it | keeps_its_event))
answers_for_it = owns_it | (keeps_its_event & nobody_can_be_written_to)
rules.add_perm("meeting_promises.answer", can_read & is_known & answers_for_it)
