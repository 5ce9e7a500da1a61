"""Numbers as people write them, in and out: "17.020", "51,8", "−223", "−754 til 2.211"."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.experiences.models import (
    HIGHEST,
    LABEL_LENGTH,
    MOST_FIGURES,
    UNIT_LENGTH,
    Experience,
    Figure,
    Phase,
)
from samspil.foundation.text import clean_line, guard

GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:[. \u00a0][0-9]{3})+(?:,[0-9]+)?")
ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
RANGE = re.compile(r"\s+(?:til|to)\s+|\s*;\s*|\s*\.\.\.?\s*|\s+[–—-]\s+", re.IGNORECASE)
LINE = re.compile(
    r"(?P<label>[^:]+):\s*(?P<value>[-−]?[\d.,\u00a0 ]*\d)\s*(?:\((?P<range>[^()]*)\))?\s*(?P<unit>[^\[\]()]*?)\s*"
    r"(?:\[(?P<phase>[^\[\]]*)\])?"
)
NAMES = ("label", "value", "range", "unit", "phase")


def read_number(text: str) -> Decimal:
    """A number as a Dane writes it; "1.5" is one and a half, "1.500" fifteen hundred; in English "1,500" too.

    Raises: ValidationError."""
    plain = str(text).strip().replace("−", "-").replace("–", "-")
    if (get_language() or "").startswith("en") and ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    if GROUPED.fullmatch(plain):
        plain = re.sub(r"[. \u00a0]", "", plain)
    if not PLAIN.fullmatch(plain):
        raise ValidationError(_("Skriv et tal, for eksempel 51,8 eller 17.020."))
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation as problem:  # pragma: no cover - the pattern leaves nothing else
        raise ValidationError(_("Skriv et tal, for eksempel 51,8 eller 17.020.")) from problem
    if abs(value) > HIGHEST:
        raise ValidationError(_("Tallet er for stort."))
    if value != round(value, 4):
        raise ValidationError(_("Skriv højst fire decimaler."))
    return value


def read_range(text: str) -> tuple[Decimal | None, Decimal | None]:
    """ "−754 til 2.211" as its two ends; nothing is no range. Raises: ValidationError."""
    if not text.strip():
        return None, None
    parts = [part for part in RANGE.split(text.strip()) if part.strip()]
    if len(parts) != 2:
        raise ValidationError(_("Skriv spændet som to tal, for eksempel 30 til 45."))
    low, high = (read_number(part) for part in parts)
    if low > high:
        raise ValidationError(_("Skriv det mindste tal først."))
    return low, high


def figure_of(told: Mapping[str, Any], position: int) -> Figure | None:
    """A figure from its words; None where all are empty. Raises: ValidationError by field (label, value, …)."""
    words = {name: clean_line(str(told.get(name) or "")) for name in NAMES}
    if not any(words[name] for name in NAMES if name != "phase"):
        return None
    guard(label=words["label"], unit=words["unit"])
    problems: dict[str, list[str]] = {}
    figure = Figure(position=position, label=words["label"], unit=words["unit"], phase=words["phase"] or Phase.OTHER)
    if not figure.label:
        problems["label"] = [_("Skriv, hvad tallet er.")]
    for name in ("label", "unit"):
        most = {"label": LABEL_LENGTH, "unit": UNIT_LENGTH}[name]
        if len(words[name]) > most:
            problems[name] = [_("Teksten er for lang. Der er plads til %d tegn.") % most]
    if figure.phase not in Phase.values:
        problems["phase"] = [_("Vælg en af mulighederne på listen.")]
    try:
        figure.value = read_number(words["value"])
    except ValidationError as problem:
        problems["value"] = problem.messages
    try:
        figure.low, figure.high = read_range(words["range"])
    except ValidationError as problem:
        problems["range"] = problem.messages
    if problems:
        raise ValidationError(problems)
    return figure


def figures_of(told: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """The figures somebody typed, row by row. Raises: ValidationError on ``figure_<row>_<field>``."""
    found: list[Figure] = []
    problems: dict[str, list[str]] = {}
    for at, words in enumerate(told):
        try:
            figure = figure_of(words, len(found) + 1)
        except ValidationError as problem:
            problems |= {f"figure_{at}_{name}": messages for name, messages in problem.message_dict.items()}
        else:
            found += [figure] if figure else []
    if len(found) > MOST_FIGURES:
        raise ValidationError({"figures": [_("Der er plads til %d tal. Vælg de vigtigste.") % MOST_FIGURES]})
    if problems:
        raise ValidationError(problems)
    return found


def put(experience: Experience, figures: list[Figure]) -> None:
    experience.figures.all().delete()
    for figure in figures:
        figure.experience = experience
    Figure.objects.bulk_create(figures)


def told(figure: Figure) -> dict[str, str]:
    """A figure as somebody would type it again."""
    return {
        "label": figure.label,
        "value": typed(figure.value),
        "range": f"{typed(figure.low)} til {typed(figure.high)}" if figure.low is not None else "",
        "unit": figure.unit,
        "phase": figure.phase,
    }


def typed(value: Decimal | None) -> str:
    text = f"{value:f}" if value is not None else ""
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


# --- in a cell of a spreadsheet ---------------------------------------------------------------------------------------


def as_line(figure: Figure) -> str:
    """One figure on a line: "Tid: 51,8 (40 til 60) min om ugen [Ændring]"."""
    words = told(figure)
    spread = f" ({words['range']})" if words["range"] else ""
    unit = f" {figure.unit}" if figure.unit else ""
    return f"{figure.label.replace(':', ' ')}: {words['value']}{spread}{unit} [{figure.get_phase_display()}]"


def from_lines(text: str) -> list[dict[str, str]]:
    """The figures of a cell, one a line. Raises: ValidationError on ``figures``."""
    phases = {str(label).lower(): value for value, label in Phase.choices} | {value: value for value in Phase.values}
    rows = []
    for line in filter(str.strip, text.splitlines()):
        found = LINE.fullmatch(line.strip())
        phase = phases.get((found["phase"] or "other").strip().lower()) if found else None
        if found is None or phase is None:
            message = _("»%s« kan ikke læses. Skriv for eksempel: Tid pr. borger: 51,8 min [Ændring]")
            raise ValidationError({"figures": [message % line.strip()[:60]]})
        rows.append({name: (found[name] or "").strip() for name in NAMES[:-1]} | {"phase": phase})
    return rows
