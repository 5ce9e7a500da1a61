"""A plan for a whole municipality: ``python -m benchmarks.assignment``.

10,000 volunteers, 2,000 tasks spread over 8 days (two long weekends of a town festival), about 300,000 pairs of
somebody who can and a task. Once as above, each task on one day; once with all tasks on all days (16,000 shifts). In
one run and on the same instance: greedy, the flow, the linear program (HiGHS, with constraints of its own: not the
flow's network), and the new plan after one cancellation. All made from a seed; no database.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.__main__ import machine, say, table
from samspil.assignment import Person, Plan, Slot, Wish, flow, greedy, milp, plan
from samspil.assignment.outcome import outcome
from samspil.assignment.problem import make

ZONE = ZoneInfo("Europe/Copenhagen")
DAYS = [date(2026, 8, 20) + timedelta(days=each) for each in (0, 1, 2, 3, 7, 8, 9, 10)]  # Thursday to Sunday, twice
CENTRE = (56.10, 8.30)
TOWNS = 14
MOST_SECONDS, MOST_SECONDS_AGAIN = 5.0, 1.0
ONE_DAY, EVERY_DAY = "Each task on one day", "Each task on all 8 days"
REACH_KM = {False: 3.5, True: 1.04}  # so that about 300,000 pairs are feasible
Instance = tuple[list[Person], list[Slot], list[Wish]]


def instance(people: int, tasks: int, *, every_day: bool, seed: int = 6) -> Instance:
    """Homes and tasks lie around 14 towns. A third drives, a fifth has been checked; one task in four asks for one of
    them. Each person can on one to three days, and takes one to three shifts, at most two in a week.
    """
    random = Random(seed)  # noqa: S311 - not for secrets
    reach = REACH_KM[every_day]
    towns = [(CENTRE[0] + random.gauss(0, 0.12), CENTRE[1] + random.gauss(0, 0.2)) for _ in range(TOWNS)]
    sizes = [1 / (1 + number) for number in range(TOWNS)]

    def somewhere() -> tuple[float, float]:
        town = random.choices(towns, sizes)[0]
        return (town[0] + random.gauss(0, 0.02), town[1] + random.gauss(0, 0.035))

    who, wishes, slots = [], [], []
    for number in range(people):
        has = {name for name, share in (("licence", 0.33), ("child_check", 0.2)) if random.random() < share}
        name = f"p{number:05}"
        who.append(
            Person(
                id=name,
                point=somewhere(),
                reach_km=reach * random.uniform(0.6, 1.4),
                at_most=random.choice((1, 2, 2, 3)),
                per_week=random.choice((1, 2, 2)),
                has=frozenset(has),
                earlier=random.choice((0, 0, 0, 1, 2)),
            )
        )
        for day in random.sample(DAYS, random.choice((1, 2, 2, 3))):
            level = random.choice(("rather_not", "can", "can", "gladly"))
            wishes.append(Wish(person=name, level=level, day=day.isoformat()))
    for number in range(tasks):
        point, places = somewhere(), random.choice((1, 2, 3, 4, 4, 5, 6))
        requires = frozenset(random.choice(((), (), (), (), (), (), ("licence",), ("child_check",))))
        for day in DAYS if every_day else [DAYS[number % len(DAYS)]]:
            start = datetime(day.year, day.month, day.day, 17, tzinfo=ZONE)
            slots.append(
                Slot(
                    id=f"t{number:04}-{day.isoformat()}",
                    start=start,
                    end=start + timedelta(hours=4),
                    places=places,
                    minimum=min(places, random.choice((0, 1, 1, 2))),
                    point=point,
                    requires=requires,
                    task=f"t{number:04}",
                )
            )
    return who, slots, wishes


@contextmanager
def measured(found: dict[str, float], name: str):
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    found[name], found[f"{name} CPU"] = time.perf_counter() - wall, time.process_time() - cpu


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(options: argparse.Namespace) -> dict[str, float]:
    """One shape, in a process of its own so that its memory is its own."""
    people, slots, wishes = instance(options.people, options.tasks, every_day=options.shape == EVERY_DAY)
    found: dict[str, float] = {"shifts": len(slots), "places": sum(each.places for each in slots)}
    found["load"], found["memory before"] = os.getloadavg()[0], megabytes()
    with measured(found, "all"):
        first = plan(people, slots, wishes)
    found["memory"] = megabytes()
    with measured(found, "pairs"):
        problem = make(people, slots, wishes)
    with measured(found, "flow"):
        chosen = flow.solve(problem)
    found["pair count"], found["value"] = len(problem.person), problem.value(chosen)
    with measured(found, "greedy"):
        by_hand = greedy(people, slots, wishes)
    for name, each in (("", first), ("greedy ", by_hand)):
        found[f"{name}value"], found[f"{name}filled"] = each.value, len(each.assignments)
        found[f"{name}short"] = sum(empty.below for empty in each.unfilled)
    found |= again(people, slots, wishes, first, options.repeat)
    if not options.no_lp:
        with measured(found, "lp"):
            solution = milp.solve(problem, seconds=options.lp_seconds, whole=False)
        found["lp value"], found["lp bound"] = solution.worth, solution.bound
        found["lp memory"] = megabytes()
    return found


def again(people: list[Person], slots: list[Slot], wishes: list[Wish], first: Plan, repeat: int) -> dict[str, float]:
    """New plans after one cancellation each, the last one held against solving all anew."""
    random = Random(repeat)  # noqa: S311 - not for secrets
    times, others, optimal, repaired = [], [], [], []
    for lost in random.sample(first.assignments, repeat):
        later = [*wishes, Wish(person=lost.person, level="cannot", slot=lost.slot)]
        step: dict[str, float] = {}
        with measured(step, "again"):
            second = plan(people, slots, later, previous=first)
        times.append((step["again"], step["again CPU"]))
        others.append(len(set(second.changed_people) - {lost.person}))
        repaired.append(second.how == "repair")
        problem = make(people, slots, later, previous=first.pairs)
        anew = outcome(problem, flow.solve(problem), "flow", None)
        kept = problem.weights.keep * (len(second.pairs & first.pairs) - len(anew.pairs & first.pairs))
        optimal.append(second.value + kept == anew.value)
    wall, cpu = (sorted(each) for each in zip(*times, strict=True))
    return {
        "again": wall[repeat // 2],
        "again CPU": cpu[repeat // 2],
        "again worst": wall[-1],
        "again optimal": sum(optimal) / repeat,
        "again repaired": sum(repaired) / repeat,
        "others moved": sum(others) / repeat,
        "others moved most": max(others),
    }


def seconds(found: dict[str, float], name: str) -> str:
    return f"{found[name]:.2f} ({found[name + ' CPU']:.2f})"


def told(shape: str, found: dict[str, float]) -> None:
    say(
        f"\n### {shape}\n\n{found['shifts']:,.0f} shifts, {found['places']:,.0f} places, "
        f"{found['pair count']:,.0f} feasible pairs; load {found['load']:.1f} when it began."
    )
    rows = []
    most = found.get("lp value", found["value"])
    named = (("Flow, people to plan", "all", ""), ("the flow alone", "flow", ""), ("Greedy", "greedy", "greedy "))
    for name, clock, of in named:
        value = found[f"{of}value"]
        filled = f"{found[f'{of}filled']:,.0f} ({found[f'{of}short']:,.0f})"
        rows.append([name, f"{value:,.0f}", f"{100 * (most - value) / most:.4f}", filled, seconds(found, clock)])
    if "lp value" in found:
        rows.append(["Linear program (HiGHS)", f"{most:,.1f}", "0", "", seconds(found, "lp")])
    table(["Method", "value", "below the LP, %", "filled (short of a minimum)", "seconds, wall (CPU)"], rows)
    say(
        f"\nMost memory: {found['memory']:.0f} MB after the plan ({found['memory before']:.0f} before). One "
        f"cancellation: {seconds(found, 'again')} s in the middle, {found['again worst']:.2f} s at worst; "
        f"{found['others moved']:.1f} others get another plan ({found['others moved most']:.0f} at most); as good as "
        f"solving all anew in {100 * found['again optimal']:.0f} %, repaired in {100 * found['again repaired']:.0f} %."
    )


def main(options: argparse.Namespace) -> None:
    say(f"## Assignment\n\n{machine()}")
    goals = []
    for shape in (ONE_DAY, EVERY_DAY):
        command = [sys.executable, "-m", "benchmarks.assignment", "--shape", shape, "--people", str(options.people)]
        command += ["--tasks", str(options.tasks), "--repeat", str(options.repeat)]
        command += ["--lp-seconds", str(options.lp_seconds)] + ["--no-lp"] * options.no_lp
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        found = json.loads(answer.stdout)
        told(shape, found)
        gap = abs(found["lp value"] - found["value"]) / found["lp value"] if "lp value" in found else None
        wanted = (
            *([("gap to the LP", "0", f"{gap:.1e}", gap < 1e-9)] if gap is not None else []),
            ("from people to plan", "≤ 5 s", f"{found['all']:.2f} s", found["all"] <= MOST_SECONDS),
            ("after one cancellation", "≤ 1 s", f"{found['again']:.2f} s", found["again"] <= MOST_SECONDS_AGAIN),
        )
        goals += [[f"{shape}: {name}", *each, "yes" if kept else "**no**"] for name, *each, kept in wanted]
    table(["Goal", "wanted", "found", "kept"], goals)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.assignment", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=2_000)
    parser.add_argument("--repeat", type=int, default=7, help="cancellations")
    parser.add_argument("--no-lp", action="store_true")
    parser.add_argument("--lp-seconds", type=float, default=600)
    parser.add_argument("--shape", choices=(ONE_DAY, EVERY_DAY), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.shape:
        print(json.dumps(run(given)))
    else:
        main(given)
