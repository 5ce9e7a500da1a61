"""Who may do what with a technology project: those who plan the trial; and staff for what the law and buying ask."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_staff
from samspil.technologies.queries import catalogue_suppliers
from samspil.technology_projects.models import TechnologyProject
from samspil.technology_projects.queries import is_evaluated
from samspil.trials.models import Status
from samspil.trials.rules import is_open, is_running, plans_it


@rules.predicate
def is_full(_viewer, trial) -> bool:
    return not trial.is_light


@rules.predicate
def may_change(_viewer, trial) -> bool:
    """Until it ends. What an approval was given to is the trial's text, which stands still; this is how it is done."""
    return trial.withdrawn_at is None and trial.status not in (Status.CONCLUDED, Status.WITHDRAWN)


@rules.predicate
def waits_to_be_evaluated(_viewer, trial) -> bool:
    """Over, and nobody has said how it went: somebody must still see to it."""
    return trial.withdrawn_at is None and trial.status == Status.CONCLUDED and not is_evaluated(trial)


@rules.predicate
def is_among_themselves(_viewer, trial) -> bool:
    """No unit of the municipality has to do with it: then those who carry it answer for the law themselves."""
    return trial.unit_id is None


@rules.predicate
def decides(viewer, trial) -> bool:
    return viewer.is_known and rules.has_perm("decisions.decide", viewer, trial.case())


@rules.predicate
def sells_it(viewer, trial) -> bool:
    """Speaks for a partner with an interest of its own, or a supplier: never the one to say that it may be bought."""
    own = {viewer.actor_id, *viewer.speaks_for}
    if trial.partners.filter(actor__in=own).exclude(interest="none").exists():
        return True
    technology = TechnologyProject.objects.filter(trial=trial).values_list("technology", flat=True).first()
    return not catalogue_suppliers(technology).isdisjoint(own)


works_on_it = plans_it | (is_staff & decides)

# Each is asked of the trial: the project is the trial.
rules.add_perm("technology_projects.view", can_read)
# What must be in place comes before the start; of a technology named later it would never be asked.
rules.add_perm("technology_projects.begin", can_read & is_full & is_open & works_on_it)
rules.add_perm("technology_projects.edit", can_read & is_full & may_change & works_on_it)
rules.add_perm(
    "technology_projects.set_evaluation",
    # One whose owner is gone is the coordinators' to place.
    can_read & is_full & (may_change | waits_to_be_evaluated) & (works_on_it | is_coordinator),
)
# A seller's trial of what they sell stays one: buying from them is looked at before it becomes daily life. Once it has
# begun the verb says why the technology stays.
rules.add_perm("technology_projects.take_off", can_read & is_full & may_change & ~sells_it & works_on_it)
rules.add_perm(
    "technology_projects.check_law", can_read & (is_staff | is_among_themselves) & may_change & ~sells_it & works_on_it
)
rules.add_perm(
    "technology_projects.check_purchase",
    can_read & (is_staff | is_among_themselves) & is_running & ~sells_it & works_on_it,
)
# Asked by the installation itself, of what its verb has found.
rules.add_perm("technology_projects.pass_on", is_coordinator)
