"""Numbers as people write and read them: "12,5", "1.200" and "1.234.567,50 kr."."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MOST_DIGITS = 20
MINUS = "\u2212"  # not a hyphen, which lines break at and spreadsheets take for a formula


def in_words(value: Decimal | int | None, decimals: int | None = None) -> str:
    """With dots between thousands, and without decimals that say nothing; or with just so many."""
    if value is None:
        return ""
    number = Decimal(value)
    if decimals is None:
        number = Decimal(format(number.normalize(), "f"))
    else:
        number = round(number, decimals) + 0  # and no minus before a nought
    return number_format(number, decimals, use_l10n=True, force_grouping=True).replace("-", MINUS)


def read(text: str) -> str:
    """What somebody typed, as Python reads it: in English a comma stands between thousands, in Danish a dot."""
    text = re.sub(r"\s*(?:kr\.?|,-|%|pct\.?|procent)$", "", text.strip(), flags=re.IGNORECASE)
    text = re.sub(r"\s", "", text).replace(MINUS, "-")
    point, between = (".", ",") if (get_language() or "").startswith("en") else (",", ".")
    if re.fullmatch(rf"-?\d{{1,3}}(?:\{between}\d{{3}})+(?:\{point}\d+)?", text):
        text = text.replace(between, "")
    return text.replace(",", ".")


def settled(value: Decimal | None) -> Decimal | None:
    """The same number without noughts at its end, so that 12.50 and 12.5 are no difference."""
    return None if value is None else Decimal(format(value.normalize(), "f"))


class NumberField(forms.DecimalField):
    """A number in a field for words: a browser's own field for numbers throws away what it does not understand."""

    default_error_messages = {
        "invalid": _("Skriv et tal, for eksempel 1.200 eller 12,5."),
        "max_decimal_places": _("Skriv højst to decimaler."),
        "max_digits": _("Tallet er for stort."),
        "max_whole_digits": _("Tallet er for stort."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        options.setdefault("decimal_places", 2)
        options.setdefault("min_value", 0)
        options.setdefault("max_value", 1_000_000_000)
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = read(str("" if value is None else value))
        return super().to_python(text if len(text) <= MOST_DIGITS else "x")

    def clean(self, value: Any) -> Any:
        return settled(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal | int):
            return value
        return number_format(Decimal(format(Decimal(value).normalize(), "f")), use_l10n=True, force_grouping=False)


class YearsField(NumberField):
    """Whole years."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"decimal_places": 0, "widget": forms.TextInput(attrs={"inputmode": "numeric"}), **options})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        found = super().clean(value)
        return None if found is None else int(found)
