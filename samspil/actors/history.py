"""The edits of something with a history, in words: when, by whom, and what stood before and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samspil.actors.queries import names_of

MOST = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One edit. ``fields`` holds the label, what stood before and what stands after."""

    at: datetime
    who: str
    fields: list[tuple[str, str, str]]


def in_words(row: Any, name: str) -> str:
    """What a field of a history row held, as people read it."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return "" if value is None else str(value)


def edits_in(history: Any, tracked: Mapping[str, Any], shown: Callable[[Any, str], str] = in_words) -> list[Change]:
    """What was changed in the ``tracked`` fields, by label, newest first. Two queries."""
    rows = list(history.order_by("-history_date", "-history_id")[:MOST])
    names = names_of({row.history_user_id for row in rows if row.history_user_id})
    changes = []
    for after, before in zip(rows, rows[1:], strict=False):
        fields = [
            (str(label), shown(before, name), shown(after, name))
            for name, label in tracked.items()
            if shown(before, name) != shown(after, name)
        ]
        if fields:
            changes.append(Change(after.history_date, names.get(after.history_user_id, ""), fields))
    return changes
