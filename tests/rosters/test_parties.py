"""Several who come as one in a plan, and the one letter that each gets once it is confirmed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from samspil.foundation import clock
from samspil.foundation.models import AccessEntry, OneTimeLink, OutgoingMail
from samspil.rosters import actions, letters, queries
from samspil.rosters.models import Roster
from samspil.tasks import actions as tasks
from samspil.tasks.models import SignUp, SignUpState
from tests.factories import make_actor, make_person, viewer
from tests.rosters.making import computed, confirmed, make_drives, make_member, make_roster, slots_of, who_comes
from tests.tasks.making import come, make_host

pytestmark = pytest.mark.django_db
CLASS = {"party": "school_class", "party_name": "7.b på Åskolen", "people": "3"}


def make_party(roster: Roster, name: str = "Mette", *, wishes: dict[int, str] | None = None, **more):
    """Somebody who answers for several, and said when they can."""
    person = make_person(name)
    told = {**CLASS, "name": name, "email": person.email, **more}
    member = actions.add_person(by=viewer(roster.author), roster_id=roster.pk, **told)
    slots = slots_of(roster)
    levels = {str(slots[number].pk): level for number, level in (wishes or {0: "can"}).items()}
    return actions.tell_wishes(by=viewer(person), member_id=member.pk, slots=levels)


@pytest.fixture
def roster() -> Roster:
    host = make_host()
    return make_roster(by=host, task=make_drives(by=host, times=3, places=4, needed=2))


def events(letter: OutgoingMail) -> dict[str, str]:
    """What the calendar in a letter holds: the status of each time, by the slot's id."""
    (file,) = letter.attachments
    found = Calendar.from_ical(file[2]).walk("VEVENT")
    return {str(event["uid"]).partition("@")[0]: str(event["status"]) for event in found}


# --- several who come as one ------------------------------------------------------------------------------------------


@pytest.mark.capability("C65")
def test_a_class_takes_its_places_and_is_signed_up_as_a_class(roster):
    make_party(roster, wishes={0: "gladly", 1: "can"})
    make_member(roster, name="Anna", wishes={0: "can"})
    make_member(roster, name="Bo", wishes={0: "rather_not"})
    made = computed(roster)
    assert made.outcome["how"] == "milp"
    assert made.outcome["gap"] == 0
    assert queries.gap_in_words(made) == "Der findes ingen bedre plan med de svar, vi har."
    assert who_comes(made) == [["Anna", "Mette"], ["Mette"], []]
    table = queries.table(made)
    assert [(row.missing, row.below) for row in table.rows] == [(0, 0), (1, 0), (4, 2)]
    assert (table.filled, table.people[0][0].name) == (7, "7.b på Åskolen")
    actions.confirm(by=viewer(roster.author), roster_id=made.pk)
    row = SignUp.objects.filter(party="school_class").first()
    assert (row.people, row.name, row.person.name, row.state) == (3, "7.b på Åskolen", "Mette", "confirmed")


def test_more_than_there_are_places_is_told_and_cannot_be_put_there_by_hand(roster):
    many = make_party(roster, people="4")
    roster.members.update(people=9)  # there was more room when they were taken in
    made = computed(roster)
    assert who_comes(made) == [[], [], []]
    assert queries.table(made).rows[0].why == "1 hold kunne, men er for mange til pladserne."
    with pytest.raises(ValidationError) as problem:
        actions.place(by=viewer(roster.author), roster_id=made.pk, slot_id=slots_of(roster)[0].pk, member_id=many.pk)
    assert "member_id" in problem.value.message_dict


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"party": "pony"}, "party"), ({"party_name": ""}, "party_name"), ({"people": "0"}, "people")],
)
def test_a_party_needs_a_name_and_a_number(roster, wrong, field):
    with pytest.raises(ValidationError) as problem:
        make_party(roster, **wrong)
    assert field in problem.value.message_dict


