"""Who may do what with challenges. Hosts keep the page; they decide nothing (rule of power 2)."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known
from samspil.foundation.subjects import takes_part_in


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
def has_host(_viewer, challenge) -> bool:
    return challenge.host_id is not None


@rules.predicate
def takes_part(viewer, challenge) -> bool:
    """Has raised it or said something on the page that still stands: all who do have the same rights to it (C76)."""
    if viewer.person_id is None:
        return False
    known = challenge.__dict__.setdefault("_takes_part", {})  # a page asks for several permissions
    if viewer.person_id not in known:
        known[viewer.person_id] = challenge.author_id == viewer.person_id or takes_part_in(
            challenge.subject, viewer.person_id
        )
    return known[viewer.person_id]


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


keeps_page = is_host | is_coordinator
may_keep = keeps_page | is_author | speaks_for_author | entered_it | takes_part

rules.add_perm("challenges.view", can_read)
rules.add_perm("challenges.raise", is_known)
rules.add_perm("challenges.edit", can_read & ~is_withdrawn & may_keep)
rules.add_perm("challenges.withdraw", (is_author | speaks_for_author | entered_it) & ~is_withdrawn & can_read)
# The coordinator cannot read what only a unit may; there the unit's leader keeps the page moving.
rules.add_perm(
    "challenges.change_stage",
    can_read & ~is_withdrawn & (keeps_page | ((is_author | entered_it) & is_draft) | (is_for_unit & leads_unit)),
)
rules.add_perm("challenges.reword", can_read & ~is_withdrawn & keeps_page)
rules.add_perm("challenges.write_perspective", can_read & is_known & is_open)
rules.add_perm("perspectives.view", can_read)
rules.add_perm("perspectives.withdraw", (is_author | speaks_for_author | entered_it) & can_read)  # no query for others
rules.add_perm("challenges.is_open", can_read & is_open)
