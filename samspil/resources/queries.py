"""Reads about fellowships, offers and wishes, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Avg, CharField, Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from samspil.actors.models import Actor, Membership, Person
from samspil.foundation import search
from samspil.foundation.models import Audience, Subject
from samspil.foundation.viewer import Viewer
from samspil.matching.conditions import distance_km
from samspil.resources import recurrence
from samspil.resources.models import (
    REMINDER_AFTER,
    Area,
    Resource,
    ResourceStatus,
    ResourceTargetGroup,
    ResourceTheme,
    TargetGroup,
    Wish,
    WishPledge,
)

Point = tuple[float, float]
MOST_ADDRESSES = 5
MOST_PLACES = 1_000  # to choose among
IN_LISTS = ("subject", "provider__subject", "area", "actor")
ON_PAGE = (*IN_LISTS, "author__actor", "entered_by__actor")
SORTS = ("naeste", "navn", "nyeste", "bekraeftet")


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What stands in the address of the list. ``near`` sorts by distance (latitude, longitude)."""

    words: str = ""
    kind: str = ""
    theme: str = ""
    group: str = ""
    area: int | None = None
    day: str = ""
    access: str = ""
    is_free: bool = False
    can_take: bool = False  # has room now, or has said nothing of it being full
    provider: UUID | None = None
    near: Point | None = None
    sort: str = SORTS[0]


# --- lists ------------------------------------------------------------------------------------------------------------


