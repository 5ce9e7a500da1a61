"""Meetings: invited by role, an agenda of challenges and needs, minutes mended openly, promises that owners own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.models import Actor
from samspil.events import actions, cards, inviting, queries
from samspil.events.models import Event, EventInvitation, EventSignUp, MeetingPromise
from samspil.following.queries import owed_by
from samspil.following.reminders import remind_owed
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail, Subject
from samspil.foundation.search import find
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.moderation import actions as moderation
from samspil.resources import actions as resources
from tests.events.making import (
    agree,
    begun,
    come,
    facts,
    held,
    letters_to,
    link_in,
    make_event,
    make_host,
    make_meeting,
    put_on,
)
from tests.factories import make_actor, make_challenge, make_person, make_unit, viewer
from tests.tasks import making as tasks

pytestmark = pytest.mark.django_db


def municipal_meeting(**more):
    unit = make_unit()
    leader = make_person(role="leader", scope=unit)
    told = facts(kind="dialogue", **more)
    return actions.make_event(by=viewer(leader), host_id=unit.pk, **told), leader, unit


# --- inviting ---------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_invited_by_role_seen_first_one_letter_each():
    chair = make_host()
    councillor = make_person(role="councillor")
    tasks.make_task(by=chair, places=5)
    helper = make_person("Frida Frivillig")
    slot = tasks.was(tasks.slot_of(tasks.make_task(by=chair)))
    with clock.at(slot.starts_at - timedelta(days=1)):
        row = tasks.come(slot, by=helper)
    tasks.actions.mark_done(by=viewer(chair), slot_id=slot.pk, came={str(row.pk): 1})
    event, leader, unit = municipal_meeting()
    colleague = make_person(role="employee", scope=unit)
    by, chosen = viewer(leader), ["chairs", "councillors", "unit", "task_hosts", "volunteers", "guests"]
    guests = "Anna Holm, anna@post.example\nBo Bak <bo@post.example>"
    found = inviting.preview(event, by, chosen, unit.pk, guests)
    shown = {group.code: (group.count, group.names) for group in found.groups}
    assert shown["councillors"] == (1, [councillor.name])
    assert shown["unit"] == (1, [colleague.name])
    assert shown["volunteers"] == (1, [])  # counted, never listed
    assert shown["guests"] == (2, ["Anna Holm", "Bo Bak"])
    assert chair.name in shown["chairs"][1]
    assert shown["task_hosts"][0] == 0  # the chair has one already
    assert not EventInvitation.objects.exists()
    before = OutgoingMail.objects.count()
    actions.invite_to_event(by=by, event_id=event.pk, circles=chosen, unit_id=unit.pk, guests=guests)
    assert OutgoingMail.objects.count() - before == found.count == EventInvitation.objects.count()
    addresses = list(OutgoingMail.objects.filter(title__startswith="Du er inviteret").values_list("to", flat=True))
    assert len(addresses) == len(set(addresses))
    invited = OutgoingMail.objects.filter(title__startswith="Du er inviteret").exclude(to=helper.email)
    assert "Frida" not in "".join(invited.values_list("text", flat=True))
    with pytest.raises(ValidationError):  # nobody is left to write to
        actions.invite_to_event(by=by, event_id=event.pk, circles=chosen, unit_id=unit.pk, guests=guests)


def test_an_association_invites_associations_and_guests_and_not_staff_or_volunteers():
    event = make_meeting()
    assert set(inviting.circles(viewer(event.author))) == {"chairs", "guests"}
    for circle in ("volunteers", "unit", "councillors"):
        with pytest.raises(Refused):
            actions.invite_to_event(by=viewer(event.author), event_id=event.pk, circles=[circle])
    with pytest.raises(Refused):
        actions.invite_to_event(by=viewer(make_person()), event_id=event.pk, circles=["chairs"])


@pytest.mark.parametrize("guests", ["", "Anna", "anna@", "anna@post.example", "Anna 010190-1234, anna@post.example"])
def test_guests_need_a_name_and_an_address(guests):
    event = make_meeting()
    with pytest.raises(ValidationError) as problem:
        inviting.preview(event, viewer(event.author), ["guests"], "", guests)
    assert "guests" in problem.value.message_dict


def test_nobody_is_invited_to_what_they_cannot_read():
    chair = make_host()
    event, leader, unit = municipal_meeting(audience="unit")
    colleague = make_person(role="employee", scope=unit)
    found = inviting.preview(event, viewer(leader), ["chairs", "unit"], unit.pk)
    assert [group.count for group in found.groups] == [0, 1]
    assert found.left_out >= 1
    with pytest.raises(ValidationError):
        inviting.preview(event, viewer(leader), ["guests"], "", "Anna, anna@post.example")
    actions.invite_to_event(by=viewer(leader), event_id=event.pk, circles=["chairs", "unit"], unit_id=unit.pk)
    assert letters_to(colleague)
    assert not letters_to(chair)


def test_a_named_guest_says_yes_with_the_letter_and_is_on_the_list(client):
    event = make_meeting(places=5)
    actions.invite_to_event(
        by=viewer(event.author), event_id=event.pk, circles=["guests"], guests="Anna Holm, anna@post.example"
    )
    path = link_in(OutgoingMail.objects.get(to="anna@post.example"), "arrangementer/invitation/")
    assert "Anna, vil du med?" in client.get(path).text
    assert not EventSignUp.objects.exists()  # opening changes nothing
    assert "Tak, fordi du sagde til" in client.post(path, {"svar": "no"}).text
    assert client.post(path, {"svar": "yes", "people": "9"}).status_code == 409
    assert "Du er skrevet på" in client.post(path, {"svar": "yes", "people": "2"}).text
    row = EventSignUp.objects.get()
    assert (row.person.email, row.people, row.state) == ("anna@post.example", 2, "confirmed")
    assert EventInvitation.objects.get().answer == "yes"
    client.post(path, {"svar": "no"})  # from a page that was open since before
    row.refresh_from_db()
    assert (row.state, EventInvitation.objects.get().answer) == ("cancelled", "no")


def test_a_guest_who_never_became_known_is_forgotten_a_month_after():
    event = make_meeting()
    told = {"circles": ["guests"], "guests": "Anna Holm, anna@post.example"}
    actions.invite_to_event(by=viewer(event.author), event_id=event.pk, **told)
    for days, names in ((29, ["Anna Holm"]), (31, [])):
        begun(event, days_ago=days)
        inviting.forget_guests()
        (line,) = cards.answers(queries.invitations_to(event))
        assert (line["count"], line["names"]) == (1, names)
    assert EventInvitation.objects.get().email == ""


def test_whoever_is_invited_by_address_goes_by_what_the_host_wrote(client):
    """To know an address is no right to hear whose it is."""
    event = make_meeting()
    anna = make_person("Anna Hemmelig", email="anna@post.example")
    guests = "Formanden, anna@post.example"
    actions.invite_to_event(by=viewer(event.author), event_id=event.pk, circles=["guests"], guests=guests)
    names = [name for line in cards.answers(queries.invitations_to(event)) for name in line["names"]]
    assert names == ["Formanden"]
    come(event, by=anna)  # on the page, and only then with the letter
    path = link_in(letters_to(anna)[0], "arrangementer/invitation/")
    assert "Du er skrevet på" in client.post(path, {"svar": "yes"}).text
    assert event.sign_ups.get().state == "confirmed"
    assert EventInvitation.objects.get().full_name == "Anna Hemmelig"


# --- the agenda -------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_an_agenda_of_a_challenge_a_need_and_ones_own_with_a_clock(client):
    event = make_meeting(starts="17:00", ends="19:00")
    challenge = make_challenge(question="Hvem henter dem, der ikke kører bil?")
    provider = make_actor("Vandrelauget")
    wish = resources.wish_for(
        by=viewer(make_host(provider)), provider_id=provider.pk, kind="room", what="Et rum om torsdagen"
    )
    put_on(event, title="Velkommen", minutes=10)
    for about in (challenge.pk, wish.pk):
        put_on(event, title="", about_id=about, minutes=30)
    page = f"/arrangementer/{event.pk}/"
    assert "Velkommen" not in client.get(page).text
    assert client.get(f"{page}dagsorden/print/").status_code == 404
    guest = make_person()
    come(event, by=guest)
    for _press in range(2):
        actions.publish_agenda(by=viewer(event.author), event_id=event.pk)
    assert [letter.title.split(":")[0] for letter in letters_to(guest)].count("Dagsordenen er klar") == 1
    text = client.get(page).text
    for word in ("Velkommen", "Hvem henter dem, der ikke kører bil?", "Et rum om torsdagen", "kl. 17.10", "kl. 17.40"):
        assert word in text
    assert "Et rum om torsdagen" in client.get(f"{page}dagsorden/print/").text
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=challenge.pk, reason="Der står et navn.")
    assert "Hvem henter" not in client.get(page).text + client.get(f"{page}dagsorden/print/").text


def test_what_not_all_may_read_is_on_no_agenda():
    event, staff = make_meeting(), make_person(role="coordinator")
    limited = make_challenge(by=staff, audience="staff")
    with pytest.raises(ValidationError) as problem:
        actions.add_point(by=viewer(staff), event_id=event.pk, about_id=limited.pk)
    assert "about_id" in problem.value.message_dict
    with pytest.raises(NotFound):
        actions.add_point(by=viewer(event.author), event_id=event.pk, about_id=limited.pk)


def test_points_are_moved_taken_off_and_never_twice():
    event = make_meeting()
    by = viewer(event.author)
    first, second = put_on(event, title="A"), put_on(event, title="B")

    def order() -> list[str]:
        return [point.title for point in queries.agenda_of(event, by)]

    actions.move_point(by=by, point_id=second.pk, way="up")
    actions.move_point(by=by, point_id=second.pk, way="up")
    assert order() == ["B", "A"]
    actions.edit_point(by=by, point_id=first.pk, title="C", minutes="15")
    with pytest.raises(Stale):
        actions.edit_point(by=by, point_id=first.pk, title="D", expected_version=1)
    actions.remove_point(by=by, point_id=second.pk)
    assert order() == ["C"]
    challenge = make_challenge()
    put_on(event, title="", about_id=challenge.pk)
    for told in (
        {"about_id": challenge.pk},
        {"title": ""},
        {"title": "Min mor, 010150-1234"},
        {"title": "E", "minutes": 999},
    ):
        with pytest.raises(ValidationError):
            actions.add_point(by=by, event_id=event.pk, **told)
    for verb in (
        lambda who: actions.add_point(by=who, event_id=event.pk, title="X"),
        lambda who: actions.move_point(by=who, point_id=first.pk, way="down"),
        lambda who: actions.publish_agenda(by=who, event_id=event.pk),
    ):
        with pytest.raises(Refused):
            verb(viewer(make_person()))
    with pytest.raises(Refused):  # no meeting, no agenda
        put_on(make_event())


def test_who_comes_suggests_and_the_host_answers():
    event, guest = make_meeting(), make_person("Gunnar Gæst")
    with pytest.raises(ValidationError):
        actions.suggest_point(by=viewer(guest), event_id=event.pk, title="Flere bænke")
    with pytest.raises(Refused):
        actions.suggest_point(by=NOBODY, event_id=event.pk, title="Flere bænke")
    come(event, by=guest)
    point = actions.suggest_point(by=viewer(guest), event_id=event.pk, title="Flere bænke", text="Ved broen.")
    assert queries.agenda_of(event, viewer(guest)) == []
    with pytest.raises(Refused):
        actions.answer_point(by=viewer(guest), point_id=point.pk, answer="on")
    for _press in range(2):
        actions.answer_point(by=viewer(event.author), point_id=point.pk, answer="on", word="Godt set.")
    assert [row.title for row in queries.agenda_of(event, NOBODY)] == ["Flere bænke"]
    assert "Godt set." in letters_to(guest)[-1].text
    for number in range(4):
        actions.suggest_point(by=viewer(guest), event_id=event.pk, title=f"Mere {number}")
    with pytest.raises(ValidationError):
        actions.suggest_point(by=viewer(guest), event_id=event.pk, title="Endnu et")


# --- the minutes ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_minutes_are_the_hosts_until_published_and_mended_openly_after(client, sign_in):
    event = make_meeting()
    point = put_on(event, title="Stien")
    with pytest.raises(ValidationError):
        actions.write_minutes(by=viewer(event.author), event_id=event.pk, notes={str(point.pk): "For tidligt."})
    begun(event)
    by, page = viewer(event.author), f"/arrangementer/{event.pk}/"
    with pytest.raises(ValidationError):
        actions.publish_minutes(by=by, event_id=event.pk)
    actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): "Kladdeord."}, attended=9)
    actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): "Stien skal have lys."}, attended=9)
    for path in (page, f"{page}referat/print/", f"{page}referat/rettelser/"):
        assert "Stien skal have lys" not in client.get(path).text
    for _press in range(2):
        actions.publish_minutes(by=by, event_id=event.pk)
    assert "Stien skal have lys" in client.get(page).text
    assert "9 var med" in client.get(f"{page}referat/print/").text
    actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): "Stien skal have lys og bænke."})
    mended = client.get(f"{page}referat/rettelser/").text
    assert "Stien skal have lys.</p>" in mended
    assert "lys og bænke" in mended
    assert "Kladdeord" not in mended
    with pytest.raises(Refused):
        actions.write_minutes(by=viewer(make_person()), event_id=event.pk, notes={})
    with pytest.raises(NotFound):
        actions.write_minutes(by=by, event_id=event.pk, notes={str(put_on(make_meeting()).pk): "x"})
    with pytest.raises(ValidationError):
        actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): "010150-1234 sagde"})
    with pytest.raises(Stale):
        actions.write_minutes(by=by, event_id=event.pk, notes={}, expected_version=1)
    with pytest.raises(ValidationError):
        actions.remove_point(by=by, point_id=point.pk)
    assert sign_in(event.author).get(f"{page}referat/").status_code == 200


# --- what was agreed --------------------------------------------------------------------------------------------------


@pytest.mark.capability("C61")
def test_an_owner_says_yes_is_reminded_tells_and_it_is_shown_next_year(client):
    event = held()
    row = EventSignUp.objects.first()
    owner = row.person
    promise = agree(event, owner.actor, what="Male bænken ved broen")
    assert (promise.state, promise.person) == ("asked", owner)
    path = link_in(letters_to(owner)[-1], "arrangementer/aftale/l/")
    assert "Male bænken" in client.get(path).text
    promise.refresh_from_db()
    assert promise.state == "asked"  # opening changes nothing
    client.post(path, {"svar": "yes"})
    promise.refresh_from_db()
    assert (promise.state, promise.answered_by) == ("promised", owner)
    with clock.at(clock.now().replace(hour=10) + timedelta(days=39)):
        before = len(letters_to(owner))
        remind_owed()
        remind_owed()
        assert len(letters_to(owner)) == before + 1
        assert "Skriv kort" in client.post(path, {"svar": "not_done"}).text
        client.post(path, {"svar": "done", "word": "Den er grøn nu."})
    promise.refresh_from_db()
    assert (promise.state, promise.word) == ("done", "Den er grøn nu.")
    coming = make_meeting(by=event.author, follows_id=str(event.pk))
    text = client.get(f"/arrangementer/{coming.pk}/").text
    assert "Male bænken ved broen" in text
    assert "Den er grøn nu." in text
    assert "Male bænken" in client.get(f"/arrangementer/{event.pk}/").text


def test_only_the_owner_promises_and_a_changed_promise_is_asked_anew():
    event = held()
    owner = EventSignUp.objects.first().person
    promise = agree(event, owner.actor)
    for stranger in (event.author, make_person(), make_person(role="coordinator")):  # the minutes are there for all
        with pytest.raises(Refused):
            actions.answer_promise(by=viewer(stranger), promise_id=promise.pk, answer="yes")
    Event.objects.filter(pk=event.pk).update(minutes_published_at=None)  # before that it is for those who keep it
    with pytest.raises(NotFound):
        actions.answer_promise(by=viewer(make_person()), promise_id=promise.pk, answer="yes")
    Event.objects.filter(pk=event.pk).update(minutes_published_at=clock.now())
    actions.answer_promise(by=viewer(owner), promise_id=promise.pk, answer="yes")
    letters_before = len(letters_to(owner))
    actions.edit_promise(by=viewer(event.author), promise_id=promise.pk, what="Noget andet", due_on=promise.due_on)
    promise.refresh_from_db()
    assert (promise.state, promise.answered_at) == ("asked", None)
    assert len(letters_to(owner)) == letters_before + 1
    assert MeetingPromise.history.filter(subject_id=promise.pk).count() == 3
    actions.answer_promise(by=viewer(owner), promise_id=promise.pk, answer="no", word="Det kan vi ikke nå.")
    promise.refresh_from_db()
    assert promise.state == "refused"
    actions.withdraw_promise(by=viewer(event.author), promise_id=promise.pk)
    promise.refresh_from_db()
    assert (promise.what, promise.subject.title) == ("", "")
    assert not MeetingPromise.history.filter(subject_id=promise.pk).exists()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": "Ring til 010150-1234"}, "what"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": "2001-01-01"}, "due_on"),
        ({"owner": "x"}, "owner"),
    ],
)
def test_an_agreement_needs_what_when_and_who(told, field):
    event = held()
    with pytest.raises(ValidationError) as problem:
        actions.agree_on(
            by=viewer(event.author),
            event_id=event.pk,
            **{"what": "Male", "due_on": clock.today() + timedelta(days=9), "owner": event.host_id, **told},
        )
    assert field in problem.value.message_dict


def test_nobody_is_made_to_own_what_they_were_not_there_for_or_cannot_read():
    event = held()
    with pytest.raises(ValidationError):
        agree(event, make_person().actor)
    inner, leader, _unit = municipal_meeting(audience="unit")
    begun(inner)
    outside = make_host()
    with pytest.raises(ValidationError):
        actions.agree_on(
            by=viewer(leader),
            event_id=inner.pk,
            what="Male",
            due_on=clock.today() + timedelta(days=9),
            owner=outside.memberships.get().actor_id,
        )


def test_a_units_promise_waits_for_its_leader_and_then_for_a_deputy():
    event, top = held(), make_unit()
    unit = make_unit(parent=top)
    leader, boss = make_person(role="leader", scope=unit), make_person(role="leader", scope=top)
    promise = agree(event, unit.actor)
    assert promise.person == leader
    assert [owed.subject.pk for owed in owed_by(viewer(leader))] == [promise.pk]
    with clock.at(clock.now().replace(hour=10) + timedelta(days=8)):
        remind_owed()
    promise.refresh_from_db()
    assert promise.deputy == boss
    actions.answer_promise(by=viewer(boss), promise_id=promise.pk, answer="yes")
    promise.refresh_from_db()
    assert (promise.state, promise.deputy) == ("promised", None)


def test_nobody_promises_for_an_association_that_is_silent():
    event, chair = held(), make_host()
    promise = agree(event, chair.memberships.get().actor)
    assert promise.person == chair
    make_person(role="coordinator")
    with clock.at(clock.now().replace(hour=10) + timedelta(days=16)):
        remind_owed()
        promise.refresh_from_db()
        assert (promise.deputy, promise.is_late) == (None, True)
        assert letters_to(chair)[-1].title.startswith("Ubesvaret")


def test_where_nobody_can_be_written_to_the_host_notes_the_answer():
    event = held()
    promise = agree(event, make_actor())  # nobody speaks for it
    assert promise.person is None
    actions.answer_promise(by=viewer(event.author), promise_id=promise.pk, answer="yes")
    promise.refresh_from_db()
    assert (promise.state, promise.answered_by) == ("promised", event.author)


@pytest.mark.parametrize(("answer", "is_named"), [("", False), ("no", False), ("yes", True)])
def test_a_person_is_named_for_all_only_once_they_have_promised(client, sign_in, answer, is_named):
    event = held()
    owner = event.sign_ups.first().person
    Actor.objects.filter(pk=owner.actor_id).update(name="Mie Tavs")
    promise = agree(event, owner.actor)
    if answer:
        actions.answer_promise(by=viewer(owner), promise_id=promise.pk, answer=answer)
    coming = make_meeting(by=event.author, follows_id=str(event.pk))
    for path in (
        f"/arrangementer/{event.pk}/",
        f"/arrangementer/{event.pk}/referat/print/",
        f"/arrangementer/aftale/{promise.pk}/",
        f"/arrangementer/{coming.pk}/",
    ):
        assert ("Mie Tavs" in client.get(path).text) == is_named, path
    for person in (owner, event.author):
        assert "Mie Tavs" in sign_in(person).get(f"/arrangementer/aftale/{promise.pk}/").text


def test_drafts_of_what_was_agreed_are_seen_by_keepers_and_owners_alone(client, sign_in):
    event = make_meeting(title="Kladdemøde")
    owner = come(event).person
    begun(event)
    promise = agree(event, owner.actor, what="Enhjørninger i hallen")
    path = f"/arrangementer/aftale/{promise.pk}/"
    assert client.get(path).status_code == 302  # sign in first
    assert "nhjørning" not in client.get(f"/arrangementer/{event.pk}/").text
    stranger = sign_in(make_person())
    assert stranger.get(path).status_code == 404
    assert "nhjørning" not in stranger.get(f"/arrangementer/{event.pk}/").text
    assert not find("Enhjørninger", viewer(owner)).exists()
    assert "nhjørning" in sign_in(owner).get(path).text
    assert "nhjørning" in sign_in(owner).get("/mig/", follow=True).text
    assert Subject.objects.get(pk=promise.pk).context_id == event.pk
