"""What is looked for on a page: axe finds nothing, nothing sticks out of a narrow screen."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch every style sheet again, and no rule we run needs that
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
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


def axe(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    """What axe finds wrong, one line per rule with the first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options)", options)
    faults = []
    for rule in found["violations"]:
        # On a map places lie as close as in life; the list beside it has the same links (WCAG 2.5.8, equivalent).
        places = [n["html"][:160] for n in rule["nodes"] if rule["id"] != "target-size" or "map-pin" not in n["html"]]
        if places:
            faults.append(f"{rule['id']}: {rule['help']}: {' | '.join(places[:3])}")
    return faults


def sticks_out(page: Page) -> list[str]:
    """The elements that make a page of 320 px scroll sideways."""
    page.set_viewport_size(NARROW)
    return page.evaluate(STICKS_OUT)
