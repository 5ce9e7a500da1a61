"""Shows a state (``tests/states.py``) on a desk and on the narrowest screen, and says what is wrong.

Each state is built and rendered. The browser looks at it where it holds an element that no page before it held
(``tests/browser/sameness.py``), at its colours and distances only there; on the narrow screen alone also where it holds
a word that is longer than a line. With SAMSPIL_EVERY_STATE=1 it looks at all of every state.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Browser, Page

from tests.browser import sameness
from tests.browser.chromium import DESK, context_options
from tests.browser.conftest import Watch
from tests.browser.gallery import Gallery, open_gallery
from tests.browser.looking import (
    AXE,
    EVERY,
    NARROW,
    ON_A_PHONE,
    WHAT_IS_NEW,
    WHOLE_PAGE,
    run_axe,
    sticks_out,
)
from tests.states import LONG_WORD, State, World


@dataclass(frozen=True, slots=True)
class Wall:
    """One page of one browser profile, for one state after the other."""

    gallery: Gallery
    page: Page
    watch: Watch

    def look_at(self, state: State) -> None:
        response = state.build(World())
        assert response.status_code == state.status
        rendered = [template.name for template in getattr(response, "templates", None) or []]
        assert not rendered or state.template in rendered
        anatomy = sameness.Anatomy(response.text)
        faults = anatomy.at_odds()
        new = sameness.known.new(anatomy)
        self.watch.problems.clear()
        if new or EVERY:
            known = [] if EVERY else [f"[{sameness.SEEN}]"]
            self.page.set_viewport_size(DESK)
            self.page.goto(self.gallery.hang(response, response.text if EVERY else anatomy.marked(new)))
            faults += [f"desk: {fault}" for fault in run_axe(self.page, WHOLE_PAGE)]
            faults += [f"desk: {fault}" for fault in run_axe(self.page, WHAT_IS_NEW, leaving_out=known)]
            self.page.set_viewport_size(NARROW)
            faults += [f"phone: {fault}" for fault in run_axe(self.page, ON_A_PHONE, leaving_out=known)]
            faults += sticks_out(self.page)
        elif LONG_WORD in response.text:
            self.page.set_viewport_size(NARROW)
            self.page.goto(self.gallery.hang(response, response.text))
            faults += sticks_out(self.page)
        assert not faults, "\n".join(faults)
        self.watch.check()


@cache
def wall_of(chromium: Browser) -> Wall:
    """One for all states a worker looks at: a browser profile that has just been opened is slow."""
    gallery = open_gallery()
    watch = Watch(gallery.host)
    # What is shown is the page of an error: Chromium notes its status in the console.
    watch.allowed += ["status of 413", "status of 500", f"500: http://{gallery.host}"]
    # A browser without a calendar may send any text as a day, and gets it back; Chromium itself never would.
    watch.allowed.append("does not conform to the required format")
    context = chromium.new_context(**context_options(DESK))
    context.add_init_script(AXE)  # compiled once, where a script that is sent to each page is compiled each time
    watch.over(context)
    return Wall(gallery, context.new_page(), watch)


@contextmanager
def wall(chromium: Browser) -> Iterator[Wall]:
    yield wall_of(chromium)
