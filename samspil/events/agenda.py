"""The verbs about what a meeting talks about and what was said: suggest, order, publish, write down, mend openly."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from samspil.events import coming, letters
from samspil.events.models import MOST_PEOPLE, MOST_POINTS, STANDS, AgendaPoint, Event, PointState
from samspil.following.actions import tell_news
from samspil.foundation import clock
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Subject, bump
from samspil.foundation.text import clean_text, guard
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.resources.facts import number_of

TEXTS = ("title", "text")
ABOUT = ("challenge", "wish")  # what a point may be taken from
MOST_SUGGESTED = 5  # by one person
LONGEST = 480  # minutes


def meeting_found(event_id: UUID | str, by: Viewer, *, lock: bool = True) -> Event:
    return find(Event, event_id, by, related=coming.OF_EVENT[1:], lock=lock)


def point_found(point_id: UUID | str, by: Viewer) -> AgendaPoint:
    """A point of a meeting that ``by`` may read, the meeting locked. Raises: NotFound."""
    key = as_uuid(point_id)
    point = AgendaPoint.objects.filter(pk=key).first() if key else None
    if point is None:
        raise NotFound(f"AgendaPoint {point_id}")
    point.event = meeting_found(point.event_id, by)
    return point


def about_found(about_id: UUID | str | None, event: Event, by: Viewer) -> Subject | None:
    """A challenge or a wish that everybody who reads the meeting may read, too. Raises: NotFound, ValidationError."""
    if not about_id:
        return None
    key = as_uuid(about_id)
    about = Subject.objects.visible_to(by).filter(pk=key, kind__in=ABOUT).exclude(title="").first() if key else None
    if about is None:
        raise NotFound(f"Subject {about_id}")
    if about.audience != Audience.PUBLIC and about.root_id != event.subject.root_id:
        raise ValidationError({"about_id": [_("Den side kan ikke alle til mødet læse.")]})
    return about


def put(point: AgendaPoint, title: str, text: str, minutes: int | str | None) -> None:
    """Raises: ValidationError by field."""
    point.title, point.text = title, text
    point.minutes = number_of(minutes, "minutes", LONGEST) or None
    clean_texts(point, TEXTS)
    if not point.title and point.about is None:
        raise ValidationError({"title": [_("Skriv, hvad I skal tale om.")]})


def last_position(event: Event) -> int:
    return (event.points.filter(state=PointState.ON).aggregate(most=Max("position"))["most"] or 0) + 1


@verb(AgendaPoint)
def suggest_point(*, by: Viewer, event_id: UUID | str, title: str, text: str = "") -> AgendaPoint:
    """Suggest something to talk about. For those who come; the host decides, and answers each.

    Raises: NotFound, Refused, ValidationError.
    """
    event = meeting_found(event_id, by)
    require("events.suggest", by, event)
    if event.has_begun:
        raise ValidationError(_("Mødet er begyndt. Tag det op på mødet."))
    if not event.sign_ups.filter(person=by.person_id, state__in=STANDS).exists():
        raise ValidationError(_("Meld dig først til mødet. Så kan du foreslå et punkt."))
    if event.points.filter(suggested_by=by.person_id).count() >= MOST_SUGGESTED:
        raise ValidationError(_("Du har foreslået %d punkter. Ring, hvis der er mere.") % MOST_SUGGESTED)
    point = AgendaPoint(event=event, state=PointState.SUGGESTED, suggested_by_id=by.known_id)
    put(point, title, text, None)
    sign(point, by)
    point.save(force_insert=True)
    journal("events.point_suggested", event.subject, by=by, payload={"point": str(point.pk)})
    return point


@verb(AgendaPoint)
def add_point(
    *,
    by: Viewer,
    event_id: UUID | str,
    title: str = "",
    text: str = "",
    minutes: int | str | None = None,
    about_id: UUID | str | None = None,
) -> AgendaPoint:
    """Put a point last on the agenda: one's own, or a challenge or a wish.

    Raises: NotFound, Refused, ValidationError.
    """
    event = meeting_found(event_id, by)
    require("events.keep_meeting", by, event)
    check_unpublished(event)
    about = about_found(about_id, event, by)
    points = event.points.filter(state=PointState.ON)
    if about and points.filter(about=about).exists():
        raise ValidationError({"about_id": [_("Den er på dagsordenen i forvejen.")]})
    if points.count() >= MOST_POINTS:
        raise ValidationError(_("Der er %d punkter. Mere når I ikke.") % MOST_POINTS)
    point = AgendaPoint(event=event, about=about, position=last_position(event))
    put(point, title, text, minutes)
    sign(point, by)
    point.save(force_insert=True)
    bump(event.subject)
    journal("events.point_added", event.subject, by=by, actor=event.host_id, payload={"point": str(point.pk)})
    return point


@verb(AgendaPoint)
def edit_point(
    *,
    by: Viewer,
    point_id: UUID | str,
    title: str = "",
    text: str = "",
    minutes: int | str | None = None,
    expected_version: int | None = None,
) -> AgendaPoint:
    """Mend a point of the agenda. Once the minutes stand on the page, its notes alone are mended, in the open.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    point = point_found(point_id, by)
    require("events.keep_meeting", by, point.event)
    check_version(point.event.subject, expected_version)
    check_unpublished(point.event)
    put(point, title, text, minutes)
    sign(point, by)
    point.save()
    bump(point.event.subject)
    journal("events.point_edited", point.event.subject, by=by, payload={"point": str(point.pk)})
    return point


