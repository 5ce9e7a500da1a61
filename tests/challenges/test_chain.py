"""Who holds the chain, and who defined the problems."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.challenges.chain import chain_of, hold, release, side, who_holds
from samspil.challenges.models import ChainLink, ChainStep
from samspil.foundation import subjects
from samspil.foundation.viewer import NOBODY
from samspil.proposals.actions import edit_proposal, withdraw_proposal
from tests.factories import make_actor, make_challenge, make_person, make_proposal, viewer

pytestmark = pytest.mark.django_db


def held(challenge, who=NOBODY) -> dict[str, tuple[list[str], str]]:
    return {step.step: (step.names, step.sphere) for step in chain_of(challenge.subject, who).steps}


@pytest.mark.parametrize(
    ("spheres", "expected"),
    [
        (set(), "none"),
        ({"municipality"}, "municipality"),
        ({"civil_society"}, "society"),
        ({"market", "other_public"}, "society"),
        ({"municipality", "market"}, "together"),
    ],
)
def test_side_of_the_table(spheres, expected):
    assert side(spheres) == expected


@pytest.mark.capability("C20")
def test_chain_names_who_saw_and_who_devised(karen, mette, kurt):
    challenge = make_challenge(by=karen)
    make_proposal(challenge, by=mette, delivers=[make_actor().pk])
    make_proposal(challenge, by=kurt)
    make_proposal(challenge, by=kurt)
    make_proposal(make_challenge(), by=make_person())
    assert held(challenge) == {
        "identified": (["Karen"], "society"),
        "devised": (["Mette Skov", "Kurt"], "together"),
        "delivered": ([], "none"),  # agreed with a trial, not with a wish
        "assessed": ([], "none"),
    }


@pytest.mark.capability("C05")
@pytest.mark.capability("C20")
def test_chain_of_a_proposal_tells_who_saw_devised_and_would_deliver(karen, kurt, unit):
    anglers = next(iter(viewer(kurt).speaks_for))
    challenge = make_challenge(by=karen)
    proposal = make_proposal(challenge, by=kurt, speaks_as=anglers, delivers=[unit.pk, anglers])
    chain = held(proposal)
    assert chain["identified"] == (["Karen"], "society")
    assert chain["devised"] == (["Engbæk Lystfiskerforening"], "society")
    assert (set(chain["delivered"][0]), chain["delivered"][1]) == (
        {"Hjemmeplejen Nord", "Engbæk Lystfiskerforening"},
        "together",
    )


@pytest.mark.capability("C20")
def test_chain_of_a_proposal_without_a_challenge_begins_with_who_proposed(kurt):
    assert held(make_proposal(by=kurt))["identified"] == (["Kurt"], "society")


@pytest.mark.capability("C20")
def test_whole_chain_in_the_municipality_is_flagged(mette, unit):
    challenge = make_challenge(by=mette)
    proposal = make_proposal(challenge, by=mette)

    def flagged() -> bool:
        return chain_of(proposal.subject, NOBODY).is_all_municipal

    assert not flagged()
    edit_proposal(by=viewer(mette), proposal_id=proposal.pk, delivers=[unit.pk])
    assert flagged()
    hold(proposal.subject, ChainStep.ASSESSED, [make_actor()])
    assert flagged()
    edit_proposal(by=viewer(mette), proposal_id=proposal.pk, delivers=[unit.pk, make_actor().pk])
    assert not flagged()


@pytest.mark.capability("C20")
def test_chain_with_one_link_outside_is_not_flagged(karen, mette, unit):
    for seen_by, devised_by in ((karen, mette), (mette, karen)):
        proposal = make_proposal(make_challenge(by=seen_by), by=devised_by, delivers=[unit.pk])
        assert not chain_of(proposal.subject, NOBODY).is_all_municipal


def test_chain_leaves_out_what_the_reader_may_not_read(karen, kurt):
    challenge = make_challenge(by=karen)
    hidden = make_proposal(challenge, by=kurt)
    subjects.set_hidden(hidden.subject, timezone.now())
    assert held(challenge)["devised"] == ([], "none")


def test_chain_lets_go_of_a_proposal_taken_back(karen, kurt):
    challenge = make_challenge(by=karen)
    proposal = make_proposal(challenge, by=kurt, delivers=[make_actor().pk])
    withdraw_proposal(by=viewer(kurt), proposal_id=proposal.pk)
    assert set(ChainLink.objects.values_list("subject", "step")) == {(challenge.pk, "identified")}


def test_hold_twice_is_hold_once():
    challenge, actor = make_challenge(), make_actor()
    for _time in range(2):
        hold(challenge.subject, ChainStep.DELIVERED, [actor, actor])
    assert ChainLink.objects.filter(step="delivered").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ChainLink.objects.create(subject=challenge.subject, step="delivered", actor=actor, sphere="market")


def test_release_of_a_step_leaves_the_others():
    challenge, actor = make_challenge(), make_actor()
    for step in ChainStep:
        hold(challenge.subject, step, [actor])
    release(challenge.subject, ChainStep.DEVISED)
    assert set(ChainLink.objects.filter(actor=actor).values_list("step", flat=True)) == {
        "identified",
        "delivered",
        "assessed",
    }


def test_chain_is_one_query(django_assert_num_queries):
    challenge = make_challenge()
    for _number in range(3):
        make_proposal(challenge)
    with django_assert_num_queries(1):
        chain_of(challenge.subject, NOBODY)


@pytest.fixture
def everywhere(karen, kurt, mette):
    """Challenges and proposals from all sides, some of which are not for everybody."""
    company = make_actor(kind="company")
    owner = make_person(member_of=company)
    for _number in range(2):
        make_proposal(make_challenge(by=karen), by=mette)
    make_proposal(make_challenge(by=owner, speaks_as=company.pk), by=kurt)
    make_challenge(by=mette)
    make_proposal(make_challenge(by=mette, audience="staff"), by=mette)
    make_challenge(by=mette, is_draft=True)
    hidden = make_challenge(by=kurt)
    make_proposal(hidden, by=kurt)
    subjects.set_hidden(hidden.subject, timezone.now())


@pytest.mark.capability("C19")
def test_who_defined_the_problems_counts_what_one_reads(everywhere, mette):
    public = Counter({"civil_society": 2, "market": 1, "municipality": 1})
    assert who_holds(ChainStep.IDENTIFIED, "challenge", NOBODY) == public
    assert who_holds(ChainStep.IDENTIFIED, "challenge", viewer(mette)) == public + Counter(municipality=2)


@pytest.mark.capability("C05")
def test_who_devised_the_ways_counts_what_one_reads(everywhere, mette):
    public = Counter({"municipality": 2, "civil_society": 1})
    assert who_holds(ChainStep.DEVISED, "proposal", NOBODY) == public
    assert who_holds(ChainStep.DEVISED, "proposal", viewer(mette)) == public + Counter(municipality=1)


@pytest.mark.capability("C19")
def test_who_holds_of_nothing_is_nothing():
    assert who_holds(ChainStep.IDENTIFIED, "challenge", NOBODY) == Counter()
