"""The map of what there is, for a committee: PDF, Word and tables, with the same choices as the page."""

import io
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from samspil.foundation import mail
from samspil.foundation.http import Request
from samspil.identity import rates
from samspil.mapping.models import Axis
from samspil.mapping.queries import Cell as Field
from samspil.mapping.queries import Matrix
from samspil.mapping.views import read
from samspil.papers import pdf
from samspil.papers.tables import Cell, Table
from samspil.papers.views import DOCX, download, table_as
from samspil.papers.word import LETTERS, clean

MOST_GAPS = 20  # on paper; the table holds them all


def in_full(day: Any) -> str:
    return date_format(day, pgettext("datoformat", "j. F Y"))


def title(matrix: Matrix) -> str:
    return _("Kortlægning af fællesskaber og tilbud, %s") % in_full(matrix.counted_on)


def intro(matrix: Matrix, chosen: list[str]) -> list[str]:
    """What the figures say, in sentences."""
    n = matrix.whole.offers
    said = [ngettext("Der er %d tilbud i alt.", "Der er %d tilbud i alt.", n) % n]
    if matrix.whole.free:
        said.append(
            ngettext("Der er %d ledig plads.", "Der er %d ledige pladser.", matrix.whole.free) % matrix.whole.free
        )
    if matrix.outside:
        said.append(
            ngettext("%d hører ikke til et område.", "%d hører ikke til et område.", matrix.outside) % matrix.outside
        )
    if matrix.compared_on and matrix.whole.before is not None:
        said.append(_("%(when)s var der %(n)d.") % {"when": in_full(matrix.compared_on), "n": matrix.whole.before})
    if matrix.bare:
        said.append(_("Her er der ikke tradition for noget: %s.") % ", ".join(matrix.bare))
    if chosen:
        said.append(_("Valgt: %s.") % ", ".join(chosen))
    return said


def notes(matrix: Matrix) -> list[str]:
    """How to read the figures."""
    told = [
        _("Et tilbud kan stå under flere emner og målgrupper. I alt tæller hvert tilbud én gang."),
        _(
            "Mangler betyder: højst ét tilbud, og intet passede fem gange på et år. "
            "Eller tilbuddet selv mangler tre ting."
        ),
    ]
    return [*told, _("Det, der er for alle, er ikke talt med her.")] if matrix.axis == Axis.GROUP else told


def words(field: Field, *, is_compared: bool) -> list[str]:
    """A field in short lines: offers first."""
    said = [str(field.offers)]
    if field.free:
        said.append(ngettext("%d ledig", "%d ledige", field.free) % field.free)
    if field.unmet:
        said.append(_("%d gange passede intet") % field.unmet)
    if field.wishes:
        said.append(ngettext("%d ønske", "%d ønsker", field.wishes) % field.wishes)
    if is_compared and field.change_words:
        said.append(_("%s siden") % field.change_words)
    return [*said, _("Mangler")] if field.is_gap else said


def first_column(matrix: Matrix) -> str:
    return _("Område") if matrix.axis == Axis.THEME else _("Målgruppe")


def grid(matrix: Matrix) -> tuple[list[str], list[tuple[str, list[list[str]], list[bool]]]]:
    """Headings, and rows of a label, the lines in each field, and whether something is missing there."""
    is_compared = matrix.compared_on is not None
    rows = [
        (
            line.label,
            [words(field, is_compared=is_compared) for field in (*line.cells, line.total)],
            [*(field.is_gap for field in line.cells), False],
        )
        for line in matrix.lines
    ]
    return [first_column(matrix), *matrix.columns, _("I alt")], rows


def gap_lines(matrix: Matrix) -> list[str]:
    return [
        f"{label}: {', '.join([field.label, *words(field, is_compared=False)[1:-1]])}"
        for label, field in matrix.gaps[:MOST_GAPS]
    ]


