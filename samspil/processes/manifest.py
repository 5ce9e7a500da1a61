from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Manifest,
    NavigationItem,
    Panel,
    PaperDays,
    PaperSection,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.processes import actions, paper, queries
from samspil.processes.models import Process, SmallTask


def happening_now(request, challenge) -> dict:
    """Where the processes of the challenge stand. One query."""
    return {"next_steps": queries.next_steps(challenge.subject, request.viewer)}


def way_to_begin(request, challenge) -> dict:
    return {"may_start": rules.has_perm("processes.start_on", request.viewer, challenge)}


def my_tasks(request, _about) -> dict:
    """What one has to do oneself. One query."""
    return {"tasks": queries.tasks_of(request.viewer.person_id, request.viewer)}


def export(person_id) -> list[dict]:
    started = Process.objects.filter(started_by=person_id).select_related("subject")
    tasks = SmallTask.objects.filter(person=person_id)
    ticked = SmallTask.objects.filter(done_by=person_id).exclude(person=person_id)
    return [
        *({"process": row.title, "at": row.subject.created_at.isoformat()} for row in started),
        *({"task": row.title, "due": row.due_on, "done": row.done_at} for row in tasks),
        *({"ticked_off": row.title, "at": row.done_at} for row in ticked),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Forløb"), url_name="processes:list", section="processes", order=50, place="foot")
    ],
    kinds=[
        SubjectKind(kind="process", label=_("Forløb"), url_name="processes:page"),
        SubjectKind(
            kind="process_template", label=_("Skabelon til et forløb"), is_searchable=False, name="processtemplate"
        ),
    ],
    panels=[
        Panel(
            kind="challenge",
            place="main",
            order=5,
            template="processes/panel_now.html",
            context=happening_now,
        ),
        Panel(kind="challenge", place="action", order=70, template="processes/panel_action.html", context=way_to_begin),
        Panel(kind="actor", place="me", order=5, template="processes/panel_mine.html", context=my_tasks),
    ],
    phrases=[
        Phrase(verb="processes.started", text=_("%(who)s begyndte et forløb: %(title)s")),
        Phrase(verb="processes.edited", text=_("%(who)s rettede forløbet"), is_public=False),
        Phrase(verb="processes.ended", text=_("Forløbet er slut: %(title)s")),
        Phrase(verb="processes.taken_up", text=_("%(who)s tog forløbet op igen: %(title)s")),
        Phrase(verb="processes.step_added", text=_("%(who)s tilføjede et trin"), is_public=False),
        Phrase(verb="processes.step_edited", text=_("%(who)s rettede et trin"), is_public=False),
        Phrase(verb="processes.step_moved", text=_("%(who)s flyttede et trin"), is_public=False),
        Phrase(verb="processes.step_removed", text=_("%(who)s fjernede et trin"), is_public=False),
        Phrase(verb="processes.step_done", text=_("%(who)s blev færdig med et trin: %(title)s")),
        Phrase(verb="processes.step_undone", text=_("%(who)s tog et trin op igen"), is_public=False),
        Phrase(verb="processes.task_added", text=_("%(who)s tilføjede en opgave"), is_public=False),
        Phrase(verb="processes.task_edited", text=_("%(who)s rettede en opgave"), is_public=False),
        Phrase(verb="processes.task_removed", text=_("%(who)s fjernede en opgave"), is_public=False),
        Phrase(verb="processes.task_done", text=_("%(who)s gjorde en opgave i %(title)s")),
        Phrase(verb="processes.task_undone", text=_("%(who)s tog en opgave op igen"), is_public=False),
        Phrase(verb="processes.template_kept", text=_("%(who)s gemte en skabelon: %(title)s"), is_public=False),
        Phrase(verb="processes.template_dropped", text=_("%(who)s fjernede en skabelon"), is_public=False),
    ],
    schedules=[Schedule(name="processes.remind", every=timedelta(hours=6), run=actions.remind)],
    capabilities=[
        Capability(
            id="C42",
            url_name="processes:templates",
            label=_("Fra hverdagen og op: fem trin med vejledning, som I kan begynde med"),
        ),
    ],
    paper_sections=[PaperSection(kind="challenge", order=80, label=_("Forløb"), of=paper.processes)],
    paper_days=[PaperDays(kind="challenge", of=paper.days)],
    personal_data=[PersonalData(label=_("Dine forløb og opgaver"), export=export, erase=actions.erase)],
)
