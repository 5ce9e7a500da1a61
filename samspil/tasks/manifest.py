from datetime import timedelta
from typing import Any

import rules
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspil.foundation import hooks
from samspil.foundation.hooks import (
    Boundaries,
    Boundary,
    Capability,
    Circle,
    Confirmable,
    Figures,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    Schedule,
    SubjectKind,
)
from samspil.tasks import actions, cards, letters, made_possible, personal_data, queries, times
from samspil.tasks.steps import after_signing_up, calendar_address

NOTHING: dict[str, Any] = {"rows": [], "effect": None, "thanks": []}


def tasks_here(request, about) -> dict:
    """What one can do about it now, and what came of it; no query where no task hangs on the page."""
    if "task" not in hooks.parts_on(request, about.subject):
        return NOTHING
    tasks = queries.with_slots(queries.tasks_on(about.subject, request.viewer), most=1)
    open_ones = [task for task in tasks if task.is_open and task.next_slots and not queries.waits_for_med(task)]
    return {
        "rows": cards.rows(open_ones[:5], request.viewer),
        "effect": queries.effect_of([task.pk for task in tasks]),
        "thanks": [(slot, times.slot_in_words(slot)) for slot in queries.thanks_on(tasks)],
    }


def way_to_a_task(request, about) -> dict:
    viewer = request.viewer
    is_there = getattr(about, "withdrawn_at", None) is None
    return {"may_make": is_there and (viewer.is_staff or bool(viewer.speaks_for))}


def what_i_come_to(request, _actor) -> dict:
    return {"rows": [(row, times.slot_in_words(row.slot)) for row in queries.sign_ups_of(request.viewer)[:5]]}


def tasks_hosted(request, actor) -> dict:
    if actor.is_person:
        return {"rows": []}
    tasks = list(queries.tasks_for(request.viewer, queries.Filters(host=actor.pk))[:5])
    return {"rows": cards.rows(queries.with_slots(tasks, most=1), request.viewer) if tasks else []}


def way_to_the_list(request, actor) -> dict:
    return {"may_keep": rules.has_perm("tasks.keep_members", request.viewer, actor)}


def at_the_boundary(viewer) -> list[Boundary]:
    """The municipality's own tasks that may replace paid work: for MED, before they begin (C43)."""
    return [
        Boundary(
            title=task.title,
            url=reverse("tasks:page", args=[task.pk]),
            why=str(_("Kan komme til at erstatte lønnet arbejde. Vært: %s") % (cards.host_in_words(task) or "–")),
            at=task.subject.created_at,
        )
        for task in queries.at_the_boundary(viewer)
    ]


PAGES = ("challenge", "proposal", "trial", "practice", "resource")

