"""Whatever way a plan is made, it is what trying out all plans finds. Tiny problems, thousands of shapes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.assignment import Lock, Person, Slot, Weights, Wish, greedy, plan
from samspil.assignment.problem import make
from tests.assignment import brute

MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)
LEVELS = ("cannot", "rather_not", "can", "gladly")
PLACES = ((56.10, 8.24), (56.15, 8.30), (55.95, 8.10), None)


@st.composite
def problems(draw, *, regular: bool):
    """People, slots and wishes. ``regular``: time falls into buckets, nobody wants to be with anybody, and all come
    alone; else some come two or three as one.
    """
    slots = []
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.sampled_from((0, 24, 6 * 24, 7 * 24) if regular else (0, 1, 2, 3, 166)))
        places = draw(st.integers(0, 2 if regular else 4))
        slots.append(
            Slot(
                id=f"s{number}",
                start=MONDAY + timedelta(hours=start),
                end=MONDAY + timedelta(hours=start + (2 if regular else draw(st.integers(1, 3)))),
                places=places,
                minimum=draw(st.integers(0, places)),
                kind=draw(st.sampled_from(("drive", "cook"))),
                point=draw(st.sampled_from(PLACES)),
                requires=draw(st.sampled_from((frozenset(), frozenset({"licence"})))),
            )
        )
    names = [f"p{number}" for number in range(draw(st.integers(1, 3)))]
    people = [
        Person(
            id=name,
            point=draw(st.sampled_from(PLACES)),
            reach_km=draw(st.sampled_from((None, 8.0))),
            at_most=draw(st.sampled_from((None, 0, 1, 2))),
            per_week=draw(st.sampled_from((None, 1, 2))),
            has=draw(st.sampled_from((frozenset(), frozenset({"licence"}), frozenset({"licence"})))),
            otherwise=draw(st.sampled_from(("can", *LEVELS))),
            together_with=frozenset() if regular else draw(st.frozensets(st.sampled_from(names), max_size=1)) - {name},
            only_together=False if regular else draw(st.booleans()),
            earlier=draw(st.integers(0, 5)),
            size=1 if regular else draw(st.sampled_from((1, 1, 2, 3))),
        )
        for name in names
    ]
    abouts = (
        [{"slot": slot.id} for slot in slots] + [{"day": day} for day in ("mon", "2026-06-07")] + [{"kind": "cook"}]
    )
    chosen = draw(st.lists(st.tuples(st.sampled_from(names), st.integers(0, len(abouts) - 1)), max_size=6, unique=True))
    wishes = [Wish(person=who, level=draw(st.sampled_from(LEVELS)), **abouts[about]) for who, about in chosen]
    return people, slots, wishes


def worth(found, weights: Weights, previous: frozenset[tuple[str, str]] = frozenset()) -> int:
    kept = sum(each.kept and not each.locked for each in found.assignments)
    return found.value + weights.keep * kept * bool(previous)


def check(found, people, slots, wishes, locks=()) -> None:
    """It keeps all limits and is worth what it says."""
    taken = set(found.pairs)
    promised = {(lock.person, lock.slot) for lock in locks}
    size = {person.id: person.size for person in people}
    assert found.value == brute.value(people, slots, wishes, taken, Weights())
    for slot in slots:
        there = sum(size[one] for one, other in taken if other == slot.id)
        assert there <= slot.places
        empty = [each for each in found.unfilled if each.slot == slot.id]
        assert [each.missing for each in empty] == ([slot.places - there] if there < slot.places else [])
        assert sum(empty[0].counts.values()) == len(people) if empty else True
    for person in people:
        mine = tuple(slot for slot in slots if (person.id, slot.id) in taken)
        assert brute.fits(person, mine)
        assert all(brute.feasible(person, slot, wishes) for slot in mine if (person.id, slot.id) not in promised)


@given(problems(regular=True))
@settings(max_examples=40, deadline=None)
def test_a_flow_is_the_optimum(problem):
    people, slots, wishes = problem
    found = plan(*problem)
    assert (found.how, found.gap) == ("flow", 0)
    check(found, people, slots, wishes)
    assert found.value == brute.best(people, slots, wishes, [])


@given(problems(regular=False))
@settings(max_examples=40, deadline=None)
def test_irregular_overlaps_and_company_too(problem):
    people, slots, wishes = problem
    found = plan(*problem)
    assert found.is_exact
    check(found, people, slots, wishes)
    assert found.value == brute.best(people, slots, wishes, [])


@given(problems(regular=True), st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_promised_is_kept(problem, data):
    people, slots, wishes = problem
    before = plan(*problem)
    pairs = sorted(before.pairs)
    locks = [Lock(*pair) for pair in data.draw(st.lists(st.sampled_from(pairs), unique=True))] if pairs else []
    found = plan(people, slots, wishes, locks)
    assert found.broken == ()
    assert {(lock.person, lock.slot) for lock in locks} <= found.pairs
    check(found, people, slots, wishes, locks)
    assert found.value == before.value  # the optimum holds what was locked, so it is still within reach


@given(problems(regular=True), st.data())
@settings(max_examples=80, deadline=None)
def test_a_new_plan_after_a_cancellation_is_the_optimum(problem, data):
    people, slots, wishes = problem
    before = plan(*problem)
    for pair in sorted(before.pairs)[: data.draw(st.integers(0, 2))]:
        wishes = [*wishes, Wish(person=pair[0], level="cannot", slot=pair[1])]
    if data.draw(st.booleans()):
        people = people[1:]
    if data.draw(st.booleans()):
        slots = slots[1:]
    left = [wish for wish in wishes if not wish.slot or wish.slot in {slot.id for slot in slots}]
    found = plan(people, slots, left, previous=before)
    check(found, people, slots, left)
    there = {person.id for person in people}, {slot.id for slot in slots}
    previous = frozenset(pair for pair in before.pairs if pair[0] in there[0] and pair[1] in there[1])
    assert found.is_exact
    assert worth(found, Weights(), before.pairs) == brute.best(people, slots, left, [], previous)


@given(problems(regular=False))
@settings(max_examples=80, deadline=None)
def test_greedy_keeps_the_limits_and_is_never_better(problem):
    people, slots, wishes = problem
    found = greedy(*problem)
    check(found, people, slots, wishes)
    assert found.gap is None
    assert found.value <= plan(*problem).value


@given(problems(regular=True), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_input_says_nothing(problem, random):
    people, slots, wishes = ([*each] for each in problem)
    found = plan(people, slots, wishes)
    for each in (people, slots):
        random.shuffle(each)
    assert plan(people, slots, wishes) == found


@given(problems(regular=True))
@settings(max_examples=40, deadline=None)
def test_the_mixed_integer_program_agrees_with_the_flow(problem):
    from samspil.assignment import flow, milp

    made = make(*problem)
    assert made.worth(milp.solve(made).chosen) == made.worth(flow.solve(made))
    assert round(milp.solve(made, whole=False).worth, 3) == made.worth(flow.solve(made))
