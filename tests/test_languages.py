"""Danish pages are Danish and English pages are English, all the way down to what a screen reader says."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from samspil.actors.models import Person
from samspil.foundation.models import OutgoingMail
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from tests import factories
from tools import messages

SPOKEN = {"alt", "aria-label", "placeholder", "title", "data-close", "data-keep-note", "data-left", "data-over"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Letters and small words that give a text away which nobody marked for translation. "her", "for" and the like are both.
DANISH = re.compile(r"[æøåÆØÅ]|\b(af|dem|det|din|dit|du|eller|hvad|hvem|hvor|ikke|jer|kan|når|og|skal|som|vi)\b")
ENGLISH = re.compile(r"\b(and|are|choose|enter|is|must|please|required|the|this|valid|with|you|your)\b", re.IGNORECASE)
# What people write, in words that are neither Danish nor English.
WORDS = "Lorca mirto luna"


class Texts(HTMLParser):
    """What is read on a page, without what says that it is in another language (quotes, the link to the other one)."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.found, self.open, self.skipped_at = language, [], [], None

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if self.skipped_at is None:
            if tag in ("script", "style") or facts.get("lang", self.language) != self.language:
                self.skipped_at = len(self.open)
            else:
                self.found += [value for name, value in attributes if name in SPOKEN and value]
                if tag == "meta" and facts.get("name") == "description":
                    self.found.append(facts["content"])
        if tag not in VOID:
            self.open.append(tag)
        elif self.skipped_at == len(self.open):
            self.skipped_at = None

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass
        if self.skipped_at is not None and len(self.open) <= self.skipped_at:
            self.skipped_at = None

    def handle_data(self, data):
        # Addresses are Danish in both languages.
        if self.skipped_at is None and (text := " ".join(re.sub(r"https?://\S+", "", data).split())):
            self.found.append(text)


def texts_of(html: str, language: str) -> list[str]:
    parser = Texts(language)
    parser.feed(html)
    return parser.found


@cache
def catalogue() -> dict[str, str]:
    """Each message without placeholders and its English, where the two differ."""
    pairs: dict[str, str] = {}
    for message in messages.read(messages.ENGLISH):
        for danish, english in zip(messages.texts(message.id), messages.texts(message.string), strict=False):
            if danish and danish != english and not messages.placeholders(danish):
                pairs[danish] = english
    return pairs


def leftovers(texts: list[str], language: str) -> set[str]:
    pairs = catalogue()
    wrong = set(pairs) - set(pairs.values()) if language == "en" else set(pairs.values()) - set(pairs)
    other = DANISH if language == "en" else ENGLISH
    return {text for text in texts if text in wrong or other.search(text)}


@pytest.fixture(autouse=True)
def _language_as_it_was():
    """A request sets the language of the process, and the next test expects none."""
    with translation.override(translation.get_language()):
        yield


@pytest.fixture
def story(db):
    """One of everything, for whoever reads without an account and for whoever may do most."""
    birthe = factories.make_person("Lorca", role="coordinator")
    luna = factories.make_person("Luna")
    unit = factories.make_unit("Mirto")
    facts = {"question": WORDS, "description": WORDS, "today": WORDS, "place": "Lorca", "unit": unit}
    challenge = factories.make_challenge(by=birthe, host=birthe, **facts)
    voice = factories.make_perspective(challenge, by=birthe, body=WORDS)
    proposal = factories.make_proposal(challenge, by=birthe, title=WORDS, body=WORDS)
    pledge = factories.make_pledge(proposal, by=birthe, body=WORDS)
    answered = factories.make_proposal(by=birthe, unit=unit, title=WORDS, body=WORDS)
    factories.make_answer(answered, by=birthe, body=WORDS)
    item = factories.make_knowledge(title=WORDS, body=WORDS, source="Lorca")
    return {
        "birthe": birthe,
        "luna": luna,
        "answered": answered,
        "open": [
            *("site:home", "site:search", "site:strategy", "site:accessibility", "site:privacy"),
            *("challenges:list", "challenges:raise", "proposals:list", "proposals:propose"),
            *("actors:list", "knowledge:list", "identity:link-request", "identity:demo", "identity:demo-mail"),
            *("account_login", "account_signup", "account_inactive", "account_reset_password"),
            *("account_reset_password_done", "account_reset_password_from_key_done"),
            ("challenges:page", challenge.pk),
            ("challenges:history", challenge.pk),
            ("challenges:write", challenge.pk),
            ("proposals:propose-on", challenge.pk),
            ("proposals:page", proposal.pk),
            ("proposals:page", answered.pk),
            ("proposals:pledge", proposal.pk),
            ("actors:page", unit.actor.pk),
            ("knowledge:page", item.pk),
        ],
        "closed": [
            *("identity:me", "following:mine", "moderation:hidden", "usersessions_list"),
            *("account_change_password", "account_set_password", "mfa_index", "mfa_activate_totp", "account_logout"),
            ("challenges:page", challenge.pk),
            ("challenges:edit", challenge.pk),
            ("challenges:stage", challenge.pk),
            ("hosting:appoint", challenge.pk),
            ("challenges:withdraw", challenge.pk),
            ("challenges:withdraw-perspective", voice.pk),
            ("proposals:page", proposal.pk),
            ("proposals:edit", proposal.pk),
            ("proposals:answer", answered.pk),
            ("proposals:withdraw", proposal.pk),
            ("proposals:withdraw-pledge", pledge.pk),
            ("moderation:hide", challenge.pk),
            *("actors:organisation", "actors:add", "actors:add-unit", "actors:add-body", "knowledge:add"),
            *("identity:people", "identity:add-person", "identity:edit-me"),
            ("actors:edit", unit.actor.pk),
            ("knowledge:edit", item.pk),
            ("identity:person", luna.pk),
            ("identity:edit-person", luna.pk),
            ("identity:add-membership", luna.pk),
            ("identity:give-role", luna.pk),
        ],
    }


