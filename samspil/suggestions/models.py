"""What the engine keeps in the database: vectors, words of our own, and how suggestions went, as counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.foundation.models import AboutSubject, Subject, Theme
from samspil.resources.models import Area, Resource, TargetGroup

WORD_LENGTH = 60
WORDS_LENGTH = 500


class Vector(models.Model):
    """The meaning of a document as numbers, made when it was saved. Derived data: it may be thrown away at any time.

    ``fingerprint`` tells of which words and with which model. A new one takes a new row, so that ``pk`` is the order in
    which nodes find what is new. ``data`` holds a signed byte for each number.
    """

    subject = models.OneToOneField(Subject, models.CASCADE, related_name="vector")
    fingerprint = models.CharField(max_length=64)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.subject_id}"


class Progress(models.Model):
    """How far a job has read in the journal, or how often the words were changed. One row each."""

    name = models.CharField(max_length=40, primary_key=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.position}"


class ExtraConcept(AboutSubject):
    """A word of our own in the vocabulary, or more words for one that stands there already: then ``extends`` names it.

    ``words_da`` and ``words_en`` are other ways to say it, with commas between.
    """

    extends = models.CharField(max_length=WORD_LENGTH, blank=True)
    label_da = models.CharField(max_length=WORD_LENGTH, blank=True)
    label_en = models.CharField(max_length=WORD_LENGTH, blank=True)
    words_da = models.CharField(max_length=WORDS_LENGTH, blank=True)
    words_en = models.CharField(max_length=WORDS_LENGTH, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(extends="", label_da=""), name="extra_concept_is_called_something")
        ]

    def __str__(self) -> str:
        return self.label_da or self.extends

    @property
    def key(self) -> str:
        """The id it has in the vocabulary."""
        return self.extends or f"own-{self.pk}"


class ConceptLink(models.Model):
    """Where a word of our own leads, by which of the vocabulary's named links, and how surely (0-1)."""

    concept = models.ForeignKey(ExtraConcept, models.CASCADE, related_name="links")
    target = models.CharField(max_length=WORD_LENGTH)
    name = models.CharField(max_length=20)
    weight = models.FloatField(default=0.6)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concept", "target"], name="concept_link_once"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=1), name="concept_link_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.concept} – {self.target}"


class Step(models.TextChoices):
    SUGGESTED = "suggested", _("Foreslået")
    ASKED = "asked", _("Spurgt")
    TRIED = "tried", _("Prøvet")
    WORKED = "worked", _("Det var godt")
    REJECTED = "rejected", _("Det passede ikke")


class NoReason(models.TextChoices):
    """Why something suggested came to nothing. Choices only: here nobody writes about anybody."""

    FULL = "full", _("Der var ikke plads")
    TOO_FAR = "too_far", _("Der var for langt")
    NO_LIFT = "no_lift", _("Man kunne ikke komme derhen")
    TIME = "time", _("Tiden passede ikke")
    PRICE = "price", _("Det var for dyrt")
    ACCESS = "access", _("Det var svært at være med")
    LANGUAGE = "language", _("Sproget")
    NO_ANSWER = "no_answer", _("Ingen svarede")
    GONE = "gone", _("Det findes ikke længere")
    NOT_RIGHT = "not_right", _("Det var ikke det rigtige")
    NOTHING = "nothing", _("Der var ingenting at foreslå")


class Feedback(models.Model):
    """How often something happened with a suggestion on one day. About a resource and its surroundings, never a person.

    There is no person here, no free text and no time of the day, and the verb that counts writes no journal: whoever
    reads the database cannot tell who looked for what. Without ``resource`` nothing that was suggested would do.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, null=True, blank=True, related_name="feedback")
    day = models.DateField()
    step = models.CharField(max_length=10, choices=Step)
    reason = models.CharField(max_length=10, choices=NoReason, blank=True)
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    target_group = models.CharField(max_length=16, choices=TargetGroup, blank=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="+")
    count = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["resource", "step", "day"], name="feedback_of_resource"),
            models.Index(fields=["step", "day"], name="feedback_of_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(step="rejected", reason__gt="") | Q(~Q(step="rejected"), reason=""),
                name="feedback_reason_of_rejection",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.step}"
