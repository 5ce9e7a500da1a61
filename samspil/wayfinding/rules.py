"""Everybody reads; coordinators keep the list, and the leader of a unit keeps what is the unit's."""

import rules

from samspil.actors.rules import can_read, is_coordinator


@rules.predicate
def leads_unit(viewer, unit) -> bool:
    return unit is not None and viewer.leads(unit.line)


@rules.predicate
def leads_its_unit(viewer, point) -> bool:
    return point is not None and leads_unit(viewer, point.unit)


@rules.predicate
def stands(_viewer, point) -> bool:
    return point is not None and point.removed_at is None


@rules.predicate
def leads_something(viewer, _about=None) -> bool:
    return viewer.holds("leader")


rules.add_perm("wayfinding.view", can_read)
rules.add_perm("wayfinding.open_form", is_coordinator | leads_something)
rules.add_perm("wayfinding.add", is_coordinator | leads_unit)
rules.add_perm("wayfinding.keep", can_read & stands & (is_coordinator | leads_its_unit))
