"""The pages: from a challenge in two presses, a guest by mail, calendars, paper, filters and what they cost."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from samspil.foundation import clock, filtering
from samspil.foundation.models import OutgoingMail, Subject
from samspil.moderation.actions import hide
from samspil.tasks import actions, queries
from samspil.tasks.models import CalendarFeed, SignUp, Task
from tests.agreements.making import make_frame, make_rules
from tests.factories import make_actor, make_challenge, make_person, viewer
from tests.resources.making import make_area, make_resource
from tests.tasks.making import (
    come,
    facts,
    host_of,
    letters_to,
    make_host,
    make_municipal_task,
    make_task,
    slot_of,
    was,
)

pytestmark = pytest.mark.django_db
GUEST = {"guest_name": "Agnes", "guest_email": "agnes@post.example", "guest_function": ""}
SIGN_UP = {"party": "person", "people": "1", "reminder": "day"}


def typed(form) -> dict[str, str]:
    """What a browser would send of a form as it stands."""
    values = {field.name: field.value() for field in form}
    return {name: value if isinstance(value, list) else str(value) for name, value in values.items() if value}


def link_in(letter: OutgoingMail, part: str) -> str:
    return re.search(rf"http://[^/]+(/{part}\S+)", letter.text)[1]


@pytest.mark.capability("C64")
def test_a_challenge_becomes_a_task_in_two_presses(sign_in):
    host = make_host(email="formand@engbaek.example")
    host.phone = "11 22 33 44"
    host.save()
    challenge = make_challenge(description="Vi mangler følgeskab ned til åen.")
    client = sign_in(host)
    page = client.get(f"/udfordringer/{challenge.pk}/").text
    address = re.search(r'href="(/opgaver/ny/\?fra=[^"]+)"', page)[1]
    answer = client.post(address, typed(client.get(address).context["form"]))
    task = Task.objects.get()
    assert answer["Location"] == f"/opgaver/{task.pk}/"
    assert (task.origin_id, task.contact_phone) == (challenge.pk, "11 22 33 44")
    assert challenge.question in task.does
    assert "følgeskab" not in task.does  # somebody told it of themselves: it is no description of a task
    assert task.title in Client().get(f"/udfordringer/{challenge.pk}/").text


@pytest.mark.capability("C65")
def test_a_guest_signs_up_by_mail_cancels_by_link_and_the_next_one_moves_up():
    task = make_task(places=1)
    slot, client = slot_of(task), Client()
    said = client.post(f"/opgaver/tid/{slot.pk}/tilmeld/", {**SIGN_UP, **GUEST, "note": "Jeg har en hund."})
    assert "identity/check_mail.html" in [template.name for template in said.templates]
    assert not SignUp.objects.exists()
    confirm = link_in(OutgoingMail.objects.get(to=GUEST["guest_email"]), "bekraeft/")
    assert task.title in client.get(confirm).text
    thanks = client.post(confirm).text
    assert "Det sker der nu" in thanks
    assert task.contact_phone in thanks
    row = SignUp.objects.select_related("person").get()
    waiting = come(task)
    own = link_in(letters_to(row.person)[-1], "opgaver/l/")
    assert "Meld mig fra" in client.get(own).text
    assert SignUp.objects.get(pk=row.pk).state == "confirmed"  # opening changes nothing
    asked = client.post(own, {"hvad": "meld-fra"}).text
    assert "Vil du melde fra?" in asked
    assert f'href="{own}"' in asked  # the way back
    assert SignUp.objects.get(pk=row.pk).state == "confirmed"
    done = client.post(own, {"hvad": "meld-fra", "sikker": "ja"}).text
    assert "Du er meldt fra" in done
    assert f"/opgaver/tid/{slot.pk}/tilmeld/" in done  # and up again, by whoever pressed wrong twice
    assert SignUp.objects.get(pk=row.pk).state == "cancelled"
    assert SignUp.objects.get(pk=waiting.pk).state == "confirmed"
    assert client.get(own).status_code == 410


def test_the_letters_link_lets_a_guest_choose_note_hours_and_get_a_calendar():
    task, guest, client = make_task(), make_person(), Client()
    row = come(task, by=guest)
    own = link_in(letters_to(guest)[-1], "opgaver/l/")
    assert client.post(own, {"hvad": "valg", "reminder": "week", "shares_contact": "on"}).status_code == 302
    page = client.post(own, {"hvad": "kalender"}, follow=True).text
    assert "/opgaver/kalender/" not in page  # whoever was passed the letter sees no more than the one time
    feed = re.search(r"http://[^/]+(/opgaver/kalender/\S+)", letters_to(guest)[-1].text)[1]
    assert task.title in client.get(feed).text
    was(row.slot)
    assert "Skriv et tal" in client.post(own, {"hvad": "timer", "hours": "mange"}).text
    assert client.post(own, {"hvad": "timer", "hours": "2,5"}).status_code == 302
    row.refresh_from_db()
    assert (row.reminder, row.shares_contact, float(row.hours)) == ("week", True, 2.5)


def test_a_guest_to_a_task_with_children_is_told_what_to_do():
    slot, client = slot_of(make_task(youngest=9)), Client()
    client.post(f"/opgaver/tid/{slot.pk}/tilmeld/", {**SIGN_UP, **GUEST})
    said = client.post(link_in(OutgoingMail.objects.get(to=GUEST["guest_email"]), "bekraeft/"))
    assert said.status_code == 409
    assert "børneattest" in said.text
    assert not SignUp.objects.exists()


@pytest.mark.capability("C11")
def test_rights_and_the_way_to_ask_ones_fund_stand_beside_the_task_and_no_limit_is_promised(client):
    for task in (make_task(), make_municipal_task()):
        page = client.get(f"/opgaver/{task.pk}/").text + client.get(f"/opgaver/{task.pk}/print/").text
        assert "Du kan altid melde fra" in page
        assert "Spørg din a-kasse eller dit jobcenter" in page
        assert not re.search(r"inden for grænsen|44 timer|65 timer", page)


@pytest.mark.capability("C21")
@pytest.mark.capability("C67")
def test_the_municipalitys_own_tasks_are_marked_and_its_ground_rules_stand_beside(client):
    theirs, own = make_task(), make_municipal_task()
    make_frame()
    make_rules(own.host.unit, by=own.author)
    page = client.get(f"/opgaver/{own.pk}/").text
    assert "Kommunens opgave" in page
    assert f"/aftaler/spilleregler/{own.host_id}/" in page
    assert "Kommunens opgave" not in client.get(f"/opgaver/{theirs.pk}/").text
    assert client.get("/opgaver/").text.count("Kommunens opgave") == 1


def test_public_times_are_events_for_machines_and_those_of_a_limited_page_are_not(client, sign_in):
    task = make_task(place="Engbæk", address="Bænken")
    page = client.get(f"/opgaver/{task.pk}/").text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (data["@type"], data["name"], data["location"]["address"]) == ("Event", task.title, "Bænken")
    assert datetime.fromisoformat(data["startDate"]) == slot_of(task).starts_at
    staff = make_person(role="coordinator")
    challenge = make_challenge(by=staff, audience="staff")
    limited = actions.make_task(by=viewer(staff), host_id=task.host_id, origin_id=challenge.pk, **facts())
    assert "ld+json" not in sign_in(staff).get(f"/opgaver/{limited.pk}/").text


# --- calendars --------------------------------------------------------------------------------------------------------


def events(response) -> list:
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_one_time_for_the_calendar_is_read_back_with_its_zone(client):
    with clock.at(datetime(2026, 10, 1, 8, tzinfo=UTC)):
        task = make_task(first_on="2026-10-25", starts_at="10:00", ends_at="12:00")
        answer = client.get(f"/opgaver/tid/{slot_of(task).pk}/kalender.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    [event] = events(answer)
    assert event["dtstart"].dt.isoformat() == "2026-10-25T10:00:00+01:00"
    assert event["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert len(Calendar.from_ical(answer.content).walk("VTIMEZONE")) == 1
    assert "ATTENDEE" not in answer.text
    assert event["uid"].startswith(str(slot_of(task).pk))


def test_ones_own_calendar_holds_ones_own_and_follows_what_is_changed(client, sign_in):
    host, guest = make_host(), make_person()
    task, offered, other = make_task(by=host), make_task(by=host, asks_first=True), make_task(by=host)
    period = make_task(by=host, shape="period", until_on=clock.today() + timedelta(days=40))
    row = come(task, by=guest)
    come(offered, by=guest)
    come(period, by=guest)
    come(other)
    first = actions.renew_feed(by=viewer(guest)).token
    answer = client.get(f"/opgaver/kalender/{first}.ics")
    assert answer["Cache-Control"] == "no-store"
    found = {str(event["summary"]): event for event in events(answer)}
    assert {title: str(event["status"]) for title, event in found.items()} == {
        task.title: "CONFIRMED",
        offered.title: "TENTATIVE",
        period.title: "CONFIRMED",
    }
    assert "T" not in found[period.title]["dtstart"].to_ical().decode()  # whole days
    actions.edit_task(by=viewer(host), task_id=task.pk, starts_at="11:00")
    moved = next(
        event for event in events(client.get(f"/opgaver/kalender/{first}.ics")) if event["summary"] == task.title
    )
    before = found[task.title]
    assert (moved["uid"], moved["sequence"]) == (before["uid"], before["sequence"] + 1)
    actions.cancel_sign_up(by=viewer(guest), sign_up_id=row.pk)
    gone = next(
        event for event in events(client.get(f"/opgaver/kalender/{first}.ics")) if event["summary"] == task.title
    )
    assert (gone["status"], gone["sequence"]) == ("CANCELLED", moved["sequence"] + 1)
    assert sign_in(guest).post("/opgaver/min-kalender/").status_code == 200
    assert client.get(f"/opgaver/kalender/{first}.ics").status_code == 404
    assert CalendarFeed.objects.get().token_hash != first


def test_nothing_hidden_or_taken_back_stands_in_a_calendar(client):
    host, guest = make_host(), make_person()
    tasks = [make_task(by=host, title=f"Enhjørning {number}") for number in range(2)]
    for task in tasks:
        come(task, by=guest)
    from samspil.moderation import actions as moderation

    token = actions.renew_feed(by=viewer(guest)).token
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=tasks[0].pk, reason="Der står et navn.")
    actions.withdraw_task(by=viewer(host), task_id=tasks[1].pk)
    assert "nhjørning" not in client.get(f"/opgaver/kalender/{token}.ics").text


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"kør", "lær"}),
        ("slags=transport", {"kør"}),
        ("q=telefon", {"lær"}),
        ("krav=none", {"kør"}),
        ("krav=course", {"lær"}),
        ("dag={day}", {"kør"}),
        ("plads=nu", {"lær"}),
        ("vaert={host}", {"kør"}),
        ("slags=guld&dag=9&vaert=x&side=7", {"kør", "lær"}),
        ("q=enhjørning", set()),
    ],
)
def test_the_list_is_narrowed(client, query, found):
    start = clock.today() + timedelta(days=7)
    drive = make_task(title="kør", kind="transport", first_on=start, places=1)
    make_task(title="lær", does="Vis en telefon.", requirements=["course"], first_on=start + timedelta(days=1))
    come(drive)
    page = client.get(f"/opgaver/?{query.format(day=start.isoweekday(), host=drive.host_id)}").text
    assert {title for title in ("kør", "lær") if f">{title}</a>" in page} == found


def test_of_many_hosts_one_is_found_by_a_part_of_its_name_and_a_hidden_one_is_not(client, monkeypatch, birthe):
    makers = [make_host(make_actor(name)) for name in ("Åløbets Venner", "Skovens Venner", "Skjulte Venner")]
    tasks = {title: make_task(title=title, by=by) for title, by in zip(("åløb", "skov", "skjul"), makers, strict=True)}
    hide(by=viewer(birthe), subject_id=tasks["skjul"].host_id, reason="Der står et navn.")

    def found(query: str) -> set[str]:
        page = client.get(f"/opgaver/?vaert={query}").text
        return {title for title in tasks if f">{title}</a>" in page}

    host = tasks["skov"].host_id
    assert (found(str(host)), found("Skovens")) == ({"skov"}, set(tasks))  # a short list is no field to type in
    monkeypatch.setattr(filtering, "LISTED", 1)
    page = client.get("/opgaver/").text
    assert '<option value="Skovens Venner"></option>' in page
    assert "Skjulte Venner" not in page
    typed = ("skovens", "venner", "VENNER ålø", "Skjulte", str(host), "intet")
    assert [found(query) for query in typed] == [{"skov"}, {"åløb", "skov"}, {"åløb"}, set(), {"skov"}, set()]
    assert 'value="Skovens Venner"' in client.get(f"/opgaver/?vaert={host}").text


def test_a_task_lies_in_the_area_of_its_place_when_nobody_chose_one(client):
    """By the area's own name, or by what else lies at that place; a place of a page that few may read tells nothing."""
    north, south = make_area("Nørre Engbæk"), make_area("Sønder Engbæk")
    make_resource(place="Lergården", area_id=north.pk)
    limited = make_resource(place="Skjultsted", area_id=north.pk)
    Subject.objects.filter(pk=limited.pk).update(audience="staff")
    make_task(title="valgt", place="Lergården", area_id=south.pk)
    make_task(title="navnet", place="Nørre Engbæk")
    make_task(title="stedet", place="Lergården")
    make_task(title="skjult", place="Skjultsted")
    make_task(title="intet")

    def found(area) -> set[str]:
        page = client.get(f"/opgaver/?omraade={area.pk}").text
        return {title for title in ("valgt", "navnet", "stedet", "skjult", "intet") if f">{title}</a>" in page}

    assert found(north) == {"navnet", "stedet"}
    assert found(south) == {"valgt"}


