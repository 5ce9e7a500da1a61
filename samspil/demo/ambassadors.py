"""Those one may ask in the demo, and what they were asked."""

from datetime import timedelta

from samspil.ambassadors import actions
from samspil.demo.content.ambassadors import AMBASSADORS, QUESTIONS, AmbassadorText, QuestionText
from samspil.demo.story import Loader


def plan(loader: Loader) -> None:
    for text in AMBASSADORS:
        loader.plan(text.days_ago, step_forward, loader, text)
    for question in QUESTIONS:
        loader.plan(question.days_ago, ask, loader, question)


def step_forward(loader: Loader, text: AmbassadorText) -> None:
    by = loader.viewer(text.by)
    card = actions.volunteer(
        by=by,
        topics=text.topics,
        themes=list(text.themes),
        belongs_id=loader.actors[text.belongs].pk if text.belongs else None,
        place=text.place,
        phone=text.phone,
        until=(loader.now + timedelta(days=text.ends_in_days)).date(),
    )
    loader.things[f"ambassador:{text.by}"] = card
    if text.is_paused:
        loader.later(6, lambda: actions.pause(by=by, ambassador_id=card.pk))


def ask(loader: Loader, text: QuestionText) -> None:
    card = loader.things[f"ambassador:{text.to}"]
    question = actions.ask(by=loader.viewer(text.by), ambassador_id=card.pk, body=text.body)
    if text.answer:
        loader.later(
            text.answered_days_ago,
            lambda: actions.answer(by=loader.viewer(text.to), question_id=question.pk, body=text.answer),
        )
