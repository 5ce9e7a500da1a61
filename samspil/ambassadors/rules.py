"""One puts oneself on the list, and nobody else does. The coordinator may ask somebody to; and may ask no more."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known


@rules.predicate
def is_oneself(viewer, ambassador) -> bool:
    return viewer.person_id is not None and ambassador.author_id == viewer.person_id


@rules.predicate
def is_open(_viewer, ambassador) -> bool:
    return ambassador.is_open


@rules.predicate
def is_standing(_viewer, ambassador) -> bool:
    return ambassador.withdrawn_at is None


rules.add_perm("ambassadors.view", can_read)
rules.add_perm("ambassadors.volunteer", is_known)
rules.add_perm("ambassadors.invite", is_coordinator)
rules.add_perm("ambassadors.edit", can_read & is_oneself & is_standing)
rules.add_perm("ambassadors.is_open", can_read & is_open)
rules.add_perm("ambassadors.ask", can_read & is_open & is_known & ~is_oneself)
