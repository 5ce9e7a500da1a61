"""Contributing with or without an account: the same form, the same verb.

Somebody we do not know gets a one-time link by mail. What they wrote waits in the link itself and reaches no page, list
or search before they press the button behind it; after two days it is gone.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.actors.actions import register_person
from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.foundation import hooks, mail
from samspil.foundation.http import Request
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import Viewer
from samspil.identity import rates
from samspil.identity.forms import ContributionForm

PURPOSE = "contribute"
LINK_LASTS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Contributed:
    """``made`` is what the verb returned, or None while a letter with a link is on its way to ``sent_to``.

    ``is_letter``: it is sent to somebody rather than put on a page. ``signs_up``: it says that somebody comes.
    """

    made: Any = None
    sent_to: str = ""
    is_letter: bool = False
    signs_up: bool = False

    @property
    def is_held(self) -> bool:
        """Whether somebody looks at it before it shows (``moderation.actions.screen``): its page is not there yet."""
        return self.made is not None and not self.made.subject.shown

    def page(self, request: Request) -> HttpResponse | None:
        """What to say instead of "Tak, det står her nu": look in your mail, or we look at it first. Else None."""
        if self.sent_to:
            shown = {"sent_to": self.sent_to, "is_letter": self.is_letter, "signs_up": self.signs_up}
            return render(request, "identity/check_mail.html", shown)
        return held_page(request, self.made) if self.is_held else None


def held_page(request: Request, made: Any) -> HttpResponse:
    """Thanks for what is looked at before it shows, and the way back to the page it belongs to."""
    context = made.subject.context
    back = hooks.address(context) if context and context.readable_by(request.viewer) else ""
    return render(request, "identity/held.html", {"made": made, "title": made.subject.title, "back": back})


def contribute(request: Request, form: ContributionForm, name: str, **arguments: Any) -> Contributed:
    """Call the confirmable verb ``name`` now, or send the link that will.

    ``arguments`` join the form's own; all are strings, numbers or lists, so that they can wait.
    Raises: whatever the verb raises.
    """
    confirmable = hooks.confirmables()[name]
    arguments = {**form.arguments(), **arguments}
    if request.viewer.is_known:
        check_rate_of(request.viewer)
        return Contributed(made=confirmable.verb(by=request.viewer, **arguments))
    guest = {
        "name": form.cleaned_data["guest_name"],
        "function": form.cleaned_data["guest_function"],
        "email": form.cleaned_data["guest_email"].lower(),
        "language": get_language() or "da",
    }
    waiting = {"verb": name, "guest": guest, "arguments": plain(arguments)}
    if not is_sent(waiting):
        check_rates(request, guest["email"])
        send_link(waiting)
    is_letter = confirmable.steps is not None
    return Contributed(sent_to=guest["email"], is_letter=is_letter, signs_up=confirmable.signs_up)


def plain(arguments: dict[str, Any]) -> dict[str, Any]:
    return {
        key: str(value) if isinstance(value, UUID) else value for key, value in arguments.items() if value is not None
    }


def is_sent(waiting: dict[str, Any]) -> bool:
    """Whether the very same form waits already: the button was pressed twice."""
    return any(link.payload == waiting for link in unconfirmed(waiting))


def unconfirmed(waiting: dict[str, Any]) -> QuerySet[OneTimeLink]:
    """The open links of the same form, also with another text or address than now."""
    if not waiting["arguments"].get("request_id"):
        return OneTimeLink.objects.none()
    return OneTimeLink.objects.filter(
        purpose=PURPOSE,
        used_at=None,
        expires_at__gt=timezone.now(),
        payload__arguments__request_id=waiting["arguments"]["request_id"],
    )


def check_rates(request: Request, email: str) -> None:
    """Nobody may use our forms to fill a stranger's mailbox. Raises: ValidationError."""
    if not rates.CONTRIBUTION_FROM_ORIGIN.hit(rates.origin(request)):
        raise ValidationError(_("Der er sendt rigtig meget herfra den sidste time. Vent lidt, eller ring til os."))
    if not rates.CONTRIBUTION_TO_ADDRESS.hit(email):
        raise ValidationError(
            {"guest_email": [_("Vi har sendt mange mails til den adresse. Vent en time, eller ring til os.")]}
        )


def check_rate_of(viewer: Viewer) -> None:
    """Raises: ValidationError when somebody who is signed in has written more than people write in an hour."""
    rate = rates.CONTRIBUTION_OF_STAFF if viewer.is_staff else rates.CONTRIBUTION_OF_PERSON
    if not rate.hit(str(viewer.person_id)):
        raise ValidationError(_("Du har sendt rigtig meget den sidste time. Vent lidt, eller ring til os."))


@transaction.atomic
def send_link(waiting: dict[str, Any]) -> None:
    """Let the contribution wait in a link, and send the link. It replaces what the same form sent before: somebody
    who went back to mend a word or their address means the newest.
    """
    replaced = [str(link.pk) for link in unconfirmed(waiting)]
    OneTimeLink.objects.filter(pk__in=replaced).delete()
    link, token = OneTimeLink.issue(PURPOSE, lasts=LINK_LASTS, payload=waiting)
    guest, shown = waiting["guest"], waiting_in(link)
    mail.post(
        "identity/mail/confirm_contribution.txt",
        {
            "guest": guest,
            "label": shown.label,
            "text": shown.text,
            "is_letter": shown.is_letter,
            "signs_up": shown.signs_up,
            "link": mail.address(reverse("identity:confirm", args=[token])),
        },
        to=guest["email"],
        # Two presses at the same moment on two machines end in one letter, too.
        dedupe_key=f"contribute:{fingerprint(waiting, replaced)}",
        holds_secret=True,
        language=guest["language"],
    )


def fingerprint(waiting: dict[str, Any], replaced: list[str]) -> str:
    if not waiting["arguments"].get("request_id"):
        return str(uuid7())
    text = json.dumps([waiting, replaced], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a link, in words for a page or a letter. ``more`` is what else the person typed."""

    name: str
    label: Any
    text: str
    more: tuple[str, ...] = ()
    is_letter: bool = False
    signs_up: bool = False


def waiting_in(link: OneTimeLink) -> Waiting:
    confirmable = hooks.confirmables()[link.payload["verb"]]
    arguments = dict(link.payload["arguments"])
    text = str(arguments.pop(confirmable.text_field, ""))
    # What holds a space was typed; the rest are ids and codes.
    more = tuple(value for value in arguments.values() if isinstance(value, str) and " " in value.strip())
    # The name it will stand under: two who share a mailbox must see that before they press.
    known = Person.objects.select_related("actor").filter(email=link.payload["guest"]["email"]).first()
    return Waiting(
        name=known.name if known else link.payload["guest"]["name"],
        label=confirmable.label,
        text=text,
        more=more,
        is_letter=confirmable.steps is not None,
        signs_up=confirmable.signs_up,
    )


@transaction.atomic
def confirm(link: OneTimeLink) -> Any:
    """Do what waited in the link, as the person whose address received it. None when the link was used meanwhile.

    Raises: whatever the verb raises; the link then stays open.
    """
    waiting = link.payload
    if not link.use():
        return None
    person = register_person(**waiting["guest"])
    return hooks.confirmables()[waiting["verb"]].verb(by=viewer_of(person), **waiting["arguments"])
