"""Words: what is cleaned, what is stopped, and what is searched for."""

import re

import pytest
from django.core.exceptions import ValidationError

from samspil.foundation.text import WEIGHTS, clean_line, clean_text, find_cpr, guard, tokens, unbroken

# None of these belongs to anybody we know of: the tests need the form of a CPR number, not a person's.
MOD_11 = "0101010007"  # 1 January 1901, satisfies modulus 11


def test_example_number_satisfies_modulus_11():
    assert sum(w * int(d) for w, d in zip(WEIGHTS, MOD_11, strict=True)) % 11 == 0


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "Min mors nummer er 010190-1234.",
        "cpr:010190-1234",
        "cpr.010190-1234",
        "(010190-1234)",
        "010190 1234",
        "010190 - 1234",
        "010190\u00a01234",  # no-break space, as a word processor writes it
        "010190\u20111234",  # no-break hyphen
        "010190–1234",  # en dash
        "010190\u22121234",  # minus
        "010190-1234 og 020290-4321",
        "Ring 99 00 00 10 om 010190-1234",
        "290200-4567",  # a leap day: digit seven says 2000
        "311299-0999",
        "610190-1234",  # a replacement number: day + 60
        "910190-1234",
        "010136-4000",  # 2036
        "010158-5000",  # 1858
        MOD_11,
        f"sagsnr. {MOD_11}, tak",
        "x" * 2000 + " 010190-1234",
        f"01a20332-f873-7dfe-a8ac-6906908431e0 {MOD_11}",
    ],
)
def test_cpr_number_is_found(text):
    assert find_cpr(clean_text(text))


@pytest.mark.parametrize("hidden", ["0101\u200b90-1234", "010190\u00ad-1234", "010190\u2060-1234", "\ufeff010190-1234"])
def test_cpr_number_behind_invisible_signs_is_found(hidden):
    assert find_cpr(clean_text(hidden)) == "010190-1234"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ingen tal her",
        "99 00 00 10",
        "+45 99 00 00 10",
        "+4599000010",
        "004599000010",
        "CVR 12345678",
        "1003388394",  # a production unit: ten digits, a date by accident, modulus 11 does not hold
        "0101900000",  # bare, modulus 11 does not hold
        "320190-1234",  # no such day
        "011390-1234",  # no such month
        "300290-1234",  # 30 February
        "290201-1234",  # 1901 was no leap year
        "000190-1234",
        "920190-1234",  # day + 60 ends at 91
        "010190-12345",
        "010190-123",
        "1010190-1234",
        "1.010190-1234",
        "12,010190-1234",
        "010190\n1234",  # two lines of a list
        "DK5000400440116243",
        "978-87-02-01234-5",
        "2026-01-01 1234",
        "Af 01a20332-f873-7dfe-a8ac-6906908431e0",  # the end of an address of ours
        "/udfordringer/01A20332-F873-7DFE-A8AC-6906908431E0/",
        "010190 01a20332-f873-7dfe-a8ac-6906908431e0 1234",
    ],
)
def test_other_numbers_are_not_taken_for_cpr(text):
    assert find_cpr(clean_text(text)) is None


def test_guard_names_every_field_that_holds_a_number():
    with pytest.raises(ValidationError) as refused:
        guard(question="010190-1234", description="Fint", today=MOD_11)
    assert set(refused.value.message_dict) == {"question", "today"}


def test_guard_lets_plain_text_pass():
    guard(question="Hvordan?", description="")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hej  ", "hej"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("\u202egeb\u202c", "geb"),
        ("Sa\u030a", "S\u00e5"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("tab\tstår", "tab\tstår"),
        ("\u200b\u200b", ""),
        (None, ""),
    ],
)
def test_clean_text_keeps_what_was_meant(typed, kept):
    assert clean_text(typed) == kept


def test_clean_text_twice_is_clean_text_once():
    typed = " e\u0301\r\n\n\n\x00\u2066x "
    assert clean_text(clean_text(typed)) == clean_text(typed)


def test_clean_line_is_one_line():
    assert clean_line(" Hvordan\r\nfår\t vi\u00a0 flere? ") == "Hvordan får vi flere?"


def test_words_that_stay_on_one_line_are_the_same_words():
    kept = unbroken("kl. 19–20.30")
    assert not re.search(r" |–(?!\u2060)", kept)
    assert clean_line(kept) == "kl. 19–20.30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hunde og hunden", ["hund", "og", "hund"]),
        ("Aalborg ÅLBORG", ["ålborg", "ålborg"]),
        ("snake_case, punktum.", ["snak", "cas", "punktum"]),
        ("!!! --", []),
        ("MED-udvalg 2026", ["med", "udvalg", "2026"]),
    ],
)
def test_tokens_are_lower_case_stems(text, expected):
    assert tokens(text) == expected


def test_tokens_are_cut_at_forty_letters():
    assert [len(word) for word in tokens("å" * 90)] == [40]