def pages(story: dict, language: str) -> Iterator[tuple[str, str]]:
    """Each page as a guest and as the coordinator see it, and the pages of errors."""
    guest, coordinator = (Client(HTTP_ACCEPT_LANGUAGE=language) for _who in range(2))
    coordinator.force_login(create_user_for(by=SYSTEM, person=story["birthe"]))
    for client, rows in ((guest, story["open"]), (coordinator, story["closed"])):
        for row in rows:
            name, *args = (row,) if isinstance(row, str) else row
            response = client.get(reverse(name, args=args), follow=True)
            assert response.status_code == 200, (name, response.status_code)
            yield name, response.content.decode()
    wrong = dict.fromkeys(("theme", "themes", "unit_id", "audience", "degree", "delivers", "guest_email", "email"), "x")
    wrong |= dict.fromkeys(
        ("kind", "body_kind", "parent", "powers", "year", "country", "scope", "since", "amount"), "x"
    )
    for client, name, *args in (
        (guest, "challenges:raise"),
        (coordinator, "challenges:raise"),
        (coordinator, "proposals:propose"),
        (coordinator, "proposals:contact", story["answered"].pk),
        (coordinator, "actors:add"),
        (coordinator, "actors:add-unit"),
        (coordinator, "actors:add-body"),
        (coordinator, "knowledge:add"),
        (coordinator, "identity:add-person"),
        (coordinator, "identity:give-role", story["luna"].pk),
    ):
        response = client.post(reverse(name, args=args), wrong)
        assert response.status_code == 200, name
        yield f"sent to {name}", response.content.decode()
    yield "404", guest.get("/lorca/").content.decode()
    yield "413", guest.get("/", CONTENT_LENGTH=str(10**10)).content.decode()


def test_the_english_catalogue_is_complete(capsys):
    assert messages.check() == 0, capsys.readouterr().out


@pytest.mark.parametrize("language", ["da", "en"])
@override_settings(MUNICIPALITY="Lorca", DEMO=True)
def test_pages_hold_nothing_of_the_other_language(story, language):
    # The other language comes first: nothing of it may linger in the process.
    Client(HTTP_ACCEPT_LANGUAGE="da" if language == "en" else "en").get(reverse("site:home"))
    OutgoingMail.objects.all().delete()  # letters are in their readers' language
    found = {}
    for name, html in pages(story, language):
        assert f'<html lang="{language}"' in html, name
        found[name] = leftovers(texts_of(html, language), language)
    assert not {name: texts for name, texts in found.items() if texts}


@pytest.mark.parametrize("language", ["da", "en"])
def test_letters_are_in_the_language_of_the_one_who_reads(story, language):
    reader = factories.make_person("Mirto")
    Person.objects.filter(pk=reader.pk).update(language=language)
    client = Client(HTTP_ACCEPT_LANGUAGE="da" if language == "en" else "en")
    create_user_for(by=SYSTEM, person=reader)
    OutgoingMail.objects.all().delete()
    client.post(reverse("identity:link-request"), {"email": reader.email})
    client.post(reverse("account_reset_password"), {"email": reader.email})
    letters = OutgoingMail.objects.filter(to=reader.email)
    assert len(letters) == 2
    for letter in letters:
        lines = [line for line in [letter.title, *letter.text.splitlines()] if "://" not in line]
        assert not leftovers(lines, language)


def test_a_visitor_can_switch_language_on_any_page(db):
    client = Client(HTTP_ACCEPT_LANGUAGE="da")
    response = client.post(reverse("set_language"), {"language": "en", "next": reverse("site:privacy")}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("site:privacy")
    assert '<html lang="en"' in response.content.decode()
