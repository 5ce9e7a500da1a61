"""Who may do what with trials. Anybody carries one; ``decisions`` alone says who may allow what needs the municipality.

A host decides nothing (rule of power 2), and neither does somebody who speaks for a partner.
"""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known
from samspil.challenges.rules import entered_it, is_author, speaks_for_author
from samspil.trials.models import Status


@rules.predicate
def takes_trials(_viewer, proposal) -> bool:
    return proposal.is_open


@rules.predicate
def is_planned(_viewer, trial) -> bool:
    """Before it starts, and nobody has said yes to the text as it stands: it may still change."""
    return trial.is_open and not (trial.status == Status.READY and trial.needs_approval)


@rules.predicate
def is_open(_viewer, trial) -> bool:
    return trial.is_open


@rules.predicate
def may_be_asked(_viewer, trial) -> bool:
    return trial.is_open and (trial.status in (Status.DRAFT, Status.REFUSED) or trial.is_lapsed)


@rules.predicate
def is_asked(_viewer, trial) -> bool:
    return trial.withdrawn_at is None and trial.status == Status.ASKED and not trial.is_lapsed


@rules.predicate
def is_passed_on(_viewer, trial) -> bool:
    return trial.passed_on_at is not None


@rules.predicate
def is_ready(_viewer, trial) -> bool:
    return trial.withdrawn_at is None and trial.status == Status.READY


@rules.predicate
def is_running(_viewer, trial) -> bool:
    return trial.withdrawn_at is None and trial.is_running


@rules.predicate
def decides(viewer, trial) -> bool:
    return viewer.is_known and rules.has_perm("decisions.decide", viewer, trial.case())


@rules.predicate
def is_partner(viewer, trial) -> bool:
    """Takes part as one of its partners, or speaks for one."""
    return trial.partners.filter(actor__in=[viewer.actor_id, *viewer.speaks_for]).exists()


@rules.predicate
def stands(_viewer, entry) -> bool:
    return entry.withdrawn_at is None


plans_it = is_author | speaks_for_author | entered_it

rules.add_perm("trials.view", can_read)
rules.add_perm("trials.plan", can_read & is_known & takes_trials)
rules.add_perm("trials.edit", can_read & is_planned & plans_it)
rules.add_perm("trials.partner", can_read & (is_planned | is_running) & plans_it)
rules.add_perm("trials.ask", can_read & may_be_asked & plans_it)
rules.add_perm("trials.withdraw", can_read & is_open & plans_it)
rules.add_perm("trials.approve", can_read & is_asked & decides)
rules.add_perm("trials.reply", can_read & is_asked & plans_it)
# Asked of what the verb has found: the installation itself passes on also what only a unit may read.
rules.add_perm("trials.pass_on", is_coordinator & is_asked & ~is_passed_on)
rules.add_perm("trials.start", can_read & is_ready & (plans_it | decides))
rules.add_perm("trials.extend", can_read & is_running & decides)
rules.add_perm("trials.write_diary", can_read & is_known & is_running)
rules.add_perm("trials.is_running", can_read & is_running)
rules.add_perm("trials.conclude", can_read & is_running & decides)
rules.add_perm("diary.withdraw", stands & plans_it & can_read)
rules.add_perm("trials.take_part", is_partner)  # those who measure and evaluate, besides who planned it
