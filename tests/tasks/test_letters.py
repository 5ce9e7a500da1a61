"""The calendar files of the letters: read back by another parser, moved, taken out, and nobody's number in them."""

import pytest
from django.core import mail as outbox
from icalendar import Calendar

from samspil.actors.models import Membership
from samspil.foundation import mail
from samspil.foundation.models import OutgoingMail
from samspil.identity.actions import erase_person
from samspil.tasks import actions, calendar, letters
from samspil.tasks.models import SignUp
from tests.factories import make_actor, make_person, viewer
from tests.tasks.making import come, letters_to, make_host, make_task, slot_of

pytestmark = pytest.mark.django_db


def event_in(letter: OutgoingMail):
    (file,) = letter.attachments
    assert file[:2] == ["kalender.ics", "text/calendar"]
    (event,) = Calendar.from_ical(file[2]).walk("VEVENT")
    return event


@pytest.mark.parametrize(("asks_first", "status"), [(False, "CONFIRMED"), (True, "TENTATIVE")])
def test_the_time_goes_along_with_the_letter(asks_first, status):
    guest = make_person()
    task = make_task(asks_first=asks_first, place="Engbæk")
    come(task, by=guest)
    event = event_in(letters_to(guest)[-1])
    slot = slot_of(task)
    assert str(event["status"]) == status
    assert event["dtstart"].dt == slot.starts_at
    assert event["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert str(event["uid"]).startswith(str(slot.pk))
    assert str(event["summary"]) == task.title


def test_the_file_moves_the_time_and_takes_it_out_again():
    host, guest, waits = make_host(), make_person(), make_person()
    task = make_task(by=host, places=1)
    row = come(task, by=guest)
    come(task, by=waits)
    assert letters_to(waits)[-1].attachments == []
    first = event_in(letters_to(guest)[-1])
    actions.edit_task(by=viewer(host), task_id=task.pk, starts_at="11:00")
    moved = event_in(letters_to(guest)[-1])
    actions.cancel_sign_up(by=viewer(guest), sign_up_id=row.pk)
    gone = event_in(letters_to(guest)[-1])
    assert (first["uid"], moved["uid"]) == (moved["uid"], gone["uid"])
    assert first["sequence"] < moved["sequence"] < gone["sequence"]
    assert str(gone["status"]) == "CANCELLED"
    assert str(event_in(letters_to(waits)[-1])["status"]) == "CONFIRMED"  # moved up
    actions.cancel_slot(by=viewer(host), slot_id=row.slot_id)
    assert str(event_in(letters_to(waits)[-1])["status"]) == "CANCELLED"


def test_no_address_and_no_number_of_anybody_stands_in_a_file():
    host = make_host(email="vaert.hemmelig@engbaek.example")
    guest = make_person("Enhjørning Nielsen", email="enhorning@engbaek.example")
    task = make_task(by=host)
    come(task, by=guest, note="Enhjørninge er mit speciale.", phone="87 65 43 21", shares_contact=True)
    come(task, by=make_person("Zenobia"), note="Zebraord.", phone="87 65 43 22", shares_contact=True)
    for letter in OutgoingMail.objects.exclude(attachments=[]):
        text = letter.attachments[0][2].lower()
        assert "attendee" not in text
        assert "organizer" not in text
        for word in ("hemmelig", "enhjørning", "enhorning", "87 65", "zenobia", "zebraord"):
            assert word not in text


def test_the_file_is_on_the_letter_that_is_sent_and_gone_from_the_outbox():
    guest = make_person()
    come(make_task(), by=guest)
    letter = letters_to(guest)[-1]
    mail.send(mail.take(mail.waiting().filter(pk=letter.pk)))
    (sent,) = outbox.outbox
    ((name, text, content_type),) = sent.attachments
    assert (name, content_type) == ("kalender.ics", "text/calendar")
    assert Calendar.from_ical(text).walk("VEVENT")
    assert b"text/calendar" in sent.message().as_bytes()
    letter.refresh_from_db()
    assert letter.attachments == []


def test_whoever_is_erased_is_named_in_no_file_that_waits():
    host, guest = make_host(), make_person()
    come(make_task(by=host, contact_name=host.actor.name), by=guest)
    assert host.actor.name in letters_to(guest)[-1].attachments[0][2]
    erase_person(by=viewer(host), person_id=host.pk)
    assert letters_to(guest)[-1].attachments == []


def test_a_time_given_up_twice_is_off_in_ones_calendar_as_it_was_last():
    guest, task = make_person(), make_task()
    for _time in range(2):
        actions.cancel_sign_up(by=viewer(guest), sign_up_id=come(task, by=guest).pk)
    rows = SignUp.objects.select_related("slot__task__area").order_by("-created_at")
    (event,) = Calendar.from_ical(calendar.of_person(rows)).walk("VEVENT")
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", max(row.sequence for row in rows))


def test_the_link_of_a_letter_lends_no_role_and_one_voice():
    club, other = make_actor(), make_actor()
    speaker = make_person(role="coordinator", member_of=club)
    Membership.objects.create(person=speaker, actor=other, speaks_for=True)
    row = come(make_task(), by=speaker, speaks_as=club.pk)
    held = letters.opened(letters.link_to(row).rstrip("/").rpartition("/")[2]).viewer
    assert (held.is_staff, held.speaks_for, held.person_id) == (False, {club.pk}, speaker.pk)
