"""What was decided, by whom with which right, and why; and what a body advised. Advice is never a decision.

The two are records of their own (rule of power 1): nothing that reads an advice changes by it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Person, Unit
from samspil.foundation import clock
from samspil.foundation.models import Subject

REASON_LENGTH = 2000
INTEREST_LENGTH = 300
UNSAID = _("Sig, om du selv har noget på spil.")
ADVICE_LENGTH = 3000


class Matter(models.TextChoices):
    """What a decision is about."""

    APPROVAL = "approval", _("Om noget må prøves af")
    CONCLUSION = "conclusion", _("Hvad der sker efter en afprøvning")
    ADOPTION = "adoption", _("Om en enhed tager noget i brug")
    VERDICT = "verdict", _("Om en teknologi er værd at bruge")


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


class Stake(models.TextChoices):
    """What a member of a body that advises said of their own interests. Whoever has more at stake leaves the room."""

    NONE = "none", _("Ingen egen interesse")
    SMALL = "small", _("En lille interesse, som ikke betyder noget her")
    LEFT = "left", _("Har noget på spil, og gik ud, mens det blev drøftet")


class Advice(models.Model):
    """What a body advises: never a decision. None is edited or removed: a later one stands above it.

    ``body`` is the actor of a body that may advise; ``dissent`` the minority's own words, where there is one;
    ``by`` wrote it down.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="advice")
    body = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    recommendation = models.TextField(max_length=ADVICE_LENGTH)
    dissent = models.TextField(max_length=ADVICE_LENGTH, blank=True)
    meeting_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "advice"
        constraints = [models.CheckConstraint(condition=~Q(recommendation=""), name="advice_says_something")]

    def __str__(self) -> str:
        return self.recommendation[:60]

    @property
    def spoke(self) -> list["AdviceInterest"]:
        """Those who advised. Reads ``interests``, which ``queries.advice_on`` has fetched."""
        return [row for row in self.interests.all() if not row.stepped_out]

    @property
    def stepped_out(self) -> list["AdviceInterest"]:
        return [row for row in self.interests.all() if row.stepped_out]


class AdviceInterest(models.Model):
    """The statement of one member who took part, or who left the room because they had something at stake."""

    advice = models.ForeignKey(Advice, models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    interest = models.CharField(max_length=5, choices=Stake)
    note = models.CharField(max_length=INTEREST_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["advice", "person"], name="advice_interest_once"),
            models.CheckConstraint(
                condition=Q(interest=Stake.NONE, note="") | (~Q(interest=Stake.NONE) & ~Q(note="")),
                name="advice_interest_is_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_interest_display()}"

    @property
    def stepped_out(self) -> bool:
        return self.interest == Stake.LEFT


@dataclass(frozen=True, slots=True)
class Sitting:
    """A body over a matter, as the rule about advice needs it. ``parties``: actors who have something to win by it."""

    subject: Subject
    body: Actor
    parties: frozenset[UUID] = frozenset()