def test_an_association_is_known_by_whoever_speaks_for_it(roster):
    association = make_actor("Engbæk Spejderne")
    chair = make_person("Sia", member_of=association)
    by = viewer(roster.author)
    told = {"party": "association", "party_name": "engbæk spejderne", "people": 2}
    member = actions.add_person(by=by, roster_id=roster.pk, name="Sia", email=chair.email, **told)
    assert (member.actor, member.party_name, member.name) == (association, "", "Engbæk Spejderne")
    actions.tell_wishes(by=viewer(chair), member_id=member.pk, slots={str(slots_of(roster)[0].pk): "can"}, people=4)
    confirmed(roster)
    row = SignUp.objects.get()
    assert (row.actor, row.party, row.people) == (association, "association", 4)


def test_those_who_came_as_a_class_are_asked_as_a_class(roster):
    teacher = make_person("Mette")
    come(slots_of(roster)[0], by=teacher, party="school_class", party_name="7.b", people=3)
    (candidate,) = [each for each in queries.candidates(roster, viewer(roster.author)) if each.person == teacher]
    assert candidate.label == "7.b, 3 i alt (Mette)"
    actions.add_people(by=viewer(roster.author), roster_id=roster.pk, person_ids=[str(teacher.pk)])
    member = roster.members.get()
    assert (member.name, member.people, member.party) == ("7.b", 3, "school_class")
    # They signed up themselves, so that is a promise, and the plan knows it.
    actions.tell_wishes(by=viewer(teacher), member_id=member.pk, slots={str(slots_of(roster)[1].pk): "can"})
    made = computed(roster)
    assert who_comes(made)[:2] == [["Mette"], ["Mette"]]
    assert made.shifts.get(slot=slots_of(roster)[0]).is_told


def test_a_party_that_grows_gets_its_places_with_the_next_plan(roster):
    member = make_party(roster)
    confirmed(roster)
    slot = str(slots_of(roster)[0].pk)
    actions.tell_wishes(by=viewer(member.person), member_id=member.pk, slots={slot: "can"}, people=4)
    confirmed(roster)
    assert SignUp.objects.get().people == 4


# --- one letter -------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C64")
def test_each_gets_one_letter_with_all_their_times_in_a_file():
    roster = make_roster()
    anna = make_member(roster, name="Anna", reminder="week")
    OutgoingMail.objects.all().delete()
    made = confirmed(roster)
    (letter,) = OutgoingMail.objects.filter(to=anna.person.email)
    assert letter.title == "Dine tider: Chauffører i foråret"
    assert letter.text.count("Kør til torsdagscafé") == 4
    assert events(letter) == {str(slot.pk): "CONFIRMED" for slot in slots_of(roster)}
    assert SignUp.objects.filter(reminder="week").count() == 4
    assert not OutgoingMail.objects.exclude(to=anna.person.email).exists()
    actions.confirm(by=viewer(roster.author), roster_id=made.pk)
    assert OutgoingMail.objects.count() == 1  # nothing is new


def test_a_new_plans_letter_says_only_what_changed_and_only_to_whom_it_concerns():
    roster = make_roster()
    make_member(roster, name="Anna", wishes={0: "can", 1: "can"}, at_most=2)
    bent = make_member(roster, name="Bent", wishes={1: "can", 2: "gladly"}, at_most=2)
    carl = make_member(roster, name="Carl", wishes={3: "can"})
    made = confirmed(roster)
    assert who_comes(made) == [["Anna"], ["Anna"], ["Bent"], ["Carl"]]
    first, second = slots_of(roster)[:2]
    shift = made.shifts.get(slot=second)
    anna = shift.member
    actions.take_off(by=viewer(roster.author), shift_id=shift.pk)
    OutgoingMail.objects.all().delete()
    made = confirmed(made)
    assert who_comes(made) == [["Anna"], ["Bent"], ["Bent"], ["Carl"]]
    assert not OutgoingMail.objects.filter(to=carl.person.email).exists()
    to_anna = OutgoingMail.objects.get(to=anna.person.email)
    assert to_anna.title.startswith("Ændret:")
    assert "Her skal du ikke komme mere:" in to_anna.text
    assert to_anna.text.count("Kør til torsdagscafé") == 1
    assert events(to_anna) == {str(first.pk): "CONFIRMED", str(second.pk): "CANCELLED"}
    to_bent = OutgoingMail.objects.get(to=bent.person.email)
    assert to_bent.text.count("Kør til torsdagscafé") == 1
    assert set(events(to_bent).values()) == {"CONFIRMED"}
    assert len(events(to_bent)) == 2


