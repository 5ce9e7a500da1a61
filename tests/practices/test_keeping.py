"""Looking again on a day, and saying thanks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.moderation import actions as moderation
from samspil.practices import actions, letters, queries
from samspil.practices.manifest import export
from samspil.practices.models import FollowUp, Thanks
from tests.factories import make_actor, make_person, viewer
from tests.practices.building import adopt, leader_of, make_practice

pytestmark = pytest.mark.django_db


def day(days):
    return clock.today() + timedelta(days=days)


@pytest.fixture
def practice(lene, unit):
    return make_practice(by=lene, home=unit)


def planned(practice, by, due=30, **facts):
    facts = {"what": "Kommer der stadig nogen?", "due": day(due), **facts}
    return actions.plan_follow_up(by=viewer(by), practice_id=practice.pk, **facts)


def test_somebody_where_it_lives_looks_again(practice, lene, mette):
    assert [person.name for person in queries.may_follow_up(practice, viewer(lene))] == ["Lene Dahlgaard", "Mette Skov"]
    row = planned(practice, lene, person_id=mette.pk)
    actions.note_follow_up(by=viewer(mette), follow_up_id=row.pk, note="Ja, og flere end før.")
    row.refresh_from_db()
    assert (row.done_by, row.note, row.is_overdue) == (mette, "Ja, og flere end før.", False)
    with pytest.raises(ValidationError):
        actions.note_follow_up(by=viewer(mette), follow_up_id=row.pk, note="En gang til.")


@pytest.mark.parametrize("facts", [{"due": 0}, {"due": 2000}, {"what": "Ring 010203-1234"}, {"person_id": "nej"}])
def test_wrong_day_words_or_person(facts, practice, lene):
    with pytest.raises(ValidationError):
        planned(practice, lene, **facts)


def test_others_neither_plan_nor_note(practice, lene, jens, karen):
    row = planned(practice, lene)
    for person in (jens, karen):
        with pytest.raises(Refused):
            planned(practice, person)
        with pytest.raises(Refused):
            actions.note_follow_up(by=viewer(person), follow_up_id=row.pk, note="x")
    with pytest.raises(NotFound):
        actions.note_follow_up(by=viewer(lene), follow_up_id=0, note="x")
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=practice.pk, reason="Et navn.")
    with pytest.raises(NotFound):
        actions.note_follow_up(by=viewer(lene), follow_up_id=row.pk, note="x")


def test_letter_on_the_day_once_and_overdue_on_the_page(practice, lene, client):
    row = planned(practice, lene)
    letters.remind_of_follow_ups()
    assert not OutgoingMail.objects.filter(dedupe_key__startswith="follow-up").exists()
    FollowUp.objects.update(due=day(-1))
    for _number in range(2):
        letters.remind_of_follow_ups()
    letter = OutgoingMail.objects.get(dedupe_key=f"follow-up:{row.pk}")
    assert letter.to == lene.email
    assert reverse("practices:note", args=[row.pk]) in letter.text
    assert "Over tiden" in client.get(reverse("practices:page", args=[practice.pk])).text


def test_no_letter_about_what_is_hidden(practice, lene):
    planned(practice, lene)
    FollowUp.objects.update(due=day(0))
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=practice.pk, reason="Et navn.")
    letters.remind_of_follow_ups()
    assert not OutgoingMail.objects.filter(dedupe_key__startswith="follow-up").exists()


# --- thanks -----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C68")
def test_an_association_and_a_volunteer_who_agreed_are_thanked(practice, lene, client):
    by, club = viewer(lene), make_actor("Kogeklubben")
    actions.thank(by=by, practice_id=practice.pk, actor_id=club.pk, what_for="Opskrifterne.")
    actions.thank(by=by, practice_id=practice.pk, name="Olga", has_agreed=True, what_for="Fordi du blev ved.")
    for name in ("practices:page", "practices:thanks-paper"):
        page = client.get(reverse(name, args=[practice.pk])).text
        assert all(word in page for word in ("Kogeklubben", "Opskrifterne.", "Olga", "Fordi du blev ved."))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "Olga"}, "has_agreed"),
        ({"name": ""}, "name"),
        ({"name": "Olga 010203-1234", "has_agreed": True}, "name"),
        ({"name": "Olga", "has_agreed": True, "what_for": ""}, "what_for"),
    ],
)
def test_nobody_is_named_who_has_not_agreed(facts, field, practice, lene):
    with pytest.raises(ValidationError) as problem:
        actions.thank(by=viewer(lene), practice_id=practice.pk, **({"what_for": "Alt."} | facts))
    assert set(problem.value.error_dict) == {field}
    assert not Thanks.objects.exists()


def test_single_person_is_not_taken_from_the_register(practice, lene, karen):
    with pytest.raises(NotFound):
        actions.thank(by=viewer(lene), practice_id=practice.pk, actor_id=karen.actor_id, what_for="Alt.")


def test_thanks_are_taken_back_and_hidden_names_do_not_show(practice, lene, karen):
    by, club = viewer(lene), make_actor("Kogeklubben")
    row = actions.thank(by=by, practice_id=practice.pk, actor_id=club.pk, what_for="Alt.")
    for verb in (
        lambda who: actions.thank(by=who, practice_id=practice.pk, actor_id=club.pk, what_for="Alt."),
        lambda who: actions.take_thanks_back(by=who, thanks_id=row.pk),
    ):
        with pytest.raises(Refused):
            verb(viewer(karen))
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=club.pk, reason="Et navn.")
    assert queries.thanks_of(practice, NOBODY) == []
    with pytest.raises(NotFound):
        actions.take_thanks_back(by=by, thanks_id=row.pk)
    other = actions.thank(by=by, practice_id=practice.pk, name="Olga", has_agreed=True, what_for="Alt.")
    actions.take_thanks_back(by=by, thanks_id=other.pk)
    assert not Thanks.objects.filter(name="Olga").exists()


# --- being forgotten --------------------------------------------------------------------------------------------------


def test_what_a_unit_does_stays_and_the_name_goes(practice, lene, unit):
    actions.edit_practice(by=viewer(lene), practice_id=practice.pk, contact="Lene Dahlgaard, 99 00 00 12")
    planned(practice, lene)
    actions.thank(by=viewer(lene), practice_id=practice.pk, name="Lene Dahlgaard", has_agreed=True, what_for="Idéen.")
    use = adopt(make_practice(), by=lene, place=unit, adaptation="Vi synger.")
    assert {next(iter(row)) for row in export(lene.pk)} == {"practice", "use", "look_again", "thanked_for"}
    erase_person(by=SYSTEM, person_id=lene.pk)
    practice.refresh_from_db()
    use.refresh_from_db()
    assert (practice.contact, use.adaptation) == ("", "Vi synger.")
    assert practice.title
    assert practice.history.exclude(contact="").count() == 0
    assert practice.follow_ups.get().person is None
    assert not Thanks.objects.exists()


def test_leader_of_line_above_may_look_after_it_too(practice, unit):
    assert planned(practice, leader_of(unit.parent))
