"""Reads about stories, what is gained, and what the municipality offers."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.actors.models import SPHERES, ActorKind, Role, Sphere, Unit
from samspil.actors.queries import units
from samspil.foundation import hooks, search
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, OneTimeLink, Subject, may_read
from samspil.foundation.viewer import NOBODY, Viewer
from samspil.resources.models import Area
from samspil.stories import standing
from samspil.stories.letters import PURPOSE
from samspil.stories.models import ABOUT_KINDS, Benefit, Consent, Gain, OfferKind, Story, VolunteerOffer, Whom

RELATED = (
    "subject",
    "actor",
    "author__actor",
    "entered_by__actor",
    "about__context",
    "area",
    "picture__subject",
    "work_unit__actor__subject",
)
MOST_OWN = 50
MOST_WORDS = 12  # own words shown for one of the three
OUTSIDE = [
    kind for kind in ActorKind if SPHERES.get(kind, Sphere.CIVIL_SOCIETY) in (Sphere.CIVIL_SOCIETY, Sphere.MARKET)
]
FEW = 5  # statistics of fewer people are not shown


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address."""

    words: str = ""
    theme: str = ""
    area: int | None = None
    whom: str = ""
    gain: str = ""
    by_volunteers: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A page of ours that other apps put panels on, by the kind they name in their manifest."""

    kind: str
    theme: str = ""
    area: int | None = None

    @property
    def subject(self) -> "Place":
        return self


# --- stories ----------------------------------------------------------------------------------------------------------


def stories(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Story]:
    """The stories everybody may read, newest first: ``viewer`` meets no more here, not even their own."""
    filters = filters or Filters()
    rows = Story.objects.visible_to(viewer).filter(subject__audience=Audience.PUBLIC, withdrawn_at=None)
    if filters.words:
        ids = search.matching(filters.words, ("story",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.area:
        rows = rows.filter(area=filters.area)
    if filters.by_volunteers:
        rows = rows.filter(by_volunteers())
    gained = Benefit.objects.filter(subject=OuterRef("pk"))
    if filters.whom:
        gained = gained.filter(whom=filters.whom)
    if filters.gain:
        gained = gained.filter(gain=filters.gain)
    if filters.whom or filters.gain:
        rows = rows.filter(Exists(gained))
    return rows.select_related(*RELATED).order_by("-subject__created_at", "pk")


def by_volunteers() -> Q:
    """Stories in which volunteers, associations or companies took part: it says what a volunteer gained, it is about a
    task or a fellowship, or somebody outside the municipality tells it. What employees gain by a lift is another story.
    """
    from_outside = Q(actor__kind__in=OUTSIDE) & ~Q(about__isnull=False, about__kind="technology")
    return Q(about__kind__in=("task", "resource")) | from_outside | Q(Exists(volunteers_gain("pk")))


def volunteers_gain(subject: str) -> QuerySet[Benefit]:
    return Benefit.objects.filter(subject=OuterRef(subject), whom=Whom.VOLUNTEER)


def with_readings(rows: Iterable[Story]) -> list[Story]:
    """The stories with ``reading``: as they read for everybody. Two queries for all of them."""
    rows = list(rows)
    people: dict[UUID, list[Consent]] = {row.pk: [] for row in rows}
    own: dict[UUID, list[Benefit]] = {row.pk: [] for row in rows}
    if rows:
        for consent in Consent.objects.filter(story__in=people).order_by("order", "pk"):
            people[consent.story_id].append(consent)
        for benefit in Benefit.objects.filter(subject__in=own).order_by("pk"):
            own[benefit.subject_id].append(benefit)
    for row in rows:
        row.benefits = own[row.pk]
        row.reading = standing.read(standing.content_of(row, own[row.pk]), people[row.pk])
    return rows


def about_page(subject: Subject, viewer: Viewer, most: int = 3) -> list[Story]:
    """The newest stories about a page. One query; the title of the subject is without the names nobody may read."""
    rows = stories(viewer).filter(about=subject.pk)
    return list(rows[:most])


def kept(pk: object, *, lock: bool = False, hidden_too: bool = False) -> Story | None:
    """The story, open or not, for its keepers and for those in it: whoever calls asks a rule first thing."""
    rows = Story.objects.select_related(*RELATED)
    if lock:
        rows = rows.select_for_update(of=("self", "subject"), no_key=True)
    key = as_uuid(pk)
    if not hidden_too:
        rows = rows.filter(subject__shown=True)
    return rows.filter(pk=key).first() if key else None


def kept_by(viewer: Viewer) -> QuerySet[Story]:
    """Those the viewer looks after, newest first, open or not."""
    rows = Story.objects.filter(subject__shown=True, withdrawn_at=None).select_related(*RELATED)
    if not viewer.holds("coordinator", "administrator"):
        own = Q(author=viewer.person_id) | Q(entered_by=viewer.person_id) | Q(actor__in=viewer.speaks_for)
        rows = rows.filter(own) if viewer.is_known else rows.none()
    return rows.order_by("-subject__created_at", "pk")


def consents_of(viewer: Viewer) -> list[Consent]:
    """The stories one is in oneself, as far as they still stand."""
    if not viewer.is_known:
        return []
    rows = Consent.objects.filter(person=viewer.known_id, story__withdrawn_at=None, story__subject__shown=True)
    return list(rows.select_related("story__subject", "story__author__actor").order_by("-pk")[:MOST_OWN])


def consent_found(pk: object, *, lock: bool = False) -> Consent | None:
    key = as_uuid(pk)
    rows = Consent.objects.select_related("person", *(f"story__{name}" for name in RELATED))
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=key).first() if key else None


def consent_opened(token: str) -> Consent | None:
    """What the link of a letter opens."""
    link = OneTimeLink.objects.open(PURPOSE, token)
    return consent_found(link.payload.get("consent")) if link else None


def holder(consent: Consent) -> Viewer:
    """Who holds the link: nobody else's rights, and the one right to answer. To take a yes back works for everybody."""
    return Viewer(person_id=consent.person_id, readers=frozenset({consent.pk}))


