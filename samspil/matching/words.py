"""Postings in plain arrays: for every key (a term, a concept) the documents that have it and how much it says there.

One machinery serves the words (BM25 impacts) and the concepts (weights). Lists are in the order of the documents; for a
key with more than ``CAP`` documents the ``CAP`` strongest are kept beside and only those are gone through, so that
the time of a query does not grow with the collection. The scores of candidates are then completed from the full lists.
"""

from array import array as numbers
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

K1, B = 1.2, 0.6  # BM25 (Robertson and Zaragoza 2009); texts are short, so their length counts a little less
SCALE = 255  # impacts are kept in one byte: 255 is the largest that can be
CAP = 4_000  # documents
FEW = 4_000  # strings that are kept in a dictionary instead


class Strings(Sequence[bytes]):
    """Sorted UTF-8 strings in one array of bytes, so that processes share them; found by halving."""

    def __init__(self, blob: np.ndarray, offsets: np.ndarray) -> None:
        self._blob = memoryview(blob)  # type: ignore[arg-type]
        self._offsets = offsets
        self._known: dict[bytes, int] | None = None

    @classmethod
    def of(cls, strings: Iterable[bytes]) -> "Strings":
        """From strings that are sorted already."""
        return cls(*pack(strings))

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number):  # type: ignore[no-untyped-def]
        return bytes(self._blob[self._offsets[number] : self._offsets[number + 1]])

    def find(self, text: str) -> int:
        """The number of a string, or -1."""
        if len(self) <= FEW:
            if self._known is None:
                self._known = {self[number]: number for number in range(len(self))}
            return self._known.get(text.encode(errors="replace"), -1)
        wanted = text.encode(errors="replace")
        number = bisect_left(self, wanted)
        return number if number < len(self) and self[number] == wanted else -1


