"""Everything the engine knows about the documents, in files that all worker processes map into memory and share.

A folder holds ``index.json`` (the header, which names the folder of the arrays) and the arrays. Building writes a new
folder and then puts the header in place in one move, so that whoever opens the index sees the old one or the new one.
What changed since is laid over it in memory (``with_changes``) until the next build.
"""

import json
import secrets
import shutil
from array import array as numbers
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from samspil.matching import text
from samspil.matching.concepts import ConceptMatcher
from samspil.matching.learning import Reader, reader
from samspil.matching.meaning import DIMENSIONS, Meaning
from samspil.matching.requirements import reading
from samspil.matching.spelling import SHORTEST, Speller
from samspil.matching.types import DAYS, TIMES, Document, Point
from samspil.matching.vectors import Vectors
from samspil.matching.vocabulary import Vocabulary
from samspil.matching.words import K1, Builder, Listed, Postings, Strings, pack

FORMAT = 4
TITLE = 2.0  # how much a word of the title counts, beside 1 for one of the text
HEADER = "index.json"
OLDEST = 999  # years; where no greatest age is known
REMEMBERED = 5_000  # documents that were looked at, in each process
SHORT = 0.3  # the concepts of a text that says very little are not made larger than so
MAIN_CONCEPTS = 5  # kept with each document, to tell of which kind it is

_SETS = frozenset({"days", "times", "access", "languages", "requires"})
_NAMES = tuple(field.name for field in fields(Document) if field.name != "text")


class NoIndex(Exception):
    """There is no usable index in a folder; the message says why. It has to be built (again)."""


def _pack_document(document: Document, concepts: list[str]) -> bytes:
    kept: dict[str, Any] = {"_c": concepts, "title": document.title}
    for name in _NAMES:
        value = getattr(document, name)
        if value is None or value == "" or value == frozenset():
            continue
        kept[name] = sorted(value) if name in _SETS else value
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _unpack_document(packed: bytes) -> tuple[Document, list[str]]:
    kept = json.loads(packed.decode())
    concepts = kept.pop("_c")
    for name in _SETS & kept.keys():
        kept[name] = frozenset(kept[name])
    if "point" in kept:
        kept["point"] = tuple(kept["point"])
    return Document(**kept), concepts


class Segment:
    """A set of documents with their postings; ``header`` and ``arrays`` as ``_build`` makes them."""

    def __init__(self, header: Mapping[str, Any], arrays: Mapping[str, Any]) -> None:
        self.size: int = header["size"]
        self.average: float = header["average"]
        self.kinds: list[str] = header["kinds"]
        self.places: dict[str, Point] = {name: (point[0], point[1]) for name, point in header["places"].items()}
        self.words = Postings(_part(arrays, "words"), K1 + 1)
        self.concepts = Postings(_part(arrays, "concepts"), 1.0)
        self.listed = Listed(_part(arrays, "listed"))  # the concepts of each document
        self.speller = Speller(_part(arrays, "speller"))
        self.kind_codes: np.ndarray = arrays["kinds"]
        self.points: np.ndarray = arrays["points"]  # (rows, 2) degrees, NaN where unknown
        self.transport: np.ndarray = arrays["transport"]  # somebody drives you there
        self.when: np.ndarray = arrays["when"]  # (rows, 2) bits of DAYS and TIMES, 0 where unknown
        self.ages: np.ndarray = arrays["ages"]  # (rows, 2) youngest and oldest
        self.vectors: Vectors | None = arrays.get("vectors")
        self._ids = Strings(arrays["ids.blob"], arrays["ids.offsets"])
        self._rows: np.ndarray = arrays["ids.rows"]
        self._unpacked: dict[int, tuple[Document, list[str]]] = {}
        self._packed = Strings(arrays["documents.blob"], arrays["documents.offsets"])

    def row(self, key: str) -> int:
        """The row of a document, or -1."""
        number = self._ids.find(key)
        return int(self._rows[number]) if number >= 0 else -1

    def document(self, row: int) -> tuple[Document, list[str]]:
        """A document without its text, and its main concepts, strongest first."""
        known = self._unpacked.get(row)
        if known is None:
            if len(self._unpacked) >= REMEMBERED:
                self._unpacked.clear()
            known = self._unpacked[row] = _unpack_document(self._packed[row])
        return known


def _part(arrays: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key.removeprefix(f"{name}."): array for key, array in arrays.items() if key.startswith(f"{name}.")}


class _Places:
    """Where places lie: the middle of the documents that name them."""

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = {}

    def add(self, document: Document) -> None:
        if document.point is not None and document.place:
            known = self._sums.setdefault(document.place, [0.0, 0.0, 0])
            known[0] += document.point[0]
            known[1] += document.point[1]
            known[2] += 1

    def middles(self) -> dict[str, Point]:
        return {name: (lat / many, lon / many) for name, (lat, lon, many) in self._sums.items()}


