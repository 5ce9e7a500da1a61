"""What somebody is told when they sign up, and that all of it is kept."""

from datetime import timedelta

import pytest

from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.tasks import letters
from samspil.tasks.coming import cancel_sign_up
from samspil.tasks.models import SignUp, Slot
from samspil.tasks.steps import after_signing_up, calendar_address
from tests.factories import make_person, viewer
from tests.tasks.making import come, letters_to, make_task, slot_of

pytestmark = pytest.mark.django_db
GUEST = {"guest_name": "Agnes", "guest_email": "agnes@post.example", "guest_function": ""}
GROUP = {"party": "group", "party_name": "Naboerne på Åvej", "reminder": "day"}


def said(row: SignUp) -> str:
    return " ".join(step["what"] for step in after_signing_up(row))


def sign_up_page(slot: Slot) -> str:
    return f"/opgaver/tid/{slot.pk}/tilmeld/"


def test_a_party_too_big_for_the_free_places_is_told_so_at_every_step(client):
    """Twelve places, two are taken: it is not full, and eleven cannot come."""
    slot = slot_of(make_task(places=12))
    come(slot, people=2, party="group", party_name="De to")
    assert "Der er 10 ledige pladser. Er I flere, kommer I alle på ventelisten." in client.get(sign_up_page(slot)).text
    client.post(sign_up_page(slot), {**GROUP, **GUEST, "people": "11"})
    asked = OutgoingMail.objects.get(to=GUEST["guest_email"])
    assert "Der er ikke plads lige nu, så det bliver på ventelisten." in asked.text
    client.post("/bekraeft/" + asked.text.split("/bekraeft/")[1].split()[0])
    row = SignUp.objects.get(people=11)
    assert row.state == "waiting"
    assert "I er 11, og der er 10 ledige pladser. I står på ventelisten." in said(row)
    letter = letters_to(row.person)[-1].text
    assert "I er 11, og der er 10 ledige pladser." in letter
    assert "Der er fuldt" not in letter
    own = client.get("/opgaver/l/" + letter.split("/opgaver/l/")[1].split()[0]).text
    assert "I er 11, og der er 10 ledige pladser." in own
    assert "kalender.ics" not in own


def test_who_gives_up_a_time_is_asked_first_what_it_means(sign_in):
    slot = slot_of(make_task(places=1))
    host_hears, nobody_moves = "den næste på ventelisten får pladsen", "Så står du ikke på ventelisten mere"
    comes, waits = come(slot), come(slot, people=1, party="group", party_name="Naboerne")
    for row, told, other in ((comes, host_hears, nobody_moves), (waits, nobody_moves, host_hears)):
        browser, address = sign_in(row.person), f"/opgaver/tilmelding/{row.pk}/"
        before = SignUp.objects.get(pk=row.pk).state
        asked = browser.post(f"{address}meld-fra/").text
        assert told in asked
        assert other not in asked
        assert f'href="{address}"' in asked
        assert SignUp.objects.get(pk=row.pk).state == before
        if row == comes:
            continue
        done = browser.post(f"{address}meld-fra/", {"sikker": "ja"}, follow=True).text
        assert SignUp.objects.get(pk=row.pk).state == "cancelled"
        assert f"/opgaver/tid/{slot.pk}/tilmeld/" in done
        assert "I kommer som Naboerne" not in done


def test_who_is_signed_in_and_waits_is_not_told_that_they_come(sign_in):
    slot = slot_of(make_task(places=1))
    come(slot)
    page = sign_in(make_person()).post(
        sign_up_page(slot), {"party": "person", "people": "1", "reminder": "day"}, follow=True
    )
    assert "Tak. Du står på ventelisten." in page.text
    assert "Tak. Du er skrevet på." not in page.text


@pytest.mark.parametrize(
    ("taken", "told"),
    [(0, "Der er højst plads til 12."), (2, "Der er højst plads til 12, og lige nu er der 10 ledige pladser.")],
)
def test_the_most_there_is_room_for_is_said_with_what_is_free(client, sign_in, taken, told):
    slot = slot_of(make_task(places=12))
    if taken:
        come(slot, people=taken, party="group", party_name="De to")
    for browser, who in ((client, GUEST), (sign_in(make_person()), {})):
        assert told in browser.post(sign_up_page(slot), {**GROUP, **who, "people": "13"}).text


