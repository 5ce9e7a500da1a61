"""The arithmetic of the overview: by hand, and against a slow count of the same ideas one by one."""

import statistics
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.challenges import chain as links
from samspil.challenges.models import ChainLink, ChainStep
from samspil.effects import figures, paths
from samspil.effects.figures import Filters, Ideas
from samspil.effects.models import Halt, Path, Reached
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry
from samspil.foundation.viewer import NOBODY, Grant, Viewer
from samspil.proposals.models import Proposal
from samspil.tracks.actions import light_beacon
from tests.effects.making import make_practice, make_trial
from tests.factories import make_actor, make_answer, make_challenge, make_person, make_proposal, make_unit, viewer

STAFF = Viewer(grants=frozenset({Grant("coordinator")}))

# --- by hand ----------------------------------------------------------------------------------------------------------


@pytest.mark.capability("C79")
@pytest.mark.parametrize(
    ("days", "median", "quick", "slow"),
    [
        ([3], 3, 3, 3),
        ([1, 2], 1.5, 1, 2),
        ([1, 2, 3, 10], 2.5, 1, 3),
        ([2, 4, 4, 5, 100], 4, 4, 5),
        ([0, 0, 0, 0, 7, 7, 7, 7], 3.5, 0, 7),
    ],
)
def test_the_middle_and_the_quarters(days, median, quick, slow):
    counted = Counter(days)
    assert figures.median(counted) == median
    assert (figures.quarter(counted, 1), figures.quarter(counted, 3)) == (quick, slow)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_the_middle_is_the_middle(days):
    assert figures.median(Counter(days)) == statistics.median(days)
    quick = figures.quarter(Counter(days), 1)
    assert sum(day <= quick for day in days) * 4 >= len(days) > sum(day < quick for day in days) * 4


def rows(**counts: int) -> list[tuple]:
    """Rows of the cube: ``answered_no=3`` and the like, all else the same."""
    known = {
        "waits": (Reached.IDEA, Halt.UNANSWERED),
        "kept": (Reached.ANSWERED, Halt.LATER),
        "no": (Reached.ANSWERED, Halt.NO),
        "yes": (Reached.ANSWERED, Halt.FORWARD),
        "runs": (Reached.TRIAL, Halt.RUNNING),
        "stopped": (Reached.TRIAL, Halt.STOPPED),
        "lives": (Reached.PRACTICE, Halt.LIVES),
    }
    return [(2026, *known[name], "employee_user", "incremental", "service", "short", n) for name, n in counts.items()]


@pytest.mark.capability("C08")
def test_the_funnel_never_widens_and_says_where_ideas_are():
    found = figures.ideas(rows(waits=4, no=3, kept=1, yes=2, runs=2, stopped=3, lives=5))
    funnel = found.funnel()
    assert [(step.label, step.n, step.percent) for step in funnel] == [
        ("Idé", 20, 100),
        ("Fik svar", 16, 80),
        ("Blev prøvet af", 10, 50),
        ("Blev til hverdag", 5, 25),
    ]
    assert funnel[1].halts == [
        ("Fik ja, men er ikke prøvet endnu", 2),
        ("Gemt til senere", 1),
        ("Fik nej med en grund", 3),
    ]
    assert [step.stays for step in funnel] == [4, 6, 5, 5]


def test_no_percent_of_fewer_than_five():
    assert [step.percent for step in figures.ideas(rows(waits=4)).funnel()] == [None] * 4
    assert figures.percent(1, 4) is None
    assert figures.percent(1, 5) == 20


def test_who_waits_is_told_beside_and_never_counted_as_zero():
    found = figures.ideas(rows(waits=4, no=3, yes=2, runs=2, stopped=3, lives=5))
    answer, trial, practice = found.times(
        {"answer": Counter({2: 15}), "trial": Counter({30: 10}), "practice": Counter()}
    )
    assert (answer.n, answer.median, answer.waiting, answer.ended) == (15, 2, 4, 0)
    assert (trial.n, trial.waiting, trial.ended) == (10, 6, 3)
    assert (practice.n, practice.median, practice.quick, practice.waiting, practice.ended) == (0, None, None, 8, 6)