def test_nobody_elses_name_or_number_stands_in_a_letter_or_its_file():
    roster = make_roster()
    member = make_member(roster, name="Anna", together="Hemmelig ven")
    other = make_member(roster, name="Zenobia")
    for each, number in ((member, "88 00 00 01"), (other, "88 00 00 02")):
        each.person.phone = number
        each.person.save()
    OutgoingMail.objects.all().delete()
    confirmed(roster)
    for letter in OutgoingMail.objects.all():
        said = letter.title + letter.text + str(letter.attachments)
        hidden = {"88 00 00 01", "88 00 00 02", "Hemmelig ven", roster.author.email}
        hidden |= {"Zenobia", other.person.email} if letter.to == member.person.email else {"Anna", member.person.email}
        assert not [word for word in hidden if word in said]
        assert member.person.email not in str(letter.attachments)


def test_who_has_no_mail_is_rung_up(roster):
    by = viewer(roster.author)
    member = actions.add_person(by=by, roster_id=roster.pk, name="Ole", phone="11 22 33 44")
    actions.tell_wishes(by=by, member_id=member.pk, slots={str(slots_of(roster)[0].pk): "can"})
    made = confirmed(roster)
    assert [each.name for each in queries.table(made).to_ring] == ["Ole"]


def test_the_letters_link_opens_ones_own_times_and_calls_one_off(client):
    roster = make_roster()
    anna, bent = make_member(roster, name="Anna", at_most=2), make_member(roster, name="Bent")
    confirmed(roster)
    letter = OutgoingMail.objects.get(to=anna.person.email, title__startswith="Dine tider")
    link = "/vagtplaner/mine/" + letter.text.split("/vagtplaner/mine/")[1].split()[0]
    before = SignUp.objects.filter(person=anna.person, state=SignUpState.CONFIRMED).count()
    page = client.get(link).text
    assert page.count("Meld fra den her gang") == before == 2
    assert "Bent" not in page
    foreign = SignUp.objects.filter(person=bent.person).first()
    assert client.post(link, {"tilmelding": str(foreign.pk)}).status_code == 404
    assert client.post(link, {"tilmelding": "x"}).status_code == 404
    own = SignUp.objects.filter(person=anna.person).first()
    asked = client.post(link, {"tilmelding": str(own.pk)}).text
    assert "Vil du melde fra?" in asked
    assert SignUp.objects.get(pk=own.pk).state == SignUpState.CONFIRMED
    assert client.post(link, {"tilmelding": str(own.pk), "sikker": "ja"}).status_code == 302
    assert SignUp.objects.get(pk=own.pk).state == SignUpState.CANCELLED
    assert client.get(link).text.count("Meld fra den her gang") == 1  # the link goes on
    assert letters.opened(link.split("/")[3]) is None  # it opens no wishes
    actions.withdraw_roster(by=viewer(roster.author), roster_id=roster.pk)
    assert client.get(link).status_code == 410
    assert not OneTimeLink.objects.filter(purpose=letters.SHIFTS).exists()


