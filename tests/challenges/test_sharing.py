"""A page belongs to those on it: asking differently, equal rights to edit, and the two tracks."""

from uuid import uuid4

import pytest

from samspil.challenges.actions import edit_challenge, raise_challenge, reword_challenge, withdraw_perspective
from samspil.challenges.models import Challenge
from samspil.foundation.verbs import Refused
from samspil.tracks.actions import light_beacon, retire_beacon
from tests.factories import make_challenge, make_perspective, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db


def raised(person, **facts) -> Challenge:
    return raise_challenge(by=viewer(person), **{"question": "Hvordan?", "theme": "older", **facts})


def test_question_others_have_answered_changes_only_by_asking_differently(karen, kurt, birthe):
    challenge = make_challenge(by=karen, host=kurt, question="Hvordan kan de frivillige hjælpe?")
    make_perspective(challenge)
    call = {"challenge_id": challenge.pk, "question": "Hvem savner hvem?"}
    assert problems(edit_challenge, by=viewer(karen), **call) == {"question"}
    with pytest.raises(Refused):
        reword_challenge(by=viewer(karen), **call, wording_id=uuid4())
    asked = reword_challenge(by=viewer(kurt), **call, wording_id=uuid4())
    assert (asked.question, asked.first_question) == ("Hvem savner hvem?", "Hvordan kan de frivillige hjælpe?")
    assert asked.subject.title == "Hvem savner hvem?"


@pytest.mark.capability("C76")
def test_all_who_take_part_may_edit(karen, kurt, jens):
    challenge = make_challenge(by=karen)
    make_perspective(challenge, by=kurt)
    gone = make_perspective(challenge, by=jens)
    withdraw_perspective(by=viewer(jens), perspective_id=gone.pk)
    assert edit_challenge(by=viewer(kurt), challenge_id=challenge.pk, today="Vi ringer.").today == "Vi ringer."
    with pytest.raises(Refused):
        edit_challenge(by=viewer(jens), challenge_id=challenge.pk, today="Mit.")


@pytest.mark.capability("C29")
@pytest.mark.capability("C30")
def test_challenge_is_on_one_of_two_tracks(karen, birthe):
    beacon = light_beacon(by=viewer(birthe), title="Ingen spiser alene", body="Der er en plads.")
    assert raised(karen).track == "employee_user"
    assert raised(karen, track="vision", beacon_id=beacon.pk).beacon == beacon
    for facts, field in (
        ({"track": "vision"}, "beacon_id"),
        ({"track": "vision", "beacon_id": uuid4()}, "beacon_id"),
        ({"track": "x"}, "track"),
    ):
        assert problems(raise_challenge, by=viewer(karen), question="Så?", theme="older", **facts) == {field}


def test_retired_beacon_takes_nothing_new_and_loses_nothing(karen, birthe):
    beacon = light_beacon(by=viewer(birthe), title="Ingen spiser alene", body="Der er en plads.")
    steers = raised(karen, track="vision", beacon_id=beacon.pk)
    retire_beacon(by=viewer(birthe), beacon_id=beacon.pk)
    facts = {"track": "vision", "beacon_id": beacon.pk}
    assert problems(raise_challenge, by=viewer(karen), question="Så?", theme="older", **facts) == {"beacon_id"}
    assert edit_challenge(by=viewer(karen), challenge_id=steers.pk, today="Nu", **facts).beacon == beacon
