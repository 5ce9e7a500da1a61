"""Forty proposals; eight of them are employees' small improvements without a challenge."""

from samspil.demo.content.proposals_evenings import EVENINGS
from samspil.demo.content.proposals_good_days import GOOD_DAYS
from samspil.demo.content.proposals_small_steps import SMALL_STEPS
from samspil.demo.content.proposals_town import TOWN
from samspil.demo.content.proposals_work_and_weekend import WORK_AND_WEEKEND
from samspil.demo.content.types import ProposalText

PROPOSALS: tuple[ProposalText, ...] = GOOD_DAYS + EVENINGS + WORK_AND_WEEKEND + TOWN + SMALL_STEPS
