"""Filters live in the address, and an address with nonsense in it filters nothing."""

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from samspil.foundation.filtering import FilterForm, without


class Filter(FilterForm):
    emne = forms.ChoiceField(label="Emne", required=False, choices=[("", "Alle"), ("older", "Ældre")])
    sorter = forms.ChoiceField(required=False, choices=[("ny", "Nyeste")])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"q": "", "emne": "", "sorter": ""}),
        ("q=b%C3%A5d&emne=older&sorter=ny", {"q": "båd", "emne": "older", "sorter": "ny"}),
        ("emne=<script>&sorter=;DROP", {"q": "", "emne": "", "sorter": ""}),
        ("q=" + "x" * 201, {"q": "", "emne": "", "sorter": ""}),
        ("q=a%00b", {"q": "", "emne": "", "sorter": ""}),
        ("unknown=1&q=x", {"q": "x", "emne": "", "sorter": ""}),
    ],
)
def test_values_are_what_makes_sense(query, expected):
    assert Filter(QueryDict(query)).values() == expected


@pytest.mark.parametrize(
    ("query", "narrowed"), [("", False), ("sorter=ny", False), ("q=x", True), ("emne=older", True), ("emne=x", False)]
)
def test_sorting_narrows_nothing(query, narrowed):
    assert Filter(QueryDict(query)).is_narrowed is narrowed


def test_bar_shows_each_filter_with_a_way_out():
    request = RequestFactory().get("/liste/?q=b%C3%A5d&emne=older&sorter=ny&side=3")
    bar = Filter(request.GET).bar(request, search_label="Søg")
    assert bar["active"] == [
        {"label": "“båd”", "remove_url": "?emne=older&sorter=ny"},
        {"label": "Ældre", "remove_url": "?q=b%C3%A5d&sorter=ny"},
    ]
    assert bar["clear_url"] == "/liste/"
    assert [option["selected"] for option in bar["selects"][0]["options"]] == [False, True]


def test_without_goes_back_to_the_first_page():
    assert without(QueryDict("a=1&a=2&b=3&side=9"), "a") == "?b=3"
