"""Is it worth using? The model of questions, version by version, and one assessment of one technology.

A published version never changes, and an assessment keeps the version it began with: so that an evaluation years later
asks what was asked first.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Unit
from samspil.foundation.models import AboutSubject

NAME_LENGTH = 80
QUESTION_LENGTH = 250
MEASURE_LENGTH = 250
ANCHOR_LENGTH = 60
TODAY_LENGTH = 600
WORDS_LENGTH = 600
AGREED_LENGTH = 300
NOTE_LENGTH = 300
MOST_FOR_CITIZENS, MOST_FOR_STAFF = 6, 12  # questions: a longer form is not answered
MOST_POINTS = 100
# Nobody may ask for fewer. Of the citizens and employees figures are shown from five; of the organisation, from two.
LEAST = {"least_citizens": 5, "least_employees": 5, "least_organisation": 2}
MINUS = "\N{MINUS SIGN}"


class Perspective(models.TextChoices):
    """From where somebody answers. A relative answers only in the citizen's place, with a reason, and is shown so."""

    CITIZEN = "citizen", _("Borger")
    RELATIVE = "relative", _("Pårørende")
    EMPLOYEE = "employee", _("Medarbejder")
    ORGANISATION = "organisation", _("Organisation")


class Group(models.TextChoices):
    """Who or what lives with the effect: the order of the model."""

    LIFE = "life", _("Borgerens liv")
    USE = "use", _("At bruge det")
    SAFETY = "safety", _("Sikkerhed og drift")
    DAY = "day", _("Medarbejderens dag")
    TOGETHER = "together", _("Arbejdet sammen")
    COST = "cost", _("Tid, penge og klima")


class Status(models.TextChoices):
    DRAFT = "draft", _("Kladde")
    COLLECTING = "collecting", _("Samler svar")
    COMPLETE = "complete", _("Svarene er talt")
    READY = "ready", _("Klar til beslutning")
    DECIDED = "decided", _("Besluttet")
    EVALUATED = "evaluated", _("Evalueret")


class Grade(models.TextChoices):
    """How well something is known. Others' results are E1 at most, until we know that they hold here."""

    E0 = "E0", _("E0: Det, vi mener")
    E1 = "E1", _("E1: Leverandørens eller andres erfaring")
    E2 = "E2", _("E2: Målt hos os før og efter en afprøvning")
    E3 = "E3", _("E3: Målt flere steder, eller mod en kontrolgruppe")
    E4 = "E4", _("E4: Lodtrækningsforsøg eller samlet forskning")


def said(row: Any, name: str) -> Any:
    """A text of the model in the reader's language; Danish where the other is missing."""
    english = getattr(row, f"{name}_en") if (get_language() or "da").startswith("en") else ""
    return english or getattr(row, f"{name}_da")


def to_show(value: float) -> float:
    """As finely as pages tell figures: one decimal."""
    return round(value, 1)


def in_figures(value: float | None) -> str:
    """A step or a median with its sign: +1, 0, −0,5. A dash where there is none."""
    if value is None:
        return "–"
    told = to_show(value)
    size = number_format(abs(told), 0 if float(value).is_integer() else 1, use_l10n=True)
    return size if not told else f"{'+' if told > 0 else MINUS}{size}"


