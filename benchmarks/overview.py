"""The overview over many ideas, by hand or from ``make bench``: ``python -m benchmarks.overview --ideas 100000``.

A fifth of the ideas is tried out, two in five of those become daily life, and half of those are evaluated. Written
straight into the tables, as the verbs would leave them; then ``Path`` is made from them as the nightly job does it.
Each page is asked through all middleware in this process, beside two baselines of the same run.
"""

import argparse
import os
import time
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from benchmarks import environment

environment.prepare()
NAME = "overview"
URL = os.environ.get("SAMSPIL_DATABASE_URL", "")
IS_SERVER = URL.startswith("postgres")
FILE = environment.FOLDER / f"bench-{NAME}.sqlite3"
os.environ["SAMSPIL_DATABASE_URL"] = (
    f"{URL.rpartition('/')[0]}/samspil_bench_{NAME}" if IS_SERVER else f"sqlite:///{FILE}"
)

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

import samspil.wsgi  # noqa: E402, F401 - sets up Django as the server does
from benchmarks.__main__ import machine, table  # noqa: E402
from benchmarks.bulk import Table, hurry, make_database, settle  # noqa: E402
from benchmarks.pages import Page, somebody  # noqa: E402
from benchmarks.run import measure  # noqa: E402
from samspil.actors.models import Actor, Person, Sphere, Unit  # noqa: E402
from samspil.barriers.models import Barrier, BarrierKind  # noqa: E402
from samspil.challenges.models import ChainLink, Challenge  # noqa: E402
from samspil.demo.load import is_empty, loader  # noqa: E402
from samspil.effects import overview, paths  # noqa: E402
from samspil.effects.models import Path  # noqa: E402
from samspil.evaluations.models import Evaluation  # noqa: E402
from samspil.foundation.models import JournalEntry, Subject, Theme  # noqa: E402
from samspil.practices.models import Practice, Use  # noqa: E402
from samspil.proposals.models import Answer, Degree, Object, Proposal  # noqa: E402
from samspil.trials.models import Trial  # noqa: E402

SPAN = timedelta(days=5 * 365)
MOST_QUERIES, MOST_TIME = 15, 300  # and milliseconds
KEPT = 60  # seconds, as the page does
AFRESH = "Overview, counted afresh each time"
GAIN = "Flere kommer ud, og naboerne var med. "
FIGURES = [
    {
        "kind": "loneliness",
        "name": "Aftener alene",
        "unit": "aftener om ugen",
        "higher_is_better": False,
        "about_people": True,
        "target": None,
        "points": [
            {
                "phase": phase,
                "on": "2026-01-01",
                "value": value,
                "n": 12,
                "is_small": False,
                "how": "asked",
                "source": "",
            }
            for phase, value in (("before", "5.00"), ("after", "2.00"))
        ],
    }
]
MODELS = (Subject, Challenge, Proposal, Answer, Trial, Practice, Use, Evaluation, Barrier, ChainLink, JournalEntry)


