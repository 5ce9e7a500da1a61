"""Who evaluates: all who take part in what is evaluated, with the same rights (C76). Anybody adds their own voice."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known
from samspil.challenges.rules import entered_it, is_author, speaks_for_author
from samspil.foundation import hooks
from samspil.indicators.rules import takes_part

NOT_EVALUATED = ("draft", "refused")  # a trial that never ran


@rules.predicate
def has_been_done(_viewer, thing) -> bool:
    """Of a trial or a practice: it stands, and there is or will be something to evaluate."""
    return thing.withdrawn_at is None and getattr(thing, "status", "") not in NOT_EVALUATED


@rules.predicate
def is_ongoing(_viewer, evaluation) -> bool:
    return evaluation.is_ongoing


@rules.predicate
def is_completed(_viewer, evaluation) -> bool:
    return evaluation.is_completed


@rules.predicate
def stands(_viewer, about) -> bool:
    return about.withdrawn_at is None


@rules.predicate
def takes_part_in_its_about(viewer, evaluation) -> bool:
    """Takes part in the trial or the practice it is about."""
    thing = hooks.thing(evaluation.about) if evaluation.about else None
    return thing is not None and takes_part(viewer, thing)


@rules.predicate
def keeps_its_evaluation(viewer, about) -> bool:
    return evaluates(viewer, about.evaluation)


@rules.predicate
def its_evaluation_is_read(viewer, about) -> bool:
    return about.evaluation.subject.readable_by(viewer)


@rules.predicate
def handed_it_on(viewer, lesson) -> bool:
    return viewer.person_id is not None and lesson.by_id == viewer.person_id


evaluates = is_known & (is_coordinator | takes_part)  # which asks "evaluations.take_part" as well

rules.add_perm("evaluations.view", can_read)
rules.add_perm("evaluations.begin", is_known)
rules.add_perm("evaluations.begin_about", can_read & has_been_done & is_known & (is_coordinator | takes_part))
rules.add_perm("evaluations.take_part", takes_part_in_its_about)
rules.add_perm("evaluations.edit", can_read & is_ongoing & evaluates)
rules.add_perm("evaluations.complete", can_read & is_ongoing & evaluates)
rules.add_perm(
    "evaluations.withdraw", can_read & is_ongoing & (is_author | speaks_for_author | entered_it | is_coordinator)
)
rules.add_perm("evaluations.add_to", can_read & is_completed & evaluates)
rules.add_perm("evaluations.speak", can_read & is_ongoing & is_known)
rules.add_perm("evaluations.is_ongoing", can_read & is_ongoing)
rules.add_perm("voices.view", can_read)
# Consent may be taken back at any time, also after the evaluation was completed.
rules.add_perm("voices.withdraw", stands & can_read & (is_author | is_coordinator | keeps_its_evaluation))
rules.add_perm("lessons.hand_on", can_read & stands & evaluates)
rules.add_perm("lessons.take_back", its_evaluation_is_read & (handed_it_on | is_coordinator))
rules.add_perm("lessons.acknowledge", can_read & stands & is_known & (is_coordinator | takes_part))
