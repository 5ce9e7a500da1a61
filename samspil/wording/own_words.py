"""Finds the writer's own words for people, places and doings, so that another wording can be built of them."""

import re
from dataclasses import dataclass

from samspil.wording import words
from samspil.wording.grammar import ENDING, alternatives, verbose
from samspil.wording.recognise import DEFICIT, counts_as_deficit

_SUFFIX = {word.replace("_", " "): suffix for suffix, listed in words.DEFICITS.items() for word in listed.split()}
_GROUPS = [
    (len(word), people, verbose(rf"^.{{0,80}}?{alternatives([word], ENDING)}"))
    for people, listed in words.SERVICES.items()
    for word in listed.split()
]
_GROUPS.sort(key=lambda row: -row[0])
_MATTERS = [(matter, verbose(alternatives(listed, ENDING))) for matter, listed in words.TECHNOLOGIES.items()]

# "enlige mænd over 70", "børn, der ikke skal på ferie", "mennesker med angst"
_PEOPLE = verbose(
    rf"""(?P<who>(?:{alternatives(words.SUCH)}\s){{0,3}}{alternatives(words.PEOPLE)})
    (?P<how>\s(?:med|uden|over|under)\s(?!at\b)(?:(?:et|en|kronisk|psykisk|fysisk|flere|små|store|deres)\s)?[\w-]{{1,25}})?
    (?P<clause>,\sder\s[^,.?!]{{3,60}})?"""
)
# "En ensom mand" is one, and the wordings speak of several.
_ONE = re.compile(r"\b(?:en|et|den|det|hver|ét|én)\s(?:\w{1,20}\s)?$", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?P<place>(?:i|på|ved|omkring)\s[A-ZÆØÅ][\w-]*[a-zæøå][\w-]*(?:\s[A-ZÆØÅ][\w-]*[a-zæøå][\w-]*){0,3}"
    rf"|i\s(?:hele\s|vores\s)?(?:{'|'.join(words.PLACES.split())})"
    rf"|på\s(?:{'|'.join(words.AT_PLACES.split())}))(?![\w-])"
)
_NO_PLACES = re.compile(r"\b(?:Danmark|MitID|Ældre|Røde|GPS|VR|AI)\b")
_TO_DO = re.compile(r"\b(?:til|med|for|i gang med) at (?P<doing>[^,.?!]{4,90})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnWords:
    people: str  # "enlige mænd"
    place: str  # " i Nørre Engbæk", with the blank in front
    doing: str  # an infinitive: "følge Ole til lægen"


def own_words(text: str, *, without: str = "") -> OwnWords:
    """What the text says of people, place and doings, in kind words; ``without`` is what they are not (the actor)."""
    text = kindly(re.sub(r"\s+", " ", text)[:600])
    rest = text.replace(without, "…") if without else text
    doing = _TO_DO.search(rest)
    return OwnWords(people_in(rest), place_in(rest), doing["doing"].strip() if doing else "")


def people_in(text: str) -> str:
    for found in _PEOPLE.finditer(text):
        if not _ONE.search(text[: found.start()][-30:]):
            who = found["who"] if found.start() else found["who"][0].lower() + found["who"][1:]
            how = found["how"] or ""
            return who + how + (found["clause"] or "")
    return ""


def place_in(text: str) -> str:
    for found in _PLACE.finditer(text):
        if not _NO_PLACES.search(found["place"]):
            return f" {found['place']}"
    return ""


def group_of(service: str) -> str:
    """Whose life a service is about, from the table; empty when only the writer knows."""
    return next((people for _length, people, pattern in _GROUPS if pattern.search(service)), "")


def matter_of(technology: str) -> str:
    """What the technology is meant to be good for."""
    return next((matter for matter, pattern in _MATTERS if pattern.search(technology)), "en lettere hverdag")


def kindly(text: str) -> str:
    """The same sentence with people before what they lack: "de demente" becomes "mennesker med demens"."""

    def replaced(found: re.Match[str]) -> str:
        if not counts_as_deficit(found):
            return found.group()
        det = (found["det"] or "").strip()
        word = (found["before"] or found["alone"] or found["named"]).lower()
        is_one = det.lower() in ("en", "et")
        who = found["noun"] or ("menneske" if is_one else "mennesker")
        if is_one:
            who = f"{det} {who}" if found["noun"] else f"{'Et' if det == 'En' else 'et'} {who}"
        elif det.lower() in ("nogle", "alle", "mange", "flere"):
            who = f"{det} {who}"
        if found.group()[0].isupper():
            who = who[0].upper() + who[1:]
        suffix = _SUFFIX[" ".join(word.split())]
        goes_on = re.match(r"\s*\w", text[found.end() :])
        return f"{who}{suffix}," if suffix.startswith(",") and goes_on else f"{who}{suffix}"

    return DEFICIT.sub(replaced, text)


def inside(phrase: str) -> str:
    """A phrase in the middle of a sentence: a relative clause is closed with a comma."""
    return f"{phrase}," if "," in phrase and not phrase.endswith(",") else phrase
