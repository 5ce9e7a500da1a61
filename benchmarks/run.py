"""Measures each page in this process, through all middleware: ``python -m benchmarks.run``.

The database is the one in SAMSPIL_DATABASE_URL, loaded by ``benchmarks.load``. No network and no second process, so
what is measured is our own work and the database's.
"""

import argparse
import gc
import json
import statistics
import time
from dataclasses import asdict, dataclass

from benchmarks import environment

environment.prepare()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

import samspil.wsgi  # noqa: E402, F401 - sets up Django as the server does
from benchmarks.pages import Page, pages, sink, somebody  # noqa: E402


@dataclass(frozen=True)
class Figures:
    """Milliseconds, queries and bytes of one page."""

    page: str
    p50: float
    p95: float
    queries: int
    bytes: int


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def ask(client: Client, page: Page):
    response = client.post(page.path, page.form()) if page.data else client.get(page.path)
    wanted = 302 if page.data else 200
    if response.status_code != wanted:
        raise SystemExit(f"{page.name}: {response.status_code}, not {wanted}")
    return response


def measure(client: Client, page: Page, repeat: int, seconds: float) -> Figures:
    for _ in range(3):
        ask(client, page)
    with CaptureQueriesContext(connection) as captured:
        size = len(ask(client, page).content)
    queries = len(captured)  # now: the next request empties the log
    gc.collect()
    times: list[float] = []
    stop = time.perf_counter() + seconds
    while len(times) < repeat and (len(times) < 5 or time.perf_counter() < stop):
        started = time.perf_counter()
        ask(client, page)
        times.append(1000 * (time.perf_counter() - started))
    return Figures(page.name, statistics.median(times), percentile(times, 0.95), queries, size)


def run(repeat: int, seconds: float, only: str = "") -> list[Figures]:
    call_command("migrate", interactive=False, verbosity=0)
    visitor, user = Client(), Client()
    user.force_login(somebody(), backend="allauth.account.auth_backends.AuthenticationBackend")
    started = timezone.now()
    figures = [
        measure(user if page.signed_in else visitor, page, repeat, seconds)
        for page in pages()
        if only.lower() in page.name.lower()
    ]
    sink(started)
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=60, help="requests per page")
    parser.add_argument("--seconds", type=float, default=4, help="most seconds per page")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.repeat, options.seconds, options.only)
    if options.json:
        print(json.dumps([asdict(each) for each in found]))
    else:
        for each in found:
            print(
                f"{each.page:44} p50 {each.p50:7.1f} ms  p95 {each.p95:7.1f} ms  "
                f"{each.queries:3} queries  {each.bytes:7} bytes"
            )
