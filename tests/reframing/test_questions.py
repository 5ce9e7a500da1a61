"""Why, and why not: two open lists that anybody continues."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from samspil.challenges.models import Challenge, Stage
from samspil.following.models import Follow
from samspil.foundation import search, subjects
from samspil.foundation.ids import uuid7
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide
from samspil.reframing import actions, queries
from samspil.reframing.forms import starters
from samspil.reframing.models import OpenQuestion
from tests.factories import make_challenge, viewer
from tests.reframing.making import make_question
from tests.refusing import problems

pytestmark = pytest.mark.django_db

CPR = "010190-1234"


@pytest.mark.capability("C15")
def test_assumption_behind_an_offer_is_written_down_and_questioned(karen, kurt):
    challenge = make_challenge(today="Besøgsven fra ventelisten. 38 venter.")
    why = make_question(
        challenge,
        by=karen,
        body="Hvorfor er en besøgsven løsningen for en ensom mand?",
        offer="Besøgsven fra ventelisten",
        assumption="Vi går ud fra, at han helst vil have besøg.",
    )
    reply = make_question(challenge, by=kurt, reply_to=why.pk, body="Han vil hellere med ud at fiske.")
    assert (why.kind, why.offer, why.assumption) == (
        "why",
        "Besøgsven fra ventelisten",
        "Vi går ud fra, at han helst vil have besøg.",
    )
    assert queries.replies_to(why, NOBODY) == [reply]
    assert list(search.find("antager besøg", NOBODY)) == []
    assert why.subject in search.find("helst besøg", NOBODY, ("open_question",))
    assert Follow.objects.filter(person=karen, subject=challenge.subject).exists()


@pytest.mark.capability("C17")
def test_anybody_continues_both_lists(karen, kurt):
    challenge = make_challenge()
    why = make_question(challenge, by=karen)
    why_not = make_question(
        challenge, by=kurt, kind="why_not", body="Hvorfor ikke lystfiskerforeningen?", helper="Lystfiskerne"
    )
    assert list(queries.questions_of(challenge, "why", NOBODY)) == [why]
    assert list(queries.questions_of(challenge, "why_not", NOBODY)) == [why_not]


def test_each_list_keeps_its_own_facts(karen):
    challenge = make_challenge()
    why = make_question(challenge, by=karen, offer="Tilbud", assumption="Antagelse", helper="Hjælper")
    why_not = make_question(challenge, by=karen, kind="why_not", offer="Tilbud", assumption="X", helper="Hjælper")
    reply = make_question(challenge, by=karen, reply_to=why.pk, offer="Tilbud", helper="Hjælper")
    facts = [(row.kind, row.offer, row.assumption, row.helper) for row in (why, why_not, reply)]
    assert facts == [("why", "Tilbud", "Antagelse", ""), ("why_not", "", "", "Hjælper"), ("why", "", "", "")]
    for pk, forged in ((why.pk, "helper"), (why_not.pk, "offer"), (reply.pk, "assumption")):
        with pytest.raises(IntegrityError), transaction.atomic():
            OpenQuestion.objects.filter(pk=pk).update(**{forged: "forfalsket"})


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"body": " "}, {"body"}),
        ({"body": "x" * 301}, {"body"}),
        ({"body": f"Hvorfor {CPR}?"}, {"body"}),
        ({"offer": f"Hjælp til {CPR}"}, {"offer"}),
        ({"offer": "x" * 121}, {"offer"}),
        ({"assumption": f"At {CPR}"}, {"assumption"}),
        ({"kind": "why_not", "helper": CPR}, {"helper"}),
        ({"kind": "how"}, {"kind"}),
        ({"kind": ""}, {"kind"}),
    ],
)
def test_question_with_bad_words_is_refused(facts, fields, karen):
    call = {"kind": "why", "body": "Hvorfor?", **facts}
    challenge = make_challenge()
    assert problems(actions.ask_openly, by=viewer(karen), challenge_id=challenge.pk, **call) == fields


def test_asking_needs_somebody_and_an_open_page_one_may_read(karen, mette):
    challenge, staff = make_challenge(), make_challenge(by=mette, audience="staff")
    call = {"kind": "why", "body": "Hvorfor?"}
    with pytest.raises(Refused):
        actions.ask_openly(by=NOBODY, challenge_id=challenge.pk, **call)
    for pk in (staff.pk, uuid4(), "x"):
        with pytest.raises(NotFound):
            actions.ask_openly(by=viewer(karen), challenge_id=pk, **call)
    for stage in (Stage.CLOSED, Stage.DRAFT):
        Challenge.objects.filter(pk=challenge.pk).update(stage=stage)
        with pytest.raises((Refused, NotFound)):
            actions.ask_openly(by=viewer(karen), challenge_id=challenge.pk, **call)


def test_replies_are_one_level_deep(karen, kurt):
    challenge = make_challenge()
    first = make_question(challenge, by=karen)
    reply = make_question(challenge, by=kurt, reply_to=first.pk)
    beside = make_question(challenge, by=karen, reply_to=str(reply.pk))
    assert [row.reply_to for row in (first, reply, beside)] == [None, first, first]
    assert beside.subject.context == first.subject
    assert list(queries.questions_of(challenge, "why", NOBODY)) == [first]


def test_reply_to_what_is_gone_or_elsewhere_is_refused(karen, kurt):
    challenge, elsewhere = make_challenge(), make_question(make_challenge())
    gone = make_question(challenge, by=kurt)
    actions.withdraw_question(by=viewer(kurt), question_id=gone.pk)
    for pk in (elsewhere.pk, gone.pk):
        call = {"challenge_id": challenge.pk, "body": "Fordi.", "reply_to": pk}
        assert problems(actions.ask_openly, by=viewer(karen), **call) == {"body"}
    hidden = make_question(challenge)
    subjects.set_hidden(hidden.subject, hidden.subject.created_at)
    for pk in (hidden.pk, uuid4(), "x", challenge.pk):
        with pytest.raises(NotFound):
            actions.ask_openly(by=viewer(karen), challenge_id=challenge.pk, body="Fordi.", reply_to=pk)


def test_words_taken_back_are_gone_and_replies_stay(karen, kurt):
    challenge = make_challenge()
    why = make_question(challenge, by=karen, body="Fortrudtord?", offer="Fortrudttilbud")
    reply = make_question(challenge, by=kurt, reply_to=why.pk)
    with pytest.raises(Refused):
        actions.withdraw_question(by=viewer(kurt), question_id=why.pk)
    for _time in range(2):
        actions.withdraw_question(by=viewer(karen), question_id=why.pk)
    why = OpenQuestion.objects.select_related("subject").get(pk=why.pk)
    assert (why.body, why.offer, why.subject.title) == ("", "", "")
    assert not search.find("fortrudttilbud", NOBODY)
    assert list(queries.questions_of(challenge, "why", NOBODY)) == []
    assert queries.replies_to(why, NOBODY) == [reply]
    assert JournalEntry.objects.filter(verb="reframing.question_withdrawn").count() == 1


def test_counts_hold_only_what_may_be_read_and_stands(karen, kurt, birthe):
    challenge = make_challenge()
    kept, hidden, gone = (make_question(challenge, by=karen) for _number in range(3))
    replies = [make_question(challenge, by=kurt, reply_to=kept.pk) for _number in range(3)]
    hide(by=viewer(birthe), subject_id=hidden.pk, reason="Der står et navn.")
    hide(by=viewer(birthe), subject_id=replies[0].pk, reason="Der står et navn.")
    actions.withdraw_question(by=viewer(karen), question_id=gone.pk)
    actions.withdraw_question(by=viewer(kurt), question_id=replies[1].pk)
    row = queries.newest_of_each(challenge, viewer(birthe))
    assert [(each.pk, each.reply_count, each.of_its_kind) for each in row] == [(kept.pk, 1, 1)]


def test_page_gets_the_newest_five_of_each_list_and_the_count_of_all(karen):
    challenge = make_challenge()
    whys = [make_question(challenge, by=karen) for _number in range(7)]
    make_question(challenge, by=karen, kind="why_not")
    rows = queries.newest_of_each(challenge, NOBODY)
    assert [row.pk for row in rows if row.kind == "why"] == [row.pk for row in reversed(whys[2:])]
    assert {row.kind: row.of_its_kind for row in rows} == {"why": 7, "why_not": 1}


def test_second_press_asks_once(karen):
    challenge, key = make_challenge(), str(uuid7())
    call = {"by": viewer(karen), "challenge_id": challenge.pk, "kind": "why", "body": "Hvorfor?", "request_id": key}
    assert actions.ask_openly(**call) == actions.ask_openly(**call)
    assert OpenQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("Besøgsven fra ventelisten. 38 venter.", "Hvorfor er besøgsven fra ventelisten løsningen for …?"),
        ("IT-café i klubhuset.", "Hvorfor er IT-café i klubhuset løsningen for …?"),
        ("", "Hvorfor gør vi sådan i dag?"),
        ("x" * 80, "Hvorfor gør vi sådan i dag?"),
    ],
)
def test_first_question_to_begin_with_asks_about_today(today, first):
    assert starters(Challenge(today=today), "why")[0]["body"] == first
