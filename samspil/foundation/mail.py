"""The mail outbox: every letter is a row first, so none is lost, and none goes twice."""

import logging
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8


def address(path: str) -> str:
    """The full address of a path, for use in a letter."""
    return settings.BASE_URL.rstrip("/") + path


def post(
    template: str,
    context: dict,
    *,
    to: str,
    dedupe_key: str,
    person: UUID | None = None,
    holds_secret: bool = False,
    language: str = "da",
) -> OutgoingMail | None:
    """Put a letter in the outbox; None when a letter with this key is there already.

    The template's first line is the letter's title. ``holds_secret`` empties the text once it is sent.
    """
    with translation.override(language):
        title, _blank, text = render_to_string(template, context).strip().partition("\n")
    letter, is_new = OutgoingMail.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "to": to,
            "title": title.strip()[:200],
            "text": text.strip() + "\n",
            "person": person,
            "holds_secret": holds_secret,
        },
    )
    if not is_new:
        return None
    transaction.on_commit(lambda: deliver.enqueue(str(letter.pk)))
    return letter


@task()
def deliver(letter_id: str) -> None:
    """Send one letter, unless it is sent or on its way."""
    letter = OutgoingMail.objects.filter(pk=letter_id, sent_at=None).first()
    if letter is None:
        return
    claim = OutgoingMail.objects.filter(pk=letter.pk, sent_at=None, attempts=letter.attempts)
    if not claim.update(attempts=F("attempts") + 1):
        return  # another worker has it
    try:
        EmailMessage(letter.title, letter.text, to=[letter.to], headers={"Auto-Submitted": "auto-generated"}).send()
    except OSError as problem:
        logger.warning("Letter %s was not sent: %s", letter.pk, problem)
        OutgoingMail.objects.filter(pk=letter.pk).update(error=str(problem)[:300])
        return
    letter.sent_at, letter.error = clock.now(), ""
    if letter.holds_secret and not settings.DEMO:
        letter.text = ""
    letter.save(update_fields=["sent_at", "error", "text"])


def retry_unsent() -> None:
    """Try the letters again that could not be sent."""
    waiting = OutgoingMail.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
    for pk in waiting.values_list("pk", flat=True)[:500]:
        deliver.enqueue(str(pk))
