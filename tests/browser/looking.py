"""What is looked for on a page: axe finds nothing, nothing sticks out of a narrow screen."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.sameness import Anatomy, known

EVERY = os.environ.get("SAMSPIL_EVERY_STATE") == "1"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch every style sheet again, and no rule we run needs that
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# These three take longer than all others together, and tell of an element what follows from itself and what it stands
# in: they look at what is new. The others, also those that hold a page's headings and landmarks together, at all of it.
COSTLY = ["color-contrast", "link-in-text-block", "target-size"]
WHOLE_PAGE = {**OPTIONS, "rules": {rule: {"enabled": False} for rule in COSTLY}}
WHAT_IS_NEW = {**OPTIONS, "runOnly": {"type": "rule", "values": COSTLY}}
# What depends on how wide the screen is; the rest was seen on the desk.
ON_A_PHONE = {
    **OPTIONS,
    "runOnly": {"type": "rule", "values": ["color-contrast", "scrollable-region-focusable", "target-size"]},
}
NARROW = {"width": 320, "height": 640}

STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll, .leaflet-container"))
    .map(one => `${one.tagName.toLowerCase()}.${one.className}`).slice(0, 5);
}"""


def axe(page: Page) -> list[str]:
    """What axe finds wrong on a page that a walk came to, if it holds anything that no state showed."""
    if not EVERY and not known.new(Anatomy(page.content()), looking=False):
        return []
    return run_axe(page)


def run_axe(page: Page, options: dict[str, Any] = OPTIONS, leaving_out: Sequence[str] = ()) -> list[str]:
    """What axe finds wrong, one line per rule with the first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    context = {"exclude": list(leaving_out)} if leaving_out else None
    found = page.evaluate("([context, options]) => axe.run(context || document, options)", [context, options])
    faults = []
    for rule in found["violations"]:
        # On a map places lie as close as in life; the list beside it has the same links (WCAG 2.5.8, equivalent).
        places = [n["html"][:160] for n in rule["nodes"] if rule["id"] != "target-size" or "map-pin" not in n["html"]]
        if places:
            faults.append(f"{rule['id']}: {rule['help']}: {' | '.join(places[:3])}")
    return faults


def sticks_out(page: Page) -> list[str]:
    """The elements that make a page of ``NARROW`` width scroll sideways."""
    return [f"sticks out at 320 px: {one}" for one in page.evaluate(STICKS_OUT)]
