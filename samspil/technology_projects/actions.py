"""The verbs of technology projects. Each writes on the trial: the project is the trial."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samspil.actors.models import Actor, Person
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import NotFound, all_told, check_version, clean_texts, journal, require, verb
from samspil.foundation.viewer import NOBODY, SYSTEM, Viewer
from samspil.indicators.models import Indicator
from samspil.technologies.actions import say_what_a_trial_says
from samspil.technologies.models import Technology, UseStatus
from samspil.technology_projects.models import (
    EVALUATION,
    LONGEST_WAIT,
    LegalCheck,
    LegalState,
    LegalTopic,
    PlanKind,
    PlanLine,
    PurchaseCheck,
    PurchaseWay,
    TechnologyProject,
)
from samspil.technology_projects.queries import (
    may_evaluate,
    measured_before,
    needs_for,
    rests_on,
    selling_partners,
)
from samspil.trials import planning
from samspil.trials.models import Outcome, Trial


@verb(TechnologyProject)
def begin_project(
    *,
    by: Viewer,
    trial_id: UUID | str,
    technology_id: UUID | str,
    is_better_life: bool = False,
    is_smarter_work: bool = False,
    need_id: UUID | str | None = None,
) -> TechnologyProject:
    """Say that a full trial is one of a technology, and what it is for: a better life, smarter work, or both (C45).

    Raises: NotFound, Refused, ValidationError by field.
    """
    trial = planning.found(trial_id, by)
    require("technology_projects.begin", by, trial)
    if TechnologyProject.objects.filter(trial=trial).exists():
        raise ValidationError({"technology_id": [_("Der står allerede en teknologi på afprøvningen.")]})
    project = TechnologyProject(trial=trial, is_better_life=is_better_life, is_smarter_work=is_smarter_work)
    all_told(
        partial(choose_technology, project, technology_id, by),
        partial(choose_need, project, need_id, by),
        partial(check_purposes, project),
    )
    project.save(force_insert=True)
    bump(trial.subject)
    journal("technology_projects.begun", trial.subject, by=by, payload={"technology": str(project.technology_id)})
    return project


@verb(TechnologyProject)
def edit_project(
    *, by: Viewer, trial_id: UUID | str, expected_version: int | None = None, **changes: Any
) -> TechnologyProject:
    """Change what is given: the technology, purposes and their figures, the need, and who evaluates when.

    What it started with may give way to another while it runs, never to nothing, and its purposes stay; once it is
    over only who evaluates when may change, until it is done. That is all a coordinator may ever change.
    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    project = found(trial_id, by)
    require("technology_projects.set_evaluation", by, project.trial)
    check_version(project.trial.subject, expected_version)
    is_whole = not changes.keys() <= EVALUATION
    if is_whole and project.is_over:
        raise ValidationError(_("Det er slut. Nu kan I kun ændre, hvornår det bliver evalueret, og af hvem."))
    if is_whole:
        require("technology_projects.edit", by, project.trial)
    change: dict[str, Callable[[Any], None]] = {
        "technology_id": partial(choose_technology, project, by=by),
        "need_id": partial(choose_need, project, by=by),
        "is_better_life": partial(choose_purpose, project, "is_better_life"),
        "is_smarter_work": partial(choose_purpose, project, "is_smarter_work"),
        "life_indicator_id": partial(choose_indicator, project, "life_indicator"),
        "work_indicator_id": partial(choose_indicator, project, "work_indicator"),
        "evaluation_on": partial(choose_day, project),
        "evaluation_owner_id": partial(choose_owner, project),
    }
    checks = [partial(step, changes[name]) for name, step in change.items() if name in changes]
    all_told(*checks, partial(check_purposes, project), partial(check_stays, project, is_whole=is_whole))
    project.save()
    bump(project.trial.subject)
    journal("technology_projects.edited", project.trial.subject, by=by)
    return project


