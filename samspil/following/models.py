"""Who wants to hear what happens."""

from django.db import models

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.models import Subject


class Follow(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "subject"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.subject_id}"
