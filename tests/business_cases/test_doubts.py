"""What a case should be asked about: it stands on the page and stops nobody."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from samspil.business_cases import keeping
from samspil.foundation import clock
from tests.business_cases.making import assume, doubts_of, keys, make_case, make_task, write, write_time
from tests.factories import make_person, make_unit, viewer

pytestmark = pytest.mark.django_db
D = Decimal


def test_what_to_doubt_is_said():
    case = make_case()
    assert keys(case) == set()
    write(case, "saving", amount=D(900), today=D(500), source_kind="supplier", source="Brochuren")
    assert keys(case) == {
        "beyond_baseline",
        "no_implementation",
        "one_figure",
        "suppliers_figures",
        "full_from_day_one",
    }
    write(case, "training", amount=D(5_000))
    write(case, "saving", amount=D(900), today=D(1_000))
    case = assume(case, case.author, ramp_1=D(50))
    assert keys(case) == {"beyond_baseline"}


def test_prices_of_a_day_without_rates_are_doubted():
    case, admin = make_case(), make_person(role="administrator")
    rate = {"source": "Lønstatistik", "valid_from": date(2026, 9, 24), "hours": D(1400)}
    keeping.add_norm(by=viewer(admin), kind="pay", name="Assistent", value=D(492_002), **rate)
    write_time(case, hourly_pay=None, pay_group="Assistent")
    case = assume(case, case.author, priced_on=date(2026, 9, 24))
    assert keys(case).isdisjoint({"younger_rates", "far_prices"})
    case = assume(case, case.author, priced_on=date(1999, 1, 1))
    told = [row.text for row in doubts_of(case) if row.key == "younger_rates"]
    assert len(told) == 2  # the discount rate and the pay
    assert "den ældste sats for »Assistent« er fra 24. september 2026" in told[1]
    case = assume(case, case.author, priced_on=clock.today() + timedelta(days=400))
    assert keys(case) & {"younger_rates", "far_prices"} == {"far_prices"}


def test_slower_work_and_more_than_was_granted_are_told():
    unit = make_unit()
    case = make_case(unit=unit)
    write_time(case, minutes_after=D(90))
    assert keys(case) == {"slower", "not_in_ledger"}
    task = make_task(unit=unit, minutes=D(10))
    write_time(case, task_id=task.pk)
    assert {"beyond_baseline", "double_counting"} <= keys(case)


# --- history, the end, and being forgotten ----------------------------------------------------------------------------
