"""What a viewer is, without a query."""

from uuid import uuid4

import pytest

from samspil.foundation.viewer import NOBODY, SYSTEM, Grant, Viewer

UNIT, ABOVE, BESIDE = uuid4(), uuid4(), uuid4()


def holding(*grants: Grant) -> Viewer:
    return Viewer(person_id=uuid4(), grants=frozenset(grants))


@pytest.mark.parametrize(
    ("kind", "is_staff"),
    [("coordinator", True), ("leader", True), ("employee", True), ("administrator", True), ("councillor", False)],
)
def test_councillors_are_elected_and_not_staff(kind, is_staff):
    assert holding(Grant(kind)).is_staff is is_staff


def test_nobody_is_unknown_and_holds_nothing():
    assert (NOBODY.is_known, NOBODY.is_staff, NOBODY.readers, NOBODY.grants) == (False, False, frozenset(), frozenset())


def test_system_is_staff_but_nobody_in_person():
    assert (SYSTEM.is_known, SYSTEM.is_staff) == (False, True)


@pytest.mark.parametrize(
    ("grant", "leads"),
    [
        (Grant("leader", UNIT), True),
        (Grant("leader", ABOVE), True),
        (Grant("leader"), True),
        (Grant("leader", BESIDE), False),
        (Grant("coordinator", UNIT), False),
        (Grant("employee", UNIT), False),
    ],
)
def test_leads_the_own_unit_and_those_below(grant, leads):
    assert holding(grant).leads((UNIT, ABOVE)) is leads


def test_leads_nothing_in_an_empty_line():
    assert not holding(Grant("leader", UNIT)).leads(())


def test_holds_any_of_the_kinds():
    assert holding(Grant("councillor")).holds("leader", "councillor")
    assert not holding(Grant("councillor")).holds("leader")
