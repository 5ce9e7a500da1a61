"""Evaluations and figures for tests, through the verbs. Whoever needs one elsewhere imports it from here."""

from datetime import date
from decimal import Decimal
from typing import Any

from samspil.actors.models import Person
from samspil.evaluations import actions
from samspil.evaluations.models import Evaluation, UserVoice
from samspil.indicators import actions as indicators
from samspil.indicators.models import Indicator, Measurement
from tests.factories import make_person, viewer

GAINS = {
    "gain_solutions": "Flere kommer ud om torsdagen.",
    "gain_legitimacy": "Beboerne valgte selv turene.",
    "gain_welfare": "Ingen ekstra timer.",
}


def make_evaluation(*, by: Person | None = None, **facts: Any) -> Evaluation:
    """Of an offer, unless ``about_id`` says of what."""
    if "about_id" not in facts:
        facts.setdefault("offer", "Torsdagscaféen")
    return actions.begin_evaluation(by=viewer(by or make_person(role="coordinator")), **facts)


def make_voice(evaluation: Evaluation, *, by: Person | None = None, **facts: Any) -> UserVoice:
    facts = {"kind": "quote", "who": "user", "text": "Nu har jeg noget at stå op til.", "consent": True, **facts}
    return actions.add_voice(by=viewer(by or make_person(role="coordinator")), evaluation_id=evaluation.pk, **facts)


def make_indicator(subject_id: Any, *, by: Person, **facts: Any) -> Indicator:
    return indicators.add_indicator(by=viewer(by), subject_id=subject_id, **{"kind": "independence", **facts})


def make_measurement(indicator: Indicator, *, by: Person, **facts: Any) -> Measurement:
    facts = {"phase": "before", "on": date(2026, 3, 1), "value": Decimal("2.4"), "n": 12, "how": "asked", **facts}
    return indicators.measure(by=viewer(by), indicator_id=indicator.pk, **facts)


def make_completed(*, by: Person | None = None, lesson: str = "Spørg, før I planlægger.", **facts: Any) -> Evaluation:
    """With a voice, the gains, and before and after."""
    by = by or make_person(role="coordinator")
    evaluation = make_evaluation(by=by, **facts)
    make_voice(evaluation, by=by)
    indicator = make_indicator(evaluation.about_id or evaluation.pk, by=by)
    make_measurement(indicator, by=by)
    make_measurement(indicator, by=by, phase="after", on=date(2026, 6, 1), value=Decimal("3.6"))
    actions.edit_evaluation(by=viewer(by), evaluation_id=evaluation.pk, lesson=lesson, **GAINS)
    return actions.complete_evaluation(by=viewer(by), evaluation_id=evaluation.pk)
