"""The pages of those one may ask: reading is open, a guest asks by a link, and no link changes anything by itself."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.ambassadors import letters
from samspil.ambassadors.models import Ambassador, DirectQuestion
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from tests.ambassadors.making import link_to, make_ambassador, make_question
from tests.factories import make_actor, make_challenge, make_person

pytestmark = pytest.mark.django_db
GUEST = {"guest_name": "Agnes", "guest_email": "agnes@engbaek.example"}


def page_of(name: str, *args) -> str:
    return reverse(f"ambassadors:{name}", args=args)


def test_list_is_searched_filtered_and_sorted(client, kurt, karen):
    anglers = kurt.memberships.get().actor
    make_ambassador(kurt, topics="at fiske", themes=["community"], belongs_id=anglers.pk, place="Åby")
    make_ambassador(karen, topics="demens", themes=["older"])

    def found(query: str) -> list[str]:
        return [row.actor.name for row in client.get(page_of("list") + query).context["page"]]

    assert found("") == ["Karen", "Kurt"]
    assert found("?sorter=nyeste") == ["Karen", "Kurt"]
    assert found("?q=fisk") == found("?emne=community") == found("?sted=Åby") == found(f"?fra={anglers.pk}") == ["Kurt"]
    assert found("?q=enhjørning") == []
    assert found("?fra=ukendt&sorter=sjov&emne=x") == ["Karen", "Kurt"]


def test_no_page_shows_an_address_and_the_phone_only_by_choice(client, karen, kurt):
    karen.phone = "99 00 00 88"
    karen.save()
    for card in (make_ambassador(karen), make_ambassador(kurt, phone="99 00 00 12")):
        text = client.get(page_of("page", card.pk)).text + client.get(page_of("list")).text
        assert card.author.email not in text
        assert "99 00 00 88" not in text
    assert "99 00 00 12" in client.get(page_of("page", card.pk)).text


def test_guest_steps_forward_by_a_link(client):
    data = {**GUEST, "topics": "at være ny i byen", "themes": ["community"], "until": f"{clock.today()}"}
    assert "agnes@engbaek.example" in client.post(page_of("volunteer"), data).text
    assert not Ambassador.objects.exists()
    link = re.search(r"(/bekraeft/\S+)", OutgoingMail.objects.latest("pk").text)[1]
    client.get(link)
    assert not Ambassador.objects.exists()
    client.post(link)
    assert Ambassador.objects.get().until == clock.today()


def test_guest_asks_by_a_link_and_hears_what_happens(client, karen):
    card = make_ambassador(karen)
    sent = client.post(page_of("ask", card.pk), {**GUEST, "body": "Hvad gør jeg?"}).text
    assert "Først da bliver de sendt." in sent
    link = re.search(r"(/bekraeft/\S+)", OutgoingMail.objects.latest("pk").text)[1]
    assert "Ja, send det" in client.get(link).text
    assert not DirectQuestion.objects.exists()
    done = client.post(link).text
    assert "Nu er det sendt" in done
    assert "Alle kan læse det og svare" not in done
    assert DirectQuestion.objects.get().asker.email == "agnes@engbaek.example"


def test_answered_from_the_letter_by_a_press_and_once(client, karen, kurt):
    make_question(make_ambassador(karen), by=kurt)
    link = link_to(karen)
    for _number in range(2):
        assert client.get(link).status_code == 200
    assert DirectQuestion.objects.get().answered_at is None
    assert client.post(link, {"body": ""}).context["form"].errors
    assert "Dit svar er sendt" in client.post(link, {"body": "Kom på torsdag."}).text
    assert "Kom på torsdag." in OutgoingMail.objects.get(to=kurt.email).text
    assert client.get(link).status_code == client.post(link, {"body": "Igen"}).status_code == 410
    assert client.get(page_of("answer", "findes-ikke")).status_code == 410


@pytest.mark.parametrize(("button", "is_over"), [("forny", False), ("stop", True)])
def test_renewed_or_stopped_from_the_letter_by_a_press(client, karen, button, is_over):
    with clock.at(timezone.now() - timedelta(days=1)):
        card = make_ambassador(karen, until=clock.today() + timedelta(days=8))
    letters.remind_ending()
    link = link_to(karen)
    assert client.get(link).status_code == 200
    card.refresh_from_db()
    assert card.until < clock.today() + timedelta(days=30)
    assert client.post(link, {button: "1"}).status_code == 200
    card.refresh_from_db()
    assert bool(card.withdrawn_at) == is_over
    assert is_over or card.until == clock.today() + timedelta(days=365)
    assert client.post(link, {button: "1"}).status_code == 410


def test_own_card_is_kept_from_its_page(sign_in, karen):
    client = sign_in(karen)
    data = {"topics": "alt", "themes": ["older"], "until": f"{clock.today()}", "request_id": ""}
    assert client.post(page_of("volunteer"), data).status_code == 302
    card = Ambassador.objects.get()
    assert client.get(page_of("volunteer")).url == page_of("page", card.pk)
    assert client.get(page_of("pause", card.pk)).status_code == 405
    client.post(page_of("pause", card.pk))
    assert "Holder pause" in client.get(page_of("page", card.pk)).text
    assert "holder pause" in client.get(reverse("identity:me")).text
    client.post(page_of("pause", card.pk), {"videre": "1"})
    client.post(page_of("renew", card.pk))
    client.post(page_of("edit", card.pk), {**data, "topics": "noget", "expected_version": "2"})
    card.refresh_from_db()
    assert (card.paused_at, card.topics) == (None, "noget")
    assert client.get(page_of("stop", card.pk)).status_code == 200
    client.post(page_of("stop", card.pk))
    assert "Du står her ikke længere" in client.get(page_of("page", card.pk)).text


def test_card_past_its_last_day_is_there_for_its_person_alone(client, sign_in, karen):
    card = make_ambassador(karen)
    Ambassador.objects.update(until=clock.today() - timedelta(days=1))
    assert client.get(page_of("page", card.pk)).status_code == 404
    assert client.get(page_of("ask", card.pk)).status_code == 404
    assert sign_in(karen).get(page_of("page", card.pk)).status_code == 200


@pytest.mark.capability("C38")
def test_stands_beside_a_challenge_of_the_theme_and_on_the_page_of_the_association(client, kurt, karen):
    anglers = kurt.memberships.get().actor
    make_ambassador(kurt, themes=["older", "health"], belongs_id=anglers.pk)
    make_ambassador(karen, themes=["health"])
    page = client.get(reverse("challenges:page", args=[make_challenge(theme="older").pk])).text
    box = page[page.index('id="spoerg-mig"') :][:700]
    assert "Kurt" in box
    assert "Karen" not in box
    assert 'id="spoerg-mig"' in client.get(reverse("actors:page", args=[anglers.pk])).text
    other = client.get(reverse("challenges:page", args=[make_challenge(theme="employment").pk])).text
    assert 'id="spoerg-mig"' not in other


def test_costs_the_same_for_one_and_thirty(client):
    challenge = make_challenge(theme="older")
    cost = []
    for number in (1, 29):
        for _number in range(number):
            unit = make_actor()
            make_ambassador(make_person(member_of=unit), themes=["older", "health"], belongs_id=unit.pk)
        paths = (page_of("list"), page_of("list") + "?q=unge&emne=older", f"/udfordringer/{challenge.pk}/")
        counted = []
        for path in paths:
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counted.append(len(captured))
        cost.append(counted)
    assert cost[0] == cost[1]
    assert max(cost[0][:2]) <= 8
