"""Assessments, the model and the answers.

Those of Hjemmeplejen Nord keep what it assesses, and so do the coordinators. A link is a key of its own.
"""

from datetime import timedelta
from typing import Any

from samspil.assessments import modelling
from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.moderation import actions as moderation
from samspil.responses import actions as responses
from samspil.responses import letters
from samspil.responses.models import Statement
from tests.assessments.making import (
    answered,
    collecting,
    counted,
    decided,
    follow_up,
    invited,
    make_assessment,
    numbers_of,
    points_of,
    ready,
)
from tests.technologies.making import make_technology
from tests.world import World

TABLE = """
assessments:list                      -                             oooooooooo  5555555555
assessments:begin                     technology:assessed           333oo33ooo  333vv33evv
assessments:begin                     technology:assessed hidden    4444444444  4444444444
assessments:newest-model              -                             oooooooooo  5555555555
assessments:begin-model               -                             5555555555  333333333v
assessments:model                     model:first                   oooooooooo  5555555555
assessments:model                     model:draft                   oooooooooo  5555555555
assessments:model                     nobody                        4444444444  5555555555
assessments:edit-gate                 gate of draft                 333333333o  333333333v
assessments:edit-gate                 gate of first                 3333333333  3333333333
assessments:edit-criterion            criterion of draft            333333333o  333333333v
assessments:edit-criterion            criterion of first            3333333333  3333333333
assessments:publish-model             model:draft                   333333333o  333333333v
assessments:publish-model             model:first                   333333333v  333333333v
assessments:page                      assessment:draft              oooooooooo  5555555555
assessments:page                      assessment:counted            oooooooooo  5555555555
assessments:page                      assessment:hidden             4444444444  5555555555
assessments:page                      nobody                        4444444444  5555555555
assessments:edit                      assessment:draft              333oo333oo  333vv333vv
assessments:edit                      assessment:collecting         333vv333vv  333vv333vv
assessments:edit                      assessment:hidden             4444444444  4444444444
assessments:gate                      assessment:draft              333oo333oo  333vv333vv
assessments:gate                      assessment:collecting         333vv333vv  333vv333vv
assessments:criteria                  assessment:draft              333oo333oo  333vv333vv
assessments:weights                   assessment:draft              333oo333oo  333vv333vv
assessments:weights                   assessment:collecting         333vv333vv  333vv333vv
assessments:open                      assessment:ready              333oo333oo  333vv333vv
assessments:open                      assessment:collecting         333oo333oo  333vv333vv
assessments:open                      assessment:counted            3333333333  3333333333
assessments:trial                     assessment:draft              333oo333oo  333vv333vv
assessments:trial                     assessment:counted            333oo333oo  333vv333vv
assessments:trial                     assessment:decided            3333333333  3333333333
assessments:trial                     assessment:hidden             4444444444  4444444444
assessments:grades                    assessment:counted            333oo333oo  333vv333vv
assessments:grades                    assessment:hidden             4444444444  4444444444
assessments:withdraw                  assessment:draft              333oo333oo  333vv333vv
assessments:withdraw                  assessment:hidden             4444444444  4444444444
assessments:ask-again                 assessment:decided            333oo333oo  333vv333vv
assessments:ask-again                 assessment:counted            3333333333  3333333333
assessments:ask-again                 assessment:hidden             4444444444  4444444444
responses:compared                    assessment:round              oooooooooo  5555555555
responses:compared                    assessment:counted            oooooooooo  5555555555
responses:compared                    assessment:hidden             4444444444  5555555555
responses:compared                    round of hidden               4444444444  5555555555
papers:compared-csv                   assessment:round              oooooooooo  5555555555
papers:compared-csv                   round of hidden               4444444444  5555555555
papers:compared-csv                   assessment:counted            4444444444  5555555555
papers:compared-xlsx                  assessment:round              oooooooooo  5555555555
papers:compared-xlsx                  assessment:hidden             4444444444  5555555555
responses:result                      assessment:counted            oooooooooo  5555555555
responses:result                      assessment:collecting         oooooooooo  5555555555
responses:result                      assessment:hidden             4444444444  5555555555
papers:assessment-csv                 assessment:counted            oooooooooo  5555555555
papers:assessment-csv                 assessment:hidden             4444444444  5555555555
papers:assessment-xlsx                assessment:counted            oooooooooo  5555555555
responses:ask                         assessment:collecting         333oo333oo  333vv333vv
responses:ask                         assessment:draft              3333333333  3333333333
responses:ask                         assessment:hidden             4444444444  4444444444
responses:sheet                       citizens' sheet               333oo333oo  5555555555
responses:enter                       citizens' sheet               333oo333oo  333vv333vv
responses:count                       assessment:collecting         333oo333oo  333vv333vv
responses:count                       assessment:draft              3333333333  3333333333
responses:statements                  assessment:counted            333oo333oo  333vv333vv
responses:statements                  assessment:collecting         3333333333  3333333333
responses:handle                      disagreement                  333oo333oo  333vv333vv
responses:start                       respondent                    oooooooooo  5555555555
responses:start                       respondent in hidden          0000000000  5555555555
responses:start                       respondent counted            0000000000  5555555555
responses:question                    first question                oooooooooo  vvvvvvvvvv
responses:question                    first question in hidden      0000000000  0000000000
responses:done                        respondent                    oooooooooo  vvvvvvvvvv
responses:done                        respondent counted            0000000000  0000000000
responses:take-back                   respondent                    5555555555  oooooooooo
responses:take-back                   respondent in hidden          5555555555  0000000000
"""
FORMS: dict[str, Any] = {
    "begin assessment": ("assessments:begin", "technology:assessed", "coordinator", {"today": 600}),
    "edit assessment": ("assessments:edit", "assessment:draft", "coordinator", {"today": 600}),
    "gate of assessment": ("assessments:gate", "assessment:draft", "coordinator", {"G1_words": 600}),
    "weights": (
        "assessments:weights",
        "assessment:draft",
        "coordinator",
        {"agreed_by": 300, "agreed_why": 600},
    ),
    "gate of model": (
        "assessments:edit-gate",
        "gate of draft",
        "administrator",
        {"name_da": 80, "question_da": 250},
    ),
    "criterion of model": (
        "assessments:edit-criterion",
        "criterion of draft",
        "administrator",
        {"name_da": 80, "citizen_da": 250, "measure_da": 250},
    ),
    "publish model": ("assessments:publish-model", "model:draft", "administrator", {"note": 300}),
    "ask relatives": ("responses:ask", "assessment:collecting", "coordinator", {"in_place_why": 200}),
    "handle disagreement": ("responses:handle", "disagreement", "coordinator", {"text": 1000}),
    "words of respondent": ("responses:done", "respondent", "visitor", {"text": 600}),
}
CHOICES = [
    ("begin assessment", "unit_id"),
    ("begin assessment", "trial_id"),
    ("ask relatives", "perspective"),
]
ANCHORS = "Meget dårligere\nLidt dårligere\nSom i dag\nLidt bedre\nMeget bedre"


