"""The verbs of hosting: whoever takes part may hold the page, and the turn goes round (C76)."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.challenges.models import HOSTS_FOR, Challenge, Stage
from samspil.following.actions import tell_news
from samspil.foundation import clock, mail, subjects
from samspil.foundation.history import sign
from samspil.foundation.hooks import address
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import NotFound, Refused, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer


def host_named(person_id: UUID | str, field: str = "person_id") -> Person:
    """Raises: ValidationError when nobody is named, or somebody who cannot come in."""
    people = Person.objects.select_related("actor").filter(blocked_at=None).exclude(email=None)
    person = people.filter(pk__in=[as_uuid(person_id)]).first()
    if person is None:
        raise ValidationError({field: [_("Vælg en mødeleder på listen.")]})
    return person


def until_of(host_until: date | None) -> date:
    """The last day of a turn. Raises: ValidationError when it has gone."""
    until = host_until or clock.today() + HOSTS_FOR
    if until < clock.today():
        raise ValidationError({"host_until": [_("Datoen er gået. Vælg en dag, der kommer.")]})
    return until


def today_about(challenge: Challenge, person_id: UUID) -> str:
    """The key of a letter that goes once a day, however often somebody presses and takes it back."""
    return f"{challenge.pk}:{person_id}:{clock.today()}"


def tell_host(person: Person, challenge: Challenge, template: str, key: str) -> None:
    if person.email:
        mail.post(
            f"hosting/mail/{template}.txt",
            {"person": person, "challenge": challenge, "link": mail.address(address(challenge.subject))},
            to=person.email,
            person=person.pk,
            dedupe_key=f"{template}:{key}",
            language=person.language,
        )


@verb(Challenge)
def appoint_host(
    *,
    by: Viewer,
    challenge_id: UUID | str,
    person_id: UUID | str,
    host_until: date | None = None,
    next_step: str = "",
) -> Challenge:
    """Name who holds the page, and until when. The host keeps order and decides nothing.

    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by, lock=True)
    require("hosting.appoint", by, challenge)
    challenge.host, challenge.host_until = host_named(person_id), until_of(host_until)
    if not challenge.subject.readable_by(viewer_of(challenge.host)):
        raise ValidationError({"person_id": [_("Vælg en, der er med på siden.")]})
    if challenge.next_host_id == challenge.host.pk:
        challenge.next_host = None
    challenge.next_step = next_step or challenge.next_step
    clean_texts(challenge, ("next_step",))
    sign(challenge, by)
    challenge.save()
    bump(challenge.subject)
    entry = journal("hosting.appointed", challenge.subject, by=by, payload={"host": str(challenge.host.pk)})
    tell_news(entry)
    if challenge.host.pk != by.person_id:
        tell_host(challenge.host, challenge, "you_host", str(entry.pk))
    return challenge


@verb(Challenge)
def offer_to_host(*, by: Viewer, challenge_id: UUID | str) -> Challenge:
    """Take the next turn oneself. Anybody taking part may. Raises: NotFound, Refused."""
    challenge = find(Challenge, challenge_id, by, related=("host__actor",), lock=True)
    require("hosting.offer", by, challenge)
    challenge.next_host_id = by.known_id
    sign(challenge, by)
    challenge.save()
    journal("hosting.offered", challenge.subject, by=by)
    if challenge.host:
        tell_host(challenge.host, challenge, "next_host_offered", today_about(challenge, by.known_id))
    return challenge


@verb(Challenge)
def name_next_host(*, by: Viewer, challenge_id: UUID | str, person_id: UUID | str) -> Challenge:
    """Say whose turn is next: one of those taking part. They hear it, and may say no.

    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by, lock=True)
    require("hosting.name_next", by, challenge)
    person = host_named(person_id)
    if person.pk == challenge.host_id:
        raise ValidationError({"person_id": [_("Vælg en anden end den, der er mødeleder nu.")]})
    if person.pk != challenge.author_id and not subjects.takes_part_in(challenge.subject, person.pk):
        raise ValidationError({"person_id": [_("Vælg en, der er med på siden.")]})
    challenge.next_host = person
    sign(challenge, by)
    challenge.save()
    journal("hosting.next_named", challenge.subject, by=by, payload={"next": str(person.pk)})
    if person.pk != by.person_id:
        tell_host(person, challenge, "you_are_next", today_about(challenge, person.pk))
    return challenge


@verb(Challenge)
def decline_hosting(*, by: Viewer, challenge_id: UUID | str) -> Challenge:
    """Say no to the next turn. Raises: NotFound, Refused."""
    challenge = find(Challenge, challenge_id, by, related=("host__actor",), lock=True)
    require("hosting.decline", by, challenge)
    challenge.next_host = None
    sign(challenge, by)
    challenge.save()
    journal("hosting.declined", challenge.subject, by=by)
    if challenge.host:
        tell_host(challenge.host, challenge, "next_host_declined", today_about(challenge, by.known_id))
    return challenge


@verb(Challenge)
def hand_over(*, by: Viewer, challenge_id: UUID | str, host_until: date | None = None) -> Challenge:
    """Let the next host hold the page from now on. When a turn is over, the next host may begin by themselves.

    Raises: NotFound, Refused, ValidationError.
    """
    challenge = find(Challenge, challenge_id, by, related=("next_host__actor",), lock=True)
    require("hosting.hand_over", by, challenge)
    challenge.host, challenge.next_host, challenge.host_until = challenge.next_host, None, until_of(host_until)
    sign(challenge, by)
    challenge.save()
    bump(challenge.subject)
    entry = journal("hosting.handed_over", challenge.subject, by=by, payload={"host": str(challenge.host_id)})
    tell_news(entry)
    if challenge.host and challenge.host_id != by.person_id:
        tell_host(challenge.host, challenge, "you_host", str(entry.pk))
    return challenge


def rotate_hosts() -> None:
    """Begin the next turn where one is over; where nobody is next, remind the host once."""
    over = Challenge.objects.filter(host_until__lt=clock.today(), withdrawn_at=None).exclude(stage=Stage.CLOSED)
    for challenge in over.select_related("subject", "host__actor", "next_host__actor"):
        heir = viewer_of(challenge.next_host)
        if heir.is_known and not heir.is_blocked and challenge.subject.readable_by(heir):
            # What somebody did meanwhile is no reason to leave all the others waiting.
            with suppress(NotFound, Refused, ValidationError):
                hand_over(by=heir, challenge_id=challenge.pk)
        elif challenge.host and challenge.subject.shown:
            tell_host(challenge.host, challenge, "find_next_host", f"{challenge.pk}:{challenge.host_until}")
