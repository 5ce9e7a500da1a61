"""Bringing a list of 10,000 rows in, from file to directory: ``python -m benchmarks.exchange --rows 10000``.

The steps are the worker's own, batch by batch, in this process; beside them stands the same file once more (which must
change nothing), the same with a tenth of its rows changed, and the exports. Memory is the process's highest.
"""

import argparse
import os
import resource
import time
from random import Random

from benchmarks import environment

environment.prepare()
NAME = "exchange"
URL = os.environ.get("SAMSPIL_DATABASE_URL", "")
IS_SERVER = URL.startswith("postgres")
FILE = environment.FOLDER / f"bench-{NAME}.sqlite3"
os.environ["SAMSPIL_DATABASE_URL"] = (
    f"{URL.rpartition('/')[0]}/samspil_bench_{NAME}" if IS_SERVER else f"sqlite:///{FILE}"
)

from django.core.management import call_command  # noqa: E402

import samspil.wsgi  # noqa: E402, F401 - sets up Django as the server does
from benchmarks.__main__ import machine, table  # noqa: E402
from benchmarks.bulk import make_database  # noqa: E402
from samspil.actors import actions as actors  # noqa: E402
from samspil.actors.models import Person  # noqa: E402
from samspil.actors.queries import viewer_of  # noqa: E402
from samspil.exchange import actions, exporting, hsds, running  # noqa: E402
from samspil.exchange.models import ImportRun  # noqa: E402
from samspil.foundation.viewer import NOBODY, SYSTEM  # noqa: E402
from samspil.resources.models import Resource  # noqa: E402

HEADERS = "Nr.;Navn;Beskrivelse;Sted;Adresse;Ugedag;Tid;Forening;Tlf;Emne;For hvem;Pris\n"
WHAT = ("Fluebinding", "Gåtur", "Korsang", "Strikkeklub", "Værksted", "Petanque", "Madlavning", "Banko", "Læsekreds")
WHERE = ("Lunde", "Ådum", "Engbæk", "Nørre Engbæk", "Møllebyen", "Havnen")
DAYS = ("mandag", "tirsdag", "ons", "man og tors", "hverdage", "lørdag")


def rows(count: int, *, changed: int = 0) -> bytes:
    """A list as associations write it. The same every time, but for the telephone of every ``changed``th row."""
    random = Random(2026)  # noqa: S311 - the same rows every time
    lines = [HEADERS]
    for number in range(count):
        what, where = random.choice(WHAT), random.choice(WHERE)
        phone = "99 11 11 11" if changed and number % changed == 0 else "99 00 00 01"
        lines.append(
            f"{number};{what} {number} i {where};Vi mødes, taler sammen og drikker kaffe. Alle kan være med, også uden"
            f" at kunne noget i forvejen.;{where};Møllevej {number % 90}, 9999 {where};{random.choice(DAYS)};"
            f"{random.choice((9, 10, 14, 19))}.00;Forening {number % 400};{phone};Lokalsamfund;Alle;Gratis\n"
        )
    return "".join(lines).encode("cp1252")


def worked(run: ImportRun) -> tuple[ImportRun, float]:
    """Turn after turn, as the worker takes them, until a person is asked or it is over. Seconds of the processor."""
    begun = time.process_time()
    while run.is_working:
        running.work.call(str(run.pk))
        run.refresh_from_db()
    return run, time.process_time() - begun


def brought(person: Person, data: bytes) -> tuple[ImportRun, dict[str, float]]:
    viewer, times = viewer_of(person), {}
    begun = time.process_time()
    run = actions.upload_file(by=viewer, file=actions.Upload("liste.csv", data), source="Målingen")
    times["sent"] = time.process_time() - begun
    run, times["read"] = worked(run)
    if run.state == "columns":
        actions.choose_columns(by=viewer, run_id=run.pk, columns=run.columns, kind="activity", theme="community")
        run.refresh_from_db()
        run, times["looked at"] = worked(run)
    if run.state == "ready":
        actions.confirm_import(by=viewer, run_id=run.pk)
        run.refresh_from_db()
        run, times["written"] = worked(run)
    if run.state != "done":
        raise SystemExit(f"{run.state}: {run.problem}")
    return run, times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000)
    count = parser.parse_args().rows
    FILE.unlink(missing_ok=True)
    make_database()
    call_command("migrate", verbosity=0, interactive=False)
    person = actors.register_person(name="Birthe Holm", kind="employee", email="birthe@engbaek.example")
    actors.give_role(by=SYSTEM, person=person, kind="coordinator")
    print(machine())
    found = []
    for label, data in (
        ("the first time", rows(count)),
        ("the same file again", rows(count)),
        ("a tenth of its rows changed", rows(count, changed=10)),
    ):
        begun = time.perf_counter()
        run, times = brought(person, data)
        took = time.perf_counter() - begun
        steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in times.items())
        found.append([label, str(run.counts), f"{took:.1f}", f"{sum(times.values()):.1f}", steps])
    for label, make in (
        (
            "CSV",
            lambda: exporting.as_csv(
                exporting.headings(), (exporting.cells(r, NOBODY) for r in exporting.found(NOBODY))
            ),
        ),
        ("HSDS", lambda: hsds.as_json(exporting.found(NOBODY), NOBODY)),
    ):
        begun = time.perf_counter()
        size = len(make())
        found.append([f"export as {label}", f"{size / 1e6:.1f} MB", f"{time.perf_counter() - begun:.1f}", "", ""])
    table(["", "rows", "s by the clock", "s of the processor", "of which"], found)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{Resource.objects.count()} resources; highest memory {most:.0f} MB")


if __name__ == "__main__":
    main()
