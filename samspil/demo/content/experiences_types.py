"""The shapes of what was tried with technology, and of what the units need."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ToolText:
    """What an experience is about, where the catalogue does not hold it already."""

    title: str
    what: str
    for_whom: str
    group: str
    targets: tuple[str, ...]
    purposes: tuple[str, ...] = ("better_life", "smarter_work")
    maturity: str = "sold"


@dataclass(frozen=True, kw_only=True)
class FigureText:
    label: str
    value: str
    unit: str = ""
    phase: str = "other"
    range: str = ""


@dataclass(frozen=True, kw_only=True)
class MatchText:
    """Whether it carries over to us, as somebody answered it."""

    by: str
    why: str
    whom: str = "same"
    setting: str = "same"
    staffing: str = "same"
    terms: str = "same"
    verdict: str = "adapted"
    days_ago: float = 20


@dataclass(frozen=True, kw_only=True)
class ExperienceText:
    key: str
    tool: str
    by: str
    days_ago: float
    title: str
    tried: str
    result: str
    went: str
    evidence: int
    unit: str = ""
    origin: str = ""
    place: str = ""
    source: str = ""
    link: str = ""
    year: int | None = None
    period: str = ""
    people: int | None = None
    people_note: str = ""
    method: str = ""
    figures: tuple[FigureText, ...] = ()
    match: MatchText | None = None


@dataclass(frozen=True, kw_only=True)
class JoinText:
    unit: str
    by: str
    note: str
    days_ago: float


@dataclass(frozen=True, kw_only=True)
class ReuseText:
    by: str
    choice: str
    why: str
    looked_at: tuple[str, ...] = ()
    searched: str = ""  # where nothing was found
    days_ago: float


@dataclass(frozen=True, kw_only=True)
class NeedText:
    unit: str
    by: str
    title: str
    today: str
    for_whom: str
    how_often: str
    days_ago: float
    audience: str = "public"
    joins: tuple[JoinText, ...] = ()
    looking: str = ""  # who says that they look at others' experiences
    reuse: ReuseText | None = None
    closed: str = ""
