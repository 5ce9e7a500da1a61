"""Every page in every state (``tests/states.py``), looked at on a desk, on a phone and on the narrowest screen."""

import pytest

from tests import states, states_house, states_people, states_story  # noqa: F401 - importing them registers the rows
from tests.browser.chromium import DESK, PHONE, context_options
from tests.browser.conftest import Watch
from tests.browser.gallery import open_gallery
from tests.browser.looking import axe, sticks_out


@pytest.fixture(scope="module")
def wall(chromium):
    """One page of one profile for all states, with what it is hung on and who watches it."""
    with open_gallery() as gallery:
        watch = Watch(gallery.host)
        # What is being shown is the page of an error.
        watch.allowed.append("status of 413")
        watch.allowed.append("500")
        context = chromium.new_context(**context_options(DESK))
        watch.over(context)
        yield gallery, context.new_page(), watch
        context.close()


@pytest.mark.django_db
@pytest.mark.parametrize("state", states.STATES, ids=str)
def test_state_looks_right(state, wall):
    gallery, page, watch = wall
    watch.problems.clear()
    response = state.build(states.World())
    assert response.status_code == state.status
    rendered = [template.name for template in getattr(response, "templates", None) or []]
    assert not rendered or state.template in rendered
    page.set_viewport_size(DESK)
    page.goto(gallery.hang(response))
    faults = [f"desk: {fault}" for fault in axe(page)]
    page.set_viewport_size(PHONE)
    faults += [f"phone: {fault}" for fault in axe(page)]
    faults += [f"sticks out at 320 px: {one}" for one in sticks_out(page)]
    assert not faults, "\n".join(faults)
    watch.check()


def test_every_page_template_has_a_state_and_every_state_a_template():
    assert {state.template for state in states.STATES} == states.page_templates()


def test_states_are_named_once():
    names = [str(state) for state in states.STATES]
    assert len(names) == len(set(names))
