"""Reads about knowledge, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from samspil.foundation import hooks, search
from samspil.foundation.models import Subject, may_read
from samspil.foundation.viewer import Viewer
from samspil.knowledge.models import KnowledgeItem, KnowledgeTheme, KnowledgeTie, Strength
from samspil.suggestions.queries import Twin, resembling

MOST_TIES = 50  # on a page

# What we know best stands first: researched, then evaluated, then told by those who did it.
SUREST = Case(
    When(strength=Strength.STUDY, then=Value(0)),
    When(strength=Strength.EVALUATED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
SORTS = {
    "nyeste": ("-subject__created_at", "pk"),
    "aar": ("-year", "-subject__created_at", "pk"),
    "sikkerhed": (SUREST, "-subject__created_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    theme: str = ""
    kind: str = ""
    strength: str = ""
    country: str = ""
    sort: str = "nyeste"


def items(viewer: Viewer, filters: Filters | None = None) -> QuerySet[KnowledgeItem]:
    """The items ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = KnowledgeItem.objects.visible_to(viewer).filter(subject__kind="knowledge")
    rows = rows.select_related("subject").prefetch_related("themes")
    if filters.words:
        ids = search.matching(filters.words, ("knowledge",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.theme:
        rows = rows.filter(themes__theme=filters.theme)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.strength:
        rows = rows.filter(strength=filters.strength)
    if filters.country:
        rows = rows.filter(country=filters.country)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def alike(filters: Filters, viewer: Viewer, but: Iterable[UUID]) -> list[Twin]:
    """What is about the same as the words searched for, though it uses others (C47). Nothing without words."""
    return resembling(filters.words, viewer, ("knowledge",), but=but) if filters.words else []


def theme_of(subject: Subject) -> str:
    """The theme of a page; a proposal has that of its challenge, the root it hangs on."""
    root = subject if subject.root_id == subject.pk else subject.root
    return getattr(hooks.thing(root), "theme", "") if root else ""


def items_for(subject: Subject, viewer: Viewer, filters: Filters) -> QuerySet[KnowledgeItem]:
    """What could be tied to a page and is not yet: what is about the same theme first."""
    rows = items(viewer, filters).exclude(Exists(KnowledgeTie.objects.filter(item=OuterRef("pk"), subject=subject)))
    same = KnowledgeTheme.objects.filter(item=OuterRef("pk"), theme=theme_of(subject))
    return rows.annotate(is_same=Exists(same)).order_by("-is_same", *SORTS.get(filters.sort, SORTS["nyeste"]))


def ties_on(subject: Subject, viewer: Viewer) -> list[KnowledgeTie]:
    """The knowledge on a page, in the order it was found. One query."""
    rows = KnowledgeTie.objects.filter(may_read(viewer, "item__subject__"), subject=subject)
    return list(rows.select_related("item", "by__actor").order_by("pk")[:MOST_TIES])


def uses_of(item: KnowledgeItem, viewer: Viewer) -> list[KnowledgeTie]:
    """The pages an item is used on, as far as ``viewer`` may read them. One query."""
    rows = KnowledgeTie.objects.filter(may_read(viewer, "subject__"), item=item)
    return list(rows.select_related("subject", "by__actor").order_by("-pk")[:MOST_TIES])
