"""Does a text speak of danger? Then professional help comes first, before anybody who only means well.

Readable tables in Danish and English (``danger``), no guessing, no learning. They err towards catching: a wrong alarm
costs a line at the top of a page. Prevention, the past and figures of speech are taken out first (``HARMLESS``).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from samspil.matching.danger import ACUTE_PAST, HARMLESS, RIGHT, SLIPS, TABLES

ALARMS = ("acute_illness", "self_harm", "child_abuse", "violence")  # the most urgent first
READ = 20_000  # characters

# All in small letters, as the text is read: looking past capitals takes three times as long.
COMPILED = {alarm: re.compile(rf"(?<!\w)(?:{'|'.join(rows)})") for alarm, rows in TABLES.items()}
ACUTE = tuple(re.compile(rf"(?<!\w)(?:{row})") for row in TABLES["acute_illness"])
GUARDS = re.compile(rf"(?<!\w)(?:{'|'.join(HARMLESS)})(?!\w)")

LONG_WORD = re.compile(r"[a-zæøå]{6,17}")
SENTENCE = re.compile(r"[.!?;\n]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Professional help. ``phone`` as it is read aloud; empty where the number is each municipality's own."""

    key: str
    name: str
    phone: str
    about: str = ""


def alarm(text: str) -> str:
    """ "", "acute_illness", "self_harm", "child_abuse" or "violence": the most urgent thing the text speaks of."""
    plain = " ".join(text[:READ].lower().replace("’", "'").replace("´", "'").split(" "))
    versions = {version: GUARDS.sub(" ~ ", version) for version in (plain, _with_danish_letters(plain))}
    for calm in versions.values():
        for kind in ALARMS:
            if COMPILED[kind].search(calm) and (kind != "acute_illness" or _is_now(calm)):
                return kind
    return _slip(versions[plain])


def _is_now(text: str) -> bool:
    """Whether the acute illness that a text speaks of is not only in the past."""
    return any(not ACUTE_PAST.search(_sentence(text, match)) for pattern in ACUTE for match in pattern.finditer(text))


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence around a match."""
    ends = [end.end() for end in SENTENCE.finditer(text, 0, match.start())]
    after = SENTENCE.search(text, match.end())
    return text[ends[-1] if ends else 0 : after.start() if after else len(text)]


def _with_danish_letters(text: str) -> str:
    """ "slaar mig", "vil doe": written on a keyboard without Danish letters."""
    for plain, letter in (("aa", "å"), ("ae", "æ"), ("oe", "ø")):
        text = text.replace(plain, letter)
    return text


def _slip(calm: str) -> str:
    """One long, telling word with one slip of the keyboard."""
    words = set(LONG_WORD.findall(calm)) - RIGHT
    best = ""
    for word in words:
        for right, kind in SLIPS.items():
            near = (
                abs(len(word) - len(right)) <= 1
                and word[0] == right[0]
                and OSA.distance(word, right, score_cutoff=1) <= 1
            )
            if near and (not best or ALARMS.index(kind) < ALARMS.index(best)):
                best = kind
    return best


# --- who helps ------------------------------------------------------------------------------------------------------
# Danish national numbers. The key is what a municipality replaces in its settings.
_DA = {
    "emergency": Line(key="emergency", name="Alarmcentralen", phone="112", about="ved fare for liv lige nu"),
    "doctor": Line(key="doctor", name="Egen læge eller lægevagten", phone="", about="når det ikke kan vente"),
    "poison": Line(key="poison", name="Giftlinjen", phone="82 12 12 12", about="ved forgiftning, hele døgnet"),
    "suicide": Line(key="suicide", name="Livslinien", phone="70 201 201", about="når livet er svært at holde ud"),
    "violence": Line(key="violence", name="Lev Uden Vold", phone="1888", about="om vold og frygt, hele døgnet"),
    "children": Line(key="children", name="Børnetelefonen", phone="116 111", about="for børn og unge"),
    "parents": Line(key="parents", name="Forældretelefonen", phone="35 55 55 57", about=
         "for voksne, der er bekymrede for et barn"),
    "police": Line(key="police", name="Politiet", phone="114", about="når det ikke haster på minutter"),
    "social": Line(key="social", name="Kommunens sociale vagt", phone="", about="tager imod underretninger om børn"),
}  # fmt: skip
_EN = {
    "emergency": Line(key="emergency", name="Emergency services", phone="112", about="when life is in danger now"),
    "doctor": Line(key="doctor", name="Your own doctor or the doctor on call", phone="", about="when it cannot wait"),
    "poison": Line(key="poison", name="Giftlinjen, the poison line", phone="82 12 12 12", about="day and night"),
    "suicide": Line(key="suicide", name="Livslinien", phone="70 201 201", about="when life is hard to bear"),
    "violence": Line(key="violence", name="Lev Uden Vold", phone="1888", about="violence and fear, day and night"),
    "children": Line(key="children", name="Børnetelefonen", phone="116 111", about="for children and young people"),
    "parents": Line(key="parents", name="Forældretelefonen", phone="35 55 55 57", about="when you worry about a child"),
    "police": Line(key="police", name="The police", phone="114", about="when it is not a matter of minutes"),
    "social": Line(key="social", name=
         "The municipality's social services on call", phone="", about="for reports about children"),
}  # fmt: skip
DEFAULT_LINES: Mapping[str, Mapping[str, Line]] = {"da": _DA, "en": _EN}
FIRST: Mapping[str, Sequence[str]] = {
    "acute_illness": ("emergency", "doctor", "poison"),
    "self_harm": ("emergency", "suicide", "doctor"),
    "child_abuse": ("emergency", "children", "parents", "social"),
    "violence": ("emergency", "violence", "police"),
}


def lines(
    alarm: str,
    *,
    language: str = "da",
    numbers: Mapping[str, Mapping[str, str]] | None = None,
    order: Mapping[str, Iterable[str]] | None = None,
) -> list[Line]:
    """Who to call first at an alarm, in that order; nobody when there is none.

    ``numbers`` replaces or adds by key, e.g. ``{"social": {"phone": "12 34 56 78"}}``; an added key needs a name and a
    phone. ``order`` replaces which keys come first at which alarm.
    """
    known: dict[str, Line] = dict(DEFAULT_LINES.get(language, _DA))
    for key, given in (numbers or {}).items():
        old = known.get(key, Line(key=key, name=key, phone=""))
        known[key] = Line(
            key=key,
            name=given.get("name", old.name),
            phone=given.get("phone", old.phone),
            about=given.get("about", old.about),
        )
    keys = (order or {}).get(alarm) or FIRST.get(alarm, ())
    return [known[key] for key in keys if key in known]
