"""The pages around the story in every state: the house, keeping it in order, errors."""

import pytest

from tests import states, states_house, states_keeping, states_people, states_story
from tests.browser.showing import wall
from tests.states import of_module


@pytest.fixture(scope="module")
def shown(chromium):
    with wall(chromium) as shown:
        yield shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", [state for rows in (states_house, states_keeping) for state in of_module(rows)], ids=str
)
def test_state_looks_right(state, shown):
    shown.look_at(state)


def test_every_page_template_has_a_state_and_every_state_a_template():
    assert {state.template for state in states.STATES} == states.page_templates()


def test_every_state_is_shown_and_named_once():
    rows = (states_story, states_house, states_keeping, states_people)
    shown = [state for module in rows for state in of_module(module)]
    assert len(shown) == len(states.STATES)
    assert len({str(state) for state in shown}) == len(shown)
