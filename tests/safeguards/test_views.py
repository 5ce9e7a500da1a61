"""The pages of checks: need to know, every read written down, the order of the list, and one's own page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.foundation import choosing, clock
from samspil.foundation.models import AccessEntry, Subject
from samspil.safeguards.models import Safeguard
from samspil.tasks.models import SignUp
from tests.factories import make_actor, make_person, make_unit
from tests.safeguards.making import asked, declared, make_chair, make_leader, seen
from tests.tasks.making import come, make_municipal_task, make_task

pytestmark = pytest.mark.django_db
LIST = "/attester/"


@pytest.fixture
def unit():
    return make_unit("Fritidsklubben")


@pytest.fixture
def lene(unit):
    return make_leader(unit)


def test_list_writes_down_whom_one_read_about_and_is_kept_by_no_cache(sign_in, unit, lene):
    kurt, gerda = make_person("Kurt"), make_person("Gerda")
    for person in (kurt, gerda):
        asked(person, unit.actor, by=lene)
    answer = sign_in(lene).get(LIST)
    assert "no-store" in answer["Cache-Control"]
    assert set(AccessEntry.objects.values_list("person", "reader")) == {(kurt.pk, lene.pk), (gerda.pk, lene.pk)}
    sign_in(lene).get(LIST, {"q": "Gerda"})
    assert AccessEntry.objects.filter(person=kurt.pk).count() == 1
    assert AccessEntry.objects.filter(person=gerda.pk).count() == 2


@pytest.mark.parametrize(("kind", "speaks"), [("criminal_record", True), ("confidentiality", False), ("course", False)])
def test_page_speaks_of_a_certificate_only_where_there_is_one(sign_in, unit, lene, kind, speaks):
    row = asked(make_person("Kurt"), unit.actor, by=lene, kind=kind)
    page = sign_in(lene).get(f"{LIST}{row.pk}/").text
    assert ("attesten" in page) == speaks
    assert ("gør dig i tvivl" in page) == speaks


def test_over_the_deadline_comes_first_then_what_is_missing(sign_in, unit, lene):
    settled = seen(asked(make_person("Anna"), unit.actor, by=lene), by=lene)
    late = asked(make_person("Bo"), unit.actor, by=lene)
    waits = asked(make_person("Carl"), unit.actor, by=lene)
    Safeguard.objects.filter(pk=late.pk).update(due_on=clock.today() - timedelta(days=1))
    page = sign_in(lene).get(LIST).context["page"]
    assert [row.pk for row in page] == [late.pk, waits.pk, settled.pk]
    for state, rows in (("frist", [late]), ("orden", [settled]), ("mangler", [late, waits]), ("bestilt", [])):
        assert [row.pk for row in sign_in(lene).get(LIST, {"vis": state}).context["page"]] == [row.pk for row in rows]


def test_a_unit_asks_those_who_came_to_it_and_not_its_staff_or_those_who_came_elsewhere(sign_in, unit, lene):
    make_person("Ansat Anders", member_of=unit.actor, speaks_for=False)
    task = make_task(by=lene, host=unit.actor, insurance="municipal", places=9)
    come(task, by=make_person("Frivillig Frida"))
    come(make_municipal_task(), by=make_person("Anden Enhed"))
    planned = come(task, by=make_person("Hemmelig Registersen"))
    SignUp.objects.filter(pk=planned.pk).update(called="Ham fra banen")  # has told nobody who he is
    assert to_choose(sign_in(lene), unit) == ["Frivillig Frida"]


def to_choose(desk, unit) -> list[str]:
    form = desk.get(reverse("safeguards:require", args=[unit.pk])).context["form"]
    return [choice.name for choice in form["person_id"].field.widget.among.shown()]


@pytest.mark.parametrize("audience", ["named", "page", "unit"])
def test_who_comes_to_a_task_for_few_is_not_told_to_a_leader_it_is_not_for(sign_in, unit, lene, audience):
    task = make_task(by=lene, host=unit.actor, insurance="municipal", places=9)
    come(task, by=make_person("Skjult Sofie"))
    Subject.objects.filter(pk=task.pk).update(audience=audience)
    desk = sign_in(lene)
    assert to_choose(desk, unit) == []
    assert "Skjult Sofie" not in desk.get(reverse("safeguards:require", args=[unit.pk])).text


def test_of_many_each_is_reached_by_name(sign_in, unit, lene, monkeypatch):
    monkeypatch.setattr(choosing, "LISTED", 2)
    task = make_task(by=lene, host=unit.actor, insurance="municipal", places=9)
    for name in ("Åse", "Bo", "Carla", "Anna"):
        come(task, by=make_person(name))
    desk = sign_in(lene)
    assert to_choose(desk, unit) == ["Anna", "Bo", "Carla", "Åse"]
    desk.post(reverse("safeguards:require", args=[unit.pk]), {"kind": "course", "person_id": "åse"})
    assert Safeguard.objects.get().person.name == "Åse"


def test_a_number_nobody_can_ring_is_refused(sign_in, unit, lene):
    told = {"kind": "course", "name": "Rita", "email": "rita@post.example", "phone": "abc"}
    page = sign_in(lene).post(reverse("safeguards:require", args=[unit.pk]), told)
    assert set(page.context["form"].errors) == {"phone"}
    assert not Safeguard.objects.exists()


def test_what_is_asked_for_is_chosen_for_whoever_comes_from_a_plan(sign_in, unit, lene):
    way = reverse("safeguards:require", args=[unit.pk])
    for kind in ("confidentiality", "nonsense"):
        assert sign_in(lene).get(f"{way}?kind={kind}").text.count(" checked") == (kind == "confidentiality")


def test_names_leak_to_nobody_without_the_responsibility(sign_in, unit, lene):
    association = make_actor("Engbæk Lystfiskerforening")
    chair = make_chair(association)
    asked(make_person("Hemmelig Hans"), unit.actor, by=lene)
    asked(make_person("Foreningens Frida", member_of=association, speaks_for=False), association, by=chair)
    declared(association, by=chair)
    birthe = make_person("Birthe", role="coordinator")
    elsewhere = make_leader(make_unit("Et andet sted"))
    told = {person.name: sign_in(person).get(LIST).text for person in (chair, birthe, elsewhere)}
    assert "Hemmelig Hans" not in told["Bent"]
    assert "Foreningens Frida" in told["Bent"]
    assert "Hemmelig Hans" in told["Birthe"]
    assert "Foreningens Frida" not in told["Birthe"]
    assert not [name for name in ("Hemmelig Hans", "Foreningens Frida") if name in told["Lene"]]
    for person in (make_person(), make_person(role="councillor")):
        assert sign_in(person).get(LIST).status_code == 403
    # What the association declares is on its page for those it concerns, and for nobody else.
    page = reverse("actors:page", args=[association.pk])
    assert "Erklæret for året" in sign_in(birthe).get(page).text
    assert "Erklæret for året" not in sign_in(make_person()).get(page).text


def test_one_sees_ones_own_on_ones_own_page_without_a_line_in_the_log(sign_in, unit, lene):
    kurt = make_person("Kurt")
    row = seen(asked(kurt, unit.actor, by=lene), by=lene)
    page = sign_in(kurt).get(reverse("identity:me")).text
    assert "Børneattest" in page
    assert "Fritidsklubben" in page
    sign_in(kurt).get(reverse("safeguards:page", args=[row.pk]))
    assert not AccessEntry.objects.exists()


def test_list_asks_the_same_number_of_queries_however_long(sign_in, unit, lene, django_assert_max_num_queries):
    for number in range(6):
        asked(make_person(f"Frivillig {number}"), unit.actor, by=lene)
    client = sign_in(lene)
    client.get(LIST)
    with django_assert_max_num_queries(16):
        client.get(LIST)
