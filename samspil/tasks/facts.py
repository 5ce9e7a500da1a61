"""What can be said about a task: taken from forms and jobs alike, checked, and put on it."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.models import ORGANISATIONS, Actor
from samspil.foundation import clock
from samspil.foundation.addresses import phone_number
from samspil.foundation.ids import as_uuid
from samspil.foundation.subjects import known_point
from samspil.foundation.verbs import clean_texts
from samspil.foundation.viewer import Viewer
from samspil.resources import recurrence
from samspil.resources.facts import area_of, codes_of, day_of, hour_of, number_of, wrong
from samspil.resources.models import Access
from samspil.safeguards.models import Requirement
from samspil.tasks.models import MOST_PEOPLE, Criterion, Insurance, Task, TaskKind, TaskShape
from samspil.tasks.times import YEARLY

TEXTS = (
    "title",
    "does",
    "does_not",
    "for_whom",
    "contact_name",
    "contact_phone",
    "place",
    "address",
    "gains",
    "skills",
    "criteria_reason",
    "expenses",
    "insurance_note",
)
NEEDED = ("title", "does", "contact_name", "contact_phone")
CHOSEN = {"kind": TaskKind, "shape": TaskShape, "insurance": Insurance}
LISTS = {"requirements": Requirement, "criteria": Criterion, "access": Access}
TIMES = ("recurrence", "first_on", "until_on", "starts_at", "ends_at")
OTHERS = ("area_id", "places", "needed", "youngest", "asks_first", "may_replace_paid_work")
FACTS = frozenset((*TEXTS, *CHOSEN, *LISTS, *TIMES, *OTHERS))
LONGEST_DAYS = 2 * 366
# What a wish for somebody of an age, a sex or a health sounds like, where it is said what one must be able to.
SOUNDS_LIKE = re.compile(
    r"\b(?:\d{1,2}\s*(?:-|–|til)\s*\d{1,2}\s*år|(?:over|under|mindst|højst|fyldt)\s+\d{1,2}\s*(?:år|$)"
    r"|kun (?:for )?(?:mænd|kvinder|drenge|piger|unge|ældre)|mand|mænd|kvinde|kvinder|rask|raske"
    r"|sund(?!\s+(?:fornuft|mad|skepsis))"
    r"|godt helbred|fysisk frisk)\b",
    re.IGNORECASE,
)


def host_of(host_id: UUID | str | None, by: Viewer) -> Actor:
    """The association or unit that stands behind a task. Raises: ValidationError on ``host_id``."""
    key = as_uuid(host_id) if host_id else None
    rows = Actor.objects.visible_to(by).select_related("subject", "unit").filter(kind__in=ORGANISATIONS)
    host = rows.filter(pk=key).first() if key else None
    if host is None:
        raise wrong("host_id", _("Vælg, hvem der er vært."))
    return host


def put_on(task: Task, facts: dict[str, Any]) -> None:
    """Put the ``facts`` on the task, and see that it holds together. Nothing is saved.

    Raises: ValidationError by field, TypeError for a fact there is no field for.
    """
    unknown = set(facts) - FACTS
    if unknown:
        raise TypeError(f"A task does not hold {unknown}")
    for name in TEXTS:
        if name in facts:
            setattr(task, name, facts[name] or "")
    clean_texts(task, TEXTS)
    for name in NEEDED:
        if not getattr(task, name):
            raise wrong(name, _("Skriv noget her."))
    if "contact_phone" in facts:
        task.contact_phone = phone_number(task.contact_phone, "contact_phone")
    for name, choices in CHOSEN.items():
        if name in facts:
            if facts[name] not in choices.values:
                raise wrong(name, _("Vælg en af mulighederne på listen."))
            setattr(task, name, facts[name])
    for name, choices in LISTS.items():
        if name in facts:
            setattr(task, name, codes_of(facts[name] or (), choices.values, name))
    if "area_id" in facts:
        task.area = area_of(facts["area_id"])
    task.lat, task.lon = known_point(task.place)
    for name in ("asks_first", "may_replace_paid_work"):
        if name in facts:
            setattr(task, name, bool(facts[name]))
    task.may_replace_paid_work = task.may_replace_paid_work and task.is_municipal
    put_people(task, facts)
    put_times(task, facts)
    check_criteria(task)


def put_people(task: Task, facts: dict[str, Any]) -> None:
    for name in ("places", "needed"):
        if name in facts:
            number = number_of(facts[name], name, MOST_PEOPLE)
            setattr(task, name, 1 if number is None else number)
    if task.places < 1:
        raise wrong("places", _("Der skal være plads til mindst én."))
    if task.needed > task.places:
        raise wrong("needed", _("Der kan ikke være brug for flere, end der er plads til."))
    if "youngest" in facts:
        task.youngest = number_of(facts["youngest"], "youngest", 120)
    if task.is_with_children and Requirement.CHILDREN_CHECK not in task.requirements:
        # Not the host's choice: somebody meets children below fifteen.
        task.requirements = [Requirement.CHILDREN_CHECK.value, *task.requirements]


def check_criteria(task: Task) -> None:
    """Asking for an age, a sex or a health needs a reason that everybody can read."""
    sounds = SOUNDS_LIKE.search(task.skills)
    if sounds and not task.criteria:
        words = {"words": sounds.group()}
        raise wrong(
            "criteria", _("»%(words)s« lyder som et krav om alder, køn eller helbred. Sæt kryds ved det.") % words
        )
    if task.criteria and not task.criteria_reason:
        raise wrong("criteria_reason", _("Skriv, hvorfor alder, køn eller helbred betyder noget her."))
    if not task.criteria:
        task.criteria_reason = ""


def put_times(task: Task, facts: dict[str, Any]) -> None:
    """Raises: ValidationError by field."""
    for name in ("first_on", "until_on"):
        if name in facts:
            setattr(task, name, day_of(facts[name], name))
    for name in ("starts_at", "ends_at"):
        if name in facts:
            setattr(task, name, hour_of(facts[name], name))
    if not task.first_on:
        raise wrong("first_on", _("Vælg dagen."))
    if "recurrence" in facts:
        rule = facts["recurrence"] or ""
        task.recurrence = rule if rule == YEARLY else recurrence.checked(rule)
    if task.shape != TaskShape.RECURRING:
        task.recurrence = ""
    if task.shape == TaskShape.ONCE:
        task.until_on = None
    if task.shape == TaskShape.RECURRING and not task.recurrence:
        raise wrong("recurrence", _("Vælg, hvor tit det sker."))
    if task.shape == TaskShape.PERIOD:
        task.starts_at = task.ends_at = None
        if not task.until_on:
            raise wrong("until_on", _("En opgave skal have en slutning. Vælg den sidste dag."))
        if (task.until_on - task.first_on).days > LONGEST_DAYS:
            raise wrong("until_on", _("En periode kan højst vare to år. Lav en ny opgave bagefter."))
    else:
        for name in ("starts_at", "ends_at"):
            if getattr(task, name) is None:
                raise wrong(name, _("Skriv tiden som time:minut, for eksempel 19:30."))
        if task.starts_at == task.ends_at:
            raise wrong("ends_at", _("Den kan ikke slutte, når den begynder."))
    if task.until_on and task.until_on < task.first_on:
        raise wrong("until_on", _("Den sidste dag skal ligge efter den første."))
    last = task.until_on or (task.first_on if task.shape == TaskShape.ONCE else None)
    if last and last < clock.today() and set(facts) & {"first_on", "until_on"}:
        raise wrong("until_on" if task.until_on else "first_on", _("Den dag er gået."))
    if task.first_on.year > clock.today().year + 5:
        raise wrong("first_on", _("Vælg en dag inden for de næste fem år."))


def sentences_of(task: Task) -> str:
    """What was written, for whoever looks at it before it shows."""
    said = (task.title, task.does, task.does_not, task.for_whom, task.gains, task.skills, task.criteria_reason)
    return "\n".join(f"{part.rstrip('.')}." for part in said if part)


def words_of(task: Task) -> str:
    """What the search finds it by, besides its title."""
    said = (task.does, task.for_whom, task.gains, task.skills, task.place, task.host.name, task.get_kind_display())
    return "\n".join(str(part) for part in said if part)


def check_host(task: Task, by: Viewer) -> None:
    """Raises: ValidationError when the insurance named is not the host's to give."""
    if task.insurance == Insurance.ASSOCIATION and task.is_municipal:
        raise ValidationError(
            {"insurance": [_("Værten er kommunen. Så dækker ingen forenings forsikring. Vælg igen.")]}
        )
    if task.insurance == Insurance.MUNICIPAL and not task.is_municipal and not by.is_staff:
        raise ValidationError({"insurance": [_("Kun kommunen kan love, at dens forsikring dækker.")]})
