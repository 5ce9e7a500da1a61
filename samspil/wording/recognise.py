"""Which kinds of question a text holds, and in which of its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samspil.wording import words
from samspil.wording.findings import Kind
from samspil.wording.grammar import ADVERBS, ASK, BEFORE_NOUN, ENDING, MODAL, WE, alternatives, present, verbose

# A question field takes 200 characters. What stands further on was pasted, and is not the question.
LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Spot:
    """A kind, where its words stand, and the parts of the sentence that the rewordings are built of."""

    kind: Kind
    start: int
    end: int
    parts: dict[str, str] = field(default_factory=dict)


def any_service() -> str:
    return " ".join(listed for listed in words.SERVICES.values())


def any_technology() -> str:
    return " ".join(words.TECHNOLOGIES.values())


_ACTOR = alternatives(words.ACTORS, ENDING)
_ACTING = alternatives(f"{words.ACTORS} {words.MUNICIPALITY}", ENDING)
_NEAR = alternatives(f"{words.ACTORS} {words.NEAR_ONES}", ENDING)
_SERVICE = alternatives(any_service(), ENDING)
_TECHNOLOGY = alternatives(any_technology(), ENDING)
_PEOPLE = alternatives(words.PEOPLE)
_QUALITY = rf"(?:{BEFORE_NOUN}{alternatives(words.QUALITIES, ENDING)}\s(?:i|på|af|for|omkring)\s)?"


_BLANK = r"\s"


def _doing(verbs: str) -> str:
    """Both "kan vi inddrage" and "inddrager vi", "trækker vi på"; with the small words behind."""
    forms = []
    for verb in verbs.split():
        first, *rest = verb.split("_")
        tail = rf"{ADVERBS}\s{_BLANK.join(rest)}" if rest else ""
        forms += [rf"{MODAL}\s{WE}{ADVERBS}\s{first}{tail}\b", rf"{present(first)}\s{WE}{tail}\b"]
    return rf"(?:{'|'.join(forms)}){ADVERBS}\s"


_START = rf"^{ASK}\s"

# Each pattern names the words the finding is about: actor, service, technology, solution.
PATTERNS: list[tuple[Kind, re.Pattern[str]]] = [
    # Hvordan kan de frivillige hjælpe? Hvad kan kommunen gøre for ...?
    (
        Kind.ACTOR,
        verbose(rf"""{_START}{MODAL}\s(?P<actor>{BEFORE_NOUN}{_ACTING}(?:\sog\s{BEFORE_NOUN}{_ACTING})?){ADVERBS}
            (?:\s(?!at\b)[\w-]{{1,25}}){{0,2}}?\s{alternatives(words.HELPING)}(?!\shinanden)(?P<for>.{{0,200}})"""),
    ),
    (
        Kind.ACTOR,
        verbose(rf"""{_START}{MODAL}\s(?P<actor>{BEFORE_NOUN}{_NEAR}(?:\sog\s{BEFORE_NOUN}{_NEAR})?){ADVERBS}
            \s(?:bruges|inddrages|involveres|engageres|aktiveres|udnyttes|mobiliseres)\b(?P<for>.{{0,200}})"""),
    ),
    # Hvordan kan vi inddrage private virksomheder? Hvor bruger vi studerende?
    (
        Kind.ACTOR,
        verbose(rf"""{_START}{_doing(words.USING)}
            (?P<actor>{BEFORE_NOUN}{_NEAR}(?:\sog\s{BEFORE_NOUN}{_NEAR})?)(?P<for>.{{0,200}})"""),
    ),
    # Hvordan øger vi inddragelsen af frivillige?
    (
        Kind.ACTOR,
        verbose(rf"""^(?:hvordan|hvorledes|på\shvilken\småde)\s[\w-]{{1,20}}\s(?:[\w-]{{1,20}}\s){{0,3}}?
            {alternatives(words.INVOLVEMENT, ENDING)}\s(?:af|med|fra)\s
            (?P<actor>{BEFORE_NOUN}{_ACTOR})(?P<for>.{{0,200}})"""),
    ),
    # Hvordan får vi flere frivillige? Hvordan kan vi få erhvervslivet med i ...?
    (
        Kind.ACTOR,
        verbose(rf"""{_START}(?:(?:får|skaffer|finder|samler)\s{WE}|{MODAL}\s{WE}\s(?:få|skaffe|finde)){ADVERBS}\s
            (?:fat\s(?:i|på)\s|engageret\s|inddraget\s|aktiveret\s|involveret\s)?(?P<actor>{BEFORE_NOUN}{_ACTOR})(?P<for>.{{0,200}})"""),
    ),
    # Hvordan vil vi samarbejde med det omgivende samfund?
    (
        Kind.ACTOR,
        verbose(rf"""{_START}(?:{MODAL}\s{WE}{ADVERBS}\s(?:samarbejde|arbejde\ssammen)|samarbejder\s{WE}){ADVERBS}
            \smed\s(?P<actor>{BEFORE_NOUN}{_ACTOR})(?P<for>.{{0,200}})"""),
    ),
    # Hvordan engagerer vi flere seniorer som frivillige?
    (
        Kind.ACTOR,
        verbose(rf"""{_START}.{{1,60}}\ssom\s(?P<actor>(?:frivillige|besøgsvenner|mentorer))\b(?P<for>.{{0,200}})"""),
    ),
    # Hvordan får vi flere til at bruge robotstøvsugere?
    (
        Kind.TECHNOLOGY,
        verbose(rf"""{_START}.{{1,60}}?\s(?:til\sat|i\sgang\smed\sat)\s(?:bruge|tage|anvende|afprøve|prøve|acceptere)\s
            (?P<technology>{BEFORE_NOUN}{_TECHNOLOGY})"""),
    ),
    # Hvordan indfører vi sensorer? Hvad kan vi bruge kunstig intelligens til?
    (
        Kind.TECHNOLOGY,
        verbose(
            rf"{_START}{_doing(words.TECHNOLOGY_VERBS)}(?:brugen\saf\s)?(?P<technology>{BEFORE_NOUN}{_TECHNOLOGY})"
        ),
    ),
    # Hvordan kan en spiserobot ...?
    (Kind.TECHNOLOGY, verbose(rf"{_START}{MODAL}\s(?P<technology>{BEFORE_NOUN}{_TECHNOLOGY})\s")),
    # Hvordan får vi mere velfærdsteknologi ind på ...?
    (
        Kind.TECHNOLOGY,
        verbose(rf"""{_START}(?:får\s{WE}|{MODAL}\s{WE}\s(?:få|skaffe)){ADVERBS}\s
            (?P<technology>{BEFORE_NOUN}{_TECHNOLOGY})"""),
    ),
    # Hvordan forbedrer vi ældreplejen? Hvordan løfter vi kvaliteten af genoptræningen?
    (Kind.SERVICE, verbose(rf"{_START}{_doing(words.IMPROVING)}{_QUALITY}(?P<service>{BEFORE_NOUN}{_SERVICE})")),
    # Hvordan kan vi gøre hjemmeplejen bedre?
    (
        Kind.SERVICE,
        verbose(rf"""{_START}(?:gør\s{WE}|{MODAL}\s{WE}\sgøre){ADVERBS}\s(?P<service>{BEFORE_NOUN}{_SERVICE})\s
            (?:bedre|mere|billigere|mindre|endnu|så|klar|til\sen|hurtigere)"""),
    ),
    # Hvordan gør vi det bedre på plejehjemmene?
    (
        Kind.SERVICE,
        verbose(rf"""{_START}(?:gør\s{WE}|{MODAL}\s{WE}\sgøre)\sdet\s(?:endnu\s)?bedre\s(?:i|på|for)\s
            (?P<service>{BEFORE_NOUN}{_SERVICE})"""),
    ),
    # Hvordan får vi en bedre madservice? Hvordan får vi flere aktiviteter?
    (
        Kind.SERVICE,
        verbose(rf"""{_START}(?:får|laver|skaber|sikrer)\s{WE}{ADVERBS}\s
            (?P<service>(?:en\s|et\s|de\s|den\s|det\s)?(?:endnu\s)?(?:bedre|bedst\smulige?|mere|billigere|flere|god|godt)
            (?:\s[\w-]{{1,20}}){{0,1}}?\s{_SERVICE})"""),
    ),
    # Hvordan skal fremtidens plejehjem se ud? Hvordan kan kvaliteten i hjemmehjælpen blive bedre?
    (
        Kind.SERVICE,
        verbose(rf"""{_START}(?:{MODAL}|bliver)\s{_QUALITY}(?P<service>{BEFORE_NOUN}{_SERVICE}){ADVERBS}
            \s?(?:(?:blive\s)?(?:endnu\s)?(?:bedre|mere)|se\sud|forbedres|udvikles|organiseres|styrkes|effektiviseres|
            indrettes|bevares|drives|fungere)\b"""),
    ),
    # Hvordan får vi flere til at bruge daghjemmet?
    (
        Kind.SERVICE,
        verbose(
            rf"""{_START}får\s{WE}\s.{{1,60}}?\stil\sat\s(?:bruge|benytte|vælge)\s(?P<service>{BEFORE_NOUN}{_SERVICE})"""
        ),
    ),
    # Hvordan får vi flere unge i virksomhedspraktik?
    (
        Kind.SOLUTION,
        verbose(rf"""{_START}får\s{WE}\s(?:flere\s|alle\s|de\s)?(?:[\w-]{{1,20}}\s)??{_PEOPLE}\s(?:ind\s)?(?:i|på)\s
            (?P<solution>(?:praktik|{_SERVICE}))"""),
    ),
    # Hvordan opretter vi et mødested? Hvordan får vi bygget ...? Hvordan skaffer vi penge til ...?
    (
        Kind.SOLUTION,
        verbose(rf"""{_START}{_doing("oprette etablere indføre ansætte bygge købe indkøbe anlægge finansiere opføre")}
            (?P<solution>[^,.?!]{{3,120}})"""),
    ),
    (
        Kind.SOLUTION,
        verbose(rf"""{_START}(?:får|skaffer|finder)\s{WE}{ADVERBS}\s(?:råd\stil|(?:\w{{1,12}}\s)?(?:penge|midler|plads)\stil|bygget|
            etableret|oprettet|indført|ansat|købt|anlagt|opført|bevilget)\s(?P<solution>[^,.?!]{{3,120}})"""),
    ),
    (Kind.SOLUTION, verbose(r"^hvad\s(?:med|siger\s(?:i|du)\stil)\s(?P<solution>[^,.?!]{3,120})")),
]

BLAMES = [
    # Hvorfor gider de unge ikke komme i klubben? Hvorfor kan de ledige ikke bare tage et arbejde?
    verbose(
        r"""^hvorfor\s(?P<verb>gider)\s(?P<who>[\w\s-]{1,60}?)\s(?:ikke|aldrig)\s?(?:bare\s)?(?P<to>[^?!.]{0,120})"""
    ),
    verbose(r"""^hvorfor\s(?P<verb>kan|vil)\s(?P<who>[\w\s-]{1,60}?)\s(?:ikke|aldrig)\sbare\s(?P<to>[^?!.]{1,120})"""),
    verbose(r"""^hvorfor\s(?P<verb>nægter)\s(?P<who>[\w\s-]{1,60}?)\sat\s(?P<to>[^?!.]{1,120})"""),
    # Hvorfor tager forældrene ikke ansvar? Hvorfor svarer kommunen aldrig?
    verbose(
        r"""^hvorfor\s(?P<finite>tager)\s(?P<who>[\w\s-]{1,60}?)\s(?:ikke|aldrig)\s(?P<rest>(?:\w{1,15}\s)?ansvar[^?!.]{0,100})"""
    ),
    verbose(
        r"""^hvorfor\s(?P<finite>passer|opdrager)\s(?P<who>[\w\s-]{1,60}?)\s(?:ikke|aldrig)\s(?P<rest>[^?!.]{1,100})"""
    ),
    verbose(rf"""^hvorfor\s(?P<finite>\w{{2,20}}r)\s(?!{alternatives(words.OURSELVES)})(?P<who>[\w\s-]{{1,60}}?)\saldrig
        \b\s?(?P<rest>[^?!.]{{0,100}})"""),
    # Hvis skyld er det, at ...? Hvem har skylden for, at ...?
    verbose(r"""^(?:hvis\sskyld\ser\sdet|hvem\s(?:skal\s)?(?:har|have|bærer|bære|får|få)\sskylden\sfor|hvem\ser\sskyld\si|
        hvem\skan\svi\sgive\sskylden\sfor)(?:,?\sat\s(?P<that>[^?!]{3,120})|\s(?P<what>[^,?!]{3,120}))?"""),
    # Hvorfor er de unge så dovne?
    verbose(rf"""^hvorfor\s(?:er|bliver|har)\s(?P<who>[\w\s-]{{1,60}}?)\s(?:så\s|altid\s|bare\s){{0,2}}
        (?:{alternatives(words.INSULTS)}|dårlige?\stil)"""),
    # Hvornår tager de pårørende sig sammen?
    verbose(r"""(?:tager?|tage)\s(?:(?P<who>[\w\s-]{1,40}?)\s)?sig\ssammen\b"""),
    verbose(alternatives(words.INSULTS)),
]

_ONLY = set(words.ONLY_AS_A_NAME.split())
_ALL_DEFICITS = " ".join(words.DEFICITS.values())
_ALWAYS = [word for word in _ALL_DEFICITS.split() if word not in _ONLY]
DEFICIT = verbose(rf"""
    (?P<det>\b(?:de|vores|vore|den|det|en|et|nogle|alle|mange|flere)\s(?:mange\s|mest\s)?)?
    (?:
        (?P<before>{alternatives(_ALL_DEFICITS)})\s(?P<noun>{alternatives(words.PEOPLE + words.ONE_PERSON)})
      | (?P<alone>{alternatives(_ALWAYS)})
      | (?P<named>{alternatives(_ONLY)})
    )
