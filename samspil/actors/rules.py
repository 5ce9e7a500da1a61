"""Who may do what with actors and roles. Predicates get the viewer and the object."""

import rules


@rules.predicate
def is_known(viewer, _about=None) -> bool:
    return viewer.is_known


@rules.predicate
def is_staff(viewer, _about=None) -> bool:
    return viewer.is_staff


@rules.predicate
def is_coordinator(viewer, _about=None) -> bool:
    return viewer.holds("coordinator", "administrator")


@rules.predicate
def coordinates(viewer, _about=None) -> bool:
    """Never an administrator alone, who looks after the machine and not after people."""
    return viewer.holds("coordinator")


@rules.predicate
def is_administrator(viewer, _about=None) -> bool:
    return viewer.holds("administrator")


@rules.predicate
def speaks_for_actor(viewer, actor) -> bool:
    return actor is not None and (actor.pk == viewer.actor_id or actor.pk in viewer.speaks_for)


@rules.predicate
def can_read(viewer, about) -> bool:
    return about is not None and about.subject.readable_by(viewer)


@rules.predicate
def is_about_somebody_else(viewer, about) -> bool:
    """Of a role or a membership: it is not the viewer's own."""
    return about is not None and about.person_id != viewer.person_id


@rules.predicate
def leads_it(viewer, actor) -> bool:
    """Of a unit: the viewer leads it, or one above it in line."""
    unit = getattr(actor, "unit", None)
    return unit is not None and viewer.leads(unit.line)


@rules.predicate
def may_host(viewer, actor) -> bool:
    """Of an actor: the viewer may make tasks and events in its name."""
    if actor is None:
        return False
    if actor.pk in viewer.speaks_for or any(grant.scope == actor.pk for grant in viewer.grants):
        return True
    return leads_it(viewer, actor)


@rules.predicate
def speaks_for_host(viewer, hosted) -> bool:
    """Of what has a ``host``, as the next one too: a task or an event."""
    return hosted.host_id in viewer.speaks_for


@rules.predicate
def works_for_host(viewer, hosted) -> bool:
    """Staff of the unit that hosts it, and whoever leads the unit or one above it."""
    unit = getattr(hosted.host, "unit", None)
    if unit is None:
        return False
    return any(grant.scope == hosted.host_id for grant in viewer.grants) or viewer.leads(unit.line)


@rules.predicate
def made_it(viewer, hosted) -> bool:
    """Wrote it, or entered it for somebody else, and may still do so: whoever has left keeps nothing of the host's."""
    is_theirs = viewer.person_id is not None and viewer.person_id in (hosted.author_id, hosted.entered_by_id)
    return is_theirs and may_host(viewer, hosted.host)


@rules.predicate
def is_plain_member_of_ones_own(viewer, membership) -> bool:
    """Of a membership that lets nobody speak: it is in an association or a company that the viewer speaks for."""
    if membership is None or membership.speaks_for or membership.actor_id not in viewer.speaks_for:
        return False
    return membership.actor.kind not in ("unit", "body")  # those are the municipality's


@rules.predicate
def lets_nobody_speak(_viewer, membership) -> bool:
    return membership is not None and not membership.speaks_for


@rules.predicate
def leaves(viewer, membership) -> bool:
    """Anybody may stop being a member; who speaks for others finds somebody else first."""
    return membership is not None and viewer.is_known and membership.person_id == viewer.person_id


@rules.predicate
def is_employees_role(_viewer, role) -> bool:
    return role is not None and role.kind == "employee"


rules.add_perm("actors.view", can_read)
rules.add_perm("actors.speak_for", is_known & speaks_for_actor)
rules.add_perm("actors.enter_for_others", is_staff)
rules.add_perm("actors.add", is_coordinator)
rules.add_perm("actors.edit", can_read & (is_coordinator | (is_known & speaks_for_actor)))
rules.add_perm("actors.choose_deputy", can_read & (is_coordinator | leads_it))
# The coordinator brings people in; power is handed out by administrators alone. Nobody else gives themselves anything.
rules.add_perm(
    "actors.add_member",
    is_administrator | (is_about_somebody_else & (is_coordinator | is_plain_member_of_ones_own)),
)
rules.add_perm("actors.end_member", is_coordinator | is_plain_member_of_ones_own | (leaves & lets_nobody_speak))
rules.add_perm("actors.give_role", is_administrator | (is_coordinator & is_employees_role & is_about_somebody_else))
rules.add_perm("actors.end_role", is_administrator | (is_coordinator & is_employees_role))
