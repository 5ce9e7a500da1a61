"""What challenges bring to paper: what people see, who holds the chain, what has happened, and the days."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.actors.queries import in_words
from samspil.challenges import cards, queries
from samspil.challenges.chain import chain_of
from samspil.challenges.models import Challenge, Perspective
from samspil.foundation.hooks import PaperDay, PaperItem, timeline
from samspil.foundation.viewer import Viewer

MOST_PERSPECTIVES = 3_000  # beyond it a paper would be a book that takes minutes to make
MOST_HAPPENINGS = 60


def who(row) -> str:
    """Who speaks, with their role after the name, as on the page."""
    return ", ".join(part for part in (row.speaker, row.in_the_role_of) if part)


def at(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def voice(row: Perspective) -> PaperItem:
    replies = tuple(voice(reply) for reply in getattr(row, "visible_replies", []))
    if row.withdrawn_at:
        return PaperItem(
            who=_("Taget tilbage"), text=_("Den, der skrev, har taget sine ord tilbage."), when=None, parts=replies
        )
    return PaperItem(
        who=who(row),
        text=row.body,
        when=at(row.subject.created_at),
        note=cards.entered_note(row),
        language=row.subject.language,
        sort=_("Svar til den, der skrev") if row.reply_to_id else "",
        parts=replies,
    )


def perspectives(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    """All that people see, which may be more than the page holds."""
    return [voice(row) for row in queries.perspectives_of(challenge, viewer, MOST_PERSPECTIVES)]


def chain(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    steps = chain_of(challenge.subject, viewer).steps
    return [PaperItem(title=step.label, text=", ".join(step.names) or _("Ikke aftalt endnu")) for step in steps]


def happenings(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    """The latest that has happened around it, newest first, but for what was taken back since: a paper is kept."""
    entries = timeline(challenge.subject, viewer, MOST_HAPPENINGS)
    gone = {entry.subject_id for entry in entries if entry.verb.endswith("withdrawn")}
    standing = [entry for entry in entries if gone.isdisjoint((entry.subject_id, entry.subject.context_id))]
    return [PaperItem(text=line.phrase, when=at(line.when)) for line in in_words(standing)]


def days(challenge: Challenge, _viewer: Viewer) -> list[PaperDay]:
    """When the next step is, and when the page changes hands."""
    found = []
    if challenge.is_open and challenge.next_on:
        text = "\n".join(part for part in (challenge.next_step, challenge.next_who) if part)
        title = _("Det sker der nu: %s") % challenge.question
        found.append(PaperDay(key=f"next-{challenge.pk}", day=challenge.next_on, title=title, text=text))
    if challenge.is_open and challenge.host_until:
        title = _("Ny mødeleder: %s") % challenge.question
        text = _("Den næste er %s.") % challenge.next_host.name if challenge.next_host else ""
        found.append(PaperDay(key=f"host-{challenge.pk}", day=challenge.host_until, title=title, text=text))
    return found
