"""Proposals, the pledges that carry them, and the public answers."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person, Unit
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.history import person_history

BODY_LENGTH = 3000
PLEDGE_LENGTH = 200
MOST_MONEY = 100_000_000  # DKK in one pledge; more is a slip of the finger
ANSWER_WITHIN = timedelta(days=14)


class Degree(models.TextChoices):
    """How new it is (H 2, five types of innovation read as two axes, C28)."""

    INCREMENTAL = "incremental", _("En lille forbedring")
    RADICAL = "radical", _("Noget helt nyt")


class Object(models.TextChoices):
    """What changes (H 2)."""

    PRODUCT = "product", _("En ting")
    SERVICE = "service", _("En hjælp eller et tilbud")
    PROCESS = "process", _("En måde at arbejde på")


class Proposal(Contribution):
    """An idea, with or without a challenge. ``actor`` devised it; ``delivers`` would carry it out.

    ``answerer`` is the named person who owes a public answer by ``answer_due``.
    """

    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, blank=True, related_name="proposals")
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=BODY_LENGTH)
    degree = models.CharField(max_length=12, choices=Degree, default=Degree.INCREMENTAL)
    object = models.CharField(max_length=10, choices=Object, default=Object.SERVICE)
    delivers = models.ManyToManyField(Actor, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="proposals")
    answerer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="owes_answers")
    answer_due = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = person_history()

    visible_pledges: list["Pledge"]  # filled by queries.pledges_for

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["challenge", "subject"], name="proposal_of_challenge")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        """Silence is never consent: past its date it shows as unanswered (rule of power 4)."""
        return bool(self.is_open and self.answered_at is None and self.answer_due and self.answer_due < clock.today())


class PledgeKind(models.TextChoices):
    TIME = "time", _("Tid")
    PLACE = "place", _("Sted")
    KNOWLEDGE = "knowledge", _("Viden")
    EQUIPMENT = "equipment", _("Udstyr")
    MONEY = "money", _("Penge")


class Pledge(Contribution):
    """Support that somebody will carry out: not a like. ``amount`` is DKK and only for money."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="pledges")
    kind = models.CharField(max_length=10, choices=PledgeKind)
    body = models.CharField(max_length=PLEDGE_LENGTH)
    amount = models.PositiveIntegerField(null=True, blank=True)

    may_withdraw: bool  # filled by the proposal's page for its viewer

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(condition=Q(amount=None) | Q(kind=PledgeKind.MONEY), name="pledge_amount_is_money"),
        ]

    def __str__(self) -> str:
        return self.body


class Outcome(models.TextChoices):
    FORWARD = "forward", _("Vi går videre med det")
    LATER = "later", _("Ikke nu, men vi gemmer det")
    NO = "no", _("Nej, og her er hvorfor")


class Answer(models.Model):
    """A public answer with its reason. A later answer stands above the earlier one; none is removed."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=10, choices=Outcome)
    body = models.TextField(max_length=BODY_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="answer_newest")]

    def __str__(self) -> str:
        return self.get_outcome_display()