def test_what_is_over_is_neither_given_nor_told(roster):
    member = make_member(roster, wishes={0: "can"})
    made = computed(roster)
    slot = slots_of(roster)[0]
    with clock.at(slot.ends_at + timedelta(hours=1)):
        actions.confirm(by=viewer(roster.author), roster_id=made.pk)
    assert not SignUp.objects.exists()
    assert not OutgoingMail.objects.filter(to=member.person.email).exists()


def test_one_may_answer_for_several_and_come_oneself(roster):
    """A teacher with two classes: three members, three letters, and each is planned for itself."""
    teacher = make_person("Mette", email="mette@post.example")
    by = viewer(roster.author)
    told = {"name": "Mette", "email": teacher.email}
    alone = actions.add_person(by=by, roster_id=roster.pk, **told)
    seven = actions.add_person(by=by, roster_id=roster.pk, **told, **CLASS)
    eight = actions.add_person(by=by, roster_id=roster.pk, **told, **CLASS | {"party_name": "8.a", "people": 2})
    for again in ({}, CLASS):
        with pytest.raises(ValidationError, match="med i planen i forvejen"):
            actions.add_person(by=by, roster_id=roster.pk, **told, **again)
    assert roster.members.count() == 3
    actions.ask(by=by, roster_id=roster.pk)
    assert OutgoingMail.objects.filter(to=teacher.email, title__startswith="Hvornår").count() == 3
    first, second, third = (str(slot.pk) for slot in slots_of(roster))
    for member, slot in ((alone, third), (seven, first), (eight, first), (eight, second)):
        actions.tell_wishes(by=viewer(teacher), member_id=member.pk, slots={slot: "can"})
    made = confirmed(roster)
    names = sorted((row.slot_id.hex, row.name) for row in SignUp.objects.all())
    # 7.b takes three of four places, so 8.a goes to the second time.
    assert {name for _slot, name in names} == {"Mette", "7.b på Åskolen", "8.a"}
    assert [sorted(shift.member.name for shift in row.shifts) for row in queries.table(made).rows] == [
        ["7.b på Åskolen"],
        ["8.a"],
        ["Mette"],
    ]


def test_somebody_without_a_mail_is_known_by_name_and_number(roster):
    told = {"by": viewer(roster.author), "roster_id": roster.pk, "name": "Uffe", "phone": "20 20 20 20"}
    actions.add_person(**told)
    with pytest.raises(ValidationError, match="med i planen i forvejen"):
        actions.add_person(**told)
    assert roster.members.count() == 1


def test_the_number_of_who_can_only_be_rung_up_stands_there_and_is_logged(roster, sign_in):
    by = viewer(roster.author)
    uffe = actions.add_person(by=by, roster_id=roster.pk, name="Uffe", phone="20 20 20 20")
    anna = actions.add_person(by=by, roster_id=roster.pk, name="Anna", email="anna@post.example", phone="88 00 00 01")
    actions.tell_wishes(by=by, member_id=uffe.pk, slots={str(slots_of(roster)[0].pk): "can"})
    confirmed(roster)
    desk = sign_in(roster.author)
    for page in (desk.get(f"/vagtplaner/{roster.pk}/"), desk.get(f"/vagtplaner/{roster.pk}/hvem/")):
        assert "20 20 20 20" in page.text
        assert "88 00 00 01" not in page.text  # who has a mail is written to
    assert AccessEntry.objects.filter(person=uffe.person_id, what="roster_contact").count() == 2
    assert not AccessEntry.objects.filter(person=anna.person_id).exists()


def test_every_reason_that_something_can_be_done_about_is_told():
    told = {"why": "limit_used", "counts": {"limit_used": 2, "too_many": 1, "not_available": 3}}
    assert queries.why_in_words(told) == (
        "2 kunne, men har nået deres antal. 1 hold kunne, men er for mange til pladserne."
    )


# --- whose an address is ----------------------------------------------------------------------------------------------


