"""Who may begin and keep an assessment, and who may change the model.

Those who keep it: whoever began it, those who work in its unit, whoever leads the unit, and the coordinators. None of
them can see who answered what; no rule could let them.
"""

import rules

from samspil.actors.rules import can_read, is_administrator, is_coordinator, is_staff
from samspil.assessments.models import Status
from samspil.technologies.rules import works_there


@rules.predicate
def began_it(viewer, assessment) -> bool:
    return viewer.person_id is not None and assessment.keeper_id == viewer.person_id


@rules.predicate
def is_of_unit(viewer, assessment) -> bool:
    """Works in the assessment's unit, or leads it or one above it."""
    is_staff_of_it = any(grant.kind == "employee" and grant.scope == assessment.unit_id for grant in viewer.grants)
    return is_staff_of_it or viewer.leads(assessment.unit.line)


@rules.predicate
def stands(_viewer, assessment) -> bool:
    return assessment.stands


@rules.predicate
def is_draft(_viewer, assessment) -> bool:
    return assessment.is_draft


@rules.predicate
def is_collecting(_viewer, assessment) -> bool:
    return assessment.is_collecting


@rules.predicate
def is_decided(_viewer, assessment) -> bool:
    return assessment.status == Status.DECIDED


@rules.predicate
def is_undecided(_viewer, assessment) -> bool:
    """Nothing was decided on it; of a round that asks once more: nobody has written yet whether it held."""
    first = assessment.follows
    return not assessment.is_settled and (first is None or first.status != Status.EVALUATED)


@rules.predicate
def takes_part_in_its_trial(viewer, assessment) -> bool:
    """Carries what it rests on, or speaks for somebody who does: never the one to let it rest on something else."""
    own = {viewer.actor_id, *viewer.speaks_for}
    return assessment.trial is not None and not assessment.trial.parties.isdisjoint(own)


@rules.predicate
def is_draft_version(_viewer, version) -> bool:
    return version.is_draft


keeps = is_staff & (began_it | is_coordinator | is_of_unit)

rules.add_perm("assessments.view", can_read)
rules.add_perm("assessments.begin", is_staff)
# Asked of the unit: an assessment stands in its name, and those who work there keep it.
rules.add_perm("assessments.hold_in", works_there)
rules.add_perm("assessments.keep", can_read & stands & keeps)
rules.add_perm("assessments.edit", can_read & stands & is_draft & keeps)
rules.add_perm("assessments.collect", can_read & stands & is_collecting & keeps)
rules.add_perm("assessments.grade", can_read & stands & is_undecided & keeps)
rules.add_perm("assessments.choose_trial", can_read & stands & is_undecided & keeps & ~takes_part_in_its_trial)
rules.add_perm("assessments.ask_again", can_read & stands & is_decided & keeps)
rules.add_perm("assessments.withdraw", can_read & stands & is_undecided & keeps)
rules.add_perm("models.view", can_read)
rules.add_perm("models.copy", is_administrator)
rules.add_perm("models.edit", can_read & is_draft_version & is_administrator)
