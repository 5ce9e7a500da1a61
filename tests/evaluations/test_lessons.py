"""A lesson is handed on, and taken up by a later one (C53)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.evaluations import actions, queries
from samspil.evaluations.models import Acknowledgement, Lesson
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import NOBODY
from samspil.moderation.actions import hide
from tests.evaluations.making import make_completed, make_evaluation, make_voice
from tests.factories import viewer

pytestmark = pytest.mark.django_db


def acknowledge(lesson, later, person, text="Vi spørger i uge 2."):
    return actions.acknowledge_lesson(by=viewer(person), lesson_id=lesson.pk, subject_id=later.pk, text=text)


@pytest.mark.capability("C53")
def test_the_next_one_reads_a_lesson_and_says_what_it_does(birthe, sign_in, client):
    earlier = make_completed(by=birthe, theme="older")
    lesson = Lesson.objects.get()
    later = make_evaluation(by=birthe, offer="Turene", theme="older")
    assert queries.lessons_for(viewer(birthe), subject=later.subject, theme="older") == [lesson]
    assert "Spørg, før I planlægger." in client.get(reverse("evaluations:lessons")).text
    address = reverse("evaluations:acknowledge", args=[lesson.pk, later.pk])
    sign_in(birthe).post(address, {"text": "Vi spørger i uge 2."})
    assert Acknowledgement.objects.get().subject_id == later.pk
    assert queries.lessons_for(viewer(birthe), subject=later.subject, theme="older") == []
    assert "Spørg, før I planlægger." not in client.get(reverse("evaluations:lessons")).text
    assert "Vi spørger i uge 2." in client.get(reverse("evaluations:page", args=[earlier.pk])).text
    assert "Vi spørger i uge 2." in client.get(reverse("evaluations:page", args=[later.pk])).text


def test_no_lesson_goes_on_before_the_evaluation_is_completed(birthe):
    evaluation = make_evaluation(by=birthe)
    lesson = actions.hand_on_lesson(by=viewer(birthe), evaluation_id=evaluation.pk, text="Spørg først.")
    assert list(queries.lessons(NOBODY)) == []
    with pytest.raises(NotFound):
        acknowledge(lesson, make_evaluation(by=birthe), birthe)


def test_only_those_who_take_part_and_never_its_own(birthe, karen):
    earlier, later = make_completed(by=birthe), make_evaluation(by=birthe)
    lesson = Lesson.objects.get()
    with pytest.raises(Refused):
        acknowledge(lesson, later, karen)
    with pytest.raises(ValidationError):
        acknowledge(lesson, earlier, birthe)
    make_voice(later, by=karen, is_own=True)
    acknowledge(lesson, later, karen)
    with pytest.raises(ValidationError):
        acknowledge(lesson, later, birthe)
    with pytest.raises(ValidationError):
        actions.take_lesson_back(by=viewer(birthe), lesson_id=lesson.pk)


def test_a_lesson_is_handed_on_later_and_taken_back(birthe, karen):
    evaluation = make_completed(by=birthe)
    with pytest.raises(Refused):
        actions.hand_on_lesson(by=viewer(karen), evaluation_id=evaluation.pk, text="Mere")
    more = actions.hand_on_lesson(by=viewer(birthe), evaluation_id=evaluation.pk, text="Mere")
    with pytest.raises(Refused):
        actions.take_lesson_back(by=viewer(karen), lesson_id=more.pk)
    actions.take_lesson_back(by=viewer(birthe), lesson_id=more.pk)
    assert [row.text for row in queries.handed_on(evaluation, viewer(birthe))] == ["Spørg, før I planlægger."]


def test_the_lessons_of_a_hidden_evaluation_are_read_nowhere(birthe):
    evaluation, later = make_completed(by=birthe), make_evaluation(by=birthe)
    lesson = Lesson.objects.get()
    acknowledge(lesson, later, birthe)
    hide(by=viewer(birthe), subject_id=evaluation.pk, reason="Forkert")
    assert list(queries.lessons(viewer(birthe))) == queries.taken_up_by(later.subject, viewer(birthe)) == []
    with pytest.raises(NotFound):
        actions.take_lesson_back(by=viewer(birthe), lesson_id=lesson.pk)
