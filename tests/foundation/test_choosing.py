"""Choosing one among many: whatever its number, by its name, and never one that whoever chooses may not see."""

import re

import pytest
from django import forms
from django.db import connection
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from samspil.actors.queries import actors_among, organisations
from samspil.foundation.choosing import ASKED, LISTED, SUGGESTED, Choice, OneOfManyField, choose_among
from samspil.foundation.forms import VerbForm, shown
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide
from tests.factories import make_actor, make_many_actors, viewer

pytestmark = pytest.mark.django_db


class WhoForm(VerbForm):
    who = OneOfManyField(label="Hvem?")

    def __init__(self, *args, first: tuple[Choice, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "who", actors_among(organisations(NOBODY), first), "Vælg")


def sent(**data: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({name.replace("_", "-"): value for name, value in data.items()})
    return query


def page_of(form: forms.Form) -> str:
    return render_to_string("components/form_field.html", {"field": form["who"]})


def chosen(form: WhoForm) -> str:
    assert form.is_valid(), form.errors
    return form.cleaned_data["who"]


def test_short_list_is_a_list():
    first, second = make_actor("Åsum Kor"), make_actor("Bro Kor")
    page = page_of(WhoForm(initial={"who": str(first.pk)}))
    assert re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)<', page) == [
        ("", "", "Vælg"),
        (str(second.pk), "", "Bro Kor · Forening"),
        (str(first.pk), " selected", "Åsum Kor · Forening"),
    ]
    assert "datalist" not in page
    assert chosen(WhoForm(sent(who=str(second.pk)))) == str(second.pk)


def test_only_one_to_choose_is_chosen():
    make_actor("Bro Kor")
    assert "Vælg" not in page_of(WhoForm())


def test_number_501_is_chosen_by_its_name():
    make_many_actors(SUGGESTED + 50)
    last = make_actor("Ørsted Sangkor")
    page = page_of(WhoForm())
    assert page.count("<option") == SUGGESTED
    assert "<select" not in page
    assert "Ørsted" not in page
    assert chosen(WhoForm(sent(who="ørsted  sangkor"))) == str(last.pk)
    assert chosen(WhoForm(sent(who=str(last.pk)))) == str(last.pk)


def test_cost_and_size_do_not_grow_with_the_number():
    costs, sizes = [], []
    for more in (LISTED + 1, SUGGESTED, 200, 400):
        make_many_actors(more)
        with CaptureQueriesContext(connection) as queries:
            form = WhoForm(sent(who="Nr"))
            assert not form.is_valid()
            sizes.append(len(page_of(form)))
        costs.append(len(queries))
    assert costs == [3, 3, 3, 3]  # of that name, with that word, and what is suggested
    assert max(sizes[1:]) < 80_000
    assert max(sizes[1:]) - min(sizes[1:]) < 2_000


def test_part_of_a_name_is_asked_about_and_the_answer_holds():
    make_many_actors(LISTED)
    one, other = make_actor("Nørre Kor"), make_actor("Sønder Kor", kind="company")
    form = WhoForm(sent(who="kor"))
    assert form.errors["who"] == ["Vælg den, du mener. Der er flere, der passer."]
    page = page_of(form)
    assert re.findall(r'type="radio" name="who-valgt" value="([^"]*)"', page) == [str(one.pk), str(other.pk)]
    assert "Sønder Kor · Virksomhed" in page
    assert 'name="who-om" value="kor"' in page
    assert chosen(WhoForm(sent(who="kor", who_om="kor", who_valgt=str(other.pk)))) == str(other.pk)


def test_name_that_two_have_is_asked_about():
    make_many_actors(LISTED)
    twins = {str(make_actor("Nørre Kor").pk), str(make_actor("Nørre Kor", kind="company").pk)}
    make_actor("Nørre Kor og Venner")
    form = WhoForm(sent(who="Nørre Kor"))
    assert not form.is_valid()
    assert set(re.findall(r'type="radio"[^>]*value="([^"]*)"', page_of(form))) == twins


