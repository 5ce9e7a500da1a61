"""What was tried with a technology, here and elsewhere, with figures, evidence and failures (H 3, C47)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspil.actors.models import Contribution, Person, Unit
from samspil.foundation import clock
from samspil.foundation.history import person_history

TITLE_LENGTH = 150
BODY_LENGTH = 3000
LINE_LENGTH = 200
MOST_FIGURES = 20
LABEL_LENGTH = 120  # of a figure
UNIT_LENGTH = 60
FIRST_YEAR = 1950
MOST_PEOPLE = 10_000_000  # beyond this it is a slip of the finger
HIGHEST = Decimal("1e13")


class Origin(models.TextChoices):
    OWN = "own", _("En af vores egne enheder")
    MUNICIPALITY = "municipality", _("En anden kommune")
    COUNTRY = "country", _("Et andet land")
    LITERATURE = "literature", _("Forskning og rapporter")


class Went(models.TextChoices):
    """How it went. What did not work is worth as much to the next as what did."""

    WORKS = "works", _("Virker")
    PARTLY = "partly", _("Virker til dels")
    NOT = "not", _("Virkede ikke")


class Evidence(models.IntegerChoices):
    """How sure one may be: the grades of the assessment model."""

    E0 = 0, _("E0: En mening")
    E1 = 1, _("E1: Leverandørens eller andres fortælling")
    E2 = 2, _("E2: Målt før og efter ét sted")
    E3 = 3, _("E3: Målt flere steder eller mod en kontrolgruppe")
    E4 = 4, _("E4: Lodtrækningsforsøg eller samlet forskning")


class Fit(models.TextChoices):
    SAME = "same", _("Ligner os")
    DIFFERENT = "different", _("Anderledes hos os")
    UNKNOWN = "unknown", _("Det ved vi ikke")


class Verdict(models.TextChoices):
    """What the context match comes to."""

    YES = "yes", _("Ja, det kan vi bruge")
    ADAPTED = "adapted", _("Ja, hvis vi tilpasser det")
    NO = "no", _("Nej, ikke hos os")


MOST_UNANSWERED = Evidence.E1  # others' results enter at most here until the match is answered


class Experience(Contribution):
    """What somebody tried with a technology, and how it went. The technology is the context of its subject.

    Of one of our own units it is the unit that speaks (``actor``), and an employee who tells it. From elsewhere it says
    what a source says, in our own words. ``evidence`` is what the source itself has; ``counts_as`` what it may count as
    here, until somebody has answered whether it ``transfers``. ``relied_on_at``: others have decided something by it.
    """

    technology = models.ForeignKey("technologies.Technology", models.PROTECT, related_name="experiences")
    title = models.CharField(max_length=TITLE_LENGTH)
    origin = models.CharField(max_length=12, choices=Origin)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="experiences")
    place = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=250, blank=True)
    link = models.URLField(max_length=300, blank=True)
    tried = models.TextField(max_length=BODY_LENGTH)
    people = models.PositiveIntegerField(null=True, blank=True)
    people_note = models.CharField(max_length=LINE_LENGTH, blank=True)
    year = models.PositiveSmallIntegerField(default=0)  # 0: the source does not say
    period = models.CharField(max_length=80, blank=True)
    method = models.TextField(max_length=BODY_LENGTH, blank=True)
    result = models.TextField(max_length=BODY_LENGTH)
    went = models.CharField(max_length=8, choices=Went)
    evidence = models.PositiveSmallIntegerField(choices=Evidence)
    counts_as = models.PositiveSmallIntegerField(choices=Evidence, editable=False)
    transfers = models.BooleanField(default=False, editable=False)
    relied_on_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = person_history(excluded_fields=["relied_on_at"])

    class Meta(Contribution.Meta):
        indexes = [
            models.Index(fields=["technology", "went"], name="experience_of_technology"),
            # In the order of the lists, so that a page reads twenty rows however many there are.
            models.Index(fields=["-year", "-subject"], name="experience_newest_year"),
            models.Index(fields=["-counts_as", "-year", "-subject"], name="experience_surest"),
            models.Index(fields=["-people", "-subject"], name="experience_most_people"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(origin=Origin.OWN, unit__isnull=False, unit=F("actor"), place="", source="", link="")
                | (~Q(origin=Origin.OWN) & Q(unit=None) & (Q(withdrawn_at__isnull=False) | ~Q(source=""))),
                name="experience_own_has_unit_others_source",
            ),
            models.CheckConstraint(condition=Q(counts_as__lte=F("evidence")), name="experience_counts_no_more"),
            models.CheckConstraint(
                condition=Q(origin=Origin.OWN) | Q(transfers=True) | Q(counts_as__lte=MOST_UNANSWERED),
                name="experience_others_count_little_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_own(self) -> bool:
        return self.origin == Origin.OWN

    @property
    def speaker(self) -> str:
        """The unit, as far as it is shown, or whoever told it."""
        return self.unit.shown_name if self.unit else super().speaker

    @property
    def where(self) -> str:
        """The unit, or the place it was tried: never empty."""
        if self.is_own:
            return self.speaker
        return self.place or str(self.get_origin_display())

    @property
    def place_and_year(self) -> str:
        return f"{self.where}, {self.year}" if self.year else self.where

    @property
    def grade(self) -> str:
        return f"E{self.evidence}"

    @property
    def counted_grade(self) -> str:
        return f"E{self.counts_as}"

    @property
    def is_capped(self) -> bool:
        return self.counts_as < self.evidence


class Phase(models.TextChoices):
    """When a figure holds, or that it is the change itself."""

    BEFORE = "before", pgettext_lazy("tal", "Før")
    AFTER = "after", pgettext_lazy("tal", "Efter")
    CHANGE = "change", pgettext_lazy("tal", "Ændring")
    OTHER = "other", pgettext_lazy("tal", "Andet tal")


class Figure(models.Model):
    """A number of an experience. ``low`` and ``high`` are the range the source itself gives."""

    experience = models.ForeignKey(Experience, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=LABEL_LENGTH)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=UNIT_LENGTH, blank=True)
    phase = models.CharField(max_length=6, choices=Phase, default=Phase.OTHER)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["experience", "position"], name="figure_once"),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__isnull=False, high__isnull=False, low__lte=F("high")),
                name="figure_range_has_two_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.shown}"

    @property
    def shown(self) -> str:
        """The number as people write it here, with its range: −754 (−2.211 til 754) kr."""
        return said(self.value)

    @property
    def shown_range(self) -> str:
        return f"{said(self.low)} – {said(self.high)}" if self.low is not None and self.high is not None else ""


def said(value: Decimal) -> str:
    """A number without zeros that say nothing, in the language of the page, with a true minus."""
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    places = len(plain.partition(".")[2])
    text = number_format(Decimal(plain), decimal_pos=places, use_l10n=True, force_grouping=True)
    return text.replace("-", "−", 1)


class Transfer(models.Model):
    """Whether others' result can be expected here: a short match of the contexts (assessment criterion 5.3).

    Answered by staff. A later answer takes the place of the earlier, which stays in the history.
    """

    experience = models.OneToOneField(Experience, models.CASCADE, primary_key=True, related_name="transfer")
    whom = models.CharField(max_length=10, choices=Fit)
    setting = models.CharField(max_length=10, choices=Fit)
    staffing = models.CharField(max_length=10, choices=Fit)
    terms = models.CharField(max_length=10, choices=Fit)
    verdict = models.CharField(max_length=10, choices=Verdict)
    why = models.TextField(max_length=1000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    history = person_history()

    def __str__(self) -> str:
        return self.get_verdict_display()

    @property
    def is_answered(self) -> bool:
        """Whether each part is: "we do not know" is honest, but no answer yet."""
        return Fit.UNKNOWN not in (self.whom, self.setting, self.staffing, self.terms)

    @property
    def lets_in(self) -> bool:
        return self.is_answered and self.verdict != Verdict.NO

    @property
    def is_outdated(self) -> bool:
        """Whether the text was changed since, so that somebody must answer anew."""
        return self.lets_in and not self.experience.transfers
