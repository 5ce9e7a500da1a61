"""A report: chapters of words, lists and tables. The one structure that print, PDF and Word of it are made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from samspil.papers.gather import as_text

NARROW = 2  # columns that fit on a phone


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the ``language`` of whoever wrote it. Without one it is our own and follows the reader."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading within a chapter. ``is_part``: below another such heading."""

    kind: ClassVar[str] = "head"
    words: Words
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, with a ``label`` in front; ``is_note`` where it says who, when or how to read something."""

    kind: ClassVar[str] = "text"
    words: Words
    label: str = ""
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, and under which name they stand."""

    kind: ClassVar[str] = "quote"
    words: Words
    who: str


@dataclass(frozen=True, slots=True)
class Points:
    kind: ClassVar[str] = "points"
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a header row of ``columns``, and the first of each row is a header too.

    ``label`` is its caption, where the heading above does not say it all.
    """

    kind: ClassVar[str] = "grid"
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]

    @property
    def is_wide(self) -> bool:
        """Whether a phone shows each row as a block of its own, with the heading of the column before each cell."""
        return len(self.columns) > NARROW

    @property
    def named_rows(self) -> list[tuple[Words, list[tuple[str, Words]]]]:
        """Each row's header, and its other cells with their column's name."""
        return [(first, list(zip(self.columns[1:], rest, strict=True))) for first, *rest in self.rows]


Block = Head | Text | Quote | Points | Grid


@dataclass(frozen=True, slots=True)
class Chapter:
    label: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Report:
    """``is_public`` tells whether everybody may read what it is about; ``url`` is the page it was made from."""

    title: str
    language: str
    kicker: str
    status: str
    chapters: list[Chapter]
    url: str
    printed_on: date
    is_public: bool
    municipality: str
    ui_language: str


Said = Words | str | int | date


def words(said: Said) -> Words:
    """Our own words and figures as text; what somebody wrote stays as it is."""
    return said if isinstance(said, Words) else Words(as_text(said))


def note(text: str) -> Text:
    return Text(Words(text), is_note=True)


def points(items: Iterable[Said]) -> Points:
    return Points(tuple(words(item) for item in items))


def grid(columns: Sequence[str], rows: Iterable[Sequence[Said]], label: str = "") -> Grid:
    return Grid(label, tuple(columns), tuple(tuple(words(cell) for cell in row) for row in rows))


def facts(told: Iterable[tuple[str, Said]], label: str = "") -> Grid:
    """What is known, each under its name. What nobody has said is left out."""
    return grid([_("Hvad"), _("Indhold")], [row for row in told if words(row[1]).text], label)