manifest = Manifest(
    navigation=[
        NavigationItem(label=_("Opgaver"), url_name="tasks:list", section="tasks", order=42),
        NavigationItem(label=_("Opgaver"), url_name="tasks:list", section="tasks", order=25, place="volunteers"),
    ],
    kinds=[SubjectKind(kind="task", label=_("Opgave"), url_name="tasks:page", may_illustrate="tasks.edit")],
    panels=[
        *(
            Panel(kind=kind, place="main", order=45, template="tasks/panel_tasks.html", context=tasks_here)
            for kind in PAGES
        ),
        *(
            Panel(kind=kind, place="action", order=60, template="tasks/panel_action.html", context=way_to_a_task)
            for kind in PAGES
        ),
        Panel(
            kind="employment",
            place="main",
            order=20,
            template="tasks/panel_employment.html",
            context=made_possible.mentors,
        ),
        Panel(kind="actor", place="me", order=20, template="tasks/panel_me.html", context=what_i_come_to),
        Panel(kind="actor", place="main", order=25, template="tasks/panel_actor.html", context=tasks_hosted),
        Panel(kind="actor", place="aside", order=39, template="tasks/panel_members.html", context=way_to_the_list),
    ],
    phrases=[
        Phrase(verb="tasks.made", text=_("%(who)s lavede en opgave: %(title)s"), news="pledges"),
        Phrase(verb="tasks.edited", text=_("%(who)s rettede opgaven: %(title)s"), is_public=False),
        Phrase(verb="tasks.closed", text=_("Opgaven er lukket: %(title)s"), news="stage"),
        Phrase(verb="tasks.opened", text=_("Opgaven er åben igen: %(title)s")),
        Phrase(verb="tasks.withdrawn", text=_("%(who)s tog en opgave tilbage"), is_public=False),
        Phrase(verb="tasks.slot_closed", text=_("%(who)s lukkede for tilmelding"), is_public=False),
        Phrase(verb="tasks.slot_opened", text=_("%(who)s åbnede for tilmelding"), is_public=False),
        Phrase(verb="tasks.slot_cancelled", text=_("En gang er aflyst: %(title)s")),
        # Who comes is nobody's business but the host's: none of these stand on a page.
        Phrase(verb="tasks.signed_up", text=_("%(who)s meldte sig"), is_public=False),
        Phrase(verb="tasks.cancelled", text=_("%(who)s meldte fra"), is_public=False),
        Phrase(verb="tasks.answered", text=_("%(who)s svarede en, der ville være med"), is_public=False),
        Phrase(verb="tasks.chose", text=_("%(who)s valgte påmindelse"), is_public=False),
        Phrase(verb="tasks.hours_noted", text=_("%(who)s noterede timer"), is_public=False),
        Phrase(verb="tasks.marked", text=_("%(who)s skrev, hvem der var med"), is_public=False),
        Phrase(verb="tasks.thanked", text=_("%(who)s takkede dem, der var med: %(title)s")),
        Phrase(verb="tasks.thanks_edited", text=_("%(who)s rettede en tak: %(title)s"), is_public=False),
        Phrase(verb="tasks.thanks_taken_back", text=_("%(who)s tog en tak af siden: %(title)s"), is_public=False),
        Phrase(verb="tasks.wrote", text=_("%(who)s skrev til dem, der kommer"), is_public=False),
        Phrase(verb="tasks.people_changed", text=_("%(who)s rettede, hvor mange der kommer"), is_public=False),
        Phrase(verb="tasks.named_declined", text=_("%(who)s kan ikke alligevel"), is_public=False),
        Phrase(verb="tasks.member_taken_in", text=_("%(who)s skrev en på listen hos %(title)s"), is_public=False),
        Phrase(verb="tasks.member_let_go", text=_("%(who)s tog en af listen hos %(title)s"), is_public=False),
        Phrase(verb="tasks.member_said_no", text=_("%(who)s vil ikke stå på listen hos %(title)s"), is_public=False),
        Phrase(verb="tasks.feed_renewed", text=_("%(who)s fik en kalenderadresse"), is_public=False),
    ],
    confirmables=[
        Confirmable(
            name="task_sign_up",
            verb=actions.sign_up,
            label=_("din tilmelding"),
            text_field="what",
            steps=after_signing_up,
            signs_up=True,
            calendar=calendar_address,
        )
    ],
    schedules=[
        Schedule(name="tasks.remind", every=timedelta(hours=1), run=letters.remind),
        Schedule(name="tasks.lay_out_all", every=timedelta(hours=24), run=actions.lay_out_all),
    ],
    figures=[Figures(order=10, of=made_possible.figures)],
    boundaries=[Boundaries(label=_("Opgaver, der kan erstatte lønnet arbejde"), of=at_the_boundary)],
    circles=[
        Circle(name="task_hosts", label=_("Dem, der er værter for opgaver"), people=queries.hosting_since),
        Circle(name="volunteers", label=_("Dem, der har været frivillige det sidste år"), people=queries.there_since),
    ],
    volunteers=[queries.volunteers_of],
    match_sources=[MatchSource(kind="task", documents=queries.match_documents, helps=True)],
    personal_data=[
        PersonalData(label=_("Opgaver, du er tilmeldt"), export=personal_data.export, erase=personal_data.erase)
    ],
    capabilities=[
        Capability(id="C11", url_name="tasks:list", label=_("Rettigheder og pligter står ved hver opgave")),
        Capability(
            id="C21", url_name="tasks:list", label=_("Opgaver, som kommunen selv styrer, er mærket »Kommunens opgave«")
        ),
        Capability(id="C64", url_name="tasks:list", label=_("Afgrænsede opgaver med tid, sted og slutning")),
        Capability(
            id="C65",
            url_name="tasks:list",
            label=_("Enkeltpersoner, foreninger, virksomheder og skoleklasser melder sig på lige fod"),
        ),
        Capability(id="C66", url_name="tasks:list", label=_("Mentorer, undervisere og folk, der selv har prøvet det")),
        Capability(id="C68", url_name="tasks:list", label=_("Værten takker, og takken står på siden")),
    ],
)
