"""Experiences as a table, out and in again: the columns, the words in their cells, and what a row means."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.exchange.columns import folded
from samspil.exchange.reading import open_table
from samspil.exchange.values import unescaped
from samspil.experiences import actions, queries
from samspil.experiences import figures as numbers
from samspil.experiences.models import Evidence, Experience, Origin, Went
from samspil.foundation.cells import Cell
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import Viewer
from samspil.technologies.models import Technology

MOST_ROWS = 500  # in one file: each is told by the verb, and somebody waits for the page
AT_ONCE = 500

# Our own headings, with what others call the same.
COLUMNS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "technology": (gettext_lazy("Teknologi"), ("technology", "løsning")),
    "title": (gettext_lazy("Overskrift"), ("titel", "title", "navn")),
    "went": (gettext_lazy("Hvordan gik det"), ("resultat i ét ord", "outcome", "status")),
    "origin": (gettext_lazy("Hvem prøvede det"), ("origin", "slags sted")),
    "unit": (gettext_lazy("Enhed"), ("unit", "afdeling")),
    "place": (gettext_lazy("Sted"), ("place", "kommune", "land")),
    "year": (gettext_lazy("År"), ("year",)),
    "period": (gettext_lazy("Periode"), ("period",)),
    "people": (gettext_lazy("Antal mennesker"), ("antal", "people", "n")),
    "people_note": (gettext_lazy("Hvem de var"), ("målgruppe", "who")),
    "tried": (gettext_lazy("Det blev prøvet"), ("beskrivelse", "tried", "description")),
    "method": (gettext_lazy("Metode"), ("method",)),
    "result": (gettext_lazy("Resultat"), ("result", "results")),
    "figures": (gettext_lazy("Tal"), ("figures", "nøgletal")),
    "evidence": (gettext_lazy("Evidens"), ("evidence",)),
    "counts_as": (gettext_lazy("Tæller her som"), ()),
    "source": (gettext_lazy("Kilde"), ("source", "reference")),
    "link": (gettext_lazy("Link"), ("url", "adresse")),
}
NEEDED = ("technology", "title", "went", "tried", "result")
TYPED = ("title", "place", "period", "people_note", "tried", "method", "result", "source", "link")


# --- out --------------------------------------------------------------------------------------------------------------


def headings() -> list[str]:
    return [str(label) for label, _names in COLUMNS.values()]


def found(viewer: Viewer, filters: queries.Filters) -> Iterator[Experience]:
    """What the list shows under the same filters, some hundred at a time."""
    rows = queries.experiences(viewer, filters).prefetch_related("figures")
    return rows.iterator(chunk_size=AT_ONCE)


def cells(experience: Experience) -> list[Cell]:
    """A row under ``headings``, in the words in which it can be read in again."""
    known: dict[str, Any] = {
        "technology": experience.technology.title,
        "went": experience.get_went_display(),
        "origin": experience.get_origin_display(),
        "unit": experience.speaker if experience.is_own else "",
        "figures": "\n".join(numbers.as_line(row) for row in experience.figures.all()),
        "evidence": experience.grade,
        "counts_as": experience.counted_grade,
    }
    return [known[name] if name in known else getattr(experience, name) or "" for name in COLUMNS]


# --- in ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Row:
    """A row of a file: what the verb would be told, what is wrong with it, or that it stands here already."""

    number: int
    told: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    technology: str = ""
    problems: list[str] = field(default_factory=list)
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        return not self.is_known and not self.problems


def columns_of(headers: list[str]) -> dict[str, int]:
    """Field -> place of its column. Raises: ValidationError when one is missing that we cannot do without."""
    names = {folded(name): key for key, (label, more) in COLUMNS.items() for name in (*more, str(label), key)}
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        key = names.get(folded(header))
        if key and key not in places:
            places[key] = place
    if missing := [str(COLUMNS[key][0]) for key in NEEDED if key not in places]:
        message = _("Filen mangler kolonnerne: %s. Hent vores egen fil først, og skriv i den.")
        raise ValidationError({"file": [message % ", ".join(missing)]})
    return places


def looked_through(data: bytes, viewer: Viewer) -> list[Row]:
    """What would happen to each row. Nothing is written. Raises: ValidationError (on ``file``)."""
    try:
        table = open_table(data)
    except ValidationError as problem:
        raise ValidationError({"file": problem.messages}) from problem
    places = columns_of(table.headers)
    read: list[tuple[int, dict[str, str]]] = []
    for number, row in table.rows:
        if len(read) == MOST_ROWS:
            message = _("Filen har over %d rækker. Del den op i flere, og prøv igen.") % MOST_ROWS
            raise ValidationError({"file": [message]})
        read.append((number, {key: unescaped(row[at]).strip() if at < len(row) else "" for key, at in places.items()}))
    if not read:
        raise ValidationError({"file": [_("Der er ingen rækker under overskrifterne. Se filen efter, og prøv igen.")]})
    return list(checked(read, viewer))


def checked(read: list[tuple[int, dict[str, str]]], viewer: Viewer) -> Iterator[Row]:
    """Four queries for a whole file."""
    wanted = {folded(words.get("technology", "")) for _number, words in read}
    standing = Technology.objects.visible_to(viewer).filter(key__in=wanted, withdrawn_at=None)
    technologies = {row.key: row for row in standing}
    here = {
        unit.actor.name.lower(): unit for unit in units(viewer) if rules.has_perm("experiences.tell_of", viewer, unit)
    }
    known = set(
        Experience.objects.visible_to(viewer)
        .filter(technology__in=technologies.values(), withdrawn_at=None)
        .values_list("technology", "title", "year")
    )
    for number, words in read:
        row = Row(number, title=words.get("title", ""), technology=words.get("technology", ""))
        row.told = meant(row, words, technologies, here)
        key = (row.told["technology_id"], row.told["title"], row.told["year"] or 0)
        row.is_known = key in known
        known.add(key)
        yield row


def meant(
    row: Row, words: dict[str, str], technologies: dict[str, Technology], here: dict[str, Unit]
) -> dict[str, Any]:
    """What the verb is told of a row; what cannot be understood is written down in ``row.problems``."""
    technology = technologies.get(folded(row.technology))
    if technology is None:
        row.problems.append(_("Teknologien »%s« står ikke på listen. Sæt den på først.") % row.technology[:80])
    unit = here.get(words.get("unit", "").lower())
    origin = chosen(row, "origin", words, Origin) or (Origin.OWN if words.get("unit") else "")
    if not origin and not folded(words.get("origin", "")):
        row.problems.append(_("Skriv, hvem der prøvede det: %s.") % ", ".join(map(str, Origin.labels)))
    if origin == Origin.OWN and unit is None:
        row.problems.append(_("Du kan ikke fortælle om enheden »%s«.") % words.get("unit", "")[:80])
    if origin == Origin.OWN and not words.get("year"):
        row.problems.append(_("Skriv et helt tal i kolonnen »%s«.") % COLUMNS["year"][0])
    told: dict[str, Any] = {name: words.get(name, "") for name in TYPED}
    for name in ("tried", "result", "title"):
        if not told[name]:
            row.problems.append(_("Kolonnen »%s« er tom.") % COLUMNS[name][0])
    try:
        told["figures"] = numbers.from_lines(words.get("figures", ""))
        numbers.figures_of(told["figures"])
    except ValidationError as problem:
        row.problems += problem.messages
    experience_like = {
        "technology_id": technology.pk if technology else None,
        "origin": origin,
        "unit_id": unit.pk if unit and origin == Origin.OWN else None,
        "went": chosen(row, "went", words, Went),
        "year": whole(row, "year", words),
        "people": whole(row, "people", words),
        "evidence": grade(row, words),
    }
    if not folded(words.get("went", "")):
        row.problems.append(_("Skriv, hvordan det gik: %s.") % ", ".join(map(str, Went.labels)))
    if origin and origin != Origin.OWN and not told["source"]:
        row.problems.append(_("Skriv, hvor vi ved det fra."))
    told |= experience_like
    row.problems = row.problems or refused(told, unit)
    return told


def refused(told: dict[str, Any], unit: Unit | None) -> list[str]:
    """What the verb will say of a row, so that it is read before anybody presses."""
    facts = {name: value for name, value in told.items() if name not in ("figures", "unit_id")}
    try:
        actions.check(Experience(unit=unit, **facts))
    except ValidationError as problem:
        return [f"{COLUMNS[name][0]}: {text}" for name, said in problem.message_dict.items() for text in said]
    return []


def chosen(row: Row, name: str, words: dict[str, str], choices: type[TextChoices]) -> str:
    """A choice by its label or its code."""
    text = folded(words.get(name, ""))
    known = {folded(str(label)): value for value, label in choices.choices} | {folded(v): v for v in choices.values}
    if text and text not in known:
        row.problems.append(
            _("»%(word)s« kender vi ikke. Skriv en af: %(all)s.")
            % {"word": words[name][:40], "all": ", ".join(map(str, choices.labels))}
        )
    return known.get(text, "")


def whole(row: Row, name: str, words: dict[str, str]) -> int | None:
    text = words.get(name, "")
    try:
        value = numbers.read_number(text) if text else None
    except ValidationError:
        value = None
    if text and (value is None or value != int(value) or value < 0):
        row.problems.append(_("Skriv et helt tal i kolonnen »%s«.") % COLUMNS[name][0])
        return None
    return int(value) if value is not None else None


def grade(row: Row, words: dict[str, str]) -> int:
    """Without a word it is what somebody tells: E1 from elsewhere, and the same of our own."""
    text = words.get("evidence", "").strip().upper().removeprefix("E")[:1]
    if words.get("evidence") and text not in map(str, Evidence.values):
        row.problems.append(_("Skriv evidensen som E0, E1, E2, E3 eller E4."))
    return int(text) if text in map(str, Evidence.values) else Evidence.E1


def bring(rows: list[Row], by: Viewer) -> list[Row]:
    """Tell each new row through the verb; what it refuses is a mistake of that row alone. Gives those told."""
    told = []
    for row in rows:
        if not row.is_new:
            continue
        try:
            actions.tell_experience(by=by, is_one_of_many=True, **row.told)
        except ValidationError as problem:
            row.problems += problem.messages
        except (Refused, NotFound):
            row.problems.append(_("Den kan du ikke lægge ind herfra."))
        else:
            told.append(row)
    return told
