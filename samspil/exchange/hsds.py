"""Resources as services of Open Referral HSDS 3.0 (docs.openreferral.org), each with its organisation and its place.

Our own vocabulary travels as taxonomies named ``samspil:...``, so that what one municipality fetches from another comes
in as it was.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from django.urls import reverse

from samspil.exchange.exporting import Contact, contact_of
from samspil.foundation import mail
from samspil.foundation.models import Theme
from samspil.foundation.text import clean_line
from samspil.foundation.viewer import Viewer
from samspil.resources import recurrence
from samspil.resources.models import Access, Resource, ResourceKind, TargetGroup
from samspil.resources.queries import provider_shown

POSTAL = re.compile(r"\b(\d{4})\s+([^,\d]{2,60})")
FREQUENCIES = ("WEEKLY", "MONTHLY")  # all that the schema knows


def as_json(rows: Iterable[Resource], viewer: Viewer) -> bytes:
    """A page of a feed with all of them on it. Each is written out at once: as text it takes a sixth of the memory."""
    services = [json.dumps(service_of(row, viewer), ensure_ascii=False) for row in rows]
    page = {
        "version": "3.0",
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
    }
    return f'{json.dumps(page)[:-1]}, "contents": [{", ".join(services)}]}}'.encode()


def key(owner: UUID, part: str) -> str:
    """The id of a part: the same every time, as long as the owner stands."""
    return str(uuid5(owner, part))


def service_of(resource: Resource, viewer: Viewer) -> dict[str, Any]:
    """One service with everything in it, as ``viewer`` may read it."""
    pk, contact = resource.pk, contact_of(resource, viewer)
    service = {
        "id": str(pk),
        "name": resource.title,
        "description": resource.body,
        "url": resource.website or mail.address(reverse("resources:page", args=[pk])),
        "email": contact.email,
        "status": "active" if resource.is_active else "inactive",
        "fees_description": resource.fee,
        "minimum_age": resource.youngest,
        "maximum_age": resource.oldest,
        "assured_date": resource.confirmed_on.isoformat() if resource.confirmed_on else None,
        "last_modified": resource.subject.active_at.isoformat(timespec="seconds"),
        "organization": organization_of(resource),
        "phones": [{"id": key(pk, "phone"), "number": contact.phone}] if contact.phone else [],
        "contacts": contacts_of(pk, contact),
        "languages": [{"id": key(pk, f"language {code}"), "code": code} for code in resource.languages],
        "schedules": schedules_of(resource),
        "cost_options": free_of(resource),
        "service_at_locations": places_of(resource),
        "attributes": list(attributes_of(resource)),
    }
    return without_nothing(service)


def without_nothing(thing: dict[str, Any]) -> dict[str, Any]:
    """What is not known is left out; the schema takes no null."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}


def organization_of(resource: Resource) -> dict[str, Any] | None:
    name = provider_shown(resource)
    if not name:
        return None
    pk = str(resource.provider_id) if resource.provider_id else key(resource.pk, "organization")
    about = resource.provider.description if resource.provider else ""
    return {"id": pk, "name": name, "description": about or name}


def contacts_of(pk: UUID, contact: Contact) -> list[dict[str, Any]]:
    if not contact.name:
        return []
    return [without_nothing({"id": key(pk, "contact"), "name": contact.name, "email": contact.email})]


def schedules_of(resource: Resource) -> list[dict[str, Any]]:
    said = clean_line(recurrence.in_words(resource))
    if not said:
        return []
    parts = recurrence.parts_of(resource.recurrence)
    known = parts if parts.get("FREQ") in FREQUENCIES else {}
    schedule = {
        "id": key(resource.pk, "schedule"),
        "dtstart": resource.first_on.isoformat() if resource.first_on else None,
        "freq": known.get("FREQ"),
        "interval": int(known["INTERVAL"]) if "INTERVAL" in known else None,
        "byday": known.get("BYDAY"),
        "bymonthday": known.get("BYMONTHDAY"),
        "count": int(known["COUNT"]) if "COUNT" in known else None,
        "until": re.sub(r"(\d{4})(\d\d)(\d\d).*", r"\1-\2-\3", known["UNTIL"]) if "UNTIL" in known else None,
        "opens_at": f"{resource.starts_at:%H:%M}" if resource.starts_at else None,
        "closes_at": f"{resource.ends_at:%H:%M}" if resource.ends_at else None,
        "description": said,
    }
    return [without_nothing(schedule)]


def free_of(resource: Resource) -> list[dict[str, Any]]:
    return [{"id": key(resource.pk, "cost"), "amount": 0, "currency": "DKK"}] if resource.is_free else []


def places_of(resource: Resource) -> list[dict[str, Any]]:
    if not (resource.place or resource.address or resource.point):
        return []
    pk, (lat, lon) = resource.pk, resource.point or (None, None)
    location = {
        "id": key(pk, "location"),
        "location_type": "physical",
        "name": resource.place or resource.address,
        "latitude": lat,
        "longitude": lon,
        "transportation": resource.lift,
        "addresses": address_of(resource),
        "accessibility": [
            {"id": key(pk, f"access {code}"), "description": str(Access(code).label), "details": code}
            for code in resource.access
            if code in Access.values
        ],
    }
    return [{"id": key(pk, "at"), "location": without_nothing(location)}]


def address_of(resource: Resource) -> list[dict[str, Any]]:
    """The address in the parts that the schema asks for, as far as we can tell them apart."""
    if not resource.address:
        return []
    found = POSTAL.search(resource.address)
    street = resource.address[: found.start()].strip(" ,") if found else resource.address
    return [
        {
            "id": key(resource.pk, "address"),
            "address_1": street or resource.address,
            "city": (found[2].strip() if found else "") or resource.place,
            "state_province": "",
            "postal_code": found[1] if found else "",
            "country": "DK",
            "address_type": "physical",
        }
    ]


def attributes_of(resource: Resource) -> Iterator[dict[str, Any]]:
    terms = [("kind", resource.kind, ResourceKind(resource.kind).label)]
    terms += [("themes", row.theme, Theme(row.theme).label) for row in resource.themes.all()]
    terms += [("target_groups", row.group, TargetGroup(row.group).label) for row in resource.target_groups.all()]
    for taxonomy, code, label in terms:
        # A term is the same wherever it stands; what it says of this service is not.
        term = key(UUID(int=0), f"{taxonomy} {code}")
        yield {
            "id": key(resource.pk, f"{taxonomy} {code}"),
            "link_id": str(resource.pk),
            "link_entity": "service",
            "taxonomy_term_id": term,
            "taxonomy_term": {
                "id": term,
                "code": code,
                "name": str(label),
                "description": str(label),
                "taxonomy": f"samspil:{taxonomy}",
            },
        }
