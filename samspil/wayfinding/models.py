"""Who in the municipality to talk to: functions and people with a phone number (C71)."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.models import AboutSubject, Theme

CONFIRMED_FOR = timedelta(days=365)
FUNCTION_LENGTH = 100
HELPS_LENGTH = 1000
LINE_LENGTH = 120


class SpokenLanguage(models.TextChoices):
    """What one can speak there (ISO 639). Danish is taken for granted."""

    EN = "en", _("Engelsk")
    DE = "de", _("Tysk")
    AR = "ar", _("Arabisk")
    PL = "pl", _("Polsk")
    SO = "so", _("Somali")
    TR = "tr", _("Tyrkisk")
    UK = "uk", _("Ukrainsk")
    UR = "ur", pgettext_lazy("sprog", "Urdu")
    DSL = "dsl", _("Dansk tegnsprog")


class ContactPoint(AboutSubject):
    """A function in the municipality that one may call, with what it helps with in everyday words.

    ``person`` is who holds it now, where one may ask for somebody by name. ``themes`` and ``languages`` are codes of
    ``Theme`` and ``SpokenLanguage``. Somebody says every year that it still holds: ``confirmed_on``.
    """

    function = models.CharField(max_length=FUNCTION_LENGTH)
    helps_with = models.TextField(max_length=HELPS_LENGTH)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="contact_points")
    phone = models.CharField(max_length=30)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=LINE_LENGTH, blank=True)
    themes = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    confirmed_on = models.DateField(default=clock.today)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    may_keep: bool  # filled by pages for their viewer

    class Meta:
        indexes = [models.Index(fields=["confirmed_on"], name="contact_point_confirmed")]

    def __str__(self) -> str:
        return self.function

    @property
    def confirm_due(self) -> date:
        return self.confirmed_on + CONFIRMED_FOR

    @property
    def is_old(self) -> bool:
        """Nobody has said for a year that it holds."""
        return self.confirm_due < clock.today()

    @property
    def theme_labels(self) -> list[str]:
        return [str(Theme(code).label) for code in self.themes if code in Theme.values]

    @property
    def language_labels(self) -> list[str]:
        return [str(SpokenLanguage(code).label) for code in self.languages if code in SpokenLanguage.values]
