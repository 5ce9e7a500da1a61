"""Fills a database with N challenges and what people say to them: ``python -m benchmarks.load 10000``.

Written straight into the tables, as the verbs would leave them. The same N gives the same rows, every time.
"""

import argparse
import time

from benchmarks import environment

environment.prepare()

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from benchmarks.bulk import hurry, make_database, settle  # noqa: E402
from benchmarks.story import Story  # noqa: E402
from samspil.challenges.models import Challenge  # noqa: E402
from samspil.demo.load import is_empty, loader  # noqa: E402

BATCH = 2_000  # challenges written at a time


def load(size: int) -> None:
    started = time.perf_counter()
    make_database()
    call_command("migrate", interactive=False, verbosity=0)
    if Challenge.objects.count() >= size:
        print(f"{size} challenges are there already.")
        return
    if not is_empty():
        raise SystemExit("The database holds something else; it is left alone.")
    organisation = loader()
    with transaction.atomic():
        organisation.load_organisation()
        organisation.load_people()
    hurry()
    story = Story(size, organisation.now)
    with transaction.atomic():
        story.more_people()
        for number in range(size):
            story.challenge(number)
            if number % BATCH == BATCH - 1:
                story.write()
        story.write()
    settle()
    rows = sum(table.count for table in story.tables.values())
    print(f"{connection.vendor}: {size} challenges, {rows} rows in {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int)
    load(parser.parse_args().size)
