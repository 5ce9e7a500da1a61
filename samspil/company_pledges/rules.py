"""Companies promise, staff write it down for them; whoever received something says that they did."""

from datetime import timedelta

import rules

from samspil.actors.models import ActorKind
from samspil.actors.rules import can_read, is_coordinator, is_known, is_staff, speaks_for_actor
from samspil.foundation import clock

A_DAY = timedelta(days=1)
COMPANIES = (ActorKind.COMPANY, ActorKind.PRODUCER)


@rules.predicate
def is_company(_viewer, actor) -> bool:
    return actor is not None and actor.kind in COMPANIES


@rules.predicate
def speaks_for_company(viewer, pledge) -> bool:
    return pledge is not None and pledge.actor_id in viewer.speaks_for


@rules.predicate
def is_contact(viewer, pledge) -> bool:
    return viewer.person_id is not None and pledge.contact_id == viewer.person_id


@rules.predicate
def gives(viewer, pledge) -> bool:
    """Whoever notes what was used as the company itself: they speak for it, or hold its link."""
    return speaks_for_company(viewer, pledge) or is_contact(viewer, pledge)


@rules.predicate
def wrote_it_down(viewer, pledge) -> bool:
    return viewer.person_id is not None and viewer.person_id == pledge.entered_by_id


@rules.predicate
def is_open(_viewer, pledge) -> bool:
    return pledge is not None and pledge.is_open


@rules.predicate
def stands(_viewer, pledge) -> bool:
    return pledge is not None and pledge.withdrawn_at is None


@rules.predicate
def speaks_for_somebody(viewer, _pledge) -> bool:
    """An association may note what it received; a single person rings."""
    return bool(viewer.speaks_for)


@rules.predicate
def is_unused(_viewer, pledge) -> bool:
    return not pledge.uses.exists()


@rules.predicate
def waits_for_confirmation(_viewer, use) -> bool:
    return use is not None and use.confirmed_at is None and use.pledge.withdrawn_at is None


@rules.predicate
def is_confirmed(_viewer, use) -> bool:
    return use is not None and use.confirmed_at is not None and use.pledge.withdrawn_at is None


@rules.predicate
def said_it_alone_today(viewer, use) -> bool:
    """Noted and by that confirmed by the viewer: a slip of the hand is mended within a day."""
    is_own = viewer.person_id is not None and viewer.person_id == use.by_id == use.confirmed_by_id
    return is_own and clock.now() - use.confirmed_at < A_DAY


@rules.predicate
def received_it(viewer, use) -> bool:
    """Nobody confirms for the company itself, also not with two hats on."""
    return use.receiver_id is not None and use.receiver_id in viewer.speaks_for


@rules.predicate
def works_for_receiver(viewer, use) -> bool:
    """Staff of the unit that received it: two of them may count who came."""
    return use.receiver_id is not None and any(grant.scope == use.receiver_id for grant in viewer.grants)


@rules.predicate
def has_no_known_receiver(_viewer, use) -> bool:
    return use.receiver_id is None


@rules.predicate
def is_of_the_company(viewer, use) -> bool:
    return gives(viewer, use.pledge)


@rules.predicate
def can_read_it(viewer, use) -> bool:
    return use.pledge.subject.readable_by(viewer)


@rules.predicate
def is_of_a_standing_promise(_viewer, use) -> bool:
    return use.pledge.withdrawn_at is None


@rules.predicate
def noted_it(viewer, use) -> bool:
    return viewer.person_id is not None and viewer.person_id == use.by_id


keeps = speaks_for_company | is_coordinator | (is_staff & wrote_it_down)

rules.add_perm("company_pledges.view", can_read)
rules.add_perm("company_pledges.promise", is_known & is_company & (speaks_for_actor | is_staff))
rules.add_perm("company_pledges.edit", can_read & is_open & keeps)
rules.add_perm("company_pledges.use", can_read & stands & (gives | speaks_for_somebody | is_staff))
rules.add_perm(
    "company_pledges.confirm_use",
    can_read_it
    & waits_for_confirmation
    & ~is_of_the_company
    # For those we do not know, the coordinator asks them and says so.
    & (received_it | (is_coordinator & (has_no_known_receiver | ~noted_it))),
)
rules.add_perm(
    "company_pledges.remove_use",
    can_read_it
    & (
        (waits_for_confirmation & (noted_it | is_of_the_company | received_it | is_coordinator))
        | (is_confirmed & (is_coordinator | said_it_alone_today))
    ),
)
rules.add_perm(
    "company_pledges.correct_use",
    can_read_it & is_of_a_standing_promise & (received_it | works_for_receiver | is_coordinator | noted_it),
)
rules.add_perm("company_pledges.name_contact", can_read & stands & keeps)
rules.add_perm("company_pledges.end", can_read & is_open & keeps)
rules.add_perm("company_pledges.withdraw", can_read & stands & is_unused & keeps)
