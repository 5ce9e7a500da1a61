"""The technology projects of the demo hang together: data only, so that whoever corrects a text hears at once."""

import pytest

from samspil.demo.content import PEOPLE
from samspil.demo.content.stories import STORIES
from samspil.demo.content.technologies import TECHNOLOGIES
from samspil.demo.content.technology_needs import NEEDS
from samspil.demo.content.technology_projects import PROJECTS

needs = {need.title: need for need in NEEDS}
people = {person.key: person for person in PEOPLE}
ROOM_TO_RUN = 10  # days from the idea to the start


def works_in(person, unit):
    return unit in {role.scope for role in people[person].roles}


@pytest.mark.parametrize("text", PROJECTS, ids=lambda text: text.title)
def test_a_project_comes_from_a_need_whose_unit_looked_at_others_first(text):
    need = needs[text.need]
    assert need.unit == text.unit
    assert need.days_ago > need.reuse.days_ago > text.days_ago
    assert works_in(text.by, text.unit)
    assert works_in(text.leader, text.unit)
    assert text.technology in {row.key for row in TECHNOLOGIES}
    assert text.life or text.work
    if text.end:
        assert text.days_ago - ROOM_TO_RUN - 7 * text.weeks >= text.end.end.days_ago
        assert all(figure.after for figure in (text.life, text.work) if figure)
        assert text.end.evaluation.lesson


@pytest.mark.capability("C57")
def test_three_are_over_one_of_them_stopped_and_one_runs():
    assert sorted(text.end.end.outcome for text in PROJECTS if text.end) == ["adapt", "adopt", "stop"]
    assert [text.starts for text in PROJECTS if not text.end].count(True) == 1


@pytest.mark.capability("C53")
def test_somebody_takes_up_one_lesson_and_another_waits():
    (later,) = [text for text in PROJECTS if text.taken_up]
    (earlier,) = [text for text in PROJECTS if text.technology == later.technology and text.end]
    handed_on = [earlier.end.evaluation.lesson, *earlier.end.more_lessons]
    assert sum(lesson.startswith(later.taken_up.begins) for lesson in handed_on) == 1
    assert len(handed_on) > 1
    assert earlier.end.end.days_ago > later.taken_up.days_ago


@pytest.mark.capability("C51")
def test_only_employees_tell_those_who_look_for_work_and_of_their_own_unit():
    told = [story for story in STORIES if story.work_unit]
    assert len(told) >= 3
    assert all(works_in(story.by, story.work_unit) and not story.actor for story in told)
