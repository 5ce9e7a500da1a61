"""The end of an assessment: that it is ready, what was decided on it, and whether it held.

A verdict carries the facts it rests on, frozen on its day, so that the row itself can be checked: by the database when
it is written, and by a reader years later. What no check can prove stands in docs/decisions/0037.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.assessments.models import LEAST, Assessment
from samspil.decisions.models import INTEREST_LENGTH, Decision, Interest
from samspil.foundation import clock
from samspil.responses.models import Side

BASELINE_LENGTH = 600
WORDS_LENGTH = 2000
LESSON_LENGTH = 600
MOST_AMOUNT = 1_000_000_000  # DKK; more is a slip of the finger
GRADE_TO_ROLL_OUT = 2  # E2: measured here, before and after. Source: research note, A.


class Outcome(models.TextChoices):
    ROLL_OUT = "roll_out", _("Udbred")
    TRY = "try", _("Afprøv")
    WATCH = "watch", _("Hold øje")
    STOP = "stop", _("Stop")
    INSUFFICIENT = "insufficient", _("Utilstrækkeligt grundlag")


# After these it is in use somewhere, so those who answered are asked again before anybody says whether it held.
ASKED_AGAIN_AFTER = (Outcome.ROLL_OUT, Outcome.TRY)


class Declaration(models.Model):
    """That a counted assessment is ready, with what whoever keeps it has at stake (forvaltningsloven §§ 3-4)."""

    assessment = models.OneToOneField(Assessment, models.CASCADE, primary_key=True, related_name="declaration")
    interest = models.CharField(max_length=5, choices=Interest)
    interest_note = models.CharField(max_length=INTEREST_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(interest=Interest.NONE, interest_note="")
                | (Q(interest=Interest.SMALL) & ~Q(interest_note="")),
                name="declaration_small_interest_is_told",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.get_interest_display()}"


class Verdict(models.Model):
    """What was decided on an assessment, and what it rested on that day. None is edited or removed.

    ``citizens`` counts ``relatives`` too; ``functions`` are the organisation's. ``grade_*`` are 0 (E0) to 4 (E4) for
    independence (1.1), harm (3.1) and time (6.1); None where the model does not ask. ``spreads_known``: the
    organisation answered whether it holds elsewhere (5.3). ``lacks`` are the codes of ``readiness``, ``lacking`` how
    many. ``baseline`` is what the evaluation compares with; ``result`` what the result page showed.
    """

    assessment = models.OneToOneField(Assessment, models.PROTECT, primary_key=True, related_name="verdict")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="verdict")
    outcome = models.CharField(max_length=12, choices=Outcome)
    decided_on = models.DateField()
    was_ready = models.BooleanField()
    lacks: Any = models.JSONField(default=list, blank=True)
    lacking = models.PositiveSmallIntegerField()
    citizens = models.PositiveSmallIntegerField()
    relatives = models.PositiveSmallIntegerField()
    employees = models.PositiveSmallIntegerField()
    functions = models.PositiveSmallIntegerField()
    least_citizens = models.PositiveSmallIntegerField()
    least_employees = models.PositiveSmallIntegerField()
    least_functions = models.PositiveSmallIntegerField()
    gates_passed = models.BooleanField()
    unhandled = models.PositiveSmallIntegerField()
    grade_independence = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_harm = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_time = models.PositiveSmallIntegerField(null=True, blank=True)
    spreads_known = models.BooleanField()
    evaluation_on = models.DateField()
    evaluation_owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    evaluation_deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    baseline = models.TextField(max_length=BASELINE_LENGTH)
    result: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["evaluation_on"], name="verdict_evaluated_on")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="verdict_is_one_of_five"),
            # Nothing is decided without all three perspectives. There is no way round it but the fifth outcome.
            models.CheckConstraint(
                condition=Q(outcome=Outcome.INSUFFICIENT)
                | Q(
                    was_ready=True,
                    lacking=0,
                    gates_passed=True,
                    unhandled=0,
                    citizens__gte=F("least_citizens"),
                    employees__gte=F("least_employees"),
                    functions__gte=F("least_functions"),
                    least_citizens__gte=LEAST["least_citizens"],
                    least_employees__gte=LEAST["least_employees"],
                    least_functions__gte=LEAST["least_organisation"],
                ),
                name="verdict_three_perspectives",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.INSUFFICIENT) | Q(was_ready=False, lacking__gte=1),
                name="verdict_insufficient_lacks",
            ),
            # Said outright, because a database lets a comparison with nothing pass.
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.ROLL_OUT)
                | Q(
                    grade_independence__isnull=False,
                    grade_harm__isnull=False,
                    grade_time__isnull=False,
                    grade_independence__gte=GRADE_TO_ROLL_OUT,
                    grade_harm__gte=GRADE_TO_ROLL_OUT,
                    grade_time__gte=GRADE_TO_ROLL_OUT,
                    spreads_known=True,
                ),
                name="verdict_roll_out_is_measured",
            ),
            models.CheckConstraint(
                condition=Q(evaluation_on__gt=F("decided_on")) & ~Q(baseline=""), name="verdict_is_evaluated"
            ),
            models.CheckConstraint(condition=Q(relatives__lte=F("citizens")), name="verdict_relatives_among_citizens"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.assessment_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A verdict is never edited.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("A verdict is never removed.")

    @property
    def is_insufficient(self) -> bool:
        return self.outcome == Outcome.INSUFFICIENT

    @property
    def is_early(self) -> bool:
        """Whether its day has not come."""
        return clock.today() < self.evaluation_on

    @property
    def asks_again(self) -> bool:
        """Whether those who answered are asked again before it is evaluated."""
        return self.outcome in ASKED_AGAIN_AFTER


class StandIn(models.Model):
    """Somebody who sees to an evaluation as well, because its day went by and no deputy was named."""

    verdict = models.OneToOneField(Verdict, models.CASCADE, primary_key=True, related_name="stand_in")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.verdict_id}: {self.person}"


class LookBack(models.Model):
    """Whether a verdict held: what was found, and what the next ones can learn. ``round`` is where they answered.

    ``early_why``: why it was written before its day. ``not_compared`` are the sides with too few answers then or now,
    as it stood on the day.
    """

    verdict = models.OneToOneField(Verdict, models.PROTECT, primary_key=True, related_name="look_back")
    round = models.OneToOneField(Assessment, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=WORDS_LENGTH)
    lesson = models.TextField(max_length=LESSON_LENGTH)
    early_why = models.TextField(max_length=LESSON_LENGTH, blank=True)
    not_compared: Any = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text="") & ~Q(lesson=""), name="look_back_says_both")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def sides_not_compared(self) -> list[str]:
        return [str(Side(side).label) for side in self.not_compared]
