"""What companies promise in the demo: used and confirmed, waiting to be, ended early, and not used yet."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from samspil.company_pledges import actions
from samspil.company_pledges.models import CompanyPledge
from samspil.demo.content.company_pledges import PROMISES, PromiseText, UseText
from samspil.demo.story import Loader
from samspil.foundation import clock


def plan(loader: Loader) -> None:
    for text in PROMISES:
        loader.plan(text.days_ago, promise, loader, text)


def promise(loader: Loader, text: PromiseText) -> None:
    today = clock.today()
    pledge = actions.promise(
        by=loader.viewer(text.by),
        company_id=loader.actors[text.company].pk,
        kind=text.kind,
        title=text.title,
        body=text.body,
        hours=hours_of(text.hours),
        from_on=today,
        until_on=today + timedelta(days=text.lasts),
        theme=text.theme,
        place=text.place,
        boundary=text.boundary,
    )
    for use in text.uses:
        loader.later(use.days_ago, partial(record, loader, pledge, text, use))
    if text.ended_days_ago is not None:
        end = partial(actions.end_pledge, by=loader.viewer(text.by), pledge_id=pledge.pk, note=text.end_note)
        loader.later(text.ended_days_ago, end)


def record(loader: Loader, pledge: CompanyPledge, promised: PromiseText, text: UseText) -> None:
    use = actions.record_use(
        by=loader.viewer(text.by or promised.by),
        pledge_id=pledge.pk,
        receiver=loader.actors[text.receiver].name,
        what=text.what,
        on=clock.today(),
        hours=hours_of(text.hours),
    )
    if text.confirmed_by:
        confirm = partial(actions.confirm_use, by=loader.viewer(text.confirmed_by), use_id=use.pk)
        loader.later(text.days_ago - 2, confirm)


def hours_of(hours: float | None) -> Decimal | None:
    return None if hours is None else Decimal(str(hours))
