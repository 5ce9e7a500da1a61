"""The list of who is here, and the page of each."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.actors.actions import add_body
from samspil.foundation import subjects
from samspil.foundation.viewer import SYSTEM
from tests.factories import make_actor, make_challenge, make_person

pytestmark = pytest.mark.django_db
LIST = reverse("actors:list")


def names(client, query="") -> list[str]:
    return [actor.name for actor in client.get(f"{LIST}?{query}").context["page"]]


@pytest.mark.capability("C23")
def test_list_is_one_row_for_all_in_order_of_name(client, unit):
    for name, kind in {"Åens venner": "informal_group", "Bageren": "company", "Aftenholdet": "association"}.items():
        make_actor(name, kind=kind)
    assert set(names(client)) == {"Aftenholdet", "Bageren", "Hjemmeplejen Nord", "Åens venner", "Ældreområdet"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=bager", {"Bageren"}),
        ("slags=company", {"Bageren"}),
        ("slags=company&q=venner", set()),
        ("slags=individual", {"Bageren", "Åens venner"}),  # no kind of the list: filters nothing
        ("slags='--", {"Bageren", "Åens venner"}),
        ("q=!!!", set()),
    ],
)
def test_list_is_narrowed_by_the_address(client, query, expected):
    make_actor("Bageren", kind="company")
    make_actor("Åens venner", kind="informal_group")
    assert set(names(client, query)) == expected


def test_list_and_search_never_show_a_single_person(client, karen, sign_in):
    assert names(client, "q=karen") == []
    assert names(sign_in(karen), "q=karen") == []


def test_page_of_a_person_is_not_there(client, karen, sign_in):
    for who in (client, sign_in(karen)):
        assert who.get(reverse("actors:page", args=[karen.actor_id])).status_code == 404


def test_page_with_a_forged_id_is_not_there(client):
    hidden = make_actor()
    subjects.set_hidden(hidden.subject, timezone.now())
    for pk in (uuid4(), hidden.pk, make_challenge().pk):
        assert client.get(reverse("actors:page", args=[pk])).status_code == 404
    assert client.get("/hvem/x/").status_code == 404


@pytest.mark.parametrize(
    ("visibility", "seen_by_staff", "seen_by_all"),
    [("public", True, True), ("staff", True, False), ("nobody", False, False)],
)
def test_contact_is_shown_to_those_it_is_for(client, mette, sign_in, visibility, seen_by_staff, seen_by_all):
    page = reverse(
        "actors:page",
        args=[make_actor(phone="99 00 77 66", email="hemmelig@noerre.example", contact_visibility=visibility).pk],
    )
    for who, seen in ((client, seen_by_all), (sign_in(mette), seen_by_staff)):
        text = who.get(page).text
        assert ("hemmelig@noerre.example" in text, "99 00 77 66" in text) == (seen, seen)


@pytest.mark.capability("C25")
def test_page_of_a_body_says_what_it_may(client):
    body = add_body(by=SYSTEM, name="Ældrerådet", body_kind="senior_council", powers=("advise", "respond"))
    text = client.get(reverse("actors:page", args=[body.pk])).text
    assert "giver råd" in text
    assert "bliver hørt" in text
    assert "beslutter" not in text.split("Ældrerådet", 2)[-1].split("<footer")[0]


def test_page_escapes_names(client):
    actor = make_actor("<script>alert(1)</script>", description="<img src=x onerror=alert(1)>")
    text = client.get(reverse("actors:page", args=[actor.pk])).text
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_take_no_changes(client, method):
    actor = make_actor()
    for address in (LIST, reverse("actors:page", args=[actor.pk])):
        assert getattr(client, method)(address).status_code == 405


def test_page_shows_what_the_actor_said_in_public_only(client, unit):
    lene = make_person(role="leader", scope=unit, member_of=unit.actor)
    make_challenge(by=lene, speaks_as=unit.pk, question="Hvordan er aftenen?")
    make_challenge(by=lene, speaks_as=unit.pk, question="Hvem skal afskediges?", audience="staff")
    text = client.get(reverse("actors:page", args=[unit.pk])).text
    assert "Hvordan er aftenen?" in text
    assert "Hvem skal afskediges?" not in text
