"""What can be said about a resource: taken from forms, imports and jobs alike, checked, and put on it."""

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.models import ORGANISATIONS, Actor
from samspil.actors.queries import organisations
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme
from samspil.foundation.subjects import known_point
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import clean_texts
from samspil.foundation.viewer import Viewer
from samspil.resources import recurrence
from samspil.resources.models import (
    MOST_PEOPLE,
    Access,
    Area,
    CodeScheme,
    Resource,
    ResourceTargetGroup,
    ResourceTheme,
    TargetGroup,
    ThemeCode,
)

TEXTS = (
    "kind",
    "title",
    "body",
    "provider_name",
    "place",
    "address",
    "times_text",
    "fee",
    "meets_you",
    "lift",
    "website",
    "contact_name",
    "contact_phone",
    "contact_email",
    "contact_visibility",
    "legal_base",
    "source",
    "external_id",
)
PLAIN = ("lat", "lon", "first_on", "starts_at", "ends_at", "zone", "capacity", "youngest", "oldest", "is_free")
LISTS = ("days", "access", "languages")
CHOSEN = ("area_id", "provider_id", "themes", "target_groups", "recurrence")
FACTS = frozenset((*TEXTS, *PLAIN, *LISTS, *CHOSEN))
OLDEST = 120
PointOf = Callable[[str], tuple[float | None, float | None]]
MOST_CODES = 2_000
LANGUAGE = re.compile(r"[a-z]{2}")


def wrong(name: str, message: str) -> ValidationError:
    return ValidationError({name: [message]})


def day_of(value: date | str | None, name: str) -> date | None:
    """A day as it is, or from its ISO form (words that wait in a link are text)."""
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value)
    except ValueError as problem:
        raise wrong(name, _("Skriv datoen som dag.måned.år, for eksempel 4.12.2026.")) from problem


def hour_of(value: time | str | None, name: str) -> time | None:
    if value is None or value == "":
        return None
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value)
    except ValueError as problem:
        raise wrong(name, _("Skriv tiden som time:minut, for eksempel 19:30.")) from problem


def number_of(value: int | str | None, name: str, most: int) -> int | None:
    if value is None or value == "":
        return None
    try:
        number = int(value)
    except (TypeError, ValueError) as problem:
        raise wrong(name, _("Skriv et helt tal.")) from problem
    if not 0 <= number <= most:
        raise wrong(name, _("Skriv et tal fra 0 til %d.") % most)
    return number


def coordinate_of(value: float | str | None, name: str, most: float) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError) as problem:
        raise wrong(name, _("Skriv et tal, for eksempel 56.0205.")) from problem
    if not -most <= number <= most:  # also nan
        raise wrong(name, _("Det tal ligger ikke på jorden."))
    return number


def codes_of(values: Iterable[str], allowed: Iterable[str], name: str) -> list[str]:
    """The codes in the order of ``allowed``, each once. Raises: ValidationError when one is not on the list."""
    chosen = set(values)
    if chosen - set(allowed):
        raise wrong(name, _("Vælg blandt mulighederne på listen."))
    return [code for code in allowed if code in chosen]


def languages_of(values: Iterable[str]) -> list[str]:
    codes = list(dict.fromkeys(str(value).strip().lower()[:2] for value in values if str(value).strip()))
    if len(codes) > 20 or not all(LANGUAGE.fullmatch(code) for code in codes):
        raise wrong("languages", _("Skriv sprog med to bogstaver, for eksempel da eller en."))
    return codes


def provider_of(provider_id: UUID | str | None, by: Viewer) -> Actor | None:
    """The organisation that is named, or whoever writes themselves. Raises: ValidationError."""
    key = as_uuid(provider_id) if provider_id else None
    if not provider_id:
        return None
    actor = organisations(by).filter(pk=key).first() if key else None
    if actor is None and key is not None and key == by.actor_id:
        actor = Actor.objects.select_related("subject").filter(pk=key).first()
    if actor is None or (actor.kind not in ORGANISATIONS and key != by.actor_id):
        raise wrong("provider_id", _("Vælg en på listen."))
    return actor


