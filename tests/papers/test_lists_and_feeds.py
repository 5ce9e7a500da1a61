"""The lists that are taken along with their filters, the feeds, and where the links to all of it stand."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.challenges import paper
from samspil.papers import lists
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_person,
    make_perspective,
    make_pledge,
    make_proposal,
    make_unit,
)
from tests.papers.reading import book_of, csv_of, text_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("feed-challenges", "feed-proposals")


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_is_the_one_that_was_filtered(kind, client):
    make_challenge(question="Hvem spiser alene?", theme="older")
    make_challenge(question="Hvor er der stille?", theme="health")
    text = text_of(client.get(reverse(f"papers:challenges-{kind}"), {"emne": "health"}))
    assert "Hvor er der stille?" in text
    assert "Hvem spiser alene?" not in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_of_proposals_is_the_one_that_was_filtered(kind, client):
    make_answer(make_proposal(title="Fik svar"))
    make_proposal(title="Venter stadig")
    text = text_of(client.get(reverse(f"papers:proposals-{kind}"), {"svar": "svaret"}))
    assert "Fik svar" in text
    assert "Venter stadig" not in text


@pytest.mark.parametrize("name", ["challenges", "proposals"])
def test_links_to_the_list_keep_the_filters(name, client):
    make_proposal(make_challenge(question="Hvad er godt?"), title="Noget godt")
    page = client.get(reverse(f"{name}:list"), {"q": "godt", "sorter": "nyeste"}).text
    for kind in ("csv", "xlsx"):
        assert f'{reverse(f"papers:{name}-{kind}")}?q=godt&amp;sorter=nyeste"' in page


def test_nonsense_in_the_filters_is_no_500(client):
    make_challenge()
    for query in ("?enhed=x&emne=x&sorter=x&side=-1", "?q=%00", "?q=%ff%fe", "?q=" + "a+" * 900):
        for name in ("challenges-csv", "challenges-xlsx", "proposals-csv", "proposals-xlsx"):
            assert client.get(reverse(f"papers:{name}") + query).status_code == 200


def test_empty_lists_still_have_their_headers(client):
    for name in ("challenges", "proposals"):
        assert len(csv_of(client.get(reverse(f"papers:{name}-csv")))) == 1
        assert book_of(client.get(reverse(f"papers:{name}-xlsx"))).active.max_row == 1


def test_list_ends_somewhere(client, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 2)
    for _number in range(3):
        make_challenge()
    assert len(csv_of(client.get(reverse("papers:challenges-csv")))) == 3


# --- the number of queries --------------------------------------------------------------------------------------------


def fill(challenge, number: int) -> None:
    for _each in range(number):
        said = make_perspective(challenge)
        make_perspective(challenge, reply_to=said.pk)
        way = make_proposal(challenge, delivers=[make_actor().pk])
        make_pledge(way)
        make_answer(make_proposal(challenge))


def queries_of(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["paper", "docx", "xlsx", "csv", "ics"])
def test_paper_costs_the_same_for_one_and_for_thirty(name):
    challenge = make_challenge(host=make_person(), unit=make_unit())
    fill(challenge, 1)
    path = reverse(f"papers:{name}", args=[challenge.pk])
    queries_of(path)
    before = queries_of(path)
    fill(challenge, 8)
    assert queries_of(path) == before


@pytest.mark.parametrize("name", ["challenges-csv", "challenges-xlsx", "proposals-csv", *FEEDS])
def test_list_costs_the_same_for_one_and_for_many(name):
    def add() -> None:
        make_pledge(make_proposal(make_challenge(unit=make_unit()), unit=None))
        make_answer(make_proposal(unit=make_unit()))

    add()
    path = reverse(f"papers:{name}")
    queries_of(path)
    before = queries_of(path)
    for _each in range(6):
        add()
    assert queries_of(path) == before


def test_paper_holds_more_than_the_page(client, karen, monkeypatch):
    monkeypatch.setattr("samspil.challenges.queries.MOST_PERSPECTIVES", 3)
    assert paper.MOST_PERSPECTIVES >= 500
    challenge = make_challenge(by=karen)
    for number in range(5):
        make_perspective(challenge, by=karen, body=f"Ord nummer {number}.")
    assert "Ord nummer 4." in client.get(reverse("papers:paper", args=[challenge.pk])).text


# --- feeds ------------------------------------------------------------------------------------------------------------


def entries(client, name: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(client.get(reverse(f"papers:{name}")).content).findall(f"{ATOM}entry")  # noqa: S314


@override_settings(BASE_URL="https://samspil.engbaek.example")
def test_feed_links_to_the_address_of_the_installation_whoever_asks(client):
    make_proposal(make_challenge())
    for name in FEEDS:
        text = client.get(reverse(f"papers:{name}"), HTTP_HOST="testserver").text
        assert "testserver" not in text
        assert text.count("https://samspil.engbaek.example/") >= 4


def test_feed_of_proposals_has_the_answers(client):
    make_answer(make_proposal(title="En bænk"), body="Vi sætter den op på mandag.")
    (entry,) = entries(client, "feed-proposals")
    assert entry.findtext(f"{ATOM}title") == "En bænk"
    assert "Vi sætter den op på mandag." in entry.findtext(f"{ATOM}summary")


def test_what_people_write_is_text_in_a_feed_and_never_markup(client):
    make_challenge(question="Hvad <b>nu</b>?", description="<script>alert(1)</script>")
    (entry,) = entries(client, "feed-challenges")
    assert entry.findtext(f"{ATOM}title") == "Hvad <b>nu</b>?"
    assert "<script>" not in entry.findtext(f"{ATOM}summary")
    assert "&lt;script&gt;" in entry.findtext(f"{ATOM}summary")


def test_feed_names_organisations_and_no_person(client, karen, kurt):
    challenge = make_challenge(by=karen)
    make_proposal(challenge, by=kurt, speaks_as=str(kurt.memberships.get().actor_id))
    assert entries(client, "feed-challenges")[0].find(f"{ATOM}author") is None
    author = entries(client, "feed-proposals")[0].find(f"{ATOM}author")
    assert author.findtext(f"{ATOM}name") == "Engbæk Lystfiskerforening"


def test_every_page_tells_of_the_feeds(client):
    text = client.get("/").text
    for name in FEEDS:
        assert 'type="application/atom+xml" title="' in text
        assert f'href="{reverse(f"papers:{name}")}"' in text


def test_page_of_a_challenge_offers_all_papers(client):
    challenge = make_challenge()
    page = client.get(reverse("challenges:page", args=[challenge.pk])).text
    for name in ("pdf", "docx", "xlsx", "ics", "paper"):
        assert f'href="{reverse(f"papers:{name}", args=[challenge.pk])}' in page
