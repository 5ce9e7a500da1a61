"""Who is asked in an assessment, and what they answer.

While answers come in, one's own can be changed by one's own link, so they hang on the respondent. The moment they are
counted that thread is cut: what is left is a count per question and side, and nobody's answers. Only the functions of
an organisation, and words that somebody agreed to be quoted with, are ever told of with a name.
"""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.assessments.models import AskedCriterion, Assessment, Perspective
from samspil.foundation import clock
from samspil.weighing import Answer, Tally, Unscored, tally

FUNCTION_LENGTH = 80
REASON_LENGTH = 200
FIRST_NAME_LENGTH = 30
WORDS_LENGTH = 600
HANDLED_LENGTH = 1000
FORGOTTEN = "-"  # a reason was given, and is gone
SMALLEST_GROUP = 5  # of citizens or employees; statistics of fewer people are never shown


class Channel(models.TextChoices):
    LINK = "link", _("Eget link")
    PAPER = "paper", _("På papir")
    INTERVIEW = "interview", _("I en samtale")


class Unknown(models.TextChoices):
    """The two answers that are no figure, and are never counted as 0."""

    DONT_KNOW = Unscored.DONT_KNOW.value, _("Ved ikke")
    NOT_RELEVANT = Unscored.NOT_RELEVANT.value, _("Ikke relevant")


class Side(models.TextChoices):
    """The three that must have spoken. A relative's answers stand on the citizens' side, and are told of there."""

    CITIZENS = "citizens", _("Borgere")
    EMPLOYEES = "employees", _("Medarbejdere")
    ORGANISATION = "organisation", _("Organisation")


SIDE_OF = {
    Perspective.CITIZEN: Side.CITIZENS,
    Perspective.RELATIVE: Side.CITIZENS,
    Perspective.EMPLOYEE: Side.EMPLOYEES,
    Perspective.ORGANISATION: Side.ORGANISATION,
}


class Respondent(models.Model):
    """Somebody who is asked: one link, one person. The code is worked out from the key and kept as a hash only.

    ``in_place_why`` is why a relative answers for the citizen. ``function`` is what somebody answers as, for the
    organisation. ``answered_on`` is the day the last question was answered; no hour, so that no order of answers can be
    laid beside anything. The address and the reason go 30 days after the last day, or after the count before it, and
    with them whoever neither finished nor left words; while words are left, ``address_hash`` finds them for whoever
    said them. It also knows who answered, where the count comes later than that.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="respondents")
    perspective = models.CharField(max_length=12, choices=Perspective)
    channel = models.CharField(max_length=9, choices=Channel)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    function = models.CharField(max_length=FUNCTION_LENGTH, blank=True)
    in_place_why = models.CharField(max_length=REASON_LENGTH, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["email"], name="respondent_email")]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "email"], condition=~Q(email=""), name="respondent_once_per_address"
            ),
            models.CheckConstraint(
                condition=~Q(perspective=Perspective.RELATIVE) | ~Q(in_place_why=""),
                name="respondent_proxy_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(perspective=Perspective.ORGANISATION) | ~Q(function=""),
                name="respondent_organisation_by_function",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_perspective_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it takes answers now."""
        last = self.assessment.closes_on
        return self.assessment.is_collecting and last is not None and clock.today() <= last

    @property
    def stands_for(self) -> bool:
        """Whether it is a relative in the citizen's place."""
        return self.perspective == Perspective.RELATIVE


class Response(models.Model):
    """One answer while the assessment collects: a step from -2 to +2, or that there is none."""

    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="responses")
    asked = models.ForeignKey(AskedCriterion, models.PROTECT, related_name="responses")
    score = models.SmallIntegerField(null=True, blank=True)
    unknown = models.CharField(max_length=12, choices=Unknown, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["respondent", "asked"], name="response_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=False, score__gte=-2, score__lte=2, unknown="")
                | Q(score=None, unknown__in=Unknown.values),
                name="response_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The answer as a form holds it."""
        return str(self.score) if self.score is not None else self.unknown

    @property
    def answer(self) -> Answer:
        return self.score if self.score is not None else Unscored(self.unknown)


class CountedResponse(models.Model):
    """What one side answered to one question, counted when the assessment closed. ``counts`` begin with -2."""

    asked = models.ForeignKey(AskedCriterion, models.CASCADE, related_name="counted")
    side = models.CharField(max_length=12, choices=Side)
    counts: Any = models.JSONField(default=list)
    dont_know = models.PositiveIntegerField(default=0)
    not_relevant = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "side"], name="counted_once")]

    def __str__(self) -> str:
        return f"{self.asked} {self.get_side_display()}"

    @property
    def tally(self) -> Tally:
        answers: list[Answer] = []
        answers += [Unscored.DONT_KNOW] * self.dont_know
        answers += [Unscored.NOT_RELEVANT] * self.not_relevant
        for step, many in zip(range(-2, 3), self.counts, strict=True):
            answers += [step] * many
        return tally(answers)


class Statement(models.Model):
    """What somebody says in their own words and wants to be quoted with: a first name at most, or their function.

    It shows when the answers are counted and the keeper has let it through. Whoever said it takes it back any time, by
    the same link.
    """

    respondent = models.OneToOneField(Respondent, models.CASCADE, related_name="statement")
    text = models.TextField(max_length=WORDS_LENGTH)
    first_name = models.CharField(max_length=FIRST_NAME_LENGTH, blank=True)
    consent = models.BooleanField(default=False)
    is_released = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(consent=True), name="statement_with_consent")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def speaks(self) -> str:
        """Whom the words stand under."""
        told = self.respondent
        kind = gettext("pårørende, på borgerens vegne") if told.stands_for else told.get_perspective_display().lower()
        name = told.function or self.first_name
        return f"{name}, {kind}" if name else kind[:1].upper() + kind[1:]


class HandledDisagreement(models.Model):
    """What is made of it that the sides disagree about a criterion. A new answer stands above the earlier ones."""

    asked = models.ForeignKey(AskedCriterion, models.CASCADE, related_name="handled")
    text = models.TextField(max_length=HANDLED_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
