"""What columns mean: our fields with the headings that Danish and English lists give them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a resource as a column: its heading in our own exports, and what others call it."""

    field: str
    label: Any
    names: tuple[str, ...] = ()


COLUMNS = (
    Column("external_id", _("Nummer hos kilden"), ("id", "nr", "nummer", "uid", "external id", "ekstern id", "key")),
    Column(
        "title",
        _("Navn"),
        (
            "titel",
            "title",
            "name",
            "aktivitet",
            "activity",
            "navn på aktivitet",
            "overskrift",
            "tilbud",
            "hvad",
        ),
    ),
    Column("kind", _("Slags"), ("type", "kind", "art", "slags tilbud")),
    Column("body", _("Beskrivelse"), ("description", "tekst", "indhold", "om", "text", "bemærkning", "bemærkninger")),
    Column(
        "provider_name",
        _("Hvem står bag"),
        ("forening", "organisation", "organization", "arrangør", "udbyder", "provider", "foreningsnavn", "association"),
    ),
    Column("themes", _("Emner"), ("emne", "tema", "temaer", "themes", "theme", "kategori", "kategorier", "kle")),
    Column("target_groups", _("For hvem"), ("målgruppe", "målgrupper", "target group", "target groups", "audience")),
    Column("place", _("Sted"), ("by", "place", "location", "lokation", "hvor", "mødested", "town", "city", "venue")),
    Column("address", _("Adresse"), ("address", "gade", "vej", "street", "adresse og postnummer")),
    Column("area", _("Område"), ("area", "bydel", "lokalområde", "distrikt")),
    Column("lat", _("Breddegrad"), ("lat", "latitude", "y", "bredde")),
    Column("lon", _("Længdegrad"), ("lon", "lng", "long", "longitude", "x", "længde")),
    Column("days", _("Dage"), ("dag", "ugedag", "ugedage", "days", "day", "weekday", "hvornår")),
    Column("starts_at", _("Begynder kl."), ("tid", "start", "starttid", "fra kl", "klokken", "time", "starts", "kl")),
    Column("ends_at", _("Slutter kl."), ("slut", "sluttid", "til kl", "end", "ends", "end time")),
    Column("first_on", _("Første gang"), ("dato", "startdato", "date", "start date", "første dato", "fra dato")),
    Column("recurrence", _("Gentages (RRULE)"), ("rrule", "gentagelse", "recurrence", "gentages")),
    Column("times_text", _("Tiden i ord"), ("tidspunkt", "tider", "schedule", "åbningstider", "opening hours")),
    Column("capacity", _("Ledige pladser"), ("pladser", "kapacitet", "capacity", "antal pladser", "plads til")),
    Column("youngest", _("Fra alder"), ("alder", "min alder", "minimum age", "age", "aldersgruppe", "fra år")),
    Column("oldest", _("Til alder"), ("max alder", "maksimum alder", "maximum age", "til år")),
    Column("is_free", _("Gratis"), ("free", "er gratis", "is free")),
    Column("fee", _("Pris"), ("kontingent", "price", "fee", "fees", "betaling", "kontingent og pris", "cost")),
    Column("access", _("Adgang"), ("tilgængelighed", "access", "accessibility", "kørsel", "adgangsforhold")),
    Column("languages", _("Sprog"), ("language", "languages", "talte sprog")),
    Column("meets_you", _("Hvem tager imod"), ("vært", "meets you", "tager imod", "hvem møder dig")),
    Column("lift", _("Lift"), ("samkørsel", "lift og kørsel", "transport")),
    Column("website", _("Hjemmeside"), ("web", "url", "website", "link", "www", "webadresse", "hjemmesideadresse")),
    Column("contact_name", _("Kontaktperson"), ("kontakt", "contact", "contact name", "formand", "kontaktnavn")),
    Column("contact_phone", _("Telefon"), ("tlf", "mobil", "phone", "telefonnummer", "mobilnummer", "tlf nr")),
    Column("contact_email", _("Mail"), ("email", "e mail", "mailadresse", "e mailadresse", "epost")),
    Column("contact_visibility", _("Hvem må se kontakten"), ("contact visibility", "synlighed")),
    Column("legal_base", _("Støtte efter"), ("lovgrundlag", "legal base", "paragraf", "støtte")),
)
FIELDS = tuple(column.field for column in COLUMNS)
LABELS = {column.field: column.label for column in COLUMNS}


def folded(text: str) -> str:
    """A heading or a word in a form to compare: lower case, without marks, ``å`` as ``aa``, one space between."""
    text = unicodedata.normalize("NFC", text).lower()
    for letter, letters in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.replace(letter, letters)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", text))


BY_NAME = {
    folded(name): column.field
    for column in reversed(COLUMNS)
    for name in (*column.names, column.field.replace("_", " "))
}


@lru_cache(maxsize=4)
def own_labels(_language: str) -> dict[str, str]:
    """Our own headings in the language of whoever asks: what we exported comes in again as it was."""
    return {folded(str(column.label)): column.field for column in COLUMNS}


def field_of(header: str) -> str:
    """The field that a heading means, or "" when we cannot tell."""
    name = folded(header)
    return own_labels(get_language() or "da").get(name) or BY_NAME.get(name, "")


def known_headers(cells: Iterable[str]) -> int:
    """How many different headings of ours stand in a line; data seldom looks like two."""
    found = {field_of(cell) for cell in cells if cell and len(cell) < 60} - {""}
    return len(found)


def guessed(headers: list[str], remembered: dict[str, str]) -> dict[str, str]:
    """Place of the heading -> field: as this source had it last time, else by name; each field once."""
    columns: dict[str, str] = {}
    for place, header in enumerate(headers):
        field = remembered[header] if header in remembered else field_of(header)
        if field in LABELS and field not in columns.values():
            columns[str(place)] = field
    return columns
