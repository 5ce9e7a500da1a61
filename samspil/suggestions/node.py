"""This process's engine: an index that all processes of a machine share, and what changed since as a layer above it.

The index is derived data. Whoever finds none builds it; whoever finds that much has changed builds it anew in the
background, for all processes on the machine. The journal is the change sequence: every verb writes a line there, so
whoever reads on from where they were finds everything that may have changed, and a look takes one small query.
"""

import fcntl
import json
import logging
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
from django.conf import settings
from django.db import connections
from django.db.models import Max
from django.utils import timezone

from samspil.foundation.models import JournalEntry, Subject
from samspil.matching.engine import Engine
from samspil.matching.index import Index, NoIndex
from samspil.matching.meaning import Meaning
from samspil.matching.types import Document, Need
from samspil.suggestions import words
from samspil.suggestions.documents import documents, fingerprint, kinds
from samspil.suggestions.models import Vector

logger = logging.getLogger(__name__)

POINTER = "current.json"
LATE = 300  # seconds: a transaction numbers its journal lines long before others can read them
FEW = 5_000  # documents that are indexed anew while somebody waits
LAYER = 0.05  # of the index; a layer of changes larger than this is built in
DAY = 86_400  # seconds: how often what was suggested lately is counted anew
monotonic = time.monotonic


