"""The business case in the row of the criterion that is worked out: only when it is locked, three accounts apart."""

from decimal import Decimal

import pytest
from django.urls import reverse

from samspil.business_cases import actions as business_cases
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide
from samspil.responses.queries import money_behind
from samspil.trials.models import Trial
from tests.assessments.making import counted, make_assessment
from tests.business_cases.making import make_case, make_synthetic, staff, write
from tests.factories import make_person, make_unit, viewer
from tests.technologies.making import make_technology


def page_of(client, assessment):
    page = client.get(reverse("responses:result", args=[assessment.pk])).content.decode()
    return page.split("6.2 ")[1].split("</tbody>")[0]


def locked(case, by):
    business_cases.lock_case(by=viewer(by), case_id=case.pk)
    case.refresh_from_db()
    return case


@pytest.mark.capability("C55")
def test_assessment_without_a_case_says_so_without_blame(birthe, client):
    assessment = counted(by=birthe)
    assert money_behind(assessment, NOBODY) == []
    assert "Ingen business case. Det er frivilligt at regne på det." in page_of(client, assessment)


def test_unlocked_case_is_linked_and_tells_no_figure(birthe, client, unit):
    assessment = counted(by=birthe, unit=unit)
    case = make_synthetic(unit=unit, about=assessment)
    row = page_of(client, assessment)
    assert reverse("business_cases:page", args=[case.pk]) in row
    assert "Ikke låst" in row
    assert "kr." not in row


@pytest.mark.capability("C55")
def test_locked_case_tells_its_three_accounts_apart(birthe, client, unit):
    assessment = counted(by=birthe, unit=unit)
    by = staff(unit)
    case = make_synthetic(unit=unit, about=assessment, by=by, capacity_share=Decimal(20))
    write(case, "quality", title="Mere privatliv på badet", text="Ingen hjælper med toiletbesøg.")
    leader = make_person(role="leader", scope=unit, amount=1_000_000)
    locked(case, leader)
    [told] = money_behind(assessment, NOBODY)
    assert told.cash.shown.endswith("912.437 kr.")  # nobody has signed: the hours are no money
    assert not told.is_signed
    row = page_of(client, assessment)
    for part in ("Kasse", "912.437 kr.", "Kapacitet", "Kvalitet", "Mere privatliv på badet", "Ingen har skrevet under"):
        assert part in row
    assert "Ikke låst" not in row


def test_signed_hours_are_money_on_the_result_too(birthe, unit):
    assessment = counted(by=birthe, unit=unit)
    case = make_synthetic(unit=unit, about=assessment)
    leader = make_person(role="leader", scope=unit, amount=1_000_000)
    business_cases.sign_case(by=viewer(leader), case_id=case.pk)
    locked(case, leader)
    [told] = money_behind(assessment, NOBODY)
    assert told.cash.shown == "846.553 kr."
    assert told.is_signed


def test_only_cases_that_are_this_assessments_money_stand_here(birthe, unit):
    technology = make_technology(by=birthe)
    assessment = make_assessment(by=birthe, technology=technology, unit=unit)
    other = make_unit("Hjemmeplejen Syd")
    mine = make_case(unit=unit, about=technology)
    make_case(unit=other, about=technology)  # another unit's money
    make_case(unit=unit, about=make_technology(by=birthe, title="Noget andet"))
    gone = make_case(unit=unit, about=assessment)
    business_cases.withdraw_case(by=viewer(gone.author), case_id=gone.pk)
    own = make_case(unit=unit, about=assessment)
    assert [told.case.pk for told in money_behind(assessment, NOBODY)] == [own.pk, mine.pk]
    assert Trial.objects.count() == 0


def test_result_with_locked_cases_costs_fifteen_queries_at_most(birthe, unit, client, django_assert_max_num_queries):
    assessment = counted(by=birthe, unit=unit, says={"citizen": "-1", "employee": "2", "organisation": "1"})
    leader = make_person(role="leader", scope=unit, amount=1_000_000)
    for _each in range(3):
        locked(make_synthetic(unit=unit, about=assessment), leader)
    with django_assert_max_num_queries(15):
        client.get(reverse("responses:result", args=[assessment.pk]))


def test_unit_that_was_hidden_is_not_named_beside_its_case(birthe, client, unit):
    assessment = counted(by=birthe, unit=unit)
    make_synthetic(unit=unit, about=assessment)
    assert unit.actor.name in page_of(client, assessment)
    hide(by=viewer(birthe), subject_id=unit.pk, reason="Enheden er nedlagt.")
    assert unit.actor.name not in page_of(client, assessment)
