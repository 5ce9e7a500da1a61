"""Anybody we know may ask; staff help. Coordinators hand requests out, and whoever is on one answers it."""

import rules

from samspil.actors.rules import is_coordinator, is_known, is_staff


@rules.predicate
def asked_it(viewer, help_request) -> bool:
    """Whoever asked, or wrote it down for them."""
    return viewer.person_id is not None and viewer.person_id in (help_request.author_id, help_request.entered_by_id)


@rules.predicate
def can_read_it(viewer, help_request) -> bool:
    subject = help_request.subject
    return subject.readable_by(viewer) or (subject.shown and asked_it(viewer, help_request))


@rules.predicate
def speaks_for_asker(viewer, help_request) -> bool:
    return help_request.actor_id in viewer.speaks_for


@rules.predicate
def is_on_it(viewer, help_request) -> bool:
    return viewer.person_id is not None and viewer.person_id in (help_request.assigned_to_id, help_request.deputy_id)


@rules.predicate
def waits(_viewer, help_request) -> bool:
    return help_request.waits


@rules.predicate
def is_unassigned(_viewer, help_request) -> bool:
    return help_request.assigned_to_id is None


@rules.predicate
def is_answered(_viewer, help_request) -> bool:
    return help_request.withdrawn_at is None and help_request.status == "answered"


@rules.predicate
def is_settled(_viewer, help_request) -> bool:
    return help_request.withdrawn_at is None and help_request.status in ("answered", "closed")


@rules.predicate
def is_nobody_elses(_viewer, help_request) -> bool:
    """Still stands, and others have found no answer in it yet: not answered, or not for all to read."""
    is_found = help_request.answered_at is not None and help_request.subject.audience == "public"
    return help_request.withdrawn_at is None and not is_found


@rules.predicate
def is_oneself(viewer, help_request) -> bool:
    return viewer.person_id is not None and viewer.person_id == help_request.author_id


asks = asked_it | speaks_for_asker

rules.add_perm("support.view", can_read_it)
rules.add_perm("support.ask", is_known)
rules.add_perm("support.keep_queue", is_coordinator)
rules.add_perm("support.assign", can_read_it & waits & is_coordinator)
# Whoever works here and can help need not wait to be told.
rules.add_perm("support.take", can_read_it & waits & is_unassigned & is_staff & ~is_oneself)
rules.add_perm("support.answer", can_read_it & waits & is_staff & (is_coordinator | is_on_it) & ~is_oneself)
rules.add_perm("support.reopen", can_read_it & is_settled & asks)
rules.add_perm("support.close", can_read_it & is_answered & (asks | is_coordinator))
rules.add_perm("support.withdraw", can_read_it & is_nobody_elses & asks)
rules.add_perm("support.pass_on", waits & is_coordinator)
