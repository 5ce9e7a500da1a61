"""Whom an offer is for and what it asks of people, read from its own words, and how that meets a need."""

import pytest

from samspil.matching import conditions
from samspil.matching.requirements import gender, reading
from samspil.matching.types import Document, Need
from samspil.matching.understand import understand


def made(text: str, **known) -> Document:
    return reading(Document(id="a", title="Klubben", text=text, **known))


@pytest.mark.parametrize(
    ("text", "youngest", "oldest"),
    [
        ("Fra 18 år.", 18, None),
        ("Man skal være fyldt 60 år.", 60, None),
        ("For unge på 15-25 år.", 15, 25),
        ("Hold for børn mellem 6 og 10 år", 6, 10),
        ("Kun for voksne", 18, None),
        ("60+ hver tirsdag", 60, None),
        ("Vi har sunget sammen i over 40 år.", None, None),
        ("For 10 år siden begyndte vi.", None, None),
        ("Alle er velkomne.", None, None),
    ],
)
def test_ages(text, youngest, oldest):
    found = made(text)
    assert (found.youngest, found.oldest) == (youngest, oldest)


def test_what_is_filled_in_wins():
    assert made("Fra 18 år.", youngest=16).youngest == 16


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Medlemmer har egen veteranbil.", {"drives"}),
        ("Kørekort kræves.", {"drives"}),
        ("Det kræver kørekort.", {"drives"}),
        ("Man skal selv have bil.", {"drives"}),
        ("Vi henter dig i egen bil.", set()),
        ("Vi kører sammen derud.", set()),
        ("Kun for mænd.", {"men"}),
        ("Kun for kvinder.", {"women"}),
        ("For mænd og kvinder i alle aldre.", set()),
    ],
)
def test_what_is_asked_for(text, asked):
    assert made(text).requires & {"drives", "men", "women"} == asked


def missing(text: str, need: str) -> list[str] | None:
    fits, reasons = conditions.check(made(text), understand(Need(text=need), {}))
    return [reason.data["wish"] for reason in reasons if reason.kind == "missing"] if fits else None


def test_a_car_that_somebody_does_not_have_is_told_and_costs():
    assert missing("Medlemmer har egen veteranbil.", "Tømrer, kører ikke bil") == ["drives"]
    assert missing("Medlemmer har egen veteranbil.", "Tømrer med lyst til ture") == []


def test_only_for_others_is_ruled_out_where_it_is_sure_who_asks():
    assert missing("Kun for mænd.", "Kvinde på 50 vil ud") is None
    assert missing("Kun for mænd.", "Mand på 50 vil ud") == []
    assert missing("Kun for mænd.", "Min nabo vil ud") == []


def test_another_age_than_it_speaks_of_is_told():
    assert missing("For pensionister med tid til kaffe.", "Dreng på 10 år vil røre sig") == ["audience"]
    assert missing("For pensionister med tid til kaffe.", "Mand på 70 år keder sig") == []
    assert missing("For børn og voksne.", "Mand på 70 år keder sig") == []


@pytest.mark.parametrize(
    ("written", "who"),
    [("Enkemand på 72", "men"), ("Min datter på 16", "women"), ("Et par med en søn og en datter", ""), ("Kan kun", "")],
)
def test_whom_a_need_is_about(written, who):
    assert gender(written) == who
