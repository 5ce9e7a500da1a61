"""The verbs about events: make, edit, close for sign-up, cancel, take back.

The verbs about who comes stand in ``coming``, those about letters to many in ``inviting``, those about the agenda and
the minutes in ``agenda``, and those about what was agreed in ``promises``; all are reached from here as well.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor
from samspil.events import coming, facts, letters, promises
from samspil.events.agenda import (  # noqa: F401 - the verbs about the agenda and the minutes
    add_point,
    answer_point,
    edit_point,
    move_point,
    publish_agenda,
    publish_minutes,
    remove_point,
    suggest_point,
    write_minutes,
)
from samspil.events.coming import (  # noqa: F401 - the verbs about who comes
    cancel_sign_up,
    choose,
    sign_up,
    write_to_those_coming,
)
from samspil.events.inviting import answer_event_invitation, invite_to_event  # noqa: F401
from samspil.events.models import STANDS, WORD_LENGTH, Event
from samspil.events.promises import (  # noqa: F401 - the verbs about what was agreed
    agree_on,
    answer_promise,
    edit_promise,
    pass_on_promise,
    report_promise,
    withdraw_promise,
)
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Subject, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, check_version, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen, screen_edit

RELATED = ("host__subject", "host__unit", "area", "actor", "author__actor", "entered_by__actor", "origin", "follows")
PAGES = ("challenge", "proposal", "trial", "practice", "resource")  # what an event may be about
AUDIENCES = (Audience.PUBLIC, Audience.STAFF, Audience.UNIT)


@verb(Event)
def make_event(
    *,
    by: Viewer,
    host_id: UUID | str,
    origin_id: UUID | str | None = None,
    audience: str = Audience.PUBLIC,
    behalf: dict[str, str] | None = None,
    **told: Any,
) -> Event:
    """Make an event. ``told`` are facts of ``facts.FACTS`` (days and times also as ISO text).

    ``origin_id`` is the page it is about: that page shows it, and whoever reads the page reads the event. Without one
    ``audience`` says who does: everybody, all staff, or those who belong to the host.
    Raises: NotFound, Refused, ValidationError.
    """
    host = facts.host_of(host_id, by)
    require("events.make_for", by, host)
    origin = origin_of(origin_id, by)
    voice = voice_of(by, speaks_as=host.pk if host.pk in by.speaks_for and not behalf else None, behalf=behalf)
    check_audience(audience, by)
    event = Event(host=host, origin=origin, changed_at=clock.now(), **voice.fields())
    facts.put_on(event, {"first_on": None, **told}, by)
    event.subject = subjects.create(
        "event",
        title=event.title,
        by=voice.author.pk,
        context=origin,
        audience=audience,
        readers=readers_of(host, voice.author.pk, by.known_id) if audience == Audience.UNIT else [],
        text=facts.words_of(event),
        place=event.place,
        point=event.point,
    )
    screen(event.subject, by=by, voice=voice, text=facts.sentences_of(event))
    event.save(force_insert=True)
    follow_own(event.subject, voice)
    entry = journal(
        "events.made",
        event.subject,
        by=by,
        actor=host.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": event.kind, "origin": str(origin.pk) if origin else None},
    )
    if event.subject.shown:
        tell_news(entry)
    return event


def check_audience(audience: str, by: Viewer) -> None:
    """Raises: ValidationError on ``audience``."""
    if audience not in AUDIENCES or (audience == Audience.STAFF and not by.is_staff):
        raise ValidationError({"audience": [_("Vælg en af mulighederne på listen.")]})


def readers_of(host: Actor, *people: UUID) -> list[UUID]:
    """Those who belong to the host, of a unit also those above it in line; and the ``people`` who wrote it."""
    unit = getattr(host, "unit", None)
    return [*(unit.line if unit else [host.pk]), *people]


def origin_of(origin_id: UUID | str | None, by: Viewer) -> Subject | None:
    """Raises: NotFound for what ``by`` cannot read, or what no event is about."""
    if not origin_id:
        return None
    key = as_uuid(origin_id)
    origin = Subject.objects.visible_to(by).filter(pk=key, kind__in=PAGES).first() if key else None
    if origin is None:
        raise NotFound(f"Subject {origin_id}")
    return origin


@verb(Event)
def edit_event(
    *,
    by: Viewer,
    event_id: UUID | str,
    expected_version: int | None = None,
    audience: str | None = None,
    **changes: Any,
) -> Event:
    """Change what stands about an event. When time, place or link are others, all who have signed up hear of it.

    ``audience``: others may read it now; fewer only while nobody has signed up.
    Raises: NotFound, Refused, Stale, ValidationError.
    """
    event = find(Event, event_id, by, related=RELATED, lock=True)
    require("events.edit", by, event)
    check_version(event.subject, expected_version)
    if event.cancelled_at:
        raise ValidationError(_("Det er aflyst. Lav et nyt i stedet."))
    before, was = facts.sentences_of(event), stands_where(event)
    if audience and audience != event.subject.audience:
        put_audience(event, audience, by)
        before = ""  # to those who read it now all of it is new
    said_before = event.title
    facts.put_on(event, changes, by)
    taken = coming.taken(event)
    if event.places is not None and taken > event.places:
        raise ValidationError({"places": [_("Der er allerede givet %d pladser. Skriv mindst det tal.") % taken]})
    if taken and not event.needs_sign_up:
        raise ValidationError({"needs_sign_up": [_("Nogen er allerede tilmeldt. Lad tilmeldingen stå.")]})
    is_moved = was != stands_where(event)
    if is_moved or said_before != event.title:
        raise_sequence(event)
    event.save()
    if is_moved and not event.is_over:
        letters.tell_moved(event)
    coming.move_up(event.pk)
    subject = event.subject
    subject.title, subject.place = event.title, event.place
    subject.latitude, subject.longitude = event.point or (None, None)
    subject.save(update_fields=["title", "place", "latitude", "longitude"])
    bump(subject)
    search.index(subject, facts.words_of(event))
    screen_edit(subject, by=by, before=before, text=facts.sentences_of(event))
    journal("events.edited", subject, by=by, actor=event.host_id, payload={"version": subject.version})
    return event


def put_audience(event: Event, audience: str, by: Viewer) -> None:
    """Raises: ValidationError on ``audience``."""
    check_audience(audience, by)
    if event.origin_id:
        raise ValidationError({"audience": [_("Siden, det handler om, bestemmer, hvem der kan se det.")]})
    if audience != Audience.PUBLIC and event.sign_ups.filter(state__in=STANDS).exists():
        told = _("Nogen er allerede tilmeldt. Aflys, og lav et nyt, hvis færre skal kunne se det.")
        raise ValidationError({"audience": [told]})
    behind = [pk for pk in (event.author_id, event.entered_by_id) if pk]
    readers = readers_of(event.host, *behind) if audience == Audience.UNIT else []
    subjects.set_audience(event.subject, audience, readers)


def stands_where(event: Event) -> tuple[Any, ...]:
    """What those who come must hear of when it is another."""
    return (event.starts_at, event.ends_at, event.place, event.address, event.online_url)


def raise_sequence(event: Event) -> None:
    """Calendars that hold it take the new version (RFC 5545, section 3.8.7.4)."""
    event.sequence += 1
    event.changed_at = clock.now()


@verb(Event)
def close_sign_up(*, by: Viewer, event_id: UUID | str, is_closed: bool = True) -> Event:
    """Nobody more may sign up, or (``is_closed`` false) they may again. Those who have, still come.

    Raises: NotFound, Refused.
    """
    event = find(Event, event_id, by, related=RELATED, lock=True)
    require("events.see_who_comes", by, event)
    if event.cancelled_at or bool(event.closed_at) == is_closed:
        return event  # called off, or pressed twice
    event.closed_at = clock.now() if is_closed else None
    event.save(update_fields=["closed_at"])
    journal("events.closed" if event.closed_at else "events.opened", event.subject, by=by, actor=event.host_id)
    return event


@verb(Event)
def cancel_event(*, by: Viewer, event_id: UUID | str, why: str = "") -> Event:
    """Call it off. Everybody who has signed up hears at once, with ``why``. Raises: NotFound, Refused,
    ValidationError (it is over).
    """
    event = find(Event, event_id, by, related=RELATED, lock=True)
    require("events.cancel", by, event)
    if event.cancelled_at:
        return event  # pressed twice
    if event.is_over:
        raise ValidationError(_("Det er overstået og kan ikke aflyses."))
    why = clean_line(why)
    guard(why=why)
    if len(why) > WORD_LENGTH:
        raise ValidationError({"why": [_("Teksten er for lang. Der er plads til %d tegn.") % WORD_LENGTH]})
    event.cancelled_why = why
    call_off(event)
    event.save()
    bump(event.subject)
    entry = journal("events.cancelled", event.subject, by=by, actor=event.host_id)
    tell_news(entry)
    return event


def call_off(event: Event) -> None:
    event.cancelled_at = clock.now()
    raise_sequence(event)
    letters.tell_called_off(event)
    coming.end_all(event)


@verb(Event)
def withdraw_event(*, by: Viewer, event_id: UUID | str) -> Event:
    """Take an event back: its words are deleted, and those who would come hear that it is off.

    Raises: NotFound, Refused, ValidationError (it has been held).
    """
    event = find(Event, event_id, by, related=RELATED, lock=True)
    require("events.withdraw", by, event)
    if event.withdrawn_at:
        return event  # pressed twice
    if event.has_begun and event.cancelled_at is None:
        raise ValidationError(_("Det er begyndt eller holdt og kan ikke tages tilbage."))
    if event.cancelled_at is None:
        call_off(event)
    empty(event)
    journal("events.withdrawn", event.subject, by=by, actor=event.host_id)
    return event


def empty(event: Event) -> None:
    """Nothing is left of what was said."""
    for name in (*facts.TEXTS, "cancelled_why"):
        setattr(event, name, "")
    event.lat = event.lon = None
    event.withdrawn_at = event.withdrawn_at or clock.now()
    event.save()
    for point in event.points.all():
        point.history.all().delete()
        point.delete()
    event.invitations.all().delete()
    for promise in event.promises.select_related("subject"):
        promises.empty(promise)
    subjects.move(event.subject, "")
    subjects.fall_silent(event.subject)
