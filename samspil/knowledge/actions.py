"""The verb that puts knowledge in the library."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation import subjects
from samspil.foundation.models import Theme
from samspil.foundation.verbs import clean_texts, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.knowledge.models import KnowledgeItem, KnowledgeTheme

TEXTS = ("title", "body", "source", "source_place", "actors", "kind", "strength")


@verb(KnowledgeItem)
def add_item(
    *,
    by: Viewer,
    title: str,
    body: str,
    source: str,
    year: int,
    kind: str,
    strength: str,
    themes: list[str],
    source_place: str = "",
    actors: str = "",
    country: str = "DK",
) -> KnowledgeItem:
    """Add an example or finding with its source. ``country`` is ISO 3166-1 alpha-2.

    Raises: Refused, ValidationError.
    """
    require("knowledge.add", by)
    item = KnowledgeItem(
        title=title,
        body=body,
        source=source,
        source_place=source_place,
        actors=actors,
        kind=kind,
        strength=strength,
        country=country,
        year=year,
    )
    clean_texts(item, TEXTS)
    item.clean_fields(exclude=["subject"])
    if not themes or set(themes) - set(Theme.values):
        raise ValidationError({"themes": [_("Vælg mindst ét emne på listen.")]})
    item.subject = subjects.create(
        "knowledge",
        title=item.title,
        by=by.person_id,
        text=f"{item.body} {item.actors} {item.source_place} {item.source}",
    )
    item.save()
    KnowledgeTheme.objects.bulk_create(KnowledgeTheme(item=item, theme=theme) for theme in dict.fromkeys(themes))
    journal("knowledge.added", item.subject, by=by)
    return item
