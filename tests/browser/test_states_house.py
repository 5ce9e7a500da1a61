"""The pages around the story in every state: the house, keeping it in order, errors."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests import states, states_house, states_keeping
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
    for file in Path(__file__).parent.parent.glob("states_*.py"):
        import_module(f"tests.{file.stem}")
    assert {state.template for state in states.STATES} == states.page_templates()


def test_every_state_is_shown_and_named_once():
    """Each module of states is looked at by one module of browser tests, which says so by importing it."""
    here = Path(__file__).parent
    looked_at = re.findall(r"\bstates_\w+", "".join(file.read_text() for file in here.glob("test_states_*.py")))
    modules = {file.stem for file in here.parent.glob("states_*.py")}
    assert modules <= set(looked_at)
    assert len({str(state) for state in states.STATES}) == len(states.STATES)
