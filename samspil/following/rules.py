"""Anybody we know may follow what they may read, and choose how soon they hear. What waits for them they see, too."""

import rules

from samspil.actors.rules import is_known


@rules.predicate
def can_read_subject(viewer, subject) -> bool:
    return subject is not None and subject.readable_by(viewer)


rules.add_perm("following.follow", is_known & can_read_subject)
rules.add_perm("following.choose_news", is_known)
rules.add_perm("following.view_owed", is_known)
