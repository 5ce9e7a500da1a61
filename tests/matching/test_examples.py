"""The examples hang together, their vectors are up to date, and what they teach helps with other needs."""

import json

import numpy as np
import pytest

from samspil.matching import examples
from samspil.matching.concepts import ConceptMatcher
from samspil.matching.engine import Engine
from samspil.matching.examples import Example
from samspil.matching.index import Index
from samspil.matching.learning import Pairs, Ridge, Space, Teacher, reader, terms_of
from samspil.matching.meaning import Meaning
from samspil.matching.types import Document, Need
from samspil.matching.vocabulary import Vocabulary

OURS = Vocabulary.load()
SIDES = ("needs", "offers")


@pytest.fixture(scope="module")
def matcher():
    return ConceptMatcher(OURS)


@pytest.mark.parametrize("side", SIDES)
def test_examples_name_concepts_that_there_are(side):
    found = examples.ours(side)
    assert len(found) >= 500
    for one in found:
        assert one.concepts.keys() <= OURS.keys(), one.text
        assert all(0 < weight <= 1 for weight in one.concepts.values()), one.text


def test_a_file_is_read_and_each_text_once(tmp_path):
    row = {"en": "Nobody sings with me.", "helps": {"choir": 1}}
    (tmp_path / "a.json").write_text(json.dumps({"about": "", "needs": [row, row], "offers": []}))
    assert examples.read("needs", tmp_path) == (Example("Nobody sings with me.", "en", {"choir": 1.0}),)
    assert examples.read("offers", tmp_path) == ()


@pytest.mark.parametrize("side", SIDES)
def test_the_vectors_are_up_to_date(side):
    """``python -m samspil.matching embed`` was run after the examples changed."""
    vectors = examples.vectors(Meaning.name, side, examples.ours(side))
    assert (np.abs(vectors).sum(axis=1) > 0).mean() >= 0.95
    assert not examples.vectors("another model", side, examples.ours(side)).any()


TAUGHT = (
    Example("Jeg dækker stadig op til to.", "da", {"grief-group": 1.0}),
    Example("Der står to kopper, men jeg dækker kun til mig selv.", "da", {"grief-group": 1.0}),
    Example("Garagen er tom, og skruetrækkeren ruster.", "da", {"workshop": 1.0}),
    Example("Skruetrækkeren ligger i garagen uden noget at lave.", "da", {"workshop": 1.0}),
)


def test_what_is_taught_is_told_of_a_text_like_it(matcher):
    space = Space(matcher)
    teacher = Teacher("needs", space, taught=TAUGHT)
    for written, concept in (("dækker op alene", "grief-group"), ("en rusten skruetrækker", "workshop")):
        terms, named = terms_of(written, "da"), space.array(matcher.match(written, "da"))
        told = teacher.tell(terms, named)
        assert max(("grief-group", "workshop"), key=lambda key: told[space.at[key]]) == concept
        nearest = teacher.nearest(teacher.asked(terms, named), concept, "da")
        assert nearest is not None
        assert concept in nearest.concepts
        assert teacher.nearest(teacher.asked(terms, named), concept, "en") is None  # none is told in another language


def test_left_out_examples_are_foretold_better_than_by_what_is_usual(matcher):
    """Every tenth is left out and foretold from a part of the others (all would take too long here)."""
    space = Space(matcher)
    some = examples.ours("needs")[::4]
    teacher = Teacher("needs", space, taught=[one for place, one in enumerate(some) if place % 10])
    right = usual = 0
    for one in some[::10]:
        told = teacher.tell(terms_of(one.text, one.language), space.array(matcher.match(one.text, one.language)))
        right += sum(space.keys[place] in one.concepts for place in np.argsort(-told)[:10])
        usual += sum(space.keys[place] in one.concepts for place in np.argsort(-teacher.usual)[:10])
    assert right > 1.3 * usual


def test_a_linear_model_is_the_same_made_either_way():
    """From few signs of many examples, or from many signs of few."""
    chance = np.random.default_rng(1)
    features, labels = chance.random((9, 6), np.float32), chance.random((9, 2), np.float32)
    wider = np.hstack((features, np.zeros((9, 6), np.float32)))
    assert np.allclose(Ridge.learn(features, labels).weights, Ridge.learn(wider, labels).weights[:6], atol=1e-4)


def test_pairs_of_directions_make_what_is_alike_more_alike():
    chance = np.random.default_rng(1)
    vectors = chance.standard_normal((50, 40)).astype(np.float32)
    pairs = Pairs.of(vectors)
    one, other = pairs.added(vectors)[:2]
    along = vectors[:2] @ pairs.directions
    assert np.isclose(one @ other, vectors[0] @ vectors[1] + (along[0] @ along[1]) ** 2, rtol=1e-3)


def test_nothing_is_told_of_nothing(matcher):
    assert not reader("needs", matcher).read({}, {}).any()
    assert not reader("needs", matcher).read({"qwrtpsdf": 1.0}, {}).any()


def test_a_vocabulary_without_any_of_the_concepts_works_too():
    nothing = Vocabulary((), OURS.link_names)
    engine = Engine(Index.build([Document(id="a", title="Kor")], nothing, None), nothing)
    assert [found.id for found in engine.rank(Need(text="kor")).suggestions] == ["a"]


@pytest.mark.parametrize(
    ("written", "concept"),
    [("Han plejede at synge", "choir"), ("Savner at spille guitar", "music"), ("bor alene med sin hund", "dogs")],
)
def test_a_phrase_leaves_its_words_their_own_concepts(matcher, written, concept):
    assert concept in matcher.match(written, "da")


@pytest.mark.parametrize(("word", "concept"), [("fiskeri", "angling")])
def test_the_end_of_a_compound_label_is_enough_alone(matcher, word, concept):
    assert concept in matcher.match_heads(word)


def test_a_need_that_is_only_a_condition_still_gets_something(plain_engine):
    found = plain_engine.rank(Need(text="Kan kun torsdage"))
    assert len(found.suggestions) == 10


@pytest.mark.parametrize("written", ["Jeg er 15 år og ked af det", "Pige på 14, der er meget for sig selv"])
def test_the_young_find_what_is_for_the_young(engine, written):
    assert "ungdom" in [found.id for found in engine.rank(Need(text=written)).suggestions]
