"""The states of processes."""

from datetime import timedelta

from samspil.foundation import clock
from samspil.processes import actions
from tests.factories import make_challenge, viewer
from tests.states import CPR, LONG_TEXT, LONG_WORD, World, state


def begun(w: World, title: str = "Bedre eftermiddage", template: str = "bottom-up"):
    challenge = make_challenge(by=w.karen, unit=w.unit)
    return actions.start_process(by=viewer(w.karen), template=template, title=title, subject_id=challenge.pk)


def with_tasks(w: World):
    process, by = begun(w, LONG_WORD), viewer(w.karen)
    actions.add_step(by=by, process_id=process.pk, title=LONG_WORD, guidance=LONG_TEXT[:590])
    first, second, *_rest = process.steps.all()
    actions.tick_step(by=by, step_id=first.pk)
    actions.tick_task(by=by, task_id=first.tasks.first().pk)
    actions.add_task(by=by, step_id=second.pk, title=LONG_WORD, name=LONG_WORD, due_on=clock.today())
    late = clock.today() - timedelta(days=3)
    actions.add_task(by=by, step_id=second.pk, title="Ring til Kurt", person_id=str(w.karen.pk), due_on=late)
    return process


@state("processes/list.html", "empty")
def _(w):
    return w.get("processes:list", by=w.lene)


@state("processes/list.html", "running and over, with very long words")
def _(w):
    begun(w, LONG_WORD)
    actions.end_process(by=viewer(w.karen), process_id=begun(w).pk)
    return w.get("processes:list", by=w.lene)


@state("processes/list.html", "nothing found")
def _(w):
    begun(w)
    return w.get("processes:list", query="?q=enhjørning&vis=slut")


@state("processes/page.html", "in the middle, to those who keep it")
def _(w):
    return w.get("processes:page", with_tasks(w).pk, by=w.karen)


@state("processes/page.html", "no steps, over, to a coordinator")
def _(w):
    process = begun(w, template="empty")
    actions.end_process(by=viewer(w.karen), process_id=process.pk)
    return w.get("processes:page", process.pk, by=w.birthe)


@state("processes/paper.html", "filled")
def _(w):
    return w.get("processes:paper", with_tasks(w).pk)


@state("processes/templates.html", "with the municipality's own")
def _(w):
    actions.keep_as_template(by=viewer(w.birthe), process_id=begun(w).pk, name=LONG_WORD)
    return w.get("processes:templates", by=w.birthe)


@state("processes/ask_once_more.html", "a step")
def _(w):
    return w.get("processes:remove-step", begun(w).steps.first().pk, by=w.karen)


@state("challenges/page.html", "with processes under way")
def _(w):
    process = with_tasks(w)
    return w.get("challenges:page", process.subject.context_id, by=w.karen)


@state("site/form.html", "a process with something wrong")
def _(w):
    return w.post("processes:start", by=w.lene, data={"title": CPR})


@state("site/form.html", "a small task that somebody else changed", status=409)
def _(w):
    process = begun(w)
    step = process.steps.first()
    actions.edit_step(by=viewer(w.karen), step_id=step.pk, title="Nyt", guidance="Nyt")
    data = {"title": "Mit", "guidance": "", "expected_version": "1"}
    return w.post("processes:edit-step", step.pk, by=w.karen, data=data)