def area_of(area_id: int | str | None) -> Area | None:
    number = str(area_id or "")
    area = Area.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    if area_id and area is None:
        raise wrong("area_id", _("Vælg et område på listen."))
    return area


def is_there(resource: Resource) -> bool:
    """Whether another one came from the same place of the same source."""
    same = Resource.objects.filter(source=resource.source, external_id=resource.external_id)
    return same.exclude(pk=resource.pk).exists()


def put_on(
    resource: Resource,
    by: Viewer,
    facts: dict[str, Any],
    *,
    point_of: PointOf = known_point,
    is_there: Callable[[Resource], bool] = is_there,
) -> None:
    """Put the ``facts`` on the resource, and see that it holds together. Nothing is saved.

    ``point_of`` finds the point of a place, ``is_there`` what came from the same source before; whoever puts many
    things on asks only once for all.

    Raises: ValidationError by field, TypeError for a fact there is no field for.
    """
    unknown = set(facts) - FACTS
    if unknown:
        raise TypeError(f"A resource does not hold {unknown}")
    before = resource.place
    for name in TEXTS:
        if name in facts:
            setattr(resource, name, facts[name] or "")
    clean_texts(resource, TEXTS)
    for name in ("title", "body"):
        if not getattr(resource, name):
            raise wrong(name, _("Skriv noget her."))
    if "area_id" in facts:
        resource.area = area_of(facts["area_id"])
    if "provider_id" in facts:
        resource.provider = provider_of(facts["provider_id"], by)
    if resource.provider:
        resource.provider_name = ""
    put_numbers(resource, facts)
    put_point(resource, facts, is_moved=before != resource.place, point_of=point_of)
    put_times(resource, facts)
    if "access" in facts:
        resource.access = codes_of(facts["access"] or (), Access.values, "access")
    if "languages" in facts:
        resource.languages = languages_of(facts["languages"] or ())
    if resource.external_id and is_there(resource):
        raise wrong("external_id", _("Den er hentet fra den kilde før."))


def put_numbers(resource: Resource, facts: dict[str, Any]) -> None:
    for name, most in (("capacity", MOST_PEOPLE), ("youngest", OLDEST), ("oldest", OLDEST)):
        if name in facts:
            setattr(resource, name, number_of(facts[name], name, most))
    if resource.youngest is not None and resource.oldest is not None and resource.youngest > resource.oldest:
        raise wrong("oldest", _("Den ældste alder kan ikke være under den yngste."))
    if "is_free" in facts:
        if facts["is_free"] not in (True, False, None):
            raise wrong("is_free", _("Vælg en af mulighederne på listen."))
        resource.is_free = facts["is_free"]


def put_point(resource: Resource, facts: dict[str, Any], *, is_moved: bool, point_of: PointOf) -> None:
    """The point that was given; else that of a place we know, when the place is new."""
    if "lat" in facts or "lon" in facts:
        lat = coordinate_of(facts.get("lat", resource.lat), "lat", 90)
        lon = coordinate_of(facts.get("lon", resource.lon), "lon", 180)
        if (lat is None) != (lon is None):
            raise wrong("lon" if lon is None else "lat", _("Skriv begge tal, eller lad begge stå tomme."))
        # A form shows the old point again when only the place was changed: then it follows the place.
        is_moved = is_moved and (lat, lon) == (resource.lat, resource.lon)
        resource.lat, resource.lon = lat, lon
    if is_moved or resource.lat is None:
        resource.lat, resource.lon = point_of(resource.place)