def test_the_spread_of_fewer_than_five_is_not_shown():
    answer, *_rest = figures.ideas(rows(no=4)).times(
        {"answer": Counter({2: 4}), "trial": Counter(), "practice": Counter()}
    )
    assert (answer.median, answer.quick, answer.slow) == (2, None, None)


@pytest.mark.capability("C20")
def test_who_holds_the_chain_by_hand():
    found = figures.chain(
        [
            (2025, 1, 1, 1, 0, 3),  # the municipality alone, three times
            (2025, 2, 1, 0, 0, 4),  # nobody delivers yet
            (2026, 2, 3, 2, 2, 2),  # society sees and delivers, both devise
            (2026, 1, 1, 3, 8, 1),  # it delivers with others
        ]
    )
    assert found.steps["identified"] == {"municipality": 4, "civil_society": 6}
    assert found.steps["devised"] == {"municipality": 8, "together": 2}
    assert found.steps["delivered"] == {"municipality": 3, "civil_society": 2, "together": 1}
    assert found.steps["assessed"] == {"civil_society": 2, "other_public": 1}
    assert (found.whole, found.municipal, found.percent) == (6, 3, 50)
    assert (found.whole_by_year, found.municipal_by_year) == ({2025: 3, 2026: 3}, {2025: 3, 2026: 0})
    assert figures.chain([(2025, 1, 1, 1, 0, 3), (2026, 2, 2, 2, 2, 2)], year=2026).municipal == 0


def leaning(**shares: dict[str, int]) -> list[str]:
    found = Ideas(**{name: Counter(counts) for name, counts in shares.items()})
    found.total = max(counts.total() for counts in (found.track, found.degree, found.object, found.horizon))
    return [balance.name for balance in figures.balances(found) if balance.warning]


@pytest.mark.capability("C31")
def test_a_lopsided_picture_is_told():
    assert leaning(degree={"incremental": 9, "radical": 1}) == ["track", "degree"]  # nothing at all steers by a vision
    assert leaning(track={"employee_user": 8, "vision": 2}, degree={"incremental": 8, "radical": 2}) == []
    assert leaning(track={"vision": 9, "employee_user": 1}) == ["track"]
    assert leaning(track={"employee_user": 10}) == ["track"]
    assert leaning(track={"employee_user": 8, "vision": 2}, object={"service": 81, "product": 19}) == ["object"]


@pytest.mark.capability("C86")
def test_short_and_long_sight_stand_side_by_side():
    found = Ideas(total=10, track=Counter(vision=5, employee_user=5), horizon=Counter(short=9, long=1))
    horizon = figures.balances(found)[-1]
    assert horizon.parts == [("Kort sigt", 9), ("Langt sigt", 1)]
    assert horizon.warning


def test_of_few_ideas_no_picture_is_lopsided():
    assert leaning(track={"employee_user": 9}, degree={"incremental": 9}) == []


# --- against a slow count ---------------------------------------------------------------------------------------------


def some_municipality(seed: int) -> None:
    """Ideas of every sort and age, from a random story."""
    random = Random(seed)
    units = [make_unit(), make_unit()]
    units.append(make_unit(parent=units[0]))
    beacon = light_beacon(by=viewer(make_person(role="coordinator")), title="Ingen alene", body="Ingen.")
    mette = make_person(role="employee", scope=units[0], member_of=units[0].actor)
    helpers = [make_actor(), make_actor(kind="company"), units[0].actor]
    for _number in range(14):
        began = clock.now() - timedelta(days=random.randint(200, 900))
        with clock.at(began):
            unit, theme = random.choice(units), random.choice(["older", "employment"])
            audience = random.choice(["public", "public", "public", "staff", "unit"])
            facts = {"track": "vision", "beacon_id": beacon.pk} if random.random() < 0.4 else {}
            challenge = make_challenge(
                by=mette, unit=unit if audience != "unit" else units[0], theme=theme, audience=audience
            )
            proposal = make_proposal(
                challenge,
                by=mette if audience != "public" else make_person(),
                degree=random.choice(["incremental", "radical"]),
                object=random.choice(["product", "service", "process"]),
                **facts,
            )
        if audience == "public" and random.random() < 0.7:
            with clock.at(began + timedelta(days=random.randint(0, 30))):
                make_answer(proposal, outcome=random.choice(["forward", "later", "no"]))
        if random.random() < 0.6:
            with clock.at(began + timedelta(days=random.randint(31, 90))):
                trial = make_trial(proposal, outcome=random.choice(["", "stop", "adopt"]), actor=random.choice(helpers))
                if random.random() < 0.5:
                    links.hold(trial.subject, ChainStep.ASSESSED, [random.choice(helpers)])
        if random.random() < 0.4:
            with clock.at(began + timedelta(days=random.randint(91, 150))):
                make_practice(proposal, actor=random.choice(helpers))