@verb(Trial)
def take_technology_off(*, by: Viewer, trial_id: UUID | str, expected_version: int | None = None) -> Trial:
    """Take off a technology that stands on the wrong trial, with its plan and what was said of the law.

    Until it starts; what rests on it stands in the way. Raises: NotFound, Refused, Stale, ValidationError.
    """
    project = found(trial_id, by)
    trial: Trial = project.trial
    require("technology_projects.take_off", by, trial)
    check_version(trial.subject, expected_version)
    if resting := rests_on(project, by):
        raise ValidationError(resting)
    payload = {"technology": str(project.technology_id)}
    project.delete()
    bump(trial.subject)
    journal("technology_projects.taken_off", trial.subject, by=by, payload=payload)
    return trial


@verb(PlanLine)
def add_line(
    *,
    by: Viewer,
    trial_id: UUID | str,
    kind: str,
    today: str,
    then: str,
    who: str,
    on: date | None = None,
) -> PlanLine:
    """Put a line on the plan: a changed workflow (C48), or something to learn.

    Raises: NotFound, Refused, ValidationError by field.
    """
    project = found(trial_id, by)
    require("technology_projects.edit", by, project.trial)
    if kind not in PlanKind.values:
        raise ValidationError({"kind": [_("Vælg en af mulighederne på listen.")]})
    line = PlanLine(project=project, kind=kind, today=today, then=then, who=who, on=on)
    clean_texts(line, ("today", "then", "who"))
    if missing := {name: [_("Skriv noget her.")] for name in ("today", "then", "who") if not getattr(line, name)}:
        raise ValidationError(missing)
    line.save()
    bump(project.trial.subject)
    journal("technology_projects.line_added", project.trial.subject, by=by, payload={"line": line.pk})
    return line


@verb(TechnologyProject)
def remove_line(*, by: Viewer, trial_id: UUID | str, line_id: int) -> TechnologyProject:
    """Take a line off the plan; the last of its kind stays once it runs. Raises: NotFound, Refused, ValidationError."""
    project = found(trial_id, by)
    require("technology_projects.edit", by, project.trial)
    line = project.plan.filter(pk=line_id).first()
    if line is None:
        raise NotFound(f"PlanLine {line_id}")
    if not project.trial.is_open and not project.plan.filter(kind=line.kind).exclude(pk=line.pk).exists():
        raise ValidationError(_("I er i gang. Skriv en ny linje, før I tager den sidste af."))
    line.delete()
    bump(project.trial.subject)
    journal("technology_projects.line_removed", project.trial.subject, by=by)
    return project


@verb(LegalCheck)
def check_law(
    *,
    by: Viewer,
    trial_id: UUID | str,
    topic: str,
    state: str,
    words: str,
    expected_version: int | None = None,
) -> LegalCheck:
    """Answer one question of the law, with the reason. A later answer replaces the earlier one; the journal keeps who.

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    project = found(trial_id, by)
    require("technology_projects.check_law", by, project.trial)
    check_version(project.trial.subject, expected_version)
    if topic not in LegalTopic.values:
        raise NotFound(f"LegalTopic {topic}")
    if state not in LegalState.values:
        raise ValidationError({"state": [_("Vælg en af mulighederne på listen.")]})
    check = project.legal_checks.filter(topic=topic).first() or LegalCheck(project=project, topic=topic)
    check.state, check.words, check.by_id, check.at = state, words, by.known_id, clock.now()
    clean_texts(check, ("words",))
    if not check.words:
        raise ValidationError({"words": [_("Skriv, hvordan I ved det.")]})
    check.save()
    bump(project.trial.subject)
    payload = {"topic": topic, "state": state}
    journal("technology_projects.law_checked", project.trial.subject, by=by, payload=payload)
    return check


@verb(PurchaseCheck)
def check_purchase(
    *,
    by: Viewer,
    trial_id: UUID | str,
    seller_id: UUID | str,
    way: str,
    words: str,
    value: int | None = None,
    expected_version: int | None = None,
) -> PurchaseCheck:
    """Say how it may be bought from a partner who sells what is tried, before it goes into daily life (C49).

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    project = found(trial_id, by)
    require("technology_projects.check_purchase", by, project.trial)
    check_version(project.trial.subject, expected_version)
    seller: Actor | None = selling_partners(project).filter(pk=as_uuid(seller_id)).first()
    if seller is None:
        raise NotFound(f"Seller {seller_id}")
    if way not in PurchaseWay.values:
        raise ValidationError({"way": [_("Vælg en af mulighederne på listen.")]})
    buys = way != PurchaseWay.NOT_BOUGHT
    check = project.purchase_checks.filter(seller=seller).first() or PurchaseCheck(project=project, seller=seller)
    check.way, check.words, check.value = way, words, (value or 0) if buys else 0
    check.by_id, check.at = by.known_id, clock.now()
    clean_texts(check, ("words",))
    missing = {} if check.words else {"words": [_("Skriv, hvordan I ved det.")]}
    if buys and not check.value:
        missing["value"] = [_("Skriv, hvad I regner med at købe for.")]
    if missing:
        raise ValidationError(missing)
    check.clean_fields(exclude=["project", "seller", "by"])
    check.save()
    bump(project.trial.subject)
    payload = {"seller": str(seller.pk), "way": way}
    journal("technology_projects.purchase_checked", project.trial.subject, by=by, payload=payload)
    return check


