"""What is decided on an assessment: by whom, on what, and whether it held."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from samspil.assessments.models import AskedCriterion, Assessment, Status
from samspil.decisions.models import Decision
from samspil.following.reminders import remind_owed
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY, SYSTEM
from samspil.identity.actions import erase_person
from samspil.responses.models import CountedResponse
from samspil.verdicts import actions, personal_data, queries
from samspil.verdicts.models import LookBack, Outcome, StandIn, Verdict
from tests.assessments.making import collecting, counted, enter, follow_up, make_assessment
from tests.business_cases.making import make_case
from tests.factories import make_actor, make_person, make_unit, viewer
from tests.gone import stands_in
from tests.racing import at_once
from tests.trials.making import plan_full
from tests.verdicts.making import FOUND, asked_again, complete, decide, decided, evaluated, lacking, ready, told

pytestmark = pytest.mark.django_db
FOUR = [Outcome.ROLL_OUT, Outcome.TRY, Outcome.WATCH, Outcome.STOP]
KEY = "01890000-0000-7000-8000-00000000000a"


def status_of(assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).status


def refused_at(verb, **arguments) -> dict:
    with pytest.raises(ValidationError) as problem:
        verb(**arguments)
    assert not Verdict.objects.exists()
    assert not Decision.objects.exists()
    return problem.value.message_dict


# --- what is decided --------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
@pytest.mark.parametrize("outcome", FOUR)
def test_leader_decides_and_what_it_rests_on_is_frozen(mette, unit, lene, outcome):
    verdict = decided(mette, unit, lene, outcome=outcome)
    verdict = Verdict.objects.get(pk=verdict.pk)
    assert (verdict.decision.by, verdict.decision.matter, verdict.decision.unit) == (lene, "verdict", unit)
    assert (verdict.citizens, verdict.relatives, verdict.employees, verdict.functions) == (5, 0, 5, 2)
    assert (verdict.least_citizens, verdict.least_employees, verdict.least_functions) == (5, 5, 2)
    assert (verdict.was_ready, verdict.gates_passed, verdict.lacks, verdict.unhandled) == (True, True, [], 0)
    assert (verdict.grade_independence, verdict.grade_harm, verdict.grade_time) == (2, 2, 2)
    assert verdict.spreads_known
    assert verdict.result["sides"]["citizens"]["medians"]["1.1"] == 1
    assert verdict.result["sides"]["organisation"]["profile"] == pytest.approx(1)
    assert verdict.result["grades"]["3.1"] == "E2"
    assert status_of(verdict) == Status.DECIDED
    assert JournalEntry.objects.filter(verb="verdicts.decided", subject=verdict.pk).count() == 1


def test_paper_years_later_shows_what_was_decided_on(mette, unit, lene):
    """Even where somebody changes the counted answers behind the verbs."""
    verdict = decided(mette, unit, lene)
    CountedResponse.objects.filter(asked__assessment=verdict.pk).update(counts=[5, 0, 0, 0, 0])
    assert queries.verdict_of(Assessment.objects.get(pk=verdict.pk)).result == verdict.result
    assert verdict.result["sides"]["citizens"]["medians"]["1.1"] == 1


def test_relatives_in_citizens_place_are_counted_and_told(mette, unit, lene):
    assessment = collecting(by=mette, unit=unit)
    enter(assessment, "relative", by=mette)
    counted(assessment, by=mette)
    actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="none")
    verdict = decide(assessment, lene)
    assert (verdict.citizens, verdict.relatives) == (6, 1)


def test_what_may_not_be_shown_is_not_frozen_either(mette, unit, lene):
    """Four citizens of the five that are asked for: their medians stand nowhere, and how many they are does."""
    assessment = collecting(by=mette, unit=unit)
    for _each in range(4):
        enter(assessment, "citizen", "-2", by=mette)
    counted(assessment, by=mette, says={"employee": "1", "organisation": "1"})
    verdict = decide(assessment, lene, outcome="insufficient")
    side = verdict.result["sides"]["citizens"]
    assert set(side["medians"].values()) == {None}
    assert (side["profile"], side["lowest"], verdict.result["total"], verdict.citizens) == (None, None, None, 4)
    assert not stands_in("-2", str(verdict.result))


# --- what is not ------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
@pytest.mark.parametrize("outcome", FOUR)
def test_without_three_perspectives_only_the_fifth_outcome_is_possible(mette, unit, lene, outcome):
    assessment = lacking(mette, unit)
    arguments = told(lene, outcome=outcome)
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert "utilstrækkeligt grundlag" in problem["outcome"][0]
    verdict = decide(assessment, lene, outcome="insufficient")
    assert (verdict.was_ready, verdict.lacks, verdict.lacking) == (False, [["few", "organisation"]], 1)
    assert status_of(assessment) == Status.DECIDED


@pytest.mark.parametrize("make", [complete, ready])
def test_fifth_outcome_is_no_way_round_deciding(mette, unit, lene, make):
    arguments = told(lene, outcome="insufficient")
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=make(mette, unit).pk, **arguments)
    assert "outcome" in problem


def test_nothing_is_decided_before_somebody_said_that_it_is_ready(mette, unit, lene):
    assessment = complete(mette, unit)
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **told(lene))
    assert "klar" in problem["outcome"][0]


def test_what_lacks_is_looked_at_once_more_when_it_is_decided(mette, unit, lene):
    """Ready on Monday, and on Tuesday somebody reckons anew: the case is open, so nothing is decided."""
    assessment = ready(mette, unit)
    make_case(about=assessment.subject, by=mette, unit=unit)
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **told(lene))
    assert "business case" in problem["outcome"][1]


@pytest.mark.parametrize("status", ["draft", "collecting"])
def test_not_even_insufficient_before_the_answers_are_counted(mette, unit, lene, status):
    assessment = collecting(by=mette, unit=unit)
    if status == "draft":
        assessment = make_assessment(by=mette, unit=unit)
    for outcome in Outcome.values:
        with pytest.raises(Refused):
            decide(assessment, lene, outcome=outcome)


@pytest.mark.parametrize("number", ["1.1", "3.1", "6.1"])
def test_rolling_out_needs_that_it_was_measured_here(mette, unit, lene, number):
    assessment = ready(mette, unit)
    AskedCriterion.objects.filter(assessment=assessment, criterion__number=number).update(grade="E1")
    arguments = told(lene, outcome="roll_out")
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert problem["outcome"][0].startswith(number)
    assert decide(assessment, lene, outcome="try").outcome == "try"


def test_rolling_out_needs_that_the_organisation_said_where_it_holds(mette, unit, lene):
    assessment = ready(mette, unit)
    rows = CountedResponse.objects.filter(asked__assessment=assessment, asked__criterion__number="5.3")
    rows.filter(side="organisation").update(counts=[0, 0, 0, 0, 0], dont_know=2)
    arguments = told(lene, outcome="roll_out")
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert "5.3" in problem["outcome"][0]


def test_model_that_does_not_ask_says_so(mette, unit, lene):
    assessment = ready(mette, unit)
    AskedCriterion.objects.filter(assessment=assessment, criterion__number="6.1").delete()
    arguments = told(lene, outcome="roll_out")
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert "spørger ikke om 6.1" in problem["outcome"][0]


@pytest.mark.parametrize("outcome", ["try", "insufficient"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("evaluation_on", None),
        ("evaluation_on", clock.today()),
        ("evaluation_on", clock.today() + timedelta(days=4 * 365)),
        ("evaluation_owner_id", ""),
        ("baseline", " "),
        ("reason", ""),
    ],
)
def test_nothing_is_decided_without_a_day_an_owner_and_what_to_compare_with(mette, unit, lene, outcome, name, value):
    assessment = ready(mette, unit) if outcome == "try" else lacking(mette, unit)
    arguments = told(lene, outcome=outcome, **{name: value})
    problem = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert name in problem


def test_owner_and_deputy_work_in_the_unit_and_are_two(mette, unit, lene, karen):
    assessment = ready(mette, unit)
    for facts, name in (
        ({"evaluation_owner_id": karen.pk}, "evaluation_owner_id"),
        ({"evaluation_deputy_id": karen.pk}, "evaluation_deputy_id"),
        ({"evaluation_deputy_id": lene.pk}, "evaluation_deputy_id"),
        ({"amount": -1}, "amount"),
    ):
        arguments = told(lene, **facts)
        assert name in refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert decide(assessment, lene, evaluation_deputy_id=mette.pk).evaluation_deputy == mette


@pytest.mark.capability("C54")
@pytest.mark.parametrize("who", ["mette", "birthe", "jens", "karen", "kurt"])
def test_nobody_else_decides(request, mette, unit, lene, who):
    assessment = ready(mette, unit)
    for by in (viewer(request.getfixturevalue(who)), NOBODY, SYSTEM):
        with pytest.raises(Refused):
            actions.decide_verdict(by=by, assessment_id=assessment.pk, **told(lene))
    assert not Verdict.objects.exists()


@pytest.mark.capability("C54")
def test_leader_of_another_unit_does_not_and_one_above_does(mette, unit, lene):
    assessment = ready(mette, unit)
    other = make_person("Per", role="leader", scope=make_unit("Vej og park"))
    with pytest.raises(Refused):
        actions.decide_verdict(by=viewer(other), assessment_id=assessment.pk, **told(lene))
    above = make_person("Inger", role="leader", scope=unit.parent)
    assert actions.decide_verdict(by=viewer(above), assessment_id=assessment.pk, **told(lene)).decision.by == above


def test_nothing_is_spent_where_there_is_too_little_to_decide_on(mette, unit, lene):
    assessment = lacking(mette, unit)
    arguments = told(lene, outcome="insufficient", amount=1)
    assert "amount" in refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert not decide(assessment, lene, outcome="insufficient", amount=0).decision.amount


def test_all_that_is_wrong_is_told_at_once(mette, unit, lene):
    assessment = lacking(mette, unit)
    arguments = told(lene, outcome="roll_out", amount=-1, evaluation_on=None, baseline=" ", reason="", interest="small")
    found = refused_at(actions.decide_verdict, by=viewer(lene), assessment_id=assessment.pk, **arguments)
    assert set(found) == {"outcome", "amount", "evaluation_on", "baseline", "reason", "interest_note"}


@pytest.mark.capability("C54")
def test_only_within_the_amount(mette, unit, lene):
    assessment = ready(mette, unit)
    with pytest.raises(ValidationError, match="mere, end du kan beslutte"):
        decide(assessment, lene, amount=25_001)
    assert not Verdict.objects.exists()
    assert decide(assessment, lene, amount=25_000).decision.amount == 25_000


def test_no_seller_decides(mette, unit):
    """A leader who speaks for the company that was a partner in the trial."""
    seller = make_actor("Robotfirmaet", kind="company")
    partial_leader = make_person("Ida", role="leader", scope=unit, member_of=seller)
    trial = plan_full(by=mette, unit_id=unit.pk)
    trial.partners.create(actor=seller, role="Stiller den op", interest="sells", interest_note="Sælger den")
    assessment = ready(mette, unit)
    Assessment.objects.filter(pk=assessment.pk).update(trial=trial)
    with pytest.raises(Refused):
        decide(assessment, partial_leader)
    other = make_person("Eva", role="leader", scope=unit)
    assert decide(assessment, other).decision.by == other


def test_known_supplier_is_a_party_without_any_trial(mette, unit, lene):
    """The catalogue names suppliers as text; one with a page of its own under that name, however written, is found."""
    seller = make_actor("LIFTFABRIKKEN A/S", kind="producer")
    partial_leader = make_person("Ida", role="leader", scope=unit, member_of=seller)
    assessment = complete(mette, unit)
    assessment.technology.products.create(supplier="Liftfabrikken", name="L1")
    with pytest.raises(Refused):
        actions.make_ready(by=viewer(partial_leader), assessment_id=assessment.pk, interest="none")
    actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="none")
    with pytest.raises(Refused):
        decide(assessment, partial_leader)
    assert decide(assessment, lene).decision.by == lene


def test_nothing_is_decided_on_a_round_that_asks_again(mette, unit, lene):
    verdict = decided(mette, unit, lene)
    again = asked_again(verdict, mette)
    for outcome in Outcome.values:
        with pytest.raises(Refused):
            decide(again, lene, outcome=outcome)


def test_hidden_or_taken_back_is_not_decided_on(mette, unit, lene):
    hidden, back = ready(mette, unit), complete(mette, unit)
    subjects.set_hidden(hidden.subject, clock.now())
    Assessment.objects.filter(pk=back.pk).update(withdrawn_at=clock.now())
    with pytest.raises(NotFound):
        decide(hidden, lene)
    with pytest.raises(Refused):
        decide(back, lene, outcome="insufficient")


def test_decided_once_and_the_second_press_is_the_first(mette, unit, lene):
    assessment = ready(mette, unit)
    arguments = told(lene)
    ids = {"by": viewer(lene), "assessment_id": assessment.pk, "request_id": KEY}
    first = actions.decide_verdict(**ids, **arguments)
    assert actions.decide_verdict(**ids, **arguments) == first
    with pytest.raises(Refused):
        decide(assessment, lene, outcome="stop")
    assert Decision.objects.count() == 1


def test_overtaken_form_decides_nothing(mette, unit, lene):
    assessment = ready(mette, unit)
    with pytest.raises(Stale):
        decide(assessment, lene, expected_version=1)
    assert status_of(assessment) == Status.READY


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once(mette, unit, lene):
    assessment = ready(mette, unit)
    raised = at_once(lambda: decide(assessment, lene, outcome="try"), lambda: decide(assessment, lene, outcome="stop"))
    assert [type(problem) for problem in raised] == [Refused]
    assert (Verdict.objects.count(), Decision.objects.count()) == (1, 1)


def test_verdict_is_neither_edited_nor_removed(mette, unit, lene):
    verdict = decided(mette, unit, lene)
    verdict.outcome = Outcome.STOP
    with pytest.raises(TypeError):
        verdict.save()
    with pytest.raises(TypeError):
        Verdict.objects.get(pk=verdict.pk).delete()
    assert Verdict.objects.get(pk=verdict.pk).outcome == Outcome.TRY


# --- whether it held --------------------------------------------------------------------------------------------------


@pytest.mark.capability("C59")
@pytest.mark.parametrize("outcome", ["roll_out", "try"])
def test_what_is_in_use_is_asked_about_again_first(mette, unit, lene, outcome):
    verdict = decided(mette, unit, lene, outcome=outcome)
    ids = {"by": viewer(lene), "assessment_id": verdict.pk}
    with pytest.raises(ValidationError, match="igen"):
        actions.evaluate_verdict(**ids, **FOUND)
    second = follow_up(Assessment.objects.get(pk=verdict.pk), by=mette)
    with pytest.raises(ValidationError, match="igen"):  # asked, but not counted
        actions.evaluate_verdict(**ids, **FOUND)
    counted(second, by=mette)
    row = actions.evaluate_verdict(**ids, **FOUND)
    assert (row.round, row.by, row.lesson) == (second, lene, FOUND["lesson"])
    assert status_of(verdict) == Status.EVALUATED
    assert JournalEntry.objects.filter(verb="verdicts.evaluated", subject=verdict.pk).count() == 1
    with pytest.raises(Refused):
        actions.evaluate_verdict(**ids, **FOUND)


@pytest.mark.parametrize("outcome", ["watch", "stop", "insufficient"])
def test_what_is_not_in_use_is_looked_at_without_asking_again(mette, unit, lene, outcome):
    assessment = lacking(mette, unit) if outcome == "insufficient" else ready(mette, unit)
    decide(assessment, lene, outcome=outcome)
    row = actions.evaluate_verdict(by=viewer(mette), assessment_id=assessment.pk, **FOUND)
    assert (row.round, status_of(assessment)) == (None, Status.EVALUATED)


@pytest.mark.parametrize("name", ["text", "lesson"])
def test_both_what_was_found_and_what_was_learnt_are_written(mette, unit, lene, name):
    verdict = decided(mette, unit, lene, outcome="stop")
    with pytest.raises(ValidationError) as problem:
        actions.evaluate_verdict(by=viewer(lene), assessment_id=verdict.pk, **{**FOUND, name: " "})
    assert set(problem.value.message_dict) == {name}
    assert not LookBack.objects.exists()


def test_named_ones_and_those_who_keep_it_evaluate_and_nobody_else(mette, unit, lene, karen, jens):
    owner = make_person("Ole", role="employee", scope=unit, member_of=unit.actor)
    verdict = decide(ready(mette, unit), lene, outcome="stop", evaluation_owner_id=owner.pk)
    for stranger in (viewer(karen), viewer(jens), NOBODY):
        with pytest.raises(Refused):
            actions.evaluate_verdict(by=stranger, assessment_id=verdict.pk, **FOUND)
    assert actions.evaluate_verdict(by=viewer(owner), assessment_id=verdict.pk, **FOUND).by == owner


def test_evaluation_is_owed_on_its_day_and_passed_on_after_seven(mette, unit, lene):
    verdict = decide(ready(mette, unit), lene, evaluation_owner_id=mette.pk)
    assert queries.owed_evaluations(mette.pk) == []
    day = verdict.evaluation_on
    with time_machine.travel(datetime.combine(day, time(9), UTC), tick=False):
        (owed,) = queries.owed_evaluations(mette.pk)
        assert (owed.due, owed.answerer, owed.deputy) == (day, mette.pk, None)
        remind_owed()
        assert OutgoingMail.objects.filter(to=mette.email).exists()
        assert not StandIn.objects.exists()
    with time_machine.travel(datetime.combine(day + timedelta(days=7), time(9), UTC), tick=False):
        remind_owed()
        assert StandIn.objects.get(verdict=verdict).person == lene
        assert queries.owed_evaluations(lene.pk)[0].deputy == lene.pk
        check_pass_on(verdict, mette, lene)
    assert Verdict.objects.get(pk=verdict.pk).evaluation_deputy is None  # the verdict itself stands still


def check_pass_on(verdict, mette, lene):
    for nobody in (mette, lene):
        with pytest.raises(NotFound):
            actions.pass_on_evaluation(by=viewer(nobody), assessment_id=verdict.pk, deputy_id=lene.pk)
    with pytest.raises(ValidationError):
        actions.pass_on_evaluation(by=SYSTEM, assessment_id=verdict.pk, deputy_id=mette.pk)


def test_named_deputy_is_told_along_and_nobody_else_is_found(mette, unit, lene, birthe):
    verdict = decide(ready(mette, unit), lene, evaluation_owner_id=mette.pk, evaluation_deputy_id=lene.pk)
    day = verdict.evaluation_on + timedelta(days=8)
    with time_machine.travel(datetime.combine(day, time(9), UTC), tick=False):
        assert queries.owed_evaluations(mette.pk)[0].deputy == lene.pk
        remind_owed()
    assert not StandIn.objects.exists()


def test_evaluated_is_owed_no_more(mette, unit, lene):
    row = evaluated(mette, unit, lene)
    day = row.verdict.evaluation_on
    with time_machine.travel(datetime.combine(day, time(9), UTC), tick=False):
        assert queries.owed_evaluations() == []


# --- people -----------------------------------------------------------------------------------------------------------


def test_copy_of_what_is_held_and_what_is_erased(mette, unit, lene):
    assessment = complete(mette, unit)
    facts = {"interest": "small", "interest_note": "Min svoger sælger senge."}
    actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, **facts)
    verdict = decide(assessment, lene, outcome="stop", evaluation_owner_id=mette.pk, evaluation_deputy_id=lene.pk)
    actions.evaluate_verdict(by=viewer(mette), assessment_id=verdict.pk, **FOUND)
    copy = str(personal_data.export(mette.pk))
    for word in ("Min svoger", FOUND["lesson"], str(verdict.evaluation_on)):
        assert word in copy
    assert "evaluates_if_not" in str(personal_data.export(lene.pk))
    erase_person(by=viewer(mette), person_id=mette.pk)
    assert "Min svoger" not in str(personal_data.export(mette.pk))
    assert Verdict.objects.filter(pk=verdict.pk).exists()


def test_copy_does_not_name_what_is_hidden(mette, unit, lene):
    row = evaluated(mette, unit, lene)
    assessment = row.verdict.assessment
    assert assessment.subject.title in str(personal_data.export(lene.pk))
    subjects.set_hidden(assessment.subject, clock.now())
    for person in (mette, lene):
        assert assessment.subject.title not in str(personal_data.export(person.pk))


def test_owner_who_is_gone_owes_nothing_and_the_coordinators_see_to_it(mette, unit, lene):
    verdict = decide(ready(mette, unit), lene, evaluation_owner_id=mette.pk)
    erase_person(by=viewer(mette), person_id=mette.pk)
    with time_machine.travel(datetime.combine(verdict.evaluation_on, time(9), UTC), tick=False):
        (owed,) = queries.owed_evaluations()
    assert owed.answerer is None
