"""The pages of building projects: a technology is found by its words, and what was taken off says no more."""

import pytest
from django.urls import reverse

from samspil.buildings import actions
from samspil.buildings.models import Consideration
from tests.buildings.making import look_at, make_building
from tests.factories import viewer
from tests.technologies.making import make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def building(mette, unit):
    return make_building(mette, unit, what="Til ældre med gangbesvær.")


@pytest.fixture
def room(building, mette):
    return actions.add_room(by=viewer(mette), building_id=building.pk, name="Badeværelser", many=24)


def test_technology_is_found_by_its_words_however_many_there_are(building, room, mette, sign_in):
    for number in range(30):
        make_technology(title=f"Alarm {number}")
    robot = make_technology(title="Vaskebænk")
    client, path = sign_in(mette), reverse("buildings:choose", args=[building.pk, room.pk])
    form = reverse("buildings:consider", args=[building.pk, room.pk, robot.pk])
    assert form not in client.get(path).text
    assert form in client.get(f"{path}?q=vaskebænk").text
    assert "Ingen teknologi har de ord" in client.get(f"{path}?q=enhjørning").text
    assert "Vaskebænk" in client.get(form).text
    client.post(form, {"choice": "built_in", "why": "Den løfter."})
    assert Consideration.objects.get().technology == robot
    # Whoever comes again sees what was chosen.
    assert "Den løfter." in client.get(form).text
    client.post(form, {"choice": "left_out", "why": "For dyrt."})
    assert Consideration.objects.get().why == "For dyrt."


def test_what_was_taken_off_is_not_shown_any_more(building, mette, lene, client, sign_in):
    robot = make_technology(title="Vaskebænk")
    look_at(building, mette, robot)
    page, path = (reverse(f"buildings:{name}", args=[building.pk]) for name in ("page", "withdraw"))
    words = ("24 boliger ved Åhaven", "Til ældre med gangbesvær.", "Badeværelser", "Vaskebænk", "Loftet kan bære")
    before = client.get(page).text
    assert all(word in before for word in words)
    leader = sign_in(lene)
    assert leader.post(path).url == reverse("buildings:list")
    for reader in (client, leader):
        after = reader.get(page)
        assert after.status_code == 200
        assert [word for word in words if word in after.text] == []
        assert "Byggeriet er taget af listen" in after.text
    # The second press of the same button, and the question opened again.
    assert (leader.post(path).status_code, leader.get(path).status_code) == (302, 302)
    assert client.get(path).status_code == 302
