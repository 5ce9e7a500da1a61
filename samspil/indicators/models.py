"""What we look at to see whether something helps: indicators, and what was measured."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import Subject

NAME_LENGTH = 100
UNIT_LENGTH = 60
SOURCE_LENGTH = 200
FEWEST_SHOWN = 5  # what fewer people answered, nobody sees
HIGHEST = 100_000_000  # beyond this it is a slip of the finger


class IndicatorKind(models.TextChoices):
    """The ready-made ones are what the strategy itself hopes for (H 3, C90); the last one is people's own."""

    INDEPENDENCE = "independence", _("Selvhjulpenhed")
    STRAIN = "strain", _("Nedslidning")
    RECRUITMENT = "recruitment", _("Rekruttering")
    RETENTION = "retention", _("Fastholdelse")
    LONELINESS = "loneliness", _("Ensomhed")
    TIME = "time", _("Tid")
    OWN = "own", _("Noget andet, I selv finder på")


class Indicator(models.Model):
    """Something we look at on the page of a trial, a practice or an evaluation.

    Without a ``name`` of its own it is called what its kind is called. Where the values are ``about_people``, they are
    shown only when at least five have answered. ``target`` is in ``unit``.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="indicators")
    kind = models.CharField(max_length=12, choices=IndicatorKind)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    unit = models.CharField(max_length=UNIT_LENGTH)
    higher_is_better = models.BooleanField()
    about_people = models.BooleanField()
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.OWN) | ~Q(name=""), name="indicator_of_ones_own_has_a_name"
            ),
            models.CheckConstraint(condition=Q(target=None) | Q(target__gte=0), name="indicator_target_from_zero"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())


class Phase(models.TextChoices):
    BEFORE = "before", _("Før")
    AFTER = "after", _("Efter")
    LATER = "later", _("Senere")


class How(models.TextChoices):
    """How we know the number."""

    COUNTED = "counted", _("Talt")
    ASKED = "asked", _("Spurgt")
    ESTIMATED = "estimated", _("Skønnet")


class Measurement(models.Model):
    """One number: when, from how many, how we know it, and where it comes from.

    ``n`` is how many people it was measured with; None only where it is not about people. A wrong one is corrected, and
    history keeps what stood before.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    phase = models.CharField(max_length=6, choices=Phase)
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    n = models.PositiveIntegerField(null=True, blank=True)
    how = models.CharField(max_length=9, choices=How)
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = person_history()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="measurement_from_zero"),
            models.CheckConstraint(condition=Q(n=None) | Q(n__gte=1), name="measurement_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} {self.on}"

    @property
    def is_small(self) -> bool:
        """Whether so few have answered that nobody may see the value."""
        return self.indicator.about_people and (self.n or 0) < FEWEST_SHOWN
