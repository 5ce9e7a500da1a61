"""What the helper has to say about a question."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Why another wording may open more doors. In the order in which they matter to whoever wrote the question."""

    BLAME = "blame"
    ACTOR = "actor"
    SERVICE = "service"
    TECHNOLOGY = "technology"
    SOLUTION = "solution"
    CLOSED = "closed"
    DEFICIT = "deficit"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to ask differently: the writer's words it is about, where they stand, and two or three other ways."""

    kind: Kind
    words: str
    start: int
    end: int
    rewordings: tuple[str, ...] = ()
