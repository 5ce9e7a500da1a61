"""The verbs about what was agreed at a meeting: write it down, say yes, say how it went.

Whoever keeps the meeting writes; the owner alone makes it a promise. When what or when is changed, the owner is asked
anew, and what stood before is in the history.
"""

from datetime import date
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.models import ORGANISATIONS, PERSONAL, Actor, Membership, Person
from samspil.actors.queries import leaders_of, viewer_of, viewers_of
from samspil.events import coming, letters
from samspil.events.agenda import meeting_found
from samspil.events.models import ANSWER_WITHIN, STANDS, AgendaPoint, Event, MeetingPromise, PromiseState
from samspil.events.rules import answers_for_owner
from samspil.foundation import clock, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import NotFound, Refused, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.resources.facts import day_of, wrong

RELATED = (
    "actor__subject",
    "actor__unit",
    "person__actor",
    "answered_by__actor",
    "deputy__actor",
    "point",
    *(f"event__{name}" for name in coming.OF_EVENT),
)


def promise_found(promise_id: UUID | str, by: Viewer, *, lock: bool = False) -> MeetingPromise:
    """What was agreed, if it is on the page, one's own, or of a meeting one keeps. Raises: NotFound."""
    promise = find(MeetingPromise, promise_id, by, related=RELATED, lock=lock)
    if not rules.has_perm("meeting_promises.view", by, promise):
        raise NotFound(f"MeetingPromise {promise_id}")
    return promise


def owner_of(owner: UUID | str, event: Event, by: Viewer) -> tuple[Actor, Person | None]:
    """The actor who will do it, and the person who answers for them. Raises: ValidationError on ``owner``."""
    key = as_uuid(owner) if owner else None
    actor = Actor.objects.select_related("subject", "unit", "person__actor").filter(pk=key).first() if key else None
    if actor is None:
        raise wrong("owner", _("Vælg, hvem der gør det."))
    if actor.is_person:
        person: Person | None = getattr(actor, "person", None)
        comes = person is not None and event.sign_ups.filter(person=person, state__in=STANDS).exists()
        if person is None or person.erased_at or not (comes or person.pk == by.person_id):
            raise wrong("owner", _("Vælg en, der var med."))
    else:
        if actor.kind not in ORGANISATIONS or not actor.subject.readable_by(by):
            raise wrong("owner", _("Vælg en på listen."))
        person = speaker_of(actor)
    if person and not event.subject.readable_by(viewer_of(person)):
        raise wrong("owner", _("Den, du valgte, kan ikke læse siden."))
    return actor, person


def speaker_of(actor: Actor) -> Person | None:
    """Who answers for an association or a unit: somebody we can write to, or nobody."""
    unit = getattr(actor, "unit", None)
    people = leaders_of(unit) if unit else []
    rows = Membership.objects.current().filter(actor=actor, speaks_for=True).select_related("person__actor")
    people += [row.person for row in rows.order_by("pk")]
    return next((person for person in people if person.email and not person.blocked_at), None)


def next_to_answer(promise: MeetingPromise) -> Person | None:
    """Who speaks for the owner now. Nobody is asked about a meeting they may not read: the host notes the answer."""
    person = speaker_of(promise.actor)
    return person if person and promise.event.subject.readable_by(viewer_of(person)) else None


def ask_anew(promise: MeetingPromise) -> None:
    """There is as long to answer as the first time, and no deputy any more."""
    promise.asked_on, promise.answer_due = clock.today(), clock.today() + ANSWER_WITHIN
    promise.deputy = promise.passed_on_at = None


def day_ahead(value: date | str | None) -> date:
    day = day_of(value, "due_on")
    if day is None:
        raise wrong("due_on", _("Vælg den dag, det skal være gjort."))
    if day < clock.today():
        raise wrong("due_on", _("Den dag er gået."))
    if day.year > clock.today().year + 5:
        raise wrong("due_on", _("Vælg en dag inden for de næste fem år."))
    return day


def put_what(promise: MeetingPromise, what: str) -> None:
    promise.what = what
    clean_texts(promise, ("what",))
    if not promise.what:
        raise wrong("what", _("Skriv, hvad I blev enige om."))


