"""Surveys: questions, sums and cut-offs, the links to answer by, and answers that nobody can be found in.

What stands here about an answer: the phase, the channel and the day. No person, no link, no hour; and free words stand
apart from the figures, so that neither leads to the other.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.models import TITLE_LENGTH, AboutSubject, Subject

INTRO_LENGTH = 1000
QUESTION_LENGTH = 300
LABEL_LENGTH = 60
NOTE_LENGTH = 300
WORDS_LENGTH = 2000
SMALLEST_GROUP = 5
MOST_QUESTIONS = 40
LATE_ENTRY = timedelta(days=7)  # answers on paper may still be typed in after the last day
KEEP_ADDRESSES = timedelta(days=30)  # after a round is closed


class Design(models.TextChoices):
    """How many times the same questions are asked."""

    ONCE = "once", _("Én gang")
    BEFORE_AFTER = "before_after", _("To gange: før og efter")


class Phase(models.TextChoices):
    ONCE = "once", _("Svarene")
    BEFORE = "before", _("Før")
    AFTER = "after", _("Efter")


PHASES = {Design.ONCE: (Phase.ONCE,), Design.BEFORE_AFTER: (Phase.BEFORE, Phase.AFTER)}


class Status(models.TextChoices):
    DRAFT = "draft", _("Kladde")
    OPEN = "open", _("Åbent for svar")
    CLOSED = "closed", _("Lukket")


class QuestionKind(models.TextChoices):
    SCALE = "scale", _("Skala")
    CHOICE = "choice", _("Vælg én")
    YES_NO = "yes_no", _("Ja eller nej")
    NUMBER = "number", _("Et tal")
    TEXT = "text", _("Frie ord")


class LinkKind(models.TextChoices):
    """How somebody came to be able to answer."""

    MAIL = "mail", _("Mail")
    SLIP = "slip", _("Seddel")
    OPEN = "open", _("Åbent link")


class AnswerChannel(models.TextChoices):
    LINK = "link", _("Eget link")
    OPEN = "open", _("Åbent link")
    PAPER = "paper", _("På papir")
    INTERVIEW = "interview", _("I en samtale")


class Survey(AboutSubject):
    """Some questions to some people, ``about`` a trial, a practice, an evaluation, or nothing but a unit.

    ``phase`` is the round that is open now, or was last. A closed round with enough answers never opens again: one more
    answer would show by subtraction what that one person said. ``question_set`` is where the questions came from, and
    ``licence_note`` the right to wording that an installation typed in itself. ``code`` stands on the paper sheets.
    """

    about = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="surveys")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    intro = models.TextField(max_length=INTRO_LENGTH, blank=True)
    design = models.CharField(max_length=12, choices=Design, default=Design.ONCE)
    question_set = models.CharField(max_length=20, blank=True)
    licence_note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    code = models.CharField(max_length=6, unique=True, editable=False)
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT)
    phase = models.CharField(max_length=6, choices=Phase, default=Phase.ONCE)
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    next_step = models.CharField(max_length=NOTE_LENGTH, blank=True)
    next_on = models.DateField(null=True, blank=True)

    result: Any  # filled by queries.surveys_about

    class Meta:
        indexes = [models.Index(fields=["status", "closes_on"], name="survey_closing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(opened_on__isnull=False, closes_on__isnull=False),
                name="survey_open_has_last_day",
            ),
            models.CheckConstraint(
                condition=Q(design=Design.ONCE, phase=Phase.ONCE)
                | Q(design=Design.BEFORE_AFTER, phase__in=(Phase.BEFORE, Phase.AFTER)),
                name="survey_phase_of_design",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def phases(self) -> tuple[Phase, ...]:
        return PHASES[Design(self.design)]

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def takes_answers(self) -> bool:
        """Whether people may answer by themselves today."""
        return self.status == Status.OPEN and self.closes_on is not None and clock.today() <= self.closes_on

    @property
    def takes_entries(self) -> bool:
        """Whether staff may type in what came on paper or in a talk."""
        return self.status == Status.OPEN

    def is_over(self, phase: str) -> bool:
        """Whether no more answers come in this round, so that its figures may be shown."""
        if self.status == Status.DRAFT:
            return False
        order = self.phases
        is_earlier = order.index(Phase(phase)) < order.index(Phase(self.phase))
        return is_earlier or (phase == self.phase and self.status == Status.CLOSED)


class Question(models.Model):
    """One question. ``options`` are the labels of a choice, or of each step of a scale where all have one.

    ``is_fixed`` is the open question that every survey ends with: what changed for you?
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=QuestionKind)
    text = models.CharField(max_length=QUESTION_LENGTH, blank=True)
    low = models.SmallIntegerField(null=True, blank=True)
    high = models.SmallIntegerField(null=True, blank=True)
    low_label = models.CharField(max_length=LABEL_LENGTH, blank=True)
    high_label = models.CharField(max_length=LABEL_LENGTH, blank=True)
    options = models.JSONField(default=list, blank=True)
    is_fixed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=QuestionKind.SCALE)
                | Q(low__isnull=False, high__isnull=False, low__lt=models.F("high")),
                name="question_scale_has_ends",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def name(self) -> str:
        """What the field is called in a form."""
        return f"q{self.pk}"

    @property
    def steps(self) -> list[tuple[int, str]]:
        """The values of a scale or a choice, with their labels."""
        if self.kind == QuestionKind.SCALE and self.low is not None and self.high is not None:
            labels = self.options if len(self.options) == self.high - self.low + 1 else []
            return [
                (value, labels[value - self.low] if labels else str(value)) for value in range(self.low, self.high + 1)
            ]
        if self.kind == QuestionKind.CHOICE:
            return list(enumerate(self.options))
        if self.kind == QuestionKind.YES_NO:
            return [(1, str(_("Ja"))), (0, str(_("Nej")))]
        return []


