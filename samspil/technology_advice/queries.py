"""Reads about the group's work, always through ``visible_to`` of what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, BodyKind
from samspil.assessments.models import Assessment
from samspil.assessments.models import Status as AssessmentStatus
from samspil.assessments.queries import assessments
from samspil.decisions.models import Advice, Decision, Sitting
from samspil.decisions.queries import with_statements
from samspil.foundation import clock, hooks
from samspil.foundation.hooks import Owed
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, may_read
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import Viewer
from samspil.technologies.models import Technology, Use, UseStatus
from samspil.technology_advice.models import AdviceRequest
from samspil.technology_needs.models import NeedStatus, TechnologyNeed
from samspil.technology_needs.queries import needs
from samspil.technology_projects import queries as projects
from samspil.technology_projects.models import TechnologyProject
from samspil.trials.models import Status as TrialStatus
from samspil.trials.models import Trial

MOST_IN_ROOM = 10  # of one sort; the rest is a press away
MOST_COMING = 30
MOST_ON_PANEL = 5
RELATED = ("subject", "unit__actor__subject", "body", "by__actor", "answerer__actor", "deputy__actor")
STATES: dict[str, Any] = {"venter": _("Venter på råd"), "ubesvaret": _("Ubesvaret"), "besvaret": _("Har fået råd")}
SORTS = {"nyeste": ("-at", "pk"), "frist": ("due", "pk")}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    state: str = ""
    unit: UUID | None = None
    sort: str = "nyeste"


def group() -> Actor | None:
    """The cross-cutting group for welfare technology: the first that may advise."""
    rows = Actor.objects.filter(body__kind=BodyKind.TECHNOLOGY_GROUP, body__may_advise=True, subject__shown=True)
    return rows.select_related("subject").order_by("name", "pk").first()


def asked(viewer: Viewer) -> QuerySet[AdviceRequest]:
    """What the group was asked and may be read, with the advice and its statements where there is one."""
    rows = with_end(AdviceRequest.objects.visible_to(viewer)).filter(withdrawn_at=None).select_related(*RELATED)
    return rows.prefetch_related(Prefetch("advice", with_statements(Advice.objects.all())))


def with_end(rows: QuerySet[AdviceRequest]) -> QuerySet[AdviceRequest]:
    """Each with ``decided_at``, when the matter was decided after the question, ``is_over``: it waits no longer, and
    ``is_late``: the advice came when it was decided.
    """
    decided_at = decided_since().order_by("at").values("at")[:1]
    is_over = Case(When(no_longer_waits(), then=True), default=False, output_field=BooleanField())
    is_late = Case(When(advice__at__gt=F("decided_at"), then=True), default=False, output_field=BooleanField())
    return rows.annotate(decided_at=Subquery(decided_at), is_over=is_over).annotate(is_late=is_late)


def requests(viewer: Viewer, filters: Filters) -> QuerySet[AdviceRequest]:
    """The questions on the list, filtered and sorted."""
    rows = asked(viewer)
    if filters.words:
        said = Q(question__icontains=filters.words) | Q(subject__title__icontains=filters.words)
        rows = rows.filter(said | Q(advice__recommendation__icontains=filters.words))
    if filters.state:
        rows = rows.filter(advice__isnull=filters.state != "besvaret")
    if filters.state == "venter":
        rows = rows.exclude(no_longer_waits())
    if filters.state == "ubesvaret":
        rows = rows.filter(Q(due__lt=clock.today()) | no_longer_waits())
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def request_of(pk: Any, viewer: Viewer) -> AdviceRequest:
    """Raises: NotFound."""
    rows = with_end(AdviceRequest.objects.visible_to(viewer)).select_related(*RELATED)
    found = rows.filter(pk__in=[as_uuid(pk)]).first()
    if found is None:
        raise NotFound(f"AdviceRequest {pk}")
    return found


def on_matter(subject: Subject, viewer: Viewer) -> list[AdviceRequest]:
    """What the group was asked about one matter, newest first. One query, and more where it has answered."""
    return list(asked(viewer).filter(subject=subject).order_by("-at", "pk")[:MOST_ON_PANEL])


def on_technology(technology: Technology, viewer: Viewer) -> list[AdviceRequest]:
    """What it was asked about the technology's assessments and trials. One query, and more where it has answered."""
    about = Q(subject__root=technology.pk) | Q(subject__trial__technology_project__technology=technology.pk)
    return list(asked(viewer).filter(about).order_by("-at", "pk")[:MOST_ON_PANEL])


def decided_since() -> QuerySet[Decision]:
    """The decisions on what a question is about, taken after it was asked."""
    return Decision.objects.filter(subject=OuterRef("subject"), at__gt=OuterRef("at"))


def no_longer_waits() -> Q:
    """The matter was decided, or nothing more comes of it, with or without advice: nobody owes any."""
    decided = (AssessmentStatus.DECIDED, AssessmentStatus.EVALUATED)
    return (
        Q(subject__technologyneed__status__in=(NeedStatus.GOES_ON, NeedStatus.CLOSED))
        | Q(subject__technologyneed__withdrawn_at__isnull=False)
        | Q(subject__assessment__status__in=decided)
        | Q(subject__assessment__withdrawn_at__isnull=False)
        | Q(subject__trial__status__in=(TrialStatus.CONCLUDED, TrialStatus.WITHDRAWN))
        | Q(subject__trial__withdrawn_at__isnull=False)
        | Q(subject__kind="trial", subject__trial__technology_project__isnull=True)
        | Q(Exists(decided_since()))
    )


