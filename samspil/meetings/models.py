"""Meetings of a unit, the notes that come in while they are open, and what becomes of them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AboutSubject, Subject
from samspil.proposals.models import Proposal

TITLE_LENGTH = 80
NOTE_LENGTH = 300
GROUP_LENGTH = 80
TRIES_LENGTH = 200
SUMMARY_LENGTH = 1000
CODE_LENGTH = 5
NOTES_KEPT = timedelta(days=30)  # those that became nothing


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", _("Planlagt")
    OPEN = "open", _("I gang")
    ENDED = "ended", _("Slut")
    CANCELLED = "cancelled", _("Aflyst")


class Meeting(AboutSubject):
    """A staff meeting of a unit, kept by its ``chair``.

    ``code`` lets phones in while the meeting is open, and is gone with it. ``last_number`` is the newest note's, and
    ``shown_changes`` counts what changes on the screens: whoever asks again and again is answered by one row.
    ``tries`` is the one thing they try, looked at on ``tries_on``; ``trial`` is the trial that was made of it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=TITLE_LENGTH)
    starts_at = models.DateTimeField()
    chair = models.ForeignKey(Person, models.PROTECT, related_name="chairs")
    status = models.CharField(max_length=10, choices=MeetingStatus, default=MeetingStatus.PLANNED)
    code = models.CharField(max_length=CODE_LENGTH, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    releases_at_once = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    shown_changes = models.PositiveIntegerField(default=0, editable=False)
    tries = models.CharField(max_length=TRIES_LENGTH, blank=True)
    tries_on = models.DateField(null=True, blank=True)
    tries_who = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    trial = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="+")
    summary = models.TextField(max_length=SUMMARY_LENGTH, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-starts_at"], name="meeting_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="meeting_code_once"),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.OPEN) | Q(code=""), name="meeting_code_only_while_open"
            ),
            models.CheckConstraint(
                condition=Q(tries="", tries_on=None) | (~Q(tries="") & Q(tries_on__isnull=False)),
                name="meeting_tries_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_planned(self) -> bool:
        return self.status == MeetingStatus.PLANNED

    @property
    def is_open(self) -> bool:
        return self.status == MeetingStatus.OPEN

    @property
    def is_ended(self) -> bool:
        return self.status == MeetingStatus.ENDED

    @property
    def is_cancelled(self) -> bool:
        return self.status == MeetingStatus.CANCELLED


class NoteGroup(models.Model):
    """Notes the chair put together under a heading. ``became`` is the idea or the challenge made of them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="groups")
    title = models.CharField(max_length=GROUP_LENGTH)
    became = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "title"], name="note_group_once")]

    def __str__(self) -> str:
        return self.title


class NoteChannel(models.TextChoices):
    """How a note came in. Who wrote it is kept nowhere."""

    PHONE = "phone", _("Fra en telefon")
    NOTE_TAKER = "note_taker", _("Skrevet ned på mødet")
    PAPER = "paper", _("På papir")


class MeetingNote(models.Model):
    """A few words from somebody in the room. Without a name, and seen by all once the chair has let it out.

    ``number`` is given while the meeting's row is held, so whoever has seen a number has seen all before it. ``count``
    is how many said the same: a double is merged into the note it repeats.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField(editable=False)
    body = models.CharField(max_length=NOTE_LENGTH)
    channel = models.CharField(max_length=10, choices=NoteChannel, default=NoteChannel.PHONE)
    at = models.DateTimeField(default=clock.now, editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    group = models.ForeignKey(NoteGroup, models.SET_NULL, null=True, blank=True, related_name="notes")
    count = models.PositiveSmallIntegerField(default=1)
    became = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meeting_note_number_once")]

    def __str__(self) -> str:
        return self.body

    @property
    def is_waiting(self) -> bool:
        return self.released_at is None and self.hidden_at is None

    @property
    def is_shown(self) -> bool:
        return self.released_at is not None and self.hidden_at is None


class AgendaItem(models.Model):
    """An idea that a meeting takes up again, with whatever has become of it since."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "proposal"], name="agenda_item_once")]

    def __str__(self) -> str:
        return str(self.proposal)
