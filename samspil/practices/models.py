"""What has become daily life: the practice, where it lives, what is looked at again, whom we thank, and its label."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person, Unit
from samspil.challenges.models import ChainLink, Challenge
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import Subject, Theme
from samspil.proposals.models import Proposal

BODY_LENGTH = 3000
RECIPE_LENGTH = 1500
ADAPTATION_LENGTH = 1000
LINE_LENGTH = 200
MOST_MONEY = 100_000_000  # DKK a year; more is a slip of the finger


class CostNeutral(models.TextChoices):
    """Whether it can be done without costing more (H, C07)."""

    YES = "yes", _("Det koster ikke mere")
    NO = "no", _("Det koster mere")
    UNKNOWN = "unknown", _("Det ved vi ikke endnu")


class Practice(Contribution):
    """A solution in daily life: what came of a trial, or what somebody does well already.

    ``actor`` is where it began, its home: a ``unit`` of the municipality, an association, anybody but a single person.
    ``tried_as`` is the trial it came from. ``cost_per_year`` is DKK on top of before; below zero where it saves.
    ``changes`` are codes of ``codetermination.Touch``: what is new for those who work where it is taken into use.
    """

    title = models.CharField(max_length=120)
    body = models.TextField(max_length=BODY_LENGTH)
    recipe = models.TextField(max_length=RECIPE_LENGTH, blank=True)
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, blank=True, related_name="practices")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="practices")
    tried_as = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="practices")
    since = models.DateField()
    cost_neutral = models.CharField(max_length=7, choices=CostNeutral, default=CostNeutral.UNKNOWN)
    cost_per_year = models.IntegerField(null=True, blank=True)
    cost_note = models.CharField(max_length=LINE_LENGTH, blank=True)
    contact = models.CharField(max_length=LINE_LENGTH, blank=True)
    changes = models.JSONField(default=list, blank=True)

    history = person_history()

    visible_uses: list["Use"]  # filled by queries.uses_for

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["theme", "subject"], name="practice_of_theme")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(condition=Q(unit=None) | Q(unit=F("actor")), name="practice_unit_is_home"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None


class Use(Contribution):
    """Somebody does it now, in their own way. The home's own use is the first.

    ``actor`` is where it lives. Without ``since`` it waits until MED has discussed what it ``changes`` (rule of power
    5). ``until`` is its last day.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="uses")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="uses")
    adaptation = models.TextField(max_length=ADAPTATION_LENGTH, blank=True)
    changes = models.JSONField(default=list, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    stop_reason = models.CharField(max_length=LINE_LENGTH, blank=True)

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["practice", "subject"], name="use_of_practice")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(condition=Q(unit=None) | Q(unit=F("actor")), name="use_unit_is_where_it_lives"),
            models.CheckConstraint(condition=Q(until=None) | ~Q(stop_reason=""), name="use_stop_has_reason"),
            models.UniqueConstraint(
                fields=["practice", "actor"], condition=Q(until=None, withdrawn_at=None), name="use_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.practice}"

    @property
    def waits(self) -> bool:
        return self.since is None and self.until is None

    @property
    def is_current(self) -> bool:
        today = clock.today()
        begun = self.since is not None and self.since <= today
        return begun and self.withdrawn_at is None and (self.until is None or self.until >= today)


class FollowUp(models.Model):
    """A day on which somebody looks at a practice again, and what they saw."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="follow_ups")
    due = models.DateField()
    what = models.CharField(max_length=LINE_LENGTH)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(max_length=ADAPTATION_LENGTH, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["due"], condition=Q(done_at=None), name="follow_up_open")]

    def __str__(self) -> str:
        return self.what

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due < clock.today()


class Thanks(models.Model):
    """Somebody is thanked, and for what (C68): an organisation by its page, a person by the name they agreed to."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="thanks")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="thanks")
    name = models.CharField(max_length=120, blank=True)
    has_agreed = models.BooleanField(default=False)
    what_for = models.CharField(max_length=LINE_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, name="") | (Q(actor=None, has_agreed=True) & ~Q(name="")),
                name="thanks_person_has_agreed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.what_for}"

    @property
    def who(self) -> str:
        return self.actor.name if self.actor else self.name


class Label(models.Model):
    """*Social innovation*, with the evidence of its three tests (S, C04). It stands only as long as all three do.

    ``evaluation`` and ``better`` show that it is new and better, ``use`` that it is carried out, and ``link`` that
    others than the municipality saw, devised or deliver it.
    """

    practice = models.OneToOneField(Practice, models.CASCADE, primary_key=True, related_name="label")
    evaluation = models.ForeignKey(Subject, models.SET_NULL, null=True, related_name="+")
    better = models.TextField(max_length=ADAPTATION_LENGTH)
    use = models.ForeignKey(Use, models.SET_NULL, null=True, related_name="+")
    link = models.ForeignKey(ChainLink, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today, editable=False)

    def __str__(self) -> str:
        return f"{self.practice}"
