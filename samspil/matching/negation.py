"""What somebody does *not* want, as words to avoid. A lack or a problem ("har ingen venner", "kan ikke sove") stays.

Only what clearly turns something down counts: "ikke flere møder", "gider ikke bingo", "alt andet end strikning". A
plain "ikke" does not, because most of them describe the problem, and those words must be matched.
"""

import re
from collections.abc import Iterator

MOST_WORDS = 7  # in one avoided part
# Each opens a scope that runs until punctuation or a turn ("men", "but").
WISH_DA = r"(?:gider|orker|ønsker|magter)"
OPENERS = (
    r"(?:vil |skal |gerne |helst |have |ønsker |og |slet )*(?:ikke|aldrig|ingen) (?:flere|mere|endnu (?:en"
    r"|et))(?: (?:af|om|med|til|slags))*",
    r"(?:fået )?nok af(?: at)?|(?:helt |så )?mæt af",
    rf"{WISH_DA}(?: (?:han|hun|jeg|vi|de|hen|bare|slet|virkelig|altså|simpelthen|absolut))* (?:ikke|aldrig"
    rf"|hverken|ingen)(?: (?:flere|mere|længere|igen|at|noget|nogen|med|til|være med til|høre om|deltage i"
    rf"|gå til|komme til|have|se|en|et))*",
    r"(?:vil|skal|må)(?: (?:han|hun|jeg|vi|de|hen|helst|bare|slet|virkelig|gerne|det"
    r"|under ingen omstændigheder))* (?:ikke|aldrig|hverken)(?: (?:have|være|til|deltage i|gå til|sættes til"
    r"|med til|være med til|høre om|ind i|melde sig ind i|i gang med|spille|se|flere|mere|noget|nogen|med|en|et"
    r"|at|bare|dyrke|tale om|snakke om))*",
    r"(?:har|er)(?: (?:han|hun|jeg|vi|de|slet|absolut))* (?:ikke|aldrig|ingen) (?:lyst til|lyst|interesseret i"
    r"|interesse for|interesse i|til|for|glad for|fan af|vild med|meget for|typen til)(?: (?:at|flere|mere"
    r"|noget|nogen|med|gå til|have|være med til|deltage i))*",
    r"(?:ikke|slet ikke) (?:interesseret i|lyst til|til|vild med|glad for)(?: (?:at|flere|mere|noget))*",
    r"(?:bryder|brød)(?: (?:han|hun|jeg|vi|de))? (?:sig|mig|os)(?: \w+)? (?:ikke|hverken) om(?: at)?",
    r"(?:kan|kunne)(?: (?:han|hun|jeg|vi|de|slet|virkelig|bare))* (?:ikke|hverken) (?:lide|li'?|fordrage|udstå"
    r"|døje|klare|holde ud)(?: (?:at|med|til|flere))*",
    r"(?:drikker|ryger|spiser|tåler)(?: (?:han|hun|jeg|vi|de|slet))* (?:ikke|hverken|aldrig)",
    r"(?:kan|må)(?: (?:han|hun|jeg|vi|de))? (?:ikke|hverken) tåle",
    r"(?:hader|afskyr|undgår|undgå|foragter|keder sig til|keder mig til)(?: at)?",
    r"(?:er |blevet |så |helt )*(?:træt af|led ved|led og ked af)(?: (?:at|alle|de|al|den|det))*",
    r"(?:undtagen|bortset fra|på nær|(?:alt |noget |nogen |alle )*(?:andet|andre) end|med undtagelse af"
    r"|lige med undtagelse af)(?: at)?",
    r"(?:slippe for|slipper for|fri for|fritages for|holde sig fra|væk fra)(?: (?:at|flere|mere|alle|de|den))*",
    r"(?:i stedet for|frem for|fremfor|hellere end)(?: (?:at|en|et|flere|den))*",
    r"(?<!\w)uden(?: (?:at|at skulle|nogen|alt det|al den|en masse))*",
    r"(?:slet |helst |bare |absolut )*(?:ikke|ingen|hverken) (?:noget (?:med|der)|noget|nogen|en|et|med)",
    r"(?:doesn'?t|does not|don'?t|do not|didn'?t|won'?t|will not|would rather not|wouldn'?t|never)(?: (?:really"
    r"|ever|just))* (?:want|wants|like|enjoy|care for|fancy|wish|feel like|go to|do)(?: (?:to|any|more|another"
    r"|go|have|join|be in|be part of|attend|a|an|the|see|do|play|doing|going|joining|being in|talk about))*",
    r"(?:no|not|any|never)(?: any)? more(?: of)?|not another|not yet another|enough of",
    r"(?:hates?|dislikes?|loathes?|detests?|avoids?|avoiding|can'?t stand|cannot stand|can'?t bear)(?: (?:to"
    r"|any|the))*",
    r"(?:is |am |are )?(?:not|isn'?t|aren'?t)(?: (?:really|at all))? (?:interested in|keen on|into|fond of"
    r"|a fan of|up for|for)(?: (?:any|more|the|going to|joining))*",
    r"(?:no interest in|not interested in|fed up with|sick of|(?:so |very )?tired of|bored (?:of|with)"
    r"|had enough of|weary of)(?: (?:all|the|these|going to|more))*",
    r"(?:except(?: for)?|apart from|other than|anything but|everything but|aside from|rather than|instead of"
    r"|as long as it isn'?t|as long as it is not)(?: (?:a|an|any|another|more|the))*",
    r"(?<!\w)without(?: (?:any|having to|being|the|all the))*",
    r"neither",
)  # fmt: skip
# "Ingen møder", "ikke sport", "no meetings": only where a clause begins.
BARE = (
    r"(?:(?<=[.,;:!?(\n–—-] )|(?<=[.,;:!?(\n])|^|(?<=\bmen )|(?<=\bbut )|(?<=\bog )|(?<=\band )|(?<=\bhelst )"
    r"|(?<=\bgerne )|(?<=\bpreferably ))(?:ikke|ingen|hverken|no|not|nothing with)(?: (?:til|med|with))?"
)
OPENS = re.compile(rf"(?<!\w)(?:{'|'.join(OPENERS)}|{BARE})(?= +\w)", re.IGNORECASE)

