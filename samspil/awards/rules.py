"""Who may do what about the award.

Whoever runs a round (the coordinators, the leader of the unit in charge, the contact person) gathers, writes down what
the nominated say, and announces; they sit in no jury and give no points. The jury alone decides. An administrator may
set a round up but reads neither nominations nor points: they look after the machine.
"""

import rules

from samspil.actors.rules import can_read, is_administrator, is_known, is_staff
from samspil.awards.models import AwardRound, Candidate, RoundState


def is_in_charge(viewer, award_round: AwardRound) -> bool:
    line = award_round.unit.line if award_round.unit else ()
    return viewer.coordinates(line) or (award_round.unit is not None and viewer.leads(line))


def runs(viewer, award_round: AwardRound) -> bool:
    is_contact = viewer.person_id is not None and viewer.is_staff and award_round.contact_id == viewer.person_id
    return is_contact or is_in_charge(viewer, award_round)


def sits(viewer, award_round: AwardRound) -> bool:
    return viewer.person_id is not None and viewer.person_id in award_round.juror_ids and not runs(viewer, award_round)


@rules.predicate
def runs_it(viewer, award_round) -> bool:
    return runs(viewer, award_round)


@rules.predicate
def is_juror(viewer, award_round) -> bool:
    return sits(viewer, award_round)


@rules.predicate
def is_open(_viewer, award_round) -> bool:
    return award_round.state == RoundState.OPEN


@rules.predicate
def is_undecided(_viewer, award_round) -> bool:
    return award_round.decision is None


@rules.predicate
def is_unannounced(_viewer, award_round) -> bool:
    return not award_round.is_announced


@rules.predicate
def is_announced(_viewer, award_round) -> bool:
    return award_round.is_announced


@rules.predicate
def makes_rounds(viewer, _about=None) -> bool:
    return viewer.holds("coordinator", "administrator", "leader")


@rules.predicate
def is_its_author(viewer, nomination) -> bool:
    return viewer.person_id is not None and viewer.person_id in (nomination.author_id, nomination.entered_by_id)


@rules.predicate
def still_stands(_viewer, nomination) -> bool:
    return nomination.withdrawn_at is None and not nomination.candidate.round.is_announced


@rules.predicate
def holds_the_link(viewer, opened) -> bool:
    """Of the link of a letter: whoever it was written to, known or not."""
    return opened.viewer == viewer and not viewer.is_blocked


@rules.predicate
def runs_its_round(viewer, candidate: Candidate) -> bool:
    return runs(viewer, candidate.round)


@rules.predicate
def judges_its_round(viewer, candidate: Candidate) -> bool:
    """Only those who said yes reach the jury, and only once for all who nominated them."""
    return sits(viewer, candidate.round) and candidate.said_yes and candidate.gathered_into_id is None


@rules.predicate
def is_public(_viewer, candidate: Candidate) -> bool:
    return candidate.is_shown and candidate.round.is_announced


rules.add_perm("awards.make", is_known & makes_rounds)
rules.add_perm("awards.edit", can_read & is_undecided & (runs_it | is_administrator))
rules.add_perm("awards.illustrate", can_read & is_announced & is_staff & (runs_it | is_administrator))
rules.add_perm("awards.is_open", can_read & is_open)
rules.add_perm("awards.nominate", is_known & can_read & is_open)
rules.add_perm("awards.see_desk", is_known & can_read & runs_it)
rules.add_perm("awards.see_jury", is_known & can_read & (runs_it | is_juror))
rules.add_perm("awards.choose_jury", is_known & can_read & is_undecided & runs_it)
rules.add_perm("awards.judge", is_known & can_read & is_undecided & is_juror)
rules.add_perm("awards.decide", is_known & can_read & is_unannounced & is_juror)
rules.add_perm("awards.announce", is_known & can_read & is_unannounced & runs_it)
rules.add_perm("awards.correct", is_known & can_read & is_announced & runs_it)

rules.add_perm("candidates.handle", is_known & can_read & runs_its_round)
rules.add_perm("candidates.judge", is_known & can_read & judges_its_round)
rules.add_perm("candidates.see_diploma", can_read & (is_public | runs_its_round))
rules.add_perm("nominations.withdraw", is_known & is_its_author & still_stands)
rules.add_perm("nominations.answer", holds_the_link)
