"""Files of all sorts become rows, bad ones become a message, and none costs more than it should."""

import io
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from samspil.exchange.columns import FIELDS, guessed
from samspil.exchange.reading import MOST_COLUMNS, encoding_of, open_table
from tests.exchange.files import CALENDAR, HEADERS, ROWS, SERVICE, as_csv, as_hsds, as_xlsx, as_zip, with_sheet


def read(data: bytes) -> tuple[list[str], list[list[str]]]:
    table = open_table(data)
    return table.headers, [cells for _number, cells in table.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_every_encoding_and_separator(encoding, separator):
    headers, rows = read(as_csv(separator=separator, encoding=encoding))
    assert headers == list(HEADERS)
    assert rows == [list(row) for row in ROWS]


def test_long_file_with_one_late_danish_letter_in_latin_1():
    data = (
        as_csv([("1", "Alt på engelsk her", *[""] * 7)] * 1)
        + b"\r\n"
        + b"2;plain;x;y;;;;;\r\n" * 5000
        + "3;Gæs".encode("cp1252")
    )
    assert encoding_of(data) == "cp1252"
    assert read(data)[1][-1][1] == "Gæs"


def test_title_above_the_headings_and_empty_lines_are_passed_over():
    data = b"Foreningsliste 2026;;\r\n\r\n;;\r\nNavn;Sted;Tlf\r\nFluebinding;Lunde;99\r\n;;\r\n"
    headers, rows = read(data)
    assert headers == ["Navn", "Sted", "Tlf"]
    assert rows == [["Fluebinding", "Lunde", "99"]]


def test_rows_carry_the_number_the_reader_sees():
    table = open_table(b'Navn;Beskrivelse\r\nA;"to\r\nlinjer"\r\nB;x\r\n')
    assert [number for number, _cells in table.rows] == [2, 4]


def test_spreadsheet_gives_values_dates_and_merged_cells():
    book = Workbook()
    sheet = book.active
    sheet.append(["Navn", "Forening", "Pladser", "Dato"])
    from datetime import date

    sheet.append(["Fluebinding", "Lystfiskerne", 4.0, date(2026, 12, 24)])
    sheet.append(["Klubaften", None, 2.5, "=1+1"])
    sheet.append(["Udflugt", None, True, None])
    sheet.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    _headers, rows = read(out.getvalue())
    assert rows[0] == ["Fluebinding", "Lystfiskerne", "4", "2026-12-24"]
    assert rows[1] == ["Klubaften", "Lystfiskerne", "2.5", ""]  # a formula nobody has counted yet says nothing
    assert rows[2][1] == ""


def test_merged_title_above_the_headings():
    headers, rows = read(as_xlsx(above=[["Liste 2026"]], merged=("A1:I1",)))
    assert headers == list(HEADERS)
    assert len(rows) == 3


BAD = {
    "empty": (b"  \n", "tom"),
    "pdf": (b"%PDF-1.7 ...", "ikke en liste"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "ikke en liste"),
    "old excel": (b"\xd0\xcf\x11\xe0" + bytes(100), "gammelt regneark"),
    "bytes": (bytes(range(256)) * 10, "ikke en liste"),
    "broken zip": (b"PK\x03\x04" + b"x" * 200, "kan ikke læses"),
    "zip without a sheet": (as_zip(word__document=b"<a/>"), "ikke et regneark"),
    "broken sheet": (with_sheet(b"<worksheet><sheetData><row"), "kan ikke læses"),
    "bomb": (as_zip(**{"xl/workbook.xml": b"<a/>", "xl/x.xml": bytes(60 * 1024 * 1024)}), "fylder alt for meget"),
    "many parts": (as_zip(**{"xl/workbook.xml": b"", **{f"p{n}": b"" for n in range(1100)}}), "fylder alt for meget"),
    "entities": (
        with_sheet(
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
        ),
        "ikke åbner",
    ),
    "entities below a long comment": (
        with_sheet(b"<?xml version='1.0'?><!--" + b"x" * 70_000 + b"--><!DOCTYPE a [<!ENTITY b 'bb'>]><worksheet/>"),
        "ikke åbner",
    ),
    "entities in a part of another name": (
        as_zip(**{"xl/workbook.xml": b"<a/>", "xl/sheet.bin": b"<!DOCTYPE a [<!ENTITY b 'bb'>]><worksheet/>"}),
        "ikke åbner",
    ),
    "row of an endless number": (
        with_sheet(
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            b'<row r="999999999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
        ),
        "kan ikke læses",
    ),
    "endless calendar": (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 150_000, "for stor"),
    "json": (b'{"a": ', "gyldig JSON"),
    "deep json": (b"[" * 100_000, "gyldig JSON"),
    "json without services": (b'{"a": 1}', "ingen tilbud"),
    "calendar": (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\n", "alenderen"),
    "empty calendar": (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "ingen kommende"),
    "endless line": (b"Navn;Sted\n" + b'"' + b"x" * 300_000, "kan ikke læses"),
    "many columns": (";".join(f"k{n}" for n in range(MOST_COLUMNS + 2)).encode() + b"\nx", "kolonner"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_file_gets_a_plain_message(case):
    data, message = BAD[case]
    with pytest.raises(ValidationError) as problem:
        list(open_table(data).rows)
    assert message in " ".join(problem.value.messages)


def test_sheet_that_lies_about_its_size_costs_little():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Navn</t></is></c></row>'
        b'<row r="900000"><c r="A900000" t="inlineStr"><is><t>Fluebinding</t></is></c></row></sheetData></worksheet>'
    )
    tracemalloc.start()
    _headers, rows = read(with_sheet(sheet))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [row[0] for row in rows] == ["Fluebinding"]
    assert most < 30_000_000


def test_200_000_rows_are_read_one_at_a_time():
    data = as_csv() + b"\r\n" + b"9;Navn;x;y;;;;;\r\n" * 200_000
    tracemalloc.start()
    count = sum(1 for _row in open_table(data).rows)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200_003
    assert most < 40_000_000  # the file itself is 4 MB


def test_columns_are_guessed_in_both_languages_and_remembered():
    assert guessed(list(HEADERS), {}) == dict(
        zip(
            "012345678",
            ("external_id", "title", "body", "place", "days", "starts_at", "provider_name", "contact_phone", "themes"),
            strict=True,
        )
    )
    assert guessed(["Name", "Location", "E-mail"], {}) == {"0": "title", "1": "place", "2": "contact_email"}
    assert guessed(["Kolonne A", "Navn"], {"Kolonne A": "title", "Navn": ""}) == {"0": "title"}


def test_hsds_becomes_rows():
    headers, rows = read(as_hsds())
    words = dict(zip(headers, rows[0], strict=True))
    assert headers == list(FIELDS)
    assert words["title"] == "Tirsdagsturen"
    assert words["recurrence"] == "FREQ=WEEKLY;BYDAY=TU"
    assert (words["place"], words["address"], words["lat"]) == ("Lunde", "Møllevej 2, 9999 Lunde", "56.1")
    assert (words["provider_name"], words["contact_phone"], words["youngest"]) == ("Vandrelauget", "99 00 00 02", "60")


def test_services_that_have_ended_do_not_come_in():
    ended = {**SERVICE, "name": "Nedlagt", "status": "inactive"}
    table = open_table(as_hsds(ended, SERVICE, {**SERVICE, "status": "defunct"}))
    assert [(number, cells[FIELDS.index("title")]) for number, cells in table.rows] == [(2, "Tirsdagsturen")]
    with pytest.raises(ValidationError):
        open_table(as_hsds(ended))


def test_calendar_becomes_rows_without_what_is_over():
    headers, rows = read(CALENDAR)
    assert len(rows) == 1
    words = dict(zip(headers, rows[0], strict=True))
    assert words["title"] == "Klubaften"
    assert (words["recurrence"], words["starts_at"], words["ends_at"]) == ("FREQ=WEEKLY;BYDAY=TU", "19:00", "21:30")
    assert (words["external_id"], words["place"]) == ("klub-1@fisk.example", "Klubhuset")
