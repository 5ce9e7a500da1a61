"""Fellowships and offers: what others can take somebody into, and what their providers need themselves."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, ContactVisibility, Contribution, Sphere
from samspil.foundation import clock
from samspil.foundation.models import TITLE_LENGTH, Theme

BODY_LENGTH = 2000
LINE_LENGTH = 200
AREA_LENGTH = 80
MOST_PEOPLE = 10_000  # that one resource can take in; more is a slip of the finger
CONFIRMED_FOR = timedelta(days=365)  # then the provider is asked whether it still holds
REMINDER_AFTER = timedelta(days=21)


class ResourceKind(models.TextChoices):
    ACTIVITY = "activity", _("Aktivitet")
    OFFER = "offer", _("Tilbud")
    PLACE = "place", _("Sted")
    GROUP = "group", _("Fællesskab")
    COMPANY_PLEDGE = "company_pledge", _("En virksomheds bidrag")


class ResourceStatus(models.TextChoices):
    ACTIVE = "active", _("Findes")
    INACTIVE = "inactive", _("Findes ikke længere")


class TargetGroup(models.TextChoices):
    """Whom it is for. Neutral words of our own, as for themes; nobody is a diagnosis."""

    EVERYBODY = "everybody", _("Alle")
    CHILDREN = "children", _("Børn")
    YOUNG_PEOPLE = "young_people", _("Unge")
    FAMILIES = "families", _("Familier")
    OLDER_PEOPLE = "older_people", _("Ældre")
    MEN = "men", _("Mænd")
    WOMEN = "women", _("Kvinder")
    RELATIVES = "relatives", _("Pårørende")
    LIVING_ALONE = "living_alone", _("Folk, der bor alene")
    BEREAVED = "bereaved", _("Folk, der har mistet")
    DISABILITY = "disability", _("Folk med handicap")
    MENTAL_HEALTH = "mental_health", _("Folk, der har det svært psykisk")
    LONG_ILLNESS = "long_illness", _("Folk med langvarig sygdom")
    DEMENTIA = "dementia", _("Folk med demens")
    JOB_SEEKERS = "job_seekers", _("Folk uden arbejde")
    NEWCOMERS = "newcomers", _("Nye i Danmark")
    HOMELESS = "homeless", _("Folk uden bolig")
    ADDICTION = "addiction", _("Folk med misbrug")


class Day(models.TextChoices):
    """The codes are those of ``matching.types.DAYS``, in the order of the week."""

    MON = "mon", _("Mandag")
    TUE = "tue", _("Tirsdag")
    WED = "wed", _("Onsdag")
    THU = "thu", _("Torsdag")
    FRI = "fri", _("Fredag")
    SAT = "sat", _("Lørdag")
    SUN = "sun", _("Søndag")


class Access(models.TextChoices):
    """What makes it possible to come. The codes are those of ``matching.types.ACCESS``."""

    TRANSPORT = "transport", _("Du kan blive hentet")
    COMPANION = "companion", _("Nogen kan følges med dig")
    STEP_FREE = "step_free", _("Uden trin")
    NO_PHONE_NEEDED = "no_phone_needed", _("Uden app og mail")
    INTERPRETER = "interpreter", _("Tolk kan komme med")


# The languages people speak here most; any other stands as its two letters (ISO 639-1).
LANGUAGES = {
    "da": _("Dansk"),
    "en": _("Engelsk"),
    "de": _("Tysk"),
    "ar": _("Arabisk"),
    "uk": _("Ukrainsk"),
    "pl": _("Polsk"),
    "ro": _("Rumænsk"),
    "so": _("Somali"),
    "tr": _("Tyrkisk"),
    "fa": _("Farsi"),
}


class LegalBase(models.TextChoices):
    """The law that money or rooms from the municipality rest on. None is named where there is no such support."""

    VOLUNTARY_SOCIAL = "voluntary_social", _("Serviceloven § 18 (frivilligt socialt arbejde)")
    POPULAR_EDUCATION = "popular_education", _("Folkeoplysningsloven")
    OLDER_PEOPLE = "older_people", _("Ældreloven")
    SOCIAL_SERVICES = "social_services", _("Serviceloven, en anden paragraf")
    HEALTH = "health", _("Sundhedsloven")
    EMPLOYMENT = "employment", _("Lov om en aktiv beskæftigelsesindsats")
    OTHER = "other", _("En anden lov")
    NONE = "none", _("Ingen støtte fra kommunen")


class Area(models.Model):
    """A part of the municipality that people know by name. Kept by the coordinators; the point is for distances."""

    name = models.CharField(max_length=AREA_LENGTH, unique=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="area_point_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> tuple[float, float] | None:
        return (self.lat, self.lon) if self.lat is not None and self.lon is not None else None


class CodeScheme(models.TextChoices):
    """Classifications that a municipality may bring along. None is shipped: they belong to others."""

    KLE = "KLE", _("KLE")
    FSIII = "FSIII", _("FSIII")
    FFB = "FFB", _("FFB")


class ThemeCode(models.Model):
    """What a theme is called in a classification the municipality uses elsewhere."""

    theme = models.CharField(max_length=20, choices=Theme)
    scheme = models.CharField(max_length=10, choices=CodeScheme)
    code = models.CharField(max_length=30)
    label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["scheme", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code", "theme"], name="theme_code_once")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class Resource(Contribution):
    """Something that may help: an activity, an offer, a place, a group, what a company pledges.

    ``provider`` stands behind it, or ``provider_name`` where nobody of that name is an actor yet; ``author`` is whoever
    told of it, and may be somebody else. ``recurrence`` is a rule of RFC 5545 (``FREQ=WEEKLY;BYDAY=TH``) that counts
    from ``first_on`` in the local time of ``zone``; without one it happens on ``first_on`` alone, or as ``times_text``
    says. ``days`` and ``next_on`` are read out of the rule. ``capacity`` is how many it can take now. Whoever provides
    it said on ``confirmed_on`` that it holds, and is asked again on ``confirm_due``. ``external_id`` names it in
    ``source``, where it was imported from.
    """

    kind = models.CharField(max_length=16, choices=ResourceKind)
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=BODY_LENGTH)
    provider = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="resources")
    provider_name = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=LINE_LENGTH, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="resources")
    recurrence = models.CharField(max_length=LINE_LENGTH, blank=True)
    days = models.JSONField(default=list, blank=True)
    first_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=40, default=settings.TIME_ZONE)
    times_text = models.CharField(max_length=LINE_LENGTH, blank=True)
    next_on = models.DateField(null=True, blank=True, db_index=True, editable=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    youngest = models.PositiveSmallIntegerField(null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(null=True, blank=True)
    is_free = models.BooleanField(null=True, blank=True)
    fee = models.CharField(max_length=LINE_LENGTH, blank=True)
    access = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    meets_you = models.CharField(max_length=LINE_LENGTH, blank=True)
    lift = models.CharField(max_length=LINE_LENGTH, blank=True)
    website = models.URLField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_visibility = models.CharField(max_length=10, choices=ContactVisibility, default=ContactVisibility.STAFF)
    legal_base = models.CharField(max_length=20, choices=LegalBase, blank=True)
    source = models.CharField(max_length=LINE_LENGTH, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=ResourceStatus, default=ResourceStatus.ACTIVE)
    confirmed_on = models.DateField(null=True, blank=True, editable=False)
    confirm_due = models.DateField(default=clock.today, editable=False)
    asked_on = models.DateField(null=True, blank=True, editable=False)
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    km: float | None  # filled by queries.with_distance
    theme_labels: list[str]  # filled by queries.with_labels
    group_labels: list[str]

    class Meta(Contribution.Meta):
        indexes = [
            models.Index(fields=["status", "kind"], name="resource_filtered"),
            models.Index(fields=["status", "confirm_due"], name="resource_to_confirm"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(external_id=""), name="resource_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(youngest=None) | Q(oldest=None) | Q(youngest__lte=F("oldest")),
                name="resource_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="resource_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude): its own, else that of its area."""
        if self.lat is not None and self.lon is not None:
            return (self.lat, self.lon)
        return self.area.point if self.area else None

    @property
    def is_active(self) -> bool:
        return self.status == ResourceStatus.ACTIVE and self.withdrawn_at is None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether nobody behind it has said for a long time, or ever, that it holds. Then the page says so."""
        return self.confirmed_on is None or self.confirmed_on < clock.today() - CONFIRMED_FOR - REMINDER_AFTER

    @property
    def waits_for_confirmation(self) -> bool:
        return self.is_active and self.confirm_due <= clock.today()


class ResourceTheme(models.Model):
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=20, choices=Theme)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "theme"], name="resource_theme_once")]

    def __str__(self) -> str:
        return self.get_theme_display()


class ResourceTargetGroup(models.Model):
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="target_groups")
    group = models.CharField(max_length=16, choices=TargetGroup)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "group"], name="resource_group_once")]

    def __str__(self) -> str:
        return self.get_group_display()


class WishKind(models.TextChoices):
    ROOM = "room", _("Et lokale")
    MEMBERS = "members", _("Flere medlemmer")
    DRIVERS = "drivers", _("Nogen, der kan køre")
    TREASURER = "treasurer", _("En kasserer")
    EQUIPMENT = "equipment", _("Udstyr")
    OTHER = "other", _("Noget andet")


class Wish(Contribution):
    """What a provider needs to go on, or to take more people in: of one ``resource``, or of ``provider`` as a whole.

    ``fulfilled_at`` is when somebody behind it said that they have it now.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, null=True, blank=True, related_name="wishes")
    provider = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="wishes")
    kind = models.CharField(max_length=10, choices=WishKind)
    what = models.CharField(max_length=TITLE_LENGTH)
    fulfilled_at = models.DateTimeField(null=True, blank=True)

    standing_pledges: list["WishPledge"]  # filled by queries.with_pledges
    may_fulfil: bool  # filled by queries.with_pledges
    may_withdraw: bool

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(resource__isnull=False) | Q(provider__isnull=False), name="wish_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.fulfilled_at is None


class WishPledge(Contribution):
    """What somebody will do about a wish. ``actor`` carries it; the municipality pledges as everybody else does."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="pledges")
    body = models.CharField(max_length=TITLE_LENGTH)

    may_withdraw: bool  # filled by queries.with_pledges

    class Meta(Contribution.Meta):
        pass

    def __str__(self) -> str:
        return self.body

    @property
    def is_municipal(self) -> bool:
        return self.actor.sphere == Sphere.MUNICIPALITY
