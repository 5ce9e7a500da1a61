"""How old somebody is, out of plain text. "I 40 år" and "for 10 år siden" are no ages."""

import re
from collections.abc import Iterator

OLDEST = 120
Ages = tuple[int, int]  # from and to, years, both included
Age = tuple[int, int, Ages, bool]  # where it stands (start, end), the ages, and whether its words still count as words

ONES = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"]
TEENS = ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"]
TENS = {
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}
ONES_EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS_EN = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS_EN = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


def _number_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(ONES + TEENS)} | TENS
    words |= {word: number for number, word in enumerate(ONES_EN + TEENS_EN) if word != "ten"} | TENS_EN
    words |= {"ten": 10, "et": 1, "én": 1}
    for tens, value in TENS.items():
        words |= {f"{one}og{tens}": value + digit for digit, one in enumerate(ONES) if digit}
    for tens, value in TENS_EN.items():
        words |= {f"{tens}{dash}{one}": value + digit for digit, one in enumerate(ONES_EN) if digit for dash in "- "}
    return words


WORDS = _number_words()
SPELLED = "|".join(sorted(WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}|{SPELLED})"
DECADES = {
    "tyverne": 20, "trediverne": 30, "fyrrerne": 40, "halvtredserne": 50, "tresserne": 60, "halvfjerdserne": 70,
    "firserne": 80, "halvfemserne": 90, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
YEARS = (
    r"(?:[- ]?års?(?!\w|tid|dag|hjul|tier|kort)|[- ]?year[- ]?olds?|[- ]years?[- ]olds?|[- ]?årige?s?(?!\w)"
    r"|[- ]?yo(?!\w)|[- ]?y/o)"
)
YEAR = re.compile(YEARS, re.IGNORECASE)
# What stands before a number of years that is no age.
LASTED = re.compile(
    r"(?:\b(?:i|for|efter|gennem|over|sidste|seneste|hver(?:t)?|hele|næste|mere end|på|om|cirka|ca\.?|omkring"
    r"|næsten|the|last|past|since|in|after|every|of|nearly|about)(?: (?:de|mere end|over|ca\.?|omkring|næsten"
    r"|snart|knap|the|last|past|sidste|seneste|mange|more than|about))*|\bmed|\bwith) $",
    re.IGNORECASE,
)
# What stands after it: "40 år på havet", "10 år siden", "3 år sammen".
GONE = re.compile(
    r"^(?:s)? (?:siden|sammen|i træk|tilbage|ago|på (?!\d)|i (?!alder)|som|med|uden|hos|together|of|at|as|in"
    r"|without|with)\b",
    re.IGNORECASE,
)
OLD = re.compile(r"^s? (?:gammel|gamle|gammelt|old|of age)\b|^ i alderen", re.IGNORECASE)
THINGS = (
    r"(?! ?(?:%|m2|m²|kvm|kvadrat|meter|km|cm|kg|kr|kroner|minut|time|dag|uge|måned|sal|plads|person|medlem"
    r"|stykker|etage|mand|hest|liter|gange|deltag|kvinder|mænd|børn|elever|hold|\.\s?(?:sal|plads|klasse)|\d"
    r"|[.,:]\d))"
)

RANGE = re.compile(
    rf"(?<!\w)(?:(?:mellem|between|fra|from|aged?|i alderen|ages|på|omkring|ca\.?) )?(?:omkring "
    rf"|mellem )?(?P<low>{NUMBER})(?: ?(?:-|–|—|og|til|to|and) ?)(?P<high>{NUMBER}){YEARS}(?: gamle?| old"
    rf"| of age)?",
    re.IGNORECASE,
)
RANGE_AGED = re.compile(
    rf"(?<!\w)(?:i alderen|aged?|ages|between the ages of)(?: (?:mellem|from"
    rf"|between))? (?P<low>{NUMBER})(?: ?(?:-|–|—|og|til|to|and) ?)(?P<high>{NUMBER})(?!\w)",
    re.IGNORECASE,
)
SOMEBODY = re.compile(
    r"(?<!\w)(?:\w*(?:mand|kvinde|dreng|pige|søn|datter|mor|far|enke|barn|dame|herre|woman|man|girl|boy|son"
    r"|daughter|widow|widower|lady)),? $",
    re.IGNORECASE,
)
UNDER = re.compile(
    rf"(?<!\w)(?P<what>(?:børn|unge|kids|children|young people|piger|drenge|barn|dreng|pige|alle|folk|people"
    rf"|anyone|er|is|are|dem|those|teenagere|elever)(?: (?:der|som|who|er|are|is))* )?"
    rf"(?P<way>under|yngre end|younger than|below|op til|up to|fyldt|mindst|at least|over|ældre end|older than"
    rf"|above)(?: (?:age|the age of|de|sine))? (?P<age>{NUMBER}){THINGS}(?P<years>{YEARS}(?: gamle?| old"
    rf"| of age)?)?(?!\w)",
    re.IGNORECASE,
)
DECADE = re.compile(
    rf"(?<!\w)(?:(?:han|hun|jeg|de|vi|er|sidst|midt|først|early|mid|late|oppe|in|i|my|his|her|their|slut"
    rf"|slutningen af|begyndelsen af|starten af|start|midten af|the)[ -])*(?:i|in|his|her|my|their|oppe i"
    rf"|sidst i|midt i|slut|start|early|mid|late)[ -](?P<decade>(?:1[0-1]|[1-9])0'?(?:erne|'?s)"
    rf"|{'|'.join(DECADES)})(?!\w)",
    re.IGNORECASE,
)
EXACT = re.compile(
    rf"(?<!\w)(?:(?:er|is|am|i'm|bliver|fylder|turns|turned|på|of|aged|nu|snart|snart|around|omkring|cirka"
    rf"|ca\.?|about) )*(?P<age>{NUMBER})(?P<years>{YEARS})(?: gammelt?| gamle| old| of age)?(?!\w)",
    re.IGNORECASE,
)
PEOPLE = (
    r"mand|kvinde|dreng|pige|søn|datter|mor|far|enke|enkemand|barn|barnebarn|nabo|ven|veninde|bror|søster|fyr"
    r"|ung|person|borger|hun|han|jeg|moster|faster|onkel|tante|mormor|farmor|morfar|farfar|elev|studerende"
    r"|herre|dame|teenager|kone|nevø|niece|tvillinger|enlig|ældre|pensionist|unge|fætter|kusine|medarbejder"
    r"|\w+(?:mand|kvinde|dreng|pige|søn|datter|mor|far|er|ist|ent)"
)
ON = re.compile(
    rf"(?<!\w)(?:(?:en|et|min|mit|vores|hans|hendes) )?(?P<who>{PEOPLE})(?P<gap>(?: \w+)?) på "
    rf"(?P<age>\d{{1,3}}){THINGS}(?= *(?:[.,;:!?()]|$|og|der|som|med|fra|i|uden|bor|har|kan|vil|er|elsker|går"
    rf"|leder|søger|keder|,|-))(?P<rest>)",
    re.IGNORECASE,
)
SAID = re.compile(
    rf"(?<!\w)(?:jeg er|(?:min|mit|vores|hans|hendes|my|our|his|her) \w+ (?:er|is)|(?:\w*(?:mand|kvind|dreng"
    rf"|pig|kon|nabo|fyr|enk|dam|borger|søn|datter|mor|far|bror|søster|barn|ven))(?:en|et)? er|han er|hun er"
    rf"|i am|i'm|he is|he's|she is|she's|aged?|alder:?|age:?|fylder|fyldt|bliver|turns?|turned"
    rf"|turning)(?: (?:lige|snart|nu|just|now|nearly|only|kun))* (?P<age>{NUMBER}){THINGS}(?= *(?:[.,;:!?()]|$"
    rf"|og|and|men|but|der|som|who|now|nu)\b|[.,;:!?()]|$)",
    re.IGNORECASE,
)
AT_EN = re.compile(
    rf"(?<!\w)(?:man|woman|boy|girl|son|daughter|widow|widower|mother|father|lady|retiree|teenager|carpenter"
    rf"|neighbou?r|\w+er|\w+or),? (?:at |of |aged )?(?P<age>\d{{1,3}}){THINGS}(?= *(?:[.,;:!?()]|$))",
    re.IGNORECASE,
)
FIRST = re.compile(
    rf"^(?:en |et |a |an )?(?:(?:enlig|ensom|ældre|yngre|ung|gift|single|lonely|old|elderly|young) )?(?:mand"
    rf"|kvinde|dreng|pige|enke|enkemand|dame|herre|man|woman|boy|girl|widow"
    rf"|widower),? (?P<age>\d{{1,3}}){THINGS}(?=[ .,;]|$)",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:^|[.;,] ?| \()(?:m|k|f|mand|kvinde|male|female|dreng|pige)?,? ?(?P<age>\d{1,3})(?= *[,;)])", re.IGNORECASE
)
PLUS = re.compile(r"(?<!\w)(?P<age>[4-9]\d)\+(?!\d)")
SCHOOL = re.compile(r"(?<!\w)(?:går |gå )?i (?P<form>[0-9])\.? ?klasse(?!\w)", re.IGNORECASE)
WHO = (
    (re.compile(r"(?<!\w)(?:folkepensionist(?:en|er)?)(?!\w)", re.IGNORECASE), (67, OLDEST)),
    (re.compile(
         r"(?<!\w)(?:teenager(?:e|en|ne|s)?|teenage(?: boys?| girls?)?|teenage\w+|tweens?)(?!\w)",
        re.IGNORECASE,
    ), (13, 19)),
)  # fmt: skip


