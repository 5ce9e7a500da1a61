"""The yearly award: its rounds, who was nominated by whom, the jury, and what it decided (C61, C68).

Only the round has a page that everybody reads. Who was nominated is nobody's business before they have said yes, so
candidates and nominations are no subjects: they reach no list, search or timeline by themselves.
"""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import NAME_LENGTH, Actor, Channel, Person, Unit
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import TITLE_LENGTH, AboutSubject, Subject

WHY_LENGTH = 600
PURPOSE_LENGTH = 1000
PRIZE_LENGTH = 300
RELATION_LENGTH = 80
REASON_LENGTH = 1500
WORDS_LENGTH = 300
CRITERIA_LENGTH = 800
MOST_CRITERIA = 6
MOST_POINTS = 5
FEWEST_SCORES = 3  # of members without a conflict, before anybody can win


class NomineeKind(models.TextChoices):
    """Who may be nominated."""

    VOLUNTEER = "volunteer", _("Frivillig")
    GROUP = "group", _("Gruppe eller forening")
    EMPLOYEE = "employee", _("Medarbejder")
    COMPANY = "company", _("Virksomhed")


PERSONS = (NomineeKind.VOLUNTEER, NomineeKind.EMPLOYEE)


class RoundState(models.TextChoices):
    """Where a round stands. Kept nowhere: its days and what the jury has done say it."""

    PLANNED = "planned", _("Åbner senere")
    OPEN = "open", _("Åben for indstillinger")
    CLOSED = "closed", _("Juryen vælger")
    JUDGED = "judged", _("Juryen har valgt")
    ANNOUNCED = "announced", _("Prisen er givet")


class NomineeAnswer(models.TextChoices):
    """What the nominated said themselves. Only those who said yes are seen by the jury."""

    WAITING = "waiting", _("Har ikke svaret endnu")
    SHOWN = "shown", _("Ja, og navnet må stå på siden")
    QUIET = "quiet", _("Ja, men uden navn på siden")
    NO = "no", _("Nej tak")


YES = (NomineeAnswer.SHOWN, NomineeAnswer.QUIET)


class AnswerWay(models.TextChoices):
    """How the nominated said it."""

    LINK = "link", _("med linket i mailen")
    MAIL = "mail", _("i en mail")
    PHONE = "phone", _("i telefonen")
    MEETING = "meeting", _("på et møde")
    PAPER = "paper", _("på papir")


class JurySide(models.TextChoices):
    """Where a member of the jury comes from: the balance is shown."""

    CITIZENS = "citizens", _("Borgere og foreninger")
    EMPLOYEES = "employees", _("Medarbejdere")
    COUNCIL = "council", _("Byråd og råd")
    YOUNG = "young", _("Unge")
    COMPANIES = "companies", _("Virksomheder")


class Closeness(models.TextChoices):
    """How close a member of the jury is to a candidate, in plain words (after forvaltningsloven §§ 3-6)."""

    NONE = "none", _("Jeg kender dem ikke")
    KNOWS = "knows", _("Jeg kender dem, men vi er ikke tæt på hinanden")
    FAMILY = "family", _("Nær familie, nær ven, eller vi ligger i strid")
    ASSOCIATION = "association", _("Min egen forening")
    WORKPLACE = "workplace", _("Min egen arbejdsplads")
    SELF = "self", _("Det er mig, eller jeg har selv indstillet dem")


FREE = (Closeness.NONE, Closeness.KNOWS)


