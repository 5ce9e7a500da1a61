"""A report in Word: headings in order, tables with header rows, and each text in its own language."""

import io
from typing import Any

from django.utils.translation import gettext as _

from samspil.papers.gather import as_text
from samspil.papers.report import Block, Grid, Head, Points, Quote, Report, Text, Words
from samspil.papers.word import clean, say, set_up, write


def as_docx(report: Report) -> bytes:
    from docx import Document

    document = Document()
    set_up(document, report)
    document.add_paragraph(clean(f"{report.kicker} · {report.status}"), style="Subtitle")
    say(document.add_heading(level=1), report.title, report.language)
    for chapter in report.chapters:
        document.add_heading(clean(chapter.label), level=2)
        for block in chapter.blocks:
            add(document, block)
    told = {"day": as_text(report.printed_on), "address": report.url}
    document.add_paragraph(clean(_("Hentet %(day)s fra %(address)s") % told), style="Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add(document: Any, block: Block) -> None:
    if isinstance(block, Head):
        say(document.add_heading(level=4 if block.is_part else 3), block.words.text, block.words.language)
    elif isinstance(block, Points):
        for item in block.items:
            say(document.add_paragraph(style="List Bullet"), item.text, item.language)
    elif isinstance(block, Grid):
        add_grid(document, block)
    elif isinstance(block, Quote):
        write(document, f"“{block.words.text}”", block.words.language, "Quote")
        document.add_paragraph(clean(block.who), style="Caption")
    else:
        add_text(document, block)


def add_text(document: Any, text: Text) -> None:
    if text.label:
        line = document.add_paragraph()
        say(line, f"{text.label} ", "", bold=True)
        say(line, text.words.text, text.words.language)
    else:
        write(document, text.words.text, text.words.language, "Caption" if text.is_note else None)


def add_grid(document: Any, grid: Grid) -> None:
    """The caption stands above, and the header row again on each page."""
    from docx.oxml import OxmlElement

    if grid.label:
        document.add_paragraph(clean(grid.label), style="Caption").paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(grid.columns), style="Light Grid")
    for cell, label in zip(table.rows[0].cells, grid.columns, strict=True):
        cell.text = clean(label)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (cell, words) in enumerate(zip(added.cells, row, strict=True)):
            fill(cell, words, is_header=place == 0)
    document.add_paragraph()


def fill(cell: Any, words: Words, *, is_header: bool) -> None:
    say(cell.paragraphs[0], words.text, words.language, bold=is_header)
