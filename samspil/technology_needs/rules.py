"""Staff note what their unit needs, and join with theirs. The units that have the need see to it together."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_staff
from samspil.challenges.rules import entered_it, is_author, is_open, leads_unit
from samspil.technologies.rules import works_there


@rules.predicate
def works_in_its_unit(viewer, need) -> bool:
    return works_there(viewer, need.unit)


@rules.predicate
def has_the_need(viewer, need) -> bool:
    """Works in the unit that noted it, or in one that joined."""
    if works_there(viewer, need.unit):
        return True
    joined = need.joins.filter(left_at=None).select_related("unit")
    return any(works_there(viewer, row.unit) for row in joined)


@rules.predicate
def is_waiting(_viewer, need) -> bool:
    return need.is_waiting


@rules.predicate
def is_closed(_viewer, need) -> bool:
    return need.is_open and need.status == "closed"


@rules.predicate
def joined_for_own(viewer, joining) -> bool:
    return joining.left_at is None and works_there(viewer, joining.unit)


@rules.predicate
def can_read_need(viewer, joining) -> bool:
    return can_read(viewer, joining.need) and joining.need.is_open


rules.add_perm("technology_needs.view", can_read)
# What stood before may have been for staff alone, also where everybody reads what stands now.
rules.add_perm("technology_needs.history", can_read & is_staff)
rules.add_perm("technology_needs.note", is_staff)
rules.add_perm("technology_needs.note_for", is_staff & works_there)
rules.add_perm("technology_needs.edit", can_read & is_staff & is_waiting & (is_author | entered_it | works_in_its_unit))
rules.add_perm(
    "technology_needs.withdraw",
    can_read & is_staff & is_waiting & (is_author | entered_it | leads_unit | is_coordinator),
)
rules.add_perm("technology_needs.join", can_read & is_staff & is_open)
rules.add_perm("technology_needs.leave", is_staff & can_read_need & joined_for_own)
rules.add_perm("technology_needs.see_to", can_read & is_staff & is_waiting & has_the_need)
rules.add_perm("technology_needs.reopen", can_read & is_staff & is_closed & has_the_need)
