"""The index: what is built is found again, on disk as in memory, and changes over it as in a new build."""

import re
from dataclasses import replace

import numpy as np
import pytest

from samspil.matching import words
from samspil.matching.engine import Engine
from samspil.matching.index import Index, NoIndex
from samspil.matching.stages import WordStage
from samspil.matching.types import Document, Need
from samspil.matching.vocabulary import Vocabulary
from tests.matching.fellowships import DOCUMENTS

NEEDS = ("vil gerne ud i naturen", "spille kort med andre", "mistet min kone", "lære dansk", "reparere ting")


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.load()


def ranked(index, vocabulary, text, k=10):
    return [(found.id, found.score) for found in Engine(index, vocabulary).rank(Need(text=text), k=k).suggestions]


def test_an_index_on_disk_ranks_as_one_in_memory(tmp_path, vocabulary):
    Index.build(DOCUMENTS, vocabulary, tmp_path)
    opened = Index.open(tmp_path)
    kept = Index.build(DOCUMENTS, vocabulary, None)
    assert len(opened) == len(kept) == len(DOCUMENTS)
    assert opened.fingerprint == vocabulary.fingerprint
    for text in NEEDS:
        assert ranked(opened, vocabulary, text) == ranked(kept, vocabulary, text)


def test_documents_come_back_without_their_text(tmp_path, vocabulary):
    given = replace(DOCUMENTS[0], days=frozenset({"sat"}), capacity=3, exposure=2.5, is_free=True, youngest=18)
    index = Index.build([given], vocabulary, tmp_path)
    found, concepts = index.document(index.row(given.id))
    assert found == replace(given, text="")
    assert concepts


def test_arrays_are_shared_and_cannot_be_written(tmp_path, vocabulary):
    index = Index.build(DOCUMENTS, vocabulary, tmp_path)
    postings = index.segments[0].words.arrays["documents"]
    with pytest.raises(ValueError, match="read-only"):
        postings[0] = 7


def test_a_new_build_replaces_the_old_one_and_readers_keep_theirs(tmp_path, vocabulary):
    Index.build(DOCUMENTS, vocabulary, tmp_path)
    old = Index.open(tmp_path)
    new = Index.build(DOCUMENTS[:5], vocabulary, tmp_path)
    assert len(Index.open(tmp_path)) == 5
    assert new.version != old.version
    assert ranked(old, vocabulary, NEEDS[0])
    assert len(list(tmp_path.glob("build-*"))) == 1


def test_a_build_that_fails_leaves_the_old_one(tmp_path, vocabulary):
    Index.build(DOCUMENTS, vocabulary, tmp_path)
    with pytest.raises(ValueError, match="twice"):
        Index.build([DOCUMENTS[0], DOCUMENTS[0]], vocabulary, tmp_path)
    assert len(Index.open(tmp_path)) == len(DOCUMENTS)


def test_no_index_and_another_format_say_so(tmp_path, vocabulary):
    with pytest.raises(NoIndex):
        Index.open(tmp_path)
    Index.build(DOCUMENTS[:2], vocabulary, tmp_path)
    header = tmp_path / "index.json"
    header.write_text(re.sub(r'"format": \d+', '"format": 0', header.read_text()))
    with pytest.raises(NoIndex, match="format"):
        Index.open(tmp_path)


def test_nothing_at_all_can_be_indexed(tmp_path, vocabulary):
    index = Index.build([], vocabulary, tmp_path, vectors={})
    assert ranked(index, vocabulary, "natur") == []
    assert len(index.with_changes([DOCUMENTS[0]], vectors={})) == 1


def test_changes_rank_as_a_new_build(vocabulary):
    base = Index.build(DOCUMENTS[:30], vocabulary, None)
    other = replace(DOCUMENTS[3], title="Skakklubben", text="Vi spiller skak og lærer nye at gøre det.")
    over = base.with_changes([*DOCUMENTS[30:40], other], [DOCUMENTS[0].id], vocabulary=vocabulary)
    over = over.with_changes(DOCUMENTS[40:], [DOCUMENTS[1].id])
    listed = [other if document.id == other.id else document for document in DOCUMENTS[2:]]
    whole = Index.build(listed, vocabulary, None)
    assert len(over) == len(whole)
    assert DOCUMENTS[0].id not in over
    assert over.document(over.row(other.id))[0].title == "Skakklubben"
    for text in NEEDS:
        mine, theirs = ranked(over, vocabulary, text), ranked(whole, vocabulary, text)
        # The statistics of the words differ a little, so neighbours with nearly the same score may change places.
        assert {key for key, _ in mine[:5]} & {key for key, _ in theirs[:5]}
        assert len({key for key, _ in mine} & {key for key, _ in theirs}) >= 0.8 * len(theirs)
        scores = dict(theirs)
        assert all(score == pytest.approx(scores[key], abs=0.1) for key, score in mine if key in scores)


def test_what_is_removed_comes_back_when_it_changes_again(vocabulary):
    base = Index.build(DOCUMENTS[:3], vocabulary, None)
    gone = base.with_changes([], [DOCUMENTS[0].id])
    assert "lystfiskere" not in {key for key, _ in ranked(gone, vocabulary, "fiske")}
    again = gone.with_changes([DOCUMENTS[0]])
    assert "lystfiskere" in {key for key, _ in ranked(again, vocabulary, "fiske")}


def test_shortened_lists_still_give_the_right_scores(monkeypatch, vocabulary):
    """With many documents only the strongest of each word are gone through; scores are those of all."""
    documents = [
        Document(id=f"d{number}", title="Fisk" if number % 3 else "Skov", text="skov fisk tur " + "ord " * (number % 7))
        for number in range(200)
    ]
    whole = WordStage(Index.build(documents, vocabulary, None), {"skov": 1.0, "fisk": 1.0})
    monkeypatch.setattr(words, "CAP", 20)
    short = WordStage(Index.build(documents, vocabulary, None), {"skov": 1.0, "fisk": 1.0})
    best = short.candidates(10)
    assert short.at(best) == pytest.approx(whole.at(best), abs=0.02)
    rows = np.arange(200)
    assert short.at(rows) == pytest.approx(whole.at(rows), abs=0.02)
    assert whole.at(best).min() >= 0.95 * np.sort(whole.at(rows))[-10:].min()


def test_a_builder_in_chunks_makes_the_same(tmp_path):
    rows = [[("a", 1.0), ("b", 2.0)], [("b", 1.0)], [("c", 3.0), ("a", 0.6)], [("b", 0.6)]]
    lengths = np.array([3, 1, 4, 1], np.float32)
    made = []
    for folder, chunk in ((None, 100), (tmp_path, 2)):
        builder = words.Builder(folder, "w", chunk)
        for number, amounts in enumerate(rows):
            builder.add(number, amounts)
        made.append(builder.finish(words.K1 + 1, lengths, 2.0))
    for name in words.Postings.ARRAYS:
        assert np.array_equal(made[0].arrays[name], made[1].arrays[name]), name
    assert not list(tmp_path.glob("*.chunk*"))
