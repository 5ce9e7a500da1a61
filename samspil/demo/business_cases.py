"""What Engbæk reckons on: rates, the minutes ledger, and two cases on the pages of technologies."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from samspil.business_cases import actions, keeping
from samspil.business_cases.models import BusinessCase
from samspil.demo.content.business_cases import CASES, MADE_UP, PAY, TASKS, CaseText, LineText, whole
from samspil.demo.story import Loader
from samspil.foundation.viewer import SYSTEM

RATES_DAYS_AGO = 60


def plan(loader: Loader) -> None:
    loader.plan(RATES_DAYS_AGO, keep_ground, loader)
    for text in CASES:
        loader.plan(text.days_ago, make, loader, text)


def keep_ground(loader: Loader) -> None:
    """What an hour costs, and what is granted for two tasks."""
    since = (loader.now - timedelta(days=RATES_DAYS_AGO)).date()
    for pay in PAY:
        keeping.add_norm(
            by=SYSTEM,
            kind="pay",
            name=pay.name,
            value=Decimal(pay.yearly),
            hours=Decimal(pay.hours),
            valid_from=since,
            source=MADE_UP,
        )
    for text in TASKS:
        loader.things[f"care_task:{text.key}"] = keeping.add_care_task(
            by=loader.viewer(text.by),
            unit_id=loader.units[text.unit].pk,
            title=text.title,
            citizens=Decimal(text.citizens),
            occasions=Decimal(text.occasions),
            minutes=Decimal(text.minutes),
            source=MADE_UP,
        )


def make(loader: Loader, text: CaseText) -> None:
    by, unit = loader.viewer(text.by), loader.units[text.unit]
    about = loader.things[f"technology:{text.about}"]
    case = actions.begin_case(by=by, about_id=about.pk, unit_id=unit.pk, title=text.title)
    told = {name: getattr(case, name) for name in actions.SETTINGS} | whole(text.settings)
    told |= {"compared_with": text.compared_with, "capacity_plan": text.capacity_plan}
    actions.edit_case(by=by, case_id=case.pk, **told)
    for line in text.lines:
        write(loader, text, case, line)
    ids = {"case_id": case.pk}
    if text.signed_by:
        signer = loader.viewer(text.signed_by)
        loader.later(text.signed_days_ago, partial(actions.sign_case, by=signer, note=text.note, **ids))
    if text.locked_days_ago:
        loader.later(text.locked_days_ago, partial(actions.lock_case, by=by, **ids))


def write(loader: Loader, text: CaseText, case: BusinessCase, line: LineText) -> None:
    told = {name: getattr(line, name) for name in ("title", "source_kind", "source", "text", "pay_group")}
    task = loader.things[f"care_task:{line.task}"].pk if line.task else None
    actions.write_line(
        by=loader.viewer(text.by),
        case_id=case.pk,
        kind=line.kind,
        task_id=task,
        **{name: value for name, value in told.items() if value},
        **whole(line.figures),
    )