# --- who has something to win -----------------------------------------------------------------------------------------


def sitting_of(request: AdviceRequest) -> Sitting:
    return Sitting(subject=request.subject, body=request.body, parties=parties_of(request.subject))


def parties_of(subject: Subject) -> frozenset[UUID]:
    """The actors outside the municipality that a matter is about: those who take part, and those who sell the thing."""
    matter = hooks.thing(subject)
    if isinstance(matter, Assessment):
        return projects.parties_to(matter.technology_id, matter.trial)
    if isinstance(matter, Trial):
        technology = TechnologyProject.objects.filter(trial=matter).values_list("technology", flat=True).first()
        return projects.parties_to(technology, matter)
    return frozenset()


# --- the room ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coming:
    """What is on its way, as far as the viewer may read it; each matter with the newest question about it, if any."""

    uses: list[Use]
    needs: list[tuple[TechnologyNeed, AdviceRequest | None]]
    projects: list[tuple[TechnologyProject, AdviceRequest | None]]
    assessments: list[tuple[Assessment, AdviceRequest | None]]


def coming(viewer: Viewer) -> Coming:
    """What the units have on the way: six queries, however much there is."""
    uses = Use.objects.filter(
        may_read(viewer, "technology__subject__"),
        may_read(viewer, "unit__actor__subject__"),
        is_current=True,
        status__in=(UseStatus.COMING, UseStatus.TRIAL),
        technology__withdrawn_at=None,
    )
    open_now = (AssessmentStatus.COLLECTING, AssessmentStatus.COMPLETE, AssessmentStatus.READY)
    needed = list(needs(viewer).filter(status__in=(NeedStatus.OPEN, NeedStatus.LOOKING))[:MOST_IN_ROOM])
    named = projects.projects(viewer, projects.Filters(state="planlagt")).select_related("trial__unit__actor__subject")
    planned = list(named[:MOST_IN_ROOM])
    # What was decided and looked back on is over, also where a round of the same questions is open.
    weighed = assessments(viewer).filter(status__in=open_now).exclude(follows__status=AssessmentStatus.EVALUATED)
    assessed = list(weighed[:MOST_IN_ROOM])
    matters = [row.pk for row in (*needed, *planned, *assessed)]
    rows = with_end(AdviceRequest.objects.visible_to(viewer)).filter(subject__in=matters, withdrawn_at=None)
    about = {row.subject_id: row for row in rows.order_by("at", "pk")}
    return Coming(
        uses=list(uses.select_related("technology__subject", "unit__actor").order_by("-since", "pk")[:MOST_COMING]),
        needs=[(row, about.get(row.pk)) for row in needed],
        projects=[(row, about.get(row.pk)) for row in planned],
        assessments=[(row, about.get(row.pk)) for row in assessed],
    )


def waiting_first(viewer: Viewer) -> list[AdviceRequest]:
    """What waits for advice, the day that comes first on top."""
    return list(asked(viewer).filter(advice=None).exclude(no_longer_waits()).order_by("due", "pk")[:MOST_IN_ROOM])


def passed_by(viewer: Viewer) -> list[AdviceRequest]:
    """What was decided before the group answered, the newest question first. It stands, and waits for nobody."""
    rows = asked(viewer).filter(Exists(decided_since()), advice=None)
    return list(rows.order_by("-at", "pk")[:MOST_IN_ROOM])


def newest(viewer: Viewer) -> list[AdviceRequest]:
    """The newest advice."""
    return list(asked(viewer).filter(advice__isnull=False).order_by(F("advice__at").desc(), "pk")[:MOST_IN_ROOM])


# --- what is owed -----------------------------------------------------------------------------------------------------


def waiting_on(subject_id: UUID | None) -> QuerySet[AdviceRequest]:
    """The question about a matter that the group may still answer: one at most."""
    return AdviceRequest.objects.filter(subject=subject_id, advice=None, withdrawn_at=None, overtaken_at=None)


def without_answer(person_id: UUID | None = None) -> QuerySet[AdviceRequest]:
    """The questions without advice, of one member (also as a deputy) or of all."""
    rows = AdviceRequest.objects.filter(advice=None, withdrawn_at=None, subject__shown=True).exclude(no_longer_waits())
    return rows.filter(Q(answerer=person_id) | Q(deputy=person_id)) if person_id else rows


def owed_advice(person_id: UUID | None = None) -> Iterable[Owed]:
    """The advice that is owed, the oldest first. No unit: its leader decides, and does not advise for the group."""
    return [
        Owed(
            subject=row.subject,
            url=reverse("technology_advice:request", args=[row.pk]),
            since=timezone.localdate(row.at),
            due=row.due,
            answerer=row.answerer_id,
            unit=None,
            deputy=row.deputy_id,
        )
        for row in without_answer(person_id).select_related("subject").order_by("due", "pk")
    ]
