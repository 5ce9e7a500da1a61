"""Vectors that come along in a file, because embedding takes half a minute (``python -m samspil.matching embed``).

A file (npz) holds ``marks`` (checksums of the model's name and of what was embedded), ``codes`` (n, 384; int8) and
``scales`` (n; float32): vector = code * scale. What was changed since has another mark and so no vector.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from samspil.matching.meaning import DIMENSIONS
from samspil.matching.vectors import quantise

What = TypeVar("What")


def mark(*parts: str) -> str:
    """The checksum of the model's name and of all that makes the vector what it is."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _read(file: Path) -> dict[str, tuple[npt.NDArray[np.int8], np.float32]]:
    if not file.is_file():
        return {}
    with np.load(file) as kept:
        rows = zip(kept["marks"], kept["codes"], kept["scales"], strict=True)
        return {str(each): (codes, scale) for each, codes, scale in rows}


def vectors(file: Path, marks: Sequence[str]) -> npt.NDArray[np.float32]:
    """The vectors (n, 384) of some marks; null vectors where none is kept."""
    kept = _read(file)
    found = np.zeros((len(marks), DIMENSIONS), np.float32)
    for row, each in enumerate(marks):
        if each in kept:
            codes, scale = kept[each]
            found[row] = codes * scale
    return found


def bring_up_to_date(file: Path, wanted: Mapping[str, What], embed: Callable[[list[What]], Any]) -> int:
    """Writes the file anew with a vector for each mark of ``wanted`` and no other; gives back how many were missing.

    ``embed`` makes the vectors (n, 384) of those.
    """
    kept = _read(file)
    missing = [each for each in wanted if each not in kept]
    if missing:
        codes, scales = quantise(embed([wanted[each] for each in missing]))
        kept.update(zip(missing, zip(codes, scales, strict=True), strict=True))
    marks = sorted(wanted)
    np.savez(
        file,
        marks=np.array(marks),
        codes=np.array([kept[each][0] for each in marks], np.int8).reshape(-1, DIMENSIONS),
        scales=np.array([kept[each][1] for each in marks], np.float32),
    )
    return len(missing)