def data(there: World) -> dict[str, dict[str, Any]]:
    things = there.things
    numbers = [f"G{place}" for place in range(1, 5)]
    facts = {
        "today": "To løfter sammen.",
        "unit_id": str(things["unit"].pk),
        "least_citizens": "5",
        "least_employees": "5",
        "least_organisation": "2",
    }
    return {
        "assessments:begin": facts,
        "assessments:edit": facts,
        "assessments:gate": {
            **{f"{number}_yes": "ja" for number in numbers},
            **{f"{number}_words": "Det har vi set på." for number in numbers},
        },
        "assessments:criteria": {"citizens": ["1.1"], "employees": ["4.1"]},
        "assessments:weights": {
            **points_of(things["assessment:draft"]),
            "agreed_by": "Lene og Ældrerådet",
            "agreed_why": "Livet vejer mest.",
        },
        "assessments:trial": {"trial_id": ""},
        "assessments:open": {"closes_on": clock.today() + timedelta(days=9)},
        "assessments:ask-again": {"closes_on": clock.today() + timedelta(days=9)},
        "assessments:grades": {
            f"{row.criterion.number}_grade": "E0" for row in things["assessment:counted"].asked.all()
        },
        "assessments:edit-gate": {"name_da": "Behovet", "question_da": "Er der et behov?"},
        "assessments:edit-criterion": {"name_da": "Navn", "citizen_da": "Går det bedre?", "anchors_da": ANCHORS},
        "assessments:publish-model": {"note": "Nye ord."},
        "responses:ask": {
            "perspective": "relative",
            "emails": "ny@borger.example",
            "in_place_why": "Borgeren har ikke ord til det.",
        },
        "responses:enter": {"channel": "paper", "1.1": "1"},
        "responses:statements": {"ord": str(Statement.objects.get().pk), "hvad": "vis"},
        "responses:handle": {"text": "Vi ser på oplæringen."},
        "responses:question": {"svar": "1"},
        "responses:done": {"text": "Nu kan jeg selv.", "consent": "on"},
    }


