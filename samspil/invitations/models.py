"""Invitations: "Vi ser problemet, som ... / Hvad ser I? / Hvilke løsninger foreslår I?", in both directions."""

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import Actor, Contribution, Person, Unit
from samspil.challenges.models import Challenge, Perspective, Stage
from samspil.foundation import clock
from samspil.foundation.history import person_history
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.proposals.models import Proposal

VIEW_LENGTH = 1000
WHY_LENGTH = 300
NAME_LENGTH = 80
NOTE_LENGTH = 300
MOST_INVITEES = 20
REMIND_AFTER = timedelta(days=7)
NO_LETTERS = gettext_lazy("De tager ikke imod invitationer som mail. Ring, eller send et brev på papir.")


class Channel(models.TextChoices):
    """How an invitation reaches somebody."""

    MAIL = "mail", gettext_lazy("Som mail")
    PRINT = "print", gettext_lazy("Som brev på papir")


class Invitation(Contribution):
    """The three parts, asked of somebody. Society invites the municipality in the very same form.

    ``view`` is how the inviter sees the problem. It may be changed later, and ``view_changed_at`` shows that it was;
    what stood before is in the history. The other two parts are always the same questions.
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="invitations")
    view = models.TextField(max_length=VIEW_LENGTH)
    view_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = person_history()

    listed: list["Invitee"]  # filled by queries

    class Meta(Contribution.Meta):
        indexes = [models.Index(fields=["challenge", "subject"], name="invitation_of_challenge")]

    def __str__(self) -> str:
        return self.view[:60]

    @property
    def owed(self) -> "Invitee | None":
        """The municipality's own invitee, when it is invited."""
        return self.invitees.filter(is_municipality=True).select_related("answerer__actor").first()

    @property
    def answer_due(self) -> date | None:
        """Until when the municipality owes an answer, for the page that says what happens next."""
        return self.owed.due if self.owed else None

    @property
    def answerer(self) -> Person | None:
        return self.owed.answerer if self.owed else None

    @property
    def first_to_do(self) -> str:
        """What whoever invites must see to, for the page that says what happens next: somebody takes no letters."""
        return str(NO_LETTERS) if any(row.must_be_told for row in self.invitees.all()) else ""


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(may_read(viewer, "invitation__subject__"))

    def waiting(self) -> Self:
        """Those who may still answer: asked, silent, and asked about something that is open and on the pages."""
        return self.filter(
            answered_at=None,
            declined_at=None,
            invitation__withdrawn_at=None,
            invitation__subject__shown=True,
            invitation__challenge__withdrawn_at=None,
        ).exclude(invitation__challenge__stage__in=(Stage.DRAFT, Stage.CLOSED))


class Invitee(models.Model):
    """Somebody who is invited, and why just they (C22).

    An ``actor`` on the list, or somebody else by ``name`` and ``email``. Without either it is the municipality, and
    nobody knows whom in it to ask. ``opened_at`` is when they pressed the button on the letter's page: that a page was
    fetched proves nothing, for mail scanners do it too. Nothing is sent while somebody looks at the invitation
    first; ``sent_at`` is empty until then. The municipality's answer is owed by a named ``answerer``
    until ``due``; without one, by the coordinators.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="invitees")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(blank=True)
    is_municipality = models.BooleanField(default=False)
    why = models.CharField(max_length=WHY_LENGTH)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    perspective = models.ForeignKey(Perspective, models.SET_NULL, null=True, blank=True, related_name="answers_to")
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, blank=True, related_name="answers_to")
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    answerer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    passed_on_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InviteeQuerySet.as_manager()

    may_remind: bool  # these three are filled by the invitation's page for its viewer
    may_print: bool
    may_answer: bool
    reach: list[str]  # these two are filled by queries.put_reach
    wants_no_letters: bool

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sent_at"], name="invitee_sent"), models.Index(fields=["email"])]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "actor"], condition=Q(actor__isnull=False), name="invitee_actor_once"
            ),
            models.UniqueConstraint(fields=["invitation", "email"], condition=~Q(email=""), name="invitee_email_once"),
            # One answer is owed per invitation, so that a reminder and a deputy are about one and the same.
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(is_municipality=True), name="invitee_municipality_once"
            ),
            models.CheckConstraint(
                condition=Q(is_municipality=True, due__isnull=False)
                | Q(is_municipality=False, due=None, answerer=None, deputy=None),
                name="invitee_only_the_municipality_owes",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(declined_at=None), name="invitee_answers_or_declines"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Who it is, for those who keep the invitation."""
        if self.actor:
            return self.actor.name
        return settings.MUNICIPALITY if self.is_municipality else self.name

    @property
    def shown_name(self) -> str:
        """Who it is, for everybody. Somebody who is not on the list is named by nobody but themselves, in an answer."""
        if self.actor or self.is_municipality:
            return self.full_name
        answer = self.answer
        return answer.speaker if answer and answer.subject.shown else _("En, der ikke står på listen")

    @property
    def answer(self) -> Perspective | Proposal | None:
        """What they wrote: what they see, else what they propose."""
        return self.perspective or self.proposal

    @property
    def subject(self) -> Any:
        """What came of it: the answer, or the invitation."""
        return (self.answer or self.invitation).subject

    @property
    def unit(self) -> Unit | None:
        return getattr(self.actor, "unit", None) if self.is_municipality else None

    @property
    def is_silent(self) -> bool:
        return self.answered_at is None and self.declined_at is None

    @property
    def must_be_told(self) -> bool:
        """Asked by mail on a page that shows, and no letter went: they want none."""
        return bool(
            self.channel == Channel.MAIL
            and not self.is_municipality
            and self.sent_at is None
            and self.invitation.subject.shown
        )

    @property
    def is_waiting(self) -> bool:
        """The same answer as ``waiting``, for one at hand."""
        invitation = self.invitation
        return bool(
            self.is_silent
            and invitation.withdrawn_at is None
            and invitation.subject.shown
            and invitation.challenge.is_open
        )

    @property
    def is_overdue(self) -> bool:
        """Silence is never consent: past its date the municipality's answer shows as missing (rule of power 4)."""
        return bool(self.is_waiting and self.due and self.due < clock.today())


class NoLetters(models.Model):
    """An address that wants no more letters of invitation. It never stands here: ``key`` is a keyed hash of it.

    Where we know whose it is, ``person`` keeps the choice for them, also when they get another address.
    """

    key = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"no letters since {self.since:%Y-%m-%d}"