@verb(MeetingPromise)
def agree_on(
    *,
    by: Viewer,
    event_id: UUID | str,
    what: str,
    due_on: date | str,
    owner: UUID | str,
    point_id: UUID | str | None = None,
) -> MeetingPromise:
    """Write down what was agreed: what, by when, and the actor who does it. The owner is asked at once.

    Raises: NotFound, Refused, ValidationError.
    """
    event = meeting_found(event_id, by)
    require("events.keep_meeting", by, event)
    if not event.has_begun:
        raise ValidationError(_("Mødet er ikke begyndt endnu."))
    key = as_uuid(point_id) if point_id else None
    point = AgendaPoint.objects.filter(pk=key, event=event).first() if key else None
    if point_id and point is None:
        raise NotFound(f"AgendaPoint {point_id}")
    day = day_ahead(due_on)
    actor, person = owner_of(owner, event, by)
    promise = MeetingPromise(
        event=event,
        point=point,
        actor=actor,
        person=person,
        due_on=day,
        asked_on=clock.today(),
        answer_due=clock.today() + ANSWER_WITHIN,
        written_by_id=by.person_id,
    )
    put_what(promise, what)
    # No words of it in the search: it stands on the page of its meeting, once the minutes do.
    promise.subject = subjects.create(
        "meeting_promise", title=promise.what, by=by.person_id, context=event.subject, is_searchable=False
    )
    if person and person.pk == by.person_id:  # whoever writes down their own promise has said yes
        promise.state, promise.answered_at, promise.answered_by = PromiseState.PROMISED, clock.now(), person
    sign(promise, by)
    promise.save(force_insert=True)
    journal("events.agreed", promise.subject, by=by)
    if promise.state == PromiseState.ASKED:
        letters.ask_owner(promise)
    return promise


@verb(MeetingPromise)
def edit_promise(
    *,
    by: Viewer,
    promise_id: UUID | str,
    what: str,
    due_on: date | str,
    expected_version: int | None = None,
) -> MeetingPromise:
    """Mend what was agreed. The owner says yes anew to other words or another day; for an association or a unit that is
    whoever speaks for it now.

    Raises: NotFound, Refused, Stale, ValidationError (it is told how it went).
    """
    promise = promise_found(promise_id, by, lock=True)
    require("events.keep_meeting", by, promise.event)
    check_version(promise.subject, expected_version)
    if promise.withdrawn_at or promise.reported_at:
        raise ValidationError(_("Der er sagt, hvordan det gik. Det kan ikke rettes mere."))
    before = (promise.what, promise.due_on)
    if day_of(due_on, "due_on") != promise.due_on:
        promise.due_on = day_ahead(due_on)
    put_what(promise, what)
    is_new = before != (promise.what, promise.due_on)
    if is_new:
        promise.state, promise.answered_at, promise.answered_by = PromiseState.ASKED, None, None
        promise.word = ""
        if not promise.actor.is_person:
            promise.person = next_to_answer(promise)
        ask_anew(promise)
        promise.subject.title = promise.what
        promise.subject.save(update_fields=["title"])
        bump(promise.subject)
    sign(promise, by)
    promise.save()
    journal("events.promise_edited", promise.subject, by=by)
    if is_new:
        letters.ask_owner(promise)
    return promise


@verb(MeetingPromise)
def answer_promise(*, by: Viewer, promise_id: UUID | str, answer: str, word: str = "") -> MeetingPromise:
    """The owner says yes or no. Raises: NotFound, Refused, ValidationError."""
    promise = promise_found(promise_id, by, lock=True)
    require("meeting_promises.answer", by, promise)
    if answer not in ("yes", "no"):
        raise ValidationError({"answer": [_("Vælg en af mulighederne.")]})
    if promise.state != PromiseState.ASKED or promise.withdrawn_at:
        return promise  # pressed twice
    promise.word = word
    clean_texts(promise, ("word",))
    promise.state = PromiseState.PROMISED if answer == "yes" else PromiseState.REFUSED
    promise.answered_at, promise.answered_by_id = clock.now(), by.known_id
    promise.deputy = promise.passed_on_at = None
    sign(promise, by)
    promise.save()
    bump(promise.subject)
    journal("events.promise_answered", promise.subject, by=by, payload={"answer": answer})
    return promise


