"""Prepares the process before Django's settings are read (loaded by -p in pyproject.toml)."""

import gc
import os

import pytest

os.environ["SAMSPIL_ENV"] = "test"
os.environ["SAMSPIL_FORM_SECONDS"] = "0"  # tests press at once; those of the trap set their own
# Playwright keeps an event loop running in the test's thread; the tests themselves are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Django makes many objects and few circles: looking for those less often saves a sixth of the time.
gc.set_threshold(100_000, 50, 100)


def _vendor() -> str:
    from django.db import connection

    return connection.vendor


def pytest_report_header() -> str:
    return f"database: {_vendor()}"


def pytest_sessionstart() -> None:
    """Lets .ci/run insist on a database, so that a lost environment variable cannot pass for a green run."""
    wanted = os.environ.get("SAMSPIL_EXPECT_DATABASE")
    if wanted and _vendor() != wanted:
        raise pytest.UsageError(f"These tests must run on {wanted}, not on {_vendor()}.")
