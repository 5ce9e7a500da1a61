"""From text to terms: the smallest pieces that two texts can share.

``analyse("Vandreture i naturen", "da")`` gives the stems of the lemmas (weight 1) and the stems of the parts of
compounds (weight ``PART``, parts of parts less), with the place of each in the text. Danish uses simplemma (MIT) and
Snowball; English uses Snowball. The dictionary is loaded when the first word is looked up.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from samspil.matching import compounds

PART = 0.6  # the weight of a part of a compound, beside 1 for the whole word (research, section 1)
LONGEST_TEXT = 20_000  # characters; what follows is not read
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d{3,4}(?!\d)")
TAG = re.compile(r"<[^<>]{0,200}>")
# A civil registration number, and any other long row of digits, is never a term.
NUMBER = re.compile(r"\b\d{6}[- ]?\d{4}\b|\d{5,}")

_DANISH = """
af al alle alt anden andet andre at bare begge blev blive bliver blevet burde bør da de dem den denne der deres det
dets dette dig din dine disse dit dog du efter eftersom egen eget eller elsker en end endnu ene enhver ens er et
ethvert fik flere for fordi fra få får før først gennem gerne gør gøre ham han hans har havde have hele helt hen hende
hendes her hos hun hvad hvem hver hvilke hvilken hvis hvor hvordan hvorfor hvornår i igen ikke imellem imod ind indtil
ingen intet ja jeg jer jeres jo kan kom komme kommer kun kunne lige lidt man mange med meget mellem men mens mere mest
mig min mindre mine mit mod må måske ned nej noget nogen nogle nok nu når nær næsten og også om op os over på rigtig
sammen samme selv sig sin sine sit skal skulle som stadig stor store så sådan temmelig til tit ud uden under var ved
vel vi vil ville vor vores vær være været bl.a fx osv kl pr ca år årig årige ift mht samt både enten hverken blandt
langs omkring ifølge ønsker ønske søger søge bor boede haft tidligere forhenværende mangler finder finde tage tager
tog tid gang gange ting slags måde
""".split()  # noqa: SIM905 - a list of words reads better as a line
_ENGLISH = """
a about after all also am an and any are as at be because been before being between both but by can cannot could did
do does doing down during each few for from further get gets got had has have having he her here hers him his how i if
in into is it its just like likes live lives living looking lot me more most my need needs no nor not of off on once
only or other our out over own really same she should so some such than that the their them then there these they this
those through to too under until up very want wants was way we were what when where which while who whom why will with
would years year old you your
""".split()  # noqa: SIM905 - a list of words reads better as a line
STOP = {"da": frozenset(_DANISH), "en": frozenset(_ENGLISH)}

_ONLY_DANISH = STOP["da"] - STOP["en"]
_ONLY_ENGLISH = STOP["en"] - STOP["da"]


class Term(NamedTuple):
    """``text`` is what is compared; ``weight`` is 1 for a word and less for a part of one; ``word`` is how it was
    written (in lower case), ``position`` its number in the text, ``start`` and ``end`` its place in characters.
    """

    text: str
    weight: float
    word: str
    position: int
    start: int
    end: int


def clean(text: str) -> str:
    """The same number of characters, with tags and long numbers blanked out; at most ``LONGEST_TEXT``."""
    text = text[:LONGEST_TEXT].replace("\x00", " ")
    if "<" in text:
        text = TAG.sub(lambda found: " " * len(found[0]), text)
    return NUMBER.sub(lambda found: " " * len(found[0]), text)


def words(text: str) -> list[tuple[str, int, int]]:
    """Every word in lower case with its start and end in ``text`` (characters), function words too."""
    return [(_plain(match[0]), *match.span()) for match in WORD.finditer(clean(text))]


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """In lower case; accents are left out ("Café" -> "cafe"), the letters of the Danish alphabet stay."""
    word = word.lower()
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFC", word)
    return "".join(letter if letter in "æøå" else unicodedata.normalize("NFD", letter)[0] for letter in letters)


def guess_language(text: str) -> str:
    """ "en" when English function words outnumber Danish ones, otherwise "da"."""
    danish = english = 0
    for word, _, _ in words(text[:2_000]):
        danish += (word in _ONLY_DANISH) + any(letter in "æøå" for letter in word)
        english += word in _ONLY_ENGLISH
    return "en" if english > danish else "da"


@cache
def _stemmer(language: str):  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("english" if language == "en" else "danish")


def lemma(word: str, language: str = "da") -> str:
    """The form a dictionary lists ("ture" -> "tur"); English words are given back as they are."""
    if language == "en" or len(word) > compounds.LONGEST:
        return word
    import simplemma

    return simplemma.lemmatize(word, "da").lower()


def known(word: str) -> bool:
    """True when simplemma's dictionary has this Danish form."""
    return word in compounds.pieces().forms


@lru_cache(maxsize=200_000)
def terms_of(word: str, language: str) -> tuple[tuple[str, float], ...]:
    """The terms of one word in lower case, each with its weight: the stem of its lemma, and of each part."""
    stem = _stemmer(language).stemWord
    if len(word) > compounds.LONGEST:
        word = word[: compounds.LONGEST]
    found: dict[str, float] = {stem(lemma(word, language)): 1.0}
    if language != "en":
        for part, depth in compounds.tree(word):
            found.setdefault(stem(lemma(part)), PART**depth)
    return tuple(found.items())


def analyse(text: str, language: str = "da", *, stop: bool = True) -> list[Term]:
    """The weighted terms of a text in their order. ``stop=False`` keeps function words too (for phrases).

    ``language`` is "da" or "en"; anything else (also "") is guessed from the text. Never raises on any text.
    """
    if language not in STOP:
        language = guess_language(text)
    left_out = STOP[language] if stop else frozenset()
    return [
        Term(term, weight, word, position, start, end)
        for position, (word, start, end) in enumerate(words(text))
        if word not in left_out
        for term, weight in terms_of(word, language)
        if len(term) > 1
    ]
