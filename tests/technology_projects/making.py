"""Technology projects as life makes them, through the verbs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.indicators.actions import add_indicator, measure
from samspil.technologies.models import Technology
from samspil.technology_projects import actions
from samspil.technology_projects.models import LegalTopic, TechnologyProject
from samspil.trials import actions as trials
from samspil.trials.models import Status, Trial
from tests.factories import make_person, viewer
from tests.technologies.making import make_technology
from tests.technology_needs.making import make_need, make_reuse
from tests.trials.making import YES, plan_full, run


def make_project(
    by: Person, trial: Trial | None = None, *, unit: Unit | None = None, **facts: Any
) -> TechnologyProject:
    """A full trial of a technology, as bare as it may be; in a ``unit``, or among people themselves."""
    trial = trial or plan_full(by=by, **({"unit_id": unit.pk} if unit else {}))
    technology = facts.pop("technology", None) or make_technology()
    facts = {"is_better_life": True, **facts}
    return actions.begin_project(by=viewer(by), trial_id=trial.pk, technology_id=technology.pk, **facts)


def make_tried(technology: Technology | None = None, **facts: Any) -> Trial:
    """A trial of a technology that is under way, for what comes after it. It was never planned or started by a verb, so
    its journal and what it lacks say nothing.
    """
    author, unit = make_person("Asta Plan"), facts.pop("unit", None)
    plan = plan_full(by=author, ways=0, is_draft=True, **({"unit_id": unit.pk} if unit else {}))
    project = make_project(author, plan, technology=technology, **facts)
    Trial.objects.filter(pk=project.pk).update(status=Status.RUNNING, started_at=clock.now())
    project.trial.refresh_from_db()
    return project.trial


def make_ready(project: TechnologyProject, by: Person, by_unit: Unit) -> TechnologyProject:
    """All that a technology asks for, in place. ``by`` works on it, in ``by_unit``."""
    trial, who = project.trial, viewer(by)
    need = make_need(by=by, unit=by_unit)
    make_reuse(need, by=by, choice="new", searched="arm der mader")
    indicator = add_indicator(by=viewer(trial.author), subject_id=trial.pk, kind="independence")
    measure(
        by=viewer(trial.author),
        indicator_id=indicator.pk,
        phase="before",
        on=clock.today(),
        value=Decimal(2),
        how="counted",
        n=8,
    )
    actions.edit_project(
        by=who,
        trial_id=trial.pk,
        life_indicator_id=indicator.pk,
        need_id=need.pk,
        evaluation_on=clock.today() + timedelta(weeks=12),
        evaluation_owner_id=trial.author_id,
    )
    for kind in ("workflow", "competence"):
        actions.add_line(
            by=who, trial_id=trial.pk, kind=kind, today="En giver mad.", then="Robotten giver.", who="Alle"
        )
    for topic in LegalTopic:
        actions.check_law(by=who, trial_id=trial.pk, topic=topic, state="in_order", words="Set af indkøb i dag.")
    project.refresh_from_db()
    return project


def start(project: TechnologyProject, leader: Person) -> Trial:
    """The leader says yes, and it begins."""
    trials.approve_trial(by=viewer(leader), trial_id=project.pk, **YES)
    return run(Trial.objects.get(pk=project.pk), project.trial.author)
