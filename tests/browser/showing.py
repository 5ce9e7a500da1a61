"""Shows a state (``tests/states.py``) on a desk, on a phone and on the narrowest screen, and says what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.browser.chromium import DESK, PHONE, context_options
from tests.browser.conftest import Watch
from tests.browser.gallery import Gallery, open_gallery
from tests.browser.looking import ON_A_PHONE, axe, sticks_out
from tests.states import State, World


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
        self.watch.problems.clear()
        self.page.set_viewport_size(DESK)
        self.page.goto(self.gallery.hang(response))
        faults = [f"desk: {fault}" for fault in axe(self.page)]
        self.page.set_viewport_size(PHONE)
        faults += [f"phone: {fault}" for fault in axe(self.page, ON_A_PHONE)]
        faults += [f"sticks out at 320 px: {one}" for one in sticks_out(self.page)]
        assert not faults, "\n".join(faults)
        self.watch.check()


@contextmanager
def wall(chromium: Browser) -> Iterator[Wall]:
    with open_gallery() as gallery:
        watch = Watch(gallery.host)
        # What is shown is the page of an error: Chromium notes its status in the console.
        watch.allowed += ["status of 413", "status of 500", f"500: http://{gallery.host}"]
        # A browser without a calendar may send any text as a day, and gets it back; Chromium itself never would.
        watch.allowed.append("does not conform to the required format")
        context = chromium.new_context(**context_options(DESK))
        watch.over(context)
        yield Wall(gallery, context.new_page(), watch)
        context.close()
