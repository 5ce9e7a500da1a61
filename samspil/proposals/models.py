"""Proposals, the pledges that carry them, and the public answers."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person, Unit
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.tracks.models import Tracked

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


class RolePlanner(models.TextChoices):
    """Who plans what volunteers would do: the question behind "kommunale frivillige" (S, C21)."""

    VOLUNTEERS = "volunteers", _("De frivillige selv")
    TOGETHER = "together", _("De frivillige og kommunen sammen")
    MUNICIPALITY = "municipality", _("Kommunen")


class Proposal(Tracked, Contribution):
    """An idea, with or without a challenge. ``actor`` devised it; ``delivers`` would carry it out.

    ``answerer`` is the named person who owes a public answer by ``answer_due``; after seven days of silence ``deputy``
    may answer too. ``volunteer_role`` is what volunteers would do, where there is such a role.
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
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    passed_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    volunteer_role = models.CharField(max_length=160, blank=True)
    role_planned_by = models.CharField(max_length=12, choices=RolePlanner, blank=True)
    role_in_offer = models.BooleanField(default=False)

    history = person_history()

    visible_pledges: list["Pledge"]  # filled by queries.pledges_for
    visible_delivers: list[Actor]  # filled by paper.standing

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["challenge", "subject"], name="proposal_of_challenge")]
        constraints = [*Contribution.Meta.constraints, *Tracked.Meta.constraints]

    def __str__(self) -> str:
        return self.title

    @property
    def is_municipal_role(self) -> bool:
        """A volunteer role that is bound to a municipal offer and planned by the municipality (C21)."""
        return self.role_in_offer and self.role_planned_by == RolePlanner.MUNICIPALITY

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
    ASKED = "asked", _("Jeg vil gerne vide mere")


class Answer(models.Model):
    """A public answer with its reason. A later answer stands above the earlier one; none is removed.

    What is kept for later says when somebody looks at it again. Asking back is not the answer that is owed; ``reply``
    is what the author then told.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=10, choices=Outcome)
    body = models.TextField(max_length=BODY_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    look_again_on = models.DateField(null=True, blank=True)
    reply = models.TextField(max_length=BODY_LENGTH, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="answer_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(look_again_on=None) | Q(outcome=Outcome.LATER), name="answer_only_later_is_looked_at_again"
            ),
            models.CheckConstraint(condition=Q(reply="") | Q(outcome=Outcome.ASKED), name="answer_reply_was_asked_for"),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