class Ideas:
    """As many ideas as are asked for, three to a challenge, over five years."""

    def __init__(self, now: datetime) -> None:
        self.now, self.random = now, Random(2026)  # noqa: S311 - the same rows every time
        self.tables = {model: Table(model) for model in MODELS}
        self.units = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
        self.people = list(Person.objects.order_by("pk").values_list("pk", "actor"))
        self.homes = list(
            Actor.objects.filter(person=None, unit=None, body=None).order_by("pk").values_list("pk", flat=True)
        )

    def add(self, model: type, **values: object) -> None:
        self.tables[model].add(**values)

    def write(self) -> None:
        for each in self.tables.values():
            each.write()

    def new_id(self, at: datetime) -> UUID:
        value = int(at.timestamp() * 1000) << 80 | self.random.getrandbits(80)
        return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)

    def subject(self, kind: str, at: datetime, audience: str, context: UUID | None, root: UUID | None) -> UUID:
        pk = self.new_id(at)
        values = {"context_id": context, "root_id": root or pk, "created_at": at, "active_at": at}
        self.add(Subject, id=pk, kind=kind, title=f"Om {kind}", audience=audience, **values)
        return pk

    def spoken(self) -> dict[str, UUID]:
        author, actor = self.random.choice(self.people)
        return {"author_id": author, "actor_id": actor}

    def hold(self, subject: UUID, step: str, at: datetime) -> None:
        sphere = self.random.choice(Sphere.values)
        self.add(
            ChainLink, subject_id=subject, step=step, actor_id=self.random.choice(self.homes), sphere=sphere, at=at
        )

    def told(self, verb: str, subject: UUID, at: datetime) -> None:
        self.add(JournalEntry, at=at, verb=verb, subject_id=subject)

    def challenge(self) -> tuple[UUID, str, datetime, UUID]:
        at, unit = self.now - SPAN * self.random.random(), self.random.choice(self.units)
        audience = self.random.choices(["public", "staff", "unit"], [90, 6, 4])[0]
        pk = self.subject("challenge", at, audience, None, None)
        asked = {"question": "Hvordan?", "first_question": "Hvordan?", "theme": self.random.choice(Theme.values)}
        self.add(Challenge, subject_id=pk, unit_id=unit, **asked, **self.spoken())
        self.hold(pk, "identified", at)
        if self.random.random() < 0.02:
            barrier = self.subject("barrier", at, audience, pk, pk)
            self.add(
                Barrier, subject_id=barrier, kind=self.random.choice(BarrierKind.values), body="Vane", **self.spoken()
            )
        return pk, audience, at, unit

    def idea(self, challenge: UUID, audience: str, at: datetime, unit: UUID, *, tried: bool) -> None:
        pick = self.random.choice
        pk = self.subject("proposal", at, audience, challenge, challenge)
        sort = {"degree": pick(Degree.values), "object": pick(Object.values)}
        answered = at + timedelta(days=self.random.randint(0, 40)) if self.random.random() < 0.8 else None
        self.add(
            Proposal, subject_id=pk, challenge_id=challenge, title="En idé", body="Ord.", unit_id=unit,
            answered_at=answered, **sort, **self.spoken(),
        )  # fmt: skip
        self.told("proposals.proposed", pk, at)
        self.hold(pk, "devised", at)
        if answered:
            answer = {"outcome": pick(["forward", "later", "no"]), "body": "Svar.", "by_id": pick(self.people)[0]}
            self.add(Answer, proposal_id=pk, at=answered, **answer)
            self.told("proposals.answered", pk, answered)
        if tried:
            self.trial(pk, challenge, audience, at + timedelta(days=self.random.randint(41, 200)), unit)

    def trial(self, proposal: UUID, challenge: UUID, audience: str, at: datetime, unit: UUID) -> None:
        outcome = self.random.choices(["", "stop", "adopt"], [20, 40, 40])[0]
        pk = self.subject("trial", at, audience, proposal, challenge)
        ended = at + timedelta(days=60) if outcome else None
        self.add(
            Trial, subject_id=pk, proposal_id=proposal, title="Vi prøver", scale="full", unit_id=unit, started_at=at,
            concluded_at=ended, outcome=outcome, status="concluded" if outcome else "running",
            learning="Det lærte vi." if outcome == "stop" else "", **self.spoken(),
        )  # fmt: skip
        self.told("trials.started", pk, at)
        self.hold(pk, "delivered", at)
        if outcome == "adopt" and ended:
            self.practice(proposal, challenge, audience, ended, pk)

    def practice(self, proposal: UUID, challenge: UUID, audience: str, at: datetime, trial: UUID) -> None:
        home = self.random.choice(self.homes)
        pk = self.subject("practice", at, audience, None, None)
        spoken = {**self.spoken(), "actor_id": home}
        story = {"proposal_id": proposal, "challenge_id": challenge, "tried_as_id": trial, "theme": Theme.OLDER}
        self.add(Practice, subject_id=pk, title="Sådan", body="Gør vi.", since=at.date(), **story, **spoken)
        use = self.subject("use", at, audience, pk, pk)
        self.add(Use, subject_id=use, practice_id=pk, since=at.date(), **spoken)
        self.told("practices.registered", pk, at)
        self.hold(pk, "delivered", at)
        if self.random.random() < 0.5:
            evaluation = self.subject("evaluation", at, audience, pk, pk)
            gains = {f"gain_{name}": GAIN * 4 for name in ("solutions", "legitimacy", "welfare")}
            by = {"completed_at": at, "completed_by_id": spoken["author_id"]}
            self.add(Evaluation, subject_id=evaluation, about_id=pk, figures=FIGURES, **gains, **by, **spoken)
            self.hold(pk, "assessed", at)