""")
NAMED_AFTER = {"de", "vores", "vore"}

_YES_OR_NO = verbose(rf"^(?P<verb>{alternatives(words.YES_OR_NO)})\s(?P<clause>[^?]{{2,300}})\?")
_ASKS = verbose(alternatives(words.ASKING))
_STARTS_ASKING = verbose(rf"^(?:(?:i|på|til|med|for|fra|af|hos|om|ved)\s)?{alternatives(words.ASKING)}")
# "Ved nogen, hvorfor bænken er tom?" is open, whatever it looks like.
_DO_YOU_KNOW = verbose(rf"\b(?:ved|vide|kender|fortælle|sige|forklare|gætte)\b.{{0,60}}?{alternatives(words.ASKING)}")
# "Gad vide, hvordan det er" asks without a question mark; "et sted, hvor man kan mødes" does not.
_WONDERS = verbose(
    rf"^{alternatives(words.ASKING)}|{alternatives('gad mon hvordan hvorfor hvad hvem hvilken hvilket hvilke')}"
)
_WHY_NOT = verbose(r"^(?:kunne|ville|skulle)\s\w{1,20}\sikke\b")
_DANISH = set(words.DANISH.split())
_LEADING = verbose(rf"^(?:{alternatives(words.LEADING)}[\s,]{{1,3}}){{1,3}}")
_SENTENCE = re.compile(r"[^?!.\n…]+[?!.…]*")
_SUBCLAUSE = verbose(rf",\s(?=(?:{ASK}|hvem)\s)")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with where it starts, without what it carries in front: "Og ", "Når man er syg, "."""
    for found in _SENTENCE.finditer(text[:LOOKED_AT]):
        sentence = found.group()
        start = found.start() + len(sentence) - len(sentence.lstrip(" \t\"'»«”“-–—*•(:;,"))
        sentence = text[start : found.end()].rstrip()
        if leading := _LEADING.match(sentence):
            start += leading.end()
            sentence = sentence[leading.end() :]
        if sentence:
            yield start, sentence


