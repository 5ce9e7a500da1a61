"""Who may do what with tasks: those who stand behind one keep it, those who come keep what is theirs."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known


@rules.predicate
def speaks_for_host(viewer, task) -> bool:
    return task.host_id in viewer.speaks_for


@rules.predicate
def made_it(viewer, task) -> bool:
    return viewer.person_id is not None and viewer.person_id in (task.author_id, task.entered_by_id)


@rules.predicate
def works_there(viewer, task) -> bool:
    """Staff of the unit that hosts it, and whoever leads the unit or one above it."""
    unit = getattr(task.host, "unit", None)
    if unit is None:
        return False
    return any(grant.scope == task.host_id for grant in viewer.grants) or viewer.leads(unit.line)


@rules.predicate
def stands(_viewer, task) -> bool:
    return task.withdrawn_at is None


@rules.predicate
def may_host(viewer, actor) -> bool:
    """Of an actor: the viewer may make tasks in its name."""
    if actor is None:
        return False
    unit = getattr(actor, "unit", None)
    if actor.pk in viewer.speaks_for or any(grant.scope == actor.pk for grant in viewer.grants):
        return True
    return unit is not None and viewer.leads(unit.line)


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


keeps_it = is_coordinator | speaks_for_host | works_there | made_it

rules.add_perm("tasks.view", can_read)
rules.add_perm("tasks.make_for", is_known & (is_coordinator | may_host))  # of an actor
rules.add_perm("tasks.edit", can_read & stands & is_known & keeps_it)
rules.add_perm("tasks.close", can_read & stands & is_known & keeps_it)
rules.add_perm("tasks.withdraw", can_read & is_known & keeps_it)
rules.add_perm("tasks.see_who_comes", can_read & is_known & keeps_it)
rules.add_perm("tasks.sign_up", can_read & is_known)
rules.add_perm("tasks.renew_feed", is_known)
rules.add_perm("sign_ups.view", is_theirs)
rules.add_perm("sign_ups.cancel", is_theirs | hosts_it)
rules.add_perm("sign_ups.own", is_ones_own)
