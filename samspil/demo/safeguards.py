"""Checks in the demo: asked for, ordered, seen, over the deadline, and what associations declare."""

from datetime import date, timedelta
from functools import partial

from samspil.demo.content.safeguards import CHECKS, YEARS, CheckText, YearText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.safeguards import actions


def plan(loader: Loader) -> None:
    for text in CHECKS:
        loader.plan(text.days_ago, ask, loader, text)
    # A declaration is for the calendar year: early in one, what would have been last year's is told as this year's.
    day = loader.now.date()
    of_the_year = (day - date(day.year, 1, 1)).days
    for year in YEARS:
        loader.plan(min(year.days_ago, of_the_year), declare, loader, year)


def ask(loader: Loader, text: CheckText) -> None:
    by, host = loader.viewer(text.by), loader.actors[text.unit]
    row = actions.require_check(by=by, host_id=host.pk, kind=text.kind, person_id=loader.people[text.person].pk)
    if text.ordered is not None:
        loader.later(text.ordered, partial(actions.mark_ordered, by=by, safeguard_id=row.pk))
    if text.seen is not None:
        loader.later(text.seen, partial(see, loader, text, row.pk))


def see(loader: Loader, text: CheckText, pk: object) -> None:
    again = loader.now.date() + timedelta(days=text.again_in) if text.again_in is not None else None
    actions.mark_seen(by=loader.viewer(text.by), safeguard_id=str(pk), seen_on=clock.today(), due_on=again)


def declare(loader: Loader, text: YearText) -> None:
    told = {"host_id": loader.actors[text.association].pk, "kind": text.kind, "year": clock.today().year}
    if text.by:
        actions.declare_for_year(by=loader.viewer(text.by), **told)
    elif text.on_paper:
        paper = {"declared_by": text.on_paper, "channel": "paper"}
        actions.declare_for_year(by=loader.viewer("birthe"), **told, **paper)
    else:
        actions.ask_declaration(by=loader.viewer("birthe"), **told)
