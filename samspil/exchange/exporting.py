"""The directory as files, as far as a viewer may read it: tables, calendar, map."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vRecur

from samspil.exchange.columns import COLUMNS
from samspil.exchange.values import LANGUAGES, named
from samspil.foundation import clock, mail
from samspil.foundation.cells import IMPOSSIBLE, Cell, harmless
from samspil.foundation.models import Theme
from samspil.foundation.text import clean_line
from samspil.foundation.viewer import Viewer
from samspil.resources import cards, recurrence
from samspil.resources.models import Access, LegalBase, Resource, ResourceKind, TargetGroup
from samspil.resources.queries import Filters, provider_shown, resources_for

AT_ONCE = 500
NAMES = tuple(column.field for column in COLUMNS if column.field != "days")


@dataclass(frozen=True, slots=True)
class Contact:
    name: str = ""
    phone: str = ""
    email: str = ""


def contact_of(resource: Resource, viewer: Viewer) -> Contact:
    """Whom to reach, when ``viewer`` may know it."""
    return Contact(**cards.contact_of(resource, viewer))


def found(viewer: Viewer, filters: Filters | None = None) -> Iterator[Resource]:
    """What the list shows under the same filters, some hundred at a time: four queries for each lot."""
    rows = resources_for(viewer, filters).prefetch_related("themes", "target_groups")
    return rows.iterator(chunk_size=AT_ONCE)


# --- tables -----------------------------------------------------------------------------------------------------------


def headings() -> list[str]:
    return [str(column.label) for column in COLUMNS if column.field in NAMES]


def cells(resource: Resource, viewer: Viewer) -> list[Cell]:
    """A row under ``headings``, in the words in which it can be read in again."""
    contact = contact_of(resource, viewer)
    known: dict[str, Any] = {
        "external_id": str(resource.pk),
        "kind": ResourceKind(resource.kind).label,
        "provider_name": provider_shown(resource),
        "themes": named((row.theme for row in resource.themes.all()), Theme),
        "target_groups": named((row.group for row in resource.target_groups.all()), TargetGroup),
        "area": resource.area.name if resource.area else "",
        "first_on": resource.first_on,
        "starts_at": f"{resource.starts_at:%H:%M}" if resource.starts_at else "",
        "ends_at": f"{resource.ends_at:%H:%M}" if resource.ends_at else "",
        "is_free": "" if resource.is_free is None else (_("ja") if resource.is_free else _("nej")),
        "access": named(resource.access, Access),
        "languages": "; ".join(LANGUAGES[code][0] if code in LANGUAGES else code for code in resource.languages),
        "contact_name": contact.name,
        "contact_phone": contact.phone,
        "contact_email": contact.email,
        "contact_visibility": resource.get_contact_visibility_display() if contact != Contact() else "",
        "legal_base": LegalBase(resource.legal_base).label if resource.legal_base else "",
    }
    return [known[name] if name in known else getattr(resource, name) for name in NAMES]


def as_csv(header: list[str], rows: Iterable[list[Cell]]) -> bytes:
    """As Danish Excel opens it: semicolons, UTF-8 with a mark, all in quotes, and nothing that runs."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(label) for label in header])
    for row in rows:
        writer.writerow([str(cell).replace(".", ",") if isinstance(cell, float) else harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, header: list[str], rows: Iterable[list[Cell]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    book.properties.creator = "Samspil"
    page = book.create_sheet(title[:31])
    page.freeze_panes = "A2"
    page.append([bold(WriteOnlyCell(page, value=label), Font(bold=True)) for label in header])
    for row in rows:
        made = [WriteOnlyCell(page, value=harmless(value)) for value in row]
        for cell in made:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
        page.append(made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bold(cell: Any, font: Any) -> Any:
    cell.font = font
    return cell


# --- map and calendar -------------------------------------------------------------------------------------------------


def as_geojson(rows: Iterable[Resource]) -> bytes:
    """Those with a point, as RFC 7946 has it: longitude first."""
    features = [
        {
            "type": "Feature",
            "id": str(row.pk),
            "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
            "properties": {
                "title": row.title,
                "kind": row.kind,
                "provider": provider_shown(row),
                "place": row.place,
                "times": clean_line(recurrence.in_words(row)),
                "themes": [each.theme for each in row.themes.all()],
                "url": mail.address(reverse("resources:page", args=[row.pk])),
            },
        }
        for row in rows
        if (point := row.point)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def as_ics(rows: Iterable[Resource]) -> bytes:
    """Those that happen on days we know, as RFC 5545 has it; a rule counts in the local time of its zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samspil//samspil//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Fællesskaber og tilbud"))
    for row in rows:
        days = recurrence.next_dates(row, row.first_on or clock.today(), 1)
        if days:
            calendar.add_component(event_of(row, days[0]))
    calendar.add_missing_timezones()  # some calendars know no zone by its name alone
    return calendar.to_ical()


def event_of(row: Resource, day: Any) -> Event:
    url = mail.address(reverse("resources:page", args=[row.pk]))
    entry = Event()
    entry.add("uid", f"{row.pk}@{urlsplit(settings.BASE_URL).hostname or 'samspil'}")
    entry.add("dtstamp", row.subject.active_at)
    entry.add("summary", clean(row.title))
    entry.add("description", clean("\n\n".join(filter(None, (row.body, provider_shown(row), row.meets_you, url)))))
    entry.add("url", url)
    if row.place or row.address:
        entry.add("location", clean(", ".join(filter(None, (row.place, row.address)))))
    if row.point:
        entry.add("geo", row.point)
    starts = recurrence.moment(row, day)
    if starts is None:
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
    else:
        entry.add("dtstart", starts)
        entry.add("dtend", ends_of(row, starts))
    if row.recurrence:
        # A rule for days ends on a day; beside a clock a calendar wants a clock there as well.
        rule = re.sub(r"(UNTIL=\d{8})(?=;|$)", r"\1T215959Z", row.recurrence) if starts else row.recurrence
        entry.add("rrule", vRecur.from_ical(rule))
    return entry


def ends_of(row: Resource, starts: datetime) -> datetime:
    if row.ends_at is None or row.ends_at <= starts.timetz().replace(tzinfo=None):
        return starts + timedelta(hours=1)
    return datetime.combine(starts.date(), row.ends_at, tzinfo=ZoneInfo(row.zone))


def clean(text: str) -> str:
    return IMPOSSIBLE.sub("", text)
