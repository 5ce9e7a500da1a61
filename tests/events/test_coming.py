"""Who comes: signing up, the line, cancelling, reminders, what nobody may see, and the last place."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from samspil.actors.actions import end_membership, register_person
from samspil.events import actions, letters, queries
from samspil.events.models import Event, EventSignUp
from samspil.foundation import clock
from samspil.foundation.models import AccessEntry, JournalEntry
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.events.making import begun, come, letters_to, make_event, make_host, make_meeting
from tests.factories import make_actor, make_person, viewer

pytestmark = pytest.mark.django_db
MANY, AT_ONCE = 80, 10


def state(row: EventSignUp) -> str:
    return EventSignUp.objects.get(pk=row.pk).state


@pytest.mark.capability("C72")
def test_the_line_moves_up_by_itself_in_order_and_says_so():
    event = make_event(places=4)
    first, second = come(event, people=2), come(event, people=2)
    big, last = come(event, people=3), make_person()
    small = come(event, by=last, people=2)
    assert {state(row) for row in (big, small)} == {"waiting"}
    actions.cancel_sign_up(by=viewer(first.person), sign_up_id=first.pk)
    assert (state(big), state(small)) == ("waiting", "confirmed")
    actions.cancel_sign_up(by=viewer(second.person), sign_up_id=second.pk)
    assert state(big) == "waiting"  # two are free, and they are three
    assert [letter.title.split(":")[0] for letter in letters_to(last)] == [
        "Du står på ventelisten",
        "Nu er der plads til dig",
    ]


def test_more_room_lets_the_line_in():
    event = make_event(places=1)
    come(event)
    waiting = come(event)
    actions.edit_event(by=viewer(event.author), event_id=event.pk, places=2)
    assert state(waiting) == "confirmed"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"people": 9}, "people"),
        ({"people": "mange"}, "people"),
        ({"people": 61}, "people"),
        ({"reminder": "hourly"}, "reminder"),
        ({"phone": "010190-1234"}, "phone"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(told, field):
    with pytest.raises(ValidationError) as problem:
        come(make_event(places=5), **told)
    assert field in problem.value.message_dict


def test_strangers_the_forged_the_closed_and_the_over_are_refused():
    event = make_event()
    with pytest.raises(Refused):
        actions.sign_up(by=NOBODY, event_id=event.pk)
    with pytest.raises(NotFound):
        actions.sign_up(by=viewer(make_person()), event_id="x")
    with pytest.raises(Refused):
        come(event, speaks_as=make_actor().pk)
    with pytest.raises(Refused):
        come(event, behalf={"name": "Ole", "channel": "phone", "phone": "1"})
    actions.close_sign_up(by=viewer(event.author), event_id=event.pk)
    for shut in (event, begun(make_event()), make_event(needs_sign_up=False)):
        with pytest.raises(ValidationError):
            come(shut)
    assert actions.close_sign_up(by=viewer(event.author), event_id=event.pk).closed_at  # pressed twice
    actions.close_sign_up(by=viewer(event.author), event_id=event.pk, is_closed=False)
    assert come(event).state == "confirmed"


def test_until_the_last_day_and_not_a_day_longer():
    event = make_event(sign_up_by=(clock.today() + timedelta(days=3)).isoformat())
    with clock.at(clock.now() + timedelta(days=2)):
        assert come(event).state == "confirmed"
    with clock.at(clock.now() + timedelta(days=4)), pytest.raises(ValidationError):
        come(event)


def test_nobody_is_signed_up_twice_and_a_double_press_is_one():
    guest, event = make_person(), make_event()
    key = "01890000-0000-7000-8000-000000000002"
    assert come(event, by=guest, request_id=key).pk == come(event, by=guest, request_id=key).pk
    with pytest.raises(ValidationError):
        come(event, by=guest)
    row = EventSignUp.objects.get()
    for _press in range(2):
        actions.cancel_sign_up(by=viewer(guest), sign_up_id=row.pk)
    assert come(event, by=guest).sequence == 2  # a later version than not coming


def test_somebody_who_rang_is_entered_by_staff_with_a_number():
    coordinator, event = make_person(role="coordinator"), make_event()
    behalf = {"name": "Ole", "function": "", "channel": "phone", "phone": ""}
    with pytest.raises(ValidationError) as problem:
        come(event, by=coordinator, behalf=behalf)
    assert "behalf_phone" in problem.value.message_dict
    row = come(event, by=coordinator, behalf={**behalf, "phone": "11 22 33 44"})
    assert (row.person.phone, row.entered_by, row.channel) == ("11 22 33 44", coordinator, "phone")


def test_only_oneself_and_the_host_take_somebody_off():
    event = make_event()
    row = come(event)
    with pytest.raises(Refused):
        actions.cancel_sign_up(by=viewer(make_person()), sign_up_id=row.pk)
    actions.cancel_sign_up(by=viewer(event.author), sign_up_id=row.pk)
    assert letters_to(row.person)[-1].title.startswith("Din plads er taget tilbage")


def test_contact_is_the_hosts_only_when_the_place_is_given_and_the_person_allows_it(sign_in):
    host = make_host()
    event = make_event(by=host, places=2)
    open_one, shy = make_person("Åben Ås"), make_person("Genert Geertsen")
    come(event, by=open_one, shares_contact=True, phone="11 11 11 11")
    come(event, by=shy, phone="22 22 22 22")
    waits = come(event, shares_contact=True)
    client = sign_in(host)
    page = client.get(f"/arrangementer/{event.pk}/hvem-kommer/").text
    assert {"11 11 11 11", open_one.email, shy.name} <= {
        part for part in ("11 11 11 11", open_one.email, shy.name) if part in page
    }
    assert not [part for part in ("22 22 22 22", shy.email, waits.person.email) if part in page]
    assert set(AccessEntry.objects.values_list("person", flat=True)) == {open_one.pk}
    with clock.at(event.ends_at + timedelta(days=15)):
        page = sign_in(host).get(f"/arrangementer/{event.pk}/hvem-kommer/").text
    assert open_one.actor.name in page
    assert not [part for part in ("11 11 11 11", open_one.email) if part in page]
    paper = client.get(f"/arrangementer/{event.pk}/hvem-kommer/print/").text
    assert "Genert Geertsen" in paper
    assert "@" not in paper.partition("<main")[2]
    assert "11 11 11 11" not in paper
    # Nobody else sees who comes: not on the page, in the calendar, in machine data, nor in letters.
    stranger = sign_in(make_person())
    assert stranger.get(f"/arrangementer/{event.pk}/hvem-kommer/").status_code == 403
    public = "".join(
        stranger.get(f"/arrangementer/{part}").text
        for part in ("", f"{event.pk}/", f"{event.pk}/kalender.ics", "kalender.ics", f"{event.pk}/plakat/")
    )
    assert not [part for part in ("Geertsen", "Åben Ås", open_one.email, "ATTENDEE") if part in public]
    for letter in letters_to(open_one):
        assert not [part for part in ("Geertsen", shy.email) if part in letter.text]
    assert "Geertsen" not in str(list(JournalEntry.objects.values_list("payload", flat=True)))


def test_whoever_has_left_the_host_reads_the_list_no_more(sign_in):
    host = make_host()
    event = make_event(by=host)
    come(event, shares_contact=True)
    end_membership(by=SYSTEM, membership_id=host.memberships.get().pk)
    for page in ("hvem-kommer/", "hvem-kommer/print/", "ret/"):
        assert sign_in(host).get(f"/arrangementer/{event.pk}/{page}").status_code == 403


def test_the_link_is_for_those_with_a_place(client, sign_in):
    url = "https://moede.example/hemmeligt-rum"
    event = make_meeting(online_url=url, places=1)
    guest, waiting = make_person(), make_person()
    row = come(event, by=guest)
    late = come(event, by=waiting)
    everywhere = "".join(
        client.get(f"/arrangementer/{part}").text
        for part in ("", f"{event.pk}/", f"{event.pk}/kalender.ics", "kalender.ics", f"{event.pk}/plakat/")
    )
    assert url not in everywhere
    assert url not in sign_in(waiting).get(f"/arrangementer/tilmelding/{late.pk}/").text
    assert url not in letters_to(waiting)[-1].text
    assert url in sign_in(guest).get(f"/arrangementer/{event.pk}/").text
    assert url in letters_to(guest)[-1].text
    calendar = sign_in(guest).get(f"/arrangementer/tilmelding/{row.pk}/kalender.ics").text.replace("\r\n ", "")
    assert url in calendar


def test_reminders_go_once_to_those_who_want_them():
    event = make_event()
    day, week, none = make_person(), make_person(), make_person()
    for person, choice in ((day, "day"), (week, "week"), (none, "none")):
        come(event, by=person, reminder=choice)
    with clock.at(event.starts_at - timedelta(days=6)):
        letters.remind()
    with clock.at(event.starts_at - timedelta(hours=20)):
        letters.remind()
        letters.remind()
        late = make_person()
        come(event, by=late)
        letters.remind()
    told = [sum(letter.title.startswith("Husk") for letter in letters_to(who)) for who in (day, week, none, late)]
    assert told == [1, 1, 0, 0]


def test_a_message_reaches_those_with_a_place_and_is_not_kept():
    event = make_event(places=1)
    guest, waiting = make_person(), make_person()
    come(event, by=guest)
    come(event, by=waiting)
    with pytest.raises(Refused):
        actions.write_to_those_coming(by=viewer(guest), event_id=event.pk, words="Hej")
    actions.write_to_those_coming(by=viewer(event.author), event_id=event.pk, words="Tag en kop med.")
    assert "Tag en kop med." in letters_to(guest)[-1].text
    assert "Tag en kop med." not in letters_to(waiting)[-1].text


def test_counting_costs_one_query(django_assert_num_queries):
    events = [make_event(places=3) for _number in range(3)]
    come(events[0], people=2)
    with django_assert_num_queries(1):
        assert [event.free for event in queries.with_places(events)] == [1, 3, 3]


# --- the last place ---------------------------------------------------------------------------------------------------


def at_once(work: list) -> list[Exception]:
    """Do all of it at the same moment, each on a thread with a connection of its own."""
    problems: list[Exception] = []
    gate = threading.Barrier(len(work))

    def run(mine: list) -> None:
        gate.wait()
        for each in mine:
            try:
                each()
            except Exception as problem:
                problems.append(problem)
        connections.close_all()

    threads = [threading.Thread(target=run, args=[mine]) for mine in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_overbook():
    """On PostgreSQL row locks decide, on a SQLite file the one who writes."""
    event = make_event(places=7)
    people = [viewer(register_person(name=f"Gæst {number}")) for number in range(MANY)]  # without letters

    def comes(who):
        return lambda: actions.sign_up(by=who, event_id=event.pk, reminder="none")

    assert at_once([[comes(who) for who in people[number::AT_ONCE]] for number in range(AT_ONCE)]) == []
    held = EventSignUp.objects.filter(event=event, state="confirmed")
    assert held.count() == 7
    assert EventSignUp.objects.filter(event=event, state="waiting").count() == MANY - 7

    def goes(row):
        return lambda: actions.cancel_sign_up(by=viewer(row.person), sign_up_id=row.pk)

    assert at_once([[goes(row)] for row in held.select_related("person")]) == []
    assert EventSignUp.objects.filter(event=event, state="confirmed").count() == 7
    assert Event.objects.get(pk=event.pk).places == 7
