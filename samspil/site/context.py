"""What every page is laid out with."""

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

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
    viewer = getattr(request, "viewer", NOBODY)
    owed: Any = SimpleLazyObject(lambda: owed_by(viewer))
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "navigation": entries("top", section, language),
        "doors": links("door", section),
        "foot_links": entries("foot", section, language),
        "viewer": viewer,
        "contact": contact(),
        "municipality": settings.MUNICIPALITY,
        "demo_mode": settings.DEMO,
        # Asked for once per page, and only when the page is about to say it.
        "owed": owed,
        "owed_count": partial(owed_count, viewer, owed),
        "map_tiles": settings.MAP_TILES,
    }


def links(place: str, section: str) -> list[Link]:
    items = (item for item in all_of("navigation") if item.place == place)
    return [Link(item.label, reverse(item.url_name), item.section == section) for item in items]


@cache
def entries(place: str, section: str, language: str) -> str:
    """The items of a list of links. Written once for each section and language: no page says them otherwise."""
    with override(language):
        return render_to_string("components/entries.html", {"entries": links(place, section)})
