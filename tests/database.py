"""The database of the tests: migrated once, then copied. Each worker and each small run would need ten seconds."""

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "migrated"

if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # The server of the browser tests answers in other threads. Through one shared connection in memory two requests at
    # once would stand in the same transaction; a file gives each its own, as in life.
    FOLDER = tempfile.mkdtemp(prefix="samspil-test-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)  # noqa: S108
    settings.DATABASES["default"]["TEST"]["NAME"] = f"{FOLDER}/test.sqlite3"
else:
    FOLDER = ""


def forget() -> None:
    if FOLDER:
        shutil.rmtree(FOLDER, ignore_errors=True)


def fingerprint() -> str:
    """Changes with our migrations, and with the libraries that bring migrations of their own."""
    digest = hashlib.sha256((ROOT / "requirements" / "run.txt").read_bytes())
    for path in sorted(ROOT.glob("samspil/*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:24]


def kept() -> Path:
    return KEPT / f"{fingerprint()}.sqlite3"


def copy_if_kept(name: Path) -> None:
    """Spare a process of its own most of its migrating."""
    if kept().exists():
        shutil.copyfile(kept(), name)


@contextmanager
def instead(file: Path) -> Iterator[None]:
    """Inside the block the tests stand on a copy of the SQLite database in ``file``.

    Under a name of its own: a thread of the browser tests' server may have the usual one open still, with its log
    beside it, and SQLite would read that log into whatever file stood there instead.
    """
    usual = connection.settings_dict["NAME"]
    mine = Path(usual).with_name(f"{file.stem}-in-use.sqlite3")
    connection.close()
    shutil.copyfile(file, mine)
    connection.settings_dict["NAME"] = str(mine)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        for left in mine.parent.glob(f"{mine.name}*"):
            left.unlink()


def keep(file: Path) -> None:
    """Write the database as it is now to ``file``, all or nothing."""
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.rename(file)


@contextmanager
def migrated(name: str) -> Iterator[None]:
    """Put a migrated SQLite file at ``name`` where one is kept; else keep what is migrated there inside the block.

    The workers come one after another, so that the first one migrates for all.
    """
    mine = kept()
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if mine.exists():
            shutil.copyfile(mine, name)
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield
            return
        yield
        for old in KEPT.glob("*.sqlite3"):
            old.unlink()
        keep(mine)
