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


rules.add_perm("actors.view", can_read)
rules.add_perm("actors.speak_for", is_known & speaks_for_actor)
rules.add_perm("actors.enter_for_others", is_staff)
rules.add_perm("actors.add", is_coordinator)
# Whoever hands out roles could hand one to themselves.
rules.add_perm("actors.give_role", is_administrator)
