"""Words that are spelled a little wrong: found through every form of them with one letter left out.

Two words that differ by a letter left out, added, changed or swapped share such a form (Garbe's "symmetric delete").
Forms are kept as checksums in a sorted array, so that processes share it; what a checksum finds is measured afterwards.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA

from samspil.matching.words import Strings, pack

SHORTEST = 4  # letters of a word that is corrected
LONG = 8  # letters from which two mistakes are forgiven
LONGEST = 40
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def _forms(word: str) -> list[int]:
    return [crc32(word.encode()), *(crc32((word[:at] + word[at + 1 :]).encode()) for at in range(len(word)))]


def one_off(word: str) -> Iterator[str]:
    """Everything that is one letter away from a word: swapped, left out, changed or added (Norvig)."""
    for at in range(len(word) + 1):
        start, end = word[:at], word[at:]
        if len(end) > 1:
            yield start + end[1] + end[0] + end[2:]
        if end:
            yield start + end[1:]
            yield from (start + letter + end[1:] for letter in LETTERS)
        yield from (start + letter + end for letter in LETTERS)


class Speller:
    """Looks for words near a wrong one. ``arrays`` are "blob", "offsets", "forms" (uint32, sorted), "words" (int32)."""

    ARRAYS = ("blob", "offsets", "forms", "words")

    def __init__(self, arrays: dict[str, Any]) -> None:
        self.arrays = arrays
        self._words = Strings(arrays["blob"], arrays["offsets"])

    @classmethod
    def of(cls, words: Iterable[str]) -> "Speller":
        """From words in lower case; short and very long ones are left out."""
        listed = sorted({word.encode(errors="replace") for word in words if SHORTEST <= len(word) <= LONGEST})
        forms, numbers = [], []
        for number, word in enumerate(listed):
            for form in _forms(word.decode()):
                forms.append(form)
                numbers.append(number)
        hashed = np.array(forms, np.uint32)
        order = np.argsort(hashed, kind="stable")
        blob, offsets = pack(listed)
        return cls(
            {"blob": blob, "offsets": offsets, "forms": hashed[order], "words": np.array(numbers, np.int32)[order]}
        )

    def __contains__(self, word: str) -> bool:
        return self._words.find(word) >= 0

    def near(self, word: str) -> list[tuple[int, str]]:
        """Words within one mistake (two in words of ``LONG`` letters), each with the number of mistakes, best first."""
        if not SHORTEST <= len(word) <= LONGEST:
            return []
        wanted = np.array(_forms(word), np.uint32)
        low = np.searchsorted(self.arrays["forms"], wanted, "left")
        high = np.searchsorted(self.arrays["forms"], wanted, "right")
        numbers = {int(n) for a, b in zip(low, high, strict=True) for n in self.arrays["words"][a : min(b, a + 50)]}
        most = 2 if len(word) >= LONG else 1
        found = []
        for number in numbers:
            other = self._words[number].decode()
            mistakes = OSA.distance(word, other, score_cutoff=most)
            if mistakes <= most:
                found.append((mistakes, other))
        return sorted(found, key=lambda item: (item[0], item[1][0] != word[0], item[1]))
