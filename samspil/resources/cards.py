"""How resources and wishes are shown: rows of a list, points of a map, and data for machines. No query of its own but
the badges.
"""

from datetime import date
from typing import Any

import rules
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.foundation import clock, hooks, mail
from samspil.foundation.maps import map_context
from samspil.foundation.viewer import Viewer
from samspil.resources import queries, recurrence
from samspil.resources.models import LANGUAGES, Access, Resource, ResourceKind, Wish


def km_in_words(km: float | None) -> str:
    if km is None:
        return ""
    if km < 0.1:
        return _("Lige her")
    return _("%s km væk") % number_format(km, 1 if km < 10 else 0)


def room_in_words(resource: Resource) -> str:
    """How many it can take now. Nothing where nobody has said."""
    if resource.capacity is None:
        return ""
    if resource.capacity == 0:
        return _("Fuldt lige nu")
    return ngettext("Kan tage %(n)d nu", "Kan tage %(n)d nu", resource.capacity) % {"n": resource.capacity}


def ages_in_words(resource: Resource) -> str:
    young, old = resource.youngest, resource.oldest
    if young is not None and old is not None:
        return _("Fra %(young)d til %(old)d år") % {"young": young, "old": old}
    if young is not None:
        return _("Fra %(young)d år") % {"young": young}
    return _("Til og med %(old)d år") % {"old": old} if old is not None else ""


def price_in_words(resource: Resource) -> str:
    if resource.is_free:
        return resource.fee or _("Gratis")
    return resource.fee or (_("Det koster noget") if resource.is_free is False else "")


def access_in_words(resource: Resource) -> list[str]:
    return [str(Access(code).label) for code in resource.access if code in Access.values]


def languages_in_words(resource: Resource) -> str:
    """The languages one can speak there; one we have no word for stands as its letters."""
    return ", ".join(str(LANGUAGES.get(code, code)) for code in resource.languages)


def whose(wish: Wish) -> str:
    """For whom or what something is wished."""
    if wish.resource:
        return wish.resource.title
    return wish.provider.name if wish.provider else ""


def rows(resources: list[Resource], viewer: Viewer) -> list[dict[str, Any]]:
    """The context of ``resources/row.html`` for each resource."""
    badges = hooks.badges("resource", [row.pk for row in resources], viewer)
    return [
        {
            "url": reverse("resources:page", args=[row.pk]),
            "title": row.title,
            "language": row.subject.language,
            "kicker": [str(ResourceKind(row.kind).label), *getattr(row, "theme_labels", [])],
            "text": row.body,
            "provider": queries.provider_shown(row),
            "place": row.place or (row.area.name if row.area else ""),
            "km": km_in_words(getattr(row, "km", None)),
            "when": recurrence.in_words(row),
            # A job moves the day on a few times a day; what has passed is no next time.
            "next_on": row.next_on if row.next_on and row.next_on >= clock.today() else None,
            "room": room_in_words(row),
            "is_full": row.capacity == 0,
            "facts": [fact for fact in (price_in_words(row), *badges[row.pk]) if fact],
            "is_unconfirmed": row.is_unconfirmed,
            "confirmed_on": row.confirmed_on,
        }
        for row in resources
    ]


def map_of(resources: list[Resource], label: str) -> dict[str, Any]:
    """The context of ``components/map.html``: those of the page that have a point."""
    points = [
        {
            "title": row.title,
            "meta": " · ".join(filter(None, (row.place, recurrence.in_words(row)))),
            "url": reverse("resources:page", args=[row.pk]),
            "lat": point[0],
            "lon": point[1],
        }
        for row in resources
        if (point := row.point)
    ]
    return map_context(label, points)


def contact_of(resource: Resource, viewer: Viewer) -> dict[str, str]:
    """How to reach those behind it, as far as they want ``viewer`` to know."""
    visible = resource.contact_visibility == "public" or (
        resource.contact_visibility == "staff" and rules.has_perm("resources.see_staff_contact", viewer)
    )
    given = {"name": resource.contact_name, "phone": resource.contact_phone, "email": resource.contact_email}
    return given if visible and any(given.values()) else {}


