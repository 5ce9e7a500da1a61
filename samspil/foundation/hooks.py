"""The typed hooks of a manifest: the only way up the house.

Each app may have a ``manifest.py`` that holds ``manifest = Manifest(...)``. Lower floors read the manifests without
knowing who wrote them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet, Value
from django.urls import reverse

from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OneTimeLink, Subject
from samspil.foundation.viewer import Viewer


@dataclass(frozen=True, kw_only=True)
class NavigationItem:
    """An entry in the top navigation, in the foot of every page, or in the row of pages that belong together.

    ``section`` is the URL namespace that makes it the current one. A row has a name of its own as ``place``, and its
    pages show it with ``{% sections "<name>" %}``: so rooms on different floors can stand side by side.
    """

    label: Any
    url_name: str
    section: str
    order: int
    place: str = "top"  # or "foot", "door" (a button at the foot of every page), or the name of a row


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """What a kind of subject is called, and its address. ``url_name`` takes the subject's id.

    A kind without ``url_name`` has no page of its own: it is shown on the page of its context. ``may_illustrate`` names
    the permission to put pictures on it, and ``may_write`` the one to add something to its page; without one it takes
    none. ``takes_part`` names the permission of those who measure and evaluate it. ``name`` is how its model is reached
    from the subject, where that differs from the kind. ``published`` does what the verb put off while somebody looked
    at the thing first (``moderation.actions.screen``).
    """

    kind: str
    label: Any
    url_name: str = ""
    is_searchable: bool = True
    may_illustrate: str = ""
    may_write: str = ""
    takes_part: str = ""
    name: str = ""
    published: Callable[[Subject], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of somebody else's page. ``context`` is called once per page and may cost one query.

    ``anchor`` is the id of its heading where it always has one: a long page begins with links to them.
    """

    kind: str
    place: str  # "main", "action" or "aside"; on an actor also "me" (one's own page) and "person" (the page about one)
    order: int
    template: str
    context: Callable[[Any, Any], dict[str, Any]]  # (request, object) -> template context
    anchor: str = ""
    label: Any = ""


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
    news: str = ""  # the kind of news it is to those who follow; empty where it is none


@dataclass(frozen=True, kw_only=True)
class Confirmable:
    """A verb that somebody without an account may call, once the one-time link in their mail is pressed.

    ``steps`` says what happens now, where it is something else than with words that come on a page. ``signs_up``: one
    says that one comes, so it is not words that are sent; ``calendar`` is where the time lies for one's calendar.
    """

    name: str
    verb: Callable[..., Any]
    label: Any
    text_field: str  # the argument that holds what the person wrote, shown again before confirming
    steps: Callable[[Any], list[dict[str, Any]]] | None = None  # of what the verb made
    signs_up: bool = False
    calendar: Callable[[Any], str] | None = None  # of what the verb made; empty while there is no place


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
    """What an app holds about a person: for the copy they may ask for, and for erasing it (GDPR art. 15 and 17).

    ``erase`` leaves nothing of the person in the app's tables and their history. What others built on stays, without
    the name; everything else goes. When two rows turn out to be one human being, what points at the one points at the
    other from then on; ``doubles`` names the models of which a person then needs only one row.
    """

    label: Any
    export: Callable[[UUID], list[dict[str, Any]]]
    erase: Callable[[UUID], None] | None = None
    doubles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """An answer somebody owes: about what, since when, by when, and who. No ``answerer``: the coordinators."""

    subject: Subject
    url: str
    since: date
    due: date
    answerer: UUID | None
    unit: UUID | None
    deputy: UUID | None = None  # set once it was passed on

    @property
    def is_late(self) -> bool:
        return self.due < clock.today()


@dataclass(frozen=True, kw_only=True)
class OwedAnswers:
    """A sort of answers that are owed. Silence is never consent: after 7 days they go to a named deputy as well.

    ``rows`` are those without an answer, of one person or of all: a page asks all sorts in one query whether there are
    any. ``waiting`` tells them; ``pass_on`` is the verb that lets a deputy answer, called with the subject's id and the
    deputy's.
    """

    name: str
    label: Any
    rows: Callable[[UUID | None], QuerySet[Any]]
    waiting: Callable[[UUID | None], Iterable[Owed]]
    pass_on: Callable[[UUID, UUID], Any]


