"""The letters about events: to those who come, each with a link of their own, to the invited, and to who promised.

The link opens one sign-up, invitation or promise for whoever got the letter. Opening it changes nothing; the page has
the buttons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation

from samspil.actors.queries import viewer_of
from samspil.events import calendar, queries, times
from samspil.events.models import (
    STANDS,
    AgendaPoint,
    Event,
    EventInvitation,
    EventReminder,
    EventSignUp,
    EventSignUpState,
    MeetingPromise,
    PointState,
)
from samspil.foundation import clock, hooks, mail
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import Viewer

SIGN_UP, INVITATION, PROMISE = "event-sign-up", "event-invitation", "meeting-promise"
LASTS_AFTER = timedelta(days=7)
PROMISE_LASTS = timedelta(days=90)
BEFORE = {EventReminder.DAY: timedelta(days=1), EventReminder.WEEK: timedelta(days=7)}
ENDED = ("cancelled", "called_off", "taken_off")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link of a letter, what it is about, and who holds it."""

    link: OneTimeLink
    row: Any
    viewer: Viewer


def opened(token: str) -> Opened | None:
    """What the link of a letter about a sign-up opens; None when it was used, is too old, or the event is hidden."""
    link = OneTimeLink.objects.open(SIGN_UP, token)
    key = as_uuid(link.payload.get("sign_up")) if link else None
    rows = EventSignUp.objects.select_related(
        "person__actor", "actor", "event__subject", "event__host__subject", "event__host__unit", "event__area"
    )
    row = rows.filter(pk=key, event__subject__shown=True).first() if key else None
    if link is None or row is None or row.person_id != link.person:
        return None
    return Opened(link, row, viewer_of(row.person))


def promise_opened(token: str) -> Opened | None:
    link = OneTimeLink.objects.open(PROMISE, token)
    key = as_uuid(link.payload.get("promise")) if link else None
    rows = MeetingPromise.objects.select_related("subject", "actor", "person__actor", "event__subject", "event__host")
    row = rows.filter(pk=key, subject__shown=True, withdrawn_at=None).first() if key else None
    if link is None or row is None or row.person is None or row.person_id != link.person:
        return None
    return Opened(link, row, viewer_of(row.person))


def until(event: Event) -> timedelta:
    return max(event.ends_at - clock.now(), timedelta(0)) + LASTS_AFTER


# --- to those who come ------------------------------------------------------------------------------------------------


def to_comer(row: EventSignUp, happening: str, key: str, *, has_file: bool = False, words: str = "") -> None:
    """Write to whoever signed up, where we have an address. Whoever has none is rung up by the host.

    ``has_file``: the event as it is now goes along for the calendar, and takes itself out again when it is off.
    """
    person, event = row.person, row.event
    if not person.email or person.erased_at:
        return
    _link, token = OneTimeLink.issue(SIGN_UP, lasts=until(event), person=person.pk, payload={"sign_up": str(row.pk)})
    comes = has_place(row) and happening not in ENDED
    with translation.override(person.language):
        when = times.in_words(event)
        files = calendar.in_a_letter(row) if has_file else []
    mail.post(
        "events/mail/to_comer.txt",
        {
            "happening": happening,
            "row": row,
            "person": person,
            "event": event,
            "when": when,
            "waits": row.state == EventSignUpState.WAITING,
            "comes": comes,
            "has_ended": happening in ENDED,
            "online_url": event.online_url if comes else "",
            "link": mail.address(reverse("events:by-link", args=[token])),
            "calendar": mail.address(reverse("events:link-calendar", args=[token])),
            "has_file": has_file,
            "words": words,
        },
        to=person.email,
        person=person.pk,
        dedupe_key=key[:150],
        holds_secret=True,
        language=person.language,
        attachments=files,
    )


def has_place(row: EventSignUp) -> bool:
    return row.state == EventSignUpState.CONFIRMED


def tell_signed_up(row: EventSignUp) -> None:
    happening = "waiting" if row.state == EventSignUpState.WAITING else "signed_up"
    to_comer(row, happening, f"event-sign-up:{row.pk}", has_file=has_place(row))


def tell_moved_up(row: EventSignUp) -> None:
    to_comer(row, "moved_up", f"event-moved-up:{row.pk}:{row.sequence}", has_file=True)


def tell_cancelled(row: EventSignUp, *, had_place: bool) -> None:
    to_comer(row, "taken_off" if row.by_host else "cancelled", f"event-cancelled:{row.pk}", has_file=had_place)


def standing(event: Event, *states: str) -> Iterable[EventSignUp]:
    for row in event.sign_ups.filter(state__in=states or STANDS).select_related("person__actor", "actor"):
        row.event = event
        yield row


def tell_moved(event: Event) -> None:
    """The time, the place or the link is another: everybody who has signed up hears it, and is reminded anew."""
    for row in standing(event):
        EventSignUp.objects.filter(pk=row.pk).update(reminded_at=None)
        to_comer(row, "moved", f"event-moved:{row.pk}:{event.sequence}", has_file=has_place(row))


