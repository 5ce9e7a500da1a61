"""Making, mending, closing and taking back tasks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.following.models import Announcement
from samspil.foundation import clock
from samspil.foundation.hooks import all_of
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.moderation import actions as moderation
from samspil.tasks import actions, queries
from samspil.tasks.models import SignUp, Task
from tests.factories import make_actor, make_challenge, make_person, make_unit, viewer
from tests.tasks.making import come, facts, host_of, letters_to, make_host, make_municipal_task, make_task, slot_of, was

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.mark.capability("C64")
def test_an_association_makes_a_bounded_task():
    host = make_host()
    task = make_task(by=host, places=3, needed=2, does_not="Du løfter ingen.")
    slot = task.slots.get()
    assert (task.host, task.actor, task.is_municipal) == (host_of(host), host_of(host), False)
    assert (slot.places, slot.needed, slot.is_open) == (3, 2, True)
    assert JournalEntry.objects.filter(verb="tasks.made", subject=task.subject).count() == 1
    assert task in queries.tasks_for(viewer(make_person()))


def test_a_double_press_makes_one_task():
    host = make_host()
    told = facts()
    key = "01890000-0000-7000-8000-000000000001"
    made = [
        actions.make_task(by=viewer(host), host_id=host_of(host).pk, request_id=key, **told).pk for _press in range(2)
    ]
    assert made[0] == made[1]
    assert Task.objects.count() == 1


def test_only_those_behind_a_host_make_tasks_in_its_name():
    other = make_actor()
    with pytest.raises(Refused):
        actions.make_task(by=viewer(make_host()), host_id=other.pk, **facts())
    with pytest.raises(Refused):
        actions.make_task(by=viewer(make_person()), host_id=other.pk, **facts())
    employee = make_person(role="employee", scope=make_unit())
    with pytest.raises(Refused):
        actions.make_task(by=viewer(employee), host_id=other.pk, **facts())
    assert actions.make_task(by=viewer(make_person(role="coordinator")), host_id=other.pk, **facts()).host == other


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"does": f"Svend {CPR} skal køres."}, "does"),
        ({"for_whom": f"Svend, {CPR}"}, "for_whom"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"kind": "slave"}, "kind"),
        ({"shape": "altid"}, "shape"),
        ({"requirements": ["dna"]}, "requirements"),
        ({"places": 0}, "places"),
        ({"places": 2, "needed": 3}, "needed"),
        ({"first_on": ""}, "first_on"),
        ({"first_on": "2020-01-01"}, "first_on"),
        ({"starts_at": ""}, "starts_at"),
        ({"ends_at": "10:00"}, "ends_at"),
        ({"shape": "period"}, "until_on"),
        ({"shape": "recurring"}, "recurrence"),
        ({"shape": "recurring", "recurrence": "FREQ=SECONDLY"}, "recurrence"),
        ({"criteria": ["sex"]}, "criteria_reason"),
        ({"skills": "Kun for mænd"}, "criteria"),
        ({"skills": "Du er mellem 18-25 år"}, "criteria"),
        ({"skills": "Godt helbred"}, "criteria"),
        ({"insurance": "municipal"}, "insurance"),
        ({"host_id": "x"}, "host_id"),
        ({"area_id": "999999"}, "area_id"),
    ],
)
def test_what_does_not_hold_together_is_said_at_the_field(wrong, field):
    host = make_host()
    with pytest.raises(ValidationError) as problem:
        actions.make_task(**{"by": viewer(host), "host_id": host_of(host).pk, **facts(), **wrong})
    assert field in problem.value.message_dict


def test_a_criterion_with_a_reason_stands_and_skills_without_one_are_free():
    task = make_task(criteria=["sex"], criteria_reason="Det er et krisecenter for kvinder.")
    assert task.criteria == ["sex"]
    assert make_task(skills="Kørekort. Du kan lide at gå. Sund fornuft.").criteria == []


def test_meeting_children_below_fifteen_always_asks_for_a_check():
    assert make_task(youngest=8).requirements == ["children_check"]
    assert make_task(youngest=15).requirements == []


def test_what_may_replace_paid_work_reaches_med_and_only_from_the_municipality():
    task = make_municipal_task(may_replace_paid_work=True)
    assert not make_task(may_replace_paid_work=True).may_replace_paid_work
    sort = next(hook for hook in all_of("boundaries") if "lønnet" in str(hook.label))
    shown = sort.of(viewer(make_person()))
    assert [item.title for item in shown] == [task.title]
    (item,) = task.subject.med_items.all()
    assert (item.unit, item.why, item.discussed_on) == (task.host.unit, ["tasks"], None)
    leader = viewer(task.author)
    actions.edit_task(by=leader, task_id=task.pk, title="Læs højt")
    assert task.subject.med_items.get() == item  # once
    actions.edit_task(by=leader, task_id=task.pk, may_replace_paid_work=False)
    assert not task.subject.med_items.exists()
    actions.edit_task(by=leader, task_id=task.pk, may_replace_paid_work=True)
    actions.withdraw_task(by=leader, task_id=task.pk)
    assert not task.subject.med_items.exists()


@pytest.mark.capability("C64")
def test_a_challenge_becomes_a_task_that_stands_and_hides_with_it():
    challenge = make_challenge()
    task = make_task(origin_id=challenge.pk)
    assert task.subject.context_id == challenge.pk
    assert queries.tasks_on(challenge.subject, viewer(make_person())) == [task]
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=challenge.pk, reason="Der står et navn.")
    assert not Task.objects.visible_to(viewer(make_person())).exists()
    with pytest.raises(NotFound):
        make_task(origin_id=challenge.pk)


def test_editing_moves_the_times_and_tells_those_who_come():
    host, guest = make_host(), make_person()
    task = make_task(by=host)
    slot = slot_of(task)
    come(slot, by=guest)
    actions.edit_task(by=viewer(host), task_id=task.pk, starts_at="13:00", ends_at="15:00", expected_version=1)
    after = task.slots.get()
    assert (after.pk, after.sequence) == (slot.pk, 1)
    assert after.starts_at - slot.starts_at == timedelta(hours=3)
    assert "Ny tid" in letters_to(guest)[-1].title
    with pytest.raises(Stale):
        actions.edit_task(by=viewer(host), task_id=task.pk, title="Noget andet", expected_version=1)


def test_a_single_time_moved_to_another_day_keeps_its_people():
    host = make_host()
    task = make_task(by=host)
    row = come(task)
    actions.edit_task(by=viewer(host), task_id=task.pk, first_on=clock.today() + timedelta(days=20))
    row.refresh_from_db()
    assert row.slot == task.slots.get()


def test_a_day_that_is_gone_stays_when_somebody_is_signed_up():
    host = make_host()
    start = clock.today() + timedelta(days=3)
    code = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    weekly = {"shape": "recurring", "recurrence": f"FREQ=WEEKLY;BYDAY={code[start.weekday()]}", "first_on": start}
    task = make_task(by=host, until_on=start + timedelta(days=21), **weekly)
    first = slot_of(task)
    come(first)
    other = f"FREQ=WEEKLY;BYDAY={code[(start.weekday() + 1) % 7]}"
    actions.edit_task(by=viewer(host), task_id=task.pk, recurrence=other)
    assert first in task.slots.all()
    assert task.slots.count() == 4  # the one that stayed, and three on the new day before the last


def test_nobody_loses_a_place_to_an_edit_and_more_places_move_the_line_up():
    host = make_host()
    task = make_task(by=host, places=2)
    come(task, people=2)
    waiting = come(task)
    with pytest.raises(ValidationError) as problem:
        actions.edit_task(by=viewer(host), task_id=task.pk, places=1)
    assert "places" in problem.value.message_dict
    actions.edit_task(by=viewer(host), task_id=task.pk, places=3)
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"


def test_closed_takes_nobody_more_and_can_be_opened():
    host = make_host()
    task = make_task(by=host)
    row = come(task)
    actions.close_task(by=viewer(host), task_id=task.pk)
    actions.close_task(by=viewer(host), task_id=task.pk)
    with pytest.raises(ValidationError):
        come(task)
    assert SignUp.objects.get(pk=row.pk).state == "confirmed"
    assert JournalEntry.objects.filter(verb="tasks.closed").count() == 1
    actions.open_task(by=viewer(host), task_id=task.pk)
    assert come(task).state == "confirmed"


def test_closing_again_and_again_is_news_once_a_day():
    host = make_host()
    task = make_task(by=host)

    def closed_twice() -> int:
        for verb in (actions.close_task, actions.open_task, actions.close_task, actions.open_task):
            verb(by=viewer(host), task_id=task.pk)
        return Announcement.objects.filter(subject=task.subject, template="following/mail/news.txt").count()

    assert closed_twice() == 1
    with clock.at(clock.now() + timedelta(days=2)):
        assert closed_twice() == 2


def test_taking_back_deletes_the_words_and_tells_everybody():
    host, guest = make_host(), make_person()
    task = make_task(by=host, title="Enhjørningetur")
    come(task, by=guest)
    with pytest.raises(Refused):
        actions.withdraw_task(by=viewer(make_person()), task_id=task.pk)
    actions.withdraw_task(by=viewer(host), task_id=task.pk)
    task.refresh_from_db()
    assert (task.title, task.does, task.contact_phone, task.subject.title) == ("", "", "", "")
    assert SignUp.objects.get().state == "cancelled"
    assert letters_to(guest)[-1].title == "Aflyst: Enhjørningetur"


def test_what_somebody_was_part_of_is_not_taken_back():
    host = make_host()
    task = make_task(by=host)
    row = come(task)
    actions.mark_done(by=viewer(host), slot_id=was(row.slot).pk, came={str(row.pk): 1})
    with pytest.raises(ValidationError):
        actions.withdraw_task(by=viewer(host), task_id=task.pk)


def test_one_time_is_called_off_and_one_is_closed():
    host, guest = make_host(), make_person()
    task = make_task(by=host)
    row = come(task, by=guest)
    with pytest.raises(Refused):
        actions.cancel_slot(by=viewer(guest), slot_id=row.slot_id)
    assert actions.close_slot(by=viewer(host), slot_id=row.slot_id).closed_at
    assert actions.close_slot(by=viewer(host), slot_id=row.slot_id).closed_at  # pressed twice
    assert actions.close_slot(by=viewer(host), slot_id=row.slot_id, is_closed=False).closed_at is None
    assert actions.cancel_slot(by=viewer(host), slot_id=row.slot_id).sequence == 1
    actions.cancel_slot(by=viewer(host), slot_id=row.slot_id)
    assert OutgoingMail.objects.filter(title__startswith="Aflyst").count() == 1


def test_hidden_tasks_and_forged_ids_are_not_there():
    host = make_host()
    task = make_task(by=host)
    moderation.hide(by=viewer(make_person(role="coordinator")), subject_id=task.pk, reason="Der står et navn.")
    for pk in (task.pk, "x", None):
        with pytest.raises(NotFound):
            actions.edit_task(by=viewer(host), task_id=pk, title="Nyt")
    with pytest.raises(NotFound):
        come(slot_of(task))