@cache
def meaning() -> Meaning | None:
    """The stage that compares meanings, where it is switched on and loads."""
    return Meaning.load(enabled=True) if settings.MEANING else None


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where an index has read, and which words it was built with."""

    journal: int
    vector: int
    words: int
    built: float  # seconds since 1970
    seen: tuple[int, ...] = ()  # later journal lines that it has read as well

    @classmethod
    def now(cls) -> "Mark":
        """Taken before reading. Lines of the last minutes are read again: some may still be on their way."""
        settled = JournalEntry.objects.filter(at__lte=timezone.now() - timedelta(seconds=LATE))
        journal = settled.aggregate(last=Max("pk"))["last"] or 0
        return cls(
            journal=journal,
            vector=Vector.objects.aggregate(last=Max("pk"))["last"] or 0,
            words=words.changes(),
            built=time.time(),
            seen=tuple(JournalEntry.objects.filter(pk__gt=journal).values_list("pk", flat=True)),
        )


def vectors_of(found: Iterable[Document]) -> dict[str, np.ndarray]:
    """What is kept of the meaning of these documents, where their words are still the same."""
    if meaning() is None:
        return {}
    told = {document.id: fingerprint(document, Meaning.name) for document in found}
    kept: dict[str, np.ndarray] = {}
    keys = [UUID(key) for key in told]
    for start in range(0, len(keys), 500):
        rows = Vector.objects.filter(subject__in=keys[start : start + 500])
        for pk, mark, data in rows.values_list("subject", "fingerprint", "data"):
            if told[str(pk)] == mark:
                kept[str(pk)] = np.frombuffer(bytes(data), dtype=np.int8)
    return kept


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether this is the one process of the machine that builds now."""
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def shared_folder() -> Path | None:
    """Where the index is shared, when it can be written."""
    if not settings.INDEX_DIR:
        return None
    folder = Path(settings.INDEX_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


class Node:
    """The engine of one process. Threads share it; whoever asks gets one that does not change under their hands."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.builder: threading.Thread | None = None
        self.forget()

    def forget(self) -> None:
        """Begin again, as a process that has just started."""
        with self.lock:
            self.base: Index | None = None
            self.engine: Engine | None = None
            self.mark = Mark(0, 0, -1, 0.0)
            self.pointer_seen = 0
            self.looked = float("-inf")
            self.start_over()

    def start_over(self) -> None:
        self.floor = self.mark.journal
        self.seen: set[int] = set(self.mark.seen)
        self.steps: deque[tuple[float, int]] = deque()
        self.changed: dict[str, Document] = {}
        self.removed: set[str] = set()

    # --- asking -----------------------------------------------------------------------------------------------------

    def ask(self) -> Engine:
        """An engine that knows what was saved up to a few seconds ago."""
        with self.lock:
            if self.base is None and not self.open():
                self.build()
            if monotonic() - self.looked >= settings.INDEX_POLL:
                self.looked = monotonic()
                self.look()
            self.look_at_words()
            assert self.engine is not None  # noqa: S101 - set wherever the index is
            return self.engine

    def look(self) -> None:
        """Take in what other processes built and what anybody saved."""
        if self.pointer_time() != self.pointer_seen:
            self.open()
        ids = self.news()
        if ids is None:
            self.build()
            return
        if ids:
            self.take(ids)
        size = len(self.changed) + len(self.removed)
        if self.base is not None and (size > max(200, LAYER * len(self.base)) or time.time() - self.mark.built > DAY):
            self.build_in_background()

    def news(self) -> list[UUID] | None:
        """What may have changed since the last look; None when the database is not the one it was."""
        now = monotonic()
        rows = dict(JournalEntry.objects.filter(pk__gte=self.floor).values_list("pk", "subject"))
        if self.floor and not rows:
            return None
        fresh = {subject for pk, subject in rows.items() if pk not in self.seen and pk > self.mark.journal}
        self.seen = set(rows)
        self.steps.append((now, max(rows, default=self.floor)))
        while len(self.steps) > 1 and now - self.steps[0][0] > LATE:
            self.floor = max(self.floor, self.steps.popleft()[1])
        told = Vector.objects.filter(pk__gt=self.mark.vector).values_list("pk", "subject") if settings.MEANING else ()
        for pk, subject in told:
            fresh.add(subject)
            self.mark = replace(self.mark, vector=max(pk, self.mark.vector))
        return list(fresh)

    def take(self, ids: list[UUID]) -> None:
        """Put what these things say now above the index. What belongs to something changes that as well."""
        known = kinds()
        wanted: set[UUID] = set()
        for start in range(0, len(ids), 500):
            rows = Subject.objects.filter(pk__in=ids[start : start + 500])
            for pk, kind, above, kind_above in rows.values_list("pk", "kind", "context", "context__kind"):
                if kind in known:
                    wanted.add(pk)
                if above and kind_above in known:
                    wanted.add(above)
        gone = set(ids) - wanted
        for start in range(0, len(order := list(wanted)), 500):
            part = order[start : start + 500]
            now = {document.id: document for document in documents(part)}
            self.changed |= now
            lost = {str(pk) for pk in part} - set(now)
            self.removed = (self.removed - set(now)) | lost
            for key in lost:
                self.changed.pop(key, None)
        self.removed |= {str(pk) for pk in gone if str(pk) in self.changed}
        self.use()

    def look_at_words(self) -> None:
        """Somebody changed the vocabulary: the next answer knows it."""
        told = words.changes()
        if told == self.mark.words or self.base is None:
            return
        if len(self.base) <= FEW:
            self.build()
        else:
            self.mark = replace(self.mark, words=told)
            self.use()
            self.build_in_background()

    def use(self) -> None:
        """An engine over the index and the layer above it."""
        if self.base is None:
            return
        index = self.base
        if self.changed or self.removed:
            found = list(self.changed.values())
            index = index.with_changes(
                found, self.removed, vocabulary=words.full_vocabulary(), vectors=vectors_of(found)
            )
        self.engine = Engine(index, words.full_vocabulary(), meaning())

    # --- building ---------------------------------------------------------------------------------------------------

    def pointer_time(self) -> int:
        """When the shared index was last replaced; 0 when there is none."""
        if not settings.INDEX_DIR:
            return 0
        try:
            return (Path(settings.INDEX_DIR) / POINTER).stat().st_mtime_ns
        except OSError:
            return 0

    def open(self) -> bool:
        """Map the shared index, when there is one that can be read."""
        if not settings.INDEX_DIR:
            return False
        folder = Path(settings.INDEX_DIR)
        try:
            seen = self.pointer_time()
            told = json.loads((folder / POINTER).read_text())
            base = Index.open(folder / told.pop("name"))
            mark = Mark(**told)
        except (NoIndex, OSError, ValueError, KeyError, TypeError):
            return False
        self.settle(base, mark, seen)
        return True

    def settle(self, base: Index, mark: Mark, seen: int) -> None:
        self.base, self.mark, self.pointer_seen = base, mark, seen
        self.start_over()
        self.use()

    def build(self) -> None:
        """Build the index anew from the database, for all processes where that is possible."""
        folder = shared_folder()
        if folder is None:
            self.build_for_oneself()
            return
        with alone(folder) as is_alone:
            if is_alone:
                name = f"index-{uuid4()}"
                _index, mark = self.fill(folder / name)
                note = folder / f"{name}.json"
                note.write_text(json.dumps({"name": name, **asdict(mark)}))
                note.replace(folder / POINTER)
                for old in folder.glob("index-*"):
                    # Whoever has the old one mapped keeps it until they let go.
                    if old.name != name:
                        shutil.rmtree(old, ignore_errors=True)
        with self.lock:
            if not self.open():
                self.build_for_oneself()

    def build_for_oneself(self) -> None:
        """Nothing may be written, or another process is at it: then in this process's own memory."""
        base, mark = self.fill(None)
        with self.lock:
            self.settle(base, mark, self.pointer_time())

    def fill(self, folder: Path | None) -> tuple[Index, Mark]:
        mark = Mark.now()
        found = documents()
        return Index.build(found, words.full_vocabulary(), folder, vectors=vectors_of(found)), mark

    def build_in_background(self) -> None:
        if self.builder is None or not self.builder.is_alive():
            self.builder = threading.Thread(target=self.build_quietly, name="samspil-index", daemon=True)
            self.builder.start()

    def build_quietly(self) -> None:
        try:
            self.build()
        except Exception:
            logger.exception("The index could not be built")
        finally:
            connections.close_all()


node = Node()


def engine_for() -> Engine:
    """This process's engine."""
    return node.ask()


def get_ready() -> None:
    """Load everything a first question needs, before anybody asks: the index, and what is learnt from the examples."""
    engine_for().rank(Need(text="En at følges med til kor"), k=1)
