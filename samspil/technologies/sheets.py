"""The catalogue as a table, out and in: what a file says, line by line, and what would come of it.

The same words go out and come in, so a file that was exported and not touched changes nothing. An empty cell says
nothing. Nothing here writes: ``bringing`` does, through the verbs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.exchange.columns import folded
from samspil.exchange.reading import open_table
from samspil.exchange.values import unescaped
from samspil.foundation import clock
from samspil.foundation.cells import Cell
from samspil.foundation.ids import as_uuid
from samspil.foundation.text import clean_line, clean_text, find_cpr
from samspil.foundation.viewer import Viewer
from samspil.technologies import queries
from samspil.technologies.checking import TEXTS, check, check_products, iso_class, links, put_right
from samspil.technologies.models import (
    Maturity,
    Product,
    Purpose,
    TargetGroup,
    Technology,
    TechnologyGroup,
    Use,
    UseStatus,
)
from samspil.technologies.rules import works_there

MOST_LINES = 5_000
COLUMNS = {
    "id": gettext_lazy("Nummer"),
    "title": gettext_lazy("Navn"),
    "what": gettext_lazy("Hvad gør den"),
    "for_whom": gettext_lazy("For hvem"),
    "targets": gettext_lazy("Målgrupper"),
    "purposes": gettext_lazy("Formål"),
    "life_sign": gettext_lazy("Tegn på bedre liv"),
    "work_sign": gettext_lazy("Tegn på smartere arbejde"),
    "group": gettext_lazy("Gruppe"),
    "maturity": gettext_lazy("Hvor langt er den"),
    "workflows": gettext_lazy("Anderledes i arbejdet"),
    "training": gettext_lazy("Oplæring"),
    "together": gettext_lazy("Mellem borger, pårørende og medarbejdere"),
    "iso_class": gettext_lazy("ISO 9999"),
    "products": gettext_lazy("Leverandører"),
    "links": gettext_lazy("Links"),
    "uses": gettext_lazy("Brug"),
}
OTHER_NAMES = {
    "id": ("id", "nr"),
    "title": ("titel", "teknologi", "title"),
    "what": ("beskrivelse", "hvad", "description"),
    "for_whom": ("målgruppe",),
    "group": ("kategori", "group"),
    "maturity": ("modenhed", "maturity"),
    "products": ("leverandør", "produkter", "suppliers"),
    "links": ("link",),
    "uses": ("status", "enheder"),
}
CHOICES: dict[str, type[TextChoices]] = {
    "targets": TargetGroup,
    "purposes": Purpose,
    "group": TechnologyGroup,
    "maturity": Maturity,
}
LONG_TEXTS = ("what", "workflows", "training", "together")
SEVERAL = ("targets", "purposes")
PRODUCT_PARTS = ("supplier", "name", "website", "hmi_number")


# --- out --------------------------------------------------------------------------------------------------------------


def headings() -> list[str]:
    return [str(label) for label in COLUMNS.values()]


def cells(technology: Technology) -> dict[str, str]:
    """A technology as the table has it. Needs ``targets``, ``products`` and ``current_uses``."""
    return {
        "id": str(technology.pk),
        **{name: getattr(technology, name) for name in TEXTS},
        "targets": "; ".join(str(row.get_group_display()) for row in technology.targets.all()),
        "purposes": "; ".join(str(purpose.label) for purpose in technology.purposes),
        "group": str(technology.get_group_display()),
        "maturity": str(technology.get_maturity_display()),
        "iso_class": technology.iso_class,
        "products": "\n".join(product_line(row) for row in technology.products.all()),
        "links": "\n".join(f"{bare(link['title'])} | {link['url']}" for link in technology.links),
        "uses": "\n".join(use_line(use) for use in technology.current_uses),
    }


def bare(text: str) -> str:
    """A part between strokes holds none itself."""
    return text.replace("|", "/")


def product_line(row: Product) -> str:
    return parts_line([row.supplier, row.name, row.website, row.hmi_number])


def use_line(use: Use) -> str:
    told = [use.unit.actor.name, str(use.get_status_display()), use.since.isoformat()]
    return parts_line([*told, "" if use.how_many is None else str(use.how_many), use.reason])


def parts_line(parts: list[str]) -> str:
    while parts and not parts[-1]:
        parts = parts[:-1]
    return " | ".join(bare(part) for part in parts)


def table(viewer: Viewer, filters: queries.Filters) -> Iterator[list[Cell]]:
    """What the list shows under the same filters, some hundred at a time."""
    found = queries.technologies(viewer, filters).prefetch_related("targets", "products")
    for technology in found.iterator(chunk_size=500):
        row = cells(technology)
        yield [row[name] for name in COLUMNS]


# --- in ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """A line of the file: what would come of it, or what is wrong with it."""

    number: int
    title: str
    pk: UUID | None = None
    version: int | None = None
    told: dict[str, Any] = field(default_factory=dict)  # what the verbs are called with
    products: list[dict[str, str]] | None = None
    uses: list[dict[str, Any]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)  # columns
    problems: list[tuple[str, str]] = field(default_factory=list)  # column, message

    @property
    def plan(self) -> str:
        if self.problems:
            return "wrong"
        if self.pk is None:
            return "new"
        return "changed" if self.changed else "unchanged"

    @property
    def labels(self) -> list[str]:
        return [str(COLUMNS[name]) for name in self.changed]

    def wrong(self, name: str, messages: Iterable[str]) -> None:
        label = str(COLUMNS.get(name, ""))
        self.problems += [(label, str(message)) for message in messages]


@dataclass(slots=True)
class Known:
    """What lines are read against, fetched once."""

    viewer: Viewer
    by_id: dict[UUID, Technology]
    by_key: dict[str, Technology]
    units: dict[str, Unit]
    seen: dict[str, int] = field(default_factory=dict)  # key -> line


def fields_of(headers: list[str]) -> dict[int, str]:
    """Place of the column -> field, by our own headings or what others call them; each field once."""
    names = {folded(str(label)): name for name, label in COLUMNS.items()}
    names |= {folded(other): name for name, others in OTHER_NAMES.items() for other in others}
    found: dict[int, str] = {}
    for place, header in enumerate(headers):
        name = names.get(folded(header))
        if name and name not in found.values():
            found[place] = name
    return found


def read(data: bytes, viewer: Viewer) -> list[Line]:
    """All lines of a file with what would come of each. The same few queries however long it is.

    Raises: ValidationError when it is no table of technologies, or too long.
    """
    opened = open_table(data)
    columns = fields_of(opened.headers)
    if "title" not in columns.values():
        raise ValidationError(_("Filen har ingen kolonne, der hedder Navn. Hent vores egen liste, og se hvordan."))
    rows: list[tuple[int, dict[str, str]]] = []
    for number, given in opened.rows:
        row = {name: unescaped(given[place]).strip() for place, name in columns.items() if place < len(given)}
        if any(row.values()):
            rows.append((number, row))
        if len(rows) > MOST_LINES:
            raise ValidationError(_("Der er over %d linjer. Del filen op i flere.") % MOST_LINES)
    if not rows:
        raise ValidationError(_("Filen har overskrifter, men ingen linjer under dem."))
    known = known_to(viewer)
    return [line_of(number, row, known) for number, row in rows]


def known_to(viewer: Viewer) -> Known:
    found = list(queries.technologies(viewer).prefetch_related("targets", "products"))
    return Known(
        viewer,
        {each.pk: each for each in found},
        {each.key: each for each in found},
        {folded(unit.actor.name): unit for unit in units(viewer)},
    )


def line_of(number: int, row: dict[str, str], known: Known) -> Line:
    given = {name: text for name, text in row.items() if text}
    line = Line(number, clean_line(given.get("title", ""))[:200])
    if any(find_cpr(text) for name, text in given.items() if name != "id"):
        line.title = "" if find_cpr(line.title) else line.title
        line.problems.append(("", _("Det ligner et CPR-nummer. Fjern det fra filen.")))
        return line
    key = folded(line.title)[:240]
    pk = as_uuid(given.get("id", ""))
    technology = (known.by_id.get(pk) if pk else None) or known.by_key.get(key)
    if technology:
        line.pk, line.version, key = technology.pk, technology.version, technology.key
        line.title = line.title or technology.title
    if before := known.seen.get(key):
        line.wrong("title", [_("Den står også på linje %d.") % before])
        return line
    known.seen[key] = number
    standing = cells(technology) if technology else {}
    for name in [name for name in given if name != "id"]:
        if clean_text(given[name]) != clean_text(standing.get(name, "")):
            try:
                take(line, name, given[name], technology, known)
            except ValidationError as problem:
                line.wrong(name, problem.messages)
    judge(line, technology, known)
    return line


def take(line: Line, name: str, written: str, technology: Technology | None, known: Known) -> None:
    """Understand a cell that differs from what stands. Raises: ValidationError."""
    value: Any
    if name == "uses":
        uses = [use_told(text, technology, known) for text in lines_in(written)]
        line.uses = [use for use in uses if use]
        if line.uses:
            line.changed.append(name)
        return
    if name == "products":
        told = [dict(zip(PRODUCT_PARTS, parts_in(text), strict=False)) for text in lines_in(written)]
        line.products = [product_told(row) for row in check_products(told)]
        standing = [product_told(row) for row in technology.products.all()] if technology else []
        if sorted(line.products, key=str) == sorted(standing, key=str):
            line.products = None
            return
        line.changed.append(name)
        return
    if name == "links":
        value = links([link_told(text) for text in lines_in(written)])
    elif name == "iso_class":
        value = iso_class(written)
    elif name in CHOICES:
        value = choice_told(name, written)
    else:
        value = clean_text(written) if name in LONG_TEXTS else clean_line(written)
    if technology and value == standing_value(name, technology):
        return
    line.told[name] = value
    line.changed.append(name)


def lines_in(written: str) -> list[str]:
    return [text.strip() for text in written.splitlines() if text.strip()]


def parts_in(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def product_told(row: Product) -> dict[str, str]:
    return {name: getattr(row, name) for name in PRODUCT_PARTS}


def link_told(text: str) -> dict[str, str]:
    """ "Navn | https://…", or the address alone."""
    title, stroke, url = text.rpartition("|")
    return {"title": title.strip(), "url": url.strip()}


def choice_told(name: str, written: str) -> Any:
    """The code or codes that the words mean. Raises: ValidationError."""
    by_word = {folded(str(label)): code for code, label in CHOICES[name].choices}
    by_word |= {folded(code): code for code in CHOICES[name].values}
    if name not in SEVERAL:
        return found_choice(by_word, written)
    return list(dict.fromkeys(found_choice(by_word, text) for text in re.split(r"[;\n]", written) if text.strip()))


def found_choice(by_word: dict[str, str], written: str) -> str:
    code = by_word.get(folded(written))
    if code is None:
        raise ValidationError(
            _("Vi kender ikke »%s«. Brug et af ordene fra vores egen liste.") % clean_line(written)[:60]
        )
    return code


def standing_value(name: str, technology: Technology) -> Any:
    if name == "targets":
        return [row.group for row in technology.targets.all()]
    if name == "purposes":
        return [purpose.value for purpose in technology.purposes]
    return getattr(technology, name)


def use_told(text: str, technology: Technology | None, known: Known) -> dict[str, Any]:
    """What a line says of a unit: "Enhed | I brug | 2026-03-01 | 4 | grund". Empty where it stands already.

    Raises: ValidationError.
    """
    name, status, since, how_many, reason = (*parts_in(text), "", "", "", "", "")[:5]
    unit = known.units.get(folded(name))
    if unit is None:
        raise ValidationError(_("Vi kender ikke enheden »%s«.") % name[:60])
    if not works_there(known.viewer, unit):
        raise ValidationError(_("Du kan ikke skrive for %s.") % unit.actor.name)
    code = found_choice({folded(str(label)): code for code, label in UseStatus.choices}, status)
    if how_many and not (how_many.isascii() and how_many.isdigit()):
        raise ValidationError(_("»%s« er ikke et antal.") % how_many[:20])
    told = {
        "status": code,
        "since": day_told(since),
        "how_many": int(how_many[:9]) if how_many else None,
        "reason": clean_line(reason),
    }
    if code == UseStatus.PHASED_OUT and not reason:
        raise ValidationError(_("Skriv, hvorfor %s holdt op. Andre lærer af det.") % unit.actor.name)
    standing = next((use for use in technology.current_uses if use.unit_id == unit.pk), None) if technology else None
    if standing:
        told["since"] = told["since"] or standing.since
        if all(
            getattr(standing, field) == value or (field == "reason" and bare(standing.reason) == value)
            for field, value in told.items()
        ):
            return {}
    return {**told, "unit_id": unit.pk, "expected_version": standing.pk if standing else None}


def day_told(written: str) -> date | None:
    """A day as 2026-03-01, 01-03-2026 or 1.3.2026. Raises: ValidationError."""
    text = clean_line(written)
    if not text:
        return None
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = found.groups()
    elif found := re.fullmatch(r"(\d{1,2})[.\-/ ]+(\d{1,2})[.\-/ ]+(\d{4})", text):
        day, month, year = found.groups()
    else:
        raise ValidationError(_("»%s« er ikke en dato. Skriv den som 2026-03-01.") % text[:20])
    try:
        told = date(int(year), int(month), int(day))
    except ValueError:
        raise ValidationError(_("»%s« er ikke en dato. Skriv den som 2026-03-01.") % text[:20]) from None
    if not date(1980, 1, 1) <= told <= date(clock.today().year + 3, 12, 31):
        raise ValidationError(_("»%s« er for langt væk. Se efter, om året passer.") % text[:20])
    return told


def judge(line: Line, technology: Technology | None, known: Known) -> None:
    """Let the rules of the verbs look at the whole of it, so that the line is wrong before anything is written."""
    if line.problems or (technology and not line.told):
        return
    draft = Technology()
    if technology:
        for row in Technology._meta.concrete_fields:
            setattr(draft, row.attname, getattr(technology, row.attname))
    needed = (
        {} if technology else {"what": "", "for_whom": "", "group": "", "maturity": "", "purposes": [], "title": ""}
    )
    try:
        put_right(draft, {**needed, **{name: value for name, value in line.told.items() if name != "targets"}})
        targets = line.told.get("targets") or (standing_value("targets", technology) if technology else [])
        check(draft, targets, lambda each: known.by_key.get(each.key, draft).pk != draft.pk)
    except ValidationError as problem:
        for name, messages in problem.message_dict.items():
            line.wrong(name, messages)
