"""Nobody loses a place that no page showed, and nobody fills strangers' mailboxes with a plan."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samspil.foundation.models import OutgoingMail
from samspil.foundation.verbs import Refused
from samspil.identity.rates import Rate
from samspil.rosters import actions, asking, personal_data, planning, queries
from samspil.rosters.models import Roster, RosterMember, RosterWish
from samspil.tasks.models import SignUp, SignUpState
from tests.factories import make_person, viewer
from tests.racing import at_once
from tests.rosters.making import computed, confirmed, make_drives, make_member, make_roster, slots_of
from tests.tasks.making import host_of, make_host

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_computed_again", [True, False])
def test_who_is_told_keeps_the_place_when_the_plan_is_narrowed(is_computed_again):
    roster = make_roster()
    make_member(roster, name="Anna")
    made = confirmed(roster)
    assert SignUp.objects.filter(state=SignUpState.CONFIRMED).count() == 4
    OutgoingMail.objects.all().delete()
    by = viewer(roster.author)
    last_day = slots_of(roster)[1].starts_at.date() + timedelta(days=1)
    actions.edit_roster(by=by, roster_id=made.pk, until_on=last_day)
    narrow = computed(made) if is_computed_again else Roster.objects.get(pk=made.pk)
    table = queries.table(narrow)
    assert (len(table.rows), table.leaving, table.waits) == (2, 0, 0)
    actions.confirm(by=by, roster_id=made.pk)
    assert SignUp.objects.filter(state=SignUpState.CONFIRMED).count() == 4
    assert not OutgoingMail.objects.exists()


def test_only_what_the_page_shows_is_confirmed():
    by = make_host()
    kept, out = make_drives(by=by, times=2), make_drives(by=by, times=2, starts_at="14:00", ends_at="16:00")
    roster = make_roster(by=by, task=kept, task_ids=[str(kept.pk), str(out.pk)])
    make_member(roster, name="Anna")
    made = computed(roster)
    assert made.shifts.count() == 4
    actions.edit_roster(by=viewer(by), roster_id=made.pk, task_ids=[str(kept.pk)])
    assert queries.table(Roster.objects.get(pk=made.pk)).waits == 2
    actions.confirm(by=viewer(by), roster_id=made.pk)
    assert {row.slot.task_id for row in SignUp.objects.select_related("slot")} == {kept.pk}
    assert computed(made).shifts.count() == 2  # what nobody heard of is gone


def test_a_plan_without_a_bound_can_be_kept():
    roster = make_roster()
    make_member(roster, name="Anna")
    plan = planning.planned(planning.given(roster), seconds=1)
    endless = type(plan)(**{**{name: getattr(plan, name) for name in plan.__slots__}, "gap": float("inf")})
    planning.finish(roster, endless, roster.version)
    kept = Roster.objects.get(pk=roster.pk)
    assert queries.gap_in_words(kept) == "Vi nåede ikke at vise, hvor god planen er."


def test_an_administrator_alone_makes_no_plan_for_others():
    by = make_host()
    task = make_drives(by=by)
    both = viewer(make_person(role="administrator"))
    facts = {"title": "Plan", "from_on": task.first_on, "until_on": task.until_on, "task_ids": [str(task.pk)]}
    with pytest.raises(Refused):
        actions.make_roster(by=both, host_id=host_of(by).pk, **facts)


def test_a_days_strangers_are_counted(monkeypatch):
    monkeypatch.setattr(asking, "ADDED_BY", Rate("few", 2, timedelta(days=1)))
    roster = make_roster()
    by = viewer(roster.author)
    for number in range(2):
        actions.add_person(by=by, roster_id=roster.pk, name="Bo", email=f"bo{number}@example.org")
    with pytest.raises(ValidationError, match="i morgen"):
        actions.add_person(by=by, roster_id=roster.pk, name="Bo", email="bo3@example.org")
    actions.add_person(by=by, roster_id=roster.pk, name="Bo", phone="12 34 56 78")  # gets no letter
    assert roster.members.count() == 3


def test_a_days_letters_are_counted_and_the_rest_wait(monkeypatch, sign_in):
    monkeypatch.setattr(asking, "ASKED_BY", Rate("few", 2, timedelta(days=1)))
    roster = make_roster()
    for name in ("Anna", "Bent", "Carl"):
        make_member(roster, name=name, wishes={})
    desk = sign_in(roster.author)
    told = desk.post(reverse("rosters:ask", args=[roster.pk]), follow=True).text
    assert "2 personer har fået en mail." in told
    assert "Spørg resten i morgen." in told
    assert OutgoingMail.objects.count() == 2
    assert roster.members.filter(asked_at=None).count() == 1


def test_what_is_planned_is_in_a_persons_copy():
    roster = make_roster()
    member = make_member(roster, wishes={0: "gladly"})
    computed(roster)
    (row,) = personal_data.export(member.person_id)
    assert [each["told"] for each in row["planned"]] == [False]
    confirmed(roster)
    (row,) = personal_data.export(member.person_id)
    assert [each["told"] for each in row["planned"]] == [True]


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_the_same_moment_come_one_after_the_other():
    member = make_member(make_roster(), wishes={})
    levels = {str(slot.pk): "can" for slot in slots_of(member.roster)}

    def answers():
        return actions.tell_wishes(by=viewer(member.person), member_id=member.pk, slots=levels)

    assert at_once(*[answers] * 4) == []
    assert RosterWish.objects.filter(member=member).count() == len(levels)
    assert RosterMember.objects.get(pk=member.pk).answered_at


def test_a_long_name_from_elsewhere_is_cut_to_the_room_there_is():
    row = SignUp(called="Å" * 120, party="person")
    cut = queries.as_they_came(make_person(), row, "")
    assert cut.called == "Å" * RosterMember._meta.get_field("called").max_length
