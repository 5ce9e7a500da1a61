"""Reads about knowledge, always through ``visible_to``."""

from django.db.models import QuerySet

from samspil.foundation import search
from samspil.foundation.viewer import Viewer
from samspil.knowledge.models import KnowledgeItem


def items(viewer: Viewer, *, words: str = "", theme: str = "", kind: str = "") -> QuerySet[KnowledgeItem]:
    rows = KnowledgeItem.objects.visible_to(viewer).filter(subject__kind="knowledge")
    rows = rows.select_related("subject").prefetch_related("themes")
    if words:
        ids = search.matching(words, ("knowledge",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if theme:
        rows = rows.filter(themes__theme=theme)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-subject__created_at", "pk")
