"""Who may do what with tasks: those who stand behind one keep it, those who come keep what is theirs."""

import rules

from samspil.actors.models import ActorKind
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
def stands(_viewer, task) -> bool:
    return task.withdrawn_at is None


@rules.predicate
def is_theirs(viewer, sign_up) -> bool:
    """One's own, or of an association one speaks for."""
    if viewer.person_id is None:
        return False
    return sign_up.person_id == viewer.person_id or sign_up.actor_id in viewer.speaks_for


@rules.predicate
def is_ones_own(viewer, sign_up) -> bool:
    return viewer.person_id is not None and sign_up.person_id == viewer.person_id


@rules.predicate
def hosts_it(viewer, sign_up) -> bool:
    return keeps_it(viewer, sign_up.slot.task)


@rules.predicate
def speaks_for_members(viewer, actor) -> bool:
    """Of an actor: an association or a company keeps its own list; the municipality's people are its staff."""
    return actor is not None and actor.pk in viewer.speaks_for and actor.kind not in (ActorKind.UNIT, ActorKind.BODY)


@rules.predicate
def sends_members(viewer, sign_up) -> bool:
    return speaks_for_members(viewer, sign_up.actor)


@rules.predicate
def is_named(viewer, sign_up) -> bool:
    return viewer.is_known and sign_up.named.filter(pk=viewer.person_id).exists()


keeps_it = is_coordinator | speaks_for_host | works_for_host | made_it

rules.add_perm("tasks.view", can_read)
rules.add_perm("tasks.make_for", is_known & (is_coordinator | may_host))  # of an actor
rules.add_perm("tasks.edit", can_read & stands & is_known & keeps_it)
rules.add_perm("tasks.close", can_read & stands & is_known & keeps_it)
rules.add_perm("tasks.withdraw", can_read & is_known & keeps_it)
rules.add_perm("tasks.see_who_comes", can_read & is_known & keeps_it)
rules.add_perm("tasks.sign_up", can_read & is_known)
rules.add_perm("tasks.renew_feed", is_known)
rules.add_perm("tasks.keep_members", is_known & speaks_for_members)  # of an actor
rules.add_perm("sign_ups.view", is_theirs)
rules.add_perm("sign_ups.change", is_theirs | hosts_it)
rules.add_perm("sign_ups.name_members", is_known & sends_members)
rules.add_perm("sign_ups.decline_named", is_named)
rules.add_perm("sign_ups.cancel", is_theirs | hosts_it)
rules.add_perm("sign_ups.own", is_ones_own)
