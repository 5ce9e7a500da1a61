"""Whom an offer is for and what it asks of people, out of its own words: "fra 18 år", "kun for mænd", "egen bil".

Read once, when the index is built. What is filled in wins; what the text does not say is not guessed.
"""

import re
from dataclasses import replace

from samspil.matching.types import Document, Need

CHILD, TEEN, YOUNG, GROWN, OLD = (0, 12), (13, 17), (18, 29), (25, 120), (60, 120)  # years

# Whom a text speaks of as its own: groups of ages that it is for, in the words of both languages.
AUDIENCES = (
    (CHILD, r"børn|børnene|børnehave\w*|drenge|piger|legestue\w*|baby\w*|småbørn|babies|children|kids|toddlers?"
            r"|indskoling\w*"),
    (TEEN, r"unge|teenagere?|ungdoms\w*|unges|tweens|piger|drenge|teens?|teenagers?|young people|youth"
           r"|\d\. klasse|udskoling\w*"),
    (YOUNG, r"unge|unge voksne|studerende|ungdoms\w*|young people|young adults|students|youth"),
    (GROWN, r"voksne|mænd|kvinder|forældre\w*|fædre|mødre|familier?|par|enlige|fars?|mors?|pårørende|adults|men|women"
            r"|parents|fathers|mothers|famil(?:y|ies)|barsel\w*|gravide?|enker?|enkemænd"),
    (OLD, r"ældre|pensionister|senior\w*|efterlønnere?|pensionist\w*|plejehjem\w*|beboere|elderly|retired|older people"
          r"|pensioners|bedsteforældre|reservebedste\w*"),
)  # fmt: skip
SPOKEN_OF = tuple((ages, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for ages, words in AUDIENCES)
EVERYBODY = re.compile(
    r"(?<!\w)(?:alle (?:aldre|er velkomne|kan|der)|for alle|åbent? for alle|all ages|everyone|everybody|unge og gamle"
    r"|generationer|børn og voksne|store og små)(?!\w)",
    re.IGNORECASE,
)
FROM_AGE = re.compile(
    r"(?<!\w)(?:fra|fyldt|mindst|from|at least) (?P<age>\d{1,2}) ?(?:år|years)(?! (?:siden|ago|i|på|tilbage))"
    r"|(?<!\w)(?P<plus>\d{2}) ?\+(?!\d)|(?<!\w)(?P<adult>kun (?:for )?voksne|adults only)(?!\w)",
    re.IGNORECASE,
)
UP_TO_AGE = re.compile(r"(?<!\w)(?:op til|under|til og med|up to|under) (?P<age>\d{1,2}) ?(?:år|years)", re.IGNORECASE)
SPAN = re.compile(
    r"(?<![\w-])(?:mellem |fra |between |aged? )?(?P<low>\d{1,2})(?: ?[-–] ?| til | og | to | and )(?P<high>\d{1,3})"
    r"[ -]?(?:års?|årige|years?)(?! (?:siden|ago))",
    re.IGNORECASE,
)
ONLY = r"(?:kun(?: for)?|forbeholdt|udelukkende(?: for)?|only(?: for)?|for)"
MEN_ONLY = re.compile(
    rf"(?<!\w)(?:{ONLY} (?:mænd|fædre|drenge|men|fathers|boys)(?! og| and| eller)|mænd(?:s|ene)?"
    r" (?:mødes|imellem|samles)"
    r"|men only|mandegruppe\w*|mandeklub\w*|\w+ mænd,)(?!\w)",
    re.IGNORECASE,
)
WOMEN_ONLY = re.compile(
    rf"(?<!\w)(?:{ONLY} (?:kvinder|mødre|piger|women|mothers|girls)(?! og| and| eller)|women only|kvindegruppe\w*"
    r"|(?:ingen|ikke for|uden) mænd|no men)(?!\w)",
    re.IGNORECASE,
)
OWN_CAR = re.compile(
    r"(?<!\w)(?:(?:har|have|eje|ejer|kræver|med|medbring\w*|i|egen|eget|kom i) (?:egen |eget |en |sin |deres )*"
    r"(?:veteran|gammel |klassisk )?bil(?:en|er)?|kræver (?:bil|kørekort)|kørekort (?:kræves|er nødvendigt|er et krav)"
    r"|(?:skal|må) (?:selv )?(?:have|kunne køre|køre selv|medbringe)(?: (?:egen|eget|en))* (?:bil|kørekort)"
    r"|chauffører søges|(?:own|need|bring|needs?) (?:a |your |their )?(?:own )?car|driving licen[cs]e required)(?!\w)",
    re.IGNORECASE,
)
DRIVEN = re.compile(
    r"(?<!\w)(?:hent\w*|kører (?:dig|jer|dem|sammen)|samkørsel|lift|køre med|pick\w* up)(?!\w)", re.IGNORECASE
)

MAN = re.compile(
    r"(?<!\w)(?:mand|manden|enkemand\w*|herre|fyr|dreng\w*|søn|sønnen|far|faren|min mand|han|bror|morfar|farfar|man|he"
    r"|boy|son|father|dad|widower|husband|brother|grandfather)(?!\w)",
    re.IGNORECASE,
)
WOMAN = re.compile(
    r"(?<!\w)(?:kvinde\w*|enke|enken|dame|pige\w*|datter\w*|mor|moren|hun|kone|søster|mormor|farmor|gravid|woman|she|girl"
    r"|daughter|mother|mum|widow|wife|sister|grandmother|pregnant)(?!\w)",
    re.IGNORECASE,
)
GROWN_UP = 18
FIRST_WORDS = 60  # characters in which a note says whom it is about


def reading(document: Document) -> Document:
    """The document with what its own text says of whom it is for and what it asks for."""
    written = f"{document.title}. {document.text}"[:4_000]
    youngest, oldest = document.youngest, document.oldest
    if youngest is None and oldest is None:
        youngest, oldest = _ages(written)
    requires = set(document.requires)
    men, women = bool(MEN_ONLY.search(written)), bool(WOMEN_ONLY.search(written))
    if men != women:
        requires.add("men" if men else "women")
    if OWN_CAR.search(written) and not DRIVEN.search(written) and "transport" not in document.access:
        requires.add("drives")
    if youngest is None and oldest is None and not EVERYBODY.search(written):
        requires.update(f"{low}-{high}" for low, high in _audiences(written))
    return replace(document, youngest=youngest, oldest=oldest, requires=frozenset(requires))


def _ages(written: str) -> tuple[int | None, int | None]:
    if span := SPAN.search(written):
        low, high = int(span["low"]), int(span["high"])
        if low < high <= 110:
            return low, high
    youngest = oldest = None
    if found := FROM_AGE.search(written):
        youngest = int(found["age"] or found["plus"] or GROWN_UP)
    elif found := UP_TO_AGE.search(written):
        oldest = int(found["age"])
    return youngest, oldest


def _audiences(written: str) -> list[tuple[int, int]]:
    return [ages for ages, words in SPOKEN_OF if words.search(written)]


def gender(written: str) -> str:
    """ "men" or "women" when a need begins with whom it is about and that is sure; else nothing."""
    man, woman = MAN.search(written[:FIRST_WORDS]), WOMAN.search(written[:FIRST_WORDS])
    if bool(man) == bool(woman):
        return ""
    return "men" if man else "women"


def speaks_to(document: Document, ages: tuple[int, int] | None) -> bool:
    """Whether a document that names its audience names one of these ages; True where either is unknown."""
    if ages is None or not document.requires:
        return True
    spans = [tuple(map(int, one.split("-"))) for one in document.requires if one[0].isdigit()]
    return not spans or any(low <= ages[1] and high >= ages[0] for low, high in spans)


def missing(document: Document, need: Need, who: str) -> list[str]:
    """What a document asks for and a need is known not to have: "drives", "men", "women"."""
    found = []
    if "drives" in document.requires and need.drives is False:
        found.append("drives")
    if who and {"men", "women"} & document.requires - {who}:
        found.append("men" if who == "women" else "women")
    return found
