"""What we want, to be held against what is found. For two quiet cores; a goal that is missed is told as missed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Found = dict[int, dict[str, dict[str, Any]]]
Served = dict[str, Any] | None

LIST, DETAIL, CREATE = "Challenges", "Challenge, 30 perspectives", "Raise a challenge (POST)"
SEARCHES = (
    *("Challenges, common word", "Challenges, rare word"),
    *("Search, common word", "Search, rare word", "Search, two words, signed in"),
)
LISTS_AND_DETAILS = (
    *("Front page", "Challenges", "Challenges, signed in", "Challenges, page 40", "Challenges, filtered"),
    *("Challenge, 30 perspectives", "Challenge, the same, signed in", "Challenge, 30 perspectives, 30 proposals"),
    *("Proposals", "Proposal", "Actors"),
)


@dataclass(frozen=True, kw_only=True)
class Goal:
    text: str
    limit: float
    unit: str
    of: Callable[[Found, Served], float | None]
    at_least: bool = False


def served(page: str, connections: int, figure: str) -> Callable[[Found, Served], float | None]:
    def find(_pages: Found, found: Served) -> float | None:
        rows = found["served"] if found else []
        return next((row[figure] for row in rows if row["page"] == page and row["connections"] == connections), None)

    return find


def process(figure: str) -> Callable[[Found, Served], float | None]:
    return lambda _pages, found: found[figure] if found else None


def slowest_search(pages: Found, _served: Served) -> float:
    last = pages[max(pages)]
    return max(last[name]["p95"] for name in SEARCHES)


def growth(names: tuple[str, ...]) -> Callable[[Found, Served], float | None]:
    def find(pages: Found, _served: Served) -> float | None:
        first, last = pages[min(pages)], pages[max(pages)]
        return max(last[name]["p50"] / first[name]["p50"] for name in names) if len(pages) > 1 else None

    return find


GOALS = (
    Goal(text="Challenges, one connection, p50", limit=20, unit="ms", of=served(LIST, 1, "p50")),
    Goal(text="Challenges, eight connections", limit=100, unit="/s", of=served(LIST, 8, "rate"), at_least=True),
    Goal(text="Challenge with 30 perspectives, one connection, p50", limit=25, unit="ms", of=served(DETAIL, 1, "p50")),
    Goal(
        text="Challenge with 30 perspectives, eight connections",
        limit=80,
        unit="/s",
        of=served(DETAIL, 8, "rate"),
        at_least=True,
    ),
    Goal(text="Raising a challenge, one connection, p50", limit=40, unit="ms", of=served(CREATE, 1, "p50")),
    Goal(text="Master and two workers together (PSS)", limit=200, unit="MB", of=process("pss")),
    Goal(text="Cold start to the first front page", limit=3, unit="s", of=process("start")),
    Goal(
        text="Dearest growth of a list or detail, largest to smallest", limit=1.5, unit="", of=growth(LISTS_AND_DETAILS)
    ),
    Goal(text="Slowest search at the largest size, p95", limit=100, unit="ms", of=slowest_search),
)
