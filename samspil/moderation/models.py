"""Why something was taken off the pages, by whom, and whether it came back."""

from django.db import models

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.models import Subject


class Hiding(models.Model):
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="hidings")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    shown_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(shown_again_at=None), name="hiding_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.reason
