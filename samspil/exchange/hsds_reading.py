"""Open Referral HSDS 3.0 in JSON into rows: services, lists of them, and what else holds services.

Written by hand against the published schema (docs.openreferral.org, HSDS 3.0). Feeds differ in what they leave out, so
everything but the name may be missing; a service with nothing we can use becomes a row with a mistake.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.exchange.columns import FIELDS
from samspil.resources.models import Access

ISO_DAYS = {"MO": "man", "TU": "tir", "WE": "ons", "TH": "tor", "FR": "fre", "SA": "lør", "SU": "søn"}
ENTITY_LISTS = ("contents", "services", "items", "data", "results")
NOT_ACTIVE = ("inactive", "defunct")  # "temporarily closed" comes back


def rows_of_hsds(data: bytes) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The headings (our own field names) and the rows. Raises: ValidationError."""
    try:
        services = list(services_in(json.loads(data)))
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 0)
        where = _(" Fejlen står ved linje %d.") % line if line else ""
        raise ValidationError(_("Filen er ikke gyldig JSON.") + where) from problem
    open_ones = [(number, each) for number, each in enumerate(services, 1) if text(each, "status") not in NOT_ACTIVE]
    if not open_ones:
        raise ValidationError(_("Vi fandt ingen tilbud i filen. Den skal følge HSDS 3.0, med en liste af services."))
    return list(FIELDS), ((number, cells(service)) for number, service in open_ones)


def services_in(read: Any) -> Iterator[dict[str, Any]]:
    """Services on their own, in a list, in a page of a feed, in an organisation, or at a location."""
    if isinstance(read, list):
        for each in read:
            yield from services_in(each)
    elif isinstance(read, dict):
        inner = next((read[name] for name in ENTITY_LISTS if isinstance(read.get(name), list)), None)
        if isinstance(read.get("service"), dict):
            here = {key: value for key, value in read.items() if key != "service"}
            yield {"service_at_locations": [here], **read["service"]}
        elif inner is not None and "location_type" not in read:
            own = {key: value for key, value in read.items() if not isinstance(value, list)}
            for each in inner:
                if isinstance(each, dict) and "name" in own and "organization" not in each:
                    each = {**each, "organization": own}
                yield from services_in(each)
        elif "name" in read or "status" in read:
            yield read


def cells(service: dict[str, Any]) -> list[str]:
    words = {name: value for name, value in words_of(service).items() if value}
    return [words.get(name, "") for name in FIELDS]


def words_of(service: dict[str, Any]) -> dict[str, str]:
    """Each of our fields in words, as a cell of a table would have them."""
    places = dicts(service, "service_at_locations")
    location: dict[str, Any] = next((at["location"] for at in places if isinstance(at.get("location"), dict)), {})
    address = first(location, "addresses")
    schedules = [*dicts(service, "schedules"), *(s for place in places for s in dicts(place, "schedules"))]
    schedule = next((each for each in schedules if each.get("freq") or each.get("byday") or each.get("opens_at")), {})
    contact = first(service, "contacts") or next((first(place, "contacts") for place in places), {})
    phone = first(service, "phones") or first(contact, "phones") or first(location, "phones")
    organization = service.get("organization") if isinstance(service.get("organization"), dict) else {}
    return {
        "external_id": text(service, "id"),
        "title": text(service, "name"),
        "body": body_of(service),
        "provider_name": text(organization or {}, "name"),
        "place": text(address, "city") or text(location, "name"),
        "address": ", ".join(filter(None, (text(address, "address_1"), postal(address)))),
        "lat": text(location, "latitude"),
        "lon": text(location, "longitude"),
        **when(schedule),
        "youngest": whole(service, "minimum_age"),
        "oldest": whole(service, "maximum_age"),
        "fee": text(service, "fees_description") or text(service, "fees") or cost_of(service),
        "languages": "; ".join(filter(None, (text(each, "code")[:2] for each in dicts(service, "languages")))),
        "access": access_of(location),
        "themes": terms_of(service, "themes"),
        "target_groups": terms_of(service, "target_groups"),
        "kind": terms_of(service, "kind"),
        "website": text(service, "url"),
        "contact_name": text(contact, "name"),
        "contact_phone": text(phone, "number").strip('"'),
        "contact_email": text(service, "email") or text(contact, "email"),
        "contact_visibility": "",
        "capacity": "",
    }


