"""Who could be asked to a task, with reasons: people with a profile, associations and groups, and companies.

What a task says is compared with what people wrote by the same engine that finds fellowships. Its index of people is
made for each question, in memory, and thrown away: nothing of a profile is in the shared index. What does not fit is
said and never hidden, because a day can be moved and a lift can be found.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samspil.actors.models import Person
from samspil.company_pledges import queries as pledges
from samspil.company_pledges.models import CompanyPledge
from samspil.company_pledges.rules import COMPANIES
from samspil.foundation.text import inside_sentence
from samspil.foundation.viewer import Viewer
from samspil.matching.conditions import PENALTIES
from samspil.matching.engine import Engine
from samspil.matching.index import Index, _matcher
from samspil.matching.ranking import OFTEN
from samspil.matching.text import guess_language
from samspil.matching.types import Document, Need, Suggestion
from samspil.matching.vocabulary import Vocabulary
from samspil.resources import recurrence
from samspil.resources.models import LANGUAGES, Resource
from samspil.resources.queries import km_between, match_documents
from samspil.safeguards.models import Requirement, Safeguard, State
from samspil.safeguards.queries import counts_for
from samspil.safeguards.rules import answers_for
from samspil.suggestions import sentences
from samspil.suggestions.node import engine_for
from samspil.suggestions.queries import Shown, allowed_for, language, shown
from samspil.suggestions.sentences import DAY_NAMES, TIME_NAMES, listed, opened
from samspil.tasks import times
from samspil.tasks.models import Task, TaskKind
from samspil.volunteers import limits
from samspil.volunteers.models import Profile
from samspil.volunteers.queries import askable, may_read_lived, sees_all, shown_name

MOST_READ = 2_000  # profiles that are looked at for one question
MOST_COMPARED = 500  # of them, the nearest: comparing takes time
MOST_ACTORS = 12
FAR = 0.5  # of the score that is left of somebody who lives further away than they like to go
KIND_FITS = 0.3  # added to a score of 1 at most when somebody ticked this kind of task
CONCERNS = ("concept", "words")  # to live near, or to meet on that day, is no reason to be asked
SAY_NOTHING = (TaskKind.TASK, TaskKind.OTHER)


@dataclass(slots=True)
class Found:
    """Somebody who could be asked. ``why_not`` says why they may not be asked now; empty when they may."""

    key: UUID
    name: str
    why: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    url: str = ""
    why_not: str = ""
    can: str = ""
    lived: str = ""
    score: float = 0.0
    fit: float = 1.0  # what the day, the way and the car leave of the score


def words_of(task: Task) -> str:
    said = (task.title, task.does, task.for_whom, task.skills, *labels([task.kind]))
    return "\n".join(str(part) for part in said if part)


def labels(kinds: Iterable[str]) -> list[str]:
    """What kinds of task are called, without those that say nothing of what is to be done."""
    return [str(TaskKind(code).label) for code in kinds if code in TaskKind.values and code not in SAY_NOTHING]


# --- people -----------------------------------------------------------------------------------------------------------


def people(task: Task, viewer: Viewer, words: str = "") -> list[Found]:
    """The people to ask, best first. ``words``, where somebody wrote some, say what is looked for instead."""
    rows = list(askable(viewer).order_by("-used_at", "pk")[:MOST_READ])
    away = {row.pk: distance(row, task) for row in rows}
    rows = sorted(rows, key=lambda row: inf if (km := away[row.pk]) is None else km)[:MOST_COMPARED]
    if not rows:
        return []
    standing = limits.standing(task, [row.person_id for row in rows])
    vocabulary = engine_for().vocabulary
    ranked = compared(rows, task, viewer, words or words_of(task), standing, vocabulary)
    lacks = safeguards_lacking(task, [row.person for row in rows], viewer)
    found = []
    for row in rows:
        suggestion = ranked.get(str(row.pk))
        if suggestion is None and task.kind not in row.kinds:
            continue
        made = about(row, task, viewer, away[row.pk], standing)
        if not tell_why(made, suggestion, vocabulary) and task.kind not in row.kinds:
            continue  # to live near is no reason to be asked
        made.missing += lacks.get(row.person_id, [])
        found.append(made)
    return sorted(found, key=lambda each: (bool(each.why_not), -each.score, str(each.key)))


def distance(row: Profile, task: Task) -> float | None:
    point, there = row.point, task.point
    return km_between(point, there) if point and there else None


def compared(
    rows: list[Profile],
    task: Task,
    viewer: Viewer,
    text: str,
    standing: limits.Standing,
    vocabulary: Vocabulary,
) -> dict[str, Suggestion]:
    """What the engine says of each profile that has something to do with ``text``.

    Only words go in: when and where somebody can is looked at here, since it must not rule anybody out. Who was asked
    lately without a yes is known to the engine as often suggested, and steps back from the second time on.
    """
    documents = [
        Document(
            id=str(row.pk),
            title="",
            text=text_of(row, viewer),
            capacity=max(0, limits.most_for(row) - standing.in_window.get(row.person_id, 0)),
            exposure=OFTEN * standing.no_yes.get(row.person_id, 0),
        )
        for row in rows
    ]
    spoken = task.subject.language if task.subject.language in ("da", "en") else ""
    engine = Engine(Index.build(documents, vocabulary, None), vocabulary)
    need = Need(text=text, language=spoken, is_work=True)
    ranking = engine.rank(need, k=len(documents), label_language=language())
    texts = {document.id: document.text for document in documents}
    told = [proven(each, texts[each.id], vocabulary) for each in ranking.suggestions]
    return {each.id: each for each in told if each}


def proven(suggestion: Suggestion, text: str, vocabulary: Vocabulary) -> Suggestion | None:
    """The suggestion with the reasons that rest on what the text itself says; nothing where there is none.

    What such texts are usually about is enough to look at a fellowship, and no reason to write to somebody.
    """
    named = _matcher(vocabulary).match(text, guess_language(text))
    why = [
        reason
        for reason in suggestion.reasons
        if reason.kind in ("words", "distance", "exposure")
        or (reason.kind == "concept" and reason.data["ids"][-1] in named)
    ]
    if not any(reason.kind in CONCERNS for reason in why):
        return None
    return replace(suggestion, reasons=tuple(why))


def text_of(row: Profile, viewer: Viewer) -> str:
    """What of a profile is compared: never more than the viewer may read."""
    return "\n".join(
        filter(None, (row.can, ". ".join(labels(row.kinds)), row.lived if may_read_lived(row, viewer) else ""))
    )


def about(row: Profile, task: Task, viewer: Viewer, km: float | None, standing: limits.Standing) -> Found:
    """One person, with what fits and what does not, in short sentences."""
    asked = standing.in_window.get(row.person_id, 0)
    found = Found(
        key=row.person_id,
        name=shown_name(row.person, viewer),
        can=row.can,
        lived=row.lived if may_read_lived(row, viewer) else "",
        why_not=limits.why_not_person(row, standing),
        facts=[_("Spurgt %(n)d af højst %(most)d gange på 30 dage.") % {"n": asked, "most": limits.most_for(row)}],
    )
    if task.kind in row.kinds:
        found.why.append(_("Vil gerne: %(kind)s.") % {"kind": str(task.get_kind_display()).lower()})
        found.score = KIND_FITS
    for said, fits, factor in (when(row, task), how_far(row, km), drives(row, task)):
        if said:
            (found.why if fits else found.missing).append(said)
        found.fit *= 1.0 if fits else factor
    spoken = [inside_sentence(LANGUAGES[code]) for code in row.languages if code in LANGUAGES and code != "da"]
    if spoken:
        found.facts.insert(0, _("Taler også %(languages)s.") % {"languages": listed(spoken)})
    return found


def tell_why(found: Found, suggestion: Suggestion | None, vocabulary: Vocabulary) -> bool:
    """Add what the engine found, before what fits, and count both together. Returns whether it found anything."""
    why: list[str] = []
    if suggestion:
        told = [reason for reason in suggestion.reasons if reason.kind in CONCERNS]
        why, _missing, _far = sentences.told(told, vocabulary)
        found.why = [*why, *found.why]
        found.score += suggestion.score
        if any(reason.kind == "exposure" for reason in suggestion.reasons):
            found.missing.append(_("Er spurgt flere gange uden et ja. Giv andre chancen først."))
    found.score *= found.fit
    return bool(why)


Told = tuple[str, bool, float]  # a sentence, whether it speaks for it, and what is left of the score if not


def when(row: Profile, task: Task) -> Told:
    """Whether the days and the time of day fit. Who says nothing may be free at any time."""
    days = times.days_of(task)
    parts = recurrence.times_of(task.starts_at, task.ends_at) if task.starts_at else []
    wrong_day = bool(row.days and days and not set(row.days).intersection(days))
    wrong_time = bool(row.times and parts and not set(row.times).intersection(parts))
    if wrong_day or wrong_time:
        said = _("Har skrevet andre tider: %(when)s.") % {"when": free_in_words(row)}
        return said, False, PENALTIES["days"] if wrong_day else PENALTIES["times"]
    shared = [day for day in DAY_NAMES if day in row.days and day in days]
    if shared and len(shared) < len(DAY_NAMES):
        return opened(_("Kan %(days)s") % {"days": listed(DAY_NAMES[day] for day in shared)}), True, 1.0
    return "", True, 1.0


def free_in_words(row: Profile) -> str:
    days = [DAY_NAMES[code] for code in DAY_NAMES if code in row.days]
    parts = [TIME_NAMES[code] for code in TIME_NAMES if code in row.times]
    return " ".join(part for part in (listed(days), listed(parts)) if part)


def how_far(row: Profile, km: float | None) -> Told:
    if km is None:
        return "", True, 1.0
    far = number_format(max(1, round(km)))
    if row.reach_km is not None and km > row.reach_km:
        words = {"km": far, "reach": number_format(row.reach_km)}
        return _("Der er %(km)s km. Vil helst højst %(reach)s km.") % words, False, FAR
    return _("Der er %(km)s km.") % {"km": far}, True, 1.0


def drives(row: Profile, task: Task) -> Told:
    if task.kind != TaskKind.TRANSPORT:
        return "", True, 1.0
    if row.drives:
        return _("Kører bil."), True, 1.0
    return _("Har ikke skrevet, at der er en bil."), False, PENALTIES["drives"]


def safeguards_lacking(task: Task, who: Iterable[Person], viewer: Viewer) -> dict[UUID, list[str]]:
    """What each of them lacks, told only to those responsible for the host: nobody else's business. One query."""
    if not task.requirements or not answers_for(viewer, task.host):
        return {}
    keys = [person.pk for person in who]
    rows = Safeguard.objects.filter(person__in=keys, kind__in=task.requirements).select_related("host__unit")
    holds = {(row.person_id, row.kind) for row in rows if row.holds and counts_for(row, task.host, None)}
    return {
        key: [
            _("%(what)s skal ses først.") % {"what": str(Requirement(kind).label)}
            for kind in task.requirements
            if kind in Requirement.values and (key, kind) not in holds
        ]
        for key in keys
    }


