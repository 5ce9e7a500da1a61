"""The two tracks of innovation, and the beacons that the second one steers by (H 2.1, C29, C30)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.foundation.history import person_history
from samspil.foundation.models import AboutSubject

BEACON_LENGTH = 2000


class Beacon(AboutSubject):
    """A named aim ahead that vision-driven work steers by ("sigtepejle"). A retired one takes nothing new."""

    title = models.CharField(max_length=120)
    body = models.TextField(max_length=BEACON_LENGTH)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = person_history()

    def __str__(self) -> str:
        return self.title


class Track(models.TextChoices):
    EMPLOYEE_USER = "employee_user", _("Båret af medarbejdere og brugere")
    VISION = "vision", _("Båret af en vision")


class Tracked(models.Model):
    """What is on one of the two tracks. The default is the small steps of employees and users."""

    track = models.CharField(max_length=14, choices=Track, default=Track.EMPLOYEE_USER)
    beacon = models.ForeignKey(Beacon, models.PROTECT, null=True, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(track=Track.VISION, beacon__isnull=False) | Q(track=Track.EMPLOYEE_USER, beacon=None),
                name="%(class)s_vision_has_beacon",
            )
        ]
