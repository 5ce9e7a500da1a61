"""The pages of the cross-cutting group in every state."""

import pytest

from tests import states_technology_advice
from tests.browser.showing import wall
from tests.states import of_module


@pytest.fixture(scope="module")
def shown(chromium):
    with wall(chromium) as shown:
        yield shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", of_module(states_technology_advice), ids=str)
def test_state_looks_right(state, shown):
    shown.look_at(state)
