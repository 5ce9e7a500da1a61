"""The verbs about help: ask, hand out, take, answer, ask again, close and take back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Person, Unit
from samspil.actors.queries import viewer_of
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Subject, bump
from samspil.foundation.text import clean_text, guard
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.moderation.actions import screen
from samspil.support import letters, queries
from samspil.support.models import ANSWER_WITHIN, HelpAnswer, HelpKind, HelpRequest, HelpStatus

TEXTS = ("title", "body", "kind")
MOST_LINKS = 10
RELATED = ("author__actor", "entered_by__actor", "assigned_to__actor", "deputy__actor", "unit__actor", "actor")
FORGET_AFTER = timedelta(days=2 * 365)  # what only staff could read, once it is settled


def unit_of(unit_id: UUID | str | None) -> Unit | None:
    unit = Unit.objects.filter(pk=as_uuid(unit_id)).select_related("actor").first() if unit_id else None
    if unit_id and unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    return unit


@verb(HelpRequest)
def ask_help(
    *,
    by: Viewer,
    kind: str,
    title: str,
    body: str,
    about_id: UUID | str | None = None,
    unit_id: UUID | str | None = None,
    only_staff: bool = False,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> HelpRequest:
    """Ask for knowledge, an application, somebody to lead a meeting, or something else. An answer is due in 14 days.

    Everybody may read it, so that others find the answer, or with ``only_staff`` those who work here and whoever asks.
    What only some may read is not spread by asking about it: then the request is for staff, too.
    Raises: NotFound, Refused, ValidationError.
    """
    require("support.ask", by)
    about = queries.page_named(about_id, by)
    if about_id and about is None:
        raise NotFound(f"Subject {about_id}")
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    today = clock.today()
    wanted = HelpRequest(
        kind=kind,
        title=title,
        body=body,
        about=about,
        unit=unit_of(unit_id),
        asked_on=today,
        answer_due=today + ANSWER_WITHIN,
        **voice.fields(),
    )
    clean_texts(wanted, TEXTS)
    missing = {name: [_("Skriv noget her.")] for name in ("title", "body") if not getattr(wanted, name)} | (
        {} if wanted.kind in HelpKind.values else {"kind": [_("Vælg, hvad du har brug for.")]}
    )
    if missing:
        raise ValidationError(missing)
    is_limited = only_staff or (about is not None and about.audience != Audience.PUBLIC)
    wanted.subject = subjects.create(
        "help",
        title=wanted.title,
        by=voice.author.pk,
        audience=Audience.STAFF if is_limited else Audience.PUBLIC,
        text=wanted.body,
    )
    screen(wanted.subject, by=by, voice=voice, text=f"{wanted.title}.\n{wanted.body}")
    wanted.save()
    journal(
        "support.asked",
        wanted.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": kind},
    )
    if wanted.subject.shown:
        letters.tell_coordinators(wanted)
    return wanted


def published(subject: Subject) -> None:
    """Somebody looked at it first, and now it shows: the days until the answer count from today."""
    wanted = HelpRequest.objects.select_related("subject", *RELATED).get(pk=subject.pk)
    wanted.asked_on, wanted.answer_due = clock.today(), clock.today() + ANSWER_WITHIN
    wanted.save(update_fields=["asked_on", "answer_due"])
    letters.tell_coordinators(wanted)


@verb(HelpRequest)
def assign(
    *, by: Viewer, help_id: UUID | str, person_id: UUID | str, expected_version: int | None = None
) -> HelpRequest:
    """Put somebody who works here on it; both they and whoever asked hear. Raises: NotFound, Refused, Stale,
    ValidationError.
    """
    wanted = find(HelpRequest, help_id, by, related=RELATED, lock=True)
    require("support.assign", by, wanted)
    check_version(wanted.subject, expected_version)
    helper = next((person for person in queries.helpers() if str(person.pk) == str(person_id)), None)
    if helper is None or helper.pk == wanted.author_id or not wanted.subject.readable_by(viewer_of(helper)):
        raise ValidationError({"person_id": [_("Vælg en på listen, der må læse den og ikke selv har spurgt.")]})
    put_on(wanted, helper)
    journal("support.assigned", wanted.subject, by=by, payload={"person": str(helper.pk)})
    letters.tell_assigned(wanted, but_not=by.person_id)
    return wanted


@verb(HelpRequest)
def take(*, by: Viewer, help_id: UUID | str) -> HelpRequest:
    """Say that one sees to it. Raises: NotFound, Refused (somebody does already)."""
    wanted = find(HelpRequest, help_id, by, related=RELATED, lock=True)
    if by.is_known and wanted.assigned_to_id == by.person_id and wanted.waits:
        return wanted  # pressed twice
    require("support.take", by, wanted)
    put_on(wanted, Person.objects.select_related("actor").get(pk=by.known_id))
    journal("support.taken", wanted.subject, by=by, payload={"person": str(by.known_id)})
    letters.tell_assigned(wanted, but_not=by.person_id)
    return wanted


def put_on(wanted: HelpRequest, helper: Person) -> None:
    wanted.assigned_to, wanted.assigned_at = helper, clock.now()
    wanted.deputy = wanted.passed_on_at = None
    wanted.status = HelpStatus.ASSIGNED
    wanted.save()
    bump(wanted.subject)


def links_in(text: str) -> str:
    """One address to a line, each of them whole. Raises: ValidationError on the field ``links``."""
    links = clean_text(text).split()
    guard(links="\n".join(links))
    check = URLValidator(schemes=["http", "https"])
    if len(links) > MOST_LINKS:
        raise ValidationError({"links": [_("Der er plads til %d links.") % MOST_LINKS]})
    for link in links:
        try:
            check(link)
        except ValidationError:
            problem = _("“%s” er ikke et helt link. Det skal begynde med https://.") % link[:80]
            raise ValidationError({"links": [problem]}) from None
    return "\n".join(links)


@verb(HelpAnswer)
def answer_help(
    *, by: Viewer, help_id: UUID | str, body: str, links: str = "", expected_version: int | None = None
) -> HelpAnswer:
    """Tell what was found, with links. Whoever asked hears, and may say that it did not help.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    wanted = find(HelpRequest, help_id, by, related=RELATED, lock=True)
    require("support.answer", by, wanted)
    check_version(wanted.subject, expected_version)
    answer = HelpAnswer(request=wanted, by_id=by.known_id, body=body, links=links_in(links))
    clean_texts(answer, ("body", "links"))
    if not answer.body:
        raise ValidationError({"body": [_("Skriv, hvad du fandt ud af.")]})
    answer.save()
    wanted.status = HelpStatus.ANSWERED
    wanted.answered_at = wanted.answered_at or answer.at
    wanted.save()
    bump(wanted.subject)
    journal("support.answered", wanted.subject, by=by, payload={"answer": answer.pk})
    letters.tell_answered(answer)
    index(wanted)
    return answer


