"""Reads about MED items and myths, always through ``visible_to``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import rules
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samspil.actors.models import Actor, BodyKind, Membership, Role, Unit
from samspil.codetermination.models import MedItem, Myth, MythAnswer, MythReply, MythSource
from samspil.foundation import hooks, search
from samspil.foundation.hooks import Boundary, Owed
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, may_read
from samspil.foundation.viewer import Viewer


def is_discussed(subject_ids: Iterable[UUID], since: date | None = None, phase: str = "") -> bool:
    """Whether MED has discussed one of these subjects (on or after ``since``, before ``phase``), and nothing waits.

    For a rule, so it counts what anybody wrote down, whoever asks.
    """
    items = MedItem.objects.filter(subject__in=list(subject_ids))
    if phase:
        items = items.filter(phase=phase)
    discussed = items.filter(discussed_on__isnull=False)
    if since:
        discussed = discussed.filter(discussed_on__gte=since)
    return discussed.exists() and not items.filter(discussed_on=None).exists()


def committees() -> list[Actor]:
    """The MED committees, by name."""
    rows = Actor.objects.filter(body__kind=BodyKind.MED, subject__shown=True).select_related("subject")
    return list(rows.order_by("name", "pk"))


def committee_for(unit: Unit | None) -> Actor | None:
    """The committee whose members work nearest to the unit: in it, or in those above it; else the first of all."""
    found = committees()
    if unit is None or len(found) < 2:
        return found[0] if found else None
    line = unit.line
    members = dict[UUID, set[UUID]]()
    for actor, person in Membership.objects.current().filter(actor__in=found).values_list("actor", "person"):
        members.setdefault(person, set()).add(actor)
    roles = Role.objects.current().filter(kind__in=("leader", "employee"), scope__in=line, person__in=members)
    near = {actor.pk: len(line) for actor in found}
    for person, scope in roles.values_list("person", "scope"):
        for actor in members[person]:
            near[actor] = min(near[actor], line.index(scope))
    return min(found, key=lambda actor: near[actor.pk])


# --- MED's page -------------------------------------------------------------------------------------------------------

MOST_ITEMS = 200
OPEN, DISCUSSED = "aabne", "droeftet"


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of MED's page, and of its paper and its table."""

    words: str = ""
    committee: UUID | None = None
    unit: UUID | None = None
    state: str = ""


def items(viewer: Viewer, filters: Filters) -> QuerySet[MedItem]:
    """What is on the agenda, as far as ``viewer`` may read it: the open first, the longest waiting on top."""
    rows = MedItem.objects.visible_to(viewer)
    if filters.words:
        rows = rows.filter(
            Q(subject__title__icontains=filters.words)
            | Q(note__icontains=filters.words)
            | Q(committee__name__icontains=filters.words)
        )
    if filters.committee:
        rows = rows.filter(committee=filters.committee)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.state:
        rows = rows.filter(discussed_on__isnull=filters.state == OPEN)
    rows = rows.select_related("subject__context", "unit__actor__subject", "committee", "noted_by__actor")
    return rows.order_by(F("discussed_on").desc(nulls_first=True), "at", "pk")


def boundaries(viewer: Viewer, words: str = "") -> list[tuple[str, list[Boundary]]]:
    """What the other apps say touches the boundary between staff and volunteers, newest first: one query each."""
    found = []
    for sort in hooks.all_of("boundaries"):
        rows = [row for row in sort.of(viewer) if words.lower() in f"{row.title} {row.why}".lower()]
        if rows:
            found.append((str(sort.label), rows[:MOST_ITEMS]))
    return found


def items_on(subject: Subject, viewer: Viewer) -> list[MedItem]:
    """What MED is asked about one page, and what it has discussed. One query."""
    rows = MedItem.objects.visible_to(viewer).filter(subject=subject)
    return list(rows.select_related("subject", "unit", "committee", "noted_by__actor").order_by("at", "pk"))


def put_what_may_be_done(item: MedItem, viewer: Viewer) -> None:
    """``may_note`` while it waits; once it was discussed ``may_correct``, and ``may_take_away`` what stood before."""
    item.may_note = item.discussed_on is None and rules.has_perm("codetermination.note_discussion", viewer, item)
    item.may_correct = rules.has_perm("codetermination.correct_discussion", viewer, item)
    item.may_take_away = rules.has_perm("codetermination.take_earlier_away", viewer, item)


# --- what people have heard -------------------------------------------------------------------------------------------

