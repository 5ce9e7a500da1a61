"""What others have tried, and where we know it from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.foundation.models import AboutSubject, Theme


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


class KnowledgeTheme(models.Model):
    item = models.ForeignKey(KnowledgeItem, models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=20, choices=Theme)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "theme"], name="knowledge_theme_once")]

    def __str__(self) -> str:
        return self.get_theme_display()
