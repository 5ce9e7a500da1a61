"""Who may ask people to a task, and whose answer it is.

Asking shows what others wrote about themselves, so it is need to know: those who stand behind the task now, and the
coordinators. An administrator looks after the machine, and whoever once made the task may have left.
"""

import rules

from samspil.actors.rules import can_read, coordinates, is_known, speaks_for_host, works_for_host
from samspil.foundation.models import Audience


@rules.predicate
def is_open_to_all(_viewer, task) -> bool:
    """Whoever is asked must be able to read it."""
    return task.is_open and task.subject.audience == Audience.PUBLIC and task.subject.shown


@rules.predicate
def is_own(viewer, profile) -> bool:
    return viewer.person_id is not None and profile.person_id == viewer.person_id


@rules.predicate
def is_asked(viewer, ask) -> bool:
    """Asked oneself, or speaks for those who were."""
    if ask.person_id:
        return ask.person_id == viewer.person_id
    return ask.actor_id in viewer.speaks_for


@rules.predicate
def speaks_for_it(viewer, actor) -> bool:
    return actor.pk in viewer.speaks_for


@rules.predicate
def is_scheduled_work(viewer, _profile) -> bool:
    """The installation itself, not somebody who is signed in."""
    return viewer.person_id is None and viewer.holds("administrator")


rules.add_perm("volunteers.offer", is_known)
rules.add_perm("volunteers.keep_profile", is_own)
rules.add_perm("volunteers.let_lapse", is_scheduled_work)
rules.add_perm("volunteers.see_all", is_known & coordinates)
rules.add_perm(
    "volunteers.ask", can_read & is_known & is_open_to_all & (coordinates | speaks_for_host | works_for_host)
)
rules.add_perm("volunteers.answer", is_asked)
rules.add_perm("volunteers.break_silence", is_known & speaks_for_it)
