"""Who may hold the page, and who may say whose turn it is. None of it gives a right to decide (rule of power 2)."""

import rules

from samspil.actors.rules import can_read, is_coordinator
from samspil.challenges.rules import has_host, is_host, is_open, is_withdrawn, keeps_page, takes_part
from samspil.foundation import clock


@rules.predicate
def is_next_host(viewer, challenge) -> bool:
    return viewer.person_id is not None and challenge.next_host_id == viewer.person_id


@rules.predicate
def has_next_host(_viewer, challenge) -> bool:
    return challenge.next_host_id is not None


@rules.predicate
def turn_is_over(_viewer, challenge) -> bool:
    return challenge.host_until is not None and challenge.host_until < clock.today()


rules.add_perm("hosting.appoint", can_read & ~is_withdrawn & is_coordinator)
rules.add_perm("hosting.offer", can_read & is_open & takes_part & ~is_host & ~has_next_host)
rules.add_perm("hosting.name_next", can_read & is_open & (keeps_page | (takes_part & ~has_host)))
rules.add_perm("hosting.decline", can_read & is_next_host)
rules.add_perm(
    "hosting.hand_over",
    can_read & ~is_withdrawn & ((has_next_host & keeps_page) | (is_next_host & turn_is_over)),
)
