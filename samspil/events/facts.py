"""What can be said about an event: taken from forms and jobs alike, checked, and put on it."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspil.actors.models import ORGANISATIONS, Actor
from samspil.events import times
from samspil.events.models import MEETINGS, MOST_PEOPLE, Event, EventKind, Facility
from samspil.foundation import clock
from samspil.foundation.addresses import check_phone, web_address
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme
from samspil.foundation.subjects import known_point
from samspil.foundation.verbs import all_told, clean_texts
from samspil.foundation.viewer import Viewer
from samspil.resources.facts import area_of, codes_of, day_of, hour_of, number_of, wrong

TEXTS = (
    "title",
    "body",
    "for_whom",
    "contact_name",
    "contact_phone",
    "place",
    "address",
    "online_url",
    "price",
    "access_note",
)
NEEDED = ("title", "body", "contact_name", "contact_phone")
TIMES = ("first_on", "starts", "until_on", "ends")
OTHERS = ("kind", "theme", "access", "area_id", "places", "needs_sign_up", "sign_up_by", "follows_id")
FACTS = frozenset((*TEXTS, *TIMES, *OTHERS))
LONGEST = timedelta(days=31)
LINK_LENGTH = 300


def host_of(host_id: UUID | str | None, by: Viewer) -> Actor:
    """The association or unit that stands behind an event. Raises: ValidationError on ``host_id``."""
    key = as_uuid(host_id) if host_id else None
    rows = Actor.objects.visible_to(by).select_related("subject", "unit").filter(kind__in=ORGANISATIONS)
    host = rows.filter(pk=key).first() if key else None
    if host is None:
        raise wrong("host_id", _("Vælg, hvem der er vært."))
    return host


def put_on(event: Event, facts: dict[str, Any], by: Viewer) -> None:
    """Put the ``facts`` on the event, and see that it holds together. Nothing is saved.

    Raises: ValidationError by field, all that is wrong at once; TypeError for a fact there is no field for.
    """
    unknown = set(facts) - FACTS
    if unknown:
        raise TypeError(f"An event does not hold {unknown}")
    all_told(
        partial(put_texts, event, facts),
        partial(put_choices, event, facts),
        partial(put_sign_up, event, facts),
        partial(put_days, event, facts, by),
    )


def put_texts(event: Event, facts: dict[str, Any]) -> None:
    for name in TEXTS:
        if name in facts:
            setattr(event, name, facts[name] or "")
    all_told(
        partial(put_address, event),
        partial(check_phone, event.contact_phone if "contact_phone" in facts else "", "contact_phone"),
        partial(clean_texts, event, TEXTS),
        *(partial(check_said, event, name) for name in NEEDED),
    )
    event.lat, event.lon = known_point(event.place)


def put_address(event: Event) -> None:
    event.online_url = web_address(event.online_url, "online_url", most=LINK_LENGTH)
    if not event.place and not event.online_url:
        raise wrong("place", _("Skriv, hvor det er, eller sæt et link ind."))


def check_said(event: Event, name: str) -> None:
    if not getattr(event, name):
        raise wrong(name, _("Skriv noget her."))


def put_choices(event: Event, facts: dict[str, Any]) -> None:
    for name, choices, may_be_empty in (("kind", EventKind, False), ("theme", Theme, True)):
        if name in facts:
            value = facts[name] or ""
            if value not in choices.values and not (may_be_empty and not value):
                raise wrong(name, _("Vælg en af mulighederne på listen."))
            setattr(event, name, value)
    if "access" in facts:
        event.access = codes_of(facts["access"] or (), Facility.values, "access")
    if "area_id" in facts:
        event.area = area_of(facts["area_id"])


def put_times(event: Event, facts: dict[str, Any]) -> None:
    """Raises: ValidationError by field."""
    if not set(facts) & set(TIMES):
        return
    known = times_of(event) if event.starts_at else {}
    first_on = day_of(facts.get("first_on", known.get("first_on")), "first_on")
    until_on = day_of(facts.get("until_on", known.get("until_on")), "until_on")
    starts = hour_of(facts.get("starts", known.get("starts")), "starts")
    ends = hour_of(facts.get("ends", known.get("ends")), "ends")
    if first_on is None:
        raise wrong("first_on", _("Vælg dagen."))
    if starts is None or ends is None:
        raise wrong("starts" if starts is None else "ends", _("Skriv tiden som time:minut, for eksempel 19:30."))
    if starts == ends and until_on in (None, first_on):
        raise wrong("ends", _("Det kan ikke slutte, når det begynder."))
    if until_on and until_on < first_on:
        raise wrong("until_on", _("Den sidste dag skal ligge efter den første."))
    if not 2000 <= first_on.year <= clock.today().year + 5:
        raise wrong("first_on", _("Vælg en dag inden for de næste fem år."))
    begins, stops = times.moments(first_on, starts, until_on, ends, event.zone)
    if stops - begins > LONGEST:
        raise wrong("until_on", _("Et arrangement kan højst vare en måned."))
    is_moved = (event.starts_at, event.ends_at) != (begins, stops)
    if is_moved and begins <= clock.now():
        raise wrong("first_on", _("Den dag eller den tid er gået."))
    event.starts_at, event.ends_at = begins, stops


def times_of(event: Event) -> dict[str, Any]:
    """The times as somebody would type them."""
    starts, ends = times.local(event.starts_at, event.zone), times.local(event.ends_at, event.zone)
    is_one_night = ends - starts < timedelta(hours=24)
    return {
        "first_on": starts.date(),
        "starts": starts.time(),
        "until_on": None if is_one_night else ends.date(),
        "ends": ends.time(),
    }


def put_sign_up(event: Event, facts: dict[str, Any]) -> None:
    if "needs_sign_up" in facts:
        event.needs_sign_up = bool(facts["needs_sign_up"])
    if "sign_up_by" in facts:
        event.sign_up_by = day_of(facts["sign_up_by"], "sign_up_by")
    if not event.needs_sign_up:
        event.sign_up_by = None
    if "places" in facts:
        event.places = number_of(facts["places"], "places", MOST_PEOPLE)
    if event.places is not None and event.places < 1:
        raise wrong("places", _("Der skal være plads til mindst én. Lad feltet stå tomt, hvis alle kan være der."))


def put_days(event: Event, facts: dict[str, Any], by: Viewer) -> None:
    """When it is, and what can only be known once that is."""
    put_times(event, facts)
    all_told(partial(check_sign_up, event), partial(put_followed, event, facts, by))


def put_followed(event: Event, facts: dict[str, Any], by: Viewer) -> None:
    if "follows_id" in facts:
        event.follows = followed(facts["follows_id"], event, by)


def check_sign_up(event: Event) -> None:
    if event.sign_up_by and event.sign_up_by > times.local(event.ends_at, event.zone).date():
        raise wrong("sign_up_by", _("Den sidste dag at melde sig skal ligge før arrangementet."))


def followed(event_id: UUID | str | None, event: Event, by: Viewer) -> Event | None:
    """The meeting before this one. Raises: ValidationError for one that cannot be read, or comes later."""
    if not event_id:
        return None
    key = as_uuid(event_id)
    if key and key == event.follows_id:
        return event.follows  # it stands, also where it is hidden by now
    rows = Event.objects.visible_to(by).filter(kind__in=MEETINGS, withdrawn_at=None, starts_at__lt=event.starts_at)
    found = rows.filter(pk=key).exclude(pk=event.pk).first() if key else None
    if found is None:
        raise wrong("follows_id", _("Vælg et tidligere møde på listen."))
    return found


def sentences_of(event: Event) -> str:
    """What was written, for whoever looks at it before it shows."""
    said = (event.title, event.body, event.for_whom, event.access_note)
    return "\n".join(f"{part.rstrip('.')}." for part in said if part)


def words_of(event: Event) -> str:
    """What the search finds it by, besides its title. Never the link."""
    said = (event.body, event.for_whom, event.place, event.host.name, event.get_kind_display())
    return "\n".join(str(part) for part in said if part)