def body_of(service: dict[str, Any]) -> str:
    parts = (text(service, "description"), text(service, "application_process"), text(service, "alert"))
    return "\n\n".join(part for part in parts if part)[:2000]


def postal(address: dict[str, Any]) -> str:
    return " ".join(filter(None, (text(address, "postal_code"), text(address, "city"))))


def when(schedule: dict[str, Any]) -> dict[str, str]:
    """A schedule as a rule we can count with, else in its own words."""
    found = {
        "first_on": text(schedule, "dtstart")[:10] or text(schedule, "valid_from")[:10],
        "starts_at": text(schedule, "opens_at")[:5],
        "ends_at": text(schedule, "closes_at")[:5],
    }
    byday = [code.strip().upper() for code in text(schedule, "byday").split(",") if code.strip()]
    rule = {
        "FREQ": text(schedule, "freq").upper(),
        "INTERVAL": whole(schedule, "interval"),
        "BYDAY": ",".join(byday),
        "UNTIL": re.sub(r"\D", "", text(schedule, "until")[:10]) if text(schedule, "until") else "",
    }
    if rule["FREQ"] in ("WEEKLY", "MONTHLY", "DAILY") and all(re.fullmatch("-?[1-5]?[A-Z]{2}", code) for code in byday):
        if rule["INTERVAL"] == "1":
            rule["INTERVAL"] = ""
        if len(rule["UNTIL"]) != 8:
            rule["UNTIL"] = ""
        found["recurrence"] = ";".join(f"{name}={value}" for name, value in rule.items() if value)
    elif byday and all(code[-2:] in ISO_DAYS for code in byday):
        found["days"] = ", ".join(ISO_DAYS[code[-2:]] for code in byday)
    else:
        found["times_text"] = text(schedule, "description")[:200]
    return found


def cost_of(service: dict[str, Any]) -> str:
    option = first(service, "cost_options")
    amount = text(option, "amount")
    return text(option, "amount_description") or f"{amount} {text(option, 'currency')}".strip() if amount else ""


def access_of(location: dict[str, Any]) -> str:
    """In our own exports the code stands beside the words; of others' we know the wheelchair."""
    rows = dicts(location, "accessibility")
    said = " ".join(text(each, "description") for each in rows).lower()
    known = {text(each, "details") for each in rows} & set(Access.values)
    found = known | ({"step_free"} if re.search(r"wheelchair|step.?free|kørestol|niveaufri", said) else set())
    return "; ".join(sorted(found))


def terms_of(service: dict[str, Any], of: str) -> str:
    """The terms of our own exports; those of other taxonomies are not ours to translate."""
    terms = [
        each["taxonomy_term"] for each in dicts(service, "attributes") if isinstance(each.get("taxonomy_term"), dict)
    ]
    return "; ".join(text(term, "code") for term in terms if text(term, "taxonomy") == f"samspil:{of}")


# --- careful hands ----------------------------------------------------------------------------------------------------


def dicts(thing: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = thing.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def first(thing: dict[str, Any], name: str) -> dict[str, Any]:
    return next(iter(dicts(thing, name)), {})


def text(thing: dict[str, Any], name: str) -> str:
    value = thing.get(name)
    return str(value).strip()[:6000] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def whole(thing: dict[str, Any], name: str) -> str:
    """A whole number: some feeds write 12.0, and some leave the field at null."""
    return text(thing, name).removesuffix(".0")
