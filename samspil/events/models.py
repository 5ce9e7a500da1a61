"""Events that people come to, and meetings with more: an agenda, minutes, and what was agreed with whom."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Channel, Contribution, Person, Sphere
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AboutSubject, Subject, Theme
from samspil.resources.models import Area

TITLE_LENGTH = 120
BODY_LENGTH = 2000
LINE_LENGTH = 200
NOTES_LENGTH = 4000
WORD_LENGTH = 500
MOST_PEOPLE = 5000  # at one event; more is a slip of the finger
MOST_TOGETHER = 60  # that one person brings
MOST_POINTS = 40
ANSWER_WITHIN = timedelta(days=14)  # to say yes or no to a promise


class EventKind(models.TextChoices):
    CITIZENS = "citizens", _("Borgermøde")
    DIALOGUE = "dialogue", _("Dialogmøde")
    TALK = "talk", _("Foredrag eller kursus")
    OPEN_HOUSE = "open_house", _("Åbent hus")
    FESTIVITY = "festivity", _("Fest eller fællesspisning")
    OTHER = "other", _("Noget andet")


# These have an agenda, minutes and what was agreed.
MEETINGS = (EventKind.CITIZENS, EventKind.DIALOGUE)


class Facility(models.TextChoices):
    """What makes it possible to come. Nobody is asked what they need, or why."""

    STEP_FREE = "step_free", _("Uden trin")
    HEARING_LOOP = "hearing_loop", _("Teleslynge")
    CHILD_CARE = "child_care", _("Børnepasning")
    INTERPRETER = "interpreter", _("Tolk")
    TRANSPORT = "transport", _("Du kan blive hentet")


class Event(Contribution):
    """Something at a time and a place that people come to. The ``host`` is an association or a unit.

    ``places``: how many there is room for; None, as many as come. ``sign_up_by`` is the last day to sign up, counted on
    the clock of ``zone``. ``online_url`` is shown to those alone who have a place. ``origin`` is the challenge, trial
    or proposal it is about. ``sequence`` counts changes for the calendars that hold it already (RFC 5545).

    A meeting has an agenda and minutes, each on its page when the host says so; ``follows`` is the meeting before it.
    """

    kind = models.CharField(max_length=12, choices=EventKind, default=EventKind.OTHER)
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    for_whom = models.CharField(max_length=LINE_LENGTH, blank=True)
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    host = models.ForeignKey(Actor, models.PROTECT, related_name="events_hosted")
    origin = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="events_about")
    contact_name = models.CharField(max_length=120)
    contact_phone = models.CharField(max_length=30)
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=LINE_LENGTH, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="events")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    online_url = models.URLField(max_length=300, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=40, default=settings.TIME_ZONE)
    needs_sign_up = models.BooleanField(default=True)
    sign_up_by = models.DateField(null=True, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    price = models.CharField(max_length=LINE_LENGTH, blank=True)
    access = models.JSONField(default=list, blank=True)
    access_note = models.CharField(max_length=LINE_LENGTH, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_why = models.CharField(max_length=WORD_LENGTH, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    agenda_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    minutes_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    attended = models.PositiveSmallIntegerField(null=True, blank=True)

    km: float | None  # filled by resources.queries.with_distance
    taken: int  # these three are filled by queries.with_places
    waiting: int
    free: int | None
    letters: int | None = None  # how many inviting.invite_to_event sent; a second press of a form sends none

    class Meta(Contribution.Meta):
        indexes = [
            models.Index(fields=["starts_at"], name="event_when"),
            models.Index(fields=["host"], name="event_of_host"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_later"),
            models.CheckConstraint(condition=Q(places=None) | Q(places__gte=1), name="event_has_places"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="event_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_municipal(self) -> bool:
        return self.host.sphere == Sphere.MUNICIPALITY

    @property
    def is_meeting(self) -> bool:
        return self.kind in MEETINGS

    @property
    def is_there(self) -> bool:
        return self.withdrawn_at is None and self.cancelled_at is None

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Whether somebody may still sign up: until the host closes it, the last day has passed, or it is over."""
        in_time = self.sign_up_by is None or clock.today() <= self.sign_up_by
        return self.needs_sign_up and self.is_there and self.closed_at is None and in_time and not self.is_over

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude): its own, else that of its area."""
        if self.lat is not None and self.lon is not None:
            return (self.lat, self.lon)
        return self.area.point if self.area else None


class EventSignUpState(models.TextChoices):
    CONFIRMED = "confirmed", _("Har en plads")
    WAITING = "waiting", _("På ventelisten")
    CANCELLED = "cancelled", _("Meldt fra")


STANDS = (EventSignUpState.CONFIRMED, EventSignUpState.WAITING)


class EventReminder(models.TextChoices):
    NONE = "none", _("Nej tak")
    DAY = "day", _("Dagen før")
    WEEK = "week", _("Ugen før")


class EventSignUp(models.Model):
    """Somebody comes to an event, perhaps with others. ``actor`` is whom they come for, where that is not themselves.

    Nothing is asked but how many. Mail and phone reach the host when both have said yes: the place is given, and
    ``shares_contact``. ``queued_at`` gives the order of the waiting list.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, models.PROTECT, related_name="event_sign_ups")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    people = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=EventSignUpState)
    shares_contact = models.BooleanField(default=False)
    reminder = models.CharField(max_length=5, choices=EventReminder, default=EventReminder.DAY)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    queued_at = models.DateTimeField(default=clock.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    by_host = models.BooleanField(default=False, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    contact: list[str]  # filled by queries.those_coming, as far as both have said yes

    class Meta:
        ordering = ["queued_at", "pk"]
        indexes = [
            models.Index(fields=["event", "state"], name="event_sign_up_state"),
            models.Index(fields=["person", "state"], name="event_sign_up_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], condition=~Q(state="cancelled"), name="event_sign_up_once"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="event_sign_up_somebody_comes"),
            models.CheckConstraint(
                condition=Q(entered_by=None, channel="") | (Q(entered_by__isnull=False) & ~Q(channel="")),
                name="event_sign_up_entered_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.event}"

    @property
    def subject(self) -> Subject:
        """Where it belongs: a sign-up has no page that others read."""
        return self.event.subject

    @property
    def stands(self) -> bool:
        return self.state in STANDS

    @property
    def name(self) -> str:
        """Who comes, as the host reads it."""
        if self.actor and not self.actor.is_person:
            return f"{self.person.name}, {self.actor.name}"
        return self.person.name


class EventAnswer(models.TextChoices):
    WAITING = "waiting", _("Har ikke svaret")
    YES = "yes", _("Kommer")
    NO = "no", _("Kommer ikke")


class EventInvitation(models.Model):
    """One letter to one human being. ``circle`` is the group they were invited with; ``person`` is who we know.

    A guest goes by the ``name`` the host wrote: to know an address is no right to hear whose it is. ``has_letter`` is
    false where no letter went, because they want none of that sort.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    circle = models.CharField(max_length=30)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(default=clock.now, editable=False)
    answer = models.CharField(max_length=7, choices=EventAnswer, default=EventAnswer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    has_letter = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="event_invited_once"),
            models.UniqueConstraint(fields=["event", "email"], condition=~Q(email=""), name="event_address_once"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return self.name or (self.person.name if self.person else "")

    @property
    def subject(self) -> Subject:
        return self.event.subject


class PointState(models.TextChoices):
    SUGGESTED = "suggested", _("Foreslået")
    ON = "on", _("På dagsordenen")
    DECLINED = "declined", _("Ikke med denne gang")
    MISSED = "missed", _("Det nåede vi ikke")


class AgendaPoint(models.Model):
    """Something to talk about. ``about`` is a challenge or a wish, shown as it stands now; else it has a ``title``.

    A suggestion that nobody answered before the minutes stood on the page is ``missed``, and whoever made it is told.
    ``minutes`` is how long it may take, ``notes`` what was said. Notes are mended in the open: what stood on the page
    before is in the history. Who suggested it is for the host to see.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=PointState, default=PointState.ON)
    title = models.CharField(max_length=LINE_LENGTH, blank=True)
    text = models.TextField(max_length=BODY_LENGTH, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    about = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="+")
    suggested_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=WORD_LENGTH, blank=True)
    notes = models.TextField(max_length=NOTES_LENGTH, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    history = person_history()

    heading: str  # these two are filled by queries.with_headings for the viewer
    url: str
    agreed: list["MeetingPromise"]  # filled by queries.with_promises

    class Meta:
        ordering = ["position", "created_at", "pk"]

    def __str__(self) -> str:
        return self.title


class PromiseState(models.TextChoices):
    ASKED = "asked", _("Venter på et ja")
    PROMISED = "promised", _("Lovet")
    REFUSED = "refused", _("Sagde nej")
    DONE = "done", _("Gjort")
    NOT_DONE = "not_done", _("Blev ikke til noget")


class MeetingPromise(AboutSubject):
    """What was agreed at a meeting: what, until when, and who. It is a promise when the owner has said yes.

    ``actor`` is the owner, and ``person`` the one who answers; nobody, where we can write to none of them: then those
    who keep the meeting ask by phone, and that is shown. ``word`` is what the owner said of it. ``deputy`` may answer
    for a unit that is silent.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="promises")
    point = models.ForeignKey(AgendaPoint, models.SET_NULL, null=True, blank=True, related_name="promises")
    what = models.CharField(max_length=LINE_LENGTH)
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=PromiseState, default=PromiseState.ASKED)
    asked_on = models.DateField(default=clock.today, editable=False)
    answer_due = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)
    word = models.CharField(max_length=WORD_LENGTH, blank=True)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    passed_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = person_history()

    owner: str  # these three are filled by cards.for_viewer
    may_answer: bool
    may_report: bool

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["person", "state"], name="meeting_promise_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked") | Q(answered_at__isnull=False), name="meeting_promise_was_answered"
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None) | Q(state__in=("done", "not_done")), name="meeting_promise_was_told"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_waiting(self) -> bool:
        """Whether the owner owes a word: yes or no first, and done or not when the day has come."""
        if self.withdrawn_at:
            return False
        return self.state == PromiseState.ASKED or self.state == PromiseState.PROMISED

    @property
    def due(self) -> date:
        return self.answer_due if self.state == PromiseState.ASKED else self.due_on

    @property
    def is_late(self) -> bool:
        """Silence is never consent: past its day it shows as unanswered (rule of power 4)."""
        return self.is_waiting and self.due < clock.today()