def pack(strings: Iterable[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Strings one after the other as uint8, and where each begins (int64, one more than there are)."""
    listed = list(strings)
    offsets = np.zeros(len(listed) + 1, np.int64)
    np.cumsum([len(text) for text in listed], out=offsets[1:])
    return np.frombuffer(b"".join(listed) or b"\0", np.uint8), offsets


class Hits(NamedTuple):
    """A list to go through: documents (integers) and impacts (uint8)."""

    documents: np.ndarray
    impacts: np.ndarray


class Postings:
    """Keys and their documents, read only; the arrays may be memory-mapped files.

    ``starts`` (keys + 1), ``documents`` and ``impacts`` are the full lists; ``top_keys`` (sorted), ``top_documents``
    and ``top_impacts`` (``CAP`` for each of those) the strongest of the long ones.
    """

    ARRAYS = ("blob", "offsets", "starts", "documents", "impacts", "top_keys", "top_documents", "top_impacts")

    def __init__(self, arrays: dict[str, np.ndarray], largest: float) -> None:
        self.arrays = arrays
        self.largest = largest
        self.keys = Strings(arrays["blob"], arrays["offsets"])
        self._starts = arrays["starts"]
        self._documents = arrays["documents"]
        self._impacts = arrays["impacts"]
        self._top_keys = arrays["top_keys"]

    def find(self, key: str) -> int:
        """The number of a key, or -1."""
        return self.keys.find(key)

    def count(self, number: int) -> int:
        """How many documents have a key."""
        return int(self._starts[number + 1] - self._starts[number]) if number >= 0 else 0

    def hits(self, number: int) -> Hits:
        """The documents of a key, at most about ``CAP`` and then the strongest."""
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        if end - start > CAP:
            at = int(np.searchsorted(self._top_keys, number))
            return Hits(self.arrays["top_documents"][at], self.arrays["top_impacts"][at])
        return Hits(self._documents[start:end], self._impacts[start:end])

    def impacts_at(self, number: int, documents: np.ndarray) -> np.ndarray:
        """The impact of a key in each of some documents (int, any order), 0 where it is not; uint8."""
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        if start == end:
            return np.zeros(len(documents), np.uint8)
        listed = self._documents[start:end]
        places = np.searchsorted(listed, documents.astype(listed.dtype, copy=False))
        places[places == len(listed)] = 0
        return np.where(listed[places] == documents, self._impacts[start:end][places], 0)

    def by_document(self, size: int) -> dict[str, np.ndarray]:
        """The arrays of ``Listed``: the same postings in the order of ``size`` documents."""
        keys = np.repeat(np.arange(len(self.keys), dtype=np.min_scalar_type(len(self.keys))), np.diff(self._starts))
        order = np.argsort(self._documents, kind="stable")
        starts = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(self._documents, minlength=size), out=starts[1:])
        return {"starts": starts, "keys": keys[order], "impacts": self._impacts[order]}


def stretches(starts: np.ndarray, some: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places of some of the stretches that begin at ``starts`` (n + 1), one after the other, and their lengths."""
    begins = starts[some]
    many = starts[some + 1] - begins
    return np.arange(int(many.sum())) + np.repeat(begins - np.cumsum(many) + many, many), many


class Listed:
    """The other way round: the keys of each document. Many keys of few documents are looked up at once."""

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        self._starts, self._keys, self._impacts = arrays["starts"], arrays["keys"], arrays["impacts"]

    def impacts_at(self, keys: np.ndarray, many_keys: int, documents: np.ndarray) -> np.ndarray:
        """The impacts (documents, keys; uint8) of some keys (-1: unknown) of ``many_keys`` in some documents."""
        found = np.zeros((len(documents), len(keys) + 1), np.uint8)  # the last column is for all the others
        columns = np.full(many_keys + 1, len(keys), np.intp)
        columns[keys] = np.arange(len(keys))
        columns[-1] = len(keys)
        at, many = stretches(self._starts, documents)
        found[np.repeat(np.arange(len(documents)), many), columns[self._keys[at]]] = self._impacts[at]
        return found[:, :-1]


class Builder:
    """Collects postings document by document and lays them out; memory stays bounded by ``chunk`` postings.

    With a ``folder`` chunks and results are files there (names begin with ``name``), else everything is in memory.
    """

    def __init__(self, folder: Path | None = None, name: str = "words", chunk: int = 4_000_000) -> None:
        self._folder, self._name, self._chunk = folder, name, chunk
        self._numbers: dict[str, int] = {}
        self._keys, self._documents, self._amounts = numbers("i"), numbers("i"), numbers("f")
        self._chunks: list[tuple[Path | None, np.ndarray | None]] = []

    def add(self, document: int, amounts: Iterable[tuple[str, float]]) -> None:
        """The keys of one document, each once, with how much there is of it; documents come in rising order."""
        known = self._numbers
        for key, amount in amounts:
            number = known.get(key)
            if number is None:
                number = known[key] = len(known)
            self._keys.append(number)
            self._documents.append(document)
            self._amounts.append(amount)
        if len(self._keys) >= self._chunk:
            self._flush()

    def _flush(self) -> None:
        rows = np.empty(len(self._keys), [("key", np.int32), ("document", np.int32), ("amount", np.float32)])
        rows["key"], rows["document"], rows["amount"] = self._keys, self._documents, self._amounts
        rows = rows[np.argsort(rows["key"], kind="stable")]
        if self._folder is None:
            self._chunks.append((None, rows))
        else:
            path = self._folder / f"{self._name}.chunk{len(self._chunks)}"
            rows.tofile(path)
            self._chunks.append((path, None))
        self._keys, self._documents, self._amounts = numbers("i"), numbers("i"), numbers("f")

    def _read(self, number: int) -> np.ndarray:
        path, rows = self._chunks[number]
        if rows is not None:
            return rows
        dtype = [("key", np.int32), ("document", np.int32), ("amount", np.float32)]
        return np.memmap(path, dtype, mode="r") if path and path.stat().st_size else np.empty(0, dtype)

    def _array(self, name: str, shape: tuple[int, ...], dtype: type) -> np.ndarray:
        if self._folder is None:
            return np.zeros(shape, dtype)
        path = self._folder / f"{self._name}.{name}.npy"
        if 0 in shape:
            np.save(path, np.zeros(shape, dtype))
            return np.load(path)
        return np.lib.format.open_memmap(path, mode="w+", dtype=np.dtype(dtype), shape=shape)

    def finish(self, largest: float, lengths: np.ndarray | None = None, average: float = 1.0) -> Postings:
        """The postings. With ``lengths`` (of all documents) amounts become BM25 impacts, else they count as they are.

        ``largest`` is the impact that gets the value ``SCALE``; more is cut off.
        """
        self._flush()
        named = sorted((key.encode(errors="replace"), number) for key, number in self._numbers.items())
        order = np.empty(len(named), np.int64)
        for place, (_, number) in enumerate(named):
            order[number] = place
        counts = np.zeros(len(named) + 1, np.int64)
        for chunk in range(len(self._chunks)):
            np.add.at(counts, order[self._read(chunk)["key"]] + 1, 1)
        starts = np.cumsum(counts)
        documents = self._array("documents", (int(starts[-1]),), np.int32)
        impacts = self._array("impacts", (int(starts[-1]),), np.uint8)
        filled = starts[:-1].copy()
        for chunk in range(len(self._chunks)):
            rows = self._read(chunk)
            if not len(rows):
                continue
            amounts = rows["amount"].astype(np.float32)
            if lengths is not None:
                norm = K1 * (1 - B + B * lengths[rows["document"]] / average)
                amounts = amounts * (K1 + 1) / (amounts + norm)
            keys, first, many = np.unique(rows["key"], return_index=True, return_counts=True)
            within = np.arange(len(rows)) - np.repeat(first, many)
            places = np.repeat(filled[order[keys]], many) + within
            documents[places] = rows["document"]
            impacts[places] = np.clip(np.rint(amounts * (SCALE / largest)), 1, SCALE).astype(np.uint8)
            filled[order[keys]] += many
            path = self._chunks[chunk][0]
            if path is not None:
                del rows
                path.unlink()
        long = np.flatnonzero(np.diff(starts) > CAP)
        top_documents = self._array("top_documents", (len(long), CAP), np.int64)  # ready to be used as places
        top_impacts = self._array("top_impacts", (len(long), CAP), np.uint8)
        for row, key in enumerate(long):
            part = slice(int(starts[key]), int(starts[key + 1]))
            best = np.sort(np.argpartition(impacts[part], -CAP)[-CAP:])
            top_documents[row], top_impacts[row] = documents[part][best], impacts[part][best]
        blob, offsets = pack(key for key, _ in named)
        small = {"blob": blob, "offsets": offsets, "starts": starts, "top_keys": long}
        if self._folder is not None:
            for name, array in small.items():
                np.save(self._folder / f"{self._name}.{name}.npy", array)
        large = {"documents": documents, "impacts": impacts}
        large |= {"top_documents": top_documents, "top_impacts": top_impacts}
        return Postings({**small, **large}, largest)
