"""Hidden means hidden everywhere: what was hidden, is held, or was taken back is met in no channel at all.

``CHANNELS`` is the whole list of the ways in which words leave the house. Whoever builds another way adds a line: a
function of the world and the role that gives pairs of a place and the text that is read there.
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
from samspil.proposals import actions as proposals
from samspil.proposals.queries import pledge_counts, proposal_counts
from tests.factories import make_answer, make_challenge, make_perspective, make_pledge, make_proposal
from tests.permission_table import rows
from tests.remembering import remembered
from tests.test_permissions import address
from tests.world import GONE, ROLES, WALKERS, World

pytestmark = pytest.mark.django_db

# Pages whose very work is to show it, and to whom; and the pages of a letter or a thing to its own author.
KEEPS = ("moderation:queue", "moderation:hidden", "moderation:hide", "moderation:hide-all", "identity:people")
NOT_READ = {
    "identity:demo-mail": "every letter of the demo, also the one that tells an author that it was hidden",
    "identity:my-data": "one's own words are in one's own copy; other people's are looked for in `copies`",
    "account_logout": "it would end the session in the middle of the walk",
}

Place = tuple[str, str]


def every_address(there: World, role: str) -> Iterator[Place]:
    """Each page that opens for this role; that no other answer holds any of it, test_permissions looks at."""
    client = there.client(role)
    kept = KEEPS if role in ("coordinator", "administrator") else ()
    opening = [row for row in rows() if row.get[ROLES.index(role)] == "o" and row.name not in (*NOT_READ, *kept)]
    with remembered(client):
        for row in opening:
            with transaction.atomic():
                cookies = client.cookies.copy()
                answer = client.get(address(row, there))
                # A file is looked into as it is; what a PDF or a workbook holds its own tests unpack.
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                transaction.set_rollback(True)
            client.cookies = cookies
            yield f"{row.name} {row.thing}", body.decode("utf-8", "replace")


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
    "every address": every_address,
    "searches": searches,
    "lists": lists,
    "timelines": timelines,
    "actors": actors,
    "histories": histories,
    "copies": copies,
    "letters": letters,
}
OTHER_CHANNELS = [(channel, ROLES) for channel in CHANNELS if channel != "every address"]


def may_meet(role: str, word: str, place: str, there: World) -> bool:
    """Whoever took something back sees their own; the page of a withdrawn proposal says that it was withdrawn."""
    if word != "Fortrudt":
        return False
    own_pages = place.startswith("proposals:") and place.endswith(" withdrawn by its author")
    return own_pages or (role == "relative" and not place.startswith(("search", "proposals by")))


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


def add_withdrawn(there: World) -> None:
    karen, by = there.people["relative"], there.viewer("relative")
    public = there.things["challenge:public"]
    question = make_challenge(by=karen, question="Fortrudt spørgsmål?", place="Fortrudtsted", point=(56.1, 9.1))
    challenges.withdraw_challenge(by=by, challenge_id=question.pk)
    perspective = make_perspective(public, by=karen, body="Fortrudtord.")
    challenges.withdraw_perspective(by=by, perspective_id=perspective.pk)
    proposal = make_proposal(public, by=karen, title="Fortrudt forslag", body="Fortrudt i flere ord.")
    proposals.withdraw_proposal(by=by, proposal_id=proposal.pk)
    promise = make_pledge(there.things["proposal:own"], by=karen, body="Fortrudt bidrag")
    proposals.withdraw_pledge(by=by, pledge_id=promise.pk)


@pytest.mark.parametrize(("channel", "roles"), [("every address", (role,)) for role in WALKERS] + OTHER_CHANNELS)
def test_met_nowhere(channel, roles, everything):
    """Most with all roles in one test: making everything gone takes longer than looking for it."""
    met = {
        f"{role} at {place}: {word}"
        for role in roles
        for place, text in CHANNELS[channel](everything, role)
        for word in GONE
        if word in text and not may_meet(role, word, place, everything)
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
