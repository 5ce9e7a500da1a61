"""How Chromium is started, for the tests and for the pictures in the documentation alike."""

import os
import shutil
from typing import Any

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

FLAGS = [
    "--no-sandbox",  # Chromium refuses to run as root with it, and containers often are root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
]


def launch_options() -> dict[str, Any]:
    """What ``chromium.launch`` is called with: the Chromium that is there, else the one Playwright brought."""
    # The one without windows does the same and takes half the time.
    there = map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))
    program = os.environ.get("SAMSPIL_CHROMIUM") or next(filter(None, there), None)
    return {"headless": True, "args": FLAGS, **({"executable_path": program} if program else {})}


def context_options(size: dict[str, int], **more: Any) -> dict[str, Any]:
    """A Danish visitor with a screen of ``size``."""
    return {
        "viewport": size,
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "reduced_motion": "reduce",
        **more,
    }
