"""Stories told with consent, what volunteers make possible, and what the municipality offers volunteers."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Channel, Contribution, Person, Unit
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AboutSubject, Subject, Theme
from samspil.pictures.models import Picture
from samspil.resources.models import Area

TITLE_LENGTH = 120
BODY_LENGTH = 2000
NAME_LENGTH = 80
WORDS_LENGTH = 200
INSTEAD_LENGTH = 60
LINE_LENGTH = 120
MOST_PEOPLE = 12  # named in one story
LASTS_YEARS = 2
LOOKED_AT_FOR = timedelta(days=365)
ABOUT_KINDS = ("task", "resource", "challenge", "trial", "practice", "technology")  # pages that a story may be about


class ConsentAnswer(models.TextChoices):
    """What somebody who is named or pictured has said to a story."""

    YES = "yes", _("Ja")
    UNNAMED = "unnamed", _("Ja, men uden navn")
    NO = "no", _("Nej")
    TAKEN_BACK = "taken_back", _("Taget tilbage")


class ConsentState(models.TextChoices):
    """Where one consent stands now. Worked out from what was answered, never typed in."""

    WAITING = "waiting", _("Har ikke svaret")
    CHANGED = "changed", _("Skal svare igen")
    YES = "yes", _("Har sagt ja")
    UNNAMED = "unnamed", _("Har sagt ja uden navn")
    NO = "no", _("Har sagt nej")
    TAKEN_BACK = "taken_back", _("Har taget sit ja tilbage")
    RUN_OUT = "run_out", _("Ja’et er udløbet")


class StoryState(models.TextChoices):
    """Where a story stands now: the sum of what those in it have said."""

    OPEN = "open", _("Alle kan læse den")
    WAITING = "waiting", _("Venter på svar")
    STOPPED = "stopped", _("En vil ikke være med")
    RESTING = "resting", _("Hviler")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


class Story(Contribution):
    """A short story of what people made possible together. ``about`` is the page it belongs to, where it is shown too.

    ``work_unit`` is set where an employee lets it stand for those who look for work, too: the unit they work in (C51).
    Nobody but its keepers reads it before everybody in it has said yes; ``standing.settle`` alone opens and shuts it.
    ``screened`` is a digest of the text that was looked at, or let through, before it first came out.
    """

    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="+")
    about = models.ForeignKey(Subject, models.SET_NULL, null=True, blank=True, related_name="stories_about")
    picture = models.OneToOneField(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    screened = models.CharField(max_length=64, blank=True, editable=False)
    work_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")

    reading: Any  # standing.Reading, filled by queries.with_readings
    benefits: "list[Benefit]"

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["theme"], name="story_theme")]

    def __str__(self) -> str:
        return self.title


class Consent(models.Model):
    """One person who is named or can be known in a story, and what they, or a child's parent, have answered.

    ``seen`` is the text and picture they said yes to: it holds as long as the same stands, until ``until``. ``instead``
    is what stands in place of the name for who wants none. ``noted_by`` and ``channel`` are set when the yes came by
    phone, on paper or at a meeting, on ``answered_on``. Of a child only the first name is kept, and who gave the yes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="people")
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    instead = models.CharField(max_length=INSTEAD_LENGTH, blank=True)
    email = models.EmailField(blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    is_child = models.BooleanField(default=False)
    parent_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    answer = models.CharField(max_length=10, choices=ConsentAnswer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    seen = models.JSONField(default=dict, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    state: str  # filled by standing.people_of

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["until"], name="consent_until")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer__in=[ConsentAnswer.YES, ConsentAnswer.UNNAMED])
                | Q(answered_on__isnull=False, until__isnull=False),
                name="consent_yes_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(noted_by=None, channel="") | (Q(noted_by__isnull=False) & ~Q(channel="")),
                name="consent_noted_how",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return self.story.subject

    @property
    def is_yes(self) -> bool:
        return self.answer in (ConsentAnswer.YES, ConsentAnswer.UNNAMED)

    @property
    def who_answers(self) -> str:
        """The name to greet: the child's parent, where we know it."""
        return self.parent_name if self.is_child else self.name


class Whom(models.TextChoices):
    """Whose gain it is (win-win, C69)."""

    USER = "user", _("Borgeren")
    STAFF = "staff", _("De ansatte")
    VOLUNTEER = "volunteer", _("Den frivillige")


class Gain(models.TextChoices):
    """What the strategy says volunteers bring (C69), and whatever else in one's own words."""

    CALM = "calm", _("Ro")
    TIME = "time", _("Tid")
    KNOWLEDGE = "special_knowledge", _("Særlig viden")
    ROUTINES = "challenged_routines", _("Nye øjne på vanerne")
    COMMUNITY = "open_community", _("Et åbent lokalsamfund")
    OWN = "own", _("Med egne ord")


class Benefit(models.Model):
    """Something that is gained by what a story, a task or a practice tells of, and who gains it."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="benefits")
    whom = models.CharField(max_length=10, choices=Whom)
    gain = models.CharField(max_length=20, choices=Gain)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "whom", "gain"], condition=~Q(gain=Gain.OWN), name="benefit_once"
            ),
            models.CheckConstraint(
                condition=(Q(gain=Gain.OWN) & ~Q(words="")) | (~Q(gain=Gain.OWN) & Q(words="")),
                name="benefit_own_words",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_gain_display()


class OfferKind(models.TextChoices):
    """What the municipality offers those who volunteer (C61)."""

    CONTACT = "contact", _("Din kontakt")
    GRANT = "grant", _("Penge at søge")
    ROOM = "room", _("Lokaler at låne")
    COURSE = "course", _("Kurser")
    INSURANCE = "insurance", _("Forsikring")
    EXPENSES = "expenses", _("Udgifter")
    RECOGNITION = "recognition", _("Tak og anerkendelse")
    OTHER = "other", _("Andet")


class VolunteerOffer(AboutSubject):
    """An entry on the page of what the municipality offers volunteers; the one of kind ``contact`` stands above all.

    ``person`` is somebody who works here; without one, ``who`` names whom to ask. Somebody says once a year that it
    still holds: ``looked_on``.
    """

    kind = models.CharField(max_length=12, choices=OfferKind)
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=LINE_LENGTH, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=LINE_LENGTH, blank=True)
    deadline = models.DateField(null=True, blank=True)
    deadline_note = models.CharField(max_length=LINE_LENGTH, blank=True)
    link = models.URLField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    looked_on = models.DateField(default=clock.today)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = person_history(excluded_fields=["order", "looked_on"])

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=OfferKind.CONTACT, removed_at=None),
                name="volunteer_offer_one_contact",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.who

    @property
    def is_old(self) -> bool:
        return self.looked_on + LOOKED_AT_FOR < clock.today()

    @property
    def is_past(self) -> bool:
        deadline: date | None = self.deadline
        return deadline is not None and deadline < clock.today()
