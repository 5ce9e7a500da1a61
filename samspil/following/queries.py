"""Reads about following: what a person follows, how soon they hear, and which answers wait for them."""

from collections.abc import Iterable, Sized
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _

from samspil.following.models import DEFAULT_PACE, Follow, Preference, Told
from samspil.foundation import hooks, search
from samspil.foundation.hooks import Owed, OwedAnswers
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.viewer import Viewer


def follows(viewer: Viewer, subject: Subject) -> bool:
    return viewer.person_id is not None and Follow.objects.filter(person=viewer.person_id, subject=subject).exists()


def followed_by(viewer: Viewer, *, words: str = "", kind: str = "") -> QuerySet[Subject]:
    """What the viewer follows and may read, the liveliest first."""
    rows = Subject.objects.visible_to(viewer).filter(
        pk__in=Follow.objects.filter(person=viewer.person_id).values("subject")
    )
    rows = rows.exclude(title="")  # taken back
    if words:
        ids = search.matching(words)
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("context__context").order_by("-active_at")


def paces_of(person_id: UUID) -> dict[str, str]:
    """How soon a person hears of each kind of news."""
    return paces_of_all([person_id])[person_id]


def paces_of_all(people: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """How soon each of the people hears of each kind of news, in one query."""
    paces = {pk: {str(news): str(pace) for news, pace in DEFAULT_PACE.items()} for pk in people}
    for pk, news, pace in Preference.objects.filter(person__in=list(paces)).values_list("person", "news", "pace"):
        paces[pk][news] = pace
    return paces


def mark_told(person_id: UUID, kinds: Iterable[str], until: datetime) -> None:
    save_told([Told(person_id=person_id, news=news, until=until) for news in kinds])


def save_told(rows: list[Told]) -> None:
    Told.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "news"], update_fields=["until"], batch_size=200
    )


def owed_by(viewer: Viewer) -> list[Owed]:
    """The answers that wait for the viewer, the longest overdue first; those of nobody wait for the coordinators.

    One query tells which sorts have any; then one for each of those.
    """
    if viewer.person_id is None or not viewer.is_staff:
        return []
    is_coordinator = viewer.holds("coordinator")
    whose = None if is_coordinator else viewer.person_id
    found = []
    for sort in sorts_with_any(whose):
        for owed in sort.waiting(whose):
            is_mine = viewer.person_id in (owed.answerer, owed.deputy) or (owed.answerer is None and is_coordinator)
            if is_mine and owed.subject.readable_by(viewer):
                found.append(owed)
    return sorted(found, key=lambda owed: owed.due)


def waits_for(viewer: Viewer) -> list[tuple[Any, Subject]]:
    """What waits for a yes of the viewer, each with what it is called. One query for each sort."""
    if not viewer.is_known:
        return []
    return [(sort.label, subject) for sort in hooks.all_of("waits") for subject in sort.of(viewer)]


def sorts_with_any(person_id: UUID | None) -> list[OwedAnswers]:
    """The sorts of answers of which any waits, of one person or of all. One query."""
    sorts = hooks.all_of("owed_answers")
    asked = [sort.rows(person_id).order_by().values_list(Value(sort.name, output_field=CharField())) for sort in sorts]
    there = {name for (name,) in asked[0].union(*asked[1:])}
    return [sort for sort in sorts if sort.name in there]


def owed_count(viewer: Viewer, owed: Sized) -> int:
    """How many answers wait for the viewer: on every page of theirs, so it may be half a minute old.

    ``owed`` are those answers, read when they are first looked at: a page that lists them too reads them once.
    """
    return cache.get_or_set(f"owed:{viewer.person_id}", lambda: len(owed), timeout=30) or 0


def news_verbs() -> dict[str, str]:
    """The journal verbs that are news to those who follow, with their kind."""
    return {phrase.verb: phrase.news for phrase in hooks.all_of("phrases") if phrase.news}


def page_of(subject: Subject) -> Subject:
    """The subject itself, or the nearest one it belongs to that has a page of its own."""
    while subject.context and not hooks.kinds()[subject.kind].url_name:
        subject = subject.context
    return subject


def in_words(entry: JournalEntry, names: dict[UUID, str]) -> str:
    """A journal line in the language of now."""
    who = next((names[pk] for pk in (entry.actor, entry.person) if pk in names), _("Nogen"))
    return str(hooks.phrases()[entry.verb].text) % {"who": who, "title": entry.subject.title}