def put_times(resource: Resource, facts: dict[str, Any]) -> None:
    if "recurrence" in facts:
        resource.recurrence = recurrence.checked(facts["recurrence"] or "")
    if "first_on" in facts:
        resource.first_on = day_of(facts["first_on"], "first_on")
        if resource.first_on and not 1900 <= resource.first_on.year <= 2100:  # the year 26, say
            raise wrong("first_on", _("Skriv datoen som dag.måned.år, for eksempel 4.12.2026."))
    for name in ("starts_at", "ends_at"):
        if name in facts:
            setattr(resource, name, hour_of(facts[name], name))
    if "zone" in facts:
        if facts["zone"] not in available_timezones():
            raise wrong("zone", _("Vi kender ikke den tidszone."))
        resource.zone = facts["zone"]
    if resource.ends_at and resource.starts_at is None:
        raise wrong("starts_at", _("Skriv også, hvornår det begynder."))
    if facts.get("days") and not resource.recurrence and not resource.first_on:
        # Days alone mean every week: a place that is open from Monday to Friday.
        resource.recurrence = recurrence.weekly(codes_of(facts["days"], recurrence.DAYS, "days"))
    if resource.recurrence and recurrence.parts_of(resource.recurrence).get("INTERVAL") and not resource.first_on:
        resource.first_on = clock.today()  # every second week counts from some day
    resource.days = recurrence.days_of(resource.recurrence, resource.first_on)
    resource.next_on = next(iter(recurrence.next_dates(resource, clock.today(), 1)), None)


def themes_in(facts: dict[str, Any]) -> list[str]:
    themes = codes_of(facts["themes"] or (), Theme.values, "themes")
    if not themes:
        raise wrong("themes", _("Vælg mindst ét emne på listen."))
    return themes


def groups_in(facts: dict[str, Any]) -> list[str]:
    return codes_of(facts.get("target_groups") or (), TargetGroup.values, "target_groups")


def name_themes(resource: Resource, themes: list[str]) -> None:
    resource.themes.all().delete()
    ResourceTheme.objects.bulk_create(ResourceTheme(resource=resource, theme=theme) for theme in themes)


def name_groups(resource: Resource, groups: list[str]) -> None:
    resource.target_groups.all().delete()
    ResourceTargetGroup.objects.bulk_create(ResourceTargetGroup(resource=resource, group=group) for group in groups)


def words_of(resource: Resource, themes: Iterable[str], groups: Iterable[str]) -> str:
    """What a resource is found by, besides its title and place."""
    labels = [str(Theme(theme).label) for theme in themes] + [str(TargetGroup(group).label) for group in groups]
    provider = resource.provider.name if resource.provider else resource.provider_name
    area = resource.area.name if resource.area else ""
    return " ".join(filter(None, (resource.body, provider, area, resource.times_text, *labels)))


def sentences_of(resource: Resource) -> str:
    """All free words in it, as sentences: to see whether somebody should look at it first."""
    sentences = (resource.title, resource.body, resource.meets_you, resource.lift, resource.times_text, resource.fee)
    names = (resource.provider_name, resource.place, resource.address, resource.website)
    return ".\n".join(filter(None, (*sentences, *names)))


def checked_codes(rows: list[dict[str, str]]) -> tuple[list[ThemeCode], list[str]]:
    """The codes in the rows, each once, and what is wrong, row by row (the first row of a file is its heading)."""
    if not rows:
        return [], [_("Der er ingen rækker i filen.")]
    if len(rows) > MOST_CODES:
        return [], [_("Der er plads til %d rækker ad gangen.") % MOST_CODES]
    themes = {str(label).lower(): value for value, label in Theme.choices} | {value: value for value in Theme.values}
    codes: dict[tuple[str, str, str], ThemeCode] = {}
    problems = []
    for number, row in enumerate(rows, start=2):
        scheme, code = clean_line(row.get("scheme", "")).upper(), clean_line(row.get("code", ""))
        theme = themes.get(clean_line(row.get("theme", "")).lower(), "")
        label = clean_line(row.get("label", ""))
        if scheme not in CodeScheme.values:
            problems.append(_("Række %(n)d: Vi kender KLE, FSIII og FFB.") % {"n": number})
        elif not code or len(code) > 30 or len(label) > 120:
            problems.append(_("Række %(n)d: Koden mangler, eller noget er for langt.") % {"n": number})
        elif not theme:
            problems.append(_("Række %(n)d: Vi kender ikke emnet.") % {"n": number})
        else:
            codes[scheme, code, theme] = ThemeCode(scheme=scheme, code=code, theme=theme, label=label)
    return list(codes.values()), problems
