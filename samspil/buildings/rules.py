"""Everybody reads; those who work in the unit, or above it, fill in; its leaders let the checkpoint pass."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_staff
from samspil.technologies.rules import works_there


@rules.predicate
def works_in_it(viewer, building) -> bool:
    return works_there(viewer, building.unit)


@rules.predicate
def keeps_it(viewer, building) -> bool:
    return viewer.is_staff and viewer.person_id is not None and viewer.person_id == building.keeper_id


@rules.predicate
def leads_it(viewer, building) -> bool:
    return viewer.leads(building.unit.line)


@rules.predicate
def is_open(_viewer, building) -> bool:
    return building.is_open


@rules.predicate
def is_passed(_viewer, building) -> bool:
    return building.passed_at is not None and building.withdrawn_at is None


rules.add_perm("buildings.view", can_read)
rules.add_perm("buildings.plan", is_staff)
rules.add_perm("buildings.plan_for", is_staff & works_there)
rules.add_perm("buildings.edit", can_read & is_open & (works_in_it | keeps_it))
rules.add_perm("buildings.pass", can_read & is_open & leads_it)
rules.add_perm("buildings.reopen", can_read & is_passed & leads_it)
rules.add_perm("buildings.withdraw", can_read & is_open & (leads_it | is_coordinator))
# Asked by the installation itself, of what its verb has found.
rules.add_perm("buildings.pass_on", is_coordinator)
