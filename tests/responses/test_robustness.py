"""How sure a result is, on the page, in words and in the table; and that nothing hidden has any part in it."""

import pytest
from django.urls import reverse

from samspil.assessments import evidence
from samspil.assessments.models import AskedCriterion
from samspil.responses.models import Side
from samspil.responses.results import Robust, result_of
from samspil.weighing import HALF_WIDTHS, Score, robustness
from tests.assessments.making import collecting, counted, enter, tried
from tests.factories import viewer


def by_side(assessment):
    return {told.side: told for told in result_of(assessment).robustness}


@pytest.mark.capability("C59")
def test_share_is_that_of_the_simulation_with_the_points_and_the_evidence(birthe):
    assessment = collecting(by=birthe, **tried())
    for number, says in (("3.1", {"3.1": "-1"}), ("1.1", {"1.1": "0"})):
        for _five in range(5):
            enter(assessment, "citizen", {**says, "1.2": "-1"} if number == "3.1" else says, by=birthe)
    grades = {"1.2": ("E2", "Målt her."), "3.1": ("E4", "Samlet forskning.")}
    evidence.grade_evidence(by=viewer(birthe), assessment_id=assessment.pk, grades=grades)
    result = result_of(counted(assessment, by=birthe, says={"employee": "1", "organisation": "1"}))
    asked = {row.criterion.number: row for row in AskedCriterion.objects.filter(assessment=assessment)}
    scores = {
        number: Score(value, HALF_WIDTHS[asked[number].grade])
        for number, value in result.medians["citizens"].items()
        if value is not None
    }
    expected = robustness({"it": scores}, {number: asked[number].points for number in scores}).positive["it"]
    told = result.robustness[0]
    assert (told.side, told.share, told.criteria) == (Side.CITIZENS, expected, 6)
    assert 0 < expected < 1


def test_same_result_gives_the_same_share_each_time(birthe):
    assessment = counted(by=birthe, says={"citizen": "0", "employee": "-1", "organisation": "1"})
    assert by_side(assessment) == by_side(assessment)


def test_better_evidence_makes_a_weak_yes_surer(birthe):
    says = {"citizen": "0", "employee": "1", "organisation": "1"}
    assessment = counted(by=birthe, says=says, **tried())
    before = by_side(assessment)[None].share
    known = dict.fromkeys(assessment.asked.values_list("criterion__number", flat=True), ("E4", "Forskning."))
    evidence.grade_evidence(by=viewer(birthe), assessment_id=assessment.pk, grades=known)
    assert by_side(assessment)[None].share >= before


def test_all_joined_need_all_three_and_what_is_hidden_takes_no_part(birthe):
    assessment = collecting(by=birthe)
    for _four in range(4):  # too few to be shown, and all against
        enter(assessment, "citizen", "-2", by=birthe)
    told = by_side(counted(assessment, by=birthe, says={"employee": "2", "organisation": "2"}))
    nothing = (told[Side.CITIZENS].share, told[Side.CITIZENS].criteria, told[Side.CITIZENS].in_words)
    assert nothing == (None, 0, "Ingen tal at vise.")
    assert told[None].share is None
    assert told[Side.EMPLOYEES].share == told[Side.ORGANISATION].share == 1


def test_question_that_few_answered_takes_no_part_though_the_side_is_shown(birthe):
    assessment = collecting(by=birthe)
    enter(assessment, "citizen", {"1.2": "-2"}, by=birthe)
    for _five in range(5):  # these leave one question empty: it has one answer, which would pull everything down
        enter(assessment, "citizen", {"1.2": ""}, by=birthe)
    told = by_side(counted(assessment, by=birthe, says={"employee": "1", "organisation": "1"}))[Side.CITIZENS]
    assert (told.criteria, told.share) == (5, 1)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.931, "93"), (0.5, "50"), (1.0, "100"), (0.0, "0"), (0.9999, "over 99"), (0.0001, "under 1"), (None, "–")],
)
def test_hundred_is_never_said_of_what_only_nearly_is(share, words):
    told = Robust(Side.CITIZENS, share, 3)
    assert told.of_hundred == words
    assert (words in told.in_words) is (share is not None)


def test_page_tells_it_in_words_with_a_table_and_what_lies_behind(birthe, client):
    assessment = counted(by=birthe, says={"citizen": "1", "employee": "-2", "organisation": "1"})
    page = client.get(reverse("responses:result", args=[assessment.pk])).content.decode()
    section = page.split('id="holder-det"')[1].split("</section>")[0]
    assert "I 0 af 100 tænkte udfald er den bedre end i dag." in section
    assert section.count("<tr>") == 1 + 4
    assert "Ud fra 6 spørgsmål." in section
    assert all(f"{width:g}".replace(".", ",") in section for width in HALF_WIDTHS.values())
