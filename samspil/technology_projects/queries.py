"""Reads about technology projects, always through ``visible_to`` of their trials."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import Actor, Person
from samspil.actors.queries import leaders_of, staff_of
from samspil.business_cases.models import BusinessCase
from samspil.evaluations.models import Acknowledgement, Evaluation, Lesson
from samspil.evaluations.queries import lessons
from samspil.foundation import clock, search
from samspil.foundation.choosing import Among, Choice, Rows
from samspil.foundation.hooks import Owed
from samspil.foundation.models import may_read
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.indicators.models import Indicator, Measurement, Phase
from samspil.indicators.queries import Figure, figures_of
from samspil.practices.models import Practice
from samspil.stories.models import Story
from samspil.stories.queries import stories
from samspil.technologies.models import Technology, UseStatus
from samspil.technologies.queries import catalogue_suppliers
from samspil.technology_needs.models import Joining, NeedStatus, TechnologyNeed
from samspil.technology_needs.queries import needs
from samspil.technology_projects.models import (
    LegalCheck,
    LegalState,
    LegalTopic,
    PlanKind,
    PlanLine,
    PurchaseCheck,
    TechnologyProject,
)
from samspil.trials.models import Outcome, PartnerInterest, Status, Trial
from samspil.trials.planning import Lack

MOST_LESSONS = 20
MOST_MEASURED = 12
MOST_STORIES = 20
FIRST_YEAR = 2011  # the year of the strategy
GOAL = 3  # completed projects a year (H 3, C57)
SORTS = {"nyeste": "-trial__subject__created_at", "evaluering": "evaluation_on", "aktiv": "-trial__subject__active_at"}


def completed() -> Q:
    """The trial has ended and was evaluated after it began. Nothing else counts (C57)."""
    evaluated = Evaluation.objects.filter(
        about=OuterRef("pk"), withdrawn_at=None, completed_at__gte=OuterRef("trial__started_at")
    )
    return Q(Exists(evaluated), trial__status=Status.CONCLUDED)


PLANNED = (Status.DRAFT, Status.ASKED, Status.READY)
STATES: dict[str, tuple[Any, Callable[[], Q]]] = {
    "planlagt": (gettext_lazy("Planlagt"), lambda: Q(trial__status__in=PLANNED)),
    "i-gang": (gettext_lazy("I gang"), lambda: Q(trial__status=Status.RUNNING)),
    "slut": (gettext_lazy("Slut, mangler evaluering"), lambda: Q(trial__status=Status.CONCLUDED) & ~completed()),
    "afsluttet": (gettext_lazy("Afsluttet og evalueret"), completed),
}
# What is asked under each heading of the law: the regulations on medical devices (2017/745) and on data protection
# (2016/679, articles 35 and 9), and the act on social services' rules on consent.
QUESTIONS = {
    LegalTopic.DEVICE: gettext_lazy(
        "Er det medicinsk udstyr? Er det CE-mærket til det, I vil bruge det til? Skriv klassen og beviset."
    ),
    LegalTopic.DATA: gettext_lazy(
        "Hvilke oplysninger om mennesker samler det, hvor ligger de, og er der lavet en konsekvensanalyse (DPIA)?"
    ),
    LegalTopic.CONSENT: gettext_lazy(
        "Hvordan siger den enkelte ja eller nej? Hvad gør I, når nogen ikke selv kan svare?"
    ),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    state: str = ""
    unit: UUID | None = None
    year: int | None = None
    sort: str = "nyeste"


def visible(viewer: Viewer) -> QuerySet[TechnologyProject]:
    """The projects whose trials ``viewer`` may read and that were not taken back."""
    rows = TechnologyProject.objects.filter(may_read(viewer, "trial__subject__"), trial__withdrawn_at=None)
    return rows.annotate(is_completed=completed())


def projects(viewer: Viewer, filters: Filters) -> QuerySet[TechnologyProject]:
    """The projects on the list, filtered and sorted. Drafts are their author's own."""
    rows = visible(viewer).exclude(trial__status=Status.DRAFT)
    if filters.words:
        ids = search.matching(filters.words, ("trial", "technology"))
        named = Q(technology__in=ids) & may_read(viewer, "technology__subject__")
        rows = rows.filter(Q(trial__in=ids) | named) if ids is not None else rows.none()
    if filters.state in STATES:
        rows = rows.filter(STATES[filters.state][1]())
    if filters.unit:
        rows = rows.filter(trial__unit=filters.unit)
    if filters.year:
        rows = rows.filter(completed(), trial__concluded_at__year=filters.year)
    rows = rows.select_related("trial__subject", "trial__unit__actor__subject", "trial__actor", "technology__subject")
    order = SORTS.get(filters.sort, SORTS["nyeste"])
    return rows.order_by(F(order.lstrip("-")).desc() if order.startswith("-") else F(order).asc(nulls_last=True), "pk")


