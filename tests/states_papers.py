"""The states of the print views and the overview."""

from samspil.challenges.models import Challenge
from tests.assessments.making import collecting, counted, make_assessment
from tests.factories import make_answer, make_challenge, make_person, make_perspective, make_proposal
from tests.papers.deciding import advised, asked_for_advice, attached, decided, make_full
from tests.states import LONG_LINE, LONG_TEXT, LONG_WORD, World, state
from tests.states_story import full_challenge, long_challenge


@state("papers/paper.html", "filled, A4")
def paper(w: World):
    challenge = full_challenge(w)
    Challenge.objects.filter(pk=challenge.pk).update(next_on="2026-12-04", host_until="2027-01-31")
    make_answer(make_proposal(challenge, by=w.karen), by=w.birthe)
    return w.get("papers:paper", challenge.pk)


@state("papers/paper.html", "filled, A5")
def small_paper(w: World):
    return w.get("papers:paper", full_challenge(w).pk, query="?format=a5")


@state("papers/paper.html", "nothing said yet")
def empty_paper(w: World):
    return w.get("papers:paper", make_challenge(by=w.karen).pk)


@state("papers/paper.html", "very long words")
def long_paper(w: World):
    challenge = long_challenge()
    make_perspective(challenge, by=w.karen, body=LONG_TEXT)
    make_proposal(challenge, by=w.karen, title=LONG_WORD[:100], body=LONG_TEXT)
    return w.get("papers:paper", challenge.pk, query="?format=a5")


@state("site/who_defines.html", "filled, over three quarters")
def overview(w: World):
    long_challenge()
    for days in (0, 100, 200):
        with w.days_ago(days):
            make_challenge(by=w.karen, unit=w.unit)
            make_challenge(by=w.lene, theme="health")
            make_proposal(by=make_person(kind="professional"), unit=w.unit)
    return w.get("overview:who-defines")


@state("site/who_defines.html", "nothing yet")
def empty_overview(w: World):
    return w.get("overview:who-defines")


@state("site/who_defines.html", "nothing for what was chosen")
def chosen_overview(w: World):
    make_challenge(by=w.karen)
    return w.get("overview:who-defines", query="?emne=health&enhed=nej&aar=1999")


def staff_and_leader(w: World):
    staff = make_person("Mette Skov", role="employee", scope=w.unit, member_of=w.unit.actor)
    return staff, make_person("Lene Dahlgaard", role="leader", scope=w.unit, amount=500_000)


@state("papers/decision.html", "decided, with everything and very long words")
def decision_paper(w: World):
    staff, leader = staff_and_leader(w)
    assessment = make_full(staff, leader, w.unit, today=LONG_TEXT[:590])
    advised(assessment, recommendation=LONG_TEXT, dissent=LONG_WORD)
    asked_for_advice(assessment, question=LONG_LINE)
    attached(assessment, staff, title=LONG_LINE[:150], found=LONG_TEXT, method=LONG_WORD, agreement=LONG_WORD)
    decided(assessment, staff, leader, reason=LONG_TEXT, baseline=LONG_LINE)
    return w.get("papers:decision", assessment.pk)


@state("papers/decision.html", "nothing known yet")
def empty_decision_paper(w: World):
    staff, _leader = staff_and_leader(w)
    return w.get("papers:decision", make_assessment(by=staff, unit=w.unit).pk)


@state("papers/decision.html", "too few to decide")
def decision_paper_of_few(w: World):
    staff, _leader = staff_and_leader(w)
    assessment = collecting(make_assessment(by=staff, unit=w.unit), by=staff)
    return w.get("papers:decision", counted(assessment, by=staff, says={"employee": "-1", "organisation": "1"}).pk)
