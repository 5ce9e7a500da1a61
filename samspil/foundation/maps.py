"""What a map on a page is drawn from."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.templatetags.static import static

OUR_OWN = "Engbæk Kommune"  # the made-up municipality, whose outline comes along


def map_context(label: str, points: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The context of ``components/map.html``. Each point has title, meta, url, lat and lon (degrees, WGS 84)."""
    return {
        "id": "kort",
        "label": label,
        "outline_url": static("samspil/geo/engbaek.geojson") if settings.MUNICIPALITY == OUR_OWN else "",
        "tile_url": settings.MAP_TILES,
        "tile_attribution": settings.MAP_TILES_ATTRIBUTION,
        "points": list(points),
    }