def is_evaluated(trial: Trial) -> bool:
    """Whether a trial that has ended was evaluated."""
    return TechnologyProject.objects.filter(completed(), trial=trial).exists()


def measured_before(indicator: Indicator, trial: Trial) -> bool:
    """Whether it was measured, and written down, before a trial began."""
    began = trial.started_at or clock.now()
    rows = indicator.measurements.filter(phase=Phase.BEFORE, withdrawn_at=None)
    return rows.filter(on__lte=timezone.localdate(began), at__lte=began).exists()


def lost_figure(indicator: Indicator) -> list[str]:
    """Whether a project that runs has lost the figure it began with, or what was measured of it before, in words."""
    chosen = Q(life_indicator=indicator) | Q(work_indicator=indicator)
    rows = TechnologyProject.objects.filter(chosen, trial__withdrawn_at=None, trial__status=Status.RUNNING)
    project = rows.select_related("trial").first()
    if project is None or (indicator.removed_at is None and measured_before(indicator, project.trial)):
        return []
    told = _(
        "Planen for teknologien bygger på det, I målte, før I begyndte. Ret tallet, eller vælg et andet på planen."
    )
    return [told]


def completed_in(viewer: Viewer, year: int) -> int:
    """How many projects that ``viewer`` may read were completed in a year (C57)."""
    return visible(viewer).filter(completed(), trial__concluded_at__year=year).count()


def years(viewer: Viewer, asked: str = "") -> list[int]:
    """This year, the earlier that something was completed in, and the one ``asked`` for, newest first. One query."""
    this = clock.today().year
    rows = visible(viewer).filter(completed()).order_by().values_list("trial__concluded_at__year", flat=True)
    named = [year for year in range(FIRST_YEAR, this) if str(year) == asked]
    return sorted({this, *rows.distinct(), *named}, reverse=True)


def of_technology(technology: Technology, viewer: Viewer) -> list[TechnologyProject]:
    """The projects with a technology, newest first. One query."""
    rows = visible(viewer).filter(technology=technology).exclude(trial__status=Status.DRAFT)
    rows = rows.select_related("trial__subject", "trial__unit__actor__subject")
    return list(rows.order_by("-trial__subject__created_at")[:10])


def trials_of(technology_id: UUID) -> QuerySet[Any]:
    """The trials of a technology by their ids, for the query of a room that asks for them."""
    return TechnologyProject.objects.filter(technology=technology_id).values("pk")


def tried_with(technology: Technology) -> list[str]:
    """Whether a trial of it stands, in words that name none. One query."""
    rows = TechnologyProject.objects.filter(technology=technology, trial__withdrawn_at=None)
    return [_("Den er med i en afprøvning.")] if rows.exists() else []


def with_stories(projects: list[TechnologyProject], viewer: Viewer) -> list[tuple[TechnologyProject, list[Story]]]:
    """The projects, each with the stories about its trial, newest first. One query, and none without a project."""
    told: dict[UUID | None, list[Story]] = {row.pk: [] for row in projects}
    for story in stories(viewer).filter(about__in=told)[:MOST_STORIES] if projects else ():
        told[story.about_id].append(story)
    return [(row, told[row.pk]) for row in projects]


def measured(viewer: Viewer) -> list[tuple[TechnologyProject, list[Figure]]]:
    """The projects that are over, whatever came of them, with what was measured before and after. Three queries.

    Without what fewer than five people answered, and without a project of which nothing is left to show.
    """
    rows = visible(viewer).filter(completed(), may_read(viewer, "technology__subject__"))
    rows = rows.select_related("trial__subject", "trial__unit__actor__subject", "trial__actor", "technology__subject")
    found = list(rows.order_by("-trial__concluded_at", "pk")[:MOST_MEASURED])
    by_trial = figures_of([row.pk for row in found], viewer) if found else {}
    told = []
    for row in found:
        chosen = (row.life_indicator_id, row.work_indicator_id)
        figures = [figure for figure in by_trial[row.pk] if figure.id in chosen]
        if figures := [figure for figure in figures if figure.before is not None and figure.after is not None]:
            told.append((row, figures))
    return told


