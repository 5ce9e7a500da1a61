"""Trials: something small and bounded that any actor tries out, and what came of it."""

from datetime import timedelta
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person, Sphere, Unit
from samspil.codetermination.models import Touch
from samspil.decisions.models import Case
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.practices.models import Practice
from samspil.proposals.models import Proposal

TITLE_LENGTH = 120
TEXT_LENGTH = 2000
LINE_LENGTH = 300
MOST_COST = 100_000_000  # DKK; more is a slip of the finger
APPROVE_WITHIN = timedelta(days=7)
LAPSES_AFTER = timedelta(days=28)  # counted from the day somebody asked


class Scale(models.TextChoices):
    LIGHT = "light", _("Let afprøvning")
    FULL = "full", _("Fuld afprøvning")


class Status(models.TextChoices):
    DRAFT = "draft", _("Kladde")
    ASKED = "asked", _("Venter på ja")
    READY = "ready", _("Klar")
    RUNNING = "running", _("I gang")
    CONCLUDED = "concluded", _("Afsluttet")
    REFUSED = "refused", _("Fik nej")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


class Outcome(models.TextChoices):
    ADOPT = "adopt", _("Vi tager det i brug")
    ADAPT = "adapt", _("Vi retter det til og tager det i brug")
    STOP = "stop", _("Vi stopper, og det lærte vi")


class CostNeutral(models.TextChoices):
    """Whether it costs more than today (H "uden at det koster mere", C07)."""

    YES = "yes", _("Ja, det koster ikke mere end i dag")
    NO = "no", _("Nej, det koster mere")
    UNKNOWN = "unknown", _("Det ved vi ikke endnu")


class Trial(Contribution):
    """A proposal that is tried out. ``actor`` carries it.

    ``needs_*`` is what it needs of the municipality: only that takes a leader's yes (``answerer`` owes it by
    ``answer_due``; after seven days of silence ``deputy`` may give it too). A light trial is reversible, and uses no
    personal data and changes no care. ``touches`` holds the codes of what changes for staff: that asks for MED first.
    ``believe``, ``leads_to`` and ``seen_by`` are the sentence of a full trial. ``ways_in_words`` holds the other ways
    that were thought of and are no proposals, one to a line.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="trials")
    title = models.CharField(max_length=TITLE_LENGTH)
    scale = models.CharField(max_length=5, choices=Scale)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="trials")
    what = models.TextField(max_length=TEXT_LENGTH, blank=True)
    who = models.CharField(max_length=LINE_LENGTH, blank=True)
    noticing = models.TextField(max_length=TEXT_LENGTH, blank=True)
    reason = models.TextField(max_length=TEXT_LENGTH, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    cost = models.PositiveIntegerField(default=0)
    cost_neutral = models.CharField(max_length=8, choices=CostNeutral, default=CostNeutral.UNKNOWN)
    needs_staff = models.BooleanField(default=False)
    needs_money = models.BooleanField(default=False)
    needs_premises = models.BooleanField(default=False)
    needs_data = models.BooleanField(default=False)
    is_reversible = models.BooleanField(default=False)
    uses_personal_data = models.BooleanField(default=False)
    changes_care = models.BooleanField(default=False)
    touches = models.JSONField(default=list)

    believe = models.CharField(max_length=LINE_LENGTH, blank=True)
    leads_to = models.CharField(max_length=LINE_LENGTH, blank=True)
    seen_by = models.CharField(max_length=LINE_LENGTH, blank=True)
    alternatives = models.ManyToManyField(Proposal, blank=True, related_name="+")
    ways_in_words = models.TextField(max_length=TEXT_LENGTH, blank=True)
    workflows = models.TextField(max_length=TEXT_LENGTH, blank=True)
    competences_needed = models.TextField(max_length=TEXT_LENGTH, blank=True)
    competences_present = models.TextField(max_length=TEXT_LENGTH, blank=True)
    users_part = models.TextField(max_length=TEXT_LENGTH, blank=True)
    sponsor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="sponsors")
    horizon_on = models.DateField(null=True, blank=True)

    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    answerer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer_due = models.DateField(null=True, blank=True)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    passed_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    concluded_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=5, choices=Outcome, blank=True)
    went = models.TextField(max_length=TEXT_LENGTH, blank=True)
    users_said = models.TextField(max_length=TEXT_LENGTH, blank=True)
    learning = models.TextField(max_length=TEXT_LENGTH, blank=True)
    practice = models.ForeignKey(Practice, models.SET_NULL, null=True, blank=True, related_name="from_trials")

    history = person_history()

    class Meta(Contribution.Meta):
        indexes = [
            models.Index(fields=["status", "ends_on"], name="trial_on_board"),
            models.Index(fields=["proposal", "subject"], name="trial_of_proposal"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="trial_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(scale=Scale.LIGHT) | Q(is_reversible=True, uses_personal_data=False, changes_care=False),
                name="trial_light_is_light",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CONCLUDED, outcome__in=Outcome.values)
                | (~Q(status=Status.CONCLUDED) & Q(outcome="")),
                name="trial_concluded_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_light(self) -> bool:
        return self.scale == Scale.LIGHT

    @property
    def needs_approval(self) -> bool:
        """Leaders approve only municipal staff, money, premises and data."""
        return self.needs_staff or self.needs_money or self.needs_premises or self.needs_data

    @property
    def hosts(self) -> frozenset[UUID]:
        """Who holds the page it came from."""
        challenge = self.proposal.challenge
        return frozenset({challenge.host_id} if challenge and challenge.host_id else ())

    @property
    def parties(self) -> frozenset[UUID]:
        """The actors outside the municipality who carry it or take part. One query."""
        taking_part = [self.actor, *(partner.actor for partner in self.partners.select_related("actor"))]
        return frozenset(actor.pk for actor in taking_part if actor.sphere != Sphere.MUNICIPALITY)

    def case(self) -> Case:
        """What a leader's yes, and the conclusion, are decided as (samspil.decisions)."""
        return Case(
            subject=self.subject,
            unit=self.unit if self.needs_approval else None,
            amount=self.cost if self.needs_money else 0,
            hosts=self.hosts,
            parties=self.parties,
            carriers=frozenset({self.actor_id}),
            # Named because nobody answered; what came of the trial is the leader's to decide again.
            deputies=frozenset({self.deputy_id} if self.deputy_id and self.status == Status.ASKED else ()),
        )

    @property
    def is_open(self) -> bool:
        """Still before it starts: its text may change."""
        return self.withdrawn_at is None and self.status in (Status.DRAFT, Status.ASKED, Status.READY, Status.REFUSED)

    @property
    def is_running(self) -> bool:
        return self.status == Status.RUNNING

    @property
    def touched(self) -> str:
        """What changes for the staff, in words."""
        return ", ".join(str(Touch(code).label) for code in Touch.values if code in self.touches)

    @property
    def is_overdue(self) -> bool:
        """Silence is never consent: past its date it shows as unanswered (rule of power 4)."""
        return bool(self.status == Status.ASKED and self.answer_due and self.answer_due < clock.today())

    @property
    def is_lapsed(self) -> bool:
        """Nobody ever answered: the question no longer stands, and may be asked anew (C37)."""
        return bool(self.status == Status.ASKED and self.asked_at and self.asked_at + LAPSES_AFTER < clock.now())

    @property
    def is_due(self) -> bool:
        """Its period is over, and nobody has said yet what came of it."""
        return bool(self.is_running and self.ends_on and self.ends_on < clock.today())


