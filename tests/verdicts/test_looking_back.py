"""What stands before and after a verdict: that it is ready, whether it held, and what the next project must answer."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from samspil.assessments import evidence
from samspil.assessments.actions import withdraw_assessment
from samspil.assessments.models import Assessment, Status
from samspil.evaluations.actions import acknowledge_lesson, take_lesson_back
from samspil.evaluations.models import Lesson
from samspil.evaluations.queries import lessons, taken_up_by
from samspil.foundation import clock, subjects
from samspil.foundation.models import Audience, JournalEntry
from samspil.foundation.verbs import NotFound, Stale
from samspil.foundation.viewer import NOBODY
from samspil.responses.queries import both_of
from samspil.technology_projects import queries as projects
from samspil.trials.models import Trial
from samspil.verdicts import actions
from samspil.verdicts.models import Declaration, LookBack
from samspil.verdicts.queries import round_of
from tests.assessments.making import follow_up
from tests.factories import viewer
from tests.racing import at_once
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_project
from tests.verdicts.making import FOUND, MEASURED, asked_again, counted, decide, decided, evaluated, ready

pytestmark = pytest.mark.django_db
LESS = {**MEASURED, "1.1": ("E0", "")}


def status_of(assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).status


# --- ready ------------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
def test_other_grades_take_it_back_that_it_is_ready(mette, unit, lene):
    assessment = ready(mette, unit)
    ids = {"by": viewer(mette), "assessment_id": assessment.pk}
    evidence.grade_evidence(**ids, grades=MEASURED)  # the same as before
    assert status_of(assessment) == Status.READY
    evidence.grade_evidence(**ids, grades=LESS)
    assert status_of(assessment) == Status.COMPLETE
    assert not Declaration.objects.exists()
    assert JournalEntry.objects.filter(verb="verdicts.ready_taken_back", subject=assessment.pk).count() == 1
    with pytest.raises(ValidationError) as problem:
        decide(assessment, lene)
    assert set(problem.value.message_dict) == {"outcome"}
    actions.make_ready(**ids, interest="none")
    assert decide(assessment, lene).grade_independence == 0


def test_pages_tell_before_and_after_that_it_must_be_said_again(mette, unit, sign_in):
    assessment, client = ready(mette, unit), sign_in(mette)
    path = reverse("assessments:grades", args=[assessment.pk])
    assert "skal I sige igen, at den er klar" in client.get(path).text
    sent = {f"{row.criterion.number}_grade": "E0" for row in assessment.asked.select_related("criterion")}
    page = client.post(
        path, {**sent, "expected_version": Assessment.objects.get(pk=assessment.pk).version}, follow=True
    )
    assert "Vurderingen skal siges klar igen" in page.text
    assert reverse("verdicts:ready", args=[assessment.pk]) in page.text
    assert "skal I sige igen, at den er klar" not in client.get(path).text


def test_leader_with_the_page_open_decides_nothing_on_other_grades(mette, unit, lene, sign_in):
    assessment, client = ready(mette, unit), sign_in(lene)
    before = Assessment.objects.get(pk=assessment.pk).version
    evidence.grade_evidence(by=viewer(mette), assessment_id=assessment.pk, grades=LESS)
    with pytest.raises(Stale):
        decide(assessment, lene, expected_version=before)
    page = client.get(reverse("verdicts:decide", args=[assessment.pk])).text
    assert "De, der holder vurderingen, skal først sige, at den er klar." in page


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_graded_once_it_is_written_whether_it_held(mette, unit, lene):
    verdict = decided(mette, unit, lene)
    second = asked_again(verdict, mette)
    at_once(
        lambda: actions.evaluate_verdict(by=viewer(lene), assessment_id=verdict.pk, **FOUND),
        lambda: evidence.grade_evidence(by=viewer(mette), assessment_id=second.pk, grades=LESS),
    )
    verbs = ("verdicts.evaluated", "assessments.graded")
    rows = JournalEntry.objects.filter(subject__in=(verdict.pk, second.pk), verb__in=verbs).order_by("pk")
    assert rows.last().verb == "verdicts.evaluated"


def test_a_hidden_round_is_no_answer(mette, unit, lene, sign_in):
    verdict = decided(mette, unit, lene)
    before, hidden = asked_again(verdict, mette), asked_again(verdict, mette)
    assert round_of(verdict.assessment) == hidden
    subjects.set_hidden(hidden.subject, clock.now())
    assert round_of(verdict.assessment) == before
    subjects.set_hidden(before.subject, clock.now())
    arguments = {"by": viewer(lene), "assessment_id": verdict.pk, **FOUND}
    with pytest.raises(ValidationError, match="Spørg dem, der svarede, igen"):
        actions.evaluate_verdict(**arguments)
    shown = sign_in(lene).get(reverse("verdicts:page", args=[verdict.pk])).text
    assert str(hidden.pk) not in shown
    assert str(before.pk) not in shown


# --- before its day ---------------------------------------------------------------------------------------------------


def test_before_its_day_it_needs_a_reason(mette, unit, lene):
    verdict = decided(mette, unit, lene, outcome="stop")
    told = {"by": viewer(lene), "assessment_id": verdict.pk, **FOUND}
    with pytest.raises(ValidationError) as problem:
        actions.evaluate_verdict(**{**told, "early_why": " "})
    assert problem.value.message_dict == {"early_why": ["Skriv, hvorfor I ser på det før dagen."]}
    assert not LookBack.objects.exists()
    assert actions.evaluate_verdict(**told).early_why == FOUND["early_why"]


def test_on_its_day_nobody_is_asked_why_and_nothing_is_kept(mette, unit, lene):
    verdict = decided(mette, unit, lene, outcome="stop")
    with time_machine.travel(datetime.combine(verdict.evaluation_on, time(9), UTC), tick=False):
        row = actions.evaluate_verdict(by=viewer(lene), assessment_id=verdict.pk, **FOUND)
    assert row.early_why == ""


def test_page_asks_why_keeps_the_words_and_shows_the_reason(mette, unit, lene, sign_in, client):
    verdict = decided(mette, unit, lene, outcome="stop")
    path, signed = reverse("verdicts:evaluate", args=[verdict.pk]), sign_in(lene)
    assert "Hvorfor før dagen?" in signed.get(path).text
    page = signed.post(path, {**FOUND, "early_why": ""})
    assert page.context["form"].errors["early_why"]
    assert FOUND["text"] in page.text
    assert not LookBack.objects.exists()
    signed.post(path, FOUND)
    shown = signed.get(reverse("verdicts:page", args=[verdict.pk])).text
    assert FOUND["early_why"] in shown


def test_nothing_is_said_while_they_are_being_asked_again(mette, unit, lene, client):
    """Else what is counted later would stand beside it, and it rested on other figures."""
    verdict = decided(mette, unit, lene)
    first = Assessment.objects.get(pk=verdict.pk)
    before, later = asked_again(verdict, mette), follow_up(first, by=mette)
    arguments = {"by": viewer(lene), "assessment_id": verdict.pk, **FOUND}
    with pytest.raises(ValidationError, match="Tæl svarene først"):
        actions.evaluate_verdict(**arguments)
    withdraw_assessment(by=viewer(mette), assessment_id=later.pk)
    assert actions.evaluate_verdict(**arguments).round == before
    assert both_of(Assessment.objects.get(pk=first.pk), NOBODY)[1] == before


# --- what could not be compared ---------------------------------------------------------------------------------------


def test_round_that_was_hidden_holds_nobody_back(mette, unit, lene):
    stopped = decided(mette, unit, lene, outcome="stop")
    hidden = follow_up(Assessment.objects.get(pk=stopped.pk), by=mette)
    with pytest.raises(ValidationError, match="Tæl svarene først"):
        actions.evaluate_verdict(by=viewer(lene), assessment_id=stopped.pk, **FOUND)
    subjects.set_hidden(hidden.subject, clock.now())
    assert actions.evaluate_verdict(by=viewer(lene), assessment_id=stopped.pk, **FOUND).round is None


def test_sides_too_few_answered_from_are_named(mette, unit, lene, sign_in):
    verdict = decided(mette, unit, lene)
    first = Assessment.objects.get(pk=verdict.pk)
    counted(follow_up(first, by=mette), by=mette, says={"citizen": "2", "organisation": "1"})
    told = "Kan ikke sammenlignes: Medarbejdere."
    page = sign_in(lene).get(reverse("verdicts:evaluate", args=[verdict.pk])).text
    assert told in page
    row = actions.evaluate_verdict(by=viewer(lene), assessment_id=verdict.pk, **FOUND)
    assert row.not_compared == ["employees"]
    assert told in sign_in(lene).get(reverse("verdicts:page", args=[verdict.pk])).text
    assert (
        "Kan ikke sammenlignes: Medarbejdere."
        in sign_in(lene).get(reverse("responses:compared", args=[verdict.pk])).text
    )


def test_nothing_is_said_where_all_can_be_compared_or_nobody_was_asked(mette, unit, lene, client):
    row = evaluated(mette, unit, lene)
    assert row.not_compared == []
    assert "Kan ikke sammenlignes" not in client.get(reverse("verdicts:page", args=[row.pk])).text
    stopped = decided(mette, unit, lene, outcome="stop")
    assert actions.evaluate_verdict(by=viewer(lene), assessment_id=stopped.pk, **FOUND).not_compared == []


# --- what the next project must answer --------------------------------------------------------------------------------


@pytest.fixture
def learnt(mette, unit, lene):
    """A verdict on a technology that was looked back on, and its lesson."""
    technology = make_technology(title="Loftlift i skinne")
    evaluated(mette, unit, lene, technology=technology)
    return Lesson.objects.get()


def project_with(technology_id, mette, unit):
    """A plan, with nothing in place yet."""
    project = make_project(mette, unit=unit, technology=type("T", (), {"pk": technology_id}))
    return project, Trial.objects.get(pk=project.pk)


def waits(trial) -> bool:
    return any(line.endswith("Der venter 1.") for line in projects.lacks_to_start(trial))


@pytest.mark.capability("C53")
def test_what_a_verdict_taught_must_be_answered_before_the_next_begins(learnt, mette, unit):
    project, trial = project_with(learnt.source.context_id, mette, unit)
    assert (learnt.text, learnt.evaluation) == (FOUND["lesson"], None)
    assert projects.lessons_before(project, NOBODY) == [learnt]
    assert waits(trial)
    acknowledge_lesson(by=viewer(mette), lesson_id=learnt.pk, subject_id=trial.pk, text="Vi måler i uge 8.")
    assert not waits(trial)
    assert projects.lessons_before(project, NOBODY) == []
    assert [row.text for row in taken_up_by(trial.subject, NOBODY)] == ["Vi måler i uge 8."]


@pytest.mark.capability("C53")
def test_pages_lead_to_it_and_to_the_answer(learnt, mette, unit, sign_in, client):
    project, _trial = project_with(learnt.source.context_id, mette, unit)
    page = reverse("technology_projects:page", args=[project.pk])
    answer = reverse("evaluations:acknowledge", args=[learnt.pk, project.pk])
    text = sign_in(mette).get(page).text
    assert answer in text
    assert f'href="{reverse("assessments:page", args=[learnt.source_id])}"' in text
    assert "Den samme teknologi" in text
    open_ones = client.get(reverse("evaluations:lessons")).text
    assert learnt.text in open_ones
    assert reverse("assessments:page", args=[learnt.source_id]) in open_ones
    sign_in(mette).post(answer, {"text": "Vi måler i uge 8."})
    assert "Vi måler i uge 8." in client.get(page).text
    assert "Vi måler i uge 8." in client.get(reverse("trials:page", args=[project.pk])).text


def test_lesson_of_the_same_sort_is_read_and_holds_nobody_back(learnt, mette, unit):
    group = learnt.source.context.technology.group
    project = make_project(mette, unit=unit, technology=make_technology(title="En anden lift", group=group))
    assert [(row.pk, row.is_same) for row in projects.lessons_before(project, NOBODY)] == [(learnt.pk, False)]
    assert not waits(Trial.objects.get(pk=project.pk))


def test_same_technology_stands_first_whoever_wrote_last(learnt, mette, unit, lene):
    group = learnt.source.context.technology.group
    evaluated(mette, unit, lene, technology=make_technology(title="En anden lift", group=group))
    project, _trial = project_with(learnt.source.context_id, mette, unit)
    assert [row.is_same for row in projects.lessons_before(project, NOBODY)] == [True, False]


def test_what_was_tried_before_the_verdict_is_not_asked_to_read_it(mette, unit, lene):
    row = evaluated(mette, unit, lene)
    own = row.verdict.assessment.trial.technology_project
    assert projects.lessons_before(own, NOBODY) == []


@pytest.mark.parametrize("how", ["hidden", "limited"])
def test_lesson_of_what_not_everybody_reads_holds_nobody_back(learnt, mette, unit, how):
    if how == "hidden":
        subjects.set_hidden(learnt.source, clock.now())
    else:
        subjects.set_audience(learnt.source, Audience.STAFF)
    project, trial = project_with(learnt.source.context_id, mette, unit)
    assert not lessons(NOBODY).exists()
    if how == "hidden":
        with pytest.raises(NotFound):
            acknowledge_lesson(by=viewer(mette), lesson_id=learnt.pk, subject_id=trial.pk, text="Vi måler.")
    assert projects.lessons_before(project, NOBODY) == []
    assert not waits(trial)


def test_lesson_of_a_verdict_is_not_taken_back_by_itself(learnt, mette, sign_in):
    with pytest.raises(NotFound):
        take_lesson_back(by=viewer(mette), lesson_id=learnt.pk)
    assert sign_in(mette).get(reverse("evaluations:take-lesson-back", args=[learnt.pk])).status_code == 404


def test_many_lessons_of_verdicts_cost_no_more(learnt, mette, unit, client, django_assert_max_num_queries):
    project, _trial = project_with(learnt.source.context_id, mette, unit)
    page = reverse("technology_projects:page", args=[project.pk])
    for number in range(8):
        Lesson.objects.create(source=learnt.source, text=f"Lære {number}", by=mette, at=clock.now() + timedelta(1))
    client.get(page)
    with django_assert_max_num_queries(18):
        assert client.get(page).text.count("Lære ") >= 8
