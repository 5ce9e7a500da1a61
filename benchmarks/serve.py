"""Measures the pages through gunicorn, as ``samspil run`` starts it: ``python -m benchmarks.serve``.

The load comes from threads of this process over kept connections to 127.0.0.1. On a machine with two cores it takes a
little of what it measures; that is left in the figures. Every page is bounded in time.
"""

import argparse
import http.client
import json
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import environment

environment.prepare()

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.pages import Page, pages, sink, somebody  # noqa: E402
from benchmarks.run import percentile  # noqa: E402
from samspil.cli.serving import children  # noqa: E402

HOST = "127.0.0.1"
WORKERS = 2


@dataclass(frozen=True)
class Served:
    """One page at so many connections: requests per second, milliseconds, and answers that were not as they should."""

    page: str
    connections: int
    rate: float
    p50: float
    p95: float
    wrong: int


@dataclass(frozen=True)
class Server:
    """What the processes take. RSS counts shared memory once per process, PSS shares it out."""

    start: float  # seconds from the command to the first front page
    rss: float  # MB, master and workers
    pss: float
    served: list[Served] = field(default_factory=list)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(port: int, path: str, seconds: float = 30) -> None:
    """Until ``path`` answers 200. Raises: TimeoutError."""
    stop = time.perf_counter() + seconds
    while time.perf_counter() < stop:
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise TimeoutError(f"{path} did not answer within {seconds} s")


@contextmanager
def gunicorn(port: int):
    process = subprocess.Popen(children(HOST, port, WORKERS)["web"])  # noqa: S603 - our own command
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def cookies() -> str:
    """The cookies of somebody who is signed in, with the token that forms need."""
    client = Client()
    client.force_login(somebody(), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


TOKEN = secrets.token_hex(16)


class Visitor(threading.Thread):
    """One kept connection that asks for a page again and again."""

    def __init__(self, port: int, page: Page, cookie: str, stop: float) -> None:
        super().__init__(daemon=True)
        self.port, self.page, self.stop = port, page, stop
        self.headers = {"Cookie": cookie} if page.signed_in else {}
        self.times: list[float] = []
        self.wrong = 0

    def run(self) -> None:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        while time.perf_counter() < self.stop:
            body, headers = None, dict(self.headers)
            if self.page.data:
                body = urlencode({**self.page.form(), "csrfmiddlewaretoken": TOKEN})
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            started = time.perf_counter()
            try:
                connection.request("POST" if body else "GET", self.page.path, body, headers)
                answer = connection.getresponse()
                answer.read()
                self.wrong += answer.status != (302 if body else 200)
            except (OSError, http.client.HTTPException):
                self.wrong += 1
                connection.close()
            self.times.append(1000 * (time.perf_counter() - started))
        connection.close()


def drive(port: int, page: Page, cookie: str, connections: int, seconds: float) -> Served:
    started = time.perf_counter()
    visitors = [Visitor(port, page, cookie, started + seconds) for _ in range(connections)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    took = time.perf_counter() - started
    times = [each for visitor in visitors for each in visitor.times]
    wrong = sum(visitor.wrong for visitor in visitors)
    return Served(page.name, connections, len(times) / took, statistics.median(times), percentile(times, 0.95), wrong)


def memory(master: int) -> tuple[float, float]:
    """RSS and PSS of a process and its children in MB; zeros where the system does not tell."""
    try:
        children_of = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    except OSError:
        return 0, 0
    rss = pss = 0
    for pid in (str(master), *children_of):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:] if line.endswith("kB")}
        rss, pss = rss + sizes["Rss"], pss + sizes["Pss"]
    return rss / 1024, pss / 1024


def serve(seconds: float, only: str = "") -> Server:
    asked = [page for page in pages() if only.lower() in page.name.lower()]
    cookie = cookies()
    since = timezone.now()
    port = free_port()
    started = time.perf_counter()
    with gunicorn(port) as master:
        wait_for(port, "/")
        start = time.perf_counter() - started
        served = []
        for page in asked:
            drive(port, page, cookie, WORKERS, 0.5)  # both workers have read their templates
            served += [drive(port, page, cookie, connections, seconds) for connections in (1, 8)]
            print(".", end="", file=sys.stderr, flush=True)
        rss, pss = memory(master.pid)
    sink(since)
    return Server(start, rss, pss, served)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3, help="per page and number of connections")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = serve(options.seconds, options.only)
    if options.json:
        print(json.dumps(asdict(found)))
    else:
        print(f"\nstart {found.start:.1f} s, RSS {found.rss:.0f} MB, PSS {found.pss:.0f} MB")
        for each in found.served:
            print(
                f"{each.page:44} {each.connections} connections  {each.rate:6.0f} requests/s  "
                f"p50 {each.p50:6.1f} ms  p95 {each.p95:6.1f} ms  {each.wrong} wrong"
            )