class PartnerInterest(models.TextChoices):
    """What a partner has at stake (H 3, producers and networks, C49)."""

    NONE = "none", _("Ingen egen interesse")
    SELLS = "sells", _("Sælger eller udvikler noget, der prøves af")
    OTHER = "other", _("En anden interesse")


class Partner(models.Model):
    """An actor that takes part in a trial: as what, and with which interest of its own. ``delivers``: does the work."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="partners")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    role = models.CharField(max_length=160)
    delivers = models.BooleanField(default=False)
    interest = models.CharField(max_length=5, choices=PartnerInterest)
    interest_note = models.CharField(max_length=LINE_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "actor"], name="trial_partner_once"),
            models.CheckConstraint(
                condition=Q(interest=PartnerInterest.NONE) | ~Q(interest_note=""), name="trial_partner_tells_interest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.role}"


class Question(models.Model):
    """What whoever may approve wants to know first. It is not the answer: the clock goes on."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="questions")
    body = models.TextField(max_length=TEXT_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    reply = models.TextField(max_length=TEXT_LENGTH, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.body[:60]


class Extension(models.Model):
    """A trial that goes on longer than planned: until when it was to last, and why it lasts longer."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="extensions")
    ended_on = models.DateField()
    reason = models.CharField(max_length=LINE_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ended_on}: {self.reason}"


class Side(models.TextChoices):
    """From whose side something is told."""

    USER = "user", _("Bruger")
    RELATIVE = "relative", _("Pårørende")
    STAFF = "staff", _("Personale")
    PARTNER = "partner", _("Samarbejdspartner")


class DiaryEntry(Contribution):
    """What somebody noticed while a trial ran."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="diary")
    side = models.CharField(max_length=8, choices=Side)
    body = models.TextField(max_length=TEXT_LENGTH)

    may_withdraw: bool  # filled by the trial's page for its viewer

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["trial", "subject"], name="diary_of_trial")]
        verbose_name_plural = "diary entries"

    def __str__(self) -> str:
        return self.body[:60]
