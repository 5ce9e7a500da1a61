"""What was decided, by whom with which right, and why. Advice is never a decision (rule of power 1)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.models import Subject

REASON_LENGTH = 2000
INTEREST_LENGTH = 300


class Matter(models.TextChoices):
    """What a decision is about."""

    APPROVAL = "approval", _("Om noget må prøves af")
    CONCLUSION = "conclusion", _("Hvad der sker efter en afprøvning")
    ADOPTION = "adoption", _("Om en enhed tager noget i brug")


class Interest(models.TextChoices):
    """The statement on conflicts of interest (forvaltningsloven §§ 3-4). Whoever has more at stake must not decide."""

    NONE = "none", _("Jeg har ingen egen interesse i sagen")
    SMALL = "small", _("Jeg har en lille interesse, som ikke betyder noget her")


class Decision(models.Model):
    """One decision. None is edited or removed: a later one stands above it.

    ``unit`` is the department that owns the matter; ``amount`` is DKK, where the decision spends.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="decisions")
    matter = models.CharField(max_length=12, choices=Matter)
    outcome = models.CharField(max_length=12)
    reason = models.TextField(max_length=REASON_LENGTH)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.PositiveIntegerField(null=True, blank=True)
    interest = models.CharField(max_length=5, choices=Interest)
    interest_note = models.CharField(max_length=INTEREST_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(interest=Interest.NONE, interest_note="")
                | (Q(interest=Interest.SMALL) & ~Q(interest_note="")),
                name="decision_small_interest_is_told",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_matter_display()}: {self.outcome}"


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be decided, as the rule needs it.

    ``unit`` owns the matter; nobody's where only civil society is concerned, and then those who carry it decide.
    ``hosts`` hold the page, ``parties`` are the actors outside the municipality that it is about, ``carriers`` those
    who carry it, and ``deputies`` were named after seven days of silence. ``amount`` is DKK.
    """

    subject: Subject
    unit: Unit | None
    amount: int = 0
    hosts: frozenset[UUID] = frozenset()
    parties: frozenset[UUID] = frozenset()
    carriers: frozenset[UUID] = frozenset()
    deputies: frozenset[UUID] = frozenset()
