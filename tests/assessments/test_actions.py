from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from samspil.assessments import actions, evidence, modelling, queries, seed
from samspil.assessments.models import Assessment, ModelVersion, Perspective
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import SYSTEM
from tests.assessments.making import TODAY, collecting, make_assessment, points_of, ready, tried
from tests.factories import make_unit, viewer
from tests.technologies.making import make_technology

KEY = "01890000-0000-7000-8000-000000000007"
CPR = "Min mor, 010150-1234."


# --- the model --------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
def test_model_has_eighteen_criteria_four_gates_and_no_more_than_a_person_can_answer(db):
    model = modelling.model_in_use()
    criteria = queries.criteria_of(model)
    assert [row.number for row in model.gates.all()] == ["G1", "G2", "G3", "G4"]
    assert len(criteria) == 18
    asked = {
        each: [row for row in criteria if each in {word.perspective for word in row.worded}] for each in Perspective
    }
    assert {each.value: len(rows) for each, rows in asked.items()} == {
        "citizen": 6,
        "relative": 4,
        "employee": 12,
        "organisation": 11,
    }
    assert [row.number for row in criteria if row.is_computed] == ["6.2"]  # worked out, never voted on
    assert all(len(row.anchors_da) == len(row.anchors_en) == 5 for row in criteria if not row.is_computed)


def test_model_is_in_our_own_words(db):
    words = " ".join(str(each) for each in (*seed.GATES, *seed.CRITERIA)).lower()
    assert not any(name in words for name in ("vtv", "360", "velfærdsteknologivurdering", "kvadrant"))


def test_model_is_read_in_both_languages(db):
    criterion = modelling.model_in_use().criteria.get(number="6.1")
    assert criterion.name == "Tid"
    assert criterion.steps[0] == (-2, "Meget mere tid")
    with translation.override("en"):
        assert criterion.name == "Time"
        assert criterion.steps[4] == (2, "Much less time")


def test_model_is_laid_once(db):
    assert modelling.model_in_use() == modelling.model_in_use()
    assert modelling.lay_first_model(by=SYSTEM).number == 1


def test_who_begins_a_version_at_the_same_moment_gets_the_others(db, monkeypatch):
    """Neither saw that there was one: the row refuses the second, and nothing of it is left."""
    first = modelling.model_in_use()
    monkeypatch.setattr(modelling, "newest_published", lambda: None)
    assert modelling.lay_first_model(by=SYSTEM) == first
    monkeypatch.undo()
    begin = modelling.new_version

    def overtaken(by, **facts):
        monkeypatch.undo()
        modelling.copy_model(by=SYSTEM)
        subjects = Subject.objects.count()
        version = begin(by, **facts)
        assert Subject.objects.count() == subjects
        return version

    monkeypatch.setattr(modelling, "new_version", overtaken)
    assert modelling.copy_model(by=SYSTEM) == ModelVersion.objects.get(is_draft=True)
    with pytest.raises(IntegrityError):  # something else is wrong: there is one draft already, with another number
        modelling.new_version(SYSTEM, number=9)


def test_published_model_is_frozen_and_a_copy_is_changed(birthe):
    first = modelling.model_in_use()
    with pytest.raises(ValidationError, match="ligger fast"):
        modelling.edit_gate(by=SYSTEM, model_id=first.pk, number="G1", name_da="Andet", question_da="Andet?")
    with pytest.raises(Refused):
        modelling.copy_model(by=viewer(birthe))  # a coordinator is no administrator
    draft = modelling.copy_model(by=SYSTEM)
    assert draft.number == 2
    assert modelling.copy_model(by=SYSTEM) == draft
    texts = {"name_da": "Minutter", "name_en": "Minutes", "employee_da": "Tager det flere minutter?"}
    anchors = "\n".join(["Mange flere", "Flere", "Som i dag", "Færre", "Mange færre"])
    modelling.edit_criterion(by=SYSTEM, model_id=draft.pk, number="6.1", anchors_da=anchors, **texts)
    assert modelling.model_in_use() == first
    kept = make_assessment(by=birthe)
    modelling.publish_model(by=SYSTEM, model_id=draft.pk, note="Tid hedder minutter.")
    assert kept.model == first
    assert [row.criterion.name for row in queries.asked_of(kept)][15] == "Tid"
    assert make_assessment(by=birthe).model == draft
    assert [str(row) for row in draft.criteria.get(number="6.1").wordings.all()] == ["Tager det flere minutter?"]


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"name_da": ""}, "name_da"),
        ({"anchors_da": "en\nto"}, "anchors_da"),
        ({"anchors_da": "\n".join([61 * "a", "b", "c", "d", "e"])}, "anchors_da"),
        ({"citizen_da": ""}, "citizen_da"),
        ({"citizen_da": CPR}, "citizen_da"),
        ({"citizen_da": "a" * 251}, "citizen_da"),
    ],
)
def test_criterion_that_cannot_be_asked_is_refused(db, texts, field):
    modelling.model_in_use()
    draft = modelling.copy_model(by=SYSTEM)
    whole = {"name_da": "Navn", "anchors_da": "a\nb\nc\nd\ne", "citizen_da": "Går det?"}
    with pytest.raises(ValidationError) as problem:
        modelling.edit_criterion(by=SYSTEM, model_id=draft.pk, number="1.1", **{**whole, **texts})
    assert field in problem.value.error_dict