# What an answer may rest on: pages that say where they know it from.
SOURCE_KINDS = ("knowledge", "practice", "evaluation")
SORTS = {
    "aktiv": ("-subject__active_at", "pk"),
    "nyeste": ("-subject__created_at", "pk"),
    "frist": ("answer_due", "pk"),
}


@dataclass(frozen=True, slots=True)
class MythFilters:
    words: str = ""
    state: str = ""
    unit: UUID | None = None
    sort: str = "aktiv"


def myths(viewer: Viewer, filters: MythFilters | None = None) -> QuerySet[Myth]:
    """The myths ``viewer`` may read, but for those that were taken back."""
    filters = filters or MythFilters()
    rows = Myth.objects.visible_to(viewer).filter(subject__kind="myth", withdrawn_at=None)
    rows = rows.select_related("subject", "actor", "unit__actor__subject", "committee")
    if filters.words:
        ids = search.matching(filters.words, ("myth",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.state:
        rows = rows.filter(answered_at__isnull=filters.state == "aabne")
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["aktiv"]))


def reply_counts(ids: list[UUID], viewer: Viewer) -> dict[UUID, int]:
    """How many have said something about each myth, as far as ``viewer`` may read it."""
    rows = MythReply.objects.filter(may_read(viewer, "subject__"), myth__in=ids, withdrawn_at=None)
    return {row["myth"]: row["n"] for row in rows.values("myth").annotate(n=Count("pk"))}


def replies_to(myth: Myth, viewer: Viewer) -> list[MythReply]:
    rows = MythReply.objects.visible_to(viewer).filter(myth=myth, withdrawn_at=None)
    return list(rows.select_related("subject", "actor", "author__actor", "entered_by__actor").order_by("pk")[:300])


def answers_to(myth: Myth, viewer: Viewer) -> list[MythAnswer]:
    """The answers, the newest above, each with the ``visible_sources`` it rests on. Two queries."""
    rows = MythAnswer.objects.visible_to(viewer).filter(myth=myth, withdrawn_at=None)
    answers = list(rows.select_related("subject", "actor", "author__actor").order_by("-pk"))
    sources = MythSource.objects.filter(may_read(viewer, "subject__"), answer__in=answers)
    by_answer: dict[UUID, list[Subject]] = {}
    for source in sources.select_related("subject__context").order_by("pk"):
        by_answer.setdefault(source.answer_id, []).append(source.subject)
    for answer in answers:
        answer.visible_sources = by_answer.get(answer.pk, [])
    return answers


def sources_named(ids: Iterable[str], viewer: Viewer) -> list[Subject]:
    """The pages with these ids that an answer may rest on."""
    rows = Subject.objects.visible_to(viewer).filter(pk__in=[as_uuid(key) for key in ids], kind__in=SOURCE_KINDS)
    return list(rows.exclude(title=""))


def sources_like(myth: Myth, viewer: Viewer, most: int = 6) -> list[Subject]:
    """Pages with words in common with a myth, to rest an answer on: those that share most words first."""
    counted: dict[UUID, int] = {}
    found: dict[UUID, Subject] = {}
    words = [word for word in dict.fromkeys(re.findall(r"\w+", f"{myth.claim} {myth.body}")) if len(word) > 4]
    for word in words[:8]:
        for subject in search.find(word, viewer, SOURCE_KINDS).exclude(title="")[:20]:
            found[subject.pk] = subject
            counted[subject.pk] = counted.get(subject.pk, 0) + 1
    return sorted(found.values(), key=lambda subject: -counted[subject.pk])[:most]


def without_answer(person_id: UUID | None = None) -> QuerySet[Myth]:
    """The myths without an answer, of one person (also as a deputy) or of all."""
    rows = Myth.objects.filter(answered_at=None, withdrawn_at=None, subject__shown=True)
    return rows.filter(Q(answerer=person_id) | Q(deputy=person_id)) if person_id else rows


def owed_answers(person_id: UUID | None = None) -> list[Owed]:
    """The answers that are owed, the oldest first."""
    return [
        Owed(
            subject=row.subject,
            url=reverse("codetermination:myth", args=[row.pk]),
            since=timezone.localdate(row.subject.created_at),
            due=row.answer_due,
            answerer=row.answerer_id,
            unit=row.unit_id,
            deputy=row.deputy_id,
        )
        for row in without_answer(person_id).select_related("subject").order_by("answer_due", "pk")
    ]
