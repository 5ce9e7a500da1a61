"""Who may do what with wordings and open questions. The host puts and closes; those taking part decide (power 2)."""

import rules

from samspil.actors.rules import can_read, is_known
from samspil.challenges.rules import entered_it, has_host, is_author, is_host, keeps_page, speaks_for_author
from samspil.challenges.rules import takes_part as takes_part_in_challenge
from samspil.reframing.models import WordingState


@rules.predicate
def keeps_its_page(viewer, wording) -> bool:
    return keeps_page(viewer, wording.challenge)


@rules.predicate
def puts_for_all(viewer, wording) -> bool:
    """The host, or the coordinator where there is none."""
    challenge = wording.challenge
    return is_host(viewer, challenge) or (not has_host(viewer, challenge) and keeps_page(viewer, challenge))


@rules.predicate
def is_proposed(_viewer, wording) -> bool:
    return wording.state == WordingState.PROPOSED and wording.challenge.is_open


@rules.predicate
def is_asked(_viewer, wording) -> bool:
    return wording.is_asked


@rules.predicate
def is_settled(_viewer, wording) -> bool:
    return wording.is_settled


@rules.predicate
def takes_part(viewer, wording) -> bool:
    return takes_part_in_challenge(viewer, wording.challenge)


rules.add_perm("wordings.view", can_read)
rules.add_perm("wordings.put", is_proposed & puts_for_all & can_read)
rules.add_perm("wordings.answer", is_known & is_asked & can_read & takes_part)
rules.add_perm("wordings.settle", is_asked & keeps_its_page & can_read)
# What those taking part have decided on is theirs: its author can no longer take it away.
rules.add_perm("wordings.withdraw", ~is_settled & (is_author | speaks_for_author | entered_it) & can_read)
rules.add_perm("votes.view", can_read)
rules.add_perm("questions.view", can_read)
rules.add_perm("questions.withdraw", (is_author | speaks_for_author | entered_it) & can_read)
