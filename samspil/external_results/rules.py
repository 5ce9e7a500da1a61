"""Staff put others' results on record, and say with whom and who allowed it. Who reads them follows from that."""

import rules

from samspil.actors.rules import can_read, is_staff
from samspil.technologies.rules import is_open, keeps_catalogue


@rules.predicate
def wrote_it(viewer, result) -> bool:
    return viewer.person_id is not None and result.by_id == viewer.person_id


rules.add_perm("external_results.view", can_read)
# What stood before may have been for staff alone, also where everybody reads what stands now.
rules.add_perm("external_results.history", can_read & is_staff)
rules.add_perm("external_results.attach", is_staff)
rules.add_perm("external_results.edit", can_read & is_open & is_staff & (wrote_it | keeps_catalogue))
rules.add_perm("external_results.withdraw", can_read & is_open & is_staff & (wrote_it | keeps_catalogue))
