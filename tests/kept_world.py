"""The municipality of ``tests.world``, built by the first worker that needs it and opened by all.

To build it takes as long as a thousand requests. What is kept is the database, what stands in memory beside it (the
uploaded files), and the objects by which the tests know the things.
"""

import fcntl
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import connection, transaction

from tests import world
from tests.database import instead, keep


@contextmanager
def opened(folder: Path) -> Iterator[world.World]:
    """Inside the block the database holds the municipality, and nothing else."""
    database, objects = folder / "world.sqlite3", folder / "world.pickle"
    with (folder / "world.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not objects.exists():
            build(database, objects)
    built, files = pickle.loads(objects.read_bytes())  # noqa: S301  (written by this very run)
    for name, content in files.items():
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
    with instead(database):
        yield built


def build(database: Path, objects: Path) -> None:
    empty = database.with_suffix(".empty")
    keep(empty)
    with instead(empty):
        with transaction.atomic():
            built = world.build()
            connection.run_on_commit.clear()  # nothing of it is sent: the tests begin before that
        keep(database)
    objects.write_bytes(pickle.dumps((built, dict(files_in(default_storage)))))


def files_in(storage: Storage, folder: str = "") -> Iterator[tuple[str, bytes]]:
    folders, files = storage.listdir(folder)
    for name in files:
        path = f"{folder}/{name}" if folder else name
        with storage.open(path) as file:
            yield path, file.read()
    for name in folders:
        yield from files_in(storage, f"{folder}/{name}" if folder else name)
