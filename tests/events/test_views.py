"""The pages: from a challenge, a guest by mail, calendars read back, data for machines, paper, filters, costs."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from samspil.events import actions
from samspil.events.models import AgendaPoint, Event, EventInvitation, EventSignUp, MeetingPromise
from samspil.foundation import clock
from samspil.foundation.choosing import SUGGESTED
from samspil.foundation.models import OutgoingMail
from samspil.moderation import actions as moderation
from tests.events.making import (
    begun,
    come,
    event_in,
    facts,
    held,
    host_of,
    letters_to,
    link_in,
    make_event,
    make_host,
    make_meeting,
    put_on,
)
from tests.factories import make_actor, make_challenge, make_many_actors, make_person, make_unit, viewer
from tests.mapping.making import make_areas

pytestmark = pytest.mark.django_db
GUEST = {"guest_name": "Agnes", "guest_email": "agnes@post.example", "guest_function": ""}
SIGN_UP = {"people": "2", "reminder": "day"}


def typed(form) -> dict[str, str]:
    """What a browser would send of a form as it stands."""
    values = {field.name: field.value() for field in form}
    return {name: value if isinstance(value, list) else str(value) for name, value in values.items() if value}


def events_in(response) -> list:
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.capability("C72")
def test_a_challenge_becomes_a_citizens_meeting(sign_in):
    host = make_host()
    challenge = make_challenge(question="Hvordan får vi lys på stien?")
    client = sign_in(host)
    page = client.get(f"/udfordringer/{challenge.pk}/").text
    address = re.search(r'href="(/arrangementer/nyt/\?fra=[^"]+)"', page)[1]
    more = {
        "body": "Kom og sig, hvad du ser.",
        "first_on": str(clock.today() + timedelta(days=30)),
        "starts": "19:00",
        "ends": "21:00",
        "place": "Åskolen",
        "contact_phone": "12 34 56 78",
    }
    answer = client.post(address, {**typed(client.get(address).context["form"]), **more})
    event = Event.objects.get()
    assert answer["Location"] == f"/arrangementer/{event.pk}/"
    assert (event.kind, event.title) == ("citizens", challenge.question)
    shown = Client().get(f"/udfordringer/{challenge.pk}/").text
    assert "Kom og vær med" in shown
    assert "Åskolen" in shown


@pytest.mark.capability("C72")
def test_a_guest_signs_up_by_mail_gets_the_calendar_and_cancels_by_link():
    event, client = make_event(places=2), Client()
    said = client.post(f"/arrangementer/{event.pk}/tilmeld/", {**SIGN_UP, **GUEST})
    assert "identity/check_mail.html" in [template.name for template in said.templates]
    assert not EventSignUp.objects.exists()
    confirm = link_in(OutgoingMail.objects.get(to=GUEST["guest_email"]), "bekraeft/")
    assert event.title in client.get(confirm).text
    assert event.contact_phone in client.post(confirm).text
    row = EventSignUp.objects.select_related("person").get()
    assert (row.people, row.state) == (2, "confirmed")
    waiting = come(event)
    letter = letters_to(row.person)[-1]
    own = link_in(letter, "arrangementer/l/")
    [entry] = events_in(client.get(f"{own}kalender.ics"))
    assert (entry["summary"], entry["status"]) == (event.title, "CONFIRMED")
    assert entry == event_in(letter)
    assert client.post(own, {"hvad": "valg", "reminder": "week"}).status_code == 302
    row.refresh_from_db()
    assert row.reminder == "week"
    assert "Meld mig fra" in client.get(own).text
    assert "Du er meldt fra" in client.post(own, {"hvad": "meld-fra"}).text
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"
    assert client.get(own).status_code == 410


def test_staff_enter_somebody_who_rang(sign_in):
    event = make_event()
    data = {**SIGN_UP, "behalf_name": "Ole", "behalf_channel": "phone", "behalf_phone": "11 22 33 44"}
    answer = sign_in(make_person(role="coordinator")).post(f"/arrangementer/{event.pk}/tilmeld/", data)
    assert answer["Location"] == f"/arrangementer/{event.pk}/hvem-kommer/"


def test_next_years_is_filled_in_from_this_years(sign_in):
    event = held()
    form = sign_in(event.author).get(f"/arrangementer/nyt/?som={event.pk}").context["form"]
    day = form["first_on"].value()
    assert (day - clock.today()).days > 300
    assert (form["follows_id"].value(), form["kind"].value()) == (str(event.pk), "dialogue")
    assert sign_in(make_person()).get(f"/arrangementer/nyt/?som={event.pk}").status_code == 403


# --- calendars and machines -------------------------------------------------------------------------------------------


@pytest.mark.capability("C72")
def test_the_public_feed_is_read_back_with_zone_and_follows_what_is_changed(client):
    host = make_host()
    with clock.at(datetime(2026, 10, 1, 8, tzinfo=UTC)):
        event = make_event(by=host, first_on="2026-10-25", starts="10:00", ends="12:00")
        limited = make_event(by=host, audience="unit", first_on="2026-10-26", title="Enhjørning kun for os")
        answer = client.get("/arrangementer/kalender.ics")
        [entry] = events_in(answer)
        assert entry["dtstart"].dt.isoformat() == "2026-10-25T10:00:00+01:00"
        assert entry["dtstart"].params["TZID"] == "Europe/Copenhagen"
        assert len(Calendar.from_ical(answer.content).walk("VTIMEZONE")) == 1
        assert entry["uid"].startswith(str(event.pk))
        actions.edit_event(by=viewer(host), event_id=event.pk, first_on="2026-10-24")
        [moved] = events_in(client.get(f"/arrangementer/{event.pk}/kalender.ics"))
        assert moved["dtstart"].dt.isoformat() == "2026-10-24T10:00:00+02:00"
        assert (moved["uid"], moved["sequence"]) == (entry["uid"], entry["sequence"] + 1)
        actions.cancel_event(by=viewer(host), event_id=event.pk)
        [gone] = events_in(client.get("/arrangementer/kalender.ics"))
        assert (gone["status"], gone["sequence"]) == ("CANCELLED", moved["sequence"] + 1)
        assert client.get(f"/arrangementer/{limited.pk}/kalender.ics").status_code == 404
    assert "ATTENDEE" not in answer.text
    assert "nhjørning" not in answer.text


def test_public_events_are_events_for_machines_and_limited_ones_are_not(client, sign_in):
    host = make_host()
    event = make_event(by=host, access=["step_free", "hearing_loop"], online_url="https://moede.example/rum", places=9)
    page = client.get(f"/arrangementer/{event.pk}/").text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (data["@type"], data["name"]) == ("Event", event.title)
    assert data["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert data["location"][1]["url"].endswith(f"/arrangementer/{event.pk}/")
    assert datetime.fromisoformat(data["startDate"]) == event.starts_at
    assert "moede.example" not in page
    limited = make_event(by=host, audience="unit")
    shown = sign_in(host).get(f"/arrangementer/{limited.pk}/").text
    assert "ld+json" not in shown
    assert "og:title" not in shown
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=event.pk, reason="Der står et navn.")
    assert client.get(f"/arrangementer/{event.pk}/").status_code == 404
    assert not events_in(client.get("/arrangementer/kalender.ics"))


def test_a_poster_to_hang_up_in_two_sizes(client):
    event = make_event(access=["child_care"], price="40 kr.")
    for size in ("a4", "a5", "a0"):
        page = client.get(f"/arrangementer/{event.pk}/plakat/?ark={size}").text
        assert ("paper-a5" in page) is (size == "a5")
        assert "Børnepasning" in page
        assert "40 kr." in page
        assert "data:image/svg+xml" in page


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"spis", "tal"}),
        ("slags=dialogue", {"tal"}),
        ("tema=older", {"tal"}),
        ("q=langborde", {"spis"}),
        ("plads=nu", {"tal"}),
        ("hvornaar=tidligere", {"før"}),
        ("slags=guld&omraade=x&side=7", {"spis", "tal"}),
        ("q=enhjørning", set()),
    ],
)
def test_the_list_is_narrowed(client, query, found):
    eat = make_event(title="spis", places=1)
    make_meeting(title="tal", body="Vi taler sammen.", theme="older")
    begun(make_event(title="før"))
    come(eat)
    page = client.get(f"/arrangementer/?{query}").text
    assert {title for title in ("spis", "tal", "før") if f">{title}</a>" in page} == found


def test_what_says_only_its_place_is_found_by_its_area(client):
    lunde, aaby = make_areas("Lunde", "Åby")
    make_event(title="spis", place="Lunde")
    make_event(title="tal", place="Lunde", area_id=aaby.pk)
    for area, there in ((lunde, {"spis"}), (aaby, {"tal"})):
        page = client.get(f"/arrangementer/?omraade={area.pk}").text
        assert {title for title in ("spis", "tal") if f">{title}</a>" in page} == there


def cost(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_lists_and_pages_cost_the_same_however_much_there_is(client, sign_in):
    host = make_host()
    event = held(by=host)
    make_event(by=host)
    hosting = sign_in(host)
    paths = [
        (client, "/arrangementer/"),
        (client, f"/arrangementer/{event.pk}/"),
        (client, f"/arrangementer/{event.pk}/referat/print/"),
        (hosting, f"/arrangementer/{event.pk}/hvem-kommer/"),
        (hosting, f"/arrangementer/{event.pk}/aftalt/"),
    ]
    by = viewer(host)
    row = EventSignUp.objects.filter(event=event).select_related("person").first()

    def agreed() -> None:
        due = clock.today() + timedelta(days=9)
        actions.agree_on(by=by, event_id=event.pk, what="Male", due_on=due, owner=row.person.actor_id)

    agreed()
    EventSignUp.objects.filter(event=event).update(shares_contact=True)
    few = [cost(who, path) for who, path in paths]
    for number in range(4):
        make_event(by=host)
        agreed()
        AgendaPoint.objects.create(event=event, title=f"Punkt {number}", notes="Ord", position=9)
        EventSignUp.objects.create(event=event, person=make_person(), state="confirmed", shares_contact=True)
    assert [(path, cost(who, path) - was) for (who, path), was in zip(paths, few, strict=True)] == [
        (path, 0) for _who, path in paths
    ]


# --- a meeting by its pages -------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_a_host_holds_a_dialogue_meeting_from_its_pages(sign_in, client):
    host, guest = make_host(), make_person("Gunnar Gæst")
    event = make_meeting(by=host)
    hosting, coming = sign_in(host), sign_in(guest)
    page = f"/arrangementer/{event.pk}/"
    row = come(event, by=guest)
    own = f"/arrangementer/tilmelding/{row.pk}/"
    coming.post(own, {"hvad": "punkt", "title": "Flere bænke"})
    point = AgendaPoint.objects.get()
    assert "Flere bænke" in hosting.get(f"{page}moede/").text
    hosting.post(f"/arrangementer/punkt/{point.pk}/svar/", {"svar": "on", "ord": "Ja."})
    hosting.post(f"{page}moede/", {"title": "Velkommen", "minutes": "10"})
    first = AgendaPoint.objects.get(title="Velkommen")
    hosting.post(f"/arrangementer/punkt/{first.pk}/flyt/", {"vej": "up"})
    hosting.post(f"/arrangementer/punkt/{point.pk}/ret/", {"title": "Bænke", "minutes": "20", "expected_version": ""})
    hosting.post(f"{page}dagsorden/vis/")
    assert client.get(page).text.index("Velkommen") < client.get(page).text.index("Bænke")
    guests = {"circles": ["guests"], "guests": "Anna Holm, anna@post.example"}
    preview = hosting.post(f"{page}inviter/", {**guests, "vis": "1"})
    assert "Invitér 1" in preview.text
    assert not EventInvitation.objects.exists()
    mark = preview.context["seen"]
    other = hosting.post(f"{page}inviter/", {**guests, "circles": ["chairs", "guests"], "send": "1", "set": mark})
    assert other.status_code == 200  # another choice than the one that was shown
    assert not EventInvitation.objects.exists()
    assert hosting.post(f"{page}inviter/", {**guests, "send": "1", "set": mark}).status_code == 302
    assert EventInvitation.objects.count() == 1
    begun(event)
    data = {f"notes-{point.pk}": "Vi vil have tre bænke.", f"notes-{first.pk}": "", "attended": "7"}
    assert hosting.post(f"{page}referat/", {**data, "expected_version": ""})["Location"].endswith("/aftalt/")
    agreed = {"what": "Finde tre bænke", "owner": str(guest.actor_id), "due_on": str(clock.today() + timedelta(days=9))}
    hosting.post(f"{page}aftalt/", {**agreed, "point_id": str(point.pk)})
    promise = MeetingPromise.objects.get()
    hosting.post(f"{page}referat/vis/")
    assert coming.post(f"/arrangementer/aftale/{promise.pk}/", {"svar": "yes"}).status_code == 302
    shown = client.get(page).text
    for word in ("Vi vil have tre bænke.", "Finde tre bænke", "Lovet", "7 var med"):
        assert word in shown


def test_the_point_page_and_what_was_agreed_are_the_hosts(sign_in):
    event = make_meeting()
    point = put_on(event)
    stranger = sign_in(make_person())
    for path in (f"/arrangementer/{event.pk}/moede/", f"/arrangementer/punkt/{point.pk}/ret/"):
        assert stranger.get(path).status_code == 403
    assert stranger.post(f"/arrangementer/punkt/{point.pk}/fjern/").status_code == 403


def test_owner_and_point_are_named_whatever_their_number(sign_in):
    event = make_meeting()
    guest = make_person("Gerda Gæst")
    come(event, by=guest)
    make_many_actors(SUGGESTED + 1)
    choir = make_actor("Ørsted Sangkor")
    hidden = make_actor("Skjult Sangkor")
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=hidden.pk, reason="Den findes ikke mere.")
    challenge = make_challenge(question="Hvordan får vi flere med i koret?")
    make_challenge(by=make_person(role="coordinator"), question="Hvad må kun ansatte vide om koret?", audience="staff")
    begun(event)
    host, page = sign_in(event.author), f"/arrangementer/{event.pk}/"
    told = {"what": "Synge for", "due_on": str(clock.today() + timedelta(days=9))}
    asked = host.post(f"{page}aftalt/", {**told, "owner": "sangkor"}).text
    assert "Ørsted Sangkor · Forening" in asked
    assert "Skjult Sangkor" not in asked
    for name in ("Ørsted Sangkor", "gerda gæst"):
        host.post(f"{page}aftalt/", {**told, "owner": name})
    assert {promise.actor_id for promise in MeetingPromise.objects.all()} == {choir.pk, guest.actor_id}
    asked = host.post(f"{page}moede/", {"about_id": "koret"}).text
    assert "Hvordan får vi flere med i koret? · Udfordring" in asked
    assert "kun ansatte" not in asked
    host.post(f"{page}moede/", {"about_id": challenge.question})
    assert AgendaPoint.objects.get().about_id == challenge.pk


def test_the_form_tells_every_fault_at_once(sign_in):
    host = make_host()
    day = clock.today() + timedelta(days=20)
    told = facts(contact_phone="abc", first_on="2020-01-01", online_url="javascript:alert(1)", place="", places="-4")
    told |= {"title": "", "theme": "alt", "host_id": str(host_of(host).pk), "audience": "public", "follows_id": "x"}
    page = sign_in(host).post(reverse("events:make"), told)
    wrong = {"title", "contact_phone", "first_on", "online_url", "places", "theme", "follows_id"}
    assert set(page.context["form"].errors) == wrong
    told |= {"contact_phone": "12 34 56 78", "first_on": f"{day:%Y-%m-%d}", "places": "4", "title": "Suppe"}
    told |= {"theme": "", "follows_id": "", "online_url": "", "sign_up_by": f"{day + timedelta(days=9):%Y-%m-%d}"}
    page = sign_in(host).post(reverse("events:make"), told)
    assert set(page.context["form"].errors) == {"place", "sign_up_by"}
    assert not Event.objects.exists()
    page = sign_in(host).post(reverse("events:make"), {**told, "place": "Engbæk", "sign_up_by": ""})
    assert page.status_code == 302


def test_nobody_invites_in_a_name_they_did_not_choose(sign_in):
    one, unit = make_host(), make_unit()
    coordinator, leader = make_person(role="coordinator"), make_person(role="leader", scope=unit)
    chosen = [
        sign_in(person).get(reverse("events:make")).context["form"].initial["host_id"]
        for person in (one, leader, coordinator)
    ]
    assert chosen == [str(host_of(one).pk), str(unit.pk), ""]
