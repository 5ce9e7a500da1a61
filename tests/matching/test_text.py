"""Terms, compounds and spelling."""

import pytest

from samspil.matching import compounds, text
from samspil.matching.spelling import Speller, one_off


def terms(written: str, language: str = "da") -> dict[str, float]:
    return {term.text: term.weight for term in text.analyse(written, language)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("vandreture", "vandretur"), ("naturen", "natur"), ("Børnene", "barn"), ("mødre", "mor"), ("cafeer", "café")],
)
def test_forms_of_a_word_share_a_term(one, other):
    assert terms(one).keys() & terms(other).keys()


@pytest.mark.parametrize(
    ("compound", "first", "last"),
    [
        ("lystfiskerforening", "lystfisker", "forening"),
        ("værkstedsfællesskab", "værksteds", "fællesskab"),
        ("veteranbilklub", "veteranbil", "klub"),
        ("besøgsven", "besøgs", "ven"),
        ("ungdomsklub", "ungdoms", "klub"),
        ("havefællesskab", "have", "fællesskab"),
    ],
)
def test_compounds_are_taken_apart(compound, first, last):
    start, end, written = compounds.split(compound)
    assert (written.rstrip("s"), end) == (first.rstrip("s"), last)
    assert written.startswith(start)


@pytest.mark.parametrize(
    "word", ["ensomhed", "forening", "deltager", "ledsager", "menneske", "roning", "xyzzy", "a" * 60]
)
def test_what_is_no_compound_stays_whole(word):
    assert compounds.parts(word) == ()


def test_parts_of_a_compound_make_up_the_word():
    for word in ("fritidsinteresse", "værkstedsfællesskab", "lystfiskerforening"):
        assert "".join(compounds.parts(word)) == word


def test_a_part_weighs_less_than_the_word_and_a_part_of_a_part_less_again():
    found = terms("veteranbilklub")
    assert found["veteranbilklub"] == 1
    assert found["klub"] == pytest.approx(0.6)
    assert found["bil"] == pytest.approx(0.36)


def test_function_words_tags_and_numbers_are_no_terms():
    assert terms("og i på <script>fisk</script> 010203-1234 0102031234 8888888") == {"fisk": 1.0}


def test_a_term_knows_its_place():
    (found,) = text.analyse("ud i naturen", "da")
    assert (found.word, found.start, found.end) == ("naturen", 5, 12)


@pytest.mark.parametrize(
    ("written", "language"),
    [("a lonely man who likes the sea", "en"), ("en ensom mand", "da"), ("", "da"), ("🎣", "da"), ("hus", "da")],
)
def test_the_language_is_guessed(written, language):
    assert text.guess_language(written) == language


@pytest.mark.parametrize(
    ("wrong", "right"), [("strikeklub", "strikkeklub"), ("lystfikser", "lystfisker"), ("vandertur", "vandretur")]
)
def test_a_wrong_letter_is_forgiven(wrong, right):
    near = Speller.of(["strikkeklub", "lystfisker", "vandretur", "hest"]).near(wrong)
    assert [word for _, word in near] == [right]


def test_other_words_are_not_near():
    speller = Speller.of(["fest", "strikkeklub"])
    assert speller.near("hus") == []
    assert speller.near("bordtennis") == []
    assert "fest" in speller
    assert "hest" not in speller
    assert {"fest", "est", "rest", "hets", "heste"} <= set(one_off("hest"))
