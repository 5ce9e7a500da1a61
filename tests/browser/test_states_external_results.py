"""The pages of others' results in every state."""

import pytest

from tests import states_external_results
from tests.browser.showing import wall
from tests.states import of_module


@pytest.fixture(scope="module")
def shown(chromium):
    with wall(chromium) as shown:
        yield shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", of_module(states_external_results), ids=str)
def test_state_looks_right(state, shown):
    shown.look_at(state)
