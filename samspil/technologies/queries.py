"""Reads about technologies, always through ``visible_to``. What a hidden unit has is not told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspil.actors.history import Change, edits_in, in_words
from samspil.actors.models import Actor, Person, Unit
from samspil.actors.queries import staff_of, units
from samspil.foundation import clock, search
from samspil.foundation.models import may_read
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import Viewer
from samspil.suggestions.queries import Twin, resembling
from samspil.technologies.models import (
    FIRST_YEAR,
    CatalogueFile,
    Placement,
    Product,
    Purpose,
    Technology,
    Use,
    UseStatus,
)
from samspil.technologies.rules import works_there

COMING = (UseStatus.COMING, UseStatus.TRIAL)
HAVING = (*COMING, UseStatus.IN_USE)
MOST_LISTED = 40  # technologies in each of the two lists; the catalogue has the rest
MOST_IN_UNIT = 20  # on a unit's page
MOST_USES = 200  # on a technology's page
NOWHERE = "none"
COMPANY_FORMS = frozenset({"a/s", "as", "aps", "i/s", "k/s", "p/s", "ivs", "amba", "ab", "gmbh", "bv", "ltd", "inc"})

SORTS = {
    "navn": ("title", "pk"),
    "aktiv": ("-subject__active_at", "pk"),
    "nyeste": ("-subject__created_at", "pk"),
    "udbredt": ("-places", "title", "pk"),
}
SORT = next(iter(SORTS))
OF_PURPOSE = {Purpose.BETTER_LIFE: "is_better_life", Purpose.SMARTER_WORK: "is_smarter_work"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    purpose: str = ""
    group: str = ""
    target: str = ""
    status: str = ""
    unit: str = ""
    maturity: str = ""
    sort: str = SORT


def current_uses(viewer: Viewer) -> QuerySet[Use]:
    """What units say now, as far as ``viewer`` may read of the unit."""
    rows = Use.objects.filter(may_read(viewer, "unit__actor__subject__"), is_current=True)
    return rows.select_related("unit__actor").order_by("status", "unit__actor__name")


def technologies(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Technology]:
    """The technologies of the catalogue, filtered and sorted, each with its ``current_uses``."""
    filters = filters or Filters()
    rows = Technology.objects.visible_to(viewer).filter(withdrawn_at=None).select_related("subject")
    if filters.words:
        ids = search.matching(filters.words, ("technology",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.purpose in OF_PURPOSE:
        rows = rows.filter(**{OF_PURPOSE[Purpose(filters.purpose)]: True})
    if filters.group:
        rows = rows.filter(group=filters.group)
    if filters.target:
        rows = rows.filter(targets__group=filters.target)
    if filters.maturity:
        rows = rows.filter(maturity=filters.maturity)
    if filters.status or filters.unit:
        rows = rows.filter(where(viewer, filters.status, filters.unit))
    if filters.sort == "udbredt":
        shown = units(viewer).values("pk")
        having = Q(uses__is_current=True, uses__status=UseStatus.IN_USE, uses__unit__in=shown)
        rows = rows.annotate(places=Count("uses", filter=having, distinct=True))
    rows = rows.prefetch_related(Prefetch("uses", current_uses(viewer), to_attr="current_uses"))
    return rows.order_by(*SORTS.get(filters.sort, SORTS[SORT]))


def where(viewer: Viewer, status: str, unit: str) -> Q:
    """Whether a unit says this of it now; ``NOWHERE`` is what no unit has, or is about to have.

    Found once for all, not asked of each: the database would look through all uses of that status for every row.
    """
    said = Use.objects.filter(may_read(viewer, "unit__actor__subject__"), is_current=True)
    if unit:
        said = said.filter(unit=unit)
    if status == NOWHERE:
        return ~Q(pk__in=said.filter(status__in=HAVING).values("technology"))
    return Q(pk__in=(said.filter(status=status) if status else said).values("technology"))


def alike(filters: Filters, viewer: Viewer, but: Iterable[UUID]) -> list[Twin]:
    """What does about the same as the words searched for, though it uses others. Nothing without words."""
    return resembling(filters.words, viewer, ("technology",), but=but) if filters.words else []


def uses_of(technology: Technology, viewer: Viewer) -> list[Use]:
    """All that units have said of it: what holds now first, then what was said before. Two queries."""
    rows = Use.objects.filter(may_read(viewer, "unit__actor__subject__"), technology=technology)
    found = list(rows.select_related("unit__actor", "contact__actor", "by__actor").order_by("-pk")[:MOST_USES])
    order = {status: place for place, status in enumerate(UseStatus.values)}
    for use in found:
        use.may_change = technology.is_open and works_there(viewer, use.unit)
    return sorted(found, key=lambda use: (not use.is_current, order[use.status] if use.is_current else 0))


def use_named(pk: int | str, viewer: Viewer) -> Use:
    """What a unit says now. Raises: NotFound."""
    rows = Use.objects.filter(
        may_read(viewer, "technology__subject__"), may_read(viewer, "unit__actor__subject__"), is_current=True
    )
    found = rows.select_related("technology__subject", "unit__actor").filter(pk=pk).first()
    if found is None:
        raise NotFound(f"Use {pk}")
    return found


def units_for(viewer: Viewer) -> list[Unit]:
    """The units the viewer may speak of here, their own first."""
    if not viewer.is_staff:
        return []
    own = {grant.scope for grant in viewer.grants}
    found = [unit for unit in units(viewer) if works_there(viewer, unit)]
    return sorted(found, key=lambda unit: (unit.pk not in own, unit.actor.name))


def contacts_for(unit: Unit, viewer: Viewer) -> list[Person]:
    """Whom others may ask about it: those who work in the unit, and whoever writes it down."""
    people = {person.pk: person for person in staff_of(unit)}
    if viewer.person_id and viewer.person_id not in people:
        people |= {row.pk: row for row in Person.objects.filter(pk=viewer.person_id).select_related("actor")}
    return list(people.values())


def in_unit(unit_id: UUID, viewer: Viewer) -> list[Use]:
    """What a unit has, or is about to have. One query."""
    rows = Use.objects.filter(
        may_read(viewer, "technology__subject__"),
        unit=unit_id,
        is_current=True,
        status__in=HAVING,
        technology__withdrawn_at=None,
    )
    return list(rows.select_related("technology").order_by("technology__title")[:MOST_IN_UNIT])


# --- on its way, in use, and the radar --------------------------------------------------------------------------------


def shared(viewer: Viewer, statuses: Iterable[str], unit: str = "") -> list[Technology]:
    """Technologies that units are this far with, each with those units as ``current_uses``. Two queries."""
    said = current_uses(viewer).filter(status__in=statuses)
    if unit:
        said = said.filter(unit=unit)
    having = said.order_by().values("technology")
    rows = Technology.objects.visible_to(viewer).filter(pk__in=having, withdrawn_at=None)
    rows = rows.select_related("subject").prefetch_related(Prefetch("uses", said, to_attr="current_uses"))
    return list(rows.order_by("title", "pk")[: MOST_LISTED + 1])


def open_years() -> tuple[int, int]:
    """The years a technology can be placed in: this one, and the one before."""
    year = clock.today().year
    return (year, year - 1)


def readable_placements(viewer: Viewer) -> QuerySet[Placement]:
    return Placement.objects.filter(may_read(viewer, "technology__subject__"), technology__withdrawn_at=None)


def radar_years(viewer: Viewer) -> list[int]:
    """The years with anything on the radar, newest first."""
    return list(readable_placements(viewer).order_by("-year").values_list("year", flat=True).distinct())


def placements(viewer: Viewer, years: Iterable[int]) -> list[Placement]:
    """What stands on the radar in these years. One query."""
    rows = readable_placements(viewer).filter(year__in=years).select_related("technology__subject", "by__actor")
    return list(rows.order_by("technology__title", "pk"))


def placements_of(technology: Technology) -> list[Placement]:
    """Where one technology has stood, newest year first."""
    return list(technology.placements.select_related("by__actor").order_by("-year"))


def catalogue_suppliers(technology_id: UUID | None) -> frozenset[UUID]:
    """The actors that stand in the catalogue as suppliers of a technology, found by name. Two queries at most.

    Case, signs and the form of the company do not matter. One under another name is not found: a supplier is text.
    """
    suppliers = set(Product.objects.filter(technology=technology_id).values_list("supplier", flat=True))
    if not suppliers:
        return frozenset()
    names = {bare_name(supplier) for supplier in suppliers}
    beginnings = {supplier.strip()[:2] for supplier in suppliers}  # few enough to look through
    alike = reduce(or_, (Q(name__istartswith=beginning) for beginning in beginnings), Q(name__in=suppliers))
    rows = Actor.objects.filter(alike).values_list("pk", "name")
    return frozenset(pk for pk, name in rows if bare_name(name) in names)


def bare_name(name: str) -> str:
    """A company's name as it is recognised: letters and figures alone, without its form ("A/S", "ApS")."""
    told = re.sub(r"[^\w/]+", " ", name.casefold().replace(".", ""))
    bare = "".join(word for word in told.split() if word not in COMPANY_FORMS)
    return re.sub(r"\W", "", bare) or name.casefold()


