"""The states of evaluations and of the figures in them."""

from datetime import date
from decimal import Decimal

from samspil.evaluations import actions
from samspil.indicators.actions import remove_indicator
from tests.evaluations.making import (
    GAINS,
    make_completed,
    make_evaluation,
    make_indicator,
    make_measurement,
    make_voice,
)
from tests.factories import make_actor, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state

FAR = {"kind": "own", "unit": LONG_WORD[:60], "higher_is_better": False, "about_people": True}


def measured(w: World, evaluation):
    """A line over time, bars, one that few answered, and one that nobody has measured."""
    line = make_indicator(evaluation.pk, by=w.birthe, target=Decimal("4.5"))
    for month, phase in ((2, "before"), (4, "after"), (6, "later"), (9, "later")):
        make_measurement(line, by=w.birthe, phase=phase, on=date(2026, month, 1), value=Decimal(month) / 2)
    bars = make_indicator(evaluation.pk, by=w.birthe, kind="time", target=Decimal(40))
    make_measurement(bars, by=w.birthe, value=Decimal(1200), n=None)
    make_measurement(bars, by=w.birthe, phase="after", on=date(2026, 6, 1), value=Decimal(90), n=3)
    few = make_indicator(evaluation.pk, by=w.birthe, name=LONG_WORD[:100], **FAR)
    make_measurement(few, by=w.birthe, n=4, source=LONG_WORD)
    make_indicator(evaluation.pk, by=w.birthe, kind="strain")
    return few


@state("evaluations/list.html", "empty")
def _(w):
    return w.get("evaluations:list", by=w.birthe)


@state("evaluations/list.html", "with very long words")
def _(w):
    make_evaluation(by=w.lene, offer=LONG_WORD, unit_id=w.unit.pk, theme="older")
    make_completed(by=w.birthe, lesson=LONG_WORD)
    return w.get("evaluations:list")


@state("evaluations/lessons.html", "waiting for somebody")
def _(w):
    make_completed(by=w.birthe, lesson=LONG_WORD, offer=LONG_WORD)
    return w.get("evaluations:lessons")


@state("evaluations/page.html", "just begun")
def _(w):
    return w.get("evaluations:page", make_evaluation(by=w.birthe).pk, by=w.birthe)


@state("evaluations/page.html", "completed, with very long words")
def _(w):
    evaluation = make_evaluation(by=w.birthe, offer=LONG_WORD, theme="older")
    measured(w, evaluation)
    make_voice(evaluation, by=w.karen, text=LONG_TEXT[:1400], first_name="Karen", who="relative", is_own=True)
    make_voice(evaluation, by=w.birthe, kind="interview", text=LONG_WORD)
    parts = dict.fromkeys(("what_happened", "relation", "side_effects", "surprise", *GAINS), LONG_TEXT[:1500])
    group = make_actor(LONG_WORD)
    by = viewer(w.birthe)
    actions.edit_evaluation(by=by, evaluation_id=evaluation.pk, lesson=LONG_WORD, assessors=[str(group.pk)], **parts)
    actions.complete_evaluation(by=by, evaluation_id=evaluation.pk)
    actions.add_to_evaluation(by=by, evaluation_id=evaluation.pk, text=LONG_WORD)
    later = make_evaluation(by=w.birthe, offer="Turene")
    actions.acknowledge_lesson(by=by, lesson_id=evaluation.lessons.get().pk, subject_id=later.pk, text=LONG_WORD)
    return w.get("evaluations:page", evaluation.pk, by=w.birthe)


@state("evaluations/begin.html", "wrong")
def _(w):
    return w.post("evaluations:begin", by=w.birthe, data={"offer": CPR, "theme": ""})


@state("evaluations/edit.html", "overtaken", status=409)
def _(w):
    evaluation = make_evaluation(by=w.birthe, offer=LONG_WORD)
    actions.edit_evaluation(by=viewer(w.birthe), evaluation_id=evaluation.pk, surprise=LONG_WORD)
    data = {"surprise": "Mit eget", "expected_version": "1"}
    return w.post("evaluations:edit", evaluation.pk, by=w.birthe, data=data)


@state("evaluations/complete.html", "without users' voice")
def _(w):
    evaluation = make_evaluation(by=w.birthe, offer=LONG_WORD)
    return w.post("evaluations:complete", evaluation.pk, by=w.birthe, data={"expected_version": "1"})


@state("evaluations/voice.html", "a guest without consent")
def _(w):
    evaluation = make_evaluation(by=w.birthe, offer=LONG_WORD)
    return w.post("evaluations:voice", evaluation.pk, data={"who": "user", "text": "Godt", "guest_name": "Ida"})


@state("evaluations/sure.html", "asks once more")
def _(w):
    evaluation = make_evaluation(by=w.birthe)
    said = make_voice(evaluation, by=w.birthe, text=LONG_WORD)
    return w.get("evaluations:withdraw-voice", said.pk, by=w.birthe)


@state("indicators/page.html", "for those who measure, with very long words")
def _(w):
    evaluation = make_evaluation(by=w.birthe, offer=LONG_WORD)
    few = measured(w, evaluation)
    removed = make_indicator(evaluation.pk, by=w.birthe, kind="retention")
    remove_indicator(by=viewer(w.birthe), indicator_id=removed.pk)
    assert few
    return w.get("indicators:page", evaluation.pk, by=w.birthe)


@state("indicators/choose.html", "all of them")
def _(w):
    return w.get("indicators:choose", make_evaluation(by=w.birthe, offer=LONG_WORD).pk, by=w.birthe)


@state("indicators/sure.html", "asks once more")
def _(w):
    indicator = make_indicator(make_evaluation(by=w.birthe).pk, by=w.birthe, name=LONG_WORD[:100])
    return w.get("indicators:remove", indicator.pk, by=w.birthe)
