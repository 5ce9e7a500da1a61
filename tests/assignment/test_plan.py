"""Plans by hand: what is told, and what an empty or impossible input gives."""

from datetime import UTC, datetime, timedelta

import pytest

from samspil.assignment import Assignment, Broken, Change, Lock, Person, Plan, Slot, Wish, greedy, levels_of, plan

MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)


def slot(name: str, day: int = 0, hours: float = 0, lasts: float = 2, **more) -> Slot:
    start = MONDAY + timedelta(days=day, hours=hours)
    return Slot(id=name, start=start, end=start + timedelta(hours=lasts), **more)


def person(name: str, **more) -> Person:
    return Person(id=name, **{"otherwise": "can", **more})


def test_empty_input_gives_an_empty_plan():
    assert plan([], []) == Plan(assignments=(), value=0, how="flow", gap=0.0, unfilled=())
    assert plan([person("a")], []).assignments == ()
    nobody = plan([], [slot("s", minimum=1)])
    assert [(each.why, each.missing, each.below) for each in nobody.unfilled] == [("not_asked", 1, 1)]
    assert greedy([], []).assignments == ()


def test_what_is_said_of_the_nearest_holds_and_what_is_not_said_is_a_no():
    """The slot before the date, the date before the day of the week, that before the kind."""
    people = [Person(id="a"), Person(id="b"), person("c")]
    slots = [slot("monday", kind="drive"), slot("tuesday", day=1), slot("next", day=7)]
    wishes = [
        Wish(person="a", day="mon", level="gladly"),
        Wish(person="a", kind="drive", level="cannot"),
        Wish(person="a", day=slots[2].start.date().isoformat(), level="rather_not"),
        Wish(person="b", day="mon", level="can"),
        Wish(person="b", slot="next", level="cannot"),
        Wish(person="c", slot="tuesday", level="cannot"),
    ]
    assert levels_of(people, slots, wishes) == {
        ("a", "monday"): "gladly",
        ("a", "next"): "rather_not",
        ("b", "monday"): "can",
        ("c", "monday"): "can",
        ("c", "next"): "can",
    }
    assert plan(people, slots, wishes).pairs <= levels_of(people, slots, wishes).keys()
    assert levels_of([], slots, wishes) == {}


def test_nobody_is_planned_into_what_they_did_not_say():
    found = plan([Person(id="a")], [slot("s")])
    assert found.assignments == ()
    assert found.unfilled[0].why == "not_available"


@pytest.mark.parametrize(
    ("people", "why", "counts"),
    [
        ([Person(id="a")], "not_available", {"not_available": 1}),
        ([person("a")], "requirement", {"requirement": 1}),
        ([person("a", has=frozenset({"licence"}), point=(57.0, 8.24), reach_km=5)], "too_far", {"too_far": 1}),
        ([person("a", has=frozenset({"licence"}), at_most=0)], "limit_used", {"limit_used": 1}),
        (
            [person("a", has=frozenset({"licence"}), only_together=True, together_with=frozenset({"b"}))],
            "together",
            {"together": 1},
        ),
    ],
)
def test_why_a_place_stays_empty(people, why, counts):
    found = plan(people, [slot("s", requires=frozenset({"licence"}), point=(56.1, 8.24))])
    (empty,) = found.unfilled
    assert (empty.why, dict(empty.counts)) == (why, counts)
    assert empty.lacking == (("licence",) if why == "requirement" else ())


def test_busy_and_used_up_weeks_are_told():
    people = [person("a", per_week=1)]
    found = plan(people, [slot("s1", minimum=1), slot("s2"), slot("s3", day=1)])
    assert found.pairs == {("a", "s1")}
    assert [(each.slot, each.why) for each in found.unfilled] == [("s2", "limit_used"), ("s3", "limit_used")]
    found = plan([person("a")], [slot("s1", minimum=1), slot("s2")])
    assert [(each.slot, each.why) for each in found.unfilled] == [("s2", "busy")]
    found = plan([person("a")], [slot("s1"), slot("s2")], [], [Lock("a", "s2")])
    assert [(each.slot, each.why) for each in found.unfilled] == [("s1", "busy")]


def test_the_minimum_comes_before_a_wish():
    wishes = [Wish(person="a", level="gladly", slot="nice"), Wish(person="a", level="rather_not", slot="must")]
    found = plan([person("a")], [slot("nice"), slot("must", minimum=1)], wishes)
    assert found.pairs == {("a", "must")}
    assert [each.below for each in found.unfilled] == [0]


def test_shifts_are_shared_fairly():
    days = [slot(f"s{number}", day=number) for number in range(4)]
    found = plan([person("a"), person("b", earlier=2)], days)
    counts = [sum(each.person == name for each in found.assignments) for name in "ab"]
    assert counts == [3, 1]


def test_the_week_begins_on_monday_also_at_new_year():
    days = [
        slot("wednesday", day=212),
        slot("friday", day=214),
        slot("monday", day=217),
    ]  # 30 December, 1 and 4 January
    found = plan([person("a", per_week=1)], days)
    assert len(found.assignments) == 2
    assert ("a", "monday") in found.pairs


