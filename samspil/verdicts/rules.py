"""Who may end an assessment: those who keep it say that it is ready, and the unit's leader decides.

Nobody who speaks for a party outside the municipality does either. A round that asks the same again has no verdict.
"""

import rules

from samspil.actors.rules import can_read, is_coordinator
from samspil.assessments.models import Status
from samspil.assessments.rules import keeps, stands
from samspil.verdicts.queries import case_of, deputy_of


@rules.predicate
def is_complete(_viewer, assessment) -> bool:
    return assessment.status == Status.COMPLETE


@rules.predicate
def is_undecided(_viewer, assessment) -> bool:
    """Counted, and nobody has decided on it."""
    return assessment.status in (Status.COMPLETE, Status.READY)


@rules.predicate
def is_decided(_viewer, assessment) -> bool:
    return assessment.status in (Status.DECIDED, Status.EVALUATED)


@rules.predicate
def waits_to_be_evaluated(_viewer, assessment) -> bool:
    return assessment.status == Status.DECIDED and getattr(assessment, "verdict", None) is not None


@rules.predicate
def is_first_round(_viewer, assessment) -> bool:
    return assessment.follows_id is None


@rules.predicate
def is_party(viewer, assessment) -> bool:
    return not case_of(assessment).parties.isdisjoint({*viewer.speaks_for, viewer.actor_id})


@rules.predicate
def decides(viewer, assessment) -> bool:
    return viewer.is_known and rules.has_perm("decisions.decide", viewer, case_of(assessment))


@rules.predicate
def sees_to_it(viewer, assessment) -> bool:
    """Was named to evaluate it, or stands in for whoever was."""
    verdict = assessment.verdict
    return viewer.person_id is not None and viewer.person_id in (verdict.evaluation_owner_id, deputy_of(verdict))


rules.add_perm("verdicts.view", can_read & stands & is_decided)
rules.add_perm("verdicts.make_ready", can_read & stands & is_complete & is_first_round & keeps & ~is_party)
rules.add_perm("verdicts.decide", can_read & stands & is_undecided & is_first_round & decides)
rules.add_perm("verdicts.evaluate", can_read & stands & waits_to_be_evaluated & (sees_to_it | keeps) & ~is_party)
# Asked by the installation itself, of what its verb has found.
rules.add_perm("verdicts.pass_on", is_coordinator)