# --- associations, groups and companies -------------------------------------------------------------------------------


@dataclass(slots=True)
class Others:
    groups: list[Found] = field(default_factory=list)
    companies: list[Found] = field(default_factory=list)


def others(task: Task, viewer: Viewer, words: str = "") -> Others:
    """Associations and groups that have something to do with it, and companies with something left of a promise."""
    text, spoken = words or words_of(task), task.subject.language
    spoken = spoken if spoken in ("da", "en") else ""
    need = Need(text=text, language=spoken, place=task.place, point=task.point, is_work=True)
    engine, allowed = engine_for(), allowed_for(viewer)

    def ranked(kind: str, source: Callable[[Iterable[UUID]], Iterable[dict[str, Any]]]) -> list[Shown]:
        found = engine.rank(need, k=MOST_ACTORS, allowed=allowed, kinds=frozenset({kind}), label_language=language())
        facts = source([UUID(each.id) for each in found.suggestions])
        texts = {str(row["id"]): f"{row['title']}\n{row['text']}" for row in facts}
        told = [proven(each, texts.get(each.id, ""), engine.vocabulary) for each in found.suggestions]
        return shown([each for each in told if each], viewer)

    resources, promises = ranked("resource", match_documents), ranked("company_pledge", pledges.match_documents)
    readable = pledges.pledges(viewer, pledges.Filters(state="nu")).filter(pk__in=[row.id for row in promises])
    left = {row.pk: row for row in readable}
    behind = {
        row.pk: row.provider
        for row in Resource.objects.filter(pk__in=[row.id for row in resources]).select_related("provider__subject")
        if row.provider and row.provider.subject.shown and row.provider_id != task.host_id
    }
    keys = [actor.pk for actor in behind.values()] + [row.actor_id for row in left.values()]
    standing = limits.standing(task, actors=keys)
    declared = declarations_lacking(task, keys, viewer)
    made = Others()
    known: dict[UUID, Found] = {}
    for row in resources:
        if row.provider_id == task.host_id:
            continue
        actor = behind.get(row.id)
        if actor is None:
            found = Found(
                row.id, row.title, why=row.why, url=row.url, why_not=_("Ring til dem. De har ingen side her.")
            )
            made.groups.append(found)
        elif actor.pk not in known:
            known[actor.pk] = of_actor(actor.pk, actor.name, row, standing, declared)
            known[actor.pk].facts.append(row.title)
            (made.companies if actor.kind in COMPANIES else made.groups).append(known[actor.pk])
    for row in promises:
        if (pledge := left.get(row.id)) is None or pledge.actor_id == task.host_id:
            continue
        if pledge.actor_id not in known:
            known[pledge.actor_id] = of_actor(pledge.actor_id, pledge.actor.name, row, standing, declared)
            made.companies.append(known[pledge.actor_id])
        known[pledge.actor_id].facts.append(left_in_words(pledge))
    for rows in (made.groups, made.companies):
        rows.sort(key=lambda each: bool(each.why_not))
    return made


