"""Days of the week and times of the day, out of plain text. "I mandags" is past, and "søndagsskole" is no Sunday."""

import re
from collections.abc import Iterator

from samspil.matching.types import DAYS

NAMES = {
    "mon": "mandag monday", "tue": "tirsdag tuesday", "wed": "onsdag wednesday", "thu": "torsdag thursday",
    "fri": "fredag friday", "sat": "lørdag saturday", "sun": "søndag sunday",
}  # fmt: skip
DAY = {name: day for day, names in NAMES.items() for name in names.split()}
SHORT = {
    "man": "mon", "tirs": "tue", "tir": "tue", "ons": "wed", "tors": "thu", "tor": "thu", "fre": "fri",
    "lør": "sat", "søn": "sun",
} | {day: day for day in DAYS}  # fmt: skip
WEEKDAYS = frozenset(DAYS[:5])
WEEKEND = frozenset(DAYS[5:])
ANY = "|".join(DAY)
ENDING = r"(?:e|en|ene|er|s)?"

Time = tuple[int, int, str, tuple[frozenset[str], bool], bool]  # start, end, "days"/"times", (which, yes or no), keep

PAST = re.compile(r"\b(?:i|sidste|forrige|last|this past|siden|since)\s$", re.IGNORECASE)
NOT = re.compile(
    r"\b(?:ikke|aldrig|undtagen|bortset fra|except|not|never|ingen)(?: (?:om|på|i|on|for|at|the|noget|kan|tid"
    r"|gerne))*\s$",
    re.IGNORECASE,
)
CANNOT = re.compile(
    r"\b(?:kan|vil|can|will)(?: \w+)? (?:ikke|not)(?: (?:komme|deltage|være med|come|attend))?(?: (?:om|på|i"
    r"|on|at|the))*\s$|\b(?:can'?t|won'?t)(?: (?:come|attend|do|make))?(?: (?:on|at|in|the))*\s$",
    re.IGNORECASE,
)

RANGE = re.compile(
    rf"(?<!\w)(?:(?:fra|from|om|on) )?(?P<first>{ANY}|{'|'.join(SHORT)})\.? ?(?:-|–|til|to"
    rf"|through) ?(?P<last>{ANY}|{'|'.join(SHORT)})(?!\w)",
    re.IGNORECASE,
)
ONE_DAY = re.compile(
    rf"(?<!\w)(?:(?:om|på|hver|kun|on|every|each|only) )*(?P<day>{ANY})(?P<ending>{ENDING}|'s)(?:(?= "
    rf"|[.,;:!?)/-]|$))(?P<part>[ -]?(?:aften(?:en|er)?|eftermiddag(?:en|e)?|formiddag(?:en|e)?|morgen(?:en"
    rf"|er)?|evenings?|afternoons?|mornings?|nights?)(?!\w))?",
    re.IGNORECASE,
)
JOINED = re.compile(
    rf"(?<!\w)(?:om )?(?P<day>{'|'.join(name for name in DAY if name.endswith('dag'))})(?P<part>aften(?:en"
    rf"|er)?|eftermiddag(?:en|e)?|formiddag(?:en|e)?|morgen(?:en|er)?)(?!\w)",
    re.IGNORECASE,
)
GROUPS = (
    (r"(?:(?:på|i|om|kun|alle|on) )*(?:hverdage(?:ne)?|hverdagsaften(?:er)?|weekdays|weekday (?:evenings"
     r"|mornings|afternoons)|working days|arbejdsdage)", WEEKDAYS),
    (r"(?:om|på) (?:en )?hverdag(?:en)?", WEEKDAYS),
    (r"(?:(?:i|om|på|hver|kun|at|on|in|over|during|every) )*(?:the )?(?:weekend(?:en|s|er|erne)?)", WEEKEND),
)  # fmt: skip
PARTS = (
    (r"aften(?:en|er|erne)?|evenings?|nights?|aftentimer(?:ne)?|fyraften", frozenset({"evening"})),
    (r"eftermiddag(?:en|e|ene)?|afternoons?", frozenset({"afternoon"})),
    (r"formiddag(?:en|e|ene)?|morgen(?:en|er|erne)?|mornings?|morgentimer(?:ne)?", frozenset({"morning"})),
)
PART_WORDS = tuple((re.compile(rf"^[ -]?(?:{words})$", re.IGNORECASE), times) for words, times in PARTS)
# A part of the day alone counts only as a wish for when: "om aftenen", "i dagtimerne", "helst formiddag".
WHEN = (
    r"(?:(?:om|hver|kun|helst|gerne|sen|sene|tidlig|tidlige|til|in the|in|at|during the|on|every|each|only"
    r"|preferably|a|en|lidt|ledig|ledige|fri|fritid|alle|nogle|flere|de fleste|most|and|og|eller|or|late|early"
    r"|free) )+"
)
ALONE = tuple((re.compile(rf"(?<!\w){WHEN}(?:{words})(?!\w)", re.IGNORECASE), times) for words, times in PARTS)
BARE = tuple(
    (re.compile(rf"(?:^|(?<=[,.;:(] )|(?<=\n))(?:{words})(?= *(?:[.,;:!?)]|$))", re.IGNORECASE), times)
    for words, times in (
        (r"aften(?:er)?|evenings", PARTS[0][1]),
        (r"eftermiddag(?:e)?|afternoons", PARTS[1][1]),
        (r"formiddag(?:e)?|mornings", PARTS[2][1]),
    )
)
SPOKEN = (
    (r"(?:om|i) dagen(?=(?: \w+)? *(?:[.,;:!?)]|$|og|men|mens|når))|(?:i |inden for )?dagtimer(?:ne)?|i dagtid"
     r"|during the day|in the daytime|daytime|inden for skoletid|in school hours", frozenset({"morning", "afternoon"})),
    (r"(?:lige )?efter (?:arbejde|arbejdet|arbejdstid|fyraften)(?= *(?:[.,;:!?)]|$|og|men|eller|i|om|på))"
     r"|after work(?:ing hours)?(?!ing| with| on)", frozenset({"evening"})),
    (r"(?:lige )?efter (?:skole|skoletid)(?= *(?:[.,;:!?)]|$|og|men|eller|i|om|på))"
     r"|after school(?: hours)?(?! club)", frozenset({"afternoon"})),
    (r"(?:arbejder|på arbejde)(?: \w+)? til (?:kl\.? ?)?1[5-8](?:[.:]\d\d)?|works? until (?:4|5|6) ?p\.?m\.?",
     frozenset({"evening"})),
    (r"efter kl\.? ?(?:17|18|19|20)(?:[.:]\d\d)?|after (?:5|6|7|8) ?p\.?m\.?", frozenset({"evening"})),
    (r"før (?:kl\.? ?)?(?:12|frokost)|before (?:noon|lunch)", frozenset({"morning"})),
)  # fmt: skip
PART_IN_GROUP = tuple((re.compile(words, re.IGNORECASE), times) for words, times in PARTS)
COMPILED_GROUPS = tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), days) for words, days in GROUPS)
COMPILED_SPOKEN = tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), times) for words, times in SPOKEN)
# What is only said of a day that has been, or of something that carries a day in its name.
NO_WISH = re.compile(
    r"^s?[ -](?:døde|faldt|fik|var|blev|died|was|had|fell|klub\w*|skole\w*|caf[eé]\w*|avisen|kirke)", re.IGNORECASE
)


