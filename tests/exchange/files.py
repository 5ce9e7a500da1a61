"""Files as people send them, good and bad, made here so that none needs to lie in the repository."""

import io
import json
import zipfile
from typing import Any

from openpyxl import Workbook

from samspil.exchange.actions import Upload

HEADERS = ("Nr.", "Navn", "Beskrivelse", "Sted", "Ugedag", "Tid", "Forening", "Tlf", "Emne")
ROWS = (
    ("1", "Fluebinding", "Vi binder fluer.", "Lunde", "tirsdag", "19-21", "Lystfiskerne", "99 00 00 01", ""),
    ("2", "Gåtur på åen", "Vi går langsomt.", "Ådum", "man, tor", "10.00", "Vandrelauget", "99 00 00 02", "Ældre"),
    ("3", "Værkstedet", "Træ og snak.", "Engbæk", "hverdage", "9-12", "Træets venner", "", "Sundhed og forebyggelse"),
)  # fmt: skip


def as_csv(rows=ROWS, headers=HEADERS, *, separator: str = ";", encoding: str = "utf-8") -> bytes:
    lines = [
        separator.join(f'"{cell}"' if separator in cell or "\n" in cell else cell for cell in row)
        for row in (headers, *rows)
    ]
    return "\r\n".join(lines).encode(encoding)


def as_xlsx(rows: Any = ROWS, headers: Any = HEADERS, *, merged: tuple[str, ...] = (), above: Any = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in (*above, headers, *rows):
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def with_sheet(sheet: bytes) -> bytes:
    """A spreadsheet of ours with another sheet in it."""
    good = io.BytesIO(as_xlsx())
    out = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


def as_hsds(*services: dict[str, Any]) -> bytes:
    return json.dumps({"version": "3.0", "contents": services or [SERVICE]}).encode()


SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Tirsdagsturen",
    "description": "Vi går en tur.",
    "status": "active",
    "minimum_age": 60,
    "organization": {"id": "1c148810-d857-441c-9679-408f346de14b", "name": "Vandrelauget", "description": "Vi går."},
    "phones": [{"id": "2", "number": "99 00 00 02"}],
    "schedules": [{"id": "3", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00:00", "closes_at": "12:00:00"}],
    "languages": [{"id": "4", "code": "da"}],
    "service_at_locations": [
        {
            "id": "5",
            "location": {
                "id": "6",
                "location_type": "physical",
                "name": "Lunde Hal",
                "latitude": 56.1,
                "longitude": 9.1,
                "addresses": [{"id": "7", "address_1": "Møllevej 2", "city": "Lunde", "postal_code": "9999"}],
            },
        }
    ],
}

CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x\r
BEGIN:VEVENT\r
UID:klub-1@fisk.example\r
SUMMARY:Klubaften\r
DESCRIPTION:Vi binder fluer.\r
LOCATION:Klubhuset\\, Lunde\r
DTSTART;TZID=Europe/Copenhagen:20200107T190000\r
DTEND;TZID=Europe/Copenhagen:20200107T213000\r
RRULE:FREQ=WEEKLY;BYDAY=TU\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:forbi@fisk.example\r
SUMMARY:Generalforsamling 2020\r
DTSTART;VALUE=DATE:20200301\r
END:VEVENT\r
END:VCALENDAR\r
"""


def upload(data: bytes, name: str = "liste.csv") -> Upload:
    return Upload(name, data)
