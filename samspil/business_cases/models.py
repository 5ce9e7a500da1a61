"""Business cases: what a unit believes something costs and gives, who has signed for it, and whose minutes they are.

Three accounts stand side by side and are never added: cash, capacity (hours) and quality (words).
"""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Contribution, Person, Unit
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import AboutSubject, Subject

TITLE_LENGTH = 120
TEXT_LENGTH = 1000
SOURCE_LENGTH = 300
NAME_LENGTH = 80
MOST_YEARS = 75
HIGHEST = Decimal(1_000_000_000)  # beyond this it is a slip of the finger
HUNDRED = Decimal(100)
ABOUT_KINDS = ("technology", "trial", "assessment", "proposal")  # pages a case may hang on


def figure(**options: Any) -> models.DecimalField:
    return models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, **options)


def percent(**options: Any) -> models.DecimalField:
    return models.DecimalField(max_digits=6, decimal_places=2, **options)


class BusinessCase(Contribution):
    """A reckoning ``about`` a technology, a trial, an assessment or a proposal, owned by a ``unit``. Never compulsory.

    All shares are percent. ``ramp_1`` and ``ramp_2`` are how far it is taken up in the first two years, ``use`` how
    much it is used once it is there. ``cash_share`` and ``capacity_share`` are proposed: they count as nought until
    somebody with the budget has signed. ``priced_on`` says which rates hold. A locked case keeps its figures in
    ``frozen``, so that no later rate changes it.
    """

    about = models.ForeignKey(Subject, models.PROTECT, related_name="business_cases")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="business_cases")
    title = models.CharField(max_length=TITLE_LENGTH)
    compared_with = models.TextField(max_length=TEXT_LENGTH, blank=True)
    years = models.PositiveSmallIntegerField(default=5)
    ramp_1 = percent(default=HUNDRED)
    ramp_2 = percent(default=HUNDRED)
    use = percent(default=HUNDRED)
    use_low = percent(null=True, blank=True)
    use_high = percent(null=True, blank=True)
    cash_share = percent(default=Decimal(0))
    capacity_share = percent(default=Decimal(0))
    capacity_plan = models.TextField(max_length=TEXT_LENGTH, blank=True)
    priced_on = models.DateField(default=clock.today)
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    locked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    frozen = models.JSONField(default=dict, blank=True, editable=False)

    history = person_history(excluded_fields=["frozen"])

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["about", "locked_at"], name="business_case_about")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cash_share__gte=0, capacity_share__gte=0)
                & Q(cash_share__lte=HUNDRED - F("capacity_share")),
                name="business_case_shares_within_all",
            ),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=MOST_YEARS), name="business_case_has_years"),
            models.CheckConstraint(
                condition=Q(locked_at=None, locked_by=None) | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="business_case_locked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class LineKind(models.TextChoices):
    """What a line is. Cash takes all but the citizens' own costs, which stand alone, and quality, which is words."""

    TIME = "time", _("Tid")
    SAVING = "saving", _("Anden besparelse")
    RUNNING = "running", _("Drift")
    INVESTMENT = "investment", _("Investering")
    TRAINING = "training", _("Oplæring")
    DOUBLE_RUNNING = "double_running", _("Dobbelt drift")
    PROJECT_LEAD = "project_lead", _("Projektledelse")
    DECOMMISSIONING = "decommissioning", _("Afvikling")
    CITIZEN_COST = "citizen_cost", _("Borgernes egen udgift")
    QUALITY = "quality", _("Kvalitet")


IMPLEMENTATION = (LineKind.TRAINING, LineKind.DOUBLE_RUNNING, LineKind.PROJECT_LEAD, LineKind.DECOMMISSIONING)
ONCE = (LineKind.INVESTMENT, *IMPLEMENTATION)


class SourceKind(models.TextChoices):
    """How we know a figure."""

    MEASURED = "measured", _("Målt her")
    AGREED = "agreed", _("Tilbud eller aftale")
    ELSEWHERE = "elsewhere", _("Andres erfaring")
    SUPPLIER = "supplier", _("Leverandørens tal")
    GUESS = "guess", _("Skøn")


class CareTask(AboutSubject):
    """What a unit has granted minutes for: n citizens, f occasions a year, minutes each time. The minutes ledger.

    What the lines of all cases claim of it is never more than it holds (``ledger``).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="care_tasks")
    title = models.CharField(max_length=TITLE_LENGTH)
    citizens = models.DecimalField(max_digits=14, decimal_places=2)
    occasions = models.DecimalField(max_digits=14, decimal_places=2)
    minutes = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=SOURCE_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    claimed: Decimal  # minutes a year, filled by queries.care_tasks

    history = person_history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(citizens__gt=0, occasions__gt=0, minutes__gt=0), name="care_task_has_minutes"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def granted(self) -> Decimal:
        """Minutes a year."""
        return self.citizens * self.occasions * self.minutes

    @property
    def left(self) -> Decimal:
        return self.granted - self.claimed


class CaseLine(models.Model):
    """One line of a case, with where its figures come from.

    ``time``: ``citizens`` n, ``occasions`` f a year, ``staff_*`` s and ``minutes_*`` t before and after, priced by a
    ``pay_group`` of the rates or by ``hourly_pay``; ``claimed_minutes`` a year are its own in the ledger of ``task``.
    ``amount`` is kroner: each year, or once in ``year``; of citizens' costs, kroner a citizen a year. ``hours`` priced
    as time may stand instead of it. ``today`` is what a saving is taken from. ``low`` and ``high`` are percent of the
    figure itself: how far it may be off.
    """

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=16, choices=LineKind)
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    source_kind = models.CharField(max_length=10, choices=SourceKind, blank=True)
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    citizens = figure()
    occasions = figure()
    staff_before = figure()
    minutes_before = figure()
    staff_after = figure()
    minutes_after = figure()
    task = models.ForeignKey(CareTask, models.PROTECT, null=True, blank=True, related_name="claims")
    claimed_minutes = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True, editable=False)
    pay_group = models.CharField(max_length=NAME_LENGTH, blank=True)
    hourly_pay = figure()
    amount = figure()
    hours = figure()
    year = models.PositiveSmallIntegerField(default=0)
    today = figure()
    low = percent(default=HUNDRED)
    high = percent(default=HUNDRED)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = person_history()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_minutes=None) | Q(task__isnull=False, claimed_minutes__gte=0),
                name="case_line_claims_of_a_task",
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0, low__lte=HUNDRED, high__gte=HUNDRED), name="case_line_range"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Subject:
        return self.case.subject

    @property
    def key(self) -> str:
        """Its name in the sums."""
        return f"line{self.pk}"

    @property
    def wanted_minutes(self) -> Decimal:
        """n * f * (s0 * t0 - s1 * t1), minutes a year."""
        none = Decimal(0)
        before = (self.staff_before or none) * (self.minutes_before or none)
        after = (self.staff_after or none) * (self.minutes_after or none)
        return (self.citizens or none) * (self.occasions or none) * (before - after)


class Signature(models.Model):
    """A budget owner stands behind the shares: ``yearly`` kroner leave the budget each year.

    It holds for the very figures in ``digest``. When they change it falls, and stays for the record.
    """

    case = models.ForeignKey(BusinessCase, models.CASCADE, related_name="signatures")
    cash_share = percent()
    capacity_share = percent()
    yearly = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, editable=False)
    note = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    fell_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(fell_at=None), name="signature_one_that_stands")
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d}"


class NormKind(models.TextChoices):
    DISCOUNT = "discount", _("Diskonteringsrente")
    HOURS = "hours", _("Timer på et år")
    PAY = "pay", _("Løn")
    TAX_FACTOR = "tax_factor", _("Nettoafgiftsfaktor")


class Norm(AboutSubject):
    """A rate or a norm that holds from a day, with its source. A newer one stands beside it; none is changed.

    ``value``: percent a year in the years 0-35 (then ``value_36`` and ``value_71``), hours a year, kroner a year with
    pension (over ``hours`` a year), or the factor.
    """

    kind = models.CharField(max_length=10, choices=NormKind)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    value_36 = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    value_71 = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    hours = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    valid_from = models.DateField()
    source = models.CharField(max_length=SOURCE_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "-valid_from"], name="norm_of_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="norm_from_nought"),
            models.CheckConstraint(
                condition=~Q(kind=NormKind.PAY) | (Q(hours__gt=0) & ~Q(name="")), name="norm_pay_over_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
