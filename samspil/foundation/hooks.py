"""The typed hooks of a manifest: the only way up the house.

Each app may have a ``manifest.py`` that holds ``manifest = Manifest(...)``. Lower floors read the manifests without
knowing who wrote them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.urls import reverse

from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.viewer import Viewer


@dataclass(frozen=True, kw_only=True)
class NavigationItem:
    """An entry in the top navigation. ``section`` is the URL namespace that makes it the current one."""

    label: Any
    url_name: str
    section: str
    order: int


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """What a kind of subject is called, and its address. ``url_name`` takes the subject's id.

    A kind without ``url_name`` has no page of its own: it is shown on the page of its context.
    """

    kind: str
    label: Any
    url_name: str = ""
    is_searchable: bool = True


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of somebody else's page. ``context`` is called once per page and may cost one query."""

    kind: str
    place: str  # "main", "action" or "aside"
    order: int
    template: str
    context: Callable[[Any, Any], dict[str, Any]]  # (request, object) -> template context


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A short remark on rows of a list, for all rows at once: ids -> remark by id."""

    kind: str
    order: int
    of: Callable[[list[UUID], Viewer], dict[UUID, str]]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """How a journal line reads in a timeline. ``text`` may hold %(who)s and %(title)s."""

    verb: str
    text: Any
    is_public: bool = True


@dataclass(frozen=True, kw_only=True)
class Confirmable:
    """A verb that somebody without an account may call, once the one-time link in their mail is pressed."""

    name: str
    verb: Callable[..., Any]
    label: Any
    text_field: str  # the argument that holds what the person wrote, shown again before confirming


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Work that is due every so often. ``run`` must bear being called again."""

    name: str
    every: timedelta
    run: Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class Capability:
    """A point of the strategy (``CAPABILITIES``) that this app carries, and where a person finds it."""

    id: str
    url_name: str
    label: Any
    is_whole: bool = True
    note: Any = ""


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """What an app holds about a person: for the copy the person may ask for (GDPR art. 15)."""

    label: Any
    export: Callable[[UUID], list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    navigation: Iterable[NavigationItem] = ()
    kinds: Iterable[SubjectKind] = ()
    panels: Iterable[Panel] = ()
    badges: Iterable[Badge] = ()
    phrases: Iterable[Phrase] = ()
    confirmables: Iterable[Confirmable] = ()
    schedules: Iterable[Schedule] = ()
    capabilities: Iterable[Capability] = ()
    personal_data: Iterable[PersonalData] = ()


@cache
def manifests() -> tuple[Manifest, ...]:
    """The manifests of all installed apps of the house."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("samspil.")]
    return tuple(import_module(f"{name}.manifest").manifest for name in names if find_spec(f"{name}.manifest"))


@cache
def all_of(hook: str) -> tuple[Any, ...]:
    """Every hook of one sort, e.g. ``all_of("panels")``, in their order where they have one."""
    hooks = [item for manifest in manifests() for item in getattr(manifest, hook)]
    return tuple(sorted(hooks, key=lambda item: getattr(item, "order", 0)))


@cache
def kinds() -> dict[str, SubjectKind]:
    return {kind.kind: kind for kind in all_of("kinds")}


@cache
def phrases() -> dict[str, Phrase]:
    return {phrase.verb: phrase for phrase in all_of("phrases")}


@cache
def confirmables() -> dict[str, Confirmable]:
    return {confirmable.name: confirmable for confirmable in all_of("confirmables")}


def address(subject: Subject) -> str:
    """Where a subject is read: its own page, or its place on the page of what it belongs to."""
    kind = kinds().get(subject.kind)
    if kind and kind.url_name:
        return reverse(kind.url_name, args=[subject.pk])
    if subject.context:
        return f"{address(subject.context)}#s-{subject.pk}"
    return ""


def badges(kind: str, ids: list[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """All remarks on the given rows, one query per badge however many rows there are."""
    found: dict[UUID, list[str]] = {pk: [] for pk in ids}
    for badge in all_of("badges"):
        if badge.kind == kind and ids:
            for pk, remark in badge.of(ids, viewer).items():
                found[pk].append(remark)
    return found


def timeline(subject: Subject, viewer: Viewer, limit: int = 30) -> list[JournalEntry]:
    """The latest journal lines of a subject and what belongs to it, as far as ``viewer`` may read them."""
    around = Subject.objects.visible_to(viewer).filter(Q(pk=subject.pk) | Q(context=subject.pk) | Q(root=subject.pk))
    public = [phrase.verb for phrase in phrases().values() if phrase.is_public]
    return list(
        JournalEntry.objects.filter(subject__in=around.exclude(title="").values("pk"), verb__in=public)
        .select_related("subject")
        .order_by("-at")[:limit]
    )
