"""What came of it: figures, the users' own words, the gains, and the lesson for the next project."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person, Unit
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import Subject, Theme

TITLE_LENGTH = 120
TEXT_LENGTH = 2000
VOICE_LENGTH = 1500
FIRST_NAME_LENGTH = 30
LESSON_LENGTH = 600


class Evaluation(Contribution):
    """What a trial, a practice or an existing offer led to, seen by all who had to do with it.

    ``about`` is the subject of a trial or a practice. An existing offer needs neither (C89): then ``about`` is empty,
    and ``offer`` is what people call it. ``figures`` are frozen when it is completed, without what fewer than five
    people answered. ``no_figures_why`` stands where nothing could be measured.
    """

    about = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="evaluations")
    offer = models.CharField(max_length=TITLE_LENGTH, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="evaluations")
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    what_happened = models.TextField(max_length=TEXT_LENGTH, blank=True)
    relation = models.TextField(max_length=TEXT_LENGTH, blank=True)
    gain_solutions = models.TextField(max_length=TEXT_LENGTH, blank=True)
    gain_legitimacy = models.TextField(max_length=TEXT_LENGTH, blank=True)
    gain_welfare = models.TextField(max_length=TEXT_LENGTH, blank=True)
    side_effects = models.TextField(max_length=TEXT_LENGTH, blank=True)
    surprise = models.TextField(max_length=TEXT_LENGTH, blank=True)
    lesson = models.TextField(max_length=LESSON_LENGTH, blank=True)
    no_figures_why = models.TextField(max_length=TEXT_LENGTH, blank=True)
    assessors = models.ManyToManyField(Actor, blank=True, related_name="+")
    figures = models.JSONField(default=list, editable=False)
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    completed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    history = person_history()

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["about", "-completed_at"], name="evaluation_of_about")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(about=None) & ~Q(offer=""))
                | (Q(about__isnull=False) & Q(offer=""))
                | ~Q(withdrawn_at=None),
                name="evaluation_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(completed_at=None, withdrawn_at=None),
                name="evaluation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by=None)
                | (
                    Q(completed_at__isnull=False, completed_by__isnull=False)
                    & ~Q(gain_solutions="")
                    & ~Q(gain_legitimacy="")
                    & ~Q(gain_welfare="")
                ),
                name="evaluation_completed_with_gains",
            ),
        ]

    def __str__(self) -> str:
        return self.subject.title

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None

    @property
    def is_ongoing(self) -> bool:
        return self.completed_at is None and self.withdrawn_at is None

    @property
    def name(self) -> str:
        """What it is about, in words."""
        return self.about.title if self.about else self.offer


class VoiceKind(models.TextChoices):
    QUOTE = "quote", _("Med egne ord")
    INTERVIEW = "interview", _("Noter fra en samtale")
    SURVEY = "survey", _("Svar på et spørgeskema")


class VoiceOf(models.TextChoices):
    """Who is speaking. Staff have the rest of the page; here stand those who live with it."""

    USER = "user", _("En bruger")
    RELATIVE = "relative", _("En pårørende")
    CITIZEN = "citizen", _("En borger")


class UserVoice(Contribution):
    """What somebody who lives with it says, with their consent: the first name at most, or "en bruger".

    ``author`` wrote it down. ``is_own`` tells that they spoke of themselves; then the words are theirs to erase, and
    ``is_assessor`` lets their name stand on the chain. A survey speaks through its result.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="voices")
    kind = models.CharField(max_length=9, choices=VoiceKind)
    who = models.CharField(max_length=8, choices=VoiceOf)
    first_name = models.CharField(max_length=FIRST_NAME_LENGTH, blank=True)
    text = models.TextField(max_length=VOICE_LENGTH)
    consent = models.BooleanField(default=False)
    is_own = models.BooleanField(default=False)
    is_assessor = models.BooleanField(default=False)
    survey = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=VoiceKind.SURVEY) | Q(consent=True) | ~Q(withdrawn_at=None),
                name="uservoice_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def speaks(self) -> str:
        """Whom the words stand under: never more than a first name."""
        return self.first_name or str(self.get_who_display())


class Lesson(models.Model):
    """What the next project should know (C53). It lies open until somebody says what they do with it.

    It comes from an evaluation, or from what a room above wrote about the ``source``, such as whether a verdict held.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, null=True, blank=True, related_name="lessons")
    source = models.ForeignKey(Subject, models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=LESSON_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(evaluation__isnull=False, source=None) | Q(evaluation=None, source__isnull=False),
                name="lesson_has_one_origin",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def origin(self) -> Subject | None:
        """Whose page it is read on."""
        return self.evaluation.subject if self.evaluation else self.source

    @property
    def name(self) -> str:
        """What it was learnt from, in words."""
        if self.evaluation:
            return str(self.evaluation.name)
        return self.source.title if self.source else ""


class Acknowledgement(models.Model):
    """A later trial, practice or evaluation has read a lesson, and says what it does about it."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="acknowledgements")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="lessons_acknowledged")
    text = models.TextField(max_length=LESSON_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["lesson", "subject"], name="lesson_acknowledged_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Addition(models.Model):
    """What was learnt after an evaluation was completed, with its day. The evaluation itself stays as it was."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="additions")
    text = models.TextField(max_length=TEXT_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
