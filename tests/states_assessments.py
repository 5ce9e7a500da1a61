"""The states of assessments: a draft, the model, a respondent on a phone, paper, and the result side by side."""

from django.urls import reverse

from samspil.assessments import evidence, modelling
from samspil.assessments.models import Assessment
from samspil.business_cases import actions as business_cases
from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.responses import actions as responses
from samspil.responses.models import Statement
from tests.assessments.making import (
    code_for,
    collecting,
    counted,
    decided,
    enter,
    follow_up,
    make_assessment,
    numbers_of,
    ready,
)
from tests.business_cases.making import make_case, make_synthetic, write
from tests.factories import make_person, viewer
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, state
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_tried


def link(w) -> str:
    return code_for(collecting(long_one(w), by=w.birthe), by=w.birthe)


def long_one(w, **facts):
    technology = make_technology(by=w.birthe, title=LONG_LINE[:120])
    return make_assessment(by=w.birthe, unit=w.unit, technology=technology, today=LONG_TEXT[:590], **facts)


@state("assessments/list.html", "empty, for those who may begin")
def _(w):
    return w.get("assessments:list", by=w.birthe)


@state("assessments/open.html", "a question of the gate answered no")
def _(w):
    assessment = ready(long_one(w), by=w.birthe)
    assessment.gate_answers.filter(gate__number="G3").update(is_yes=False)
    return w.get("assessments:open", assessment.pk, by=w.birthe)


@state("assessments/grades.html", "more than a sheet of opinion bears")
def _(w):
    assessment = long_one(w)
    grades = {f"{row.criterion.number}_grade": "E2" for row in assessment.asked.all()}
    return w.post("assessments:grades", assessment.pk, by=w.birthe, data={**grades, "4.1_why": LONG_WORD[:290]})


@state("assessments/trial.html", "said to be ready, and another technology's trial")
def _(w):
    assessment = long_one(w)
    facts = {"status": "ready", **dict.fromkeys(("agreed_on", "opened_on", "closes_on", "completed_on"), clock.today())}
    Assessment.objects.filter(pk=assessment.pk).update(**facts)
    make_tried(assessment.technology)
    return w.post("assessments:trial", assessment.pk, by=w.birthe, data={"trial_id": str(make_tried().pk)})


@state("assessments/page.html", "measured here, and in no trial")
def _(w):
    assessment = counted(collecting(long_one(w), by=w.birthe), by=w.birthe)
    assessment.asked.filter(criterion__number="1.1").update(grade="E2", grade_why=LONG_WORD[:290])
    return w.get("assessments:page", assessment.pk, by=w.birthe)


@state("assessments/page.html", "a draft with very long words")
def _(w):
    return w.get("assessments:page", long_one(w).pk, by=w.birthe)


@state("assessments/weights.html", "everything wrong")
def _(w):
    return w.post("assessments:weights", long_one(w).pk, by=w.birthe, data={"1.1": "101", "agreed_by": CPR})


@state("assessments/withdraw.html", "very long words")
def _(w):
    return w.get("assessments:withdraw", long_one(w).pk, by=w.birthe)


@state("assessments/no_model.html", "for an administrator")
def _(w):
    return w.get("assessments:newest-model", by=make_person(role="administrator"))


@state("assessments/model.html", "a draft, for an administrator")
def _(w):
    modelling.model_in_use()
    return w.get("assessments:model", modelling.copy_model(by=SYSTEM).pk, by=make_person(role="administrator"))


@state("responses/ask.html", "somebody wrong")
def _(w):
    assessment = collecting(long_one(w), by=w.birthe)
    enter(assessment, "relative", by=w.birthe, in_place_why=LONG_WORD[:190])
    data = {"perspective": "relative", "emails": LONG_WORD}
    return w.post("responses:ask", assessment.pk, by=w.birthe, data=data)


@state("responses/enter.html", "a relative, wrong")
def _(w):
    assessment = collecting(long_one(w), by=w.birthe)
    return w.post("responses:enter", assessment.pk, "relative", by=w.birthe, data={"1.1": "9"})


