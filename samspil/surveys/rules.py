"""Who may make, keep and read a survey. A link that came to somebody is a key of its own, and asks no rule.

Those who keep it: whoever made it, the unit it belongs to, the coordinators, and those who may edit what it is about.
"""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known, is_staff
from samspil.foundation import hooks
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer


def carries(viewer: Viewer, subject: Subject | None) -> bool:
    """Whether the viewer may edit what ``subject`` stands for, by that thing's own rule."""
    kind = hooks.kinds().get(subject.kind) if subject else None
    if subject is None or kind is None or not kind.may_illustrate or not viewer.is_known:
        return False
    about = hooks.thing(subject)
    return about is not None and rules.has_perm(kind.may_illustrate, viewer, about)


@rules.predicate
def may_make_about(viewer, subject) -> bool:
    """Of what a survey is to be about, which the viewer may read: staff, and those who carry it."""
    return viewer.is_staff or carries(viewer, subject)


@rules.predicate
def made_it(viewer, survey) -> bool:
    return viewer.person_id is not None and survey.keeper_id == viewer.person_id


@rules.predicate
def is_of_unit(viewer, survey) -> bool:
    """Works in the survey's unit, or leads it or one above it."""
    unit = survey.unit
    if unit is None:
        return False
    works_there = any(grant.kind == "employee" and grant.scope == unit.pk for grant in viewer.grants)
    return works_there or viewer.leads(unit.line)


@rules.predicate
def carries_about(viewer, survey) -> bool:
    return survey.about is not None and carries(viewer, survey.about)


@rules.predicate
def is_draft(_viewer, survey) -> bool:
    return survey.is_draft


@rules.predicate
def is_open(_viewer, survey) -> bool:
    return survey.takes_entries


keeps = made_it | is_coordinator | is_of_unit | carries_about

rules.add_perm("surveys.make", may_make_about)
rules.add_perm("surveys.list", is_staff)
rules.add_perm("surveys.view", can_read & (~is_draft | keeps))
rules.add_perm("surveys.keep", can_read & is_known & keeps)
rules.add_perm("surveys.edit", can_read & is_known & keeps & is_draft)
rules.add_perm("surveys.hand_out", can_read & is_known & keeps & is_open)
rules.add_perm("surveys.enter_answer", can_read & is_known & keeps & is_open)
# Work that runs by the clock: the installation itself, and nobody by hand.
rules.add_perm("surveys.tidy", is_coordinator)
rules.add_perm("surveys.is_open", is_open)
