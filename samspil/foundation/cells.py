"""Cells of spreadsheets. Whoever opens one trusts us, and what stands in it was typed by anybody: none may run."""

import re
from datetime import date, datetime
from typing import Any

from django.utils import timezone

Cell = str | int | float | date | None

# What a spreadsheet takes for the start of a formula, also in the wide form of East Asian keyboards.
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r]")
# What XML cannot hold, and half a character from a broken copy.
IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_000  # Excel takes 32,767


def harmless(value: Any) -> Cell:
    """The value as a cell that is only ever read. Days stay days; a moment loses its zone after it was made local."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        return value
    text = IMPOSSIBLE.sub("", str(value))
    return f"'{text}"[:LONGEST_CELL] if FORMULA.match(text) else text[:LONGEST_CELL]
