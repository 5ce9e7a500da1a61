"""Reads about safeguards. What a page shows goes through ``visible_to``; ``missing`` answers the verbs above."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from samspil.actors.models import Actor, Membership, Person, Sphere, in_units_of
from samspil.foundation import clock, hooks
from samspil.foundation.viewer import Viewer
from samspil.safeguards.models import SETTLED, Requirement, Safeguard, State
from samspil.safeguards.rules import ASSOCIATIONS

MOST_HOSTS = 300
# When we want to see it anew: our own choice, because no certificate says how long it is good for.
AGAIN_AFTER = {
    Requirement.CHILDREN_CHECK: relativedelta(years=2),
    Requirement.CRIMINAL_RECORD: relativedelta(years=2),
    Requirement.COURSE: relativedelta(years=3),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    kind: str = ""
    state: str = ""
    whom: str = ""


def again_on(kind: str, seen_on: date) -> date | None:
    after = AGAIN_AFTER.get(Requirement(kind))
    return seen_on + after if after else None


def safeguards(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Safeguard]:
    """What the viewer is responsible for: what is over its deadline first, then what comes next. One query a page.

    One's own stand on one's own page, not here.
    """
    filters = filters or Filters()
    today = clock.today()
    rows = Safeguard.objects.visible_to(viewer).exclude(person=viewer.person_id)
    rows = rows.select_related("person__actor", "host__subject", "host__unit", "seen_by__actor", "ordered_by__actor")
    for word in filters.words.replace("\x00", "").split()[:8]:
        matches = Q(pk__in=[])
        # SQLite knows no capitals beyond ASCII, so Åse is asked for in the ways she may be written.
        for form in {word, word.lower(), word.capitalize()}:
            matches |= Q(called="", person__actor__name__icontains=form) | Q(called__icontains=form)
            matches |= Q(host__name__icontains=form)
        rows = rows.filter(matches)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    match filters.whom:
        case "personer":
            rows = rows.filter(person__isnull=False)
        case "foreninger":
            rows = rows.filter(person=None)
    in_time = Q(due_on=None) | Q(due_on__gte=today)
    match filters.state:
        case "mangler":
            rows = rows.filter(state=State.REQUIRED)
        case "bestilt":
            rows = rows.filter(state=State.ORDERED)
        case "orden":
            rows = rows.filter(in_time, state__in=SETTLED)
        case "frist":
            rows = rows.filter(due_on__lt=today)
    late = Case(
        When(due_on__lt=today, then=Value(0)),
        When(state__in=SETTLED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.annotate(late=late).order_by("late", "due_on", "pk")


def of_oneself(viewer: Viewer) -> list[Safeguard]:
    """What is asked of the viewer. One query."""
    if not viewer.is_known:
        return []
    rows = Safeguard.objects.filter(person=viewer.person_id).select_related("host", "seen_by__actor")
    return list(rows.order_by("kind", "pk"))


def declared_of(actor: Actor, viewer: Viewer) -> list[Safeguard]:
    """What an association declared or is asked to, newest year first, for those it concerns. One query."""
    rows = Safeguard.objects.visible_to(viewer).filter(person=None, host=actor).select_related("seen_by__actor")
    return list(rows.order_by("-year", "kind")[:8])


def is_declared(host: Actor, kind: str, year: int) -> bool:
    return Safeguard.objects.filter(person=None, host=host, kind=kind, year=year, state=State.DECLARED).exists()


def covered_by(host: Actor) -> list[Membership]:
    """Those whom an association's declaration lets take part: everybody who belongs to it, by name. One query."""
    rows = Membership.objects.current().filter(actor=host, person__erased_at=None).select_related("person__actor")
    return sorted(rows, key=lambda row: (row.name.casefold(), row.pk))


