"""The states of the cross-cutting group: its room, the list, a question with and without advice, the forms."""

from samspil.decisions.actions import decide
from samspil.decisions.models import Case
from samspil.foundation import clock
from tests.assessments.making import make_assessment
from tests.factories import make_unit, viewer
from tests.states import LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.technologies.making import make_technology, make_use
from tests.technology_advice.making import make_advice, make_group, make_request
from tests.technology_needs.making import make_need
from tests.technology_projects.making import make_project


def asked(w: World, **facts):
    technology = make_technology(title=LONG_WORD[:80])
    return make_request(make_assessment(by=w.birthe, technology=technology, unit=w.unit), w.birthe, **facts)


def advised(w: World):
    """Long words, a minority, one with a small interest and one who left."""
    _group, (anna, bo, carl, *_more) = make_group(LONG_WORD[:70], "Bo Friis", "Carl Holst")
    told = {
        str(anna.pk): ("none", ""),
        str(bo.pk): ("small", f"Hans søster er ansat. {LONG_WORD}"),
        str(carl.pk): ("left", "Hans kone sælger den."),
    }
    return make_advice(
        asked(w, question=LONG_TEXT[:900]), anna, statements=told, recommendation=LONG_TEXT, dissent=LONG_LINE
    )


@state("technology_advice/room.html", "no group, nothing coming")
def _(w):
    return w.get("technology_advice:room")


@state("technology_advice/room.html", "everything that is coming, a question too late")
def _(w):
    row = advised(w)
    technology = make_technology(title=LONG_WORD)
    make_use(technology, make_unit(LONG_WORD[:80]), status="coming")
    need = make_need(by=w.birthe, unit=w.unit, title=LONG_LINE[:110])
    with w.days_ago(20):
        make_request(need, w.birthe, question=LONG_LINE)
    make_request(make_project(w.lene, unit=w.unit).trial, w.lene)
    return w.get("technology_advice:room", by=row.by)


@state("technology_advice/list.html", "empty")
def _(w):
    return w.get("technology_advice:list")


@state("technology_advice/list.html", "answered")
def _(w):
    advised(w)
    return w.get("technology_advice:list", query="?status=besvaret")


@state("technology_advice/request.html", "advice with dissent and who left")
def _(w):
    return w.get("technology_advice:request", advised(w).pk)


@state("technology_advice/request.html", "waits, for a member")
def _(w):
    _group, members = make_group()
    return w.get("technology_advice:request", asked(w).pk, by=members[0])


@state("technology_advice/request.html", "too late, for the one who asked")
def _(w):
    make_group()
    with w.days_ago(20):
        row = asked(w)
    return w.get("technology_advice:request", row.pk, by=w.birthe)


def passed_by(w: World):
    """Decided before the group answered."""
    make_group()
    row = asked(w, question=LONG_TEXT[:900])
    told = {"matter": "verdict", "outcome": "stop", "reason": LONG_LINE, "interest": "none"}
    decide(by=viewer(w.lene), case=Case(subject=row.subject, unit=w.unit), **told)
    return row


@state("technology_advice/room.html", "decided without the group")
def _(w):
    passed_by(w)
    return w.get("technology_advice:room")


@state("technology_advice/request.html", "decided without the group")
def _(w):
    return w.get("technology_advice:request", passed_by(w).pk)


@state("technology_advice/give.html", "an interest that is not told")
def _(w):
    _group, (anna, bo, carl) = make_group("Anna Toft", LONG_WORD[:70], "Carl Holst")
    told = {"recommendation": LONG_LINE, "meeting_on": str(clock.today())}
    told |= {f"stake_{anna.pk}": "none", f"stake_{bo.pk}": "small", f"stake_{carl.pk}": "away"}
    return w.post("technology_advice:give", asked(w).pk, by=anna, data=told)


@state("technology_advice/give.html", "statements that lack, among long names")
def _(w):
    _group, (anna, *_others) = make_group("Anna Toft", LONG_WORD[:70], "Carl Holst")
    told = {"recommendation": LONG_LINE, "meeting_on": str(clock.today())}
    return w.post("technology_advice:give", asked(w).pk, by=anna, data=told)


@state("site/form.html", "asking the group, a day that has gone")
def _(w):
    make_group()
    matter = make_assessment(by=w.birthe, unit=w.unit)
    told = {"question": LONG_LINE, "due": "2020-01-01"}
    return w.post("technology_advice:ask", matter.pk, by=w.birthe, data=told)


@state("assessments/page.html", "advice from the group")
def _(w):
    return w.get("assessments:page", advised(w).subject_id)
