"""Whoever told a story keeps it, with the coordinators; those in it answer for themselves, by link or signed in."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known, is_staff


@rules.predicate
def stands(_viewer, story) -> bool:
    return story is not None and story.withdrawn_at is None and story.subject.shown


@rules.predicate
def told_it(viewer, story) -> bool:
    return viewer.person_id is not None and viewer.person_id in (story.author_id, story.entered_by_id)


@rules.predicate
def speaks_for_it(viewer, story) -> bool:
    return story.actor_id in viewer.speaks_for


@rules.predicate
def wrote_it_down(viewer, story) -> bool:
    return viewer.person_id is not None and viewer.person_id == story.entered_by_id


@rules.predicate
def is_asked(viewer, consent) -> bool:
    """Signed in as the one who is named; or holding the link of the letter (``queries.holder``)."""
    is_own = viewer.person_id is not None and viewer.person_id == consent.person_id
    return consent.pk in viewer.readers or is_own


@rules.predicate
def story_is_told(_viewer, consent) -> bool:
    """Also while it is hidden: a yes can be taken back at any time."""
    return consent.story.withdrawn_at is None


@rules.predicate
def speaks_for_somebody(viewer, _about) -> bool:
    return bool(viewer.speaks_for)


@rules.predicate
def said_it(viewer, benefit) -> bool:
    return viewer.person_id is not None and viewer.person_id == benefit.by_id


@rules.predicate
def is_there(_viewer, offer) -> bool:
    return offer is not None and offer.removed_at is None


@rules.predicate
def tells_of_own_work(viewer, story) -> bool:
    """Their own words, not those of somebody they wrote for."""
    return viewer.is_staff and viewer.person_id == story.author_id and story.entered_by_id is None


@rules.predicate
def is_for_applicants(_viewer, story) -> bool:
    return story.work_unit_id is not None


keeps = told_it | speaks_for_it | is_coordinator

rules.add_perm("stories.view", can_read)
rules.add_perm("stories.tell", is_known)
rules.add_perm("stories.keep", stands & is_known & keeps)
# A yes by phone or on paper is noted by those who stand by their word in public: never by a single writer.
rules.add_perm(
    "stories.note", stands & is_known & (is_coordinator | speaks_for_it | (is_staff & (told_it | wrote_it_down)))
)
rules.add_perm("stories.show_at_work", stands & tells_of_own_work)
rules.add_perm("stories.end_at_work", stands & is_known & is_for_applicants & keeps)
rules.add_perm("stories.answer", story_is_told & is_asked)
rules.add_perm("benefits.say", can_read & is_known & (is_staff | speaks_for_somebody))
rules.add_perm("benefits.remove", is_known & (said_it | is_coordinator))
rules.add_perm("offers.view", can_read)
rules.add_perm("offers.add", is_coordinator)
rules.add_perm("offers.keep", can_read & is_there & is_coordinator)
