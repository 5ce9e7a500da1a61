"""Every page in every state it can have: empty, filled, in error, overtaken, refused, overdue, with very long words.

A state is a small function that builds what it needs through the verbs and returns the test client's response. The rows
stand in the modules ``states_*.py``. The browser tests ``test_states_*.py`` look at each of them, and a page template
without a row fails.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

import samspil
from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from samspil.identity.models import User
from tests import factories

# Long text as people paste it, and a word that no line is wide enough for.
LONG_WORD = "Sammenhængskraftsundersøgelseskommissionsmedlemmernes" * 2
LONG_LINE = f"Hvordan får vi {LONG_WORD} til at mødes"
LONG_TEXT = "\n\n".join([f"Det handler om mange ting på én gang. {'Vi har prøvet før. ' * 30}", LONG_WORD, "Slut."])
CPR = "Min mor, 010150-1234, bor alene."


class World:
    """The people and things a state is about; each is made when it is first asked for."""

    password = "fire-gode-danske-ord"

    @cached_property
    def unit(self) -> Unit:
        return factories.make_unit("Hjemmeplejen Nord", parent=factories.make_unit("Ældreområdet"))

    @cached_property
    def birthe(self) -> Person:
        return factories.make_person("Birthe Holm", role="coordinator", function="frivilligkoordinator")

    @cached_property
    def lene(self) -> Person:
        return factories.make_person(
            "Lene Dahlgaard", role="leader", scope=self.unit, amount=25_000, function="leder", member_of=self.unit.actor
        )

    @cached_property
    def karen(self) -> Person:
        return factories.make_person("Karen", kind="relative", function="datter")

    @cached_property
    def anglers(self):
        return factories.make_actor(
            "Engbæk Lystfiskerforening",
            description="114 medlemmer ved åen. Vi henter dem, der ikke kører bil.",
            place="Engbæk",
            phone="99 00 00 41",
            email="fisk@engbaek.example",
        )

    @cached_property
    def kurt(self) -> Person:
        return factories.make_person("Kurt", member_of=self.anglers, function="formand")

    def user(self, person: Person) -> User:
        return create_user_for(by=SYSTEM, person=person, password=self.password)

    def client(self, person: Person | None = None) -> Client:
        client = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140", HTTP_ACCEPT_LANGUAGE="da")
        if person:
            client.force_login(create_user_for(by=SYSTEM, person=person))
        return client

    def signed_in(self, person: Person) -> Client:
        """A client that came in through the form: the session stands in the list of places one is signed in."""
        client = self.client()
        self.user(person)
        client.post(reverse("account_login"), {"login": person.email, "password": self.password})
        client.get(reverse("site:privacy"))  # says that one is signed in, once
        return client

    def get(self, name: str, *args: Any, by: Person | None = None, query: str = ""):
        return self.client(by).get(reverse(name, args=args) + query, follow=True)

    def post(self, name: str, *args: Any, by: Person | None = None, data: dict[str, Any] | None = None):
        # A browser always sends something along: without it the form would count as not sent.
        return self.client(by).post(reverse(name, args=args), {"request_id": "", **(data or {})}, follow=True)

    def letter(self, to: str) -> str:
        """The path of the first link to our own pages in the newest letter."""
        text = OutgoingMail.objects.filter(to=to).latest("pk").text
        return re.search(r"http://127\.0\.0\.1:8000(/\S+)", text)[1]

    @contextmanager
    def days_ago(self, days: int) -> Iterator[None]:
        with clock.at(timezone.now() - timedelta(days=days)):
            yield


@contextmanager
def demo() -> Iterator[None]:
    """As in the demo: the bar above the page, and letters that keep their links once they are sent."""
    with override_settings(DEMO=True):
        yield


@dataclass(frozen=True, slots=True)
class State:
    template: str
    name: str
    build: Callable[[World], Any]
    status: int

    def __str__(self) -> str:
        return f"{self.template.removesuffix('.html')}: {self.name}"


STATES: list[State] = []


def state(template: str, name: str, status: int = 200) -> Callable[[Callable[[World], Any]], Callable[[World], Any]]:
    """Register ``build`` as the state ``name`` of the page ``template``, answered with ``status``."""

    def register(build: Callable[[World], Any]) -> Callable[[World], Any]:
        STATES.append(State(template, name, build, status))
        return build

    return register


def of_module(module: ModuleType) -> list[State]:
    """The states whose rows stand in ``module``."""
    return [state for state in STATES if state.build.__module__ == module.__name__]


ALSO_PAGES = {"site/form.html"}  # shown as it is, and with something more by pages that extend it


def page_templates() -> set[str]:
    """The templates that are whole pages: those that extend a frame, save the frames that others extend."""
    extends: dict[str, str] = {}
    for file in Path(samspil.__file__).parent.glob("*/templates/**/*.html"):
        name = str(file).partition("/templates/")[2]
        if parent := re.match(r'\s*\{% extends "([^"]+)"', file.read_text()):
            extends[name] = parent[1]
    return set(extends) - (set(extends.values()) - ALSO_PAGES)
