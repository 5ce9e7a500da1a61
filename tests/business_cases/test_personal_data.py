"""What the copy of a person tells of business cases."""

import pytest

from samspil.business_cases import actions
from samspil.business_cases.personal_data import export
from samspil.foundation import clock, subjects
from tests.business_cases.making import make_synthetic, sign
from tests.factories import make_person, make_unit, viewer

pytestmark = pytest.mark.django_db


def test_the_copy_names_what_one_locked_and_no_case_that_is_hidden():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    leader = make_person(role="leader", scope=unit, amount=1_000_000)
    sign(case, leader)
    actions.lock_case(by=viewer(leader), case_id=case.pk)
    assert [(row.get("signed"), row.get("locked")) for row in export(leader.pk)] == [
        (case.title, None),
        (None, case.title),
    ]
    subjects.set_hidden(case.subject, clock.now())
    assert case.title not in str(export(leader.pk))
