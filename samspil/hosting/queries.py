"""Reads about hosting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samspil.actors.queries import names_of
from samspil.challenges.models import Challenge
from samspil.foundation.models import JournalEntry


@dataclass(frozen=True, slots=True)
class Turn:
    """Who held the page, and from when."""

    name: str
    since: datetime


def turns_of(challenge: Challenge) -> list[Turn]:
    """Everybody who has held the page, newest first. Two queries."""
    entries = JournalEntry.objects.filter(
        subject=challenge.subject_id, verb__in=("hosting.appointed", "hosting.handed_over")
    ).order_by("-at")[:50]
    rows = [(UUID(entry.payload["host"]), entry.at) for entry in entries]
    names = names_of({pk for pk, _at in rows})
    return [Turn(names.get(pk, ""), at) for pk, at in rows]
