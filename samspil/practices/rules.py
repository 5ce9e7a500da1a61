"""Who may do what with practices. Who may take one into use in a unit, the decisions app says (rules of power 1, 2)."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known
from samspil.challenges.rules import is_author, is_open, leads_unit, speaks_for_author


@rules.predicate
def works_there(viewer, home) -> bool:
    """Of a unit that is to be the home: the viewer works in it or in its line, or coordinates for all."""
    line = home.unit.line if home is not None and getattr(home, "unit", None) else ()
    return any(
        grant.kind in ("coordinator", "administrator")
        or (grant.kind in ("leader", "employee") and (grant.scope is None or grant.scope in line))
        for grant in viewer.grants
    )


@rules.predicate
def is_unit(_viewer, home) -> bool:
    return home is not None and home.kind == "unit"


@rules.predicate
def may_have_practices(_viewer, home) -> bool:
    """Neither a single person nor a council: those advise, others do."""
    return home is not None and not home.is_person and home.kind != "body"


@rules.predicate
def speaks_for_it(viewer, actor) -> bool:
    return actor is not None and actor.pk in viewer.speaks_for


@rules.predicate
def uses_in_unit(_viewer, use) -> bool:
    return use.unit is not None


@rules.predicate
def was_to_look(viewer, follow_up) -> bool:
    return viewer.person_id is not None and follow_up.person_id == viewer.person_id


@rules.predicate
def keeps_its_practice(viewer, follow_up) -> bool:
    return rules.has_perm("practices.follow_up", viewer, follow_up.practice)


@rules.predicate
def can_read_practice(viewer, follow_up) -> bool:
    return can_read(viewer, follow_up.practice)


@rules.predicate
def is_its_authors_alone(viewer, practice) -> bool:
    """Whoever wrote it does not praise their own work: somebody else grants the label."""
    return viewer.person_id is not None and practice.author_id == viewer.person_id


keeps_home = leads_unit | speaks_for_author
keeps_it = is_coordinator | keeps_home | is_author

rules.add_perm("practices.view", can_read)
rules.add_perm("practices.register", is_known)
rules.add_perm(
    "practices.register_for", can_read & may_have_practices & ((is_unit & works_there) | (~is_unit & speaks_for_it))
)
rules.add_perm("practices.edit", can_read & is_open & keeps_it)
rules.add_perm("practices.withdraw", can_read & is_open & keeps_it)
rules.add_perm("practices.adopt", can_read & is_open & is_known)
rules.add_perm(
    "practices.adopt_for", can_read & may_have_practices & ~is_unit & speaks_for_it
)  # a unit's is a decision
rules.add_perm("practices.follow_up", can_read & is_open & keeps_it)
rules.add_perm("follow_ups.note", can_read_practice & (was_to_look | keeps_its_practice))
rules.add_perm("practices.thank", can_read & is_open & keeps_it)
rules.add_perm("practices.label", can_read & is_open & (is_coordinator | leads_unit) & ~is_its_authors_alone)
rules.add_perm("uses.view", can_read)
rules.add_perm("uses.change", can_read & ((uses_in_unit & leads_unit) | (~uses_in_unit & speaks_for_author)))
