"""What the front page tells."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from samspil.actors.models import Sphere
from samspil.challenges.chain import who_defined
from samspil.foundation.viewer import NOBODY

FRESH_FOR = 60  # seconds


@dataclass(frozen=True, slots=True)
class Share:
    label: str
    count: int
    percent: int
    sphere: str


def problem_definers() -> list[Share]:
    """Who raised the public challenges, by sphere, largest first (C19). Percent is of all, rounded.

    Counted for everybody alike, from what is public, and kept for a minute: at a hundred thousand challenges the count
    itself is the slowest thing on the front page.
    """
    counts = cache.get_or_set("who-defined", lambda: dict(who_defined(NOBODY)), FRESH_FOR)
    total = sum(counts.values())
    return [
        Share(str(label), counts.get(sphere, 0), round(100 * counts.get(sphere, 0) / total), sphere)
        for sphere, label in sorted(Sphere.choices, key=lambda choice: -counts.get(choice[0], 0))
        if total
    ]


def definers_chart(shares: list[Share]) -> dict[str, Any]:
    """The context of ``components/bar_chart.html`` for who raised the challenges; the full width is all of them."""
    total = sum(share.count for share in shares)
    return {
        "id": "who-defined",
        "title": _("Hvem har rejst udfordringerne?"),
        "description": "; ".join(f"{share.label}: {share.count} ({share.percent} %)" for share in shares),
        "n": total,
        "unit": _("Udfordringer"),
        "max": total or 1,
        "rows": [
            {
                "label": share.label,
                "value": share.count,
                "shown": f"{share.count} · {share.percent} %",
                "sphere": share.sphere,
            }
            for share in shares
        ],
    }
