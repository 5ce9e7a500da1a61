"""Word: real headings, tables with header rows and a language, so that it can be read, listened to and worked on."""

import io
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from samspil.foundation.cells import IMPOSSIBLE
from samspil.foundation.hooks import PaperItem
from samspil.papers.gather import Paper, as_text
from samspil.papers.report import Report

LANGUAGES = {"da": "da-DK", "en": "en-GB"}
LETTERS = "IBM Plex Sans"


def as_docx(paper: Paper) -> bytes:
    from docx import Document

    document = Document()
    set_up(document, paper)
    document.add_paragraph(clean(f"{paper.kicker} · {paper.status}"), style="Subtitle")
    say(document.add_heading(level=1), paper.title, paper.language)
    if paper.first_title:
        say(document.add_paragraph(), f"{_('Spurgt første gang som:')} {paper.first_title}", "")
    write(document, paper.text, paper.language)
    for label, text in ((_("I dag"), paper.today), (_("Svaret, den blev lukket med"), paper.outcome)):
        if text:
            document.add_heading(clean(label), level=2)
            write(document, text, paper.language)
    document.add_heading(_("Kort fortalt"), level=2)
    add_facts(document, paper)
    for section in paper.sections:
        document.add_heading(clean(section.label), level=2)
        for item in section.items:
            add_item(document, item)
    address = {"day": as_text(paper.printed_on), "address": paper.url}
    document.add_paragraph(_("Hentet %(day)s fra %(address)s") % address, style="Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def set_up(document: Any, paper: Paper | Report) -> None:
    """What the file tells about itself, and the language that spelling and screen readers go by."""
    from docx.oxml.ns import qn

    about = document.core_properties
    about.title, about.author, about.language = clean(paper.title)[:255], paper.municipality, paper.ui_language
    about.subject, about.comments = clean(paper.kicker)[:255], paper.url
    about.created = about.modified = datetime.combine(paper.printed_on, time(12))
    about.last_modified_by = "Samspil"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), paper.ui_language)
    document.styles["Normal"].font.name = LETTERS


def clean(text: str) -> str:
    return IMPOSSIBLE.sub("", text)


def say(paragraph: Any, text: str, language: str, *, bold: bool = False) -> None:
    """One run of text, with its own language where that is known."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(clean(text))
    run.bold = bold or None
    if language:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), LANGUAGES.get(language, language))
        run._r.get_or_add_rPr().append(mark)


def write(document: Any, text: str, language: str, style: str | None = None) -> None:
    """Each paragraph as one, with its line breaks."""
    for part in text.split("\n\n"):
        if part.strip():
            say(document.add_paragraph(style=style), part.strip(), language)


def add_facts(document: Any, paper: Paper) -> None:
    from docx.oxml import OxmlElement

    table = document.add_table(rows=1, cols=2, style="Light List")
    for cell, label in zip(table.rows[0].cells, (_("Hvad"), _("Indhold")), strict=True):
        cell.text = label
    # The header row stands again on each page, and is read as a header.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for label, value in paper.facts:
        first, second = table.add_row().cells
        first.text, second.text = clean(label), clean(as_text(value))


def add_item(document: Any, item: PaperItem, *, part: bool = False) -> None:
    if not (item.who or item.parts or item.facts):
        line = document.add_paragraph(style="List Bullet")
        if item.when:
            say(line, f"{as_text(item.when)} ", "")
        if item.title:
            say(line, f"{item.title} ", "", bold=True)
        say(line, item.text, item.language)
        return
    if item.title and not part:
        say(document.add_heading(level=3), item.title, item.language)
    elif part:
        label = ": ".join(word for word in (item.sort, item.title) if word)
        if label:
            say(document.add_paragraph(style="List Continue"), label, "", bold=True)
    write(document, item.text, item.language, "List Continue" if part else None)
    for label, value in item.facts:
        say(document.add_paragraph(style="List Bullet 2" if part else "List Bullet"), f"{label}: {as_text(value)}", "")
    told = " · ".join(word for word in (item.who, as_text(item.when) if item.when else "", item.note) if word)
    if told:
        document.add_paragraph(clean(told), style="Caption")
    for below in item.parts:
        add_item(document, below, part=True)