@verb(TechnologyProject)
def pass_on_evaluation(*, by: Viewer, trial_id: UUID | str, deputy_id: UUID | str) -> TechnologyProject:
    """Let a deputy see to the evaluation as well, because its day went by.

    Raises: NotFound, Refused, ValidationError by field.
    """
    rows = TechnologyProject.objects.select_related("trial__subject")
    project = rows.filter(pk=as_uuid(trial_id)).first() if by == SYSTEM else None
    if project is None:
        raise NotFound(f"TechnologyProject {trial_id}")
    require("technology_projects.pass_on", by, project.trial)
    deputy = Person.objects.filter(pk__in=[as_uuid(deputy_id)]).exclude(pk__in=[project.evaluation_owner_id]).first()
    if deputy is None:
        raise ValidationError({"deputy_id": [_("Vælg en anden.")]})
    project.evaluation_deputy = deputy
    project.save(update_fields=["evaluation_deputy"])
    journal("technology_projects.passed_on", project.trial.subject, by=by, payload={"deputy": str(deputy.pk)})
    return project


def found(trial_id: UUID | str, by: Viewer) -> TechnologyProject:
    """The project with its trial, which is locked. Raises: NotFound."""
    trial: Trial = planning.found(trial_id, by)
    project = TechnologyProject.objects.select_related("technology").filter(trial=trial).first()
    if project is None:
        raise NotFound(f"TechnologyProject {trial_id}")
    project.trial = trial
    return project


# --- what is chosen: each puts it on the project, or raises a ValidationError by field -------------------------------


def choose_technology(project: TechnologyProject, pk: UUID | str, by: Viewer) -> None:
    if project.trial.is_running:
        told = _("I prøver den af nu. Skal det være en anden, så lav en ny plan.")
        raise ValidationError({"technology_id": [told]})
    row = Technology.objects.visible_to(by).filter(pk=as_uuid(pk), withdrawn_at=None).first()
    if row is None:
        raise ValidationError({"technology_id": [_("Vælg en teknologi på listen.")]})
    project.technology = row


def choose_need(project: TechnologyProject, pk: UUID | str | None, by: Viewer) -> None:
    """The one that stands, or one of those it may come from."""
    if project.need_id and as_uuid(pk or "") == project.need_id:
        return
    project.need = needs_for(project.trial, by).filter(pk=as_uuid(pk)).first() if pk else None
    if pk and project.need is None:
        raise ValidationError({"need_id": [_("Vælg et behov på listen.")]})


def choose_purpose(project: TechnologyProject, name: str, is_for: bool) -> None:
    if getattr(project, name) and not is_for and not project.trial.is_open:
        raise ValidationError({name: [_("I er begyndt. Det, I begyndte for, bliver stående.")]})
    setattr(project, name, bool(is_for))


def choose_indicator(project: TechnologyProject, name: str, pk: Any) -> None:
    """One of the trial's own figures, or none."""
    row = Indicator.objects.filter(subject=project.trial_id, removed_at=None, pk=pk).first() if pk else None
    if pk and row is None:
        raise ValidationError({f"{name}_id": [_("Vælg et af afprøvningens tal.")]})
    is_another = row is not None and row.pk != getattr(project, f"{name}_id")
    if row and is_another and not project.trial.is_open and not measured_before(row, project.trial):
        raise ValidationError({f"{name}_id": [_("Vælg et tal, som I målte, før I begyndte.")]})
    setattr(project, name, row)


