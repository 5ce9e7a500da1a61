"""How we work together: the municipality's frame, the ground rules of a unit, and the agreements that rest on both.

Texts are kept version by version, so that it can be shown what differs and both sides can say yes anew (C67).
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Person, Unit, in_units_of
from samspil.foundation import clock
from samspil.foundation.models import AboutSubject, AboutSubjectQuerySet, Subject, may_read
from samspil.foundation.viewer import Viewer

TITLE_LENGTH = 120
SECTION_LENGTH = 3000
LIST_LENGTH = 1500
BODY_LENGTH = 1000
NOTE_LENGTH = 400
NAME_LENGTH = 80
PHONE_LENGTH = 30
SOMEBODY = "–"  # stands where a contact or a signature was erased; until another is named, nobody


class Section(models.TextChoices):
    """The parts of the frame and of ground rules, in the order in which they stand."""

    PURPOSE = "purpose", _("Det vil vi sammen")
    WELCOME = "welcome", _("Velkommen hos os")
    DAILY = "daily", _("Sådan er hverdagen her")
    BOUNDARY = "boundary", _("Grænsen mellem frivillige og ansatte")
    CONFIDENTIALITY = "confidentiality", _("Tavshed")
    SAFETY = "safety", _("Attester og tryghed")
    EXPENSES = "expenses", _("Udgifter")
    INSURANCE = "insurance", _("Forsikring")
    CONTACT = "contact", _("Hvem spørger du?")
    TROUBLE = "trouble", _("Når noget går skævt")
    STOPPING = "stopping", _("Når samarbejdet slutter")


FRAME_SECTIONS = (
    Section.PURPOSE,
    Section.BOUNDARY,
    Section.CONFIDENTIALITY,
    Section.SAFETY,
    Section.EXPENSES,
    Section.INSURANCE,
    Section.TROUBLE,
    Section.STOPPING,
)
RULES_SECTIONS = (Section.WELCOME, Section.DAILY, Section.BOUNDARY, Section.SAFETY, Section.CONTACT)


class Frame(AboutSubject):
    """The municipality's frame for working with volunteers. There is one; its words stand in its versions."""

    def __str__(self) -> str:
        return self.subject.title


class GroundRules(AboutSubject):
    """What holds in one unit, within the frame."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="ground_rules")

    def __str__(self) -> str:
        return self.subject.title


class TextVersion(models.Model):
    """One version of a frame or of ground rules: its ``sections`` by code, and what changed in a line.

    None is ever changed: agreements rest on the very words that both sides said yes to.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="text_versions")
    number = models.PositiveIntegerField()
    sections = models.JSONField(default=dict)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="text_version_once")]

    def __str__(self) -> str:
        return f"{self.subject.title} {self.number}"

    @property
    def parts(self) -> list[tuple[Section, str]]:
        """The sections that hold words, in their order."""
        return [(code, self.sections[code]) for code in Section if self.sections.get(code)]


class Insurance(models.TextChoices):
    """Which policy covers the volunteer (serviceloven § 18 a; arbejdsskadesikringsloven § 2)."""

    MUNICIPAL = "municipal", _("Kommunens forsikring af frivillige")
    WORK_INJURY = "work_injury", _("Arbejdsskadesikring, fordi vi leder arbejdet")
    ASSOCIATION = "association", _("Foreningens egen forsikring")
    OWN = "own", _("Den frivilliges egen forsikring")


class Status(models.TextChoices):
    DRAFT = "draft", _("Kladde")
    WAITING = "waiting", _("Venter på ja")
    RUNNING = "running", _("Gælder")
    ENDED = "ended", _("Slut")


OPEN = (Status.WAITING, Status.RUNNING)


class Side(models.TextChoices):
    UNIT = "unit", _("Kommunen")
    PARTY = "party", _("Den frivillige side")


class WaitsFor(models.TextChoices):
    """Who has not said yes to the newest version yet, or that the unit is asked to mend it. Nothing: nobody owes it."""

    UNIT = "unit", _("Enheden")
    PARTY = "party", _("Den frivillige side")
    BOTH = "both", _("Begge sider")
    EDIT = "edit", _("En rettelse")


class Reply(models.TextChoices):
    """What the volunteer side says to a version when it is no yes."""

    CHANGE = "change", _("Noget skal være anderledes")
    NO = "no", _("Nej tak")


