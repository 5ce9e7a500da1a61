"""New buildings, rebuilding and extension: where technology is thought of while it still costs little (H 3, C50)."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import AboutSubject
from samspil.technologies.models import Technology

TITLE_LENGTH = 120
TEXT_LENGTH = 2000
LINE_LENGTH = 200
MOST_ROOMS = 2_000  # of one kind; more is a slip of the finger
SOON = timedelta(days=30)  # before its day a checkpoint waits for its keeper


class Work(models.TextChoices):
    NEW = "new", _("Vi bygger nyt")
    REBUILT = "rebuilt", _("Vi bygger om")
    EXTENDED = "extended", _("Vi bygger til")


class Building(AboutSubject):
    """A building project with its checkpoint: the last day on which technology can still be drawn in.

    ``passed_at`` is when each kind of room had been looked at, and ``conclusion`` what that came to. ``keeper`` sees to
    it; ``deputy`` was asked as well, because the day went by.
    """

    title = models.CharField(max_length=TITLE_LENGTH)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="buildings")
    work = models.CharField(max_length=8, choices=Work)
    what = models.TextField(max_length=TEXT_LENGTH)
    checkpoint_on = models.DateField()
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    conclusion = models.TextField(max_length=TEXT_LENGTH, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True, editable=False)
    passed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = person_history()

    class Meta:
        indexes = [models.Index(fields=["checkpoint_on"], name="building_checkpoint")]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed_at=None, passed_by=None)
                | (Q(passed_at__isnull=False, passed_by__isnull=False) & ~Q(conclusion="")),
                name="building_passed_with_conclusion",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Still before its checkpoint was passed."""
        return self.passed_at is None and self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.checkpoint_on < clock.today()


class Room(models.Model):
    """A kind of room, such as the dwellings, and how many of it. ``nothing_why``: why no technology belongs in it."""

    building = models.ForeignKey(Building, models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=TITLE_LENGTH)
    many = models.PositiveIntegerField(default=1)
    nothing_why = models.CharField(max_length=LINE_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["building", "name"], name="room_once")]

    def __str__(self) -> str:
        return self.name


class Choice(models.TextChoices):
    BUILT_IN = "built_in", _("Den bygges ind")
    PREPARED = "prepared", _("Vi gør klar til den")
    LEFT_OUT = "left_out", _("Ikke her")


class Consideration(models.Model):
    """A technology that was thought of for a kind of room, what was chosen, and why."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="considered")
    technology = models.ForeignKey(Technology, models.PROTECT, related_name="considered_for")
    choice = models.CharField(max_length=8, choices=Choice)
    why = models.CharField(max_length=LINE_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["room", "technology"], name="considered_once"),
            models.CheckConstraint(condition=~Q(why=""), name="considered_with_why"),
        ]

    def __str__(self) -> str:
        return f"{self.technology_id}: {self.get_choice_display()}"
