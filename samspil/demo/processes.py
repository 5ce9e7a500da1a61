"""Two groups that work step by step: one on a challenge, one in a unit of its own."""

from datetime import timedelta
from functools import partial

from samspil.demo.content.processes import PROCESSES, GivenTask, ProcessText
from samspil.demo.story import Loader
from samspil.processes import actions
from samspil.processes.models import SmallTask


def plan(loader: Loader) -> None:
    for text in PROCESSES:
        loader.plan(text.days_ago, begin, loader, text)


def begin(loader: Loader, text: ProcessText) -> None:
    by = loader.viewer(text.by)
    where = (
        {"subject_id": loader.challenges[text.challenge].pk}
        if text.challenge
        else {"unit_id": loader.actors[text.unit].pk}
    )
    process = actions.start_process(by=by, template=text.template, title=text.title, **where)
    loader.things[f"process:{text.key}"] = process
    for title, guidance in text.steps:
        actions.add_step(by=by, process_id=process.pk, title=title, guidance=guidance)
    steps = list(process.steps.all())
    for task in text.tasks:
        give(loader, text.by, steps[task.step - 1].pk, task)
    for number in text.done:
        loader.later(text.days_ago * (1 - number / 4), partial(finish, loader, text.by, steps[number - 1].pk))
    if text.kept_as:
        keep = partial(actions.keep_as_template, process_id=process.pk, name=text.kept_as)
        loader.later(2, partial(keep, by=loader.viewer("birthe")))


def finish(loader: Loader, by: str, step_id) -> None:
    for task in SmallTask.objects.filter(step=step_id, done_at=None):
        actions.tick_task(by=loader.viewer(by), task_id=task.pk)
    actions.tick_step(by=loader.viewer(by), step_id=step_id)


def give(loader: Loader, by: str, step_id, text: GivenTask) -> None:
    due_on = (loader.now + timedelta(days=text.due_in)).date() if text.due_in is not None else None
    person = str(loader.people[text.person].pk) if text.person else None
    facts = {"title": text.title, "person_id": person, "name": text.name, "due_on": due_on}
    task = actions.add_task(by=loader.viewer(by), step_id=step_id, **facts)
    if text.done_days_ago is not None:
        tick = partial(actions.tick_task, by=loader.viewer(by), task_id=task.pk)
        loader.later(text.done_days_ago, tick)
