"""Results of assessments that others made, or that were made with another's method (H 3, C60).

They stand beside our own model and never enter it: no score of ours rests on one. Who owns the method, and what kind of
partnership lets us show the result, is on record with each.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Person
from samspil.foundation.history import person_history
from samspil.foundation.models import AboutSubject
from samspil.technologies.models import Technology

TITLE_LENGTH = 150
LINE_LENGTH = 200
FOUND_LENGTH = 3000
NOTE_LENGTH = 300
FIRST_YEAR = 1990
MOST_PARTNERS = 10


class Partnership(models.TextChoices):
    """What we had to do with it."""

    TOOK_PART = "took_part", _("Vi var med til at lave vurderingen")
    BOUGHT = "bought", _("Vi har købt den hos dem, der ejer metoden")
    READ = "read", _("Vi har kun læst den")


class Evidence(models.IntegerChoices):
    """How sure one may be: the grades E0 to E4."""

    E0 = 0, _("E0: En mening")
    E1 = 1, _("E1: Leverandørens eller andres fortælling")
    E2 = 2, _("E2: Målt før og efter ét sted")
    E3 = 3, _("E3: Målt flere steder eller mod en kontrolgruppe")
    E4 = 4, _("E4: Lodtrækningsforsøg eller samlet forskning")


MOST_OF_OTHERS = Evidence.E1  # others' results count no more, unless we took part


class ExternalResult(AboutSubject):
    """What an assessment made elsewhere, or with another's method, found about a technology, in our own words.

    ``method`` names the method and who owns it; ``carried_out_by`` who did it. ``link`` or ``lies_at`` is where the
    report is. ``since`` and ``agreement`` tell of the partnership. Until ``permission`` says who allowed us to show it,
    it is for staff alone: ``is_public`` follows, and so does the audience of the subject.
    """

    technology = models.ForeignKey(Technology, models.PROTECT, related_name="external_results")
    title = models.CharField(max_length=TITLE_LENGTH)
    method = models.CharField(max_length=LINE_LENGTH)
    carried_out_by = models.CharField(max_length=LINE_LENGTH)
    place = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField()
    found = models.TextField(max_length=FOUND_LENGTH)
    link = models.URLField(max_length=300, blank=True)
    lies_at = models.CharField(max_length=LINE_LENGTH, blank=True)
    partnership = models.CharField(max_length=9, choices=Partnership)
    since = models.DateField(null=True, blank=True)
    agreement = models.CharField(max_length=LINE_LENGTH, blank=True)
    permission = models.CharField(max_length=NOTE_LENGTH, blank=True)
    is_public = models.BooleanField(default=False)
    evidence = models.PositiveSmallIntegerField(choices=Evidence)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=LINE_LENGTH, blank=True)
    history = person_history()

    class Meta:
        indexes = [models.Index(fields=["-year", "-subject"], name="external_result_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(permission=""), name="external_result_shown_with_permission"
            ),
            models.CheckConstraint(
                condition=Q(partnership=Partnership.TOOK_PART) | Q(evidence__lte=MOST_OF_OTHERS),
                name="external_result_others_count_little",
            ),
            models.CheckConstraint(
                condition=Q(partnership=Partnership.READ) | ~Q(agreement=""),
                name="external_result_partnership_on_record",
            ),
            models.CheckConstraint(condition=~Q(link="") | ~Q(lies_at=""), name="external_result_can_be_found"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="external_result_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def grade(self) -> str:
        return f"E{self.evidence}"


class ResultPartner(models.Model):
    """With whom the assessment was made or agreed: an actor on record, or a name that is not."""

    result = models.ForeignKey(ExternalResult, models.CASCADE, related_name="partners")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=LINE_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["result", "actor"], name="result_partner_once"),
            models.CheckConstraint(
                condition=(Q(actor=None) & ~Q(name="")) | Q(actor__isnull=False, name=""),
                name="result_partner_on_record_or_named",
            ),
        ]

    def __str__(self) -> str:
        return str(self.actor) if self.actor else self.name
