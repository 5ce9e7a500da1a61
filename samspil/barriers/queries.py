"""Reads about barriers, always through ``visible_to``."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from samspil.barriers.models import Barrier
from samspil.foundation import search
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer

SORTS = {"nyeste": "-subject__created_at", "aktiv": "-subject__active_at"}
MOST = 20  # on one page; more than that is a meeting


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    kind: str = ""
    status: str = ""
    sort: str = "nyeste"


def barriers(viewer: Viewer, filters: Filters) -> QuerySet[Barrier]:
    """The standing barriers ``viewer`` may read, filtered and sorted."""
    rows = Barrier.objects.visible_to(viewer).filter(withdrawn_at=None)
    if filters.words:
        ids = search.matching(filters.words, ("barrier",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.status:
        rows = rows.filter(status=filters.status)
    rows = rows.select_related(
        "subject__context__context__context", "actor", "author__actor", "entered_by__actor", "responded_by__actor"
    )
    return rows.order_by(SORTS.get(filters.sort, SORTS["nyeste"]), "pk")


def met_on(subject: Subject, viewer: Viewer) -> list[Barrier]:
    """The standing barriers of one page, newest first. One query."""
    return list(barriers(viewer, Filters()).filter(subject__context=subject)[:MOST])


def tally(rows: QuerySet[Barrier]) -> dict[str, dict[str, int]]:
    """How many barriers of each kind stand in each state. One query."""
    found: dict[str, dict[str, int]] = {}
    for row in rows.order_by().values("kind", "status").annotate(n=Count("pk")):
        found.setdefault(row["kind"], {})[row["status"]] = row["n"]
    return found
