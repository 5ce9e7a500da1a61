"""The pages of staff meetings and of the employee's minute in every state."""

import pytest

from tests import states_meetings
from tests.browser.showing import wall
from tests.states import of_module


@pytest.fixture(scope="module")
def shown(chromium):
    with wall(chromium) as shown:
        shown.watch.allowed.append("/nyt/")  # pages of a meeting ask for news, and a gallery has none
        yield shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", of_module(states_meetings), ids=str)
def test_state_looks_right(state, shown):
    shown.look_at(state)
