"""Bounded tasks, the times they take place, and who comes: one sign-up for a person, an association, a company, a
school class or a group, with equal standing.
"""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import NAME_LENGTH, Actor, Channel, Contribution, Person, Sphere
from samspil.company_pledges.models import PledgeUse
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import Subject
from samspil.resources.models import Area

TITLE_LENGTH = 120
BODY_LENGTH = 1500
SHORT_LENGTH = 600
LINE_LENGTH = 200
MOST_PEOPLE = 500  # at one time; more is a slip of the finger
MOST_SLOTS = 60  # that one task has ahead of it at a time
AHEAD = timedelta(days=26 * 7)  # how far slots of a task without an end are made
CHILD = 15  # below this age a children's background check is needed (børneattestloven)
FEW = 5  # statistics of fewer people are not shown


class TaskKind(models.TextChoices):
    TASK = "task", _("Opgave")
    MENTOR = "mentor", _("Mentor")
    PEER = "peer", _("En, der selv har prøvet det")
    TEACHING = "teaching", _("Undervisning")
    TRANSPORT = "transport", _("Kørsel")
    BOARD = "board", _("Bestyrelsesarbejde")
    OTHER = "other", _("Noget andet")


class TaskShape(models.TextChoices):
    ONCE = "once", _("Én gang")
    RECURRING = "recurring", _("Igen og igen")
    PERIOD = "period", _("En periode uden faste tider")


class Insurance(models.TextChoices):
    """Which policy covers whoever comes (serviceloven § 18 a lets the council insure the efforts it decides on)."""

    ASSOCIATION = "association", _("Foreningens forsikring dækker dig")
    MUNICIPAL = "municipal", _("Kommunens forsikring dækker dig")
    OWN = "own", _("Du skal selv være forsikret")
    NONE = "none", _("Ingen forsikring dækker dig")


class Criterion(models.TextChoices):
    """What nobody may ask of a volunteer without a reason."""

    AGE = "age", _("Alder")
    SEX = "sex", _("Køn")
    HEALTH = "health", _("Helbred")


