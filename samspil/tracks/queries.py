"""Reads about beacons, always through ``visible_to``."""

from django.db.models import QuerySet

from samspil.foundation.ids import as_uuid
from samspil.foundation.viewer import Viewer
from samspil.tracks.models import Beacon


def beacons(viewer: Viewer) -> QuerySet[Beacon]:
    """All beacons ``viewer`` may read: those that are lit first, each group by name."""
    rows = Beacon.objects.visible_to(viewer).select_related("subject")
    return rows.order_by("retired_at", "title", "pk")


def lit_beacons(viewer: Viewer) -> QuerySet[Beacon]:
    """Those that something new may steer by."""
    return beacons(viewer).filter(retired_at=None)


def chosen_beacon(viewer: Viewer, value: str) -> list[tuple[str, str]]:
    """The beacon that a list's address names, as a choice; its page leads there. No query where none is named."""
    key = as_uuid(value) if value else None
    return [(str(row.pk), row.title) for row in beacons(viewer).filter(pk=key)] if key else []
