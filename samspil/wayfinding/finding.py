"""From a few words to a function in the municipality, with the matching engine over the few functions there are.

The index is built in this process and built again when one of them changed. What was asked is never written down: it is
read from the form, ranked, and forgotten.
"""

import tempfile
import threading
from dataclasses import dataclass

from samspil.foundation.text import CPR, clean_text, find_cpr
from samspil.foundation.viewer import Viewer
from samspil.matching import safety
from samspil.matching.engine import Engine
from samspil.matching.index import Index
from samspil.matching.types import Document, Need, Reason
from samspil.matching.vocabulary import Vocabulary
from samspil.suggestions.queries import helplines
from samspil.wayfinding.models import ContactPoint
from samspil.wayfinding.queries import MOST, points

LONGEST = 2_000  # characters that are read; nobody explains whom they look for in more
MOST_FOUND = 3
CLOSE = 0.5  # of the best score: what is further behind is another matter
SURE = frozenset({"words", "concept"})  # reasons that a person would accept


@dataclass(frozen=True, slots=True)
class Hit:
    """A function, with the words of the question that led to it."""

    point: ContactPoint
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """``alarm``: the text speaks of danger, and ``help`` is the professional help that comes first.

    ``had_cpr``: a CPR number was left out before anything was looked for.
    """

    hits: tuple[Hit, ...]
    alarm: str = ""
    help: tuple[dict[str, str], ...] = ()
    had_cpr: bool = False


class Doors:
    """The engine over what is on the list now. Threads share it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: tuple[tuple[str, int], ...] | None = None
        self.engine: Engine | None = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def over(self, rows: list[ContactPoint]) -> Engine | None:
        """An engine over these rows; None when there are none."""
        seen = tuple((str(row.pk), row.subject.version) for row in rows)
        with self.lock:
            if seen != self.seen:
                self.engine = self.build(rows) if rows else None
                self.seen = seen
            return self.engine

    def build(self, rows: list[ContactPoint]) -> Engine:
        before, self.folder = self.folder, tempfile.TemporaryDirectory(prefix="samspil-doors-")
        vocabulary = Vocabulary.load()
        Index.build([document(row) for row in rows], vocabulary, self.folder.name)
        engine = Engine(Index.open(self.folder.name), vocabulary)
        if before:
            before.cleanup()  # whoever still ranks with it holds the files open
        return engine


def document(point: ContactPoint) -> Document:
    return Document(
        id=str(point.pk),
        title=point.function,
        text=f"{point.helps_with}\n{', '.join(point.theme_labels)}",
        language=point.subject.language,
        kind="contact_point",
    )


doors = Doors()


def find_door(text: str, viewer: Viewer) -> Found:
    """The functions that fit, the best first; none when nothing does. One query.

    Danger in the text is answered first, whatever else there is.
    """
    text = clean_text(text)[:LONGEST]
    had_cpr = find_cpr(text) is not None
    text = CPR.sub(" ", text) if had_cpr else text
    alarm = safety.alarm(text)
    rows = {str(row.pk): row for row in points(viewer).order_by("pk")[:MOST]}
    engine = doors.over(list(rows.values())) if text else None
    hits: list[Hit] = []
    if engine:
        suggestions = engine.rank(Need(text=text), k=MOST_FOUND).suggestions
        best = max((each.score for each in suggestions), default=0.0)
        hits = [
            Hit(rows[each.id], words_in(each.reasons))
            for each in suggestions
            if each.id in rows and each.score >= CLOSE * best and any(why.kind in SURE for why in each.reasons)
        ]
    return Found(tuple(hits), alarm, tuple(helplines(alarm)) if alarm else (), had_cpr)


def words_in(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """What in the question led there: its own words, or where a path of concepts began."""
    said = [word for why in reasons if why.kind == "words" for word in why.data.get("words", ())]
    led = [why.data["path"][0] for why in reasons if why.kind == "concept" and why.data.get("path")]
    return tuple(dict.fromkeys(said or led))
