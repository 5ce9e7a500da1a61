"""Fixtures of the tests of invitations."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.foundation import clock


@pytest.fixture
def later():
    """``later(days)`` is the clock that many days from now."""
    return lambda days: clock.at(timezone.now() + timedelta(days=days))