def core_of(sentence: str) -> int:
    """Where the question itself begins: behind "Når man mister sin kone, "."""
    if _STARTS_ASKING.match(sentence) or _YES_OR_NO.match(sentence):
        return 0
    later = _SUBCLAUSE.search(sentence)
    return later.end() if later and sentence.endswith("?") else 0


def recognise(text: str) -> list[Spot]:
    """Everything there is to say about the text, the most important first, each kind once."""
    text = re.sub(r"\s", " ", text)
    spots: dict[Kind, Spot] = {}
    for start, sentence in sentences(text):
        for spot in _in_sentence(sentence):
            spots.setdefault(spot.kind, Spot(spot.kind, start + spot.start, start + spot.end, spot.parts))
    if deficit := _deficit(text[:LOOKED_AT]):
        spots.setdefault(Kind.DEFICIT, deficit)
    if not spots and "?" not in text and (statement := _statement(text[:LOOKED_AT])):
        spots[Kind.STATEMENT] = statement
    return [spots[kind] for kind in Kind if kind in spots]


def _in_sentence(sentence: str) -> Iterator[Spot]:
    at = core_of(sentence)
    core = sentence[at:]
    for pattern in BLAMES:
        if found := pattern.search(core):
            parts = {name: value or "" for name, value in found.groupdict().items()}
            yield Spot(Kind.BLAME, at + found.start(), at + found.end(), parts)
            break
    yield from _leanings(core, at)
    yield from _closed(core, at)


