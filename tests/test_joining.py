"""The front door of those who would like to help: what is free on a day near them, and what must not show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation import clock
from samspil.resources.models import Area
from samspil.site import joining
from samspil.tasks import times
from tests.events.making import make_event
from tests.factories import make_challenge, make_person, make_unit
from tests.stories.making import make_story
from tests.tasks.making import come, make_task

pytestmark = pytest.mark.django_db
SOON = timedelta(days=4)


def page(client=None, **query):
    return (client or Client()).get(reverse("joining:join"), query)


def titles(rows) -> list[str]:
    return [row["title"] for row in rows]


def test_a_day_shows_what_is_free_that_day_and_else_the_other_days():
    day = clock.today() + SOON
    make_task(title="Gå tur med Sif", first_on=day)
    make_task(title="Vand tomaterne", first_on=day + timedelta(days=1))
    make_task(title="Vær mentor", shape="period", first_on=clock.today(), until_on=day + timedelta(days=90))
    found = page(dag=day.isoformat()).context
    assert titles(found["tasks"]) == ["Gå tur med Sif"]
    assert not found["other_days"]
    assert set(titles(page().context["tasks"])) == {"Gå tur med Sif", "Vand tomaterne", "Vær mentor"}
    bare = page(dag=(day + timedelta(days=2)).isoformat()).context
    assert not bare["tasks"]
    assert "Gå tur med Sif" in titles(bare["other_days"])


def test_what_is_full_or_called_off_is_not_offered_and_the_next_time_is():
    full = make_task(title="Fuldt hus", places=1)
    come(full)
    weekly = make_task(title="Hver torsdag", places=1, shape="recurring", recurrence="FREQ=WEEKLY;BYDAY=TH")
    first, second = weekly.slots.order_by("starts_at")[:2]
    come(first)
    rows = page().context["tasks"]
    assert titles(rows) == ["Hver torsdag"]
    assert rows[0]["when"] == times.slot_in_words(second)


@pytest.mark.parametrize("query", [{"dag": "i går"}, {"dag": "1999-01-01"}, {"naer": "Langtbortistan"}, {"side": "x"}])
def test_nonsense_in_the_address_filters_nothing(query):
    make_task(title="Gå tur med Sif")
    assert titles(page(**query).context["tasks"]) == ["Gå tur med Sif"]


@pytest.fixture
def world_of_places():
    near = Area.objects.create(name="Åby", order=1, lat=56.0, lon=9.0)
    return near, Area.objects.create(name="Skovby", order=2, lat=56.4, lon=9.4)


def test_nearest_comes_first(world_of_places):
    near, far = world_of_places
    make_task(title="Langt væk", place="Langt væk", area_id=far.pk)
    make_task(title="Tæt på", place="Tæt på", area_id=near.pk, first_on=clock.today() + timedelta(days=9))
    assert titles(page(naer=near.name).context["tasks"]) == ["Tæt på", "Langt væk"]


def test_what_only_staff_may_see_shows_to_staff_alone(sign_in):
    staff, unit = make_person(role="employee"), make_unit()
    leader = make_person(role="leader", scope=unit)
    inner = make_challenge(by=staff, audience="staff")
    make_task(by=leader, host=unit.actor, title="Kun for os", origin_id=inner.pk, insurance="municipal")
    make_event(by=leader, host=unit.actor, title="Kun vores møde", origin_id=inner.pk)
    make_story(title="En, ingen har sagt ja til", people=({"name": "Kaj Holm", "email": "kaj@post.example"},))
    said = page().text
    assert "Kun for os" not in said
    assert "Kun vores møde" not in said
    assert "En, ingen har sagt ja til" not in said
    assert "Kun for os" in page(sign_in(staff)).text


def test_the_foot_has_one_way_and_the_front_door_has_all_of_them(sign_in):
    ways = joining.ways(joining.ROW)
    assert {"tasks:list", "events:list", "stories:list", "awards:list", "volunteers:profile"} <= {
        way.url_name for way in ways
    }
    said = page().text
    foot = said[said.index("<footer") :]
    assert reverse("joining:join") in foot
    assert 'aria-current="page"' in foot
    for way in ways:
        assert reverse(way.url_name) in said
        assert f'"{reverse(way.url_name)}"' not in foot
    assert reverse("rosters:list") not in said
    assert reverse("rosters:list") in page(sign_in(make_person(role="coordinator"))).text


def test_the_number_of_questions_does_not_grow_with_what_there_is():
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page()
        return len(queries)

    make_task()
    make_event()
    few = asked()
    for _n in range(3):
        make_task()
        make_event()
    assert asked() <= few
