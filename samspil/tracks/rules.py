"""Everybody reads the beacons; the coordinator and the administrator keep them for those who set the aim."""

import rules

from samspil.actors.rules import can_read, is_coordinator


@rules.predicate
def is_lit(_viewer, beacon) -> bool:
    return beacon.retired_at is None


rules.add_perm("tracks.view", can_read)
rules.add_perm("tracks.light", is_coordinator)
rules.add_perm("tracks.edit", can_read & is_coordinator)
rules.add_perm("tracks.retire", can_read & is_coordinator & is_lit)