def on_page(trial: Trial, viewer: Viewer) -> TechnologyProject | None:
    """The project of a trial with all that stands on it. Four queries; one where there is none."""
    rows = TechnologyProject.objects.filter(trial=trial).select_related(
        "technology__subject",
        "need__subject",
        "need__reuse",
        "life_indicator",
        "work_indicator",
        "evaluation_owner__actor",
        "evaluation_deputy__actor",
    )
    checks = Prefetch("legal_checks", LegalCheck.objects.select_related("by__actor"))
    bought = Prefetch("purchase_checks", PurchaseCheck.objects.select_related("by__actor", "seller"))
    project = rows.prefetch_related("plan", checks, bought).first()
    if project is not None:
        project.trial = trial
    return project


def needs_for(trial: Trial, viewer: Viewer) -> QuerySet[TechnologyNeed]:
    """The needs a project may come from: behind its proposal, of its unit or one above, or joined by them.

    Any, where no unit has to do with the trial.
    """
    rows = needs(viewer).exclude(status=NeedStatus.CLOSED)
    if trial.unit is None:
        return rows
    joined = Joining.objects.filter(unit__in=trial.unit.line, left_at=None)
    theirs = Q(unit__in=trial.unit.line) | Q(pk__in=joined.values("need"))
    return rows.filter(theirs | Q(proposal=trial.proposal_id))


def needs_to_choose(viewer: Viewer, trial: Trial, standing: TechnologyNeed | None = None) -> Among:
    """The need that stands, which the viewer may be one not to read, and the others it may come from.

    The one behind its proposal is the first of these.
    """
    is_behind = Case(When(proposal=trial.proposal_id, then=0), default=1)
    rows = Rows(needs_for(trial, viewer).order_by(is_behind, "-subject__active_at", "pk"), "title")
    if standing is None:
        return Among(rows)
    named = standing.title if standing.subject.readable_by(viewer) else _("Det er ikke for alle at læse.")
    return Among(rows, first=[Choice(str(standing.pk), named)])


def parties_to(technology_id: UUID | None, trial: Trial | None) -> frozenset[UUID]:
    """The actors outside the municipality that a matter is about: those who take part, and those who sell the thing."""
    return catalogue_suppliers(technology_id) | (trial.parties if trial else frozenset())


def selling_partners(project: TechnologyProject) -> QuerySet[Actor]:
    """The partners who sell or develop what is tried: as they say themselves, or as the catalogue does.

    One who was hidden is named to nobody, and not bought from.
    """
    sells = Q(interest=PartnerInterest.SELLS) | Q(actor__in=catalogue_suppliers(project.technology_id))
    selling = project.trial.partners.filter(sells)
    rows = Actor.objects.filter(pk__in=selling.values("actor"), subject__shown=True)
    return rows.select_related("subject").order_by("name", "pk")


def may_evaluate(trial: Trial) -> list[Person]:
    """Who may see to the evaluation: those who work where it is tried, their leaders, its planner, its supporter."""
    found = {} if trial.author.erased_at else {trial.author_id: trial.author}
    people: Iterable[Person] = [*staff_of(trial.unit), *leaders_of(trial.unit)] if trial.unit else ()
    for person in (*people, *((trial.sponsor,) if trial.sponsor else ())):
        found.setdefault(person.pk, person)
    return list(found.values())


# --- what others learnt -----------------------------------------------------------------------------------------------


def lessons_before(project: TechnologyProject, viewer: Viewer) -> list[Lesson]:
    """What earlier projects with the same technology, or the same sort, hand on to this one, its own kind first (C53).

    So do those who wrote whether a decision on it held. Each with ``is_same``: of this very technology. What the
    project has taken up already is not among them. One query.
    """
    same = lessons_about(project, Technology.objects.filter(pk=project.technology_id))
    alike = lessons_about(project, Technology.objects.filter(group=project.technology.group))
    rows = not_taken_up(project, viewer).filter(alike)
    rows = rows.annotate(is_same=Case(When(same, then=True), default=False, output_field=BooleanField()))
    return list(rows.order_by("-is_same", "-at", "-pk")[:MOST_LESSONS])


def not_taken_up(project: TechnologyProject, viewer: Viewer) -> QuerySet[Lesson]:
    taken_up = Acknowledgement.objects.filter(lesson=OuterRef("pk"), subject=project.pk)
    return lessons(viewer).exclude(Exists(taken_up))


