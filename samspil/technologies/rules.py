"""Everybody reads. Staff add technologies and say what their own unit has; a few keep the catalogue and its radar."""

import rules

from samspil.actors.models import Body, BodyKind
from samspil.actors.rules import can_read, is_coordinator, is_staff

# The cross-cutting group, and the forum that gathers what the units know (H, "Organisering", C54 and C58).
KEEPERS = (BodyKind.TECHNOLOGY_GROUP, BodyKind.EXPERIENCE_FORUM)


@rules.predicate
def sits_in_group(viewer, _about=None) -> bool:
    """A member of one of the two groups. One query, and only for staff."""
    return viewer.is_staff and Body.objects.filter(pk__in=viewer.readers, kind__in=KEEPERS).exists()


@rules.predicate
def added_it(viewer, technology) -> bool:
    return viewer.is_staff and viewer.person_id == technology.subject.created_by


@rules.predicate
def is_open(_viewer, technology) -> bool:
    return technology is not None and technology.is_open


@rules.predicate
def works_there(viewer, unit) -> bool:
    """Of a unit: the viewer works in it or above it in line, or coordinates for all."""
    return unit is not None and (
        viewer.holds("coordinator", "administrator") or viewer.holds_in(unit.line, "leader", "employee")
    )


@rules.predicate
def works_where_used(viewer, use) -> bool:
    return works_there(viewer, use.unit)


@rules.predicate
def can_read_technology(viewer, use) -> bool:
    return can_read(viewer, use.technology) and use.technology.is_open


keeps_catalogue = is_coordinator | sits_in_group

rules.add_perm("technologies.view", can_read)
rules.add_perm("technologies.add", is_staff)
rules.add_perm("technologies.edit", can_read & is_open & (added_it | keeps_catalogue))
rules.add_perm("technologies.withdraw", can_read & is_open & (added_it | keeps_catalogue))
rules.add_perm("technologies.withdraw_used", keeps_catalogue)  # also while others build on it
rules.add_perm("technologies.put_back", can_read & ~is_open & keeps_catalogue)
rules.add_perm("technologies.set_use", can_read & is_open & is_staff)
rules.add_perm("technologies.set_use_for", works_there)
rules.add_perm("technologies.take_use_back", can_read_technology & works_where_used)
rules.add_perm("technologies.place", can_read & is_open & keeps_catalogue)
rules.add_perm("technologies.keep_radar", keeps_catalogue)
rules.add_perm("technologies.bring_file", keeps_catalogue)
