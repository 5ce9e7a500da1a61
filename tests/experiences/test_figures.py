"""Numbers as people write them, in and out."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from samspil.experiences.figures import as_line, figures_of, from_lines, read_number, read_range, typed
from samspil.experiences.models import Figure, said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("51,8", "51.8"),
        ("1.5", "1.5"),
        ("17.020", "17020"),
        ("28.000.000", "28000000"),
        ("28 000 000", "28000000"),
        ("1.234,5", "1234.5"),
        ("−223", "-223"),
        ("-0,0083", "-0.0083"),
        ("0.013", "0.013"),
        ("0", "0"),
    ],
)
def test_number_is_read_as_a_dane_writes_it(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "meget", "1,2,3", "1e9", "12.34.56", "0,00001", "9" * 15, "NaN", "٣"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValidationError):
        read_number(text)


@pytest.mark.parametrize("text", ["−754 til 2.211", "-754; 2.211", "-754 – 2.211"])
def test_range_has_two_ends(text):
    assert read_range(text) == (Decimal(-754), Decimal(2211))


@pytest.mark.parametrize("text", ["5", "9 til 3", "1 til 2 til 3", "lidt til meget"])
def test_bad_range_is_refused(text):
    with pytest.raises(ValidationError):
        read_range(text)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        ("17020", "17.020", "17,020"),
        ("51.8000", "51,8", "51.8"),
        ("-0.0083", "−0,0083", "−0.0083"),
        ("100", "100", "100"),
    ],
)
def test_number_is_said_in_the_language_of_the_page(value, danish, english):
    with translation.override("da"):
        assert said(Decimal(value)) == danish
    with translation.override("en"):
        assert said(Decimal(value)) == english


def test_figures_come_back_from_a_cell_as_they_were():
    figures = figures_of(
        [
            {"label": "Tid pr. borger", "value": "51,8", "unit": "min om ugen", "phase": "change"},
            {"label": "", "value": "", "unit": "", "phase": "other"},
            {"label": "Gevinst", "value": "-61", "range": "-223 til 79", "unit": "mio. kr."},
            {"label": "Andel", "value": "13,6", "unit": "%", "phase": "other"},
        ]
    )
    assert [row.position for row in figures] == [1, 2, 3]
    again = figures_of(from_lines("\n".join(as_line(row) for row in figures)))
    for before, after in zip(figures, again, strict=True):
        for name in ("label", "value", "low", "high", "unit", "phase"):
            assert getattr(before, name) == getattr(after, name), name


@pytest.mark.parametrize("line", ["Tid 5 min", "Tid: meget", "Tid: 5 [Nogensinde]"])
def test_line_that_is_no_figure_is_told(line):
    with pytest.raises(ValidationError):
        from_lines(line)


def test_typed_is_what_one_would_type():
    assert [typed(Decimal(value)) for value in ("51.8000", "17020", "-0.0083")] == ["51,8", "17020", "-0,0083"]
    assert typed(None) == ""
    assert not Figure(low=None, high=None).shown_range
