"""A plan from the first question to the day somebody cancels."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.actors.models import Actor
from samspil.foundation import clock
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.rosters import actions, letters, personal_data, planning, queries
from samspil.rosters.models import PlannedShift, Roster, RosterMember, RosterWish
from samspil.tasks import actions as tasks
from samspil.tasks.models import SignUp, SignUpState
from tests.factories import make_actor, make_person, make_unit, viewer
from tests.rosters.making import computed, confirmed, make_drives, make_member, make_roster, slots_of, who_comes
from tests.tasks.making import host_of, make_host, make_task

pytestmark = pytest.mark.django_db


def fresh(roster: Roster) -> Roster:
    return Roster.objects.select_related("subject", "host").get(pk=roster.pk)


@pytest.fixture
def roster() -> Roster:
    return make_roster()


# --- making -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "Ring til 010203-1234"}, "title"),
        ({"until_on": None}, "until_on"),
        ({"from_on": clock.today(), "until_on": clock.today() - timedelta(days=1)}, "until_on"),
        ({"until_on": clock.today() + timedelta(days=900)}, "until_on"),
        ({"task_ids": []}, "task_ids"),
        ({"task_ids": ["nonsense"]}, "task_ids"),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(wrong, field):
    with pytest.raises(ValidationError) as problem:
        make_roster(**wrong)
    assert field in problem.value.message_dict


def test_only_ones_own_tasks_can_be_planned(roster):
    foreign = make_task()
    with pytest.raises(ValidationError):
        actions.edit_roster(by=viewer(roster.author), roster_id=roster.pk, task_ids=[str(foreign.pk)])


@pytest.mark.parametrize("who", ["stranger", "employee", "administrator", "coordinator", "plain member"])
def test_an_associations_plan_is_its_own(roster, who):
    made = {
        "stranger": lambda: make_person(),
        "employee": lambda: make_person(role="employee", scope=make_unit()),
        "administrator": lambda: make_person(role="administrator"),
        "coordinator": lambda: make_person(role="coordinator"),
        "plain member": lambda: make_person(member_of=roster.host, speaks_for=False),
    }[who]()
    with pytest.raises(NotFound):
        actions.compute(by=viewer(made), roster_id=roster.pk)
    assert not roster.readable_by(viewer(made))
    assert not Roster.objects.visible_to(viewer(made)).exists()


@pytest.mark.parametrize(
    ("role", "may"), [("leader", True), ("employee", True), ("coordinator", True), ("outside", False)]
)
def test_a_units_plan_is_for_those_who_work_there(role, may):
    unit = make_unit()
    leader = make_person(role="leader", scope=unit)
    task = tasks.make_task(by=viewer(leader), host_id=unit.pk, **facts(insurance="municipal"))
    made = actions.make_roster(by=viewer(leader), host_id=unit.pk, **period([task]))
    who = make_person(role="employee", scope=make_unit()) if role == "outside" else make_person(role=role, scope=unit)
    assert Roster.objects.visible_to(viewer(who)).filter(pk=made.pk).exists() is may
    assert made.readable_by(viewer(who)) is may


def facts(**more):
    from tests.tasks.making import facts as told

    return told(**more)


def period(chosen):
    return {
        "title": "Plan",
        "from_on": clock.today(),
        "until_on": clock.today() + timedelta(days=60),
        "task_ids": [str(task.pk) for task in chosen],
    }


def test_an_old_form_does_not_overwrite(roster):
    actions.edit_roster(by=viewer(roster.author), roster_id=roster.pk, expected_version=1, title="Ny")
    with pytest.raises(Stale):
        actions.edit_roster(by=viewer(roster.author), roster_id=roster.pk, expected_version=1, title="Nyere")


# --- people and wishes ------------------------------------------------------------------------------------------------


def test_the_host_takes_in_those_it_knows(roster):
    known = make_person(member_of=roster.host, speaks_for=False)
    stranger = make_person()
    by = viewer(roster.author)
    assert known in [each.person for each in queries.candidates(roster, viewer(roster.author))]
    assert stranger not in [each.person for each in queries.candidates(roster, viewer(roster.author))]
    with pytest.raises(ValidationError):
        actions.add_people(by=by, roster_id=roster.pk, person_ids=[str(known.pk), str(stranger.pk)])
    actions.add_people(by=by, roster_id=roster.pk, person_ids=[str(known.pk)])
    with pytest.raises(ValidationError, match="i forvejen"):
        actions.add_person(by=by, roster_id=roster.pk, name="igen", email=known.email)
    assert [member.person for member in roster.members.all()] == [known]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "Bo"}, {"name": "Bo", "email": "x"}, {"name": "010203-1234", "phone": "12345678"}]
)
def test_somebody_needs_a_name_and_a_way_to_be_reached(roster, wrong):
    with pytest.raises(ValidationError):
        actions.add_person(by=viewer(roster.author), roster_id=roster.pk, **wrong)


def test_each_is_asked_once_and_the_link_opens_their_own_wishes(roster):
    by = viewer(roster.author)
    person = make_person("Bo")
    actions.add_person(by=by, roster_id=roster.pk, name="Bo", email=person.email)
    actions.add_person(by=by, roster_id=roster.pk, name="Ane", phone="12 34 56 78")
    actions.ask(by=by, roster_id=roster.pk)
    actions.ask(by=by, roster_id=roster.pk)
    (letter,) = OutgoingMail.objects.filter(to=person.email)
    token = letter.text.split("/vagtplaner/kan/")[1].split("/")[0]
    found = letters.opened(token)
    assert found.member.person == person
    assert letters.opened("x" * 20) is None
    actions.remove_person(by=by, roster_id=roster.pk, member_id=found.member.pk)
    assert letters.opened(token) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"slots": {}},
        {"weekdays": {"1": "perhaps"}},
        {"weekdays": {"1": "can"}, "per_week": "0"},
        {"weekdays": {"1": "cannot"}},
    ],
)
def test_wishes_that_say_nothing_are_refused(roster, wrong):
    member = make_member(roster, wishes={})
    with pytest.raises(ValidationError):
        actions.tell_wishes(by=viewer(member.person), member_id=member.pk, **wrong)


def test_wishes_are_for_oneself_and_whoever_plans(roster):
    member, other = make_member(roster), make_member(roster)
    for stranger in (other.person, make_person(role="coordinator"), make_person(role="administrator")):
        with pytest.raises(Refused):
            actions.tell_wishes(by=viewer(stranger), member_id=member.pk, declined=True)
    told = actions.tell_wishes(by=viewer(roster.author), member_id=member.pk, declined=True)
    assert told.entered_by == roster.author
    assert not RosterWish.objects.filter(member=member).exists()


# --- the plan ---------------------------------------------------------------------------------------------------------


def test_nothing_to_compute_is_said(roster):
    with pytest.raises(ValidationError):
        computed(roster)


@pytest.mark.capability("C64")
def test_nobody_hears_of_a_plan_before_it_is_confirmed(roster):
    anna = make_member(roster, name="Anna", wishes={0: "gladly", 1: "can"}, at_most=1)
    bent = make_member(roster, name="Bent", wishes={1: "can", 2: "rather_not"})
    OutgoingMail.objects.all().delete()
    made = computed(roster)
    assert who_comes(made) == [["Anna"], ["Bent"], ["Bent"], []]
    assert made.is_current
    assert made.outcome["gap"] == 0
    assert not OutgoingMail.objects.exists()
    assert not SignUp.objects.exists()
    table = queries.table(made)
    assert (table.filled, table.below, table.waits) == (3, 1, 3)
    assert table.rows[3].why == "Ikke flere kan på det tidspunkt."
    actions.confirm(by=viewer(roster.author), roster_id=made.pk, expected_version=made.version)
    assert SignUp.objects.filter(state=SignUpState.CONFIRMED).count() == 3
    assert OutgoingMail.objects.filter(to=anna.person.email).count() == 1
    assert OutgoingMail.objects.filter(to=bent.person.email).count() == 1
    table = queries.table(fresh(made))
    assert (table.waits, table.leaving) == (0, 0)


def test_who_answers_meanwhile_stops_the_confirmation(roster):
    make_member(roster)
    made = computed(roster)
    make_member(roster)
    assert not fresh(made).is_current
    with pytest.raises(Stale):
        actions.confirm(by=viewer(roster.author), roster_id=made.pk, expected_version=made.version)
    assert not SignUp.objects.exists()


def test_a_cancellation_is_seen_and_moves_few(roster):
    make_member(roster, name="Anna", wishes={0: "gladly", 1: "can"}, at_most=1)
    make_member(roster, name="Bent", wishes={1: "gladly", 2: "can"}, at_most=2)
    make_member(roster, name="Carl", wishes={3: "can", 0: "can"}, at_most=2)
    made = confirmed(roster)
    assert who_comes(made) == [["Anna"], ["Bent"], ["Bent"], ["Carl"]]
    gone = made.shifts.get(member__person__actor__name="Anna")
    tasks.cancel_sign_up(by=viewer(gone.member.person), sign_up_id=gone.sign_up_id)
    assert [shift.member.person.name for shift in queries.table(fresh(made)).cancelled] == ["Anna"]
    OutgoingMail.objects.all().delete()
    again = computed(made)
    assert who_comes(again) == [["Carl"], ["Bent"], ["Bent"], ["Carl"]]
    assert queries.table(again).cancelled == []
    assert again.outcome["how"] == "repair"
    assert [row[0] for row in queries.table(again).changes] == ["Anna", "Carl"]
    assert not OutgoingMail.objects.exists()
    actions.confirm(by=viewer(roster.author), roster_id=again.pk)
    carl = SignUp.objects.filter(person__actor__name="Carl", state=SignUpState.CONFIRMED)
    assert carl.count() == 2
    assert OutgoingMail.objects.count() == 1


def test_whoever_is_moved_after_confirming_hears_it_with_the_new_plan(roster):
    make_member(roster, name="Anna", wishes={0: "can"})
    made = confirmed(roster)
    shift = made.shifts.get()
    by = viewer(roster.author)
    actions.take_off(by=by, shift_id=shift.pk)
    assert PlannedShift.objects.get(pk=shift.pk).is_leaving
    assert SignUp.objects.get().state == SignUpState.CONFIRMED
    assert who_comes(computed(made)) == [[], [], [], []]
    actions.confirm(by=by, roster_id=made.pk)
    assert SignUp.objects.get().state == SignUpState.CANCELLED
    assert not made.shifts.exists()


def test_what_is_locked_stays_and_a_hand_may_do_what_nobody_wished(roster):
    anna = make_member(roster, name="Anna", wishes={0: "can"})
    make_member(roster, name="Bent", wishes={0: "gladly", 1: "can"}, at_most=1)
    first, second, *_others = slots_of(roster)
    by = viewer(roster.author)
    placed = actions.place(by=by, roster_id=roster.pk, slot_id=second.pk, member_id=anna.pk)
    made = computed(roster)
    assert who_comes(made)[:2] == [["Anna"], ["Anna"]] or who_comes(made)[:2] == [["Bent"], ["Anna"]]
    assert [each[2] for each in made.outcome["broken"]] == ["cannot"]
    with pytest.raises(ValidationError):  # full
        actions.place(by=by, roster_id=roster.pk, slot_id=second.pk, member_id=made.members.last().pk)
    actions.lock(by=by, shift_id=placed.pk, keep=False)
    actions.lock(by=by, shift_id=placed.pk, keep=False)
    assert JournalEntry.objects.filter(verb="rosters.unlocked").count() == 1
    assert ["Anna"] not in who_comes(computed(made))[1:]
    assert first.pk


def test_those_who_come_anyway_keep_their_places(roster):
    first, second, *_others = slots_of(roster)
    tasks.sign_up(by=viewer(make_person()), slot_id=first.pk)
    anna = make_member(roster, name="Anna")
    tasks.sign_up(by=viewer(anna.person), slot_id=second.pk)
    elsewhere = make_drives(by=make_host())
    same = elsewhere.slots.order_by("starts_at")[2]
    third = slots_of(roster)[2]
    type(same).objects.filter(pk=same.pk).update(starts_at=third.starts_at, ends_at=third.ends_at)
    tasks.sign_up(by=viewer(anna.person), slot_id=same.pk)
    made = computed(roster)
    assert who_comes(made) == [[], ["Anna"], [], ["Anna"]]
    assert made.shifts.get(slot=second).is_told


def test_a_missing_check_keeps_people_out_and_is_told():
    by = make_host()
    roster = make_roster(by=by, task=make_drives(by=by, youngest=8))
    make_member(roster, name="Anna")
    made = computed(roster)
    assert who_comes(made) == [[], [], [], []]
    assert "børneattest" in queries.table(made).rows[0].why


def test_a_large_plan_is_a_job_with_progress(roster, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(planning, "AT_ONCE", 1)
    make_member(roster, name="Anna")
    with django_capture_on_commit_callbacks(execute=False):
        actions.compute(by=viewer(roster.author), roster_id=roster.pk)
        actions.compute(by=viewer(roster.author), roster_id=roster.pk)
    assert fresh(roster).working_since
    assert JournalEntry.objects.filter(verb="rosters.computed").count() == 1
    planning.work.func(str(roster.pk))
    made = fresh(roster)
    assert made.working_since is None
    assert made.is_current
    assert who_comes(made)[0] == ["Anna"]


def test_a_job_that_fails_says_so(roster, monkeypatch):
    make_member(roster)
    Roster.objects.filter(pk=roster.pk).update(working_since=clock.now())
    monkeypatch.setattr(planning, "given", lambda _roster: 1 / 0)
    planning.work.func(str(roster.pk))
    assert fresh(roster).outcome == {"failed": True}


def test_together_finds_the_name(roster):
    make_member(roster, name="Anna", together="bent")
    make_member(roster, name="Bent")
    found = planning.given(roster)
    assert [len(person.together_with) for person in found.people] == [1, 0]


# --- the end of it ----------------------------------------------------------------------------------------------------


def test_a_deleted_plan_leaves_no_wishes_and_keeps_the_places(roster):
    make_member(roster)
    made = confirmed(roster)
    by = viewer(roster.author)
    actions.withdraw_roster(by=by, roster_id=made.pk)
    actions.withdraw_roster(by=by, roster_id=made.pk)
    assert not RosterMember.objects.exists()
    assert not RosterWish.objects.exists()
    assert fresh(made).title == ""
    assert SignUp.objects.filter(state=SignUpState.CONFIRMED).count() == 4
    with pytest.raises(Refused):
        actions.compute(by=by, roster_id=made.pk)


def test_wishes_are_forgotten_after_two_months(roster):
    make_member(roster)
    actions.forget_old()
    assert RosterMember.objects.exists()
    past = clock.today() - timedelta(days=70)
    Roster.objects.update(from_on=past, until_on=past)
    actions.forget_old()
    assert not RosterMember.objects.exists()


def test_a_person_gets_and_erases_what_is_theirs(roster):
    member = make_member(roster, wishes={0: "gladly"}, together="Bo")
    (row,) = personal_data.export(member.person_id)
    assert row["together"] == "Bo"
    assert row["wishes"][0]["said"] == "gladly"
    Actor.objects.filter(person=member.person_id).update(name="Anna Berg")
    friend = make_member(roster, name="Bent", together="anna berg")
    personal_data.erase(member.person_id)
    friend.refresh_from_db()
    assert friend.together == ""
    assert list(RosterMember.objects.all()) == [friend]
    assert host_of(roster.author) == roster.host
    assert make_actor()
