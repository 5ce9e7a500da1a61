"""What the front page tells."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from samspil.actors.models import Sphere
from samspil.challenges.chain import who_holds
from samspil.challenges.models import ChainStep
from samspil.foundation.viewer import NOBODY

FRESH_FOR = 60  # seconds


@dataclass(frozen=True, slots=True)
class Share:
    label: str
    count: int
    percent: int
    sphere: str


@dataclass(frozen=True, slots=True)
class Holders:
    """How a step of the chain is shared between the spheres: ``total`` links, the largest share first."""

    total: int
    shares: list[Share]

    @property
    def society_percent(self) -> int:
        return next((share.percent for share in self.shares if share.sphere == Sphere.CIVIL_SOCIETY), 0)

    def chart(self, chart_id: str, title: str, unit: str) -> dict[str, Any]:
        """The context of ``components/bar_chart.html``; the full width is all of them."""
        return {
            "id": chart_id,
            "title": title,
            "description": "; ".join(f"{each.label}: {each.count} ({each.percent} %)" for each in self.shares),
            "n": self.total,
            "unit": unit,
            "max": self.total or 1,
            "rows": [
                {
                    "label": share.label,
                    "value": share.count,
                    "shown": f"{share.count} · {share.percent} %",
                    "sphere": share.sphere,
                }
                for share in self.shares
            ],
        }


def holders(step: ChainStep, kind: str) -> Holders:
    """Who holds a step, by sphere (C05, C19). Percent is of all, rounded.

    Counted for everybody alike, from what is public, and kept for a minute: at a hundred thousand challenges the count
    itself is the slowest thing on the front page.
    """
    key = f"holders:{step}:{kind}"
    counts: dict[str, int] = cache.get_or_set(key, lambda: dict(who_holds(step, kind, NOBODY)), FRESH_FOR) or {}
    total = sum(counts.values())
    spheres = sorted(Sphere.choices, key=lambda choice: -counts.get(choice[0], 0))
    return Holders(
        total,
        [
            Share(str(label), counts.get(sphere, 0), round(100 * counts.get(sphere, 0) / max(total, 1)), sphere)
            for sphere, label in spheres
        ],
    )


def charts() -> dict[str, Any]:
    """The two charts of the front page with the figures beside them."""
    seen = holders(ChainStep.IDENTIFIED, "challenge")
    devised = holders(ChainStep.DEVISED, "proposal")
    return {
        "seen": seen,
        "seen_chart": seen.chart("who-saw", _("Hvem har rejst udfordringerne?"), _("Udfordringer")),
        "devised": devised,
        "devised_chart": devised.chart("who-devised", _("Hvem har udtænkt forslagene?"), _("Forslag")),
    }