def page_named(subject_id: object, viewer: Viewer, kinds: Iterable[str] = ABOUT_KINDS) -> Subject | None:
    """A public page that a story may be about."""
    rows = Subject.objects.visible_to(viewer).filter(audience=Audience.PUBLIC, kind__in=list(kinds))
    found = rows.select_related("context").filter(pk__in=[as_uuid(subject_id)]).exclude(title="").first()
    return found if found and getattr(hooks.thing(found), "withdrawn_at", None) is None else None


def areas() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]


# --- for those who look for work --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Workplace:
    """A unit that employees tell of, and whom to ask for there: the first who leads it."""

    unit: Unit
    ask_for: str


def told_by_colleagues(viewer: Viewer, filters: Filters | None = None, unit: UUID | None = None) -> QuerySet[Story]:
    """The stories employees let stand for those who look for work, newest first (C51)."""
    rows = stories(viewer, filters).filter(may_read(viewer, "work_unit__actor__subject__"))
    return rows.filter(work_unit=unit) if unit else rows


def workplaces(viewer: Viewer) -> list[Workplace]:
    """The units that such stories are from, by name. Two queries; one where there are none."""
    told = told_by_colleagues(viewer).order_by().values("work_unit")
    found = list(Unit.objects.filter(pk__in=told).select_related("actor__subject").order_by("actor__name", "pk"))
    roles = Role.objects.current().filter(kind="leader", scope__in=[unit.pk for unit in found])
    leaders: dict[UUID | None, str] = {}
    for role in roles.select_related("person__actor").order_by("pk"):
        leaders.setdefault(role.scope_id, role.person.name)
    return [Workplace(unit, leaders.get(unit.pk, "")) for unit in found]


def own_units(viewer: Viewer) -> list[Unit]:
    """The units the viewer works in and everybody may read of: those they may tell of their work in."""
    scopes = [grant.scope for grant in viewer.grants if grant.kind in ("leader", "employee") and grant.scope]
    return list(units(NOBODY).filter(pk__in=scopes).order_by("actor__name"))


