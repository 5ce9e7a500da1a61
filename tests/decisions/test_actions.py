"""Who decides: the owning unit within its amount, and nobody else (rules of power 1 and 2)."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.decisions.actions import decide
from samspil.decisions.models import Case, Decision
from samspil.decisions.queries import decisions_of
from samspil.foundation import clock, subjects
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import NOBODY, SYSTEM
from tests.factories import make_actor, make_person, make_proposal, make_unit, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
YES = {"matter": "approval", "outcome": "yes", "reason": "Det koster lidt og lærer os meget.", "interest": "none"}


@pytest.fixture
def case(unit) -> Case:
    return Case(subject=make_proposal(unit=unit).subject, unit=unit, amount=10_000)


def test_leader_of_the_unit_decides_within_the_amount(case, lene):
    decision = decide(by=viewer(lene), case=case, **YES)
    assert (decision.by, decision.unit, decision.amount, decision.interest) == (lene, case.unit, 10_000, "none")
    assert list(decisions_of([case.subject.pk], viewer(lene))) == [decision]


def test_leader_of_the_unit_above_decides(case):
    above = make_person(role="leader", scope=case.unit.parent, amount=50_000)
    assert decide(by=viewer(above), case=case, **YES).by == above


def test_amount_above_the_limit_is_refused_in_words(case, lene):
    with pytest.raises(ValidationError) as refused:
        decide(by=viewer(lene), case=replace(case, amount=25_001), **YES)
    assert "25.001" in refused.value.messages[0]
    assert not Decision.objects.exists()


def test_leader_without_an_amount_spends_nothing(case):
    leader = viewer(make_person(role="leader", scope=case.unit))
    with pytest.raises(ValidationError):
        decide(by=leader, case=replace(case, amount=1), **YES)
    assert decide(by=leader, case=replace(case, amount=0), **YES).amount is None


@pytest.mark.parametrize("who", ["birthe", "mette", "jens", "karen", "kurt"])
def test_others_do_not_decide_for_the_unit(request, case, who):
    with pytest.raises(Refused):
        decide(by=viewer(request.getfixturevalue(who)), case=case, **YES)


@pytest.mark.parametrize("by", [NOBODY, SYSTEM])
def test_neither_strangers_nor_the_installation_decide(case, by):
    with pytest.raises(Refused):
        decide(by=by, case=case, **YES)


def test_leader_of_another_department_does_not_decide(case):
    other = make_person(role="leader", scope=make_unit(), amount=1_000_000)
    with pytest.raises(Refused):
        decide(by=viewer(other), case=case, **YES)


def test_leader_below_does_not_decide_for_the_unit_above(case, lene):
    with pytest.raises(Refused):
        decide(by=viewer(lene), case=replace(case, unit=case.unit.parent), **YES)


def test_host_does_not_decide_however_high(case, lene):
    with pytest.raises(Refused):
        decide(by=viewer(lene), case=replace(case, hosts=frozenset({lene.pk})), **YES)


def test_leader_who_speaks_for_a_party_does_not_decide(case):
    anglers = make_actor()
    both = make_person(role="leader", scope=case.unit, amount=50_000, member_of=anglers)
    with pytest.raises(Refused):
        decide(by=viewer(both), case=replace(case, parties=frozenset({anglers.pk})), **YES)


def test_named_deputy_decides_what_costs_nothing(case, mette):
    asked = replace(case, amount=0, deputies=frozenset({mette.pk}))
    assert decide(by=viewer(mette), case=asked, **YES).by == mette
    with pytest.raises(ValidationError):
        decide(by=viewer(mette), case=replace(asked, amount=500), **YES)


def test_what_no_unit_owns_is_decided_by_those_who_carry_it(case, kurt, lene, birthe):
    anglers = viewer(kurt).speaks_for
    ours = replace(case, unit=None, amount=0, carriers=frozenset(anglers))
    assert decide(by=viewer(kurt), case=ours, **YES).unit is None
    for other in (lene, birthe):
        with pytest.raises(Refused):
            decide(by=viewer(other), case=ours, **YES)


def test_hidden_case_is_not_decided(case, lene):
    subjects.set_hidden(case.subject, clock.now())
    with pytest.raises(Refused):
        decide(by=viewer(lene), case=case, **YES)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "Hun hedder 010190-1234"}, "reason"),
        ({"interest": "huge"}, "interest"),
        ({"interest": ""}, "interest"),
        ({"interest": "small"}, "interest_note"),
        ({"interest": "small", "interest_note": "x" * 301}, "interest_note"),
        ({"matter": "anything"}, "matter"),
    ],
)
def test_incomplete_decision_names_the_field(case, lene, change, field):
    assert problems(decide, by=viewer(lene), case=case, **{**YES, **change}) == {field}
    assert not Decision.objects.exists()


def test_database_holds_the_statement_on_interests(case, lene):
    decision = decide(by=viewer(lene), case=case, **{**YES, "interest": "small", "interest_note": "Min bror er med."})
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(interest_note="")


def test_later_decision_stands_above_the_earlier(case, lene):
    first = decide(by=viewer(lene), case=case, **YES)
    second = decide(by=viewer(lene), case=case, **{**YES, "outcome": "no"})
    assert list(decisions_of([case.subject.pk], viewer(lene))) == [second, first]
