"""The verbs that put knowledge in the library and keep it right."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation import hooks, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, Theme, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.knowledge.models import KnowledgeItem, KnowledgeTheme, KnowledgeTie

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
    check(item, themes)
    item.subject = subjects.create(
        "knowledge",
        title=item.title,
        by=by.person_id,
        text=words_of(item),
    )
    item.save()
    name_themes(item, themes)
    journal("knowledge.added", item.subject, by=by)
    return item


def check(item: KnowledgeItem, themes: list[str]) -> None:
    """Raises: ValidationError by field."""
    clean_texts(item, TEXTS)
    item.country = item.country.strip().upper()
    if not re.fullmatch("[A-Z]{2}", item.country):
        raise ValidationError({"country": [_("Skriv landet med to bogstaver, for eksempel DK eller SE.")]})
    item.clean_fields(exclude=["subject"])
    if not themes or set(themes) - set(Theme.values):
        raise ValidationError({"themes": [_("Vælg mindst ét emne på listen.")]})


def words_of(item: KnowledgeItem) -> str:
    """What an item is found by, besides its title."""
    return f"{item.body} {item.actors} {item.source_place} {item.source}"


def name_themes(item: KnowledgeItem, themes: list[str]) -> None:
    item.themes.all().delete()
    KnowledgeTheme.objects.bulk_create(KnowledgeTheme(item=item, theme=theme) for theme in dict.fromkeys(themes))


@verb(KnowledgeItem)
def edit_item(
    *,
    by: Viewer,
    item_id: UUID | str,
    expected_version: int | None = None,
    themes: list[str] | None = None,
    **changes: Any,
) -> KnowledgeItem:
    """Change what an item tells, its source or its themes. Raises: NotFound, Refused, Stale, ValidationError."""
    item = find(KnowledgeItem, item_id, by, lock=True)
    require("knowledge.edit", by, item)
    check_version(item.subject, expected_version)
    unknown = set(changes) - {*TEXTS, "country", "year"}
    if unknown:
        raise TypeError(f"edit_item does not change {unknown}")
    for field, value in changes.items():
        setattr(item, field, value)
    if themes is None:
        themes = list(item.themes.values_list("theme", flat=True))
    check(item, themes)
    item.save()
    name_themes(item, themes)
    subject = item.subject
    subject.title = item.title
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, words_of(item))
    journal("knowledge.edited", subject, by=by, payload={"version": subject.version})
    return item


def page_named(subject_id: UUID | str, by: Viewer) -> Subject:
    """The subject of a page that knowledge can be tied to. Raises: NotFound."""
    rows = Subject.objects.visible_to(by).filter(pk__in=[as_uuid(subject_id)])
    subject = rows.select_related("context", "root").first()
    kind = hooks.kinds().get(subject.kind) if subject else None
    if subject is None or not (kind and kind.may_write):
        raise NotFound(f"Subject {subject_id}")
    return subject


@verb(KnowledgeTie)
def tie_item(*, by: Viewer, item_id: UUID | str, subject_id: UUID | str, why: str) -> KnowledgeTie:
    """Say what an item can be used for on the page of a challenge or a proposal.

    Raises: NotFound, Refused, ValidationError.
    """
    item = find(KnowledgeItem, item_id, by)
    about = page_named(subject_id, by)
    require("knowledge.tie", by, hooks.thing(about))
    tie = KnowledgeTie(item=item, subject=about, why=why, by_id=by.known_id)
    clean_texts(tie, ("why",))
    if KnowledgeTie.objects.filter(item=item, subject=subjects.held(about)).exists():
        raise ValidationError(_("Den viden står på siden allerede."))
    tie.save()
    subjects.touch(about)
    journal("knowledge.tied", about, by=by, payload={"item": str(item.pk)})
    return tie


@verb(KnowledgeItem)
def untie_item(*, by: Viewer, item_id: UUID | str, subject_id: UUID | str) -> KnowledgeItem:
    """Take an item off a page; it stays in the library. Raises: NotFound, Refused."""
    item = find(KnowledgeItem, item_id, by)
    about = page_named(subject_id, by)
    tie = KnowledgeTie.objects.filter(subject=about, item=item).first()
    if tie is None:
        raise NotFound(f"KnowledgeTie {item_id} {subject_id}")
    tie.subject = about
    require("knowledge.untie", by, tie)
    tie.delete()
    journal("knowledge.untied", about, by=by, payload={"item": str(item.pk)})
    return item


def erase(person_id: UUID) -> None:
    """The ties a person made. Knowledge itself says what a source says and holds nothing about who added it."""
    KnowledgeTie.objects.filter(by=person_id).delete()
