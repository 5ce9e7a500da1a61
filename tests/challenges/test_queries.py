"""Reads about challenges: what the list holds, what the page shows, what the history tells."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.challenges import queries
from samspil.challenges.actions import change_stage, edit_challenge, withdraw_perspective
from samspil.challenges.models import Challenge
from samspil.challenges.queries import Filters
from samspil.foundation import clock, subjects
from samspil.foundation.viewer import NOBODY
from tests.factories import make_actor, make_challenge, make_person, make_perspective, make_unit, viewer

pytestmark = pytest.mark.django_db


def questions(who=NOBODY, **filters) -> list[str]:
    return [row.question for row in queries.challenges(who, Filters(**filters))]


@pytest.fixture
def shelf(karen, mette, unit):
    """Four challenges of different sorts, one a day, and two that the public may not see."""
    company = make_actor("Bageren", kind="company")
    baker = make_person(member_of=company)
    start = timezone.now() - timedelta(days=10)
    for day, (by, facts) in enumerate(
        (
            (karen, {"question": "Bingo?", "theme": "older"}),
            (mette, {"question": "Banko?", "theme": "health", "unit": unit}),
            (baker, {"question": "Brød?", "theme": "older", "speaks_as": company.pk, "unit": unit.parent}),
            (karen, {"question": "Både?", "theme": "community", "description": "Om bingo på åen"}),
            (mette, {"question": "Staff?", "audience": "staff", "description": "bingo"}),
            (mette, {"question": "Draft?", "is_draft": True, "description": "bingo"}),
        )
    ):
        with clock.at(start + timedelta(days=day)):
            make_challenge(by=by, **facts)


def test_list_holds_what_the_filters_ask_for_and_one_may_read(shelf):
    expected = [
        ({}, ["Både?", "Brød?", "Banko?", "Bingo?"]),
        ({"sort": "nyeste"}, ["Både?", "Brød?", "Banko?", "Bingo?"]),
        ({"sort": "aeldste"}, ["Bingo?", "Banko?", "Brød?", "Både?"]),
        ({"sort": "nonsense"}, ["Både?", "Brød?", "Banko?", "Bingo?"]),
        ({"theme": "older"}, ["Brød?", "Bingo?"]),
        ({"stage": "perspectives"}, ["Både?", "Brød?", "Banko?", "Bingo?"]),
        ({"stage": "draft"}, []),
        ({"words": "bingo"}, ["Både?", "Bingo?"]),
        ({"words": "bingo", "theme": "older"}, ["Bingo?"]),
        ({"words": "!!!"}, []),
        ({"sphere": "civil_society"}, ["Både?", "Bingo?"]),
        ({"sphere": "municipality"}, ["Banko?"]),
        ({"sphere": "market"}, ["Brød?"]),
        ({"sphere": "other_public"}, []),
    ]
    assert [(filters, questions(**filters)) for filters, _titles in expected] == expected


def test_list_of_a_unit_is_its_own(shelf, unit):
    assert questions(unit=unit.pk) == ["Banko?"]
    assert questions(unit=make_unit().pk) == []


def test_staff_also_see_what_is_for_staff_and_authors_their_drafts(shelf, mette, lene, karen):
    assert set(questions(viewer(lene))) - set(questions()) == {"Staff?"}
    assert set(questions(viewer(mette))) - set(questions()) == {"Staff?", "Draft?"}
    assert questions(viewer(karen)) == questions()
    assert set(questions(viewer(lene), words="bingo")) == {"Bingo?", "Både?", "Staff?"}


def test_list_leaves_out_what_is_hidden(shelf):
    subjects.set_hidden(Challenge.objects.get(question="Bingo?").subject, timezone.now())
    assert "Bingo?" not in questions()
    assert questions(words="bingo") == ["Både?"]


def test_list_puts_first_where_something_happened(shelf):
    make_perspective(Challenge.objects.get(question="Bingo?"))
    assert questions()[0] == "Bingo?"
    assert questions(sort="nyeste")[0] == "Både?"


# --- perspectives ---------------------------------------------------------------------------------------------------


def shown(challenge, who=NOBODY) -> list:
    return [
        (row.body, [reply.body for reply in row.visible_replies]) for row in queries.perspectives_of(challenge, who)
    ]


def test_page_shows_perspectives_oldest_first_with_their_replies():
    challenge = make_challenge()
    start = timezone.now() - timedelta(hours=1)
    with clock.at(start):
        one = make_perspective(challenge, body="et")
    with clock.at(start + timedelta(minutes=1)):
        make_perspective(challenge, body="to")
    with clock.at(start + timedelta(minutes=2)):
        reply = make_perspective(challenge, body="a", reply_to=one.pk)
    with clock.at(start + timedelta(minutes=3)):
        make_perspective(challenge, body="b", reply_to=reply.pk)
    assert shown(challenge) == [("et", ["a", "b"]), ("to", [])]


def test_words_taken_back_leave_a_gap_only_over_replies(karen):
    challenge = make_challenge()
    alone, answered = (make_perspective(challenge, by=karen) for _number in range(2))
    reply = make_perspective(challenge, by=karen, body="svar", reply_to=answered.pk)
    for gone in (alone, answered):
        withdraw_perspective(by=viewer(karen), perspective_id=gone.pk)
    assert shown(challenge) == [("", ["svar"])]
    withdraw_perspective(by=viewer(karen), perspective_id=reply.pk)
    assert shown(challenge) == []


def test_hidden_perspective_takes_its_replies_along():
    challenge = make_challenge()
    hidden = make_perspective(challenge, body="skjult")
    make_perspective(challenge, body="svar", reply_to=hidden.pk)
    kept = make_perspective(challenge, body="står")
    gone = make_perspective(challenge, body="skjult svar", reply_to=kept.pk)
    subjects.set_hidden(hidden.subject, timezone.now())
    subjects.set_hidden(gone.subject, timezone.now())
    assert shown(challenge) == [("står", [])]
    assert queries.perspective_counts([challenge.pk], NOBODY) == {challenge.pk: 1}


def test_page_costs_the_same_however_many_write(django_assert_max_num_queries):
    challenge = make_challenge()
    for _number in range(3):
        make_perspective(challenge, reply_to=make_perspective(challenge).pk)
    with django_assert_max_num_queries(2):
        rows = queries.perspectives_of(challenge, NOBODY)
        assert len([reply.speaker for row in rows for reply in (row, *row.visible_replies)]) == 6


def test_counts_leave_out_what_is_taken_back_and_what_one_may_not_read(karen, mette):
    one, other = make_challenge(), make_challenge(by=mette, audience="staff")
    gone = make_perspective(one, by=karen)
    make_perspective(one, reply_to=make_perspective(one).pk)
    make_perspective(other, by=mette)
    withdraw_perspective(by=viewer(karen), perspective_id=gone.pk)
    assert queries.perspective_counts([one.pk, other.pk], NOBODY) == {one.pk: 2}
    assert queries.perspective_counts([one.pk, other.pk], viewer(mette)) == {one.pk: 2, other.pk: 1}


def test_participants_are_those_who_spoke_in_their_own_hand(karen, kurt, mette, birthe):
    challenge = make_challenge(by=karen)
    make_perspective(challenge, by=kurt)
    make_perspective(challenge, by=mette, behalf={"name": "Erna", "channel": "phone"})
    gone, hidden = make_perspective(challenge, by=birthe), make_perspective(challenge, by=make_person())
    withdraw_perspective(by=viewer(birthe), perspective_id=gone.pk)
    subjects.set_hidden(hidden.subject, timezone.now())
    make_perspective(make_challenge(), by=make_person())
    assert set(queries.participants(challenge, viewer(birthe))) == {karen, kurt}


# --- history --------------------------------------------------------------------------------------------------------


def test_history_tells_who_changed_what_newest_first(karen, birthe, unit):
    challenge = make_challenge(by=karen, question="Først?", theme="older")
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, question="Så?", theme="health")
    change_stage(
        by=viewer(birthe),
        challenge_id=challenge.pk,
        stage="proposals",
        next_step="Kom med veje.",
        next_who="Alle",
    )
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk, unit_id=unit.pk)
    edit_challenge(by=viewer(karen), challenge_id=challenge.pk)
    assert [(change.who, change.fields) for change in queries.changes_of(challenge)] == [
        ("Karen", [("Enheden", "", "Hjemmeplejen Nord")]),
        (
            "Birthe Holm",
            [
                ("Trinnet", "Åben for det, I ser", "Åben for forslag"),
                ("Det, der sker nu", "", "Kom med veje."),
                ("Hvem det angår", "", "Alle"),
            ],
        ),
        ("Karen", [("Spørgsmålet", "Først?", "Så?"), ("Emnet", "Ældre", "Sundhed og forebyggelse")]),
    ]


def test_history_costs_the_same_however_long_it_is(karen, django_assert_max_num_queries):
    challenge = make_challenge(by=karen)
    for number in range(5):
        edit_challenge(by=viewer(karen), challenge_id=challenge.pk, today=str(number))
    with django_assert_max_num_queries(3):
        assert len(queries.changes_of(challenge)) == 5
