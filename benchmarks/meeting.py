"""A staff meeting with 60 phones, through gunicorn as ``samspil run`` starts it: ``python -m benchmarks.meeting``.

Every phone opens the page of the code, asks for news each other second as its script does, and writes one note at a
moment of its own within the minute. The chair asks for news too and lets all notes out every few seconds; a big screen
stands on the wall. Measured: notes that were lost, the time from release until every phone has seen a note, and what
the server's processes took of the machine's cores. Phones and server share the machine.
"""

import argparse
import http.client
import json
import os
import random
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks import environment

environment.prepare()
if not os.environ.get("SAMSPIL_DATABASE_URL", "").startswith("postgres"):
    os.environ["SAMSPIL_DATABASE_URL"] = f"sqlite:///{environment.FOLDER / f'meeting-{os.getpid()}.sqlite3'}"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.run import percentile  # noqa: E402
from benchmarks.serve import HOST, TOKEN, free_port, gunicorn, wait_for  # noqa: E402
from samspil.actors.actions import add_unit, give_role, register_person  # noqa: E402
from samspil.actors.queries import viewer_of  # noqa: E402
from samspil.foundation.viewer import SYSTEM  # noqa: E402
from samspil.identity.actions import create_user_for  # noqa: E402
from samspil.meetings import actions  # noqa: E402
from samspil.meetings.models import Meeting, MeetingNote  # noqa: E402

ASKS_EVERY = 2.0  # seconds, as in templates/meetings/join_notes.html
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Found:
    """What a meeting cost. ``seen`` are seconds from release to sight; ``cores`` is the share of two cores."""

    engine: str
    phones: int
    seconds: float
    sent: int
    lost: int
    wrong: int
    asked: int
    unseen: int
    seen_p50: float
    seen_p95: float
    seen_most: float
    posted_p95: float
    server_cores: float
    database_cores: float


class Browser(threading.Thread):
    """Somebody with one kept connection and the cookies it was given."""

    def __init__(self, port: int, stop: float, cookies: str = "") -> None:
        super().__init__(daemon=True)
        self.port, self.stop = port, stop
        self.cookies = SimpleCookie(cookies)
        self.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)
        self.asked = self.wrong = 0

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        body = urlencode({**data, "csrfmiddlewaretoken": TOKEN}) if data is not None else None
        headers = {"Cookie": "; ".join(f"{name}={morsel.coded_value}" for name, morsel in self.cookies.items())}
        self.asked += 1
        for _attempt in range(2):  # a kept connection may have been closed meanwhile, as a browser knows
            try:
                self.connection.request(
                    "POST" if data is not None else "GET", path, body, headers | (FORM if body else {})
                )
                answer = self.connection.getresponse()
                text = answer.read().decode()
            except (OSError, http.client.HTTPException):
                self.connection.close()
                continue
            for value in answer.headers.get_all("Set-Cookie") or []:
                with suppress(Exception):
                    self.cookies.load(value)
            self.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
            return answer.status, text
        self.wrong += 1
        return 0, ""


class Phone(Browser):
    def __init__(self, port: int, start: float, stop: float, code: str, number: int, minute: float) -> None:
        super().__init__(port, stop)
        self.start_at, self.code, self.number = start, code, number
        self.dice = random.Random(number)  # noqa: S311 - the same room every time
        self.writes_at = start + self.dice.uniform(0, minute)
        self.body = f"Seddel {number:03} fra en telefon i rummet"
        self.seen: dict[str, float] = {}
        self.posted = 0.0
        self.is_sent = False

    def run(self) -> None:
        page = f"/m/{self.code}/"
        time.sleep(max(0, self.start_at - 4 + self.dice.uniform(0, 4) - time.time()))
        _status, text = self.ask(page)
        self.look(text)
        next_ask = time.time() + self.dice.uniform(0, ASKS_EVERY)
        while time.time() < self.stop:
            if not self.is_sent and time.time() >= self.writes_at:
                began = time.time()
                status, _text = self.ask(page, {"body": self.body, "request_id": str(uuid4())})
                self.posted, self.is_sent = time.time() - began, True
                self.wrong += status != 302
                self.look(self.ask(f"{page}?sendt=1")[1])
            if time.time() >= next_ask:
                next_ask += ASKS_EVERY
                status, text = self.ask(f"{page}nyt/?efter={self.known}")
                self.wrong += status not in (200, 204)
                if status == 200:
                    self.look(text)
            time.sleep(0.02)

    known = "0"

    def look(self, text: str) -> None:
        now = time.time()
        _before, _found, after = text.partition("nyt/?efter=")
        if after:
            self.known = after.partition('"')[0]
        for part in text.split("Seddel ")[1:]:
            self.seen.setdefault(part[:3], now)


