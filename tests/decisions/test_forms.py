"""The statement on one's own interests, in every form of the house: it is made, never filled in beforehand."""

import re

import pytest

from samspil.decisions.actions import unsaid
from tests.forms import FORMS, anything_new, errors_at, sender

pytestmark = pytest.mark.django_db
STATED = ("answer trial", "conclude trial", "adopt", "make ready", "decide verdict", "partner")


def test_every_form_with_a_statement_is_here(there):
    assert {form for form in FORMS if "interest" in sender(form, there)[2]} == set(STATED)


@pytest.mark.parametrize("form", STATED)
def test_nothing_is_chosen_and_what_is_not_said_is_told_with_all_words_kept(form, there):
    client, path, data = sender(form, there)
    chosen = re.findall(r'<input[^>]*name="interest"[^>]*>', client.get(path).text)
    assert chosen
    assert not any("checked" in each for each in chosen)
    before = anything_new()
    words = {field: f"Skrevet i {field}." for field in FORMS[form][3]}
    response = client.post(path, {name: value for name, value in data.items() if name != "interest"} | words)
    assert errors_at(response, "interest")
    for text in words.values():
        assert text in response.text
    assert anything_new() == before


@pytest.mark.parametrize("form", [form for form in STATED if form != "partner"])  # there it is others' interest
def test_message_says_what_lacks(form, there):
    client, path, data = sender(form, there)
    assert errors_at(client.post(path, data | {"interest": ""}), "interest") == "Sig, om du selv har noget på spil."
    assert "(kan springes over)" not in client.get(path).text.split('for="id_interest_note"')[1].split("</label>")[0]


@pytest.mark.parametrize(
    ("interest", "note", "lacks"),
    [
        ("", "", {"interest"}),
        ("left", "", {"interest"}),
        ("small", "", {"interest_note"}),
        ("small", "Min bror.", set()),
        ("none", "", set()),
    ],
)
def test_what_lacks_in_a_statement(interest, note, lacks):
    assert set(unsaid(interest, note)) == lacks
