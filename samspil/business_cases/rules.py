"""Who reckons: staff of the unit that owns the case. Who signs: whoever leads it, within the amount of the role."""

import rules

from samspil.actors.rules import can_read, is_administrator, is_coordinator, is_staff, made_it


@rules.predicate
def stands(_viewer, about) -> bool:
    return about is not None and getattr(about, "withdrawn_at", None) is None


@rules.predicate
def is_there(_viewer, row) -> bool:
    return row is not None and row.removed_at is None


@rules.predicate
def is_locked(_viewer, case) -> bool:
    return case.is_locked


@rules.predicate
def works_in_unit(viewer, about) -> bool:
    """Works in its unit, or leads that or one above it."""
    unit = about.unit if about is not None else None
    if unit is None:
        return False
    return viewer.leads(unit.line) or any(
        grant.kind == "employee" and grant.scope == unit.pk for grant in viewer.grants
    )


@rules.predicate
def leads_unit(viewer, case) -> bool:
    return viewer.leads(case.unit.line)


@rules.predicate
def works_there(viewer, unit) -> bool:
    """Of a unit itself."""
    in_it = any(grant.kind == "employee" and grant.scope == unit.pk for grant in viewer.grants)
    return in_it or viewer.leads(unit.line)


keeps = is_staff & (works_in_unit | is_coordinator | made_it)

rules.add_perm("business_cases.history", is_staff)
rules.add_perm("business_cases.view", can_read)
rules.add_perm("business_cases.begin", can_read & is_staff & stands)  # of the page it is to hang on
rules.add_perm("business_cases.own", is_staff & (works_there | is_coordinator))  # of the unit it is to belong to
rules.add_perm("business_cases.keep", can_read & stands & keeps)  # also while it is locked
rules.add_perm("business_cases.edit", can_read & stands & ~is_locked & keeps)
rules.add_perm("business_cases.sign", can_read & stands & ~is_locked & is_staff & leads_unit)
rules.add_perm("business_cases.lock", can_read & stands & ~is_locked & keeps)
rules.add_perm("business_cases.unlock", can_read & stands & is_locked & is_staff & (leads_unit | is_coordinator))
rules.add_perm("business_cases.withdraw", can_read & stands & ~is_locked & keeps)
rules.add_perm("norms.view", is_staff)
rules.add_perm("norms.keep", is_administrator)
rules.add_perm("care_tasks.view", is_staff)
rules.add_perm("care_tasks.keep", can_read & is_there & is_staff & (works_in_unit | is_coordinator))
