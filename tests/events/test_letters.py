"""The calendar files of the letters: read back by another parser, moved, taken out, and nobody's number in them."""

import pytest
from django.utils import translation

from samspil.events import actions, times
from samspil.foundation.models import OutgoingMail
from tests.events.making import come, event_in, letters_to, make_event, make_host, make_meeting
from tests.factories import make_person, viewer

pytestmark = pytest.mark.django_db
ROOM = "https://moede.example/hemmeligt-rum"


def test_the_file_goes_along_moves_the_event_and_takes_it_out_again():
    host, guest, waits = make_host(), make_person(), make_person()
    event = make_event(by=host, places=1)
    row = come(event, by=guest)
    come(event, by=waits)
    assert letters_to(waits)[-1].attachments == []
    first = event_in(letters_to(guest)[-1])
    actions.edit_event(by=viewer(host), event_id=event.pk, starts="16:00")
    moved = event_in(letters_to(guest)[-1])
    assert letters_to(waits)[-1].attachments == []
    actions.cancel_sign_up(by=viewer(guest), sign_up_id=row.pk)
    gone = event_in(letters_to(guest)[-1])
    assert "tager tiden ud" in letters_to(guest)[-1].text
    assert (first["uid"], moved["uid"]) == (moved["uid"], gone["uid"])
    assert first["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert first["dtstart"].dt > moved["dtstart"].dt
    assert first["sequence"] < moved["sequence"] < gone["sequence"]
    assert str(gone["status"]) == "CANCELLED"
    assert str(event_in(letters_to(waits)[-1])["status"]) == "CONFIRMED"  # moved up
    actions.cancel_event(by=viewer(host), event_id=event.pk)
    assert str(event_in(letters_to(waits)[-1])["status"]) == "CANCELLED"


def test_no_address_and_no_number_of_anybody_stands_in_a_file_and_the_link_only_with_a_place():
    host = make_host(email="vaert.hemmelig@engbaek.example")
    event = make_meeting(by=host, places=2, online_url=ROOM)
    guest = make_person("Enhjørning Nielsen", email="enhorning@engbaek.example")
    row = come(event, by=guest, phone="87 65 43 21", shares_contact=True)
    come(event, by=make_person("Zenobia"), phone="87 65 43 22", shares_contact=True)
    waits = make_person()
    come(event, by=waits)
    assert ROOM in event_in(letters_to(guest)[-1])["description"]
    actions.cancel_sign_up(by=viewer(guest), sign_up_id=row.pk)
    assert ROOM not in event_in(letters_to(guest)[-1])["description"]
    assert ROOM in event_in(letters_to(waits)[-1])["description"]  # moved up
    actions.cancel_event(by=viewer(host), event_id=event.pk)
    assert ROOM not in event_in(letters_to(waits)[-1])["description"]
    files = [
        letter.attachments[0][2].replace("\r\n ", "").lower() for letter in OutgoingMail.objects.exclude(attachments=[])
    ]
    assert len(files) == 6
    for text in files:
        for word in ("attendee", "organizer", "hemmelig@", "enhjørning", "enhorning", "87 65", "zenobia"):
            assert word not in text


def test_the_time_reads_right_in_english():
    event = make_event(first_on="2030-12-05", until_on="2030-12-07")
    with translation.override("en"):
        said = times.in_words(event)
    assert "Thursday" in said
    assert "Saturday" in said
