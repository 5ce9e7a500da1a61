"""Which place a text tells of: a known one anywhere ("i Lunde", "Lundes skole"), or a name after "bor i"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samspil.matching.constraints import Found
from samspil.matching.types import Point

# The best said first: where somebody lives, then where it should be, then other places that are named.
LIVES = (
    r"(?:bor|boende|bosat|bosiddende|hjemmehørende|bopæl|hjemme|tilflyttet|flyttet|flytter|liv\w*|lives|living"
    r"|live|based|resident|resides|residing|moved|moving|just moved|home|house|hus|lejlighed|flat|apartment)"
)
ADVERB = (
    r"(?: (?:nu|alene|stadig|selv|lige|tæt|midt|uden ?for|lidt|sammen med \w+(?: \w+)?|now|alone|just|still"
    r"|for \w+|\w+|i dag))?"
)
LIVES_IN = re.compile(
    rf"(?<!\w){LIVES}{ADVERB} (?:i|på|ved|nær|omkring|til|tæt på|uden for|in|near|at|on|outside|around|by"
    rf"|to) (?:nærheden af |området ved |the village of |the town of |landsbyen |byen |byen )?$",
    re.IGNORECASE,
)
NEARBY = re.compile(
    r"(?<!\w)(?:nær(?: ved)?|tæt (?:på|ved)|omkring|i nærheden af|ved|near(?:by)?|close to|around|omegnen af"
    r"|ikke langt fra|not far from|next to) $",
    re.IGNORECASE,
)
IN = re.compile(r"(?<!\w)(?:i|in|at|på|ved|landsbyen|byen|village of|town of) $", re.IGNORECASE)
FROM = re.compile(r"(?<!\w)(?:fra|from|til|to|omegn|mellem|og|and) $", re.IGNORECASE)
LEFT = re.compile(
    r"(?<!\w)(?:fra|from|flyttede fra|moved from|væk fra|langt fra|far from|away from|opvokset i|født i"
    r"|grew up in|born in|arbejder i|arbejdede i|arbejdet i|works in|worked in) $",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    rf"(?i:(?<!\w)(?:bor|bosat|bosiddende|lives|living|live|based|resides){ADVERB} (?:i|på|ved|nær|uden for"
    rf"|tæt på|in|near|outside|close to) (?:landsbyen |byen |the village of )?)"
    r"(?P<name>[A-ZÆØÅÄÖÜ][\w.-]*(?: (?:[A-ZÆØÅÄÖÜ][\w-]*))*)"
)  # fmt: skip
COUNTRIES = """
danmark denmark europa jylland fyn sjælland norden januar jeg i a the han hun
"""
NO_PLACE = frozenset(COUNTRIES.split())
# Names that are everyday words too: only with a capital letter, or after "bor i".
TOO_COMMON = """
hals give skive ans ry os by aa hov thy mou egå nr hjem lund skov strand bro dal høj sted have kirke mark hede eng ø
mors als rose sand sal søen
"""
EVERYDAY = frozenset(TOO_COMMON.split())
SURE = 4  # "bor i" stands before it
WORD = re.compile(r"[\w'-]+")
TRIM = ".,;:!?()'\""


@dataclass(frozen=True, slots=True)
class _Names:
    """Places by their names in small letters, made once for a mapping. It is kept, so that its id stays its own."""

    places: Mapping[str, Point]
    count: int
    known: Mapping[str, str]
    longest: int  # words


_PREPARED: dict[int, _Names] = {}
MOST_PREPARED = 8


def _names(places: Mapping[str, Point]) -> _Names:
    prepared = _PREPARED.get(id(places))
    if prepared is None or prepared.places is not places or prepared.count != len(places):
        known = {" ".join(WORD.findall(name)).casefold(): name for name in places if WORD.search(name)}
        prepared = _Names(places, len(places), known, max((name.count(" ") + 1 for name in known), default=0))
        if len(_PREPARED) >= MOST_PREPARED:
            _PREPARED.clear()
        _PREPARED[id(places)] = prepared
    return prepared


def known_point(name: str, places: Mapping[str, Point]) -> Point | None:
    """Where a place lies, whatever its letters' case; None when nobody knows."""
    if name in places:
        return places[name]
    known = _names(places).known.get(" ".join(WORD.findall(name)).casefold())
    return places[known] if known is not None else None


def _mentions(text: str, names: _Names) -> Iterator[tuple[int, int, str, str]]:
    """Known names in the text, the longest at each word: (start, end, as it is written, its name)."""
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        for last in range(min(at + names.longest, len(words)) - 1, at - 1, -1):
            spelled = " ".join(word[0] for word in words[at : last + 1]).casefold()
            name = next((names.known[form] for form in _forms(spelled) if form in names.known), None)
            if name is not None:
                start, end = words[at].start(), words[last].end()
                yield start, end, text[start:end], name
                at = last
                break
        at += 1


def _forms(spelled: str) -> Iterator[str]:
    """The word itself, and without the ending of the genitive: "lundes", "lunde's"."""
    yield spelled
    for ending in ("'s", "es", "s", "'"):
        if spelled.endswith(ending):
            yield spelled[: -len(ending)]


def find_place(text: str, places: Mapping[str, Point]) -> Found | None:
    """The place the text is about: (name, point or None) as value. The span takes the words that lead to it along."""
    best: tuple[int, Found] | None = None
    for start, end, written, name in _mentions(text, _names(places)) if places else ():
        rank, lead = _rank(text[max(start - 60, 0) : start])
        everyday = name.casefold() in EVERYDAY
        if not written[0].isupper():
            if rank == 0 or (everyday and rank < SURE):
                continue
        elif rank == 0:
            if start == 0 and everyday:
                continue
            if " " not in name and re.match(r" [A-ZÆØÅ]\w+", text[end:]):
                rank = -1  # a surname or the name of something: "Lunde Jagtforening"
        if best is None or rank > best[0]:
            best = rank, Found(start=start - lead, end=end, wish="place", value=(name, places[name]))
    if best and best[0] >= SURE:
        return best[1]
    for match in UNKNOWN.finditer(text):
        name = match["name"].strip(TRIM)
        if name.casefold() not in NO_PLACE and len(name) > 1:
            return Found(start=match.start(), end=match.start("name") + len(name), wish="place", value=(name, None))
    return best[1] if best else None


def _rank(before: str) -> tuple[int, int]:
    """How surely the name after ``before`` is where it should be, and how many characters lead to it."""
    if match := LEFT.search(before):
        return 1, len(match[0])
    for rank, pattern in ((4, LIVES_IN), (3, NEARBY), (2, IN), (1, FROM)):
        if match := pattern.search(before):
            return rank, len(match[0])
    return 0, 0
