"""What others have tried, and where we know it from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.models import AboutSubject, Subject, Theme

# The countries we look to most. Any other stands as its two letters.
COUNTRIES = {
    "DK": _("Danmark"),
    "SE": _("Sverige"),
    "NO": _("Norge"),
    "FI": _("Finland"),
    "IS": _("Island"),
    "FO": _("Færøerne"),
    "GL": _("Grønland"),
    "DE": _("Tyskland"),
    "NL": _("Nederlandene"),
    "BE": _("Belgien"),
    "FR": _("Frankrig"),
    "GB": _("Storbritannien"),
    "IE": _("Irland"),
    "CH": _("Schweiz"),
    "AT": _("Østrig"),
    "IT": _("Italien"),
    "ES": _("Spanien"),
    "US": _("USA"),
    "CA": _("Canada"),
    "AU": _("Australien"),
    "NZ": _("New Zealand"),
    "JP": _("Japan"),
}


class KnowledgeKind(models.TextChoices):
    EXAMPLE = "example", _("Eksempel")
    STUDY = "study", _("Undersøgelse")
    MODEL = "model", _("Model")
    METHOD = "method", _("Metode")
    RULE = "rule", _("Regel")


class Strength(models.TextChoices):
    """How well we know that it works."""

    DESCRIBED = "described", _("Beskrevet af dem, der gjorde det")
    EVALUATED = "evaluated", _("Evalueret")
    STUDY = "study", _("Undersøgt af forskere")


class KnowledgeItem(AboutSubject):
    """A real example or finding in our own words, with its source. Never a contributor: it says what a source says."""

    title = models.CharField(max_length=150)
    body = models.TextField(max_length=3000)
    kind = models.CharField(max_length=10, choices=KnowledgeKind)
    strength = models.CharField(max_length=10, choices=Strength)
    source = models.CharField(max_length=250)
    source_place = models.CharField(max_length=120, blank=True)
    actors = models.CharField(max_length=250, blank=True)
    country = models.CharField(max_length=2, default="DK")
    year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.title

    @property
    def country_name(self) -> str:
        return str(COUNTRIES.get(self.country, self.country))


class KnowledgeTheme(models.Model):
    item = models.ForeignKey(KnowledgeItem, models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=20, choices=Theme)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "theme"], name="knowledge_theme_once")]

    def __str__(self) -> str:
        return self.get_theme_display()


class KnowledgeTie(models.Model):
    """Somebody found that an item is of use on a page: a challenge's or a proposal's. ``why`` says for what."""

    item = models.ForeignKey(KnowledgeItem, models.CASCADE, related_name="ties")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="knowledge_ties")
    why = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "subject"], name="knowledge_tie_once")]

    def __str__(self) -> str:
        return self.why