# After "ikke": not a refusal. "ikke kun", "ikke mindst", "hvorfor ikke" ...
NOT_REFUSED = re.compile(
    r"^\s*(?:kun|bare|mindst|alene om|alle|altid|helt|rigtig(?:t)?|nødvendigvis|så|særlig(?:t)?|længere|engang"
    r"|desto|til at|i stand|råd|nok|i orden|lige|just|only|least|always|all|quite|really|necessarily|sure|too"
    r"|so|very|yet|long|able|even|now|well|much|far|one|matter|good at|ved|vide|være bange|klar over)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?:hvorfor|why|hvis|if|eller|or|om|whether)\s+$", re.IGNORECASE)
# What is missed or hurts: it is the need itself.
LACK = re.compile(
    r"""^\s*(?:(?:en|et|nogen|noget|any|a|an|the|sin|sit|sine|mit|min|mine|egen|eget|faste|fast|nære|gode
    |rigtige|andre|at|have|has|having|real|close|his|her|my|close|own|ret|særlig|mange|så|many|much|et stort
    |close)\s+)*
    (?:vens?|venn\w*|venind\w*|kærest\w*|famil\w*|netværk\w*|kontakt\w*|relation\w*|selskab|job|arbejd\w*
    |uddannels\w*|bolig|hjem|tag\ over|penge|indkomst|kræfter|energi|tid|overskud|plan\w*|id[eé]\w*
    |\w*interesse\w*|hjælp|støtte|lyst|mod|livsmod|mening|håb|søvn|mad|tøj|sprog\w*|dansk|hobby|hobbyer
    |elevator|lift|bus(?:sen|ser)?|interesse\w*|sted|steder|nogen|noget\ at|andre|børn|børnebørn|forældre
    |mand|kone|ægtefælle|far|mor|erfaring|viden|nemid|mitid|bil|kørekort|tilbud|fællesskab\w*|struktur
    |rutine\w*|aktivitet\w*|at\ give\ sig\ til|alternativ\w*|problem\w*|svar
    |friends?|friendships?|family|families|network|contacts?|company|work|jobs?|education|home|housing|money
    |income|energy|strength|time|plans?|ideas?|help|support|hope|sleep|food|language|danish|hobby|hobbies
    |place|places|one|body|anyone|anybody|someone|children|grandchildren|parents?|husband|wife|partner
    |experience|car|phone|idea|way|licen[cs]e|social|longer|doubt|problem\w*|point|purpose|structure|routine
    |answer|relatives)\b""",
    re.IGNORECASE | re.VERBOSE,
)
TROUBLE = re.compile(
    r"(?:^|\b)(?:alene|ensom\w*|isoler\w*|keder? (?:sig|mig)|kede sig|for sig selv|hjemme hele|sidde hjemme"
    r"|sidder hjemme|være til besvær|til besvær|byrde|ligge nogen til last|til last|gå i stå|leve|livet|dø"
    r"|miste|til overs|overflødig|alone|lonely|loneliness|isolated|be bored|being bored|sitting at home|stuck"
    r"|a burden|live|life|living|lose|losing)\b",
    re.IGNORECASE,
)
# "vil ikke i skole", "vil ikke ud": what somebody cannot get themselves to do.
STUCK = re.compile(
    r"^\s*(?:i|op ad|ud af|stå op|ud|spise|sove|snakke|tale|op|hjem|i seng|give|forlade|leave|eat|sleep|get up"
    r"|get out|talk|speak|leave|stand up|love|holde op|glemme|forget|stop|stoppe|vide|know|think|seem|belong"
    r"|fit|understand|remember)\b(?! (?:om|about))",
    re.IGNORECASE,
)
NEEDS_WISH = re.compile(r"^(?:vil|skal|må)\b|^(?:doesn|does|don|do|didn|won|will|would|wouldn|never)", re.IGNORECASE)
# Said of these with "ikke noget med" or "gider ikke", they are no lack.
TURNED_DOWN = re.compile(
    r"noget|\bmed$|gider|orker|lide|lyst|interes|hader|træt|hate|like|enjoy|want|more|mere|flere|end$|undtagen",
    re.IGNORECASE,
)
DISLIKED = re.compile(
    r"^\s*(?:børn|familie\w*|arbejd\w+|job\w*|sprog\w*|dansk|children|famil\w+|work\w*|food|mad\w*|plan\w*"
    r"|aktivitet\w*|tilbud|hjemme\w+|kontakt\w+)\b",
    re.IGNORECASE,
)
WITHOUT = re.compile(r"^(?:uden|without)\b", re.IGNORECASE)
# "Ingen møder", "uden møder" turn down where something is wished for in the same sentence; else it is just not there.
NONE = re.compile(r"(?:ingen|hverken|no)", re.IGNORECASE)
WISHES = re.compile(
    r"\b(?:vil|ville|gerne|helst|bare|søger|ønsker|leder|drømmer|kunne tænke|skal være|wants?|would|like|looking|hopes?"
    r"|noget|something|tilbud|aktivitet\w*|activit\w+|wish\w*|prefer\w*|seeks?|needs?)\b",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r"^\s*(?:for|om|tvivl|videre|(?:at )?(?:vide|kunne|have|få|gå|sige|blive)|doubt)\b", re.IGNORECASE)
