"""A real browser against a real server. Whatever page a test opens is watched: a script error, a refused resource, a
request to anywhere else or a file that is not there fails the test, also when nobody asked.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from samspil.actors.models import Person
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from tests.browser import sameness
from tests.browser.chromium import DESK, PHONE, context_options, launch_options
from tests.states import World

HERE = Path(__file__).parent
# Refusals that a test asks for (stale, spent link, not allowed) are written to the console as errors by Chromium.
ASKED_FOR = ("status of 400", "status of 403", "status of 404", "status of 409", "status of 410", "status of 429")
# htmx complains when a page is left while it still asks; an answer that fails is seen as a response.
LEFT = ("htmx:sendAbort", "htmx:afterRequest")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Watch:
    """What went wrong on the pages of one test. ``allowed`` holds parts of messages that the test itself provokes."""

    host: str
    problems: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=lambda: [*ASKED_FOR, *LEFT])

    def over(self, context: BrowserContext) -> None:
        context.on("console", self.console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self.request)
        context.on("response", self.response)
        context.on("requestfailed", self.failed)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") or "Content Security Policy" in message.text:
            self.problems.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        host = urlparse(request.url).netloc
        if host and host != self.host:
            self.problems.append(f"request to another host: {request.url}")

    def response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.problems.append(f"{response.status}: {response.url}")

    def failed(self, request: Request) -> None:
        # A page that is left in the middle of loading takes its requests with it.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.failure}: {request.url}")

    def check(self) -> None:
        left = [problem for problem in self.problems if not any(part in problem for part in self.allowed)]
        assert not left, "\n".join(left)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory) -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    folder = tmp_path_factory.getbasetemp()  # the one above it is common to the workers of a run
    sameness.known.file = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "looked-at"
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture
def watch(live_server) -> Iterator[Watch]:
    watch = Watch(urlparse(live_server.url).netloc)
    yield watch
    watch.check()


@pytest.fixture
def visit(chromium, live_server, watch):
    """``visit(size, js=True, by=person)`` gives a page of its own browser profile, at the address of the server."""
    contexts = []

    def visit(size: dict[str, int] = DESK, *, js: bool = True, by: Person | None = None) -> Page:
        context = chromium.new_context(**context_options(size, base_url=live_server.url, java_script_enabled=js))
        context.set_default_timeout(30_000)
        if by:
            client = Client()
            client.force_login(create_user_for(by=SYSTEM, person=by))
            session = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def phone(visit) -> Page:
    """A phone without scripts."""
    return visit(PHONE, js=False)


@pytest.fixture
def desk(visit) -> Page:
    return visit(DESK)


@pytest.fixture
def demo(settings):
    """The demo's two doors on every page, and letters that keep their links. Nothing else differs."""
    settings.DEMO = True


@pytest.fixture
def world(transactional_db) -> World:
    """The people and things of the story, each made when it is first asked for."""
    return World()
