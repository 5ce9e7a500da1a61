"""Help that somebody asks for, who is on it, and what came of it."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Contribution, Person, Unit
from samspil.foundation import clock
from samspil.foundation.models import AboutSubjectQuerySet, Subject, may_read
from samspil.foundation.viewer import Viewer

ANSWER_WITHIN = timedelta(days=14)
TITLE_LENGTH = 150
BODY_LENGTH = 3000
LINKS_LENGTH = 1000


class HelpKind(models.TextChoices):
    KNOWLEDGE = "knowledge", _("Viden om, hvad andre har gjort")
    FUNDING = "funding", _("En ansøgning til en fond")
    FACILITATION = "facilitation", _("En, der kan lede et møde")
    OTHER = "other", _("Noget andet")


class HelpStatus(models.TextChoices):
    ASKED = "asked", _("Venter på en, der tager den")
    ASSIGNED = "assigned", _("Nogen er i gang")
    ANSWERED = "answered", _("Har fået hjælp")
    CLOSED = "closed", _("Afsluttet")


class HelpRequestQuerySet(AboutSubjectQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """What is for staff alone is read by whoever asked for it, too."""
        allowed = may_read(viewer, "subject__")
        if viewer.person_id:
            asked_it = Q(author=viewer.person_id) | Q(entered_by=viewer.person_id)
            allowed |= asked_it & Q(subject__shown=True)
        return self.filter(allowed)


class HelpRequest(Contribution):
    """Somebody asks the municipality for help with a matter, or with nothing in particular.

    ``about`` is the page it is about. ``assigned_to`` is on it; when they are silent, ``deputy`` is as well. ``status``
    goes from asked to assigned, answered and closed, and back when it did not help. ``answered_at`` is the first time.
    """

    kind = models.CharField(max_length=14, choices=HelpKind)
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    about = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="help_requests")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="help_requests")
    status = models.CharField(max_length=10, choices=HelpStatus, default=HelpStatus.ASKED)
    asked_on = models.DateField(default=clock.today)
    answer_due = models.DateField()
    assigned_to = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="helps")
    assigned_at = models.DateTimeField(null=True, blank=True)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="helps_as_deputy")
    passed_on_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Contribution.Meta):
        indexes = [
            models.Index(fields=["status", "answer_due"], name="help_waiting"),
            models.Index(fields=["about"], name="help_about"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(status="assigned") | Q(assigned_to__isnull=False), name="help_assigned_to_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "closed"]) | Q(answered_at__isnull=False),
                name="help_answered_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits(self) -> bool:
        """Whether somebody owes an answer."""
        return self.withdrawn_at is None and self.status in (HelpStatus.ASKED, HelpStatus.ASSIGNED)

    @property
    def is_overdue(self) -> bool:
        return self.waits and self.answer_due < clock.today()


class HelpAnswer(models.Model):
    """What was found out, with links, by whom. ``reply`` is why it did not help, when whoever asked said so."""

    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.TextField(max_length=BODY_LENGTH)
    links = models.TextField(max_length=LINKS_LENGTH, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    reply = models.TextField(max_length=BODY_LENGTH, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def addresses(self) -> list[str]:
        return self.links.splitlines()
