"""Reads about evaluations, voices and lessons, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from samspil.evaluations.models import Acknowledgement, Evaluation, Lesson, UserVoice
from samspil.foundation import search
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, may_read
from samspil.foundation.viewer import Viewer
from samspil.indicators.queries import Figure, figures_of, small_by_now, thawed
from samspil.knowledge.queries import theme_of
from samspil.surveys.models import SMALLEST_GROUP, Answer, Survey

EVALUATED = ("trial", "practice")  # the kinds of pages an evaluation may be about; an offer needs none
LEARNS = ("trial", "practice", "evaluation")  # the kinds that may take up a lesson
MOST_VOICES = 200
MOST_LESSONS = 5

SORTS = {
    "nyeste": ("-subject__created_at", "pk"),
    "afsluttet": ("-completed_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    about: str = ""
    theme: str = ""
    unit: str = ""
    state: str = ""
    sort: str = "nyeste"


def evaluations(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Evaluation]:
    """The standing evaluations ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = Evaluation.objects.visible_to(viewer).filter(subject__kind="evaluation", withdrawn_at=None)
    rows = rows.select_related("subject", "about", "actor", "unit__actor")
    if filters.words:
        ids = search.matching(filters.words, ("evaluation",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.about == "offer":
        rows = rows.filter(about=None)
    elif filters.about:
        rows = rows.filter(about__kind=filters.about)
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.state:
        rows = rows.filter(completed_at__isnull=filters.state == "ongoing")
    return rows.order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def evaluations_of(subject: Subject, viewer: Viewer) -> list[Evaluation]:
    """The evaluations of a trial or a practice, newest first. One query."""
    rows = Evaluation.objects.visible_to(viewer).filter(about=subject, withdrawn_at=None)
    return list(rows.select_related("subject", "actor").order_by("-pk")[:10])


def completed_for(subject_id: UUID, viewer: Viewer | None = None) -> Evaluation | None:
    """The newest completed evaluation of a subject; with a ``viewer``, among those they may read."""
    rows = Evaluation.objects.filter(about=subject_id, completed_at__isnull=False, withdrawn_at=None)
    if viewer is not None:
        rows = rows.filter(may_read(viewer, "subject__"))
    return rows.select_related("subject").order_by("-completed_at").first()


def surveys_for(evaluation: Evaluation, viewer: Viewer) -> list[Survey]:
    """The surveys of what is evaluated that at least five people have answered: they can speak for the users."""
    about = [pk for pk in (evaluation.about_id, evaluation.pk) if pk]
    rows = list(Survey.objects.visible_to(viewer).filter(about__in=about).select_related("subject"))
    counts = Answer.objects.filter(survey__in=rows).values_list("survey", "phase").annotate(n=Count("pk")).order_by()
    enough = {(pk, phase) for pk, phase, n in counts if n >= SMALLEST_GROUP}
    return [row for row in rows if any((row.pk, phase) in enough and row.is_over(phase) for phase in row.phases)]


def survey_named(survey_id: UUID | str | None, evaluation: Evaluation, viewer: Viewer) -> Subject:
    """Raises: ValidationError."""
    wanted = as_uuid(survey_id) if survey_id else None
    for row in surveys_for(evaluation, viewer):
        if row.pk == wanted:
            return row.subject
    raise ValidationError({"survey_id": [_("Vælg et spørgeskema, som mindst fem har svaret på.")]})


def voices_of(evaluation: Evaluation, viewer: Viewer) -> list[UserVoice]:
    """What users, relatives and citizens said, in the order it came. One query."""
    rows = UserVoice.objects.visible_to(viewer).filter(evaluation=evaluation, withdrawn_at=None)
    return list(rows.select_related("subject", "author__actor", "actor", "survey").order_by("pk")[:MOST_VOICES])


def words_about(subject_ids: Iterable[UUID], viewer: Viewer) -> list[UserVoice]:
    """The users' own words in completed evaluations of these subjects, newest evaluation first. One query."""
    rows = UserVoice.objects.visible_to(viewer).filter(
        evaluation__about__in=list(subject_ids),
        evaluation__completed_at__isnull=False,
        evaluation__subject__shown=True,
        withdrawn_at=None,
    )
    rows = rows.exclude(kind="survey").select_related("evaluation__subject")
    return list(rows.order_by("-evaluation__completed_at", "pk")[:MOST_VOICES])


def figures_for(evaluation: Evaluation, viewer: Viewer) -> list[Figure]:
    """The figures of an evaluation: those of what it is about, and its own. Frozen once it is completed."""
    if evaluation.is_completed:
        return thawed(evaluation.figures, evaluation.pk, small_by_now([evaluation.figures]))
    ids = [pk for pk in (evaluation.about_id, evaluation.pk) if pk]
    found = figures_of(ids, viewer)
    return [figure for pk in ids for figure in found[pk]]


def readable(viewer: Viewer, prefix: str = "") -> Q:
    """The lessons whose origin ``viewer`` may read; of evaluations only the completed ones, which ``lessons`` asks."""
    return Q(may_read(viewer, f"{prefix}evaluation__subject__"), **{f"{prefix}evaluation__isnull": False}) | Q(
        may_read(viewer, f"{prefix}source__"), **{f"{prefix}source__isnull": False}
    )


def lessons(viewer: Viewer) -> QuerySet[Lesson]:
    """The standing lessons of completed evaluations, and from elsewhere, that ``viewer`` may read."""
    is_over = Q(evaluation=None) | Q(evaluation__completed_at__isnull=False)
    rows = Lesson.objects.filter(readable(viewer), is_over, withdrawn_at=None)
    return rows.select_related("evaluation__subject", "evaluation__about", "source", "by__actor")


def open_lessons(viewer: Viewer) -> QuerySet[Lesson]:
    """The lessons that nobody has taken up yet."""
    return lessons(viewer).filter(acknowledgements=None)


def lessons_for(
    viewer: Viewer,
    *,
    subject: Subject | None = None,
    theme: str = "",
    most: int = MOST_LESSONS,
    tried_as: UUID | None = None,
) -> list[Lesson]:
    """The lessons that somebody who plans should read: about the same challenge or the same theme, newest first.

    With a ``subject``, those it has taken up already are left out, and those of its own evaluation or that of the
    trial it came from (``tried_as``). Without, those that nobody has taken up. Two queries at most.
    """
    rows = lessons(viewer)
    if subject is None:
        rows = open_lessons(viewer)
        return list((rows.filter(evaluation__theme=theme) if theme else rows)[:most])
    near = Q(evaluation__subject__root=subject.root_id)
    theme = theme or theme_of(subject)
    if theme:
        near |= Q(evaluation__theme=theme)
    taken_up = Acknowledgement.objects.filter(lesson=OuterRef("pk"), subject=subject)
    rows = rows.filter(near, evaluation__isnull=False).exclude(evaluation__subject=subject)
    rows = rows.exclude(evaluation__about__in=[pk for pk in (subject.pk, tried_as) if pk])
    return list(rows.exclude(Exists(taken_up))[:most])


def taken_up_by(subject: Subject, viewer: Viewer) -> list[Acknowledgement]:
    """What a trial, practice or evaluation does about earlier lessons. One query."""
    rows = Acknowledgement.objects.filter(readable(viewer, "lesson__"), subject=subject, lesson__withdrawn_at=None)
    rows = rows.select_related(
        "lesson__evaluation__subject", "lesson__evaluation__about", "lesson__source", "by__actor"
    )
    return list(rows[: MOST_LESSONS * 4])


def handed_on(evaluation: Evaluation, viewer: Viewer) -> list[Lesson]:
    """The lessons of an evaluation, with those who took them up as far as ``viewer`` may read them. Two queries."""
    rows = list(evaluation.lessons.filter(withdrawn_at=None).select_related("by__actor"))
    taken = Acknowledgement.objects.filter(may_read(viewer, "subject__"), lesson__in=rows)
    by_lesson: dict[int, list[Acknowledgement]] = {row.pk: [] for row in rows}
    for each in taken.select_related("subject__context", "by__actor"):
        by_lesson[each.lesson_id].append(each)
    for row in rows:
        row.visible_acknowledgements = by_lesson[row.pk]  # type: ignore[attr-defined]
    return rows
