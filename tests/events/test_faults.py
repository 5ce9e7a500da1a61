"""What once went wrong: a full feed, published minutes, promises of those who left, and letters without end."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.actions import end_membership
from samspil.actors.models import Person, Role
from samspil.events import actions, coming, inviting, promises, queries
from samspil.events.forms import EditEventForm
from samspil.events.models import ANSWER_WITHIN, Event, MeetingPromise, PointState
from samspil.foundation import clock, subjects
from samspil.foundation.models import Audience, OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY
from samspil.identity.models import RateHit
from samspil.identity.rates import Rate
from samspil.moderation import actions as moderation
from tests.events.making import (
    agree,
    begun,
    held,
    letters_to,
    link_in,
    make_event,
    make_host,
    make_meeting,
    put_on,
)
from tests.factories import make_person, make_unit, viewer

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def test_a_feed_full_of_what_was_leaves_room_for_what_comes(monkeypatch):
    monkeypatch.setattr(queries, "MOST_IN_FEED", 2)
    was = [begun(make_event(), days_ago=days) for days in (4, 3, 2)]
    soon = make_event()
    assert queries.in_public_feed() == [was[1], was[2], soon]


def test_room_past_the_last_day_to_sign_up_is_no_room():
    event = make_event(places=5, sign_up_by=clock.today() + A_DAY)
    asked = queries.Filters(has_room=True)
    assert list(queries.events_for(NOBODY, asked)) == [event]
    with clock.at(clock.now() + timedelta(days=3)):
        assert list(queries.events_for(NOBODY, asked)) == []


# --- the minutes ------------------------------------------------------------------------------------------------------


def test_what_stands_in_published_minutes_is_mended_in_the_minutes_alone(client, sign_in):
    event = held()
    point = event.points.get()
    by = viewer(event.author)
    work = [
        lambda: actions.answer_point(by=by, point_id=point.pk, answer=PointState.DECLINED),
        lambda: actions.edit_point(by=by, point_id=point.pk, title="Noget helt andet"),
        lambda: actions.move_point(by=by, point_id=point.pk, way="up"),
        lambda: actions.remove_point(by=by, point_id=point.pk),
        lambda: put_on(event),
    ]
    for each in work:
        with pytest.raises(ValidationError, match="i referatet"):
            each()
    point.refresh_from_db()
    assert point.state == PointState.ON
    assert point.title in client.get(f"/arrangementer/{event.pk}/").text
    edit = f"/arrangementer/punkt/{point.pk}/ret/"
    page = sign_in(event.author)
    desk = page.get(f"/arrangementer/{event.pk}/moede/").text
    assert point.title in desk
    assert [words for words in (edit, "Flyt op", "Tag af", "Et punkt mere") if words in desk] == []
    assert "i referatet" in page.post(edit, {"title": "Noget helt andet"}).text


def test_a_point_nobody_wrote_of_may_still_be_put_off():
    event = make_meeting()
    point = put_on(event)
    answered = actions.answer_point(by=viewer(event.author), point_id=point.pk, answer=PointState.DECLINED)
    assert answered.state == PointState.DECLINED


# --- what was agreed --------------------------------------------------------------------------------------------------


def leave(person: Person) -> None:
    end_membership(by=viewer(make_person(role="coordinator")), membership_id=person.memberships.get().pk)


def test_a_former_chair_answers_no_more_and_the_next_is_asked():
    event, chair = held(), make_host()
    actor = chair.memberships.get().actor
    promise = agree(event, actor)
    new = make_person("Ny forperson", member_of=actor)
    leave(chair)
    with pytest.raises(Refused):
        actions.answer_promise(by=viewer(chair), promise_id=promise.pk, answer="yes")
    promises.renew_owners()
    promises.renew_owners()
    promise.refresh_from_db()
    assert promise.person == new
    assert len(letters_to(new)) == 1
    assert [row.answerer for row in queries.owed_answers()] == [new.pk]
    actions.answer_promise(by=viewer(new), promise_id=promise.pk, answer="yes")


def test_a_link_of_a_former_chair_promises_nothing(client):
    event, chair = held(), make_host()
    promise = agree(event, chair.memberships.get().actor)
    path = link_in(letters_to(chair)[-1], "arrangementer/aftale/l/")
    leave(chair)
    client.post(path, {"svar": "yes"})
    promise.refresh_from_db()
    assert promise.state == "asked"


def test_where_nobody_is_left_those_who_keep_the_meeting_note_the_answer():
    event, chair = held(), make_host()
    promise = agree(event, chair.memberships.get().actor)
    leave(chair)
    promises.renew_owners()
    promise.refresh_from_db()
    assert promise.person is None
    actions.answer_promise(by=viewer(event.author), promise_id=promise.pk, answer="yes")


def test_the_next_one_has_as_long_to_answer_and_no_deputy_stands_in():
    event, unit = held(), make_unit()
    old = make_person(role="leader", scope=unit)
    promise = agree(event, unit.actor)
    MeetingPromise.objects.filter(pk=promise.pk).update(
        asked_on=clock.today() - 9 * A_DAY,
        answer_due=clock.today() - 2 * A_DAY,
        deputy=make_person(),
        passed_on_at=clock.now(),
    )
    Role.objects.filter(person=old).delete()
    new = make_person(role="leader", scope=unit)
    promises.renew_owners()
    promise.refresh_from_db()
    assert (promise.person, promise.deputy, promise.passed_on_at) == (new, None, None)
    assert (promise.asked_on, promise.answer_due) == (clock.today(), clock.today() + ANSWER_WITHIN)


@pytest.mark.parametrize("is_edited", [False, True])
def test_who_may_not_read_the_meeting_is_not_asked_and_the_host_notes_the_answer(is_edited):
    event, chair = held(), make_host()
    actor = chair.memberships.get().actor
    promise = agree(event, actor)
    by = viewer(event.author)
    subjects.set_audience(event.subject, Audience.NAMED, [event.author.pk, chair.pk])
    new = make_person("Ny forperson", member_of=actor)
    leave(chair)
    if is_edited:
        actions.edit_promise(by=by, promise_id=promise.pk, what="Noget andet", due_on=promise.due_on)
    else:
        promises.renew_owners()
    promise.refresh_from_db()
    assert promise.person is None
    assert not letters_to(new)
    actions.answer_promise(by=by, promise_id=promise.pk, answer="yes")


def test_a_leader_who_has_left_is_no_longer_asked():
    event, unit = held(), make_unit()
    old = make_person(role="leader", scope=unit)
    promise = agree(event, unit.actor)
    promises.renew_owners()
    promise.refresh_from_db()
    assert promise.person == old
    new = make_person(role="leader", scope=unit)
    Role.objects.filter(person=old).delete()
    by = viewer(event.author)
    actions.edit_promise(by=by, promise_id=promise.pk, what="Noget andet", due_on=promise.due_on)
    promise.refresh_from_db()
    assert promise.person == new
    with pytest.raises(Refused):
        actions.answer_promise(by=viewer(old), promise_id=promise.pk, answer="yes")


def test_a_new_question_does_not_carry_the_old_no():
    event = held()
    owner = event.sign_ups.first().person
    promise = agree(event, owner.actor)
    actions.answer_promise(by=viewer(owner), promise_id=promise.pk, answer="no", word="Det kan vi ikke nå.")
    actions.edit_promise(by=viewer(event.author), promise_id=promise.pk, what="Noget andet", due_on=promise.due_on)
    promise.refresh_from_db()
    assert promise.word == ""


# --- letters ----------------------------------------------------------------------------------------------------------


def test_a_days_invitations_are_counted_in_letters(monkeypatch):
    monkeypatch.setattr(inviting, "BY_PERSON", Rate("few-invited", 3, A_DAY))
    host = make_host()
    by = viewer(host)
    first, second = make_meeting(by=host), make_meeting(by=host)
    guests = "Anna Holm, anna@post.example\nBo Bak, bo@post.example"
    actions.invite_to_event(by=by, event_id=first.pk, circles=["guests"], guests=guests)
    with pytest.raises(ValidationError, match="i morgen"):
        actions.invite_to_event(by=by, event_id=second.pk, circles=["guests"], guests=guests)
    assert not second.invitations.exists()
    actions.invite_to_event(by=by, event_id=second.pk, circles=["guests"], guests="Bo Bak, bo@post.example")
    assert OutgoingMail.objects.filter(to="bo@post.example").count() == 2


def test_what_is_more_than_a_days_invitations_goes_on_a_day_of_its_own(monkeypatch):
    monkeypatch.setattr(inviting, "BY_PERSON", Rate("few-invited", 2, A_DAY))
    host = make_host()
    by = viewer(host)
    first, second = make_meeting(by=host), make_meeting(by=host)
    guests = [f"Gæst {number}, gaest{number}@post.example" for number in range(3)]
    actions.invite_to_event(by=by, event_id=first.pk, circles=["guests"], guests=guests[0])
    with pytest.raises(ValidationError, match="i morgen"):
        actions.invite_to_event(by=by, event_id=second.pk, circles=["guests"], guests="\n".join(guests))
    with clock.at(clock.now() + A_DAY):
        RateHit.objects.all().delete()
        actions.invite_to_event(by=by, event_id=second.pk, circles=["guests"], guests="\n".join(guests))
        assert second.invitations.count() == 3
        with pytest.raises(ValidationError, match="i morgen"):
            actions.invite_to_event(by=by, event_id=first.pk, circles=["guests"], guests=guests[1])


def test_a_days_messages_to_those_coming_are_counted(monkeypatch):
    monkeypatch.setattr(coming, "LETTERS_BY", Rate("few-words", 1, A_DAY))
    event = make_event()
    by = viewer(event.author)
    actions.write_to_those_coming(by=by, event_id=event.pk, words="Vi ses.")
    with pytest.raises(ValidationError) as problem:
        actions.write_to_those_coming(by=by, event_id=event.pk, words="Vi ses igen.")
    assert "words" in problem.value.message_dict


def test_a_guest_whose_yes_is_refused_stays_unknown(client):
    event = make_meeting(places=1)
    actions.invite_to_event(
        by=viewer(event.author), event_id=event.pk, circles=["guests"], guests="Anna Holm, anna@post.example"
    )
    path = link_in(OutgoingMail.objects.get(to="anna@post.example"), "arrangementer/invitation/")
    assert client.post(path, {"svar": "yes", "people": "5"}).status_code == 409
    assert not Person.objects.filter(email="anna@post.example").exists()
    assert "Du er skrevet på" in client.post(path, {"svar": "yes"}).text


# --- the meeting before -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_hidden", [False, True])
def test_an_old_meeting_stays_the_one_before_when_a_letter_is_mended(sign_in, is_hidden, monkeypatch):
    before = held()
    event = make_meeting(by=before.author, follows_id=str(before.pk))
    if is_hidden:
        moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=before.pk, reason="Der står et navn.")
    monkeypatch.setattr(queries, "earlier_meetings", lambda _viewer: [])  # thirty newer ones
    event = Event.objects.get(pk=event.pk)
    form = EditEventForm(viewer=viewer(event.author), event=event, initial=EditEventForm.initial_of(event))
    labels = dict(form.fields["follows_id"].choices)
    assert (before.title in labels[str(before.pk)]) is not is_hidden
    actions.edit_event(by=viewer(event.author), event_id=event.pk, title="Rettet", follows_id=str(before.pk))
    event.refresh_from_db()
    assert event.follows == before