@verb(MeetingPromise)
def report_promise(*, by: Viewer, promise_id: UUID | str, outcome: str, word: str = "") -> MeetingPromise:
    """The owner says that it is done, or that it came to nothing and why.

    Raises: NotFound, Refused, ValidationError.
    """
    promise = promise_found(promise_id, by, lock=True)
    require("meeting_promises.answer", by, promise)
    if outcome not in (PromiseState.DONE, PromiseState.NOT_DONE):
        raise ValidationError({"outcome": [_("Vælg en af mulighederne.")]})
    if promise.state != PromiseState.PROMISED or promise.withdrawn_at:
        return promise  # pressed twice, or nobody has promised it
    promise.word = word
    clean_texts(promise, ("word",))
    if outcome == PromiseState.NOT_DONE and not promise.word:
        raise ValidationError({"word": [_("Skriv kort, hvorfor det ikke blev til noget.")]})
    promise.state, promise.reported_at = outcome, clock.now()
    sign(promise, by)
    promise.save()
    bump(promise.subject)
    journal("events.promise_told", promise.subject, by=by, payload={"outcome": outcome})
    return promise


@verb(MeetingPromise)
def withdraw_promise(*, by: Viewer, promise_id: UUID | str) -> MeetingPromise:
    """It was written down by mistake: its words are deleted. Raises: NotFound, Refused, ValidationError."""
    promise = promise_found(promise_id, by, lock=True)
    require("events.keep_meeting", by, promise.event)
    if promise.withdrawn_at:
        return promise  # pressed twice
    if promise.reported_at:
        raise ValidationError(_("Der er sagt, hvordan det gik. Det kan ikke tages tilbage."))
    empty(promise)
    journal("events.promise_withdrawn", promise.subject, by=by)
    return promise


def empty(promise: MeetingPromise) -> None:
    promise.what = promise.word = ""
    promise.withdrawn_at = promise.withdrawn_at or clock.now()
    promise.save()
    promise.history.all().delete()
    subjects.fall_silent(promise.subject)


@verb(MeetingPromise)
def pass_on_promise(*, by: Viewer, promise_id: UUID | str, deputy_id: UUID | str) -> MeetingPromise:
    """Let a deputy answer for a unit that has been silent. Nobody else can promise what is not theirs.

    Raises: NotFound, Refused, ValidationError.
    """
    require("actors.add", by)  # the installation itself, or a coordinator
    promise = find(MeetingPromise, promise_id, by, related=RELATED, lock=True)
    if promise.deputy_id or not promise.is_waiting:
        return promise
    if getattr(promise.actor, "unit", None) is None:
        raise Refused("meeting_promises.answer")
    deputy = Person.objects.filter(pk__in=[as_uuid(deputy_id)]).first()
    if deputy is None or deputy.pk == promise.person_id:
        raise NotFound(f"Person {deputy_id}")
    promise.deputy, promise.passed_on_at = deputy, clock.now()
    sign(promise, by)
    promise.save()
    journal("events.promise_passed_on", promise.subject, by=by, payload={"deputy": str(deputy.pk)})
    return promise


def renew_owners() -> None:
    """Whoever no longer stands behind an association or a unit owes no word for it: whoever does now is asked instead.
    Nobody said anything, so nothing is journalled.
    """
    rows = MeetingPromise.objects.filter(
        withdrawn_at=None, state__in=(PromiseState.ASKED, PromiseState.PROMISED), subject__shown=True
    ).exclude(actor__kind__in=PERSONAL)
    found = list(rows.select_related("subject", *RELATED))
    viewers = viewers_of({row.person for row in found if row.person})
    for promise in found:
        if promise.person and answers_for_owner(viewers[promise.person.pk], promise):
            continue
        speaks = next_to_answer(promise)
        if speaks == promise.person:
            continue
        promise.person = speaks
        if promise.state == PromiseState.ASKED:
            ask_anew(promise)
        promise.save(update_fields=["person", "asked_on", "answer_due", "deputy", "passed_on_at"])
        if promise.state == PromiseState.ASKED:
            letters.ask_owner(promise)