class AwardRound(AboutSubject):
    """The award of one year: what it is given for, when, and who answers for it.

    ``criteria`` is one on each line; each candidate gets points for each of them. ``kinds`` are codes of
    ``NomineeKind``. ``announce_on`` is the day it is planned to be given.
    """

    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(1990), MaxValueValidator(2199)])
    title = models.CharField(max_length=TITLE_LENGTH)
    purpose = models.TextField(max_length=PURPOSE_LENGTH)
    criteria = models.TextField(max_length=CRITERIA_LENGTH)
    kinds = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField()
    announce_on = models.DateField()
    prize = models.TextField(max_length=PRIZE_LENGTH, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-year", "-subject"], name="award_round_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="award_opens_before_closing"),
            models.CheckConstraint(
                condition=Q(announce_on__gt=models.F("closes_on")), name="award_given_after_closing"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def criteria_lines(self) -> list[str]:
        return self.criteria.splitlines()

    @property
    def kind_labels(self) -> list[str]:
        return [str(kind.label) for kind in NomineeKind if kind in self.kinds]

    @property
    def decision(self) -> "Award | None":
        """What the jury decided, if it has. No query where it was selected along."""
        try:
            return self.award
        except Award.DoesNotExist:
            return None

    @property
    def state(self) -> RoundState:
        if decision := self.decision:
            return RoundState.ANNOUNCED if decision.announced_at else RoundState.JUDGED
        today = clock.today()
        if today < self.opens_on:
            return RoundState.PLANNED
        return RoundState.OPEN if today <= self.closes_on else RoundState.CLOSED

    @property
    def is_announced(self) -> bool:
        return self.state == RoundState.ANNOUNCED

    @cached_property
    def juror_ids(self) -> frozenset[UUID]:
        """Who sits in the jury now. Read once: a page asks for several permissions about the same round."""
        return frozenset(self.jury.filter(left_on=None).values_list("person", flat=True))


class Candidate(models.Model):
    """Who was nominated. What several have nominated is one candidate once the coordinator has gathered them.

    ``person`` is the one whose mail address the nominator gave, where we know them. Address and number are the
    coordinator's alone, and go when the award is given. ``noted_by`` wrote the answer down, unless it came by link.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="candidates")
    kind = models.CharField(max_length=10, choices=NomineeKind)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    answer = models.CharField(max_length=8, choices=NomineeAnswer, default=NomineeAnswer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    answered_how = models.CharField(max_length=8, choices=AnswerWay, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    gathered_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="gathered")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=NomineeAnswer.WAITING, answered_on=None, answered_how="")
                | (~Q(answer=NomineeAnswer.WAITING) & Q(answered_on__isnull=False) & ~Q(answered_how="")),
                name="award_answer_when_and_how",
            ),
            # A no leaves nothing behind but that somebody was nominated.
            models.CheckConstraint(
                condition=~Q(answer=NomineeAnswer.NO) | Q(name="", email="", phone="", actor=None, person=None),
                name="award_no_leaves_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        """Hidden with its round."""
        return self.round.subject

    @property
    def said_yes(self) -> bool:
        return self.answer in YES

    @property
    def is_shown(self) -> bool:
        """Whether the name may stand on the page."""
        return self.answer == NomineeAnswer.SHOWN and self.gathered_into_id is None and bool(self.name)


class Nomination(models.Model):
    """Why somebody should have it, in the words of whoever nominated them. Read by the jury, the coordinator and the
    nominated; never on a page for all.

    ``found`` is what the screening saw in the words: then nobody but the coordinator reads them before
    ``cleared_at``. Taken back, or answered with a no, the words are gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="nominations")
    why = models.TextField(max_length=WHY_LENGTH, blank=True)
    relation = models.CharField(max_length=RELATION_LENGTH, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    found = models.CharField(max_length=120, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entered_by=None, channel="") | (Q(entered_by__isnull=False) & ~Q(channel="")),
                name="nomination_entered_how",
            ),
        ]

    def __str__(self) -> str:
        return self.why[:60]

    @property
    def subject(self) -> Subject:
        return self.candidate.round.subject

    @property
    def is_held(self) -> bool:
        """Whether the coordinator is to look at the words before anybody else reads them."""
        return bool(self.found) and self.cleared_at is None


class JuryMember(models.Model):
    """Somebody in the jury, and the side they come from. Who leaves keeps their line, and their points do not count.

    ``called`` is the name that was written here, until they sit down and say how close they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="jury")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called = models.CharField(max_length=NAME_LENGTH, blank=True)
    side = models.CharField(max_length=10, choices=JurySide)
    left_on = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=WORDS_LENGTH, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="jury_member_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.called or self.person.name

    @property
    def subject(self) -> Subject:
        return self.round.subject


class Judgement(models.Model):
    """What one member of the jury says of one candidate: first how close they are, then points for each criterion.

    Whoever is too close gives no points and no words: the database holds them to it.
    """

    member = models.ForeignKey(JuryMember, models.CASCADE, related_name="judgements")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="judgements")
    closeness = models.CharField(max_length=12, choices=Closeness)
    stated_at = models.DateTimeField(default=clock.now, editable=False)
    points = models.JSONField(default=list, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "candidate"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(closeness__in=[choice.value for choice in FREE]) | Q(scored_at=None, words=""),
                name="judgement_too_close_is_silent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_closeness_display()}"

    @property
    def subject(self) -> Subject:
        return self.member.round.subject

    @property
    def is_excused(self) -> bool:
        return self.closeness not in FREE

    @property
    def mean(self) -> float | None:
        """The member's points for the candidate, all criteria alike."""
        return sum(self.points) / len(self.points) if self.scored_at and self.points else None


class Award(models.Model):
    """What the jury decided, and why. Once it is announced nothing in it changes: a later note stands below it.

    ``scores`` and ``median`` are what the winner had when the jury decided. ``consent_on`` and ``consent_how`` say when
    and how the winner agreed to be named; without it nothing is announced.
    """

    round = models.OneToOneField(AwardRound, models.CASCADE, related_name="award")
    winner = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=REASON_LENGTH)
    tie_reason = models.TextField(max_length=REASON_LENGTH, blank=True)
    scores = models.PositiveSmallIntegerField()
    median = models.DecimalField(max_digits=3, decimal_places=2)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now, editable=False)
    consent_on = models.DateField(null=True, blank=True)
    consent_how = models.CharField(max_length=8, choices=AnswerWay, blank=True)
    announced_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scores__gte=FEWEST_SCORES), name="award_scored_by_enough"),
            models.CheckConstraint(
                condition=Q(announced_at=None) | (Q(consent_on__isnull=False) & ~Q(consent_how="")),
                name="award_winner_agreed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.winner)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and Award.objects.filter(pk=self.pk, announced_at__isnull=False).exists():
            raise TypeError("What was announced stays as it is. Write a note below it.")
        super().save(*args, **kwargs)


class AwardNote(models.Model):
    """A correction below a decision that was announced: dated and signed, and never taken away."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=REASON_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
