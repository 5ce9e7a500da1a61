"""Everybody reads; the coordinator adds and edits."""

import rules

from samspil.actors.rules import can_read, is_coordinator

rules.add_perm("knowledge.view", can_read)
rules.add_perm("knowledge.add", is_coordinator)
rules.add_perm("knowledge.edit", can_read & is_coordinator)