def resources_for(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Resource]:
    """The active resources that ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = narrowed(Resource.objects.visible_to(viewer).select_related(*IN_LISTS), filters)
    return sorted_by(rows, filters)


def countable(viewer: Viewer, filters: Filters) -> QuerySet[Resource]:
    """The same resources in no order, for their number."""
    return narrowed(Resource.objects.each_visible_to(viewer), filters)


def narrowed(rows: QuerySet[Resource], filters: Filters) -> QuerySet[Resource]:
    rows = rows.filter(status=ResourceStatus.ACTIVE, withdrawn_at=None)
    if filters.words:
        ids = search.matching(filters.words, ("resource",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.theme:
        rows = rows.filter(Exists(ResourceTheme.objects.filter(resource=OuterRef("pk"), theme=filters.theme)))
    if filters.group:
        # What is for everybody is for these people, too.
        groups = (filters.group, TargetGroup.EVERYBODY)
        rows = rows.filter(Exists(ResourceTargetGroup.objects.filter(resource=OuterRef("pk"), group__in=groups)))
    if filters.area:
        rows = rows.filter(area=filters.area)
    if filters.day:
        rows = holding(rows, "days", filters.day)
    if filters.access:
        rows = holding(rows, "access", filters.access)
    if filters.is_free:
        rows = rows.filter(is_free=True)
    if filters.can_take:
        rows = rows.filter(capacity__gt=0)
    if filters.provider:
        rows = rows.filter(provider=filters.provider)
    return rows


def holding(rows: QuerySet[Resource], name: str, code: str) -> QuerySet[Resource]:
    """The rows whose list of codes holds ``code``: as text, so that both databases answer alike."""
    return rows.alias(**{f"{name}_text": Cast(name, CharField())}).filter(**{f"{name}_text__contains": f'"{code}"'})


def sorted_by(rows: QuerySet[Resource], filters: Filters) -> QuerySet[Resource]:
    if filters.near:
        return rows.annotate(away=away(filters.near)).order_by(F("away").asc(nulls_last=True), "title", "pk")
    if filters.sort == "navn":
        return rows.order_by("title", "pk")
    if filters.sort == "nyeste":
        return rows.order_by("-subject__created_at", "pk")
    if filters.sort == "bekraeftet":
        return rows.order_by(F("confirmed_on").desc(nulls_last=True), "pk")
    return rows.order_by(F("next_on").asc(nulls_last=True), "starts_at", "title", "pk")


def away(point: Point) -> Any:
    """Something that grows with the distance from ``point``, in plain arithmetic. Within a municipality it sorts as the
    real distance does; ``km_between`` says how far it is.
    """
    lat = Coalesce(F("lat"), F("area__lat"), output_field=FloatField())
    lon = Coalesce(F("lon"), F("area__lon"), output_field=FloatField())
    north, east = lat - Value(point[0]), lon - Value(point[1])
    return north * north + east * east * Value(cos(radians(point[0])) ** 2)


def km_between(one: Point, other: Point) -> float:
    """The distance as the crow flies, in km: the one that the engine counts with."""
    return distance_km(one, other)


class HasPlace(Protocol):
    """Something that may lie somewhere."""

    km: float | None

    @property
    def point(self) -> Point | None: ...


Placed = TypeVar("Placed", bound=HasPlace)


def with_distance(rows: Iterable[Placed], near: Point | None) -> list[Placed]:
    """The rows with ``km`` from ``near``; None where one of the two points is not known."""
    found = list(rows)
    for row in found:
        row.km = km_between(near, row.point) if near and row.point else None
    return found


def with_labels(rows: Iterable[Resource]) -> list[Resource]:
    """The rows with the labels of their themes and target groups: two queries for all of them."""
    rows = list(rows)
    by_id = {row.pk: row for row in rows}
    for row in rows:
        row.theme_labels, row.group_labels = [], []
    for theme in ResourceTheme.objects.filter(resource__in=by_id).order_by("pk"):
        by_id[theme.resource_id].theme_labels.append(str(theme.get_theme_display()))
    for group in ResourceTargetGroup.objects.filter(resource__in=by_id).order_by("pk"):
        by_id[group.resource_id].group_labels.append(str(group.get_group_display()))
    return rows


def in_area(area_id: int, of: str = "") -> Q:
    """What lies in an area, of things with an area and a place, or of what hangs on them by ``of``: those that say so,
    and those that say only a place, where it is the area's own name or a place of what lies there.
    """
    field = f"{of}__" if of else ""
    known = Resource.objects.filter(area=area_id, subject__shown=True, subject__audience=Audience.PUBLIC)
    there = Q(**{f"{field}place__in": Area.objects.filter(pk=area_id).values("name")})
    there |= Q(**{f"{field}place__in": known.exclude(place="").order_by().values("place")})
    return Q(**{f"{field}area": area_id}) | (Q(**{f"{field}area": None}) & there)


def places() -> dict[str, Point]:
    """The places whose point we know, by name, in order: areas first, then the middle of what actors and resources have
    at a place.
    """
    found = {area.name: area.point for area in Area.objects.all() if area.point}
    rows = (
        Subject.objects.filter(shown=True, audience=Audience.PUBLIC, kind__in=("actor", "resource"))
        .filter(latitude__isnull=False, longitude__isnull=False)
        .exclude(place="")
        .order_by("place")
        .values_list("place")
        .annotate(Avg("latitude"), Avg("longitude"))
    )
    for place, lat, lon in rows[:MOST_PLACES]:
        found.setdefault(place, (lat, lon))
    return found


def provider_shown(resource: Resource) -> str:
    """Who provides it, in words. A provider whose page is hidden is not named."""
    if resource.provider is None:
        return resource.provider_name
    return resource.provider.name if resource.provider.subject.shown else ""


def of_provider(actor: Actor, viewer: Viewer, most: int = 50) -> list[Resource]:
    """What an actor offers now."""
    return list(resources_for(viewer, Filters(provider=actor.pk))[:most])


# --- for the engine ---------------------------------------------------------------------------------------------------


def match_documents(ids: Iterable[UUID] | None = None) -> Iterable[dict[str, Any]]:
    """The active resources as ``matching.types.Document`` keywords, all or those with ``ids``: three queries a batch.

    Whoever shows a suggestion asks ``visible_to``; here only what is hidden, ended or taken back is left out.
    """
    rows = Resource.objects.filter(subject__shown=True, status=ResourceStatus.ACTIVE, withdrawn_at=None)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    batch: list[Resource] = []
    for row in rows.select_related(*IN_LISTS).order_by("pk").iterator(chunk_size=1000):
        batch.append(row)
        if len(batch) == 1000:
            yield from documents(batch)
            batch = []
    yield from documents(batch)


def documents(rows: list[Resource]) -> Iterable[dict[str, Any]]:
    for row in with_labels(rows):
        said = (row.body, row.times_text, row.meets_you, row.lift, ", ".join([*row.theme_labels, *row.group_labels]))
        yield {
            "id": str(row.pk),
            "title": row.title,
            "text": "\n".join(filter(None, said)),
            "language": row.subject.language,
            "kind": "resource",
            "provider": provider_shown(row),
            "place": row.place or (row.area.name if row.area else ""),
            "point": row.point,
            "days": frozenset(row.days),
            "times": frozenset(recurrence.times_of(row.starts_at, row.ends_at)),
            "youngest": row.youngest,
            "oldest": row.oldest,
            "is_free": row.is_free,
            "access": frozenset(row.access),
            "languages": frozenset(row.languages),
            "capacity": row.capacity,
        }


# --- wishes -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class WishFilters:
    words: str = ""
    kind: str = ""
    area: int | None = None
    theme: str = ""


OF_WISH = (
    "subject",
    "resource__subject",
    "resource__area",
    "resource__provider__subject",
    "provider__subject",
    "actor",
)


def wishes_for(viewer: Viewer, filters: WishFilters | None = None) -> QuerySet[Wish]:
    """What is needed now, newest first, as far as ``viewer`` may read it."""
    filters = filters or WishFilters()
    rows = open_wishes(Wish.objects.visible_to(viewer)).select_related(*OF_WISH)
    if filters.words:
        ids = search.matching(filters.words, ("wish",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.area:
        rows = rows.filter(resource__area=filters.area)
    if filters.theme:
        rows = rows.filter(Exists(ResourceTheme.objects.filter(resource=OuterRef("resource"), theme=filters.theme)))
    return rows.order_by("-subject__created_at", "pk")


def open_wishes(rows: QuerySet[Wish]) -> QuerySet[Wish]:
    still_there = Q(resource=None) | Q(resource__status=ResourceStatus.ACTIVE, resource__withdrawn_at=None)
    return rows.filter(still_there, withdrawn_at=None, fulfilled_at=None)


def wishes_of(resource: Resource, viewer: Viewer) -> list[Wish]:
    """What this resource needs, and what its provider needs as a whole. Fulfilled ones last."""
    about = Q(resource=resource)
    if resource.provider_id:
        about |= Q(resource=None, provider=resource.provider_id)
    rows = Wish.objects.visible_to(viewer).filter(about, withdrawn_at=None).select_related(*OF_WISH)
    return list(rows.order_by(F("fulfilled_at").asc(nulls_first=True), "pk")[:30])


def wishes_of_provider(actor: Actor, viewer: Viewer) -> list[Wish]:
    rows = open_wishes(Wish.objects.visible_to(viewer)).filter(Q(provider=actor) | Q(resource__provider=actor))
    return list(rows.select_related(*OF_WISH).order_by("pk")[:30])


def with_pledges(wishes: Iterable[Wish], viewer: Viewer) -> list[Wish]:
    """The wishes with the pledges to each that stand: one query for all of them."""
    wishes = list(wishes)
    by_id = {wish.pk: wish for wish in wishes}
    for wish in wishes:
        wish.standing_pledges = []
    rows = WishPledge.objects.visible_to(viewer).filter(wish__in=by_id, withdrawn_at=None)
    for pledge in rows.select_related("subject", "actor", "author__actor", "entered_by__actor").order_by("pk"):
        by_id[pledge.wish_id].standing_pledges.append(pledge)
    return wishes


def pledges_to(resource: Resource) -> list[WishPledge]:
    """What others and the municipality have said they will do for it: what its provider hears of once a year."""
    about = Q(wish__resource=resource)
    if resource.provider_id:
        about |= Q(wish__resource=None, wish__provider=resource.provider_id)
    rows = WishPledge.objects.filter(about, withdrawn_at=None, subject__shown=True, wish__withdrawn_at=None)
    return list(rows.select_related("subject", "actor", "author__actor", "wish").order_by("-pk")[:20])


# --- whom to write to -------------------------------------------------------------------------------------------------


def addresses_of(about: Resource | Wish) -> list[tuple[str, Person | None]]:
    """Where mail to those behind it goes: who speaks for the provider; its own address; the contact; the author."""
    if about.provider_id:
        speakers = Membership.objects.current().filter(actor=about.provider_id, speaks_for=True)
        people = Q(pk__in=speakers.values("person")) | Q(actor=about.provider_id)
        rows = Person.objects.filter(people, blocked_at=None).exclude(email=None).select_related("actor")
        found: list[tuple[str, Person | None]] = [
            (str(person.email), person) for person in rows.order_by("pk")[:MOST_ADDRESSES]
        ]
        if found:
            return found
        own = about.provider.email if about.provider else ""
        if own:
            return [(own, None)]
    if contact := getattr(about, "contact_email", ""):
        return [(contact, Person.objects.select_related("actor").filter(email=contact.lower()).first())]
    if about.provider_id is None and about.author.email:
        return [(about.author.email, about.author)]
    return []


def to_be_kept() -> QuerySet[Resource]:
    """What stands: neither hidden nor taken back. Also what has ended, for it may begin again."""
    return Resource.objects.filter(subject__shown=True, withdrawn_at=None).select_related(*ON_PAGE)


def to_ask(today: date) -> QuerySet[Resource]:
    """Those whose year is over and who were not asked for it yet."""
    due = to_be_kept().filter(status=ResourceStatus.ACTIVE, confirm_due__lte=today)
    return due.filter(Q(asked_on=None) | Q(asked_on__lt=F("confirm_due")))


def to_remind(today: date) -> QuerySet[Resource]:
    """Those who were asked three weeks ago and have said nothing, once."""
    asked = to_be_kept().filter(
        status=ResourceStatus.ACTIVE,
        confirm_due__lte=today,
        asked_on__gte=F("confirm_due"),
        asked_on__lte=today - REMINDER_AFTER,
    )
    return asked.filter(Q(reminded_on=None) | Q(reminded_on__lt=F("confirm_due")))


def passed(today: date) -> QuerySet[Resource]:
    """Those whose next day has gone by."""
    return Resource.objects.filter(status=ResourceStatus.ACTIVE, next_on__lt=today)


def areas_with_counts() -> QuerySet[Area]:
    """The areas in their order, each with the number of resources in it, also those that have ended."""
    return Area.objects.annotate(count=Count("resources"))


def kept_by(viewer: Viewer, most: int = 20) -> list[Resource]:
    """What the viewer keeps up to date, as its provider or because they told of it; what waits for a yes first."""
    mine = Q(provider__in={viewer.actor_id, *viewer.speaks_for} - {None}) | Q(provider=None, author=viewer.person_id)
    rows = Resource.objects.visible_to(viewer).filter(mine, status=ResourceStatus.ACTIVE, withdrawn_at=None)
    return list(rows.select_related("subject").order_by("confirm_due", "pk")[:most])
