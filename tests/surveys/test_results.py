"""What a survey shows, and above all what it does not: with data that could leak."""

import csv
import io

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samspil.foundation.models import Subject
from samspil.papers.answered import survey_table
from samspil.papers.tables import as_csv, as_xlsx
from samspil.surveys import actions, queries
from samspil.surveys.models import Answer, Question, SumItem, SumScore, Survey
from tests.factories import make_challenge, viewer
from tests.gone import stands_in
from tests.surveys.making import make_survey, opened

pytestmark = pytest.mark.django_db


def survey_with(given: dict[str, list[dict]], *, question_set: str = "hverdag", by, **facts) -> Survey:
    """A survey whose rounds are over, with these values (by the place of the question) straight in the database."""
    design = "before_after" if "before" in given else "once"
    survey = make_survey(by=by, question_set=question_set, design=design, **facts)
    numbers = list(survey.questions.values_list("pk", flat=True))
    for phase, rows in given.items():
        survey = opened(survey, by=by, phase=phase)
        values = [{str(numbers[at]): value for at, value in row.items()} for row in rows]
        Answer.objects.bulk_create(Answer(survey=survey, phase=phase, channel="paper", values=each) for each in values)
        survey = actions.close_survey(by=viewer(by), survey_id=survey.pk)
    return survey


def line_of(result, text: str):
    return next(line for line in result.lines if line.text.startswith(text))


def everything(survey: Survey) -> str:
    """The page, the table and both files as one text."""
    result = queries.result_of(survey)
    table = survey_table(result)
    book = load_workbook(io.BytesIO(as_xlsx([survey_table(result)], title="T")))
    cells = [str(value) for row in book.active.iter_rows(values_only=True) for value in row]
    return "\n".join([render_to_string("surveys/result.html", {"result": result}), as_csv(table).decode(), *cells])


def test_before_and_after_are_as_worked_out_by_hand(birthe):
    """Hverdagen i alt: before 8, 12, 16, 20, 24 and after 20, 24, 28, 32, 36, out of 40."""
    before, after = (
        [dict.fromkeys(range(4), value) for value in values] for values in ((2, 3, 4, 5, 6), (5, 6, 7, 8, 9))
    )
    result = queries.result_of(survey_with({"before": before, "after": after}, by=birthe))
    line = line_of(result, "Hverdagen i alt")
    assert [(figure.n, figure.mean_said) for figure in line.figures] == [(5, "16,0"), (5, "28,0")]
    assert line.figures[0].bar == "40.0%"
    assert line.change_said == "+12,0"
    # s² = 40 in both, so the standard error is 4 and the half-width 2.306 · 4 = 9.2.
    assert line.change_interval == "+2,8 til +21,2"
    assert line.change_words == "Forskellen er større, end tilfældet plejer at give."
    assert not line_of(result, "Hvor god").figures[0].shares
    assert [row.n for row in result.rounds] == [5, 5]


def test_turned_question_counts_from_the_other_end(birthe):
    """Samvær: 5 + 5 + turned 1 (5) + 5 = 20 for each of five."""
    result = queries.result_of(survey_with({"once": [{0: 5, 1: 5, 2: 1, 3: 5}] * 5}, question_set="samvaer", by=birthe))
    assert line_of(result, "Samvær i alt").figures[0].mean_said == "20,0"


def test_cut_offs_show_how_many_lie_between_them(birthe):
    survey = survey_with({"once": [{0: 1, 1: 1, 2: 1}] * 5 + [{0: 3, 1: 3, 2: 1}] * 6}, by=birthe)
    SumScore.objects.all().delete()
    score = SumScore.objects.create(survey=survey, name="T", cut_offs=[[3, 6, "let"], [7, 9, "svær"]])
    for question in list(survey.questions.all())[:3]:
        Question.objects.filter(pk=question.pk).update(low=1, high=3)
        SumItem.objects.create(score=score, question=question)
    shares = queries.result_of(survey).lines[0].figures[0].shares
    assert [(share.label, share.count, share.percent) for share in shares] == [("let", 5, 45), ("svær", 6, 55)]


def test_missing_answer_is_in_no_sum(birthe):
    rows = [dict.fromkeys(range(4), 5)] * 5 + [{0: 5}] * 5
    result = queries.result_of(survey_with({"once": rows}, by=birthe))
    assert line_of(result, "Hverdagen i alt").figures[0].n == 5
    assert line_of(result, "Hvor god").figures[0].n == 10


# --- what must not show -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [0, 1, 4])
def test_fewer_than_five_show_nothing_anywhere(n, birthe):
    survey = survey_with({"once": [{0: 7, 1: 7, 2: 7, 3: 7}] * n}, by=birthe)
    result = queries.result_of(survey)
    assert not result.is_shown
    assert result.shown_lines == []
    assert [row.n for row in result.rounds] == [None]
    shown = everything(survey)
    assert "7,0" not in shown
    assert not stands_in("28", shown)
    assert "Færre end fem" in shown


