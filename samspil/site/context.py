"""What every page is laid out with."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from samspil.following.queries import owed_by, owed_count
from samspil.foundation.hooks import all_of
from samspil.foundation.viewer import NOBODY
from samspil.site.templatetags.looks import contact


@dataclass(frozen=True, slots=True)
class Link:
    label: Any
    url: str
    current: bool


def layout(request: HttpRequest) -> dict[str, Any]:
    """The same for the page and for every panel on it: worked out once."""
    if not hasattr(request, "layout"):
        request.layout = laid_out(request)  # type: ignore[attr-defined]
    return request.layout  # type: ignore[attr-defined]


def laid_out(request: HttpRequest) -> dict[str, Any]:
    match = getattr(request, "resolver_match", None)
    section = match.app_name if match else ""
    items = all_of("navigation")
    viewer = getattr(request, "viewer", NOBODY)
    owed: Any = SimpleLazyObject(lambda: owed_by(viewer))

    def links(place: str) -> list[Link]:
        return [
            Link(item.label, reverse(item.url_name), item.section == section) for item in items if item.place == place
        ]

    return {
        "navigation": links("top"),
        "doors": links("door"),
        "foot_links": links("foot"),
        "viewer": viewer,
        "contact": contact(),
        "municipality": settings.MUNICIPALITY,
        "demo_mode": settings.DEMO,
        # Asked for once per page, and only when the page is about to say it.
        "owed": owed,
        "owed_count": partial(owed_count, viewer, owed),
        "map_tiles": settings.MAP_TILES,
    }
