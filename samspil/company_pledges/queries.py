"""Reads about what companies promise, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import ngettext

from samspil.actors.models import Actor
from samspil.company_pledges.models import ABOUT_KINDS, CompanyPledge, PledgeUse
from samspil.company_pledges.rules import COMPANIES
from samspil.foundation import clock, search
from samspil.foundation.hooks import Boundary, address
from samspil.foundation.models import Audience, Subject
from samspil.foundation.viewer import Viewer

MOST_USES = 200
MOST_ON_ACTOR = 10
HOURS: DecimalField = DecimalField(max_digits=9, decimal_places=1)
LEFT = ExpressionWrapper(F("hours") - F("used"), output_field=HOURS)
SORTS: dict[str, tuple[Any, ...]] = {
    "nyeste": ("-subject__created_at", "pk"),
    "timer": (F("hours_left").desc(nulls_last=True), "pk"),
    "slut": ("until_on", "pk"),
    "virksomhed": ("actor__name", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list. ``state``: what there is now, what comes, what is over, or all."""

    words: str = ""
    kind: str = ""
    theme: str = ""
    state: str = ""
    sort: str = "nyeste"


def with_hours(rows: QuerySet[CompanyPledge]) -> QuerySet[CompanyPledge]:
    """Each with the hours used, and those of them that the receiver confirmed."""
    uses = PledgeUse.objects.filter(pledge=OuterRef("pk")).order_by().values("pledge")
    zero = Value(Decimal(0), output_field=HOURS)
    return rows.annotate(  # type: ignore[no-redef]
        used=Coalesce(Subquery(uses.annotate(sum=Sum("hours")).values("sum"), output_field=HOURS), zero),
        confirmed=Coalesce(
            Subquery(
                uses.filter(confirmed_at__isnull=False).annotate(sum=Sum("hours")).values("sum"), output_field=HOURS
            ),
            zero,
        ),
    ).annotate(hours_left=LEFT)


def running(today: date) -> Q:
    return Q(ended_on=None, from_on__lte=today, until_on__gte=today)


def over(today: date) -> Q:
    return Q(ended_on__isnull=False) | Q(until_on__lt=today)


