"""Amounts as people write them, and the choices of a proposal."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from samspil.proposals.forms import AmountField, PledgeForm


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("5000", 5000),
        ("5.000", 5000),
        ("5,000", 5000),
        ("5 000", 5000),
        ("5\u00a0000", 5000),
        ("1.250.000", 1_250_000),
        (" 500 kr. ", 500),
        ("500 Kr", 500),
        ("500,-", 500),
        ("5.000 kr.", 5000),
        ("0", 0),
        ("", None),
        (None, None),
        (7, 7),
    ],
)
def test_amount_is_read_as_people_write_it(language, written, amount):
    with translation.override(language):
        assert AmountField(required=False, localize=True).clean(written) == amount


@pytest.mark.parametrize("written", ["mange", "5.5", "5,55", "1.00.000", "5000 euro", "0x10", "1e5", "5-000"])
def test_amount_that_is_no_whole_number_is_refused(written):
    with pytest.raises(ValidationError):
        AmountField(required=False, localize=True).clean(written)


@pytest.mark.django_db
def test_amount_missing_and_amount_wrong_are_told_once_each():
    for amount, message in (
        ("", "Skriv beløbet i hele kroner."),
        ("mange", "Skriv beløbet i hele kroner, for eksempel 5.000."),
        ("0", "Beløbet skal være over 0."),
        ("100.000.001", "Beløbet er for stort."),
    ):
        form = PledgeForm({"kind": "money", "body": "Til garn", "amount": amount})
        assert form.errors["amount"] == [message]
