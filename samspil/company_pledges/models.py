"""What companies promise the community within a period, and what was used of it (C26)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person
from samspil.foundation import clock
from samspil.foundation.models import Subject, Theme

TITLE_LENGTH = 120
BODY_LENGTH = 1500
BOUNDARY_LENGTH = 600
WHAT_LENGTH = 200
NAME_LENGTH = 120
SMALLEST = Decimal("0.5")


class PromiseKind(models.TextChoices):
    HOURS = "hours", _("Timer")
    KNOW_HOW = "know_how", _("Viden og kunnen")
    ROOMS = "rooms", _("Lokaler")
    TRANSPORT = "transport", _("Kørsel")
    EQUIPMENT = "equipment", _("Udstyr")


ABOUT_KINDS = ("challenge", "proposal", "trial", "practice", "resource")  # pages that a use may be for
COUNTED = (PromiseKind.HOURS, PromiseKind.KNOW_HOW)  # work: never promised without a number of hours


class CompanyPledge(Contribution):
    """A company promises something to the community. The ``actor`` is the company, the author whoever said it.

    ``hours`` is what was promised in the whole period; None where hours make no sense (a van, a hall). Work that staff
    do today is touched when ``boundary`` says where the line goes. ``theme`` empty: wherever there is a use for it.
    ``contact`` is somebody there who notes hours by a link of their own, without an account; whoever named them reads
    the name that was written (``contact_called``), for an address is no right to hear whose it is.
    """

    kind = models.CharField(max_length=10, choices=PromiseKind)
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    hours = models.DecimalField(
        max_digits=7, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(SMALLEST)]
    )
    from_on = models.DateField()
    until_on = models.DateField()
    boundary = models.TextField(max_length=BOUNDARY_LENGTH, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_note = models.CharField(max_length=WHAT_LENGTH, blank=True)
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    contact_called = models.CharField(max_length=NAME_LENGTH, blank=True)

    used: Decimal | None  # hours, filled by queries
    confirmed: Decimal | None  # hours, of the used ones

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["until_on"], name="company_pledge_until")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="company_pledge_period"),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gte=SMALLEST), name="company_pledge_some_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Ended by somebody, or the last day has passed."""
        return self.ended_on is not None or self.until_on < clock.today()

    @property
    def is_open(self) -> bool:
        """Whether there may be something to get now or later."""
        return self.withdrawn_at is None and not self.is_over

    @property
    def left(self) -> Decimal | None:
        """Hours that are left; None where hours were not promised. Never below zero."""
        return None if self.hours is None else max(self.hours - (self.used or Decimal(0)), Decimal(0))

    @property
    def beyond(self) -> Decimal:
        """Hours that were used beyond the promise, because somebody said so."""
        return Decimal(0) if self.hours is None else max((self.used or Decimal(0)) - self.hours, Decimal(0))


class PledgeUse(models.Model):
    """Something of a promise was used: by whom (an actor we know, or a name), for what, when, how many hours.

    ``about`` is the page it was for. It counts as confirmed when whoever received it has said so.
    """

    pledge = models.ForeignKey(CompanyPledge, models.CASCADE, related_name="uses")
    receiver = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    receiver_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    about = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=WHAT_LENGTH)
    on = models.DateField()
    hours = models.DecimalField(
        max_digits=6, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(SMALLEST)]
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    may_confirm: bool  # filled by pages for their viewer
    may_remove: bool

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["on"], name="company_pledge_use_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="company_pledge_use_confirmed_by",
            ),
            models.CheckConstraint(
                condition=Q(receiver__isnull=False) | ~Q(receiver_name=""), name="company_pledge_use_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gte=SMALLEST), name="company_pledge_use_some_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.what
