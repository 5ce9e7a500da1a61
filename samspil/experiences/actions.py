"""The verbs about experiences: tell one, mend it, take it back, and answer whether it carries over to us."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Unit
from samspil.experiences import figures as numbers
from samspil.experiences.models import (
    FIRST_YEAR,
    MOST_PEOPLE,
    MOST_UNANSWERED,
    Evidence,
    Experience,
    Figure,
    Fit,
    Origin,
    Transfer,
    Verdict,
)
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.technologies.models import Technology

TEXTS = ("title", "place", "source", "link", "tried", "people_note", "period", "method", "result", "went", "origin")
FACTS = (*TEXTS, "people", "year", "evidence")
FACETS = ("whom", "setting", "staffing", "terms")


@verb(Experience)
def tell_experience(
    *,
    by: Viewer,
    technology_id: UUID | str,
    title: str,
    origin: str,
    tried: str,
    result: str,
    went: str,
    evidence: int | str,
    year: int | None,
    unit_id: UUID | str | None = None,
    place: str = "",
    source: str = "",
    link: str = "",
    people: int | None = None,
    people_note: str = "",
    period: str = "",
    method: str = "",
    figures: Iterable[Mapping[str, Any]] = (),
    is_one_of_many: bool = False,
) -> Experience:
    """Tell what was tried with a technology and how it went. Staff tell; from elsewhere with the source.

    ``figures`` are rows of words: label, value, range, unit, phase. ``is_one_of_many`` comes in with a file, and is
    no letter to anybody. Raises: NotFound, Refused, ValidationError.
    """
    technology = find(Technology, technology_id, by)
    require("experiences.tell", by)
    if not technology.is_open:
        raise ValidationError(_("Teknologien er taget af listen. Fortæl det om en, der står der."))
    unit = unit_told_of(by, origin, unit_id)
    voice = voice_of(by, speaks_as=None)
    experience = Experience(
        technology=technology,
        title=title,
        origin=origin,
        unit=unit,
        place=place,
        source=source,
        link=link,
        tried=tried,
        people=people,
        people_note=people_note,
        year=year or 0,
        period=period,
        method=method,
        result=result,
        went=went,
        evidence=evidence,
        **{**voice.fields(), "actor": unit.actor if unit else voice.actor},
    )
    rows = check(experience, figures)
    experience.subject = subjects.create(
        "experience",
        title=experience.title,
        by=voice.author.pk,
        context=technology.subject,
        text=searched(experience),
    )
    sign(experience, by)
    experience.save()
    numbers.put(experience, rows)
    entry = journal("experiences.told", experience.subject, by=by, actor=experience.actor_id)
    if not is_one_of_many:
        follow_own(experience.subject, voice)
        tell_news(entry)
    return experience


def unit_told_of(by: Viewer, origin: str, unit_id: UUID | str | None) -> Unit | None:
    """The unit whose experience it is, where ``by`` works there. Raises: Refused, ValidationError."""
    if origin != Origin.OWN:
        return None
    unit = Unit.objects.visible_to(by).filter(pk=as_uuid(unit_id)).select_related("actor").first()
    if unit is None:
        raise ValidationError({"unit_id": [_("Vælg den enhed, der prøvede det.")]})
    require("experiences.tell_of", by, unit)
    return unit


def check(experience: Experience, figures: Iterable[Mapping[str, Any]] | None = None) -> list[Figure]:
    """Raises: ValidationError by field. Gives the figures, ready to be put."""
    problems: dict[str, list[str]] = {}
    try:
        if experience.origin == Origin.OWN:
            experience.place = experience.source = experience.link = ""
        clean_texts(experience, TEXTS)
    except ValidationError as problem:
        problems |= problem.message_dict
    if experience.origin != Origin.OWN and not experience.source and "source" not in problems:
        problems["source"] = [_("Skriv, hvor vi ved det fra.")]
    if experience.link and "link" not in problems and urlsplit(experience.link).scheme not in ("http", "https"):
        problems["link"] = [_("Skriv hele adressen. Den begynder med https://.")]
    if str(experience.evidence) not in map(str, Evidence.values):
        problems["evidence"] = [_("Vælg en af mulighederne på listen.")]
    else:
        experience.evidence = int(experience.evidence)
    problems |= check_numbers(experience)
    rows: list[Figure] = []
    try:
        rows = numbers.figures_of(figures or ())
    except ValidationError as problem:
        problems |= problem.message_dict
    if problems:
        raise ValidationError(problems)
    count(experience)
    return rows


def check_numbers(experience: Experience) -> dict[str, list[str]]:
    """What is wrong with the year and the number of people, by field."""
    problems: dict[str, list[str]] = {}
    year, people = experience.year, experience.people
    if experience.origin != Origin.OWN and year in (None, 0):
        experience.year = 0  # not every source says when
    elif not isinstance(year, int) or year < FIRST_YEAR:
        problems["year"] = [_("Skriv et år, for eksempel 2019.")]
    elif year > clock.today().year:
        problems["year"] = [_("Året er ikke kommet endnu.")]
    if people is not None and (not isinstance(people, int) or not 0 <= people <= MOST_PEOPLE):
        problems["people"] = [_("Skriv et helt tal, for eksempel 30.")]
    return problems


def count(experience: Experience) -> None:
    """What it may count as here: others' results little until somebody has answered whether they carry over."""
    is_free = experience.origin == Origin.OWN or experience.transfers
    experience.counts_as = experience.evidence if is_free else min(experience.evidence, MOST_UNANSWERED)