class ModelVersion(AboutSubject):
    """One version of the model. A new one begins as a copy; once published it is frozen."""

    number = models.PositiveIntegerField(unique=True)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    is_draft = models.BooleanField(default=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            # Two drafts at once would be two next versions.
            models.UniqueConstraint(fields=["is_draft"], condition=Q(is_draft=True), name="model_one_draft"),
            models.CheckConstraint(
                condition=Q(is_draft=True, published_at=None) | Q(is_draft=False, published_at__isnull=False),
                name="model_published_has_day",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Samspilsvurdering, udgave %d") % self.number


class Gate(models.Model):
    """A question that is answered with yes or no and some words before anybody scores. It gives no points."""

    model = models.ForeignKey(ModelVersion, models.CASCADE, related_name="gates")
    number = models.CharField(max_length=4)
    name_da = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    question_da = models.CharField(max_length=QUESTION_LENGTH)
    question_en = models.CharField(max_length=QUESTION_LENGTH, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["model", "number"], name="gate_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def name(self) -> str:
        return str(said(self, "name"))

    @property
    def question(self) -> str:
        return str(said(self, "question"))


class Criterion(models.Model):
    """What is looked at. ``anchors`` say what each of the five steps means, the worst first, against what is done now.

    ``is_computed``: its figures are worked out in the business case. Nobody votes on it, and it has no weight.
    """

    model = models.ForeignKey(ModelVersion, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=4)
    group = models.CharField(max_length=8, choices=Group)
    name_da = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    measure_da = models.CharField(max_length=MEASURE_LENGTH, blank=True)
    measure_en = models.CharField(max_length=MEASURE_LENGTH, blank=True)
    anchors_da: Any = models.JSONField(default=list)
    anchors_en: Any = models.JSONField(default=list)
    is_computed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(fields=["model", "number"], name="criterion_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def name(self) -> str:
        return str(said(self, "name"))

    @property
    def measure(self) -> str:
        return str(said(self, "measure"))

    @property
    def anchors(self) -> list[str]:
        return list(said(self, "anchors"))

    @property
    def steps(self) -> list[tuple[int, str]]:
        """The five steps with their words, from -2 to +2."""
        return list(zip(range(-2, 3), self.anchors, strict=False))


class Wording(models.Model):
    """How a criterion is asked of one perspective. Without a wording, that perspective is not asked."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="wordings")
    perspective = models.CharField(max_length=12, choices=Perspective)
    question_da = models.CharField(max_length=QUESTION_LENGTH)
    question_en = models.CharField(max_length=QUESTION_LENGTH, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criterion", "perspective"], name="wording_once")]

    def __str__(self) -> str:
        return self.question_da

    @property
    def question(self) -> str:
        return str(said(self, "question"))


class Assessment(AboutSubject):
    """Whether a technology is worth using in a unit, seen by those who live with it.

    It belongs to the technology's page and is read by whoever reads that. ``today`` is what it is compared with. The
    weights are agreed (``agreed_by``, ``agreed_why``) before anybody answers, and never after. ``least_*`` is how many
    must answer from each perspective; of the organisation they count by function. ``follows`` is the decided assessment
    that this one asks the same of once more, to lay what was expected beside what was measured: it is never decided on.
    """

    technology = models.ForeignKey("technologies.Technology", models.PROTECT, related_name="assessments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    trial = models.ForeignKey("trials.Trial", models.PROTECT, null=True, blank=True, related_name="assessments")
    model = models.ForeignKey(ModelVersion, models.PROTECT, related_name="assessments", editable=False)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rounds", editable=False)
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    today = models.TextField(max_length=TODAY_LENGTH)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    least_citizens = models.PositiveSmallIntegerField(default=LEAST["least_citizens"])
    least_employees = models.PositiveSmallIntegerField(default=LEAST["least_employees"])
    least_organisation = models.PositiveSmallIntegerField(default=LEAST["least_organisation"])
    agreed_by = models.CharField(max_length=AGREED_LENGTH, blank=True)
    agreed_why = models.TextField(max_length=WORDS_LENGTH, blank=True)
    agreed_on = models.DateField(null=True, blank=True, editable=False)
    opened_on = models.DateField(null=True, blank=True, editable=False)
    closes_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["status", "closes_on"], name="assessment_closing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": least for name, least in LEAST.items()}),
                name="assessment_least_heard",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT)
                | Q(agreed_on__isnull=False, opened_on__isnull=False, closes_on__isnull=False),
                name="assessment_weights_before_answers",
            ),
            models.CheckConstraint(
                condition=Q(status__in=(Status.DRAFT, Status.COLLECTING), completed_on=None)
                | Q(completed_on__isnull=False),
                name="assessment_counted_has_day",
            ),
            # What a verdict rests on is the first round; the next ones tell whether it held.
            models.CheckConstraint(
                condition=Q(follows=None) | Q(status__in=(Status.COLLECTING, Status.COMPLETE)),
                name="assessment_round_never_decided",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=Q(status=Status.COLLECTING, withdrawn_at=None),
                name="assessment_one_open_round",
            ),
        ]

    def __str__(self) -> str:
        return self.subject.title

    @property
    def unit_name(self) -> str:
        """Who keeps it and decides."""
        return self.unit.shown_name

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_collecting(self) -> bool:
        return self.status == Status.COLLECTING and self.stands

    @property
    def is_settled(self) -> bool:
        return self.status in (Status.DECIDED, Status.EVALUATED)

    @property
    def is_round(self) -> bool:
        """Whether it asks the same once more after a decision."""
        return self.follows_id is not None

    @property
    def is_counted(self) -> bool:
        """Whether no more answers come, so that the result may be shown."""
        return self.status not in (Status.DRAFT, Status.COLLECTING)


class GateAnswer(models.Model):
    """Yes or no to one gate, with the words behind it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="gate_answers")
    gate = models.ForeignKey(Gate, models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    words = models.TextField(max_length=WORDS_LENGTH)

    class Meta:
        ordering = ["gate__number"]
        constraints = [models.UniqueConstraint(fields=["assessment", "gate"], name="gate_answered_once")]

    def __str__(self) -> str:
        return f"{self.gate.number}: {self.is_yes}"


class AskedCriterion(models.Model):
    """A criterion in one assessment: whom it is asked of, what it weighs, and how well the answer is known.

    ``points`` are swing points: how much the way from worst to best matters here, beside what matters most. Of what
    nobody is asked there are none, and it counts as nothing.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="asked")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    perspectives: Any = models.JSONField(default=list)
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    grade = models.CharField(max_length=2, choices=Grade, default=Grade.E0)
    grade_why = models.CharField(max_length=NOTE_LENGTH, blank=True)

    class Meta:
        ordering = ["criterion__position"]
        verbose_name_plural = "asked criteria"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="asked_criterion_once"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__lte=MOST_POINTS), name="asked_criterion_most_points"
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    @property
    def is_weighed(self) -> bool:
        """Whether somebody is asked, so that it wants points."""
        return bool(self.perspectives) and not self.criterion.is_computed
