"""Vectors that are kept in a file are found by what was embedded, and only what is new is embedded."""

import numpy as np

from samspil.matching import kept
from samspil.matching.meaning import DIMENSIONS


def embed(texts):
    """A vector for each text; also which were asked for."""
    embed.asked = list(texts)
    return np.array([np.full(DIMENSIONS, float(len(text)), np.float32) for text in texts])


def marks_of(*texts):
    return {kept.mark("a model", text): text for text in texts}


def test_only_what_is_missing_is_embedded_and_what_is_not_wanted_goes(tmp_path):
    file = tmp_path / "vectors.npz"
    assert not kept.vectors(file, list(marks_of("kor"))).any()
    assert kept.bring_up_to_date(file, marks_of("kor", "bowling"), embed) == 2
    assert kept.bring_up_to_date(file, marks_of("bowling", "skak"), embed) == 1
    assert embed.asked == ["skak"]
    found = kept.vectors(file, list(marks_of("skak", "kor", "bowling")))
    assert np.allclose(found[:, 0], [4, 0, 7])
    assert kept.bring_up_to_date(file, marks_of("bowling", "skak"), embed) == 0


def test_another_model_or_text_has_another_mark():
    marks = {kept.mark("a", "b"), kept.mark("a", "c"), kept.mark("b", "b"), kept.mark("a", "b", "c")}
    assert len(marks) == 4
    assert {len(mark) for mark in marks} == {16}
