"""Two processes as in service: what one of them saves, the other one finds within ten seconds."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from samspil.resources.actions import end_resource
from tests.factories import make_person, viewer
from tests.suggestions.making import make_resource

# Says when something is found, and when it no longer is. It looks at the clock of its own engine only.
OTHER = """
import django; django.setup()
import time
from samspil.matching.types import Need
from samspil.suggestions.node import node

def finds() -> bool:
    return bool(node.ask().rank(Need(text="dreje skåle")).suggestions)

def wait_until(there: bool) -> None:
    stop = time.monotonic() + 60
    while finds() is not there and time.monotonic() < stop:
        time.sleep(0.05)
    print("found" if finds() else "nothing", flush=True)

wait_until(False)
wait_until(True)
wait_until(False)
"""


def database_url() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['SAMSPIL_DATABASE_URL'].rpartition('/')[0]}/{name}"


@pytest.mark.django_db(transaction=True)
def test_what_one_process_saves_another_finds_within_ten_seconds(tmp_path):
    environment = {
        **os.environ,
        "SAMSPIL_DATABASE_URL": database_url(),
        "SAMSPIL_INDEX_DIR": str(tmp_path),
        "SAMSPIL_INDEX_POLL": "2",
        "SAMSPIL_MEANING": "0",
        "DJANGO_SETTINGS_MODULE": "samspil.settings",
    }
    by = viewer(make_person(role="coordinator"))
    with subprocess.Popen(  # noqa: S603 - our own code, in a process of its own
        [sys.executable, "-c", OTHER],
        env=environment,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "nothing\n"
        new = make_resource("Træværkstedet", body="Vi drejer skåle.")
        saved = time.monotonic()
        assert other.stdout.readline() == "found\n"
        found_after = time.monotonic() - saved
        end_resource(by=by, resource_id=new.pk)
        ended = time.monotonic()
        assert other.stdout.readline() == "nothing\n"
        gone_after = time.monotonic() - ended
        assert other.wait(timeout=30) == 0
    print(f"found after {found_after:.1f} s, gone after {gone_after:.1f} s")
    assert max(found_after, gone_after) <= 10