def searched(experience: Experience) -> str:
    """What an experience is found by, besides its title."""
    where = experience.actor.name if experience.unit_id else f"{experience.place} {experience.source}"
    return f"{experience.technology.title} {where} {experience.tried} {experience.result} {experience.method}"


@verb(Experience)
def edit_experience(
    *,
    by: Viewer,
    experience_id: UUID | str,
    expected_version: int | None = None,
    figures: Iterable[Mapping[str, Any]] | None = None,
    **changes: Any,
) -> Experience:
    """Change what is told. Whose experience it is stays: another unit's is another experience.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    experience = find(Experience, experience_id, by, related=("unit__actor", "actor", "technology__subject"), lock=True)
    require("experiences.edit", by, experience)
    check_version(experience.subject, expected_version)
    unknown = set(changes) - set(FACTS)
    if unknown:
        raise TypeError(f"edit_experience does not change {unknown}")
    if (changes.get("origin", experience.origin) == Origin.OWN) != experience.is_own:
        raise ValidationError({"origin": [_("Skriv den som en ny erfaring, hvis den er andres.")]})
    before, numbers_before = facts_of(experience), [numbers.told(row) for row in experience.figures.all()]
    for name, value in changes.items():
        setattr(experience, name, value)
    rows = check(experience, numbers_before if figures is None else figures)
    if (before, numbers_before) != (facts_of(experience), [numbers.told(row) for row in rows]):
        experience.transfers = False  # whoever said that it carries over said so of another text
        count(experience)
    sign(experience, by)
    experience.save()
    numbers.put(experience, rows)
    subject = experience.subject
    subject.title = experience.title
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, searched(experience))
    journal("experiences.edited", subject, by=by, payload={"version": subject.version})
    return experience


def facts_of(experience: Experience) -> list[Any]:
    """What an answer on whether it carries over was given to: all but how it is headed and where to read more."""
    return [getattr(experience, name) for name in FACTS if name not in ("title", "link")]


@verb(Experience)
def withdraw_experience(*, by: Viewer, experience_id: UUID | str, expected_version: int | None = None) -> Experience:
    """Take an experience off the lists. Raises: NotFound, Refused, Stale."""
    experience = find(Experience, experience_id, by, related=("unit__actor",), lock=True)
    require("experiences.withdraw", by, experience)
    check_version(experience.subject, expected_version)
    experience.withdrawn_at = clock.now()
    sign(experience, by)
    experience.save()
    subjects.fall_silent(experience.subject)
    bump(experience.subject)
    journal("experiences.withdrawn", experience.subject, by=by)
    return experience


@verb(Experience)
def match_context(
    *,
    by: Viewer,
    experience_id: UUID | str,
    whom: str,
    setting: str,
    staffing: str,
    terms: str,
    verdict: str,
    why: str,
    expected_version: int | None = None,
) -> Experience:
    """Answer whether others' result carries over to us. It then counts with the source's own evidence.

    "We do not know" is kept, but is no answer: the result goes on counting little, as it does after a no.
    Raises: NotFound, Refused, Stale, ValidationError.
    """
    experience = find(Experience, experience_id, by, related=("unit",), lock=True)
    require("experiences.match", by, experience)
    check_version(experience.subject, expected_version)
    transfer = Transfer.objects.filter(experience=experience).first() or Transfer(experience=experience)
    transfer.whom, transfer.setting, transfer.staffing, transfer.terms = whom, setting, staffing, terms
    transfer.verdict, transfer.why = verdict, why
    wrong = [name for name in FACETS if getattr(transfer, name) not in Fit.values]
    problems = {name: [_("Vælg en af mulighederne.")] for name in wrong}
    if verdict not in Verdict.values:
        problems["verdict"] = [_("Vælg en af mulighederne.")]
    if problems:
        raise ValidationError(problems)
    clean_texts(transfer, ("why",))
    if not transfer.why:
        raise ValidationError({"why": [_("Skriv kort, hvad I bygger svaret på.")]})
    transfer.by_id, transfer.at = by.known_id, clock.now()
    sign(transfer, by)
    transfer.save()
    experience.transfers = transfer.lets_in
    count(experience)
    # Without a line in the history of the text: the answer has one of its own.
    Experience.objects.filter(pk=experience.pk).update(transfers=experience.transfers, counts_as=experience.counts_as)
    bump(experience.subject)
    journal(
        "experiences.matched",
        experience.subject,
        by=by,
        payload={"verdict": transfer.verdict, "counts_as": experience.counts_as},
    )
    return experience


def rely_on(ids: Iterable[UUID]) -> None:
    """Others have decided something by these: they stay, whoever told them is erased."""
    Experience.objects.filter(pk__in=list(ids), relied_on_at=None).update(relied_on_at=clock.now())


@transaction.atomic
def erase(person_id: UUID) -> None:
    """What a unit has tried stays the unit's. What one person told alone goes, as long as nobody built on it."""
    alone = Experience.objects.filter(author=person_id, unit=None, relied_on_at=None)
    for experience in alone.exclude(transfer__isnull=False).select_related("subject"):
        for name in ("title", "place", "source", "link", "tried", "people_note", "period", "method", "result"):
            setattr(experience, name, "")
        experience.withdrawn_at = experience.withdrawn_at or clock.now()
        experience.save_without_historical_record()
        experience.history.all().delete()
        experience.figures.all().delete()
        subjects.fall_silent(experience.subject)
