"""Business cases: who reads the page reads the case; its unit keeps it, its leader signs, administrators keep rates."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from samspil.business_cases import actions
from samspil.foundation import clock
from tests.business_cases.making import TOLD, make_case, make_pay, make_task, write, write_time
from tests.world import World

TABLE = """
business_cases:list                   -                             oooooooooo  5555555555
business_cases:begin                  proposal:own                  333oo33ooo  333vv33evv
business_cases:begin                  proposal:staff                444oo44ooo  444vv44evv
business_cases:begin                  proposal:limited              444oo44444  444vv44444
business_cases:begin                  proposal:hidden               4444444444  4444444444
business_cases:begin                  challenge:public              4444444444  4444444444
business_cases:page                   case:own                      oooooooooo  5555555555
business_cases:page                   case:staff                    444oo44ooo  5555555555
business_cases:page                   case:limited                  444oo44444  5555555555
business_cases:page                   case:hidden                   4444444444  5555555555
business_cases:page                   case:locked                   oooooooooo  5555555555
business_cases:page                   nobody                        4444444444  5555555555
business_cases:sheet                  case:own                      oooooooooo  5555555555
business_cases:sheet                  case:limited                  444oo44444  5555555555
business_cases:sheet                  case:hidden                   4444444444  5555555555
business_cases:history                case:own                      333oo33ooo  5555555555
business_cases:history                case:limited                  444oo44444  5555555555
business_cases:history                case:hidden                   4444444444  5555555555
business_cases:edit                   case:own                      333oo333oo  333vv333vv
business_cases:edit                   case:staff                    444oo443oo  444vv443vv
business_cases:edit                   case:locked                   3333333333  333ee333ee
business_cases:edit                   case:hidden                   4444444444  4444444444
business_cases:sign                   case:own                      3333o33333  3333v33333
business_cases:sign                   case:limited                  4443o44444  4443v44444
business_cases:sign                   case:hidden                   4444444444  4444444444
business_cases:take-signature-back    case:own                      3333o33333  3333v33333
business_cases:take-signature-back    case:hidden                   4444444444  4444444444
business_cases:lock                   case:own                      333oo333oo  333vv333vv
business_cases:lock                   case:hidden                   4444444444  4444444444
business_cases:unlock                 case:locked                   3333o333oo  3333v333vv
business_cases:unlock                 case:own                      3333333333  3333333333
business_cases:unlock                 case:hidden                   4444444444  4444444444
business_cases:withdraw               case:own                      333oo333oo  333vv333vv
business_cases:withdraw               case:hidden                   4444444444  4444444444
business_cases:write-line             new line                      333oo333oo  333vv333vv
business_cases:write-line             new line in hidden            4444444444  4444444444
business_cases:edit-line              line:own                      333oo333oo  333vv333vv
business_cases:edit-line              line:limited                  444oo44444  444vv44444
business_cases:edit-line              line:hidden                   4444444444  4444444444
business_cases:remove-line            line:own                      333oo333oo  333vv333vv
business_cases:remove-line            line:hidden                   4444444444  4444444444
business_cases:norms                  -                             333oo33ooo  5555555555
business_cases:add-norm               new pay                       333333333o  333333333v
business_cases:remove-norm            norm:pay                      444334433o  444334433v
business_cases:care-tasks             -                             333oo33ooo  5555555555
business_cases:add-care-task          -                             333oo33ooo  333vv33evv
business_cases:edit-care-task         care task                     444oo443oo  444vv443vv
business_cases:remove-care-task       care task                     444oo443oo  444vv443vv
"""
FORMS = {
    "begin business case": ("business_cases:begin", "proposal:own", "employee", {"title": 120}),
    "edit business case": (
        "business_cases:edit",
        "case:own",
        "employee",
        {"title": 120, "compared_with": 1000, "capacity_plan": 1000},
    ),
    "write case line": ("business_cases:write-line", "new line", "employee", {"title": 120, "source": 300}),
    "edit case line": ("business_cases:edit-line", "line:own", "employee", {"title": 120, "source": 300}),
    "sign business case": ("business_cases:sign", "case:own", "leader", {}),
    "add norm": ("business_cases:add-norm", "new pay", "administrator", {"name": 80, "source": 300}),
    "add care task": ("business_cases:add-care-task", "", "employee", {"title": 120, "source": 300}),
    "edit care task": ("business_cases:edit-care-task", "care task", "employee", {"title": 120, "source": 300}),
}
CHOICES = [
    ("begin business case", "unit_id"),
    ("write case line", "source_kind"),
    ("edit case line", "source_kind"),
    ("add care task", "unit_id"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    today, nord = f"{clock.today():%Y-%m-%d}", str(there.things["unit"].pk)
    settings = {
        "title": "Offentlig regning",
        "years": "5",
        "ramp_1": "50",
        "ramp_2": "100",
        "use": "80,5",
        "cash_share": "1",
        "capacity_share": "1",
        "priced_on": today,
    }
    line = {
        "title": "Offentlig service",
        "amount": "1.200,50 kr.",
        "source_kind": "agreed",
        "source": "Tilbuddet",
        "low": "90",
        "high": "120",
    }
    task = {"title": "Ansatkun bad", "citizens": "30", "occasions": "104", "minutes": "40", "source": "Visiteret tid"}
    return {
        "business_cases:begin": {"title": "Offentlig regning", "unit_id": nord},
        "business_cases:edit": settings,
        "business_cases:sign": {"agree": "on", "note": "Offentlig konto."},
        "business_cases:write-line": line,
        "business_cases:edit-line": line,
        "business_cases:add-norm": {
            "name": "Assistent",
            "value": "520.000",
            "hours": "1.300",
            "valid_from": today,
            "source": "Lønkontoret",
        },
        "business_cases:add-care-task": {**task, "unit_id": nord},
        "business_cases:edit-care-task": task,
    }


def build(world: World) -> None:
    people, things, unit = world.people, world.things, world.things["unit"]
    by = people["employee"]
    make_pay("Ansatkunløn", valid_from=clock.today() + timedelta(days=400))
    task = make_task(by=by, unit=unit, title="Ansatkun pleje")
    pages = {
        "own": ("proposal:loose", "Offentlig"),
        "locked": ("proposal:loose", "Offentlig"),
        "staff": ("proposal:staff", "Ansatkun"),
        "limited": ("proposal:limited", "Enhedkun"),
        "hidden": ("proposal:in hidden", "Skjultalt"),
    }
    for name, (about, word) in pages.items():
        case = make_case(
            by=by,
            unit=unit,
            about=things[about],
            title=f"{word}regning",
            compared_with=f"{word} i dag.",
            cash_share=Decimal(1),
            capacity_plan=f"{word}plan.",
        )
        write_time(case, title=f"{word}tid", source=f"{word}kilde", source_kind="measured", task_id=task.pk)
        told = {**TOLD, "source": f"{word}tilbud"}
        things[f"line:{name}"] = write(case, "running", title=f"{word}drift", amount=Decimal(900), **told)
        write(case, "quality", title=f"{word}ro", text=f"{word}ro i ord.")
        things[f"case:{name}"] = case
    actions.lock_case(by=world.viewer("employee"), case_id=things["case:locked"].pk)
    things |= {"care task": task, "norm:pay": make_pay("Ansatkunvagt", valid_from=clock.today() + timedelta(days=500))}
    world.tokens |= {
        "new line": [things["case:own"].pk, "running"],
        "new line in hidden": [things["case:hidden"].pk, "running"],
        "new pay": ["pay"],
    }
