"""The shapes of what Engbæk says of technologies."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class UseText:
    by: str
    unit: str
    status: str
    days_ago: float
    since_days_ago: int
    how_many: int | None = None
    reason: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceText:
    """On the radar: ``years_ago`` is 0 for this year and 1 for the last."""

    years_ago: int
    ring: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TechnologyText:
    key: str
    by: str
    title: str
    what: str
    for_whom: str
    targets: tuple[str, ...]
    purposes: tuple[str, ...]
    group: str
    maturity: str
    life_sign: str = ""
    work_sign: str = ""
    workflows: str = ""
    training: str = ""
    together: str = ""
    iso_class: str = ""
    products: tuple[tuple[str, str, str], ...] = ()  # supplier, product, address
    uses: tuple[UseText, ...] = ()
    places: tuple[PlaceText, ...] = ()
