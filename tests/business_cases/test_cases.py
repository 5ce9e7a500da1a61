"""The verbs about a case and its lines: who may, what is refused, three accounts, signing and locking."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspil.business_cases import actions, keeping, queries
from samspil.business_cases.models import BusinessCase, CaseLine, Signature
from samspil.business_cases.reckoning import yearly_of
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import erase_person
from samspil.moderation import actions as moderation
from tests.business_cases.making import (
    TOLD,
    D,
    assume,
    keys,
    make_case,
    make_pay,
    make_synthetic,
    make_task,
    sign,
    staff,
    write,
    write_time,
)
from tests.factories import make_person, make_proposal, make_unit, viewer

pytestmark = pytest.mark.django_db


# --- what counts ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C55")
def test_nothing_is_cashed_until_a_budget_owner_signs():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    before = queries.reckoned(case)
    assert round(before.counts.npv) == -912_437
    assert round(before.proposed.npv) == 846_553
    assert before.counts.capacity_hours == (0,) * 8
    assert yearly_of(before.proposed) == 255_892
    signature = sign(case, staff(unit, "leader", amount=300_000))
    assert signature.yearly == 255_892
    after = queries.reckoned(case)
    assert after.is_signed
    assert round(after.counts.npv) == 846_553


def test_cash_capacity_and_quality_stand_apart():
    unit = make_unit()
    case = make_case(unit=unit, years=2, capacity_share=D(60), capacity_plan="Flere bade.")
    write_time(case)
    write(case, "quality", title="Ro", text="Ingen løft om morgenen.")
    write(case, "citizen_cost", citizens=D(30), amount=D(900))
    sign(case, staff(unit, "leader"))  # no kroner leave the budget: any leader of the unit
    counts = queries.reckoned(case).counts
    assert counts.flows == (0, 0, 0)
    assert counts.capacity_hours == (D("808.08"),) * 2
    assert sum(counts.society) == -54_000
    assert "cost_shift" in keys(case)


def test_hours_may_be_priced_by_a_group_of_the_rates_and_a_cost_by_hours():
    make_pay()
    case = make_case()
    line = write_time(case, pay_group="Assistent", hourly_pay=None)
    write(case, "training", hours=D(100), pay_group="Assistent")
    write(case, "decommissioning", amount=D(7_000), year=5)
    counts = queries.reckoned(case).proposed
    assert counts.times[0].pay == D(400)
    assert [row.amount for row in counts.money] == [D(40_000), D(7_000)]
    assert counts.flows[0] == -40_000
    assert counts.flows[5] == -7_000
    assert line.key == counts.times[0].key


def test_a_shorter_case_still_pays_for_the_end():
    case = make_case(years=5)
    write(case, "decommissioning", amount=D(7_000), year=5)
    case = assume(case, case.author, years=2)
    assert queries.reckoned(case).proposed.flows == (0, 0, -7_000)


# --- who may ----------------------------------------------------------------------------------------------------------


def test_staff_of_the_unit_keep_it_and_others_read_it():
    unit, other = make_unit(), make_unit()
    case = make_case(unit=unit)
    for who in (staff(unit), staff(unit, "leader"), make_person(role="coordinator")):
        write_time(case, by=who)
    for who in (make_person(), staff(other), staff(other, "leader"), make_person(role="councillor")):
        with pytest.raises(Refused):
            write_time(case, by=who)
        with pytest.raises(Refused):
            actions.lock_case(by=viewer(who), case_id=case.pk)
        with pytest.raises(Refused):
            actions.withdraw_case(by=viewer(who), case_id=case.pk)
    with pytest.raises(Refused):
        actions.begin_case(by=viewer(make_person()), about_id=make_proposal().pk, unit_id=unit.pk, title="x")
    with pytest.raises(Refused):
        make_case(by=staff(other), unit=unit)


def test_only_pages_that_stand_take_a_case_and_only_units_there_are():
    unit = make_unit()
    by = staff(unit)
    for about in (unit.pk, "x", None):
        with pytest.raises(NotFound):
            actions.begin_case(by=viewer(by), about_id=about, unit_id=unit.pk, title="x")
    with pytest.raises(ValidationError) as problem:
        actions.begin_case(by=viewer(by), about_id=make_proposal(unit=unit).pk, unit_id="x", title="x")
    assert "unit_id" in problem.value.message_dict


def test_who_reads_the_page_reads_the_case_and_nobody_else():
    unit = make_unit()
    by = staff(unit)
    case = make_case(by=by, unit=unit, about=make_proposal(by=by, unit=unit, audience="staff"))
    assert not BusinessCase.objects.visible_to(viewer(make_person())).exists()
    line = write_time(case)
    with pytest.raises(NotFound):
        actions.edit_line(by=viewer(make_person()), line_id=line.pk)
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=case.pk, reason="Et navn.")
    for act in (actions.lock_case, actions.withdraw_case, actions.sign_case):
        with pytest.raises(NotFound):
            act(by=viewer(by), case_id=case.pk)
    with pytest.raises(NotFound):
        actions.remove_line(by=viewer(by), line_id=line.pk)


def test_a_leader_signs_within_the_amount_and_nobody_else():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    with pytest.raises(ValidationError, match="255.892 kr. om året er mere"):
        sign(case, staff(unit, "leader", amount=255_891))
    above = make_unit("Over")
    for who in (case.author, make_person(role="coordinator"), staff(above, "leader", amount=10**8)):
        with pytest.raises(Refused):
            sign(case, who)
    assert not Signature.objects.exists()
    sign(case, staff(unit, "leader", amount=255_892))
    with pytest.raises(ValidationError, match="allerede"):
        sign(case, staff(unit, "leader", amount=10**8))


def test_nobody_signs_for_nothing_or_for_what_they_did_not_read():
    unit = make_unit()
    leader = staff(unit, "leader", amount=10**8)
    case = make_case(unit=unit)
    with pytest.raises(ValidationError, match="ingen andele"):
        sign(case, leader)
    case = assume(case, case.author, cash_share=D(10))
    write_time(case)
    read = queries.reckoned(case).digest
    write(case, "running", amount=D(1))
    with pytest.raises(Stale):
        sign(case, leader, digest=read)
    sign(case, leader, digest=queries.reckoned(case).digest)


# --- a signature holds for the figures it was given to ----------------------------------------------------------------


def change_line(case: BusinessCase) -> None:
    line = case.lines.get(kind="running")
    actions.edit_line(by=viewer(case.author), line_id=line.pk, title="Service", amount=D(70_000), **TOLD)


CHANGES = {
    "a line is edited": change_line,
    "a line is added": lambda case: write(case, "running", amount=D(1)),
    "a line is removed": lambda case: actions.remove_line(by=viewer(case.author), line_id=case.lines.first().pk),
    "an assumption is edited": lambda case: assume(case, case.author, use=D(80)),
    "a share is edited": lambda case: assume(case, case.author, cash_share=D(40)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_later_change_of_figures_takes_the_signature_away(name):
    unit = make_unit()
    case = make_synthetic(unit=unit)
    leader = staff(unit, "leader", amount=10**8)
    sign(case, leader)
    CHANGES[name](BusinessCase.objects.get(pk=case.pk))
    case = BusinessCase.objects.get(pk=case.pk)
    assert not queries.reckoned(case).is_signed
    assert queries.reckoned(case).counts.cash == 0
    assert Signature.objects.get().fell_at is not None
    assert "signature_fell" in keys(case)


def test_words_that_are_no_figures_leave_the_signature():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    sign(case, staff(unit, "leader", amount=10**8))
    assume(case, case.author, compared_with="Gulvlifte.")
    write(case, "quality", text="Ro om morgenen.")
    assert queries.reckoned(BusinessCase.objects.get(pk=case.pk)).is_signed


def test_a_figure_changed_behind_the_verbs_counts_as_changed():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    sign(case, staff(unit, "leader", amount=10**8))
    CaseLine.objects.filter(kind="running").update(amount=1)
    assert not queries.reckoned(case).is_signed


def test_whoever_leads_takes_it_back():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    leader = staff(unit, "leader", amount=10**8)
    with pytest.raises(ValidationError):
        actions.take_signature_back(by=viewer(leader), case_id=case.pk)
    sign(case, leader)
    with pytest.raises(Refused):
        actions.take_signature_back(by=viewer(case.author), case_id=case.pk)
    actions.take_signature_back(by=viewer(leader), case_id=case.pk)
    assert queries.reckoned(case).counts.cash == 0


# --- locking ----------------------------------------------------------------------------------------------------------


def test_a_locked_case_keeps_its_figures_whatever_the_rates_become():
    unit = make_unit()
    make_pay(valid_from=clock.today() - timedelta(days=9))
    case = make_case(unit=unit, cash_share=D(50))
    write_time(case, pay_group="Assistent", hourly_pay=None)
    sign(case, staff(unit, "leader", amount=10**8))
    actions.lock_case(by=viewer(case.author), case_id=case.pk)
    before = queries.reckoned(BusinessCase.objects.get(pk=case.pk))
    keeping.add_norm(by=SYSTEM, kind="discount", value=D(9), valid_from=date(2020, 1, 1), source="x")
    make_pay(yearly=900_000, valid_from=clock.today())
    case = BusinessCase.objects.get(pk=case.pk)
    assert queries.reckoned(case) == before
    assert before.is_signed
    actions.unlock_case(by=viewer(make_person(role="coordinator")), case_id=case.pk)
    after = queries.reckoned(BusinessCase.objects.get(pk=case.pk))
    assert after.proposed.times[0].pay > before.proposed.times[0].pay
    assert not after.is_signed
    assert Signature.objects.get().fell_at is not None


def test_what_is_locked_is_not_changed_and_not_everybody_opens_it():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    line, by = case.lines.first(), viewer(case.author)
    with pytest.raises(Refused):
        actions.unlock_case(by=viewer(staff(unit, "leader")), case_id=case.pk)  # it is open
    with pytest.raises(Stale):
        actions.lock_case(by=by, case_id=case.pk, digest="another")
    actions.lock_case(by=by, case_id=case.pk)
    case = BusinessCase.objects.get(pk=case.pk)
    tries = [
        lambda: assume(case, case.author, years=3),
        lambda: write(case, "running", amount=D(1)),
        lambda: actions.remove_line(by=by, line_id=line.pk),
        lambda: actions.withdraw_case(by=by, case_id=case.pk),
        lambda: actions.lock_case(by=by, case_id=case.pk),
        lambda: sign(case, staff(unit, "leader", amount=10**8)),
    ]
    for act in tries:
        with pytest.raises(ValidationError, match="låst"):
            act()
    with pytest.raises(Refused):
        actions.unlock_case(by=by, case_id=case.pk)
    actions.unlock_case(by=viewer(staff(unit, "leader")), case_id=case.pk)


def test_an_empty_case_is_not_locked():
    case = make_case()
    with pytest.raises(ValidationError, match="ingen linjer"):
        actions.lock_case(by=viewer(case.author), case_id=case.pk)


# --- what is wrong is said where it stands ----------------------------------------------------------------------------

SETTINGS = [
    ({"years": 0}, "years"),
    ({"years": 76}, "years"),
    ({"years": "fem"}, "years"),
    ({"use": D(101)}, "use"),
    ({"ramp_1": None}, "ramp_1"),
    ({"use_low": D(50)}, "use_low"),
    ({"use_low": D(90), "use_high": D(95), "use": D(80)}, "use_low"),
    ({"cash_share": D(60), "capacity_share": D("40.01")}, "capacity_share"),
    ({"priced_on": None}, "priced_on"),
    ({"title": " "}, "title"),
    ({"compared_with": "Fru 010190-1234 i dag"}, "compared_with"),
]


@pytest.mark.parametrize(("facts", "field"), SETTINGS)
def test_assumptions_that_cannot_be(facts, field):
    case = make_case()
    with pytest.raises(ValidationError) as problem:
        assume(case, case.author, **facts)
    assert field in problem.value.message_dict


def test_all_that_is_wrong_is_told_at_once():
    case = make_case()
    wrong = {
        "compared_with": "Fru 010190-1234 i dag",
        "years": 0,
        "ramp_1": D(101),
        "use_low": D(50),
        "cash_share": D(60),
        "capacity_share": D(50),
    }
    with pytest.raises(ValidationError) as problem:
        assume(case, case.author, **wrong)
    assert set(problem.value.message_dict) == set(wrong) - {"cash_share"}
    wrong = {"task_id": "x", "source": "Af 010190-1234", "citizens": D(-1), "low": D(110), "hourly_pay": None}
    with pytest.raises(ValidationError) as problem:
        write_time(case, **wrong)
    assert set(problem.value.message_dict) == set(wrong)
    told = {"about_id": case.about_id, "unit_id": "x", "title": " "}
    with pytest.raises(ValidationError) as problem:
        actions.begin_case(by=viewer(case.author), **told)
    assert set(problem.value.message_dict) == {"unit_id", "title"}


LINES = [
    ("time", {"minutes_before": None}, "minutes_before"),
    ("time", {"hourly_pay": None}, "hourly_pay"),
    ("time", {"pay_group": "Assistent"}, "hourly_pay"),
    ("time", {"pay_group": "Findes ikke", "hourly_pay": None}, "pay_group"),
    ("time", {"citizens": D(-1)}, "citizens"),
    ("time", {"citizens": D(1_000_001)}, "citizens"),
    ("time", {"minutes_after": D(10_001)}, "minutes_after"),
    ("time", {"task_id": "x"}, "task_id"),
    ("time", {"low": D(110)}, "low"),
    ("time", {"source": ""}, "source"),
    ("time", {"source_kind": "hearsay"}, "source_kind"),
    ("time", {"source": "Af 010190-1234"}, "source"),
    ("running", {}, "amount"),
    ("running", {"amount": D(10**10)}, "amount"),
    ("training", {}, "amount"),
    ("training", {"amount": D(1), "hours": D(1)}, "amount"),
    ("training", {"hours": D(1)}, "hourly_pay"),
    ("investment", {"amount": D(1), "year": 6}, "year"),
    ("citizen_cost", {"amount": D(1)}, "citizens"),
    ("quality", {"text": ""}, "text"),
    ("running", {"amount": D(1), "title": ""}, "title"),
]


@pytest.mark.parametrize(("kind", "facts", "field"), LINES)
def test_lines_that_cannot_be(kind, facts, field):
    case = make_case()
    with pytest.raises(ValidationError) as problem:
        (write_time(case, **facts) if kind == "time" else write(case, kind, **facts))
    assert field in problem.value.message_dict
    assert not case.lines.exists()


def test_forged_and_stale():
    case = make_case()
    line = write(case, "running", amount=D(1))
    by = viewer(case.author)
    with pytest.raises(Stale):
        actions.edit_line(by=by, line_id=line.pk, expected_version=7, title="x", amount=D(2), **TOLD)
    with pytest.raises(Stale):
        actions.edit_case(by=by, case_id=case.pk, expected_version=7, title="x")
    for key in ("x", 0, 10**20):
        with pytest.raises(NotFound):
            actions.edit_line(by=by, line_id=key)
    with pytest.raises(NotFound):
        actions.write_line(by=by, case_id=case.pk, kind="gold")
    with pytest.raises(TypeError):
        actions.edit_case(by=by, case_id=case.pk, unit_id=1)
    with pytest.raises(TypeError):
        write(case, "running", amount=D(1), citizens=D(1))


def test_a_second_press_writes_one_line():
    case = make_case()
    for _press in range(2):
        write(case, "running", amount=D(1), request_id="01920000-0000-7000-8000-000000000001")
    assert case.lines.count() == 1


def test_no_more_lines_than_anybody_reads(monkeypatch):
    monkeypatch.setattr(actions, "MOST_LINES", 1)
    case = make_case()
    write(case, "running", amount=D(1))
    with pytest.raises(ValidationError, match="allerede 1 linjer"):
        write(case, "running", amount=D(1))


def test_the_database_holds_the_shares_together():
    case = make_case()
    for facts in (
        {"cash_share": 60, "capacity_share": 60},
        {"cash_share": -1},
        {"years": 0},
        {"locked_at": clock.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            BusinessCase.objects.filter(pk=case.pk).update(**facts)


def test_history_tells_what_stood_before():
    case = make_case()
    line = write(case, "running", title="Service", amount=D(10))
    actions.edit_line(by=viewer(case.author), line_id=line.pk, title="Service", amount=D("12.5"), **TOLD)
    newest = queries.changes_of(case)[0]
    assert newest.what == "Service"
    assert newest.who == case.author.name
    assert newest.fields == (("Kroner", "10", "12,5"),)
    assert len(queries.changes_of(case)) == 3


def test_a_case_taken_back_lets_go_of_everything():
    unit = make_unit()
    case = make_case(unit=unit, cash_share=D(10))
    task = make_task(unit=unit)
    write_time(case, task_id=task.pk)
    sign(case, staff(unit, "leader", amount=10**8))
    actions.withdraw_case(by=viewer(case.author), case_id=case.pk)
    assert queries.with_claims([task], viewer(case.author))[0].claimed == 0
    assert queries.cases_on(case.about, viewer(case.author)) == []
    assert Signature.objects.get().fell_at is not None
    with pytest.raises(Refused):
        write(case, "running", amount=D(1))


def test_one_line_in_the_journal_for_each_verb():
    unit = make_unit()
    case = make_synthetic(unit=unit)
    sign(case, staff(unit, "leader", amount=10**8))
    actions.lock_case(by=viewer(case.author), case_id=case.pk)
    verbs = list(JournalEntry.objects.filter(subject=case.subject).order_by("pk").values_list("verb", flat=True))
    written = ["business_cases.line_written"] * 3
    assert verbs == [
        "business_cases.begun",
        "business_cases.edited",
        *written,
        "business_cases.signed",
        "business_cases.locked",
    ]


def test_being_forgotten():
    unit = make_unit()
    alone, shared = staff(unit), staff(unit)
    mine = make_case(by=alone, unit=unit, title="Zebraregning", compared_with="Zebra i dag.")
    write_time(mine, title="Zebratid", source="Zebrakilde")
    built = make_case(by=shared, unit=unit, title="Fælles regning")
    write_time(built, by=alone)
    erase_person(by=viewer(alone), person_id=alone.pk)
    erase_person(by=viewer(shared), person_id=shared.pk)
    mine, built = BusinessCase.objects.get(pk=mine.pk), BusinessCase.objects.get(pk=built.pk)
    assert (mine.title, mine.compared_with, mine.lines.count()) == ("", "", 0)
    assert mine.withdrawn_at
    assert not mine.history.exists()
    assert not CaseLine.history.filter(title="Zebratid").exists()
    assert built.title == "Fælles regning"
    assert Decimal(built.lines.get().citizens) == 30
