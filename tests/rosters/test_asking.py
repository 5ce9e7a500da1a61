"""Who is asked: those the host knows as volunteers, found by name however many they are, by letters that cost alike."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation.models import OutgoingMail, Subject, SubjectReader
from samspil.rosters import actions, queries
from samspil.rosters.models import Roster
from samspil.tasks import actions as tasks
from samspil.tasks import times
from tests.factories import make_person, make_unit, viewer
from tests.rosters.making import make_drives, make_roster, slots_of
from tests.tasks.making import come, host_of, make_host, make_task

pytestmark = pytest.mark.django_db


def names(roster: Roster, words: str = "") -> list[str]:
    return [each.member.who for each in queries.candidates(roster, viewer(roster.author), words)]


def known_to(roster: Roster, *called: str) -> None:
    """People who belong to the association that hosts."""
    for name in called:
        make_person(name, member_of=roster.host, speaks_for=False)


def plan_of_a_unit() -> Roster:
    unit = make_unit("Plejecenter Åbrinken")
    leader = make_person("Lene", role="leader", scope=unit, member_of=unit.actor)
    task = make_task(by=leader, host=unit.actor, insurance="municipal", places=9)
    told = {"title": "Læsning", "from_on": task.first_on, "until_on": task.first_on, "task_ids": [str(task.pk)]}
    return actions.make_roster(by=viewer(leader), host_id=unit.pk, **told)


# --- whom the host knows ----------------------------------------------------------------------------------------------


def test_a_unit_knows_those_who_came_and_not_those_who_work_there():
    roster = plan_of_a_unit()
    make_person("Ansat Anders", member_of=roster.host, speaks_for=False)
    make_person("Vikar Vera", role="employee", scope=roster.host.unit, member_of=roster.host)
    (slot,) = slots_of(roster)
    come(slot, by=make_person("Frivillig Frida"))
    gone = come(slot, by=make_person("Fortrudt Finn"))
    tasks.cancel_sign_up(by=viewer(gone.person), sign_up_id=gone.pk)
    assert names(roster) == ["Frivillig Frida"]
    anders = roster.host.memberships.get(person__actor__name="Ansat Anders").person
    come(slot, by=anders)  # in his own time
    assert names(roster) == ["Ansat Anders", "Frivillig Frida"]


def test_who_comes_to_a_task_for_few_is_not_known_to_those_it_is_not_for():
    roster = plan_of_a_unit()
    (slot,) = slots_of(roster)
    come(slot, by=make_person("Frivillig Frida"))
    Subject.objects.filter(pk=slot.task_id).update(audience="named")
    SubjectReader.objects.create(root=slot.task.subject, reader=roster.author.pk)
    other = make_person("Leder Lis", role="leader", scope=roster.host.unit)
    assert names(roster) == ["Frivillig Frida"]
    assert queries.candidates(roster, viewer(other)) == []


def test_an_association_knows_its_members_and_those_who_came():
    roster = make_roster()
    known_to(roster, "Bent", "Åse")
    come(slots_of(roster)[0], by=make_person("Carla"))
    assert names(roster) == ["Bent", "Carla", host_name(roster), "Åse"]


def host_name(roster: Roster) -> str:
    return roster.author.name


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("åse", ["Åse Bruun", "Åse Friis"]),
        ("FRI", ["Bo Friis", "Åse Friis"]),
        ("friis åse", ["Åse Friis"]),
        ("ingen", []),
    ],
)
def test_somebody_is_found_by_a_part_of_the_name(words, found):
    roster = make_roster()
    known_to(roster, "Åse Friis", "Bo Friis", "Åse Bruun")
    assert names(roster, words) == found


def test_of_many_the_first_are_shown_and_the_rest_are_told_of_and_found(sign_in, monkeypatch):
    monkeypatch.setattr(queries, "CANDIDATES_SHOWN", 2)
    roster = make_roster()
    known_to(roster, "Anna", "Bent", "Carl")
    desk = sign_in(roster.author)
    path = reverse("rosters:people", args=[roster.pk])
    page = desk.get(path)
    assert [label for _key, label in page.context["chosen"]["person_ids"].field.choices] == ["Anna", "Bent"]
    assert "I kender 4. Her er de første 2. Skriv en del af et navn for at finde de andre." in page.text
    found = desk.get(path, {"navn": "carl"})
    ((key, label),) = found.context["chosen"]["person_ids"].field.choices
    assert label == "Carl"
    assert "1 passer." in found.text
    desk.post(f"{path}?navn=carl", {"person_ids": [key]})
    assert [member.who for member in queries.members_of(roster)] == ["Carl"]
    nobody = desk.get(path, {"navn": "<b>ingen"})
    assert "Ingen af dem, I kender, hedder det." in nobody.text
    assert "&lt;b&gt;ingen" in nobody.text


def test_where_few_are_known_nobody_is_asked_to_search(sign_in):
    roster = make_roster()
    known_to(roster, "Anna")
    assert 'name="navn"' not in sign_in(roster.author).get(reverse("rosters:people", args=[roster.pk])).text


def test_however_many_are_known_the_page_costs_the_same(sign_in):
    roster = make_roster()
    desk = sign_in(roster.author)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(reverse("rosters:people", args=[roster.pk])).status_code == 200
        return len(asked)

    known_to(roster, "Anna")
    cost()
    few = cost()
    known_to(roster, *(f"Ven {number}" for number in range(9)))
    assert cost() == few


# --- the letters ------------------------------------------------------------------------------------------------------


def reads(asked: CaptureQueriesContext, *tables: str) -> list[str]:
    found = [each["sql"] for each in asked.captured_queries if each["sql"].lstrip("(").startswith("SELECT")]
    return [sql for sql in found if any(f'FROM "{table}"' in sql for table in tables)]


def test_a_letter_to_each_reads_the_tasks_and_the_rights_once():
    def cost(many: int) -> int:
        roster = make_roster()
        for number in range(many):
            told = {"name": f"Bo {number}", "email": f"bo{number}@{roster.pk}.example"}
            actions.add_person(by=viewer(roster.author), roster_id=roster.pk, **told)
        OutgoingMail.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            actions.ask(by=viewer(roster.author), roster_id=roster.pk)
        assert OutgoingMail.objects.count() == many
        return len(reads(asked, "tasks_task", "foundation_subjectreader", "actors_role", "actors_membership"))

    assert cost(6) == cost(1)


def test_the_way_to_a_task_for_some_only_stands_in_their_letters_alone():
    host = make_host()
    task = make_drives(by=host)
    Subject.objects.filter(pk=task.pk).update(audience="named")
    member = make_person("Sia", member_of=host_of(host), speaks_for=False)
    for reader in (host.pk, member.pk):
        SubjectReader.objects.create(root=task.subject, reader=reader)
    roster = make_roster(by=host, task=task)
    for person in (member, make_person("Fremmed")):
        actions.add_person(by=viewer(host), roster_id=roster.pk, name=person.name, email=person.email)
    actions.ask(by=viewer(host), roster_id=roster.pk)
    told = {letter.to: f"/opgaver/{task.pk}/" in letter.text for letter in OutgoingMail.objects.all()}
    assert sorted(told.values()) == [False, True]
    assert told[member.email]
    assert all(task.title in letter.text for letter in OutgoingMail.objects.all())


# --- what is typed wrong ----------------------------------------------------------------------------------------------


def test_nobody_chosen_is_told_where_one_chooses(sign_in):
    roster = make_roster()
    known_to(roster, "Anna")
    page = sign_in(roster.author).post(reverse("rosters:people", args=[roster.pk]), {"kendte": "1"})
    assert "Sæt kryds ved mindst én." in page.text
    assert "Skriv noget her." not in page.text


def test_a_class_that_fits_no_time_is_not_taken_in_and_one_that_does_not_fit_this_one_is_told_why():
    by = make_host()
    small, large = make_drives(by=by, times=1, places=2), make_drives(by=by, times=1, places=6, starts_at="08:00")
    roster = make_roster(by=by, task=small, task_ids=[str(small.pk), str(large.pk)])
    told = {"name": "Mette", "email": "mette@skole.example", "party": "school_class", "party_name": "7.b"}
    with pytest.raises(ValidationError, match="Der er højst plads til 6"):
        actions.add_person(by=viewer(by), roster_id=roster.pk, people=500, **told)
    member = actions.add_person(by=viewer(by), roster_id=roster.pk, people=4, **told)
    with pytest.raises(ValidationError, match=r"7\.b er 4, og der er plads til 2"):
        actions.place(by=viewer(by), roster_id=roster.pk, slot_id=small.slots.get().pk, member_id=member.pk)
    actions.place(by=viewer(by), roster_id=roster.pk, slot_id=large.slots.get().pk, member_id=member.pk)
    with pytest.raises(ValidationError, match="Der er højst plads til 6"):
        actions.tell_wishes(by=viewer(by), member_id=member.pk, people=7, weekdays={"1": "can"})


def test_times_and_a_no_at_once_are_asked_about_and_a_no_later_takes_back_what_was_said():
    roster = make_roster()
    person = make_person()
    member = actions.add_person(by=viewer(roster.author), roster_id=roster.pk, name="Bo", email=person.email)
    levels = {str(slot.pk): "can" for slot in slots_of(roster)}
    by = viewer(person)
    with pytest.raises(ValidationError, match="Vælg en af delene"):
        actions.tell_wishes(by=by, member_id=member.pk, slots=levels, declined=True)
    assert not member.wishes.exists()
    actions.tell_wishes(by=by, member_id=member.pk, slots=levels, weekdays={"1": "gladly"})
    actions.tell_wishes(by=by, member_id=member.pk, slots=levels, weekdays={"1": "gladly"}, declined=True)
    member.refresh_from_db()
    assert (member.declined, member.wishes.exists()) == (True, False)


def test_a_no_is_taken_from_a_form_that_does_not_show_all_that_was_said(sign_in):
    by = make_host()
    daily = make_drives(by=by, recurrence="FREQ=DAILY", times=2)
    roster = make_roster(by=by, task=daily)
    first, *others = slots_of(roster)
    person = make_person("Sia")
    told = {"name": person.name, "email": person.email}
    member = actions.add_person(by=viewer(by), roster_id=roster.pk, **told)
    gone, ahead = (str(times.local(slot.starts_at, daily.zone).isoweekday()) for slot in (first, others[0]))
    days = {gone: "can", ahead: "can"}
    levels = {str(others[0].pk): "gladly"}
    actions.tell_wishes(by=viewer(person), member_id=member.pk, slots=levels, weekdays=days)
    for slot in slots_of(roster):
        if str(times.local(slot.starts_at, daily.zone).isoweekday()) == gone:
            slot.delete()
    path = reverse("rosters:wishes", args=[member.pk])
    desk = sign_in(person)
    form = desk.get(path).context["form"]
    assert f"dag_{gone}" not in form.fields
    sent = {field.html_name: value for field in form if (value := field.value()) not in (None, False)}
    desk.post(path, sent | {"declined": "on"})
    member.refresh_from_db()
    assert (member.declined, member.wishes.exists()) == (True, False)


def test_a_no_and_one_time_set_to_no_are_no_contradiction():
    roster = make_roster()
    person = make_person()
    member = actions.add_person(by=viewer(roster.author), roster_id=roster.pk, name="Bo", email=person.email)
    first, second, *_others = (str(slot.pk) for slot in slots_of(roster))
    by = viewer(person)
    actions.tell_wishes(by=by, member_id=member.pk, slots={first: "can", second: "can"})
    actions.tell_wishes(by=by, member_id=member.pk, slots={first: "can", second: "cannot"}, declined=True)
    member.refresh_from_db()
    assert member.declined


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"party": "school_class", "party_name": "7.b 010190-1234"}, {"party_name"}),
        ({"party": "vrøvl"}, {"party"}),
    ],
)
def test_a_name_that_was_typed_is_not_asked_for(sign_in, told, wrong):
    roster = make_roster()
    told = {"name": "Bo", "email": "bo@post.example", **told}
    page = sign_in(roster.author).post(reverse("rosters:people", args=[roster.pk]), told)
    assert set(page.context["form"].errors) == wrong
    assert "Skriv, hvad I hedder." not in page.text


def test_all_that_is_wrong_with_somebody_new_is_told_at_once(sign_in):
    roster = make_roster()
    wrong = {"name": "", "phone": "abc", "party": "school_class"}
    page = sign_in(roster.author).post(reverse("rosters:people", args=[roster.pk]), wrong)
    assert set(page.context["form"].errors) == {"name", "phone", "party_name"}
    page = sign_in(roster.author).post(reverse("rosters:people", args=[roster.pk]), {"name": "Bo"})
    assert set(page.context["form"].errors) == {"email"}
