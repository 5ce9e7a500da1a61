"""Who: one concept of an actor with equal standing, the people, the units and bodies, and their roles."""

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AboutSubject, AboutSubjectQuerySet, Subject
from samspil.foundation.viewer import Viewer

NAME_LENGTH = 120
ERASED = gettext_noop(
    "Slettet bruger"
)  # the name of whoever was erased, kept in Danish and translated where it is shown


class Sphere(models.TextChoices):
    """Which part of society an actor belongs to; frozen on every link of the chain when it is written."""

    MUNICIPALITY = "municipality", _("Kommunen")
    CIVIL_SOCIETY = "civil_society", _("Civilsamfundet")
    MARKET = "market", _("Virksomheder")
    OTHER_PUBLIC = "other_public", _("Andre offentlige")


class ActorKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Borger")
    SERVICE_USER = "service_user", _("Bruger af et tilbud")
    RELATIVE = "relative", pgettext_lazy("én", "Pårørende")
    VOLUNTEER = "volunteer", _("Frivillig")
    STUDENT = "student", _("Studerende")
    PROFESSIONAL = "professional", _("Fagperson uden for kommunen")
    EMPLOYEE = "employee", _("Medarbejder i kommunen")
    ASSOCIATION = "association", _("Forening")
    VOLUNTEER_GROUP = "volunteer_group", _("Frivilliggruppe")
    RELATIVES_GROUP = "relatives_group", _("Pårørendegruppe")
    USER_GROUP = "user_group", _("Brugergruppe")
    INFORMAL_GROUP = "informal_group", _("Uformel gruppe")
    HOUSING_ASSOCIATION = "housing_association", _("Boligforening")
    VOLUNTEER_CENTRE = "volunteer_centre", _("Frivilligcenter")
    FOUNDATION = "foundation", _("Fond")
    COMPANY = "company", _("Virksomhed")
    PRODUCER = "producer", _("Producent")
    INSTITUTE = "institute", _("Institut")
    EDUCATION = "education", _("Skole eller uddannelse")
    OTHER_MUNICIPALITY = "other_municipality", _("Anden kommune")
    MUNICIPAL_NETWORK = "municipal_network", _("Netværk af kommuner")
    PROJECT = "project", _("Projekt")
    UNIT = "unit", _("Kommunal enhed")
    BODY = "body", _("Råd eller udvalg")


PERSONAL = (
    ActorKind.INDIVIDUAL,
    ActorKind.SERVICE_USER,
    ActorKind.RELATIVE,
    ActorKind.VOLUNTEER,
    ActorKind.STUDENT,
    ActorKind.PROFESSIONAL,
    ActorKind.EMPLOYEE,
)
ORGANISATIONS = tuple(kind for kind in ActorKind if kind not in PERSONAL)

SPHERES = {
    ActorKind.PROFESSIONAL: Sphere.OTHER_PUBLIC,
    ActorKind.EMPLOYEE: Sphere.MUNICIPALITY,
    ActorKind.COMPANY: Sphere.MARKET,
    ActorKind.PRODUCER: Sphere.MARKET,
    ActorKind.INSTITUTE: Sphere.OTHER_PUBLIC,
    ActorKind.EDUCATION: Sphere.OTHER_PUBLIC,
    ActorKind.OTHER_MUNICIPALITY: Sphere.OTHER_PUBLIC,
    ActorKind.MUNICIPAL_NETWORK: Sphere.OTHER_PUBLIC,
    ActorKind.PROJECT: Sphere.MUNICIPALITY,
    ActorKind.UNIT: Sphere.MUNICIPALITY,
    ActorKind.BODY: Sphere.MUNICIPALITY,
}


class ContactVisibility(models.TextChoices):
    PUBLIC = "public", _("Alle")
    STAFF = "staff", _("Kun ansatte")
    NOBODY = "nobody", _("Ingen")