def slow_days(proposal: Proposal, verb: str, subjects: list) -> int | None:
    asked = JournalEntry.objects.get(verb="proposals.proposed", subject=proposal.pk).at
    lines = JournalEntry.objects.filter(verb=verb, subject__in=subjects).order_by("at")
    if not lines:
        return None
    return (timezone.localdate(lines[0].at) - timezone.localdate(asked)).days


def slow_count(who: Viewer, filters: Filters) -> dict:
    """The same figures the plain way: one idea after the other, asking for everything."""
    found: dict = {
        "total": 0,
        "answered": [],
        "tried": [],
        "daily": [],
        "tracks": Counter(),
        "whole": 0,
        "municipal": 0,
    }
    for proposal in Proposal.objects.all():
        subject, challenge = proposal.subject, proposal.challenge
        if not subject.shown or proposal.withdrawn_at or subject.audience not in ("public", "staff"):
            continue
        if subject.audience == "staff" and not who.is_staff:
            continue
        if filters.units and challenge.unit_id not in filters.units:
            continue
        if filters.theme and challenge.theme != filters.theme:
            continue
        if filters.track and proposal.track != filters.track:
            continue
        if filters.year and timezone.localdate(subject.created_at).year != filters.year:
            continue
        trials, practices = (
            list(proposal.trials.all()),
            [p for p in proposal.practices.all() if p.subject.audience == "public"],
        )
        found["total"] += 1
        found["tracks"][proposal.track] += 1
        for name, verb, of in (
            ("answered", "proposals.answered", [proposal.pk]),
            ("tried", "trials.started", [row.pk for row in trials]),
            ("daily", "practices.registered", [row.pk for row in practices]),
        ):
            days = slow_days(proposal, verb, of)
            found[name] += [days] if days is not None else []
        held = {
            step: set(ChainLink.objects.filter(step=step, subject__in=of).values_list("sphere", flat=True))
            for step, of in (
                ("identified", [challenge.pk, proposal.pk]),
                ("devised", [proposal.pk]),
                ("delivered", [proposal.pk, *(row.pk for row in trials), *(row.pk for row in practices)]),
            )
        }
        if all(held.values()):
            found["whole"] += 1
            found["municipal"] += all(spheres == {"municipality"} for spheres in held.values())
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_the_quick_figures_are_those_of_a_slow_count(seed):
    some_municipality(seed)
    paths.rebuild()
    unit = Path.objects.exclude(unit=None).first().unit_id
    years = sorted(set(Path.objects.values_list("year", flat=True)))
    chosen = [
        Filters(),
        Filters(theme="older"),
        Filters(track="vision"),
        Filters(year=years[0]),
        Filters(units=(unit,), theme="older"),
    ]
    for who in (NOBODY, STAFF):
        for filters in chosen:
            slow = slow_count(who, filters)
            ideas = figures.ideas(figures.cube(who, filters), filters.year)
            days = figures.day_rows(who, filters)
            chain = figures.chain(figures.chain_rows(who, filters), filters.year)
            assert ideas.total == slow["total"]
            assert ideas.track == slow["tracks"]
            for name, slow_name in (("answer", "answered"), ("trial", "tried"), ("practice", "daily")):
                assert sorted(days[name].elements()) == sorted(slow[slow_name]), name
            assert (chain.whole, chain.municipal) == (slow["whole"], slow["municipal"])
