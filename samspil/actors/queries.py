"""Reads about actors and people."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from samspil.actors.models import ORGANISATIONS, Actor, Membership, Person, Role, Unit, in_units_of
from samspil.foundation import hooks
from samspil.foundation.choosing import Among, Choice, Rows
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.viewer import NOBODY, STAFF_ROLES, Grant, Viewer


def viewer_of(person: Person | None) -> Viewer:
    """The viewer a person is now: roles and memberships together in one query, because every page asks."""
    return viewers_of([person])[person.pk] if person else NOBODY


def viewers_of(people: Iterable[Person]) -> dict[UUID, Viewer]:
    """The viewers that people are now, by the person's id: one query for all of them."""
    people = list(people)
    roles = Role.objects.current().filter(person__in=people).values_list("person", "kind", "scope_id", "amount")
    speaks = Cast("speaks_for", IntegerField())
    memberships = Membership.objects.current().filter(person__in=people)
    rows = roles.union(memberships.values_list("person", Value(""), "actor_id", speaks), all=True)
    held: dict[UUID, list[tuple[str, UUID | None, int | None]]] = {person.pk: [] for person in people}
    for pk, *row in rows:
        held[pk].append((row[0], row[1], row[2]))
    return {person.pk: viewer_from(person, held[person.pk]) for person in people}


def viewer_from(person: Person, rows: list[tuple[str, UUID | None, int | None]]) -> Viewer:
    """``rows`` are roles (kind, scope, amount) and memberships (nothing, actor, whether they speak for it)."""
    grants = frozenset(Grant(kind, scope, amount) for kind, scope, amount in rows if kind)
    belongs = {actor: bool(speaks) for kind, actor, speaks in rows if not kind and actor}
    scopes = {grant.scope for grant in grants if grant.scope}
    return Viewer(
        person_id=person.pk,
        actor_id=person.actor_id,
        name=person.name,
        grants=grants,
        speaks_for=frozenset(actor for actor, speaks in belongs.items() if speaks),
        readers=frozenset({person.pk, person.actor_id, *scopes, *belongs}),
        is_blocked=person.blocked_at is not None,
    )


def viewer_by_id(person_id: UUID | None) -> Viewer:
    return viewer_of(Person.objects.select_related("actor").filter(pk__in=[person_id]).first())


def at_address(person_id: UUID, field: str) -> Q:
    """The rows whose ``field`` holds the address that somebody goes by, though nobody said whose it is.

    The copy of one's data and the erasing of it find such rows by this alone, so that the copy shows what would go.
    """
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    return Q(**{f"{field}__iexact": address}) if address else Q(pk__in=())


def title_for(person_id: UUID) -> Callable[[Subject], str]:
    """What the copy of a person's data calls a page: its title, or nothing where it is not theirs to read."""
    viewer = viewer_by_id(person_id)

    def title(subject: Subject) -> str:
        return subject.title if subject.readable_by(viewer) else ""

    return title


def organisations(viewer: Viewer) -> QuerySet[Actor]:
    """The actors with a page of their own: everybody but single persons."""
    rows = Actor.objects.visible_to(viewer).filter(kind__in=ORGANISATIONS)
    return rows.select_related("subject").order_by("name")


def actors_among(rows: QuerySet[Actor], first: Iterable[Choice] = ()) -> Among:
    """Actors to choose among: of two with one name, what they are tells which is which."""
    return Among(Rows(rows, beside=Actor.get_kind_display), first=first)


def voices(viewer: Viewer) -> list[Actor]:
    """In whose names the viewer may write, the person's own first."""
    ids = {viewer.actor_id, *viewer.speaks_for} - {None}
    actors = Actor.objects.filter(pk__in=ids).order_by("name")
    return sorted(actors, key=lambda actor: actor.pk != viewer.actor_id)


def possible_hosts(viewer: Viewer, but: tuple[str, ...] = ()) -> list[Actor]:
    """In whose name ``viewer`` may make tasks and events: their own first.

    ``but`` are kinds of actors that host nothing of the sort.
    """
    own = own_hosts(viewer)
    return sorted(host_rows(viewer).exclude(kind__in=but), key=lambda actor: actor.pk not in own)


def own_hosts(viewer: Viewer) -> set[UUID]:
    return {*viewer.speaks_for, *(grant.scope for grant in viewer.grants if grant.scope)}


def host_rows(viewer: Viewer) -> QuerySet[Actor]:
    """Those of ``possible_hosts``, by name. Coordinators may choose everybody."""
    rows = Actor.objects.visible_to(viewer).select_related("unit").filter(kind__in=ORGANISATIONS, subject__shown=True)
    if not viewer.holds("coordinator", "administrator"):
        rows = rows.filter(Q(pk__in=own_hosts(viewer)) | in_units_of(viewer, "unit", "leader"))
    return rows.order_by("name", "pk")


def units(viewer: Viewer) -> QuerySet[Unit]:
    return Unit.objects.visible_to(viewer).select_related("actor")


