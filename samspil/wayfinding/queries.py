"""Reads about whom to talk to, always through ``visible_to``."""

from dataclasses import dataclass

from django.db.models import QuerySet

from samspil.foundation.viewer import Viewer
from samspil.wayfinding.models import ContactPoint

MOST = 500  # a municipality has no more doors than that
ORDER = {letter: chr(ord("z") + place) for place, letter in enumerate("æøå", 1)}


@dataclass(frozen=True, slots=True)
class Letter:
    """The functions that begin with a letter."""

    letter: str
    points: list[ContactPoint]


def points(viewer: Viewer) -> QuerySet[ContactPoint]:
    rows = ContactPoint.objects.visible_to(viewer).filter(removed_at=None)
    return rows.select_related("subject", "person__actor", "unit__actor__subject")


def danish(text: str) -> str:
    """Sorts as a Danish phone book does: æ, ø and å last, aa as å."""
    return "".join(ORDER.get(letter, letter) for letter in text.lower().replace("aa", "å"))


def from_a_to_aa(viewer: Viewer) -> list[Letter]:
    """All functions in the order of the alphabet. One query."""
    found: dict[str, list[ContactPoint]] = {}
    for point in sorted(points(viewer)[:MOST], key=lambda point: (danish(point.function), str(point.pk))):
        is_aa = point.function[:2].lower() == "aa"
        found.setdefault("Å" if is_aa else point.function[:1].upper(), []).append(point)
    return [Letter(letter, rows) for letter, rows in found.items()]