def test_model_edit_that_was_overtaken_is_stale(db):
    modelling.model_in_use()
    draft = modelling.copy_model(by=SYSTEM)
    texts = {"name_da": "Behov", "question_da": "Er der et?"}
    modelling.edit_gate(by=SYSTEM, model_id=draft.pk, number="G1", expected_version=1, **texts)
    with pytest.raises(Stale):
        modelling.edit_gate(by=SYSTEM, model_id=draft.pk, number="G1", expected_version=1, **texts)
    with pytest.raises(NotFound):
        modelling.edit_gate(by=SYSTEM, model_id=draft.pk, number="G9", **texts)


# --- beginning --------------------------------------------------------------------------------------------------------


def test_assessment_begins_with_the_model_and_its_defaults(mette, unit):
    assessment = make_assessment(by=mette, unit=unit)
    assert assessment.status == "draft"
    assert (assessment.least_citizens, assessment.least_employees, assessment.least_organisation) == (5, 5, 2)
    assert len(queries.questions_for(assessment, "citizen")) == 6
    assert len(queries.questions_for(assessment, "employee")) == 12
    assert assessment.subject.context == assessment.technology.subject
    assert JournalEntry.objects.filter(verb="assessments.begun", subject=assessment.pk).count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"today": " "}, "today"),
        ({"today": CPR}, "today"),
        ({"unit_id": "0" * 32}, "unit_id"),
        ({"trial_id": "0" * 32}, "trial_id"),
        ({"least_citizens": 4}, "least_citizens"),
        ({"least_employees": 4}, "least_employees"),
        ({"least_employees": 501}, "least_employees"),
        ({"least_organisation": 1}, "least_organisation"),
        ({"least_organisation": -1}, "least_organisation"),
    ],
)
def test_assessment_with_something_missing_is_refused(birthe, unit, facts, field):
    whole = {"technology_id": make_technology(by=birthe).pk, "unit_id": unit.pk, "today": TODAY}
    with pytest.raises(ValidationError) as problem:
        actions.begin_assessment(by=viewer(birthe), **{**whole, **facts})
    assert field in problem.value.error_dict


def test_an_assessment_stands_in_a_units_name_only_by_those_of_it(mette, lene, birthe, unit, sign_in):
    technology, other = make_technology(by=birthe), make_unit("Børn og Unge")
    told = {"technology_id": technology.pk, "today": TODAY}
    with pytest.raises(ValidationError) as problem:
        actions.begin_assessment(by=viewer(lene), unit_id=other.pk, **told)
    assert set(problem.value.message_dict) == {"unit_id"}
    page = sign_in(lene).get(reverse("assessments:begin", args=[technology.pk]))
    assert [pk for pk, _name in page.context["form"].fields["unit_id"].choices] == ["", str(unit.pk)]
    theirs = actions.begin_assessment(by=viewer(birthe), unit_id=other.pk, **told)
    # Who keeps it in another unit changes the rest; the unit stays, or becomes one of theirs.
    Assessment.objects.filter(pk=theirs.pk).update(keeper=mette)
    form = sign_in(mette).get(reverse("assessments:edit", args=[theirs.pk])).context["form"]
    assert str(other.pk) in [pk for pk, _name in form.fields["unit_id"].choices]
    kept = actions.edit_assessment(by=viewer(mette), assessment_id=theirs.pk, unit_id=other.pk, today="I dag: to.")
    assert kept.unit == other
    moved = actions.edit_assessment(by=viewer(mette), assessment_id=theirs.pk, unit_id=unit.pk, today="I dag: to.")
    assert moved.unit == unit
    with pytest.raises(ValidationError):
        actions.edit_assessment(by=viewer(mette), assessment_id=theirs.pk, unit_id=other.pk, today="I dag: to.")


