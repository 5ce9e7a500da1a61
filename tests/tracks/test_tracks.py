"""Beacons: lit, edited and taken down by the coordinator; the lists and pages that steer by them."""

import pytest
from django.urls import reverse

from samspil.foundation.verbs import Refused, Stale
from samspil.tracks.actions import edit_beacon, light_beacon, retire_beacon
from samspil.tracks.models import Beacon
from tests.factories import make_challenge, viewer
from tests.refusing import problems
from tests.states import CPR

pytestmark = pytest.mark.django_db
WORDS = {"title": "Ingen spiser alene mod sin vilje", "body": "Der er altid en plads ved et bord."}


@pytest.fixture
def beacon(birthe) -> Beacon:
    return light_beacon(by=viewer(birthe), **WORDS, year=2035)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"title": ""}, "title"), ({"body": CPR}, "body"), ({"year": 1999}, "year"), ({"year": 9999}, "year")],
)
def test_bad_beacon_is_refused_at_its_field(birthe, facts, field):
    assert problems(light_beacon, by=viewer(birthe), **{**WORDS, **facts}) == {field}


def test_others_only_read(beacon, karen, lene, jens):
    for person in (karen, lene, jens):
        with pytest.raises(Refused):
            light_beacon(by=viewer(person), **WORDS)
        with pytest.raises(Refused):
            edit_beacon(by=viewer(person), beacon_id=beacon.pk, **WORDS, year=None)
        with pytest.raises(Refused):
            retire_beacon(by=viewer(person), beacon_id=beacon.pk)


def test_edit_of_an_older_text_is_stale(beacon, birthe):
    edit_beacon(by=viewer(birthe), beacon_id=beacon.pk, expected_version=1, **WORDS, year=2040)
    with pytest.raises(Stale):
        edit_beacon(by=viewer(birthe), beacon_id=beacon.pk, expected_version=1, **WORDS, year=2041)


@pytest.mark.capability("C30")
def test_challenges_of_both_tracks_are_found_and_the_beacon_shows_its_own(client, beacon, karen):
    make_challenge(by=karen, question="Hvem spiser sammen?", track="vision", beacon_id=beacon.pk)
    make_challenge(by=karen, question="Hvem tager opvasken?")
    page = client.get(reverse("tracks:page", args=[beacon.pk])).text
    assert "Hvem spiser sammen?" in page
    assert "Hvem tager opvasken?" not in page
    for chosen in ("vision", str(beacon.pk)):
        found = client.get(reverse("challenges:list"), {"spor": chosen}).text
        assert "Hvem spiser sammen?" in found
        assert "Hvem tager opvasken?" not in found
    assert "1 udfordring styrer efter den" in client.get(reverse("tracks:list")).text


def test_form_offers_tracks_only_where_there_is_something_to_steer_by(karen, sign_in, birthe):
    client = sign_in(karen)
    assert "beacon_id" not in client.get(reverse("challenges:raise")).text
    light_beacon(by=viewer(birthe), **WORDS)
    sent = {"question": "Hvem spiser sammen i Lunde?", "theme": "older", "track": "vision", "beacon_id": ""}
    assert set(client.post(reverse("challenges:raise"), sent).context["form"].errors) == {"beacon_id"}


@pytest.mark.parametrize("name", ["tracks:list", "tracks:page"])
def test_page_costs_the_same_for_one_and_for_many(client, birthe, karen, beacon, name, django_assert_max_num_queries):
    def cost() -> int:
        with django_assert_max_num_queries(14) as asked:
            client.get(reverse(name, args=[] if name == "tracks:list" else [beacon.pk]))
        return len(asked)

    make_challenge(by=karen, track="vision", beacon_id=beacon.pk)
    one = cost()
    for number in range(5):
        other = light_beacon(by=viewer(birthe), title=f"Sigte {number}", body="Fremad.")
        for about in (other, beacon):
            make_challenge(by=karen, track="vision", beacon_id=about.pk)
    assert cost() == one
