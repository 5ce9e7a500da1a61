"""Who writes the frame, the ground rules and an agreement, and who says yes for which side.

The unit's yes is its leader's alone: an agreement binds the unit (delegation). Nobody says yes for both sides.
"""

import rules

from samspil.actors.rules import is_coordinator, is_known
from samspil.agreements.models import OPEN, Status, WaitsFor


@rules.predicate
def can_read_it(viewer, about) -> bool:
    return about is not None and about.readable_by(viewer)


@rules.predicate
def answers_for_unit(viewer, unit) -> bool:
    """Leads the unit, or coordinates it."""
    return unit is not None and viewer.answers_for(unit.line)


@rules.predicate
def is_responsible(viewer, agreement) -> bool:
    return agreement.answers_for(viewer)


@rules.predicate
def leads_unit(viewer, agreement) -> bool:
    return viewer.leads(agreement.unit.line)


@rules.predicate
def is_party(viewer, agreement) -> bool:
    return agreement.party_id == viewer.actor_id or agreement.party_id in viewer.speaks_for


@rules.predicate
def belongs_to_either(viewer, agreement) -> bool:
    return not viewer.readers.isdisjoint({agreement.party_id, agreement.unit_id})


@rules.predicate
def is_draft(_viewer, agreement) -> bool:
    return agreement.status == Status.DRAFT


@rules.predicate
def is_open(_viewer, agreement) -> bool:
    return agreement.status in OPEN


@rules.predicate
def is_running(_viewer, agreement) -> bool:
    return agreement.status == Status.RUNNING


@rules.predicate
def is_ended(_viewer, agreement) -> bool:
    return agreement.status == Status.ENDED


@rules.predicate
def waits_for_unit(_viewer, agreement) -> bool:
    return agreement.status in OPEN and agreement.waits_for in (WaitsFor.UNIT, WaitsFor.BOTH)


@rules.predicate
def waits_for_party(_viewer, agreement) -> bool:
    return agreement.status in OPEN and agreement.waits_for in (WaitsFor.PARTY, WaitsFor.BOTH)


rules.add_perm("frames.publish", is_coordinator)
rules.add_perm("ground_rules.publish", is_known & answers_for_unit)
rules.add_perm("agreements.list", is_known)  # anybody may have an agreement of their own
rules.add_perm("agreements.view", can_read_it)
rules.add_perm("agreements.make", is_known & answers_for_unit)
rules.add_perm("agreements.see_contacts", can_read_it & (is_responsible | is_party | belongs_to_either))
rules.add_perm("agreements.edit", can_read_it & is_known & is_responsible & ~is_ended)
rules.add_perm("agreements.offer", can_read_it & is_known & is_responsible & ~is_ended)
rules.add_perm("agreements.accept_unit", can_read_it & is_known & leads_unit & waits_for_unit)
rules.add_perm("agreements.accept_party", can_read_it & is_party & waits_for_party)
rules.add_perm("agreements.decline", can_read_it & is_party & waits_for_party)
rules.add_perm("agreements.ask_for_change", can_read_it & is_party & waits_for_party)
rules.add_perm("agreements.record_paper", can_read_it & is_known & is_responsible & (waits_for_unit | waits_for_party))
rules.add_perm("agreements.review", can_read_it & is_known & is_responsible & is_running)
rules.add_perm("agreements.end", can_read_it & is_known & is_open & (is_responsible | is_party))
rules.add_perm("agreements.drop", can_read_it & is_known & is_responsible & is_draft)
