"""What may not be read stands on no paper, in no list that is taken along, in no feed and in no preview of a link."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.challenges import actions as challenges
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.models import Subject
from samspil.moderation import actions as moderation
from samspil.proposals import actions as proposals
from tests.factories import make_challenge, make_perspective, make_pledge, make_proposal, viewer
from tests.papers.reading import text_of
from tests.world import MAY_READ

pytestmark = pytest.mark.django_db

PAPERS = ("paper", "docx", "xlsx", "csv", "ics")
LISTS = ("challenges-csv", "challenges-xlsx", "proposals-csv", "proposals-xlsx", "feed-challenges", "feed-proposals")


def words_in(text: str) -> set[str]:
    return {word for word in MAY_READ if word in text}


def addresses(there, papers=PAPERS) -> list[str]:
    keys = [[thing.pk] for name, thing in there.things.items() if name.startswith("challenge:")]
    found = [reverse(f"papers:{name}", args=key) for name in papers for key in keys]
    found += [reverse(f"papers:{name}") for name in LISTS]
    return [*found, reverse("papers:challenges-csv") + "?trin=draft"]


def is_there(path: str, there, role: str) -> bool:
    """A list always is; a paper is there for those who may read its challenge, and for nobody else."""
    about = [thing for name, thing in there.things.items() if name.startswith("challenge:") and str(thing.pk) in path]
    return not about or Subject.objects.visible_to(there.viewer(role)).filter(pk=about[0].pk).exists()


# One role of each kind of reader there is; every page is walked by all ten.
READERS = ("visitor", "chair", "employee", "leader", "med", "coordinator")


@pytest.mark.parametrize("role", READERS)
def test_no_paper_holds_what_the_role_may_not_read(role, there):
    Challenge.objects.update(next_on=clock.today() + timedelta(days=3), host_until=clock.today() + timedelta(days=9))
    client = there.client(role)
    allowed = {word for word, roles in MAY_READ.items() if role in roles}
    leaks, met = {}, set()
    for path in addresses(there):
        response = client.get(path)
        assert response.status_code == (200 if is_there(path, there, role) else 404)
        if response.status_code == 200:
            found = words_in(text_of(response))
            met |= found
            if found - allowed:
                leaks[path] = found - allowed
    assert leaks == {}
    assert met == allowed


@pytest.mark.parametrize("role", ["visitor", "employee", "coordinator"])
def test_no_pdf_holds_what_the_role_may_not_read(role, there):
    """Apart, because a PDF takes its time."""
    client = there.client(role)
    allowed = {word for word, roles in MAY_READ.items() if role in roles}
    responses = [client.get(path) for path in addresses(there, ("pdf",)) if path.endswith(".pdf")]
    met = set().union(*(words_in(text_of(response)) for response in responses if response.status_code == 200))
    assert met == allowed


def test_feeds_are_the_same_for_everybody(there):
    for name in ("feed-challenges", "feed-proposals"):
        seen = {there.client(role).get(reverse(f"papers:{name}")).text for role in ("visitor", "employee", "leader")}
        assert len(seen) == 1
        assert words_in(seen.pop()) == {"Offentlig"}


def test_what_was_taken_back_is_gone_from_every_paper(client, karen, kurt):
    challenge = make_challenge(by=karen)
    said = make_perspective(challenge, by=karen, body="Fortrudtord om min mor.")
    make_perspective(challenge, by=kurt, reply_to=said.pk, body="Et svar, der bliver stående.")
    alone = make_perspective(challenge, by=kurt, body="Alenefortrudt.")
    way = make_proposal(challenge, by=karen, title="Fortrudtforslag")
    kept = make_proposal(challenge, by=kurt, title="Et forslag, der står")
    pledge = make_pledge(kept, by=karen, body="Fortrudtbidrag")
    challenges.withdraw_perspective(by=viewer(karen), perspective_id=said.pk)
    challenges.withdraw_perspective(by=viewer(kurt), perspective_id=alone.pk)
    proposals.withdraw_pledge(by=viewer(karen), pledge_id=pledge.pk)
    proposals.withdraw_proposal(by=viewer(karen), proposal_id=way.pk)
    for name in (*PAPERS, "pdf"):
        text = text_of(client.get(reverse(f"papers:{name}", args=[challenge.pk])))
        assert "ortrudt" not in text
        assert name == "ics" or "Et svar, der bliver stående." in text
    for name in LISTS:
        assert "ortrudt" not in text_of(client.get(reverse(f"papers:{name}")))


def test_withdrawn_challenge_leaves_lists_and_feeds(client, karen):
    challenge = make_challenge(by=karen, question="Fortrudtspørgsmål?")
    challenges.withdraw_challenge(by=viewer(karen), challenge_id=challenge.pk)
    assert client.get(reverse("papers:paper", args=[challenge.pk])).status_code == 404
    for name in LISTS:
        assert "Fortrudt" not in text_of(client.get(reverse(f"papers:{name}")))


def test_hidden_unit_is_named_on_no_paper(there):
    public = there.things["challenge:public"]
    page = reverse("papers:paper", args=[public.pk])
    assert "Hjemmeplejen Nord" in there.client("visitor").get(page).text
    moderation.hide(by=there.viewer("coordinator"), subject_id=there.things["unit"].pk, reason="Enheden er nedlagt.")
    for path in (page, reverse("papers:csv", args=[public.pk]), reverse("papers:challenges-csv")):
        assert "Hjemmeplejen Nord" not in there.client("visitor").get(path).text


def test_contact_data_stands_on_no_paper(there):
    addresses = {person.email for person in there.people.values()}
    for name in ("paper", "docx", "xlsx", "csv"):
        path = reverse(f"papers:{name}", args=[there.things["challenge:public"].pk])
        text = text_of(there.client("coordinator").get(path))
        assert not [address for address in addresses if address in text]


@pytest.mark.parametrize(
    ("name", "thing"),
    [("challenges:page", "challenge:public"), ("proposals:page", "proposal:own"), ("knowledge:page", "knowledge")],
)
def test_link_previews_tell_of_what_is_public(name, thing, there):
    text = there.client("visitor").get(reverse(name, args=there.key(thing))).text
    assert re.search(r'<meta property="og:title" content="Offentlig', text)
    assert re.search(r'<meta name="description" content="[^"]{5,}">', text)
    assert '<meta property="og:type" content="article">' in text


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("challenges:page", "challenge:staff"),
        ("challenges:page", "challenge:limited"),
        ("challenges:page", "challenge:draft"),
        ("proposals:page", "proposal:limited"),
    ],
)
def test_link_previews_tell_nothing_of_the_rest(name, thing, there):
    text = there.client("employee").get(reverse(name, args=there.key(thing))).text
    assert 'property="og:' not in text
    assert 'name="description"' not in text


def test_link_preview_of_a_withdrawn_proposal_is_empty(there):
    text = there.client("visitor").get(reverse("proposals:page", args=there.key("proposal:withdrawn"))).text
    assert 'property="og:' not in text
