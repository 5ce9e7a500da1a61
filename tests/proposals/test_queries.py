"""Reads about proposals: what the list holds, what stands on a challenge's page, what was answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.foundation import clock, subjects
from samspil.foundation.viewer import NOBODY
from samspil.proposals import cards, queries
from samspil.proposals.actions import withdraw_pledge, withdraw_proposal
from samspil.proposals.models import Proposal
from samspil.proposals.queries import Filters
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_person,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)

pytestmark = pytest.mark.django_db


def titles(who=NOBODY, **filters) -> list[str]:
    return [row.title for row in queries.proposals(who, Filters(**filters))]


@pytest.fixture
def shelf(karen, mette, unit):
    """Four proposals, one a week, and three that the public may not see."""
    now = timezone.now()
    challenge = make_challenge(unit=unit)
    for weeks, facts in (
        (9, {"title": "Båd", "unit": unit, "degree": "radical", "object": "product", "body": "Ved søen"}),
        (8, {"title": "Bil", "challenge": challenge, "object": "process"}),
        (1, {"title": "Bus", "unit": unit.parent}),
        (0, {"title": "Bro", "challenge": challenge, "body": "Over søen"}),
    ):
        with clock.at(now - timedelta(weeks=weeks)):
            make_proposal(by=karen, **facts)
    make_answer(Proposal.objects.get(title="Båd"))
    make_proposal(by=mette, title="Bagdør", unit=unit, audience="staff")
    subjects.set_hidden(make_proposal(title="Bombe", unit=unit).subject, now)
    gone = make_proposal(by=karen, title="Borte", unit=unit)
    withdraw_proposal(by=viewer(karen), proposal_id=gone.pk)


@pytest.mark.capability("C28")
def test_list_holds_what_the_filters_ask_for_and_one_may_read(shelf):
    expected = [
        ({"sort": "nyeste"}, ["Bro", "Bus", "Bil", "Båd"]),
        ({"sort": "frist"}, ["Båd", "Bil", "Bus", "Bro"]),
        ({}, ["Båd", "Bro", "Bus", "Bil"]),  # Båd was answered just now
        ({"sort": "nonsense"}, ["Båd", "Bro", "Bus", "Bil"]),
        ({"words": "søen", "sort": "nyeste"}, ["Bro", "Båd"]),
        ({"words": "søen", "degree": "radical"}, ["Båd"]),
        ({"words": "()"}, []),
        ({"object": "process"}, ["Bil"]),
        ({"object": "service", "sort": "nyeste"}, ["Bro", "Bus"]),
        ({"answer": "svaret"}, ["Båd"]),
        ({"answer": "venter", "sort": "nyeste"}, ["Bro", "Bus", "Bil"]),
        ({"answer": "over-frist"}, ["Bil"]),
        ({"loose": True, "sort": "nyeste"}, ["Bus", "Båd"]),
        ({"loose": True, "answer": "venter"}, ["Bus"]),
    ]
    assert [(filters, titles(**filters)) for filters, _titles in expected] == expected


def test_list_of_a_unit_is_what_it_answers(shelf, unit, lene):
    assert set(titles(unit=unit.pk)) == {"Båd", "Bil", "Bro"}
    assert set(titles(viewer(lene), unit=unit.pk)) == {"Båd", "Bil", "Bro", "Bagdør"}
    assert titles(unit=make_unit().pk) == []


def test_search_finds_nothing_hidden_limited_or_taken_back(shelf):
    assert [titles(words=word) for word in ("bagdør", "bombe", "borte")] == [[], [], []]


def test_ways_of_a_challenge_are_its_standing_proposals_oldest_first(karen):
    challenge = make_challenge()
    now = timezone.now()
    made = {}
    for number, title in enumerate(("et", "to", "skjult", "borte")):
        with clock.at(now - timedelta(hours=9 - number)):
            made[title] = make_proposal(challenge, by=karen, title=title)
    make_proposal(make_challenge(), title="andetsteds")
    subjects.set_hidden(made["skjult"].subject, now)
    withdraw_proposal(by=viewer(karen), proposal_id=made["borte"].pk)
    assert [row.title for row in queries.ways_for(challenge, NOBODY)] == ["et", "to"]
    assert queries.proposal_counts([challenge.pk], NOBODY) == {challenge.pk: 2}


def test_ways_carry_their_pledges_in_two_queries(karen, django_assert_max_num_queries):
    challenge = make_challenge()
    proposals = [make_proposal(challenge) for _number in range(3)]
    kept, gone, hidden = (make_pledge(proposals[0], by=karen, body=body) for body in ("står", "borte", "skjult"))
    withdraw_pledge(by=viewer(karen), pledge_id=gone.pk)
    subjects.set_hidden(hidden.subject, timezone.now())
    with django_assert_max_num_queries(2):
        rows = queries.ways_for(challenge, NOBODY)
        assert {row.pk: row.visible_pledges for row in rows}[proposals[0].pk] == [kept]
    assert queries.pledge_counts([row.pk for row in proposals], NOBODY) == {proposals[0].pk: 1}


def test_today_stands_first_among_the_ways_and_is_no_proposal():
    challenge = make_challenge(today="Vi ringer. Så venter vi.")
    ways = cards.ways(challenge, queries.ways_for(challenge, NOBODY))
    assert [(way["kind"], way["title"], way["text"]) for way in ways] == [("I dag", "Vi ringer", "Så venter vi.")]
    assert queries.proposal_counts([challenge.pk], NOBODY) == {}


def test_way_shows_three_pledges_and_counts_the_rest():
    challenge = make_challenge()
    proposal = make_proposal(challenge)
    for number in range(5):
        make_pledge(proposal, body=f"Bidrag {number}")
    way = cards.ways(challenge, queries.ways_for(challenge, NOBODY))[1]
    assert (len(way["pledges"]), way["more"]) == (3, "og 2 bidrag mere")


def test_latest_answers_are_those_one_may_read(mette, karen):
    shown = make_answer(make_proposal())
    make_answer(make_proposal(make_challenge(by=mette, audience="staff"), by=mette))
    hidden, gone = make_proposal(), make_proposal(by=karen)
    make_answer(hidden)
    make_answer(gone)
    subjects.set_hidden(hidden.subject, timezone.now())
    withdraw_proposal(by=viewer(karen), proposal_id=gone.pk)
    assert queries.latest_answers(NOBODY) == [shown]
    assert len(queries.latest_answers(viewer(mette))) == 2


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("new", ("Venter på svar", "open")),
        ("old", ("Ubesvaret", "waiting")),
        ("answered", ("Har fået svar", "answered")),
        ("withdrawn", ("Trukket tilbage", "closed")),
    ],
)
def test_status_says_where_the_answer_is(karen, state, expected):
    with clock.at(timezone.now() - timedelta(days=0 if state == "new" else 20)):
        proposal = make_proposal(by=karen)
    if state in ("answered", "withdrawn"):
        make_answer(proposal)
    if state == "withdrawn":
        withdraw_proposal(by=viewer(karen), proposal_id=proposal.pk)
    status = cards.status(Proposal.objects.get())
    assert (status["label"], status["kind"]) == expected


def test_pledges_say_who_speaks(kurt):
    company = make_actor("Bageren", kind="company")
    owner = make_person("Bo", member_of=company, function="indehaver")
    proposal = make_proposal()
    make_pledge(proposal, by=kurt)
    make_pledge(proposal, by=owner, speaks_as=company.pk)
    assert {(row.speaker, row.in_the_role_of) for row in queries.pledges_of(proposal, NOBODY)} == {
        ("Kurt", "formand"),
        ("Bageren", "Bo, indehaver"),
    }
