"""Twelve challenges: one draft, one for staff only, one for a single unit, one closed, the rest open."""

from samspil.demo.content.challenges_older import OLDER
from samspil.demo.content.challenges_settled import SETTLED
from samspil.demo.content.challenges_staff import STAFF
from samspil.demo.content.challenges_together import TOGETHER
from samspil.demo.content.types import ChallengeText

CHALLENGES: tuple[ChallengeText, ...] = OLDER + TOGETHER + STAFF + SETTLED
