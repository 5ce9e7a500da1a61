"""A full trial of a technology: what it is for, what the law asks, how the work changes, and when it is evaluated.

The project is the trial; what stands here is what a technology asks for besides (H 3). It may start only with the
purposes and their figures, the law, the changed workflows and the evaluation in place, and it may go on into daily life
with a seller among the partners only when buying from them was checked.
"""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Person
from samspil.foundation import clock
from samspil.indicators.models import Indicator
from samspil.technologies.models import Technology
from samspil.technology_needs.models import TechnologyNeed
from samspil.trials.models import Status, Trial

WORDS_LENGTH = 1000
LINE_LENGTH = 200
MOST_VALUE = 1_000_000_000  # DKK; more is a slip of the finger
EVALUATION = {"evaluation_on", "evaluation_owner_id"}  # who says how it went, and when
LONGEST_WAIT = timedelta(days=3 * 365)  # until it is looked at again


class TechnologyProject(models.Model):
    """What a technology adds to its trial.

    ``life_indicator`` and ``work_indicator`` are the trial's own figures by which each purpose is seen (C45). ``need``
    is where it came from, with the record of what others' experience led to (C47). Without ``evaluation_on`` and
    ``evaluation_owner`` nothing starts.
    """

    trial = models.OneToOneField(Trial, models.CASCADE, primary_key=True, related_name="technology_project")
    technology = models.ForeignKey(Technology, models.PROTECT, related_name="projects")
    need = models.ForeignKey(TechnologyNeed, models.SET_NULL, null=True, blank=True, related_name="projects")
    is_better_life = models.BooleanField(default=False)
    life_indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, blank=True, related_name="+")
    is_smarter_work = models.BooleanField(default=False)
    work_indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, blank=True, related_name="+")
    evaluation_on = models.DateField(null=True, blank=True)
    evaluation_owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    evaluation_deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_better_life=True) | Q(is_smarter_work=True), name="technology_project_has_purpose"
            ),
            models.CheckConstraint(
                condition=~Q(evaluation_owner=F("evaluation_deputy")), name="technology_project_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technology_id}: {self.trial_id}"

    @property
    def is_over(self) -> bool:
        """Only who says how it went, and when, may still change."""
        return self.trial.status == Status.CONCLUDED


class PlanKind(models.TextChoices):
    WORKFLOW = "workflow", _("En arbejdsgang, der ændrer sig")
    COMPETENCE = "competence", _("Noget, vi skal kunne")


class PlanLine(models.Model):
    """A line of the plan: how something is done today and then (C48), or what has to be learnt. ``on``: from when."""

    project = models.ForeignKey(TechnologyProject, models.CASCADE, related_name="plan")
    kind = models.CharField(max_length=10, choices=PlanKind)
    today = models.CharField(max_length=LINE_LENGTH)
    then = models.CharField(max_length=LINE_LENGTH)
    who = models.CharField(max_length=LINE_LENGTH)
    on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.then


class LegalTopic(models.TextChoices):
    """What the law asks of a technology before it is tried on people."""

    DEVICE = "device", _("CE-mærke og medicinsk udstyr")
    DATA = "data", _("Persondata")
    CONSENT = "consent", _("Samtykke")


class LegalState(models.TextChoices):
    IN_ORDER = "in_order", _("Det er i orden")
    NOT_NEEDED = "not_needed", _("Det er ikke nødvendigt her")
    MISSING = "missing", _("Det mangler endnu")


class LegalCheck(models.Model):
    """Somebody's answer to one question of the law, in words that an auditor can follow."""

    project = models.ForeignKey(TechnologyProject, models.CASCADE, related_name="legal_checks")
    topic = models.CharField(max_length=8, choices=LegalTopic)
    state = models.CharField(max_length=10, choices=LegalState)
    words = models.TextField(max_length=WORDS_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "topic"], name="legal_check_once"),
            models.CheckConstraint(condition=~Q(words=""), name="legal_check_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_state_display()}"


class PurchaseWay(models.TextChoices):
    """How it may be bought from somebody who took part in trying it. They must gain nothing by having been there."""

    BELOW = "below", _("Beløbet er under grænsen for udbud")
    MARKET = "market", _("Flere er spurgt, og de har fået det samme at vide")
    FRAMEWORK = "framework", _("På en rammeaftale")
    TENDER = "tender", _("I udbud")
    NOT_BOUGHT = "not_bought", _("Vi køber ikke af dem")


class PurchaseCheck(models.Model):
    """Looked at before buying from a partner who sells what was tried (C49). ``value`` is DKK over the whole period."""

    project = models.ForeignKey(TechnologyProject, models.CASCADE, related_name="purchase_checks")
    seller = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=PurchaseWay)
    value = models.PositiveIntegerField(default=0)
    words = models.TextField(max_length=WORDS_LENGTH)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "seller"], name="purchase_check_once"),
            models.CheckConstraint(condition=~Q(words=""), name="purchase_check_says_why"),
            models.CheckConstraint(
                condition=Q(way=PurchaseWay.NOT_BOUGHT) | Q(value__gt=0), name="purchase_check_has_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller}: {self.get_way_display()}"