class AgreementQuerySet(AboutSubjectQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Beside those whom the subject names: whoever is responsible for the unit, whatever the agreement is about."""
        return self.filter(may_read(viewer, "subject__") | (Q(subject__shown=True) & responsible_for(viewer)))


def responsible_for(viewer: Viewer) -> Q:
    """Agreements of the units that the viewer leads or coordinates."""
    return in_units_of(viewer, "unit", "coordinator", "leader")


class Agreement(AboutSubject):
    """A unit and an association, or a unit and one person, agree on how they work together.

    The words stand in its versions. ``waits_for`` tells who owes a yes to the newest one; while they think, what both
    said yes to before still holds. One with a person is read by that person and by those responsible, by nobody else.
    Contacts stand here, not in a version: a new telephone number is no new agreement. Until the person has said yes
    themselves (``party_is_known``), they go by the contact that was written: an address is no right to hear whose it
    is.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agreements")
    party = models.ForeignKey(Actor, models.PROTECT, related_name="agreements")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    waits_for = models.CharField(max_length=5, choices=WaitsFor, blank=True)
    is_public = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit_contact = models.CharField(max_length=NAME_LENGTH)
    unit_phone = models.CharField(max_length=PHONE_LENGTH, blank=True)
    party_is_known = models.BooleanField(default=False, editable=False)
    party_contact = models.CharField(max_length=NAME_LENGTH)
    party_phone = models.CharField(max_length=PHONE_LENGTH, blank=True)
    party_email = models.EmailField(blank=True)
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_note = models.CharField(max_length=NOTE_LENGTH, blank=True)

    objects = AgreementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["status", "review_on"], name="agreement_review"),
            models.Index(fields=["party", "unit"], name="agreement_between"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) | (~Q(status="ended") & Q(ended_on=None)),
                name="agreement_ended_when",
            )
        ]

    def __str__(self) -> str:
        return self.subject.title

    @property
    def party_name(self) -> str:
        """Whom it is with, as the unit reads it."""
        hides = self.party.is_person and not self.party_is_known
        return (hides and self.party_contact) or self.party.name

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_review_due(self) -> bool:
        return self.status == Status.RUNNING and self.review_on <= clock.today()

    def readable_by(self, viewer: Viewer) -> bool:
        """The same answer as ``visible_to``, for one at hand."""
        return self.subject.readable_by(viewer) or (self.subject.shown and self.answers_for(viewer))

    def answers_for(self, viewer: Viewer) -> bool:
        """Whether the viewer is responsible for the unit."""
        return viewer.answers_for(self.unit.line)


class AgreementVersion(models.Model):
    """The words of an agreement, and the frame and the ground rules that it rests on.

    Before it is ``offered_at`` it may be changed; afterwards a change is a version of its own. ``agreed_at`` is when
    both sides had said yes. ``reply`` is set where the volunteer side said no, or asked for other words, in
    ``reply_words``. The three columns hold a line for each thing.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    frame = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    rules = models.ForeignKey(TextVersion, models.PROTECT, null=True, blank=True, related_name="+")
    volunteer_does = models.TextField(max_length=LIST_LENGTH)
    professional_does = models.TextField(max_length=LIST_LENGTH)
    nobody_does = models.TextField(max_length=LIST_LENGTH, blank=True)
    roles = models.TextField(max_length=BODY_LENGTH, blank=True)
    expectations = models.TextField(max_length=BODY_LENGTH, blank=True)
    confidentiality = models.TextField(max_length=BODY_LENGTH)
    expenses = models.TextField(max_length=BODY_LENGTH, blank=True)
    insurance = models.CharField(max_length=12, choices=Insurance)
    insurance_note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    leaving = models.TextField(max_length=BODY_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    offered_at = models.DateTimeField(null=True, blank=True, editable=False)
    agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reply = models.CharField(max_length=6, choices=Reply, blank=True)
    reply_words = models.CharField(max_length=NOTE_LENGTH, blank=True)
    replied_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once"),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(offered_at__isnull=False), name="agreement_version_offered_first"
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_on=None) | (~Q(reply="") & Q(replied_on__isnull=False, agreed_at=None)),
                name="agreement_version_replied_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"


# The parts of an agreement, in the order in which they are read.
LABELS = {
    "volunteer_does": _("Det gør den frivillige"),
    "professional_does": _("Det gør den ansatte"),
    "nobody_does": _("Det gør ingen af os"),
    "roles": _("Hvem har hvilken rolle?"),
    "expectations": _("Det forventer vi af hinanden"),
    "confidentiality": _("Tavshed"),
    "expenses": _("Udgifter"),
    "insurance": _("Forsikring"),
    "insurance_note": _("Mere om forsikringen"),
    "leaving": _("Sådan stopper vi"),
}


WORDS = tuple(name for name in LABELS if name != "insurance")


class How(models.TextChoices):
    PAGE = "page", _("på siden")
    LINK = "link", _("med et link i en mail")
    PAPER = "paper", _("på papir")


class Acceptance(models.Model):
    """One side said yes to one version. ``person`` pressed; on paper ``signed_by`` signed and staff wrote it down."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="acceptances")
    side = models.CharField(max_length=5, choices=Side)
    how = models.CharField(max_length=5, choices=How)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.CharField(max_length=NAME_LENGTH, blank=True)
    signed_on = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "side"], name="acceptance_once"),
            models.CheckConstraint(
                condition=~Q(how="paper") | (Q(entered_by__isnull=False) & ~Q(signed_by="")),
                name="acceptance_paper_by_whom",
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(signed_by=""), name="acceptance_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.side}"

    @property
    def who(self) -> str:
        return self.signed_by or (self.person.name if self.person else "")
