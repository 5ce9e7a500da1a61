"""Who comes to a task or an event: oneself, an organisation one speaks for, or somebody who rang."""

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import noted, voice_of
from samspil.actors.models import Actor, Person
from samspil.foundation.addresses import phone_number
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import Refused
from samspil.foundation.viewer import Viewer

CONTACT_FOR = timedelta(days=14)  # a host reads mail and phone so long after: time enough to bring a lost scarf back


@dataclass(frozen=True, slots=True)
class Comer:
    """Who comes, resolved and allowed. ``actor`` is the organisation they come for."""

    person: Person
    actor: Actor | None = None
    entered_by: Person | None = None
    channel: str = ""

    def fields(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def comer(by: Viewer, speaks_as: UUID | str | None, behalf: dict[str, str] | None, *, is_host: bool = False) -> Comer:
    """``is_host``: whoever rang may be written down by the host, an association too. Raises: NotFound, Refused,
    ValidationError.
    """
    if behalf and is_host:
        voice = noted(Person.objects.get(pk=by.known_id), behalf)
    elif behalf and not by.is_staff:
        raise Refused("actors.enter_for_others")
    else:
        voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    if voice.entered_by:
        put_phone(voice.author, (behalf or {}).get("phone", ""), "behalf_phone", is_needed=True)
    actor = None if voice.actor.is_person else voice.actor
    return Comer(voice.author, actor, voice.entered_by, voice.channel)


def put_phone(person: Person, phone: str, field: str, *, is_needed: bool = False) -> None:
    """The number somebody gave, where none is known. Raises: ValidationError."""
    guard(**{field: clean_line(phone)})
    phone = phone_number(phone, field)
    if is_needed and not phone and not person.email:
        raise ValidationError({field: [_("Skriv et telefonnummer, så vi kan ringe.")]})
    if phone and not person.phone:
        person.phone = phone[:30]
        person.save(update_fields=["phone"])
