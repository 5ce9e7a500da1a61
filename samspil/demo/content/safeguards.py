"""What is checked in Engbæk, so that everybody is safe. Nothing of what a certificate says is anywhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckText:
    """Asked for ``days_ago``; ``ordered`` and ``seen`` are days ago too. ``again_in`` is in days from today."""

    days_ago: int
    by: str
    unit: str
    person: str
    kind: str
    ordered: int | None = None
    seen: int | None = None
    again_in: int | None = None


CHECKS: tuple[CheckText, ...] = (
    CheckText(220, "rasmus", "ungeenheden", "freja", "children_check", ordered=216, seen=205, again_in=520),
    CheckText(16, "rasmus", "ungeenheden", "kurt", "children_check", ordered=11),
    CheckText(41, "rasmus", "ungeenheden", "gerda", "children_check"),
    CheckText(150, "jonas", "moellebakken", "knud", "course", ordered=140, seen=130, again_in=26),
    CheckText(270, "hanne", "aabrinken", "bodil", "confidentiality", seen=268),
    CheckText(119, "hanne", "aabrinken", "ole", "confidentiality", seen=117),
    CheckText(5, "lene", "hp-nord", "gerda", "confidentiality"),
)


@dataclass(frozen=True, slots=True)
class YearText:
    """What an association declares this year; ``on_paper`` is who signed, written down by the coordinator."""

    days_ago: int
    association: str
    kind: str = "children_check"
    by: str = ""
    on_paper: str = ""


YEARS: tuple[YearText, ...] = (
    YearText(62, "spejderne", by="majbritt"),
    YearText(58, "engbaek-if", on_paper="Carsten"),
    YearText(14, "lystfiskerne"),  # asked, and not declared yet
)
