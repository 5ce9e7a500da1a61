"""What rules a document out, and what speaks for or against it. Only what is *known* and contradicts rules out.

``check`` says whether a document may be suggested at all, with reasons as data. What nobody knows never rules out:
it is told as a missing condition, so that somebody asks.
"""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from samspil.matching import requirements
from samspil.matching.types import DAYS, TIMES, Document, Need, Point, Reason, Understood

EARTH_KM = 6371.0088  # mean radius
WALKABLE_KM = 2.0  # as far as somebody without a car gets by themselves
NEARBY_KM = 10.0  # worth telling as near
# What a suggestion keeps of its score for every condition that is missing.
PENALTIES = {
    "transport": 0.6, "step_free": 0.8, "companion": 0.95, "interpreter": 0.85, "no_phone_needed": 0.95,
    "languages": 0.7, "days": 0.6, "times": 0.6, "free": 0.95, "drives": 0.35, "audience": 0.5,
}  # fmt: skip
OPEN_END = 100  # years: from there on nobody is too old
FAR_KM = 20.0  # where an unlimited distance has halved what being near is worth


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in km between two points in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def check(document: Document, understood: Understood) -> tuple[bool, tuple[Reason, ...]]:
    """Whether ``document`` may be suggested; what speaks for it ("meets", "distance", "time") or not ("missing")."""
    need, ages = understood.need, understood.possible_ages
    if ages and not _age_fits(document, ages):
        return False, ()
    if need.must_be_free and document.is_free is False:
        return False, ()
    reasons: list[Reason] = []
    lacking = requirements.missing(document, need, understood.who)
    if lacking:
        if {"men", "women"}.intersection(lacking):
            return False, ()
        reasons.extend(_missing(wish) for wish in lacking)
    # An age without an end may leave room for those around whom the need speaks of: "pige på 9, mor er syg".
    own = (need.age, need.age) if need.age is not None and ages and ages[1] >= OPEN_END else ages
    if not requirements.speaks_to(document, ages) or (own and not _age_fits(document, own)):
        reasons.append(_missing("audience"))
    if (need.days or need.times) and not _time(document, need, understood.firm, reasons):
        return False, ()
    if not _way(document, need, reasons):
        return False, ()
    if need.must_be_free:
        reasons.append(_meets("free") if document.is_free else _missing("free"))
    for wish in sorted(need.access - {"transport"}):
        reasons.append(_meets(wish) if wish in document.access else _missing(wish))
    _languages(document, need, reasons)
    if ages and (document.youngest is not None or document.oldest is not None):
        reasons.append(_meets("age"))
    return True, tuple(reasons)


def penalty(reasons: Iterable[Reason]) -> float:
    """What the score is multiplied by for the conditions that are missing and the way that is long: 0 to 1."""
    factor = 1.0
    for reason in reasons:
        if reason.kind == "missing":
            factor *= PENALTIES.get(reason.data.get("wish", ""), 0.9)
        elif reason.kind == "distance":
            km = reason.data.get("km") or 0.0
            factor *= 0.5 + 0.5 / (1 + max(km - WALKABLE_KM, 0.0) / FAR_KM)
    return factor


def _meets(wish: str) -> Reason:
    return Reason(kind="meets", data={"wish": wish})


def _missing(wish: str) -> Reason:
    return Reason(kind="missing", data={"wish": wish})


def _age_fits(document: Document, ages: tuple[int, int]) -> bool:
    youngest, oldest = document.youngest, document.oldest
    return (youngest is None or ages[1] >= youngest) and (oldest is None or ages[0] <= oldest)


def _time(document: Document, need: Need, firm: frozenset[str], reasons: list[Reason]) -> bool:
    """Days and times of day that meet. Those known to be others rule out when they were meant firmly."""
    shared: dict[str, list[str]] = {}
    for wish, wanted, stated, order in (
        ("days", need.days, document.days, DAYS),
        ("times", need.times, document.times, TIMES),
    ):
        if not wanted or not stated:
            continue
        common = wanted & stated
        if common:
            shared[wish] = [one for one in order if one in common]
        elif wish in firm:
            return False
        else:
            reasons.append(_missing(wish))
    if shared:
        reasons.append(Reason(kind="time", data={"days": shared.get("days", []), "times": shared.get("times", [])}))
    return True


def _way(document: Document, need: Need, reasons: list[Reason]) -> bool:
    """How far it is, and whether somebody gets there."""
    km: float | None = None
    if need.point is not None and document.point is not None:
        km = distance_km(need.point, document.point)
        if need.travels_km is not None and km > need.travels_km and "transport" not in document.access:
            return False
        reasons.append(Reason(kind="distance", data={"km": round(km, 1), "place": document.place or need.place}))
    elif need.place and document.place and need.place.casefold() == document.place.casefold():
        km = 0.0
        reasons.append(Reason(kind="distance", data={"km": 0.0, "place": document.place}))
    far = km is not None and km > WALKABLE_KM
    if "transport" in need.access or (need.drives is False and far):
        if "transport" in document.access:
            reasons.append(_meets("transport"))
        elif far or km is None:
            reasons.append(_missing("transport"))
    return True


def _languages(document: Document, need: Need, reasons: list[Reason]) -> None:
    if not need.languages or not document.languages:
        return
    if need.languages & document.languages:
        reasons.append(
            Reason(kind="meets", data={"wish": "languages", "languages": sorted(need.languages & document.languages)})
        )
    elif "interpreter" in document.access:
        reasons.append(_meets("interpreter"))
    else:
        reasons.append(_missing("languages"))
