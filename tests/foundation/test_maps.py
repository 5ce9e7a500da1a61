"""A map has its points everywhere, and an outline only of the municipality we made up."""

import pytest

from samspil.foundation.maps import OUR_OWN, map_context

POINT = {"title": "Broen", "meta": "Lunde", "url": "/", "lat": 56.1, "lon": 9.1}


@pytest.mark.parametrize(("municipality", "has_outline"), [(OUR_OWN, True), ("Kommunen", False)])
def test_outline_is_of_our_own_municipality(settings, municipality, has_outline):
    settings.MUNICIPALITY = municipality
    settings.MAP_TILES = "https://example.org/{z}/{x}/{y}.png"
    found = map_context("Kort", [POINT])
    assert found["outline_url"].endswith(".geojson") is has_outline
    assert (found["label"], found["points"], found["tile_url"]) == ("Kort", [POINT], settings.MAP_TILES)
