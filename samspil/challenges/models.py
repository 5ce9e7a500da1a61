"""The challenge in the middle, what people see, and who holds the chain."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Contribution, Person, Sphere, Unit
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import TITLE_LENGTH, Subject, Theme
from samspil.tracks.models import Tracked

DESCRIPTION_LENGTH = 3000
HOSTS_FOR = timedelta(days=90)  # a turn, when nothing else is said
TODAY_LENGTH = 600
NEXT_STEP_LENGTH = 300
WHO_LENGTH = 120
OUTCOME_LENGTH = 1000


class Stage(models.TextChoices):
    DRAFT = "draft", _("Kladde")
    PERSPECTIVES = "perspectives", _("Åben for det, I ser")
    PROPOSALS = "proposals", _("Åben for forslag")
    TRIAL = "trial", _("Bliver prøvet af")
    PRACTICE = "practice", _("Hverdag nu")
    CLOSED = "closed", _("Lukket med svar")


class Challenge(Tracked, Contribution):
    """A question about people's lives.

    ``first_question`` is the wording it opened with and never changes after. ``today`` is what people do now: the
    alternative that is always there, and never counted as a proposal. ``host`` holds the page until ``host_until`` and
    then hands over to ``next_host``. ``outcome`` is the answer a challenge is closed with.
    """

    question = models.CharField(max_length=TITLE_LENGTH)
    first_question = models.CharField(max_length=TITLE_LENGTH, editable=False)
    description = models.TextField(max_length=DESCRIPTION_LENGTH, blank=True)
    today = models.TextField(max_length=TODAY_LENGTH, blank=True)
    theme = models.CharField(max_length=20, choices=Theme)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="challenges")
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.PERSPECTIVES)
    next_step = models.CharField(max_length=NEXT_STEP_LENGTH, blank=True)
    next_who = models.CharField(max_length=WHO_LENGTH, blank=True)
    next_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(max_length=OUTCOME_LENGTH, blank=True)
    host = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="hosts")
    host_until = models.DateField(null=True, blank=True)
    next_host = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="hosts_next")

    history = person_history()

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["theme", "stage"], name="challenge_filtered")]
        constraints = [*Contribution.Meta.constraints, *Tracked.Meta.constraints]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.stage not in (Stage.DRAFT, Stage.CLOSED)

    @property
    def is_reworded(self) -> bool:
        return self.question != self.first_question


class Perspective(Contribution):
    """What somebody sees from where they stand. A reply answers a perspective, never another reply."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="perspectives")
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    body = models.TextField(max_length=DESCRIPTION_LENGTH)

    visible_replies: list["Perspective"]  # filled by queries.perspectives_of

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["challenge", "subject"], name="perspective_of_challenge")]

    def __str__(self) -> str:
        return self.body[:60]


class ChainStep(models.TextChoices):
    IDENTIFIED = "identified", _("Så problemet")
    DEVISED = "devised", _("Udtænker løsningen")
    DELIVERED = "delivered", _("Leverer")
    ASSESSED = "assessed", _("Vurderer effekten")


class ChainLink(models.Model):
    """Who holds a step of the chain. Written by the verbs of the story, never typed in.

    ``sphere`` is frozen when the link is written: an association that later becomes a company changes no history.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="chain_links")
    step = models.CharField(max_length=12, choices=ChainStep)
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="chain_links")
    sphere = models.CharField(max_length=16, choices=Sphere)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "step", "actor"], name="chain_link_once")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.actor}"
