"""A plan over many times of one host's tasks: who may be asked, what they wish, and who is meant to come when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Person, in_units_of
from samspil.foundation import clock
from samspil.foundation.models import AboutSubject, AboutSubjectQuerySet
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Area
from samspil.tasks.models import MOST_PEOPLE, Party, Reminder, SignUp, SignUpState, Slot, Task

TITLE_LENGTH = 120
NOTE_LENGTH = 600
NAME_LENGTH = 80
MOST_MEMBERS = 500
MOST_SLOTS = 400


class RosterQuerySet(AboutSubjectQuerySet):
    def visible_to(self, viewer: Viewer) -> "RosterQuerySet":
        """Whoever plans, and nobody else: those who speak for the host, and where that is a unit of the municipality
        its staff and leaders. A coordinator sees the plans of units, and those they made for others.
        """
        if not viewer.is_known:
            return self.none()
        scopes = {grant.scope for grant in viewer.grants if grant.scope}
        allowed = Q(host__in=viewer.speaks_for) | Q(host__unit__isnull=False, host__in=scopes)
        if viewer.holds("coordinator"):
            allowed |= Q(host__unit__isnull=False) | Q(author=viewer.person_id)
        else:
            allowed |= in_units_of(viewer, "host__unit", "leader")
        return self.filter(allowed, subject__shown=True)


class Roster(AboutSubject):
    """A plan over the times of some tasks of one host, from a day to a day (both included).

    ``outcome`` is what the last computing told, as codes and ids: what stays empty and why, what changed, the gap.
    ``working_since`` is set while a large plan is being computed. ``version`` of the subject counts every change, so
    that a plan computed over old wishes is never shown as new (``stands_for``).
    """

    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    host = models.ForeignKey(Actor, models.PROTECT, related_name="rosters")
    tasks = models.ManyToManyField(Task, related_name="rosters")
    title = models.CharField(max_length=TITLE_LENGTH)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    outcome = models.JSONField(default=dict, blank=True)
    stands_for = models.PositiveIntegerField(null=True, blank=True)
    working_since = models.DateTimeField(null=True, blank=True, editable=False)
    progress = models.PositiveSmallIntegerField(default=0, editable=False)
    computed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RosterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="roster_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_current(self) -> bool:
        """Whether the plan that is shown was made of what is known now."""
        return self.computed_at is not None and self.stands_for == self.subject.version

    def readable_by(self, viewer: Viewer) -> bool:
        """The same answer as ``visible_to``, for one at hand."""
        if not viewer.is_known or not self.subject.shown:
            return False
        if self.host_id in viewer.speaks_for:
            return True
        unit = getattr(self.host, "unit", None)
        is_coordinator = viewer.holds("coordinator")
        if unit is None:
            return is_coordinator and self.author_id == viewer.person_id
        has_role_there = any(grant.scope == self.host_id for grant in viewer.grants)
        return is_coordinator or has_role_there or viewer.leads(unit.line)


class RosterMember(models.Model):
    """Somebody who may be asked, and what they answered. ``per_week`` and ``at_most`` count times; empty: no limit.

    It is one person, or several who come as one (``people``) with a ``person`` who answers for them: the class of a
    school, a company, an association, a group of neighbours. As for sign-ups, ``actor`` is whom they come for where we
    know it, else they have a ``party_name``. A teacher may answer for two classes, and come herself: three members.
    ``together`` is the name of somebody they would like to be with. ``called`` is the name that was written here, until
    they say yes themselves: to know an address is no right to hear whose it is.
    ``entered_by`` wrote the wishes down after a call.
    """

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="roster_members")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    party = models.CharField(max_length=12, choices=Party, default=Party.PERSON)
    party_name = models.CharField(max_length=120, blank=True)
    called = models.CharField(max_length=NAME_LENGTH, blank=True)
    people = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined = models.BooleanField(default=False)
    per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(14)]
    )
    at_most = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="+")
    reach_km = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    together = models.CharField(max_length=NAME_LENGTH, blank=True)
    reminder = models.CharField(max_length=5, choices=Reminder, default=Reminder.DAY)
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Two, because a database counts no actor as another actor every time.
            models.UniqueConstraint(
                fields=["roster", "person", "actor"],
                condition=Q(actor__isnull=False),
                name="roster_member_once_for_actor",
            ),
            models.UniqueConstraint(
                fields=["roster", "person", "party_name"], condition=Q(actor=None), name="roster_member_once"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="roster_member_somebody_comes"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.roster}"

    @property
    def name(self) -> str:
        """Who comes, as whoever plans reads it."""
        return self.actor.name if self.actor else self.party_name or self.who

    @property
    def who(self) -> str:
        """The person who comes or answers for them, as whoever plans reads it."""
        return self.called or self.person.name

    @property
    def is_party(self) -> bool:
        return self.party != Party.PERSON

    @property
    def takes_part(self) -> bool:
        return self.answered_at is not None and not self.declined


class Level(models.TextChoices):
    CANNOT = "cannot", _("Kan ikke")
    RATHER_NOT = "rather_not", _("Helst ikke")
    CAN = "can", _("Kan godt")
    GLADLY = "gladly", _("Vil gerne")


class RosterWish(models.Model):
    """What a member said of one time, or of a day of the week (1 is Monday). For whoever plans, and nobody else."""

    member = models.ForeignKey(RosterMember, models.CASCADE, related_name="wishes")
    slot = models.ForeignKey(Slot, models.CASCADE, null=True, blank=True, related_name="+")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=10, choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "slot"], name="roster_wish_once_a_slot"),
            models.UniqueConstraint(fields=["member", "weekday"], name="roster_wish_once_a_weekday"),
            models.CheckConstraint(
                condition=Q(slot=None, weekday__range=(1, 7)) | Q(slot__isnull=False, weekday=None),
                name="roster_wish_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.level}"


class PlannedShift(models.Model):
    """Somebody is meant to come at a time. Nobody hears of it before it is confirmed; then ``sign_up`` is set.

    ``is_locked``: it is promised, and stays when the plan is computed again. ``is_leaving``: the new plan takes it
    away, which happens when that plan is confirmed.
    """

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="shifts")
    member = models.ForeignKey(RosterMember, models.CASCADE, related_name="shifts")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="planned")
    is_locked = models.BooleanField(default=False)
    is_leaving = models.BooleanField(default=False)
    sign_up = models.ForeignKey(SignUp, models.SET_NULL, null=True, blank=True, related_name="planned")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["slot__starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["member", "slot"], name="planned_shift_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.slot_id}"

    @property
    def is_told(self) -> bool:
        """Whether the person has a place and knows of it."""
        return self.sign_up is not None and self.sign_up.stands

    @property
    def is_cancelled(self) -> bool:
        """Whether it was confirmed, and somebody cancelled afterwards."""
        return self.sign_up is not None and self.sign_up.state == SignUpState.CANCELLED