ENDS = re.compile(
    r"""[.;:!?()\n–—]|\s-\s|,|\s(?:men|but|fordi|because|så|so|da|hvis|if|når|when|mens|while|selvom|although
    |though|for\ (?:han|hun|jeg|det|vi|de)|til\ gengæld|derimod|hellere|rather|instead|i\ stedet
    |(?:og|and)\ (?:ikke|ingen|not|no|kommer|får|vil|kan|har|er|skal|søger|ønsker|elsker|bor|hun|han|jeg|vi
    |de|gerne|drømmer|kunne|trænger|savner|mangler|holder|she|he|i|they|we|would|wants?|needs?|loves?|likes?
    |is|has|lives?|enjoys?|misses|looking))(?=\s|$)""",
    re.IGNORECASE | re.VERBOSE,
)
POLITE = re.compile(r",?\s+(?:tak|please|thanks|thank you)\s*$", re.IGNORECASE)
LEADING = re.compile(
    r"^\s*(?:(?:på|i|for|til|om|in|on|at|de|den|det|der|dem|her|alle|nogen|noget|flere|mere|sådan|en|et|at|have|være|the|those|these"
    r"|any|all|more|a|an|to|be|have|of)\s+)+",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?<=\w)\s(?:på|med|i|hos|der|som|hvor|til|for|om|with|at|that|which|who|where|in|on|to)\s", re.IGNORECASE
)
SMALL_WORDS = """
noget nogen det den de dem der så meget mange mere flere være sammen have gøre lave gå komme bare selv en et
at med for something anything anyone it them that so much many more be together have do make go come just the
a an to of this these
"""
SMALL = frozenset(SMALL_WORDS.split())
LISTED = re.compile(
    r"^,\s*(?:[\w-]+\s){0,2}[\w-]+(?:,\s*(?:[\w-]+\s){0,2}[\w-]+)*,?\s+(?:eller|or|nor|og"
    r"|and)\s+(?:[\w-]+\s?){1,2}(?=[.,;:!?]|$)",
    re.IGNORECASE,
)


