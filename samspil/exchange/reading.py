"""Files into rows of plain text: CSV, XLSX, HSDS JSON and iCalendar, with a limit on everything that costs memory.

Nothing here knows what a column means or touches the database. What is wrong with a file as a whole is a
``ValidationError`` in words; what is wrong in a row is found later (``values``).
"""

import codecs
import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any
from xml.parsers import expat

import charset_normalizer
import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.exchange.columns import known_headers
from samspil.exchange.hsds_reading import rows_of_hsds
from samspil.exchange.ics_reading import rows_of_calendar
from samspil.exchange.models import FileFormat

LONGEST_CELL = 6_000  # characters kept of one cell; the longest field takes 2,000, so what is cut is told as too long
MOST_COLUMNS = 200
MOST_UNPACKED = 150 * 1024 * 1024  # bytes in a spreadsheet once it is unpacked
MOST_PARTS = 1_000  # files inside a spreadsheet
MOST_RATIO = 300  # an honest sheet packs to a tenth; one of equal rows to a hundredth
MOST_MERGED = 20_000
LAST_ROW = 1_048_576  # that a sheet can have
MOST_CALENDAR = 3 * 1024 * 1024  # bytes; ten thousand events, which take seconds to take apart
HEADER_WITHIN = 15  # lines above the headings: a title, a date, an empty line
SEPARATORS = ";\t,|"
SINGLE_BYTE = ["cp1252", "latin_1", "mac_roman", "cp865", "cp850"]  # what Danish files come in besides Unicode
Cells = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` gives (number in the file as the reader sees it, cells) and is read once.

    In a table of ``is_named`` columns the headings are our own field names, so nobody has to say what they mean.
    """

    format: FileFormat
    headers: Cells
    rows: Iterable[tuple[int, Cells]]
    is_named: bool = False


def open_table(data: bytes) -> Table:
    """The table in a file; what it is, its content says, never its name. Raises: ValidationError."""
    start = data[:4096].lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    if not start:
        raise ValidationError(_("Filen er tom. Vælg en anden."))
    if start.startswith(b"PK"):
        return open_xlsx(data)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(_("Det er et gammelt regneark (.xls). Gem det som .xlsx, og prøv igen."))
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"{\\rtf")):
        raise ValidationError(_("Det er ikke en liste. Brug en af de slags filer, der står ved feltet."))
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        if len(data) > MOST_CALENDAR:
            raise ValidationError(_("Kalenderen er for stor. Hent kun det, der kommer, og prøv igen."))
        return Table(FileFormat.ICS, *rows_of_calendar(data), is_named=True)
    if start[:1] in (b"{", b"["):
        return Table(FileFormat.HSDS, *rows_of_hsds(data), is_named=True)
    return open_csv(data)


# --- text -------------------------------------------------------------------------------------------------------------


def encoding_of(data: bytes) -> str:
    """How the text is written: by its mark, else UTF-8 where that fits, else the best guess among Danish habits."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name
    sample = data[: 64 * 1024]
    if b"\0" in sample:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if max(odd, even) * 5 > len(sample) and min(odd, even) * 50 < len(sample):
            return "utf-16-le" if odd > even else "utf-16-be"
        raise ValidationError(_("Det er ikke en liste. Brug en af de slags filer, der står ved feltet."))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        around = data[max(0, problem.start - 4096) : problem.start + 32 * 1024]
        best = charset_normalizer.from_bytes(around, cp_isolation=SINGLE_BYTE, threshold=0.5).best()
        return best.encoding if best else "cp1252"
    return "utf-8"


def open_csv(data: bytes) -> Table:
    encoding = encoding_of(data)

    def lines() -> Iterator[str]:
        # Decoded as it is read: a file cut in the middle of a character loses that character, not the rest.
        return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")

    separator = separator_of(lines())
    numbered = ((at, [cell[:LONGEST_CELL] for cell in row]) for at, row in numbered_csv(lines(), separator))
    headers, rows = below_headers(numbered)
    return Table(FileFormat.CSV, headers, rows)


def separator_of(lines: Iterable[str]) -> str:
    """The separator that cuts the first lines into equally many cells."""
    first = [line for _number, line in zip(range(30), lines, strict=False) if line.strip()]
    if first and (said := re.match(r"sep=(.)\s*$", first[0])):
        return said[1]

    def score(separator: str) -> tuple[int, int]:
        try:
            counts = Counter(len(row) for row in csv.reader(first, delimiter=separator))
        except csv.Error:
            return (0, 0)
        (width, times) = max(counts.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(1, 0))
        return (times, width) if width > 1 else (0, 0)

    return max(SEPARATORS, key=score)


def numbered_csv(lines: Iterator[str], separator: str) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(lines, delimiter=separator)
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise ValidationError(
                _("Linje %d kan ikke læses. Der mangler måske et anførselstegn, eller cellen er alt for lang.") % begins
            ) from problem
        if begins == 1 and len(row) == 1 and row[0].lower().startswith("sep="):
            continue
        yield begins, row


# --- spreadsheets -----------------------------------------------------------------------------------------------------


def open_xlsx(data: bytes) -> Table:
    """The first visible sheet with something in it: values only, no formulas. Raises: ValidationError."""
    broken = _("Regnearket kan ikke læses. Åbn det, gem det igen som .xlsx, og prøv igen.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            refuse_bombs(parts)
            if "xl/workbook.xml" not in parts.namelist():
                raise ValidationError(_("Det er ikke et regneark. Gem det som .xlsx eller CSV, og prøv igen."))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in (each for each in book.worksheets if each.sheet_state == "visible"):
            sheet.reset_dimensions()  # what a file says of its own size may be wrong, or a trap
            merged = merged_in(data, getattr(sheet, "_worksheet_path", ""))
            headers, rows = below_headers(unmerged(numbered_sheet(sheet, broken), merged))
            if headers:
                return Table(FileFormat.XLSX, headers, rows)
    except ValidationError:
        raise
    except Exception as problem:  # a broken file breaks openpyxl in any way there is
        raise ValidationError(broken) from problem
    raise ValidationError(_("Regnearket er tomt. Vælg en anden fil."))


def refuse_bombs(parts: zipfile.ZipFile) -> None:
    """Raises: ValidationError when unpacking would take more than an honest sheet takes."""
    infos = parts.infolist()
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    too_packed = unpacked > 5 * 1024 * 1024 and unpacked / packed > MOST_RATIO
    if len(infos) > MOST_PARTS or unpacked > MOST_UNPACKED or too_packed:
        raise ValidationError(
            _("Regnearket fylder alt for meget, når det pakkes ud. Gem listen som CSV, og prøv igen.")
        )
    for info in infos:
        with parts.open(info) as part:
            # No honest sheet declares a document type; one that does may hold entities that grow without end.
            if declares_type(part):
                raise ValidationError(_("Regnearket indeholder noget, vi ikke åbner. Gem listen som CSV i stedet."))


class Declared(Exception):
    """A document type, above the first element."""


class Begun(Exception):
    """The first element: nothing can be declared below it."""


def declares_type(part: IO[bytes]) -> bool:
    """Whether a part is XML with a document type, whatever it is called and however much stands above it."""

    def stop(reason: type[Exception]) -> Callable[..., None]:
        def seen(*_told: Any) -> None:
            raise reason

        return seen

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = stop(Declared), stop(Begun)
    try:
        while chunk := part.read(64 * 1024):
            parser.Parse(chunk)
    except Declared:
        return True
    except (Begun, expat.ExpatError):
        pass
    return False


def numbered_sheet(sheet: Any, broken: str) -> Iterator[tuple[int, Cells]]:
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    while True:
        try:
            number, row = next(rows)
        except StopIteration:
            return
        except Exception as problem:
            raise ValidationError(broken) from problem
        if number > LAST_ROW:  # a row may claim any number, and all those before it come as empty ones
            raise ValidationError(broken)
        yield number, [as_text(cell) for cell in row[: MOST_COLUMNS + 1]]


def as_text(cell: Any) -> str:
    """A cell as somebody would have written it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)[:LONGEST_CELL]


MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def merged_in(data: bytes, path: str) -> dict[int, list[tuple[int, int]]]:
    """Cells merged downwards in one column: column -> (first row, last row). They stand after the rows in the file."""
    found: dict[int, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if path not in parts.namelist():
            return found
        with parts.open(path) as part:
            tail, count = b"", 0
            while chunk := part.read(1024 * 1024):
                text = tail + chunk
                last = 0
                for match in MERGED.finditer(text):
                    last = match.end()
                    left, top, right, bottom = match.groups()
                    if left == right and count < MOST_MERGED:
                        count += 1
                        found.setdefault(openpyxl.utils.column_index_from_string(left.decode()) - 1, []).append(
                            (int(top), int(bottom))
                        )
                tail = text[max(last, len(text) - 80) :]
    return {column: sorted(ranges) for column, ranges in found.items()}


def unmerged(
    rows: Iterable[tuple[int, Cells]], merged: dict[int, list[tuple[int, int]]]
) -> Iterator[tuple[int, Cells]]:
    """What stands in a merged cell stands in each of its rows: that is how people read it."""
    waiting = {column: list(reversed(ranges)) for column, ranges in merged.items() if column <= MOST_COLUMNS}
    said: dict[int, str] = {}
    for number, cells in rows:
        for column, ranges in waiting.items():
            while ranges and ranges[-1][1] < number:
                ranges.pop()
            if not ranges or number < ranges[-1][0]:
                continue
            if number == ranges[-1][0]:
                said[column] = cells[column] if column < len(cells) else ""
            elif any(cells):  # an empty row stays empty, however far somebody merged
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or said.get(column, "")
        yield number, cells


# --- headings ---------------------------------------------------------------------------------------------------------


def below_headers(rows: Iterable[tuple[int, Cells]]) -> tuple[Cells, Iterator[tuple[int, Cells]]]:
    """The headings and the rows below them. A title above the headings is passed over.

    Raises: ValidationError when there are far too many columns.
    """
    rows = iter(rows)
    first: list[tuple[int, Cells]] = []
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            first.append((number, cells))
        if len(first) == HEADER_WITHIN:
            break
    if not first:
        return [], iter(())
    known = [known_headers(cells) for _number, cells in first]
    best = max(range(len(first)), key=lambda at: (known[at], -at))
    # One word of ours may stand among the data. Else the headings are the first line that is as wide as the table.
    if known[best] < 2 and not known[0]:
        widest = max(filled(cells) for _number, cells in first)
        best = next(at for at, (_number, cells) in enumerate(first) if filled(cells) * 2 > widest)
    headers = [" ".join(cell.split())[:120] for cell in first[best][1]]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise ValidationError(_("Der er over %d kolonner. Slet dem, I ikke bruger, og prøv igen.") % MOST_COLUMNS)

    def below() -> Iterator[tuple[int, Cells]]:
        for number, cells in first[best + 1 :]:
            yield number, cells[: len(headers)]
        for number, cells in rows:
            if any(cell.strip() for cell in cells):
                yield number, cells[: len(headers)]

    return headers, below()


def filled(cells: Cells) -> int:
    return sum(1 for cell in cells if cell.strip())
