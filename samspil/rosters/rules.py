"""Who plans: those who stand behind the host. Wishes are for them alone, and for whoever said them."""

import rules

from samspil.actors.rules import coordinates, is_known, may_host


@rules.predicate
def can_plan(viewer, roster) -> bool:
    return roster is not None and roster.readable_by(viewer)


@rules.predicate
def stands(_viewer, roster) -> bool:
    return roster.withdrawn_at is None


@rules.predicate
def plans_for_member(viewer, member) -> bool:
    return member.roster.withdrawn_at is None and member.roster.readable_by(viewer)


@rules.predicate
def is_oneself(viewer, member) -> bool:
    return viewer.person_id is not None and member.person_id == viewer.person_id and member.roster.withdrawn_at is None


rules.add_perm("rosters.view", can_plan)
rules.add_perm("rosters.make_for", is_known & (may_host | coordinates))  # of an actor
rules.add_perm("rosters.plan", can_plan & stands)
rules.add_perm("rosters.wish", is_oneself | plans_for_member)
