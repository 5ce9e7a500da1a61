"""What every app shares: the subject, the journal, the log of reads, requests, mail, one-time links, due jobs."""

import hashlib
import secrets
from datetime import timedelta
from functools import lru_cache
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.viewer import Viewer

TITLE_LENGTH = 200


class Theme(models.TextChoices):
    """The part of life something is about. Neutral words of our own, not a classification of benefits."""

    OLDER = "older", _("Ældre")
    RELATIVES = "relatives", _("Pårørende")
    DISABILITY = "disability", _("Handicap")
    MENTAL_HEALTH = "mental_health", _("Psykisk sundhed")
    CHILDREN_YOUTH = "children_youth", _("Børn og unge")
    EMPLOYMENT = "employment", _("Arbejde og uddannelse")
    HEALTH = "health", _("Sundhed og forebyggelse")
    VULNERABLE = "vulnerable", _("Udsatte")
    COMMUNITY = "community", _("Lokalsamfund")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Alle")
    PAGE = "page", _("De, der er med på siden")
    UNIT = "unit", _("Enheden")
    STAFF = "staff", _("Alle ansatte")
    NAMED = "named", _("Bestemte personer")


LIMITED = (Audience.PAGE, Audience.UNIT, Audience.NAMED)


# Every page asks both a dozen times for one viewer, and putting the condition together took a sixth of its time.
@lru_cache(maxsize=256)
def may_read(viewer: Viewer, prefix: str = "") -> Q:
    """The one truth about reading, as a condition on a Subject reached through ``prefix`` (``"subject__"``)."""
    return Q(**{f"{prefix}shown": True}) & meant_for(viewer, prefix)


@lru_cache(maxsize=256)
def meant_for(viewer: Viewer, prefix: str = "") -> Q:
    """Who the subject is for, hidden or not. For the list of what is hidden; everything else asks ``may_read``."""
    allowed = Q(**{f"{prefix}audience": Audience.PUBLIC})
    if viewer.is_staff:
        allowed |= Q(**{f"{prefix}audience": Audience.STAFF})
    if viewer.readers:
        named = SubjectReader.objects.filter(root=OuterRef(f"{prefix}root_id"), reader__in=viewer.readers)
        allowed |= Q(Exists(named), **{f"{prefix}audience__in": LIMITED})
    return allowed


class SubjectQuerySet(models.QuerySet["Subject"]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(may_read(viewer))


class Subject(models.Model):
    """The common record of everything that has an address.

    ``context`` is what it belongs to (a perspective to its challenge) and ``root`` the outermost context, which alone
    names readers. ``shown`` is false when the subject or anything it belongs to is hidden; it and ``audience`` follow
    the context, so no list needs to climb.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=TITLE_LENGTH)
    language = models.CharField(max_length=5, default="da")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PUBLIC)
    context = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    root = models.ForeignKey("self", models.CASCADE, related_name="+", null=True)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    created_by = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    active_at = models.DateTimeField(default=clock.now, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True)
    shown = models.BooleanField(default=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        indexes = [
            # In the order of the lists, so that a page reads twenty rows of it, however long the list is.
            models.Index(fields=["kind", "-active_at"], name="subject_alive"),
            models.Index(fields=["kind", "-created_at"], name="subject_newest"),
            models.Index(fields=["place", "id"], name="subject_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | Q(shown=False), name="subject_hidden_is_not_shown"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # Said outright, because a database lets a comparison with nothing pass.
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="subject_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        if self.root_id is None:
            self.root_id = self.context.root_id if self.context else self.id
        super().save(*args, **kwargs)

    def readable_by(self, viewer: Viewer) -> bool:
        """The same answer as ``visible_to``, for one subject already at hand."""
        if not self.shown:
            return False
        if self.audience == Audience.PUBLIC:
            return True
        if self.audience == Audience.STAFF:
            return viewer.is_staff
        return not viewer.readers.isdisjoint(self.reader_ids)

    @cached_property
    def reader_ids(self) -> frozenset[UUID]:
        """Whom a limited audience names. Read once: a page asks for several permissions about the same subject."""
        rows = SubjectReader.objects.filter(root_id=self.root_id)
        return frozenset(rows.values_list("reader", flat=True))


class SubjectReader(models.Model):
    """Somebody who may read a subject of limited audience: the id of a person, an association, a unit or a body."""

    root = models.ForeignKey(Subject, models.CASCADE, related_name="readers")
    reader = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["root", "reader"], name="subject_reader_once")]

    def __str__(self) -> str:
        return f"{self.reader} reads {self.root_id}"


class AboutSubjectQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(may_read(viewer, "subject__"))

    def each_visible_to(self, viewer: Viewer) -> Self:
        """The same rows, asked row by row: to count some of many, where a join would begin with all subjects."""
        return self.filter(Exists(Subject.objects.visible_to(viewer).filter(pk=OuterRef("pk"))))


class AboutSubject(models.Model):
    """Base of every model that is a subject: its primary key is the subject's id."""

    subject = models.OneToOneField(Subject, models.CASCADE, primary_key=True, related_name="%(class)s", editable=False)

    objects = AboutSubjectQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def id(self) -> UUID:
        return self.subject_id

    @property
    def version(self) -> int:
        return self.subject.version


class JournalEntry(models.Model):
    """One line of the append-only log: who did what to which subject, when, and on whose behalf. Ids only, no text."""

    at = models.DateTimeField(default=clock.now, editable=False)
    verb = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="journal")
    person = models.UUIDField(null=True)
    actor = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="journal_of_subject"),
            models.Index(fields=["-at"], name="journal_newest"),
            models.Index(fields=["person", "-at"], name="journal_of_person"),
            models.Index(fields=["actor", "-at"], name="journal_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise TypeError("The journal is append-only.")
        super().save(*args, **kwargs)


class AccessEntry(models.Model):
    """Somebody read personal data: who, whose, what and when. Append-only; handed out per person (GDPR art. 15)."""

    at = models.DateTimeField(auto_now_add=True)
    reader = models.UUIDField()
    person = models.UUIDField()
    what = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="access_of_person")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise TypeError("The access log is append-only.")
        super().save(*args, **kwargs)


