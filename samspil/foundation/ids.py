"""Identifiers that sort by the time they were made."""

import os
import uuid

from samspil.foundation import clock


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits.

    New rows land at the end of the index, and ``order_by("pk")`` is the order of creation.
    """
    value = int(clock.now().timestamp() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def as_uuid(value: object) -> uuid.UUID | None:
    """``value`` as a UUID, or None when it is none: a forged id is simply not found."""
    if isinstance(value, uuid.UUID):
        return value
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None
