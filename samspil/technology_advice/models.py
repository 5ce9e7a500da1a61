"""What the cross-cutting group for welfare technology is asked, and what it answered (H, "Organisering", C54).

The group advises. The advice is a record of ``decisions``; here stands who asked, what, and by when.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from samspil.actors.models import Actor, Person, Unit
from samspil.decisions.models import Advice
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AboutSubjectQuerySet, Subject

ANSWER_WITHIN = timedelta(days=14)
LONGEST_WAIT = timedelta(days=183)
QUESTION_LENGTH = 1000


class AdviceRequest(models.Model):
    """A question to the group about one matter: an assessment, a trial of a technology, or a unit's need.

    It is read by whoever reads the matter. ``unit`` owns the matter. ``answerer`` speaks for the group, and ``deputy``
    is another member, named after seven days of silence. Past ``due`` it shows as unanswered, and holds nothing up.
    What was decided without an answer may be asked about anew: the old question is ``overtaken_at`` then, and stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="advice_requests")
    body = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    question = models.TextField(max_length=QUESTION_LENGTH)
    due = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    answerer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    advice = models.OneToOneField(Advice, models.PROTECT, null=True, blank=True, related_name="request")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    overtaken_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AboutSubjectQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["advice", "due"], name="advice_request_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(advice=None, withdrawn_at=None, overtaken_at=None),
                name="advice_request_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(advice=None) | Q(withdrawn_at=None), name="advice_request_answered_stays"
            ),
        ]

    def __str__(self) -> str:
        return self.question[:60]

    @property
    def is_waiting(self) -> bool:
        return self.advice_id is None and self.withdrawn_at is None and self.overtaken_at is None

    @property
    def is_overdue(self) -> bool:
        """Past its day it shows as unanswered. Nothing waits for it (rules of power 1 and 4)."""
        return self.is_waiting and self.due < clock.today()
