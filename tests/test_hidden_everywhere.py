"""Hidden means hidden everywhere: what was hidden, is held, or was taken back is met in no channel at all.

``CHANNELS`` is the whole list of the ways in which words leave the house, beside its addresses: what these answer,
test_permissions reads on its walk. Whoever builds another way adds a line: a function of the world and the role that
gives pairs of a place and the text that is read there.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from samspil.actors.queries import said_by
from samspil.challenges import actions as challenges
from samspil.challenges.models import Challenge
from samspil.challenges.queries import changes_of, perspective_counts, perspectives_of
from samspil.following.models import Follow
from samspil.foundation import hooks, search
from samspil.foundation.models import OutgoingMail, Subject
from samspil.foundation.subjects import known_places
from samspil.identity.personal_data import copy_for
from samspil.moderation import actions as moderation
from samspil.moderation.models import Hold
from samspil.proposals.queries import pledge_counts, proposal_counts
from tests.factories import make_answer
from tests.gone import add_withdrawn, may_meet
from tests.permission_table import rows
from tests.test_permissions import address
from tests.world import GONE, ROLES, World

pytestmark = pytest.mark.django_db

Place = tuple[str, str]


def followed(there: World, role: str) -> Iterator[Place]:
    """The pages that gather what somebody follows; every other page test_permissions looks at on its walk."""
    if role == "visitor":
        return
    client = there.client(role)
    for row in rows():
        if row.get[ROLES.index(role)] == "o" and row.name.startswith(("following:", "site:")):
            yield f"{row.name} {row.thing}", client.get(address(row, there)).text


def searches(there: World, role: str) -> Iterator[Place]:
    """The page of search and every list with a search field, for every word that is gone."""
    client = there.client(role)
    for word in GONE:
        for name in ("site:search", "challenges:list", "proposals:list", "actors:list", "knowledge:list"):
            # A beginning of the word: what was asked for stands in the field and is no find.
            yield f"{name} {word}", client.get(f"{reverse(name)}?q={word[:-2]}").text
        found = search.find(word[:-2], there.viewer(role))
        yield f"search {word}", " ".join(f"{row.title} {row.place}" for row in found)


def lists(there: World, role: str) -> Iterator[Place]:
    """The lists in every order and filter, with the places on their maps and the remarks on their rows."""
    client = there.client(role)
    for order in ("aktiv", "nyeste", "aeldste"):
        yield f"challenges by {order}", client.get(f"{reverse('challenges:list')}?sorter={order}").text
        yield f"proposals by {order}", client.get(f"{reverse('proposals:list')}?sorter={order}").text
    yield "places", " ".join(known_places())


def timelines(there: World, role: str) -> Iterator[Place]:
    viewer = there.viewer(role)
    for subject in Subject.objects.filter(pk__in=Subject.objects.values("root")).select_related("context"):
        if subject.readable_by(viewer):
            lines = hooks.timeline(subject, viewer, 200)
            yield f"timeline {subject.title}", " ".join(line.subject.title for line in lines)


def actors(there: World, role: str) -> Iterator[Place]:
    """What stands on the page of who said it."""
    for person in there.people.values():
        yield f"said by {person}", " ".join(row.title for row in said_by(person.actor, there.viewer(role)))


def histories(there: World, role: str) -> Iterator[Place]:
    for challenge in Challenge.objects.visible_to(there.viewer(role)):
        yield f"history {challenge}", str(changes_of(challenge))


def copies(there: World, role: str) -> Iterator[Place]:
    """The copy of one's data tells nothing of what others wrote; those who wrote some of it themselves keep theirs."""
    if role not in ("visitor", "relative", "chair", "leader", "employee"):
        copy = copy_for(there.people[role])
        copy["letters"] = []  # what was sent was sent; `letters` looks at what is written afterwards
        yield "copy", json.dumps(copy, default=str, ensure_ascii=False)