class RequestRecord(models.Model):
    """A form that was sent: a second press of the same button finds the first one's result here."""

    id = models.UUIDField(primary_key=True)
    verb = models.CharField(max_length=60)
    person = models.UUIDField(null=True)
    result = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.verb} {self.id}"


class SearchDocument(models.Model):
    """The stemmed words of a subject. The engine's own index over ``tokens`` is made in a migration."""

    subject = models.OneToOneField(Subject, models.CASCADE, related_name="search_document")
    kind = models.CharField(max_length=20)  # the subject's, which never changes
    tokens = models.TextField()

    def __str__(self) -> str:
        return self.tokens[:60]


class OutgoingMail(models.Model):
    """A letter on its way. ``dedupe_key`` is unique, so that each letter stands here once.

    Nobody touches it before ``next_try_at``: whoever sends it moves that ahead first. ``unsubscribe_url`` is where the
    reader's mail program can stop more of the sort (RFC 8058). ``attachments`` are small text files, each a name, a
    content type and the text; they are gone once the letter is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dedupe_key = models.CharField(max_length=150, unique=True)
    person = models.UUIDField(null=True)
    to = models.EmailField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    holds_secret = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now, db_index=True)
    sent_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    unsubscribe_url = models.CharField(max_length=300, blank=True)
    attachments = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], condition=Q(sent_at=None), name="letter_waiting")]

    def __str__(self) -> str:
        return self.title


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    def open(self, purpose: str, token: str) -> "OneTimeLink | None":
        """The link that ``token`` opens, when it is unused and not too old."""
        return self.filter(purpose=purpose, token_hash=hashed(token), used_at=None, expires_at__gt=clock.now()).first()


class OneTimeLink(models.Model):
    """A link in a letter: works once, for a while. Only the hash is kept, so the table opens nothing if it leaks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=30)
    person = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = OneTimeLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"

    @classmethod
    def issue(
        cls, purpose: str, *, lasts: timedelta, person: UUID | None = None, payload: dict | None = None
    ) -> tuple["OneTimeLink", str]:
        """A new link and its token. The token is only ever known here and in the letter."""
        link, token = cls.prepare(purpose, lasts=lasts, person=person, payload=payload)
        link.save(force_insert=True)
        return link, token

    @classmethod
    def prepare(
        cls, purpose: str, *, lasts: timedelta, person: UUID | None = None, payload: dict | None = None
    ) -> tuple["OneTimeLink", str]:
        """As ``issue``, not saved yet: letters to many save their links together."""
        token = secrets.token_urlsafe(32)
        link = cls(
            purpose=purpose,
            token_hash=hashed(token),
            person=person,
            payload=payload or {},
            expires_at=clock.now() + lasts,
        )
        return link, token

    def use(self) -> bool:
        """Mark as used; false when somebody else did so first."""
        return bool(OneTimeLink.objects.filter(pk=self.pk, used_at=None).update(used_at=clock.now(), payload={}))


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class DueJob(models.Model):
    """The ledger of scheduled work: one row per job and time it was due, so that no job runs twice."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="due_job_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"


def bump(subject: Subject) -> None:
    """Count an edit and let the subject rise in the lists."""
    now = clock.now()
    Subject.objects.filter(pk=subject.pk).update(version=F("version") + 1, active_at=now)
    subject.version += 1
    subject.active_at = now
