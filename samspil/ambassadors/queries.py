"""Reads about those one may ask, always through ``visible_to``."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspil.actors.models import Actor
from samspil.actors.queries import organisations
from samspil.ambassadors.models import Ambassador, AmbassadorTheme, DirectQuestion
from samspil.foundation import clock, search
from samspil.foundation.viewer import Viewer

BESIDE = 5  # on the page of a challenge or a unit
# By name or by day. Nobody is ranked: how much somebody is asked, or answers, stands nowhere.
SORTS = {
    "navn": ("actor__name", "pk"),
    "nyeste": ("-subject__created_at", "pk"),
    "slut": ("until", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    theme: str = ""
    belongs: UUID | None = None
    place: str = ""
    sort: str = "navn"


def standing(viewer: Viewer) -> QuerySet[Ambassador]:
    """Those one may ask now, as far as ``viewer`` may read them."""
    rows = Ambassador.objects.visible_to(viewer).filter(withdrawn_at=None, paused_at=None, until__gte=clock.today())
    return rows.select_related("subject", "actor", "author", "belongs__subject")


def ambassadors(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Ambassador]:
    filters = filters or Filters()
    rows = standing(viewer).prefetch_related("themes")
    if filters.words:
        ids = search.matching(filters.words, ("ambassador",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.theme:
        rows = rows.filter(with_theme(filters.theme))
    if filters.belongs:
        rows = rows.filter(belongs=filters.belongs)
    if filters.place:
        rows = rows.filter(subject__place=filters.place)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["navn"]))


def with_theme(theme: str) -> Q:
    return Q(Exists(AmbassadorTheme.objects.filter(ambassador=OuterRef("pk"), theme=theme)))


def choices_in(viewer: Viewer) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The places people belong to and the towns they stand in, for the filters: those that find somebody. One query."""
    rows = (
        standing(viewer)
        .order_by("belongs__name")
        .values_list("belongs", "belongs__name", "belongs__subject__shown", "subject__place")
    )
    belongs, places = {}, set()
    for pk, name, shown, place in rows:
        if shown:
            belongs[str(pk)] = name
        if place:
            places.add(place)
    return list(belongs.items()), [(place, place) for place in sorted(places)]


def about_theme(theme: str, viewer: Viewer) -> list[Ambassador]:
    """Whom one may ask about a theme. One query."""
    return list(standing(viewer).filter(with_theme(theme)).order_by(*SORTS["navn"])[: BESIDE + 1])


def in_actor(actor: Actor, viewer: Viewer) -> list[Ambassador]:
    """Whom one may ask in a unit or an association. One query."""
    return list(standing(viewer).filter(belongs=actor.pk).order_by(*SORTS["navn"])[: BESIDE + 1])


def card_of(viewer: Viewer) -> Ambassador | None:
    """The viewer's own card, paused or not."""
    if viewer.person_id is None:
        return None
    return Ambassador.objects.filter(author=viewer.person_id, withdrawn_at=None).select_related("subject").first()


def may_belong(viewer: Viewer) -> QuerySet[Actor]:
    """The units and associations the viewer is in."""
    return organisations(viewer).filter(pk__in=viewer.readers)


def ending(first: date, last: date) -> list[Ambassador]:
    """The standing cards whose last day lies between the two, paused ones too."""
    rows = Ambassador.objects.filter(withdrawn_at=None, until__range=(first, last), subject__shown=True)
    return list(rows.select_related("subject", "author__actor"))


def open_question(pk: int) -> DirectQuestion | None:
    rows = DirectQuestion.objects.filter(pk=pk, answered_at=None, ambassador__subject__shown=True)
    return rows.select_related("ambassador__author__actor", "ambassador__subject", "asker__actor").first()