def find_times(text: str) -> Iterator[Time]:
    """Every wish for a day or a time of day. ``(days, False)`` are days that somebody cannot."""
    for match in RANGE.finditer(text):
        first, last = (DAY.get(word.lower()) or SHORT[word.lower()] for word in (match["first"], match["last"]))
        if match["first"].lower() in {"man", "to", "sun", "sat"} and not match["last"].lower().startswith(
            ("to", "fr", "sø", "sun", "ons")
        ):
            continue
        a, b = DAYS.index(first), DAYS.index(last)
        days = frozenset(DAYS[a : b + 1] if a <= b else DAYS[a:] + DAYS[: b + 1])
        yield match.start(), match.end(), "days", (days, _wanted(text, match)), False
    for pattern in (ONE_DAY, JOINED):
        for match in pattern.finditer(text):
            before, after = (
                text[max(match.start("day") - 12, 0) : match.start("day")],
                text[match.end() : match.end() + 12],
            )
            ending = (match.groupdict().get("ending") or "").lower()
            if NO_WISH.match(after) or PAST.search(before) or (ending == "s" and match["day"].lower().endswith("dag")):
                continue
            wanted = _wanted(text, match)
            yield match.start(), match.end(), "days", (frozenset({DAY[match["day"].lower()]}), wanted), False
            part = (match["part"] or "").strip()
            for words, times in PART_WORDS:
                if part and words.match(part) and wanted:
                    yield match.start(), match.end(), "times", (times, True), False
    for pattern, days in COMPILED_GROUPS:
        for match in pattern.finditer(text):
            before = text[max(match.start() - 10, 0) : match.start()]
            if PAST.search(before) and "end" in match[0]:
                continue
            yield match.start(), match.end(), "days", (days, _wanted(text, match)), False
            for said, times in PART_IN_GROUP:
                if said.search(match[0]):
                    yield match.start(), match.end(), "times", (times, True), False
    for pattern, times in (*ALONE, *BARE, *COMPILED_SPOKEN):
        for match in pattern.finditer(text):
            if match[0].lower() in {"a night", "en aften", "a morning", "en morgen", "at night", "om natten"}:
                continue
            yield match.start(), match.end(), "times", (times, _wanted(text, match)), False


def _wanted(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 40, 0) : match.start()]
    return not (NOT.search(before) or CANNOT.search(before))
