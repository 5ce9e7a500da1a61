"""The base of every form: what it stops, what it says, and that the text stays."""

from uuid import UUID, uuid4

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from samspil.foundation.forms import EditForm, PlainTextField, VerbForm
from samspil.foundation.text import CPR_MESSAGE


class Note(EditForm):
    title = PlainTextField(label="Titel", max_length=10)
    body = PlainTextField(label="Tekst", max_length=30, lines=4, required=False)
    kind = forms.ChoiceField(label="Slags", choices=[("a", "Af jern"), ("b", "Af træ")])
    tags = forms.MultipleChoiceField(label="Mærker", required=False, choices=[("x", "Iks"), ("y", "Ypsilon")])


def note(query="", **fields) -> Note:
    data = QueryDict(query, mutable=True)
    data.update({"title": "Hej", "kind": "a", **fields})
    return Note(data)


def test_text_over_the_limit_says_by_how_much_and_stays():
    form = note(title="x" * 13)
    assert form.errors["title"] == ["Teksten er 3 tegn for lang. Der er plads til 10 tegn."]
    assert form["title"].value() == "x" * 13


def test_text_at_the_limit_passes_whatever_space_is_around_it():
    form = note(title=f"   {'x' * 10}  \r\n", body="a\r\nb")
    assert form.is_valid()
    assert (form.cleaned_data["title"], form.cleaned_data["body"]) == ("x" * 10, "a\nb")


def test_cpr_number_is_stopped_and_the_text_stays():
    form = note(body="Mor er 010190-1234")
    assert form.errors["body"] == [CPR_MESSAGE]
    assert "010190-1234" in str(form["body"])


@pytest.mark.parametrize("empty", ["", "   ", "\r\n\r\n", "\u200b\x00"])
def test_text_of_nothing_is_asked_for(empty):
    assert note(title=empty).errors["title"] == ["Skriv noget her."]


def test_html_is_text():
    form = note(body="<b>x</b><script>")
    assert form.is_valid()
    assert form.cleaned_data["body"] == "<b>x</b><script>"
    assert "<script>" not in str(form["body"])


def test_choice_that_is_not_on_the_list_is_told_in_danish():
    assert note(kind="c").errors["kind"] == ["Vælg en af mulighederne på listen."]
    assert note(kind="").errors["kind"] == ["Vælg en af mulighederne."]


@pytest.mark.parametrize(
    ("typed", "told"), [("0", "Tallet skal være mindst 1."), ("13", "Tallet må højst være 12."), ("3", None)]
)
def test_number_outside_its_limits_is_told_in_plain_words(typed, told):
    class Places(VerbForm):
        places = forms.IntegerField(min_value=1, max_value=12)

    form = Places({"places": typed})
    assert form.errors.get("places") == (told and [told])
    assert form["places"].value() == typed


def test_page_has_no_maxlength_because_it_cuts_in_silence():
    rendered = str(Note()["title"])
    assert "maxlength" not in rendered
    assert 'data-most="10"' in rendered


def test_request_id_is_new_on_every_page():
    seen = {str(VerbForm()["request_id"].value()) for _page in range(3)}
    assert len(seen) == 3
    assert all(UUID(key) for key in seen)


@pytest.mark.parametrize(("sent", "kept"), [("x", None), ("", None), ("9" * 36, None)])
def test_request_id_that_is_none_is_dropped(sent, kept):
    form = note(request_id=sent)
    assert form.is_valid()
    assert form.arguments()["request_id"] is kept


def test_request_id_is_kept_as_text():
    key = uuid4()
    form = note(request_id=str(key).upper())
    assert form.is_valid()
    assert form.arguments()["request_id"] == str(key)


def test_expected_version_must_be_a_number():
    assert "expected_version" in note(expected_version="x").errors
    assert note(expected_version="3").is_valid()


def test_errors_of_a_verb_stand_at_their_fields():
    form = note()
    form.is_valid()
    form.take_errors(ValidationError({"title": ["Nej"], "unknown": ["Heller ikke"]}))
    assert form.errors == {"title": ["Nej"], "__all__": ["Heller ikke"]}


def test_errors_of_a_verb_without_a_field_stand_on_top():
    form = note()
    form.is_valid()
    form.take_errors(ValidationError("Vent lidt"))
    assert form.non_field_errors() == ["Vent lidt"]


# --- two people at once ---------------------------------------------------------------------------------------------


def overtaken(form, **current):
    assert form.is_valid()
    now = {"title": "Hej", "body": "", "kind": "a", "tags": [], "expected_version": 7, **current}
    return form.overtaken_by(now)


def test_overtaken_form_shows_where_the_two_differ():
    assert overtaken(note(title="Min", kind="b"), title="Deres", body="Ny") == [
        {"label": "Titel", "theirs": "Deres", "mine": "Min"},
        {"label": "Tekst", "theirs": "Ny", "mine": ""},
        {"label": "Slags", "theirs": "Af jern", "mine": "Af træ"},
    ]


def test_overtaken_form_keeps_what_was_typed_over_the_new_version():
    form = note(title="Min", expected_version="3", request_id=(key := str(uuid4())))
    overtaken(form, title="Deres")
    assert (form["title"].value(), str(form["expected_version"].value())) == ("Min", "7")
    assert form["request_id"].value() != key


def test_overtaken_form_calls_line_ends_no_difference():
    assert overtaken(note(body="a\r\nb"), body="a\nb") == []


def test_overtaken_form_compares_several_choices_in_any_order():
    assert overtaken(note("tags=y&tags=x"), tags=["x", "y"]) == []
    assert overtaken(note("tags=y&tags=x"), tags=["x"]) == [
        {"label": "Mærker", "theirs": "Iks", "mine": "Ypsilon, Iks"}
    ]
