"""Reads the papers again, as the programs of those who take them along would."""

import csv
import io
import unicodedata
from typing import Any

from django.http import HttpResponse
from docx import Document
from icalendar import Calendar
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

FILES = ("pdf", "docx", "xlsx", "csv", "ics")


def pdf_of(response: HttpResponse) -> PdfReader:
    return PdfReader(io.BytesIO(response.content))


def docx_of(response: HttpResponse) -> Any:
    return Document(io.BytesIO(response.content))


def book_of(response: HttpResponse) -> Workbook:
    return load_workbook(io.BytesIO(response.content))


def csv_of(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def text_of(response: HttpResponse) -> str:
    """All words of a file, with hyphens at line ends and joined letters taken apart again."""
    kind = response["Content-Type"].partition(";")[0]
    if kind == "application/pdf":
        reader = pdf_of(response)
        pages = "".join(page.extract_text() for page in reader.pages)
        whole = (pages + str(reader.metadata)).replace("\u2010\n", "").replace("-\n", "")
        return " ".join(unicodedata.normalize("NFKC", whole).split())
    if kind.endswith("wordprocessingml.document"):
        document = docx_of(response)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        about = document.core_properties
        return "\n".join([p.text for p in document.paragraphs] + cells + [about.title, about.comments, about.subject])
    if kind.endswith("spreadsheetml.sheet"):
        book = book_of(response)
        return "\n".join(str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell)
    if kind == "text/calendar":
        events = Calendar.from_ical(response.content).walk("VEVENT")
        return "\n".join(f"{event['summary']} {event['description']}" for event in events)
    return response.text