def holders_of(kind: str) -> list[Person]:
    """The people who hold a role for the whole municipality now."""
    roles = Role.objects.current().filter(kind=kind, scope=None).select_related("person__actor")
    return [role.person for role in roles.order_by("pk")]


def staff() -> QuerySet[Person]:
    """Everybody who works here and may be named as the one to ask, by name: none is cut off, however many they are."""
    roles = Role.objects.current().filter(kind__in=STAFF_ROLES).values("person")
    rows = Person.objects.filter(pk__in=roles, erased_at=None, blocked_at=None)
    return rows.select_related("actor").order_by("actor__name", "pk")


def leaders_of(unit: Unit) -> list[Person]:
    """The leaders in the unit's line, the unit's own first, then those of the units above it."""
    roles = (
        Role.objects.current().filter(kind="leader", scope__in=unit.line).select_related("person__actor").order_by("pk")
    )
    return [role.person for role in sorted(roles, key=lambda role: unit.line.index(role.scope_id))]


def led_nearest(viewer: Viewer) -> list[UUID]:
    """The units whose nearest leader the viewer is, as ``leaders_of`` tells it. Two queries, none for other people."""
    own = {grant.scope for grant in viewer.grants if grant.kind == "leader"}
    if not own:
        return []
    leading = set(Role.objects.current().filter(kind="leader").values_list("scope", flat=True))
    found = []
    for unit in Unit.objects.only("pk", "path"):
        nearest = next((scope for scope in unit.line if scope in leading), None)  # none: who leads everything
        if nearest in own:
            found.append(unit.pk)
    return found


def staff_of(unit: Unit) -> list[Person]:
    """Those who work in this very unit now, by name."""
    roles = Role.objects.current().filter(kind__in=("leader", "employee"), scope=unit.pk).values("person")
    return list(Person.objects.filter(pk__in=roles).select_related("actor").order_by("actor__name", "pk"))


@dataclass(slots=True)
class Branch:
    """A unit in the tree, with those who lead it and the units below it."""

    unit: Unit
    leaders: list[Person] = field(default_factory=list)
    parts: list["Branch"] = field(default_factory=list)


def tree(viewer: Viewer) -> list[Branch]:
    """The units as they stand below each other. Two queries."""
    branches = {unit.pk: Branch(unit) for unit in units(viewer)}
    roles = Role.objects.current().filter(kind="leader", scope__in=list(branches)).select_related("person__actor")
    for role in roles.order_by("pk"):
        branches[role.scope_id].leaders.append(role.person)
    top: list[Branch] = []
    for branch in branches.values():
        # What stands below a hidden unit moves up to the nearest one that can be seen.
        above = next((branches[pk] for pk in branch.unit.line[1:] if pk in branches), None)
        (above.parts if above else top).append(branch)
    return top


def leaders_in(unit: Unit) -> list[Person]:
    """Those who lead this very unit."""
    roles = Role.objects.current().filter(kind="leader", scope=unit.pk).select_related("person__actor").order_by("pk")
    return [role.person for role in roles]


def parts_of(unit: Unit, viewer: Viewer) -> list[Unit]:
    """The units right below this one."""
    return list(units(viewer).filter(parent=unit))


def bodies(viewer: Viewer) -> list[Actor]:
    """Councils, committees and groups with their powers."""
    return list(organisations(viewer).filter(kind="body").select_related("body"))


def names_of(ids: set[UUID]) -> dict[UUID, str]:
    """Names for the ids in journal lines, persons and actors alike, in one query. Who is hidden is not named."""
    people = Person.objects.filter(pk__in=ids).values_list("pk", "actor__name")
    actors = Actor.objects.filter(pk__in=ids, subject__shown=True).values_list("pk", "name")
    return dict(people.union(actors))


def said_by(actor: Actor, viewer: Viewer, most: int = 20) -> list[Subject]:
    """What an actor has brought, newest first, as far as ``viewer`` may read it."""
    entries = JournalEntry.objects.filter(actor=actor.pk).exclude(subject=actor.pk).values("subject")
    rows = Subject.objects.visible_to(viewer).filter(pk__in=entries).select_related("context__context")
    return list(rows.exclude(title="").order_by("-created_at")[:most])


@dataclass(frozen=True, slots=True)
class Happening:
    """A journal line in words."""

    when: datetime
    phrase: str


def timeline_of(subject: Subject, viewer: Viewer, most: int = 12) -> list[Happening]:
    """What has happened around a subject, newest first, with the names of those who spoke. Two queries."""
    return in_words(hooks.timeline(subject, viewer, most))


def in_words(entries: list[JournalEntry]) -> list[Happening]:
    names = names_of({pk for entry in entries for pk in (entry.actor, entry.person) if pk})
    return [
        Happening(
            entry.at,
            str(hooks.phrases()[entry.verb].text)
            % {
                "who": next((names[pk] for pk in (entry.actor, entry.person) if pk in names), _("Nogen")),
                "title": entry.subject.title,
            },
        )
        for entry in entries
    ]
