"""Who and what could help, what is alike, and how suggestions went: always through ``visible_to``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import get_language

from samspil.foundation import clock, hooks
from samspil.foundation.models import JournalEntry, Subject
from samspil.foundation.viewer import Viewer
from samspil.matching import safety
from samspil.matching.types import Need, Ranking, Reason, Suggestion
from samspil.matching.vocabulary import Vocabulary
from samspil.resources.cards import contact_of
from samspil.resources.models import Area, Resource
from samspil.resources.queries import IN_LISTS, provider_shown
from samspil.resources.recurrence import in_words, next_dates
from samspil.suggestions import sentences
from samspil.suggestions.documents import kinds
from samspil.suggestions.models import Feedback, NoReason, Step
from samspil.suggestions.node import engine_for

FEWEST_SHOWN = 5  # people; smaller numbers could point at somebody
SHOWN_FIRST = 3
SHOWN_MORE = 10
COUNTED = timedelta(days=365)
TWINS = 3
ALIKE = 5
NEAR_ENOUGH = 0.2  # of a score that is 1 at most; below it is only the best of what does not fit


@dataclass(slots=True)
class Shown:
    """One suggestion as a page shows it."""

    id: UUID
    title: str
    url: str
    is_unexpected: bool
    why: list[str]
    missing: list[str]
    who: str = ""
    is_resource: bool = False
    far: str = ""
    place: str = ""
    next_on: date | None = None
    starts_at: time | None = None
    times: str = ""
    lift: str = ""
    meets_you: str = ""
    room: int | None = None
    phone: str = ""
    email: str = ""
    contact: str = ""
    provider_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine says to a need. ``lines`` are the professionals who come first when the text speaks of danger."""

    rows: list[Shown]
    stages: tuple[str, ...]
    lines: list[dict[str, str]]
    alarm: str = ""
    is_more: bool = False


def allowed_for(viewer: Viewer) -> Callable[[list[str]], set[str]]:
    """Which of these ids the viewer may see. One query a call."""

    def allowed(ids: list[str]) -> set[str]:
        rows = Subject.objects.visible_to(viewer).filter(pk__in=ids)
        return {str(pk) for pk in rows.values_list("pk", flat=True)}

    return allowed


def language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def rank(need: Need, viewer: Viewer, k: int) -> Ranking:
    return engine_for().rank(
        need, k=k, allowed=allowed_for(viewer), kinds=kinds(helping=True), label_language=language()
    )


def answer(need: Need, viewer: Viewer, k: int = SHOWN_FIRST, without: frozenset[UUID] = frozenset()) -> Answer:
    """The best ``k`` suggestions, with reasons, and professional help first where it must be.

    ``without`` are providers who are part of it already, and what is asked about itself.
    """
    ranking = rank(need, viewer, max(k + 1, SHOWN_MORE) + len(without))
    order = everything_tapped(ranking.suggestions, need.concepts)
    if ranking.alarm:
        # Beside the professionals stands only what the text itself is about, never what shares a word with it.
        order = [each for each in order if any(is_about(reason) for reason in each.reasons)]
    rows = [row for row in shown(order, viewer) if row.provider_id not in without and row.id not in without]
    return Answer(
        rows=rows[:k],
        stages=ranking.stages,
        lines=helplines(ranking.alarm) if ranking.alarm else [],
        alarm=ranking.alarm,
        is_more=len(rows) > k,
    )


def everything_tapped(found: Iterable[Suggestion], concepts: frozenset[str]) -> list[Suggestion]:
    """The same suggestions, with those first that together answer to everything that was tapped.

    The best stays first. Who taps nature and workshop meets both among the first three, whichever there is more of.
    """
    rest, first = list(found), list[Suggestion]()
    missing = set(concepts)
    while rest and len(first) < SHOWN_FIRST:
        best = next((each for each in rest if missing & origins(each)), rest[0]) if first else rest[0]
        rest.remove(best)
        first.append(best)
        missing -= origins(best)
    return first + rest


def is_about(reason: Reason) -> bool:
    """Whether the text names where the reason begins; that somebody needs company or warmth is true of everybody."""
    if reason.kind != "concept" or reason.data.get("similar"):
        return False
    first = Vocabulary.load().get(next(iter(reason.data.get("ids", ())), ""))
    return first is not None and first.group != "needs"


def origins(suggestion: Suggestion) -> set[str]:
    """The concepts of the need that lead to it."""
    return {
        reason.data["ids"][0] for reason in suggestion.reasons if reason.kind == "concept" and reason.data.get("ids")
    }


