"""Reads about events: the list, who comes, the agenda, what was agreed, and what others of the house ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.actors.comers import CONTACT_FOR
from samspil.actors.models import ORGANISATIONS, Actor
from samspil.actors.queries import actors_among
from samspil.challenges.models import Challenge
from samspil.events.models import (
    MEETINGS,
    STANDS,
    AgendaPoint,
    Event,
    EventInvitation,
    EventSignUp,
    EventSignUpState,
    MeetingPromise,
    PointState,
    PromiseState,
)
from samspil.foundation import clock, hooks, search
from samspil.foundation.choosing import Among, Choice, Rows
from samspil.foundation.hooks import Owed
from samspil.foundation.models import Audience, Subject
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Wish
from samspil.resources.queries import away, in_area, open_wishes

Point = tuple[float, float]
IN_LISTS = ("subject", "host__subject", "host__unit", "area")
ON_PAGE = (*IN_LISTS, "actor", "author__actor", "entered_by__actor", "origin", "follows__subject")
COMING, PAST = "", "tidligere"
MOST_IN_FEED = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What stands in the address of the list. ``near`` sorts by distance (latitude, longitude)."""

    words: str = ""
    when: str = COMING
    kind: str = ""
    theme: str = ""
    area: int | None = None
    near: Point | None = None
    has_room: bool = False


# --- the list ---------------------------------------------------------------------------------------------------------


def events_for(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Event]:
    """The events that ``viewer`` may read: those to come, soonest first, or those that were, newest first."""
    filters = filters or Filters()
    rows = narrowed(Event.objects.visible_to(viewer).select_related(*IN_LISTS), filters)
    if filters.near:
        return rows.annotate(away=away(filters.near)).order_by(F("away").asc(nulls_last=True), "starts_at", "pk")
    return rows.order_by("-starts_at" if filters.when == PAST else "starts_at", "pk")


def countable(viewer: Viewer, filters: Filters) -> QuerySet[Event]:
    """The same events in no order, for their number."""
    return narrowed(Event.objects.each_visible_to(viewer), filters)


