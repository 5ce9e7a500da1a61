"""The verb by which people tell what they see."""

from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.challenges.actions import (
    withdraw_perspective,
    write_perspective,
)
from samspil.challenges.models import Challenge, Perspective, Stage
from samspil.following.models import Follow
from samspil.foundation import search, subjects
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from tests.factories import make_challenge, make_perspective, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


# --- perspectives ---------------------------------------------------------------------------------------------------


@pytest.mark.capability("C17")
@pytest.mark.capability("C36")
@pytest.mark.parametrize("who", ["karen", "kurt", "jens", "mette", "lene", "birthe"])
def test_anybody_we_know_tells_what_they_see(request, who):
    person = request.getfixturevalue(who)
    challenge = make_challenge()
    seen = write_perspective(by=viewer(person), challenge_id=challenge.pk, body="Hvorfor ikke lystfiskerne?")
    assert (seen.author, seen.actor, seen.body, seen.reply_to) == (
        person,
        person.actor,
        "Hvorfor ikke lystfiskerne?",
        None,
    )
    assert Follow.objects.filter(person=person, subject=challenge.subject).exists()
    assert list(search.find("lystfisker", NOBODY, ("perspective",))) == [seen.subject]


@pytest.mark.parametrize("body", ["", " \n ", "x" * 3001, f"Mor er {CPR}", f"linje\n\n{CPR}"])
def test_perspective_with_bad_words_is_refused(karen, body):
    challenge = make_challenge()
    assert problems(write_perspective, by=viewer(karen), challenge_id=challenge.pk, body=body) == {"body"}


def test_nobody_writes_nothing(karen):
    with pytest.raises(Refused):
        write_perspective(by=NOBODY, challenge_id=make_challenge().pk, body="Hej")


def test_replies_are_one_level_deep(karen, kurt):
    challenge = make_challenge()
    first = make_perspective(challenge, by=karen)
    reply = make_perspective(challenge, by=kurt, reply_to=first.pk)
    beside = make_perspective(challenge, by=karen, reply_to=str(reply.pk))
    assert [row.reply_to for row in (first, reply, beside)] == [None, first, first]
    assert beside.subject.context == first.subject
    assert {row.subject.root_id for row in (first, reply, beside)} == {challenge.pk}


def test_reply_on_another_challenge_is_refused(karen):
    elsewhere = make_perspective(make_challenge())
    challenge = make_challenge()
    call = {"challenge_id": challenge.pk, "body": "Enig", "reply_to": elsewhere.pk}
    assert problems(write_perspective, by=viewer(karen), **call) == {"body"}


def test_reply_to_words_taken_back_is_refused(karen, kurt):
    challenge = make_challenge()
    gone = make_perspective(challenge, by=kurt)
    withdraw_perspective(by=viewer(kurt), perspective_id=gone.pk)
    call = {"challenge_id": challenge.pk, "body": "Enig", "reply_to": gone.pk}
    assert problems(write_perspective, by=viewer(karen), **call) == {"body"}


def test_reply_to_something_hidden_or_forged_is_not_found(karen):
    challenge = make_challenge()
    hidden = make_perspective(challenge)
    subjects.set_hidden(hidden.subject, timezone.now())
    for reply_to in (hidden.pk, uuid4(), challenge.pk, "x"):
        with pytest.raises(NotFound):
            write_perspective(by=viewer(karen), challenge_id=challenge.pk, body="Enig", reply_to=reply_to)


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.DRAFT])
def test_closed_challenge_takes_no_more_words(karen, stage):
    challenge = make_challenge(by=karen)
    perspective = make_perspective(challenge)
    Challenge.objects.update(stage=stage)
    for reply_to in (None, perspective.pk):
        with pytest.raises(Refused):
            write_perspective(by=viewer(karen), challenge_id=challenge.pk, body="Hej", reply_to=reply_to)


def test_perspective_on_what_one_may_not_read_is_not_found(mette, karen):
    challenge = make_challenge(by=mette, audience="staff")
    hidden = make_challenge()
    subjects.set_hidden(hidden.subject, timezone.now())
    for pk in (challenge.pk, hidden.pk, uuid4(), "x"):
        with pytest.raises(NotFound):
            write_perspective(by=viewer(karen), challenge_id=pk, body="Hej")


def test_perspective_takes_the_audience_of_its_challenge(mette, karen):
    perspective = make_perspective(make_challenge(by=mette, audience="staff"), by=mette)
    assert perspective.subject.audience == "staff"
    assert not Perspective.objects.visible_to(viewer(karen)).exists()
    assert not search.find("eftermiddag", viewer(karen))