class Actor(AboutSubject):
    """Anybody who can raise, devise, deliver or assess: an association, a company, a unit, a council, one person.

    An informal group needs no company number (C23); nobody's place at the table depends on a register.
    """

    name = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=20, choices=ActorKind)
    description = models.TextField(max_length=2000, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    contact_visibility = models.CharField(max_length=10, choices=ContactVisibility, default=ContactVisibility.PUBLIC)

    class Meta:
        indexes = [models.Index(fields=["kind", "name"], name="actor_kind_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def sphere(self) -> str:
        return SPHERES.get(ActorKind(self.kind), Sphere.CIVIL_SOCIETY)

    @property
    def is_person(self) -> bool:
        return self.kind in PERSONAL


class UnitQuerySet(AboutSubjectQuerySet):
    def visible_to(self, viewer) -> Self:
        # Asked for each of the few units; as a join, SQLite would start with every subject there is.
        return self.filter(Exists(Subject.objects.visible_to(viewer).filter(pk=OuterRef("actor_id"))))


class Unit(models.Model):
    """A part of the municipality. ``path`` holds the ids from the top down to itself, so nobody climbs the tree.

    ``deputy`` is who may answer for the unit when its leader has been silent for seven days.
    """

    actor = models.OneToOneField(Actor, models.CASCADE, primary_key=True, related_name="unit")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    path = models.JSONField(default=list, editable=False)
    deputy = models.ForeignKey("Person", models.PROTECT, null=True, blank=True, related_name="deputises")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["actor__name"]

    def __str__(self) -> str:
        return str(self.actor)

    def save(self, *args, **kwargs) -> None:
        self.path = [*(self.parent.path if self.parent else []), str(self.actor_id)]
        super().save(*args, **kwargs)

    @property
    def shown_name(self) -> str:
        """Its name on the page of something else, where a unit that was hidden is not named."""
        return str(self.actor) if self.actor.subject.shown else gettext("Enheden")

    @property
    def line(self) -> tuple[UUID, ...]:
        """The unit itself and those above it, nearest first."""
        return tuple(UUID(pk) for pk in reversed(self.path))


def in_units_of(viewer: Viewer, field: str, *kinds: str) -> Q:
    """Rows whose ``field`` is a unit in which ``viewer`` holds one of these roles, or one below such a unit."""
    scopes = {grant.scope for grant in viewer.grants if grant.kind in kinds}
    if None in scopes:
        return Q(**{f"{field}__isnull": False})
    held = {str(scope) for scope in scopes}
    found = [pk for pk, path in Unit.objects.values_list("pk", "path") if held.intersection(path)] if held else []
    return Q(**{f"{field}__in": found})


class BodyKind(models.TextChoices):
    EXECUTIVE_GROUP = "executive_group", _("Chefgruppe")
    COMMITTEE = "committee", _("Politisk udvalg")
    DISABILITY_COUNCIL = "disability_council", _("Handicapråd")
    SENIOR_COUNCIL = "senior_council", _("Ældreråd")
    MARGINALISED_COUNCIL = "marginalised_council", _("Udsatteråd")
    MED = "med", _("MED-udvalg")
    DEVELOPMENT_COUNCIL = "development_council", _("Lokalt udviklingsråd")
    TECHNOLOGY_GROUP = "technology_group", _("Tværgående gruppe for velfærdsteknologi")
    EXPERIENCE_FORUM = "experience_forum", _("Erfaforum")


DECIDING_BODIES = (BodyKind.EXECUTIVE_GROUP, BodyKind.COMMITTEE)


class Body(models.Model):
    """A council, committee or group with the powers that are its own.

    Only the executive group and the committees can hold the power to decide or spend; the cross-cutting technology
    group and the councils advise or respond (Herning 2011, "Organisering"; retssikkerhedsloven §§ 30 and 37 a).
    """

    actor = models.OneToOneField(Actor, models.CASCADE, primary_key=True, related_name="body")
    kind = models.CharField(max_length=24, choices=BodyKind)
    may_decide = models.BooleanField(default=False)
    may_spend = models.BooleanField(default=False)
    may_advise = models.BooleanField(default=False)
    may_respond = models.BooleanField(default=False)
    may_discuss = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(may_decide=False, may_spend=False) | Q(kind__in=DECIDING_BODIES),
                name="body_advisers_do_not_decide",
            )
        ]

    def __str__(self) -> str:
        return str(self.actor)

    @property
    def powers(self) -> list[str]:
        """What the body may do, in words."""
        words = {
            "may_decide": _("beslutter"),
            "may_spend": _("kan bruge penge"),
            "may_advise": _("giver råd"),
            "may_respond": _("bliver hørt"),
            "may_discuss": _("drøfter principper"),
        }
        return [str(word) for name, word in words.items() if getattr(self, name)]


class Person(models.Model):
    """One human being. Most have no user: they wrote once, by mail, on paper or by phone.

    ``actor`` is the person as an actor among the others. Contact data is never shown on public pages. Who is blocked
    writes no more; of who is erased, only an empty row is left for what others built on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor = models.OneToOneField(Actor, models.PROTECT, related_name="person")
    email = models.EmailField(null=True, blank=True, unique=True)
    phone = models.CharField(max_length=30, blank=True)
    function = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, default="da")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    blocked_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.actor.name

    @property
    def name(self) -> str:
        return gettext(ERASED) if self.erased_at else self.actor.name


class CurrentQuerySet(models.QuerySet):
    def current(self) -> Self:
        today = clock.today()
        return self.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))


class Lasting:
    """What holds until a last day; without one it goes on."""

    until: date | None

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < clock.today()


class Membership(Lasting, models.Model):
    """A person belongs to an actor. ``speaks_for`` lets the person write in the actor's name.

    Somebody whom the actor put down goes by the name it wrote (``called``): to know an address is no right to hear
    whose it is.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="memberships")
    function = models.CharField(max_length=80, blank=True)
    called = models.CharField(max_length=NAME_LENGTH, blank=True)
    speaks_for = models.BooleanField(default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "actor"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.actor}"

    @property
    def name(self) -> str:
        """The person, as the others there read it."""
        return self.called or self.person.name