class Chair(Browser):
    """Lets out what waits, every few seconds; the list and the wall ask for news."""

    def __init__(self, port: int, stop: float, cookies: str, meeting: Meeting, every: float) -> None:
        super().__init__(port, stop, cookies)
        self.meeting, self.every = meeting, every

    def run(self) -> None:
        base = f"/moeder/{self.meeting.pk}/"
        for page in ("svar/", "skaerm/", "styring/"):
            self.wrong += self.ask(base + page)[0] != 200
        release = time.time() + self.every
        while time.time() < self.stop:
            for page in ("styring/nyt/?efter=0", "skaerm/nyt/?efter=0"):
                self.wrong += self.ask(base + page)[0] not in (200, 204)
            if time.time() >= release:
                release += self.every
                facts = {"do": "vis-alle", "request_id": str(uuid4())}
                self.wrong += self.ask(f"{base}sedler/", facts)[0] != 302
                self.wrong += self.ask(f"{base}styring/")[0] != 200
            time.sleep(min(ASKS_EVERY, max(0.0, release - time.time())))


def cpu_of(pids: list[int]) -> float:
    """Seconds of a core that these processes have taken so far."""
    ticks = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children_of(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def database_processes() -> list[int]:
    """PostgreSQL's processes; SQLite works inside the server's own."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return children_of(int(fields[1]))


def prepare() -> tuple[Meeting, str]:
    """An open meeting, and the cookies of its chair."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    unit = add_unit(by=SYSTEM, name=f"Hjemmeplejen {uuid4().hex[:6]}")
    person = register_person(name="Mette Skov", kind="employee", email=f"{uuid4().hex[:8]}@engbaek.example")
    give_role(by=SYSTEM, person=person, kind="employee", scope=unit.actor)
    by = viewer_of(person)
    meeting = actions.plan_meeting(by=by, unit_id=unit.pk, chair_id=person.pk, starts_at=timezone.now())
    meeting = actions.open_meeting(by=by, meeting_id=meeting.pk)
    client = Client()
    client.force_login(
        create_user_for(by=SYSTEM, person=person), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    name = settings.SESSION_COOKIE_NAME
    return meeting, f"{name}={client.cookies[name].value}"


def hold(phones: int, seconds: float, release_every: float) -> Found:
    meeting, cookies = prepare()
    port = free_port()
    with gunicorn(port) as master:
        wait_for(port, "/m/")
        start = time.time() + 5
        # After the last note there is time to release it and to see it.
        stop = start + seconds + release_every + 2 * ASKS_EVERY + 2
        room = [Phone(port, start, stop, meeting.code, number, seconds) for number in range(phones)]
        chair = Chair(port, stop, cookies, meeting, release_every)
        for each in (*room, chair):
            each.start()
        time.sleep(max(0, start - time.time()))
        servers, databases = [master.pid, *children_of(master.pid)], database_processes()
        before = cpu_of(servers), cpu_of(databases)
        time.sleep(max(0, start + seconds - time.time()))
        databases = sorted({*databases, *database_processes()})
        took = cpu_of(servers) - before[0], cpu_of(databases) - before[1]
        for each in (*room, chair):
            each.join(timeout=60)
    notes = {note.body[7:10]: note for note in MeetingNote.objects.filter(meeting=meeting)}
    waits, unseen = [], 0
    for phone in room:
        for key, note in notes.items():
            if note.released_at is None or key not in phone.seen:
                unseen += 1
            else:
                waits.append(phone.seen[key] - note.released_at.timestamp())
    sent = sum(phone.is_sent for phone in room)
    return Found(
        engine=connection.vendor,
        phones=phones,
        seconds=seconds,
        sent=sent,
        lost=sent - len(notes),
        wrong=sum(each.wrong for each in (*room, chair)),
        asked=sum(each.asked for each in (*room, chair)),
        unseen=unseen,
        seen_p50=percentile(waits, 0.5),
        seen_p95=percentile(waits, 0.95),
        seen_most=max(waits),
        posted_p95=percentile([phone.posted for phone in room], 0.95),
        server_cores=100 * took[0] / seconds / 2,
        database_cores=100 * took[1] / seconds / 2,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meeting", description=__doc__)
    parser.add_argument("--phones", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--release-every", type=float, default=4)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = hold(options.phones, options.seconds, options.release_every)
    if options.json:
        print(json.dumps(asdict(found)))
    else:
        print(
            f"{found.engine}: {found.phones} phones, {found.sent} notes within {found.seconds:.0f} s, "
            f"{found.lost} lost, {found.wrong} wrong of {found.asked} requests, {found.unseen} unseen\n"
            f"from release to sight: p50 {found.seen_p50:.2f} s, p95 {found.seen_p95:.2f} s, "
            f"longest {found.seen_most:.2f} s; a note takes {1000 * found.posted_p95:.0f} ms (p95)\n"
            f"of two cores: server {found.server_cores:.1f} %, database {found.database_cores:.1f} %"
        )
    if connection.vendor == "sqlite":
        connection.close()
        for file in environment.FOLDER.glob(f"meeting-{os.getpid()}.sqlite3*"):
            file.unlink()
