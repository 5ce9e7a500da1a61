"""What a unit needs technology for, which other units need the same, and what others' experience led to (C47)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Contribution, Person, Unit
from samspil.experiences.models import Experience
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import Subject

TITLE_LENGTH = 120
TODAY_LENGTH = 1000
LINE_LENGTH = 200
WHY_LENGTH = 1000


class HowOften(models.TextChoices):
    MANY_A_DAY = "many_a_day", _("Mange gange om dagen")
    DAILY = "daily", _("Hver dag")
    WEEKLY = "weekly", _("Hver uge")
    MONTHLY = "monthly", _("Hver måned")
    SELDOM = "seldom", _("Sjældnere")


class NeedStatus(models.TextChoices):
    OPEN = "open", _("Åbent")
    LOOKING = "looking", _("Ser på andres erfaringer")
    GOES_ON = "goes_on", _("Går videre")
    CLOSED = "closed", _("Lukket")


class ReuseChoice(models.TextChoices):
    """What others' experience led to."""

    AS_IS = "as_is", _("Vi gør som de andre")
    ADAPTED = "adapted", _("Vi gør som de andre, men tilpasser det")
    NEW = "new", _("Vi prøver noget nyt")


class TechnologyNeed(Contribution):
    """Something that is hard today and that technology might help with, noted by a unit (``actor``).

    ``heard_at`` is the staff meeting it came up at. ``reuse`` is the newest decision on others' experiences: without
    one, nothing goes on to the ``proposal``.
    """

    title = models.CharField(max_length=TITLE_LENGTH)
    today = models.TextField(max_length=TODAY_LENGTH)
    for_whom = models.CharField(max_length=LINE_LENGTH)
    how_often = models.CharField(max_length=10, choices=HowOften)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="technology_needs")
    heard_at = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=8, choices=NeedStatus, default=NeedStatus.OPEN)
    reuse = models.ForeignKey("ReuseDecision", models.PROTECT, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="technology_needs")
    closed_reason = models.CharField(max_length=LINE_LENGTH, blank=True)

    history = person_history(excluded_fields=["heard_at"])

    standing_joins: list["Joining"]  # filled by queries.with_joins

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["status", "subject"], name="technology_need_of_status")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(condition=Q(unit=F("actor")), name="technology_need_is_a_units"),
            models.CheckConstraint(
                condition=~Q(status=NeedStatus.GOES_ON) | Q(reuse__isnull=False, proposal__isnull=False),
                name="technology_need_goes_on_after_looking",
            ),
            models.CheckConstraint(
                condition=Q(proposal=None) | Q(reuse__isnull=False), name="technology_need_proposal_after_looking"
            ),
            models.CheckConstraint(
                condition=~Q(status=NeedStatus.CLOSED) | ~Q(closed_reason="") | Q(withdrawn_at__isnull=False),
                name="technology_need_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def speaker(self) -> str:
        """The unit, as far as it is shown."""
        return self.unit.shown_name

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether something may still come of it."""
        return self.is_open and self.status in (NeedStatus.OPEN, NeedStatus.LOOKING)


class Joining(models.Model):
    """Another unit has the same need. Its row stays when it leaves, with the day."""

    need = models.ForeignKey(TechnologyNeed, models.CASCADE, related_name="joins")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    note = models.CharField(max_length=LINE_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    may_leave: bool  # filled by the page for its viewer

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["need", "unit"], condition=Q(left_at=None), name="joining_once_at_a_time")
        ]

    def __str__(self) -> str:
        return str(self.unit)


class ReuseDecision(models.Model):
    """Others' experiences were looked at before anything new, and this is what came of it (H 3, C47).

    ``looked_at`` names experiences, or ``searched`` holds the words that found none; of something new it may be both.
    A later decision stands above the earlier; none is removed.
    """

    need = models.ForeignKey(TechnologyNeed, models.CASCADE, related_name="decisions")
    choice = models.CharField(max_length=8, choices=ReuseChoice)
    searched = models.CharField(max_length=LINE_LENGTH, blank=True)
    why = models.TextField(max_length=WHY_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    looked_at = models.ManyToManyField(Experience, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(searched="") | Q(choice=ReuseChoice.NEW), name="reuse_of_nothing_is_something_new"
            )
        ]

    def __str__(self) -> str:
        return self.get_choice_display()
