"""Help that is asked for in the demo: closed, answered, asked for again, on its way, and left without an answer."""

from functools import partial

from samspil.demo.content.support import HELP, HelpText
from samspil.demo.story import Loader
from samspil.support import actions


def plan(loader: Loader) -> None:
    for text in HELP:
        loader.plan(text.days_ago, ask, loader, text)


def ask(loader: Loader, text: HelpText) -> None:
    about = loader.challenges.get(text.challenge) or loader.proposals.get(text.proposal)
    by = loader.voice(text.by, text.actor)
    wanted = actions.ask_help(
        **by,
        kind=text.kind,
        title=text.title,
        body=text.body,
        about_id=about.pk if about else None,
        unit_id=loader.units[text.unit].pk if text.unit else None,
        only_staff=text.only_staff,
    )
    asker = by["by"]
    if text.helper:
        birthe, helper = loader.viewer("birthe"), loader.people[text.helper].pk
        loader.later(text.assigned_days_ago, partial(actions.assign, by=birthe, help_id=wanted.pk, person_id=helper))
    if text.answer:
        said = {"by": loader.viewer(text.helper), "body": text.answer, "links": text.links}
        loader.later(text.answered_days_ago, partial(actions.answer_help, help_id=wanted.pk, **said))
    if text.missing:
        loader.later(text.missing_days_ago, partial(actions.reopen, by=asker, help_id=wanted.pk, why=text.missing))
    if text.closed_days_ago:
        loader.later(text.closed_days_ago, partial(actions.close_help, by=asker, help_id=wanted.pk))
