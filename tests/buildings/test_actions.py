"""A building project reaches its checkpoint only when each kind of room was looked at."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspil.buildings import actions, queries
from samspil.buildings.manifest import export
from samspil.buildings.models import Building
from samspil.following.reminders import remind_owed
from samspil.foundation import clock, subjects
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from tests.buildings.making import look_at, make_building
from tests.factories import make_person, make_unit, viewer
from tests.technologies.making import make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def building(mette, unit):
    return make_building(mette, unit, keeper_id=mette.pk)


@pytest.mark.capability("C50")
def test_checkpoint_waits_for_every_room(building, mette, lene):
    passing = {"by": viewer(lene), "building_id": building.pk, "conclusion": "Skinner i alle lofter."}
    with pytest.raises(ValidationError):  # no rooms at all
        actions.pass_checkpoint(**passing)
    look_at(building, mette, make_technology())
    actions.add_room(by=viewer(mette), building_id=building.pk, name="Fællesrum")
    (lack,) = queries.lacks_to_pass(building)
    assert "Fællesrum" in lack
    with pytest.raises(ValidationError):
        actions.pass_checkpoint(**passing)
    actions.add_room(by=viewer(mette), building_id=building.pk, name="Depot", nothing_why="Der er kun hylder.")
    assert len(queries.lacks_to_pass(building)) == 1
    common = building.rooms.get(name="Fællesrum")
    actions.remove_room(by=viewer(mette), building_id=building.pk, room_id=common.pk)
    passed = actions.pass_checkpoint(**passing)
    assert passed.passed_by_id == lene.pk
    with pytest.raises(Refused):
        actions.add_room(by=viewer(mette), building_id=building.pk, name="Loft")
    again = actions.reopen_checkpoint(by=viewer(lene), building_id=building.pk)
    assert again.is_open
    assert again.conclusion == "Skinner i alle lofter."


def test_passed_without_a_conclusion_is_refused_by_the_form_and_by_the_table(building, mette, lene):
    look_at(building, mette, make_technology())
    with pytest.raises(ValidationError) as problem:
        actions.pass_checkpoint(by=viewer(lene), building_id=building.pk, conclusion=" ")
    assert "conclusion" in problem.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        Building.objects.filter(pk=building.pk).update(passed_at=clock.now(), passed_by=lene)


def test_who_may_do_what(building, mette, karen, jens, birthe, unit):
    stranger = make_person("Bo", role="employee", scope=make_unit("Sundhedshuset"))
    for person in (karen, jens, stranger):
        with pytest.raises(Refused):
            actions.add_room(by=viewer(person), building_id=building.pk, name="Loft")
        with pytest.raises(Refused):
            make_building(person, unit)
    with pytest.raises(Refused):
        actions.add_room(by=NOBODY, building_id=building.pk, name="Loft")
    for person in (mette, birthe):  # only who leads the unit lets it pass
        with pytest.raises(Refused):
            actions.pass_checkpoint(by=viewer(person), building_id=building.pk, conclusion="Fint.")
    with pytest.raises(Refused):
        actions.withdraw_building(by=viewer(mette), building_id=building.pk)
    actions.withdraw_building(by=viewer(birthe), building_id=building.pk)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"what": ""}, "what"),
        ({"work": "tent"}, "work"),
        ({"checkpoint_on": None}, "checkpoint_on"),
        ({"checkpoint_on": clock.today() - timedelta(days=1)}, "checkpoint_on"),
        ({"title": "Til 010190-1234"}, "title"),
        ({"unit_id": "nonsense"}, "unit_id"),
    ],
)
def test_bad_plans_say_what_is_wrong(mette, unit, change, field):
    with pytest.raises(ValidationError) as problem:
        actions.plan_building(
            **{
                "by": viewer(mette),
                "unit_id": unit.pk,
                "title": "Boliger",
                "work": "new",
                "what": "24 boliger.",
                "checkpoint_on": clock.today(),
                **change,
            }
        )
    assert field in problem.value.message_dict


def test_a_day_that_is_gone_is_not_chosen_but_stays_where_it_was(building, mette, sign_in):
    gone = clock.today() - timedelta(days=3)
    ids = {"by": viewer(mette), "building_id": building.pk}
    with pytest.raises(ValidationError) as problem:
        actions.edit_building(**ids, checkpoint_on=gone)
    assert problem.value.message_dict == {"checkpoint_on": ["Vælg en dag, der ikke er gået."]}
    Building.objects.filter(pk=building.pk).update(checkpoint_on=gone)
    assert actions.edit_building(**ids, title="Andet navn", checkpoint_on=gone).title == "Andet navn"
    with pytest.raises(ValidationError):
        actions.edit_building(**ids, checkpoint_on=gone - timedelta(days=1))
    assert actions.edit_building(**ids, checkpoint_on=clock.today()).checkpoint_on == clock.today()
    sent = {
        "title": "Boliger",
        "work": "new",
        "what": "24.",
        "unit_id": str(building.unit_id),
        "checkpoint_on": "2020-01-01",
    }
    page = sign_in(mette).post(reverse("buildings:plan"), sent)
    assert "Vælg en dag, der ikke er gået." in page.text
    assert Building.objects.count() == 1


def test_rooms_have_a_name_of_their_own_and_a_number(building, mette):
    actions.add_room(by=viewer(mette), building_id=building.pk, name="Bad")
    for name, many, field in (("", 1, "name"), ("bad", 1, "name"), ("Stue", 0, "many"), ("Stue", 2_001, "many")):
        with pytest.raises(ValidationError) as problem:
            actions.add_room(by=viewer(mette), building_id=building.pk, name=name, many=many)
        assert field in problem.value.message_dict


def test_choices_need_a_reason_and_a_technology_one_may_read(building, mette):
    room = actions.add_room(by=viewer(mette), building_id=building.pk, name="Bad")
    robot, hidden = make_technology(), make_technology(title="Skjult")
    subjects.set_hidden(hidden.subject, clock.now())
    good = {"building_id": building.pk, "room_id": room.pk, "technology_id": robot.pk, "choice": "built_in", "why": "x"}
    for change, field in (
        ({"technology_id": hidden.pk}, "technology_id"),
        ({"choice": "maybe"}, "choice"),
        ({"why": " "}, "why"),
    ):
        with pytest.raises(ValidationError) as problem:
            actions.consider(by=viewer(mette), **(good | change))
        assert field in problem.value.message_dict
    with pytest.raises(NotFound):
        actions.consider(by=viewer(mette), **(good | {"room_id": room.pk + 1}))
    first = actions.consider(by=viewer(mette), **good)
    later = actions.consider(by=viewer(mette), **(good | {"choice": "left_out", "why": "For dyrt."}))
    assert first.pk == later.pk
    # A technology that is hidden afterwards is not named on the page.
    subjects.set_hidden(robot.subject, clock.now())
    assert list(queries.rooms_of(building, viewer(mette))[0].considered.all()) == []


def test_keeper_works_there_and_stale_edits_are_told(building, mette, karen):
    seen = building.version
    with pytest.raises(ValidationError):
        actions.edit_building(by=viewer(mette), building_id=building.pk, keeper_id=karen.pk)
    actions.edit_building(by=viewer(mette), building_id=building.pk, title="26 boliger ved Åhaven")
    building.subject.refresh_from_db()
    assert building.subject.title == "26 boliger ved Åhaven"
    with pytest.raises(Stale):
        actions.edit_building(by=viewer(mette), building_id=building.pk, title="28", expected_version=seen)


def test_keeper_is_reminded_and_a_deputy_asked(building, mette, lene):
    assert queries.owed_checkpoints(mette.pk) == []
    day = building.checkpoint_on - timedelta(days=2)
    with time_machine.travel(datetime.combine(day, time(9), UTC), tick=False):
        assert queries.owed_checkpoints(mette.pk)[0].due == building.checkpoint_on
        remind_owed()
        assert OutgoingMail.objects.filter(to=mette.email).exists()
        actions.pass_on_checkpoint(by=SYSTEM, building_id=building.pk, deputy_id=lene.pk)
        assert queries.owed_checkpoints(lene.pk)[0].deputy == lene.pk
    with pytest.raises(NotFound):
        actions.pass_on_checkpoint(by=viewer(mette), building_id=building.pk, deputy_id=lene.pk)
    with pytest.raises(ValidationError):
        actions.pass_on_checkpoint(by=SYSTEM, building_id=building.pk, deputy_id=mette.pk)


def test_what_somebody_kept_goes_to_their_deputy_and_then_to_the_coordinators(building, mette, lene):
    with time_machine.travel(datetime.combine(building.checkpoint_on, time(9), UTC), tick=False):
        actions.pass_on_checkpoint(by=SYSTEM, building_id=building.pk, deputy_id=lene.pk)
        erase_person(by=viewer(mette), person_id=mette.pk)
        (owed,) = queries.owed_checkpoints(lene.pk)
        assert (owed.answerer, owed.deputy) == (lene.pk, None)
        erase_person(by=viewer(lene), person_id=lene.pk)
        (owed,) = queries.owed_checkpoints()
        assert (owed.answerer, owed.deputy) == (None, None)


def test_who_was_asked_in_somebodys_place_stays_asked_until_there_is_another(building, mette, lene):
    actions.pass_on_checkpoint(by=SYSTEM, building_id=building.pk, deputy_id=lene.pk)
    again = {"by": viewer(mette), "building_id": building.pk}
    assert actions.edit_building(**again, keeper_id=mette.pk).deputy == lene
    assert actions.edit_building(**again, keeper_id=lene.pk).deputy is None


def test_who_was_asked_instead_is_free_when_the_day_is_moved_on(building, mette, lene):
    actions.pass_on_checkpoint(by=SYSTEM, building_id=building.pk, deputy_id=lene.pk)
    sooner, later = (building.checkpoint_on + timedelta(days=days) for days in (-1, 7))
    move = {"by": viewer(mette), "building_id": building.pk}
    assert actions.edit_building(**move, checkpoint_on=sooner).deputy == lene
    assert actions.edit_building(**move, checkpoint_on=later).deputy is None


def test_the_copy_names_what_one_keeps_or_was_asked_to_and_nothing_that_is_hidden(building, mette, lene):
    robot = make_technology(title="Loftlift")
    look_at(building, mette, robot)
    actions.pass_on_checkpoint(by=SYSTEM, building_id=building.pk, deputy_id=lene.pk)
    assert export(lene.pk) == [{"keeps_if_not": building.title, "checkpoint_on": building.checkpoint_on.isoformat()}]
    assert {building.title, "Loftlift"} <= {value for row in export(mette.pk) for value in row.values()}
    for subject in (building.subject, robot.subject):
        subjects.set_hidden(subject, clock.now())
    told = str(export(mette.pk))
    assert building.title not in told
    assert "Loftlift" not in told
    assert "Loftet kan bære en skinne senere." in told


@pytest.mark.parametrize("many", [1, 30])
def test_list_and_page_ask_the_same_however_many(many, mette, unit, client, django_assert_max_num_queries):
    technology = make_technology()
    for number in range(many):
        building = make_building(mette, unit, title=f"Byggeri {number}")
    for number in range(min(many, 6)):
        look_at(building, mette, technology, name=f"Rum {number}")
    client.get("/byggeri/")
    with django_assert_max_num_queries(7):
        assert client.get("/byggeri/").status_code == 200
    with django_assert_max_num_queries(14):
        assert client.get(f"/byggeri/{building.pk}/").status_code == 200


def test_technology_names_where_it_was_thought_of(building, mette, client):
    robot = make_technology()
    look_at(building, mette, robot)
    assert "24 boliger ved Åhaven" in client.get(f"/teknologi/{robot.pk}/").content.decode()
    actions.withdraw_building(by=SYSTEM, building_id=building.pk)
    assert "24 boliger ved Åhaven" not in client.get(f"/teknologi/{robot.pk}/").content.decode()
