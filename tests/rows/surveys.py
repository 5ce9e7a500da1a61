"""Surveys: those who read what one is about read it; those who keep it hand it out. A link is a key of its own."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock
from samspil.moderation import actions as moderation
from samspil.surveys import actions, letters
from samspil.surveys.models import LinkKind, Survey
from tests.world import World

TABLE = """
surveys:list                          -                             333oo33ooo  5555555555
surveys:make                          -                             333oo33ooo  333vv33vvv
surveys:page                          survey:relative's             oooooooooo  5555555555
surveys:page                          survey:staff                  444oo44ooo  5555555555
surveys:page                          survey:limited                444oo44444  5555555555
surveys:page                          survey:draft                  444oo444oo  5555555555
surveys:page                          survey:hidden                 4444444444  5555555555
surveys:page                          nobody                        4444444444  5555555555
surveys:edit                          survey:draft                  444oo444oo  444vv444vv
surveys:edit                          survey:staff                  4443344333  4443344333
surveys:questions                     survey:draft                  444oo444oo  444vv444vv
surveys:edit-question                 question of draft             444oo444oo  444vv444vv
surveys:move-question                 question of draft             5555555555  444vv444vv
surveys:remove-question               question of draft             5555555555  444vv444vv
surveys:add-sum                       survey:draft                  444oo444oo  444vv444vv
surveys:remove-sum                    sum of draft                  5555555555  444vv444vv
surveys:preview                       survey:draft                  444oo444oo  5555555555
surveys:preview                       survey:relative's             3oo33o33oo  5555555555
surveys:open                          survey:draft                  444oo444oo  444vv444vv
surveys:open                          survey:limited                444oo44444  444vv44444
surveys:close                         survey:relative's             3oo33o33oo  3vv33v33vv
surveys:hand-out                      survey:relative's             3oo33o33oo  3vv33v33vv
surveys:hand-out                      survey:hidden                 4444444444  4444444444
surveys:end-link                      survey:relative's             5555555555  3vv33v33vv
surveys:slips                         survey:relative's             3oo33o33oo  5555555555
surveys:sheet                         survey:relative's             3oo33o33oo  5555555555
surveys:enter                         survey:relative's             3oo33o33oo  3vv33v33vv
surveys:enter                         survey:limited                444oo44444  444vv44444
surveys:words                         survey:asked                  3oo33o33oo  3vv33v33vv
surveys:words                         survey:hidden                 4444444444  4444444444
surveys:code                          -                             oooooooooo  eeeeeeeeee
surveys:answer                        survey slip                   oooooooooo  vvvvvvvvvv
surveys:answer                        survey slip in hidden         0000000000  0000000000
surveys:answer                        spent                         0000000000  0000000000
surveys:thanks                        survey open link              oooooooooo  5555555555
surveys:thanks                        spent                         0000000000  5555555555
papers:survey-csv                     survey:asked                  oooooooooo  5555555555
papers:survey-csv                     survey:staff                  444oo44ooo  5555555555
papers:survey-xlsx                    survey:asked                  oooooooooo  5555555555
papers:survey-xlsx                    survey:hidden                 4444444444  5555555555
"""
FORMS = {
    "make survey": ("surveys:make", "", "coordinator", {"title": 200, "intro": 1000, "licence_note": 300}),
    "edit survey": ("surveys:edit", "survey:draft", "coordinator", {"title": 200, "intro": 1000}),
    "add question": (
        "surveys:questions",
        "survey:draft",
        "coordinator",
        {"text": 300, "low_label": 60, "high_label": 60},
    ),
}
CHOICES = [
    ("make survey", "question_set"),
    ("make survey", "design"),
    ("make survey", "unit_id"),
    ("add question", "kind"),
    ("add question", "scale"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    things = there.things
    today = clock.today()
    first = things["survey:relative's"].questions.first().name
    scales = [str(pk) for pk in things["survey:draft"].questions.filter(kind="scale").values_list("pk", flat=True)]
    words = things["survey:asked"].words.first()
    return {
        "surveys:make": {"title": "Hvordan går det?", "question_set": "hverdag", "design": "once"},
        "surveys:edit": {"title": "Hvordan går det nu?"},
        "surveys:questions": {"kind": "scale", "text": "Hvor tit?", "scale": "fem"},
        "surveys:edit-question": {"text": "Hvor meget?", "scale": "fem"},
        "surveys:add-sum": {"name": "I alt", "items": scales[:2], "multiplier": "1"},
        "surveys:open": {
            "phase": "once",
            "closes_on": today + timedelta(days=9),
            "next_step": "Vi ser på det.",
            "next_on": today + timedelta(days=20),
        },
        "surveys:hand-out": {"hvad": "sedler", "count": "2"},
        "surveys:enter": {"channel": "paper", first: "3", things["survey:limited"].questions.first().name: "3"},
        "surveys:words": {"ord": str(words.pk), "hvad": "vis"},
        "surveys:code": {"kode": "aaaa bbbb cccc"},
        "surveys:answer": {first: "3"},
    }


def build(world: World) -> None:
    things, coordinator = world.things, world.viewer("coordinator")

    def make(role: str, word: str, about: str = "", **facts: Any) -> Survey:
        return actions.make_survey(
            by=world.viewer(role),
            title=f"{word}skema",
            intro=f"{word}forklaring.",
            question_set="hverdag",
            about_id=things[about].pk if about else None,
            **facts,
        )

    def begin(survey: Survey, role: str, word: str) -> Survey:
        last = clock.today() + timedelta(days=9)
        return actions.open_survey(
            by=world.viewer(role),
            survey_id=survey.pk,
            phase="once",
            closes_on=last,
            next_step=f"{word}løfte.",
            next_on=last,
        )

    def answer(survey: Survey, role: str, word: str) -> Survey:
        names = [question.name for question in survey.questions.all()]
        for _number in range(5):
            values = {**dict.fromkeys(names[:4], 4), names[4]: f"{word}ord fra en, der svarede."}
            actions.enter_answer(by=world.viewer(role), survey_id=survey.pk, channel="paper", values=values)
        return actions.close_survey(by=world.viewer(role), survey_id=survey.pk)

    unit = str(things["unit"].pk)
    asked = begin(make("relative", "Offentlig", "challenge:public"), "relative", "Offentlig")
    done = answer(
        begin(make("relative", "Offentlig", "challenge:public"), "relative", "Offentlig"), "relative", "Tavst"
    )
    staff = answer(begin(make("coordinator", "Ansatkun"), "coordinator", "Ansatkun"), "coordinator", "Ansatkun")
    limited = begin(make("employee", "Enhedkun", "challenge:limited", unit_id=unit), "employee", "Enhedkun")
    draft = make("employee", "Offentlig kladde til ", unit_id=unit)
    below = begin(make("relative", "Skjultdel", "challenge:public"), "relative", "Skjultdel")
    for survey in (asked, below):
        actions.make_slips(by=coordinator, survey_id=survey.pk, count=1)
        actions.make_open_link(by=coordinator, survey_id=survey.pk, days=7)
    moderation.hide(by=coordinator, subject_id=below.pk, reason="Der står et navn på en borger.")
    things |= {
        "survey:relative's": asked,
        "survey:asked": done,
        "survey:staff": staff,
        "survey:limited": limited,
        "survey:draft": draft,
        "survey:hidden": below,
    }

    def code(survey: Survey, kind: str) -> list[str]:
        return [letters.code_of(survey.links.get(kind=kind))]

    world.tokens |= {
        "survey slip": code(asked, LinkKind.SLIP),
        "survey slip in hidden": code(below, LinkKind.SLIP),
        "survey open link": code(asked, LinkKind.OPEN),
        "question of draft": [draft.pk, draft.questions.first().pk],
        "sum of draft": [draft.pk, draft.sums.get().pk],
    }