class RoleKind(models.TextChoices):
    COORDINATOR = "coordinator", _("Frivilligkoordinator")
    LEADER = "leader", _("Leder")
    EMPLOYEE = "employee", _("Medarbejder")
    COUNCILLOR = "councillor", _("Byrådsmedlem")
    ADMINISTRATOR = "administrator", _("Administrator")


class Role(Lasting, models.Model):
    """What a person may do for the municipality, where, and for leaders up to which amount (DKK at a time)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    scope = models.ForeignKey(Actor, models.CASCADE, null=True, blank=True, related_name="+")
    amount = models.PositiveIntegerField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two, because SQLite counts no scope as another scope every time.
            models.UniqueConstraint(fields=["person", "kind", "scope"], name="role_once"),
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(scope=None), name="role_once_everywhere"),
            models.CheckConstraint(condition=Q(amount=None) | Q(kind=RoleKind.LEADER), name="role_only_leaders_spend"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Channel(models.TextChoices):
    """How words reached us when staff entered them for somebody."""

    PAPER = "paper", _("på papir")
    PHONE = "phone", _("i telefonen")
    MEETING = "meeting", _("på et møde")


class Contribution(AboutSubject):
    """Something said by somebody: the ``author`` is a person, the ``actor`` is whom they speak for.

    ``entered_by`` and ``channel`` are set when staff wrote it down for the author, and are shown.
    """

    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(entered_by=None, channel="") | (Q(entered_by__isnull=False) & ~Q(channel="")),
                name="%(class)s_entered_how",
            )
        ]

    @property
    def speaker(self) -> str:
        """The name to show: the organisation's, or the person's own."""
        return gettext(ERASED) if self.actor.name == ERASED else self.actor.name

    @property
    def in_the_role_of(self) -> str:
        """What stands after the name: "datter", or "Karen, formand" behind an association's name."""
        if self.actor.is_person:
            return self.author.function
        parts = [self.author.actor.name, self.author.function]
        return ", ".join(part for part in parts if part)
