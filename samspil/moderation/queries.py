"""Reads about what is hidden."""

from django.db.models import QuerySet

from samspil.foundation.models import meant_for
from samspil.foundation.viewer import Viewer
from samspil.moderation.models import Hiding


def standing_hidings(viewer: Viewer) -> QuerySet[Hiding]:
    """What is hidden now, of what was meant for ``viewer``: a unit's own page stays its own when it is hidden."""
    return Hiding.objects.filter(meant_for(viewer, "subject__"), shown_again_at=None)
