"""Spreadsheets: the paper of a challenge as tables, and the tables themselves as XLSX and CSV.

Whoever opens one trusts us, and what stands in it was typed by anybody: no cell may run as a formula.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from samspil.foundation.cells import Cell, harmless
from samspil.foundation.hooks import PaperItem
from samspil.papers.gather import Fact, Paper, as_text

WIDE = 60


@dataclass(slots=True)
class Table:
    """A sheet: ``rows`` may be an iterator, which is read once."""

    label: str
    columns: list[str]
    rows: Iterable[list[Cell]] = field(default_factory=list)


# --- the paper of a challenge as tables -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its number (3, 3.1) and what it belongs to."""

    sort: str
    number: str
    belongs_to: str
    item: PaperItem


def lines(paper: Paper) -> Iterator[Line]:
    for section in paper.sections:
        for place, item in enumerate(section.items, 1):
            yield from below(item, section.label, str(place), "")


def below(item: PaperItem, sort: str, number: str, belongs_to: str) -> Iterator[Line]:
    yield Line(item.sort or sort, number, belongs_to, item)
    name = f"{number} {item.title or item.who}".strip()
    for place, part in enumerate(item.parts, 1):
        yield from below(part, sort, f"{number}.{place}", name)


def facts_of(paper: Paper) -> list[Fact]:
    texts: list[Fact] = [
        (_("Spørgsmålet"), paper.title),
        (_("Spurgt første gang som"), paper.first_title),
        (_("Beskrivelsen"), paper.text),
        (_("I dag"), paper.today),
        (_("Svaret, den blev lukket med"), paper.outcome),
    ]
    ends: list[Fact] = [(_("Siden"), paper.url), (_("Hentet"), paper.printed_on)]
    return [fact for fact in (*texts, *paper.facts, *ends) if fact[1]]


def sheets(paper: Paper) -> list[Table]:
    """One table per sort of thing, with a column for each fact that some of them have."""
    first = Table(_("Udfordring"), [_("Hvad"), _("Indhold")], [[label, value] for label, value in facts_of(paper)])
    by_sort: dict[str, list[Line]] = {}
    for line in lines(paper):
        by_sort.setdefault(line.sort, []).append(line)
    return [first, *(sheet(sort, found) for sort, found in by_sort.items())]


def sheet(sort: str, found: list[Line]) -> Table:
    facts = list(dict.fromkeys(label for line in found for label, _value in line.item.facts))
    columns = [_("Nr."), _("Hører til"), _("Overskrift"), _("Tekst"), _("Hvem"), _("Hvornår"), _("Bemærkning")]
    rows: list[list[Cell]] = [[*cells(line), *(dict(line.item.facts).get(label) for label in facts)] for line in found]
    used = [at for at, _label in enumerate(columns) if any(row[at] for row in rows)]
    keep = [*used, *range(len(columns), len(columns) + len(facts))]
    return Table(sort, [[*columns, *facts][at] for at in keep], [[row[at] for at in keep] for row in rows])


def cells(line: Line) -> list[Cell]:
    item = line.item
    return [line.number, line.belongs_to, item.title, item.text, item.who, item.when, item.note]


def one_table(paper: Paper) -> Table:
    """All of it as one table, for CSV, which has no sheets."""
    columns = [
        *(_("Slags"), _("Nr."), _("Hører til"), _("Overskrift"), _("Tekst"), _("Hvem"), _("Hvornår"), _("Bemærkning")),
        _("Mere"),
    ]
    about: list[list[Cell]] = [
        [
            _("Udfordring"),
            None,
            None,
            label,
            value if isinstance(value, str) else as_text(value),
            None,
            None,
            None,
            None,
        ]
        for label, value in facts_of(paper)
    ]
    rest: list[list[Cell]] = [
        [line.sort, *cells(line), " · ".join(f"{label}: {as_text(value)}" for label, value in line.item.facts)]
        for line in lines(paper)
    ]
    return Table(_("Udfordring"), columns, [*about, *rest])


# --- files ------------------------------------------------------------------------------------------------------------


def as_csv(table: Table) -> bytes:
    """As Danish Excel opens it: semicolons, UTF-8 with a mark. All in quotes, so that no text begins a new cell."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(label) for label in table.columns])
    for row in table.rows:
        writer.writerow([said(harmless(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def said(value: Cell) -> Cell:
    """Days as every program reads them, and figures as Danish ones do."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return str(value).replace(".", ",")  # Danish Excel reads 6.4 as a day in April
    return value.isoformat() if isinstance(value, date) else value


def as_xlsx(tables: list[Table], *, title: str) -> bytes:
    """Sheets with a header that stays in sight, and days that can be sorted."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.title = str(harmless(title))
    book.properties.creator = "Samspil"
    names: set[str] = set()
    for table in tables:
        page = book.create_sheet(sheet_name(table.label, names))
        page.freeze_panes = "A2"
        for number, label in enumerate(table.columns, 1):
            page.column_dimensions[get_column_letter(number)].width = WIDE if label in wide_columns() else 18

        def cell(value: Any, *, bold: bool = False, page: Any = page) -> Any:
            made = WriteOnlyCell(page, value=None if value == "" else harmless(value))
            if isinstance(made.value, str):
                made.data_type = "s"  # never a formula, whatever it begins with
            elif isinstance(made.value, datetime):
                made.number_format = "yyyy-mm-dd hh:mm"
            elif isinstance(made.value, date):
                made.number_format = "yyyy-mm-dd"
            made.alignment = Alignment(vertical="top", wrap_text=True)
            if bold:
                made.font = Font(bold=True)
            return made

        page.append([cell(label, bold=True) for label in table.columns])
        for row in table.rows:
            page.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def wide_columns() -> set[str]:
    return {_("Tekst"), _("Indhold"), _("Spørgsmålet"), _("Forslaget")}


def sheet_name(label: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, without its special signs, and only once."""
    name = re.sub(r"[\\/*?:\[\]']", " ", label).strip()[:28] or "-"
    number, found = 2, name
    while found.lower() in taken:
        found, number = f"{name} {number}", number + 1
    taken.add(found.lower())
    return found
