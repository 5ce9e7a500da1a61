"""Anybody we know may follow what they may read."""

import rules

from samspil.actors.rules import is_known


@rules.predicate
def can_read_subject(viewer, subject) -> bool:
    return subject is not None and subject.readable_by(viewer)


rules.add_perm("following.follow", is_known & can_read_subject)
