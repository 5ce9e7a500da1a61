"""A file on its way into the directory, in every state."""

import pytest

from tests import states_exchange
from tests.browser.showing import wall
from tests.states import of_module


@pytest.fixture(scope="module")
def shown(chromium):
    with wall(chromium) as shown:
        shown.watch.allowed.append("/hvor-langt/")  # the page asks how far it is, and a gallery does not know
        yield shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", of_module(states_exchange), ids=str)
def test_state_looks_right(state, shown):
    shown.look_at(state)