def suggest(need: Need, viewer: Viewer, k: int = SHOWN_FIRST) -> list[Shown]:
    """The best ``k`` suggestions to a need, with reasons."""
    return answer(need, viewer, k).rows


def shown(suggestions: Iterable[Suggestion], viewer: Viewer) -> list[Shown]:
    """The suggestions with what a page says about each. Three queries at most."""
    order = list(suggestions)
    ids = [each.id for each in order]
    resources = Resource.objects.visible_to(viewer).filter(pk__in=ids).select_related(*IN_LISTS)
    found = {str(row.pk): row for row in resources}
    others = [pk for pk in ids if pk not in found]
    rest = Subject.objects.visible_to(viewer).filter(pk__in=others).exclude(title="")
    subjects = {str(row.pk): row for row in rest} if others else {}
    vocabulary = Vocabulary.load()
    rows = []
    for each in order:
        if each.id in found:
            if found[each.id].is_active:  # the index may not know yet that it was taken back or has ended
                rows.append(row_of(found[each.id], each, viewer, vocabulary))
        elif each.id in subjects:
            rows.append(plain_row(subjects[each.id], each, vocabulary))
    return rows


def plain_row(subject: Subject, suggestion: Suggestion, vocabulary: Vocabulary) -> Shown:
    """What helps and is no resource: its title and why."""
    why, missing, far = sentences.told(suggestion.reasons, vocabulary)
    return Shown(
        id=subject.pk,
        title=subject.title,
        url=hooks.address(subject),
        is_unexpected=suggestion.kind == "unexpected",
        why=why,
        missing=missing,
        far=far,
        place=subject.place,
    )


def row_of(resource: Resource, suggestion: Suggestion, viewer: Viewer, vocabulary: Vocabulary) -> Shown:
    why, missing, far = sentences.told(suggestion.reasons, vocabulary)
    contact = contact_of(resource, viewer)
    return Shown(
        id=resource.pk,
        title=resource.title,
        url=hooks.address(resource.subject),
        who=provider_shown(resource),
        is_resource=True,
        is_unexpected=suggestion.kind == "unexpected",
        why=why,
        missing=missing,
        far=far,
        place=resource.place or (resource.area.name if resource.area else ""),
        next_on=next(iter(next_dates(resource, clock.today(), 1)), None),
        starts_at=resource.starts_at,
        times=in_words(resource),
        lift=resource.lift,
        meets_you=resource.meets_you,
        room=resource.capacity,
        contact=contact.get("name", ""),
        phone=contact.get("phone", ""),
        email=contact.get("email", ""),
        provider_id=resource.provider_id,
    )


# --- professional help ------------------------------------------------------------------------------------------------


def helplines(alarm: str) -> list[dict[str, str]]:
    """Whom to call first: the national lines, or the municipality's own (``SAMSPIL_HELPLINES``)."""
    own = [
        {"name": name.strip(), "phone": phone.strip(), "text": ""}
        for sort, _is, told in (each.partition("=") for each in settings.HELPLINES.split(";"))
        for name, _bar, phone in (told.partition("|"),)
        if sort.strip() == alarm and name.strip() and phone.strip()
    ]
    return own or [line_of(line) for line in safety.lines(alarm)]


def line_of(line: safety.Line) -> dict[str, str]:
    return {"name": line.name, "phone": line.phone, "text": line.about}


# --- what is alike ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Twin:
    title: str
    url: str
    label: Any
    language: str
    id: UUID


def twins_for(
    text: str, language: str, viewer: Viewer, wanted: Iterable[str] = (), k: int = TWINS, but: Iterable[str] = ()
) -> list[Twin]:
    """What is likely about the same, whatever language it is written in, best first. Two queries."""
    if not text.strip():
        return []
    known = frozenset(wanted) & kinds() or None
    left_out = set(but)
    found = engine_for().twins(text, language, k=k + len(left_out), kinds=known, allowed=allowed_for(viewer))
    return titled([each.id for each in found if each.id not in left_out][:k], viewer)


def resembling(words: str, viewer: Viewer, wanted: Iterable[str], but: Iterable[UUID] = ()) -> list[Twin]:
    """What is about the same as the words of a search, whatever words it uses, best first. Two queries."""
    left_out = {str(pk) for pk in but}
    found = engine_for().rank(
        Need(text=words), k=ALIKE + len(left_out), allowed=allowed_for(viewer), kinds=frozenset(wanted)
    )
    near = [each.id for each in found.suggestions if each.score >= NEAR_ENOUGH and each.id not in left_out]
    return titled(near[:ALIKE], viewer)


