"""Asking differently, and the two open lists: why, and why not."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Contribution, Person
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.models import TITLE_LENGTH, AboutSubject

REASON_LENGTH = 600
NOTE_LENGTH = 300
COMMENT_LENGTH = 200
QUESTION_LENGTH = 300
REPLY_LENGTH = 1000
OFFER_LENGTH = 120
FEWEST_VOICES = 2  # one person alone does not change what everybody is asked


class WordingState(models.TextChoices):
    PROPOSED = "proposed", _("Foreslået")
    PUT = "put", _("De, der er med, bliver spurgt")
    ADOPTED = "adopted", _("Flertallet sagde ja")
    KEPT = "kept", _("Spørgsmålet blev, som det var")
    WITHDRAWN = "withdrawn", _("Ordlyden er taget tilbage")


SETTLED = (WordingState.ADOPTED, WordingState.KEPT)


class Wording(Contribution):
    """Another way to ask. The host puts it to those taking part, and they alone decide.

    ``yes_count`` and ``no_count`` are frozen when it is settled: the outcome must follow from them.
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="wordings")
    question = models.CharField(max_length=TITLE_LENGTH)
    reason = models.TextField(max_length=REASON_LENGTH)
    state = models.CharField(max_length=10, choices=WordingState, default=WordingState.PROPOSED)
    put_at = models.DateTimeField(null=True, blank=True, editable=False)
    put_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    yes_count = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    no_count = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["challenge", "subject"], name="wording_of_challenge")]
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(
                fields=["challenge"], condition=Q(state=WordingState.PUT), name="wording_put_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=SETTLED, settled_at__isnull=False, yes_count__isnull=False, no_count__isnull=False
                )
                | (~Q(state__in=SETTLED) & Q(settled_at=None, yes_count=None, no_count=None)),
                name="wording_settled_with_its_counts",
            ),
            models.CheckConstraint(
                condition=~Q(state=WordingState.ADOPTED)
                | Q(yes_count__gt=F("no_count"), yes_count__gte=FEWEST_VOICES - F("no_count")),
                name="wording_adopted_by_most",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_asked(self) -> bool:
        """Whether those taking part can answer now."""
        return self.state == WordingState.PUT and self.challenge.is_open


class Vote(models.TextChoices):
    YES = "yes", _("Ja, spørg sådan")
    NO = "no", _("Nej, behold spørgsmålet")


class WordingVote(AboutSubject):
    """What one person answered. A subject of its own, so that its comment can be hidden like other words."""

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    vote = models.CharField(max_length=3, choices=Vote)
    comment = models.CharField(max_length=COMMENT_LENGTH, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wording", "person"], name="wording_one_voice_each")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_vote_display()}"


class ListKind(models.TextChoices):
    WHY = "why", _("Hvorfor?")
    WHY_NOT = "why_not", _("Hvorfor ikke?")


class OpenQuestion(Contribution):
    """A line on one of the two open lists of a challenge, or a reply to one, one level deep.

    Why: what we do today, and what we take for granted when we do it (``offer``, ``assumption``). Why not: who or what
    could help (``helper``).
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="open_questions")
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    kind = models.CharField(max_length=7, choices=ListKind)
    body = models.TextField(max_length=REPLY_LENGTH)
    offer = models.CharField(max_length=OFFER_LENGTH, blank=True)
    assumption = models.CharField(max_length=QUESTION_LENGTH, blank=True)
    helper = models.CharField(max_length=OFFER_LENGTH, blank=True)

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["challenge", "kind", "subject"], name="question_of_challenge")]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=ListKind.WHY, helper="") | Q(kind=ListKind.WHY_NOT, offer="", assumption=""),
                name="question_facts_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(reply_to=None) | Q(offer="", assumption="", helper=""), name="question_reply_is_plain"
            ),
        ]

    def __str__(self) -> str:
        return self.body[:60]