def letters(there: World, role: str) -> Iterator[Place]:
    """What is written afterwards to somebody who follows everything there is."""
    if role == "visitor":
        return
    person = there.people[role]
    with transaction.atomic():
        before = set(OutgoingMail.objects.values_list("pk", flat=True))
        challenges.change_stage(
            by=there.viewer("host"),
            challenge_id=there.things["challenge:public"].pk,
            stage="proposals",
            next_step="Vi mødes.",
            next_who="Inger",
        )
        make_answer(there.things["proposal:own"], by=there.people["leader"])
        for schedule in hooks.all_of("schedules"):
            if schedule.name.partition(".")[0] not in ("foundation", "identity"):
                schedule.run()
        for letter in OutgoingMail.objects.filter(person=person.pk).exclude(pk__in=before):
            yield f"letter {letter.title}", f"{letter.title} {letter.text}"
        transaction.set_rollback(True)


CHANNELS: dict[str, Callable[[World, str], Iterator[Place]]] = {
    "followed": followed,
    "searches": searches,
    "lists": lists,
    "timelines": timelines,
    "actors": actors,
    "histories": histories,
    "copies": copies,
    "letters": letters,
}


@pytest.fixture
def everything(there) -> World:
    """The world with things taken back in it too, and everybody following everything."""
    add_withdrawn(there)
    every = Subject.objects.exclude(kind="actor")
    Follow.objects.bulk_create(
        [Follow(person=person, subject=subject) for person in there.people.values() for subject in every],
        ignore_conflicts=True,
    )
    return there


@pytest.mark.parametrize("channel", CHANNELS)
def test_met_nowhere(channel, everything):
    """With all roles in one test: making everything gone takes longer than looking for it."""
    met = {
        f"{role} at {place}: {word}"
        for role in ROLES
        for place, text in CHANNELS[channel](everything, role)
        for word in GONE
        if word in text and not may_meet(role, word, place)
    }
    assert met == set()


def test_every_kind_of_gone_is_there_to_be_met(everything):
    """The walk is worth something: each word stands in the tables, hidden, held, stopped and taken back."""
    titles = " ".join(Subject.objects.filter(shown=False).values_list("title", flat=True))
    assert "Skjultalt" in titles
    assert "Skjultdel" in titles
    assert Hold.objects.filter(settled_at=None).count() >= 3
    assert everything.things["block"].hidings.count() >= 2
    assert Challenge.objects.filter(withdrawn_at__isnull=False, question__contains="Fortrudt").exists()


def test_counts_hold_only_what_is_read(everything):
    """Every number beside a public thing is that of the rows somebody may open."""
    for role in ROLES:
        viewer, public = everything.viewer(role), everything.things["challenge:public"]
        listed = perspectives_of(public, viewer)
        read = sum(int(row.withdrawn_at is None) + len(row.visible_replies) for row in listed)
        assert perspective_counts([public.pk], viewer).get(public.pk, 0) == read
        below = Subject.objects.visible_to(viewer).filter(context=public.pk, kind="proposal")
        withdrawn = below.filter(proposal__withdrawn_at__isnull=False).count()
        assert proposal_counts([public.pk], viewer).get(public.pk, 0) == below.count() - withdrawn
        own = everything.things["proposal:own"]
        pledged = Subject.objects.visible_to(viewer).filter(context=own.pk, kind="pledge").exclude(title="")
        assert pledge_counts([own.pk], viewer).get(own.pk, 0) == pledged.count()


def test_what_is_published_is_met_again(everything):
    """The same walk finds it once it is let out: nothing is lost by being looked at."""
    held = everything.things["held perspective"]
    moderation.publish(by=everything.viewer("coordinator"), subject_id=held.pk)
    page = reverse("challenges:page", args=[everything.things["challenge:public"].pk])
    assert "Skjultdelholdt" in everything.client("visitor").get(page).text