def lessons_about(project: TechnologyProject, technologies: QuerySet[Technology]) -> Q:
    """The lessons of other projects with these technologies: from their evaluations, from those of what became daily
    life after them, and from what was written on a technology's page before this one began.
    """
    trials = TechnologyProject.objects.exclude(pk=project.pk).filter(technology__in=technologies).values("trial")
    practices = Practice.objects.filter(tried_as__in=trials)
    told = Q(source__context__in=technologies.values("pk"))
    if began := project.trial.started_at:
        told &= Q(at__lt=began)
    return Q(evaluation__about__in=trials) | Q(evaluation__about__in=practices.values("subject")) | told


def lessons_to_take_up(project: TechnologyProject) -> int:
    """How many lessons of this very technology wait for an answer before it may start: those everybody may read.

    What only some may read is shown to them and holds nobody back who does not know of it.
    """
    same = Technology.objects.filter(pk=project.technology_id)
    return not_taken_up(project, NOBODY).filter(lessons_about(project, same)).count()


# --- what is missing --------------------------------------------------------------------------------------------------


def lacks_to_start(trial: Trial) -> list[str]:
    """What a technology asks for before its trial starts, in words; nothing where the trial is of none. Issue: H 3."""
    project = TechnologyProject.objects.filter(trial=trial).select_related("need__subject", "technology").first()
    if project is None:
        return []
    project.trial = trial
    need = project.need
    page, edit, workflow, competence = (
        reverse(f"technology_projects:{name}", args=[trial.pk]) for name in ("page", "edit", "workflow", "competence")
    )
    lacks: list[str] = []
    if need is None or need.reuse_id is None:
        told = _("Skriv, hvad I lærte af andres erfaringer. Det står på behovet, og det mangler.")
        is_known = need is not None and need.subject.readable_by(NOBODY)
        reuse = reverse("technology_needs:reuse", args=[need.pk]) if need and is_known else f"{edit}#id_need_id"
        lacks.append(Lack(told, reuse))
    if waiting_lessons := lessons_to_take_up(project):
        told = _("Læs, hvad andre lærte af teknologien, og skriv, hvad I gør. Der venter %d.") % waiting_lessons
        lacks.append(Lack(told, f"{page}#laert"))
    for is_for, name, text in (
        (project.is_better_life, "life_indicator_id", _("Vælg det tal, der viser, om livet bliver bedre.")),
        (project.is_smarter_work, "work_indicator_id", _("Vælg det tal, der viser, om arbejdet bliver lettere.")),
    ):
        if is_for and not Indicator.objects.filter(pk__in=[getattr(project, name)], removed_at=None).exists():
            lacks.append(Lack(text, f"{edit}#id_{name}"))
    chosen = [pk for pk in (project.life_indicator_id, project.work_indicator_id) if pk]
    before = Measurement.objects.filter(indicator__in=chosen, phase=Phase.BEFORE, withdrawn_at=None)
    measured_now = set(before.values_list("indicator", flat=True))
    if unmeasured := [pk for pk in chosen if pk not in measured_now]:
        told = _("Mål, hvordan det er i dag. Ellers kan ingen se, om noget blev anderledes.")
        lacks.append(Lack(told, reverse("indicators:measure", args=unmeasured[:1])))
    lacks += unsettled_law(project)
    kinds = set(PlanLine.objects.filter(project=project).values_list("kind", flat=True))
    if PlanKind.WORKFLOW not in kinds:
        lacks.append(Lack(_("Skriv mindst én arbejdsgang, der ændrer sig."), workflow))
    if PlanKind.COMPETENCE not in kinds:
        lacks.append(Lack(_("Skriv, hvem der skal lære hvad."), competence))
    if project.evaluation_on is None or project.evaluation_owner_id is None:
        told = _("Vælg, hvornår det bliver evalueret, og hvem der sørger for det.")
        lacks.append(Lack(told, f"{edit}#id_evaluation_on"))
    return lacks


def unsettled_law(project: TechnologyProject) -> list[Lack]:
    """What the law asks and nobody has said is in order, in words. One query."""
    settled = (LegalState.IN_ORDER, LegalState.NOT_NEEDED)
    answered = set(project.legal_checks.filter(state__in=settled).values_list("topic", flat=True))
    page = reverse("technology_projects:page", args=[project.pk])  # whoever may answer has the way to it there
    return [
        Lack(_("Svar på spørgsmålet om loven: %s.") % topic.label, f"{page}#loven")
        for topic in LegalTopic
        if topic.value not in answered
    ]


