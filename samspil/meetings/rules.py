"""Who may do what with meetings: whoever works in the unit or leads it. Codes let phones write, and nothing else."""

import rules

from samspil.actors.rules import can_read, is_staff


def works_in(viewer, unit) -> bool:
    """Employed in this very unit, or leading it or one above it."""
    has_role = any(grant.kind in ("employee", "leader") and grant.scope == unit.pk for grant in viewer.grants)
    return viewer.is_staff and (has_role or viewer.leads(unit.line))


@rules.predicate
def works_here(viewer, unit) -> bool:
    return unit is not None and works_in(viewer, unit)


@rules.predicate
def works_in_its_unit(viewer, meeting) -> bool:
    return meeting is not None and works_in(viewer, meeting.unit)


@rules.predicate
def is_planned(_viewer, meeting) -> bool:
    return meeting.is_planned


@rules.predicate
def is_open(_viewer, meeting) -> bool:
    return meeting.is_open


@rules.predicate
def has_begun(_viewer, meeting) -> bool:
    """Open, or over: what came in on paper is written down afterwards."""
    return meeting.is_open or meeting.is_ended


runs_it = can_read & works_in_its_unit

rules.add_perm("meetings.list", is_staff)
rules.add_perm("meetings.view", can_read)
rules.add_perm("meetings.plan", works_here)
rules.add_perm("meetings.prepare", runs_it & is_planned)
rules.add_perm("meetings.run", runs_it & is_open)
rules.add_perm("meetings.work_up", runs_it & has_begun)
rules.add_perm("meetings.print_sheet", runs_it)
# Asked of a meeting that was found by its code; who it is, is not asked.
rules.add_perm("meetings.post", is_open)
