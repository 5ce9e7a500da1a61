"""The shape of a resource and of a wish in the demo's texts: data only."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ResourceText:
    """What one can be part of. ``actor`` provides it, told by whoever speaks for it, or by staff where nobody does.

    ``order`` makes it monthly (1 to 4, or -1 for the last), ``every`` 2 every second week. ``contact`` is name, phone
    and who may see it. ``confirmed_days_ago`` is when they last said that it holds, after they first told of it.
    """

    key: str
    by: str = ""
    actor: str = ""
    provider_name: str = ""
    title: str
    body: str
    kind: str
    themes: tuple[str, ...]
    groups: tuple[str, ...] = ()
    place: str
    address: str = ""
    days: tuple[str, ...] = ()
    every: int = 1
    order: int = 0
    starts_at: str = ""
    ends_at: str = ""
    times_text: str = ""
    capacity: int | None = None
    youngest: int | None = None
    oldest: int | None = None
    is_free: bool | None = None
    fee: str = ""
    access: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("da",)
    meets_you: str = ""
    lift: str = ""
    contact: tuple[str, str, str] = ("", "", "staff")
    legal_base: str = ""
    days_ago: float
    confirmed_days_ago: float = 0
    ended_days_ago: float = 0


@dataclass(frozen=True, kw_only=True)
class WishText:
    """What a resource needs (or an actor), and who said that they would help: person, actor, words, days ago."""

    resource: str = ""
    actor: str = ""
    kind: str
    what: str
    days_ago: float
    pledges: tuple[tuple[str, str, str, float], ...] = ()
    fulfilled_days_ago: float = 0
