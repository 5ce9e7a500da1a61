"""Everybody reads the map of what there is; coordinators keep the counts of a day."""

import rules

from samspil.actors.rules import can_read, is_coordinator

rules.add_perm("mapping.view", can_read)
rules.add_perm("mapping.freeze", is_coordinator)
