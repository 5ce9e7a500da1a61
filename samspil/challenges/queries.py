"""Reads about challenges, always through ``visible_to``."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspil.actors.history import Change
from samspil.actors.models import Person
from samspil.actors.queries import names_of
from samspil.challenges.models import ChainLink, Challenge, Perspective, Stage
from samspil.foundation import search
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.tracks.models import Track

MOST_PERSPECTIVES = 300  # with the replies; a page shows no more, beyond that people read the paper version

SORTS = {
    "aktiv": "-subject__active_at",
    "nyeste": "-subject__created_at",
    "aeldste": "subject__created_at",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    theme: str = ""
    stage: str = ""
    unit: UUID | None = None
    sphere: str = ""
    track: str = ""  # one of the two tracks, or the id of a beacon
    sort: str = "aktiv"


def challenges(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Challenge]:
    """The challenges ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = narrowed(Challenge.objects.visible_to(viewer).select_related("subject", "actor"), filters)
    if not filters.words:
        rows = rows.filter(subject__kind="challenge")  # so that the list is read in its order, by the index
    return rows.order_by(SORTS.get(filters.sort, SORTS["aktiv"]), "pk")


def countable(viewer: Viewer, filters: Filters) -> QuerySet[Challenge]:
    """The same challenges in no order, for their number."""
    return narrowed(Challenge.objects.each_visible_to(viewer), filters)


def narrowed(rows: QuerySet[Challenge], filters: Filters) -> QuerySet[Challenge]:
    if filters.words:
        ids = search.matching(filters.words, ("challenge",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.stage:
        rows = rows.filter(stage=filters.stage)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.track in Track.values:
        rows = rows.filter(track=filters.track)
    elif filters.track:
        rows = rows.filter(beacon=as_uuid(filters.track))
    if filters.sphere:
        links = ChainLink.objects.filter(subject=OuterRef("pk"), step="identified", sphere=filters.sphere)
        rows = rows.filter(Exists(links))
    return rows


def perspectives_of(challenge: Challenge, viewer: Viewer, most: int = MOST_PERSPECTIVES) -> list[Perspective]:
    """What people see, oldest first, each with its ``visible_replies``. Withdrawn ones with replies stay as a gap."""
    rows = (
        Perspective.objects.visible_to(viewer)
        .filter(challenge=challenge)
        .select_related("subject", "actor", "author__actor", "entered_by__actor")
        .order_by("pk")[:most]
    )
    first = {row.pk: row for row in rows if row.reply_to_id is None}
    for row in first.values():
        row.visible_replies = []
    for row in rows:
        if row.reply_to_id in first and row.withdrawn_at is None:
            first[row.reply_to_id].visible_replies.append(row)
    return [row for row in first.values() if row.withdrawn_at is None or row.visible_replies]


def participants(challenge: Challenge, viewer: Viewer) -> list[Person]:
    """The people who have spoken on the page in their own hand, by name. Whom staff wrote for cannot sign in."""
    spoke = (
        Perspective.objects.visible_to(viewer)
        .filter(challenge=challenge, withdrawn_at=None, entered_by=None)
        .values("author")
    )
    people = Person.objects.filter(Q(pk__in=spoke) | Q(pk=challenge.author_id)).exclude(email=None)
    return list(people.select_related("actor").order_by("actor__name"))


def steering_by(beacon_id: UUID, viewer: Viewer) -> list[Challenge]:
    """The challenges that steer by a beacon, the liveliest first."""
    rows = Challenge.objects.visible_to(viewer).filter(beacon=beacon_id, withdrawn_at=None).exclude(stage=Stage.DRAFT)
    return list(rows.select_related("subject", "actor").order_by("-subject__active_at", "pk")[:50])


def beacon_counts(ids: list[UUID], viewer: Viewer) -> dict[UUID, int]:
    """How many challenges steer by each beacon, as far as ``viewer`` may read them."""
    rows = (
        Challenge.objects.visible_to(viewer)
        .filter(beacon__in=ids, withdrawn_at=None)
        .exclude(stage=Stage.DRAFT)
        .values("beacon")
        .annotate(n=Count("pk"))
    )
    return {row["beacon"]: row["n"] for row in rows}


def perspective_counts(ids: list[UUID], viewer: Viewer) -> dict[UUID, int]:
    """How many perspectives and replies each challenge has, as far as ``viewer`` may read them."""
    rows = (
        Perspective.objects.filter(may_read(viewer, "subject__"), challenge__in=ids, withdrawn_at=None)
        .values(pk_of=F("challenge"))
        .annotate(n=Count("pk"))
    )
    return {row["pk_of"]: row["n"] for row in rows}


TRACKED = {
    "question": _("Spørgsmålet"),
    "description": _("Beskrivelsen"),
    "today": _("Det, man gør i dag"),
    "theme": _("Emnet"),
    "stage": _("Trinnet"),
    "next_step": _("Det, der sker nu"),
    "next_who": _("Hvem det angår"),
    "outcome": _("Svaret"),
    "unit": _("Enheden"),
    "track": _("Sporet"),
}


def changes_of(challenge: Challenge) -> list[Change]:
    """The edits of a challenge, newest first. Three queries, whatever the number of edits.

    What a draft said before it opened stays its author's own: it may have held what had to go before others read it.
    """
    history = challenge.history.order_by("-history_date", "-history_id")
    if challenge.stage != Stage.DRAFT:
        history = history.exclude(stage=Stage.DRAFT)
    rows = list(history[:100])
    names = names_of({row.history_user_id for row in rows if row.history_user_id})
    unit_names = names_of({row.unit_id for row in rows if row.unit_id})

    def shown(row, name: str) -> str:
        if name == "unit":
            return unit_names.get(row.unit_id, "")
        display = getattr(row, f"get_{name}_display", None)
        return str(display() if display else getattr(row, name))

    changes = []
    for after, before in zip(rows, rows[1:], strict=False):
        fields = [
            (str(label), shown(before, name), shown(after, name))
            for name, label in TRACKED.items()
            if shown(before, name) != shown(after, name)
        ]
        if fields:
            changes.append(Change(after.history_date, names.get(after.history_user_id, ""), fields))
    return changes
