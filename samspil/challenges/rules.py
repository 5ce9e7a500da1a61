"""Who may do what with challenges. Hosts keep the page; they decide nothing (rule of power 2)."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known


@rules.predicate
def is_author(viewer, about) -> bool:
    return viewer.person_id is not None and about.author_id == viewer.person_id


@rules.predicate
def speaks_for_author(viewer, about) -> bool:
    return about.actor_id in viewer.speaks_for


@rules.predicate
def entered_it(viewer, about) -> bool:
    return viewer.person_id is not None and about.entered_by_id == viewer.person_id


@rules.predicate
def is_host(viewer, challenge) -> bool:
    return viewer.person_id is not None and challenge.host_id == viewer.person_id


@rules.predicate
def leads_unit(viewer, about) -> bool:
    return about.unit is not None and viewer.leads(about.unit.line)


@rules.predicate
def is_open(_viewer, challenge) -> bool:
    return challenge.is_open


@rules.predicate
def is_draft(_viewer, challenge) -> bool:
    return challenge.stage == "draft"


@rules.predicate
def is_for_unit(_viewer, challenge) -> bool:
    return challenge.subject.audience == "unit"


@rules.predicate
def is_withdrawn(_viewer, about) -> bool:
    return about.withdrawn_at is not None


may_keep = is_host | is_author | speaks_for_author | entered_it | is_coordinator

rules.add_perm("challenges.view", can_read)
rules.add_perm("challenges.raise", is_known)
rules.add_perm("challenges.edit", can_read & ~is_withdrawn & may_keep)
rules.add_perm("challenges.withdraw", (is_author | speaks_for_author | entered_it) & ~is_withdrawn & can_read)
# The coordinator cannot read what only a unit may; there the unit's leader keeps the page moving.
rules.add_perm(
    "challenges.change_stage",
    can_read
    & ~is_withdrawn
    & (is_host | is_coordinator | ((is_author | entered_it) & is_draft) | (is_for_unit & leads_unit)),
)
rules.add_perm("challenges.appoint_host", can_read & is_coordinator)
rules.add_perm("challenges.write_perspective", can_read & is_known & is_open)
rules.add_perm("perspectives.view", can_read)
rules.add_perm("perspectives.withdraw", (is_author | speaks_for_author | entered_it) & can_read)  # no query for others
rules.add_perm("challenges.is_open", can_read & is_open)
