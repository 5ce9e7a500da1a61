"""What goes into the engine and what comes out of it. All is plain data; sentences are made by whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = ("morning", "afternoon", "evening")
ACCESS = ("transport", "companion", "step_free", "no_phone_needed", "interpreter")

Point = tuple[float, float]  # latitude and longitude in degrees (WGS 84)


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """Something that may help. What is not known is left out, and then never counts against it.

    ``exposure`` is how often it was suggested lately for each place it has free; ``provider`` is who stands behind it.
    """

    id: str
    title: str
    text: str = ""
    language: str = "da"
    kind: str = ""
    provider: str = ""
    place: str = ""
    point: Point | None = None
    days: frozenset[str] = frozenset()  # of DAYS
    times: frozenset[str] = frozenset()  # of TIMES
    youngest: int | None = None  # years
    oldest: int | None = None  # years
    is_free: bool | None = None  # costs nothing
    access: frozenset[str] = frozenset()  # of ACCESS
    languages: frozenset[str] = frozenset()  # spoken there, ISO 639-1
    requires: frozenset[str] = frozenset()  # "drives", "men", "women", or ages it names as its audience ("13-17")
    capacity: int | None = None  # how many it can take now
    exposure: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """What somebody is looking for, as far as it is known. ``concepts`` are chips that were pressed (concept ids).

    ``is_work``: the text describes a task, and who could do it is looked for. It is then read as what is to be
    done, and never as somebody's life.
    """

    text: str = ""
    language: str = ""  # "da" or "en"; empty: guessed
    concepts: frozenset[str] = frozenset()
    place: str = ""
    point: Point | None = None
    travels_km: float | None = None
    drives: bool | None = None
    days: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    age: int | None = None  # years
    must_be_free: bool = False
    access: frozenset[str] = frozenset()  # what must be there
    languages: frozenset[str] = frozenset()
    is_work: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """A need after its free text was read: wishes as data, and the words that are left to match.

    ``avoided`` are the negated parts ("ikke flere møder"), as written; ``spans`` are the parts of the text that became
    data, (start, end, name of the wish), so that they are never matched as words.
    """

    need: Need
    wanted: str
    avoided: tuple[str, ...] = ()
    spans: tuple[tuple[int, int, str], ...] = ()
    ages: tuple[int, int] | None = None  # the ages it may be about ("under 15" is 0 to 14), wider than ``need.age``
    who: str = ""  # "men" or "women", when it is sure whom it is about
    firm: frozenset[str] = frozenset()  # "days", "times": wishes that exclude what is known to be at another time

    @property
    def possible_ages(self) -> tuple[int, int] | None:
        """The ages it may be about, or None where nothing is known of them."""
        return self.ages or (None if self.need.age is None else (self.need.age, self.need.age))


ReasonKind = Literal["words", "concept", "like", "meaning", "distance", "time", "meets", "missing", "exposure"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why something is suggested, or what speaks against it, as data.

    - words: {"words": ["natur"]}; concept: {"path": ["natur", "friluft", "fiskeri"], "links": ["broader", ...]}
      (labels in the language asked for; "similar": True when the first is only near); meaning: {"similarity": 0.61};
    - like: {"example": "Jeg dækker stadig op til to.", "concept": "kor"} (one of our own examples, and what
      helps there);
    - distance: {"km": 3.2, "place": "Lunde"}; time: {"days": ["thu"], "times": ["evening"]};
    - meets: {"wish": "transport"}; missing: {"wish": "step_free"} (a condition nobody knows to be met);
    - exposure: {} (stepped back, because it was suggested often and has little room).
    """

    kind: ReasonKind
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    id: str
    score: float
    kind: Literal["familiar", "unexpected"]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """``stages`` are those that took part: "words", "concepts", "meaning". ``alarm`` is set when the text speaks of
    danger: then professional help comes first.
    """

    suggestions: tuple[Suggestion, ...]
    stages: tuple[str, ...]
    understood: Understood
    alarm: str = ""  # "", "violence", "child_abuse", "self_harm", "acute_illness"
