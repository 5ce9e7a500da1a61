"""What pages cost: the same number of queries for 1 and for 30 rows, and never more than the ceilings.

Ceilings: a list 8, the front page 12, a detail with 30 contributions 14 and one more per panel on it. Everything
counts: the session, the user and their roles, the choices in the filters.
"""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.actors.models import Person
from samspil.following.models import Follow
from samspil.foundation import hooks
from samspil.foundation.models import Subject
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from samspil.moderation import actions as moderation
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_knowledge,
    make_person,
    make_perspective,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)

pytestmark = pytest.mark.django_db
MOST_ON_LIST, MOST_ON_FRONT_PAGE, MOST_ON_DETAIL = 8, 12, 14
# Trials and daily practice came later: each says so on the rows, in one query for all of them. The front page shows the
# newest effects, and the rows of its challenges say that they are daily practice.
NEWER_BADGES = {"challenges": 1, "proposals": 2, "front": 2}


@pytest.fixture
def client_of(birthe) -> Callable[[str], Client]:
    """A visitor's browser, or that of the coordinator, who sees the most links."""

    def client_of(who: str) -> Client:
        client = Client()
        if who == "coordinator":
            client.force_login(create_user_for(by=SYSTEM, person=birthe))
        return client

    return client_of


def cost(client: Client, path: str) -> list[str]:
    """The queries of one page, with nothing kept from before."""
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def owed_sorts(who: str) -> int:
    """Staff see on every page how many answers wait for them. It is kept for half a minute; here it is counted anew."""
    return len(hooks.all_of("owed_answers")) if who == "coordinator" else 0


def the_coordinator() -> Person:
    """Always the same: each more of them would get a letter about every proposal."""
    return Person.objects.get(actor__name="Birthe Holm")


def add_challenge(_number: int) -> None:
    """A challenge with everything a row or a badge can show, each from other people."""
    unit = make_unit()
    challenge = make_challenge(host=make_person(), unit=unit, place="Nørre Engbæk", point=(55.5, 9.5))
    make_perspective(challenge)
    proposal = make_proposal(challenge, delivers=[make_actor().pk])
    make_pledge(proposal)


def add_proposal(_number: int) -> None:
    make_answer(make_proposal(unit=make_unit()), by=the_coordinator())
    make_pledge(make_proposal(make_challenge(), delivers=[make_actor().pk]))


def add_found(number: int) -> None:
    challenge = make_challenge(question=f"Hvordan fisker vi nummer {number}?")
    make_perspective(
        challenge, by=make_person(), reply_to=make_perspective(challenge, body="Vi fisker.").pk, body="Fisk."
    )
    make_proposal(challenge, title="Fisk med os")
    make_knowledge(title="Fisk og mennesker")


def add_hidden(_number: int) -> None:
    moderation.hide(
        by=viewer(the_coordinator()),
        subject_id=make_perspective(make_challenge()).pk,
        reason="Der står et navn.",
    )


def nothing_more(_number: int) -> None:
    """What the other lists are filled with stands in this one, too."""


LISTS = {
    "challenges": ("/udfordringer/", add_challenge),
    "challenges searched": ("/udfordringer/?q=gode&emne=older&trin=perspectives&rejst=civil_society", nothing_more),
    "proposals": ("/forslag/", add_proposal),
    "proposals searched": ("/forslag/?q=plads&svar=venter&grad=incremental", nothing_more),
    "actors": ("/hvem/", lambda number: (make_actor(place="Nørre Engbæk"), make_unit())),
    "knowledge": ("/viden/", lambda number: make_knowledge(themes=["older", "health"])),
    "search": ("/soeg/?q=fisk", add_found),
}
STAFF_LISTS = {
    "hidden": ("/skjult/", add_hidden),
    "letters": ("/demo/mail/", nothing_more),
    "following": ("/foelger/", nothing_more),
}


def follow_all(person) -> None:
    subjects = Subject.objects.filter(kind__in=["challenge", "perspective", "proposal"])
    Follow.objects.bulk_create([Follow(person=person, subject=row) for row in subjects], ignore_conflicts=True)


def fill(birthe, rows: range) -> None:
    """One more of everything that stands in a list, for each number."""
    for number in rows:
        for _path, add in (LISTS | STAFF_LISTS).values():
            add(number)
    follow_all(birthe)


