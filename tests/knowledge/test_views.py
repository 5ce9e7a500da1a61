"""The library: its list, its filters and its pages."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import subjects
from tests.factories import make_challenge, make_knowledge

pytestmark = pytest.mark.django_db
LIST = reverse("knowledge:list")


@pytest.fixture
def library():
    make_knowledge(title="Både", themes=["older", "health"], body="Fiskere og borgere i samme båd.")
    make_knowledge(title="Bøger", themes=["children_youth"], kind="study")
    make_knowledge(title="Bænke", themes=["older"], kind="method")
    subjects.set_hidden(make_knowledge(title="Bortskaffet", themes=["older"]).subject, timezone.now())


@pytest.mark.capability("C27")
def test_list_holds_what_the_address_asks_for(client, library):
    for query, expected in (
        ("", {"Både", "Bøger", "Bænke"}),
        ("q=fisker", {"Både"}),
        ("q=bortskaf", set()),
        ("q=!!", set()),
        ("emne=older", {"Både", "Bænke"}),
        ("emne=older&slags=method", {"Bænke"}),
        ("slags=study", {"Bøger"}),
        ("slags=x&emne=x", {"Både", "Bøger", "Bænke"}),
    ):
        page = client.get(f"{LIST}?{query}")
        assert (query, {item.title for item in page.context["page"]}) == (query, expected)
        assert page.context["page"].paginator.count == len(expected)
        assert "Bortskaffet" not in page.text


@pytest.mark.capability("C27")
def test_page_says_what_we_know_and_from_where(client):
    item = make_knowledge(title="Både", source="Et notat, 2011", source_place="Herning")
    text = client.get(reverse("knowledge:page", args=[item.pk])).text
    assert [words for words in ("Både", "Et notat, 2011", "Herning") if words not in text] == []


def test_page_with_a_forged_id_is_not_there(client):
    hidden = make_knowledge()
    subjects.set_hidden(hidden.subject, timezone.now())
    for pk in (uuid4(), hidden.pk, make_challenge().pk):
        assert client.get(reverse("knowledge:page", args=[pk])).status_code == 404


def test_page_escapes_what_it_tells(client):
    evil = "<script>alert(1)</script>"
    item = make_knowledge(title=evil, body=evil, source=evil, source_place=evil, actors=evil)
    for page in (LIST, reverse("knowledge:page", args=[item.pk])):
        assert evil not in client.get(page).text


def test_list_costs_the_same_however_long(client, django_assert_max_num_queries):
    for _number in range(12):
        make_knowledge()
    with django_assert_max_num_queries(8):
        client.get(LIST)
