"""What may be shown of a figure, in numbers, charts, tables and files."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from samspil.indicators.charts import in_words
from samspil.indicators.forms import NumberField
from samspil.indicators.queries import figures_of, frozen, thawed
from tests.evaluations.making import make_evaluation, make_indicator, make_measurement
from tests.factories import viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(birthe):
    return make_evaluation(by=birthe)


def figure(evaluation, person):
    return figures_of([evaluation.pk], viewer(person))[evaluation.pk][0]


def test_before_and_after_and_whether_it_got_better(evaluation, birthe):
    indicator = make_indicator(evaluation.pk, by=birthe, kind="strain", target=Decimal(2))
    make_measurement(indicator, by=birthe, value=Decimal("3.5"))
    assert (figure(evaluation, birthe).after, figure(evaluation, birthe).change) == (None, None)
    make_measurement(indicator, by=birthe, phase="after", on=date(2026, 6, 1), value=Decimal("2.5"), n=9)
    found = figure(evaluation, birthe)
    assert (found.before, found.after, found.before_n, found.after_n) == (Decimal("3.5"), Decimal("2.5"), 12, 9)
    assert (found.change, found.is_better, found.is_small) == (Decimal("-1.0"), True, False)
    make_measurement(indicator, by=birthe, phase="later", on=date(2026, 9, 1), value=Decimal("3.7"))
    assert (figure(evaluation, birthe).after, figure(evaluation, birthe).is_better) == (Decimal("3.7"), False)


def test_fewer_than_five_are_shown_to_nobody_anywhere(evaluation, birthe, sign_in, client):
    """Not on the page, in the chart, in the table, in the file, in the form to mend it, nor in what is frozen."""
    indicator = make_indicator(evaluation.pk, by=birthe)
    row = make_measurement(indicator, by=birthe, value=Decimal("4.87"), n=4)
    make_measurement(indicator, by=birthe, phase="after", on=date(2026, 6, 1), value=Decimal("3.21"), n=5)
    found = figure(evaluation, birthe)
    assert (found.before, found.before_n, found.after, found.is_small) == (None, None, Decimal("3.21"), True)
    assert found.before_shown == "færre end 5 svar, vises ikke"
    assert "4.87" not in str(frozen([found]))
    signed_in = sign_in(birthe)
    for address in (
        reverse("evaluations:page", args=[evaluation.pk]),
        reverse("indicators:page", args=[evaluation.pk]),
        reverse("indicators:csv", args=[evaluation.pk]),
        reverse("indicators:correct", args=[row.pk]),
        reverse("indicators:withdraw", args=[row.pk]),
    ):
        text = signed_in.get(address).text
        assert "4,87" not in text, address
        assert "4.87" not in text, address
    assert "færre end 5 svar, vises ikke" in client.get(reverse("indicators:csv", args=[evaluation.pk])).text


def test_what_is_not_about_people_is_shown_and_says_so(evaluation, birthe, client):
    make_measurement(
        make_indicator(evaluation.pk, by=birthe, kind="time"), by=birthe, value=Decimal(95), n=2, how="counted"
    )
    text = client.get(reverse("indicators:page", args=[evaluation.pk])).text
    assert "Tallet handler ikke om mennesker" in text
    assert "95" in text
    assert "n = 2" in text


def test_two_are_bars_and_more_are_a_line(evaluation, birthe):
    indicator = make_indicator(evaluation.pk, by=birthe, target=Decimal(4))
    assert figure(evaluation, birthe).chart is None
    make_measurement(indicator, by=birthe)
    make_measurement(indicator, by=birthe, phase="after", on=date(2026, 6, 1), value=Decimal(3))
    bars = figure(evaluation, birthe).chart
    assert [bar.percent for bar in bars.bars] == [60.0, 75.0, 100.0]  # from zero; the target is the longest
    assert [bar.is_strong for bar in bars.bars] == [False, True, False]
    assert "12 svar" in bars.bars[0].label
    make_measurement(indicator, by=birthe, phase="later", on=date(2026, 9, 1), value=Decimal(4))
    line = figure(evaluation, birthe).chart
    assert not line.bars
    assert [dot.label for dot in line.dots] == ["2,4", "3", "4"]
    assert line.dots[-1].y == line.target_y < line.dots[0].y < line.axis_y


def test_all_on_one_day_and_all_zero_still_make_a_chart(evaluation, birthe):
    indicator = make_indicator(evaluation.pk, by=birthe)
    for _ in range(3):
        make_measurement(indicator, by=birthe, value=Decimal(0))
    assert len({dot.x for dot in figure(evaluation, birthe).chart.dots}) == 3


def test_what_is_frozen_comes_back_as_it_was(evaluation, birthe):
    indicator = make_indicator(evaluation.pk, by=birthe, target=Decimal("4.5"))
    make_measurement(indicator, by=birthe, source="Ved kaffen")
    found = figure(evaluation, birthe)
    again = thawed(frozen([found]), evaluation.pk)[0]
    assert (again.name, again.before, again.target, again.points[0].source) == (
        found.name,
        found.before,
        found.target,
        "Ved kaffen",
    )
    assert again.chart == found.chart


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12,5", "12.5"), ("12.5", "12.5"), ("1.200", "1200"), ("1.200,25", "1200.25"), (" 7 ", "7"), ("1 200", "1200")],
)
def test_numbers_are_read_as_danes_write_them(typed, number):
    assert NumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize(("number", "shown"), [("1200.50", "1.200,5"), ("3.00", "3"), ("0", "0"), ("100", "100")])
def test_numbers_are_written_as_danes_read_them(number, shown):
    assert in_words(Decimal(number)) == shown


def test_no_cell_of_the_file_runs_as_a_formula(evaluation, birthe, client):
    own = {"kind": "own", "name": "=1+1", "unit": "ture", "higher_is_better": True, "about_people": False}
    make_measurement(make_indicator(evaluation.pk, by=birthe, **own), by=birthe, source="@x")
    text = client.get(reverse("indicators:csv", args=[evaluation.pk])).text
    assert "'=1+1" in text
    assert "'@x" in text


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_file_has_the_same_numbers_in_any_language(language, evaluation, birthe, client):
    indicator = make_indicator(evaluation.pk, by=birthe, target=Decimal(4000))
    make_measurement(indicator, by=birthe, value=Decimal("1234.5"))
    make_measurement(indicator, by=birthe, value=Decimal(0), phase="after", on=date(2026, 6, 1))
    with translation.override("da"):  # as it was before the page
        text = client.get(reverse("indicators:csv", args=[evaluation.pk]), headers={"accept-language": language}).text
    assert [line.split(";")[5] for line in text.splitlines()[1:]] == ["1234,5", "0", "4000"]


def test_many_figures_cost_no_more_queries_than_one(evaluation, birthe, django_assert_max_num_queries):
    for kind in ("independence", "strain", "time"):
        indicator = make_indicator(evaluation.pk, by=birthe, kind=kind)
        for day in range(1, 6):
            make_measurement(indicator, by=birthe, on=date(2026, 3, day))
    by = viewer(birthe)
    with django_assert_max_num_queries(2):
        found = figures_of([evaluation.pk], by)[evaluation.pk]
    assert [len(each.points) for each in found] == [5, 5, 5]
