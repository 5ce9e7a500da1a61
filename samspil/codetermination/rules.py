"""Who may say that MED has discussed something, and who answers a myth. The predicates get the viewer and the thing."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known


@rules.predicate
def speaks_for_committee(viewer, about) -> bool:
    return about.committee_id is not None and about.committee_id in viewer.speaks_for


@rules.predicate
def leads_unit(viewer, item) -> bool:
    return item.unit is not None and viewer.leads(item.unit.line)


@rules.predicate
def belongs_nowhere(_viewer, item) -> bool:
    """Neither a unit nor a committee: then the coordinator keeps the agenda."""
    return item.unit_id is None and item.committee_id is None


@rules.predicate
def is_discussed(_viewer, item) -> bool:
    return item.discussed_on is not None


@rules.predicate
def noted_it(viewer, item) -> bool:
    return viewer.person_id is not None and item.noted_by_id == viewer.person_id


@rules.predicate
def sits_in_committee(viewer, item) -> bool:
    return item.committee_id is not None and item.committee_id in viewer.readers


@rules.predicate
def is_author(viewer, about) -> bool:
    return viewer.person_id is not None and about.author_id == viewer.person_id


@rules.predicate
def entered_it(viewer, about) -> bool:
    return viewer.person_id is not None and about.entered_by_id == viewer.person_id


@rules.predicate
def speaks_for_author(viewer, about) -> bool:
    return about.actor_id in viewer.speaks_for


@rules.predicate
def is_open(_viewer, myth) -> bool:
    return myth.is_open


@rules.predicate
def is_answered(_viewer, myth) -> bool:
    return myth.is_answered


@rules.predicate
def is_leader(viewer, _about=None) -> bool:
    return viewer.holds("leader")


@rules.predicate
def is_deputy(viewer, myth) -> bool:
    return viewer.person_id is not None and myth.deputy_id == viewer.person_id


raised_it = is_author | entered_it | speaks_for_author

rules.add_perm(
    "codetermination.note_discussion",
    can_read & is_known & (speaks_for_committee | leads_unit | (belongs_nowhere & is_coordinator)),
)
rules.add_perm(
    "codetermination.correct_discussion", can_read & is_known & is_discussed & (noted_it | sits_in_committee)
)
# Those who may hide things in this house (``moderation.hide``).
rules.add_perm("codetermination.take_earlier_away", can_read & is_known & is_discussed & is_coordinator)
rules.add_perm("myths.view", can_read)
rules.add_perm("myths.raise", is_known)
rules.add_perm("myths.is_open", can_read & is_open)
rules.add_perm("myths.reply", can_read & is_known & is_open)
rules.add_perm("myths.edit", can_read & is_open & ~is_answered & raised_it)
rules.add_perm("myths.withdraw", can_read & is_open & raised_it)
# Whoever heard it does not answer it: two see more than one.
rules.add_perm(
    "myths.answer",
    can_read & is_known & is_open & ~is_author & (speaks_for_committee | is_leader | is_coordinator | is_deputy),
)
rules.add_perm("myth_replies.withdraw", can_read & raised_it)
rules.add_perm("myths.pass_on", is_coordinator)