def hosts_of(viewer: Viewer) -> list[Actor]:
    """Those whose people the viewer is responsible for: the associations they speak for, and their own units."""
    spoken_for = Q(pk__in=viewer.speaks_for, kind__in=ASSOCIATIONS)
    hosts = spoken_for | in_units_of(viewer, "unit", "coordinator", "leader")
    return list(Actor.objects.visible_to(viewer).filter(hosts).order_by("name")[:MOST_HOSTS])


def people_of(host: Actor, viewer: Viewer) -> list[tuple[UUID, str]]:
    """Those to ask something of, by name: who belongs to an association, or has come to the municipality, whose own
    people are employed. Without oneself: nobody sees their own certificate.
    """
    if host.sphere != Sphere.MUNICIPALITY:
        found = [(row.person_id, row.name) for row in covered_by(host)]
    else:
        came = {pk for volunteers in hooks.all_of("volunteers") for pk in volunteers(host.pk)}
        rows = Person.objects.filter(pk__in=came, erased_at=None, blocked_at=None).select_related("actor")
        people = sorted(rows, key=lambda person: (person.name.casefold(), person.pk))
        found = [(person.pk, person.name) for person in people]
    return [row for row in found if row[0] != viewer.person_id]


def person_for_form(person_id: UUID | None, viewer: Viewer) -> Person | None:
    """Somebody whose page the coordinator comes from."""
    if person_id is None or not viewer.holds("coordinator"):
        return None
    return Person.objects.select_related("actor").filter(pk__in=[person_id], erased_at=None).first()


def missing(
    kinds: Iterable[str], *, person: Person | None, actor: Actor | None = None, host: Actor | None = None
) -> list[tuple[str, str]]:
    """What of ``kinds`` blocks this person, each with what to do about it. Two queries, however many kinds.

    ``actor`` is the association they come for: what it declared for the year covers those we know belong to it.
    ``host`` is who runs the task: a check is ordered by whoever runs it, so one that another association has seen does
    not count, while the units of the municipality are one authority. Without a host any that was seen counts.
    """
    wanted = [kind for kind in dict.fromkeys(kinds) if kind in Requirement.values]
    if not wanted:
        return []
    whose = Q(person=person) if person else Q(pk__in=[])
    if actor:
        whose |= Q(person=None, host=actor)
    rows = list(Safeguard.objects.filter(whose, kind__in=wanted).select_related("host__unit"))
    belongs = bool(
        actor and person and Membership.objects.current().filter(person=person, actor=actor).exists()
    )  # asked also when nothing was declared, because it decides what we tell
    found = []
    for kind in wanted:
        own = [row for row in rows if row.kind == kind and row.person_id and counts_for(row, host, actor)]
        declared = [row for row in rows if row.kind == kind and not row.person_id and row.state == State.DECLARED]
        if any(row.holds for row in own) or (belongs and any(row.holds for row in declared)):
            continue
        found.append((kind, what_to_do(kind, own, declared, actor, belongs)))
    return found


Key = TypeVar("Key")


def lacking(
    kinds: Iterable[str], comers: Mapping[Key, tuple[Person, Actor | None]], host: Actor
) -> dict[Key, frozenset[str]]:
    """What of ``kinds`` blocks each of many (somebody, and the association they come for), by the rule of ``missing``.
    Two queries, however many they are.
    """
    wanted = frozenset(kinds) & frozenset(Requirement.values)
    if not wanted:
        return dict.fromkeys(comers, frozenset())
    people = {person.pk for person, _actor in comers.values()}
    actors = {actor.pk for _person, actor in comers.values() if actor}
    whose = Q(person__in=people) | Q(person=None, host__in=actors, state=State.DECLARED)
    own, declared = defaultdict(list), defaultdict(set)
    for row in Safeguard.objects.filter(whose, kind__in=wanted).select_related("host__unit"):
        if row.holds and row.person_id:
            own[row.person_id].append(row)
        elif row.holds:
            declared[row.host_id].add(row.kind)
    rows = Membership.objects.current().filter(person__in=people, actor__in=actors)
    belongs = set(rows.values_list("person", "actor"))
    found = {}
    for key, (person, actor) in comers.items():
        has = {row.kind for row in own[person.pk] if counts_for(row, host, actor)}
        if actor and (person.pk, actor.pk) in belongs:
            has |= declared[actor.pk]
        found[key] = wanted - has
    return found


