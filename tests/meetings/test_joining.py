"""The phones in the room, the screens that ask again and again, and what many at once cost."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.foundation.viewer import NOBODY
from samspil.identity.models import RateHit
from samspil.meetings import actions
from samspil.meetings.models import Meeting, MeetingNote
from tests.factories import make_person, make_unit, viewer
from tests.meetings.making import end, opened, phone, plan, take, write

pytestmark = pytest.mark.django_db
HTML = 286  # htmx asks no more


def news(client, meeting, after):
    return client.get(reverse("meetings:join-news", args=[meeting.code]), {"efter": after})


@pytest.mark.capability("C39")
def test_a_phone_writes_without_a_name_and_sees_what_is_let_out(unit, mette):
    meeting = opened(unit, mette)
    client = phone(meeting)
    said = client.post(f"/m/{meeting.code.lower()}/", {"body": "Sæt kaffen over"}, follow=True)
    assert "Tak. Sedlen er sendt." in said.text
    assert "Sæt kaffen over" not in said.text
    actions.release_notes(by=viewer(mette), meeting_id=meeting.pk, every=True)
    assert "Sæt kaffen over" in news(client, meeting, 0).text
    assert MeetingNote.objects.get().channel == "phone"


def test_typed_codes_are_read_kindly(unit, mette):
    meeting = opened(unit, mette)
    typed = f" {meeting.code[:2].lower()} {meeting.code[2:]} "
    assert Client().get("/m/", {"kode": typed})["Location"] == f"/m/{meeting.code}/"
    assert "Skriv koden" in Client().get("/m/", {"kode": ""}).text


def test_wrong_code_and_closed_meeting_take_nothing_and_lose_no_word(unit, mette):
    meeting = opened(unit, mette)
    client, code = phone(meeting), meeting.code
    assert client.get("/m/XXXXX/").status_code == 404
    assert client.post("/m/XXXXX/", {"body": "Mine ord"}).status_code == 410
    end(meeting, mette)
    said = client.post(f"/m/{code}/", {"body": "Mine ord"})
    assert said.status_code == 410
    assert "Mine ord" in said.text
    assert not MeetingNote.objects.exists()


@pytest.mark.parametrize("body", ["", "Fru Holm, 010150-1234, mangler hjælp.", "x" * 301])
def test_a_bad_note_comes_back_with_every_word(unit, mette, body):
    meeting = opened(unit, mette)
    said = phone(meeting).post(f"/m/{meeting.code}/", {"body": body})
    assert 'role="alert"' in said.text
    assert body in said.text
    assert not MeetingNote.objects.exists()


def test_trying_codes_is_stopped_also_when_one_is_right(unit, mette, monkeypatch):
    meeting = opened(unit, mette)
    for _number in range(120):
        RateHit.objects.create(what="meeting-code", key=hit_key())
    assert Client().get(f"/m/{meeting.code}/").status_code == 404
    assert Client(REMOTE_ADDR="10.0.0.9").get(f"/m/{meeting.code}/").status_code == 200


def hit_key() -> str:
    from samspil.identity.rates import keyed

    return keyed("127.0.0.1")


def test_one_browser_is_stopped_and_sixty_behind_one_address_are_not(unit, mette):
    meeting = opened(unit, mette)
    flood = phone(meeting)
    answers = [flood.post(f"/m/{meeting.code}/", {"body": f"Seddel {number}"}) for number in range(22)]
    assert [answer.status_code for answer in answers[:20]] == [302] * 20
    assert "Vent et minut" in answers[20].text
    for number in range(60):
        assert phone(meeting).post(f"/m/{meeting.code}/", {"body": f"Kollega {number}"}).status_code == 302
    assert MeetingNote.objects.count() == 80


def test_without_the_seat_nothing_is_written_or_told(unit, mette):
    meeting, other = opened(unit, mette), opened(unit, mette)
    stranger = Client()
    assert "Tryk på Send igen" in stranger.post(f"/m/{meeting.code}/", {"body": "En"}).text
    assert stranger.post(f"/m/{meeting.code}/", {"body": "En"}).status_code == 302  # the cookie came with the answer
    assert news(Client(), meeting, 0).status_code == 404
    assert news(phone(other), meeting, 0).status_code == 404
    forged = Client()
    forged.cookies["samspil_moede"] = f"{meeting.pk}.abc"
    assert news(forged, meeting, 0).status_code == 404


def test_asking_when_nothing_is_new_costs_one_query_and_no_session(unit, mette, django_assert_num_queries):
    meeting = opened(unit, mette)
    client = phone(meeting)
    take(meeting, mette, "En", "To")
    with django_assert_num_queries(3):  # the meeting, its notes, its groups
        assert news(client, meeting, 0).status_code == 200
    with django_assert_num_queries(1):  # the page was made for another phone already
        assert news(phone_of(client), meeting, 0).status_code == 200
    with django_assert_num_queries(1):
        answer = news(client, meeting, 1)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "sessionid" not in client.cookies


def phone_of(client) -> Client:
    """Another phone at the same meeting."""
    other = Client()
    other.cookies = client.cookies
    return other


def test_phones_hear_that_it_is_over(unit, mette):
    meeting = opened(unit, mette)
    client = phone(meeting)
    code = meeting.code
    end(meeting, mette)
    answer = client.get(reverse("meetings:join-news", args=[code]), {"efter": 0})
    assert (answer.status_code, "Mødet er slut" in answer.text) == (HTML, True)


def test_hidden_notes_leave_the_phones(unit, mette):
    meeting = opened(unit, mette)
    client = phone(meeting)
    (note,) = take(meeting, mette, "Et navn")
    assert "Et navn" in news(client, meeting, 0).text
    actions.hide_notes(by=viewer(mette), meeting_id=meeting.pk, note_ids=[note.pk])
    assert "Et navn" not in news(client, meeting, 1).text


def test_the_chair_gets_each_new_note_once(unit, mette, sign_in):
    meeting = opened(unit, mette)
    chair = sign_in(mette)
    address = reverse("meetings:control-news", args=[meeting.pk])
    write(meeting, "Første")
    first = chair.get(address, {"efter": 0})
    assert "Første" in first.text
    assert "efter=1" in first.text
    assert chair.get(address, {"efter": 1}).status_code == 204
    write(meeting, "Anden")
    second = chair.get(address, {"efter": 1}).text
    assert ("Første" in second, "Anden" in second) == (False, True)


def test_who_only_reads_the_meeting_sees_no_note_before_it_is_let_out(unit, mette, sign_in):
    """Not even with a form of another page that was sent before."""
    meeting = opened(unit, mette)
    write(meeting, "Vi er for få om natten")
    above, key = make_person(role="employee", scope=unit.parent), uuid4()
    plan(unit.parent, above, request_id=key)
    client = sign_in(above)
    assert client.get(f"/moeder/{meeting.pk}/").status_code == 200
    for page in ("sedler", "skriv", "styring"):
        answer = client.post(f"/moeder/{meeting.pk}/{page}/", {"request_id": key, "do": "hvad"})
        assert answer.status_code == (405 if page == "styring" else 403), page
        assert "om natten" not in answer.text


def test_the_wall_is_for_the_unit(unit, mette, sign_in):
    meeting = opened(unit, mette)
    stranger = sign_in(make_person(role="employee", scope=make_unit()))
    for name in ("screen", "screen-news", "answers", "control", "control-news", "page"):
        address = reverse(f"meetings:{name}", args=[meeting.pk])
        assert sign_in(mette).get(address).status_code == 200 or name.endswith("news")
        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code == 404


MANY = 24


@pytest.mark.django_db(transaction=True)
def test_notes_that_come_at_once_are_all_kept(unit, mette):
    """In threads, each with a connection of its own, where the database takes many writers; else one after another."""
    meeting = opened(unit, mette)
    problems: list[Exception] = []

    def one(number: int) -> None:
        try:
            actions.post_note(by=NOBODY, meeting_id=meeting.pk, code=meeting.code, body=f"Seddel {number}")
        except Exception as problem:
            problems.append(problem)
        finally:
            if connection.vendor == "postgresql":
                connections.close_all()

    if connection.vendor == "postgresql":
        threads = [threading.Thread(target=one, args=[number]) for number in range(MANY)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        for number in range(MANY):
            one(number)
    assert problems == []
    assert set(MeetingNote.objects.values_list("body", flat=True)) == {f"Seddel {number}" for number in range(MANY)}
    assert sorted(MeetingNote.objects.values_list("number", flat=True)) == list(range(1, MANY + 1))
    assert Meeting.objects.get().last_number == MANY


@pytest.mark.parametrize("name", ["answers", "screen", "control"])
def test_a_page_costs_the_same_with_many_notes_and_ideas(unit, mette, sign_in, name):
    from tests.factories import make_proposal

    meeting = opened(unit, mette)
    client, address = sign_in(mette), reverse(f"meetings:{name}", args=[meeting.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    take(meeting, mette, "En")
    make_proposal(by=mette, unit=unit)
    client.get(address)
    few = cost()
    take(meeting, mette, *(f"Seddel {number}" for number in range(20)))
    for _number in range(5):
        make_proposal(by=mette, unit=unit)
    assert cost() == few