@dataclass(frozen=True, kw_only=True)
class Waits:
    """What waits for a yes of the viewer or of whom they speak for, and has no day to be said by: one query."""

    label: Any
    of: Callable[[Viewer], Iterable[Subject]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Boundary:
    """Something on the boundary between staff and volunteers, for the MED committees to see (H 4, C43)."""

    title: str
    url: str
    why: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Boundaries:
    """What an app holds that touches that boundary, newest first, as far as ``viewer`` may read it: one query."""

    label: Any
    of: Callable[[Viewer], Iterable[Boundary]]


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperItem:
    """One thing on paper: what somebody wrote, with what is known about it, and the ``parts`` that hang on it.

    ``sort`` is what it is called, where it differs from the label of its section ("Svar" below a proposal).
    """

    title: str = ""
    text: str = ""
    who: str = ""
    when: date | datetime | None = None
    note: str = ""
    language: str = ""
    sort: str = ""
    facts: tuple[tuple[str, str | int | date], ...] = ()
    parts: tuple["PaperItem", ...] = ()


@dataclass(frozen=True, kw_only=True)
class PaperSection:
    """A part of the paper about a subject of ``kind``: the same for print, PDF, Word and spreadsheets.

    ``of`` gives what ``viewer`` may read of it, in a number of queries that does not grow; nothing leaves it out.
    """

    kind: str
    order: int
    label: Any
    of: Callable[[Any, Viewer], list[PaperItem]]  # (object, viewer)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperDay:
    """A day for the calendar. ``key`` stays the same when the day is moved, so that the calendar moves it too."""

    key: str
    day: date
    title: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperDays:
    """The days that belong to a subject of ``kind``, as far as ``viewer`` may read them."""

    kind: str
    of: Callable[[Any, Viewer], list[PaperDay]]  # (object, viewer)


@dataclass(frozen=True, kw_only=True)
class MatchSource:
    """Things of one kind that the matching engine may suggest, or look for twins among.

    ``documents`` gives them as the engine's plain data (the keywords of ``matching.types.Document``), all of them or
    those with the given ids, in a number of queries that does not grow with each; hidden ones are left out.
    """

    kind: str  # of the subject
    documents: Callable[[Iterable[UUID] | None], Iterable[dict[str, Any]]]
    helps: bool = False  # may be suggested to somebody who looks for help; otherwise only as a twin


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Sums an app can honestly tell of what volunteers make possible (C69): number and what it counts.

    ``of`` gets the viewer, a theme or "", and the key of an area or None; it leaves out fewer than five people, and
    what it cannot tell for that theme or area. A number of queries that does not grow.
    """

    order: int
    of: Callable[[Viewer, str, int | None], Iterable[tuple[int, Any]]]


@dataclass(frozen=True, kw_only=True)
class Circle:
    """People who may be invited together for what they do here, such as those who host tasks.

    ``people`` gives the ids of those who have done it since a day: one query.
    """

    name: str
    label: Any
    people: Callable[[date], Iterable[UUID]]


@dataclass(frozen=True, kw_only=True, slots=True)
class StopLink:
    """The way out of a sort of letters: the link, not saved yet, the page it opens and a mail program's own button."""

    link: OneTimeLink
    url: str
    at_once: str


@dataclass(frozen=True, kw_only=True)
class LetterStop:
    """A sort of letters that go to people who did not ask for them, and that anybody may say no to, in one place.

    ``refusing`` gives those of the addresses that get none; ``way_out`` goes in each letter: for an address, whose it
    is where we know, and what the letter is about.
    """

    name: str
    refusing: Callable[[Iterable[str]], set[str]]
    way_out: Callable[[str, UUID | None, Subject], StopLink]


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a room above asks for before a thing takes a step, such as a trial that starts.

    ``lacks`` tells what is missing, in words for those who do it; empty where nothing is. Of an "indicator" that
    changes it is asked before and after, and what was missing already stops nobody.
    """

    kind: str  # of the thing's subject, or "indicator"
    step: str
    lacks: Callable[[Any], list[str]]


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What a room above writes down when a thing takes a step, in the same transaction.

    ``then`` gets the thing as it stands after the step, and who took it. It never refuses: that is a ``Condition``.
    """

    kind: str  # of the thing's subject
    step: str
    then: Callable[[Any, Viewer], None]


@dataclass(frozen=True, kw_only=True)
class Carries:
    """Which things of one kind carry one of another, told by the room that joins them: the trials of a technology.

    A room beside it that asks (``carriers``) need not know it. ``ids`` gets the id of what is carried.
    """

    kind: str  # of the subject of what is carried
    carrier: str  # the kind of what carries it
    ids: Callable[[UUID], QuerySet[Any]]


@dataclass(frozen=True, kw_only=True)
class PointsAt:
    """Rows that are shown on the page of a thing because they point at it, such as what a unit has in use.

    They hang on other subjects, so ``parts_on`` asks ``of`` with the id of the page's subject, in its own one query.
    """

    kind: str  # of the page's subject
    name: str
    of: Callable[[UUID], QuerySet[Any]]


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
    owed_answers: Iterable[OwedAnswers] = ()
    waits: Iterable[Waits] = ()
    boundaries: Iterable[Boundaries] = ()
    paper_sections: Iterable[PaperSection] = ()
    paper_days: Iterable[PaperDays] = ()
    match_sources: Iterable[MatchSource] = ()
    figures: Iterable[Figures] = ()
    circles: Iterable[Circle] = ()
    volunteers: Iterable[Callable[[UUID], Iterable[UUID]]] = ()  # the ids of those who have come to a host
    letter_stops: Iterable[LetterStop] = ()
    conditions: Iterable[Condition] = ()
    consequences: Iterable[Consequence] = ()
    carries: Iterable[Carries] = ()
    points_at: Iterable[PointsAt] = ()


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
def letter_stops() -> dict[str, LetterStop]:
    return {stop.name: stop for stop in all_of("letter_stops")}


@cache
def confirmables() -> dict[str, Confirmable]:
    return {confirmable.name: confirmable for confirmable in all_of("confirmables")}


def lacks(kind: str, step: str, about: Any) -> list[str]:
    """What rooms above still ask for before ``about`` takes a step."""
    asked = [row for row in all_of("conditions") if (row.kind, row.step) == (kind, step)]
    return [text for row in asked for text in row.lacks(about)]


def follow_through(kind: str, step: str, about: Any, by: Viewer) -> None:
    """Let rooms above write down what follows from a step that ``about`` has taken."""
    for row in all_of("consequences"):
        if (row.kind, row.step) == (kind, step):
            row.then(about, by)


def carriers(kind: str, carrier: str, pk: UUID) -> Q:
    """The things of the kind ``carrier`` that carry the ``kind`` with this id, for a query of theirs."""
    found = Q(pk__in=())
    for row in all_of("carries"):
        if (row.kind, row.carrier) == (kind, carrier):
            found |= Q(pk__in=row.ids(pk))
    return found


def address(subject: Subject) -> str:
    """Where a subject is read: its own page, or its place on the page of what it belongs to."""
    kind = kinds().get(subject.kind)
    if kind and kind.url_name:
        return reverse(kind.url_name, args=[subject.pk])
    if subject.context:
        return f"{address(subject.context)}#s-{subject.pk}"
    return ""


def thing(subject: Subject) -> Any:
    """What a subject is about: the challenge, the proposal, the actor itself. None when there is none."""
    kind = kinds().get(subject.kind)
    return getattr(subject, kind.name or kind.kind, None) if kind else None


def badges(kind: str, ids: list[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """All remarks on the given rows, one query per badge however many rows there are."""
    found: dict[UUID, list[str]] = {pk: [] for pk in ids}
    for badge in all_of("badges"):
        if badge.kind == kind and ids:
            for pk, remark in badge.of(ids, viewer).items():
                found[pk].append(remark)
    return found


def parts_on(request: Any, subject: Subject) -> frozenset[str]:
    """Which kinds of things hang on the page of ``subject``, or point at it (``PointsAt`` by name), for anybody: a
    panel about another kind needs no query.

    One query per request, however many panels ask.
    """
    if not hasattr(request, "parts_on"):
        request.parts_on = {}
    pointing = [row for row in all_of("points_at") if row.kind == subject.kind]
    key = subject.pk if pointing else subject.root_id
    if key not in request.parts_on:
        rows = Subject.objects.filter(root=subject.root_id).order_by().values_list("kind").distinct()
        there = (row.of(subject.pk).order_by().values_list(Value(row.name)) for row in pointing)
        request.parts_on[key] = frozenset(name for (name,) in rows.union(*there))
    return request.parts_on[key]


def timeline(subject: Subject, viewer: Viewer, limit: int = 30) -> list[JournalEntry]:
    """The latest journal lines of a subject and what belongs to it, as far as ``viewer`` may read them."""
    around = Subject.objects.visible_to(viewer).filter(Q(pk=subject.pk) | Q(context=subject.pk) | Q(root=subject.pk))
    public = [phrase.verb for phrase in phrases().values() if phrase.is_public]
    return list(
        JournalEntry.objects.filter(subject__in=around.exclude(title="").values("pk"), verb__in=public)
        .select_related("subject")
        .order_by("-at")[:limit]
    )
