"""Expected beside measured: by criterion and side, hidden where either is hidden, and the evidence that came."""

import csv
import io

import pytest
from django.urls import reverse

from samspil.assessments import actions as assessments
from samspil.assessments import evidence
from samspil.assessments.models import Assessment, in_figures
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import NOBODY
from samspil.moderation import actions as moderation
from samspil.responses import queries
from samspil.responses.compare import Pair, compared
from samspil.responses.models import Side
from samspil.responses.results import result_of
from tests.assessments.making import ALL_SAY, collecting, counted, decided, enter, follow_up, tried
from tests.factories import viewer


def both(birthe, before=ALL_SAY, after=ALL_SAY):
    first = decided(by=birthe, says=before)
    return first, counted(follow_up(first, by=birthe), by=birthe, says=after)


def compared_of(first, second):
    return compared(result_of(first), result_of(second))


def line_of(comparison, number):
    return next(line for line in comparison.lines if line.criterion.number == number)


@pytest.mark.capability("C59")
def test_expected_measured_and_difference_by_criterion_and_side(birthe):
    comparison = compared_of(*both(birthe, after={"citizen": "2", "employee": "-1", "organisation": "1"}))
    told = [(p.side, p.expected, p.measured, p.difference) for p in line_of(comparison, "3.1").pairs]
    assert told == [(Side.CITIZENS, 1, 2, 1), (Side.EMPLOYEES, 1, -1, -2), (Side.ORGANISATION, 1, 1, 0)]
    assert [pair.in_words for pair in line_of(comparison, "3.1").pairs] == [
        "Bedre end ventet.",
        "Dårligere end ventet.",
        "Som ventet.",
    ]
    assert [(p.side, p.difference) for p in comparison.profiles] == [
        (Side.CITIZENS, 1),
        (Side.EMPLOYEES, -2),
        (Side.ORGANISATION, 0),
    ]
    assert (comparison.better, comparison.worse, comparison.as_expected) == (6, 12, 11)
    # Only who was asked, and never what is worked out.
    assert [p.side for p in line_of(comparison, "1.2").pairs] == [Side.CITIZENS]
    assert "6.2" not in [line.criterion.number for line in comparison.lines]


@pytest.mark.parametrize("few", ["before", "after"])
def test_where_one_is_hidden_there_is_no_difference(birthe, few):
    says = {"employee": "1", "organisation": "1"}
    first = collecting(by=birthe)
    if few == "before":
        for _four in range(4):
            enter(first, "citizen", "-2", by=birthe)
    first = decided(counted(first, by=birthe, says=says if few == "before" else ALL_SAY))
    second = follow_up(first, by=birthe)
    if few == "after":
        for _four in range(4):
            enter(second, "citizen", "-2", by=birthe)
    comparison = compared_of(first, counted(second, by=birthe, says=says if few == "after" else ALL_SAY))
    pair = line_of(comparison, "1.1").pairs[0]
    hidden, why = (pair.expected, pair.why_expected) if few == "before" else (pair.measured, pair.why_measured)
    assert (hidden, why) == (None, "for få til at vise")
    assert pair.difference is None
    assert pair.in_words == "Kan ikke sammenlignes."
    assert comparison.profiles[0].difference is None
    assert not any(row.side == Side.CITIZENS and row.difference is not None for row in comparison.pairs)
    assert comparison.profiles[1].difference == 0


@pytest.mark.parametrize(
    ("expected", "measured", "shown"),
    [
        (1.04, 1.16, ("+1,0", "+1,2", "+0,2")),
        (1.16, 1.24, ("+1,2", "+1,2", "0")),
        (-1.04, -1.16, ("−1,0", "−1,2", "−0,2")),
        (-0.04, 0.06, ("0,0", "+0,1", "+0,1")),
        (0.5, 1, ("+0,5", "+1", "+0,5")),
    ],
)
def test_difference_is_between_the_figures_shown(expected, measured, shown):
    pair = Pair(Side.CITIZENS, expected, measured)
    assert tuple(in_figures(figure) for figure in (expected, measured, pair.difference)) == shown