def test_only_staff_begin_and_only_those_who_keep_it_change_it(karen, lene, mette, birthe, unit):
    technology = make_technology(by=birthe)
    with pytest.raises(Refused):
        actions.begin_assessment(by=viewer(karen), technology_id=technology.pk, unit_id=unit.pk, today=TODAY)
    assessment = make_assessment(by=birthe, technology=technology)  # another unit's
    for other in (mette, lene, karen):
        with pytest.raises(Refused):
            actions.withdraw_assessment(by=viewer(other), assessment_id=assessment.pk)
    own = make_assessment(by=mette, unit=unit, technology=technology)
    actions.edit_assessment(by=viewer(lene), assessment_id=own.pk, unit_id=unit.pk, today="En lift.", least_citizens=8)
    own.refresh_from_db()
    assert own.least_citizens == 8


def test_second_press_begins_no_second_assessment(birthe, unit):
    press = {"technology_id": make_technology(by=birthe).pk, "unit_id": unit.pk, "today": TODAY, "request_id": KEY}
    assert actions.begin_assessment(by=viewer(birthe), **press) == actions.begin_assessment(by=viewer(birthe), **press)
    assert Assessment.objects.count() == 1


def test_edit_that_was_overtaken_is_stale(birthe, unit):
    assessment = make_assessment(by=birthe)
    change = {"assessment_id": assessment.pk, "unit_id": unit.pk, "today": "Andet.", "expected_version": 1}
    actions.edit_assessment(by=viewer(birthe), **change)
    with pytest.raises(Stale):
        actions.edit_assessment(by=viewer(birthe), **change)


# --- before anybody answers -------------------------------------------------------------------------------------------


def test_nobody_is_asked_before_the_gate_and_the_weights(birthe):
    assessment = make_assessment(by=birthe)
    ids = {"by": viewer(birthe), "assessment_id": assessment.pk}
    day = clock.today() + timedelta(days=7)
    with pytest.raises(ValidationError) as problem:
        actions.open_collecting(**ids, closes_on=day)
    assert len(problem.value.messages) == 2
    ready(assessment, by=birthe)
    with pytest.raises(ValidationError):
        actions.open_collecting(**ids, closes_on=clock.today() - timedelta(days=1))
    actions.open_collecting(**ids, closes_on=day)
    assessment.refresh_from_db()
    assert assessment.status == "collecting"
    actions.move_last_day(**ids, closes_on=day + timedelta(days=7))


def test_gate_asks_for_yes_or_no_and_words(birthe):
    assessment = make_assessment(by=birthe)
    ids = {"by": viewer(birthe), "assessment_id": assessment.pk}
    with pytest.raises(ValidationError) as problem:
        actions.answer_gate(
            **ids, answers={"G1": (True, ""), "G2": (None, "Ja"), "G3": (False, CPR), "G4": (True, "x")}
        )
    assert set(problem.value.error_dict) == {"G1_words", "G2_yes", "G3_words"}
    answers = {"G1": (True, "a"), "G2": (False, "b"), "G3": (True, "c"), "G4": (True, "d")}
    actions.answer_gate(**ids, answers=answers)
    actions.answer_gate(**ids, answers=answers)  # anew
    assert [row.is_yes for row in assessment.gate_answers.all()] == [True, False, True, True]


def test_weights_are_frozen_when_collecting_begins(birthe):
    assessment = collecting(by=birthe)
    with pytest.raises(Refused):
        actions.agree_weights(
            by=viewer(birthe),
            assessment_id=assessment.pk,
            points=points_of(assessment, p1_1=100),
            agreed_by="Nogen",
            agreed_why="Noget",
        )
    with pytest.raises(Refused):
        actions.choose_criteria(by=viewer(birthe), assessment_id=assessment.pk, citizens=["1.1"], employees=["1.1"])
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by a write past the verbs
        Assessment.objects.filter(pk=assessment.pk).update(agreed_on=None)


