"""Ten cards for leaders: to read and to print. Nothing is asked, and nothing is kept."""

import re
from datetime import date

import pytest
from django.urls import reverse

from samspil.site.leader_cards import CARDS, of_the_week

TEXTS = [str(text) for card in CARDS for text in (card.title, card.question, card.why, card.task)]


@pytest.mark.capability("C35")
def test_ten_cards_each_with_a_page_and_its_neighbours(client):
    assert [card.number for card in CARDS] == list(range(1, 11))
    for card in CARDS:
        page = client.get(reverse("leader_cards:card", args=[card.number])).text
        assert str(card.question) in page
        before, after = (re.search(f'rel="{rel}" href="([^"]+)"', page)[1] for rel in ("prev", "next"))
        assert after == reverse("leader_cards:card", args=[card.number % 10 + 1])
        assert before == reverse("leader_cards:card", args=[(card.number - 2) % 10 + 1])
    for number in (0, 11, 99999):
        assert client.get(f"/lederkort/{number}/").status_code == 404


@pytest.mark.capability("C35")
def test_nothing_can_be_filled_in_and_nothing_is_written(client):
    """Without a mark for the database these tests may not touch it, and the pages do not."""
    for path in ("/lederkort/", "/lederkort/1/", "/lederkort/print/", "/lederkort/print/?format=a5"):
        response = client.get(path)
        assert set(response.cookies) <= {"csrftoken"}  # of the button that changes the language
        main = re.search(r"<main.*</main>", response.text, re.DOTALL)[0]
        assert not re.search("<(form|input|textarea|select)", main)


def test_all_ten_come_on_paper_one_to_a_sheet(client):
    page = client.get("/lederkort/print/").text
    assert page.count('class="paper paper--card"') == 10
    assert "paper-a6.css" in page
    assert "paper-a5.css" in client.get("/lederkort/print/?format=a5").text
    assert "paper-a6.css" in client.get("/lederkort/print/?format=a0").text


def test_every_card_has_its_week():
    weeks = {of_the_week(date.fromisocalendar(2026, week, 1)).number for week in range(1, 11)}
    assert weeks == set(range(1, 11))


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_are_short_and_calm(text):
    assert "!" not in text
    assert max(len(sentence.split()) for sentence in re.split(r"[.?:]", text)) <= 15