@verb(AgendaPoint)
def answer_point(*, by: Viewer, point_id: UUID | str, answer: str, word: str = "") -> AgendaPoint:
    """Put a suggestion on the agenda, or not this time. Whoever suggested it hears, with ``word``.

    Raises: NotFound, Refused, ValidationError (there are notes or promises of it, or minutes on the page).
    """
    point = point_found(point_id, by)
    require("events.keep_meeting", by, point.event)
    if answer not in (PointState.ON, PointState.DECLINED):
        raise ValidationError({"answer": [_("Vælg en af mulighederne.")]})
    if point.state == answer:
        return point  # pressed twice
    check_unpublished(point.event)
    check_untold(point)
    point.answer = word
    clean_texts(point, ("answer",))
    if answer == PointState.ON:
        point.position = last_position(point.event)
    point.state = answer
    sign(point, by)
    point.save()
    bump(point.event.subject)
    payload = {"point": str(point.pk), "answer": answer}
    journal("events.point_answered", point.event.subject, by=by, actor=point.event.host_id, payload=payload)
    letters.answer_suggestion(point)
    return point


@verb(AgendaPoint)
def move_point(*, by: Viewer, point_id: UUID | str, way: str) -> AgendaPoint:
    """One up or one down on the agenda. Raises: NotFound, Refused, ValidationError."""
    point = point_found(point_id, by)
    require("events.keep_meeting", by, point.event)
    check_unpublished(point.event)
    if way not in ("up", "down"):
        raise ValidationError({"way": [_("Vælg en af mulighederne.")]})
    points = list(point.event.points.filter(state=PointState.ON).order_by("position", "created_at", "pk"))
    place = next((number for number, each in enumerate(points) if each.pk == point.pk), None)
    other = None if place is None else place + (1 if way == "down" else -1)
    if place is not None and other is not None and 0 <= other < len(points):
        points[place], points[other] = points[other], points[place]
        for number, each in enumerate(points, start=1):
            AgendaPoint.objects.filter(pk=each.pk).exclude(position=number).update(position=number)
        bump(point.event.subject)
    journal("events.point_moved", point.event.subject, by=by, payload={"point": str(point.pk), "way": way})
    point.refresh_from_db()
    return point


def check_unpublished(event: Event) -> None:
    """Raises: ValidationError once the minutes stand on the page: from then on they alone are mended."""
    if event.minutes_published_at:
        raise ValidationError(_("Referatet står på siden. Skriv det, der skal rettes, i referatet."))


def check_untold(point: AgendaPoint) -> None:
    """Raises: ValidationError, where something was said or promised of it."""
    if point.notes or point.promises.filter(withdrawn_at=None).exists():
        raise ValidationError(_("Der er skrevet referat til punktet. Det kan ikke tages af."))