def test_nobody_in_line_is_promised_a_reminder_or_a_calendar():
    slot = slot_of(make_task(places=1))
    comes, waits = come(slot), come(slot)
    assert "Dagen før minder vi dig om det." in said(comes)
    assert calendar_address(comes)
    assert "minder" not in said(waits)
    assert calendar_address(waits) == ""


@pytest.mark.parametrize(
    ("days", "choices"), [(5, ["none", "day"]), (20, ["none", "day", "week"])], ids=["five days away", "weeks away"]
)
def test_only_a_reminder_that_will_come_can_be_chosen_and_is_promised(client, sign_in, days, choices):
    slot = slot_of(make_task(places=9, first_on=clock.today() + timedelta(days=days)))
    form = client.get(sign_up_page(slot)).context["form"]
    assert [code for code, _label in form.fields["reminder"].choices] == choices
    person = make_person()
    row = come(slot, by=person, reminder="week")
    own = sign_in(person).get(f"/opgaver/tilmelding/{row.pk}/")
    assert [code for code, _label in own.context["choice"].fields["reminder"].choices] == choices
    assert ("En uge før minder vi dig om det." in own.text) == ("week" in choices)
    with clock.at(slot.starts_at - timedelta(days=4)):
        letters.remind()
    sent = OutgoingMail.objects.filter(to=person.email, title__startswith="Husk").exists()
    assert sent == ("week" in choices)


def test_who_comes_today_is_asked_for_no_reminder(client):
    slot = slot_of(make_task())
    now = clock.now()
    Slot.objects.filter(pk=slot.pk).update(starts_at=now + timedelta(hours=2), ends_at=now + timedelta(hours=4))
    assert "reminder" not in client.get(sign_up_page(slot)).context["form"].fields
    client.post(sign_up_page(slot), {"party": "person", "people": "1", **GUEST})
    asked = OutgoingMail.objects.get(to=GUEST["guest_email"])
    client.post("/bekraeft/" + asked.text.split("/bekraeft/")[1].split()[0])
    assert SignUp.objects.get().reminder == "none"


def test_a_number_nobody_can_ring_to_is_said_on_the_page(client, sign_in):
    slot = slot_of(make_task())
    told = {"party": "person", "people": "1", "reminder": "day", "phone": "12ab"}
    for browser, who in ((client, GUEST), (sign_in(make_person()), {})):
        page = browser.post(sign_up_page(slot), {**told, **who}).text
        assert page.count("Telefonnummeret ser ikke rigtig ud.") >= 1
    assert not SignUp.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_what_is_needed_is_not_called_something_to_leave_out(client):
    page = client.get(sign_up_page(slot_of(make_task()))).text
    name = page.split("Hvad hedder I?")[1]
    assert "(kan springes over)" not in name.split("</label>")[0]
    assert "Skal kun udfyldes, når I er flere." in name


def test_expenses_that_nobody_wrote_of_are_not_denied(client):
    task = make_task()
    for address in (f"/opgaver/{task.pk}/", f"/opgaver/{task.pk}/print/"):
        page = client.get(address).text
        assert "ingen udgifter" not in page
        assert "Det har værten ikke skrevet. Spørg, før du lægger ud." in page


def test_a_time_nobody_comes_to_leads_on_to_somebody_to_ask(sign_in):
    task = make_task(places=3)
    way = f'href="/opgaver/{task.pk}/spoerg/"'
    desk = sign_in(task.author)
    assert way in desk.get(f"/opgaver/{task.pk}/hvem-kommer/").text.split("</h2>")[1]
    come(task)
    assert way not in desk.get(f"/opgaver/{task.pk}/hvem-kommer/").text


@pytest.mark.parametrize("by_host", [True, False])
def test_only_who_gave_it_up_themselves_is_asked_to_sign_up_again(sign_in, by_host):
    slot = slot_of(make_task(places=2))
    row = come(slot)
    cancel_sign_up(by=viewer(slot.task.author if by_host else row.person), sign_up_id=row.pk)
    own = sign_in(row.person).get(f"/opgaver/tilmelding/{row.pk}/").text
    assert (sign_up_page(slot) in own) != by_host
