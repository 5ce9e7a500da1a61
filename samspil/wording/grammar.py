"""Turns the word lists into pieces of regular expressions. All of them read small and large letters alike.

Everything that repeats is bounded, so that no text can make a search slow.
"""

import re
from collections.abc import Iterable

# The endings of a Danish noun: forening, foreningen, foreninger, foreningerne, foreningernes; hjemmet, tilbuddene.
ENDING = r"(?:[dmt]?et|[dmt]?ene|[dmt]?ets|[elnt]?er|[elnt]?erne|[elnt]?ernes|t?en|t?ens|r|rne|e|es|ers|n|ne|s|t|ts)?"


def alternatives(words: str | Iterable[str], ending: str = "") -> str:
    """Any of the words; ``_`` is a space, a leading hyphen leaves room for the first part of a compound."""
    listed = words.split() if isinstance(words, str) else list(words)
    listed.sort(key=len, reverse=True)
    spelled = [
        (rf"\w{{0,80}}{re.escape(word[1:])}" if word.startswith("-") else re.escape(word)).replace("_", r"\ ")
        for word in listed
    ]
    return rf"\b(?:{'|'.join(spelled)}){ending}\b"


def present(verb: str) -> str:
    """The present tense of an infinitive: ``inddrage`` gives ``inddrager``."""
    return {"gøre": "gør", "være": "er"}.get(verb, f"{verb}r")


def infinitive(finite: str) -> str:
    """``tager`` gives ``tage``. Danish is kind: all but a handful only lose their r."""
    word = finite.lower()
    known = {"er": "være", "gør": "gøre", "har": "have", "ved": "vide", "tør": "turde", "vil": "ville", "kan": "kunne"}
    return known.get(word) or word.removesuffix("r")


# Small words between a verb and its object: "bedre", "i højere grad", "flere", "de lokale".
ADVERBS = (
    r"(?:\s(?:bedre|bedst|mere|også|i\ højere\ grad|igen|i\ fremtiden|så|sammen|for\ alvor|endnu|dog|bare|fortsat|"
    r"stadig|hurtigst|aktivt|egentlig|ellers|da|altid|løbende|helt|konkret|lokalt)){0,3}"
)
# A word that cannot stand inside a noun phrase before its noun: it would begin another part of the sentence.
_BREAK = (
    r"(?:i|på|for|med|af|til|at|der|som|hvor|når|om|fra|hos|ved|uden|mellem|som|hvis|så|og|eller|men|er|har|kan|skal)\b"
)
# Up to four words before the noun: "de mange lokale", "vores", "en ny og".
BEFORE_NOUN = rf"(?:(?!{_BREAK})[\w-]{{1,25}}\s){{0,4}}?"
WE = (
    r"(?:vi(?:\ som\ \w{1,20}|\ i\ [\w-]{1,20})?|man|jeg|du|i|kommunen|afdelingen|enheden|centret|personalet|udvalget|"
    r"vores\ \w{1,20})"
)
MODAL = r"(?:kan|skal|kunne|bør|vil|må|ville|skulle|burde)"
ASK = (
    r"(?:hvordan|hvorledes|hvor|hvad|hvornår|i\ hvilket\ omfang|(?:på\ )?hvilke[nt]?\ [\w-]{1,25}(?:\ [\w-]{1,25})?)"
    r"(?:\s(?:mon|så|ellers|egentlig))?"
)


def verbose(pattern: str) -> re.Pattern[str]:
    """A pattern in several lines. Blanks mean nothing in it; ``\\s`` is a blank."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)
