"""What asking differently brings to the paper of a challenge: the wordings, and the two open lists in full."""

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.challenges.cards import entered_note
from samspil.challenges.models import Challenge
from samspil.challenges.paper import at, who
from samspil.foundation.hooks import PaperItem
from samspil.foundation.viewer import Viewer
from samspil.reframing.models import ListKind, OpenQuestion, Wording
from samspil.reframing.queries import wordings_of

MOST = 1_000


def wordings(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    """How it was asked before, and how it might be, with who proposed it, why, and what those taking part said."""
    return [wording(row) for row in wordings_of(challenge, viewer)]


def wording(row: Wording) -> PaperItem:
    facts: list[tuple] = [(_("Hvor det står"), row.get_state_display())]
    if row.is_settled and row.settled_at:
        facts += [
            (_("Afgjort"), timezone.localdate(row.settled_at)),
            (_("Ja"), row.yes_count),
            (_("Nej"), row.no_count),
        ]
    if row.put_by:
        facts.append((_("Lagt frem af"), row.put_by.name))
    if row.note:
        facts.append((_("Bemærkning"), row.note))
    return PaperItem(
        title=row.question,
        text=row.reason,
        who=who(row),
        when=at(row.subject.created_at),
        language=row.subject.language,
        facts=tuple(facts),
    )


def why(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    return open_list(challenge, viewer, ListKind.WHY)


def why_not(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    return open_list(challenge, viewer, ListKind.WHY_NOT)


def open_list(challenge: Challenge, viewer: Viewer, kind: ListKind) -> list[PaperItem]:
    """One of the lists, oldest first, with the replies that may be read. One query."""
    rows = (
        OpenQuestion.objects.visible_to(viewer)
        .filter(challenge=challenge, kind=kind, withdrawn_at=None)
        .select_related("subject", "actor", "author__actor", "entered_by__actor")
        .order_by("pk")[:MOST]
    )
    replies: dict = {}
    for row in rows:
        replies.setdefault(row.reply_to_id, []).append(row)
    return [line(row, replies.get(row.pk, [])) for row in replies.get(None, [])]


def line(row: OpenQuestion, replies: list[OpenQuestion]) -> PaperItem:
    known = (
        (_("Tilbud"), row.offer),
        (_("Det, vi tager for givet"), row.assumption),
        (_("Hvem eller hvad"), row.helper),
    )
    return PaperItem(
        text=row.body,
        who=who(row),
        when=at(row.subject.created_at),
        note=entered_note(row),
        language=row.subject.language,
        sort=_("Svar på et hvorfor") if row.reply_to_id else "",
        facts=tuple((label, value) for label, value in known if value),
        parts=tuple(line(reply, []) for reply in replies),
    )