def narrowed(rows: QuerySet[Event], filters: Filters) -> QuerySet[Event]:
    now = clock.now()
    rows = rows.filter(withdrawn_at=None)
    rows = rows.filter(ends_at__lte=now) if filters.when == PAST else rows.filter(ends_at__gt=now)
    if filters.words:
        ids = search.matching(filters.words, ("event",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.area:
        rows = rows.filter(in_area(filters.area))
    if filters.has_room:
        given = Sum("sign_ups__people", filter=Q(sign_ups__state=EventSignUpState.CONFIRMED))
        in_time = Q(sign_up_by=None) | Q(sign_up_by__gte=clock.today())
        rows = rows.filter(in_time, cancelled_at=None, closed_at=None).annotate(given=given)
        rows = rows.filter(Q(places=None) | Q(given=None) | Q(given__lt=F("places")))
    return rows


def with_places(events: Iterable[Event]) -> list[Event]:
    """The events with how many places are given and free, and how many wait in line: one query for all of them."""
    events = list(events)
    ids = [event.pk for event in events if event.needs_sign_up]
    rows = EventSignUp.objects.filter(event__in=ids).order_by().values("event")
    given = Sum("people", filter=Q(state=EventSignUpState.CONFIRMED))
    line = Sum("people", filter=Q(state=EventSignUpState.WAITING))
    counted = {row["event"]: row for row in rows.annotate(given=given, line=line)} if ids else {}
    for event in events:
        row = counted.get(event.pk, {})
        event.taken, event.waiting = row.get("given") or 0, row.get("line") or 0
        event.free = None if event.places is None else max(0, event.places - event.taken)
    return events


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears when an event is called off, counted in sign-ups. Those without a mail are rung up by the host."""

    mails: int
    waiting: int  # of those, and of those without a mail
    without: int


def told_of(event: Event) -> Told | None:
    """Whom calling it off would write to. One query; None where it is over or was called off before."""
    if event.is_over or event.cancelled_at:
        return None
    rows = event.sign_ups.filter(state__in=STANDS)
    reached = Q(person__email__isnull=False, person__erased_at=None)
    counted = rows.aggregate(
        mails=Count("pk", filter=reached),
        without=Count("pk", filter=~reached),
        waiting=Count("pk", filter=Q(state=EventSignUpState.WAITING)),
    )
    return Told(**counted)


def in_public_feed() -> list[Event]:
    """What everybody may read, from half a year back; what was called off too, so that calendars hear of it. However
    much there was, it leaves room for what comes.
    """
    now = clock.now()
    rows = Event.objects.filter(subject__shown=True, subject__audience=Audience.PUBLIC, withdrawn_at=None)
    rows = rows.select_related(*IN_LISTS)
    ahead = rows.filter(ends_at__gt=now).order_by("starts_at", "pk")[:MOST_IN_FEED]
    was = rows.filter(ends_at__gt=now - timedelta(days=183), ends_at__lte=now).order_by("-starts_at", "pk")
    return [*reversed(was[:MOST_IN_FEED]), *ahead]


def events_on(subject: Subject, viewer: Viewer) -> list[Event]:
    """The events about a page: those to come, and the last that was."""
    rows = Event.objects.visible_to(viewer).filter(subject__context=subject, withdrawn_at=None)
    newest = list(rows.select_related(*IN_LISTS).order_by("-starts_at", "pk")[:30])
    ahead = [event for event in reversed(newest) if not event.is_over]
    return [*ahead[:5], *[event for event in newest if event.is_over][:1]]


def hosted_by(actor: Actor, viewer: Viewer) -> list[Event]:
    return list(events_for(viewer).filter(host=actor)[:5])


def earlier_meetings(viewer: Viewer) -> list[Event]:
    """Dialogue meetings that another may follow, newest first."""
    rows = Event.objects.visible_to(viewer).filter(kind__in=MEETINGS, withdrawn_at=None)
    return list(rows.filter(starts_at__lt=clock.now()).order_by("-starts_at", "pk")[:30])


def followed_now(event_id: str, viewer: Viewer) -> Event | None:
    """The meeting that stands as the one before, however old it is; None where the viewer may not read it."""
    return Event.objects.visible_to(viewer).filter(pk=event_id).first()


# --- who comes --------------------------------------------------------------------------------------------------------


def those_coming(event: Event) -> list[EventSignUp]:
    """Those who have signed up, in their order, each with the ``contact`` that both have said yes to. One query."""
    rows = event.sign_ups.filter(state__in=STANDS).select_related("person__actor", "actor", "entered_by__actor")
    found = list(rows.order_by("queued_at", "pk"))
    for row in found:
        row.event = event
        row.contact = contact_of(row)
    return found


def contact_of(row: EventSignUp) -> list[str]:
    """Mail and phone, once the place is given and the person has allowed it. Otherwise, or long after, nothing."""
    if row.state != EventSignUpState.CONFIRMED or not row.shares_contact:
        return []
    if row.event.ends_at < clock.now() - CONTACT_FOR:
        return []
    return [part for part in (row.person.phone, row.person.email) if part]


def own_sign_up(event: Event, viewer: Viewer) -> EventSignUp | None:
    if not viewer.is_known:
        return None
    return event.sign_ups.filter(person=viewer.known_id, state__in=STANDS).first()


def sign_ups_of(viewer: Viewer, most: int = 20) -> list[EventSignUp]:
    """What the viewer comes to."""
    if not viewer.is_known:
        return []
    rows = EventSignUp.objects.filter(person=viewer.known_id, state__in=STANDS, event__ends_at__gt=clock.now())
    rows = rows.filter(event__subject__shown=True, event__withdrawn_at=None).select_related("event__subject")
    return list(rows.order_by("event__starts_at", "pk")[:most])


def invitations_to(event: Event) -> list[EventInvitation]:
    return list(event.invitations.select_related("person__actor").order_by("circle", "pk"))


# --- the agenda -------------------------------------------------------------------------------------------------------


def agenda_of(event: Event, viewer: Viewer) -> list[AgendaPoint]:
    """The points in their order, with headings as ``viewer`` may read them. One query."""
    rows = event.points.filter(state=PointState.ON).select_related("about__context", "suggested_by__actor")
    return with_headings(rows.order_by("position", "created_at", "pk"), event, viewer)


def suggested_for(event: Event, viewer: Viewer) -> list[AgendaPoint]:
    """What was suggested and waits for an answer, with who did. For those who keep the meeting."""
    rows = event.points.filter(state=PointState.SUGGESTED).select_related("about", "suggested_by__actor")
    return with_headings(rows.order_by("created_at", "pk"), event, viewer)


def suggested_by(event: Event, person_id: UUID | None) -> list[AgendaPoint]:
    return list(event.points.filter(suggested_by=person_id).order_by("created_at", "pk")) if person_id else []


def with_headings(points: Iterable[AgendaPoint], event: Event, viewer: Viewer) -> list[AgendaPoint]:
    """What a point is called: its own words, or the page it is about, for those who may read that page."""
    points = list(points)
    for point in points:
        point.event = event
        about = point.about if point.about and point.about.title and point.about.readable_by(viewer) else None
        point.url = hooks.address(about) if about else ""
        point.heading = point.title or (about.title if about else _("Et punkt, der er taget tilbage"))
        point.agreed = []
    return points


def to_put_on(event: Event, viewer: Viewer) -> Among:
    """The open challenges and wishes that everybody who reads the meeting may read: for a choice."""
    taken = event.points.filter(state=PointState.ON).exclude(about=None).values("about")
    public = {"subject__audience": Audience.PUBLIC}
    challenges = Challenge.objects.visible_to(viewer).filter(withdrawn_at=None, **public).exclude(stage="closed")
    wishes = open_wishes(Wish.objects.visible_to(viewer).filter(**public))
    return Among(
        Rows(newest(challenges.exclude(pk__in=taken)), "question", lambda _row: _("Udfordring")),
        Rows(newest(wishes.exclude(pk__in=taken)), "what", lambda _row: _("Behov")),
    )


def newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("subject").order_by("-subject__active_at", "pk")


def changes_of(event: Event) -> list[dict[str, Any]]:
    """What was mended after the minutes stood on the page, newest first: of which point, before and now."""
    if event.minutes_published_at is None:
        return []
    points = {point.pk: point for point in event.points.filter(state=PointState.ON)}
    stood: dict[UUID, str] = {}
    found = []
    for row in AgendaPoint.history.filter(event=event.pk, id__in=points).order_by("history_date", "history_id"):
        before = stood.get(row.id, "")
        if row.history_date > event.minutes_published_at and row.notes != before:
            found.append({"at": row.history_date, "point": points[row.id], "before": before, "now": row.notes})
        stood[row.id] = row.notes
    return sorted(found, key=lambda change: change["at"], reverse=True)


# --- what was agreed --------------------------------------------------------------------------------------------------


def promises_of(event: Event) -> list[MeetingPromise]:
    """What was agreed, for those who may see it (``meeting_promises.view``). One query."""
    rows = event.promises.filter(withdrawn_at=None, subject__shown=True)
    found = list(
        rows.select_related("subject", "actor__unit", "person__actor", "answered_by__actor").order_by("due_on", "pk")
    )
    for promise in found:
        promise.event = event
    return found


def with_promises(points: list[AgendaPoint], promises: list[MeetingPromise]) -> list[MeetingPromise]:
    """Put each promise below its point; returns those that belong to none."""
    by_id = {point.pk: point for point in points}
    loose = []
    for promise in promises:
        if promise.point_id in by_id:
            by_id[promise.point_id].agreed.append(promise)
        else:
            loose.append(promise)
    return loose


def last_time(event: Event, viewer: Viewer) -> list[MeetingPromise]:
    """What was agreed at the meeting before this one, once its minutes are on its page."""
    before = event.follows
    if before is None or before.minutes_published_at is None or not before.subject.readable_by(viewer):
        return []
    return [row for row in promises_of(before) if row.state != PromiseState.REFUSED]


def meeting_after(event: Event, viewer: Viewer) -> Event | None:
    """The next meeting that follows this one and has not begun, where the viewer may read it."""
    rows = Event.objects.visible_to(viewer).filter(follows=event, withdrawn_at=None, cancelled_at=None)
    return rows.filter(kind__in=MEETINGS, starts_at__gt=clock.now()).order_by("starts_at", "pk").first()


def promised_by(viewer: Viewer) -> list[MeetingPromise]:
    """What the viewer has been asked to do, or has promised, and not told of yet."""
    if viewer.person_id is None:
        return []
    mine = Q(person=viewer.person_id) | Q(deputy=viewer.person_id)
    rows = MeetingPromise.objects.visible_to(viewer).filter(
        mine, withdrawn_at=None, state__in=(PromiseState.ASKED, PromiseState.PROMISED)
    )
    return list(rows.select_related("subject", "actor", "event").order_by("due_on", "pk")[:10])


def possible_owners(event: Event, viewer: Viewer) -> Among:
    """Who may do something: those who were there, and every organisation. For a choice, by the actor's id."""
    people = {row.person.actor_id: row.person.name for row in those_coming(event)}
    if viewer.actor_id and viewer.actor_id not in people:
        people[viewer.actor_id] = viewer.name
    rows = Actor.objects.visible_to(viewer).filter(kind__in=ORGANISATIONS, subject__shown=True)
    there = sorted(people.items(), key=lambda pair: pair[1])
    return actors_among(rows.order_by("name", "pk"), (Choice(str(pk), name) for pk, name in there))


def without_answer(person_id: UUID | None = None) -> QuerySet[MeetingPromise]:
    """What owners owe a word about, of one person (also as a deputy) or of all."""
    rows = MeetingPromise.objects.filter(
        withdrawn_at=None, state__in=(PromiseState.ASKED, PromiseState.PROMISED), subject__shown=True
    )
    return rows.filter(Q(person=person_id) | Q(deputy=person_id)) if person_id else rows


def owed_answers(person_id: UUID | None = None) -> list[Owed]:
    """The answers that are owed, the oldest first.

    Yes or no is owed from the day of asking; whether it is done, from the day it was promised for.
    """
    found = [
        Owed(
            subject=row.subject,
            url=reverse("events:promise", args=[row.pk]),
            since=row.asked_on if row.state == PromiseState.ASKED else row.due_on,
            due=row.due,
            answerer=row.person_id,
            unit=row.actor_id if getattr(row.actor, "unit", None) else None,
            deputy=row.deputy_id,
        )
        for row in without_answer(person_id).select_related("subject", "actor__unit")
    ]
    return sorted(found, key=lambda owed: owed.due)
