"""Danish compounds taken apart: "lystfiskerforening" -> "lyst", "fisker", "forening".

No Danish splitter is to be had as a package, so this is one of our own. Its only data is simplemma's dictionary: a word
may begin (or end) a compound when it begins (or ends) many of the dictionary's own words. Parts are an addition to the
whole word and weigh less, so a wrong split costs little.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log1p
from typing import NamedTuple

SHORTEST = 7  # letters of a word that is worth a look
PART = 3  # letters of the shortest part
LONGEST = 40  # letters; what is longer is no word
ENOUGH = 3.0  # of the score below: what is less likely stays in one piece
ENOUGH_UNKNOWN = 2.4  # the same for words that no dictionary has: they are likely to be compounds
VOWELS = frozenset("aeiouyæøåéö")

# Endings and beginnings that are words too, but make no compound: "-hed", "-lig", "for-".
NO_HEADS = frozenset(
    """
    hed lig lige ring ringe løs løse skab ion isme fuld fulde vis ten ende inde else ning ing ling lighed ist iker
    ter ger ere ene est ens age ide tik akt ort aks ler der her som den det gal art ske lev set bar tue pen fil par
    per kel fri rig ren led tal fed and sur vild tage gøre være komme give holde vise stille sætte lade
    minde rette mæssig agtig dom ede ets ier ner når sen ant ent ikke
    """.split()  # noqa: SIM905 - a list of words reads better as a line
)
NO_FIRSTS = frozenset(
    """
    for ind over gen under til ned efter gennem med sammen frem fra bag ved mellem op ud på om af an be mis sam tele
    u van und ens alt der her som den det hver anden ikke stor små selv halv mod hen vis tit mange ene let al mid
    """.split()  # noqa: SIM905 - a list of words reads better as a line
)
LINKS = ("", "s", "e", "es", "er")


class Pieces(NamedTuple):
    """``first`` and ``last`` say how many of the dictionary's words a lemma begins and ends; ``forms`` leads from every
    form to its lemma.
    """

    first: Mapping[str, int]
    last: Mapping[str, int]
    forms: Mapping[str, str]


@cache
def pieces() -> Pieces:
    """Read from simplemma's dictionary once for each process: about a second and 90 MB."""
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

    forms = DEFAULT_DICTIONARY_FACTORY.get_dictionary("da")
    lemmas = {lemma for lemma in set(forms.values()) if len(lemma) >= PART and lemma.islower() and lemma.isalpha()}
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for word in lemmas:
        for cut in range(PART, len(word) - PART + 1):
            end = word[cut:]
            if end not in lemmas:
                continue
            start = word[:cut]
            if start in lemmas:
                first[start] += 1
                last[end] += 1
            elif start[-1] in "se" and len(start) > PART and start[:-1] in lemmas:
                first[start[:-1]] += 1
                last[end] += 1
    return Pieces(dict(first), dict(last), forms)


def _first(part: str) -> tuple[str, int]:
    """The word a compound begins with, without the letter that glues it on, and how often it does so."""
    first, _, forms = pieces()
    best, often = "", 0
    for link in LINKS:
        if not part.endswith(link):
            continue
        word = part[: len(part) - len(link)]
        if len(word) < PART or word in NO_FIRSTS or not VOWELS.intersection(word):
            continue
        count = first.get(word, 0)
        if not count and len(word) > PART:
            lemma = forms.get(word)
            count = first.get(lemma, 1 if len(word) > 4 else 0) if lemma and lemma not in NO_FIRSTS else 0
        if count > often:
            best, often = word, count
    return best, often


@lru_cache(maxsize=100_000)
def split(word: str) -> tuple[str, str, str] | None:
    """The beginning and the end of a compound in lower case, and the beginning as written (with the letter that glues
    it on); None when it is none (or nobody can tell).
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return None
    _, last, forms = pieces()
    lemma = forms.get(word)
    if lemma is not None and lemma != word and len(lemma) >= SHORTEST and lemma.isalpha():
        return split(lemma)
    best: tuple[float, str, str, str] = (0.0, "", "", "")
    for cut in range(PART, len(word) - PART + 1):
        end = word[cut:]
        head = forms.get(end)
        if head is None or head in NO_HEADS or end in NO_HEADS or end in NO_FIRSTS or not VOWELS.intersection(end):
            continue
        ends = max(last.get(head, 0), last.get(end, 0)) or (1 if len(head) >= 6 else 0)
        if not ends:
            continue
        start, begins = _first(word[:cut])
        if not start:
            # The beginning may be a compound itself: "lystfisker" + "forening".
            start, begins = word[:cut].removesuffix("s"), 3
            if len(start) < SHORTEST or len(end) < 4 or not (start in forms or split(start)):
                continue
        if lemma is not None and max(begins, ends) < 3:
            continue
        score = log1p(begins) + log1p(ends) + 0.25 * min(len(start), len(head))
        if score > best[0]:
            best = (score, start, end, word[:cut])
    return best[1:] if best[0] >= (ENOUGH if lemma is not None else ENOUGH_UNKNOWN) else None


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """The smallest parts of a compound, first to last, as they are written ("fritidsinteresse" -> "fri", "tids",
    "interesse"); empty when the word is no compound.
    """
    halves = split(word)
    if halves is None:
        return ()
    start, end, written = halves
    firsts = parts(start)
    joined = "".join(firsts)
    firsts = (
        (*firsts[:-1], firsts[-1] + written[len(joined) :]) if firsts and written.startswith(joined) else (written,)
    )
    return (*firsts, *(parts(end) or (end,)))


@lru_cache(maxsize=100_000)
def tree(word: str) -> tuple[tuple[str, int], ...]:
    """Every part of a compound with how deep it lies: "naturvejlederforening" -> ("naturvejleder", 1), ("forening", 1),
    ("natur", 2), ("vejleder", 2). Empty when the word is no compound.
    """
    found: dict[str, int] = {}
    halves = (split(word) or ())[:2]
    for half in halves:
        found.setdefault(half, 1)
    for half in halves:
        for part, depth in tree(half):
            found.setdefault(part, depth + 1)
    return tuple(found.items())
