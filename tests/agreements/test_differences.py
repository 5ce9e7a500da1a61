"""What differs between two texts: by hand-made pairs, and that nothing typed becomes markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.agreements.differences import changed_sections, changed_words


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("Gå en tur", "Gå en tur", [], []),
        ("Gå en tur", "Gå en lang tur", [], ["lang"]),
        ("Gå en lang tur", "Gå en tur", ["lang"], []),
        ("Giv aldrig medicin.", "Giv aldrig piller.", ["medicin"], ["piller"]),
        ("Du tier om andre.", "Du tier om andre, også bagefter.", [], [", også bagefter"]),
        ("", "Alt er nyt", [], ["Alt er nyt"]),
        ("Alt er væk", "", ["Alt er væk"], []),
        ("Linje et\nLinje to", "Linje et\nLinje tre", ["to"], ["tre"]),
    ],
)
def test_words(before, after, gone, come):
    made = re.sub(r'<span class="sr-only">[^<]*</span>', "", changed_words(before, after))
    assert [words.strip() for words in re.findall(r"<del>(.*?)</del>", made)] == gone
    assert [words.strip() for words in re.findall(r"<ins>(.*?)</ins>", made)] == come


def test_only_sections_that_differ_stand_there_in_their_order():
    labels = {"a": "A", "b": "B", "c": "C"}
    found = changed_sections({"a": "ens", "b": "før"}, {"a": "ens", "c": "ny"}, labels)
    assert [label for label, _words in found] == ["B", "C"]


def test_what_somebody_typed_is_never_markup():
    made = changed_words("<b>før</b>", '<script>alert("x")</script>')
    assert "<script" not in made
    assert "<b>" not in made


@given(st.text(alphabet="ab <&\n", max_size=40), st.text(alphabet="ab <&\n", max_size=40))
def test_taking_the_gone_away_gives_the_new_text(before, after):
    made = re.sub(r'<span class="sr-only">[^<]*</span>', "", changed_words(before, after))
    kept = re.sub(r"<del>.*?</del>", "", made, flags=re.DOTALL)
    read = html.unescape(re.sub(r"</?ins>", "", kept).replace("<br>", "\n"))
    assert read.split() == after.split()