def load(many: int, tried: int) -> None:
    started = time.perf_counter()
    if not is_empty():
        raise SystemExit("The database holds something; it is left alone.")
    organisation = loader()
    with transaction.atomic():
        organisation.load_organisation()
        organisation.load_people()
    hurry()
    story = Ideas(organisation.now)
    every = max(1, many // max(tried, 1))
    with transaction.atomic():
        for number in range(many):
            if number % 3 == 0:
                challenge, audience, at, unit = story.challenge()
            story.idea(challenge, audience, at, unit, tried=number % every == 0)
            if number % 5_000 == 4_999:
                story.write()
        story.write()
    settle()
    print(f"{connection.vendor}: {many:,} ideas loaded in {time.perf_counter() - started:.0f} s")


def main(options: argparse.Namespace) -> None:
    print(machine())
    if not IS_SERVER:
        for file in environment.FOLDER.glob(f"{FILE.name}*"):
            file.unlink()
    make_database()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load(options.ideas, options.trials)
    started = time.perf_counter()
    made = paths.rebuild()
    print(f"{made:,} of them may be counted. Working out their ways took {time.perf_counter() - started:.0f} s.")
    settle()
    unit = Path.objects.exclude(unit=None).values_list("unit", flat=True)[0]
    pages = [
        Page("Baseline: robots.txt", "/robots.txt"),
        Page("Baseline: one SELECT 1", "/sundhed/"),
        Page("Overview", "/overblik/"),
        Page(AFRESH, "/overblik/"),
        Page("Overview, signed in", "/overblik/", signed_in=True),
        Page("Overview, one unit with those below", f"/overblik/?enhed={unit}"),
        Page("Overview, work and education", "/overblik/?emne=employment"),
        Page("Overview as CSV", "/overblik.csv"),
        Page("Front page", "/"),
    ]
    visitor, user = Client(), Client()
    user.force_login(somebody(), backend="allauth.account.auth_backends.AuthenticationBackend")
    found = []
    for page in pages:
        overview.FRESH_FOR = 0 if page.name == AFRESH else KEPT
        cache.clear()
        found.append(measure(user if page.signed_in else visitor, page, options.repeat, 20))
    rows = [
        [row.page, f"{row.p50:.1f}", f"{row.p95:.1f}", str(row.queries), f"{row.bytes / 1024:.0f}"] for row in found
    ]
    table(["Page", "p50 ms", "p95 ms", "queries", "KiB"], rows)
    print()
    for row in found:
        if row.page in ("Overview", AFRESH):
            kept = row.queries <= MOST_QUERIES and row.p50 <= MOST_TIME
            goal = f"at most {MOST_QUERIES} queries and {MOST_TIME} ms (p50)"
            print(f"{row.page}, {goal}: {'kept' if kept else '**missed**'}.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overview", description=__doc__)
    parser.add_argument("--ideas", type=int, default=100_000)
    parser.add_argument("--trials", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=20, help="requests per page")
    main(parser.parse_args())