def counts_for(row: Safeguard, host: Actor | None, actor: Actor | None) -> bool:
    if host is None or row.host_id == host.pk or (actor is not None and row.host_id == actor.pk):
        return True
    return row.host.kind == "unit" and host.kind == "unit"


def what_to_do(kind: str, own: list[Safeguard], declared: list[Safeguard], actor: Actor | None, belongs: bool) -> str:
    """In plain words: what is missing, and who does what now."""
    if any(row.state == State.ORDERED for row in own):
        return ORDERED[kind]()
    if any(row.is_settled for row in own):
        return AGAIN[kind]()
    if actor is not None and actor.kind in ASSOCIATIONS and not own:
        words = {"actor": actor.name, "year": clock.today().year, "kind": str(Requirement(kind).label).lower()}
        if any(row.holds for row in declared) and not belongs:
            return _("%(actor)s har orden i sagerne, men du står ikke som medlem. Bed dem om at skrive dig på.") % words
        return (
            _("%(actor)s skal først erklære for %(year)d, at alle har %(kind)s. Det gør den, der tegner foreningen.")
            % words
        )
    return FIRST[kind]()


# Functions, so that each is in the language of whoever reads it.
FIRST: dict[str, Callable[[], str]] = {
    Requirement.CHILDREN_CHECK: lambda: _(
        "Opgaven er med børn under 15 år, så vi skal se en børneattest først. Ring til kontaktpersonen. "
        "Vi bestiller den, og du siger ja i din digitale post. Den er gratis."
    ),
    Requirement.CRIMINAL_RECORD: lambda: _(
        "Vi skal se en straffeattest først. Bestil den hos politiet, og vis den til kontaktpersonen. "
        "Vi gemmer den ikke."
    ),
    Requirement.CONFIDENTIALITY: lambda: _(
        "Du kan få noget at vide om andre. Skriv derfor under på, at du tier om det. Ring til kontaktpersonen."
    ),
    Requirement.COURSE: lambda: _(
        "Der hører et kort kursus til opgaven. Ring til kontaktpersonen, og hør, hvornår det er næste gang."
    ),
}
ORDERED: dict[str, Callable[[], str]] = {
    Requirement.CHILDREN_CHECK: lambda: _(
        "Din børneattest er bestilt. Sig ja til den i din digitale post inden 14 dage. Så kan du melde dig."
    ),
    Requirement.CRIMINAL_RECORD: lambda: _("Din straffeattest er på vej. Når vi har set den, kan du melde dig."),
    Requirement.CONFIDENTIALITY: lambda: _(
        "Du har fået en tavshedserklæring. Skriv under, og giv den tilbage. Så kan du melde dig."
    ),
    Requirement.COURSE: lambda: _("Du er skrevet op til kurset. Når du har været der, kan du melde dig."),
}
AGAIN: dict[str, Callable[[], str]] = {
    Requirement.CHILDREN_CHECK: lambda: _(
        "Din børneattest er for gammel til, at vi kan bruge den. Ring til kontaktpersonen. Så bestiller vi en ny."
    ),
    Requirement.CRIMINAL_RECORD: lambda: _(
        "Det er længe siden, vi så din straffeattest. Bestil en ny hos politiet, og vis den til kontaktpersonen."
    ),
    Requirement.CONFIDENTIALITY: lambda: _(
        "Din tavshedserklæring skal fornys. Ring til kontaktpersonen, og skriv under igen."
    ),
    Requirement.COURSE: lambda: _("Dit kursus skal genopfriskes. Ring til kontaktpersonen, og hør, hvornår."),
}
