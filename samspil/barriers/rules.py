"""Whoever may read a page that is open tells what stands in the way; whoever works for the municipality answers."""

import rules

from samspil.actors.rules import can_read, is_known, is_staff
from samspil.foundation import hooks

MET_ON = ("challenge", "trial")


def takes_more(about) -> bool:
    """Whether the challenge or the trial still goes on. A trial that has begun is not open for edits, but goes on."""
    if about is None or about.withdrawn_at is not None:
        return False
    return about.is_open if about.subject.kind == "challenge" else True


@rules.predicate
def is_met_here(viewer, subject) -> bool:
    """Of a subject: the viewer reads it, it is where barriers are met, and it goes on."""
    if subject is None or subject.kind not in MET_ON or not subject.readable_by(viewer):
        return False
    return takes_more(hooks.thing(subject))


@rules.predicate
def told_it(viewer, barrier) -> bool:
    return viewer.person_id is not None and viewer.person_id in (barrier.author_id, barrier.entered_by_id)


@rules.predicate
def stands(_viewer, barrier) -> bool:
    return barrier.withdrawn_at is None


rules.add_perm("barriers.view", can_read)
rules.add_perm("barriers.is_met_here", is_met_here)
rules.add_perm("barriers.raise", is_known & is_met_here)
rules.add_perm("barriers.respond", is_staff & stands & can_read)
rules.add_perm("barriers.withdraw", told_it & stands & can_read)