@verb(Event)
def remove_point(*, by: Viewer, point_id: UUID | str) -> Event:
    """Take a point off again. What has notes or promises stays. Raises: NotFound, Refused, ValidationError."""
    point = point_found(point_id, by)
    event = point.event
    require("events.keep_meeting", by, event)
    check_unpublished(event)
    check_untold(point)
    payload = {"point": str(point.pk)}
    point.history.all().delete()
    point.delete()
    bump(event.subject)
    journal("events.point_removed", event.subject, by=by, actor=event.host_id, payload=payload)
    return event


@verb(Event)
def publish_agenda(*, by: Viewer, event_id: UUID | str) -> Event:
    """From now on the agenda stands on the page, and those who come get it. Raises: NotFound, Refused,
    ValidationError (it is empty).
    """
    event = meeting_found(event_id, by)
    require("events.keep_meeting", by, event)
    if event.agenda_published_at:
        return event  # pressed twice
    if not event.points.filter(state=PointState.ON).exists():
        raise ValidationError(_("Dagsordenen er tom. Sæt et punkt på først."))
    event.agenda_published_at = clock.now()
    event.save(update_fields=["agenda_published_at"])
    bump(event.subject)
    entry = journal("events.agenda_published", event.subject, by=by, actor=event.host_id)
    if event.is_there and not event.has_begun:
        letters.tell_agenda(event)
    tell_news(entry)
    return event


@verb(Event)
def write_minutes(
    *,
    by: Viewer,
    event_id: UUID | str,
    notes: Mapping[str, str],
    attended: int | str | None = None,
    expected_version: int | None = None,
) -> Event:
    """What was said, by the id of each point, and how many were there. Once it is on the page, what stood before stays
    to be read. Raises: NotFound, Refused, Stale, ValidationError (by ``notes-`` and the point's id).
    """
    event = meeting_found(event_id, by)
    require("events.keep_meeting", by, event)
    check_version(event.subject, expected_version)
    if not event.has_begun:
        raise ValidationError(_("Mødet er ikke begyndt endnu."))
    points = {str(point.pk): point for point in event.points.filter(state=PointState.ON)}
    for key, said in notes.items():
        point = points.get(key)
        if point is None:
            raise NotFound(f"AgendaPoint {key}")
        said, most = clean_text(said), AgendaPoint._meta.get_field("notes").max_length
        guard(**{f"notes-{key}": said})
        if most and len(said) > most:
            message = _("Teksten er for lang. Der er plads til %d tegn.") % most
            raise ValidationError({f"notes-{key}": [message]})
        if said != point.notes:
            point.notes = said
            sign(point, by)
            point.save()
    event.attended = number_of(attended, "attended", MOST_PEOPLE)
    event.save(update_fields=["attended"])
    bump(event.subject)
    journal("events.minutes_written", event.subject, by=by, actor=event.host_id)
    return event


@verb(Event)
def publish_minutes(*, by: Viewer, event_id: UUID | str) -> Event:
    """From now on minutes and promises stand on the page. Whoever suggested something that nobody answered hears now
    that it was not reached. Raises: NotFound, Refused, ValidationError.
    """
    event = meeting_found(event_id, by)
    require("events.keep_meeting", by, event)
    if event.minutes_published_at:
        return event  # pressed twice
    if not event.has_begun or not event.points.filter(state=PointState.ON).exclude(notes="").exists():
        raise ValidationError(_("Skriv først et referat af mindst ét punkt."))
    now = clock.now()
    event.minutes_published_at = now
    event.agenda_published_at = event.agenda_published_at or now
    event.save(update_fields=["minutes_published_at", "agenda_published_at"])
    bump(event.subject)
    payload = {"missed": [str(point.pk) for point in miss_the_rest(event, by)]}
    entry = journal("events.minutes_published", event.subject, by=by, actor=event.host_id, payload=payload)
    tell_news(entry)
    return event


def miss_the_rest(event: Event, by: Viewer) -> list[AgendaPoint]:
    """The suggestions that were never answered get the one honest answer there is left."""
    missed = list(event.points.filter(state=PointState.SUGGESTED).select_related("suggested_by__actor"))
    for point in missed:
        point.event, point.state = event, PointState.MISSED
        sign(point, by)
        point.save()
        letters.answer_suggestion(point)
    return missed
