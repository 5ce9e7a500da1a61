"""People who have said that one may ask them, and the questions on their way to them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from samspil.actors.models import Actor, Contribution, Person
from samspil.foundation import clock
from samspil.foundation.models import Theme

LASTS = timedelta(days=365)  # when nothing else is said
LONGEST = timedelta(days=2 * 365)
TOPICS_LENGTH = 300
WORDS_LENGTH = 2000


class Ambassador(Contribution):
    """Somebody one may ask about ``topics``, because they said so themselves; nobody can put another on the list.

    ``belongs`` is the unit or association they are in. ``phone`` is shown, and only there by their own choice; the
    mail address never is. Paused, past its last day or stopped, the card is read by the person alone.
    """

    topics = models.CharField(max_length=TOPICS_LENGTH)
    belongs = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="ambassadors")
    phone = models.CharField(max_length=30, blank=True)
    until = models.DateField()
    paused_at = models.DateTimeField(null=True, blank=True)

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["until"], name="ambassador_until")]
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(fields=["author"], condition=Q(withdrawn_at=None), name="ambassador_once"),
            models.CheckConstraint(condition=Q(entered_by=None), name="ambassador_by_oneself"),
        ]

    def __str__(self) -> str:
        return self.topics

    @property
    def is_over(self) -> bool:
        return self.until < clock.today()

    @property
    def is_open(self) -> bool:
        """Whether one may ask now."""
        return self.withdrawn_at is None and self.paused_at is None and not self.is_over


class AmbassadorTheme(models.Model):
    ambassador = models.ForeignKey(Ambassador, models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=20, choices=Theme)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ambassador", "theme"], name="ambassador_theme_once")]

    def __str__(self) -> str:
        return self.get_theme_display()


class DirectQuestion(models.Model):
    """A question from one person to another, as long as it takes to bring the answer back.

    ``body`` is emptied when it is answered, and the row goes after 30 days. What is left is a line in the journal that
    says that somebody asked, not who.
    """

    ambassador = models.ForeignKey(Ambassador, models.CASCADE, related_name="questions")
    asker = models.ForeignKey(Person, models.CASCADE, related_name="+")
    body = models.TextField(max_length=WORDS_LENGTH)
    at = models.DateTimeField(default=clock.now, editable=False, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def subject(self):
        """Where whoever asked is sent afterwards: the question itself has no page."""
        return self.ambassador.subject