def build(world: World) -> None:
    things, coordinator = world.things, world.people["coordinator"]
    unit = things["unit"]

    # One's own words stay in one's own copy: what is hidden was written by the leader, whom the tests let keep hers.
    leader = world.people["leader"]

    def writer(word: str) -> Any:
        return leader if word == "Skjultdel" else coordinator

    def technology(word: str) -> Any:
        facts = {"title": f"{word}loft til vurdering", "what": f"{word}ting.", "for_whom": f"{word}folk"}
        return make_technology(by=writer(word), **facts)

    def about(word: str, thing: Any) -> Any:
        return make_assessment(by=writer(word), technology=thing, unit=unit, today=f"{word}løft på gulvet.")

    def open_one(word: str, thing: Any) -> Any:
        return collecting(about(word, thing), by=writer(word))

    assessed, gone = technology("Offentlig"), technology("Skjultdel")
    first = modelling.model_in_use()
    things |= {
        "technology:assessed": assessed,
        "technology:assessed hidden": gone,
        "assessment:draft": about("Offentlig", assessed),
        "assessment:ready": ready(about("Offentlig", assessed), by=coordinator),
        "assessment:collecting": open_one("Offentlig", assessed),
        "assessment:hidden": open_one("Skjultdel", gone),
    }
    done = open_one("Offentlig", assessed)
    [waiting] = invited(things["assessment:collecting"], "vent@borger.example", by=coordinator)
    [unseen] = invited(things["assessment:hidden"], "gemt@borger.example", by=coordinator)
    [spoke, silent] = invited(done, "sagde@borger.example", "tav@borger.example", by=coordinator)
    for number in numbers_of(things["assessment:collecting"], "citizen"):  # so that there is something to count
        responses.answer(by=NOBODY, code=letters.code_of(waiting), values={number: "1"})
    responses.say(by=NOBODY, code=letters.code_of(spoke), text="Tavstord, ikke vist endnu.", consent=True)
    answered(done, by=coordinator, says={"citizen": "2", "employee": "-1", "organisation": "1"})
    responses.count_responses(by=world.viewer("coordinator"), assessment_id=done.pk)
    done.refresh_from_db()
    settled = decided(open_one("Offentlig", assessed), by=coordinator)
    judged = decided(open_one("Offentlig", assessed), by=coordinator)
    unseen_first = decided(open_one("Skjultdel", assessed), by=leader)
    measured = counted(follow_up(judged, by=coordinator), by=coordinator)
    of_unseen = counted(follow_up(unseen_first, by=leader), by=leader)
    moderation.hide(by=world.viewer("coordinator"), subject_id=gone.pk, reason="Der står et navn på en borger.")
    moderation.hide(by=world.viewer("coordinator"), subject_id=unseen_first.pk, reason="Der står et navn på en borger.")
    things |= {
        "assessment:counted": done,
        "assessment:decided": settled,
        "assessment:round": measured,
        "model:first": first,
        "model:draft": modelling.copy_model(by=SYSTEM),
    }
    draft = things["model:draft"]
    world.tokens |= {
        "gate of draft": [draft.pk, "G1"],
        "gate of first": [first.pk, "G1"],
        "criterion of draft": [draft.pk, "1.1"],
        "criterion of first": [first.pk, "1.1"],
        "citizens' sheet": [things["assessment:collecting"].pk, "citizen"],
        "round of hidden": [of_unseen.pk],
        "disagreement": [done.pk, "1.1"],
        "respondent": [letters.code_of(waiting)],
        "respondent in hidden": [letters.code_of(unseen)],
        "respondent counted": [letters.code_of(silent)],
        "first question": [letters.code_of(waiting), 1],
        "first question in hidden": [letters.code_of(unseen), 1],
    }
