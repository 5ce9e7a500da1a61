"""Whoever takes part in a page keeps its processes; in a unit of its own, those who work there."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known, is_staff
from samspil.foundation import hooks


@rules.predicate
def keeps_page(viewer, about) -> bool:
    """Of the page that a process is to stand on: what its own app says, by the name in its manifest."""
    kind = hooks.kinds().get(about.subject.kind) if about else None
    return kind is not None and bool(kind.may_illustrate) and rules.has_perm(kind.may_illustrate, viewer, about)


@rules.predicate
def works_there(viewer, unit) -> bool:
    """Works in the unit or leads it, from wherever in its line."""
    if unit is None:
        return False
    in_it = any(grant.kind in ("leader", "employee") and grant.scope == unit.pk for grant in viewer.grants)
    return in_it or viewer.leads(unit.line)


@rules.predicate
def started_it(viewer, process) -> bool:
    return viewer.person_id is not None and process.started_by_id == viewer.person_id


@rules.predicate
def keeps_its_page(viewer, process) -> bool:
    context = process.subject.context
    return context is not None and keeps_page(viewer, hooks.thing(context))


@rules.predicate
def works_in_its_unit(viewer, process) -> bool:
    return works_there(viewer, process.unit)


@rules.predicate
def is_over(_viewer, process) -> bool:
    return process.is_over


@rules.predicate
def is_mine(viewer, task) -> bool:
    return viewer.person_id is not None and task.person_id == viewer.person_id


@rules.predicate
def may_keep_its_process(viewer, task) -> bool:
    return rules.has_perm("processes.edit", viewer, task.step.process)


@rules.predicate
def its_process_runs(viewer, task) -> bool:
    return can_read(viewer, task.step.process) and not task.step.process.is_over


keeps_it = started_it | keeps_its_page | works_in_its_unit | is_coordinator

rules.add_perm("processes.view", can_read)
rules.add_perm("processes.start_on", can_read & is_known & keeps_page)
rules.add_perm("processes.start_somewhere", is_staff)
rules.add_perm("processes.start_in", is_known & (works_there | is_coordinator))
rules.add_perm("processes.keep", can_read & is_known & keeps_it)
rules.add_perm("processes.edit", can_read & is_known & ~is_over & keeps_it)
rules.add_perm("processes.tick", its_process_runs & (is_mine | may_keep_its_process))
rules.add_perm("processes.keep_template", is_coordinator)
