"""What staff and management discuss in MED, and the myths that somebody has heard (H 4, C43).

A discussion in MED is neither a consent nor a veto: it says that those who work there were heard, where and when.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person, Unit
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import TITLE_LENGTH, AboutSubjectQuerySet, Subject

ANSWER_WITHIN = timedelta(days=14)
NOTE_LENGTH = 600
BODY_LENGTH = 2000


class Touch(models.TextChoices):
    """What changes for those who work there (rule of power 5)."""

    TASKS = "tasks", _("Arbejdsopgaver")
    STAFFING = "staffing", _("Bemanding")
    ENVIRONMENT = "environment", _("Arbejdsmiljø")


class Phase(models.TextChoices):
    """Before what the discussion is due."""

    START = "start", _("Før det går i gang")
    ADOPTION = "adoption", _("Før det bliver hverdag")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stood of a discussion before it was corrected; once it was taken away (``taken_on``, ``why``), no words."""

    number: int  # 1 for what was first written
    discussed_on: date
    note: str
    until: date
    taken_on: date | None
    why: str


class MedItem(models.Model):
    """Something on the agenda of a MED committee, put there by the verb that changes tasks, staffing or environment.

    ``why`` holds the codes of ``Touch``. ``noted_by`` wrote down that it was discussed: for the committee, or as the
    unit's leader with a reference to its minutes. That it was discussed stays; what was written of it may be corrected,
    and ``earlier`` keeps what stood there: ``discussed_on``, ``note`` and the day ``until`` which it did. Words that
    should never have stood there, a name for one, are taken away with a reason: ``taken_on`` and ``why`` stand instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="med_items")
    phase = models.CharField(max_length=8, choices=Phase)
    why = models.JSONField(default=list)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    committee = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="med_items")
    at = models.DateTimeField(default=clock.now, editable=False)
    discussed_on = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField(null=True, blank=True, editable=False)
    earlier = models.JSONField(default=list, blank=True, editable=False)

    objects = AboutSubjectQuerySet.as_manager()

    may_note: bool  # filled by queries.put_what_may_be_done
    may_correct: bool
    may_take_away: bool

    class Meta:
        indexes = [models.Index(fields=["discussed_on", "at"], name="med_item_agenda")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "phase"], condition=Q(discussed_on=None), name="med_item_open_once"
            ),
            models.CheckConstraint(
                condition=Q(discussed_on=None, noted_by=None, noted_at=None)
                | Q(discussed_on__isnull=False, noted_by__isnull=False, noted_at__isnull=False),
                name="med_item_discussed_is_noted",
            ),
        ]

    def __str__(self) -> str:
        return self.subject.title

    @property
    def version(self) -> int:
        """1 for what was first written, one more for each correction."""
        return len(self.earlier) + 1

    @property
    def corrections(self) -> list[Earlier]:
        """What stood there before, the newest first."""
        day = date.fromisoformat
        found = [
            Earlier(
                number,
                day(was["discussed_on"]),
                was["note"],
                day(was["until"]),
                day(was["taken_on"]) if "taken_on" in was else None,
                was.get("why", ""),
            )
            for number, was in enumerate(self.earlier, start=1)
        ]
        return found[::-1]

    @property
    def touches(self) -> str:
        """What changes, in words."""
        return ", ".join(str(Touch(code).label) for code in Touch.values if code in self.why)


class Myth(Contribution):
    """Something people say about volunteers, staff or users: "De frivillige tager vores arbejde".

    It is raised so that it can be talked about and answered. ``answered_at`` is when the first answer came; until then
    the ``committee`` owes one, and after seven days of silence ``deputy`` may give it too.
    """

    claim = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    committee = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    answerer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer_due = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["answered_at"], name="myth_answered")]

    def __str__(self) -> str:
        return self.claim

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        """Silence is never consent: past its date it shows as unanswered (rule of power 4)."""
        return self.is_open and not self.is_answered and self.answer_due < clock.today()


class MythReply(Contribution):
    """What somebody has to say about a myth, in their own words. For and against are not counted."""

    myth = models.ForeignKey(Myth, models.CASCADE, related_name="replies")
    body = models.TextField(max_length=BODY_LENGTH)

    may_withdraw: bool  # filled by the myth's page for its viewer

    def __str__(self) -> str:
        return self.body[:60]


class MythAnswer(Contribution):
    """An answer by a named person, for a MED committee or as a leader. A later one stands above; none is removed."""

    myth = models.ForeignKey(Myth, models.CASCADE, related_name="answers")
    body = models.TextField(max_length=BODY_LENGTH)

    visible_sources: list[Subject]  # filled by queries.answers_to

    def __str__(self) -> str:
        return self.body[:60]


class MythSource(models.Model):
    """What an answer rests on: a piece of knowledge, a practice, an evaluation."""

    answer = models.ForeignKey(MythAnswer, models.CASCADE, related_name="sources")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "subject"], name="myth_source_once")]

    def __str__(self) -> str:
        return self.subject.title
