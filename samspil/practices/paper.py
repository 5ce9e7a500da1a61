"""What practices bring to the paper of their challenge: what became daily life, and where."""

from django.utils.translation import gettext as _

from samspil.challenges.models import Challenge
from samspil.challenges.paper import at, who
from samspil.foundation.hooks import PaperItem
from samspil.foundation.viewer import Viewer
from samspil.practices import queries
from samspil.practices.models import Practice


def daily_life(challenge: Challenge, viewer: Viewer) -> list[PaperItem]:
    """The standing practices of a challenge, each with the places where it lives. Two queries."""
    rows = queries.practices(viewer).filter(challenge=challenge).select_related("actor__subject", "author__actor")
    return [item(row) for row in rows[:100]]


def item(row: Practice) -> PaperItem:
    # A use still stands when its unit or association is hidden; a paper is kept, so the name stays off it.
    places = [use.actor.name for use in row.visible_uses if use.is_current and use.actor.subject.shown]
    facts: list[tuple] = [(_("Siden"), row.since)]
    if places:
        facts.append((_("Lever her"), ", ".join(places)))
    facts.append((_("Koster det mere"), row.get_cost_neutral_display()))
    return PaperItem(
        title=row.title,
        text=row.body,
        who=who(row) if row.actor.subject.shown else row.in_the_role_of,
        when=at(row.subject.created_at),
        language=row.subject.language,
        facts=tuple(facts),
    )