def test_a_chain_of_overlaps_is_no_flow_but_exact():
    chain = [slot("s1", lasts=2), slot("s2", hours=1, lasts=3), slot("s3", hours=3, lasts=2)]
    found = plan([person("a")], chain)
    assert (found.how, found.pairs, found.is_exact) == ("milp", {("a", "s1"), ("a", "s3")}, True)


def test_together_comes_true():
    people = [person("a", together_with=frozenset({"c"})), person("b"), person("c")]
    found = plan(people, [slot("s1", places=2), slot("s2", places=1)])
    assert {("a", "s1"), ("c", "s1"), ("b", "s2")} == found.pairs


def test_a_broken_promise_is_kept_and_told():
    people = [person("a", at_most=1, otherwise="cannot"), person("b")]
    found = plan(people, [slot("s1"), slot("s2", hours=1)], [], [Lock("a", "s1"), Lock("a", "s2"), Lock("b", "s1")])
    assert found.pairs == {("a", "s1"), ("a", "s2"), ("b", "s1")}
    assert found.broken == (
        Broken("a", "s1", "cannot"),
        Broken("a", "s2", "at_most"),
        Broken("a", "s2", "cannot"),
        Broken("a", "s2", "overlaps"),
        Broken("b", "s1", "places"),
    )
    assert plan(people, [slot("s1")], [], [Lock("gone", "s1"), Lock("a", "gone")]).broken == ()


def season(people: int = 12, days: int = 20):
    """Two drivers a day; each person can on three days of the week and drives at most once a week."""
    who = [Person(id=f"p{number:02}", per_week=1) for number in range(people)]
    week = ("mon", "tue", "wed", "thu", "fri")
    wishes = [
        Wish(person=each.id, level="gladly" if turn == 0 else "can", day=week[(number + 2 * turn) % 5])
        for number, each in enumerate(who)
        for turn in range(3)
    ]
    slots = [slot(f"d{day:02}", day=day + 2 * (day // 5), places=2, minimum=1) for day in range(days)]
    return who, slots, wishes


def test_a_cancellation_moves_few():
    people, slots, wishes = season()
    before = plan(people, slots, wishes)
    lost = before.assignments[7]
    after = plan(people, slots, [*wishes, Wish(person=lost.person, level="cannot", slot=lost.slot)], previous=before)
    assert (after.how, after.gap) == ("repair", 0)
    assert Change(lost.person, lost.slot, False) in after.changes
    assert len(set(after.changed_people) - {lost.person}) <= 2
    assert sum(each.below for each in after.unfilled) == 0
    unchanged = plan(people, slots, wishes, previous=before)
    assert (unchanged.how, unchanged.changes, unchanged.pairs) == ("repair", (), before.pairs)


def test_a_whole_person_leaves():
    people, slots, wishes = season()
    before = plan(people, slots, wishes)
    after = plan(people[1:], slots, wishes, previous=before)
    anew = plan(people[1:], slots, wishes)
    assert after.how == "repair"
    assert after.value <= anew.value
    assert len(after.assignments) == len(anew.assignments)
    assert len(after.changed_people) < len(plan(people[1:], slots, wishes).pairs ^ before.pairs)
    locked = [Lock(each.person, each.slot) for each in before.assignments if each.person == "p05"]
    assert {(each.person, each.slot) for each in locked} <= plan(people[1:], slots, wishes, locked, before).pairs


def test_a_plan_marks_what_is_locked_and_kept():
    found = plan([person("a"), person("b")], [slot("s", places=2)], [], [Lock("a", "s")], {("b", "s")})
    assert found.assignments == (Assignment("s", "a"), Assignment("s", "b"))
    assert [(each.locked, each.kept) for each in found.assignments] == [(True, False), (False, True)]
    assert found.changes == (Change("a", "s", True),)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Slot(id="s", start=datetime(2026, 6, 1, 8), end=MONDAY),  # noqa: DTZ001
        lambda: Slot(id="s", start=MONDAY, end=MONDAY),
        lambda: slot("s", places=1, minimum=2),
        lambda: Wish(person="a", level="can"),
        lambda: Wish(person="a", level="can", slot="s", kind="k"),
    ],
)
def test_nonsense_is_refused_at_once(wrong):
    with pytest.raises(ValueError, match="Slot s|wish"):
        wrong()


def test_a_party_comes_whole_or_not_at_all():
    """Somebody alone at three in the afternoon, a class of three that fits only where there is room for it."""
    people = [person("class", size=3), person("a"), person("b")]
    slots = [slot("small", places=2, minimum=2), slot("large", day=1, places=4, minimum=3)]
    found = plan(people, slots)
    assert found.how == "milp"
    assert found.is_exact
    assert found.pairs >= {("class", "large"), ("a", "small"), ("b", "small")}
    (left,) = plan([person("class", size=3)], [slots[0]]).unfilled
    assert (left.why, left.missing, dict(left.counts)) == ("too_many", 2, {"too_many": 1})


def test_what_a_party_has_promised_takes_all_its_places():
    found = plan([person("class", size=3), person("a"), person("b")], [slot("s", places=4)], [], [Lock("class", "s")])
    assert len(found.pairs) == 2
    assert found.broken == ()
    tight = plan([person("class", size=3)], [slot("s", places=2)], [], [Lock("class", "s")])
    assert tight.broken == (Broken("class", "s", "places"),)
    with pytest.raises(ValueError, match="at least one"):
        person("nobody", size=0)
