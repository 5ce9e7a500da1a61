"""The counts of one day, kept so that years can be compared (C62)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.foundation import clock
from samspil.foundation.models import AboutSubject, Theme
from samspil.resources.models import ResourceKind, TargetGroup


class Axis(models.TextChoices):
    """What is counted across the areas."""

    THEME = "theme", _("Emner")
    GROUP = "group", _("Målgrupper")
    ALL = "all", _("Alt i området")


class Snapshot(AboutSubject):
    """What there was on one day. Written once; what stands in it is never changed."""

    counted_on = models.DateField(unique=True, default=clock.today)

    def __str__(self) -> str:
        return f"{self.counted_on}"


class SnapshotCell(models.Model):
    """The public, active resources of a kind in an area, about a theme or for a group: how many, and with what room.

    The area is kept by its name, because areas come and go. ``code`` is of ``Theme`` or ``TargetGroup``; empty for all.
    """

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="cells")
    axis = models.CharField(max_length=5, choices=Axis)
    area = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=20, choices=[*Theme.choices, *TargetGroup.choices], blank=True)
    kind = models.CharField(max_length=16, choices=ResourceKind)
    offers = models.PositiveIntegerField()
    free = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "axis", "area", "code", "kind"], name="snapshot_cell_once")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.code} {self.kind}: {self.offers}"
