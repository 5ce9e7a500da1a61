"""A worker that is really killed, on a real file, again and again: everybody gets exactly one letter."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.database import copy_if_kept

FOLLOWERS = 400
PATIENCE = 300  # seconds; only so that a hang ends, also on a machine that does much beside

SET_UP = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import make_challenge, make_person
from tests.following.test_announcements import add_followers
challenge = make_challenge(by=make_person("Birthe", email="birthe@engbaek.example"))
add_followers(challenge, {followers})
from samspil.following.actions import tell_followers
tell_followers(challenge.subject, "challenges/mail/stage_changed.txt", {{"challenge": challenge}}, key="event")
"""
# Sends each letter by adding a line to a file, slowly enough to be killed in the middle.
WORK = """
import time
from django.core import mail as post
from django.core.management import call_command
from samspil.following import letters
from samspil.foundation import clock, mail
letters.BATCH, mail.AT_A_TIME = 30, 20

class Connection(post.backends.base.BaseEmailBackend):
    def send_messages(self, messages):
        with open({sent!r}, "a") as file:
            for message in messages:
                file.write(message.to[0] + " " + message.message()["Message-ID"] + chr(10))
        return len(messages)

mail.get_connection = Connection
composed = mail.compose
def slowly(*arguments, **options):
    time.sleep(0.002)
    return composed(*arguments, **options)
letters.mail.compose = slowly
from datetime import timedelta
letters.STALLED, mail.LEASE = timedelta(seconds=1), timedelta(seconds=3)  # so that this test need not wait for long
print("ready", flush=True)
stop = time.monotonic() + {patience}
while time.monotonic() < stop:
    letters.resume()
    mail.retry_unsent()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    unsent = mail.OutgoingMail.objects.filter(sent_at=None)
    if not letters.Announcement.objects.filter(done_at=None).exists() and not unsent.exists():
        break
    time.sleep(0.2)
"""
START = "import django; django.setup()\n"


def test_killed_worker_sends_nobody_two_and_forgets_nobody(tmp_path):
    sent, database = tmp_path / "sent", tmp_path / "db.sqlite3"
    sent.touch()
    copy_if_kept(database)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SAMSPIL_")},
        "SAMSPIL_ENV": "test",
        "SAMSPIL_VAR": str(tmp_path),
        "SAMSPIL_DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.following.real_worker",
    }

    def python(code: str) -> subprocess.Popen:
        return subprocess.Popen(  # noqa: S603 - our own code, in a process of its own
            [sys.executable, "-c", START + code],
            env=environment,
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )

    assert python(SET_UP.format(followers=FOLLOWERS)).wait(timeout=PATIENCE) == 0
    kills = 0
    for pause in (0.15, 0.4, 0.25, 0.6):
        worker = python(WORK.format(sent=str(sent), patience=PATIENCE))
        assert worker.stdout.readline() == "ready\n"
        time.sleep(pause)
        if worker.poll() is None:
            worker.send_signal(signal.SIGKILL)
            kills += 1
        worker.wait(timeout=PATIENCE)
    assert kills >= 2
    assert python(WORK.format(sent=str(sent), patience=PATIENCE)).wait(timeout=PATIENCE) == 0
    with sqlite3.connect(database) as rows:
        written = [
            to for (to,) in rows.execute("SELECT \"to\" FROM foundation_outgoingmail WHERE title LIKE 'Nyt trin%'")
        ]
        unsent = rows.execute("SELECT count(*) FROM foundation_outgoingmail WHERE sent_at IS NULL").fetchone()[0]
    assert len(written) == len(set(written)) == FOLLOWERS + 1
    assert unsent == 0
    lines = sent.read_text().split("\n")[:-1]
    # Only a letter that the server had and we had not marked yet may come twice, one for each kill, and then with the
    # Message-ID by which the receiver's server knows it.
    assert len(set(lines)) == FOLLOWERS + 1
    assert len(lines) - len(set(lines)) <= kills
