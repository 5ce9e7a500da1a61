"""Taking a challenge back, and places that lend their point."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.challenges import actions, queries
from samspil.challenges.chain import chain_of
from samspil.challenges.models import Challenge
from samspil.foundation import search
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from tests.factories import make_actor, make_challenge, make_perspective, viewer


def test_withdrawn_challenge_is_left_to_its_author(karen, birthe):
    challenge = make_challenge(by=karen, question="Hvem går med til hvalrossens fødselsdag?")
    make_perspective(challenge, by=karen)
    actions.withdraw_challenge(by=viewer(karen), challenge_id=challenge.pk)
    for who in (NOBODY, viewer(birthe)):
        assert not queries.challenges(who).exists()
        assert not search.find("hvalrossens", who).exists()
    mine = Challenge.objects.visible_to(viewer(karen)).get()
    assert not mine.is_open
    assert chain_of(mine.subject, viewer(karen)).steps[0].names == []


def test_page_that_others_wrote_on_is_not_withdrawn(karen):
    challenge = make_challenge(by=karen)
    make_perspective(challenge)
    with pytest.raises(ValidationError, match="Andre har skrevet"):
        actions.withdraw_challenge(by=viewer(karen), challenge_id=challenge.pk)
    assert Challenge.objects.visible_to(NOBODY).get().withdrawn_at is None


def test_nobody_but_the_author_withdraws(karen, birthe, kurt):
    challenge = make_challenge(by=karen)
    for other in (birthe, kurt):
        with pytest.raises(Refused):
            actions.withdraw_challenge(by=viewer(other), challenge_id=challenge.pk)
    draft = make_challenge(by=karen, is_draft=True)
    with pytest.raises(NotFound):
        actions.withdraw_challenge(by=viewer(kurt), challenge_id=draft.pk)


def test_withdrawn_challenge_is_neither_edited_nor_moved(karen):
    challenge = make_challenge(by=karen, is_draft=True)
    actions.withdraw_challenge(by=viewer(karen), challenge_id=challenge.pk)
    with pytest.raises(Refused):
        actions.edit_challenge(by=viewer(karen), challenge_id=challenge.pk, question="Igen?")
    with pytest.raises(Refused):
        actions.change_stage(
            by=viewer(karen),
            challenge_id=challenge.pk,
            stage="perspectives",
            next_step="Åben",
            next_who="Alle",
        )


def test_draft_is_thrown_away_on_the_page(karen, sign_in):
    client, draft = sign_in(karen), make_challenge(by=karen, is_draft=True)
    address = reverse("challenges:withdraw", args=[draft.pk])
    assert "smide kladden væk" in client.get(address).content.decode()
    assert client.post(address).url == reverse("challenges:list")
    draft.refresh_from_db()
    assert draft.withdrawn_at


def test_refusal_stands_on_the_page(karen, sign_in):
    challenge = make_challenge(by=karen)
    make_perspective(challenge)
    answer = sign_in(karen).post(reverse("challenges:withdraw", args=[challenge.pk]))
    assert answer.status_code == 409
    assert "Andre har skrevet på siden" in answer.content.decode()


def test_place_that_is_known_lends_its_point(karen, db):
    make_actor(place="Nørre Engbæk", point=(56.1, 9.0))
    challenge = make_challenge(by=karen, place="Nørre Engbæk")
    assert (challenge.subject.latitude, challenge.subject.longitude) == (56.1, 9.0)
    elsewhere = make_challenge(by=karen, place="Et andet sted")
    assert elsewhere.subject.latitude is None


def test_challenge_that_moves_moves_on_the_map(karen, db):
    make_actor(place="Nørre Engbæk", point=(56.1, 9.0))
    challenge = make_challenge(by=karen, place="Nørre Engbæk")
    moved = actions.edit_challenge(by=viewer(karen), challenge_id=challenge.pk, place="Ukendt")
    assert (moved.subject.place, moved.subject.latitude) == ("Ukendt", None)
