"""The minutes ledger and the rates: no minute twice, and nothing changes backwards."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction

from samspil.business_cases import actions, keeping, ledger, queries
from samspil.business_cases.models import CareTask, CaseLine, Norm
from samspil.business_cases.norms import norms_on
from samspil.foundation import clock, subjects
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import SYSTEM
from samspil.moderation import actions as moderation
from tests.business_cases.making import TOLD, D, make_case, make_pay, make_task, staff, write_time
from tests.factories import make_person, make_unit, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def task(unit):
    return make_task(unit=unit)  # 93,600 minutes a year


def claimed(task: CareTask) -> object:
    return ledger.claimed_of([task.pk]).get(task.pk, 0)


def test_two_cases_cannot_claim_the_same_minutes(unit, task):
    first, second = (make_case(unit=unit) for _number in range(2))
    one = write_time(first, task_id=task.pk)  # 80,808
    two = write_time(second, task_id=task.pk)
    assert (one.claimed_minutes, two.claimed_minutes) == (D("80808"), D("12792"))
    assert claimed(task) == task.granted
    assert queries.reckoned(second).proposed.times[0].hours == D("213.2")
    actions.remove_line(by=viewer(first.author), line_id=one.pk)
    again = actions.edit_line(
        by=viewer(second.author),
        line_id=two.pk,
        task_id=task.pk,
        **TOLD,
        **{name: getattr(two, name) for name in ("title", *actions.TIME)},
    )
    assert again.claimed_minutes == D("80808")


def test_two_lines_of_one_case_neither(unit, task):
    case = make_case(unit=unit)
    write_time(case, task_id=task.pk)
    write_time(case, task_id=task.pk)
    assert claimed(task) == task.granted


def test_slower_work_claims_nothing(unit, task):
    line = write_time(make_case(unit=unit), task_id=task.pk, minutes_after=D(90))
    assert line.claimed_minutes == 0
    assert queries.reckoned(line.case).proposed.times[0].hours < 0


def test_a_line_that_leaves_its_task_lets_its_minutes_go(unit, task):
    line = write_time(make_case(unit=unit), task_id=task.pk)
    facts = {name: getattr(line, name) for name in ("title", *actions.TIME)}
    line = actions.edit_line(by=viewer(line.case.author), line_id=line.pk, task_id=None, **facts, **TOLD)
    assert line.claimed_minutes is None
    assert claimed(task) == 0


def test_a_hidden_case_keeps_no_minutes_from_others(unit, task):
    first, second = (make_case(unit=unit) for _number in range(2))
    one = write_time(first, task_id=task.pk)
    coordinator = viewer(make_person(role="coordinator"))
    hiding = moderation.hide(by=coordinator, subject_id=first.pk, reason="Den nævner en borger.")
    assert claimed(task) == 0
    assert write_time(second, task_id=task.pk).claimed_minutes == D("80808")
    # What somebody else has taken meanwhile is not there twice when the case comes back.
    moderation.show_again(by=coordinator, hiding_id=hiding.pk)
    one.refresh_from_db()
    assert (one.claimed_minutes, claimed(task)) == (0, D("80808"))


def test_what_nobody_took_is_there_when_a_hidden_case_comes_back(unit, task):
    case = make_case(unit=unit)
    write_time(case, task_id=task.pk)
    by, facts = viewer(staff(unit)), {name: getattr(task, name) for name in keeping.FACTS}
    coordinator = viewer(make_person(role="coordinator"))
    for minutes, left in ((D(60), D("80808")), (D(51), 0)):
        hiding = moderation.hide(by=coordinator, subject_id=case.pk, reason="Den nævner en borger.")
        keeping.edit_care_task(by=by, task_id=task.pk, **{**facts, "minutes": minutes})
        moderation.show_again(by=coordinator, hiding_id=hiding.pk)
        assert claimed(task) == left


def test_a_locked_case_that_is_hidden_keeps_the_minutes_its_frozen_figures_count(unit, task):
    first, second = (make_case(unit=unit) for _number in range(2))
    one = write_time(first, task_id=task.pk)
    actions.lock_case(by=viewer(staff(unit, "leader")), case_id=first.pk)
    hiding = moderation.hide(
        by=viewer(make_person(role="coordinator")), subject_id=first.pk, reason="Den nævner en borger."
    )
    two = write_time(second, task_id=task.pk)
    assert (two.claimed_minutes, claimed(task)) == (D("12792"), task.granted)
    moderation.show_again(by=viewer(make_person(role="coordinator")), hiding_id=hiding.pk)
    one.refresh_from_db()
    assert (one.claimed_minutes, claimed(task)) == (D("80808"), task.granted)


def test_what_is_removed_or_taken_back_takes_no_minutes_from_a_hidden_case(unit, task):
    first, second = (make_case(unit=unit) for _number in range(2))
    gone, one = (write_time(first, task_id=task.pk, citizens=D(10)) for _number in range(2))
    withdrawn = make_case(unit=unit)
    write_time(withdrawn, task_id=task.pk, citizens=D(10))
    actions.remove_line(by=viewer(first.author), line_id=gone.pk)
    actions.withdraw_case(by=viewer(withdrawn.author), case_id=withdrawn.pk)
    for case in (first, withdrawn):
        subjects.set_hidden(case.subject, clock.now())
    two = write_time(second, task_id=task.pk, citizens=D(10))
    one.refresh_from_db()
    assert one.claimed_minutes == two.claimed_minutes == D("26936")  # four times that is more than there is


def test_tasks_of_other_units_are_not_offered(unit):
    part, other = make_unit(parent=unit), make_unit()
    own, below, strange = make_task(unit=unit), make_task(unit=part), make_task(unit=other)
    case = make_case(unit=unit)
    assert {row.pk for row in queries.tasks_for(unit, viewer(case.author))} == {own.pk, below.pk}
    assert write_time(case, task_id=own.pk).task == own
    write_time(case, task_id=below.pk)
    with pytest.raises(ValidationError):
        write_time(case, task_id=strange.pk)


def test_what_is_granted_is_never_less_than_what_is_claimed(unit, task):
    write_time(make_case(unit=unit), task_id=task.pk)
    by = viewer(staff(unit))
    facts = {name: getattr(task, name) for name in keeping.FACTS}
    with pytest.raises(ValidationError, match="80.808 minutter"):
        keeping.edit_care_task(by=by, task_id=task.pk, **{**facts, "minutes": D(51)})
    with pytest.raises(ValidationError):
        keeping.remove_care_task(by=by, task_id=task.pk)
    with pytest.raises(Stale):
        keeping.edit_care_task(by=by, task_id=task.pk, expected_version=9, **facts)
    edited = keeping.edit_care_task(by=by, task_id=task.pk, **{**facts, "minutes": D(52)})
    assert edited.granted == D(81_120)


def test_who_keeps_the_ledger(unit, task):
    for who in (make_person(), staff(make_unit())):
        with pytest.raises((NotFound, Refused)):
            keeping.remove_care_task(by=viewer(who), task_id=task.pk)
    with pytest.raises(Refused):
        make_task(by=make_person(), unit=unit)
    with pytest.raises(Refused):
        make_task(by=staff(make_unit()), unit=unit)
    keeping.remove_care_task(by=viewer(staff(unit, "leader")), task_id=task.pk)
    assert not queries.care_tasks(viewer(staff(unit))).exists()
    with pytest.raises(Refused):
        keeping.remove_care_task(by=viewer(staff(unit, "leader")), task_id=task.pk)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"minutes": D(0)}, "minutes"),
        ({"citizens": None}, "citizens"),
        ({"title": ""}, "title"),
        ({"source": ""}, "source"),
    ],
)
def test_tasks_that_cannot_be(unit, facts, field):
    with pytest.raises(ValidationError) as problem:
        make_task(unit=unit, **facts)
    assert field in problem.value.message_dict


def test_the_database_knows_that_a_claim_is_of_a_task(unit):
    line = write_time(make_case(unit=unit))
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLine.objects.filter(pk=line.pk).update(claimed_minutes=5)


@pytest.mark.django_db(transaction=True)
def test_those_who_ask_at_once_get_what_there_is_and_no_more():
    unit = make_unit()
    task = make_task(unit=unit)
    cases = [make_case(unit=unit) for _number in range(4)]
    people = [viewer(case.author) for case in cases]
    gate, problems = threading.Barrier(len(cases)), []
    facts = {"citizens": D(30), "occasions": D(52), "staff_before": D(1), "staff_after": D(1)}
    facts |= {"minutes_before": D(20), "minutes_after": D(0), "hourly_pay": D(380), "title": "På én gang", **TOLD}

    def ask(number: int) -> None:
        gate.wait()
        try:
            actions.write_line(by=people[number], case_id=cases[number].pk, kind="time", task_id=task.pk, **facts)
        except Exception as problem:
            problems.append(problem)
        connections.close_all()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(len(cases))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    got = sorted(CaseLine.objects.values_list("claimed_minutes", flat=True))
    assert got == [0, 31_200, 31_200, 31_200]
    assert claimed(task) == task.granted


# --- rates ------------------------------------------------------------------------------------------------------------


def test_what_comes_with_the_house():
    today = queries.norms(clock.today())
    assert [step.rate for step in today.rates] == [D("0.035"), D("0.025"), D("0.015")]
    assert [norm.value for norm in today.hours] == [1924, 1739, 1702]
    assert today.tax_factor.value == D("1.28")
    assert today.pay == {}
    assert all(norm.source for norm in (*today.hours, *today.used))
    assert norms_on(date(2000, 1, 1), []).discount.value == D("3.5")


def test_the_newest_that_holds_on_the_day():
    day = clock.today()
    make_pay(yearly=400_000, hours=1_000, valid_from=day - timedelta(days=30))
    make_pay(yearly=500_000, hours=1_000, valid_from=day)
    make_pay(yearly=600_000, hours=1_000, valid_from=day + timedelta(days=30))
    assert queries.norms(day - timedelta(days=1)).hourly("Assistent") == 400
    assert queries.norms(day).hourly("Assistent") == 500
    assert queries.norms(day + timedelta(days=90)).hourly("Assistent") == 600
    assert queries.norms(day).hourly("Ukendt") is None


def test_administrators_keep_the_rates_and_nobody_else():
    facts = {"kind": "tax_factor", "value": D("1.3"), "valid_from": clock.today(), "source": "x"}
    for who in (make_person(role="coordinator"), make_person(role="leader"), make_person()):
        with pytest.raises(Refused):
            keeping.add_norm(by=viewer(who), **facts)
    norm = keeping.add_norm(by=viewer(make_person(role="administrator")), **facts)
    assert queries.norms(clock.today()).tax_factor.value == D("1.3")
    with pytest.raises(NotFound):
        keeping.add_norm(by=SYSTEM, **{**facts, "kind": "gold"})
    keeping.remove_norm(by=SYSTEM, norm_id=norm.pk)
    assert queries.norms(clock.today()).tax_factor.value == D("1.28")


def test_a_rate_somebody_has_reckoned_with_stays():
    norm = make_pay()
    make_case()
    with pytest.raises(ValidationError, match="regnet med"):
        keeping.remove_norm(by=SYSTEM, norm_id=norm.pk)
    assert Norm.objects.get().removed_at is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "pay", "name": "", "hours": D(1_300)}, "name"),
        ({"kind": "pay", "name": "A", "hours": None}, "hours"),
        ({"kind": "pay", "name": "Anna 010190-1234", "hours": D(1)}, "name"),
        ({"kind": "discount", "value": D(101)}, "value"),
        ({"kind": "hours", "name": "A", "value": D(9_000)}, "value"),
        ({"kind": "tax_factor", "value": D(0)}, "value"),
        ({"kind": "tax_factor", "source": ""}, "source"),
        ({"kind": "tax_factor", "valid_from": None}, "valid_from"),
    ],
)
def test_rates_that_cannot_be(facts, field):
    with pytest.raises(ValidationError) as problem:
        keeping.add_norm(by=SYSTEM, **{"value": D(1), "valid_from": clock.today(), "source": "x", **facts})
    assert field in problem.value.message_dict