def _leanings(core: str, at: int) -> Iterator[Spot]:
    """What the question starts from: the first that fits."""
    for kind, pattern in PATTERNS:
        if found := pattern.search(core):
            parts = {name: (value or "").strip() for name, value in found.groupdict().items()}
            yield Spot(kind, at + found.start(kind.value), at + found.end(kind.value), parts)
            return


def _closed(core: str, at: int) -> Iterator[Spot]:
    found = _YES_OR_NO.match(core)
    if found and not _WHY_NOT.match(core):
        if _DO_YOU_KNOW.search(found.group()):
            return
        parts = {"verb": found["verb"], "clause": found["clause"]}
        # A closed question can start from an actor too: the same words, asked openly, tell.
        for leaning in _leanings(f"Hvordan {core[0].lower()}{core[1:]}", 0):
            parts |= leaning.parts | {"leans": leaning.kind}
        yield Spot(Kind.CLOSED, at, at + found.end("verb"), parts)
    elif not (found or _ASKS.search(core)) and core.endswith("?") and is_danish(core) and len(core.split()) > 2:
        # "En app til ensomme unge?": an answer with a question mark behind it.
        yield Spot(Kind.SOLUTION, at, at + len(core.rstrip("?! ")), {"solution": core.rstrip("?! ")})


