"""Reads about what waits to be looked at, what is hidden, and what stands from one sender."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Exists, Model, OuterRef, Prefetch, Q, QuerySet, TextField

from samspil.actors.models import Person, Role
from samspil.foundation import hooks, search
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import AboutSubject, Audience, Subject, meant_for
from samspil.foundation.viewer import Viewer
from samspil.moderation.models import Hiding, Hold, Report, SenderBlock

MOST_SENDERS = 50
MOST_OF_SENDER = 200
# Fields of a contribution that hold no words of its own, or none that anybody reads.
NOT_SHOWN = ("phone", "channel", "token", "hash", "key", "source_url")


def standing_hidings(viewer: Viewer) -> QuerySet[Hiding]:
    """What is hidden now, of what was meant for ``viewer``: a unit's own page stays its own when it is hidden."""
    return Hiding.objects.filter(meant_for(viewer, "subject__"), shown_again_at=None)


def open_holds() -> QuerySet[Hold]:
    return Hold.objects.filter(settled_at=None)


def open_reports() -> QuerySet[Report]:
    return Report.objects.filter(settled_at=None)


def waiting(viewer: Viewer) -> QuerySet[Subject]:
    """What a coordinator is to look at: what is held, and what somebody reported and still stands."""
    of = {"subject": OuterRef("pk")}
    held, reported = Exists(open_holds().filter(**of)), Exists(open_reports().filter(**of))
    return Subject.objects.filter(meant_for(viewer)).filter(held | (reported & Q(shown=True) & ~Q(title="")))


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the queue."""

    words: str = ""
    why: str = ""
    kind: str = ""
    sender: UUID | None = None


def queue(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Subject]:
    """What waits, oldest first, with its holds and reports."""
    filters = filters or Filters()
    rows = waiting(viewer)
    if filters.why == "held":
        rows = rows.filter(Exists(open_holds().filter(subject=OuterRef("pk"))))
    elif filters.why:
        rows = rows.filter(Exists(open_reports().filter(subject=OuterRef("pk"))))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.sender:
        rows = rows.filter(created_by=filters.sender)
    if filters.words:
        named = Person.objects.filter(actor__name__icontains=filters.words.replace("\x00", "")).values("pk")
        ids = search.matching(filters.words)
        rows = rows.filter(Q(created_by__in=named) | (Q(pk__in=ids) if ids is not None else Q(pk=None)))
    return (
        rows.select_related("context__context")
        .prefetch_related(
            Prefetch("holds", open_holds(), to_attr="open_holds"),
            Prefetch("reports", open_reports().select_related("person__actor"), to_attr="open_reports"),
        )
        .order_by("pk")
    )


def reportable(viewer: Viewer) -> QuerySet[Subject]:
    """What ``viewer`` may read and say to about: all that has words, save the record behind a person's own name."""
    rows = Subject.objects.visible_to(viewer).exclude(title="")
    return rows.exclude(kind="actor", audience=Audience.NAMED)


def senders(viewer: Viewer) -> list[tuple[str, str]]:
    """Those with something in the queue, for the filter."""
    ids = waiting(viewer).exclude(created_by=None).values("created_by")
    rows = Person.objects.filter(pk__in=ids).order_by("actor__name").values_list("pk", "actor__name")
    return [(str(pk), name) for pk, name in rows[:MOST_SENDERS]]


def kinds_waiting(viewer: Viewer) -> list[tuple[str, str]]:
    known = hooks.kinds()
    found = waiting(viewer).order_by().values_list("kind", flat=True).distinct()
    return sorted((kind, str(known[kind].label)) for kind in found if kind in known)


def waiting_count(viewer: Viewer) -> int:
    return waiting(viewer).count()


@dataclass(slots=True)
class Row:
    """A row of the queue: what was written, where, by whom, and why it is looked at."""

    subject: Subject
    texts: list[str]
    sender: Person | None
    holds: list[Hold] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    may_hide_all: bool = False

    @property
    def is_held(self) -> bool:
        return bool(self.holds)


def rows_of(subjects: list[Subject], outside: set[UUID]) -> list[Row]:
    """The rows of a page of the queue; a query per kind of thing on it, however many there are."""
    people = Person.objects.select_related("actor").in_bulk([row.created_by for row in subjects if row.created_by])
    texts = full_texts(subjects)
    return [
        Row(
            subject,
            texts.get(subject.pk) or [subject.title],
            people.get(subject.created_by),
            subject.open_holds,  # type: ignore[attr-defined]
            subject.open_reports,  # type: ignore[attr-defined]
            subject.created_by in outside,
        )
        for subject in subjects
    ]


def full_texts(subjects: list[Subject]) -> dict[UUID, list[str]]:
    """Every word that stands in each thing, by subject: whoever decides must not judge by the first line."""
    found: dict[UUID, list[str]] = {}
    wanted: dict[type[Model], list[UUID]] = {}
    for subject in subjects:
        if model := model_of(subject.kind):
            wanted.setdefault(model, []).append(subject.pk)
    for kept_in, ids in wanted.items():
        names = words_in(kept_in)
        for row in kept_in._default_manager.filter(pk__in=ids):
            texts = [str(getattr(row, name)).strip() for name in names]
            found[row.pk] = list(dict.fromkeys(text for text in texts if text))
    return found


def model_of(kind: str) -> type[AboutSubject] | None:
    """The model behind a kind of subject, reached as the kind says."""
    known = hooks.kinds().get(kind)
    try:
        relation = Subject._meta.get_field((known.name if known else "") or kind)
    except FieldDoesNotExist:
        return None
    model = relation.related_model
    return model if isinstance(model, type) and issubclass(model, AboutSubject) else None


def words_in(model: type[Model]) -> list[str]:
    """The fields of a model that hold what somebody typed: no choices, no addresses, nothing the house sets itself."""
    return [
        column.name
        for column in model._meta.concrete_fields
        if type(column) in (CharField, TextField)
        and column.editable
        and not column.choices
        and not any(part in column.name for part in NOT_SHOWN)
    ]


def of_sender(person: Person) -> QuerySet[Subject]:
    """Everything that somebody has put on any page and that is not hidden, newest first."""
    rows = Subject.objects.filter(created_by=person.pk).exclude(pk=person.actor_id)
    held = Exists(open_holds().filter(subject=OuterRef("pk")))
    return rows.filter(Q(hidden_at=None) | held).exclude(title="").order_by("-pk")


def standing_block(person: Person) -> SenderBlock | None:
    return SenderBlock.objects.filter(person=person, lifted_at=None).select_related("by__actor").first()


def person_of(pk: object) -> Person | None:
    key = as_uuid(pk)
    return Person.objects.select_related("actor__subject").filter(pk=key).first() if key else None


def lifted_block(person: Person) -> SenderBlock | None:
    """The newest block that was lifted while something hidden with it still is."""
    rows = SenderBlock.objects.filter(person=person, hidings__shown_again_at=None, hidings__isnull=False)
    return rows.exclude(lifted_at=None).distinct().first()


def outsiders(subjects: list[Subject]) -> set[UUID]:
    """Those who wrote these things and hold no role: their all may be hidden at once. One query."""
    authors = {row.created_by for row in subjects if row.created_by}
    return authors - set(Role.objects.current().filter(person__in=authors).values_list("person", flat=True))
