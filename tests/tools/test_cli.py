"""The console command, as far as what it tells others by."""

import os

import pytest

from samspil.cli import serving
from samspil.cli.main import main


@pytest.mark.parametrize(
    ("environment", "set_before", "found"),
    [
        ("demo", None, "http://127.0.0.1:8123"),
        ("demo", "https://samspil.example", "https://samspil.example"),
        ("test", None, None),
    ],
)
def test_papers_and_letters_of_the_demo_lead_to_where_it_runs(monkeypatch, environment, set_before, found):
    """Elsewhere the operator says where the house stands; nobody guesses it."""
    monkeypatch.setattr(serving, "run", lambda _options: 0)
    monkeypatch.setenv("SAMSPIL_ENV", environment)
    monkeypatch.setenv("SAMSPIL_BASE_URL", set_before or "")
    if set_before is None:
        monkeypatch.delenv("SAMSPIL_BASE_URL")
    assert main(["run", "--port", "8123"]) == 0
    assert os.environ.get("SAMSPIL_BASE_URL") == found
