"""Technologies (not products): what they do for whom, who sells them, who uses them, and where the radar has them.

Welfare technology is what gives its user a service or helps them with it: safety, daily doings, moving about. It is
meant above all for older people, people with long illness and people with disabilities (H, "Hvad er velfærdsteknologi",
C46), and for two things: a better life for its users, and smarter work (C45).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import AboutSubject

TITLE_LENGTH = 120
WHAT_LENGTH = 2000
TEXT_LENGTH = 1500
LINE_LENGTH = 200
FIRST_YEAR = 2000
MOST_PIECES = 100_000  # of one technology in one unit; more is a slip of the finger


class TechnologyGroup(models.TextChoices):
    """What it is used for. Codes of our own; the class of ISO 9999 stands beside them where somebody knows it."""

    MOVING = "moving", _("Forflytning og løft")
    BODY = "body", _("Bad, toilet og personlig pleje")
    EATING = "eating", _("Mad og måltider")
    MEDICINE = "medicine", _("Medicin")
    SAFETY = "safety", _("Tryghed og kald")
    HOME = "home", _("Styring af hjemmet")
    CLEANING = "cleaning", _("Rengøring")
    SENSES = "senses", _("Syn, hørelse og tale")
    MEMORY = "memory", _("Overblik og hukommelse")
    TRAINING = "training", _("Træning")
    HEALTH = "health", _("Målinger og behandling hjemme")
    CONTACT = "contact", _("Samtale og samvær på afstand")
    WORKPLACE = "workplace", _("Medarbejdernes redskaber")


class TargetGroup(models.TextChoices):
    """Those whom welfare technology is meant for (C46), and those who work with it."""

    OLDER_PEOPLE = "older_people", _("Ældre")
    LONG_ILLNESS = "long_illness", _("Folk med kronisk sygdom")
    DISABILITY = "disability", _("Folk med handicap")
    DEMENTIA = "dementia", _("Folk med demens")
    MENTAL_HEALTH = "mental_health", _("Folk, der har det svært psykisk")
    CHILDREN = "children", _("Børn og unge")
    RELATIVES = "relatives", _("Pårørende")
    STAFF = "staff", _("Medarbejdere")


class Purpose(models.TextChoices):
    """The two purposes of the strategy. Either will do, and many technologies serve both (H, C45)."""

    BETTER_LIFE = "better_life", _("Bedre liv")
    SMARTER_WORK = "smarter_work", _("Smartere arbejde")


class Maturity(models.TextChoices):
    """How far it has come in the world, whoever has it here."""

    PROTOTYPE = "prototype", _("Under udvikling")
    TRIED = "tried", _("Afprøvet få steder")
    SOLD = "sold", _("Til salg og i drift nogle steder")
    COMMON = "common", _("Almindelig mange steder")


class Technology(AboutSubject):
    """A sort of technology, whoever makes it.

    The texts ``life_sign`` and ``work_sign`` say how one would see that it serves its purpose (C45); ``workflows`` what
    becomes different in the work (C48), ``together`` what it does between user, relatives and staff (C52).
    ``key`` is the title as it is compared, so that the same technology does not stand here twice.
    """

    title = models.CharField(max_length=TITLE_LENGTH)
    key = models.CharField(max_length=2 * TITLE_LENGTH, editable=False)
    what = models.TextField(max_length=WHAT_LENGTH)
    for_whom = models.CharField(max_length=LINE_LENGTH)
    group = models.CharField(max_length=10, choices=TechnologyGroup)
    is_better_life = models.BooleanField(default=False)
    life_sign = models.CharField(max_length=LINE_LENGTH, blank=True)
    is_smarter_work = models.BooleanField(default=False)
    work_sign = models.CharField(max_length=LINE_LENGTH, blank=True)
    maturity = models.CharField(max_length=10, choices=Maturity)
    workflows = models.TextField(max_length=TEXT_LENGTH, blank=True)
    training = models.TextField(max_length=TEXT_LENGTH, blank=True)
    together = models.TextField(max_length=TEXT_LENGTH, blank=True)
    iso_class = models.CharField(max_length=8, blank=True)
    links = models.JSONField(default=list, blank=True)  # {"title", "url"}
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=LINE_LENGTH, blank=True)

    history = person_history()

    current_uses: list["Use"]  # filled by queries.with_uses

    class Meta:
        indexes = [
            models.Index(fields=["title"], name="technology_by_title"),
            models.Index(fields=["group", "title"], name="technology_of_group"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(withdrawn_at=None), name="technology_once"),
            models.CheckConstraint(
                condition=Q(is_better_life=True) | Q(is_smarter_work=True), name="technology_has_purpose"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="technology_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def purposes(self) -> list[Purpose]:
        held = ((self.is_better_life, Purpose.BETTER_LIFE), (self.is_smarter_work, Purpose.SMARTER_WORK))
        return [purpose for has, purpose in held if has]


class TechnologyTarget(models.Model):
    technology = models.ForeignKey(Technology, models.CASCADE, related_name="targets")
    group = models.CharField(max_length=16, choices=TargetGroup)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["technology", "group"], name="technology_target_once")]

    def __str__(self) -> str:
        return self.get_group_display()


class Product(models.Model):
    """Somebody who sells it, and what they call it. ``hmi_number`` names it in the Danish base of aids."""

    technology = models.ForeignKey(Technology, models.CASCADE, related_name="products")
    supplier = models.CharField(max_length=120)
    name = models.CharField(max_length=120, blank=True)
    website = models.URLField(blank=True)
    hmi_number = models.CharField(max_length=6, blank=True)

    class Meta:
        ordering = ["supplier", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["technology", "supplier", "name"], name="product_once")]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.name}" if self.name else self.supplier


class UseStatus(models.TextChoices):
    """How far a unit is with it, in the order things happen."""

    COMING = "coming", _("På vej")
    TRIAL = "trial", _("Under afprøvning")
    IN_USE = "in_use", _("I brug")
    PHASED_OUT = "phased_out", _("Udfaset")


class Use(models.Model):
    """What a unit said of a technology. Each change is a row of its own, and the newest ``is_current``: the history.

    ``since`` is the day from which it holds. Without ``how_many`` nobody has counted.
    """

    technology = models.ForeignKey(Technology, models.CASCADE, related_name="uses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="technology_uses")
    status = models.CharField(max_length=10, choices=UseStatus)
    reason = models.CharField(max_length=LINE_LENGTH, blank=True)
    since = models.DateField()
    how_many = models.PositiveIntegerField(null=True, blank=True)
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    is_current = models.BooleanField(default=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    may_change: bool  # filled by queries.uses_of

    class Meta:
        indexes = [
            models.Index(fields=["technology", "-id"], name="technology_use_history"),
            models.Index(fields=["status", "unit"], condition=Q(is_current=True), name="technology_use_now"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["technology", "unit"], condition=Q(is_current=True), name="technology_use_one_now"
            ),
            models.CheckConstraint(
                condition=~Q(status=UseStatus.PHASED_OUT) | ~Q(reason=""), name="technology_use_out_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.technology} ({self.get_status_display()})"


class Ring(models.TextChoices):
    """What the municipality makes of it now. The words are those of KL's technology radar (2021)."""

    READY = "ready", _("KLAR")
    TRY = "try", _("AFPRØV")
    WATCH = "watch", _("HOLD ØJE")
    WAIT = "wait", _("AFVENT")


class Placement(models.Model):
    """Where a technology stands on the radar of a year, and why. A new placement in the year takes its place."""

    technology = models.ForeignKey(Technology, models.CASCADE, related_name="placements")
    year = models.PositiveSmallIntegerField()
    ring = models.CharField(max_length=5, choices=Ring)
    reason = models.CharField(max_length=LINE_LENGTH)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["year", "pk"]
        indexes = [models.Index(fields=["year", "ring"], name="placement_of_year")]
        constraints = [models.UniqueConstraint(fields=["technology", "year"], name="placement_once_a_year")]

    def __str__(self) -> str:
        return f"{self.technology}: {self.get_ring_display()} {self.year}"


class CatalogueFile(models.Model):
    """A file somebody looks through before it is brought in. It goes when it is used up, or after some days."""

    file_name = models.CharField(max_length=150)
    file = models.BinaryField()
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False, db_index=True)

    def __str__(self) -> str:
        return self.file_name
