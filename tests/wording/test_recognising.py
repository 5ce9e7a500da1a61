"""The writing helper knows the questions the strategy argues with, and leaves ordinary good ones alone."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samspil.demo.content import CHALLENGES
from samspil.wording import Kind, look_at
from tests.wording.sentences import FOUND, GOOD, HELD_OUT, HELD_OUT_GOOD, LATER, LATER_GOOD, STRATEGY

KNOWN = [(kind, question) for kind, questions in FOUND.items() for question in questions]
TO_FIND = [*KNOWN, *HELD_OUT, *LATER, *((kind, question) for question, kind in STRATEGY if kind)]
TO_LEAVE = [*GOOD, *HELD_OUT_GOOD, *LATER_GOOD, *(question for question, kind in STRATEGY if not kind)]


def test_there_are_sentences_enough():
    assert len({question for _kind, question in TO_FIND}) >= 80
    assert len(set(TO_LEAVE)) >= 40
    assert {kind for kind, _question in TO_FIND} == set(Kind)


@pytest.mark.capability("C13")
@pytest.mark.parametrize(("kind", "question"), TO_FIND)
def test_recognises(kind, question):
    found = look_at(question)
    assert found, question
    assert found[0].kind == kind


@pytest.mark.capability("C13")
@pytest.mark.parametrize("question", TO_LEAVE)
def test_leaves_a_good_question_alone(question):
    assert look_at(question) == []


@pytest.mark.parametrize("question", [question for _kind, question in TO_FIND])
def test_names_the_words_it_is_about(question):
    for finding in look_at(question):
        assert finding.words
        assert question[finding.start : finding.end] == finding.words


@pytest.mark.parametrize("question", GOOD)
def test_small_letters_and_a_missing_mark_change_nothing(question):
    assert look_at(question.lower()) == []
    assert look_at(f"  {question}  ") == []
    assert look_at(question.rstrip("?")) == [] or not question.lower().startswith("hv")


@pytest.mark.parametrize(("kind", "question"), KNOWN)
def test_finds_the_same_in_capitals_and_behind_a_greeting(kind, question):
    assert look_at(question.lower())[0].kind == kind
    if question.endswith("?"):
        assert look_at(f"Og {question[0].lower()}{question[1:]}")[0].kind == kind
        assert kind in [each.kind for each in look_at(f"Jeg har tænkt over noget i dag. {question}")]


def test_says_everything_it_found_with_the_most_important_first():
    found = look_at("Hvordan kan de frivillige hjælpe de demente i Lunde?")
    assert [each.kind for each in found] == [Kind.ACTOR, Kind.DEFICIT]
    assert [each.words for each in found] == ["de frivillige", "de demente"]


def test_the_questions_of_the_demo_that_people_settled_on_are_left_alone():
    questions = [row.question for row in CHALLENGES]
    assert len(questions) > 10
    assert [question for question in questions if look_at(question)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?", "???", ".", "-", "\x00", "\n\n", "Hvordan", "Hvordan?", "Hvem?", "Bingo?", "Så?", "x" * 20_000),
        *("Lorca mirto luna", "What should we do about loneliness?", "Wie geht es?", "你好吗?", "كيف حالك؟"),
        *("😀" * 500, "Hvordan kan " + "de " * 7000, "İİİ Hvordan kan frivillige hjælpe?", "ß" * 999, "Hvor " * 5000),
        *("<script>alert(1)</script>", "' OR 1=1 --", "a-" * 10_000, "de svage " * 2000, "Hvordan\u0000kan\u200b vi?"),
    ],
)
def test_bears_anything(text):
    for finding in look_at(text):
        assert text[finding.start : finding.end] == finding.words


WORDS = sorted({word for _kind, question in TO_FIND for word in question.split()})


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@example("de svage de svage ældre og demente, hvordan kan vi?")
def test_never_raises_and_never_offers_what_it_would_object_to(text):
    for finding in look_at(text):
        assert text[finding.start : finding.end] == finding.words
        assert 2 <= len(finding.rewordings) <= 3
        for wording in finding.rewordings:
            assert look_at(wording) == []


def test_is_quick():
    """Somebody waits while they write: five milliseconds of the processor at most, for long and odd texts too."""
    odd = ["Hvordan kan " + "de " * 7000, "x" * 20_000, "Skal " + "vi ikke " * 2500, "de svage " * 2500]
    for text in [*(question for _kind, question in KNOWN), *odd]:
        taken = []
        for _time in range(3):
            began = time.process_time()
            look_at(text)
            taken.append(time.process_time() - began)
        assert min(taken) < 0.005, text[:80]
