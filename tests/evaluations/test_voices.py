"""The users' own words: by consent, under a first name at most, and gone when they say so."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.evaluations import actions, queries
from samspil.evaluations.models import UserVoice
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from samspil.identity.personal_data import copy_for
from samspil.moderation.models import Hold
from tests.evaluations.making import make_completed, make_evaluation, make_voice
from tests.factories import make_person, viewer

pytestmark = pytest.mark.django_db
GUEST = {
    "who": "relative",
    "text": "Nu sover jeg om natten.",
    "consent": "on",
    "guest_name": "Karen Madsen",
    "guest_email": "karen@engbaek.example",
}


@pytest.fixture
def evaluation(birthe):
    return make_evaluation(by=birthe)


@pytest.mark.capability("C41")
@pytest.mark.parametrize("kind", ["quote", "interview"])
def test_nothing_is_said_without_consent(kind, evaluation, birthe):
    with pytest.raises(ValidationError) as told:
        make_voice(evaluation, by=birthe, kind=kind, consent=False)
    assert list(told.value.message_dict) == ["consent"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"first_name": "Karen Madsen"}, "first_name"),
        ({"first_name": "Karen2"}, "first_name"),
        ({"text": " "}, "text"),
        ({"text": "Mit CPR er 010203-1234"}, "text"),
        ({"who": "leader"}, "who"),
        ({"kind": "rumour"}, "kind"),
        ({"kind": "survey"}, "survey_id"),
    ],
)
def test_a_first_name_at_most_and_words_that_may_stand(wrong, field, evaluation, birthe):
    with pytest.raises(ValidationError) as told:
        make_voice(evaluation, by=birthe, **wrong)
    assert list(told.value.message_dict) == [field]


@pytest.mark.parametrize("name", ["Anne-Marie", "Åse", "O'Brian", "K."])
def test_first_names_as_they_are(name, evaluation, birthe):
    assert make_voice(evaluation, by=birthe, first_name=name).speaks == name


def test_without_a_name_it_is_a_user(evaluation, birthe):
    assert make_voice(evaluation, by=birthe).speaks == "En bruger"
    assert make_voice(evaluation, by=birthe, who="relative").speaks == "En pårørende"


def test_a_guest_speaks_through_a_link_and_their_name_does_not_show(evaluation, client, birthe):
    address = reverse("evaluations:voice", args=[evaluation.pk])
    client.post(address, {**GUEST, "request_id": ""})
    assert not UserVoice.objects.exists()
    letter = OutgoingMail.objects.get(to="karen@engbaek.example")
    assert "Nu sover jeg om natten." in letter.text
    client.post(re.search(r"http://[^/]+(/\S+)", letter.text)[1])
    said = UserVoice.objects.get()
    assert (said.is_own, said.kind, said.consent, said.speaks) == (True, "quote", True, "En pårørende")
    text = client.get(reverse("evaluations:page", args=[evaluation.pk])).text
    assert "Nu sover jeg om natten." in text
    assert "Madsen" not in text


def test_a_guest_without_consent_gets_no_letter(evaluation, client):
    answer = client.post(reverse("evaluations:voice", args=[evaluation.pk]), {**GUEST, "consent": ""})
    assert "consent" in answer.context["form"].errors
    assert not OutgoingMail.objects.exists()


def test_words_about_somebodys_health_are_looked_at_first(evaluation):
    said = make_voice(evaluation, by=make_person(), text="Min nabo har fået demens.", is_own=True)
    assert Hold.objects.filter(subject=said.subject).exists()
    assert queries.voices_of(evaluation, NOBODY) == []


def test_consent_taken_back_takes_the_words_also_afterwards(birthe, karen):
    evaluation = make_completed(by=birthe)
    (said,) = queries.voices_of(evaluation, viewer(birthe))
    with pytest.raises(Refused):
        actions.withdraw_voice(by=viewer(karen), voice_id=said.pk)
    actions.withdraw_voice(by=viewer(birthe), voice_id=said.pk)
    said.refresh_from_db()
    assert (said.text, said.first_name) == ("", "")
    assert said.withdrawn_at
    evaluation.refresh_from_db()
    assert evaluation.is_completed


def test_being_erased_takes_ones_own_words_and_leaves_those_of_others(evaluation, birthe, karen):
    make_voice(evaluation, by=karen, text="Zebraord", first_name="Karen", is_own=True)
    make_voice(evaluation, by=karen, kind="interview", text="Naboen sagde ja.")
    assert "Zebraord" in str(copy_for(karen))
    erase_person(by=viewer(karen), person_id=karen.pk)
    assert list(UserVoice.objects.order_by("pk").values_list("text", "first_name")) == [
        ("", ""),
        ("Naboen sagde ja.", ""),
    ]


def test_an_evaluation_nobody_built_on_goes_with_who_began_it(karen, birthe):
    alone, shared, done = make_evaluation(by=karen), make_evaluation(by=karen), make_completed(by=birthe)
    make_voice(shared, by=birthe)
    erase_person(by=viewer(karen), person_id=karen.pk)
    for row in (alone, shared, done):
        row.refresh_from_db()
    assert (alone.offer, bool(alone.withdrawn_at), alone.history.count()) == ("", True, 0)
    assert shared.offer == "Torsdagscaféen"
    assert done.is_completed