def long_table(matrix: Matrix) -> Table:
    """A row per field, so that a spreadsheet can turn it as it likes."""
    columns = [
        *(first_column(matrix), _("Kolonne"), _("Tilbud"), _("Ledige pladser"), _("Ønsker, der ikke er opfyldt")),
        *(_("Gange, hvor intet passede"), _("Mangler"), _("Før"), _("Side")),
    ]
    rows: list[list[Cell]] = [
        [
            line.label,
            column,
            field.offers,
            field.free,
            field.wishes,
            field.unmet or None,
            _("Ja") if field.is_gap else "",
            field.before,
            mail.address(field.url),
        ]
        for line in matrix.lines
        for column, field in zip((*matrix.columns, _("I alt")), (*line.cells, line.total), strict=True)
    ]
    return Table(_("Kortlægning"), columns, rows)


def chosen_in(form: Any) -> list[str]:
    """What narrows the figures, in words."""
    names = [name for name in ("omraade", "slags") if form.cleaned_data.get(name)]
    return [str(dict(form.fields[name].choices)[form.cleaned_data[name]]) for name in names]


def context_of(request: Request) -> dict[str, Any]:
    form, matrix = read(request)
    columns, rows = grid(matrix)
    return {
        "title": title(matrix),
        "municipality": settings.MUNICIPALITY,
        "intro": intro(matrix, chosen_in(form)),
        "columns": columns,
        "rows": [(label, list(zip(fields, gaps, strict=True))) for label, fields, gaps in rows],
        "gaps": gap_lines(matrix),
        "notes": notes(matrix),
        "counted_on": matrix.counted_on,
        "url": mail.address(reverse("mapping:overview")),
    }


@require_safe
def table(request: Request, kind: str) -> HttpResponse:
    _form, matrix = read(request)
    return table_as(kind, long_table(matrix), request)


@require_safe
def as_pdf(request: Request) -> HttpResponse:
    if not pdf.is_possible():
        messages.info(request, _("PDF kan ikke laves lige nu. Hent den til Word i stedet."))
        return redirect("mapping:overview")
    if not request.viewer.is_known and not rates.PDF_FROM_ORIGIN.hit(rates.origin(request)):
        return render(request, "429.html", status=429)
    shown = context_of(request)
    page = render_to_string("papers/mapped.html", shown)
    file = pdf.laid_out(page, "samspil/css/paper.css", "samspil/css/paper-map.css")
    return download(request, file, "application/pdf", shown["title"], "pdf")


@require_safe
def docx(request: Request) -> HttpResponse:
    shown = context_of(request)
    return download(request, in_word(shown), DOCX, shown["title"], "docx")


def in_word(shown: dict[str, Any]) -> bytes:
    """Across the page, with a header row that stands again on each sheet."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    document: Any = Document()
    about, sheet = document.core_properties, document.sections[0]
    about.title, about.author, about.comments = clean(shown["title"]), shown["municipality"], shown["url"]
    about.created = about.modified = datetime.combine(shown["counted_on"], time(12))
    about.last_modified_by = "Samspil"
    document.styles["Normal"].font.name = LETTERS
    sheet.orientation = WD_ORIENT.LANDSCAPE
    sheet.page_width, sheet.page_height = sheet.page_height, sheet.page_width
    document.add_paragraph(clean(shown["municipality"]), style="Subtitle")
    document.add_heading(clean(shown["title"]), level=1)
    document.add_paragraph(clean(" ".join(shown["intro"])))
    grid_in_word = document.add_table(rows=1, cols=len(shown["columns"]), style="Light Grid")
    for cell, label in zip(grid_in_word.rows[0].cells, shown["columns"], strict=True):
        cell.text = clean(label)
    grid_in_word.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for label, fields in shown["rows"]:
        cells = grid_in_word.add_row().cells
        cells[0].text = clean(label)
        for cell, (lines, is_gap) in zip(cells[1:], fields, strict=True):
            cell.text = clean("\n".join(lines))
            cell.paragraphs[0].runs[0].bold = is_gap or None
    for row in grid_in_word.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)
    if shown["gaps"]:
        document.add_heading(_("Her mangler der mest"), level=2)
        for line in shown["gaps"]:
            document.add_paragraph(clean(line), style="List Bullet")
    document.add_heading(_("Sådan læser du tallene"), level=2)
    for line in shown["notes"]:
        document.add_paragraph(line, style="List Bullet")
    told = {"day": in_full(shown["counted_on"]), "address": shown["url"]}
    document.add_paragraph(_("Hentet %(day)s fra %(address)s") % told, style="Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