def number(written: str) -> int | None:
    """ "72", "tooghalvfjerds", "seventy-two" as a number."""
    low = written.lower()
    return int(low) if low.isdecimal() else WORDS.get(low)


def _ages(low: int | None, high: int | None) -> Ages | None:
    if low is None or high is None or low > high or high > OLDEST:
        return None
    return low, high


def find_ages(text: str) -> Iterator[Age]:
    """Every age the text tells of, as a span of years."""
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        if any(match.start() < end and start < match.end() for start, end in taken):
            return False
        taken.append(match.span())
        return True

    in_years = YEAR.search(text)  # without it the two dearest patterns find nothing
    for pattern in (RANGE, RANGE_AGED) if in_years else (RANGE_AGED,):
        for match in pattern.finditer(text):
            ages = _ages(number(match["low"]), number(match["high"]))
            if ages and not _is_duration(text, match) and free(match):
                yield match.start(), match.end(), ages, False
    for match in UNDER.finditer(text):
        years = number(match["age"])
        if (
            years is None
            or not (match["years"] or match["what"])
            or years > 110
            or GONE.match(text[match.end() :][:20])
        ):
            continue
        if match["years"] and not match["what"] and _is_duration(text, match, before=False):
            continue
        way = match["way"].lower()
        young = way in {"under", "yngre end", "younger than", "below", "op til", "up to"}
        ages = (0, max(years - (0 if way in {"op til", "up to"} else 1), 0)) if young else (years, OLDEST)
        if free(match):
            yield match.start() + len(match["what"] or ""), match.end(), ages, False
    for match in DECADE.finditer(text):
        word = match["decade"].lower()
        low = DECADES.get(word) or int(re.match(r"\d+", word)[0])  # type: ignore[index]
        if not re.search(
            r"(?:musik|film|fra) (?:i |fra )?$|music|songs",
            text[max(match.start() - 12, 0) : match.start()],
            re.IGNORECASE,
        ) and free(match):
            yield match.start(), match.end(), (low, low + 9), False
    for match in EXACT.finditer(text) if in_years else ():
        years = number(match["age"])
        if years is None or years > 110 or _is_duration(text, match) or not free(match):
            continue
        yield match.start(), match.end(), (years, years), False
    for pattern in (ON, SAID, AT_EN, FIRST, LEADING):
        for match in pattern.finditer(text):
            years = number(match["age"])
            if years is None or years > 110 or not free(match):
                continue
            start = match.start("age")
            if text[:start].endswith("på "):
                start -= len("på ")
            yield start, match.end("age"), (years, years), False
    for match in PLUS.finditer(text):
        yield match.start(), match.end(), (int(match["age"]), OLDEST), False
    for match in SCHOOL.finditer(text):
        form = int(match["form"])
        yield match.start(), match.end(), (form + 5, form + 7), True
    for pattern, ages in WHO:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), ages, True


def _is_duration(text: str, match: re.Match[str], *, before: bool = True) -> bool:
    """Whether the years are how long something lasted: "i 40 år", "for 10 år siden"."""
    after = text[match.end() : match.end() + 20]
    written = match[0].lower()
    if re.search(r"årig|year|yo$|y/o|gam|old|alder|age", written) or OLD.match(after):
        return False
    if GONE.match(after):
        return not SOMEBODY.search(text[: match.start()][-30:])
    return before and bool(LASTED.search(text[max(match.start() - 30, 0) : match.start()]))