def added(roster: Roster, **more):
    """Somebody registered by another name than the one that is typed."""
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    told = {"name": "Ham fra banen", "email": known.email, **more}
    return known, actions.add_person(by=viewer(roster.author), roster_id=roster.pk, **told)


def pages_of(roster: Roster, desk) -> list[str]:
    where = ("", "hvem/", "papir/", f"tid/{slots_of(roster)[1].pk}/", "bekraeft/")
    answers = [desk.get(f"/vagtplaner/{roster.pk}/{each}") for each in where]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.text for answer in answers]


@pytest.mark.parametrize("party", [{}, CLASS])
def test_an_address_tells_whoever_plans_nobodys_name(roster, sign_in, party):
    """Also not once the plan is confirmed, where whoever plans wrote the wishes down themselves."""
    known, member = added(roster, **party)
    desk, by = sign_in(roster.author), viewer(roster.author)
    actions.ask(by=by, roster_id=roster.pk)
    first = str(slots_of(roster)[0].pk)
    actions.tell_wishes(by=by, member_id=member.pk, slots={first: "can"})
    make_member(roster, name="Anna", together="Hemmelig Registersen", wishes={1: "can"})
    confirmed(roster)
    row = SignUp.objects.get(person=known)
    pages = [*pages_of(roster, desk), desk.get(f"/vagtplaner/oensker/{member.pk}/").text]
    pages.append(desk.get(f"/opgaver/{row.slot.task_id}/hvem-kommer/").text)
    shown = CLASS["party_name"] if party else "Ham fra banen"
    assert [page for page in pages[:3] + pages[-1:] if shown not in page] == []
    assert [page for page in pages if "Registersen" in page] == []
    assert "Ham fra banen" in pages[1]  # who comes, or who answers for them
    others = OutgoingMail.objects.exclude(to=known.email)
    assert not [letter for letter in others if "Registersen" in letter.title + letter.text + str(letter.attachments)]
    # Planned once more, they are still called what was typed.
    again = make_roster(by=roster.author, task=roster.tasks.get(), title="Næste")
    (candidate,) = [each for each in queries.candidates(again, viewer(again.author)) if each.person == known]
    assert "Registersen" not in candidate.label
    assert "Ham fra banen" in candidate.label


def test_whoever_says_yes_themselves_goes_by_their_own_name(roster, sign_in):
    known, member = added(roster)
    desk = sign_in(roster.author)
    page = desk.get(f"/vagtplaner/{roster.pk}/hvem/").text
    assert ("Ham fra banen" in page, "Registersen" in page) == (True, False)
    actions.tell_wishes(by=viewer(known), member_id=member.pk, declined=True)
    assert "Registersen" not in desk.get(f"/vagtplaner/{roster.pk}/hvem/").text  # a no tells nothing
    actions.tell_wishes(by=viewer(known), member_id=member.pk, slots={str(slots_of(roster)[0].pk): "can"})
    assert "Hemmelig Registersen" in desk.get(f"/vagtplaner/{roster.pk}/hvem/").text


def test_who_stands_on_the_hosts_list_is_asked_by_the_name_it_wrote(roster):
    chair = make_person("Sia", member_of=roster.host)
    known = make_person("Hemmelig Registersen", email="kendt@post.example")
    tasks.take_in_member(by=viewer(chair), actor_id=roster.host_id, name="Ham fra banen", email=known.email)
    labels = {each.person.pk: each.label for each in queries.candidates(roster, viewer(roster.author))}
    assert labels[known.pk] == "Ham fra banen"
    actions.add_people(by=viewer(roster.author), roster_id=roster.pk, person_ids=[str(known.pk)])
    assert roster.members.get().name == "Ham fra banen"
    come(slots_of(roster)[0], by=known)  # they come themselves, and so have said who they are
    other = make_roster(by=roster.author, task=roster.tasks.get(), title="Næste")
    assert {each.label for each in queries.candidates(other, viewer(other.author)) if each.person == known} == {
        "Hemmelig Registersen"
    }