def _terms(document: Document) -> tuple[dict[str, float], float, set[str]]:
    """The terms with their amounts, the length in words, and the words as written."""
    amounts: dict[str, float] = {}
    length = 0.0
    written: set[str] = set()
    for part, counts in ((document.title, TITLE), (document.text, 1.0)):
        for term in text.analyse(part, document.language):
            amounts[term.text] = amounts.get(term.text, 0.0) + term.weight * counts
            if term.weight >= 1:
                length += counts
            if len(term.word) >= SHORTEST:
                written.add(term.word)
    return amounts, length, written


def bits(named: Iterable[str], order: tuple[str, ...]) -> int:
    """One bit for each of those named, by its place in ``order``."""
    return sum(1 << place for place, name in enumerate(order) if name in named)


def _about(
    document: Document, amounts: Mapping[str, float], vector: np.ndarray | None, reader: Reader
) -> dict[str, float]:
    """The concepts of a document, strongest first; together they have the length 1, so that whoever does one thing is
    more about it than whoever mentions ten.
    """
    named = reader.space.matcher.match(f"{document.title}. {document.title}. {document.text}", document.language)
    terms = {term: min(amount, 1.0) for term, amount in amounts.items()}
    whole = vector.astype(np.float32) if vector is not None and vector.any() else None
    found = reader.read(terms, named, whole)
    found /= max(float(np.linalg.norm(found)), SHORT)
    order = np.argsort(-found, kind="stable")
    return {reader.space.keys[place]: float(found[place]) for place in order if found[place] > 0}


def _reader(vocabulary: Vocabulary, vectors: Any) -> Reader:
    return reader("offers", _matcher(vocabulary), Meaning.name if vectors is not None else "")


def _unit(vector: Any) -> np.ndarray:
    """A vector with the length 1, or the null vector when there is none."""
    if vector is None:
        return np.zeros(DIMENSIONS, np.float16)
    whole = np.asarray(vector, np.float32)
    return (whole / max(float(np.linalg.norm(whole)), 1e-9)).astype(np.float16)


