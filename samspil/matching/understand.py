"""Free text in Danish or English -> wishes as data, and the words that are left to match.

What somebody filled in always wins over what was read in their text. Nothing is guessed that the text does not say.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from samspil.matching.constraints import Found, find
from samspil.matching.negation import find_avoided
from samspil.matching.places import find_place, known_point
from samspil.matching.requirements import gender
from samspil.matching.types import DAYS, Need, Point, Understood
from samspil.matching.years import OLDEST

# What is left of "kan kun torsdage": alone, these ask for nothing that could be matched.
LEFT_OVER = """
jeg du han hun hen vi de den det man mig ham hende os min mit mine sin sit sine er har kan kun vil skal må
gerne helst også og men så at i på en et til for fra der som med være gå komme lidt noget nogen ikke bor
kommer søger ønsker leder efter altid i he she we they it me him her us my his is am are has have can could
only would like to want wants and but so in on at a an the for with from some something also be go come please
tak live lives looking
"""
EMPTY = frozenset(LEFT_OVER.split())
READ = 20_000  # characters; what stands after them is left unread
TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "\u00a0": " ", "“": '"', "”": '"', "\t": " "})
# Who says so means it: then another day is no use.
FIRM = re.compile(
    r"\b(?:kun|skal være|only|must be|has to be|ledig|fri|har tid|can (?:come|do|make)|kan (?:kun|være med"
    r"|deltage|komme)|available|free|efter|after|kan ikke|can'?t|undtagen|except)\b",
    re.IGNORECASE,
)
# The evening is when it hurts, not when there is time: "ensom om aftenen".
HURTS = re.compile(
    r"\b(?:ensom\w*|alene|keder|lange?|tomme?|svære?\w*|værst|hård\w*|stille|savner|lonely|alone|long|empty"
    r"|worst|hard\w*|bored|misses|miss|difficult)\b",
    re.IGNORECASE,
)
PARENTS = re.compile(
    r"(?<!min )(?<!mit )(?<!hans )(?<!hendes )(?<!his )(?<!her )(?<!my )\b(?:mor|far|mødre|fædre|forældre\w*"
    r"|familie\w*|par|bedsteforældre|mormor|morfar|farmor|farfar|mum|mom|mother|dad|father|parents?|family"
    r"|families|couple|grandparents?|grandmother|grandfather|enlig (?:mor|far))\b",
    re.IGNORECASE,
)
GROWN = 18
NEAR = 45  # characters on each side that tell how a time is meant


def understand(need: Need, places: Mapping[str, Point]) -> Understood:
    """Read ``need.text``. ``places`` are the known places: name -> (latitude, longitude) in degrees."""
    text = need.text[:READ].translate(TYPOGRAPHIC)
    avoided = list(find_avoided(text))
    found = _apart(find(text), avoided)
    place = find_place(text, places)
    spans = [(one.start, one.end, one.wish) for one in found if not one.keep]
    if place:
        spans.append((place.start, place.end, "place"))
        avoided = [part for part in avoided if part[1] <= place.start or part[0] >= place.end]
    spans.extend((start, end, "avoided") for start, end, _what in avoided)
    ages = _ages(text, found, need)
    return Understood(
        need=_with(need, found, ages, place, places),
        wanted=_without(text, spans),
        avoided=tuple(what for _start, _end, what in avoided),
        spans=tuple(sorted(set(spans))),
        ages=ages,
        who=gender(text),
        firm=_firm(text, need, found),
    )


def as_work(need: Need, places: Mapping[str, Point]) -> Understood:
    """Read what a task says. When and where it is does not say what is to be done, and its words rule nobody out."""
    read = understand(need, places)
    cut = [span for span in read.spans if span[2] in ("days", "times", "place", "avoided")]
    return Understood(need=need, wanted=_without(need.text[:READ].translate(TYPOGRAPHIC), cut))


def _apart(found: Iterable[Found], avoided: list[tuple[int, int, str]]) -> list[Found]:
    """Data wins over refusal where they meet: "uden bil" is about driving. ``avoided`` loses those parts."""
    kept: list[Found] = []
    for one in found:
        meeting = [part for part in avoided if part[0] < one.end and one.start < part[1]]
        inside = any(
            part[0] < one.start and one.wish in {"days", "times", "age", "access", "travels_km"} for part in meeting
        )
        if one.wish in {"days", "times"} or not inside:
            kept.append(one)
            for part in meeting:
                avoided.remove(part)
    return kept


def _with(
    need: Need, found: list[Found], ages: tuple[int, int] | None, place: Found | None, places: Mapping[str, Point]
) -> Need:
    days = need.days or _together(found, "days", frozenset(DAYS))
    times = need.times or _together(found, "times", frozenset(("morning", "afternoon", "evening")))
    drives = [one.value for one in found if one.wish == "drives"]
    distances = [one.value for one in found if one.wish == "travels_km"]
    access = need.access | {one.value for one in found if one.wish == "access"}
    languages = need.languages or _spoken(found)
    if not languages and any(one.wish == "languages" and one.value == ("da", False) for one in found):
        access |= {"interpreter"}
    changes: dict[str, object] = {
        "days": days,
        "times": times,
        "access": frozenset(access),
        "languages": languages,
        "must_be_free": need.must_be_free or any(one.wish == "must_be_free" for one in found),
    }
    if need.drives is None and drives:
        changes["drives"] = all(drives)
    if need.travels_km is None and distances:
        changes["travels_km"] = min(distances)
    if need.age is None and ages:
        changes["age"] = _one_age(ages)
    if not need.place and need.point is None and place:
        changes["place"], changes["point"] = place.value
    elif need.place and need.point is None:
        changes["point"] = known_point(need.place, places)
    return replace(need, **changes)  # type: ignore[arg-type]


def _together(found: list[Found], wish: str, everything: frozenset[str]) -> frozenset[str]:
    wanted: frozenset[str] = frozenset().union(*(one.value[0] for one in found if one.wish == wish and one.value[1]))
    refused: frozenset[str] = frozenset().union(
        *(one.value[0] for one in found if one.wish == wish and not one.value[1])
    )
    if refused:
        return (wanted or everything) - refused
    return frozenset() if wanted == everything else wanted


def _spoken(found: list[Found]) -> frozenset[str]:
    said = [one.value for one in found if one.wish == "languages"]
    refused = {code for code, spoken in said if not spoken}
    return frozenset(code for code, spoken in said if spoken and code not in refused)


def _ages(text: str, found: list[Found], need: Need) -> tuple[int, int] | None:
    """The ages spoken of. Two that differ ("mor på 32 med en datter på 5") leave room for both."""
    if need.age is not None:
        return need.age, need.age
    spoken = [one.value for one in found if one.wish == "age" and not one.keep] or [
        one.value for one in found if one.wish == "age"
    ]
    if not spoken:
        return None
    low, high = min(low for low, _high in spoken), max(high for _low, high in spoken)
    if high < GROWN and PARENTS.search(text):
        high = OLDEST  # the ages are the children's, and the need is their parents' too
    return low, high


def _one_age(ages: tuple[int, int]) -> int:
    low, high = ages
    if low == 0:
        return high  # "under 15" is written of those just under it
    return low if high >= 100 else (low + high) // 2


def _firm(text: str, need: Need, found: list[Found]) -> frozenset[str]:
    firm = {wish for wish, given in (("days", need.days), ("times", need.times)) if given}
    for one in found:
        if one.wish not in {"days", "times"} or one.wish in firm:
            continue
        around = text[max(one.start - NEAR, 0) : one.end + NEAR // 3]
        if not one.value[1] or (FIRM.search(around) and not HURTS.search(around)):
            firm.add(one.wish)
    return frozenset(firm)


def _without(text: str, spans: list[tuple[int, int, str]]) -> str:
    """What is left of ``text`` when the spans are cut out, without holes and stray punctuation."""
    left, at = [], 0
    for start, end, _wish in sorted(spans):
        if start > at:
            left.append(text[at:start])
        at = max(at, end)
    left.append(text[at:])
    wanted = " ".join(" ".join(left).split())
    wanted = re.sub(r"\([\s,;.]*\)", "", wanted)
    wanted = re.sub(r"\s+([.,;:!?)])", r"\1", wanted)
    wanted = re.sub(r"([.,;:!?])(?:\s*[.,;:])+", r"\1", wanted)
    wanted = re.sub(r"(?:\s*,)?\s+(?:og|and|men|but|eller|or|i|på|in|at|om|on)\s*(?=[.,;:!?]|$)", "", wanted)
    if spans and all(word.lower() in EMPTY for word in re.findall(r"\w+", wanted)):
        return ""
    return wanted.strip(" ,;:-–")
