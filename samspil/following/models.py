"""Who wants to hear what happens, how soon, and which letters to many are on their way."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.models import Subject


class News(models.TextChoices):
    """The kinds of news: the values of ``Phrase.news``."""

    STAGE = "stage", _("Siden rykker videre")
    ANSWERS = "answers", _("Forslag får svar")
    WORDS = "words", _("Nogen skriver, hvad de ser")
    PROPOSALS = "proposals", _("Der kommer et forslag")
    PLEDGES = "pledges", _("Nogen vil bidrage")


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("Med det samme")
    DAILY = "daily", pgettext_lazy("mails", "Hver dag")
    WEEKLY = "weekly", pgettext_lazy("mails", "Hver uge")
    NEVER = "never", _("Aldrig")


# What somebody gets who has chosen nothing: at once what they wait for, the rest together.
DEFAULT_PACE = {
    News.STAGE: Pace.AT_ONCE,
    News.ANSWERS: Pace.AT_ONCE,
    News.WORDS: Pace.DAILY,
    News.PROPOSALS: Pace.DAILY,
    News.PLEDGES: Pace.WEEKLY,
}


class Follow(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "subject"], name="follow_once")]
        # Five thousand follow one page: their letters are written in the order of the people.
        indexes = [models.Index(fields=["subject", "person"], name="follow_of_subject")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.subject_id}"


class Preference(models.Model):
    """How soon a person hears of a kind of news, where they have chosen it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="preferences")
    news = models.CharField(max_length=10, choices=News)
    pace = models.CharField(max_length=10, choices=Pace)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "news"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.news} {self.pace}"


class Told(models.Model):
    """Up to when a person has been told of a kind of news, whichever letter told it: nothing is told twice."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    news = models.CharField(max_length=10, choices=News)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "news"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.news} until {self.until:%Y-%m-%d %H:%M}"


class Announcement(models.Model):
    """An event that those who follow are to hear of. The verb writes it; the worker writes the letters, batch by batch.

    ``cursor`` is the last person whose letter is written, ``moved_at`` when that was. A worker that is killed leaves
    both behind, and the next one goes on from there.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    template = models.CharField(max_length=100)
    about = models.JSONField(default=dict)
    key = models.CharField(max_length=100, unique=True)
    news = models.CharField(max_length=10, choices=News, blank=True)  # empty: told at once to all who follow
    but_not = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    cursor = models.UUIDField(null=True)
    moved_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["moved_at"], condition=models.Q(done_at=None), name="announcement_unfinished")]

    def __str__(self) -> str:
        return self.key
