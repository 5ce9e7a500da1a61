"""The pages of evaluations, and their panels on what they are about."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.evaluations.models import Evaluation, UserVoice
from samspil.practices.actions import register_practice
from tests.evaluations.making import make_completed, make_evaluation, make_voice
from tests.factories import viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(mette, unit):
    return register_practice(
        by=viewer(mette), home_id=unit.pk, title="Borde i gården", body="Vi spiser ude.", theme="older"
    )


@pytest.mark.capability("C41")
def test_completing_without_a_voice_says_what_is_missing_and_where(birthe, sign_in):
    """By a direct POST, past every button."""
    evaluation = make_evaluation(by=birthe)
    answer = sign_in(birthe).post(reverse("evaluations:complete", args=[evaluation.pk]))
    assert "Brugernes stemme mangler. Uden den er evalueringen ikke færdig." in answer.text
    assert reverse("evaluations:voice", args=[evaluation.pk]) in answer.text
    evaluation.refresh_from_db()
    assert evaluation.completed_at is None


@pytest.mark.capability("C89")
def test_an_offer_is_begun_from_the_list(birthe, sign_in):
    page = sign_in(birthe)
    assert reverse("evaluations:begin") in page.get(reverse("evaluations:list")).text
    wrong = page.post(reverse("evaluations:begin"), {"offer": "", "theme": "older"})
    assert "offer" in wrong.context["form"].errors
    page.post(reverse("evaluations:begin"), {"offer": "Caféen", "theme": "older"})
    assert Evaluation.objects.get().name == "Caféen"


def test_of_a_practice_there_is_one_at_a_time(practice, mette, birthe, sign_in):
    page, address = sign_in(mette), reverse("evaluations:begin-about", args=[practice.pk])
    assert address in page.get(reverse("practices:page", args=[practice.pk])).text
    page.post(address)
    evaluation = Evaluation.objects.get()
    assert (evaluation.about_id, evaluation.unit, evaluation.theme) == (practice.pk, practice.unit, "older")
    again = page.post(address)
    assert again["Location"] == reverse("evaluations:page", args=[evaluation.pk])
    assert "I gang" in page.get(reverse("practices:page", args=[practice.pk])).text


def test_the_page_of_a_practice_shows_figures_the_evaluation_and_what_others_learnt(practice, mette, birthe, client):
    make_completed(by=birthe, offer="Gårdfesten", theme="older", lesson="Spørg naboen først.")
    make_completed(by=mette, about_id=practice.pk)
    text = client.get(reverse("practices:page", args=[practice.pk])).text
    for shown in ("Selvhjulpenhed", "Læs evalueringen", "Det lærte andre før jer", "Spørg naboen først."):
        assert shown in text


def test_two_write_at_once_and_nothing_is_lost(birthe, sign_in):
    evaluation, page = make_evaluation(by=birthe), sign_in(birthe)
    address = reverse("evaluations:edit", args=[evaluation.pk])
    page.post(address, {"surprise": "Det ene", "expected_version": "1"})
    late = page.post(address, {"surprise": "Det andet", "expected_version": "1"})
    assert late.status_code == 409
    assert "Det ene" in late.text
    assert "Det andet" in late.text


def test_staff_write_down_what_somebody_said(birthe, sign_in):
    evaluation = make_evaluation(by=birthe)
    data = {"kind": "interview", "who": "user", "text": "Jeg kommer igen.", "first_name": "Ole", "consent": "on"}
    sign_in(birthe).post(reverse("evaluations:voice", args=[evaluation.pk]), data)
    said = UserVoice.objects.get()
    assert (said.is_own, said.speaks, said.author_id) == (False, "Ole", birthe.pk)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Borde i gården", "Caféen"]),
        ("?om=offer", ["Caféen"]),
        ("?om=practice", ["Borde i gården"]),
        ("?emne=health", ["Caféen"]),
        ("?status=completed", ["Caféen"]),
        ("?status=ongoing", ["Borde i gården"]),
        ("?q=café", ["Caféen"]),
        ("?q=enhjørning", []),
        ("?emne=unsinn&sorter=afsluttet", ["Borde i gården", "Caféen"]),
    ],
)
def test_the_list_is_narrowed(query, found, practice, mette, birthe, client):
    make_completed(by=birthe, offer="Caféen", theme="health")
    make_evaluation(by=mette, about_id=practice.pk)
    text = client.get(reverse("evaluations:list") + query).text
    assert [name for name in ("Borde i gården", "Caféen") if f">{name}</a></h2>" in text] == found


def test_a_withdrawn_one_says_no_more_than_that(birthe, sign_in, client):
    evaluation = make_evaluation(by=birthe, offer="Zebracaféen")
    make_voice(evaluation, by=birthe, text="Zebraord")
    sign_in(birthe).post(reverse("evaluations:withdraw", args=[evaluation.pk]))
    text = client.get(reverse("evaluations:page", args=[evaluation.pk])).text
    assert "Evalueringen er trukket tilbage" in text
    assert "ebracaféen" not in text
    assert "Zebraord" not in text


def test_what_is_added_stands_below_with_its_day(birthe, sign_in, client):
    evaluation = make_completed(by=birthe)
    sign_in(birthe).post(reverse("evaluations:add-to", args=[evaluation.pk]), {"text": "To er kommet til."})
    assert "To er kommet til." in client.get(reverse("evaluations:page", args=[evaluation.pk])).text


def test_many_cost_what_one_costs(birthe, client):
    """The list, and the page of one with many voices and lessons."""
    counts = []
    for many in (1, 10):
        for number in range(many):
            evaluation = make_evaluation(by=birthe, offer=f"Tilbud {number}")
            make_voice(evaluation, by=birthe)
        for _number in range(many):
            make_voice(evaluation, by=birthe)
        found = []
        for address in (reverse("evaluations:list"), reverse("evaluations:page", args=[evaluation.pk])):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 16
