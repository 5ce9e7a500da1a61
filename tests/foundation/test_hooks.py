"""The hooks: what the apps tell the floors below them."""

from collections import Counter
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import hooks, subjects
from samspil.foundation.models import Audience
from samspil.foundation.verbs import journal
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.moderation.actions import hide
from tests.factories import make_challenge, make_perspective, make_pledge, make_proposal, viewer

LISTS = ("navigation", "kinds", "panels", "badges", "phrases", "confirmables", "schedules", "capabilities")


@pytest.mark.parametrize(
    ("hook", "name"), [("kinds", "kind"), ("phrases", "verb"), ("confirmables", "name"), ("schedules", "name")]
)
def test_hook_names_are_used_once(hook, name):
    twice = [key for key, n in Counter(getattr(item, name) for item in hooks.all_of(hook)).items() if n > 1]
    assert twice == []


def test_hooks_with_an_order_come_in_it():
    for hook in ("navigation", "panels", "badges"):
        orders = [item.order for item in hooks.all_of(hook)]
        assert orders == sorted(orders)
        assert orders


def test_navigation_leads_to_pages():
    assert all(reverse(item.url_name).startswith("/") for item in hooks.all_of("navigation"))


def test_capabilities_lead_to_pages_and_carry_known_numbers():
    for capability in hooks.all_of("capabilities"):
        assert reverse(capability.url_name)
        assert capability.id in {f"C{number:02}" for number in range(1, 93)}
        assert capability.is_whole or capability.note


@pytest.mark.django_db
def test_address_is_the_own_page_or_a_place_on_the_context():
    challenge = make_challenge()
    perspective = make_perspective(challenge)
    reply = make_perspective(challenge, reply_to=perspective.pk)
    proposal = make_proposal(challenge)
    promise = make_pledge(proposal)
    page = f"/udfordringer/{challenge.pk}/"
    assert hooks.address(challenge.subject) == page
    assert hooks.address(perspective.subject) == f"{page}#s-{perspective.pk}"
    assert hooks.address(reply.subject).startswith(page)
    assert hooks.address(proposal.subject) == f"/forslag/{proposal.pk}/"
    assert hooks.address(promise.subject) == f"/forslag/{proposal.pk}/#s-{promise.pk}"


@pytest.mark.django_db
def test_address_of_an_unknown_kind_is_empty():
    assert hooks.address(subjects.create("nothing", title="?", by=None)) == ""


# --- the timeline ---------------------------------------------------------------------------------------------------


def lines(subject, who) -> list[str]:
    return [line.verb for line in hooks.timeline(subject, who)]


@pytest.mark.django_db
def test_timeline_has_everything_below_newest_first():
    challenge = make_challenge()
    perspective = make_perspective(challenge)
    make_perspective(challenge, reply_to=perspective.pk)
    make_pledge(make_proposal(challenge))
    make_challenge()
    assert lines(challenge.subject, NOBODY) == [
        "proposals.pledged",
        "proposals.proposed",
        "challenges.replied",
        "challenges.perspective_written",
        "challenges.raised",
    ]


@pytest.mark.django_db
def test_timeline_leaves_out_what_the_reader_may_not_read(birthe):
    challenge = make_challenge()
    perspective = make_perspective(challenge)
    make_perspective(challenge, reply_to=perspective.pk)
    hide(by=viewer(birthe), subject_id=perspective.pk, reason="Det er ikke til at have her.")
    assert lines(challenge.subject, NOBODY) == lines(challenge.subject, viewer(birthe)) == ["challenges.raised"]


@pytest.mark.django_db
def test_timeline_of_a_limited_subject_is_empty_for_others(mette):
    challenge = make_challenge(by=mette, audience="staff")
    make_perspective(challenge, by=mette)
    assert lines(challenge.subject, NOBODY) == []
    assert lines(challenge.subject, viewer(mette)) == ["challenges.perspective_written", "challenges.raised"]


@pytest.mark.django_db
def test_timeline_never_tells_what_is_not_for_the_public(birthe):
    challenge = make_challenge()
    perspective = make_perspective(challenge)
    hide(by=viewer(birthe), subject_id=perspective.pk, reason="En fejl.")
    subjects.set_hidden(perspective.subject, None)
    journal("nobody.knows", challenge.subject, by=SYSTEM)
    assert lines(challenge.subject, SYSTEM) == ["challenges.perspective_written", "challenges.raised"]


@pytest.mark.django_db
def test_timeline_stops_at_the_limit():
    challenge = make_challenge()
    for _number in range(4):
        journal("challenges.edited", challenge.subject, by=SYSTEM)
    assert len(hooks.timeline(challenge.subject, NOBODY, limit=3)) == 3


# --- badges ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_badges_come_for_all_rows_at_once(django_assert_num_queries):
    rows = [make_challenge() for _number in range(3)]
    make_perspective(rows[0])
    make_perspective(rows[0])
    make_proposal(rows[1])
    with django_assert_num_queries(3):  # what is seen, what is proposed, and what is daily practice
        remarks = hooks.badges("challenge", [row.pk for row in rows], NOBODY)
    assert remarks == {
        rows[0].pk: ["2 har fortalt, hvad de ser"],
        rows[1].pk: ["1 forslag"],
        rows[2].pk: [],
    }


@pytest.mark.django_db
def test_badges_do_not_count_what_is_hidden_or_taken_back(birthe, karen):
    challenge = make_challenge()
    hidden, _taken, proposal = (
        make_perspective(challenge),
        make_perspective(challenge, by=karen),
        make_proposal(challenge),
    )
    subjects.set_hidden(hidden.subject, timezone.now())
    subjects.set_hidden(proposal.subject, timezone.now())
    assert hooks.badges("challenge", [challenge.pk], NOBODY) == {challenge.pk: ["1 har fortalt, hvad de ser"]}


@pytest.mark.django_db
def test_badges_do_not_count_for_those_who_may_not_read():
    challenge = make_challenge()
    make_perspective(challenge)
    subjects.set_audience(challenge.subject, Audience.STAFF)
    assert hooks.badges("challenge", [challenge.pk], NOBODY) == {challenge.pk: []}


@pytest.mark.django_db
def test_badges_of_no_rows_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert hooks.badges("challenge", [], NOBODY) == {}
    assert hooks.badges("unheard of", [key := uuid4()], NOBODY) == {key: []}


def test_what_hangs_on_a_page_is_asked_once_per_request(rf, db, django_assert_num_queries):
    challenge = make_challenge()
    make_pledge(make_proposal(challenge))
    request = rf.get("/")
    with django_assert_num_queries(1):
        assert hooks.parts_on(request, challenge.subject) == {"challenge", "proposal", "pledge"}
        assert hooks.parts_on(request, challenge.subject) == {"challenge", "proposal", "pledge"}
    assert hooks.parts_on(rf.get("/"), make_challenge().subject) == {"challenge"}
