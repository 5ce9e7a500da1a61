"""What the demo's cross-cutting group was asked hangs together: data only, so that a slip is heard of at once."""

import pytest

from samspil.demo.content import PEOPLE
from samspil.demo.content.assessments import ASSESSMENT
from samspil.demo.content.external_results import LIFT, RESULTS
from samspil.demo.content.technologies import TECHNOLOGIES
from samspil.demo.content.technology_advice import REQUESTS
from samspil.demo.content.technology_needs import NEEDS
from samspil.demo.content.technology_projects import PROJECTS
from samspil.demo.content.verdicts import VERDICT

people = {person.key: person for person in PEOPLE}
members = {person.key for person in PEOPLE if any(each.actor == "teknologigruppen" for each in person.members)}
needs = {f"need {need.title}": need for need in NEEDS}
projects = {f"need {text.need}": text for text in PROJECTS}


@pytest.mark.parametrize("text", REQUESTS, ids=lambda text: text.question)
def test_those_who_keep_a_matter_ask_once_it_is_there(text):
    matter = ASSESSMENT if text.matter == "assessment" else needs[text.matter]
    began = ASSESSMENT.days.begun if text.matter == "assessment" else matter.days_ago
    if text.is_project:
        began = projects[text.matter].days_ago - 2  # planned two days after the idea
    assert began > text.days_ago
    assert matter.unit in {role.scope for role in people[text.by].roles}


@pytest.mark.capability("C54")
def test_two_answers_one_with_a_minority_and_somebody_who_left():
    given = [text.advice for text in REQUESTS if text.advice]
    assert [bool(advice.dissent) for advice in given] == [True, False]
    assert [[stake for stake, _note in advice.stakes.values()] for advice in given] == [["left"], ["small"]]
    for advice in given:
        assert {*advice.together, *advice.stakes} <= members
        assert advice.by in advice.together
    (first,) = [text for text in REQUESTS if text.matter == "assessment"]
    assert first.days_ago > first.advice.days_ago > VERDICT.ready_days_ago
    assert any(text.advice is None and text.days_ago > 14 for text in REQUESTS)  # one is late


@pytest.mark.capability("C60")
def test_others_results_are_about_the_lift_and_name_a_partnership():
    assert LIFT in {row.title for row in TECHNOLOGIES}
    assert {row.technology for row in RESULTS} == {LIFT}
    assert sorted(row.facts["partnership"] for row in RESULTS) == ["read", "took_part"]
    assert [bool(row.partners and row.since) for row in RESULTS] == [True, False]
