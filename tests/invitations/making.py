"""Building blocks for the tests of invitations."""

import itertools
import re
from typing import Any

from django.conf import settings

from samspil.actors.models import Person
from samspil.challenges.actions import change_stage
from samspil.challenges.models import Challenge
from samspil.foundation.models import OutgoingMail
from samspil.invitations.actions import invite
from samspil.invitations.models import Invitation, Invitee
from tests.factories import make_challenge, make_person, viewer

numbers = itertools.count(1)
VIEW = "Vi ser problemet, som at eftermiddagen er for lang."


def make_invitation(challenge: Challenge | None = None, *, by: Person | None = None, **facts: Any) -> Invitation:
    """An invitation to a neighbour by mail, unless told otherwise."""
    number = next(numbers)
    if facts.get("who", "other") == "other":
        facts = {"who": "other", "name": f"Nabo {number}", "email": f"nabo{number}@engbaek.example", **facts}
    facts = {"view": VIEW, "why": "De bor på gangen.", **facts}
    return invite(by=viewer(by or make_person()), challenge_id=(challenge or make_challenge()).pk, **facts)


def only(invitation: Invitation) -> Invitee:
    return Invitee.objects.get(invitation=invitation)


def letter_to(address: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(to=address).latest("pk")


def path_in(letter: OutgoingMail) -> str:
    return re.search(re.escape(settings.BASE_URL) + r"(/\S+)", letter.text)[1]


def token_of(address: str) -> str:
    """The token in the newest letter to an address."""
    return path_in(letter_to(address)).split("/")[2]


def letters(prefix: str) -> list[str]:
    """To whom the letters of one sort went."""
    return sorted(OutgoingMail.objects.filter(dedupe_key__startswith=prefix).values_list("to", flat=True))


def close(challenge: Challenge, birthe: Person) -> None:
    change_stage(
        by=viewer(birthe),
        challenge_id=challenge.pk,
        stage="closed",
        next_step="Færdigt.",
        next_who="Alle",
        outcome="Ja",
    )
