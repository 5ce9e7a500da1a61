"""The assessments and verdicts of the demo hang together: data only, so that a slip is heard of at once."""

import pytest

from samspil.demo.content import PEOPLE
from samspil.demo.content.assessments import ASSESSMENT, ASSESSMENTS, LOOKED_BACK_ON
from samspil.demo.content.technologies import TECHNOLOGIES
from samspil.demo.content.technology_projects import PROJECTS
from samspil.demo.content.verdicts import VERDICTS

people = {person.key: person for person in PEOPLE}
verdicts = {text.about: text for text in VERDICTS}
ANSWERS = {"citizen": 6, "relative": 4, "employee": 12, "organisation": 11}
LEAST_PEOPLE, LEAST_FUNCTIONS = 5, 2


def works_in(person, unit):
    return unit in {role.scope for role in people[person].roles}


def leads(person, unit):
    return any(role.kind == "leader" and role.scope == unit for role in people[person].roles)


def enough(sheets):
    """Whether each side may be shown, also where one of them does not know."""
    sides = [sheet.perspective for sheet in sheets]
    citizens = sides.count("citizen") + sides.count("relative")
    functions = {sheet.function for sheet in sheets if sheet.perspective == "organisation"}
    return citizens > LEAST_PEOPLE < sides.count("employee") and len(functions) >= LEAST_FUNCTIONS


@pytest.mark.parametrize("text", ASSESSMENTS, ids=lambda text: text.key)
def test_an_assessment_is_told_in_order_by_those_of_the_unit(text):
    days = text.days
    assert days.begun > days.opened > days.answered > days.counted > days.handled
    assert days.opened - days.counted >= 22, "answers are counted when the last day has passed"
    assert works_in(text.by, text.unit)
    assert text.technology in {row.key for row in TECHNOLOGIES}
    sheets = [*text.sheets, *(text.again.sheets if text.again else ())]
    assert all(len(sheet.answers.split()) == ANSWERS[sheet.perspective] for sheet in (*sheets, *text.spoken))
    assert all(bool(sheet.why) == (sheet.perspective == "relative") for sheet in sheets)
    assert enough(text.sheets)


@pytest.mark.parametrize("text", ASSESSMENTS, ids=lambda text: text.key)
def test_what_is_measured_rests_on_a_trial_of_the_same_technology(text):
    measured = {number for number, (grade, _why) in text.grades.items() if grade == "E2"}
    assert bool(measured) == bool(text.tried_for)
    for project in PROJECTS:
        if project.need == text.tried_for:
            assert (project.technology, project.unit) == (text.technology, text.unit)
            assert project.end
            assert project.end.end.days_ago > text.days.begun
            return
    assert not text.tried_for


@pytest.mark.parametrize("text", VERDICTS, ids=lambda text: text.about)
def test_the_leader_of_the_unit_decides_and_somebody_there_sees_to_the_evaluation(text):
    (about,) = [row for row in ASSESSMENTS if row.key == text.about]
    assert about.days.handled > text.ready_days_ago > text.days_ago
    assert leads(text.by, about.unit)
    assert all(works_in(key, about.unit) for key in {text.ready_by, text.owner, text.deputy})
    assert text.owner != text.deputy


@pytest.mark.capability("C59")
def test_one_is_looked_back_on_when_its_day_had_come_and_they_were_asked_again():
    back = verdicts[LOOKED_BACK_ON.key]
    again = LOOKED_BACK_ON.again
    assert verdicts[ASSESSMENT.key].look_back is None, "the other still waits for its day"
    assert back.days_ago > again.opened > again.answered > again.counted > back.look_back.days_ago
    assert back.days_ago - back.evaluated_in >= back.look_back.days_ago, "its day had come"
    assert enough(again.sheets)
    assert works_in(back.look_back.by, LOOKED_BACK_ON.unit)


def test_somebody_of_the_cross_cutting_group_can_be_tried():
    (member,) = [person for person in PEOPLE if person.demo_role == "group"]
    assert "teknologigruppen" in {each.actor for each in member.members}
