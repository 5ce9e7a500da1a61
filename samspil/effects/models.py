"""The way each idea has come, worked out from the journal and the story, so that a hundred thousand can be counted.

Derived data: nothing here is typed in, and all of it can be made again (``samspil manage rebuild_overview``).
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.foundation.models import Audience, Theme
from samspil.proposals.models import Degree, Object, Proposal
from samspil.tracks.models import Track


class Reached(models.IntegerChoices):
    """How far an idea has come. Whoever skipped a step on the way has passed it too, so the funnel never widens."""

    IDEA = 0, _("Idé")
    ANSWERED = 1, _("Fik svar")
    TRIAL = 2, _("Blev prøvet af")
    PRACTICE = 3, _("Blev til hverdag")


class Halt(models.TextChoices):
    """Where an idea is now."""

    UNANSWERED = "unanswered", _("Venter på svar")
    FORWARD = "forward", _("Fik ja, men er ikke prøvet endnu")
    LATER = "later", _("Gemt til senere")
    NO = "no", _("Fik nej med en grund")
    RUNNING = "running", _("Bliver prøvet af nu")
    STOPPED = "stopped", _("Prøvet og stoppet, med læring")
    ADOPTING = "adopting", _("Prøvet, og er på vej ind i hverdagen")
    LIVES = "lives", _("Lever i hverdagen")
    ENDED = "ended", _("Var hverdag og er stoppet igen")


class Horizon(models.TextChoices):
    """How long ahead an idea looks (C86)."""

    SHORT = "short", _("Kort sigt")
    LONG = "long", _("Langt sigt")


class Path(models.Model):
    """How far one idea has come: a row for each standing proposal that everybody, or all staff, may read.

    What a narrower circle reads is never counted, and what is hidden or withdrawn leaves. ``*_day`` are day numbers
    (``date.toordinal``) in local time, taken from the journal. ``holders`` says which parts of society saw, devised,
    delivered and assessed it (``pack_holders``). ``sort`` is the other columns in one number (``pack_sort``), to group
    by. ``year`` is the year of the idea.
    """

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True, related_name="path")
    audience = models.CharField(max_length=10, choices=Audience)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    track = models.CharField(max_length=14, choices=Track)
    degree = models.CharField(max_length=12, choices=Degree)
    object = models.CharField(max_length=10, choices=Object)
    horizon = models.CharField(max_length=5, choices=Horizon)
    year = models.PositiveSmallIntegerField()
    reached = models.PositiveSmallIntegerField(choices=Reached)
    halt = models.CharField(max_length=10, choices=Halt)
    idea_day = models.PositiveIntegerField()
    answer_day = models.PositiveIntegerField(null=True)
    trial_day = models.PositiveIntegerField(null=True)
    practice_day = models.PositiveIntegerField(null=True)
    holders = models.PositiveIntegerField(default=0)
    sort = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.get_reached_display()}"


# What ``Path.sort`` packs: each takes one of these values. To group by one small number is several times as quick as by
# six columns.
SORTED_BY: dict[str, list[Any]] = {
    "reached": Reached.values,
    "halt": Halt.values,
    "track": Track.values,
    "degree": Degree.values,
    "object": Object.values,
    "horizon": Horizon.values,
}
BITS_OF_A_STEP = 4


def pack_sort(**facts: Any) -> int:
    number = 0
    for name, values in SORTED_BY.items():
        number = number * len(values) + values.index(facts[name])
    return number


def unpack_sort(number: int) -> tuple[Any, ...]:
    """What ``pack_sort`` was told, in the order of ``SORTED_BY``."""
    found: list[Any] = []
    for values in reversed(SORTED_BY.values()):
        number, place = divmod(number, len(values))
        found.insert(0, values[place])
    return tuple(found)


def pack_holders(*steps: int) -> int:
    return sum(bits << BITS_OF_A_STEP * place for place, bits in enumerate(steps))


def unpack_holders(number: int) -> tuple[int, int, int, int]:
    """The sums of bits for who saw, devised, delivered and assessed."""
    seen, devised, delivered, assessed = ((number >> BITS_OF_A_STEP * place) & 15 for place in range(4))
    return seen, devised, delivered, assessed


class Cursor(models.Model):
    """How far the journal has been read. There is one row."""

    entry = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.entry}"
