"""The demo's doors, and that they are not there in production."""

import pytest
from django.test import Client
from django.urls import reverse

from samspil.foundation import mail
from samspil.foundation.models import OutgoingMail
from samspil.identity.actions import mark_demo_person
from samspil.identity.templatetags.identity import device, own_links
from tests.identity.test_signing import is_signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_birthe(birthe):
    mark_demo_person(birthe, role="coordinator", order=1, line="Ser alt på tværs.")
    return birthe


def letter(text, *, to="karen@noerre.example", title="Et brev"):
    return OutgoingMail.objects.create(dedupe_key=title + text[:60], to=to, title=title, text=text)


def test_people_are_shown_and_become_with_one_press(client, demo_birthe, karen):
    page = client.get(reverse("identity:demo")).text
    assert "Birthe Holm" in page
    assert "Ser alt på tværs." in page
    assert "Karen" not in page
    assert client.get(reverse("identity:demo-become", args=[demo_birthe.pk])).status_code == 405
    assert not is_signed_in(client)
    assert client.post(reverse("identity:demo-become", args=[demo_birthe.pk])).url == "/"
    assert client.get(reverse("identity:me")).context["person"] == demo_birthe
    assert client.get(reverse("usersessions_list")).context["session_count"] == 1


def test_becoming_another_leaves_the_first(client, demo_birthe, karen):
    mark_demo_person(karen, role="relative", order=2)
    client.post(reverse("identity:demo-become", args=[demo_birthe.pk]))
    client.post(reverse("identity:demo-become", args=[karen.pk]))
    assert client.get(reverse("identity:me")).context["person"] == karen


def test_only_demo_people_can_be_become(client, karen):
    assert client.post(reverse("identity:demo-become", args=[karen.pk])).status_code == 404
    assert not is_signed_in(client)


def test_nothing_of_it_is_there_in_production(client, demo_birthe, settings):
    letter("Hemmeligt")
    settings.DEMO = settings.TESTING = False
    assert client.get(reverse("identity:demo")).status_code == 404
    assert client.get(reverse("identity:demo-mail")).status_code == 404
    assert client.post(reverse("identity:demo-become", args=[demo_birthe.pk])).status_code == 404
    assert not is_signed_in(client)
    for name in ("account_login", "identity:link-request"):
        assert reverse("identity:demo") not in client.get(reverse(name)).text


def test_links_to_the_demo_are_there_in_the_demo(client, settings):
    settings.DEMO = True
    assert reverse("identity:demo") in client.get(reverse("account_login")).text


def test_letters_newest_first_in_pages(client):
    for number in range(25):
        letter(f"Brev nummer {number}", title=f"Titel {number:02}")
    first, second = (client.get(reverse("identity:demo-mail"), {"side": side}) for side in (1, 2))
    titles = [row.title for page in (first, second) for row in page.context["page"]]
    assert titles == [f"Titel {number:02}" for number in reversed(range(25))]


def test_empty_outbox_says_what_to_do(client):
    assert reverse("identity:link-request") in client.get(reverse("identity:demo-mail")).text


def test_empty_demo_says_what_to_do(client):
    assert "samspil demo" in client.get(reverse("identity:demo")).text


def test_own_links_work_on_any_port():
    link = mail.address("/bekraeft/abc-_1/")
    assert own_links(f"Tryk her:\n{link}\nTak") == f'Tryk her:\n<a href="/bekraeft/abc-_1/">{link}</a>\nTak'


@pytest.mark.parametrize(
    "text",
    [
        "http://evil.example/x",
        "javascript:alert(1)",
        mail.address(".evil.example/x"),
        mail.address("//evil.example/x"),
        mail.address("@evil.example/"),
    ],
)
def test_other_links_stay_text(text):
    assert "<a" not in own_links(text)


def test_html_in_a_letter_is_text():
    link = mail.address('/"><script>alert(1)</script>')
    shown = own_links(f"<b>hej</b> {link}")
    assert "<script" not in shown
    assert "<b>" not in shown


def test_page_with_html_in_a_letter(client):
    letter("<script>alert(1)</script>", title="<b>fed</b>")
    page = Client().get(reverse("identity:demo-mail")).text
    assert "<script>alert" not in page
    assert "<b>fed" not in page


def test_device_in_words():
    assert device("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0") == "Firefox på Windows"
    assert device("") == "En browser"