def tell_called_off(event: Event) -> None:
    if event.is_over:
        return
    for row in standing(event):
        to_comer(row, "called_off", f"event-called-off:{row.pk}:{event.sequence}", has_file=has_place(row))


def carry(event: Event, words: str, key: str) -> None:
    for row in standing(event, EventSignUpState.CONFIRMED):
        to_comer(row, "words", f"{key}:{row.pk}", words=words)


def tell_agenda(event: Event) -> None:
    for row in standing(event):
        to_comer(row, "agenda", f"event-agenda:{row.pk}")


def answer_suggestion(point: AgendaPoint) -> None:
    """Whoever suggested a point hears if it is on the agenda, or that nobody reached it, and where it may go now."""
    person = point.suggested_by
    if person and person.email and not person.erased_at:
        is_missed = point.state == PointState.MISSED
        after = queries.meeting_after(point.event, viewer_of(person)) if is_missed else None
        mail.post(
            "events/mail/suggestion.txt",
            {
                "point": point,
                "event": point.event,
                "person": person,
                "is_on": point.state == PointState.ON,
                "is_missed": is_missed,
                "after": after,
                "after_link": mail.address(reverse("events:page", args=[after.pk])) if after else "",
                "raise_link": mail.address(reverse("challenges:raise")),
                "link": mail.address(reverse("events:page", args=[point.event_id])),
            },
            to=person.email,
            person=person.pk,
            dedupe_key=f"event-point:{point.pk}:{point.state}",
            language=person.language,
        )


def remind() -> None:
    """Write to those who asked to be reminded, once, unless they signed up so late that they need none."""
    now = clock.now()
    for choice, before in BEFORE.items():
        rows = EventSignUp.objects.filter(
            state=EventSignUpState.CONFIRMED,
            reminder=choice,
            reminded_at=None,
            event__starts_at__gt=now,
            event__starts_at__lte=now + before,
            event__cancelled_at=None,
            event__withdrawn_at=None,
            event__subject__shown=True,
        ).select_related("person__actor", "actor", "event__host", "event__area")
        for row in rows:
            if row.created_at <= row.event.starts_at - before:
                to_comer(row, "reminder", f"event-reminder:{row.pk}:{row.event.sequence}")
            row.reminded_at = now
            row.save(update_fields=["reminded_at"])


# --- to those who are invited -----------------------------------------------------------------------------------------


def address_of(row: EventInvitation) -> str:
    return str(row.person.email if row.person else row.email)


def mark_refusing(rows: list[EventInvitation]) -> None:
    """Say of each if a letter goes to them."""
    refused = hooks.letter_stops()["invitation"].refusing([address_of(row) for row in rows])
    for row in rows:
        row.has_letter = address_of(row) not in refused


def invite(event: Event, rows: list[EventInvitation]) -> None:
    """One letter each, with a link of its own that says yes or no, and another that stops letters of the sort."""
    links, post, way_out = [], [], hooks.letter_stops()["invitation"].way_out
    for row in rows:
        person = row.person
        stop = way_out(address_of(row), row.person_id, event.subject)
        link, token = OneTimeLink.prepare(
            INVITATION,
            lasts=until(event),
            person=row.person_id,
            payload={"invitation": str(row.pk)},
        )
        links += [link, stop.link]
        language = person.language if person else "da"
        with translation.override(language):
            when = times.in_words(event)
        post.append(
            mail.compose(
                "events/mail/invited.txt",
                {
                    "name": row.full_name,
                    "event": event,
                    "when": when,
                    "link": mail.address(reverse("events:invitation", args=[token])),
                    "stop_link": stop.url,
                },
                to=address_of(row),
                person=row.person_id,
                dedupe_key=f"event-invited:{row.pk}",
                holds_secret=True,
                language=language,
                unsubscribe_url=stop.at_once,
            )
        )
    OneTimeLink.objects.bulk_create(links)
    mail.post_many(post)


# --- to those who promised --------------------------------------------------------------------------------------------


def ask_owner(promise: MeetingPromise) -> None:
    """Is it right that you will do this? Yes and no are buttons behind the link; so is, later, that it is done."""
    person = promise.person
    if person is None or not person.email or person.erased_at:
        return
    lasts = max(promise.due_on - clock.today(), timedelta(0)) + PROMISE_LASTS
    _link, token = OneTimeLink.issue(PROMISE, lasts=lasts, person=person.pk, payload={"promise": str(promise.pk)})
    mail.post(
        "events/mail/promise.txt",
        {
            "promise": promise,
            "person": person,
            "event": promise.event,
            "for_whom": "" if promise.actor.is_person else promise.actor.name,
            "link": mail.address(reverse("events:promise-by-link", args=[token])),
        },
        to=person.email,
        person=person.pk,
        dedupe_key=f"meeting-promise:{promise.pk}:{promise.version}:{person.pk}",
        holds_secret=True,
        language=person.language,
    )
