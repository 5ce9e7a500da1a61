"""Words: cleaning what people type, stopping CPR numbers, and the tokens that search uses."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

import snowballstemmer
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Digits, a dash or spaces of any sort (a copied text brings its own), digits; not the tail of a longer number.
CPR = re.compile(r"(?<!\d)(?<!\d[.,])(\d{2})(\d{2})(\d{2})([^\S\n]?[-\u2010-\u2015\u2212]?[^\S\n]?)(\d)(\d{3})(?!\d)")
# Our own addresses end in such numbers, and people paste addresses: some hold ten digits that pass for a CPR number.
UUID = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9A-Za-z])", re.IGNORECASE)
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
WORD = re.compile(r"[^\W_]+", re.UNICODE)
CPR_MESSAGE = _("Det ligner et CPR-nummer. Fjern det, så gemmer vi resten. Din tekst står her stadig.")


def clean_text(text: str) -> str:
    """Normalised (NFC), without invisible and control characters, with plain line ends and no outer space."""
    text = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\n{3,}", "\n\n", CONTROL.sub("", text)).strip()


def clean_line(text: str) -> str:
    """As ``clean_text``, on one line."""
    return " ".join(clean_text(text).split())


def unbroken(words: str) -> str:
    """Words that stand on one line together, "kl. 19–20": no break at a space, nor after a dash (Unicode UAX #14)."""
    return words.replace(" ", "\u00a0").replace("–", "–\u2060")


def inside_sentence(name: object) -> str:
    """A weekday or a language as it stands inside a sentence: English keeps its capital, Danish does not."""
    return str(name) if (get_language() or "").startswith("en") else str(name).lower()


def born(day: int, month: int, year: int, seventh: int) -> date | None:
    """The date of birth in a CPR number, or None when the calendar has no such day.

    The century follows digit seven (CPR-kontoret, "Personnummeret i CPR"). From day + 60 on it is a replacement number.
    """
    if seventh <= 3:
        century = 1900
    elif seventh in (4, 9):
        century = 2000 if year <= 36 else 1900
    else:
        century = 2000 if year <= 57 else 1800
    try:
        return date(century + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return None


def find_cpr(text: str) -> str | None:
    """The first thing in ``text`` that reads as a CPR number, or None.

    With a hyphen or space the date decides. Ten bare digits must also satisfy modulus 11, because most such numbers are
    something else; modulus 11 alone proves nothing, since numbers without it have been issued from 1 October 2007.
    """
    for match in CPR.finditer(UUID.sub("\n", text or "")):
        day, month, year, separator, seventh, _rest = match.groups()
        if born(int(day), int(month), int(year), int(seventh)) is None:
            continue
        digits = [int(digit) for digit in match.group() if digit.isdigit()]
        if separator or sum(w * d for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0:
            return match.group()
    return None


def guard(**texts: str) -> None:
    """Refuse CPR numbers in the given fields.

    Raises:
        ValidationError: keyed by field name, so that the form shows it where the text still stands.
    """
    problems = {name: [CPR_MESSAGE] for name, text in texts.items() if find_cpr(text)}
    if problems:
        raise ValidationError(problems)


@lru_cache(maxsize=1)
def stemmer():
    return snowballstemmer.stemmer("danish")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    return stemmer().stemWord(word)


def tokens(text: str) -> list[str]:
    """Lower-case Danish stems in order, the same for SQLite and PostgreSQL. ``aa`` counts as ``å``."""
    words = WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [stem(word.replace("aa", "å"))[:40] for word in words]