def test_whoever_had_the_form_open_meanwhile_hears_why_nothing_is_saved(mette, karen, unit, sign_in):
    assessment = collecting(make_assessment(by=mette, unit=unit), by=mette)
    before = list(assessment.asked.values_list("points", "perspectives"))
    for name in ("edit", "gate", "criteria", "weights"):
        page = reverse(f"assessments:{name}", args=[assessment.pk])
        answered = sign_in(mette).post(page, {"agreed_by": "Nogen", "today": "Noget andet."}, follow=True)
        assert answered.redirect_chain == [(reverse("assessments:page", args=[assessment.pk]), 302)]
        assert "Der er åbnet for svar. Derfor ligger det fast, og intet er gemt." in answered.text
        assert sign_in(karen).post(page, {}).status_code == 403
    assessment.refresh_from_db()
    assert assessment.today == TODAY
    assert list(assessment.asked.values_list("points", "perspectives")) == before


@pytest.mark.parametrize(
    ("points", "texts", "field"),
    [
        ({"1.1": 101}, {}, "1.1"),
        ({"1.1": None}, {}, "1.1"),
        ({}, {"agreed_by": ""}, "agreed_by"),
        ({}, {"agreed_why": ""}, "agreed_why"),
    ],
)
def test_weights_that_are_not_agreed_are_refused(birthe, points, texts, field):
    assessment = make_assessment(by=birthe)
    with pytest.raises(ValidationError) as problem:
        actions.agree_weights(
            by=viewer(birthe),
            assessment_id=assessment.pk,
            points={**points_of(assessment), **points},
            **{"agreed_by": "Lene", "agreed_why": "Livet", **texts},
        )
    assert field in problem.value.error_dict


def test_something_must_weigh_more_than_nothing(birthe):
    assessment = make_assessment(by=birthe)
    nothing = dict.fromkeys(points_of(assessment), 0)
    with pytest.raises(ValidationError, match="mere end 0"):
        actions.agree_weights(
            by=viewer(birthe), assessment_id=assessment.pk, points=nothing, agreed_by="Lene", agreed_why="Intet"
        )


def test_relatives_are_asked_what_citizens_are_and_the_organisation_everything(birthe):
    assessment = make_assessment(by=birthe)
    ids = {"by": viewer(birthe), "assessment_id": assessment.pk}
    actions.choose_criteria(**ids, citizens=["1.1", "3.1"], employees=["4.1"])
    asked = {
        each.value: [row.criterion.number for row in queries.questions_for(assessment, each)] for each in Perspective
    }
    assert asked["citizen"] == ["1.1", "3.1"]
    assert asked["relative"] == ["1.1"]
    assert asked["employee"] == ["4.1"]
    assert len(asked["organisation"]) == 11
    for citizens, employees in (([], ["4.1"]), (["4.1"], ["4.1"]), (["1.1"], [])):
        with pytest.raises(ValidationError):
            actions.choose_criteria(**ids, citizens=citizens, employees=employees)


def test_evidence_above_opinion_needs_its_source(birthe):
    assessment = make_assessment(by=birthe, **tried())
    ids = {"by": viewer(birthe), "assessment_id": assessment.pk}
    with pytest.raises(ValidationError) as problem:
        evidence.grade_evidence(**ids, grades={"1.1": ("E2", ""), "1.2": ("E9", "x")})
    assert set(problem.value.error_dict) == {"1.1_why", "1.2_grade"}
    evidence.grade_evidence(**ids, grades={"1.1": ("E2", "Målt på Solbakken i 12 uger.")})
    assert assessment.asked.get(criterion__number="1.1").grade == "E2"


def test_withdrawn_assessment_is_out_of_lists_and_silent(birthe):
    assessment = make_assessment(by=birthe)
    actions.withdraw_assessment(by=viewer(birthe), assessment_id=assessment.pk)
    assert not queries.assessments(viewer(birthe)).exists()
    assessment.subject.refresh_from_db()
    assert assessment.subject.title == ""
    with pytest.raises(Refused):
        actions.withdraw_assessment(by=viewer(birthe), assessment_id=assessment.pk)


def test_two_drafts_of_the_model_cannot_stand_at_once(db):
    modelling.model_in_use()
    modelling.copy_model(by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        modelling.new_version(SYSTEM, number=9)
    assert ModelVersion.objects.filter(is_draft=True).count() == 1