def test_the_list_costs_the_same_however_long_it_is(client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/opgaver/").status_code == 200
        return len(asked)

    host = make_host()
    make_task(by=host)
    few = cost()
    for _number in range(5):
        come(make_task(by=host))
    assert cost() <= few


def test_the_page_of_who_comes_costs_the_same_however_many_come(sign_in):
    host = make_host()
    task = make_task(by=host, places=30)
    client = sign_in(host)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/opgaver/{task.pk}/hvem-kommer/").status_code == 200
        return len(asked)

    come(task, shares_contact=True)
    few = cost()
    for _number in range(5):
        come(task, shares_contact=True)
    assert cost() <= few


def test_pressing_twice_closes_once_and_sends_once(sign_in):
    host, guest = make_host(), make_person()
    task = make_task(by=host)
    slot = slot_of(task)
    come(task, by=guest)
    browser = sign_in(host)
    form = browser.get(f"/opgaver/{task.pk}/hvem-kommer/").text.partition(f"/opgaver/tid/{slot.pk}/skriv/")[2]
    said = {"request_id": re.search(r'name="request_id" value="([^"]+)"', form)[1], "words": "Tag støvler på."}
    for _press in range(2):
        browser.post(f"/opgaver/tid/{slot.pk}/skriv/", said)
        browser.post(f"/opgaver/tid/{slot.pk}/luk/")
        browser.post(f"/opgaver/{task.pk}/luk/", {"luk": "ja"})
    assert OutgoingMail.objects.filter(to=guest.email, text__contains="støvler").count() == 1
    task.refresh_from_db()
    slot.refresh_from_db()
    assert None not in (task.closed_at, slot.closed_at)
    assert 'name="aabn"' in browser.get(f"/opgaver/{task.pk}/luk/").text
    for path in (f"/opgaver/tid/{slot.pk}/luk/", f"/opgaver/{task.pk}/luk/"):
        browser.post(path, {"aabn": "ja"})
    task.refresh_from_db()
    slot.refresh_from_db()
    assert (task.closed_at, slot.closed_at) == (None, None)


def test_what_the_engine_gets_is_open_and_public():
    task = make_task(kind="transport", shape="recurring", recurrence="FREQ=WEEKLY;BYDAY=TH", until_on=None)
    closed = make_task()
    actions.close_task(by=viewer(closed.author), task_id=closed.pk)
    [document] = queries.match_documents()
    assert (document["id"], document["days"], document["times"]) == (
        str(task.pk),
        frozenset({"thu"}),
        frozenset({"morning"}),
    )
    assert host_of(task.author).name == document["provider"]


def test_a_guest_hears_what_is_wrong_before_a_letter_is_sent(client):
    """A class of thirty for four places, without a name: told on the page, not after they have opened a letter."""
    slot = slot_of(make_task(places=4))
    page = client.post(
        f"/opgaver/tid/{slot.pk}/tilmeld/", {**SIGN_UP, **GUEST, "party": "school_class", "people": "30"}
    )
    assert "Der er højst plads til 4" in page.text
    assert "Skriv, hvad I hedder" in page.text
    assert f'value="{GUEST["guest_name"]}"' in page.text
    assert not OutgoingMail.objects.exists()


def test_the_letter_and_the_pages_speak_of_coming_and_not_of_words(client):
    task = make_task(address="Bænken")
    slot = slot_of(task)
    said = client.post(f"/opgaver/tid/{slot.pk}/tilmeld/", {**SIGN_UP, **GUEST, "people": "2", "reminder": "week"}).text
    letter = OutgoingMail.objects.get()
    asked = client.get(link_in(letter, "bekraeft/")).text
    done = client.post(link_in(letter, "bekraeft/")).text
    assert letter.title == "Tryk for at blive skrevet på"
    assert "I kommer 2." in letter.text
    assert "Ja, skriv mig på" in asked
    for text in (said, letter.text, asked, done):
        assert "dine ord" not in text.lower()
        assert "Nu er det sendt" not in text
    assert f"/opgaver/tid/{slot.pk}/kalender.ics" in done
    assert "En uge før minder vi dig om det." in done
    row = SignUp.objects.select_related("person").get()
    own = client.get(link_in(letters_to(row.person)[-1], "opgaver/l/")).text
    assert "Bænken" in own
    assert "Du får en mail med tid og sted" not in own