def lacks_to_adopt(trial: Trial) -> list[str]:
    """What turned out to be missing in the law is in order first, and buying from a partner is looked at (C49)."""
    project = TechnologyProject.objects.filter(trial=trial).first()
    if project is None:
        return []
    lacks: list[str] = [*unsettled_law(project)]
    if selling_partners(project).exclude(pk__in=project.purchase_checks.values("seller")).exists():
        told = _("Skriv, hvordan I må købe hos den, der sælger det og var med. Det står på siden om teknologien.")
        lacks.append(Lack(told, f"{reverse('technology_projects:page', args=[trial.pk])}#koeb"))
    return lacks


def lacks_after_stop(trial: Trial) -> list[str]:
    """What stopping asks for: that the catalogue tells it, and that the next ones can learn of it."""
    project = TechnologyProject.objects.filter(trial=trial).select_related("technology__subject").first()
    if project is None:
        return []
    lacks = []
    # What was in use before it was tried stays in use.
    uses = project.technology.uses.filter(unit=trial.unit_id, is_current=True, status=UseStatus.TRIAL)
    if project.technology.subject.shown and trial.unit_id and uses.exists():
        told = _("På siden om teknologien står enheden med: %s. Er I holdt op med at bruge den, så skriv det der.")
        lacks.append(told % UseStatus.TRIAL.label)
    if not Lesson.objects.filter(evaluation__about=trial.pk, withdrawn_at=None).exists():
        lacks.append(_("Skriv på evalueringen, hvad de næste kan lære."))
    return lacks


def lacks(trial: Trial) -> list[str]:
    """What lacks for the next step, whichever that is: to start, to become daily life, or after a stop."""
    if trial.is_open:
        return lacks_to_start(trial)
    if trial.is_running:
        return lacks_to_adopt(trial)
    return lacks_after_stop(trial) if trial.outcome == Outcome.STOP else []


def rests_on(project: TechnologyProject, viewer: Viewer) -> list[str]:
    """What stands in the way of taking the technology off its trial, in words.

    Once it has begun that is the trial itself: what was answered before the start is kept for those who look later.
    """
    trial = project.trial
    if not trial.is_open:
        told = _(
            "I er begyndt, og det, I har svaret om loven og køb, skal kunne ses. Derfor bliver teknologien stående."
        )
        return [told, _("Prøvede I en anden, så afslut afprøvningen, og skriv på evalueringen, hvilken det var.")]
    found = []
    cases = BusinessCase.objects.filter(about=trial.pk, withdrawn_at=None, subject__shown=True)
    readable = set(BusinessCase.objects.visible_to(viewer).filter(about=trial.pk).values_list("pk", flat=True))
    for case in cases.order_by("pk"):
        told = _("Et regnestykke bygger på den: %s.") % case.title
        found.append(told if case.pk in readable else _("Et regnestykke, du ikke kan læse, bygger på den."))
    return found


def waiting(person_id: UUID | None = None) -> QuerySet[TechnologyProject]:
    """The projects whose evaluation is near or gone, of one person or of all."""
    rows = TechnologyProject.objects.filter(trial__withdrawn_at=None, trial__subject__shown=True).exclude(completed())
    rows = rows.filter(
        trial__status__in=(Status.RUNNING, Status.CONCLUDED),
        evaluation_on__lte=soon(clock.today()),
    )
    return rows.filter(Q(evaluation_owner=person_id) | Q(evaluation_deputy=person_id)) if person_id else rows


def owed_evaluations(person_id: UUID | None = None) -> list[Owed]:
    """The evaluations that are owed, the oldest first. One whose owner is gone is the coordinators' to place."""
    return [
        Owed(
            subject=row.trial.subject,
            url=reverse("technology_projects:page", args=[row.pk]),
            since=row.evaluation_on,  # silence is counted from the day itself
            due=row.evaluation_on,
            answerer=row.evaluation_owner_id,
            unit=row.trial.unit_id,
            deputy=row.evaluation_deputy_id,
        )
        for row in waiting(person_id).select_related("trial__subject").order_by("evaluation_on", "pk")
        if row.evaluation_on
    ]


def soon(today: date) -> date:
    """From a week before its day an evaluation waits for its owner."""
    return date.fromordinal(today.toordinal() + 7)