class Task(Contribution):
    """Something bounded that somebody can come and do. The ``host`` is an association or a unit of the municipality.

    ``youngest`` is the age of the youngest somebody meets there: below 15 a children's check is among ``requirements``
    (codes of ``safeguards.models.Requirement``). ``asks_first``: the host says yes to each who offers. A rule
    (RFC 5545) counts days from ``first_on`` in local time, and the clock of ``zone`` says when on the day.
    ``origin`` is the challenge, trial, proposal or wish it came out of.
    """

    kind = models.CharField(max_length=10, choices=TaskKind, default=TaskKind.TASK)
    title = models.CharField(max_length=TITLE_LENGTH)
    does = models.TextField(max_length=BODY_LENGTH)
    does_not = models.TextField(max_length=SHORT_LENGTH, blank=True)
    for_whom = models.CharField(max_length=LINE_LENGTH, blank=True)
    host = models.ForeignKey(Actor, models.PROTECT, related_name="tasks_hosted")
    origin = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="tasks_from")
    contact_name = models.CharField(max_length=120)
    contact_phone = models.CharField(max_length=30)
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=LINE_LENGTH, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="tasks")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    shape = models.CharField(max_length=10, choices=TaskShape, default=TaskShape.ONCE)
    recurrence = models.CharField(max_length=LINE_LENGTH, blank=True)
    first_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=40, default=settings.TIME_ZONE)
    places = models.PositiveSmallIntegerField(default=1)
    needed = models.PositiveSmallIntegerField(default=1)
    gains = models.CharField(max_length=SHORT_LENGTH, blank=True)
    skills = models.CharField(max_length=LINE_LENGTH, blank=True)
    requirements = models.JSONField(default=list, blank=True)
    youngest = models.PositiveSmallIntegerField(null=True, blank=True)
    criteria = models.JSONField(default=list, blank=True)
    criteria_reason = models.CharField(max_length=LINE_LENGTH, blank=True)
    expenses = models.CharField(max_length=LINE_LENGTH, blank=True)
    insurance = models.CharField(max_length=12, choices=Insurance, default=Insurance.ASSOCIATION)
    insurance_note = models.CharField(max_length=LINE_LENGTH, blank=True)
    access = models.JSONField(default=list, blank=True)
    asks_first = models.BooleanField(default=False)
    may_replace_paid_work = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    km: float | None  # filled by resources.queries.with_distance
    next_slots: list["Slot"]  # filled by queries.with_slots

    class Meta(Contribution.Meta):
        indexes = [
            models.Index(fields=["kind", "closed_at"], name="task_filtered"),
            models.Index(fields=["host"], name="task_of_host"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("first_on")), name="task_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="task_has_places"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="task_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_municipal(self) -> bool:
        return self.host.sphere == Sphere.MUNICIPALITY

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.closed_at is None

    @property
    def is_with_children(self) -> bool:
        return self.youngest is not None and self.youngest < CHILD

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude): its own, else that of its area."""
        if self.lat is not None and self.lon is not None:
            return (self.lat, self.lon)
        return self.area.point if self.area else None


class Slot(models.Model):
    """One time that a task takes place, with room for ``places`` people; below ``needed`` it is hard to carry out.

    ``all_day``: a period without fixed hours, from the first day to the last. ``sequence`` counts changes for the
    calendars that hold it already (RFC 5545). ``thanks`` is what the host wrote afterwards, and ``thanks_letters`` how
    many it was sent to (none of those thanked before that was counted).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    all_day = models.BooleanField(default=False)
    places = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    thanks = models.CharField(max_length=SHORT_LENGTH, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True, editable=False)
    thanks_letters = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    free: int  # filled by queries.with_places
    taken: int
    waiting: int

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="task_slot_when")]
        constraints = [
            models.UniqueConstraint(fields=["task", "starts_at"], name="task_slot_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="task_slot_ends_later"),
            models.CheckConstraint(condition=Q(places__gte=1), name="task_slot_has_places"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def subject(self) -> Subject:
        return self.task.subject

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Whether somebody may still sign up: until the host closes it or it is over, also on the day itself."""
        return self.cancelled_at is None and self.closed_at is None and not self.is_over and self.task.is_open

    @property
    def hours(self) -> Decimal:
        """How long it lasts. A period without fixed hours has no such number."""
        if self.all_day:
            return Decimal(0)
        return (Decimal((self.ends_at - self.starts_at).total_seconds()) / 3600).quantize(Decimal("0.1"))


class Party(models.TextChoices):
    """As what somebody comes. All count alike."""

    PERSON = "person", _("Mig selv")
    ASSOCIATION = "association", _("En forening")
    COMPANY = "company", _("En virksomhed")
    SCHOOL_CLASS = "school_class", _("En skoleklasse eller et hold")
    GROUP = "group", _("En flok, en familie eller naboer")


class SignUpState(models.TextChoices):
    OFFERED = "offered", _("Venter på et ja fra værten")
    CONFIRMED = "confirmed", _("Har en plads")
    WAITING = "waiting", _("På ventelisten")
    CANCELLED = "cancelled", _("Meldt fra")
    DONE = "done", _("Var med")


HOLDS_A_PLACE = (SignUpState.OFFERED, SignUpState.CONFIRMED, SignUpState.DONE)
STANDS = (SignUpState.OFFERED, SignUpState.CONFIRMED, SignUpState.WAITING)


class Reminder(models.TextChoices):
    NONE = "none", _("Nej tak")
    DAY = "day", _("Dagen før")
    WEEK = "week", _("Ugen før")


class SignUp(models.Model):
    """Somebody comes. ``person`` is who signed up and ``actor`` whom they come for, where we know it; a class or a
    group without a page of its own has only a ``party_name``. ``people`` is how many come.

    ``note`` is what they wrote to the host. Mail and phone reach the host when both have said yes: the sign-up is
    confirmed and ``shares_contact``. ``hours`` is the person's own and is shown to nobody else. ``queued_at`` gives the
    order of the waiting list. ``sequence`` as for slots. ``named`` are the members an association sends, where it gave
    names and not only a number; the host reads the names, and each of them hears of it. ``called`` is the name whoever
    planned wrote, for somebody who has not said yes themselves. ``use`` is what a company gave of its promise by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sign_ups")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="sign_ups")
    party = models.CharField(max_length=12, choices=Party, default=Party.PERSON)
    party_name = models.CharField(max_length=120, blank=True)
    called = models.CharField(max_length=NAME_LENGTH, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    named = models.ManyToManyField(Person, blank=True, related_name="named_on")
    state = models.CharField(max_length=10, choices=SignUpState)
    note = models.CharField(max_length=SHORT_LENGTH, blank=True)
    shares_contact = models.BooleanField(default=False)
    reminder = models.CharField(max_length=5, choices=Reminder, default=Reminder.DAY)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    queued_at = models.DateTimeField(default=clock.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    by_host = models.BooleanField(default=False, editable=False)  # the host said no, or called it off
    came = models.PositiveSmallIntegerField(null=True, blank=True)  # how many were there; 0, nobody
    use = models.ForeignKey(PledgeUse, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    hours = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(999))],
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)

    contact: list[str]  # filled by queries.those_coming, as far as both have said yes
    names: list[str]  # of those an association sends; filled by queries.those_coming

    class Meta:
        ordering = ["queued_at", "pk"]
        indexes = [
            models.Index(fields=["slot", "state"], name="sign_up_of_slot"),
            models.Index(fields=["person", "state"], name="sign_up_of_person"),
        ]
        constraints = [
            # Two, because a database counts no actor as another actor every time.
            models.UniqueConstraint(
                fields=["slot", "person", "actor"], condition=~Q(state="cancelled"), name="sign_up_once_for_actor"
            ),
            models.UniqueConstraint(
                fields=["slot", "person", "party_name"],
                condition=Q(actor=None) & ~Q(state="cancelled"),
                name="sign_up_once",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="sign_up_somebody_comes"),
            # Whoever plans for many enters them without a call of each.
            models.CheckConstraint(condition=Q(entered_by__isnull=False) | Q(channel=""), name="sign_up_entered_how"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.slot}"

    @property
    def subject(self) -> Subject:
        """Where it belongs: a sign-up has no page that others read."""
        return self.slot.task.subject

    @property
    def stands(self) -> bool:
        return self.state in STANDS

    @property
    def name(self) -> str:
        """Who comes, as the host reads it."""
        return self.actor.name if self.actor else self.party_name or self.who

    @property
    def who(self) -> str:
        """The person who signed up or was planned in, as the host reads it."""
        return self.called or self.person.name


class CalendarFeed(models.Model):
    """The secret address of somebody's own calendar of tasks. Only its hash is kept; a new address ends the old one."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="task_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"calendar of {self.person}"