@state("responses/sheet.html", "large, for citizens")
def _(w):
    return w.get("responses:sheet", collecting(long_one(w), by=w.birthe).pk, "citizen", by=w.birthe, query="?stor=1")


@state("responses/count.html", "too few, and nothing to count")
def _(w):
    return w.post("responses:count", collecting(long_one(w), by=w.birthe).pk, by=w.birthe)


@state("responses/result.html", "they disagree, and some words")
def _(w):
    assessment = collecting(long_one(w), by=w.birthe)
    code = code_for(assessment, by=w.birthe)
    for number in numbers_of(assessment, "citizen"):
        responses.answer(by=NOBODY, code=code, values={number: "2"})
    responses.say(by=NOBODY, code=code, text=LONG_WORD, first_name="Else", consent=True)
    counted(assessment, by=w.birthe, says={"citizen": "2", "employee": "-1", "organisation": "1"})
    ids = {"by": viewer(w.birthe), "assessment_id": assessment.pk}
    said = Statement.objects.get(respondent__assessment=assessment)
    responses.release_statement(**ids, statement_id=said.pk, is_released=True)
    responses.handle_disagreement(**ids, number="1.1", text=LONG_TEXT[:900])
    return w.get("responses:result", assessment.pk, by=w.birthe)


@state("responses/result.html", "too few citizens, with cases locked and open")
def _(w):
    assessment = counted(collecting(long_one(w), by=w.birthe), by=w.birthe, says={"employee": "1", "organisation": "0"})
    case = make_synthetic(unit=w.unit, about=assessment, title=LONG_LINE[:110])
    write(case, "quality", title=LONG_WORD[:110], text="Mere privatliv.")
    business_cases.lock_case(by=viewer(w.lene), case_id=case.pk)
    make_case(unit=w.unit, about=assessment, title=LONG_WORD[:110])
    return w.get("responses:result", assessment.pk, by=w.birthe)


@state("responses/compared.html", "better, worse, too few, and evidence that came")
def _(w):
    first = decided(counted(collecting(long_one(w), by=w.birthe), by=w.birthe))
    second = follow_up(first, by=w.birthe)
    counted(second, by=w.birthe, says={"employee": "-1", "organisation": "2"})
    grades = {"4.1": ("E1", LONG_WORD[:290])}
    evidence.grade_evidence(by=viewer(w.birthe), assessment_id=second.pk, grades=grades)
    return w.get("responses:compared", second.pk, by=w.birthe)


@state("responses/compared.html", "nothing to compare yet")
def _(w):
    return w.get("responses:compared", follow_up(decided(counted(collecting(long_one(w), by=w.birthe)))).pk)


@state("assessments/page.html", "decided, and asked again")
def _(w):
    first = decided(counted(collecting(long_one(w), by=w.birthe), by=w.birthe))
    counted(follow_up(first, by=w.birthe), by=w.birthe)
    return w.get("assessments:page", first.pk, by=w.birthe)


@state("responses/statements.html", "empty")
def _(w):
    return w.get("responses:statements", counted(collecting(long_one(w), by=w.birthe), by=w.birthe).pk, by=w.birthe)


@state("responses/start.html", "very long words")
def _(w):
    return w.client().get(reverse("responses:start", args=[link(w)]))


@state("responses/question.html", "nothing chosen")
def _(w):
    code = link(w)
    return w.client().post(reverse("responses:question", args=[code, 1]), {"request_id": ""})


@state("responses/done.html", "half-way, with words that are wrong")
def _(w):
    code = link(w)
    return w.client().post(reverse("responses:done", args=[code]), {"text": CPR})


@state("responses/over.html", "a forged link", status=410)
def _(w):
    return w.client().get(reverse("responses:start", args=["a" * 20]))


@state("responses/taken_back.html", "words taken back")
def _(w):
    return w.client().post(reverse("responses:take-back", args=[link(w)]))
