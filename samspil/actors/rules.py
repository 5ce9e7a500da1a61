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
def is_employees_role(_viewer, role) -> bool:
    return role is not None and role.kind == "employee"


rules.add_perm("actors.view", can_read)
rules.add_perm("actors.speak_for", is_known & speaks_for_actor)
rules.add_perm("actors.enter_for_others", is_staff)
rules.add_perm("actors.add", is_coordinator)
rules.add_perm("actors.edit", can_read & (is_coordinator | (is_known & speaks_for_actor)))
rules.add_perm("actors.choose_deputy", can_read & (is_coordinator | leads_it))
# The coordinator brings people in; power is handed out by administrators alone. Nobody else gives themselves anything.
rules.add_perm("actors.add_member", is_administrator | (is_coordinator & is_about_somebody_else))
rules.add_perm("actors.end_member", is_coordinator)
rules.add_perm("actors.give_role", is_administrator | (is_coordinator & is_employees_role & is_about_somebody_else))
rules.add_perm("actors.end_role", is_administrator | (is_coordinator & is_employees_role))
