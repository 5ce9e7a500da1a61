"""Figures, evaluations, voices and lessons.

Who takes part in a practice of Hjemmeplejen Nord evaluates it: those who work there, and the coordinator.
"""

from typing import Any

from samspil.evaluations.actions import hand_on_lesson
from samspil.indicators.actions import remove_indicator
from samspil.moderation import actions as moderation
from samspil.practices.actions import register_practice
from tests.evaluations.making import make_completed, make_evaluation, make_indicator, make_measurement, make_voice
from tests.factories import make_person
from tests.world import World

TABLE = """
indicators:page                       evaluation:own                oooooooooo  5555555555
indicators:page                       evaluated:staff               444oo44ooo  5555555555
indicators:page                       evaluated:limited             444oo44444  5555555555
indicators:page                       evaluation:hidden             4444444444  5555555555
indicators:page                       challenge:public              4444444444  5555555555
indicators:csv                        evaluation:own                oooooooooo  5555555555
indicators:csv                        evaluated:limited             444oo44444  5555555555
indicators:csv                        evaluation:hidden             4444444444  5555555555
indicators:choose                     evaluation:own                3o333333oo  5555555555
indicators:choose                     evaluated:staff               444oo443oo  5555555555
indicators:choose                     evaluation:hidden             4444444444  5555555555
indicators:add                        one's own on own              3o333333oo  3v333333vv
indicators:add                        one's own on limited          444oo44444  444vv44444
indicators:add                        no such kind                  3433333344  3433333344
indicators:measure                    indicator:own                 3o333333oo  3v333333vv
indicators:measure                    indicator:staff               444oo443oo  444vv443vv
indicators:measure                    indicator:limited             444oo44444  444vv44444
indicators:measure                    indicator:hidden              4444444444  4444444444
indicators:measure                    indicator:removed             4444444444  4444444444
indicators:edit                       indicator:own                 3o333333oo  3v333333vv
indicators:edit                       indicator:limited             444oo44444  444vv44444
indicators:edit                       indicator:hidden              4444444444  4444444444
indicators:remove                     indicator:own                 3o333333oo  3v333333vv
indicators:remove                     indicator:limited             444oo44444  444vv44444
indicators:bring-back                 indicator:removed             5555555555  3v333333vv
indicators:bring-back                 indicator:hidden              5555555555  4444444444
indicators:correct                    measurement:own               3o333333oo  3v333333vv
indicators:correct                    measurement:limited           444oo44444  444vv44444
indicators:correct                    measurement:hidden            4444444444  4444444444
indicators:withdraw                   measurement:own               3o333333oo  3v333333vv
indicators:withdraw                   measurement:staff             444oo443oo  444vv443vv
evaluations:list                      -                             oooooooooo  5555555555
evaluations:lessons                   -                             oooooooooo  5555555555
evaluations:begin                     -                             3ooooooooo  3vvvvvvvvv
evaluations:begin-about               evaluated:fresh               333oo333oo  333vv333vv
evaluations:begin-about               evaluated:staff               444vv443vv  444vv443vv
evaluations:begin-about               evaluated:limited             444vv44444  444vv44444
evaluations:begin-about               challenge:public              4444444444  4444444444
evaluations:page                      evaluation:own                oooooooooo  5555555555
evaluations:page                      evaluation:completed          oooooooooo  5555555555
evaluations:page                      evaluation:staff              444oo44ooo  5555555555
evaluations:page                      evaluation:limited            444oo44444  5555555555
evaluations:page                      evaluation:hidden             4444444444  5555555555
evaluations:page                      nobody                        4444444444  5555555555
evaluations:edit                      evaluation:own                3o333333oo  3v333333vv
evaluations:edit                      evaluation:completed          3333333333  3333333333
evaluations:edit                      evaluation:staff              444oo443oo  444vv443vv
evaluations:edit                      evaluation:limited            444oo44444  444vv44444
evaluations:edit                      evaluation:hidden             4444444444  4444444444
evaluations:voice                     evaluation:own                oooooooooo  lvvvvvvvvv
evaluations:voice                     evaluation:completed          3333333333  3333333333
evaluations:voice                     evaluation:staff              444oo44ooo  444vv44vvv
evaluations:voice                     evaluation:limited            444oo44444  444vv44444
evaluations:voice                     evaluation:hidden             4444444444  4444444444
evaluations:complete                  evaluation:own                3o333333oo  3e333333ee
evaluations:complete                  evaluation:staff              444oo443oo  444ee443ee
evaluations:complete                  evaluation:completed          vvvvvvvvvv  vvvvvvvvvv
evaluations:complete                  evaluation:hidden             4444444444  4444444444
evaluations:withdraw                  evaluation:own                3o333333oo  3v333333vv
evaluations:withdraw                  evaluation:limited            444o344444  444v344444
evaluations:withdraw                  evaluation:completed          3333333333  3333333333
evaluations:withdraw                  evaluation:hidden             4444444444  4444444444
evaluations:add-to                    evaluation:completed          3o333333oo  3v333333vv
evaluations:add-to                    evaluation:own                3333333333  3333333333
evaluations:add-to                    evaluation:hidden             4444444444  4444444444
evaluations:hand-on                   evaluation:completed          3o333333oo  3v333333vv
evaluations:hand-on                   evaluation:staff              444oo443oo  444vv443vv
evaluations:hand-on                   evaluation:hidden             4444444444  4444444444
evaluations:take-lesson-back          lesson:own                    3o333333oo  3v333333vv
evaluations:take-lesson-back          lesson:limited                444o344444  444v344444
evaluations:take-lesson-back          lesson:hidden                 4444444444  4444444444
evaluations:acknowledge               lesson to own                 3o333333oo  3v333333vv
evaluations:acknowledge               lesson to staff               444oo443oo  444vv443vv
evaluations:acknowledge               lesson to limited             444oo44444  444vv44444
evaluations:acknowledge               hidden lesson to own          4444444444  4444444444
evaluations:acknowledge               lesson to challenge           4444444444  4444444444
evaluations:withdraw-voice            voice:own                     3o333333oo  3v333333vv
evaluations:withdraw-voice            voice:limited                 444oo44444  444vv44444
evaluations:withdraw-voice            voice:hidden                  4444444444  4444444444
"""
NUMBER = {"phase": "after", "value": "3,5", "on": "2026-06-01", "n": "12", "how": "asked", "source": "Ved kaffen"}
OWN = {"name": "Ture", "unit": "ture om ugen", "higher_is_better": "yes", "about_people": "no"}
VOICE = {"kind": "quote", "who": "relative", "text": "Nu sover jeg om natten.", "consent": "on"}
TEXT = 2000
FORMS: dict[str, Any] = {
    "own indicator": ("indicators:add", "one's own on own", "relative", {"name": 100, "unit": 60}),
    "measure": ("indicators:measure", "indicator:own", "relative", {"source": 200}),
    "correct a number": ("indicators:correct", "measurement:own", "relative", {"source": 200}),
    "edit indicator": ("indicators:edit", "indicator:own", "relative", {"unit": 60}),
    "begin evaluation": ("evaluations:begin", "", "relative", {"offer": 120}),
    "edit evaluation": (
        "evaluations:edit",
        "evaluation:own",
        "relative",
        {"what_happened": TEXT, "relation": TEXT, "lesson": 600},
    ),
    "voice": ("evaluations:voice", "evaluation:own", "relative", {"text": 1500}),
    "voice as guest": ("evaluations:voice", "evaluation:own", "visitor", {"text": 1500, "guest_name": 80}),
    "add to evaluation": ("evaluations:add-to", "evaluation:completed", "relative", {"text": TEXT}),
    "hand a lesson on": ("evaluations:hand-on", "evaluation:completed", "relative", {"text": 600}),
    "acknowledge": ("evaluations:acknowledge", "lesson to own", "relative", {"text": 600}),
}
CHOICES = [
    ("own indicator", "higher_is_better"),
    ("measure", "phase"),
    ("measure", "how"),
    ("begin evaluation", "theme"),
    ("begin evaluation", "unit_id"),
    ("edit evaluation", "assessors"),
    ("voice", "kind"),
    ("voice", "who"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    return {
        "indicators:add": OWN,
        "indicators:measure": NUMBER,
        "indicators:correct": NUMBER,
        "indicators:edit": {"name": "Ture", "unit": "ture om ugen", "target": "4"},
        "evaluations:begin": {"offer": "Caféen", "theme": "older", "unit_id": str(there.things["unit"].pk)},
        "evaluations:edit": {"what_happened": "Vi spiste sammen."},
        "evaluations:voice": {**VOICE, "guest_name": "Agnes", "guest_email": "agnes@engbaek.example"},
        "evaluations:add-to": {"text": "Siden er to kommet til."},
        "evaluations:hand-on": {"text": "Spørg, før I planlægger."},
        "evaluations:acknowledge": {"text": "Vi spørger i uge 2."},
    }


def build(world: World) -> None:
    things, karen, mette = world.things, world.people["relative"], world.people["employee"]
    for name, audience, word in (
        ("fresh", "public", "Offentlig"),
        ("staff", "staff", "Ansatkun"),
        ("limited", "unit", "Enhedkun"),
    ):
        things[f"evaluated:{name}"] = register_practice(
            by=world.viewer("employee"),
            home_id=things["unit"].pk,
            title=f"{word}cafébord",
            body=f"{word}borde i gården.",
            theme="older",
            audience=audience,
        )
    gone = make_person("Skjultaltevaluator")
    made = {
        "own": make_evaluation(by=karen, offer="Offentligt cafétilbud", theme="older"),
        "completed": make_completed(by=karen, offer="Offentligt turtilbud", theme="older", lesson="Offentlig lære."),
        "hidden": make_completed(by=gone, offer="Skjultalttilbud", lesson="Skjultaltlære."),
        "staff": make_evaluation(by=mette, about_id=things["evaluated:staff"].pk),
        "limited": make_evaluation(by=mette, about_id=things["evaluated:limited"].pk),
    }
    things |= {f"evaluation:{name}": row for name, row in made.items()}
    spoken = make_evaluation(by=karen, offer="Offentligt bibliotek")
    hidden_voice = make_voice(
        made["own"], by=make_person("Skjultdeltaler"), text="Skjultdelord fra en bruger.", is_own=True
    )
    things |= {
        "voice:own": make_voice(spoken, by=karen, text="Offentlige ord."),
        "voice:staff": make_voice(made["staff"], by=mette, text="Ansatkunord fra en bruger."),
        "voice:limited": make_voice(made["limited"], by=mette, text="Enhedkunord fra en bruger."),
        "voice:hidden": hidden_voice,
    }
    about = {"own": made["own"], "staff": things["evaluated:staff"], "limited": things["evaluated:limited"]}
    words = {"own": "Offentlig", "staff": "Ansatkun", "limited": "Enhedkun"}
    own = {"kind": "own", "unit": "ture", "higher_is_better": True, "about_people": False}
    for name, thing in about.items():
        who = karen if name == "own" else mette
        indicator = make_indicator(thing.pk, by=who, name=f"{words[name]}mål", **own)
        things[f"indicator:{name}"] = indicator
        things[f"measurement:{name}"] = make_measurement(indicator, by=who, source=f"{words[name]}kilde")
        things[f"lesson:{name}"] = hand_on_lesson(
            by=world.viewer("relative" if name == "own" else "employee"),
            evaluation_id=made[name].pk,
            text=f"{words[name]}lære.",
        )
        world.tokens[f"one's own on {name}"] = [thing.pk, "own"]
    removed = make_indicator(made["own"].pk, by=karen, name="Offentligt fjernet", **own)
    remove_indicator(by=world.viewer("relative"), indicator_id=removed.pk)
    things |= {
        "indicator:removed": removed,
        "indicator:hidden": made["hidden"].subject.indicators.get(),
        "lesson:hidden": made["hidden"].lessons.get(),
        "lesson:completed": made["completed"].lessons.get(),
    }
    things["measurement:hidden"] = things["indicator:hidden"].measurements.first()
    world.tokens |= {
        "no such kind": [made["own"].pk, "humour"],
        "lesson to own": [things["lesson:completed"].pk, made["own"].pk],
        "lesson to staff": [things["lesson:completed"].pk, things["evaluated:staff"].pk],
        "lesson to limited": [things["lesson:completed"].pk, made["limited"].pk],
        "lesson to challenge": [things["lesson:completed"].pk, things["challenge:public"].pk],
        "hidden lesson to own": [things["lesson:hidden"].pk, made["own"].pk],
    }
    for row in (made["hidden"], hidden_voice):
        moderation.hide(by=world.viewer("coordinator"), subject_id=row.pk, reason="Der står et navn på en borger.")