def index(wanted: HelpRequest) -> None:
    """Others who look for the same find it by the answers, too."""
    said = " ".join(wanted.answers.values_list("body", flat=True))
    search.index(wanted.subject, f"{wanted.body} {said}")


@verb(HelpRequest)
def reopen(*, by: Viewer, help_id: UUID | str, why: str) -> HelpRequest:
    """Say that it did not help, and why. It waits for an answer again, for 14 days.

    Raises: NotFound, Refused, ValidationError.
    """
    wanted = find(HelpRequest, help_id, by, related=RELATED, lock=True)
    require("support.reopen", by, wanted)
    answer = wanted.answers.last()
    if answer is None:
        raise NotFound(f"HelpAnswer of {help_id}")
    answer.reply, answer.replied_at = why, clock.now()
    try:
        clean_texts(answer, ("reply",))
    except ValidationError as problem:
        raise ValidationError({"why": problem.error_dict["reply"]}) from problem
    if not answer.reply:
        raise ValidationError({"why": [_("Skriv, hvad du stadig mangler.")]})
    answer.save(update_fields=["reply", "replied_at"])
    wanted.status = HelpStatus.ASSIGNED if wanted.assigned_to else HelpStatus.ASKED
    wanted.asked_on, wanted.answer_due = clock.today(), clock.today() + ANSWER_WITHIN
    wanted.assigned_at = clock.now() if wanted.assigned_to else None
    wanted.deputy = wanted.passed_on_at = wanted.closed_at = None
    wanted.save()
    bump(wanted.subject)
    journal("support.reopened", wanted.subject, by=by, payload={"answer": answer.pk})
    answer.request = wanted
    letters.tell_reopened(answer)
    return wanted


@verb(HelpRequest)
def close_help(*, by: Viewer, help_id: UUID | str) -> HelpRequest:
    """It helped: nothing more is owed. Raises: NotFound, Refused."""
    wanted = find(HelpRequest, help_id, by, related=RELATED, lock=True)
    require("support.close", by, wanted)
    wanted.status, wanted.closed_at = HelpStatus.CLOSED, clock.now()
    wanted.save()
    bump(wanted.subject)
    journal("support.closed", wanted.subject, by=by)
    return wanted


