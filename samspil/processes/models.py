"""Ways of working step by step, with plain guidance and small tasks (H 2, "bottom-up", C42). A help, never a gate."""

from django.db import models
from django.db.models import Q

from samspil.actors.models import NAME_LENGTH, Person, Unit
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AboutSubject

TITLE_LENGTH = 120
GUIDANCE_LENGTH = 600
TASK_LENGTH = 160


class Process(AboutSubject):
    """Some steps that a group goes through together: about a challenge (its context), or on its own in a unit."""

    title = models.CharField(max_length=TITLE_LENGTH)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


class Step(models.Model):
    """A step with what to do in it. Steps stand in an order, and can be done in any."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    guidance = models.TextField(max_length=GUIDANCE_LENGTH, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class SmallTask(models.Model):
    """Something one of those taking part does: who is a ``person`` we know, or just the ``name`` of one who is with us.

    ``title`` says what, ``due_on`` by when. ``done_by`` ticked it off.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    step = models.ForeignKey(Step, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TASK_LENGTH)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_at=None), name="small_task_due")]
        constraints = [models.CheckConstraint(condition=Q(person=None) | Q(name=""), name="small_task_one_who")]

    def __str__(self) -> str:
        return self.title

    @property
    def who(self) -> str:
        return self.person.name if self.person else self.name

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < clock.today()


class ProcessTemplate(AboutSubject):
    """The municipality's own way of working, kept for the next time.

    ``steps`` is a list of {"title", "guidance", "tasks": [what, ...]}: copied when a process starts, so that a change
    here touches none that runs.
    """

    name = models.CharField(max_length=TITLE_LENGTH)
    steps = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name
