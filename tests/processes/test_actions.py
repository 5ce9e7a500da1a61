"""The verbs about processes, steps and small tasks (C42)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from samspil.challenges.actions import change_stage
from samspil.foundation import clock, hooks, search, subjects
from samspil.foundation.models import JournalEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused, Stale
from samspil.foundation.viewer import NOBODY
from samspil.identity.actions import erase_person
from samspil.processes import actions, queries
from samspil.processes.models import Process, ProcessTemplate, SmallTask, Step
from tests.factories import make_challenge, make_perspective, make_unit, viewer
from tests.refusing import problems

pytestmark = pytest.mark.django_db
CPR = "Min mor, 010150-1234"


@pytest.fixture
def challenge(karen, unit):
    return make_challenge(by=karen, unit=unit)


def start(by, challenge=None, **facts) -> Process:
    facts = {"template": "bottom-up", "title": "Bedre eftermiddage", **facts}
    return actions.start_process(by=viewer(by), subject_id=challenge.pk if challenge else None, **facts)


def first_step(process) -> Step:
    return process.steps.first()


def add_task(by, step, **facts) -> SmallTask:
    return actions.add_task(by=viewer(by), step_id=step.pk, **{"title": "Ring til Kurt", **facts})


@pytest.mark.capability("C42")
def test_the_cycle_of_five_steps_with_guidance_and_small_tasks(challenge, karen):
    process = start(karen, challenge)
    steps = queries.steps_of(process)
    assert [step.title for step in steps] == [
        "Gå på opdagelse hos brugerne",
        "Find det, der går igen",
        "Få idéer sammen",
        "Prøv det af",
        "Gør det til hverdag",
    ]
    assert all(step.guidance and list(step.tasks.all()) for step in steps)
    assert (process.unit, process.subject.context_id) == (challenge.unit, challenge.pk)
    assert JournalEntry.objects.get(verb="processes.started").payload == {"template": "bottom-up"}
    assert list(search.find("opdagelse", NOBODY, ("process",))) == [process.subject]


def test_an_empty_one_and_the_municipalitys_own(challenge, karen, birthe):
    empty = start(karen, challenge, template="empty")
    assert not empty.steps.exists()
    with pytest.raises(ValidationError):
        actions.keep_as_template(by=viewer(birthe), process_id=empty.pk, name="Tom")
    step = actions.add_step(by=viewer(karen), process_id=empty.pk, title="Kaffe", guidance="Først kaffe.")
    add_task(karen, step, name="Erna", due_on=clock.today())
    with pytest.raises(Refused):
        actions.keep_as_template(by=viewer(karen), process_id=empty.pk, name="Kaffe først")
    kept = actions.keep_as_template(by=viewer(birthe), process_id=empty.pk, name="Kaffe først")
    copied = start(karen, challenge, template=str(kept.pk))
    [task] = first_step(copied).tasks.all()
    assert (task.title, task.who, task.due_on) == ("Ring til Kurt", "", None)
    with pytest.raises(Refused):
        actions.drop_template(by=viewer(karen), template_id=kept.pk)
    actions.drop_template(by=viewer(birthe), template_id=kept.pk)
    assert queries.templates(NOBODY) == []
    assert problems(lambda: start(karen, challenge, template=str(kept.pk))) == {"template"}
    assert copied.steps.exists()


def test_those_who_take_part_keep_it_and_nobody_else(challenge, karen, kurt, birthe, jens):
    for person in (kurt, jens):
        with pytest.raises(Refused):
            start(person, challenge)
    with pytest.raises(Refused):
        actions.start_process(by=NOBODY, template="empty", title="X", subject_id=challenge.pk)
    process = start(karen, challenge)
    step = first_step(process)
    with pytest.raises(Refused):
        add_task(kurt, step)
    make_perspective(challenge, by=kurt)
    task = add_task(kurt, step)
    actions.tick_task(by=viewer(birthe), task_id=task.pk)
    by = viewer(jens)
    for verb, arguments in (
        (actions.edit_process, {"process_id": process.pk, "title": "X"}),
        (actions.end_process, {"process_id": process.pk}),
        (actions.add_step, {"process_id": process.pk, "title": "X"}),
        (actions.edit_step, {"step_id": step.pk, "title": "X"}),
        (actions.move_step, {"step_id": step.pk, "position": 1}),
        (actions.remove_step, {"step_id": step.pk}),
        (actions.tick_step, {"step_id": step.pk}),
        (actions.edit_task, {"task_id": task.pk, "title": "X"}),
        (actions.remove_task, {"task_id": task.pk}),
        (actions.tick_task, {"task_id": task.pk}),
    ):
        with pytest.raises(Refused):
            verb(by=by, **arguments)


def test_in_a_unit_those_who_work_there(unit, mette, lene, karen, birthe):
    other = make_unit()
    process = start(mette, unit_id=unit.pk, audience="staff")
    assert not process.subject.readable_by(viewer(karen))
    assert process.subject.readable_by(viewer(lene))
    actions.add_step(by=viewer(lene), process_id=process.pk, title="Saml op")
    start(birthe, unit_id=other.pk)
    for person, unit_id in ((mette, other.pk), (karen, unit.pk)):
        with pytest.raises(Refused):
            start(person, unit_id=unit_id)
    assert problems(lambda: start(birthe)) == {"unit_id"}
    assert problems(lambda: start(birthe, unit_id=uuid4())) == {"unit_id"}
    assert problems(lambda: start(mette, unit_id=unit.pk, audience="named")) == {"audience"}
    with pytest.raises(NotFound):
        actions.step_named(first_step(process).pk, viewer(karen))


def test_what_is_hidden_or_elsewhere_is_not_there(challenge, karen, mette, unit):
    limited = make_challenge(by=mette, audience="unit", unit=unit)
    process = start(mette, limited)
    with pytest.raises(NotFound):
        start(karen, limited)
    for verb, arguments in (
        (actions.edit_process, {"process_id": process.pk, "title": "X"}),
        (actions.tick_step, {"step_id": first_step(process).pk}),
        (actions.tick_task, {"task_id": first_step(process).tasks.first().pk}),
        (actions.edit_task, {"task_id": uuid4(), "title": "X"}),
    ):
        with pytest.raises(NotFound):
            verb(by=viewer(karen), **arguments)
    with pytest.raises(NotFound):
        start(karen, make_perspective(challenge))


def test_steps_are_tailored_in_any_order(challenge, karen):
    process, by = start(karen, challenge), viewer(karen)
    one, two, *_rest = queries.steps_of(process)
    actions.move_step(by=by, step_id=two.pk, position=1)
    assert [step.pk for step in process.steps.all()][:2] == [two.pk, one.pk]
    actions.move_step(by=by, step_id=two.pk, position=99)
    assert process.steps.last().pk == two.pk
    actions.remove_step(by=by, step_id=one.pk)
    assert process.steps.count() == 4
    last = process.steps.last()
    actions.tick_step(by=by, step_id=last.pk)  # the last first: nothing blocks
    assert queries.progress_of([process.pk]) == {process.pk: (1, 4)}
    actions.tick_step(by=by, step_id=last.pk, is_done=False)
    assert queries.progress_of([process.pk]) == {process.pk: (0, 4)}
    step = actions.edit_step(by=by, step_id=last.pk, title="Nyt navn", guidance="Sådan.", expected_version=1)
    assert (step.title, step.guidance) == ("Nyt navn", "Sådan.")
    with pytest.raises(Stale):
        actions.edit_step(by=by, step_id=last.pk, title="Andet", expected_version=1)
    with pytest.raises(Stale):
        actions.edit_process(by=by, process_id=process.pk, title="Andet", expected_version=1)
    assert actions.edit_process(by=by, process_id=process.pk, title="Gode eftermiddage").subject.title == (
        "Gode eftermiddage"
    )


@pytest.mark.capability("C42")
def test_a_task_has_what_who_and_when_and_is_ticked_off_by_whoever_has_it(challenge, karen, kurt):
    said = make_perspective(challenge, by=kurt)
    step = first_step(start(karen, challenge))
    task = add_task(karen, step, person_id=str(kurt.pk), due_on=clock.today())
    letter = OutgoingMail.objects.get(to=kurt.email, title__contains="opgave")
    assert "Ring til Kurt" in letter.text
    said.withdrawn_at = clock.now()
    said.subject.title = ""
    said.subject.save()  # no longer takes part, and still has the task
    edited = actions.edit_task(by=viewer(karen), task_id=task.pk, title="Ring i dag", person_id=str(kurt.pk))
    assert (edited.who, edited.due_on) == ("Kurt", None)
    ticked = actions.tick_task(by=viewer(kurt), task_id=task.pk)
    assert (ticked.done_by, ticked.done_at is not None) == (kurt, True)
    actions.tick_task(by=viewer(kurt), task_id=task.pk)
    assert JournalEntry.objects.filter(verb="processes.task_done").count() == 1
    assert not actions.tick_task(by=viewer(kurt), task_id=task.pk, is_done=False).done_by
    actions.remove_task(by=viewer(karen), task_id=task.pk)
    assert not SmallTask.objects.filter(pk=task.pk).exists()


def test_what_is_wrong_is_said_at_its_field(challenge, karen, jens):
    process = start(karen, challenge)
    step, by = first_step(process), viewer(karen)
    assert problems(lambda: start(karen, challenge, title="")) == {"title"}
    assert problems(lambda: start(karen, challenge, title=CPR)) == {"title"}
    assert problems(lambda: actions.add_step(by=by, process_id=process.pk, title="X", guidance=CPR)) == {"guidance"}
    assert problems(lambda: add_task(karen, step, title="x" * 161)) == {"title"}
    assert problems(lambda: add_task(karen, step, name=CPR)) == {"name"}
    assert problems(lambda: add_task(karen, step, person_id=str(jens.pk))) == {"person_id"}
    assert problems(lambda: add_task(karen, step, person_id=str(karen.pk), name="Erna")) == {"name"}


def test_there_is_room_for_so_many(challenge, karen, monkeypatch):
    process = start(karen, challenge, template="empty")
    monkeypatch.setattr(actions, "MOST_STEPS", 1)
    monkeypatch.setattr(actions, "MOST_TASKS", 1)
    step = actions.add_step(by=viewer(karen), process_id=process.pk, title="Ét")
    add_task(karen, step)
    with pytest.raises(ValidationError):
        actions.add_step(by=viewer(karen), process_id=process.pk, title="To")
    with pytest.raises(ValidationError):
        add_task(karen, step)


def test_what_is_over_is_not_changed_until_it_is_taken_up(challenge, karen):
    process, by = start(karen, challenge), viewer(karen)
    actions.end_process(by=by, process_id=process.pk)
    for _again in range(2):
        with pytest.raises(Refused):
            add_task(karen, first_step(process))
    with pytest.raises(Refused):
        actions.tick_task(by=by, task_id=first_step(process).tasks.first().pk)
    actions.end_process(by=by, process_id=process.pk, is_over=False)
    add_task(karen, first_step(process))


def test_double_press_is_one(challenge, karen):
    key = uuid4()
    assert start(karen, challenge, request_id=key) == start(karen, challenge, request_id=key)
    step = first_step(Process.objects.get())
    assert add_task(karen, step, request_id=uuid4()) is not None
    again = uuid4()
    assert add_task(karen, step, request_id=again) == add_task(karen, step, request_id=again)


def test_words_about_somebody_are_looked_at_first(challenge, karen):
    assert not start(karen, challenge, title="Min nabo drikker, og hans diabetes er slem").subject.shown


def test_reminders_go_the_day_before_and_once_after(challenge, karen, kurt):
    make_perspective(challenge, by=kurt)
    process = start(karen, challenge)
    step = first_step(process)
    add_task(karen, step, person_id=str(kurt.pk), due_on=clock.today() + timedelta(days=1))
    add_task(karen, step, name="Erna", due_on=clock.today())

    def letters() -> list[str]:
        actions.remind()
        actions.remind()
        found = OutgoingMail.objects.filter(to=kurt.email, dedupe_key__startswith="task:").exclude(
            dedupe_key__startswith="task:new"
        )
        return [letter.dedupe_key.split(":")[1] for letter in found.order_by("pk")]

    assert letters() == ["due"]
    with clock.at(timezone.now() + timedelta(days=3)):
        assert letters() == ["due", "late"]
        actions.end_process(by=viewer(karen), process_id=process.pk)
        OutgoingMail.objects.all().delete()
        assert letters() == []


def test_a_closed_challenge_keeps_its_process(challenge, karen, birthe):
    process = start(karen, challenge)
    facts = {"stage": "closed", "outcome": "Det gik.", "next_step": "Alt er på plads.", "next_who": "Alle"}
    change_stage(by=viewer(birthe), challenge_id=challenge.pk, **facts)
    actions.tick_step(by=viewer(karen), step_id=first_step(process).pk)


def test_being_forgotten(challenge, karen, kurt, mette, unit):
    alone = start(mette, unit_id=unit.pk, title="Zebraord")
    make_perspective(challenge, by=kurt)
    shared = start(kurt, challenge)
    task = add_task(karen, first_step(shared), person_id=str(kurt.pk))
    actions.tick_task(by=viewer(kurt), task_id=task.pk)
    export = next(row.export for row in hooks.all_of("personal_data") if row.erase is actions.erase)
    assert len(export(kurt.pk)) == 2
    for person in (kurt, mette):
        erase_person(by=viewer(person), person_id=person.pk)
    task.refresh_from_db()
    assert (task.who, task.done_by) == ("", None)
    assert Process.objects.get(pk=shared.pk).title == "Bedre eftermiddage"
    alone.refresh_from_db()
    assert (alone.title, alone.steps.exists(), search.find("zebraord", viewer(karen)).exists()) == ("", False, False)
    assert ProcessTemplate.objects.count() == 0


def test_whoever_spoke_under_a_first_name_is_on_no_list_of_names(challenge, karen, kurt):
    subjects.create("uservoice", title="Nu sover jeg om natten.", by=kurt.pk, context=challenge.subject)
    assert kurt not in queries.people_for(start(karen, challenge), viewer(karen))
