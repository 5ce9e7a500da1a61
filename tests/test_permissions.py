"""Every address x the roles x GET and POST, against the written table in ``permission_table``.

The POST goes straight to the address with data that would be valid, whether or not a page offers the button. Who
asks for what, ``tries`` says. What is answered is looked into on the way (decision 0027): whether it holds words that
nobody may read (``gone``), and whether it sends what guards it and loads nothing from elsewhere (``sending``).
"""

import logging
from collections.abc import Iterator
from functools import cache

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from samspil.foundation.models import JournalEntry
from tests.gone import add_withdrawn, met_on
from tests.permission_table import NOT_WALKED, Row, data_for, rows
from tests.remembering import remembered
from tests.sending import loaded, unguarded
from tests.world import ROLES, WALKERS, World

pytestmark = pytest.mark.django_db


def every_name(patterns=None, space: str = "") -> Iterator[str]:
    """The names of all addresses of the house, as ``reverse`` knows them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from every_name(pattern.url_patterns, inner)


def address(row: Row, there: World) -> str:
    return reverse(row.name, args=there.key(row.thing) if row.thing else [])


def outcome(response: HttpResponse) -> str:
    """One letter for what a response means; ``permission_table`` explains them."""
    if response.status_code in (301, 302):
        return "s" if response.url.startswith(f"{reverse('account_login')}?next=") else "v"
    if response.status_code != 200:
        return {403: "3", 404: "4", 405: "5", 409: "9", 410: "0"}.get(response.status_code, "X")
    if "identity/check_mail.html" in {template.name for template in response.templates}:
        return "l"
    form = response.context and response.context.get("form")
    return "e" if form is not None and form.is_bound and form.errors else "o"


REFUSED = "s3490"
Try = tuple[int, str]  # the row, by its number, and the method


def answers() -> Iterator[tuple[int, str, str, str]]:
    """The row, the method, the role and its letter, for all there are."""
    for number, row in enumerate(rows()):
        for method, letters in (("GET", row.get), ("POST", row.post)):
            for role, letter in zip(ROLES, letters, strict=True):
                yield number, method, role, letter


@cache
def tries() -> dict[str, set[Try]]:
    """What each role tries: all that opens, and enough of what does not.

    Whoever gets in somewhere asks. Of those refused alike, the four that differ most ask; where all ten are refused,
    the coordinator. Then every role asks each address at least once for each way it refuses them, rather by POST than
    by GET: a 403 is the doing of a rule, a 404 that of who may read.
    """
    chosen: dict[str, set[Try]] = {role: set() for role in ROLES}
    left: dict[tuple[str, str, str], list[Try]] = {}
    for number, method, role, letter in answers():
        row = rows()[number]
        uniform = len(set(row.get if method == "GET" else row.post)) == 1
        if letter == "5":  # that way leads nowhere, whoever comes
            asks = not uniform or ROLES.index(role) == number % len(ROLES)
        elif letter in REFUSED:
            asks = role in (("coordinator",) if uniform else WALKERS)
            if not uniform or role in WALKERS:
                left.setdefault((row.name, role, letter), []).append((number, method))
        else:
            asks = not uniform or role in WALKERS
        if asks:
            chosen[role].add((number, method))
    for (_address, role, _letter), refusing in left.items():
        if chosen[role].isdisjoint(refusing):
            posts = [one for one in refusing if one[1] == "POST"] or refusing
            chosen[role].add(posts[ROLES.index(role) % len(posts)])
    return chosen


def ask(client: Client, method: str, row: Row, there: World) -> HttpResponse:
    """One request, undone afterwards: in the database, and in what the browser keeps."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        if method == "GET":
            response = client.get(address(row, there))
        else:
            response = client.post(address(row, there), data_for(row, there))
        # A file is looked into as it is; what a PDF or a workbook holds its own tests unpack.
        body = b"".join(response.streaming_content) if response.streaming else response.content
        response.said = body.decode("utf-8", "replace")
        response.lines = JournalEntry.objects.count()
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def test_every_address_has_a_row():
    walked = {row.name for row in rows()}
    there = set(every_name())
    assert there - walked - NOT_WALKED == set(), "a row in tests/permission_table.py is missing"
    assert walked - there == set(), "these addresses are gone"


def test_whoever_gets_in_asks_and_whoever_is_refused_at_an_address_too():
    opens, refuses = set(), set()
    for number, method, role, letter in answers():
        row = rows()[number]
        if len(set(row.get if method == "GET" else row.post)) > 1 or role in WALKERS:
            if letter in REFUSED:
                refuses.add((role, row.name, letter))
            elif letter != "5":
                opens.add((role, (number, method)))
    tried = {(role, one) for role, ones in tries().items() for one in ones}
    letters = {(number, method, role): letter for number, method, role, letter in answers()}
    assert opens <= tried
    found = {(role, rows()[one[0]].name, letters[*one, role]) for role, one in tried}
    assert refuses == {one for one in found if one[2] in REFUSED}


@pytest.mark.timeout(900)  # thousands of requests, and the first one waits for the municipality to be built
@pytest.mark.capability("C02")
@pytest.mark.parametrize("role", ROLES)
def test_table_holds_for(role, there, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")  # a refusal is no news here, and there are thousands
    add_withdrawn(there)
    client = there.client(role)
    lines = JournalEntry.objects.count()
    wrong, changed, leaking, sent = {}, [], [], []
    with remembered(client):
        for number, method in sorted(tries()[role]):
            row = rows()[number]
            expected = (row.get if method == "GET" else row.post)[ROLES.index(role)]
            response = ask(client, method, row, there)
            at, found = (row.name, row.thing, method), outcome(response)
            if found != expected:
                wrong[at] = f"{found} instead of {expected}"
            if response.lines != lines and found in "sle345":
                changed.append(at)
            if (found in "345" or method == "GET") and (met := met_on(row.name, row.thing, role, response.said)):
                leaking.append((at, met))
            if fault := unguarded(response) + (loaded(response) if method == "GET" else []):
                sent.append((at, fault))
    assert wrong == {}
    assert changed == [], "refused or only read, and yet the journal has a new line"
    assert leaking == [], "a word stands there that nobody may read"
    assert sent == [], "not what every answer sends"
