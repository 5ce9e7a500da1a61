"""Processes: whoever takes part in a page, or works in the unit, keeps them; the rest read."""

from typing import Any

from samspil.foundation import subjects
from samspil.processes import actions
from tests.factories import viewer
from tests.world import World

TABLE = """
processes:list                        -                             oooooooooo  5555555555
processes:templates                   -                             oooooooooo  5555555555
processes:start                       -                             333oo33ooo  333vv33evv
processes:start-on                    challenge:public              3oo33o33oo  3vv33v33vv
processes:start-on                    challenge:staff               444o344ooo  444v344vvv
processes:start-on                    challenge:limited             444oo44444  444vv44444
processes:start-on                    challenge:hidden              4444444444  4444444444
processes:start-on                    proposal:own                  4444444444  4444444444
processes:start-on                    nobody                        4444444444  4444444444
processes:page                        process:public                oooooooooo  5555555555
processes:page                        process:staff                 444oo44ooo  5555555555
processes:page                        process:limited               444oo44444  5555555555
processes:page                        process:hidden                4444444444  5555555555
processes:paper                       process:public                oooooooooo  5555555555
processes:paper                       process:limited               444oo44444  5555555555
processes:paper                       process:hidden                4444444444  5555555555
processes:edit                        process:public                3ooooo33oo  3vvvvv33vv
processes:edit                        process:staff                 444oo443oo  444vv443vv
processes:edit                        process:limited               444oo44444  444vv44444
processes:edit                        process:hidden                4444444444  4444444444
processes:end                         process:public                5555555555  3vvvvv33vv
processes:end                         process:hidden                5555555555  4444444444
processes:keep                        process:public                33333333oo  33333333vv
processes:keep                        process:limited               4443344444  4443344444
processes:keep                        process:hidden                4444444444  4444444444
processes:drop-template               process template              5555555555  33333333vv
processes:drop-template               hidden process template       5555555555  4444444444
processes:add-step                    process:public                3ooooo33oo  3vvvvv33vv
processes:add-step                    process:limited               444oo44444  444vv44444
processes:add-step                    process:hidden                4444444444  4444444444
processes:edit-step                   step:public                   3ooooo33oo  3vvvvv33vv
processes:edit-step                   step:limited                  444oo44444  444vv44444
processes:edit-step                   step:hidden                   4444444444  4444444444
processes:move-step                   step:public                   5555555555  3vvvvv33vv
processes:move-step                   step:hidden                   5555555555  4444444444
processes:remove-step                 step:public                   3ooooo33oo  3vvvvv33vv
processes:remove-step                 step:hidden                   4444444444  4444444444
processes:tick-step                   step:public                   5555555555  3vvvvv33vv
processes:tick-step                   step:hidden                   5555555555  4444444444
processes:add-task                    step:public                   3ooooo33oo  3vvvvv33vv
processes:add-task                    step:limited                  444oo44444  444vv44444
processes:add-task                    step:hidden                   4444444444  4444444444
processes:edit-task                   small:public                  3ooooo33oo  3vvvvv33vv
processes:edit-task                   small:hidden                  4444444444  4444444444
processes:remove-task                 small:public                  5555555555  3vvvvv33vv
processes:remove-task                 small:hidden                  5555555555  4444444444
processes:tick-task                   small:public                  5555555555  3vvvvv33vv
processes:tick-task                   small:limited                 5555555555  444vv44444
processes:tick-task                   small:hidden                  5555555555  4444444444
"""
FORMS = {
    "start process": ("processes:start-on", "challenge:public", "relative", {"title": 120}),
    "edit process": ("processes:edit", "process:public", "relative", {"title": 120}),
    "add step": ("processes:add-step", "process:public", "relative", {"title": 120, "guidance": 600}),
    "edit step": ("processes:edit-step", "step:public", "relative", {"title": 120, "guidance": 600}),
    "add task": ("processes:add-task", "step:public", "relative", {"title": 160, "name": 120}),
    "edit small task": ("processes:edit-task", "small:public", "relative", {"title": 160, "name": 120}),
    "keep template": ("processes:keep", "process:public", "coordinator", {"name": 120}),
}


def data(there: World) -> dict[str, dict[str, Any]]:
    begin = {"template": "bottom-up", "title": "Bedre eftermiddage"}
    step = {"title": "Se efter", "guidance": "Tag ud og se."}
    task = {"title": "Ring til Kurt", "name": "Erna", "due_on": ""}
    return {
        "processes:start": {**begin, "unit_id": str(there.things["unit"].pk), "audience": "public"},
        "processes:start-on": begin,
        "processes:edit": {"title": "Gode eftermiddage"},
        "processes:keep": {"name": "Vores egen"},
        "processes:add-step": step,
        "processes:edit-step": step,
        "processes:move-step": {"position": "1"},
        "processes:add-task": task,
        "processes:edit-task": task,
    }


def build(world: World) -> None:
    things = world.things
    hidden = things["challenge:hidden"]
    begun = {
        "public": (world.viewer("relative"), {"subject_id": things["challenge:public"].pk}, "Offentlig"),
        "staff": (world.viewer("employee"), {"unit_id": things["unit"].pk, "audience": "staff"}, "Ansatkun"),
        "limited": (world.viewer("employee"), {"subject_id": things["challenge:limited"].pk}, "Enhedkun"),
        "hidden": (viewer(hidden.author), {"subject_id": hidden.pk}, "Skjultalt"),
    }
    for name, (by, where, word) in begun.items():
        process = actions.start_process(by=by, template="empty", title=f"{word}forløb", **where)
        step = actions.add_step(by=by, process_id=process.pk, title=f"{word}trin", guidance=f"{word}vejledning.")
        task = actions.add_task(by=by, step_id=step.pk, title=f"{word}opgave", person_id=str(by.person_id))
        things |= {f"process:{name}": process, f"step:{name}": step, f"small:{name}": task}
    coordinator = world.viewer("coordinator")
    for name, word in (("process template", "Offentlig"), ("hidden process template", "Skjultalt")):
        things[name] = actions.keep_as_template(
            by=coordinator, process_id=things["process:public"].pk, name=f"{word}skabelon"
        )
    row = things["hidden process template"]
    subjects.set_hidden(row.subject, row.subject.created_at)