def titled(ids: list[str], viewer: Viewer) -> list[Twin]:
    """These things, as far as the viewer may read them, in this order."""
    rows = {str(row.pk): row for row in Subject.objects.visible_to(viewer).filter(pk__in=ids).exclude(title="")}
    labels = hooks.kinds()
    return [
        Twin(
            title=rows[pk].title,
            url=hooks.address(rows[pk]),
            label=labels[rows[pk].kind].label,
            language=rows[pk].language,
            id=rows[pk].pk,
        )
        for pk in ids
        if pk in rows
    ]


# --- for a challenge or a proposal ------------------------------------------------------------------------------------

TEXTS = ("question", "title", "description", "body", "today", "does", "skills")


def need_of(about: Any) -> Need:
    """What a challenge or a proposal looks for, in its own words."""
    subject = about.subject
    text = "\n".join(str(getattr(about, name, "") or "") for name in TEXTS)
    point = (subject.latitude, subject.longitude) if subject.latitude is not None else None
    return Need(text=text, language=subject.language, place=subject.place, point=point)


def taking_part(subject: Subject) -> frozenset[UUID]:
    """The actors who have said or done something on the page already: whom to think of next is somebody else."""
    lines = JournalEntry.objects.filter(subject__root=subject.root_id, actor__isnull=False)
    return frozenset(actor for actor in lines.values_list("actor", flat=True).distinct()[:500] if actor)


def who_could_help(about: Any, viewer: Viewer, k: int = SHOWN_FIRST) -> Answer:
    """Who is not part of it yet and could be, with reasons."""
    found = answer(need_of(about), viewer, k, without=taking_part(about.subject) | {about.subject.pk})
    for row in found.rows:
        row.missing = []  # a page speaks of many; what one of them would miss is for later
    return found


# --- how it went ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """How often something did not fit, and why. Never fewer than five times."""

    theme: str
    area: int | None
    area_name: str
    target_group: str
    reason: str
    count: int


def gaps(
    by: Iterable[str] = ("theme", "area", "target_group", "reason"),
    since: date | None = None,
    until: date | None = None,
) -> list[Gap]:
    """What did not fit, counted by any of theme, area, target group and reason; most often first. One query.

    The days are the first and the last that count. What happened fewer than five times is left out: it could point at
    somebody.
    """
    names = {"theme": "theme", "area": "area", "target_group": "target_group", "reason": "reason"}
    columns = [names[name] for name in by]
    rows = Feedback.objects.filter(step=Step.REJECTED)
    if since:
        rows = rows.filter(day__gte=since)
    if until:
        rows = rows.filter(day__lte=until)
    areas = dict(Area.objects.values_list("pk", "name")) if "area" in columns else {}
    counted = rows.values(*columns).annotate(n=Sum("count")).filter(n__gte=FEWEST_SHOWN).order_by("-n", *columns)
    return [
        Gap(
            theme=row.get("theme", ""),
            area=row.get("area"),
            area_name=areas.get(row.get("area"), ""),
            target_group=row.get("target_group", ""),
            reason=row.get("reason", ""),
            count=row["n"],
        )
        for row in counted
    ]


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of how it went. ``n`` is None where there are fewer than five and the reader is not who provides it."""

    label: str
    n: int | None


def counts_of(resource: Resource, *, is_own: bool) -> tuple[list[Counted], list[Counted]]:
    """What became of suggestions of a resource in the last year, step by step, and why it did not fit. One query."""
    rows = Feedback.objects.filter(resource=resource, day__gt=clock.today() - COUNTED)
    steps: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for step, reason, n in rows.values_list("step", "reason").annotate(n=Sum("count")):
        steps[step] = steps.get(step, 0) + n
        if reason:
            reasons[reason] = reasons.get(reason, 0) + n

    def line(label: Any, n: int) -> Counted:
        return Counted(str(label), n if is_own or n == 0 or n >= FEWEST_SHOWN else None)

    return (
        [line(step.label, steps.get(step, 0)) for step in Step] if steps else [],
        [
            line(NoReason(reason).label, n)
            for reason, n in sorted(reasons.items(), key=lambda each: -each[1])
            if reason in NoReason.values
        ],
    )