def test_nothing_shows_while_the_round_is_open(birthe):
    """Else the figures before and after one more answer would give that answer away."""
    survey = opened(by=birthe)
    key = str(survey.questions.first().pk)
    Answer.objects.bulk_create(Answer(survey=survey, phase="once", channel="paper", values={key: 7}) for _n in range(9))
    assert not queries.result_of(survey).is_shown
    assert "7,0" not in everything(survey)


def test_small_round_beside_a_large_one_shows_no_difference(birthe):
    large, small = [{0: 4}] * 8, [{0: 9}] * 4
    survey = survey_with({"before": large, "after": small}, by=birthe)
    result = queries.result_of(survey)
    assert [row.n for row in result.rounds] == [8, None]
    line = line_of(result, "Hvor god")
    assert (line.figures[0].mean_said, line.figures[1].n, line.change) == ("4,0", None, None)
    assert "9,0" not in everything(survey)
    assert "5,0" not in everything(survey)


def test_question_that_few_answered_shows_nothing_though_the_round_does(birthe):
    survey = survey_with({"once": [{0: 4, 1: 8}] * 4 + [{0: 4}] * 6}, by=birthe)
    result = queries.result_of(survey)
    assert line_of(result, "Hvor god").figures[0].n == 10
    assert line_of(result, "Hvor meget").figures[0].n is None
    assert "8,0" not in everything(survey)


def test_sum_hides_the_question_that_one_more_answered(birthe):
    """Six answered all four, a seventh only the first. Its mean over seven, less over six, would be the seventh's."""
    rows = [dict.fromkeys(range(4), 5)] * 6 + [{0: 10}]
    survey = survey_with({"once": rows}, by=birthe)
    result = queries.result_of(survey)
    assert line_of(result, "Hverdagen i alt").figures[0].n == 6
    assert line_of(result, "Hvor meget").figures[0].n == 6
    hidden = line_of(result, "Hvor god").figures[0]
    assert (hidden.n, hidden.mean, hidden.shares) == (None, None, [])
    assert hidden.why
    assert "5,7" not in everything(survey)


def test_two_sums_of_one_question_show_only_where_their_groups_may_be_told(birthe):
    survey = survey_with({"once": [dict.fromkeys(range(4), 5)] * 6 + [{0: 10, 1: 10}]}, by=birthe)
    score = SumScore.objects.create(survey=survey, name="De to første")
    for question in list(survey.questions.all())[:2]:
        SumItem.objects.create(score=score, question=question)
    result = queries.result_of(survey)
    assert line_of(result, "Hverdagen i alt").figures[0].n == 6
    assert line_of(result, "De to første").figures[0].n is None


@pytest.mark.parametrize(
    ("counts", "expected"), [((5, 6, 7), [5, 6, 7]), ((5, 1, 6), []), ((0, 5, 5), [0, 5, 5]), ((4, 4, 4), [])]
)
def test_choices_show_how_they_spread_only_without_a_small_group(counts, expected, birthe):
    rows = [{0: option} for option, count in enumerate(counts) for _n in range(count)]
    survey = survey_with({"once": rows}, question_set="tilbud", by=birthe)
    figure = line_of(queries.result_of(survey), "Hvor længe").figures[0]
    assert [share.count for share in figure.shares] == expected
    assert bool(figure.n) == bool(expected)


def test_scale_that_spreads_thin_shows_in_low_middle_and_high(birthe):
    values = [0, 1, 2, 0, 1, 4, 5, 6, 4, 5, 10, 9, 8, 7, 10]
    survey = survey_with({"once": [{0: value} for value in values]}, by=birthe)
    shares = line_of(queries.result_of(survey), "Hvor god").figures[0].shares
    assert [(share.label, share.count) for share in shares] == [("0 til 2", 5), ("3 til 6", 5), ("7 til 10", 5)]


def test_file_reads_as_figures_and_runs_nothing(birthe):
    survey = survey_with({"once": [{0: 4}] * 6}, by=birthe, title="=1+1")
    text = as_csv(survey_table(queries.result_of(survey))).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert ["Gennemsnit", "4,0", "6"] in [row[2:5] for row in rows]


def test_surveys_about_something_cost_the_same_however_many(birthe, karen):
    challenge = make_challenge()
    seen = []
    for _n in range(3):
        survey_with({"once": [{0: 4, 1: 5}] * 6}, by=birthe, about_id=challenge.pk)
        about, reader = Subject.objects.get(pk=challenge.pk), viewer(karen)
        with CaptureQueriesContext(connection) as queried:
            rows = queries.surveys_about(about, reader)
            assert all(row.result.is_shown for row in rows)
        seen.append(len(queried))
    assert len(rows) == 3
    assert seen[0] == seen[1] == seen[2]
    assert queries.surveys_about(challenge.subject, viewer(birthe))
