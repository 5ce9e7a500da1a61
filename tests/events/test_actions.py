"""Making, mending, calling off and taking back events; who may; and who may read them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.events import actions, personal_data, queries
from samspil.events.models import AgendaPoint, Event, EventSignUp, MeetingPromise
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.identity.merging import turn_over
from samspil.moderation import actions as moderation
from tests.events.making import (
    agree,
    begun,
    come,
    facts,
    held,
    host_of,
    letters_to,
    make_event,
    make_host,
    make_meeting,
    put_on,
)
from tests.factories import make_actor, make_challenge, make_person, make_unit, viewer

pytestmark = pytest.mark.django_db


@pytest.mark.capability("C72")
def test_an_association_and_a_unit_host_and_nobody_in_the_name_of_others():
    event = make_event()
    assert (event.subject.kind, event.subject.audience, event.host.name) == ("event", "public", event.actor.name)
    assert find("suppe", NOBODY).get().pk == event.pk
    unit = make_unit()
    leader = make_person(role="leader", scope=unit)
    assert actions.make_event(by=viewer(leader), host_id=unit.pk, **facts()).is_municipal
    for by, host in ((make_person(), event.host), (leader, event.host), (event.author, unit.actor)):
        with pytest.raises(Refused):
            actions.make_event(by=viewer(by), host_id=host.pk, **facts())
    with pytest.raises(Refused):
        actions.make_event(by=NOBODY, host_id=event.host_id, **facts())


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": ""}, "title"),
        ({"body": "Min mor, 010150-1234, kommer."}, "body"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"kind": "pony"}, "kind"),
        ({"theme": "pony"}, "theme"),
        ({"access": ["pony"]}, "access"),
        ({"first_on": "2001-01-01"}, "first_on"),
        ({"first_on": "i morgen"}, "first_on"),
        ({"starts": ""}, "starts"),
        ({"ends": "17:00"}, "ends"),
        ({"until_on": "2001-01-01"}, "until_on"),
        ({"places": 0}, "places"),
        ({"places": "mange"}, "places"),
        ({"sign_up_by": "2999-01-01"}, "sign_up_by"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"place": ""}, "place"),
        ({"host_id": "x"}, "host_id"),
        ({"follows_id": "x"}, "follows_id"),
        ({"audience": "named"}, "audience"),
        ({"audience": "staff"}, "audience"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(told, field):
    by = make_host()
    with pytest.raises(ValidationError) as problem:
        actions.make_event(by=viewer(by), **{"host_id": host_of(by).pk, **facts(), **told})
    assert field in problem.value.message_dict


def test_limited_events_are_read_by_those_they_are_for(client):
    unit = make_unit()
    leader, colleague = make_person(role="leader", scope=unit), make_person(role="employee", scope=unit)
    inner = actions.make_event(by=viewer(leader), host_id=unit.pk, audience="unit", **facts(title="Kun os her"))
    host = make_host()
    members = make_event(by=host, audience="unit", title="Kun medlemmer")
    member, stranger = make_person(member_of=members.host, speaks_for=False), make_person()
    staff = actions.make_event(by=viewer(leader), host_id=unit.pk, audience="staff", **facts(title="Kun ansatte"))
    assert {row.title for row in Event.objects.visible_to(viewer(colleague))} == {inner.title, staff.title}
    assert {row.title for row in Event.objects.visible_to(viewer(member))} == {members.title}
    assert not Event.objects.visible_to(viewer(stranger)).exists()
    for row in (inner, members, staff):
        assert client.get(f"/arrangementer/{row.pk}/").status_code == 404
        with pytest.raises(NotFound):
            come(row, by=stranger)
    assert "Kun" not in client.get("/arrangementer/kalender.ics").text


def test_what_is_about_a_page_is_read_by_its_readers():
    staff = make_person(role="coordinator")
    challenge = make_challenge(by=staff, audience="staff")
    host = make_actor()
    event = actions.make_event(by=viewer(staff), host_id=host.pk, origin_id=challenge.pk, **facts())
    assert (event.subject.audience, event.subject.context_id) == ("staff", challenge.pk)
    with pytest.raises(NotFound):
        actions.make_event(by=viewer(make_host(host)), host_id=host.pk, origin_id=challenge.pk, **facts())


def test_who_has_signed_up_hears_of_another_time_and_calendars_too():
    guest, event = make_person(), make_event()
    come(event, by=guest)
    before = len(letters_to(guest))
    actions.edit_event(by=viewer(event.author), event_id=event.pk, for_whom="Alle")
    assert len(letters_to(guest)) == before
    actions.edit_event(by=viewer(event.author), event_id=event.pk, starts="18:00")
    event.refresh_from_db()
    assert event.sequence == 1
    assert letters_to(guest)[-1].title.startswith("Ny tid eller nyt sted")


def test_edits_are_refused_to_strangers_and_when_overtaken_or_too_small():
    event = make_event(places=3)
    come(event, people=2)
    with pytest.raises(Refused):
        actions.edit_event(by=viewer(make_person()), event_id=event.pk, title="Mit")
    with pytest.raises(Stale):
        actions.edit_event(by=viewer(event.author), event_id=event.pk, title="Nyt", expected_version=99)
    for changes in ({"places": 1}, {"needs_sign_up": False}):
        with pytest.raises(ValidationError):
            actions.edit_event(by=viewer(event.author), event_id=event.pk, **changes)


def test_called_off_once_with_a_word_to_all_and_the_line_too():
    event = make_event(places=1)
    guests = [make_person(), make_person()]
    for guest in guests:
        come(event, by=guest)
    for _press in range(2):
        actions.cancel_event(by=viewer(event.author), event_id=event.pk, why="Kokken er syg af sne.")
    for guest in guests:
        assert [letter.title.split(":")[0] for letter in letters_to(guest)][-1] == "Aflyst"
        assert "Kokken er syg af sne." in letters_to(guest)[-1].text
    assert set(EventSignUp.objects.values_list("state", flat=True)) == {"cancelled"}
    with pytest.raises(ValidationError):
        come(event)
    with pytest.raises(ValidationError):
        actions.cancel_event(by=viewer(event.author), event_id=begun(make_event(by=event.author)).pk)


def test_taken_back_the_words_are_gone_and_a_held_one_stays():
    guest, event = make_person(), make_meeting()
    come(event, by=guest)
    put_on(event)
    actions.withdraw_event(by=viewer(event.author), event_id=event.pk)
    event.refresh_from_db()
    assert (event.title, event.body, event.place, event.subject.title) == ("", "", "", "")
    assert not AgendaPoint.objects.exists()
    assert not AgendaPoint.history.exists()
    assert letters_to(guest)[-1].title.startswith("Aflyst")
    with pytest.raises(ValidationError):
        actions.withdraw_event(by=viewer(event.author), event_id=begun(make_event(by=event.author)).pk)


def test_health_and_food_are_asked_of_nobody():
    fields = {field.name for model in (Event, EventSignUp) for field in model._meta.fields}
    assert not {name for name in fields if any(word in name for word in ("allerg", "health", "diet", "note"))} - {
        "access_note"
    }


# --- what is held of a person -----------------------------------------------------------------------------------------


def test_erasing_frees_the_place_and_leaves_nothing():
    person, waiting = make_person("Zenobia Quist"), make_person()
    person.phone = "99 00 00 77"
    person.save()
    event = make_meeting(places=1, contact_name="Zenobia Quist", contact_phone="99 00 00 77")
    others = make_event(contact_phone="99 00 00 77")  # the same switchboard
    come(event, by=person)
    actions.suggest_point(by=viewer(person), event_id=event.pk, title="Zebraord")
    second = come(event, by=waiting)
    begun(event)
    agree(event, person.actor, what="Zebraord om en hal")
    Event.objects.filter(pk=event.pk).update(
        starts_at=clock.now() + timedelta(days=1), ends_at=clock.now() + timedelta(days=2)
    )
    assert "Zebraord" in str(personal_data.export(person.pk))
    erase_person(by=SYSTEM, person_id=person.pk)
    second.refresh_from_db()
    event.refresh_from_db()
    assert (second.state, event.contact_phone) == ("confirmed", "")
    others.refresh_from_db()
    assert others.contact_phone == "99 00 00 77"
    rows = [*AgendaPoint.history.values(), *AgendaPoint.objects.values(), *MeetingPromise.history.values()]
    assert "Zebraord" not in str([*rows, *MeetingPromise.objects.values()])
    assert not OneTimeLink.objects.filter(person=person.pk).exists()


def test_two_rows_of_one_human_being_become_one():
    kept, gone = make_person(), make_person()
    event = make_event()
    come(event, by=kept)
    come(event, by=gone)
    turn_over(kept, gone)
    assert EventSignUp.objects.get().person_id == kept.pk


# --- hidden -----------------------------------------------------------------------------------------------------------


def test_what_is_hidden_is_nowhere(client):
    guest = make_person()
    event = held(title="Enhjørningemøde")
    coming = make_meeting(title="Enhjørninge igen", follows_id=str(event.pk), by=event.author)
    come(coming, by=guest)
    for row in (event, coming):
        moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=row.pk, reason="Der står et navn.")
    read = [
        client.get("/arrangementer/").text,
        client.get("/arrangementer/?hvornaar=tidligere").text,
        client.get("/arrangementer/kalender.ics").text,
        client.get(f"/aktoerer/{event.host_id}/", follow=True).text,
    ]
    assert "nhjørning" not in "".join(read)
    before = len(letters_to(guest))
    with clock.at(coming.starts_at - timedelta(hours=5)):
        from samspil.events import letters

        letters.remind()
    assert len(letters_to(guest)) == before
    assert queries.owed_answers() == []


def test_more_may_read_it_later_and_fewer_only_while_nobody_has_signed_up():
    event = make_event(audience="unit", title="Kun for os")
    host, stranger = viewer(event.author), viewer(make_person())
    with pytest.raises(NotFound):
        come(event, by=make_person())
    actions.edit_event(by=host, event_id=event.pk, audience="public")
    assert queries.events_for(stranger).get().subject.audience == "public"
    actions.edit_event(by=host, event_id=event.pk, audience="unit")
    assert not queries.events_for(stranger).exists()
    assert queries.events_for(host).exists()
    actions.edit_event(by=host, event_id=event.pk, audience="public")
    come(event)
    for audience in ("unit", "pony", "staff"):
        with pytest.raises(ValidationError) as problem:
            actions.edit_event(by=host, event_id=event.pk, audience=audience)
        assert "audience" in problem.value.error_dict
    actions.edit_event(by=host, event_id=event.pk, audience="public", title="Stadig for alle")


def test_what_is_about_a_page_follows_the_page_and_shows_no_choice(sign_in):
    host = make_host()
    event = make_event(by=host, origin_id=make_challenge().pk)
    with pytest.raises(ValidationError):
        actions.edit_event(by=viewer(host), event_id=event.pk, audience="unit")
    client = sign_in(host)
    assert "audience" not in client.get(f"/arrangementer/{event.pk}/ret/").context["form"].fields
    assert "audience" in client.get(f"/arrangementer/{make_event(by=host).pk}/ret/").context["form"].fields


def test_a_guest_hears_what_is_wrong_before_a_letter_is_sent(client):
    event = make_event(places=3)
    typed = {"guest_name": "Lone", "guest_email": "lone@post.example", "people": "4", "reminder": "day"}
    page = client.post(f"/arrangementer/{event.pk}/tilmeld/", typed)
    assert "Der er højst plads til 3" in page.text
    assert 'value="Lone"' in page.text
    assert not letters_to(make_person(email="lone@post.example"))