def of_actor(key: UUID, name: str, row: Shown, standing: limits.Standing, declared: dict[UUID, list[str]]) -> Found:
    return Found(
        key,
        name,
        why=[*row.why, *([_("Der er %(far)s.") % {"far": row.far}] if row.far else [])],
        missing=[*declared.get(key, [])],
        url=reverse("actors:page", args=[key]),
        why_not=limits.why_not_actor(key, standing),
    )


def left_in_words(pledge: CompanyPledge) -> str:
    if pledge.left is None:
        return pledge.title
    return _("%(title)s: %(hours)s timer tilbage") % {"title": pledge.title, "hours": number_format(pledge.left)}


def declarations_lacking(task: Task, keys: list[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """What an association has not declared for the year, told to the coordinators alone. One query."""
    if not task.requirements or not keys or not sees_all(viewer):
        return {}
    rows = Safeguard.objects.filter(person=None, host__in=keys, kind__in=task.requirements, state=State.DECLARED)
    holds = {(row.host_id, row.kind) for row in rows if row.holds}
    return {
        key: [
            _("Erklæring for året: %(what)s.") % {"what": str(Requirement(kind).label).lower()}
            for kind in task.requirements
            if kind in Requirement.values and (key, kind) not in holds
        ]
        for key in keys
    }