@verb(HelpRequest)
def withdraw_help(*, by: Viewer, help_id: UUID | str) -> HelpRequest:
    """Take it back. Its words are deleted, and nobody owes anything more. Raises: NotFound, Refused."""
    wanted = find(HelpRequest, help_id, by, related=RELATED, lock=True)
    require("support.withdraw", by, wanted)
    helper = wanted.assigned_to if wanted.waits else None
    title = wanted.title
    empty(wanted)
    journal("support.withdrawn", wanted.subject, by=by)
    letters.send(wanted, helper, "withdrawn", str(wanted.withdrawn_at), title=title)
    return wanted


def empty(wanted: HelpRequest) -> None:
    """Nothing is left of what was asked; what staff answered goes with it."""
    wanted.title = wanted.body = ""
    wanted.withdrawn_at = wanted.withdrawn_at or clock.now()
    wanted.save(update_fields=["title", "body", "withdrawn_at"])
    wanted.answers.all().update(body="", links="", reply="")
    subjects.set_audience(wanted.subject, Audience.NAMED)
    subjects.fall_silent(wanted.subject)


@verb(HelpRequest)
def pass_on_help(*, by: Viewer, help_id: UUID | str, deputy_id: UUID | str) -> HelpRequest:
    """Let a named deputy answer as well, because nobody did for seven days. The page shows it.

    Raises: NotFound, Refused, ValidationError when the person could not answer.
    """
    rows = HelpRequest.objects.select_related("subject", *RELATED)
    wanted = rows.filter(pk=as_uuid(help_id)).first() if by == SYSTEM else find(HelpRequest, help_id, by)
    if wanted is None:
        raise NotFound(f"HelpRequest {help_id}")
    require("support.pass_on", by, wanted)
    deputy = Person.objects.select_related("actor").filter(pk__in=[as_uuid(deputy_id)]).first()
    wanted.deputy, wanted.passed_on_at = deputy, clock.now()
    if deputy is None or not rules.has_perm("support.answer", viewer_of(deputy), wanted):
        raise ValidationError({"deputy_id": [_("Vælg en ansat, der må læse den og ikke selv har spurgt.")]})
    wanted.save(update_fields=["deputy", "passed_on_at"])
    bump(wanted.subject)
    journal("support.passed_on", wanted.subject, by=by, payload={"deputy": str(deputy_id)})
    return wanted


# --- forgetting -------------------------------------------------------------------------------------------------------


@transaction.atomic
def forget_old() -> None:
    """What only staff could read is of use to nobody else: two years after it was settled it goes."""
    before = clock.now() - FORGET_AFTER
    rows = HelpRequest.objects.filter(
        withdrawn_at=None,
        status__in=(HelpStatus.ANSWERED, HelpStatus.CLOSED),
        subject__audience=Audience.STAFF,
        subject__active_at__lt=before,
    )
    for wanted in rows.select_related("subject"):
        empty(wanted)
        journal("support.forgotten", wanted.subject, by=SYSTEM)


@transaction.atomic
def erase(person_id: UUID) -> None:
    """What a person asked goes, unless somebody answered so that all can read it: then it stays without the name.

    An answer given for the municipality stays. Whoever was on a request is so no more.
    """
    for wanted in HelpRequest.objects.filter(author=person_id, actor__person=person_id).select_related("subject"):
        HelpAnswer.objects.filter(request=wanted).update(reply="")
        if wanted.answered_at is None or wanted.subject.audience != Audience.PUBLIC:
            empty(wanted)
    waiting = HelpRequest.objects.filter(assigned_to=person_id, status=HelpStatus.ASSIGNED)
    waiting.update(status=HelpStatus.ASKED)
    HelpRequest.objects.filter(assigned_to=person_id).update(assigned_to=None, assigned_at=None)
    HelpRequest.objects.filter(deputy=person_id).update(deputy=None)


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What one asked, and what one answered."""
    asked = HelpRequest.objects.filter(author=person_id).select_related("subject")
    answered = HelpAnswer.objects.filter(by=person_id)
    replies = HelpAnswer.objects.filter(request__author=person_id).exclude(reply="")
    return [
        *({"asked": row.title, "text": row.body, "at": row.subject.created_at.isoformat()} for row in asked),
        *({"still_missing": row.reply} for row in replies),
        *({"answer": row.body, "links": row.links, "at": row.at.isoformat()} for row in answered),
    ]
