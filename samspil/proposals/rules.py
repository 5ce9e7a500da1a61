"""Who may do what with proposals. A host answers nothing; the named person, the leader or the coordinator does."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known, is_staff
from samspil.challenges.rules import entered_it, is_author, is_open, leads_unit, speaks_for_author


@rules.predicate
def owes_answer(viewer, proposal) -> bool:
    return viewer.person_id is not None and proposal.answerer_id == viewer.person_id


@rules.predicate
def is_its_deputy(viewer, proposal) -> bool:
    """Named to answer as well, after seven days of silence (rule of power 4)."""
    return proposal.passed_on_at is not None and viewer.person_id is not None and proposal.deputy_id == viewer.person_id


@rules.predicate
def is_passed_on(_viewer, proposal) -> bool:
    return proposal.passed_on_at is not None


@rules.predicate
def hosts_its_challenge(viewer, proposal) -> bool:
    return (
        viewer.person_id is not None
        and proposal.challenge is not None
        and proposal.challenge.host_id == viewer.person_id
    )


@rules.predicate
def pledged_under_open(_viewer, pledge) -> bool:
    return pledge.withdrawn_at is None


@rules.predicate
def is_answered(_viewer, proposal) -> bool:
    return proposal.answered_at is not None


# Without can_read, for rows that were read through visible_to: asking each again would cost a query per row.
answers = is_staff & is_open & ~hosts_its_challenge & (owes_answer | is_its_deputy | leads_unit | is_coordinator)

rules.add_perm("proposals.view", can_read)
rules.add_perm("proposals.propose", is_known)
rules.add_perm("proposals.edit", can_read & is_open & ~is_answered & (is_author | speaks_for_author | entered_it))
rules.add_perm("proposals.withdraw", can_read & is_open & (is_author | speaks_for_author | entered_it))
rules.add_perm("proposals.pledge", can_read & is_known & is_open)
rules.add_perm("proposals.answer", can_read & answers)
rules.add_perm("proposals.reply", can_read & is_open & (is_author | speaks_for_author | entered_it))
# Asked of what the verb has found: the installation itself passes on also what only a unit may read.
rules.add_perm("proposals.pass_on", is_coordinator & is_open & ~is_answered & ~is_passed_on)
rules.add_perm("pledges.view", can_read)
rules.add_perm("pledges.withdraw", pledged_under_open & (is_author | speaks_for_author | entered_it) & can_read)
rules.add_perm("proposals.is_open", can_read & is_open)
