"""The verbs about pledges."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.actions import add_body, add_member
from samspil.actors.models import Actor, Role
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.moderation.actions import hide
from samspil.proposals.actions import (
    pledge,
    withdraw_pledge,
)
from samspil.proposals.models import Pledge
from tests.factories import (
    make_actor,
    make_person,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
TEXTS = {"title": "En plads i båden", "body": "Torsdage ved åen."}


def letters(prefix: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(dedupe_key__startswith=prefix).values_list("to", flat=True))


# --- pledges --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["time", "place", "knowledge", "equipment"])
def test_pledge_of_anything_but_money_has_no_amount(karen, kind):
    call = {"by": viewer(karen), "proposal_id": make_proposal().pk, "kind": kind, "body": " 4\nchauffører "}
    assert problems(pledge, **call, amount=500) == {"amount"}, "an amount is not thrown away in silence"
    promise = pledge(**call)
    assert (promise.kind, promise.body, promise.amount, promise.author) == (kind, "4 chauffører", None, karen)


@pytest.mark.parametrize("amount", [None, 0, -5, 100_000_001, 10**30])
def test_pledge_of_money_needs_an_amount_that_makes_sense(karen, amount):
    call = {"proposal_id": make_proposal().pk, "kind": "money", "body": "Til garn", "amount": amount}
    assert problems(pledge, by=viewer(karen), **call) == {"amount"}
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"kind": "love"}, {"kind"}),
        ({"kind": ""}, {"kind"}),
        ({"body": ""}, {"body"}),
        ({"body": "x" * 201}, {"body"}),
        ({"body": CPR}, {"body"}),
    ],
)
def test_pledge_with_bad_words_is_refused_at_the_field(karen, facts, fields):
    call = {"proposal_id": make_proposal().pk, "kind": "time", "body": "En time", **facts}
    assert problems(pledge, by=viewer(karen), **call) == fields


def test_nobody_pledges_nothing():
    proposal = make_proposal()
    with pytest.raises(Refused):
        pledge(by=NOBODY, proposal_id=proposal.pk, kind="time", body="En time")


def test_company_pledges_its_own_money_without_a_limit():
    company = make_actor(kind="company")
    owner = make_person(member_of=company)
    promise = make_pledge(make_proposal(), by=owner, speaks_as=company.pk, kind="money", amount=90_000_000)
    assert (promise.actor, promise.amount) == (company, 90_000_000)


def municipal(person, actor, amount) -> bool:
    """Whether ``person`` may pledge ``amount`` of the municipality's money in the name of ``actor``."""
    call = {"proposal_id": make_proposal().pk, "kind": "money", "body": "Fra os", "amount": amount}
    by = viewer(person)
    try:
        pledge(by=by, speaks_as=actor.pk, **call)
    except ValidationError as refused:
        return "amount" not in refused.message_dict
    return True


@pytest.mark.parametrize(("amount", "allowed"), [(1, True), (25_000, True), (25_001, False), (99_000_000, False)])
def test_municipal_money_stays_within_the_amount_of_the_role(lene, unit, amount, allowed):
    assert municipal(lene, unit.actor, amount) is allowed


def test_municipal_money_is_pledged_by_leaders_of_the_line_alone(lene, mette, unit):
    add_member(by=SYSTEM, person=mette, actor=unit.parent.actor, speaks_for=True)
    chief = make_person(role="leader", scope=unit.parent, amount=100_000, member_of=unit.actor)
    beside = make_person(role="leader", scope=make_unit(), amount=100_000, member_of=unit.actor)
    poor = make_person(role="leader", scope=unit, member_of=unit.actor)
    spent = {person: municipal(person, unit.actor, 1_000) for person in (lene, chief, beside, poor, mette)}
    assert spent == {lene: True, chief: True, beside: False, poor: False, mette: False}
    assert not municipal(mette, unit.parent.actor, 1_000)


def test_municipal_money_of_a_leader_who_left_is_refused(lene, unit):
    Role.objects.filter(person=lene).update(until=clock.today() - timedelta(days=1))
    assert not municipal(lene, unit.actor, 1)


@pytest.mark.parametrize("kind", ["body", "project"])
def test_municipal_money_of_bodies_and_projects_is_no_loophole(karen, kind):
    actor = (
        add_body(by=SYSTEM, name="Gruppen", body_kind="technology_group", powers=("advise",)).actor
        if kind == "body"
        else make_actor(kind="project")
    )
    add_member(by=SYSTEM, person=karen, actor=actor, speaks_for=True)
    assert not municipal(karen, actor, 1)


def test_municipality_pledges_time_and_place_without_a_limit(mette, unit):
    promise = make_pledge(make_proposal(), by=mette, speaks_as=unit.pk, kind="place", body="Køkkenet om aftenen")
    assert promise.actor == unit.actor


def test_pledge_is_taken_back_by_those_it_belongs_to(kurt, karen, lene, birthe):
    anglers = Actor.objects.get(name="Engbæk Lystfiskerforening")
    fellow = make_person(member_of=anglers)
    promise = make_pledge(make_proposal(by=karen), by=kurt, speaks_as=anglers.pk)
    for person in (karen, lene, birthe):
        with pytest.raises(Refused):
            withdraw_pledge(by=viewer(person), pledge_id=promise.pk)
    assert withdraw_pledge(by=viewer(fellow), pledge_id=promise.pk).withdrawn_at
    with pytest.raises(Refused):
        withdraw_pledge(by=viewer(kurt), pledge_id=promise.pk)


def test_pledge_on_something_hidden_is_not_found(karen, birthe):
    proposal = make_proposal()
    promise = make_pledge(proposal, by=karen)
    hide(by=viewer(birthe), subject_id=proposal.pk, reason="En fejl.")
    with pytest.raises(NotFound):
        pledge(by=viewer(karen), proposal_id=proposal.pk, kind="time", body="En time")
    with pytest.raises(NotFound):
        withdraw_pledge(by=viewer(karen), pledge_id=promise.pk)
