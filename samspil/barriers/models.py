"""What stands in the way of change, told where it is met, and what somebody does about it (C80)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Contribution, Person

BODY_LENGTH = 600
RESPONSE_LENGTH = 1000


class BarrierKind(models.TextChoices):
    """The four that the strategy expects, and room for what it did not."""

    SOCIETY = "society", _("Vil samfundet tage ansvar?")
    HABIT = "habit", _("Vane")
    POWER = "power", _("Styring og magt")
    STRUCTURE = "structure", _("Måden, vi er organiseret på")
    OTHER = "other", _("Noget andet")


class BarrierStatus(models.TextChoices):
    OPEN = "open", _("Står i vejen")
    TACKLED = "tackled", _("Vi gør noget ved det")
    GONE = "gone", _("Overvundet")
    STAYS = "stays", _("Bliver stående")


class Barrier(Contribution):
    """Something that stands in the way of a challenge or a trial: the context of its subject.

    Told without blame, and open until somebody from the municipality has said what is done about it.
    """

    kind = models.CharField(max_length=10, choices=BarrierKind)
    body = models.TextField(max_length=BODY_LENGTH)
    status = models.CharField(max_length=8, choices=BarrierStatus, default=BarrierStatus.OPEN)
    response = models.TextField(max_length=RESPONSE_LENGTH, blank=True)
    responded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    responded_at = models.DateTimeField(null=True, blank=True, editable=False)

    may_respond: bool  # filled by pages for their viewer
    may_withdraw: bool

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["kind", "status"], name="barrier_filtered")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status=BarrierStatus.OPEN, response="", responded_by=None, responded_at=None)
                | (~Q(status=BarrierStatus.OPEN) & Q(responded_by__isnull=False, responded_at__isnull=False)),
                name="barrier_is_open_until_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:60]