class SumScore(models.Model):
    """A figure made of several questions: their sum times ``multiplier``, turned ones counted from the other end.

    No sum where an answer is missing, unless the instrument says how many suffice (``least_items``): then the mean of
    those answered stands for the rest. ``cut_offs`` are [from, to, label], both ends included.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sums")
    name = models.CharField(max_length=LABEL_LENGTH)
    multiplier = models.DecimalField(max_digits=6, decimal_places=3, default=1)
    least_items = models.PositiveSmallIntegerField(null=True, blank=True)
    cut_offs = models.JSONField(default=list, blank=True)
    formula = models.CharField(max_length=NOTE_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class SumItem(models.Model):
    """A question that counts in a sum. ``is_reversed``: the highest answer counts as the lowest."""

    score = models.ForeignKey(SumScore, models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, models.CASCADE, related_name="in_sums")
    is_reversed = models.BooleanField(default=False)

    class Meta:
        ordering = ["question__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["score", "question"], name="sum_item_once")]

    def __str__(self) -> str:
        return f"{self.score}: {self.question}"


class AnswerLink(models.Model):
    """A way to answer. Mail and slip work once; the open one works for all, until its last day.

    The code is worked out from the key and kept as a hash only. That it was used is kept without a time, so that no
    order of links can be laid beside an order of answers. Addresses go 30 days after the round is closed.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=4, choices=LinkKind)
    phase = models.CharField(max_length=6, choices=Phase)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(blank=True)
    until = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["email"], name="answer_link_email")]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "phase", "email"], condition=~Q(email=""), name="answer_link_once_per_address"
            ),
            models.CheckConstraint(
                condition=~Q(kind=LinkKind.OPEN) | Q(until__isnull=False, email=""), name="answer_link_open_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it takes an answer now."""
        return (
            self.survey.takes_answers
            and self.survey.phase == self.phase
            and not (self.is_used and self.kind != LinkKind.OPEN)
            and (self.until is None or clock.today() <= self.until)
        )


class Answer(models.Model):
    """What somebody answered, and nothing about who. Its key is drawn at random: it tells no order.

    ``values`` holds a number by the key of the question; what was skipped is not there.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    phase = models.CharField(max_length=6, choices=Phase)
    channel = models.CharField(max_length=9, choices=AnswerChannel)
    day = models.DateField(default=clock.today, editable=False)
    values: Any = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["survey", "phase"], name="answer_of_phase")]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} {self.day}"


class Words(models.Model):
    """Free words. They stand apart from the figures, and show to others only when the keeper lets them."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="words")
    question = models.ForeignKey(Question, models.CASCADE, related_name="words")
    phase = models.CharField(max_length=6, choices=Phase)
    body = models.TextField(max_length=WORDS_LENGTH)
    is_released = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "words"
        indexes = [models.Index(fields=["survey", "phase"], name="words_of_phase")]

    def __str__(self) -> str:
        return self.body[:60]