def find_avoided(text: str) -> Iterator[tuple[int, int, str]]:
    """Parts of ``text`` that turn something down: (start, end, what is avoided as it is written)."""
    at = 0
    while opened := OPENS.search(text, at):
        at = opened.end()
        opener = opened[0].strip()
        rest = text[opened.end() :]
        ending = ENDS.search(rest)
        length = ending.start() if ending else len(rest)
        if ending and ending[0] == "," and (listed := LISTED.match(rest[length : length + 120])) and length < 40:
            length += listed.end()
        if WITHOUT.match(opener) and (target := re.search(r"\s(?:til|for|to)\s", rest[:length])):
            length = target.start()
        what = _shorten(rest[:length])
        if not what.strip() or not _refuses(text[: opened.start()], opener, rest[: max(len(what), 40)], what):
            continue
        at = opened.end() + len(what)
        if core := _core(what):
            yield opened.start(), at, core


def _core(what: str) -> str:
    """What it is about: "møder" of "møder på kommunen"; nothing where only small words are left."""
    core = LEADING.sub("", POLITE.sub("", what)).strip(" ,")
    if cut := ABOUT.search(core):
        core = core[: cut.start()]
    return core if any(word.lower() not in SMALL for word in re.findall(r"\w+", core)) else ""


def _shorten(what: str) -> str:
    words = list(re.finditer(r"\S+", what))
    return what if len(words) <= MOST_WORDS else what[: words[MOST_WORDS - 1].end()]


def _refuses(before: str, opener: str, rest: str, what: str) -> bool:
    """Whether this is turned down, and no lack, no problem and no turn of phrase."""
    if BEFORE.search(before[-12:]) and re.match(r"(?:ikke|not|ingen|no)\b", opener, re.IGNORECASE):
        return False
    if NOT_REFUSED.match(rest) or TROUBLE.search(what):
        return False
    if (NONE.fullmatch(opener) or WITHOUT.match(opener)) and not (
        WISHES.search(re.split(r"[.!?]", before)[-1]) or POLITE.search(rest)
    ):
        return False
    if LACK.match(what) and not (TURNED_DOWN.search(opener) and DISLIKED.match(what)):
        return False
    if NEEDS_WISH.match(opener) and STUCK.match(what):
        return False
    return not (WITHOUT.match(opener) and OUTSIDE.match(what))
