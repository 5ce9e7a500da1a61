"""Business cases in every state."""

from datetime import timedelta
from decimal import Decimal

from samspil.business_cases import actions
from samspil.business_cases.models import BusinessCase
from samspil.foundation import clock
from tests.business_cases.making import assume, make_case, make_pay, make_task, sign, write, write_time
from tests.factories import make_person, make_proposal, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state

D = Decimal
RANGE = {"low": D(70), "high": D(140)}


def filled(w: World) -> BusinessCase:
    """Something of everything, with long words and large numbers, that Lene may sign or not."""
    about = make_proposal(by=w.karen, unit=w.unit, title=LONG_WORD)
    case = make_case(by=w.lene, unit=w.unit, about=about, title=LONG_WORD)
    case = assume(
        case,
        w.lene,
        compared_with=LONG_TEXT[:900],
        years=8,
        ramp_1=D(50),
        use=D(85),
        use_low=D(60),
        use_high=D(95),
        cash_share=D(50),
        capacity_share=D("30.5"),
        capacity_plan=LONG_TEXT[:900],
    )
    task = make_task(by=w.lene, unit=w.unit, title=LONG_WORD, minutes=D(30))
    write_time(case, title=LONG_WORD, task_id=task.pk, **RANGE)
    write(case, "saving", title="Vaskeri", amount=D(90_000), today=D(50_000), source_kind="supplier", source=LONG_WORD)
    write(case, "investment", title="Toiletterne", amount=D(500_000), **RANGE)
    write(case, "running", amount=D("60000.50"))
    write(case, "citizen_cost", citizens=D(30), amount=D(900))
    write(case, "quality", title=LONG_WORD, text=LONG_TEXT[:900])
    return case


def small(w: World) -> BusinessCase:
    case = make_case(by=w.lene, unit=w.unit, cash_share=D(10))
    write_time(case, title="Morgen", citizens=D(3), hourly_pay=D(300))
    write(case, "training", hours=D(12), hourly_pay=D(300))
    return case


@state("business_cases/page.html", "empty, for its unit")
def _(w):
    return w.get("business_cases:page", make_case(by=w.lene, unit=w.unit).pk, by=w.lene)


@state("business_cases/page.html", "filled, nobody has signed")
def _(w):
    return w.get("business_cases:page", filled(w).pk, by=w.lene)


@state("business_cases/page.html", "signed and locked, for a visitor")
def _(w):
    case = small(w)
    sign(case, w.lene, note="Konto 5.32.")
    actions.lock_case(by=viewer(w.lene), case_id=case.pk)
    return w.get("business_cases:page", case.pk)


@state("business_cases/list.html", "filled")
def _(w):
    filled(w)
    return w.get("business_cases:list", by=w.lene)


@state("business_cases/line.html", "wrong")
def _(w):
    make_pay()
    typed = {"title": CPR, "citizens": "mange", "minutes_before": "-1", "staff_before": "1.5.5"}
    return w.post("business_cases:write-line", filled(w).pk, "time", by=w.lene, data=typed)


@state("business_cases/edit.html", "overtaken", status=409)
def _(w):
    case = filled(w)
    numbers = {"years": "7", "ramp_1": "50", "ramp_2": "100", "use": "80", "cash_share": "10", "capacity_share": "5"}
    typed = {"title": LONG_WORD, "priced_on": f"{clock.today():%Y-%m-%d}", "expected_version": "1", **numbers}
    return w.post("business_cases:edit", case.pk, by=w.lene, data=typed)


@state("business_cases/sign.html", "more than she may")
def _(w):
    return w.post("business_cases:sign", filled(w).pk, by=w.lene, data={"agree": "on"})


@state("business_cases/history.html", "filled")
def _(w):
    return w.get("business_cases:history", filled(w).pk, by=w.lene)


@state("business_cases/sure.html", "asks once more")
def _(w):
    return w.get("business_cases:lock", filled(w).pk, by=w.lene)


@state("business_cases/norms.html", "filled, for an administrator")
def _(w):
    make_pay(name=LONG_WORD[:80], source=LONG_WORD)
    make_pay(yearly=550_000, valid_from=clock.today() + timedelta(days=40))
    return w.get("business_cases:norms", by=make_person(role="administrator"))


@state("business_cases/care_tasks.html", "filled")
def _(w):
    filled(w)
    return w.get("business_cases:care-tasks", by=w.lene)
