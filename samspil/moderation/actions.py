"""Hiding and showing again."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.models import Person
from samspil.foundation import clock, mail, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.models import Hiding
from samspil.moderation.queries import standing_hidings


@verb(Hiding)
def hide(*, by: Viewer, subject_id: UUID | str, reason: str) -> Hiding:
    """Take a subject and all that belongs to it off every page, list, count and letter.

    The author gets the reason by mail. Raises: Refused, NotFound, ValidationError.
    """
    require("moderation.hide", by)
    found = Subject.objects.visible_to(by).filter(pk__in=[as_uuid(subject_id)]).first()
    subject = subjects.held(found) if found else None
    if subject is None or not subject.readable_by(by):
        raise NotFound(f"Subject {subject_id}")
    reason = clean_line(reason)
    guard(reason=reason)
    if not reason:
        raise ValidationError({"reason": [_("Skriv hvorfor. Det er den forklaring, den, der skrev, får.")]})
    now = clock.now()
    subjects.set_hidden(subject, now)
    hiding = Hiding.objects.create(subject=subject, reason=reason, by_id=by.known_id, at=now)
    journal("moderation.hidden", subject, by=by, payload={"hiding": hiding.pk})
    author = Person.objects.select_related("actor").filter(pk__in=[subject.created_by]).first()
    if author and author.email:
        mail.post(
            "moderation/mail/hidden.txt",
            {"person": author, "title": subject.title, "reason": reason},
            to=author.email,
            person=author.pk,
            dedupe_key=f"hidden:{hiding.pk}",
            language=author.language,
        )
    return hiding


@verb(Hiding)
def show_again(*, by: Viewer, hiding_id: int) -> Hiding:
    """Bring a hidden subject back. Raises: Refused, NotFound."""
    require("moderation.hide", by)
    hiding = standing_hidings(by).filter(pk=hiding_id).select_related("subject").first()
    if hiding:
        hiding.subject = subjects.held(hiding.subject)
    if hiding is None or hiding.subject.hidden_at is None:
        raise NotFound(f"Hiding {hiding_id}")
    hiding.shown_again_at = clock.now()
    hiding.save(update_fields=["shown_again_at"])
    subjects.set_hidden(hiding.subject, None)
    journal("moderation.shown_again", hiding.subject, by=by, payload={"hiding": hiding.pk})
    return hiding
