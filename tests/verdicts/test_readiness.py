"""What an assessment lacks before anybody may decide on it."""

import pytest
from django.core.exceptions import ValidationError

from samspil.assessments.models import Assessment, Status
from samspil.business_cases.models import BusinessCase
from samspil.foundation import clock, subjects
from samspil.foundation.models import JournalEntry
from samspil.foundation.verbs import Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.responses.actions import handle_disagreement
from samspil.responses.models import CountedResponse
from samspil.responses.results import result_of
from samspil.verdicts import actions, readiness
from samspil.verdicts.models import Declaration
from tests.assessments.making import ALL_SAY, collecting, counted, enter, follow_up
from tests.business_cases.making import make_case
from tests.factories import make_actor, make_person, viewer
from tests.trials.making import plan_full
from tests.verdicts.making import complete, decide, lacking, ready

pytestmark = pytest.mark.django_db


def codes(assessment) -> list[tuple[str, str]]:
    assessment = Assessment.objects.get(pk=assessment.pk)
    return [(lack.code, lack.about) for lack in readiness.missing(assessment, result_of(assessment))]


@pytest.mark.capability("C59")
def test_nothing_lacks_when_three_sides_have_spoken(mette, unit):
    assert codes(complete(mette, unit)) == []


@pytest.mark.capability("C59")
@pytest.mark.parametrize("side", ["citizen", "employee", "organisation"])
def test_each_side_must_have_spoken(mette, unit, side):
    says = {name: value for name, value in ALL_SAY.items() if name != side}
    assessment = complete(mette, unit, says=says)
    ((code, about),) = codes(assessment)
    assert code == "few"
    assert about.startswith(side)
    with pytest.raises(ValidationError):
        actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="none")
    assert not Declaration.objects.exists()
    assert Assessment.objects.get(pk=assessment.pk).status == Status.COMPLETE


def test_no_to_a_gate_stands_in_the_way(mette, unit):
    assessment = complete(mette, unit)
    assessment.gate_answers.filter(gate__number="G2").update(is_yes=False)
    assert codes(assessment) == [("gate", "G2")]
    words = readiness.lacks(assessment, result_of(assessment))
    assert words[0].startswith("G2 ")


@pytest.mark.parametrize(("blank", "lacks"), [(1, False), (2, True)])
def test_four_fifths_of_what_a_side_was_asked_must_be_known(mette, unit, blank, lacks):
    """Citizens are asked six: five of six is enough, four is not."""
    assessment = collecting(by=mette, unit=unit)
    numbers = ("1.1", "1.2")[:blank]
    for _each in range(5):
        enter(assessment, "citizen", dict.fromkeys(numbers, "dont_know"), by=mette)
    says = {name: value for name, value in ALL_SAY.items() if name != "citizen"}
    counted(assessment, by=mette, says=says)
    assert (("blank", "citizens") in codes(assessment)) is lacks


@pytest.mark.parametrize(("unknowing", "lacks"), [(2, False), (3, True)])
def test_more_than_half_who_do_not_know_stands_in_the_way(mette, unit, unknowing, lacks):
    assessment = complete(mette, unit)
    for row in CountedResponse.objects.filter(asked__assessment=assessment, side="employees"):
        row.dont_know, row.counts = 2 * unknowing, [0, 0, 0, 5, 0]
        row.save()
    assert (("unknown", "employees") in codes(assessment)) is lacks


def test_of_so_few_that_nothing_is_shown_nothing_more_is_told(mette, unit):
    """How many of four citizens do not know is a figure about four people."""
    assessment = collecting(by=mette, unit=unit)
    for _each in range(4):
        enter(assessment, "citizen", "dont_know", by=mette)
    says = {name: value for name, value in ALL_SAY.items() if name != "citizen"}
    counted(assessment, by=mette, says=says)
    assert codes(assessment) == [("few", "citizens")]


def test_disagreement_waits_for_an_answer(mette, unit):
    assessment = complete(mette, unit, says={"citizen": "1", "employee": {"3.1": "-1"}, "organisation": "1"})
    assert codes(assessment) == [("unhandled", "3.1")]
    with pytest.raises(ValidationError) as problem:
        actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="none")
    assert "3.1" in problem.value.messages[0]
    handle_disagreement(by=viewer(mette), assessment_id=assessment.pk, number="3.1", text="Vi ser på skinnen.")
    assert codes(assessment) == []