def test_lists_and_front_page_cost_the_same_for_one_row_and_for_thirty(client_of, birthe):
    """One municipality for all lists, because filling it is what takes time."""
    pages = {name: path for name, (path, _add) in LISTS.items()} | {"front page": "/"}
    asked = [(name, path, who) for name, path in pages.items() for who in ("visitor", "coordinator")]
    asked += [(name, path, "coordinator") for name, (path, _add) in STAFF_LISTS.items()]
    clients = {who: client_of(who) for who in ("visitor", "coordinator")}
    fill(birthe, range(1, 2))
    one = {(name, who): cost(clients[who], path) for name, path, who in asked}
    fill(birthe, range(2, 31))
    thirty = {(name, who): cost(clients[who], path) for name, path, who in asked}
    grown = {page: (len(one[page]), queries) for page, queries in thirty.items() if len(queries) != len(one[page])}
    assert grown == {}
    dear = {
        (name, who): queries
        for (name, who), queries in thirty.items()
        if len(queries)
        > (MOST_ON_FRONT_PAGE if name == "front page" else MOST_ON_LIST)
        + owed_sorts(who)
        + NEWER_BADGES.get(name.split()[0], 0)
    }
    assert dear == {}
    for name, path, who in asked:
        if name != "front page":
            assert len(clients[who].get(path).context["page"]) == 20, name


def panels_on(kind: str) -> int:
    return sum(1 for panel in hooks.all_of("panels") if panel.kind == kind)


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_challenge_with_thirty_contributions(who, client_of):
    challenge = make_challenge(host=make_person(), unit=make_unit(), description="Ord.", place="Nørre Engbæk")
    path = reverse("challenges:page", args=[challenge.pk])

    def add() -> None:
        first = make_perspective(challenge)
        make_perspective(challenge, reply_to=first.pk)
        make_pledge(make_proposal(challenge, delivers=[make_actor().pk]))

    add()
    client = client_of(who)
    one = cost(client, path)
    for _number in range(14):
        add()
    thirty = cost(client, path)
    assert len(thirty) == len(one), "\n".join(thirty)
    assert len(thirty) <= MOST_ON_DETAIL + panels_on("challenge"), "\n".join(thirty)


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_proposal_with_thirty_contributions(who, client_of):
    challenge = make_challenge(host=make_person(), unit=make_unit())
    proposal = make_proposal(challenge, delivers=[make_actor().pk])
    path = reverse("proposals:page", args=[proposal.pk])
    make_pledge(proposal)
    make_answer(proposal)
    client = client_of(who)
    one = cost(client, path)
    for _number in range(14):
        make_pledge(proposal)
        make_answer(proposal)
    proposal.delivers.add(*[make_actor() for _number in range(5)])
    thirty = cost(client, path)
    assert len(thirty) == len(one), "\n".join(thirty)
    assert len(thirty) <= MOST_ON_DETAIL + panels_on("proposal"), "\n".join(thirty)


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_actor_with_thirty_contributions(who, client_of):
    anglers = make_actor("Engbæk Lystfiskerforening")
    kurt = make_person("Kurt", member_of=anglers)
    path = reverse("actors:page", args=[anglers.pk])

    def add() -> None:
        challenge = make_challenge()
        make_perspective(challenge, by=kurt, speaks_as=anglers.pk)
        proposal = make_proposal(challenge, by=kurt, speaks_as=anglers.pk)
        make_pledge(proposal, by=kurt, speaks_as=anglers.pk)

    add()
    client = client_of(who)
    one = cost(client, path)
    for _number in range(9):
        add()
    thirty = cost(client, path)
    assert len(thirty) == len(one), "\n".join(thirty)
    assert len(thirty) <= MOST_ON_DETAIL + panels_on("actor"), "\n".join(thirty)


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_history_with_thirty_changes(who, client_of):
    from samspil.challenges.actions import edit_challenge

    challenge = make_challenge(unit=make_unit())
    path = reverse("challenges:history", args=[challenge.pk])
    client = client_of(who)

    def edit(number: int) -> None:
        by = viewer(make_person(role="coordinator"))
        unit = make_unit()
        edit_challenge(by=by, challenge_id=challenge.pk, question=f"Hvad nu {number}?", unit_id=unit.pk)

    edit(1)
    one = cost(client, path)
    for number in range(2, 31):
        edit(number)
    thirty = cost(client, path)
    assert len(thirty) == len(one), "\n".join(thirty)
    assert len(thirty) <= MOST_ON_DETAIL


@pytest.mark.parametrize("name", ["challenges:raise", "challenges:write", "proposals:propose", "proposals:propose-on"])
@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_form_costs_the_same_with_one_unit_and_with_thirty(name, who, client_of):
    challenge = make_challenge(unit=make_unit())
    client = client_of(who)
    path = reverse(name, args=[challenge.pk] if name.partition(":")[2] in ("write", "propose-on") else [])
    one = cost(client, path)
    for _number in range(30):
        make_unit()
        make_actor()
    thirty = cost(client, path)
    assert len(thirty) == len(one), "\n".join(thirty)
    assert len(thirty) <= MOST_ON_LIST + owed_sorts(who), "\n".join(thirty)