def choose_day(project: TechnologyProject, day: date | None) -> None:
    before = project.evaluation_on
    if day and day != before and not clock.today() <= day <= clock.today() + LONGEST_WAIT:
        is_gone = day < clock.today()
        told = _("Vælg en dag, der ikke er gået.") if is_gone else _("Vælg en dag i fremtiden, højst tre år frem.")
        raise ValidationError({"evaluation_on": [told]})
    project.evaluation_on = day
    if before and day and day > before:
        project.evaluation_deputy = None  # nobody is late any more


def choose_owner(project: TechnologyProject, pk: UUID | str | None) -> None:
    person = Person.objects.filter(pk__in=[as_uuid(pk)]).first() if pk else None
    if pk and (person is None or person not in may_evaluate(project.trial)):
        raise ValidationError({"evaluation_owner_id": [_("Vælg en fra listen.")]})
    if person != project.evaluation_owner:
        project.evaluation_owner, project.evaluation_deputy = person, None


def check_purposes(project: TechnologyProject) -> None:
    """Either or both (C45); a figure stands only with its purpose. Raises: ValidationError by field."""
    if not (project.is_better_life or project.is_smarter_work):
        raise ValidationError({"is_better_life": [_("Vælg mindst ét formål.")]})
    if not project.is_better_life:
        project.life_indicator = None
    if not project.is_smarter_work:
        project.work_indicator = None


def check_stays(project: TechnologyProject, *, is_whole: bool) -> None:
    """Nothing that was asked for before the start is emptied after it (H 3). ``is_whole``: more than the evaluation.

    Raises: ValidationError by field.
    """
    if project.trial.is_open:
        return
    problems: dict[str, list[Any]] = {}
    empty = {"evaluation_on": not project.evaluation_on, "evaluation_owner_id": not project.evaluation_owner_id}
    if is_whole:
        for name, is_for in (("life_indicator", project.is_better_life), ("work_indicator", project.is_smarter_work)):
            figure = getattr(project, name)
            empty[f"{name}_id"] = is_for and (figure is None or figure.removed_at is not None)
        if project.need is None or project.need.reuse_id is None:
            problems["need_id"] = [_("Vælg et behov, hvor der står, hvad I lærte af andres erfaringer.")]
    for field, is_empty in empty.items():
        if is_empty:
            problems[field] = [_("I er begyndt. Vælg en anden, men lad det ikke stå tomt.")]
    if problems:
        raise ValidationError(problems)


# --- what follows from the trial --------------------------------------------------------------------------------------

# What a unit says of the technology once the trial has ended. What is adapted is tried on.
SAID_AFTER = {Outcome.ADOPT: UseStatus.IN_USE, Outcome.STOP: UseStatus.PHASED_OUT}


def tell_that_it_is_tried(trial: Trial, by: Viewer) -> None:
    """It has started: the catalogue shows that the unit tries it."""
    tell_catalogue(trial, UseStatus.TRIAL, "", by)


def tell_how_it_ended(trial: Trial, by: Viewer) -> None:
    """It has ended: the unit has it in use, or let it go because of what was learnt."""
    status = SAID_AFTER.get(Outcome(trial.outcome))
    if status:
        tell_catalogue(trial, status, trial.learning if status == UseStatus.PHASED_OUT else "", by)


def tell_catalogue(trial: Trial, status: UseStatus, reason: str, by: Viewer) -> None:
    """Only of a trial that everybody may read: the catalogue tells no more than its page does."""
    project = TechnologyProject.objects.filter(trial=trial).first()
    if project and trial.unit and trial.subject.readable_by(NOBODY):
        say_what_a_trial_says(by=by, technology_id=project.technology_id, unit=trial.unit, status=status, reason=reason)


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Whoever was asked instead sees to it now, else the coordinators do. What was checked stays, unnamed."""
    TechnologyProject.objects.filter(evaluation_deputy=person_id).update(evaluation_deputy=None)
    owned = TechnologyProject.objects.filter(evaluation_owner=person_id)
    owned.update(evaluation_owner=F("evaluation_deputy"), evaluation_deputy=None)