# --- what is gained ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Gained:
    """One gain of one of the three: the pages that tell of it. Those that are stories have a list of their own."""

    gain: str
    label: str
    has_stories: bool = False
    told_in: list[Subject] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.told_in)


@dataclass(slots=True)
class Side:
    """What one of the three gains."""

    whom: str
    label: str
    gains: list[Gained]
    words: list[tuple[str, Subject]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.words and not any(row.count for row in self.gains)


def gained_by(viewer: Viewer, filters: Filters) -> list[Side]:
    """What each of the three gains by what volunteers took part in, with the pages behind it. Three queries."""
    sides = {
        whom: Side(whom.value, str(whom.label), [Gained(g.value, str(g.label)) for g in Gain if g != Gain.OWN])
        for whom in Whom
    }
    rows = Benefit.objects.filter(may_read(viewer, "subject__"), subject__audience=Audience.PUBLIC)
    told = Q(subject__in=stories(viewer, replace(filters, by_volunteers=True)).order_by().values("pk"))
    done = Q(subject__kind="task") | Q(Exists(volunteers_gain("subject")), subject__kind="practice")
    rows = rows.filter(told if filters.theme or filters.area else told | done)
    said = list(rows.exclude(subject__title="").select_related("subject__context").order_by("-pk"))
    worded = {row.subject_id for row in said if row.gain == Gain.OWN and row.subject.kind == "story"}
    nameless: dict[UUID, list[Consent]] = {}
    for consent in Consent.objects.filter(story__in=worded, answer="unnamed") if worded else ():
        nameless.setdefault(consent.story_id, []).append(consent)
    for row in said:
        side = sides[Whom(row.whom)]
        if row.gain == Gain.OWN:
            if len(side.words) < MOST_WORDS:
                side.words.append((words_shown(row, nameless.get(row.subject_id, [])), row.subject))
            continue
        found = next(each for each in side.gains if each.gain == row.gain)
        found.has_stories = found.has_stories or row.subject.kind == "story"
        found.told_in.append(row.subject)
    return list(sides.values())


def words_shown(row: Benefit, nameless: Iterable[Consent]) -> str:
    text = row.words
    for consent in nameless:
        text = standing.without(text, consent.name, consent.instead or _("en, der var med"))
    return text


def benefits_on(subject: Subject) -> list[Benefit]:
    return list(Benefit.objects.filter(subject=subject.pk).select_related("by__actor").order_by("pk"))


def gains_in_words(rows: Iterable[Benefit]) -> list[tuple[str, str]]:
    """What each of the three gains, as one line each."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.gain != Gain.OWN:
            found.setdefault(str(Whom(row.whom).label), []).append(str(row.get_gain_display()).lower())
    return [(whom, ", ".join(dict.fromkeys(gains))) for whom, gains in found.items()]


def figures(viewer: Viewer, filters: Filters) -> list[tuple[int, str]]:
    """The sums that may honestly be told, from whichever app holds them; no people fewer than five."""
    told = stories(viewer, Filters(theme=filters.theme, area=filters.area, by_volunteers=True)).order_by().count()
    what = ngettext("historie, som alle i den har sagt ja til", "historier, som alle i dem har sagt ja til", told)
    own = [(told, what)]
    more = [row for hook in hooks.all_of("figures") for row in hook.of(viewer, filters.theme, filters.area)]
    return [(number, str(label)) for number, label in (*own, *more) if number]


# --- what the municipality offers -------------------------------------------------------------------------------------


def offers(viewer: Viewer) -> list[VolunteerOffer]:
    """The entries of the page in their order, the contact first. One query."""
    rows = VolunteerOffer.objects.visible_to(viewer).filter(removed_at=None).select_related("subject", "person__actor")
    return sorted(rows[:200], key=lambda row: (row.kind != OfferKind.CONTACT, row.order, row.pk))


def versions_of(offer: VolunteerOffer) -> list[Any]:
    """What stood before, newest first."""
    return list(offer.history.order_by("-history_date", "-history_id")[:30])


def of_other_floors() -> list[Any]:
    """The yearly meeting and the award have pages of their own, where they are installed: their links in the foot."""
    return [item for item in hooks.all_of("navigation") if item.section in ("events", "awards")]