def _deficit(text: str) -> Spot | None:
    for found in DEFICIT.finditer(text):
        if counts_as_deficit(found):
            return Spot(Kind.DEFICIT, found.start(), found.end())
    return None


def counts_as_deficit(found: re.Match[str]) -> bool:
    """Whether these words name people by what they lack, rather than say how they are."""
    det = (found["det"] or "").split()
    word = (found["before"] or found["alone"] or found["named"]).lower()
    if word == words.ONLY_AFTER_THE:
        return bool(det) and det[0].lower() in NAMED_AFTER
    if found["named"]:
        if det and det[0].lower() in NAMED_AFTER:
            # "de udsatte boligområder" are no people.
            return not re.match(
                r"\s\w{0,30}(?:områder|steder|punkter|grupper|sider|stillinger|job)\b", found.string[found.end() :]
            )
        return False
    return True


def _statement(text: str) -> Spot | None:
    kept = text.strip()
    if len(kept.split()) < 3 or not is_danish(kept) or _WONDERS.search(kept):
        return None
    start = len(text) - len(text.lstrip())
    return Spot(Kind.STATEMENT, start, start + len(kept), {"statement": kept})


def is_danish(text: str) -> bool:
    return not _DANISH.isdisjoint(re.findall(r"\w+", text.lower()))
