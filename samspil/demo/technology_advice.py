"""Engbæk's cross-cutting group: asked by the units, with advice that not all agree on, and with none yet."""

from functools import partial
from typing import Any

from samspil.demo.content.technology_advice import REQUESTS, AdviceText, RequestText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.technology_advice import actions
from samspil.technology_advice.models import AdviceRequest
from samspil.technology_projects.models import TechnologyProject


def plan(loader: Loader) -> None:
    for text in REQUESTS:
        loader.plan(text.days_ago, ask, loader, text)


def matter_of(loader: Loader, text: RequestText) -> Any:
    matter = loader.things[text.matter]
    return TechnologyProject.objects.get(need=matter.pk) if text.is_project else matter


def ask(loader: Loader, text: RequestText) -> None:
    by, matter = loader.viewer(text.by), matter_of(loader, text)
    asked = actions.ask_for_advice(by=by, subject_id=matter.pk, question=text.question)
    if text.advice:
        loader.later(text.advice.days_ago, partial(give, loader, asked, text.advice))


def give(loader: Loader, asked: AdviceRequest, text: AdviceText) -> None:
    stakes = {**dict.fromkeys(text.together, ("none", "")), **text.stakes}
    actions.give_advice(
        by=loader.viewer(text.by),
        advice_request_id=asked.pk,
        recommendation=text.recommendation,
        dissent=text.dissent,
        meeting_on=clock.today(),
        statements={str(loader.people[key].pk): told for key, told in stakes.items()},
    )