def pledges(viewer: Viewer, filters: Filters | None = None) -> QuerySet[CompanyPledge]:
    """What companies promise, filtered and sorted. Two queries a page, however long the list."""
    filters = filters or Filters()
    today = clock.today()
    readable = CompanyPledge.objects.visible_to(viewer).filter(withdrawn_at=None, actor__subject__shown=True)
    rows = with_hours(readable.select_related("subject", "actor"))
    if filters.words:
        ids = search.matching(filters.words, ("company_pledge",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.theme:
        rows = rows.filter(theme__in=(filters.theme, ""))
    match filters.state:
        case "nu":
            rows = rows.filter(running(today)).filter(Q(hours=None) | Q(hours_left__gt=0))
        case "kommer":
            rows = rows.filter(ended_on=None, from_on__gt=today)
        case "slut":
            rows = rows.filter(over(today))
    return rows.order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def of_actor(actor: Actor, viewer: Viewer) -> list[CompanyPledge]:
    """What a company promises: what is still open first. One query."""
    readable = CompanyPledge.objects.visible_to(viewer).filter(actor=actor, withdrawn_at=None)
    rows = with_hours(readable.select_related("subject"))
    return list(rows.order_by(F("ended_on").asc(nulls_first=True), "-until_on", "pk")[:MOST_ON_ACTOR])


def uses_of(pledge: CompanyPledge) -> list[PledgeUse]:
    """What was used of it, newest first. One query."""
    rows = pledge.uses.select_related("receiver__subject", "about__context", "by__actor", "confirmed_by__actor")
    uses = list(rows[:MOST_USES])
    for use in uses:
        use.pledge = pledge
    return uses


def companies_of(viewer: Viewer) -> QuerySet[Actor]:
    """The companies the viewer may promise for: their own, or for staff every one we know."""
    rows = Actor.objects.visible_to(viewer).filter(kind__in=COMPANIES)
    if not viewer.is_staff:
        rows = rows.filter(pk__in=viewer.speaks_for)
    return rows.order_by("name", "pk")


def receivers(viewer: Viewer) -> list[str]:
    """Names to choose among while somebody writes who received it: their own first, then those who did before."""
    own = Actor.objects.filter(pk__in=viewer.speaks_for).exclude(kind__in=COMPANIES).order_by("name")
    before = PledgeUse.objects.filter(receiver__subject__shown=True).order_by("receiver__name")
    names = [*own.values_list("name", flat=True), *before.values_list("receiver__name", flat=True).distinct()[:100]]
    return list(dict.fromkeys(names))


def page_named(subject_id: UUID | None, viewer: Viewer) -> Subject | None:
    rows = Subject.objects.visible_to(viewer).filter(pk__in=[subject_id], kind__in=ABOUT_KINDS)
    return rows.filter(audience=Audience.PUBLIC).exclude(title="").first()


@dataclass(frozen=True, slots=True)
class Year:
    """What was promised from a year on, and what was used in it. Hours; ``companies`` are those that promised."""

    year: int
    companies: int
    promised: int
    hours: Decimal
    uses: int
    used: Decimal
    confirmed: Decimal


def years(viewer: Viewer) -> list[Year]:
    """The sums by year, the newest first. A promise counts in the year it begins, a use in the year it was.

    Two queries.
    """
    rows = CompanyPledge.objects.visible_to(viewer).filter(withdrawn_at=None, actor__subject__shown=True)
    begun = {
        row["year"]: row
        for row in rows.order_by()
        .values(year=ExtractYear("from_on"))
        .annotate(n=Count("pk"), companies=Count("actor", distinct=True), hours=Sum("hours"))
    }
    confirmed = Sum("hours", filter=Q(confirmed_at__isnull=False))
    uses = PledgeUse.objects.filter(pledge__in=rows.values("pk")).order_by().values(year=ExtractYear("on"))
    used = {row["year"]: row for row in uses.annotate(n=Count("pk"), sum=Sum("hours"), confirmed=confirmed)}
    none: dict[str, Any] = {}
    zero = Decimal(0)
    return [
        Year(
            year=year,
            companies=begun.get(year, none).get("companies", 0),
            promised=begun.get(year, none).get("n", 0),
            hours=begun.get(year, none).get("hours") or zero,
            uses=used.get(year, none).get("n", 0),
            used=used.get(year, none).get("sum") or zero,
            confirmed=used.get(year, none).get("confirmed") or zero,
        )
        for year in sorted({*begun, *used}, reverse=True)
    ]


# --- what other apps ask for ------------------------------------------------------------------------------------------


def at_the_boundary(viewer: Viewer) -> list[Boundary]:
    """The promises that touch what staff do today (C43)."""
    rows = CompanyPledge.objects.visible_to(viewer).filter(withdrawn_at=None, actor__subject__shown=True)
    rows = rows.exclude(boundary="").select_related("subject", "actor")
    rows = rows.order_by("-subject__created_at", "pk")[:100]
    return [
        Boundary(
            title=f"{row.actor.name}: {row.title}",
            url=address(row.subject),
            why=row.boundary,
            at=row.subject.created_at,
        )
        for row in rows
    ]


def match_documents(ids: Iterable[UUID] | None = None) -> list[dict[str, Any]]:
    """What the engine may suggest: public promises that still hold and have something left. One query."""
    public = CompanyPledge.objects.filter(
        withdrawn_at=None, subject__shown=True, subject__audience=Audience.PUBLIC, actor__subject__shown=True
    )
    rows = with_hours(public.filter(ended_on=None, until_on__gte=clock.today()).select_related("subject", "actor"))
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    rows = rows.filter(Q(hours=None) | Q(hours_left__gt=0))
    return [
        {
            "id": str(row.pk),
            "title": row.title,
            "text": f"{row.body}\n{row.get_kind_display()}. {row.get_theme_display() if row.theme else ''}".strip(),
            "language": row.subject.language,
            "kind": "company_pledge",
            "provider": str(row.actor_id),
            "place": row.subject.place,
            "point": (row.subject.latitude, row.subject.longitude) if row.subject.latitude is not None else None,
        }
        for row in rows
    ]


def figures(viewer: Viewer, theme: str, area: int | None) -> list[tuple[int, Any]]:
    """The hours that companies gave and those who got them have confirmed (C69). A company's sums, nobody's own hours;
    promises know of no areas. One query.
    """
    if area:
        return []
    rows = pledges(viewer, Filters(theme=theme)).filter(subject__audience=Audience.PUBLIC)
    if theme:
        rows = rows.filter(theme=theme)
    hours = int(sum((row.confirmed or 0 for row in rows.order_by()), Decimal(0)))
    what = ngettext("time fra virksomheder, som er bekræftet", "timer fra virksomheder, som er bekræftet", hours)
    return [(hours, what)]