def test_profiles_of_unlike_questions_have_no_difference(birthe):
    first = decided(by=birthe)
    second = follow_up(first, by=birthe)
    for _five in range(5):
        enter(second, "citizen", {"1.2": "dont_know"}, by=birthe)
    comparison = compared_of(first, counted(second, by=birthe, says={"employee": "1", "organisation": "1"}))
    assert comparison.profiles[0].measured == comparison.profiles[0].expected == pytest.approx(1)
    assert comparison.profiles[0].difference is None
    assert comparison.profiles[0].in_words == "De to tal bygger ikke på de samme spørgsmål."


def test_evidence_that_came_is_told(birthe):
    first = decided(by=birthe, **tried())
    second = counted(follow_up(first, by=birthe), by=birthe)
    evidence.grade_evidence(
        by=viewer(birthe), assessment_id=second.pk, grades={"6.1": ("E2", "Målt i fire uger før og efter.")}
    )
    comparison = compared_of(first, second)
    assert line_of(comparison, "6.1").evidence == "E0 → E2"
    assert line_of(comparison, "1.1").evidence == "E0"


# --- the page and the files -------------------------------------------------------------------------------------------


def test_page_stands_under_the_first_and_under_the_round(birthe, client):
    first, second = both(birthe, after={"citizen": "2", "employee": "-1", "organisation": "1"})
    pages = [client.get(reverse("responses:compared", args=[pk])).content.decode() for pk in (first.pk, second.pk)]
    for page in pages:
        assert "6 svar er bedre end ventet." in page
        assert "12 svar er dårligere end ventet." in page
        assert reverse("papers:compared-csv", args=[second.pk]) in page
    for assessment in (first, second):
        assert (
            reverse("responses:compared", args=[assessment.pk])
            in client.get(reverse("assessments:page", args=[assessment.pk])).content.decode()
        )


def test_nothing_is_told_before_the_round_is_counted(birthe, client):
    second = follow_up(by=birthe)
    for _five in range(5):
        enter(second, "citizen", "-2", by=birthe)
    for pk in (second.pk, second.follows_id):
        page = client.get(reverse("responses:compared", args=[pk])).content.decode()
        assert "Der er ikke noget at sammenligne endnu" in page
        assert "−2" not in page.split("<main")[1]
        for kind in ("csv", "xlsx"):
            assert client.get(reverse(f"papers:compared-{kind}", args=[pk])).status_code == 404


def test_newest_counted_round_is_the_measured_one(birthe):
    first, second = both(birthe)
    third = counted(follow_up(first, by=birthe), by=birthe)
    follow_up(first, by=birthe)  # still open
    assert queries.both_of(first, NOBODY) == (first, third)
    assert queries.both_of(second, NOBODY) == (first, second)
    assessments.withdraw_assessment(by=viewer(birthe), assessment_id=third.pk)
    assert queries.both_of(first, NOBODY) == (first, second)


def test_round_of_a_hidden_one_tells_nothing_of_it(birthe, client):
    first, second = both(birthe)
    moderation.hide(by=viewer(birthe), subject_id=first.pk, reason="Der står et navn på en borger.")
    second = Assessment.objects.get(pk=second.pk)
    with pytest.raises(NotFound):
        queries.both_of(second, NOBODY)
    assert client.get(reverse("responses:compared", args=[second.pk])).status_code == 404
    assert client.get(reverse("papers:compared-csv", args=[second.pk])).status_code == 404


def test_files_have_the_figures_of_the_page(birthe, client):
    first, second = both(birthe, after={"citizen": "2", "employee": "-1", "organisation": "1"})
    text = client.get(reverse("papers:compared-csv", args=[first.pk])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 1 + 29 + 3
    assert [row[1:5] for row in rows if row[0].startswith("3.1")] == [
        ["Borgere", "1,0", "2,0", "1,0"],
        ["Medarbejdere", "1,0", "-1,0", "-2,0"],
        ["Organisation", "1,0", "1,0", "0,0"],
    ]
    assert client.get(reverse("papers:compared-xlsx", args=[second.pk])).status_code == 200


def test_page_costs_as_much_as_two_results(birthe, client, django_assert_max_num_queries):
    first, _second = both(birthe)
    with django_assert_max_num_queries(18):
        client.get(reverse("responses:compared", args=[first.pk]))
