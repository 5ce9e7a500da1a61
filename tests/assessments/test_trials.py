"""An assessment rests only on a trial of its technology, and only what was tried here is measured here."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.assessments import actions, evidence, queries
from samspil.assessments.models import AskedCriterion, Assessment
from samspil.foundation import clock, subjects
from samspil.foundation.models import Audience
from samspil.foundation.viewer import NOBODY
from tests.assessments.making import TODAY, counted, decided, follow_up, make_assessment, points_of, ready, tried
from tests.factories import make_unit, viewer
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_project, make_tried

pytestmark = pytest.mark.django_db
MEASURED = {"1.1": ("E2", "Talt i fire uger før og efter.")}


def begun(by, unit, technology, **facts):
    return actions.begin_assessment(
        by=viewer(by), technology_id=technology.pk, unit_id=unit.pk, **{"today": TODAY, **facts}
    )


# --- which trial ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
def test_assessment_rests_on_a_trial_of_its_technology(birthe, unit):
    technology = make_technology()
    trial = make_tried(technology)
    assert begun(birthe, unit, technology, trial_id=trial.pk).trial == trial


@pytest.mark.parametrize("which", ["of another technology", "planned only"])
def test_other_trials_are_refused_at_the_field(birthe, unit, which):
    technology = make_technology()
    trial = (
        make_tried()
        if which == "of another technology"
        else make_project(birthe, technology=technology, unit=unit).trial
    )
    with pytest.raises(ValidationError) as problem:
        begun(birthe, unit, technology, trial_id=trial.pk)
    told = problem.value.message_dict
    assert told == {"trial_id": ["Vælg en afprøvning af den her teknologi, der er i gang eller slut."]}
    draft = begun(birthe, unit, technology)
    with pytest.raises(ValidationError):
        actions.edit_assessment(
            by=viewer(birthe), assessment_id=draft.pk, unit_id=unit.pk, today=TODAY, trial_id=trial.pk
        )


def test_trial_that_one_may_not_read_is_neither_offered_nor_named(birthe):
    technology = make_technology()
    trial = make_tried(technology)
    trial.subject.audience = Audience.STAFF
    trial.subject.save(update_fields=["audience"])
    assert queries.trials_to_choose(technology.pk, NOBODY) == []
    assert queries.trials_to_choose(technology.pk, viewer(birthe)) == [(str(trial.pk), trial.title)]


def test_trial_that_one_may_not_read_is_not_taken_away_either(birthe, mette, unit):
    technology = make_technology()
    assessment = make_assessment(by=birthe, technology=technology, unit=unit, trial_id=make_tried(technology).pk)
    subjects.set_hidden(assessment.trial.subject, clock.now())
    actions.edit_assessment(by=viewer(mette), assessment_id=assessment.pk, unit_id=unit.pk, today="Andet.")
    assessment.refresh_from_db()
    assert (assessment.today, assessment.trial is None) == ("Andet.", False)


def test_form_offers_the_trials_of_the_technology_and_ones_own_unit(mette, unit, sign_in):
    make_unit("Et andet hus")
    technology, other = make_technology(), make_tried()
    trial = make_tried(technology, unit=unit)
    client = sign_in(mette)
    page = client.get(reverse("assessments:begin", args=[technology.pk]))
    assert [pk for pk, _title in page.context["form"].fields["trial_id"].choices] == ["", str(trial.pk)]
    assert f'<option value="{unit.pk}" selected>' in page.text
    sent = {"today": TODAY, "unit_id": str(unit.pk), "least_citizens": 5, "least_employees": 5, "least_organisation": 2}
    page = client.post(reverse("assessments:begin", args=[technology.pk]), {**sent, "trial_id": str(other.pk)})
    assert "Vælg en afprøvning af den her teknologi, der er i gang eller slut." in page.text
    assert not Assessment.objects.exists()
    assert (
        client.post(reverse("assessments:begin", args=[technology.pk]), {**sent, "trial_id": str(trial.pk)}).status_code
        == 302
    )
    assert Assessment.objects.get().trial == trial


def test_form_says_how_a_trial_comes_where_there_is_none(mette, sign_in):
    page = sign_in(mette).get(reverse("assessments:begin", args=[make_technology().pk])).text
    assert "Ingen fuld afprøvning af teknologien er begyndt." in page


def test_many_trials_cost_one_query(birthe, django_assert_num_queries):
    technology = make_technology()
    for _many in range(3):
        make_tried(technology)
    who = viewer(birthe)
    with django_assert_num_queries(1):
        assert len(queries.trials_to_choose(technology.pk, who)) == 3


# --- what was measured here -------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
def test_measured_here_needs_a_trial(birthe):
    ids = {"by": viewer(birthe), "assessment_id": make_assessment(by=birthe).pk}
    with pytest.raises(ValidationError) as problem:
        evidence.grade_evidence(**ids, grades={"1.1": ("E2", "Talt i fire uger.")})
    told = problem.value.message_dict
    assert told == {"1.1_grade": ["Vurderingen bygger ikke på en afprøvning. Derfor kan intet være E2, målt hos os."]}
    on_trial = make_assessment(by=birthe, **tried())
    evidence.grade_evidence(by=viewer(birthe), assessment_id=on_trial.pk, grades={"1.1": ("E2", "Talt hos os.")})
    assert on_trial.asked.get(criterion__number="1.1").grade == "E2"


@pytest.mark.parametrize(
    ("grade", "why"),
    [("E1", "Leverandørens tal."), ("E3", "Målt i fire kommuner."), ("E4", "En samlet gennemgang af forskningen.")],
)
def test_what_others_found_out_needs_none(birthe, grade, why):
    assessment = make_assessment(by=birthe)
    evidence.grade_evidence(by=viewer(birthe), assessment_id=assessment.pk, grades={"1.1": (grade, why)})
    assert assessment.asked.get(criterion__number="1.1").grade == grade


def test_trial_behind_what_was_measured_is_not_taken_away(birthe, unit):
    facts = tried()
    assessment = make_assessment(by=birthe, unit=unit, **facts)
    ids = {"by": viewer(birthe), "assessment_id": assessment.pk}
    change = {**ids, "unit_id": unit.pk, "today": TODAY}
    evidence.grade_evidence(**ids, grades=MEASURED)
    with pytest.raises(ValidationError) as problem:
        actions.edit_assessment(**change)
    assert list(problem.value.message_dict) == ["trial_id"]
    actions.edit_assessment(**change, trial_id=facts["trial_id"])
    evidence.grade_evidence(**ids, grades={"1.1": ("E0", "")})
    actions.edit_assessment(**change)
    assessment.refresh_from_db()
    assert assessment.trial is None


def test_page_of_the_grades_says_what_it_can_be_without_a_trial(birthe, sign_in):
    assessment = make_assessment(by=birthe)
    client, path = sign_in(birthe), reverse("assessments:grades", args=[assessment.pk])
    assert "Derfor kan intet være E2, målt hos os." in client.get(path).text
    sent = {f"{row.criterion.number}_grade": "E0" for row in assessment.asked.all()}
    page = client.post(path, {**sent, "1.1_grade": "E2", "1.1_why": "Talt."})
    assert page.text.count("Derfor kan intet være E2, målt hos os.") >= 2
    assert not assessment.asked.exclude(grade="E0").exists()
    on_trial = make_assessment(by=birthe, **tried())
    assert "kan intet være E2" not in client.get(reverse("assessments:grades", args=[on_trial.pk])).text


def test_grading_a_round_stands_behind_whoever_writes_whether_it_held(birthe, monkeypatch):
    first = decided(by=birthe, **tried())
    second = counted(follow_up(first, by=birthe), by=birthe)
    locked = []
    real = Assessment.objects.select_for_update

    def seen(*args, **kwargs):
        rows = real(*args, **kwargs)
        locked.append(kwargs)
        return rows

    monkeypatch.setattr(Assessment.objects, "select_for_update", seen)
    evidence.grade_evidence(by=viewer(birthe), assessment_id=second.pk, grades=MEASURED)
    assert locked[0] == {"no_key": True}
    evidence.grade_evidence(by=viewer(birthe), assessment_id=make_assessment(by=birthe).pk, grades={})
    assert len(locked) == 1  # nothing but the row itself where it follows none


# --- what nobody is asked ---------------------------------------------------------------------------------------------


@pytest.fixture
def without_one(birthe):
    """A draft in which nobody is asked about 4.2; with what its form would send for the rest."""
    assessment = make_assessment(by=birthe)
    employees = [question.criterion.number for question in queries.questions_for(assessment, "employee")]
    citizens = [question.criterion.number for question in queries.questions_for(assessment, "citizen")]
    actions.choose_criteria(
        by=viewer(birthe),
        assessment_id=assessment.pk,
        citizens=citizens,
        employees=[number for number in employees if number != "4.2"],
    )
    assert AskedCriterion.objects.get(assessment=assessment, criterion__number="4.2").perspectives == []
    return assessment


@pytest.mark.capability("C59")
def test_what_nobody_is_asked_gets_no_points(birthe, without_one, sign_in):
    path = reverse("assessments:weights", args=[without_one.pk])
    client = sign_in(birthe)
    page = client.get(path)
    assert "4.2" not in page.context["form"].fields
    assert "Det får 100" not in page.text
    points = points_of(without_one)
    sent = {**points, "agreed_by": "Lene og Ældrerådet", "agreed_why": "Livet vejer mest."}
    assert client.post(path, sent).status_code == 302
    rows = dict(without_one.asked.values_list("criterion__number", "points"))
    assert (rows["4.2"], rows["6.2"], rows["4.1"]) == (None, None, 50)


def test_points_on_what_nobody_is_asked_are_not_kept(birthe, without_one):
    points = dict.fromkeys(points_of(without_one), 0)
    told = {"agreed_by": "Lene", "agreed_why": "Livet."}
    ids = {"by": viewer(birthe), "assessment_id": without_one.pk}
    with pytest.raises(ValidationError):
        actions.agree_weights(**ids, points={**points, "4.2": 100}, **told)
    actions.agree_weights(**ids, points={**points, "4.1": 20, "4.2": 100}, **told)
    assert without_one.asked.get(criterion__number="4.2").points is None


def test_points_from_before_count_as_nothing_once_it_opens(birthe):
    assessment = ready(by=birthe)
    assessment.asked.filter(criterion__number="4.2").update(perspectives=[])
    actions.open_collecting(by=viewer(birthe), assessment_id=assessment.pk, closes_on=clock.today())
    rows = dict(assessment.asked.values_list("criterion__number", "points"))
    assert (rows["4.2"], rows["4.1"]) == (None, 50)


def test_other_questions_want_other_weights(birthe):
    assessment = ready(by=birthe)
    citizens, employees = (
        [question.criterion.number for question in queries.questions_for(assessment, side)]
        for side in ("citizen", "employee")
    )
    ids = {"by": viewer(birthe), "assessment_id": assessment.pk}
    actions.choose_criteria(**ids, citizens=citizens[1:], employees=employees)  # the others are asked it still
    assessment.refresh_from_db()
    assert assessment.agreed_on is not None
    actions.choose_criteria(**ids, citizens=citizens, employees=[each for each in employees if each != "4.2"])
    assessment.refresh_from_db()
    assert assessment.agreed_on is None
    assert actions.missing_from(assessment) == ["Vægtene er ikke aftalt. Det skal de være, før nogen svarer."]


# --- before it is opened ----------------------------------------------------------------------------------------------


def test_no_in_the_gate_is_told_before_anybody_is_asked(birthe, sign_in):
    assessment, client = ready(by=birthe), sign_in(birthe)
    path = reverse("assessments:open", args=[assessment.pk])
    assert "I har svaret nej her" not in client.get(path).text
    refused = assessment.gate_answers.get(gate__number="G3")
    assessment.gate_answers.filter(pk=refused.pk).update(is_yes=False)
    page = client.get(path).text
    assert "I har svaret nej her" in page
    assert refused.gate.question in page