def test_one_that_fits_in_part_is_not_taken_unasked():
    make_many_actors(LISTED)
    only = make_actor("Nørre Kor")
    form = WhoForm(sent(who="nørre"))
    assert form.errors["who"] == ["Vælg den herunder, hvis det er den, du mener."]
    assert str(only.pk) in page_of(form)


def test_answer_about_another_name_is_let_go():
    make_many_actors(LISTED)
    before, now = make_actor("Nørre Kor"), make_actor("Sønder Kor")
    form = WhoForm(sent(who="Sønder Kor", who_om="kor", who_valgt=str(before.pk)))
    assert chosen(form) == str(now.pk)


def test_what_was_chosen_stays_when_something_else_is_wrong():
    make_many_actors(LISTED)
    twins = [make_actor("Nørre Kor"), make_actor("Nørre Kor", kind="company")]
    form = WhoForm(sent(who="Nørre Kor", who_om="Nørre Kor", who_valgt=str(twins[1].pk)))
    assert chosen(form) == str(twins[1].pk)
    page = page_of(form)
    assert 'value="Nørre Kor"' in page
    assert f'type="hidden" name="who-valgt" value="{twins[1].pk}"' in page


def test_many_that_fit_are_cut_and_it_says_so():
    make_many_actors(LISTED + ASKED)
    form = WhoForm(sent(who="Nr"))
    assert form.errors["who"] == ["Vælg den, du mener, eller skriv mere af navnet. Der er mange, der passer."]
    assert page_of(form).count('type="radio"') == ASKED


@pytest.mark.parametrize(
    "written", ["findes-ikke", "<script>", "0190b7a2-0000-7000-8000-000000000000", "%", "_", "a" * 900]
)
def test_what_nothing_is_called_is_told(written):
    make_many_actors(LISTED + 1)
    form = WhoForm(sent(who=written))
    assert form.errors["who"] == ["Vælg et navn på listen, eller skriv en del af det. Vi fandt intet med de ord."]
    assert "<script>" not in page_of(form)


@pytest.mark.parametrize("written", ["", "  ", "\x00"])
def test_nothing_chosen_is_told_where_something_is_needed(written):
    assert WhoForm(sent(who=written)).errors["who"] == ["Vælg en af mulighederne."]


@pytest.mark.parametrize("number", [0, LISTED])
def test_hidden_one_is_neither_offered_nor_named(birthe, number):
    make_many_actors(number)
    hidden = make_actor("Skjult Kor")
    make_actor("Synligt Kor")
    hide(by=viewer(birthe), subject_id=hidden.pk, reason="Den findes ikke mere.")
    for data in (sent(), sent(who="Skjult Kor"), sent(who="kor"), sent(who=str(hidden.pk))):
        form = WhoForm(data)
        assert not form.is_valid()
        offered = re.sub(r'<input type="text"[^>]*>|<input type="hidden" name="who-om"[^>]*>', "", page_of(form))
        assert "Skjult" not in offered
        assert str(hidden.pk) not in offered
    assert WhoForm(sent(who="kor")).errors["who"] == ["Vælg den herunder, hvis det er den, du mener."]


def test_those_that_stand_first_are_found_by_name_too():
    make_many_actors(SUGGESTED + 1)
    form = WhoForm(sent(who="anna holm"), first=(Choice("0190b7a2-0000-7000-8000-000000000000", "Anna Holm"),))
    assert chosen(form) == "0190b7a2-0000-7000-8000-000000000000"
    assert re.search(r'<option value="([^"]*)"', page_of(form))[1] == "Anna Holm"


def test_field_says_in_words_what_was_chosen():
    actor = make_actor("Nørre Kor")
    form = WhoForm(sent(who=str(actor.pk)))
    assert shown(form["who"], str(actor.pk)) == "Nørre Kor"
    assert shown(form["who"], "nørre") == "nørre"
    assert shown(form["who"], None) == ""
