"""From a few words to a function in the municipality, with the matching engine over the few functions there are.

The index is built in this process and built again when one of them changed. What was asked is never written down: it is
read from the form, ranked, and forgotten.
"""

import re
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz

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
# Said of everything one may ask for, also inside longer words: "kontanthjælp" is not about help in the home.
ANYTHING = re.compile(
    r"\b(hjælp|hjælpe|hjælper|støtte|penge|behov|brug|cpr|cpr-nummer|help|money|need)\b", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]{2,}")
LITTLE = frozenset(
    WORD.findall(
        "alle alt den der det dig din dit eller end for fra gerne har hvem hvad hvor ikke jeg kan man med mig min mine "
        "mit ned nogen noget når ny nye nyt også skal som til ved vil være about and can from have how not the who with"
    )
)
BEGINNING = 4  # letters that two forms of a word share
ALIKE = 80  # of 100: a slip of the finger


@dataclass(frozen=True, slots=True)
class Hit:
    """A function, with the words of the question that led to it; or else what both are about."""

    point: ContactPoint
    words: tuple[str, ...]
    about: tuple[str, ...] = ()


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
    text = ANYTHING.sub(" ", text)
    engine = doors.over(list(rows.values())) if text.strip() else None
    hits: list[Hit] = []
    if engine:
        suggestions = engine.rank(Need(text=text), k=MOST_FOUND).suggestions
        likely = [(each, hit_of(rows[each.id], each.reasons)) for each in suggestions if each.id in rows]
        sure = [(each.score, hit) for each, hit in likely if hit.words or (hit.about and not alarm)]
        best = max((score for score, _hit in sure), default=0.0)
        close = [hit for score, hit in sure if score >= CLOSE * best]
        # Words that stand there first, then those that stand there in no form the engine names, then what is meant.
        order = [hit for hit in close if hit.words] + naming(rows.values(), text) + close
        first: dict[UUID, Hit] = {}
        for hit in order:
            first.setdefault(hit.point.pk, hit)
        hits = list(first.values())[:MOST_FOUND]
    return Found(tuple(hits), alarm, tuple(helplines(alarm)) if alarm else (), had_cpr)


def naming(rows: Iterable[ContactPoint], text: str) -> list[Hit]:
    """The doors whose own text holds a word of the question as it stands: "pas" is all that some people write."""
    asked = [word for word in dict.fromkeys(WORD.findall(text.lower())) if len(word) > 2 and word not in LITTLE]
    hits = [Hit(row, tuple(word for word in asked if word in words_of(row))) for row in rows]
    return sorted((hit for hit in hits if hit.words), key=lambda hit: -len(hit.words))[:MOST_FOUND]


def words_of(point: ContactPoint) -> set[str]:
    words = WORD.findall(f"{point.function} {point.helps_with}".lower())
    return {word for word in words if not ANYTHING.fullmatch(word)}


def hit_of(point: ContactPoint, reasons: tuple[Reason, ...]) -> Hit:
    """What led there: the question's own words; else what both name in words of their own. Whatever is farther is a
    guess, and somebody on the phone guesses better.
    """
    there = words_of(point)
    said = [word for why in reasons if why.kind == "words" for word in why.data.get("words", ())]
    same = [why.data["path"][0] for why in reasons if why.kind == "concept" and len(why.data.get("path", ())) == 1]
    words = [word for word in said if any(related(word.lower(), other) for other in there)]
    return Hit(point, tuple(dict.fromkeys(words)), tuple(dict.fromkeys(same)))


def related(word: str, other: str) -> bool:
    """Two forms of a word, one word inside the other, or one of them misspelt."""
    shorter = min(len(word), len(other))
    return (
        word[: max(BEGINNING, shorter - 2)] == other[: max(BEGINNING, shorter - 2)]
        or (shorter >= BEGINNING - 1 and (word.startswith(other) or other.startswith(word)))
        or (shorter >= BEGINNING and (word in other or other in word))
        or fuzz.ratio(word, other) >= ALIKE
    )
