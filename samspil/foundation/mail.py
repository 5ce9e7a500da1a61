"""The mail outbox: every letter is a row first, so none is lost, and none goes twice."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
AT_A_TIME = 100  # letters on one connection; many mail servers take no more
# Whoever takes letters has them alone for this long; half-way they let go of those they have not begun.
LEASE = timedelta(minutes=20)
FIRST_PAUSE = timedelta(minutes=10)  # after the first failure; each one after that doubles it
LATER = -10  # the priority of letters to many: whoever waits for a link to sign in goes first

File = tuple[str, str, str]  # a text file to go with a letter: its name, its content type, and what stands in it


def address(path: str) -> str:
    """The full address of a path, for use in a letter."""
    return settings.BASE_URL.rstrip("/") + path


def compose(
    template: str,
    context: dict,
    *,
    to: str,
    dedupe_key: str,
    person: UUID | None = None,
    holds_secret: bool = False,
    language: str = "da",
    unsubscribe_url: str = "",
    attachments: Sequence[File] = (),
) -> OutgoingMail:
    """A letter that is not in the outbox yet. The template's first line is its title."""
    with translation.override(language):
        title, _blank, text = render_to_string(template, context).strip().partition("\n")
    return OutgoingMail(
        dedupe_key=dedupe_key,
        to=to,
        title=title.strip()[:200],
        text=text.strip() + "\n",
        person=person,
        holds_secret=holds_secret,
        unsubscribe_url=unsubscribe_url,
        attachments=[list(file) for file in attachments],
    )


def post(
    template: str,
    context: dict,
    *,
    to: str,
    dedupe_key: str,
    person: UUID | None = None,
    holds_secret: bool = False,
    language: str = "da",
    unsubscribe_url: str = "",
    attachments: Sequence[File] = (),
) -> OutgoingMail | None:
    """Put a letter in the outbox; None when a letter with this key is there already.

    ``holds_secret`` empties the text once it is sent. ``attachments`` are small text files.
    """
    letter = compose(
        template,
        context,
        to=to,
        dedupe_key=dedupe_key,
        person=person,
        holds_secret=holds_secret,
        language=language,
        unsubscribe_url=unsubscribe_url,
        attachments=attachments,
    )
    given = ("to", "title", "text", "person", "holds_secret", "unsubscribe_url", "attachments")
    letter, is_new = OutgoingMail.objects.get_or_create(
        dedupe_key=dedupe_key, defaults={name: getattr(letter, name) for name in given}
    )
    if not is_new:
        return None
    transaction.on_commit(lambda: deliver.enqueue(str(letter.pk)))
    return letter


def post_many(letters: Iterable[OutgoingMail]) -> None:
    """Put composed letters in the outbox, save those whose key is there already. They go when nothing else waits."""
    OutgoingMail.objects.bulk_create(letters, ignore_conflicts=True)
    transaction.on_commit(lambda: deliver_waiting.enqueue())


# --- sending ----------------------------------------------------------------------------------------------------------


def waiting() -> QuerySet[OutgoingMail]:
    """The letters that somebody should try to send now."""
    return OutgoingMail.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, next_try_at__lte=clock.now())


def take(letters: QuerySet[OutgoingMail]) -> list[OutgoingMail]:
    """Those of the waiting letters that we got: until their lease is over, no other worker takes them."""
    with transaction.atomic():
        taken = list(letters.select_for_update(skip_locked=True, no_key=True).order_by("next_try_at", "pk")[:AT_A_TIME])
        rows = OutgoingMail.objects.filter(pk__in=[letter.pk for letter in taken])
        rows.update(attempts=F("attempts") + 1, next_try_at=clock.now() + LEASE)
    for letter in taken:
        letter.attempts += 1
    return taken


def send(letters: list[OutgoingMail]) -> None:
    """Send the letters we took, over one connection, and mark each the moment the mail server has accepted it."""
    began, connection = monotonic(), get_connection()
    for number, letter in enumerate(letters):
        if monotonic() - began > LEASE.total_seconds() / 2:  # a slow server must not make two of one letter
            let_go(letters[number:])
            break
        try:
            message(letter, connection).send()
        except (OSError, ValueError) as problem:  # the server, or a letter that cannot be put on the line
            put_off(letter, problem)
            with suppress(OSError):
                connection.close()  # the next letter opens a new one
        else:
            mark_sent(letter)
    with suppress(OSError):
        connection.close()


def message(letter: OutgoingMail, connection: BaseEmailBackend) -> EmailMessage:
    """The letter as the mail server gets it. The same letter has the same Message-ID, however often it is sent."""
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": message_id(letter.dedupe_key)}
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made = EmailMessage(letter.title, letter.text, to=[letter.to], headers=headers, connection=connection)
    for name, content_type, text in letter.attachments:
        made.attach(name, text, content_type)
    return made


def message_id(dedupe_key: str) -> str:
    """By it a receiving server knows a letter it has got before (RFC 5322, section 3.6.4)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]}@{host}>"


def mark_sent(letter: OutgoingMail) -> None:
    letter.sent_at, letter.error = clock.now(), ""
    if letter.holds_secret and not settings.DEMO:
        letter.text = letter.unsubscribe_url = ""
    if not settings.DEMO:
        letter.attachments = []
    letter.save(update_fields=["sent_at", "error", "text", "unsubscribe_url", "attachments"])


def put_off(letter: OutgoingMail, problem: Exception) -> None:
    """Try again later, and each time later than the last: a server that is down for a night loses nothing."""
    logger.warning("Letter %s was not sent: %s", letter.pk, problem)
    pause = FIRST_PAUSE * 2 ** (letter.attempts - 1)
    OutgoingMail.objects.filter(pk=letter.pk).update(error=str(problem)[:300], next_try_at=clock.now() + pause)


def let_go(letters: list[OutgoingMail]) -> None:
    """Give back letters that were never begun."""
    rows = OutgoingMail.objects.filter(pk__in=[letter.pk for letter in letters], sent_at=None)
    rows.update(attempts=F("attempts") - 1, next_try_at=clock.now())


@task()
def deliver(letter_id: str) -> None:
    """Send one letter, unless it is sent or on its way."""
    send(take(waiting().filter(pk=letter_id)))


@task(priority=LATER)
def deliver_waiting() -> None:
    """Send what waits, some at a time, so that a letter somebody waits for need not wait for all of them."""
    letters = take(waiting())
    send(letters)
    if len(letters) == AT_A_TIME:
        deliver_waiting.enqueue()


def retry_unsent() -> None:
    """Send what failed before, and what a worker had in its hands when it was killed."""
    if waiting().exists():
        deliver_waiting.enqueue()
