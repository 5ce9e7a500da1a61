"""What those who come suggest for the agenda, and nobody answered before the minutes stood on the page."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.events import actions, queries
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from tests.events.making import begun, come, letters_to, make_meeting, put_on
from tests.factories import make_person, viewer

pytestmark = pytest.mark.django_db


def test_a_suggestion_nobody_answered_gets_one_honest_answer_with_the_minutes():
    event, guest = make_meeting(), make_person("Gunnar Gæst", email="gunnar@post.example")
    come(event, by=guest)
    by, points = viewer(event.author), {}
    for title in ("Flere bænke", "Lys på stien", "En rampe", "Taget af"):
        points[title] = actions.suggest_point(by=viewer(guest), event_id=event.pk, title=title)
    actions.answer_point(by=by, point_id=points["Lys på stien"].pk, answer="on")
    actions.answer_point(by=by, point_id=points["En rampe"].pk, answer="declined")
    actions.remove_point(by=by, point_id=points["Taget af"].pk)
    begun(event)
    later = make_meeting(by=event.author, host=event.host, title="Næste dialogmøde", follows_id=str(event.pk))
    actions.write_minutes(by=by, event_id=event.pk, notes={str(points["Lys på stien"].pk): "Vi så på lys."})
    before = len(letters_to(guest))
    for _press in range(2):
        actions.publish_minutes(by=by, event_id=event.pk)
    told = letters_to(guest)[before:]
    assert [letter.title for letter in told] == ["Det nåede vi ikke: Flere bænke"]
    assert "ingen nåede at svare dig" in told[0].text
    assert f"»{later.title}«" in told[0].text
    assert str(later.pk) in told[0].text
    assert "/udfordringer/ny/" in told[0].text
    states = {point.title: point.state for point in queries.suggested_by(event, guest.pk)}
    assert states == {"Flere bænke": "missed", "Lys på stien": "on", "En rampe": "declined"}
    assert [point.title for point in queries.agenda_of(event, NOBODY)] == ["Lys på stien"]
    entry = JournalEntry.objects.get(verb="events.minutes_published", subject=event.pk)
    assert entry.payload == {"missed": [str(points["Flere bænke"].pk)]}
    with pytest.raises(ValidationError, match="Referatet står på siden"):
        actions.answer_point(by=by, point_id=points["Flere bænke"].pk, answer="on")


def test_without_a_next_meeting_one_may_write_it_or_ring_and_the_host_is_told_first(sign_in):
    event, guest = make_meeting(), make_person("Gunnar Gæst", email="gunnar@post.example")
    row = come(event, by=guest)
    actions.suggest_point(by=viewer(guest), event_id=event.pk, title="Flere bænke")
    point = put_on(event)
    begun(event)
    off = make_meeting(by=event.author, host=event.host, title="Aflyst møde", follows_id=str(event.pk))
    actions.cancel_event(by=viewer(event.author), event_id=off.pk)
    actions.write_minutes(by=viewer(event.author), event_id=event.pk, notes={str(point.pk): "Vi talte om stien."})
    assert (
        "1 forslag til dagsordenen har ikke fået svar"
        in sign_in(event.author).get(reverse("events:agreed", args=[event.pk])).text
    )
    actions.publish_minutes(by=viewer(event.author), event_id=event.pk)
    told = letters_to(guest)[-1].text
    assert "Aflyst møde" not in told
    assert f"{event.contact_name} på {event.contact_phone}" in told
    own = sign_in(guest).get(reverse("events:own", args=[row.pk])).text
    assert "Det nåede vi ikke" in own


def test_nobody_is_told_to_ring_a_contact_who_is_forgotten():
    event, guest = make_meeting(), make_person("Gunnar Gæst", email="gunnar@post.example")
    come(event, by=guest)
    actions.suggest_point(by=viewer(guest), event_id=event.pk, title="Flere bænke")
    point = put_on(event)
    begun(event)
    by = viewer(event.author)
    actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): "Vi talte om stien."})
    type(event).objects.filter(pk=event.pk).update(contact_name="–", contact_phone="")  # as erasing leaves it
    actions.publish_minutes(by=by, event_id=event.pk)
    told = letters_to(guest)[-1].text
    assert "Eller ring" not in told
    assert "Læs referatet her:" in told


def test_nothing_is_missed_when_publishing_fails_and_nobody_erased_is_written_to():
    event, guest = make_meeting(), make_person("Gunnar Gæst", email="gunnar@post.example")
    come(event, by=guest)
    point = actions.suggest_point(by=viewer(guest), event_id=event.pk, title="Flere bænke")
    put_on(event)
    begun(event)
    with pytest.raises(ValidationError):  # nothing is written yet
        actions.publish_minutes(by=viewer(event.author), event_id=event.pk)
    point.refresh_from_db()
    assert point.state == "suggested"
    erase_person(by=viewer(guest), person_id=guest.pk)
    (row,) = queries.agenda_of(event, NOBODY)
    actions.write_minutes(by=viewer(event.author), event_id=event.pk, notes={str(row.pk): "Vi talte om stien."})
    actions.publish_minutes(by=viewer(event.author), event_id=event.pk)
    assert not OutgoingMail.objects.filter(title__startswith="Det nåede vi ikke").exists()
