"""Reads about decisions: asked through the subject, which ``visible_to`` has let the viewer see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from samspil.decisions.models import Decision
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer


def decisions_of(subjects: Iterable[UUID], viewer: Viewer) -> QuerySet[Decision]:
    """The decisions on some subjects, newest first, with who decided."""
    rows = Decision.objects.filter(may_read(viewer, "subject__"), subject__in=list(subjects))
    return rows.select_related("by__actor", "unit__actor")