def placement_of(technology: Technology, year: int | str) -> Placement | None:
    """A placement that may still be changed."""
    wanted = [each for each in open_years() if str(each) == str(year)]
    return technology.placements.filter(year__in=wanted).first()


def year_wanted(written: str) -> int | None:
    """A year from the address, when it can be one."""
    return int(written) if written.isascii() and written.isdigit() and FIRST_YEAR <= int(written[:9]) <= 2200 else None


# --- files and history ------------------------------------------------------------------------------------------------


def file_named(pk: int | str, viewer: Viewer) -> CatalogueFile:
    """A file that the viewer brought. Raises: NotFound."""
    found = CatalogueFile.objects.filter(pk=pk, by=viewer.person_id).first() if viewer.person_id else None
    if found is None:
        raise NotFound(f"CatalogueFile {pk}")
    return found


TRACKED = {
    "title": _("Navnet"),
    "what": _("Hvad den gør"),
    "for_whom": _("For hvem"),
    "group": _("Gruppen"),
    "is_better_life": _("Bedre liv"),
    "life_sign": _("Tegn på bedre liv"),
    "is_smarter_work": _("Smartere arbejde"),
    "work_sign": _("Tegn på smartere arbejde"),
    "maturity": _("Hvor langt den er"),
    "workflows": _("Hvad der bliver anderledes i arbejdet"),
    "training": _("Oplæring"),
    "together": _("Mellem borger, pårørende og medarbejdere"),
    "iso_class": _("ISO 9999"),
    "links": _("Links"),
}


def changes_of(technology: Technology) -> list[Change]:
    """The edits of a technology, newest first. Two queries."""
    return edits_in(technology.history, TRACKED, shown)


def shown(row: Any, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, bool):
        return str(_("Ja") if value else _("Nej"))
    if isinstance(value, list):
        return "\n".join(f"{link['title']} {link['url']}" for link in value)
    return in_words(row, name)
