"""The time at which things happen. Demo data and imports tell the verbs that it is some earlier day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("samspil_clock", default=None)


def now() -> datetime:
    """The aware moment that a verb writes down."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The local date of ``now``."""
    return timezone.localdate(now())


def is_set() -> bool:
    """Whether we are telling of an earlier day."""
    return _set_to.get() is not None


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let ``now`` be ``moment`` (aware) inside the block."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
