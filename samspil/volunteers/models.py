"""Who likes to be asked, about what and how often, and who was asked to which task.

A profile is voluntary and holds only what the person wrote. Nobody is asked about health or religion.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Person
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import Subject
from samspil.resources.models import Area
from samspil.tasks.models import Task

CAN_LENGTH = 600
FURTHEST = 100  # km somebody may say they would go
WINDOW = timedelta(days=30)  # in which the limits count


class LivedSeenBy(models.TextChoices):
    """Who may read what somebody has been through."""

    COORDINATORS = "coordinators", _("Kun koordinatoren")
    HOSTS = "hosts", _("Koordinatoren og en vært, du selv siger ja til")


class Profile(models.Model):
    """What a person says of themselves to those who look for somebody to ask.

    ``most_a_month`` is their own limit of how often. ``hosts_may_ask``: also an association or a unit with a task, not
    only the coordinators. Nobody asks before ``quiet_until``, nor while it is paused. ``used_at`` is when the person
    last did something with it; ``warned_at`` when they were asked whether it should stand.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, related_name="volunteer_profile")
    can = models.TextField(max_length=CAN_LENGTH)
    kinds = models.JSONField(default=list, blank=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="volunteer_profiles")
    place = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    reach_km = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.JSONField(default=list, blank=True)
    times = models.JSONField(default=list, blank=True)
    drives = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True)
    lived = models.TextField(max_length=CAN_LENGTH, blank=True)
    lived_seen_by = models.CharField(max_length=12, choices=LivedSeenBy, default=LivedSeenBy.COORDINATORS)
    most_a_month = models.PositiveSmallIntegerField(default=2)
    hosts_may_ask = models.BooleanField(default=False)
    quiet_until = models.DateField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField(default=clock.now, editable=False, db_index=True)
    warned_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most_a_month__gte=1), name="volunteer_profile_asks"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="volunteer_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"profile of {self.person}"

    @property
    def subject(self) -> Subject:
        """Where it belongs: a profile has no page that others read."""
        return self.person.actor.subject

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude): of the place, else of the area."""
        if self.lat is not None and self.lon is not None:
            return (self.lat, self.lon)
        return self.area.point if self.area else None

    @property
    def is_quiet(self) -> bool:
        return self.quiet_until is not None and self.quiet_until > clock.today()


class AskAnswer(models.TextChoices):
    WAITING = "waiting", _("Ikke svaret")
    YES = "yes", _("Ja")
    NOT_THIS = "not_this", _("Ikke denne gang")
    LATER = "later", _("Ikke nu")
    NEVER = "never", _("Vil ikke spørges mere")


class Ask(models.Model):
    """Somebody was asked to a task: a person with a profile, or an association, a group or a company.

    ``letter_on`` is the day of the letter it stood in; None while it waits for the next one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="task_asks")
    actor = models.ForeignKey(Actor, models.CASCADE, null=True, blank=True, related_name="task_asks")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    letter_on = models.DateField(null=True, blank=True, editable=False)
    answer = models.CharField(max_length=8, choices=AskAnswer, default=AskAnswer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    shown_name: str  # filled by queries.asks_of, as far as the reader may know it
    lived: str

    class Meta:
        ordering = ["-asked_at", "pk"]
        indexes = [
            models.Index(fields=["person", "asked_at"], name="ask_of_person"),
            models.Index(fields=["actor", "asked_at"], name="ask_of_actor"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "person"], condition=Q(person__isnull=False), name="ask_person_once"
            ),
            models.UniqueConstraint(fields=["task", "actor"], condition=Q(actor__isnull=False), name="ask_actor_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, actor=None) | Q(person=None, actor__isnull=False),
                name="ask_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.person or self.actor}"

    @property
    def subject(self) -> Subject:
        return self.task.subject

    @property
    def is_answered(self) -> bool:
        return self.answer != AskAnswer.WAITING


class Silence(models.Model):
    """An association, a group or a company that does not want to be asked for now: ``until`` a day, or for good."""

    actor = models.OneToOneField(Actor, models.CASCADE, related_name="silence")
    until = models.DateField(null=True, blank=True)
    since = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.actor} until {self.until or 'further notice'}"

    @property
    def holds(self) -> bool:
        return self.until is None or self.until > clock.today()