@pytest.mark.parametrize("where", ["assessment", "technology"])
def test_business_case_that_may_still_change_stands_in_the_way(mette, unit, where):
    assessment = complete(mette, unit)
    about = assessment.subject if where == "assessment" else assessment.technology.subject
    case = make_case(about=about, by=mette, unit=unit)
    assert codes(assessment) == [("unlocked", "")]
    BusinessCase.objects.filter(pk=case.pk).update(locked_at=clock.now(), locked_by=mette)
    assert codes(assessment) == []


@pytest.mark.parametrize("where", ["assessment", "technology", "trial"])
def test_business_case_of_another_unit_stands_in_nobodys_way(mette, unit, where):
    assessment = complete(mette, unit)
    make_case(about=getattr(assessment, where, assessment).subject)
    assert codes(assessment) == []


def test_business_case_that_was_hidden_stands_in_nobodys_way(mette, unit):
    assessment = complete(mette, unit)
    case = make_case(about=assessment.subject, by=mette, unit=unit)
    subjects.set_hidden(case.subject, clock.now())
    assert codes(assessment) == []


def test_business_case_on_the_trial_counts_too(mette, unit):
    trial = plan_full(by=mette, unit_id=unit.pk)
    assessment = complete(mette, unit)
    make_case(about=trial.subject, by=mette, unit=unit)
    assert codes(assessment) == []
    Assessment.objects.filter(pk=assessment.pk).update(trial=trial)
    assert codes(assessment) == [("unlocked", "")]


# --- saying so --------------------------------------------------------------------------------------------------------


def test_whoever_keeps_it_says_that_it_is_ready_and_what_is_at_stake(mette, unit):
    assessment = complete(mette, unit)
    with pytest.raises(ValidationError) as problem:
        actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="small")
    assert "interest_note" in problem.value.message_dict
    with pytest.raises(ValidationError):
        actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="")
    actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="small", interest_note="Min svoger.")
    row = Declaration.objects.get(assessment=assessment)
    assert (row.by, row.interest_note, row.assessment.status) == (mette, "Min svoger.", Status.READY)
    assert JournalEntry.objects.filter(verb="verdicts.made_ready", subject=assessment.pk).count() == 1


@pytest.mark.parametrize("who", ["jens", "karen", "kurt"])
def test_others_do_not_say_so(request, mette, unit, who):
    assessment = complete(mette, unit)
    for by in (viewer(request.getfixturevalue(who)), NOBODY):
        with pytest.raises(Refused):
            actions.make_ready(by=by, assessment_id=assessment.pk, interest="none")


def test_colleague_who_speaks_for_the_seller_does_not_say_so(mette, unit):
    seller = make_actor("Robotfirmaet", kind="company")
    trial = plan_full(by=mette, unit_id=unit.pk)
    trial.partners.create(actor=seller, role="Stiller den op", interest="sells", interest_note="Sælger den")
    colleague = make_person("Ole", role="employee", scope=unit, member_of=seller)
    assessment = complete(mette, unit)
    Assessment.objects.filter(pk=assessment.pk).update(trial=trial)
    with pytest.raises(Refused):
        actions.make_ready(by=viewer(colleague), assessment_id=assessment.pk, interest="none")
    assert actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="none").status == Status.READY


def test_only_what_is_counted_and_only_once(mette, unit, lene):
    with pytest.raises(Refused):
        actions.make_ready(by=viewer(mette), assessment_id=collecting(by=mette, unit=unit).pk, interest="none")
    done = ready(mette, unit)
    with pytest.raises(Refused):
        actions.make_ready(by=viewer(mette), assessment_id=done.pk, interest="none")
    verdict = decide(done, lene)
    again = counted(follow_up(Assessment.objects.get(pk=verdict.pk), by=mette), by=mette)
    with pytest.raises(Refused):
        actions.make_ready(by=viewer(mette), assessment_id=again.pk, interest="none")


def test_overtaken_form_changes_nothing(mette, unit):
    assessment = complete(mette, unit)
    with pytest.raises(Stale):
        actions.make_ready(by=viewer(mette), assessment_id=assessment.pk, interest="none", expected_version=1)


def test_no_waiver_whoever_asks(mette, lene, birthe, unit):
    assessment = lacking(mette, unit)
    for who in (mette, lene, birthe):
        with pytest.raises(ValidationError):
            actions.make_ready(by=viewer(who), assessment_id=assessment.pk, interest="none")
