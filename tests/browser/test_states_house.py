"""The pages around the story in every state: the house, coming in, one's own pages, errors."""

import pytest

from tests import states, states_house, states_people, states_story
from tests.browser.showing import wall
from tests.states import of_module


@pytest.fixture(scope="module")
def shown(chromium):
    with wall(chromium) as shown:
        yield shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", [*of_module(states_house), *of_module(states_people)], ids=str)
def test_state_looks_right(state, shown):
    shown.look_at(state)


def test_every_page_template_has_a_state_and_every_state_a_template():
    assert {state.template for state in states.STATES} == states.page_templates()


def test_every_state_is_shown_and_named_once():
    shown = [*of_module(states_story), *of_module(states_house), *of_module(states_people)]
    assert len(shown) == len(states.STATES)
    assert len({str(state) for state in shown}) == len(shown)
