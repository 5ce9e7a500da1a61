"""What people hear said, and what MED has talked about: what is on its agenda comes from the trials themselves."""

from functools import partial

from samspil.codetermination import actions
from samspil.demo.content.codetermination import MYTHS, MythText
from samspil.demo.story import Loader
from samspil.knowledge.models import KnowledgeItem


def plan(loader: Loader) -> None:
    for text in MYTHS:
        loader.plan(text.days_ago, bring_up, loader, text)


def bring_up(loader: Loader, text: MythText) -> None:
    unit = str(loader.actors[text.unit].pk) if text.unit else None
    myth = actions.raise_myth(by=loader.viewer(text.by), claim=text.claim, body=text.body, unit_id=unit)
    for by, actor, body, days_ago in text.replies:
        voice = loader.voice(by, actor)
        loader.later(days_ago, partial(actions.reply_to_myth, **voice, myth_id=myth.pk, body=body))
    if text.answer_by:
        loader.later(text.answered_days_ago, partial(answer, loader, myth.pk, text))


def answer(loader: Loader, myth_id, text: MythText) -> None:
    sources = [KnowledgeItem.objects.get(title=text.source).pk] if text.source else []
    actions.answer_myth(by=loader.viewer(text.answer_by), myth_id=myth_id, body=text.answer, sources=sources)
