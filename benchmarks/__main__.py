"""Loads, measures and prints: ``python -m benchmarks``, or ``make bench`` for SQLite and PostgreSQL.

Each size has a database of its own, and each step a process of its own. The tables are Markdown, for
docs/performance.md.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from typing import Any

from benchmarks import environment
from benchmarks.goals import GOALS

SIZES = (1_000, 10_000, 100_000)
SERVED_SIZE = 10_000

Pages = dict[str, dict[str, Any]]


def say(text: str = "") -> None:
    print(text, flush=True)


def python(*arguments: str, size: int) -> str:
    """Run a module in a process of its own; returns what it printed."""
    env = {**os.environ, "SAMSPIL_DATABASE_URL": environment.database_url(size)}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    started = time.perf_counter()
    sum(number * number for number in range(3_000_000))
    yardstick = 1000 * (time.perf_counter() - started)
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[0]:.1f} when it began; three million squares in Python take {yardstick:.0f} ms"
    )


def measured(size: int, options: argparse.Namespace) -> Pages:
    say(python("benchmarks.load", str(size), size=size).strip().splitlines()[-1])
    answer = python("benchmarks.run", "--json", "--repeat", str(options.repeat), size=size)
    return {page["page"]: page for page in json.loads(answer.splitlines()[-1])}


def table(heads: list[str], rows: list[list[str]]) -> None:
    say("\n| " + " | ".join(heads) + " |")
    say("|" + "|".join(["---", *["---:"] * (len(heads) - 1)]) + "|")
    for row in rows:
        say("| " + " | ".join(row) + " |")


def print_pages(found: dict[int, Pages]) -> None:
    """p50 / p95 at every size, with what the largest costs in terms of the smallest."""
    sizes = list(found)
    last = found[sizes[-1]]
    rows = [
        [
            name,
            *(f"{found[size][name]['p50']:.1f} / {found[size][name]['p95']:.1f}" for size in sizes),
            f"{last[name]['p50'] / found[sizes[0]][name]['p50']:.2f}",
            str(last[name]["queries"]),
            f"{last[name]['bytes'] / 1024:.0f}",
        ]
        for name in last
    ]
    table(["Page", *(f"{size:,}" for size in sizes), "growth", "queries", "KiB"], rows)


def print_served(found: dict[str, Any]) -> None:
    rows: dict[str, list[str]] = {}
    for each in found["served"]:
        shown = f"{each['rate']:.0f}/s, {each['p50']:.1f} / {each['p95']:.1f}"
        rows.setdefault(each["page"], [each["page"]]).append(shown + (f", {each['wrong']} wrong" * bool(each["wrong"])))
    table(["Page", "1 connection", "8 connections"], list(rows.values()))
    say(
        f"\nFirst front page {found['start']:.1f} s after the command. Master and two workers after all this: "
        f"{found['pss']:.0f} MB together (PSS), {found['rss']:.0f} MB when shared memory is counted in each (RSS)."
    )


def print_goals(pages: dict[int, Pages], served: dict[str, Any] | None) -> None:
    rows = []
    for goal in GOALS:
        value = goal.of(pages, served)
        if value is not None:
            kept = value >= goal.limit if goal.at_least else value <= goal.limit
            sign = "≥" if goal.at_least else "≤"
            rows.append([goal.text, f"{sign} {goal.limit:g} {goal.unit}", f"{value:.4g}", "yes" if kept else "**no**"])
    table(["Goal", "wanted", "found", "kept"], rows)


def main(options: argparse.Namespace) -> None:
    environment.prepare()
    is_server = os.environ.get("SAMSPIL_DATABASE_URL", "").startswith("postgres")
    say(f"## {'PostgreSQL' if is_server else 'SQLite'}\n\n{machine()}\n")
    for size in options.sizes:
        if not is_server and not options.keep:
            for file in environment.FOLDER.glob(f"bench-{size}.sqlite3*"):
                file.unlink()
    first = options.sizes[0]
    python("django", "collectstatic", "--no-input", "--verbosity", "0", size=first)
    found = {size: measured(size, options) for size in options.sizes}
    print_pages(found)
    served = None
    if SERVED_SIZE in found and options.seconds:
        say(f"\nThrough gunicorn with two workers, at {SERVED_SIZE:,} challenges (rate, p50 / p95 in ms):")
        answer = python("benchmarks.serve", "--json", "--seconds", str(options.seconds), size=SERVED_SIZE)
        served = json.loads(answer.splitlines()[-1])
        print_served(served)
    print_goals(found, served)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")], default=list(SIZES))
    parser.add_argument("--repeat", type=int, default=60, help="requests per page and size")
    parser.add_argument("--seconds", type=float, default=3, help="per page through gunicorn; 0 leaves it out")
    parser.add_argument("--keep", action="store_true", help="use SQLite files of an earlier run")
    main(parser.parse_args())
