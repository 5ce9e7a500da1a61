"""What people in Engbæk were asked, before and after, and one survey that too few answered."""

from datetime import timedelta
from functools import partial

from samspil.demo.content.surveys import SURVEYS, RoundText, SurveyText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.surveys import actions
from samspil.surveys.models import Survey


def plan(loader: Loader) -> None:
    for text in SURVEYS:
        loader.plan(text.made_days_ago, make, loader, text)


def make(loader: Loader, text: SurveyText) -> None:
    about = loader.things.get(text.about) or loader.actors.get(text.actor)
    survey = actions.make_survey(
        by=loader.viewer(text.by),
        title=text.title,
        intro=text.intro,
        question_set=text.question_set,
        design="before_after" if len(text.rounds) == 2 else "once",
        about_id=about.pk if about else None,
        unit_id=loader.units[text.unit].pk if text.unit else None,
    )
    loader.things[f"survey:{text.title}"] = survey
    for phase, told in zip(survey.phases, text.rounds, strict=True):
        loader.later(told.opened_days_ago, partial(begin, loader, survey, text, phase))
        if told.closed_days_ago is not None:
            loader.later(told.closed_days_ago, partial(end, loader, survey, text, told))


def begin(loader: Loader, survey: Survey, text: SurveyText, phase: str) -> None:
    last = clock.today() + timedelta(days=10)
    actions.open_survey(
        by=loader.viewer(text.by),
        survey_id=survey.pk,
        phase=phase,
        closes_on=last,
        next_step=text.next_step,
        next_on=last + timedelta(days=7),
    )


def end(loader: Loader, survey: Survey, text: SurveyText, told: RoundText) -> None:
    """The sheets are typed in the day the round closes. Who wrote the words is as unknown as who gave the figures."""
    by, ids = loader.viewer(text.by), {"survey_id": survey.pk}
    questions = list(survey.questions.all())
    figures = [question.name for question in questions if question.kind != "text"]
    for place, answer in enumerate(told.answers):
        values: dict[str, object] = dict(zip(figures, answer, strict=True))
        if place < len(told.words):
            values[questions[-1].name] = told.words[place]
        actions.enter_answer(by=by, channel="paper", values=values, **ids)
    actions.close_survey(by=by, **ids)
    for words in survey.words.filter(body__in=[told.words[place] for place in told.shown]):
        actions.release_words(by=by, words_id=words.pk, is_released=True, **ids)
