"""Letters to many, by hand: ``python -m benchmarks.letters --followers 5000``.

Measures a page, and verbs that write, in three states: one follower and no worker (the baseline), many followers and no
worker, many followers while a worker writes and sends their letters. Then how many letters a second that was. The mail
server is none: what is measured is our own work and the database's.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from benchmarks import environment

environment.prepare()
FILE = environment.FOLDER / "bench-letters.sqlite3"
os.environ.setdefault("SAMSPIL_DATABASE_URL", f"sqlite:///{FILE}")
os.environ["SAMSPIL_EMAIL_URL"] = "dummymail://"

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

import samspil.wsgi  # noqa: E402, F401 - sets up Django as the server does
from benchmarks.bulk import Table  # noqa: E402
from benchmarks.run import percentile  # noqa: E402
from samspil.actors.actions import give_role, register_person  # noqa: E402
from samspil.actors.models import Actor, Person  # noqa: E402
from samspil.actors.queries import viewer_of  # noqa: E402
from samspil.challenges.actions import change_stage, raise_challenge, write_perspective  # noqa: E402
from samspil.challenges.models import Challenge  # noqa: E402
from samspil.following.models import Announcement, Follow  # noqa: E402
from samspil.foundation.ids import uuid7  # noqa: E402
from samspil.foundation.models import OutgoingMail, Subject  # noqa: E402
from samspil.foundation.viewer import SYSTEM, Viewer  # noqa: E402

WORKER = [sys.executable, "-m", "django", "db_worker", "--batch", "--interval", "0", "--no-startup-delay", "-v", "0"]


def add_followers(challenge: Challenge, many: int) -> None:
    tables = {model: Table(model) for model in (Subject, Actor, Person, Follow)}
    for number in range(many):
        actor, person = uuid7(), uuid7()
        tables[Subject].add(id=actor, kind="actor", title=f"Følger {number}", audience="named", root_id=actor)
        tables[Actor].add(subject_id=actor, name=f"Følger {number}", kind="individual")
        tables[Person].add(id=person, actor_id=actor, email=f"f{number}@engbaek.example")
        tables[Follow].add(person_id=person, subject_id=challenge.pk)
    for table in tables.values():
        table.write()


class Story:
    """A challenge, and what is done to it."""

    def __init__(self, by: Viewer) -> None:
        self.by = by
        self.challenge = raise_challenge(by=by, question="Hvem vil gå en tur?", theme="older")
        self.stages = iter(["proposals", "perspectives"] * 10_000)
        self.client = Client()

    def read(self) -> None:
        answer = self.client.get(f"/udfordringer/{self.challenge.pk}/")
        if answer.status_code != 200:
            raise SystemExit(f"{answer.status_code}, not 200")

    def write(self) -> None:
        write_perspective(by=self.by, challenge_id=self.challenge.pk, body="Det er mørkt klokken fire.")

    def tell(self) -> None:
        """The verb that tells everybody."""
        change_stage(
            by=self.by,
            challenge_id=self.challenge.pk,
            stage=next(self.stages),
            next_step="Vi mødes på torsdag.",
            next_who="Birthe",
        )


def milliseconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)


def say(name: str, times: list[float]) -> None:
    print(
        f"{name:52} p50 {statistics.median(times):7.1f}  p95 {percentile(times, 0.95):7.1f} ms  n {len(times)}",
        flush=True,
    )


def worker() -> subprocess.Popen:
    return subprocess.Popen(WORKER, env={**os.environ})  # noqa: S603 - our own command


def main(followers: int, repeat: int) -> None:
    if os.environ["SAMSPIL_DATABASE_URL"].startswith("sqlite"):
        for file in environment.FOLDER.glob(f"{FILE.name}*"):
            file.unlink()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    birthe = register_person(name="Birthe", email="birthe@engbaek.example", kind="employee")
    give_role(by=SYSTEM, person=birthe, kind="coordinator")
    stories = {"1 follower": Story(viewer_of(birthe)), f"{followers:,} followers": Story(viewer_of(birthe))}
    quiet, loud = stories.values()
    add_followers(loud.challenge, followers)
    # Turn by turn, so that both see the same machine, and both pages grow by the same words.
    times: dict[str, list[float]] = {}

    def round_of(what: tuple[str, ...], when: str) -> None:
        for act in what:
            for name, story in stories.items():
                times.setdefault(f"{act}, {name}, {when}", []).append(milliseconds(getattr(story, act)))

    for _number in range(repeat):
        round_of(("read", "write"), "no worker")
    for _number in range(3):
        milliseconds(quiet.tell)
    times[f"tell, {followers:,} followers, no worker"] = [milliseconds(loud.tell)]
    times["tell, 1 follower, no worker"] = [milliseconds(quiet.tell) for _number in range(5)]
    started, written_at, process = time.perf_counter(), 0.0, worker()
    while process.poll() is None:
        round_of(("read", "write"), "worker at it")
        time.sleep(0.1)  # people pause, too
        if not written_at and not Announcement.objects.filter(done_at=None, news="stage").exists():
            written_at = time.perf_counter()
    ended = time.perf_counter()
    for name, found in times.items():
        say(name, found)
    letters = OutgoingMail.objects.filter(title__startswith="Nyt trin")
    print(
        f"{letters.count():,} letters to {letters.values('to').distinct().count():,} people,"
        f" {letters.exclude(sent_at=None).count():,} sent; written after {(written_at or ended) - started:.1f} s,"
        f" all sent after {ended - started:.1f} s: {letters.count() / (ended - started):.0f} letters a second,"
        f" beside the pages above"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, default=5000)
    parser.add_argument("--repeat", type=int, default=40)
    options = parser.parse_args()
    main(options.followers, options.repeat)
