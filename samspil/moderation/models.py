"""What waits to be looked at, what was taken off the pages and why, and who writes no more for now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.models import Subject


class HoldReason(models.TextChoices):
    """Why something is looked at before it shows."""

    SOMEBODY = "somebody", _("Det kan handle om et bestemt menneskes liv")
    LINK = "link", _("Første gang, og der er et link, en mail eller et nummer")
    REPORTED = "reported", _("Flere har sagt til")


class HoldOutcome(models.TextChoices):
    PUBLISHED = "published", _("Sat på siden")
    HIDDEN = "hidden", _("Skjult")


class Hold(models.Model):
    """Something that nobody reads before a coordinator has looked at it. ``found`` are the words that made us look.

    The subject is hidden meanwhile, so that ``may_read`` stays the one truth about reading.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=10, choices=HoldReason)
    found = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    told_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=HoldOutcome, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(settled_at=None), name="hold_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, outcome="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(outcome="")),
                name="hold_settled_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.found}"


class ReportReason(models.TextChoices):
    """What somebody who says to thinks is wrong. ``changed`` is said by the house itself, about an edit."""

    PRIVATE = "private", _("Der står noget privat om et menneske")
    HURTFUL = "hurtful", _("Det sårer eller truer nogen")
    SPAM = "spam", _("Det er reklame eller snyd")
    FALSE = "false", _("Det passer ikke")
    OTHER = "other", _("Noget andet")
    CHANGED = "changed", _("Rettet, så det kan handle om et bestemt menneskes liv")


class ReportOutcome(models.TextChoices):
    NOTHING = "nothing", _("Det kan blive stående")
    HIDDEN = "hidden", _("Det er skjult")


class Report(models.Model):
    """Somebody said that something is wrong. It stays on the page until it is looked at.

    ``origin`` is a keyed hash of where a guest wrote from: it names nobody, tells two guests apart, and is forgotten
    once the report is settled.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=10, choices=ReportReason)
    note = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    origin = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    told_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=ReportOutcome, blank=True)

    class Meta:
        ordering = ["at"]
        indexes = [
            models.Index(fields=["subject", "settled_at"], name="report_open"),
            models.Index(fields=["origin", "at"], name="report_from_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.note}"


class SenderBlock(models.Model):
    """Everything of one sender was hidden, and the sender writes no more until the block is lifted."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="blocks")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(lifted_at=None), name="sender_block_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.reason


class Hiding(models.Model):
    """Why something was taken off the pages, by whom, and whether it came back. ``block``: with all of its sender."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="hidings")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    block = models.ForeignKey(SenderBlock, models.SET_NULL, null=True, blank=True, related_name="hidings")
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
