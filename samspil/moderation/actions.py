"""Looking at things before they show, hiding and showing again, saying to, and stopping a sender."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.actors.actions import Voice
from samspil.actors.models import Person
from samspil.actors.queries import holders_of
from samspil.foundation import clock, hooks, mail, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, OneTimeLink, OutgoingMail, Subject, meant_for
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation import screening
from samspil.moderation.models import (
    Hiding,
    Hold,
    HoldOutcome,
    HoldReason,
    Report,
    ReportOutcome,
    ReportReason,
    SenderBlock,
)
from samspil.moderation.queries import (
    of_sender,
    open_holds,
    open_reports,
    person_of,
    reportable,
    standing_block,
    standing_hidings,
)

REPORTS_THAT_HOLD = 3
REPORTS_AN_HOUR = 30  # a library may share one address on the net
REASON_LENGTH = 500
WAITING_WORDS = "contribute"  # the purpose of a link in which a guest's words wait (samspil.identity.contributing)

# --- before it shows ------------------------------------------------------------------------------------------------


def screen(subject: Subject, *, by: Viewer, voice: Voice, text: str) -> Hold | None:
    """Hold a new contribution back when somebody should look at it first. Called by the verb that made ``subject``.

    Held is what comes from outside and may speak of one person's health or social life, and what holds a link, an
    address or a number from somebody who has nothing on the pages yet. What staff write down for others they have seen
    themselves; what only a closed circle reads is the circle's; an association that speaks is known to us.
    """
    if by.is_staff or subject.audience != Audience.PUBLIC:
        return None
    if found := screening.about_somebody(text):
        return hold(subject, HoldReason.SOMEBODY, found)
    found = screening.way_out(text)
    if found and voice.actor.is_person and is_newcomer(voice.author, subject):
        return hold(subject, HoldReason.LINK, found)
    return None


def screen_edit(subject: Subject, *, by: Viewer, before: str, text: str) -> Report | None:
    """Let somebody look at an edit that brought in what ``screen`` would have held. Others may have built on the page,
    so it stays; a second edit adds nothing to what waits.
    """
    if by.is_staff or subject.audience != Audience.PUBLIC or screening.about_somebody(before):
        return None
    found = screening.about_somebody(text)
    if not found:
        return None
    waits = open_reports().filter(subject=subject, reason=ReportReason.CHANGED).first()
    return waits or Report.objects.create(subject=subject, reason=ReportReason.CHANGED, note=found)


def is_newcomer(author: Person, but: Subject) -> bool:
    stands = Subject.objects.filter(created_by=author.pk, shown=True).exclude(pk__in=[but.pk, author.actor_id])
    return not stands.exclude(title="").exists()


def hold(subject: Subject, reason: str, found: str) -> Hold:
    """Nobody reads it from now on, and the author is told."""
    now = clock.now()
    subjects.set_hidden(subject, now)
    row = Hold.objects.create(subject=subject, reason=reason, found=found, at=now)
    tell_author(subject, "moderation/mail/held.txt", f"held:{row.pk}", reported=reason == HoldReason.REPORTED)
    return row


def tell_author(subject: Subject, template: str, key: str, **about: object) -> None:
    """Write to whoever wrote it, where we have an address."""
    author = Person.objects.select_related("actor").filter(pk__in=[subject.created_by]).first()
    if author and author.email:
        mail.post(
            template,
            {"person": author, "title": subject.title, **about},
            to=author.email,
            person=author.pk,
            dedupe_key=key,
            language=author.language,
        )


def to_be_settled(subject_id: UUID | str, by: Viewer) -> Subject:
    """The subject as it stands now, locked, if it is meant for ``by`` and either shows or waits to be looked at.

    Raises: NotFound.
    """
    found = Subject.objects.filter(meant_for(by), pk__in=[as_uuid(subject_id)]).first()
    subject = subjects.held(found) if found else None
    if subject is None or not (subject.readable_by(by) or open_holds().filter(subject=subject).exists()):
        raise NotFound(f"Subject {subject_id}")
    return subject


def settle_hold(subject: Subject, outcome: str, by: Viewer, now: datetime) -> Hold | None:
    held = open_holds().filter(subject=subject).first()
    if held:
        held.settled_at, held.settled_by_id, held.outcome = now, by.known_id, outcome
        held.save(update_fields=["settled_at", "settled_by", "outcome"])
    return held


def settle_reports(subject: Subject, outcome: str, by: Viewer, now: datetime) -> list[Report]:
    """Those who said to, and whom we know, hear what came of it. Where guests wrote from is forgotten."""
    reports = list(open_reports().filter(subject=subject).select_related("person__actor"))
    for row in reports:
        row.settled_at, row.settled_by_id, row.outcome, row.origin = now, by.known_id, outcome, ""
        row.save(update_fields=["settled_at", "settled_by", "outcome", "origin"])
        if row.person and row.person.email:
            mail.post(
                "moderation/mail/report_settled.txt",
                {"person": row.person, "hidden": outcome == ReportOutcome.HIDDEN, "at": row.at},
                to=row.person.email,
                person=row.person.pk,
                dedupe_key=f"report:{row.pk}",
                language=row.person.language,
            )
    return reports


@verb(Hold)
def publish(*, by: Viewer, subject_id: UUID | str) -> Hold:
    """Put on the page what was held. The author hears, and so does whoever would have heard at once.

    Raises: Refused, NotFound.
    """
    require("moderation.settle", by)
    subject, now = to_be_settled(subject_id, by), clock.now()
    held = settle_hold(subject, HoldOutcome.PUBLISHED, by, now)
    if held is None:
        raise NotFound(f"Nothing holds {subject_id}")
    settle_reports(subject, ReportOutcome.NOTHING, by, now)
    subjects.set_hidden(subject, None)
    subjects.touch(subject)
    journal("moderation.published", subject, by=by, payload={"hold": held.pk})
    if subject.shown:  # the page it belongs to may have been hidden meanwhile
        kind = hooks.kinds().get(subject.kind)
        if kind and kind.published and held.reason != HoldReason.REPORTED:
            kind.published(subject)
        link = mail.address(hooks.address(subject))
        tell_author(subject, "moderation/mail/published.txt", f"published:{held.pk}", link=link)
    return held


@verb(Subject)
def let_stand(*, by: Viewer, subject_id: UUID | str) -> Subject:
    """Settle the reports about something that may stand as it is. Raises: Refused, NotFound."""
    require("moderation.settle", by)
    subject = to_be_settled(subject_id, by)
    reports = settle_reports(subject, ReportOutcome.NOTHING, by, clock.now()) if subject.shown else []
    if not reports:
        raise NotFound(f"Nobody reported {subject_id}")
    journal("moderation.let_stand", subject, by=by, payload={"reports": [row.pk for row in reports]})
    return subject


# --- off the pages --------------------------------------------------------------------------------------------------


def reason_given(reason: str) -> str:
    """A reason fit to send. Raises: ValidationError on the field ``reason``."""
    reason = clean_line(reason)
    guard(reason=reason)
    if not reason:
        raise ValidationError({"reason": [_("Skriv hvorfor. Det er den forklaring, den, der skrev, får.")]})
    if len(reason) > REASON_LENGTH:
        raise ValidationError({"reason": [_("Teksten er for lang. Der er plads til %d tegn.") % REASON_LENGTH]})
    return reason


@verb(Hiding)
def hide(*, by: Viewer, subject_id: UUID | str, reason: str) -> Hiding:
    """Take a subject and all that belongs to it off every page, list, count and letter, or never let it there.

    The author gets the reason by mail, and whoever said to hears that it is gone.
    Raises: Refused, NotFound, ValidationError.
    """
    require("moderation.hide", by)
    subject = to_be_settled(subject_id, by)
    reason, now = reason_given(reason), clock.now()
    hiding = put_away(subject, reason, by, now)
    drop_letters([subject.pk])
    journal("moderation.hidden", subject, by=by, payload={"hiding": hiding.pk})
    tell_author(subject, "moderation/mail/hidden.txt", f"hidden:{hiding.pk}", reason=reason)
    return hiding


def put_away(subject: Subject, reason: str, by: Viewer, now: datetime, block: SenderBlock | None = None) -> Hiding:
    """Hide a locked subject, and settle what waited about it."""
    subjects.set_hidden(subject, now)
    settle_hold(subject, HoldOutcome.HIDDEN, by, now)
    settle_reports(subject, ReportOutcome.HIDDEN, by, now)
    return Hiding.objects.create(subject=subject, reason=reason, by_id=by.known_id, at=now, block=block)


@verb(Hiding)
def show_again(*, by: Viewer, hiding_id: int) -> Hiding:
    """Bring a hidden subject back. Raises: Refused, NotFound."""
    require("moderation.hide", by)
    hiding = standing_hidings(by).filter(pk=hiding_id).select_related("subject").first()
    if hiding:
        hiding.subject = subjects.held(hiding.subject)
    if hiding is None or hiding.subject.hidden_at is None:
        raise NotFound(f"Hiding {hiding_id}")
    bring_back(hiding, clock.now())
    journal("moderation.shown_again", hiding.subject, by=by, payload={"hiding": hiding.pk})
    return hiding


def bring_back(hiding: Hiding, now: datetime) -> None:
    hiding.shown_again_at = now
    hiding.save(update_fields=["shown_again_at"])
    subjects.set_hidden(hiding.subject, None)


# --- saying to ------------------------------------------------------------------------------------------------------


@verb(Report)
def report(*, by: Viewer, subject_id: UUID | str, reason: str, note: str = "", origin: str = "") -> Report:
    """Say that something is wrong, with or without an account. It stays until it is looked at.

    Three who do not know of each other hold it back until then, once: not when others have written on the page, which
    three strangers must not be able to close, and not when it was looked at before. ``origin`` is a hash of where a
    guest writes from. Saying it twice is saying it once. Raises: NotFound, Refused, ValidationError.
    """
    subject = reportable(by).filter(pk__in=[as_uuid(subject_id)]).first()
    if subject is None:
        raise NotFound(f"Subject {subject_id}")
    require("moderation.report", by, subject)
    note = clean_line(note)
    guard(note=note)
    if reason not in ReportReason.values or reason == ReportReason.CHANGED:
        raise ValidationError({"reason": [_("Vælg en af mulighederne på listen.")]})
    if len(note) > 200:
        raise ValidationError({"note": [_("Teksten er for lang. Der er plads til %d tegn.") % 200]})
    who: dict[str, Any] = {"person_id": by.person_id} if by.is_known else {"person": None, "origin": origin}
    said = open_reports().filter(subject=subject, **who).first() if by.is_known or origin else None
    if said:
        return said
    if Report.objects.filter(**who, at__gt=clock.now() - timedelta(hours=1)).count() >= REPORTS_AN_HOUR:
        raise ValidationError(_("Der er sendt rigtig meget herfra den sidste time. Vent lidt, eller ring til os."))
    subject = subjects.held(subject)
    row = Report.objects.create(subject=subject, reason=reason, note=note, **who)
    journal("moderation.reported", subject, by=by, payload={"report": row.pk})
    if is_enough(subject):
        hold(subject, HoldReason.REPORTED, "")
    return row


def is_enough(subject: Subject) -> bool:
    """Whether so many have reported it, each for themselves, that it waits unseen until somebody has looked."""
    about = Report.objects.filter(subject=subject)
    if not subject.shown or about.exclude(settled_at=None).exists() or Hold.objects.filter(subject=subject).exists():
        return False
    who = set(about.exclude(reason=ReportReason.CHANGED).values_list("person", "origin"))
    if len(who) < REPORTS_THAT_HOLD or subject.created_by is None:
        return False
    below = Subject.objects.filter(context=subject, hidden_at=None).exclude(title="")
    return not below.exclude(created_by=subject.created_by).exists()


@transaction.atomic
def tell_coordinators() -> None:
    """One letter about everything that has come to be looked at since the last; the schedule lets it be one an hour."""
    holds = list(open_holds().filter(told_at=None).select_for_update(no_key=True).values_list("pk", flat=True))
    reports = list(open_reports().filter(told_at=None).select_for_update(no_key=True).values_list("pk", flat=True))
    if not holds and not reports:
        return
    now = clock.now()
    for person in holders_of("coordinator") or holders_of("administrator"):
        if person.email:
            mail.post(
                "moderation/mail/waiting.txt",
                {
                    "person": person,
                    "count": len(holds) + len(reports),
                    "link": mail.address(reverse("moderation:queue")),
                },
                to=person.email,
                person=person.pk,
                dedupe_key=f"queue:{max(holds, default=0)}:{max(reports, default=0)}:{person.pk}",
                language=person.language,
            )
    Hold.objects.filter(pk__in=holds).update(told_at=now)
    Report.objects.filter(pk__in=reports).update(told_at=now)


# --- everything of one sender ---------------------------------------------------------------------------------------


def sender(person_id: UUID | str) -> Person:
    """Raises: NotFound."""
    person = person_of(person_id)
    if person is None:
        raise NotFound(f"Person {person_id}")
    return person


@verb(SenderBlock)
def hide_all_of(*, by: Viewer, person_id: UUID | str, reason: str) -> SenderBlock:
    """Hide all that somebody has written, on every page and of every kind, and let them write no more for now.

    What still waits in their links goes, and so do unsent letters that carry their words. They get one letter with the
    reason. Raises: Refused, NotFound, ValidationError.
    """
    require("moderation.hide", by)
    person = sender(person_id)
    require("moderation.hide_all", by, person)
    reason, now = reason_given(reason), clock.now()
    Person.objects.filter(pk=person.pk, blocked_at=None).update(blocked_at=now)
    block = standing_block(person) or SenderBlock.objects.create(
        person=person, reason=reason, by_id=by.known_id, at=now
    )
    theirs = list(of_sender(person).order_by("root_id", "pk"))  # always in this order, so that two never wait in a ring
    for found in theirs:
        put_away(subjects.held(found), reason, by, now, block)
    drop_letters({subject.pk for subject in theirs})
    if person.email:
        OneTimeLink.objects.filter(purpose=WAITING_WORDS, used_at=None, payload__guest__email=person.email).delete()
        mail.post(
            "moderation/mail/blocked.txt",
            {"person": person, "reason": reason, "count": len(theirs)},
            to=person.email,
            person=person.pk,
            dedupe_key=f"blocked:{block.pk}",
            language=person.language,
        )
    journal("moderation.sender_hidden", person.actor.subject, by=by, payload={"block": block.pk, "hidden": len(theirs)})
    return block


def drop_letters(ids: Iterable[UUID]) -> None:
    """Delete unsent letters that link to one of these things. A digest also tells of others and stays:
    whoever writes it asks what may be read.
    """
    about = Q()
    for key in map(str, ids):
        about |= Q(dedupe_key__contains=key) | Q(text__contains=key)
    if about:
        OutgoingMail.objects.filter(about, sent_at=None).exclude(dedupe_key__startswith="digest").delete()


def block_found(block_id: int) -> SenderBlock:
    """Raises: NotFound."""
    block = SenderBlock.objects.select_related("person__actor__subject").filter(pk=block_id).first()
    if block is None:
        raise NotFound(f"Block {block_id}")
    return block


@verb(SenderBlock)
def unblock_person(*, by: Viewer, block_id: int) -> SenderBlock:
    """Let somebody write again. What was hidden stays hidden. Raises: Refused, NotFound."""
    require("moderation.unblock", by)
    block = block_found(block_id)
    if block.lifted_at is None:
        block.lifted_at = clock.now()
        block.save(update_fields=["lifted_at"])
        Person.objects.filter(pk=block.person_id).update(blocked_at=None)
    journal("moderation.sender_unblocked", block.person.actor.subject, by=by, payload={"block": block.pk})
    return block


@verb(SenderBlock)
def show_all_again(*, by: Viewer, block_id: int) -> SenderBlock:
    """Bring back what was hidden with its sender. What waited to be looked at then waits again.

    Raises: Refused, NotFound.
    """
    require("moderation.unblock", by)
    block, now, shown = block_found(block_id), clock.now(), 0
    hidden = block.hidings.filter(shown_again_at=None).select_related("subject").order_by("subject__root_id", "subject")
    for hiding in hidden:
        waited = Hold.objects.filter(subject=hiding.subject, settled_at=hiding.at, outcome=HoldOutcome.HIDDEN)
        hiding.subject = subjects.held(hiding.subject)
        bring_back(hiding, now)
        shown += 1
        if waited.update(settled_at=None, settled_by=None, outcome=""):
            subjects.set_hidden(hiding.subject, now)
    journal(
        "moderation.sender_shown_again", block.person.actor.subject, by=by, payload={"block": block.pk, "shown": shown}
    )
    return block