def wish_cards(wishes: list[Wish], viewer: Viewer) -> list[Wish]:
    """The wishes with what ``viewer`` may do with each and with each pledge. They hold their pledges already."""
    for wish in wishes:
        wish.may_fulfil = viewer.is_known and wish.is_open and rules.has_perm("wishes.fulfil", viewer, wish)
        wish.may_withdraw = viewer.is_known and rules.has_perm("wishes.withdraw", viewer, wish)
        for pledge in wish.standing_pledges:
            pledge.may_withdraw = viewer.is_known and rules.has_perm("wish_pledges.withdraw", viewer, pledge)
    return wishes


# --- schema.org -------------------------------------------------------------------------------------------------------

DAYS_OF_WEEK = dict(
    zip(
        recurrence.DAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)


def json_ld(resource: Resource, dates: list[date]) -> dict[str, Any]:
    """The resource in the words of schema.org, with what everybody may read. An activity with dates is an Event; a
    place is a Place; the rest are Services.
    """
    place = place_ld(resource)
    provider = queries.provider_shown(resource)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": resource.title,
        "description": resource.body,
        "url": mail.address(reverse("resources:page", args=[resource.pk])),
        "inLanguage": resource.subject.language,
        "isAccessibleForFree": resource.is_free,
        "dateModified": timezone.localdate(resource.subject.active_at).isoformat(),
    }
    who = {"@type": "Organization", "name": provider} if provider else None
    if resource.kind == ResourceKind.PLACE:
        data |= {**place, "@type": "Place", "name": resource.title}
        for name in ("inLanguage", "dateModified"):
            data.pop(name)
        data["maximumAttendeeCapacity"] = resource.capacity
    elif resource.kind == ResourceKind.ACTIVITY and dates:
        data |= {
            "@type": "Event",
            "startDate": start_of(resource, dates[0]),
            "location": place or None,
            "organizer": who,
            "remainingAttendeeCapacity": resource.capacity,
            "eventSchedule": schedule_ld(resource),
        }
        data.pop("dateModified")
    else:
        data |= {"provider": who, "areaServed": place or None}
        data.pop("isAccessibleForFree")
        data.pop("dateModified")
    contact = contact_of(resource, Viewer())
    if contact and data["@type"] == "Service":
        data["availableChannel"] = {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "name": contact["name"], "telephone": contact["phone"]},
        }
    return without_empty(data)


def start_of(resource: Resource, day: date) -> str:
    begins = recurrence.moment(resource, day)
    return begins.isoformat() if begins else day.isoformat()


def place_ld(resource: Resource) -> dict[str, Any]:
    name = resource.place or (resource.area.name if resource.area else "")
    if not (name or resource.address or resource.point):
        return {}
    point = resource.point
    return {
        "@type": "Place",
        "name": name,
        "address": resource.address or name,
        "geo": {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
    }


def schedule_ld(resource: Resource) -> dict[str, Any] | None:
    """The recurrence as schema.org's Schedule, for the rules that it can say."""
    parts = recurrence.parts_of(resource.recurrence)
    unit = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}.get(parts.get("FREQ", ""))
    if unit is None or "BYSETPOS" in parts:
        return None
    return {
        "@type": "Schedule",
        "repeatFrequency": f"P{parts.get('INTERVAL', '1')}{unit}",
        "byDay": [f"https://schema.org/{DAYS_OF_WEEK[day]}" for day in resource.days] if unit == "W" else None,
        "startTime": resource.starts_at.isoformat("minutes") if resource.starts_at else None,
        "endTime": resource.ends_at.isoformat("minutes") if resource.ends_at else None,
        "scheduleTimezone": resource.zone,
    }


def without_empty(value: Any) -> Any:
    """Without the keys whose value says nothing."""
    if isinstance(value, dict):
        return {key: without_empty(each) for key, each in value.items() if each not in (None, "", [], {})}
    return value


def upcoming(resource: Resource, most: int = 4) -> list[date]:
    return recurrence.next_dates(resource, clock.today(), most)