def _build(
    documents: Iterable[Document],
    reader: Reader,
    vectors: Mapping[str, np.ndarray] | None,
    folder: Path | None,
    average: float | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and arrays of a segment; with a ``folder`` the arrays are also files there, called as in the mapping.

    ``average`` is the length (in words) to hold texts against, when another segment gives it.
    """
    words, concepts = Builder(folder, "words"), Builder(folder, "concepts")
    keys: dict[bytes, int] = {}
    # Packed arrays instead of lists: a million documents then take some 30 MB here.
    lengths = numbers("f")
    offsets = numbers("q", [0])
    blob = bytearray()
    kinds: dict[str, int] = {}
    kind_codes, ages = numbers("h"), numbers("h")
    points = numbers("f")
    transport, when = bytearray(), bytearray()
    written: set[str] = set()
    places = _Places()
    packed_file = (folder / "documents.raw").open("wb") if folder is not None else None
    vector_file = (folder / "vectors.raw").open("wb") if folder is not None and vectors is not None else None
    vector_rows: list[np.ndarray] = []
    row = 0
    for document in map(reading, documents):
        key = document.id.encode(errors="replace")
        if key in keys:
            raise ValueError(f"The id {document.id!r} is there twice")
        keys[key] = row
        amounts, length, seen = _terms(document)
        words.add(row, amounts.items())
        lengths.append(length)
        written |= seen
        vector = _unit(vectors.get(document.id)) if vectors is not None else None
        found = _about(document, amounts, vector, reader)
        concepts.add(row, found.items())
        packed = _pack_document(document, list(found)[:MAIN_CONCEPTS])
        offsets.append(offsets[-1] + len(packed))
        if packed_file is not None:
            packed_file.write(packed)
        else:
            blob += packed
        kind_codes.append(kinds.setdefault(document.kind, len(kinds)))
        points.extend(document.point or (float("nan"), float("nan")))
        transport.append("transport" in document.access)
        when.extend((bits(document.days, DAYS), bits(document.times, TIMES)))
        ages.extend(
            (
                min(document.youngest or 0, OLDEST),
                OLDEST if document.oldest is None else max(0, min(document.oldest, OLDEST)),
            )
        )
        places.add(document)
        if vector is not None:
            if vector_file is not None:
                vector_file.write(vector.tobytes())
            else:
                vector_rows.append(vector)
        row += 1
    mean = average or (float(np.mean(lengths)) if lengths else 1.0) or 1.0
    header = {
        "size": row,
        "average": mean,
        "kinds": list(kinds),
        "places": places.middles(),
        "vectors": vectors is not None,
    }
    arrays: dict[str, Any] = {}
    by_concept = concepts.finish(1.0)
    for name, part in (
        ("words", words.finish(K1 + 1, np.array(lengths, np.float32), mean).arrays),
        ("concepts", by_concept.arrays),
        ("listed", by_concept.by_document(row)),
        ("speller", Speller.of(written).arrays),
    ):
        arrays.update({f"{name}.{key}": array for key, array in part.items()})
    named = sorted(keys.items())
    arrays["ids.blob"], arrays["ids.offsets"] = pack(name for name, _ in named)
    arrays["ids.rows"] = np.array([number for _, number in named], np.int32)
    arrays["kinds"] = np.array(kind_codes, np.int16)
    arrays["points"] = np.array(points, np.float32).reshape(row, 2)
    arrays["transport"] = np.array(transport, np.uint8).astype(bool)
    arrays["when"] = np.array(when, np.uint8).reshape(row, 2)
    arrays["ages"] = np.array(ages, np.int16).reshape(row, 2)
    arrays["documents.offsets"] = np.array(offsets, np.int64)
    if packed_file is not None and folder is not None:
        packed_file.close()
        if vector_file is not None:
            vector_file.close()
            raw = folder / "vectors.raw"
            Vectors.build(
                np.memmap(raw, np.float16, "r", shape=(row, DIMENSIONS))
                if row
                else np.zeros((0, DIMENSIONS), np.float16),
                folder / "vectors",
            )
            raw.unlink()
        for name, array in arrays.items():
            if not (folder / f"{name}.npy").exists():
                np.save(folder / f"{name}.npy", array)
    else:
        arrays["documents.blob"] = np.frombuffer(bytes(blob) or b"\0", np.uint8)
        if vectors is not None:
            arrays["vectors"] = Vectors.build(np.array(vector_rows, np.float16).reshape(row, DIMENSIONS))
    return header, arrays


def _map_arrays(folder: Path, header: Mapping[str, Any]) -> dict[str, Any]:
    arrays: dict[str, Any] = {}
    for path in folder.glob("*.npy"):
        array = np.load(path, mmap_mode="r") if path.stat().st_size > 4096 else np.load(path)
        array.flags.writeable = False
        arrays[path.name.removesuffix(".npy")] = np.asarray(array)
    raw = folder / "documents.raw"
    arrays["documents.blob"] = np.memmap(raw, np.uint8, "r") if raw.stat().st_size else np.zeros(1, np.uint8)
    if header["vectors"]:
        arrays["vectors"] = Vectors.open(folder / "vectors")
    return arrays


class Indexed(NamedTuple):
    """A concept in an index: its number in each segment (-1: not there), and how rare it is, up to about 1."""

    numbers: list[int]
    rarity: float


class Index:
    """Documents that can be searched. Rows count through the base and then what is laid over it."""

    def __init__(
        self, base: Segment, fingerprint: str, vocabulary: Vocabulary | None = None, *, version: str = ""
    ) -> None:
        self.segments: tuple[Segment, ...] = (base,)
        self.fingerprint = fingerprint  # of the vocabulary it was built with
        self.version = version  # another one after each build
        self.gone = np.zeros(0, bool)  # base rows that are no longer there; empty: all are
        self._vocabulary = vocabulary
        self._changed: dict[str, Document] = {}
        self._vectors: dict[str, np.ndarray] = {}
        self._removed: frozenset[str] = frozenset()

    @classmethod
    def build(
        cls,
        documents: Iterable[Document],
        vocabulary: Vocabulary,
        directory: Path | str | None,
        vectors: Mapping[str, np.ndarray] | None = None,
    ) -> "Index":
        """Builds an index of ``documents`` (ids must differ, else ValueError) and opens it.

        ``vectors``: document id -> (384,) of any number type, where there is one; anything with ``get``. ``directory``
        None: the index is kept in memory. Otherwise an index that is there is replaced in one move.
        """
        reads = _reader(vocabulary, vectors)
        if directory is None:
            header, arrays = _build(documents, reads, vectors, None)
            return cls(Segment(header, arrays), vocabulary.fingerprint, vocabulary)
        directory = Path(directory)
        directory.mkdir(parents=True, exist_ok=True)
        folder = directory / f"build-{secrets.token_hex(6)}"
        folder.mkdir()
        try:
            header, _ = _build(documents, reads, vectors, folder)
            header |= {"format": FORMAT, "vocabulary": vocabulary.fingerprint, "folder": folder.name}
            waiting = folder / HEADER
            waiting.write_text(json.dumps(header, ensure_ascii=False), "utf-8")
            waiting.replace(directory / HEADER)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        for old in directory.glob("build-*"):
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)
        return cls.open(directory)

    @classmethod
    def open(cls, directory: Path | str) -> "Index":
        """Opens an index that was built, read only. Raises NoIndex when there is none or it is of another format."""
        directory = Path(directory)
        for attempt in range(3):
            try:
                header = json.loads((directory / HEADER).read_text("utf-8"))
                if header.get("format") != FORMAT:
                    raise NoIndex(f"The index in {directory.name} is of another format")
                arrays = _map_arrays(directory / header["folder"], header)
                return cls(Segment(header, arrays), header["vocabulary"], version=header["folder"])
            except (OSError, KeyError, ValueError) as problem:
                # Another process may just have put a new build in place.
                if attempt == 2:
                    raise NoIndex(f"There is no index in {directory.name}: {problem!r}") from problem
        raise AssertionError

    def with_changes(
        self,
        changed: Iterable[Document],
        removed: Iterable[str] = (),
        *,
        vocabulary: Vocabulary | None = None,
        vectors: Mapping[str, np.ndarray] | None = None,
    ) -> "Index":
        """The same index with some documents new or otherwise, and some gone; changes add up over several calls.

        Meant for up to a few thousand changes (about a millisecond each); then build again. ``vocabulary`` is needed
        for an index that was opened, unless it is our own one. Documents are weighed as in a new build, except that the
        average length of texts stays that of the base.
        """
        base = self.segments[0]
        vocabulary = vocabulary or self._vocabulary or Vocabulary.load()
        new = Index(base, self.fingerprint, vocabulary, version=self.version)
        new._removed = self._removed | frozenset(removed)
        new._changed = dict(self._changed)
        new._vectors = dict(self._vectors)
        for document in changed:
            new._changed[document.id] = document
            new._removed -= {document.id}
            new._vectors.pop(document.id, None)
        for key in new._removed:
            new._changed.pop(key, None)
        if vectors is not None:
            for key in new._changed:
                vector = vectors.get(key)
                if vector is not None:
                    new._vectors[key] = vector
        gone = [row for key in (*new._changed, *new._removed) if (row := base.row(key)) >= 0]
        new.gone = np.zeros(base.size, bool)
        new.gone[gone] = True
        known = new._vectors if base.vectors is not None or new._vectors else None
        header, arrays = _build(
            new._changed.values(),
            _reader(vocabulary, known),
            known,
            None,
            base.average,
        )
        new.segments = (base, Segment(header, arrays))
        return new

    def __len__(self) -> int:
        return sum(segment.size for segment in self.segments) - int(self.gone.sum())

    def __contains__(self, key: str) -> bool:
        return self.row(key) >= 0

    def row(self, key: str) -> int:
        """The row of a document, or -1 when it is not there."""
        for number in reversed(range(len(self.segments))):
            row = self.segments[number].row(key)
            if row >= 0 and not (number == 0 and len(self.gone) and self.gone[row]):
                return row + (self.segments[0].size if number else 0)
        return -1

    def document(self, row: int) -> tuple[Document, list[str]]:
        """A document without its text, and the ids of its main concepts, strongest first."""
        base = self.segments[0].size
        return self.segments[0].document(row) if row < base else self.segments[1].document(row - base)

    @property
    def places(self) -> dict[str, Point]:
        """Where the places lie that documents name."""
        known: dict[str, Point] = {}
        for segment in self.segments:
            known.update(segment.places)
        return known

    @cached_property
    def concepts(self) -> dict[str, Indexed]:
        """The concepts that any document has."""
        keys = {key.decode(): None for segment in self.segments for key in segment.concepts.keys}
        many = max(1, len(self))
        found = {}
        for key in keys:
            numbers = [segment.concepts.find(key) for segment in self.segments]
            count = sum(segment.concepts.count(at) for segment, at in zip(self.segments, numbers, strict=True))
            if count:
                found[key] = Indexed(numbers, log(1 + many / count) / log(1 + many))
        return found

    @property
    def has_vectors(self) -> bool:
        return any(segment.vectors is not None for segment in self.segments)

    def parts(self) -> Iterator[tuple[int, Segment]]:
        """Each segment with its first row."""
        start = 0
        for segment in self.segments:
            yield start, segment
            start += segment.size


_matchers: dict[str, ConceptMatcher] = {}


def _matcher(vocabulary: Vocabulary) -> ConceptMatcher:
    """The matcher of a vocabulary; the last one is kept, because it remembers words."""
    fingerprint = vocabulary.fingerprint
    if fingerprint not in _matchers:
        _matchers.clear()
        _matchers[fingerprint] = ConceptMatcher(vocabulary)
    return _matchers[fingerprint]
