"""Those an association sends: its own list, the names on a time, and the one press that says no."""

import re
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from icalendar import Calendar

from samspil.actors.actions import add_member
from samspil.actors.models import Membership
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry, OneTimeLink
from samspil.foundation.verbs import NotFound, Refused
from samspil.identity.actions import erase_person
from samspil.safeguards.models import Safeguard
from samspil.tasks import actions, letters, personal_data, queries
from samspil.tasks import members as members_verbs
from samspil.tasks.models import SignUp
from tests.factories import make_actor, make_person, make_unit, viewer
from tests.tasks.making import come, letters_to, make_host, make_task, slot_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return make_actor("Engbæk Spejderne")


@pytest.fixture
def sia(association):
    """Who speaks for the association."""
    return make_person("Sia", member_of=association)


def take_in(chair, association, **told) -> Membership:
    return actions.take_in_member(by=viewer(chair), actor_id=association.pk, **{"name": "Anna", **told})


def link_in(person, part: str) -> str:
    return re.search(rf"http://[^/]+({part}\S+)", letters_to(person)[-1].text)[1]


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C65")
def test_a_chair_keeps_her_own_list_and_whoever_is_put_on_it_says_no_with_one_press(association, sia, client):
    anna = make_person("Anna")
    member = take_in(sia, association, email=anna.email)
    assert (member.person, member.speaks_for, member.actor) == (anna, False, association)
    assert association.pk in viewer(anna).readers
    (letter,) = letters_to(anna)
    assert "Sia har skrevet dig på listen" in letter.text
    link = link_in(anna, "/opgaver/paa-listen/")
    assert "Du står på listen" in client.get(link).text
    assert Membership.objects.current().filter(person=anna).exists()  # opening changes nothing
    assert "Du står ikke på listen mere" in client.post(link).text
    assert not Membership.objects.current().filter(person=anna).exists()
    assert client.get(link).status_code == 410
    with pytest.raises(ValidationError) as problem:
        take_in(sia, association, email=anna.email)
    assert "email" in problem.value.message_dict
    assert len(letters_to(anna)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Anna"}, "email"),
        ({"email": "x"}, "email"),
        ({"name": "010190-1234", "phone": "11 22 33 44"}, "name"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(association, sia, wrong, field):
    with pytest.raises(ValidationError) as problem:
        take_in(sia, association, **wrong)
    assert field in problem.value.message_dict


def test_only_whoever_speaks_for_it_keeps_the_list_and_nobody_gives_a_voice(association, sia):
    anna = make_person("Anna")
    take_in(sia, association, email=anna.email)
    unit = make_unit()
    leader = make_person(role="leader", scope=unit, member_of=unit.actor)
    for who in (anna, make_person(), make_person(role="coordinator"), make_person(role="administrator")):
        with pytest.raises(Refused):
            take_in(who, association, phone="11 22 33 44")
    with pytest.raises(Refused):  # staff are no list of volunteers
        take_in(leader, unit.actor, phone="11 22 33 44")
    with pytest.raises(Refused):
        add_member(by=viewer(sia), person=make_person(), actor=association, speaks_for=True)
    with pytest.raises(Refused):
        add_member(by=viewer(sia), person=make_person(), actor=make_actor(), speaks_for=False)
    with pytest.raises(ValidationError):
        take_in(sia, association, email=anna.email)  # twice
    with pytest.raises(NotFound):
        actions.let_member_go(by=viewer(sia), membership_id="x")
    with pytest.raises(Refused):
        actions.let_member_go(by=viewer(sia), membership_id=sia.memberships.get().pk)
    assert JournalEntry.objects.filter(verb="tasks.member_taken_in").count() == 1


def test_the_page_of_the_list_is_for_the_chair_and_shows_no_address(association, sia, sign_in):
    member = take_in(sia, association, email="hemmelig@engbaek.example", phone="87 65 43 21")
    page = sign_in(sia).get(f"/opgaver/folk/{association.pk}/").text
    assert "Anna" in page
    assert "hemmelig@engbaek.example" not in page
    assert "87 65 43 21" not in page
    assert sign_in(make_person(role="coordinator")).get(f"/opgaver/folk/{association.pk}/").status_code == 403
    for _press in range(2):
        assert sign_in(sia).post(f"/opgaver/folk/{member.pk}/tag-af/").status_code == 302
    assert not Membership.objects.current().filter(pk=member.pk).exists()


def test_nobody_goes_through_a_whole_directory(association, sia, monkeypatch):
    monkeypatch.setattr(members_verbs, "BY_SPEAKER", replace(members_verbs.BY_SPEAKER, most=2))
    for _member in range(2):
        take_in(sia, association, email=make_person().email)
    with pytest.raises(ValidationError, match="i morgen"):
        take_in(sia, association, email=make_person("Rigmor").email)
    assert queries.members_of(association)[-1].person.name != "Rigmor"


# --- who comes --------------------------------------------------------------------------------------------------------


def sent(association, sia, *people, task=None, **more) -> SignUp:
    task = task or make_task(places=9)
    row = come(task, by=sia, speaks_as=association.pk, people=max(1, len(people)))
    ids = [str(person.pk) for person in people]
    return actions.change_people(by=viewer(sia), sign_up_id=row.pk, member_ids=ids, **more)


def members(association, sia, *names: str):
    return [take_in(sia, association, name=name, email=make_person(name).email).person for name in names]


@pytest.mark.capability("C65")
def test_an_association_gives_names_or_only_a_number(association, sia, sign_in):
    host = make_host()
    anna, bo = members(association, sia, "Anna", "Bo")
    task = make_task(by=host, places=9)
    row = sent(association, sia, anna, bo, task=task, people=5)
    assert (row.people, {person.name for person in row.named.all()}) == (5, {"Anna", "Bo"})
    assert queries.with_places([slot_of(task)])[0].taken == 5
    page = sign_in(host).get(f"/opgaver/{task.pk}/hvem-kommer/").text
    assert "Fra dem kommer: Anna, Bo" in " ".join(page.split())
    assert anna.email not in page
    letter = letters_to(anna)[-1]
    assert letter.title.startswith("Engbæk Spejderne har skrevet dig på:")
    (event,) = Calendar.from_ical(letter.attachments[0][2]).walk("VEVENT")
    assert str(event["uid"]).startswith(str(row.slot_id))
    told = [len(letters_to(person)) for person in (anna, bo)]
    actions.change_people(by=viewer(sia), sign_up_id=row.pk, member_ids=[str(anna.pk)], people=3)
    assert [len(letters_to(person)) for person in (anna, bo)] == [told[0], told[1] + 1]
    off = letters_to(bo)[-1]
    assert off.title.startswith("Du skal ikke komme alligevel")
    assert "STATUS:CANCELLED" in off.attachments[0][2]
    row = actions.change_people(by=viewer(sia), sign_up_id=row.pk, people=2, member_ids=[])
    assert (row.people, row.named.count()) == (2, 0)


def test_more_than_there_is_room_for_and_strangers_are_refused(association, sia):
    (anna,) = members(association, sia, "Anna")
    task = make_task(places=4)
    row = sent(association, sia, anna, task=task)
    come(task, people=2)
    waiting = come(task, people=2)
    with pytest.raises(ValidationError) as problem:
        actions.change_people(by=viewer(sia), sign_up_id=row.pk, people=3)
    assert "people" in problem.value.message_dict
    with pytest.raises(ValidationError) as problem:
        actions.change_people(by=viewer(sia), sign_up_id=row.pk, member_ids=[str(make_person().pk)])
    assert "member_ids" in problem.value.message_dict
    with pytest.raises(Refused):
        actions.change_people(by=viewer(make_person()), sign_up_id=row.pk, people=1)
    with pytest.raises(Refused):  # the host may mend a number, never name somebody's members
        actions.change_people(by=viewer(task.author), sign_up_id=row.pk, member_ids=[str(anna.pk)])
    actions.change_people(by=viewer(sia), sign_up_id=row.pk, people=2)
    actions.change_people(by=viewer(sia), sign_up_id=row.pk, people=1)
    assert SignUp.objects.get(pk=waiting.pk).state == "waiting"  # one place is too few for two
    actions.cancel_sign_up(by=viewer(sia), sign_up_id=row.pk)
    assert SignUp.objects.get(pk=waiting.pk).state == "confirmed"
    with pytest.raises(ValidationError):
        actions.change_people(by=viewer(sia), sign_up_id=row.pk, people=1)


def test_whoever_is_named_needs_what_the_task_requires(association, sia):
    (anna,) = members(association, sia, "Anna")
    task = make_task(places=9, youngest=8)
    facts = {"kind": "children_check", "state": "seen", "seen_by": make_person(), "seen_on": clock.today()}
    Safeguard.objects.create(person=sia, host=task.host, **facts)
    row = come(task, by=sia, speaks_as=association.pk, people=2)
    with pytest.raises(ValidationError) as problem:
        actions.change_people(by=viewer(sia), sign_up_id=row.pk, member_ids=[str(anna.pk)])
    assert problem.value.message_dict["member_ids"][0].startswith("Anna: ")
    Safeguard.objects.create(
        host=association,
        kind="children_check",
        state="declared",
        year=clock.today().year,
        seen_on=clock.today(),
        due_on=clock.today(),
    )
    assert actions.change_people(by=viewer(sia), sign_up_id=row.pk, member_ids=[str(anna.pk)]).named.get() == anna


def test_those_named_hear_what_happens_and_one_who_cannot_says_so_by_link(association, sia):
    host = make_host()
    anna, bo = members(association, sia, "Anna", "Bo")
    task = make_task(by=host, places=9)
    row = sent(association, sia, anna, bo, task=task)
    client, link = Client(), link_in(anna, "/opgaver/skrevet-paa/")
    assert "Du kommer for Engbæk Spejderne" in client.get(link).text
    assert "Du er taget af" in client.post(link).text
    assert client.get(link).status_code == 410
    assert list(row.named.all()) == [bo]
    assert SignUp.objects.get(pk=row.pk).people == 2
    assert letters_to(sia)[-1].title.startswith("Anna kan ikke:")
    heard = len(letters_to(anna))
    actions.edit_task(by=viewer(host), task_id=task.pk, starts_at="11:00")
    actions.write_to_those_coming(by=viewer(host), slot_id=row.slot_id, words="Tag regntøj med.")
    assert "Tag regntøj med." in letters_to(bo)[-1].text
    actions.cancel_slot(by=viewer(host), slot_id=row.slot_id)
    titles = [letter.title.partition(":")[0] for letter in letters_to(bo)]
    assert titles[1:] == [
        "Engbæk Spejderne har skrevet dig på",
        "Ny tid eller nyt sted",
        f"Besked fra {task.host.name}",
        "Aflyst",
    ]
    assert len(letters_to(anna)) == heard
    with pytest.raises(Refused):
        actions.decline_named(by=viewer(anna), sign_up_id=row.pk)


def test_whoever_leaves_the_list_or_is_erased_is_named_no_more(association, sia):
    anna, bo = members(association, sia, "Anna", "Bo")
    row = sent(association, sia, anna, bo)
    assert personal_data.export(anna.pk)[0]["named_on"] == row.slot.task.title
    member = Membership.objects.get(person=anna)
    actions.let_member_go(by=viewer(sia), membership_id=member.pk)
    assert list(row.named.all()) == [bo]
    assert letters_to(anna)[-1].title.startswith("Du skal ikke komme alligevel")
    erase_person(by=viewer(bo), person_id=bo.pk)
    assert not row.named.exists()
    assert not OneTimeLink.objects.filter(purpose__in=(letters.NAMED, letters.ON_THE_LIST), person=bo.pk).exists()


def test_the_number_is_mended_on_ones_own_page_and_by_the_link(association, sia, sign_in):
    (anna,) = members(association, sia, "Anna")
    row = come(make_task(places=9), by=sia, speaks_as=association.pk, people=2)
    desk = sign_in(sia)
    page = desk.get(f"/opgaver/tilmelding/{row.pk}/").text
    assert "Hvem kommer fra jer?" in page
    desk.post(f"/opgaver/tilmelding/{row.pk}/hvem/", {"people": "3", "member_ids": [str(anna.pk)]})
    row.refresh_from_db()
    assert (row.people, row.named.get()) == (3, anna)
    wrong = desk.post(f"/opgaver/tilmelding/{row.pk}/hvem/", {"people": "99"})
    assert "Der er kun plads til 9 fra jer." in wrong.text
    teacher = make_person()
    by_mail = come(make_task(places=30), by=teacher, party="school_class", party_name="7.b", people=20)
    link = link_in(teacher, "/opgaver/l/")
    assert f'action="{link}"' in Client().post(link, {"hvad": "hvem", "people": "99"}).text
    assert Client().post(link, {"hvad": "hvem", "people": "22"}).status_code == 302
    by_mail.refresh_from_db()
    assert by_mail.people == 22


def test_an_address_tells_an_association_nobodys_name(association, sia, sign_in):
    """What the chair typed is shown to her and to the host; the name somebody is registered by is not."""
    host = make_host()
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    member = take_in(sia, association, name="Ham fra banen", email=known.email)
    assert (member.person, member.name) == (known, "Ham fra banen")
    desk = sign_in(sia)
    told = {"name": "Nysgerrig", "email": known.email, "request_id": str(uuid7())}
    pages = [
        desk.get(f"/opgaver/folk/{association.pk}/").text,
        desk.post(f"/opgaver/folk/{association.pk}/", told).text,
    ]
    row = sent(association, sia, known, task=make_task(by=host, places=3))
    pages.append(desk.get(f"/opgaver/tilmelding/{row.pk}/").text)
    pages.append(sign_in(host).get(f"/opgaver/{row.slot.task_id}/hvem-kommer/").text)
    actions.decline_named(by=viewer(known), sign_up_id=row.pk)
    pages.append(letters_to(sia)[-1].text)
    assert [page for page in pages if "Ham fra banen" not in page] == []
    assert [page for page in pages if "Registersen" in page] == []
    assert "Hemmelig" in letters_to(known)[0].text  # their own letter greets them by their own name
    assert {"on_the_list_of": "Engbæk Spejderne", "called": "Ham fra banen"} in personal_data.export(known.pk)
