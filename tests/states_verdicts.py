"""The states of verdicts: what lacks, deciding with very long words, the verdict years later, and the list."""

from samspil.assessments.models import Assessment
from tests.assessments.making import collecting, counted, enter, follow_up, make_assessment
from tests.factories import make_person
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, state
from tests.technologies.making import make_technology
from tests.verdicts import making


def facts(w) -> dict:
    technology = make_technology(by=w.birthe, title=LONG_LINE[:120])
    return {"by": w.birthe, "unit": w.unit, "technology": technology}


def leader(w):
    return make_person(LONG_WORD[:60], role="leader", scope=w.unit)


def long_verdict(w, assessment=None, **more):
    words = {"reason": LONG_TEXT[:1900], "baseline": LONG_TEXT[:590], "interest": "small", "interest_note": LONG_WORD}
    owner = leader(w)
    return making.decide(assessment or making.ready(**facts(w)), owner, **{**words, **more}), owner


@state("verdicts/list.html", "empty")
def _(w):
    return w.get("verdicts:list")


@state("verdicts/list.html", "very long words, one evaluated")
def _(w):
    verdict, owner = long_verdict(w)
    making.evaluated(w.birthe, w.unit, owner, technology=verdict.assessment.technology)
    return w.get("verdicts:list")


@state("verdicts/list.html", "nothing fits")
def _(w):
    return w.get("verdicts:list", query="?udfald=stop")


@state("verdicts/ready.html", "much lacks")
def _(w):
    technology = make_technology(by=w.birthe, title=LONG_LINE[:120])
    assessment = collecting(make_assessment(by=w.birthe, unit=w.unit, technology=technology), by=w.birthe)
    for _each in range(4):
        enter(assessment, "citizen", "-1", by=w.birthe)
    counted(assessment, by=w.birthe, says={"employee": "1", "organisation": "-1"})
    return w.get("verdicts:ready", assessment.pk, by=w.birthe)


@state("verdicts/ready.html", "an interest that is not told")
def _(w):
    data = {"interest": "small", "interest_note": CPR}
    return w.post("verdicts:ready", making.complete(**facts(w)).pk, by=w.birthe, data=data)


@state("verdicts/decide.html", "everything wrong, and not measured")
def _(w):
    assessment = making.ready(measured=False, **facts(w))
    data = {"outcome": "roll_out", "reason": LONG_WORD, "evaluation_on": "i går", "amount": "-3"}
    return w.post("verdicts:decide", assessment.pk, by=leader(w), data=data)


@state("verdicts/decide.html", "something lacks")
def _(w):
    return w.get("verdicts:decide", making.lacking(**facts(w)).pk, by=leader(w))


@state("verdicts/decide.html", "nobody said that it is ready")
def _(w):
    return w.get("verdicts:decide", making.complete(**facts(w)).pk, by=leader(w))


@state("verdicts/page.html", "very long words, not evaluated")
def _(w):
    verdict, owner = long_verdict(w)
    return w.get("verdicts:page", verdict.pk, by=owner)


@state("verdicts/page.html", "insufficient")
def _(w):
    verdict, _owner = long_verdict(w, making.lacking(**facts(w)), outcome="insufficient")
    return w.get("verdicts:page", verdict.pk)


@state("verdicts/page.html", "evaluated")
def _(w):
    return w.get("verdicts:page", making.evaluated(leader=leader(w), **facts(w)).pk)


@state("verdicts/evaluate.html", "they are not asked again yet")
def _(w):
    verdict, owner = long_verdict(w)
    return w.get("verdicts:evaluate", verdict.pk, by=owner)


@state("verdicts/evaluate.html", "before its day, and a side cannot be compared")
def _(w):
    verdict, owner = long_verdict(w)
    again = follow_up(Assessment.objects.get(pk=verdict.pk), by=w.birthe)
    counted(again, by=w.birthe, says={"citizen": "2", "organisation": "1"})
    return w.get("verdicts:evaluate", verdict.pk, by=owner)


@state("verdicts/evaluate.html", "wrong")
def _(w):
    verdict, owner = long_verdict(w, outcome="stop")
    return w.post("verdicts:evaluate", verdict.pk, by=owner, data={"text": CPR, "early_why": LONG_WORD * 40})


@state("assessments/page.html", "ready, for a leader")
def _(w):
    return w.get("assessments:page", making.ready(**facts(w)).pk, by=leader(w))


@state("assessments/page.html", "decided, with very long words")
def _(w):
    verdict, owner = long_verdict(w)
    return w.get("assessments:page", verdict.pk, by=owner)
