"""Documents and needs from plain data (parsed JSON), and rankings back into it. Odd fields are told and left out."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from samspil.matching.types import ACCESS, DAYS, TIMES, Document, Need, Point, Ranking

Warn = Callable[[str], None]

# What others call the same: full names, Danish ones, and the first letters.
_DAY_NAMES = {
    **{day: day for day in DAYS},
    **dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), DAYS, strict=True)),
    **dict(zip(("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"), DAYS, strict=True)),
    **dict(zip(("man", "tir", "ons", "tor", "fre", "lør", "søn"), DAYS, strict=True)),
}
_TIME_NAMES = {
    **{time: time for time in TIMES},
    "formiddag": "morning",
    "morgen": "morning",
    "eftermiddag": "afternoon",
    "aften": "evening",
}
_TEXTS = ("text", "body", "description", "beskrivelse")
_TITLES = ("title", "name", "titel", "navn")


class BadData(ValueError):
    """The data cannot be used at all; the message says what and where."""


class _Record:
    """Reads fields of one record and tells what is odd."""

    def __init__(self, data: Mapping[str, Any], where: str, warn: Warn) -> None:
        self._data, self._where, self._warn = data, where, warn

    def odd(self, name: str, wanted: str) -> None:
        self._warn(f"{self._where}: {name} is left out: {wanted}, not {str(self._data.get(name))[:60]!r}")

    def text(self, *names: str) -> str:
        for name in names:
            value = self._data.get(name)
            if value is None or value == "":
                continue
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                return str(value)
            if isinstance(value, list) and all(isinstance(part, str) for part in value):
                return ", ".join(value)
            self.odd(name, "must be text")
        return ""

    def number(self, name: str) -> float | None:
        value = self._data.get(name)
        if value is None or value == "":
            return None
        try:
            if isinstance(value, bool):
                raise ValueError
            number = float(str(value).replace(",", "."))
            if number != number or abs(number) == float("inf"):
                raise ValueError
        except ValueError:
            self.odd(name, "must be a number")
            return None
        return number

    def whole(self, name: str) -> int | None:
        number = self.number(name)
        return None if number is None else int(number)

    def flag(self, name: str) -> bool | None:
        value = self._data.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, bool | int):
            return bool(value)
        if str(value).strip().lower() in {"true", "yes", "ja", "1"}:
            return True
        if str(value).strip().lower() in {"false", "no", "nej", "0"}:
            return False
        self.odd(name, "must be true or false")
        return None

    def some(self, name: str, known: Mapping[str, str] | None = None) -> frozenset[str]:
        value = self._data.get(name)
        if value is None or value == "":
            return frozenset()
        values = value.replace(";", ",").split(",") if isinstance(value, str) else value
        if isinstance(values, Mapping):
            values = [key for key, holds in values.items() if holds]
        if not isinstance(values, list | tuple):
            self.odd(name, "must be a list")
            return frozenset()
        words = [str(word).strip().lower() for word in values if str(word).strip()]
        if known is None:
            return frozenset(words)
        if any(word not in known for word in words):
            self.odd(name, f"may hold {', '.join(sorted(set(known.values())))}")
        return frozenset(known[word] for word in words if word in known)

    def point(self) -> Point | None:
        value = self._data.get("point")
        latitude, longitude = self.number("lat"), self.number("lon")
        if isinstance(value, Mapping):
            inner = _Record(value, f"{self._where}, point", self._warn)
            latitude, longitude = inner.number("lat"), inner.number("lon")
        elif isinstance(value, list | tuple) and len(value) == 2:
            inner = _Record({"lat": value[0], "lon": value[1]}, f"{self._where}, point", self._warn)
            latitude, longitude = inner.number("lat"), inner.number("lon")
        elif value:
            self.odd("point", "must be [latitude, longitude]")
        if latitude is None or longitude is None:
            return None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self._warn(f"{self._where}: the point is left out: {latitude}, {longitude} is not on Earth")
            return None
        return latitude, longitude


_KNOWN_ACCESS = {word: word for word in ACCESS}


def _open(data: Any, where: str, warn: Warn) -> tuple[str, _Record] | None:
    if not isinstance(data, Mapping):
        warn(f"{where} is left out: it must be an object, not {str(data)[:60]!r}")
        return None
    record = _Record(data, where, warn)
    key = record.text("id")
    if not key:
        warn(f"{where} is left out: it has no id")
        return None
    return key, record


def as_document(data: Any, where: str = "document", warn: Warn = print) -> Document | None:
    """A Document from ``{"id", "title", "text", ...}`` with the fields of Document (point also as lat and lon)."""
    opened = _open(data, where, warn)
    if opened is None:
        return None
    key, record = opened
    capacity = record.whole("capacity")
    return Document(
        id=key,
        title=record.text(*_TITLES),
        text=record.text(*_TEXTS),
        language=record.text("language") or "",
        kind=record.text("kind"),
        provider=record.text("provider"),
        place=record.text("place"),
        point=record.point(),
        days=record.some("days", _DAY_NAMES),
        times=record.some("times", _TIME_NAMES),
        youngest=record.whole("youngest"),
        oldest=record.whole("oldest"),
        is_free=record.flag("is_free"),
        access=record.some("access", _KNOWN_ACCESS),
        languages=record.some("languages"),
        capacity=capacity,
        exposure=record.number("exposure") or 0.0,
    )


def as_need(data: Any, where: str = "need", warn: Warn = print) -> tuple[str, Need] | None:
    """The id and the Need from ``{"id", "text", ...}`` with the fields of Need (point also as lat and lon)."""
    opened = _open(data, where, warn)
    if opened is None:
        return None
    key, record = opened
    return key, Need(
        text=record.text("text", "query", "title"),
        language=record.text("language"),
        concepts=record.some("concepts"),
        place=record.text("place"),
        point=record.point(),
        travels_km=record.number("travels_km"),
        drives=record.flag("drives"),
        days=record.some("days", _DAY_NAMES),
        times=record.some("times", _TIME_NAMES),
        age=record.whole("age"),
        must_be_free=bool(record.flag("must_be_free")),
        access=record.some("access", _KNOWN_ACCESS),
        languages=record.some("languages"),
    )


def as_plain(key: str, ranking: Ranking) -> dict[str, Any]:
    """What can be written as JSON: id, ranked ids, scores, kinds, reasons, stages, alarm."""
    shown = ranking.suggestions
    return {
        "id": key,
        "ranked": [suggestion.id for suggestion in shown],
        "scores": [suggestion.score for suggestion in shown],
        "kinds": [suggestion.kind for suggestion in shown],
        "reasons": [[asdict(reason) for reason in suggestion.reasons] for suggestion in shown],
        "stages": list(ranking.stages),
        "alarm": ranking.alarm,
    }
